//! C33: a sign that the finance system refuses.

use crate::context::Copy;
use crate::prelude::*;
use jibiao_model::value;

pub(crate) static RULE: Rule = Rule {
    code: "C33",
    name: "sign_that_is_refused",
    title: "值里有系统不收的符号",
    severity: Severity::Error,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "指标值里有 *、_、-，或者中间有空格、换行。检查报送件时是错误，其他时候是警告。",
        why: "财政一体化系统的这一栏不收这些符号，上报时会被退回。",
        basis: "经验",
        bad: "巡查完成时间 2026-12-31",
        good: "巡查完成时间 2026年12月31日",
        exceptions: "首尾的空格会自动去掉，不提示；负数由 C38 提示。上限和禁用符号的说法未经财政部门证实。",
        change: "日期写年月日，起止用“至”，空格和换行删去。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        let negative = super::negative_number::positive(row).is_some();
        let told = |c: &char| negative && matches!(c, '-' | '－');
        let Some(refused) = row.value().chars().find(|c| is_refused(*c) && !told(c)) else { return Verdict::Pass };
        let sign = match refused {
            '\n' | '\r' => "换行".to_owned(),
            blank if blank.is_whitespace() => "空格".to_owned(),
            other => format!("“{other}”"),
        };
        let fault = rows::value_fault(row, &format!("里有{sign}"), "系统不收，改写或删去。");
        let closed: String = row.value().chars().filter(|c| !c.is_whitespace()).collect();
        let same = !closed.chars().any(is_refused) && value::read(&closed) == *row.reading();
        let place = row.cell(RowField::Value);
        let fault = if same { fault.fixed(Safety::Safe, place, closed) } else { fault };
        Verdict::Fault(if view.copy() == Some(Copy::Filing) { fault } else { fault.milder(Severity::Warning) })
    })
}

fn is_refused(c: char) -> bool {
    matches!(c, '*' | '_' | '-' | '＊' | '＿' | '－') || c.is_whitespace()
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().value(2, "2026-12-31"), ["indicators.period[2].value"]).milder(Severity::Warning),
        bad(project().value(2, "2026-12-31"), ["indicators.period[2].value"]).filing(),
        bad(project().value(0, "≥24 次"), ["indicators.period[0].value"]).milder(Severity::Warning),
        bad(unit().value(4, "明显\n改善"), ["indicators[4].value"]).milder(Severity::Warning),
        good(project().value(2, " 2026年12月31日 ")),
        good(project().value(2, "3月至5月")),
        pass(project().value(0, "-24次")),
        bad(project().value(0, "-24*次"), ["indicators.period[0].value"]).milder(Severity::Warning),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::faults;

    #[test]
    fn blanks_go_where_the_value_stays_the_same() {
        let mended = |value: &str| {
            let fix = faults(&RULE, project().value(0, value)).pop().unwrap().fix;
            fix.and_then(|fix| fix.edits.into_iter().next()).map(|(_, text)| text)
        };
        assert_eq!(mended("≥24 次").as_deref(), Some("≥24次"));
        assert_eq!(mended("24-30次"), None);
        assert_eq!(mended("2 4次"), None);
    }
}
