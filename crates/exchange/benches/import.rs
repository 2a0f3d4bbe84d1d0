//! What an import costs: a published document of 30 forms, the same as a workbook of 30 sheets, and files of one form.
#![allow(missing_docs, clippy::expect_used, reason = "a bench may end where its input is missing")]

use criterion::{Criterion, criterion_group, criterion_main};
use jibiao_exchange::import::Plan;
use std::fmt::Write;
use std::hint::black_box;

/// A document with so many project forms of 24 rows.
fn published(forms: usize) -> String {
    let mut text = String::new();
    for form in 0..forms {
        let _ = write!(
            text,
            "云岫县(区)级预算部门(单位)项目支出绩效目标表\n\n(2026年度)\n\n项目名称\t\t业务经费{form}\t\t\t\t\n\
             主管部门及代码\t\t041-云岫县图书馆\t\t实施单位\t云岫县图书馆\t\n项目属性\t\t经常性项目(长期开展)\t\t项目期\t99年\t\n\
             项目资金(元)\t实施期资金总额:\t184,700\t年度资金总额:\t184,700\t\t\n\t市县(区)财政资金\t184,700\t市县(区)财政资金\t184,700\t\t\n"
        );
        for label in ["项目概况", "立项依据", "项目设立必要性", "保证项目实施的制度、措施", "项目实施计划"]
        {
            let _ = writeln!(
                text,
                "{label}\t\t{}\t\t\t\t",
                "全年开放阅览室，举办讲座和展览，采购图书和数字资源。".repeat(6)
            );
        }
        text += "实施期目标\t\t\t年度目标\t\t\t\n总体目标\t做好读者服务。\t\t\t做好读者服务。\t\t\n\
                 绩效指标\t一级指标\t二级指标\t三级指标\t指标值\t二级指标\t三级指标\t指标值\n";
        for (level, name, value) in [
            ("数量指标", "举办讲座次数", "≥12次"),
            ("质量指标", "图书上架率", "≥98%"),
            ("时效指标", "图书采购完成时间", "10月底前"),
            ("成本指标", "图书采购成本", "≤184700元"),
            ("社会效益", "读者阅读条件", "改善"),
        ] {
            for row in 0..4 {
                let label = if row == 0 { level } else { "" };
                let _ = writeln!(text, "\t\t{label}\t{name}{row}\t{value}\t{label}\t{name}{row}\t{value}");
            }
        }
        text += "满意度指标\t服务对象满意度\t读者满意度\t≥90%\t服务对象满意度\t读者满意度\t≥90%\t\n\
                 负责人:\t经办人:\t\t联系电话:\t\t填报日期:\t20251203101010\n\n";
    }
    text
}

/// The same forms, a sheet each.
fn workbook(forms: usize) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    for _ in 0..forms {
        let sheet = book.add_worksheet();
        for (row, line) in (0u32..).zip(published(1).lines()) {
            for (column, text) in (0u16..).zip(line.split('\t')).filter(|(_, text)| !text.is_empty()) {
                sheet.write(row, column, text).expect("cell");
            }
        }
    }
    book.save_to_buffer().expect("workbook")
}

fn import(c: &mut Criterion) {
    let bytes = workbook(30);
    c.bench_function("workbook of 30 forms", |b| {
        b.iter(|| {
            let mut plan = Plan::default();
            plan.add_file("a.xlsx", black_box(&bytes)).expect("workbook");
            assert_eq!(plan.forms.len(), 30);
            plan
        });
    });
    let text = published(30);
    c.bench_function("published document of 30 forms", |b| {
        b.iter(|| {
            let mut plan = Plan::default();
            plan.add_file("a.txt", black_box(text.as_bytes())).expect("text");
            assert_eq!(plan.forms.len(), 30);
            plan
        });
    });
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/import/fixtures");
    for name in ["form.xlsx", "form.xls", "form.docx", "form.pdf"] {
        let bytes = std::fs::read(format!("{fixtures}/{name}")).expect("fixture");
        c.bench_function(&format!("{name} of one form"), |b| {
            b.iter(|| {
                let mut plan = Plan::default();
                plan.add_file(name, black_box(&bytes)).expect("file");
                assert_eq!(plan.forms.len(), 1);
                plan
            });
        });
    }
}

criterion_group!(benches, import);
criterion_main!(benches);
