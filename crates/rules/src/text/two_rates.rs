//! E08: two different prices for one thing.

use super::judge::short;
use super::told_rates;
use crate::claims;
use crate::facts::{Every, Quantity, Unit};
use crate::prelude::*;
use crate::shared::text::clip_end;
use jibiao_model::Yuan;
use jibiao_model::value::Reading;

pub(crate) static RULE: Rule = Rule {
    code: "E08",
    name: "two_rates",
    title: "同一标准有两个数",
    severity: Severity::Hint,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: claims::READS,
    waivable: true,
    default_on: true,
    risk: Risk::High,
    doc: Doc {
        checks: "文字里写每人每月、每场、每户多少元，成本指标里同一事物、同一计算方法的标准是另一个数；文字的两处对同一事物写了两个标准。",
        why: "标准有两个，测算和考核就没有依据。",
        basis: "经验",
        bad: "概况“护河员每人每月补助800元”；护河员补助标准 900元/人/月",
        good: "概况“护河员每人每月补助800元”；护河员补助标准 800元/人/月",
        exceptions: "文字里有几档标准、其中一档与指标相同的不提示；计算方法不同（每月与每年）的不比；上年的、已完成的不比。",
        change: "核对标准，把文字和指标改成一致。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    if claims::TEXTS.iter().all(|field| view.text(*field).trim().is_empty()) {
        return Outcome::NotYet;
    }
    let of_texts = told_rates::contradict(view).map(|found| told_fault(view, found));
    let of_rows = of_rows(view);
    match (of_texts, of_rows) {
        (None, of_rows) => of_rows,
        (Some(fault), Outcome::Findings(mut faults)) => {
            faults.push(fault);
            Outcome::Findings(faults)
        }
        (Some(fault), _) => Outcome::Findings(vec![fault]),
    }
}

/// 护林员每人每月600元 in one place and 800元 in another.
fn told_fault(view: &View<'_>, [(field, later), (other, earlier)]: [(TextField, &Quantity); 2]) -> Fault {
    let quote = |field, quantity: &Quantity| {
        let said = view.facts(field).map_or("", |facts| facts.quote(quantity.clause)).trim();
        clip_end(said, 14)
    };
    let place = FieldPath::Text(field);
    let message =
        format!("{}：“{}”，{}却写“{}”。", short(field), quote(field, later), short(other), quote(other, earlier));
    let fault = Fault::new(place, message, "核对标准，改成一致。").with(FieldPath::Text(other));
    match view.facts(field) {
        Some(facts) => fault.quote(place, facts, later.core),
        None => fault,
    }
}

fn of_rows(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        // Reads what all rules about text and rows read.
        row.claims();
        if !matches!(row.reading(), Reading::MoneyRate { .. }) || !row.is_cost() {
            return Verdict::Other;
        }
        let Some(Yuan(own)) = row.reading().yuan() else { return Verdict::Other };
        // 元/亩/年 is rare enough to be the same price where only one row has it.
        let per = row.reading().per();
        let common = ["人", "名", "次", "场", "天", "日", "月", "年"];
        let telling = per.len() > 1 || per.iter().any(|unit| !common.contains(&unit.as_str()));
        let alone = telling && view.rows(row.side()).filter(|other| other.reading().per() == per).count() == 1;
        let said: Vec<(TextField, &Quantity)> = claims::TEXTS
            .into_iter()
            .filter_map(|field| Some((field, view.facts(field)?)))
            .flat_map(|(field, facts)| {
                let of_row = move |quantity: &&Quantity| {
                    let (clause, sentence) =
                        (facts.quote(facts.clause(quantity.core)), facts.quote(facts.sentence(quantity.core)));
                    same_rate(quantity, row, clause) && (alone || claims::rate_thing(row.full_name(), sentence))
                };
                facts.quantities.iter().filter(of_row).map(move |quantity| (field, quantity))
            })
            .collect();
        let Some((field, first)) = said.first().copied() else { return Verdict::Other };
        let agrees = said.iter().any(|(_, quantity)| {
            (quantity.number - own).abs() <= own / rust_decimal::Decimal::from(1000) || quantity.bound.is_loose()
        });
        let several = said.iter().any(|(_, quantity)| quantity.number != first.number);
        if agrees || several {
            return Verdict::Pass;
        }
        let place = row.cell(RowField::Value);
        let facts = view.facts(field);
        let quote = facts.map_or("", |facts| facts.quote(first.before.to(first.span)));
        let (name, value) = (clip(row.name(), 10), clip(row.value(), 12));
        let message = format!("指标“{name}”：“{value}”，文字却写“{}”。", clip_end(quote.trim(), 14));
        let fault = Fault::new(place, message, "核对后改成一致。").read(place, clip(row.value(), 60));
        Verdict::Fault(match facts {
            Some(facts) => fault.quote(FieldPath::Text(field), facts, first.span),
            None => fault,
        })
    })
}

/// The same divisors: per person and month beside per person and month.
fn same_rate(quantity: &Quantity, row: Row<'_, '_>, clause: &str) -> bool {
    if quantity.unit != Unit::Yuan || quantity.high.is_some() || quantity.total {
        return false;
    }
    let every = |unit: &str| match unit {
        "月" => Some(Every::Month),
        "年" => Some(Every::Year),
        "季" | "季度" => Some(Every::Quarter),
        "天" | "日" => Some(Every::Day),
        _ => None,
    };
    let per = row.reading().per();
    let time = per.iter().find_map(|unit| every(unit));
    let things: Vec<&str> = per.iter().map(String::as_str).filter(|unit| every(unit).is_none()).collect();
    let written = |thing: &str| {
        let names: &[&str] = match thing {
            "人" | "名" | "位" => &["每人", "每名", "每位", "每生", "/人", "人均"],
            _ => &[],
        };
        names.iter().any(|name| clause.contains(name))
            || clause.contains(&format!("每{thing}"))
            || clause.contains(&format!("/{thing}"))
            || clause.contains(&format!("{thing}均"))
    };
    let aside =
        ["上年", "去年", "往年", "已", "原标准", "提高到", "由原", "其中"].iter().any(|word| clause.contains(word));
    quantity.every == time && quantity.each != things.is_empty() && things.iter().all(|thing| written(thing)) && !aside
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let form = |text: &str, value: &str| {
        project().text(TextField::Overview, text).both("产出指标", "成本指标", "护河员补助标准", value)
    };
    vec![
        bad(form("护河员每人每月补助80元。", "90元/人/月"), ["indicators.period[7].value"]),
        bad(form("护河员补助按120元/人/月发放。", "≤100元/人/月"), ["indicators.period[7].value"]),
        bad(
            project().text(TextField::Overview, "湿地按每亩每年8元管护。").both(
                "产出指标",
                "成本指标",
                "生态补助标准",
                "10元/亩/年",
            ),
            ["indicators.period[7].value"],
        ),
        bad(project().text(TextField::Overview, "护河员补助为每人每月60元；护河员按每人每月80元发放。"), ["overview"]),
        bad(
            project().text(TextField::Overview, "护河员每人每月60元。").goals("护河员每人每月80元按时发放。"),
            ["goal_period"],
        ),
        bad(
            project()
                .text(TextField::Overview, "护河员补贴按每人每月60元发放。")
                .text(TextField::Plan, "每月20日前按每人每月80元的标准发放护河员补贴。"),
            ["plan"],
        ),
        good(
            project()
                .text(TextField::Overview, "护河员补贴按每人每月60元发放。")
                .text(TextField::Plan, "每月20日前按每人每月80元的标准发放管水员补贴。"),
        ),
        // A rate of two things is told by itself where only one row has it; 元/人 is not.
        bad(
            project().text(TextField::Overview, "按每人每月80元发放。").both(
                "产出指标",
                "成本指标",
                "生活费",
                "90元/人/月",
            ),
            ["indicators.period[7].value"],
        ),
        good(project().text(TextField::Overview, "按每人80元发放。").both("产出指标", "成本指标", "生活费", "90元/人")),
        good(project().text(TextField::Overview, "护河员每人每月60元，护河员组长每人每月80元。")),
        good(project().text(TextField::Overview, "护河员每人每月60元，护河员每人每年720元。")),
        not_applicable(project().text(TextField::Overview, "护河员每月每人60元，护河员每月每户80元。")),
        good(form("护河员每人每月补助80元。", "80元/人/月")),
        good(form("护河员每人每年补助960元。", "80元/人/月")),
        good(form("护河员组长每人每月补助90元，护河员每人每月补助80元。", "80元/人/月")),
        not_applicable(project()),
        not_yet(blank()),
    ]
}
