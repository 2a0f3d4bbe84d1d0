//! E04: an indicator is about something that no text names.

use crate::claims;
use crate::prelude::*;
use crate::shared::text::tidy;

pub(crate) static RULE: Rule = Rule {
    code: "E04",
    name: "object_not_in_text",
    title: "指标说的事文字里没有提到",
    severity: Severity::Hint,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: &[
        Field::Text(TextField::ProjectName),
        Field::Text(TextField::Overview),
        Field::Text(TextField::Necessity),
        Field::Text(TextField::Plan),
        Field::Text(TextField::GoalPeriod),
        Field::Text(TextField::GoalAnnual),
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
    default_on: false,
    risk: Risk::High,
    doc: Doc {
        checks: "数量指标和成本指标的名称，没有任何两个相连的字在项目名称、概况、必要性、计划和总体目标里出现过。",
        why: "指标多半是从别的表抄来的，或概况漏写了一件事。",
        basis: "经验",
        bad: "河道巡查的表里有指标“春节慰问费用”",
        good: "概况写明“春节慰问护河员”，有指标“春节慰问费用”",
        exceptions: "用词不同而意思相同的会误报，所以默认关闭。",
        change: "删去不属于本项目的指标，或在概况里补上这件事。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

const FIELDS: [TextField; 6] = [
    TextField::ProjectName,
    TextField::Overview,
    TextField::Necessity,
    TextField::Plan,
    TextField::GoalPeriod,
    TextField::GoalAnnual,
];

fn check(view: &View<'_>) -> Outcome {
    let text: String = FIELDS.iter().map(|field| tidy(view.text(*field)).into_owned() + "\n").collect();
    if view.text(TextField::Overview).trim().is_empty() {
        return Outcome::NotYet;
    }
    rows::test_filled(view, |row| {
        let concerned = row.level2() == Some(Level2::Quantity) || row.is_cost();
        let (true, Some(noun)) = (concerned, claims::noun(row.full_name())) else { return Verdict::Other };
        let signs: Vec<char> = noun.chars().collect();
        let named = signs.windows(2).any(|pair| text.contains(&pair.iter().collect::<String>()));
        Verdict::of((!named).then(|| {
            let place = row.cell(RowField::Name);
            let message = format!("指标{}：文字里没有提到“{}”。", quoted(row.name()), clip(&noun, 10));
            Fault::new(place, message, "补写这件事或删去指标。").read(place, clip(row.name(), 60))
        }))
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().both("产出指标", "数量指标", "春节慰问户数", "30户"), ["indicators.period[7].name"]),
        bad(project().name(3, "锅炉燃煤采购成本"), ["indicators.period[3].name"]),
        good(project()),
        good(project().both("产出指标", "数量指标", "漂浮物清理船次", "30次")),
        not_yet(blank()),
        not_applicable(project().without(|row| row.level2 == "成本指标" || row.level2 == "数量指标")),
    ]
}
