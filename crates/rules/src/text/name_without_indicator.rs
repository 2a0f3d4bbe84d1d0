//! E05: the project's name joins two things and one of them has no indicator.

use crate::prelude::*;
use crate::shared::text::{bare_name, tidy};

pub(crate) static RULE: Rule = Rule {
    code: "E05",
    name: "name_without_indicator",
    title: "项目名称里的事没有指标",
    severity: Severity::Hint,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: &[
        Field::Text(TextField::ProjectName),
        Field::Rows(Side::Period, RowField::Name),
        Field::Rows(Side::Period, RowField::Value),
        Field::Rows(Side::Annual, RowField::Name),
        Field::Rows(Side::Annual, RowField::Value),
    ],
    waivable: true,
    default_on: false,
    risk: Risk::High,
    doc: Doc {
        checks: "项目名称用顿号、及、和连着两件事，其中一件在所有指标名称里没有出现过。",
        why: "名称里有的事花了钱，却没有指标可以评价。",
        basis: "经验",
        bad: "项目“河道巡查、开放日活动经费”，没有开放日的指标",
        good: "两件事都有数量指标",
        exceptions: "用词不同而意思相同的会误报，所以默认关闭。",
        change: "补上这件事的指标，或改项目名称。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

/// Ends of a name that say only that it costs money.
const ENDS: &[&str] = &[
    "经费", "费用", "费", "资金", "项目", "专项", "工作", "业务", "活动", "补助", "补贴", "运行", "运维", "维护", "等",
    "支出", "工程",
];

fn check(view: &View<'_>) -> Outcome {
    let name = tidy(bare_name(view.text(TextField::ProjectName).trim())).into_owned();
    let names: String = view
        .sides()
        .flat_map(|side| view.rows(side))
        .map(|row| row.name())
        .fold(String::new(), |all, name| all + name + "\n");
    let rows: usize = view.sides().map(|side| view.row_count(side)).sum();
    if name.is_empty() || rows == 0 {
        return Outcome::NotYet;
    }
    let parts: Vec<&str> =
        name.split(['、', '及', '和', '与']).map(bare).filter(|part| part.chars().count() >= 3).collect();
    if parts.len() < 2 {
        return Outcome::NotApplicable;
    }
    let missing = parts.iter().find(|part| {
        let signs: Vec<char> = part.chars().collect();
        !signs.windows(2).any(|pair| names.contains(&pair.iter().collect::<String>()))
    });
    let Some(part) = missing else { return Outcome::Pass };
    let place = FieldPath::Text(TextField::ProjectName);
    let message = format!("项目名称：“{}”没有对应的指标。", clip(part, 14));
    let fault = Fault::new(place, message, "补上指标或改名称。").read(place, clip(&name, 60));
    Outcome::Findings(vec![fault.with(FieldPath::Indicators(view.main_side()))])
}

fn bare(mut part: &str) -> &str {
    while let Some(shorter) = ENDS.iter().find_map(|end| part.strip_suffix(end)) {
        part = shorter;
    }
    part
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let name = |text: &str| project().text(TextField::ProjectName, text);
    vec![
        bad(name("河道巡查、政府开放日经费"), ["project_name"]),
        bad(name("青河巡查及水质检测费"), ["project_name"]),
        good(project()),
        good(name("河道巡查、漂浮物清理经费")),
        not_applicable(name("河道巡查")),
        not_yet(blank()),
    ]
}
