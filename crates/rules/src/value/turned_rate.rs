//! C09: a rate with both 每 and a slash.

use crate::prelude::*;
use crate::shared::text::tidy;
use jibiao_model::value::{RateForm, canonical, rate_form};

pub(crate) static RULE: Rule = Rule {
    code: "C09",
    name: "turned_rate",
    title: "单位写成了“每X/Y”或“X/每Y”",
    severity: Severity::Error,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: false,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "指标值的单位里，每字和斜线同时用：3每年/台、25分钟/每班。",
        why: "斜线已经是每的意思，再写每就读不出谁是单位、谁是周期。",
        basis: "经验",
        bad: "养护水泵 3每年/台",
        good: "养护水泵 3台/年",
        exceptions: "“每年2万元”由另一条提示，不算本条。",
        change: "数字后先写计量单位，斜线后写周期：3台/年、25分钟/班。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

/// 每周/2次: the period before the stroke.
fn time_first(value: &str) -> bool {
    let value = tidy(value);
    let rest = value.strip_prefix('每').and_then(|rest| rest.split_once('/'));
    rest.is_some_and(|(period, count)| {
        ["年", "月", "周", "日", "天", "季", "季度"].contains(&period)
            && count.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// The value with its unit the right way round, where it can be told: 每周/2次 is 2次/周.
fn straightened(row: Row<'_, '_>) -> Option<String> {
    let value = tidy(row.value());
    let straight = match value.strip_prefix('每').and_then(|rest| rest.split_once('/')).filter(|_| time_first(&value))
    {
        Some((period, count)) => format!("{count}/{period}"),
        None => canonical(row.reading()),
    };
    (rate_form(&straight) != RateForm::Malformed).then_some(straight)
}

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        let turned = rate_form(row.value()) == RateForm::Malformed || time_first(row.value());
        Verdict::of(turned.then(|| {
            let place = row.cell(RowField::Value);
            let straight = straightened(row);
            let message = format!("指标{}：值“{}”里“每”和“/”写重了。", quoted(row.name()), clip(row.value(), 12));
            let value = clip(row.value(), 60);
            let Some(straight) = straight else {
                return Fault::new(place, message, "写成“数字 单位/周期”，如 3台/年。").read(place, value);
            };
            let fault = Fault::new(place, message, format!("写成“{}”。", clip(&straight, 12)));
            fault.read(place, value).fixed(Safety::Ask, place, straight)
        }))
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().value(0, "6每年/次"), ["indicators.period[0].value"]),
        bad(project().value(3, "≤8每年/万元"), ["indicators.period[3].value"]),
        bad(unit().value(2, "25分钟/每班"), ["indicators[2].value"]),
        bad(project().value(0, "每周/2次"), ["indicators.period[0].value"]),
        good(project().value(0, "24次/年")),
        good(project().value(3, "8万元/年")),
        pass(project().value(3, "每年8万元")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::faults;

    #[test]
    fn the_value_is_put_the_right_way_round() {
        let mended = |value: &str| {
            let fix = faults(&RULE, project().value(0, value)).pop().unwrap().fix;
            fix.and_then(|fix| fix.edits.into_iter().next()).map(|(_, text)| text)
        };
        assert_eq!(mended("每周/2次").as_deref(), Some("2次/周"));
    }
}
