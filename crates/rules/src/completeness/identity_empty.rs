//! A01: the form does not say whose it is.

use crate::prelude::*;
use crate::shared::blank;
use jibiao_model::Entry;
use jibiao_model::template::Kind;

pub(crate) static RULE: Rule = Rule {
    code: "A01",
    name: "identity_empty",
    title: "项目名称、主管部门、实施单位或年度没有填写",
    severity: Severity::Error,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: &[
        Field::Year,
        Field::Text(TextField::ProjectName),
        Field::Text(TextField::Department),
        Field::Text(TextField::ImplementingUnit),
    ],
    waivable: false,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "项目名称、主管部门、实施单位、年度有空白；年度写的不是四位年份。整体表查部门名称和年度。",
        why: "这几项说明表是谁的、哪一年的，缺一项就无法与预算表对应，也无法归档。",
        basis: "经验",
        bad: "实施单位：（空白）",
        good: "实施单位：青河县河道管理站",
        exceptions: "填写过程中的空白不提示，检查、打印、导出时才提示。",
        change: "补填；实施单位就是主管部门本身时，写主管部门的名称。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

const ADVICE: &str = "请补填。";

fn check(view: &View<'_>) -> Outcome {
    if let Entry::Raw(text) = view.year() {
        let message = format!("年度：{}不是四位年份。", quoted(text));
        return Outcome::Findings(vec![Fault::new(FieldPath::Year, message, "写成四位数字，如 2026。")]);
    }
    let fields: &[TextField] = match view.kind() {
        Kind::Project => &[TextField::ProjectName, TextField::Department, TextField::ImplementingUnit],
        Kind::Unit => &[TextField::Department],
    };
    let mut faults = Vec::new();
    if view.year().is_blank() {
        faults.push(blank::fault(FieldPath::Year, "年度", ADVICE));
    }
    for field in fields.iter().filter(|field| view.has_field(**field)) {
        if view.text(*field).trim().is_empty() {
            faults.push(blank::fault(FieldPath::Text(*field), view.label(*field), ADVICE));
        }
    }
    blank::of(view, faults)
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().text(TextField::ProjectName, " "), ["project_name"]),
        bad(project().year("").text(TextField::ImplementingUnit, ""), ["year", "implementing_unit"]),
        bad(project().year("二六年"), ["year"]),
        bad(unit().text(TextField::Department, ""), ["department"]),
        good(project()),
        good(unit()),
        not_yet(blank()).typing(),
    ]
}
