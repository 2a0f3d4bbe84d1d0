//! C16: a timeliness with a date.

use crate::prelude::*;
use crate::shared::text::tidy;
use jibiao_model::value::{Reading, Time};

pub(crate) static RULE: Rule = Rule {
    code: "C16",
    name: "timeliness_as_date",
    title: "及时性的值写成了日期",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "名称以“及时性”（或被截短成“及时”）结尾，值是日期、时段或周期。",
        why: "及时性问的是按不按时，日期应放在“…时间”里。",
        basis: "经验",
        bad: "巡查及时性 2026年12月",
        good: "巡查完成时间 2026年12月",
        exceptions: "30日内这样的时长、会议召开前这样以事情为界的时间可以。",
        change: "名称改成“…时间”，或值改成“及时”、按时完成的百分比。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

/// 次月5日前, 十一月底: a day of the calendar that the grammar of values takes for an event.
fn day_of_month(value: &str) -> bool {
    let value = tidy(value);
    let month = value.contains("次月") || "一二三四五六七八九十".chars().any(|c| value.contains(&format!("{c}月")));
    month && value.ends_with(['前', '底', '初', '日'])
}

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        let bare = row.full_name();
        if !bare.ends_with("及时性") && !bare.ends_with("及时") {
            return Verdict::Other;
        }
        let relative = matches!(row.reading(), Reading::Deadline(Time::Event(_) | Time::Lapse { .. }));
        let date = (row.reading().is_date_or_recurrence() && !relative) || day_of_month(row.value());
        Verdict::of(date.then(|| rows::value_fault(row, "是日期，不是及时程度", "名称改成“…时间”，或值写“及时”。")))
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().name(2, "巡查及时性"), ["indicators.period[2].value"]),
        bad(project().name(2, "补贴发放及时").value(2, "每季度"), ["indicators.period[2].value"]),
        bad(unit().name(2, "报送及时性").value(2, "12月底前"), ["indicators[2].value"]),
        good(project().name(2, "巡查及时性").value(2, "及时")),
        good(project().name(2, "险情处置及时性").value(2, "24小时内")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project()),
    ]
}
