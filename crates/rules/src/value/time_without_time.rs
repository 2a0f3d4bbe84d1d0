//! C15: a time whose value is none.

use crate::prelude::*;
use crate::shared::dotted::dotted_month;
use crate::shared::names;
use jibiao_model::value::{Reading, Unreadable};

pub(crate) static RULE: Rule = Rule {
    code: "C15",
    name: "time_without_time",
    title: "名称是时间，值却不是时间",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "名称以时间、周期、日期、时限结尾，值读不成时间：不是日期、期限、时段、周期，也不是时长；写成 2026.10 的也算。",
        why: "审核看不出什么时候完成。",
        basis: "经验",
        bad: "巡查完成时间 按要求",
        good: "巡查完成时间 12月底前",
        exceptions: "会议召开前、审批后这类以事情为界的时间可以；读不懂的由 C01 提示。",
        change: "写一个日期、期限或周期，如 12月底前、每季度。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        if !names::denotes_time(row.full_name()) {
            return Verdict::Other;
        }
        let bare = matches!(row.reading(), Reading::Unreadable(Unreadable::NoUnit { .. }));
        if let Some((year, month)) = dotted_month(row.value()).filter(|_| bare) {
            let fault = rows::value_fault(row, "可以是别的数", "写成几年几月。");
            return Verdict::Fault(fault.fixed(Safety::Ask, row.cell(RowField::Value), format!("{year}年{month}月")));
        }
        if matches!(row.reading(), Reading::Unreadable(Unreadable::Unknown(_))) {
            return Verdict::Other;
        }
        let time = row.reading().is_time() || lasting(row.value()) || per_time(row.reading());
        Verdict::of((!time).then(|| rows::value_fault(row, "不是时间", "写日期、期限或周期，如 12月底前。")))
    })
}

/// Spans and recurrences without a number that the grammar of values takes for words.
fn lasting(value: &str) -> bool {
    let value = crate::shared::text::tidy(value);
    let recurring = ["按", "逐", "分"].iter().any(|word| value.starts_with(word))
        && ["年", "月", "季", "季度", "周", "日", "天", "次", "半年", "批"].iter().any(|unit| value.ends_with(unit))
        && value.chars().count() <= 4;
    recurring || ["常年", "全天", "长期", "工作日", "实时"].contains(&&*value)
}

/// A frequency says the period: 2次/月.
fn per_time(reading: &Reading) -> bool {
    let times = ["年", "月", "周", "天", "日", "季", "季度", "半年"];
    matches!(reading, Reading::Count { .. }) && reading.per().last().is_some_and(|last| times.contains(&last.as_str()))
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().value(2, "按要求"), ["indicators.period[2].value"]),
        bad(project().name(2, "巡查周期").value(2, "及时"), ["indicators.period[2].value"]),
        bad(unit().name(2, "报送时限").value(2, "≥95%"), ["indicators[2].value"]),
        bad(project().value(2, "2026.10"), ["indicators.period[2].value"]),
        good(project().value(2, "会议召开前")),
        good(project().value(2, "24小时")),
        good(project().name(2, "巡查周期").value(2, "2次/月")),
        pass(project().name(2, "拨付时间").value(2, "按季度")),
        pass(project().name(2, "拨付时间").value(2, "分批")),
        pass(project().name(2, "拨付时间").value(2, "按月")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project().name(2, "巡查及时性").value(2, "及时")),
    ]
}
