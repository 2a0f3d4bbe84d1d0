//! C39: one sign in two spellings, or in the spelling of a formula.

use crate::prelude::*;
use jibiao_model::value::with_canonical_sign;

pub(crate) static RULE: Rule = Rule {
    code: "C39",
    name: "sign_spelling",
    title: "一张表里符号的写法不一",
    severity: Severity::Hint,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "同一张表里有的值写≥、≤，有的写 >=、=>、≧、大于等于、不少于等；或者符号是公式里的写法（\\geq）。",
        why: "同样的意思几种写法，印出来不整齐，按文字查找、汇总时对不上。",
        basis: "经验",
        bad: "≥98%，另一行 >=24次",
        good: "≥98%，另一行 ≥24次",
        exceptions: "整张表都用一种写法的不提示；以上、以内、以下不算；每份表只提一次。",
        change: "统一写成≥、≤、>、<。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let even = view.sides().any(|side| view.rows(side).any(|row| row.value().starts_with(['≥', '≤'])));
    let outcome = rows::test_filled(view, |row| {
        let Some(straight) = with_canonical_sign(row.value()) else { return Verdict::of(None) };
        let formula = row.value().contains('\\');
        Verdict::of((even || formula).then(|| {
            let place = row.cell(RowField::Value);
            let wrong = if formula { "的符号是公式的写法" } else { "的符号与别的行写法不一" };
            let sign: String = straight.chars().take(1).collect();
            rows::value_fault(row, wrong, &format!("统一写成“{sign}”这样的符号。")).fixed(Safety::Safe, place, straight)
        }))
    });
    rows::one_line(outcome)
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().value(0, ">=24次"), ["indicators.period[0].value"]),
        bad(project().value(0, "≧24次"), ["indicators.period[0].value"]),
        bad(project().value(0, "＞＝24次"), ["indicators.period[0].value"]),
        bad(project().value(0, "不少于24次"), ["indicators.period[0].value"]),
        bad(project().value(3, "<=26万元"), ["indicators.period[3].value"]),
        bad(project().value(0, r"$\geq$24次").value(1, "100%"), ["indicators.period[0].value"]),
        bad(unit().value(1, "=>98%"), ["indicators[1].value"]),
        good(project()),
        good(project().value(0, "24次以上")),
        pass(project().value(0, ">24次")),
        pass(
            unit()
                .without(|row| !["数量指标", "质量指标"].contains(&row.level2.as_str()))
                .value(0, ">=24次")
                .value(1, ">=98%"),
        ),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::faults;

    #[test]
    fn one_hint_evens_all_values() {
        let said = faults(&RULE, project().value(0, ">=24次").value(1, "不低于 98%"));
        let [only] = said.as_slice() else { panic!("{said:?}") };
        let edits = &only.fix.as_ref().unwrap().edits;
        assert_eq!(edits.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>(), ["≥24次", "≥24次", "≥98%", "≥98%"]);
        assert!(only.message.contains("共 2 处"), "{}", only.message);
    }
}
