//! F08: a word written twice in a row.

use super::texts;
use crate::prelude::*;
use crate::shared::text::is_han;
use crate::steps;

pub(crate) static RULE: Rule = Rule {
    code: "F08",
    name: "word_repeated",
    title: "文字里一个词连写了两遍",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: READS,
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "长文字或三级指标名称里，两到六个汉字紧接着又写了一遍。",
        why: "多半是复制粘贴或输入法留下的，公开后很显眼。",
        basis: "经验",
        bad: "按照巡查巡查路线",
        good: "按照巡查路线",
        exceptions: "指标值由 C03 提示；一步一步、二〇二〇、某某某某这类不算；恰好连在一起的两个词，忽略即可。",
        change: "删去一遍。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

const READS: &[Field] = &[
    Field::Text(TextField::Overview),
    Field::Text(TextField::Basis),
    Field::Text(TextField::Necessity),
    Field::Text(TextField::Safeguards),
    Field::Text(TextField::Plan),
    Field::Text(TextField::GoalPeriod),
    Field::Text(TextField::GoalAnnual),
    Field::Text(TextField::Duties),
    Field::Text(TextField::StrategicGoal),
    Field::Text(TextField::AnnualGoal),
    Field::Rows(Side::Period, RowField::Level1),
    Field::Rows(Side::Period, RowField::Level2),
    Field::Rows(Side::Period, RowField::Name),
    Field::Rows(Side::Period, RowField::Value),
    Field::Rows(Side::Annual, RowField::Level1),
    Field::Rows(Side::Annual, RowField::Level2),
    Field::Rows(Side::Annual, RowField::Name),
    Field::Rows(Side::Annual, RowField::Value),
];

fn check(view: &View<'_>) -> Outcome {
    let of_texts = texts::faults(view, |field, text| fault(FieldPath::Text(field), view.label(field), text));
    let of_rows = rows::test(view, |row| Verdict::of(fault(row.cell(RowField::Name), "指标名称", row.name())));
    match (of_texts, of_rows) {
        (Some(mut faults), Outcome::Findings(more)) => {
            faults.extend(more);
            Outcome::Findings(faults)
        }
        (Some(faults), _) => Outcome::of(faults),
        (None, of_rows) => of_rows,
    }
}

fn fault(place: FieldPath, label: &str, text: &str) -> Option<Fault> {
    let (word, around, once) = repetition(text)?;
    let message = format!("{label}：“{around}”里“{word}”写了两遍。");
    let fault = Fault::new(place, message, "删去一遍。").read(place, around);
    Some(fault.fixed(Safety::Ask, place, once))
}

/// The first word that is repeated at once, its surroundings, and the text with every repeated word written once.
fn repetition(text: &str) -> Option<(String, String, String)> {
    let signs: Vec<char> = text.chars().collect();
    let (mut once, mut first): (Vec<char>, _) = (Vec::with_capacity(signs.len()), None);
    let mut at = 0;
    while at < signs.len() {
        steps::step();
        let rest = signs.get(at..).unwrap_or_default();
        match repeated_length(rest) {
            Some(length) => {
                first.get_or_insert((at, length));
                at += length;
            }
            None => {
                once.extend(rest.first());
                at += 1;
            }
        }
    }
    let (at, length) = first?;
    let part = |from: usize, to: usize| -> String {
        signs.get(from..to.min(signs.len())).unwrap_or_default().iter().collect()
    };
    let around = part(at.saturating_sub(2), at + 2 * length + 2);
    Some((part(at, at + length), clip(&around, 16), once.into_iter().collect()))
}

/// The length of the word that these signs begin with and repeat; the longest one.
fn repeated_length(signs: &[char]) -> Option<usize> {
    (2..=6).rev().find(|length| {
        // Most signs differ from the one that many places on: nothing else is looked at then.
        if signs.first() != signs.get(*length) {
            return false;
        }
        let (Some(word), Some(again)) = (signs.get(..*length), signs.get(*length..2 * length)) else { return false };
        word == again && word.iter().all(|c| is_han(*c)) && !is_natural(word)
    })
}

/// What Chinese repeats on purpose: one sign over and over (某某某某), 一步一步, numbers (二〇二〇).
fn is_natural(word: &[char]) -> bool {
    let same = word.windows(2).all(|pair| pair.first() == pair.last());
    let step = word.first() == Some(&'一') && word.len() == 2;
    // 每人每月: one rate after the other.
    same || step || word.contains(&'每') || word.iter().all(|c| "〇零一二三四五六七八九十百千万".contains(*c))
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().text(TextField::Safeguards, "按照巡查巡查路线登记。"), ["safeguards"]),
        bad(project().goals("确保河道河道安全，巡查记录完整完整。"), ["goal_period"]),
        bad(project().name(1, "记录完整完整率"), ["indicators.period[1].name"]),
        bad(unit().text(TextField::Duties, "负责水利工程建设水利工程建设。"), ["duties"]),
        good(project().text(TextField::Plan, "每站200人每人每月发放一次。")),
        good(project().text(TextField::Plan, "二〇二〇年起一步一步推进，人人人人参与。")),
        good(project().text(TextField::Plan, "巡查、巡查记录、记录归档。")),
        good(project().value(4, "改善")),
        not_yet(blank()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_repetition_is_written_once() {
        let (word, around, once) = repetition("甲乙甲乙丙丁戊丙丁戊，好好好好").unwrap();
        assert_eq!((word.as_str(), around.as_str()), ("甲乙", "甲乙甲乙丙丁"));
        assert_eq!(once, "甲乙丙丁戊，好好好好");
        assert_eq!(repetition("甲乙，甲乙"), None);
    }

    #[test]
    fn a_repeated_word_is_shown_with_two_signs_on_either_side() {
        let (word, around, _) = repetition("由站负责水利工程水利工程等事项").unwrap();
        assert_eq!((word.as_str(), around.as_str()), ("水利工程", "负责水利工程水利工程等事"));
    }
}
