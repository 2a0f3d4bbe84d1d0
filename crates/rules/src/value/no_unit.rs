//! C02: a number without a unit.

use crate::prelude::*;
use crate::shared::dotted::dotted_month;
use crate::shared::names;
use crate::shared::text::tidy;
use jibiao_model::value::{Reading, Unreadable};
use rust_decimal::Decimal;

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
        exceptions: "日期不算；百分号、千分号算单位；名称是时间、值写成 2026.10 的由 C15 提示，满意度和率写成小数（0.9）的由 C05、C13 提示。",
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

/// True where nothing is wrong with the value but that its unit is missing: the rules about what a name demands leave it to this one.
/// A share written as 0.9 lacks more than that.
pub(super) fn lacks_unit(row: Row<'_, '_>) -> bool {
    let bare = match row.reading() {
        Reading::Unreadable(Unreadable::NoUnit { .. }) => true,
        Reading::Unreadable(_) | Reading::Words(_) => is_number(row.value()),
        _ => false,
    };
    let share = row.reading().number().is_some_and(|number| number < Decimal::ONE && number > Decimal::ZERO);
    let date = names::denotes_time(row.full_name()) && dotted_month(row.value()).is_some();
    bare && !date && !(share && wants_percent(row))
}

fn wants_percent(row: Row<'_, '_>) -> bool {
    row.level1() == Some(Level1::Satisfaction) || names::denotes_rate(row.full_name())
}

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        Verdict::of(lacks_unit(row).then(|| {
            let message = format!("指标{}：值“{}”没有单位。", quoted(row.name()), clip(row.value(), 12));
            let advice = if row.level1() == Some(Level1::Satisfaction) {
                "补上 %，写成“≥90%”这样的下限。"
            } else if wants_percent(row) {
                "补上 %。"
            } else if names::denotes_money(row.full_name(), row.is_cost()) {
                "补上元或万元。"
            } else {
                "补上单位，百分比补 %。"
            };
            Fault::new(row.cell(RowField::Value), message, advice)
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
        bad(project().value(0, "二十四"), ["indicators.period[0].value"]),
        bad(project().value(0, "≥24左右"), ["indicators.period[0].value"]),
        bad(project().value(6, "≥90"), ["indicators.period[6].value"]),
        bad(project().value(3, "≤80000"), ["indicators.period[3].value"]),
        good(project()),
        pass(project().value(6, "≥0.9")),
        pass(project().value(2, "2026.10")),
        good(project().value(2, "2026年")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
    ]
}

#[cfg(test)]
mod tests {
    use crate::testing::{faults, project};

    #[test]
    fn it_is_said_which_unit_the_name_asks_for() {
        let advice = |index: usize, value: &str| {
            let found = faults(&super::RULE, project().value(index, value));
            found.first().map(|fault| fault.advice.clone()).unwrap_or_default()
        };
        assert_eq!(advice(6, "90"), "补上 %，写成“≥90%”这样的下限。");
        assert_eq!(advice(1, "≥98"), "补上 %。");
        assert_eq!(advice(3, "80000"), "补上元或万元。");
        assert_eq!(advice(0, "24"), "补上单位，百分比补 %。");
        assert_eq!((advice(1, "0.98"), advice(1, "1")), (String::new(), "补上 %。".to_owned()));
        assert_eq!(advice(1, "0"), "补上 %。");
    }

    #[test]
    fn one_cell_without_a_unit_is_one_finding() {
        use crate::testing::{context, template};
        for (index, value, code) in [
            (6, "≥90", "C02"),
            (6, "≥0.9", "C05"),
            (1, "98", "C02"),
            (1, "0.98", "C13"),
            (3, "80000", "C02"),
            (2, "2026.10", "C15"),
        ] {
            let form = project().value(index, value).build();
            let found = crate::check(&form, template("shanxi-county"), &context(), &crate::Selection::Default);
            let codes: Vec<_> = found.iter().map(|finding| finding.code).collect();
            assert_eq!(codes, [code], "{value}");
        }
    }
}
