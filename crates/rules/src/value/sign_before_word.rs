//! C34: a sign before a word.

use crate::prelude::*;
use jibiao_model::value::{self, Reading, Unreadable};

pub(crate) static RULE: Rule = Rule {
    code: "C34",
    name: "sign_before_word",
    title: "符号后面是文字",
    severity: Severity::Error,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "≥、≤ 等符号后面不是数字。",
        why: "文字不能比大小，系统会退回。",
        basis: "经验",
        bad: "巡查记录质量 ≥良好",
        good: "巡查记录质量 良好",
        exceptions: "“不低于上年”这类写成字的比较不算。",
        change: "删去符号，或把文字改成数字。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        let Reading::Unreadable(Unreadable::SignWithoutNumber(_, rest)) = row.reading() else { return Verdict::Pass };
        let fault = rows::value_fault(row, "的符号后面没有数字", "删去符号，或改写成数字。");
        let place = row.cell(RowField::Value);
        let word = value::read(rest);
        let plain = !rest.is_empty() && matches!(word, Reading::Words(_)) && row.level2() != Some(Level2::Quantity);
        Verdict::Fault(if plain { fault.fixed(Safety::Ask, place, rest.clone()) } else { fault })
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().value(4, "≥良好"), ["indicators.period[4].value"]),
        bad(project().value(0, "≤"), ["indicators.period[0].value"]),
        bad(unit().value(4, ">改善"), ["indicators[4].value"]),
        good(project().value(4, "良好")),
        good(project()),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::faults;

    #[test]
    fn a_word_that_counts_nothing_may_stand_without_the_sign() {
        let mended = |index: usize| {
            let fix = faults(&RULE, project().value(index, "≥良好")).pop().unwrap().fix;
            fix.map(|fix| fix.edits.into_iter().map(|(_, text)| text).collect::<Vec<_>>())
        };
        assert_eq!(mended(4), Some(vec!["良好".to_owned(); 2]));
        assert_eq!(mended(0), None);
    }
}
