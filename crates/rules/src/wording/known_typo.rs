//! F07: a known typo.

use super::texts;
use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "F07",
    name: "known_typo",
    title: "常见的错别字",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: &[
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
    ],
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "文字或指标名称里有常见的错别字：正产运行（正常）、所有本项目（所以）、提供…水平（提高）、签定、布署、帐户等。",
        why: "公开后很显眼，有的连意思都变了。",
        basis: "经验",
        bad: "保障河道正产运行",
        good: "保障河道正常运行",
        exceptions: "只查一定错的；真正产生、高水平这类不会提示。",
        change: "照提示改正。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

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
    let found = typos(text);
    let (at, wrong, right) = *found.first()?;
    let around: String = text.get(at..).unwrap_or_default().chars().take(wrong.chars().count() + 4).collect();
    let message = format!("{label}：“{}”里的“{wrong}”应是“{right}”。", clip(&around, 10));
    let mut mended = text.to_owned();
    for (at, wrong, right) in found.iter().rev() {
        mended.replace_range(*at..at + wrong.len(), right);
    }
    Some(Fault::new(place, message, "改正错字。").read(place, clip(&around, 60)).fixed(Safety::Ask, place, mended))
}

/// Wrong word, right word, and what may not follow: then it is another word.
const TYPOS: [(&str, &str, &[&str]); 13] = [
    ("正产", "正常", &["生", "业", "品", "权", "出", "值", "能", "量", "地", "自", "假", "后", "妇"]),
    ("所有本项目", "所以本项目", &[]),
    ("签定", "签订", &["性"]),
    ("布署", "部署", &[]),
    ("竟争", "竞争", &["取"]),
    ("座落", "坐落", &[]),
    ("采构", "采购", &[]),
    ("贯测", "贯彻", &[]),
    ("帐户", "账户", &[]),
    ("帐目", "账目", &[]),
    ("报帐", "报账", &[]),
    ("记帐", "记账", &[]),
    ("既使", "即使", &["得", "用"]),
];

/// Place, wrong and right word of every typo, in the order of the text, none inside another.
fn typos(text: &str) -> Vec<(usize, &'static str, &'static str)> {
    let mut found = Vec::new();
    for (wrong, right, except) in TYPOS {
        for (at, _) in text.match_indices(wrong) {
            let after = text.get(at + wrong.len()..).unwrap_or_default();
            if !except.iter().any(|word| after.starts_with(word)) {
                found.push((at, wrong, right));
            }
        }
    }
    found.extend(
        text.match_indices("提供").filter(|(at, _)| raises_a_level(text, *at)).map(|(at, _)| (at, "提供", "提高")),
    );
    found.sort_unstable();
    found
}

/// 提供…水平 with nothing behind it in the clause: a level is raised, not offered (提供高水平服务 is right).
fn raises_a_level(text: &str, at: usize) -> bool {
    let after = text.get(at + "提供".len()..).unwrap_or_default();
    let clause = after.split(['，', ',', '。', '；', ';', '、', '！', '\n']).next().unwrap_or_default().trim_end();
    let Some(object) = clause.strip_suffix("水平") else { return false };
    let signs = object.chars().count();
    (2..=12).contains(&signs) && !object.ends_with(['高', '低', '的', '新']) && !object.contains("服务")
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().text(TextField::Plan, "保障河道正产运行，每月巡查。"), ["plan"]),
        bad(project().text(TextField::Basis, "《青河县河道管理办法》，所有本项目金额为八万元。"), ["basis"]),
        bad(project().name(4, "提供沿河居民生活水平"), ["indicators.period[4].name"]),
        bad(unit().text(TextField::Duties, "签定合同，布署巡查。"), ["duties"]),
        good(project().text(TextField::Plan, "真正产生效果，提供高水平服务，所有项目按月巡查。")),
        good(project().text(TextField::Plan, "提供技术服务，提高巡查水平。")),
        not_yet(blank()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_typo_of_a_text_is_mended_at_once() {
        assert_eq!(typos("签定合同，布署巡查"), [(0, "签定", "签订"), (15, "布署", "部署")]);
        assert_eq!(typos("改正产品，既使用又保管，采购制度"), []);
        assert!(raises_a_level("提供群众生活水平。", 0) && !raises_a_level("提供水平", 0));
    }
}
