//! E09: two rows have each other's value.

use super::judge::{Judgement, judge, number, short};
use crate::claims;
use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "E09",
    name: "values_swapped",
    title: "两行的指标值互相写反",
    severity: Severity::Hint,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: claims::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "文字里两行指标的数是甲、乙，指标值却是乙、甲。",
        why: "多半是填写时上下行看错。",
        basis: "经验",
        bad: "概况“茶几1个、碎纸机3个”；购置茶几 3个，购置碎纸机 1个",
        good: "概况“茶几1个、碎纸机3个”；购置茶几 1个，购置碎纸机 3个",
        exceptions: "只有一行不一致的，由 E01 提示。",
        change: "把两行的指标值对换。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

/// So many rows that differ are compared with each other.
const MOST: usize = 200;

fn check(view: &View<'_>) -> Outcome {
    if claims::TEXTS.iter().all(|field| view.text(*field).trim().is_empty()) {
        return Outcome::NotYet;
    }
    let differing: Vec<_> = view
        .rows(view.main_side())
        .filter_map(|row| match judge(row) {
            Judgement::Differs(claim) => Some((row, claim, number(row)?)),
            _ => None,
        })
        .take(MOST)
        .collect();
    let mut faults = Vec::new();
    for (at, (row, claim, value)) in differing.iter().enumerate() {
        // The row itself, which is among them, differs from what is said of it.
        let swapped =
            differing.iter().skip(at).find(|(_, said, number)| said.number == *value && claim.number == *number);
        let Some((other, ..)) = swapped else { continue };
        let (one, two) = (clip(row.name(), 10), clip(other.name(), 10));
        let message = format!("指标“{one}”：值和“{two}”的值像是写反了，对调后才与{}一致。", short(claim.field));
        let (place, related) = (row.cell(RowField::Value), other.cell(RowField::Value));
        let fault = Fault::new(place, message, "核对后对调两行的值。").with(related);
        let fault = fault.read(place, clip(row.value(), 60)).read(related, clip(other.value(), 60));
        faults.push(match view.facts(claim.field) {
            Some(facts) => fault.quote(FieldPath::Text(claim.field), facts, claim.phrase),
            None => fault,
        });
    }
    Outcome::of(faults)
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let form = |one: &str, two: &str| {
        project()
            .text(TextField::Overview, "购置救生圈4个、扩音器9个。")
            .both("产出指标", "数量指标", "购置救生圈", one)
            .both("产出指标", "数量指标", "购置扩音器", two)
    };
    vec![
        bad(form("9个", "4个"), ["indicators.period[7].value"]),
        bad(form("≥9个", "4个"), ["indicators.period[7].value"]),
        good(form("4个", "9个")),
        good(project()),
        pass(form("4个", "8个")),
        not_yet(blank()),
    ]
}
