use super::*;
use crate::sheet::{Align, SheetCell};
use jibiao_model::date::Year;
use jibiao_model::form::{BudgetBySource, BudgetByUse, Funds, Indicators, KeyTask};
use jibiao_model::template::{Kind, TemplateSet};
use jibiao_model::{IndicatorRow, ProjectForm, RowId, UnitForm, Wan, Yuan};
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

fn template(id: &str) -> Template {
    TemplateSet::builtin().get(id).unwrap().clone()
}

fn yuan(text: &str) -> Entry<Yuan> {
    Entry::Read(Yuan(text.parse::<Decimal>().unwrap()))
}

fn wan(text: &str) -> Entry<Wan> {
    Entry::Read(Wan(text.parse::<Decimal>().unwrap()))
}

fn row(id: u32, level1: &str, level2: &str, name: &str, value: &str) -> IndicatorRow {
    let text = str::to_owned;
    let (level1, level2) = (text(level1), text(level2));
    IndicatorRow { id: RowId(id), level1, level2, name: text(name), value: text(value), weight: Entry::Blank }
}

/// A made-up project of a made-up county.
fn project() -> ProjectForm {
    let text = str::to_owned;
    let funds = |total: &str, local: &str| Funds {
        total: yuan(total),
        central: yuan("0"),
        provincial: yuan("12000.5"),
        local: yuan(local),
        self_raised: Entry::Raw(text("约三万")),
        other: Entry::Blank,
    };
    ProjectForm {
        template: text("shanxi-county"),
        title: text("云岭县县(区)级预算部门(单位)项目支出绩效目标表"),
        year: Entry::Read(Year(2026)),
        project_name: text("松涛河堤岸巡护经费"),
        category: None,
        department_code: text("031"),
        department: text("云岭县河湖管护局"),
        implementing_unit: text("云岭县松涛河管护站"),
        attribute: text("延续性项目(阶段开展)"),
        term: text("3年"),
        funds_period: funds("1263138.64", "1251138.14"),
        funds_annual: funds("421046", "409045.5"),
        overview: text("对松涛河城区段堤岸开展日常巡护。"),
        basis: text("县河长办年度巡护方案。"),
        necessity: text("保持行洪通畅。"),
        safeguards: text("每周通报巡护情况。"),
        plan: text("按月巡护，汛期加密。"),
        goal_period: text("三年内堤岸隐患全部销号。"),
        goal_annual: text("本年销号隐患四十处。"),
        indicators: Indicators {
            period: vec![
                row(0, "产出指标", "数量指标", "巡护里程", "≥900公里"),
                row(1, "效益指标", "社会效益指标", "沿岸安全感", "提升"),
                row(2, "产出指标", "数量指标", "销号隐患处数", "≥120处"),
                row(3, "满意度指标", "服务对象满意度", "沿岸群众满意度", "≥92%"),
            ],
            annual: vec![
                row(4, "产出指标", "数量指标", "年巡护里程", "≥300公里"),
                row(5, "产出指标", "成本指标", "巡护费用", "≤42.1万元"),
                row(6, "满意度指标", "服务对象满意度", "群众满意度", "≥90%"),
            ],
        },
        head: text("鹿闻溪"),
        preparer: text("柏千帆"),
        phone: text("0000-1234567"),
        filled_at: text("20251230085045"),
    }
}

fn unit() -> UnitForm {
    let text = str::to_owned;
    UnitForm {
        template: text("shanxi-unit"),
        title: text("县(区)级预算部门(单位)整体支出绩效目标申报表"),
        year: Entry::Read(Year(2026)),
        department_code: text("031"),
        department: text("云岭县河湖管护局"),
        internal_divisions: Entry::Read(5),
        subordinate_units: Entry::Read(0),
        staff_quota: Entry::Read(26),
        staff_actual: Entry::Raw(text("二十四人上下")),
        staff_in_quota: Entry::Blank,
        staff_other: Entry::Read(2),
        duties: text("负责全县河湖管护。"),
        strategic_goal: text("建成清洁河湖。"),
        by_source: BudgetBySource {
            total: wan("1640.5"),
            general_public: wan("1640.5"),
            government_fund: wan("0"),
            ..BudgetBySource::default()
        },
        by_use: BudgetByUse { total: wan("1640.5"), basic: wan("1219.454"), project: wan("421.046") },
        key_tasks: vec![
            KeyTask { id: RowId(0), function: text("堤岸巡护"), task: text("巡护三百公里") },
            KeyTask { id: RowId(1), function: text("水面保洁"), task: String::new() },
        ],
        annual_goal: text("河湖水质稳定。"),
        indicators: vec![
            row(0, "产出指标", "数量指标", "巡护里程", "≥300公里"),
            row(1, "效益指标", "可持续影响", "管护机制", "健全"),
        ],
        head: text("鹿闻溪"),
        preparer: String::new(),
        phone: String::new(),
        filled_at: text("202512300"),
    }
}

fn filing(form: &ProjectForm, template: &Template) -> Sheet {
    compose(&Form::Project(form.clone()), template, &PrintOptions::default())
}

fn publication() -> PrintOptions {
    let check_code = Some("0123-4567-89AB-CDEF".to_owned());
    PrintOptions { copy: PrintCopy::Publication, draft: None, check_code }
}

fn cells(sheet: &Sheet) -> impl Iterator<Item = &SheetCell> {
    sheet.rows.iter().flat_map(|row| &row.cells)
}

/// Text by path; no path may stand twice.
fn by_path(sheet: &Sheet) -> BTreeMap<&str, &str> {
    let mut texts = BTreeMap::new();
    for cell in cells(sheet) {
        if let Some(path) = &cell.path {
            assert_eq!(texts.insert(path.as_str(), cell.text.as_str()), None, "{path}");
        }
    }
    texts
}

fn texts(sheet: &Sheet) -> Vec<Vec<&str>> {
    sheet.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect()).collect()
}

/// Every place of the grid is covered by exactly one cell, and the widths fill the paper.
fn assert_covered(sheet: &Sheet) {
    let columns = sheet.columns.len();
    let mut covered = vec![0_u8; sheet.rows.len() * columns];
    for (number, row) in sheet.rows.iter().enumerate() {
        for cell in &row.cells {
            for line in number..number + usize::from(cell.rows) {
                for column in cell.column..cell.column + cell.columns {
                    assert!(usize::from(column) < columns);
                    covered[line * columns + usize::from(column)] += 1;
                }
            }
        }
    }
    let wrong: Vec<usize> = (0..covered.len()).filter(|place| covered[*place] != 1).collect();
    assert_eq!(wrong, [0; 0], "places of {columns} columns that are not covered once");
    assert_eq!(sheet.columns.iter().sum::<Length>(), sheet.paper.0 - sheet.margins[1] - sheet.margins[3]);
}

#[test]
fn a_project_form_is_laid_out_as_the_county_prints_it() {
    let sheet = filing(&project(), &template("shanxi-county"));
    let titles: Vec<(&str, bool)> = sheet.title.iter().map(|line| (line.text.as_str(), line.bold)).collect();
    assert_eq!(titles, [("云岭县县(区)级预算部门(单位)项目支出绩效目标表", true), ("(2026年度)", false)]);
    let expected: &[&[&str]] = &[
        &["项目名称", "松涛河堤岸巡护经费"],
        &["主管部门及代码", "031-云岭县河湖管护局", "实施单位", "云岭县松涛河管护站"],
        &["项目属性", "延续性项目(阶段开展)", "项目期", "3年"],
        &["项目资金(元)", "实施期资金总额:", "1,263,138.64", "年度资金总额:", "421,046"],
        &["其中:中央财政资金", "0", "其中:中央财政资金", "0"],
        &["省级财政资金", "12,000.50", "省级财政资金", "12,000.50"],
        &["市县(区)财政资金", "1,251,138.14", "市县(区)财政资金", "409,045.50"],
        &["单位自筹", "约三万", "单位自筹", "约三万"],
        &["其他资金", "", "其他资金", ""],
        &["项目概况", "对松涛河城区段堤岸开展日常巡护。"],
        &["立项依据", "县河长办年度巡护方案。"],
        &["项目设立必要性", "保持行洪通畅。"],
        &["保证项目实施的制度、措施", "每周通报巡护情况。"],
        &["项目实施计划", "按月巡护，汛期加密。"],
        &["总体目标", "实施期目标", "年度目标"],
        &["三年内堤岸隐患全部销号。", "本年销号隐患四十处。"],
        &["绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值"],
        &["产出指标", "数量指标", "巡护里程", "≥900公里", "数量指标", "年巡护里程", "≥300公里"],
        &["销号隐患处数", "≥120处", "", ""],
        &["质量指标", "", "", "质量指标", "", ""],
        &["时效指标", "", "", "时效指标", "", ""],
        &["成本指标", "", "", "成本指标", "巡护费用", "≤42.1万元"],
        &["效益指标", "经济效益", "", "", "经济效益", "", ""],
        &["社会效益", "沿岸安全感", "提升", "社会效益", "", ""],
        &["生态效益", "", "", "生态效益", "", ""],
        &["可持续影响", "", "", "可持续影响", "", ""],
        &["满意度指标", "服务对象满意度", "沿岸群众满意度", "≥92%", "服务对象满意度", "群众满意度", "≥90%"],
    ];
    assert_eq!(texts(&sheet), expected);
    assert_eq!(sheet.signature, ["负责人:鹿闻溪", "经办人:柏千帆", "联系电话:0000-1234567", "填报日期:2025年12月30日"]);
    assert_covered(&sheet);
}

#[test]
fn a_unit_form_is_laid_out_as_units_print_it() {
    let sheet = compose(&Form::Unit(unit()), &template("shanxi-unit"), &PrintOptions::default());
    assert_eq!(sheet.title[1].text, "(2026)年度");
    let expected: &[&[&str]] = &[
        &["部门基本信息", "部门名称", "031-云岭县河湖管护局"],
        &["内设职能部门数", "5个", "所属预算单位数", "0个"],
        &["核定的人员编制数", "26人", "实际在职人员总数", "二十四人上下"],
        &["其中:在编人员数", ""],
        &["其他人员数", "2人"],
        &["部门职责", "负责全县河湖管护。"],
        &["部门战略目标", "建成清洁河湖。"],
        &["年度预算情况", "按资金来源划分", "资金总额(万元)", "按资金方向划分", "资金总额(万元)"],
        &["合计", "1,640.50", "合计", "1,640.50"],
        &["其中:一般公共预算资金", "1,640.50", "其中:基本支出", "1,219.454"],
        &["政府性基金预算资金", "0.00", "项目支出", "421.046"],
        &["国有资本经营预算资金", "", "", ""],
        &["社会保险基金预算资金", "", "", ""],
        &["专户管理资金", "", "", ""],
        &["单位资金", "", "", ""],
        &["年度重点任务", "核心职能", "重点任务"],
        &["堤岸巡护", "巡护三百公里"],
        &["水面保洁", ""],
        &["年度绩效目标", "河湖水质稳定。"],
        &["年度绩效指标", "一级指标", "二级指标", "三级指标", "指标值"],
        &["产出指标", "数量指标", "巡护里程", "≥300公里"],
        &["质量指标", "", ""],
        &["时效指标", "", ""],
        &["成本指标", "", ""],
        &["效益指标", "经济效益指标", "", ""],
        &["社会效益指标", "", ""],
        &["生态效益指标", "", ""],
        &["可持续影响指标", "管护机制", "健全"],
        &["满意度指标", "服务对象满意度指标", "", ""],
    ];
    assert_eq!(texts(&sheet), expected);
    assert_eq!(sheet.signature, ["负责人:鹿闻溪", "经办人:", "联系电话:", "填报日期:202512300"]);
    let texts = by_path(&sheet);
    assert_eq!(texts["staff_quota"], "26人");
    assert_eq!(texts["key_tasks[1].function"], "水面保洁");
    assert_eq!(texts["indicators[1].value"], "健全");
    assert_eq!(texts["budget.by_use.project"], "421.046");
    assert_covered(&sheet);
}

#[test]
fn every_template_shows_every_field_in_the_cell_of_its_path() {
    let form = project();
    for template in TemplateSet::builtin().iter().filter(|template| template.kind == Kind::Project) {
        let sheet = filing(&form, template);
        let shown = by_path(&sheet);
        let (total, provincial) = match template.money {
            jibiao_model::value::MoneyUnit::Yuan => ("1,263,138.64", "12,000.50"),
            jibiao_model::value::MoneyUnit::Wan => ("126.313864", "1.20005"),
        };
        let mut expected: BTreeMap<String, &str> = [
            ("project_name", form.project_name.as_str()),
            ("department", "031-云岭县河湖管护局"),
            ("implementing_unit", &form.implementing_unit),
            ("attribute", &form.attribute),
            ("term", "3年"),
            ("overview", &form.overview),
            ("basis", &form.basis),
            ("necessity", &form.necessity),
            ("safeguards", &form.safeguards),
            ("plan", &form.plan),
            ("goal_period", &form.goal_period),
            ("goal_annual", &form.goal_annual),
            ("funds.period.total", total),
            ("funds.annual.provincial", provincial),
            ("funds.annual.central", "0"),
            ("funds.period.self_raised", "约三万"),
        ]
        .map(|(path, text)| (path.to_owned(), text))
        .into();
        for (side, rows) in [("period", &form.indicators.period), ("annual", &form.indicators.annual)] {
            for (index, row) in rows.iter().enumerate() {
                expected.insert(format!("indicators.{side}[{index}].name"), &row.name);
                expected.insert(format!("indicators.{side}[{index}].value"), &row.value);
            }
        }
        for (path, text) in expected {
            assert_eq!(shown.get(path.as_str()), Some(&text), "{} {path}", template.id);
        }
        assert_covered(&sheet);
    }
}

#[test]
fn an_amount_without_an_exact_quotient_in_wan_stands_in_yuan() {
    let mut form = project();
    form.funds_annual.total = Entry::Read(Yuan(Decimal::from_parts(15, 0, 0, false, 28)));
    let sheet = filing(&form, &template("cost-first-2021"));
    assert_eq!(by_path(&sheet)["funds.annual.total"], "0.0000000000000000000000000015元");
}

#[test]
fn levels_are_merged_over_their_rows_and_the_side_label_over_all() {
    let sheet = filing(&project(), &template("shanxi-county"));
    let rows_of = |text: &str| -> Vec<u16> {
        cells(&sheet).filter(|cell| cell.text == text && cell.path.is_none()).map(|cell| cell.rows).collect()
    };
    assert_eq!(rows_of("绩效指标"), [11]);
    assert_eq!(rows_of("产出指标"), [5]);
    assert_eq!(rows_of("数量指标"), [2, 2]);
    assert_eq!(rows_of("效益指标"), [4]);
    assert_eq!(rows_of("项目资金(元)"), [6]);
    assert_eq!(rows_of("总体目标"), [2]);
}

#[test]
fn the_heads_of_goals_and_indicators_are_repeated_for_their_rows_only() {
    let sheet = filing(&project(), &template("shanxi-county"));
    let marks: Vec<(Option<u16>, Option<u16>)> =
        sheet.rows.iter().map(|row| (row.head_of.map(|b| b.0), row.block.map(|b| b.0))).collect();
    assert_eq!(marks[13..18], [(None, None), (Some(1), None), (None, Some(1)), (Some(2), None), (None, Some(2))]);
    assert!(marks[18..].iter().all(|mark| *mark == (None, Some(2))));
}

#[test]
fn amounts_are_right_aligned_and_never_wrapped_and_labels_are_labels() {
    let sheet = filing(&project(), &template("shanxi-county"));
    let style = |path: &str| cells(&sheet).find(|cell| cell.path.as_deref() == Some(path)).unwrap().style;
    let amount = style("funds.annual.total");
    assert_eq!((amount.align, amount.no_wrap, amount.label), (Align::Right, true, false));
    let text = style("overview");
    assert_eq!((text.align, text.no_wrap, text.label, text.size), (Align::Justified, false, false, 9_000));
    let label = cells(&sheet).find(|cell| cell.text == "质量指标").unwrap().style;
    assert_eq!((label.align, label.label), (Align::Centre, true));
}

#[test]
fn rows_of_unknown_levels_stand_behind_the_tree_with_their_own_labels() {
    let mut form = project();
    form.indicators.period = vec![row(0, "管理指标", "内控指标", "制度件数", "3件")];
    form.indicators.annual = vec![
        row(1, "管理指标", "内控指标", "年制度件数", "1件"),
        row(2, "产出指标", "数量指标", "里程", "9公里"),
        row(3, "管理指标", "档案指标", "归档率", "100%"),
        row(4, "", "", "无处可归", "1个"),
        row(5, "", "质量指标", "合格率", "100%"),
    ];
    let sheet = filing(&form, &template("shanxi-county"));
    let all = texts(&sheet);
    let end = &all[all.len() - 3..];
    assert_eq!(end[0], ["管理指标", "内控指标", "制度件数", "3件", "内控指标", "年制度件数", "1件"]);
    assert_eq!(end[1], ["档案指标", "", "", "档案指标", "归档率", "100%"]);
    assert_eq!(end[2], ["", "", "", "", "", "无处可归", "1个"]);
    let shown = by_path(&sheet);
    assert_eq!(shown["indicators.period[0].level1"], "管理指标");
    assert_eq!(shown["indicators.annual[2].level2"], "档案指标");
    assert!(all.iter().any(|row| row.contains(&"质量指标") && row.contains(&"合格率")));
    assert_covered(&sheet);
}

#[test]
fn a_one_sided_template_shows_what_the_form_holds_for_the_other_side() {
    let form = project();
    let sheet = filing(&form, &template("cost-first-2021"));
    let all = texts(&sheet);
    let second = all.iter().position(|row| row[0] == "实施期绩效指标").unwrap();
    assert_eq!(all[second + 1], ["产出指标", "数量指标", "巡护里程", "≥900公里", ""]);
    let unlisted = all.iter().position(|row| row[0] == "本表未设栏目的内容").unwrap();
    assert_eq!(all[unlisted + 1], ["实施期目标", "三年内堤岸隐患全部销号。"]);
    assert_eq!(all[unlisted + 2], ["实施期资金总额", "126.313864"]);

    let mut annual_only = form;
    annual_only.goal_period.clear();
    annual_only.funds_period = Funds::default();
    annual_only.indicators.period.clear();
    let sheet = filing(&annual_only, &template("cost-first-2021"));
    assert_eq!(texts(&sheet).last().unwrap()[..], ["预算执行率", "10"]);
}

#[test]
fn a_weight_has_its_column_or_stands_among_the_unlisted() {
    let mut form = project();
    form.indicators.annual[0].weight = Entry::Read(Decimal::from(15));
    form.indicators.annual[1].weight = Entry::Raw("一成".to_owned());
    for id in ["cost-first-2021", "shanxi-county"] {
        let sheet = filing(&form, &template(id));
        let shown = by_path(&sheet);
        assert_eq!(shown["indicators.annual[0].weight"], "15");
        assert_eq!(shown["indicators.annual[1].weight"], "一成");
    }
}

#[test]
fn a_row_that_a_county_took_out_of_its_grid_is_not_lost() {
    let text = include_str!("../../../../templates/shanxi-county/template.toml");
    let line = "  [{ label = \"necessity\", columns = 2 }, { field = \"necessity\", columns = 8 }],\n";
    assert!(text.contains(line));
    let changed = Template::parse(&text.replace(line, ""), "a.toml").unwrap();
    let sheet = filing(&project(), &changed);
    assert_eq!(texts(&sheet).last().unwrap()[..], ["项目设立必要性", "保持行洪通畅。"]);
    assert_eq!(by_path(&sheet)["necessity"], "保持行洪通畅。");
    assert_covered(&sheet);
}

#[test]
fn a_publication_copy_leaves_out_people_phone_and_check_code_and_keeps_the_date() {
    let mut form = project();
    form.filled_at = "20251230".to_owned();
    let sheet = compose(&Form::Project(form), &template("shanxi-county"), &publication());
    assert_eq!(sheet.signature, ["负责人:", "经办人:", "联系电话:", "填报日期:2025年12月30日"]);
    assert_eq!(sheet.foot, Foot::default());
    let everything = format!("{sheet:?}");
    assert!(!everything.contains("鹿闻溪") && !everything.contains("柏千帆") && !everything.contains("1234567"));
}

#[test]
fn the_signature_line_of_a_published_unit_form_stays_away_where_it_would_be_blank() {
    let mut form = unit();
    let published = |form: &UnitForm| compose(&Form::Unit(form.clone()), &template("shanxi-unit"), &publication());
    assert_eq!(published(&form).signature.len(), 4);
    form.filled_at.clear();
    assert_eq!(published(&form).signature, [""; 0]);
}

#[test]
fn a_filing_copy_carries_check_code_draft_words_and_document_information() {
    let options = PrintOptions {
        copy: PrintCopy::Filing,
        draft: Some("草稿".to_owned()),
        check_code: Some("0123-4567-89AB-CDEF".to_owned()),
    };
    let sheet = compose(&Form::Project(project()), &template("shanxi-county"), &options);
    assert_eq!(sheet.foot.check_code.as_deref(), Some("0123-4567-89AB-CDEF"));
    assert_eq!(sheet.foot.qr, sheet.foot.check_code);
    assert_eq!(sheet.watermark.as_deref(), Some("草稿"));
    assert_eq!(sheet.info.title, "松涛河堤岸巡护经费 云岭县县(区)级预算部门(单位)项目支出绩效目标表");
    assert_eq!(sheet.info.author, "云岭县松涛河管护站");
    assert_eq!(sheet.info.date, Some((2025, 12, 30, 0, 0, 0)));
}

#[test]
fn an_empty_form_is_an_empty_sheet_of_its_template() {
    for template in TemplateSet::builtin().iter() {
        let form = match template.kind {
            Kind::Project => Form::Project(ProjectForm::default()),
            Kind::Unit => Form::Unit(UnitForm::default()),
        };
        let sheet = compose(&form, template, &PrintOptions::default());
        assert!(by_path(&sheet).values().all(|text| text.is_empty()), "{}", template.id);
        assert!(sheet.title[1].text.contains("    "));
        assert_covered(&sheet);
    }
}

/// Levels of the tree, in the spellings of prints, and levels that no template has.
const LEVELS: [(&str, &str); 12] = [
    ("产出指标", "数量指标"),
    ("产出", "质量"),
    ("产出指标", "时效指标"),
    ("产出指标", "成本指标"),
    ("成本指标", "经济成本指标"),
    ("效益指标", "经济效益"),
    ("效益指标", "社会效益指标"),
    ("效益指标", "可持续发展指标"),
    ("满意度指标", "满意度指标"),
    ("效益指标", "数量指标"),
    ("", ""),
    ("其他指标", "自定指标"),
];

fn rows_of(choices: &[usize], side: &str) -> Vec<IndicatorRow> {
    let make = |(index, choice): (usize, &usize)| {
        let (level1, level2) = LEVELS[*choice];
        row(u32::try_from(index).unwrap(), level1, level2, &format!("{side}名{index}"), &format!("{side}值{index}"))
    };
    choices.iter().enumerate().map(make).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_rows_fill_the_grid_without_holes_and_none_is_lost(
        period in proptest::collection::vec(0..LEVELS.len(), 0..30),
        annual in proptest::collection::vec(0..LEVELS.len(), 0..30),
        tasks in 0..6_u32,
        which in 0..6_usize,
    ) {
        let template = TemplateSet::builtin().iter().nth(which).unwrap();
        let (period, annual) = (rows_of(&period, "期"), rows_of(&annual, "年"));
        let key_tasks = (0..tasks).map(|id| KeyTask { id: RowId(id), function: format!("职{id}"), task: format!("务{id}") });
        let (form, lists) = match template.kind {
            Kind::Project => {
                let indicators = Indicators { period: period.clone(), annual: annual.clone() };
                let form = ProjectForm { indicators, ..project() };
                (Form::Project(form), vec![("indicators.period", period), ("indicators.annual", annual)])
            }
            Kind::Unit => {
                let form = UnitForm { indicators: annual.clone(), key_tasks: key_tasks.collect(), ..unit() };
                (Form::Unit(form), vec![("indicators", annual)])
            }
        };
        let sheet = compose(&form, template, &PrintOptions::default());
        assert_covered(&sheet);
        let shown = by_path(&sheet);
        for (list, rows) in lists {
            for (index, row) in rows.iter().enumerate() {
                prop_assert_eq!(shown[format!("{list}[{index}].name").as_str()], row.name.as_str());
                prop_assert_eq!(shown[format!("{list}[{index}].value").as_str()], row.value.as_str());
            }
        }
        if template.kind == Kind::Unit {
            for id in 0..tasks {
                prop_assert_eq!(shown[format!("key_tasks[{id}].task").as_str()], format!("务{id}"));
            }
        }
    }
}
