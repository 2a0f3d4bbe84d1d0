//! C02: a number without a unit.

use crate::prelude::*;
use crate::shared::text::tidy;
use jibiao_model::value::{Reading, Unreadable};

pub(crate) static RULE: Rule = Rule {
    code: "C02",
    name: "no_unit",
    title: "指标值只有数字没有单位",
    severity: Severity::Error,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: false,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "指标值是一个光秃秃的数字，带不带符号都算。",
        why: "没有单位就不知道是次、人还是百分比，系统也不接受。",
        basis: "经验",
        bad: "巡查记录完整率 98",
        good: "巡查记录完整率 98%",
        exceptions: "日期不算；百分号、千分号算单位。",
        change: "补上单位；百分比补 %。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

/// Nothing but a number, in digits or in signs, and what says about how much: 十二, 28左右, 3+.
fn is_number(value: &str) -> bool {
    let value = tidy(value);
    let bare = ["不少于", "不低于", "不超过", "大于", "小于", "约", "≥", "≤", ">", "<"]
        .iter()
        .fold(&*value, |value, word| value.strip_prefix(word).unwrap_or(value));
    let bare = ["左右", "以上", "以内", "余", "多", "+"]
        .iter()
        .fold(bare, |value, word| value.strip_suffix(word).unwrap_or(value));
    !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit() || ",.一二两三四五六七八九十百千".contains(c))
}

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        let no_unit = match row.reading() {
            Reading::Unreadable(Unreadable::NoUnit { .. }) => true,
            Reading::Unreadable(_) | Reading::Words(_) => is_number(row.value()),
            _ => false,
        };
        Verdict::of(no_unit.then(|| {
            let message = format!("指标{}：值“{}”没有单位。", quoted(row.name()), clip(row.value(), 12));
            Fault::new(row.cell(RowField::Value), message, "补上单位，百分比补 %。")
                .read(row.cell(RowField::Value), clip(row.value(), 60))
        }))
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().value(0, "≥24"), ["indicators.period[0].value"]),
        bad(project().cell(Side::Annual, 1, RowField::Value, "９８"), ["indicators.annual[1].value"]),
        bad(unit().value(1, "730"), ["indicators[1].value"]),
        good(project()),
        good(project().value(2, "2026年")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
    ]
}
