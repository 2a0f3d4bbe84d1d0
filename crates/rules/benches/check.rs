//! All rules on one made-up form of 25 rows: what a keystroke or a batch pays for one form.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

use criterion::{Criterion, criterion_group, criterion_main};
use jibiao_model::FieldPath;
use jibiao_model::form::{FundLine, Funds};
use jibiao_model::path::{RowField, TextField};
use jibiao_model::{Entry, Form, IndicatorRow, ProjectForm, RowId, Side, Template, Yuan};
use jibiao_rules::{Checked, Context, Selection, Stage, check};

/// Second level, name, value; with faults of several kinds.
const ROWS: [(&str, &str, &str); 25] = [
    ("数量指标", "泵站检修台数", "≥12台"),
    ("数量指标", "渠道清淤长度", "18.6公里"),
    ("数量指标", "闸门养护扇数(扇)", "36扇"),
    ("数量指标", "参训管水员人数", "45个"),
    ("数量指标", "灌区巡查次数", "≤48次"),
    ("数量指标", "清淤土方量", "5200立方"),
    ("数量指标", "编制用水计划", "1份"),
    ("质量指标", "检修验收合格率", "100%"),
    ("质量指标", "渠道畅通率", "≥98%"),
    ("质量指标", "闸门完好率", "良好"),
    ("质量指标", "管水员考核通过率", "≥90%"),
    ("时效指标", "泵站检修完成时间", "2026年4月底前"),
    ("时效指标", "渠道清淤完成时间", "2025年3月"),
    ("时效指标", "灌溉供水及时性", "及时"),
    ("时效指标", "用水计划下达时间", "第一季度"),
    ("成本指标", "泵站检修成本", "≤26万元"),
    ("成本指标", "渠道清淤成本", "≥31.5万元"),
    ("成本指标", "管水员培训费", "300元/人"),
    ("经济效益指标", "亩均增产", "≥40公斤"),
    ("社会效益指标", "灌溉保障能力", "提升提升"),
    ("社会效益指标", "用水纠纷减少情况", "减少"),
    ("生态效益指标", "节水量", "≥20万立方米"),
    ("可持续影响指标", "管护机制健全性", "健全"),
    ("服务对象满意度指标", "受益农户满意度", "≥92%"),
    ("服务对象满意度指标", "用水户协会满意度", "≥90%"),
];

fn form() -> Form {
    let text = "按灌溉季节安排泵站检修和渠道清淤，由管理站组织实施，协会参与验收。".repeat(8);
    let rows = |offset: u32| -> Vec<IndicatorRow> {
        let row = |(id, (level2, name, value)): (u32, &(&str, &str, &str))| {
            let (level2, name, value) = ((*level2).to_owned(), (*name).to_owned(), (*value).to_owned());
            IndicatorRow { id: RowId(offset + id), level1: String::new(), level2, name, value, weight: Entry::Blank }
        };
        (0..).zip(&ROWS).map(row).collect()
    };
    let mut form = ProjectForm {
        template: "shanxi-county".to_owned(),
        year: Entry::Read(jibiao_model::date::Year(2026)),
        project_name: "灌区维修养护".to_owned(),
        department: "北坡县水务局".to_owned(),
        implementing_unit: "北坡灌区管理站".to_owned(),
        attribute: "一次性项目(1年结束)".to_owned(),
        term: "1年".to_owned(),
        overview: text.clone(),
        basis: text.clone(),
        necessity: text.clone(),
        safeguards: text.clone(),
        plan: text.clone(),
        goal_period: text.clone(),
        goal_annual: text,
        ..ProjectForm::default()
    };
    let amount = || Entry::Read(Yuan("600000".parse().unwrap()));
    for funds in [&mut form.funds_period, &mut form.funds_annual] {
        *funds = Funds { total: amount(), ..Funds::default() };
        *funds.get_mut(FundLine::Local) = amount();
    }
    *form.indicators.side_mut(Side::Period) = rows(0);
    *form.indicators.side_mut(Side::Annual) = rows(100);
    form.indicators.annual.reverse();
    Form::Project(form)
}

fn all_rules(criterion: &mut Criterion) {
    let form = form();
    let template = Template::builtin().get("shanxi-county").unwrap();
    let today = chrono::NaiveDate::from_ymd_opt(2026, 3, 5).unwrap();
    let context = Context { today, stage: Stage::Complete, copy: None };
    criterion.bench_function("check/25 rows", |bencher| {
        bencher.iter(|| check(&form, template, &context, &Selection::Default));
    });
    let row = form.rows(Side::Period)[0].id;
    for (name, path) in [
        ("a value", FieldPath::Cell(Side::Period, row, RowField::Value)),
        ("the overview", FieldPath::Text(TextField::Overview)),
        ("the head of the unit", FieldPath::Text(TextField::Head)),
    ] {
        let mut checked = Checked::new(&form, template, today, &Selection::Default);
        criterion.bench_function(&format!("check again/{name}"), |bencher| {
            bencher.iter(|| {
                checked.check_changed(&form, template, today, &[path]);
                checked.findings(&form, Stage::Complete)
            });
        });
    }
}

criterion_group!(benches, all_rules);
criterion_main!(benches);
