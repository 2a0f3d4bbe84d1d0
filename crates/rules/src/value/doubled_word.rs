//! C03: a value that says its word twice.

use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "C03",
    name: "doubled_word",
    title: "指标值把词写了两遍",
    severity: Severity::Error,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: false,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "指标值由同一个词（两个字以上）连写两遍组成。",
        why: "多半是从下拉框选了词又手打了一遍，上传后原样保留。",
        basis: "经验",
        bad: "环境改善情况 改善改善",
        good: "环境改善情况 改善",
        exceptions: "单个字的叠词（好好）不算。",
        change: "删去一遍。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        Verdict::of(once(row.value()).map(|word| {
            let place = row.cell(RowField::Value);
            let message = format!("指标{}：值“{}”写了两遍。", quoted(row.name()), clip(row.value(), 12));
            Fault::new(place, message, "删去一遍。").read(place, clip(row.value(), 60)).fixed(
                Safety::Ask,
                place,
                word.to_owned(),
            )
        }))
    })
}

/// The word that a value says twice; numbers such as 1010 say nothing twice.
fn once(value: &str) -> Option<&str> {
    let (first, second) = value.split_at_checked(value.len() / 2)?;
    let word = first == second && first.chars().nth(1).is_some() && first.chars().any(char::is_alphabetic);
    word.then_some(first.trim())
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().value(4, "改善改善"), ["indicators.period[4].value"]),
        bad(project().cell(Side::Annual, 4, RowField::Value, "稳步提升稳步提升"), ["indicators.annual[4].value"]),
        bad(unit().value(0, "12次12次"), ["indicators[0].value"]),
        good(project()),
        good(project().value(4, "改善提升")),
        pass(project().value(0, "1010次")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
    ]
}
