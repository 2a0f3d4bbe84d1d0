//! A27: the title names another year.

use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "A27",
    name: "title_year_differs",
    title: "标题里的年度与表的年度不同",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: &[Field::Year, Field::Text(TextField::Title)],
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "表的标题里写了四位数的年份，与年度不一样。",
        why: "多半是沿用上一年的表，标题没有改。",
        basis: "经验",
        bad: "标题 2025 年青河县项目支出绩效目标表，年度 2026",
        good: "标题和年度都是 2026",
        exceptions: "标题里没有年份的不查。",
        change: "改正标题或年度。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let title = view.text(TextField::Title).trim();
    let Some(year) = view.year().read().map(|year| year.0) else { return Outcome::NotYet };
    let years = years(title);
    if years.is_empty() {
        return Outcome::NotApplicable;
    }
    let Some(other) = years.iter().find(|other| **other != year) else { return Outcome::Pass };
    let place = FieldPath::Text(TextField::Title);
    let message = format!("标题：写的是 {other} 年，年度是 {year}。");
    let fault = Fault::new(place, message, "改正标题或年度。").read(place, clip(title, 60)).with(FieldPath::Year);
    Outcome::Findings(vec![fault])
}

/// Numbers of exactly four digits from 1949 to 2999.
fn years(text: &str) -> Vec<i32> {
    let tidy = crate::shared::text::tidy(text);
    let numbers = tidy.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    numbers.filter_map(|digits| digits.parse().ok()).filter(|year| (1949..=2999).contains(year)).collect()
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().text(TextField::Title, "青河县2025年项目支出绩效目标表"), ["title"]),
        bad(unit().text(TextField::Title, "整体支出绩效目标申报表（２０２５年度）"), ["title"]),
        good(project().text(TextField::Title, "青河县2026年项目支出绩效目标表")),
        good(unit().text(TextField::Title, "整体支出绩效目标申报表(2026年度)")),
        not_yet(project().year("")),
        not_applicable(project()),
    ]
}
