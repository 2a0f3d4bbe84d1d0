//! B17: the items of 项目概况 do not make the stated sum.

use super::told::{self, PLACE, Told, printed};
use super::two_items;
use crate::facts::{Bound, Quantity, Span};
use crate::prelude::*;
use rust_decimal::Decimal;

pub(crate) static RULE: Rule = Rule {
    code: "B17",
    name: "items_not_sum",
    title: "概况里各项金额加起来不等于合计",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: told::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "项目概况列出三项以上金额，或者一句话里列出两项并写明合计，加起来不等于文中的合计、共计、共需；文中没有合计而每一项都编了号、写了金额的，与资金总额比。",
        why: "分项和总额对不上，审核的人无法判断哪个数是对的。",
        basis: "经验",
        bad: "1.办公费5万元；2.会议费3万元；3.印刷费3万元。资金总额 100,000 元",
        good: "1.办公费5万元；2.会议费3万元；3.印刷费2万元。资金总额 100,000 元",
        exceptions: "最后一项后面写等的不查；单价、比率、上限和以前年度的金额不加；括号里的金额算它所在的一项；只有两项而写了其中、另、等、约、其余的不查；相差不到 50 元不提示。",
        change: "核对每一项，改正写错的金额或合计。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

/// From so many amounts on a list is a list.
const LIST: usize = 3;

fn check(view: &View<'_>) -> Outcome {
    let told = match Told::of(view) {
        Ok(told) => told,
        Err(outcome) => return outcome,
    };
    let listed: Vec<&Quantity> =
        told.facts.amounts().filter(|q| q.bound != Bound::AtMost && q.bound != Bound::AtLeast).collect();
    let stated = listed.iter().rposition(|quantity| quantity.total || is_total_word(&told, quantity));
    let stated = stated.filter(|last| !each_has_its_sum(&told, &listed, *last));
    // 2026年预算资金8万元，其中：…: the total of the form stands first.
    let stated = stated.or_else(|| listed.first().filter(|first| told.is_total(first)).map(|_| 0));
    let fault = match stated {
        // 资金总额8万元：1.…；2.…：told in advance, so that the items behind it make the total of the form.
        Some(0) => {
            let items = listed.get(1..).unwrap_or_default();
            let behind = || listed.first().and_then(|sum| behind_stated(&told, sum, items));
            against_total(&told, items).or_else(behind)
        }
        Some(last) => {
            let (items, sum) = (listed.get(..last).unwrap_or_default(), listed.get(last).copied());
            sum.and_then(|sum| against_stated(&told, items, sum))
        }
        None => against_total(&told, &listed),
    };
    let two = two_items::stated(&told);
    let fault = fault.or_else(|| {
        let two = two.iter().find(|two| two.differ())?;
        let fault = Fault::new(PLACE, not_stated(&told, two.made, two.sum), ADVICE);
        let spans = two.items.into_iter().chain([two.sum.span]);
        Some(told::with_totals(&told, spans.fold(fault, |fault, span| fault.quote(PLACE, told.facts, span))))
    });
    match (fault, listed.len() >= LIST || !two.is_empty()) {
        (Some(fault), _) => Outcome::Findings(vec![fault]),
        (None, true) => Outcome::Pass,
        (None, false) => Outcome::NotApplicable,
    }
}

/// 年预算31.5万元，其中记账补贴共21.6万元，调查补贴共8.64万元，培训共1.26万元: the last 共 is that of its own item.
fn each_has_its_sum(told: &Told<'_>, listed: &[&Quantity], last: usize) -> bool {
    let (Some(first), Some(second), Some(sum)) = (listed.first(), listed.get(1), listed.get(last)) else {
        return false;
    };
    let signs = &told.facts.signs;
    let lead = Span::new(first.core.end, second.core.start.max(first.core.end));
    let others = listed.get(1..last).unwrap_or_default();
    let bare = signs.before(sum.core.start) == '共' && signs.before(sum.core.start.saturating_sub(1)) != '总';
    bare && told.is_total(first) && signs.hold(lead, &["其中"]) && others.iter().any(|item| item.total)
}

/// 两项合计28万元, 总计: `total` sees words right before the number; here the noun may stand between.
fn is_total_word(told: &Told<'_>, quantity: &Quantity) -> bool {
    let start = told.facts.signs.back_until(quantity.core.start, 16, crate::facts::ends_clause);
    // 总额8万元：1.巡查费5万元: the word belongs to the number right behind it.
    let start = start.max(told.facts.amount_before(quantity.core.start).map_or(0, |other| other.core.end));
    told.facts
        .signs
        .hold(Span::new(start, quantity.core.start), &["合计", "总计", "共计", "总共", "总额", "总投入", "总金额"])
        // A work may cost more than this project gives.
        || told.is_total(quantity) && told.facts.signs.hold(Span::new(start, quantity.core.start), &["总投资", "总造价"])
}

/// The amounts before a stated sum make it: all of them, those from one on, or those that are left when a sum in between (共计19万元
/// behind its own parts) and a sum told in advance (共需10万元, 其中) are left out.
fn against_stated(told: &Told<'_>, items: &[&Quantity], sum: &Quantity) -> Option<Fault> {
    let items: Vec<&Quantity> = items
        .iter()
        .copied()
        .filter(|item| !told.is_other(item) && (item.number - sum.number).abs() >= sum.rounding())
        .collect();
    if items.len() < LIST || is_open(told, items.last()?) {
        return None;
    }
    let tolerance = sum.rounding().max(Decimal::from(51));
    let makes = |numbers: &[Decimal]| {
        let mut total = Decimal::ZERO;
        numbers.iter().rev().any(|number| {
            total = total.checked_add(*number).unwrap_or(total);
            (total - sum.number).abs() < tolerance
        })
    };
    let numbers: Vec<Decimal> = items.iter().map(|item| item.number).collect();
    let collapsed = without_subtotals(&items);
    let bare: Vec<Decimal> = items.iter().filter(|item| !item.total).map(|item| item.number).collect();
    let outside: Vec<Decimal> = items.iter().filter(|item| item.depth == 0).map(|item| item.number).collect();
    let marked: Vec<Decimal> = items.iter().filter(|item| item.total).map(|item| item.number).collect();
    // 年需42万元，三年共126万元: the items before make the sum of one year.
    let mut before = Decimal::ZERO;
    let of_years = items.iter().any(|item| {
        let times = |years| item.number.checked_mul(Decimal::from(years)) == Some(sum.number);
        let is_year = item.number == before && (2..=10).any(times);
        before = before.checked_add(item.number).unwrap_or(before);
        is_year
    });
    if of_years && told.of_term(sum).is_some() {
        return None;
    }
    if [&numbers, &collapsed, &bare, &outside, &marked].into_iter().any(|numbers| makes(numbers)) {
        return None;
    }
    let found = add(&collapsed)?;
    let message = not_stated(told, found, sum);
    Some(told::with_totals(told, fault(told, &items, message).quote(PLACE, told.facts, sum.span)))
}

fn not_stated(told: &Told<'_>, found: Decimal, sum: &Quantity) -> String {
    format!(
        "项目概况：各项加起来是{}，文中写的合计是“{}”。",
        clip(&printed(found, sum.wan_decimals.is_some()), 14),
        told::quote(told.facts, sum)
    )
}

/// 共需8万元，其中：巡查费5万元，打捞费2万元，培训费0.5万元: the items stand behind their sum in the same sentence, or each behind a
/// number of a list.
fn behind_stated(told: &Told<'_>, sum: &Quantity, items: &[&Quantity]) -> Option<Fault> {
    let signs = &told.facts.signs;
    let lead = Span::new(sum.span.end, items.first()?.core.start);
    let announced = ["其中", "用于", "包括", "分别", "具体", "含"];
    // 经费共8万元：设备费4万元；材料费3万元: the colon announces them.
    let colon = signs.at(sum.span.end) == ':';
    // 共需6万元。其中印制费3万元，横幅费2万元，租车费1万元: the next sentence begins with its items.
    let next = signs.begins(sum.span.end, "。其中");
    let apart = !next && signs.hold(lead, &["。"]);
    if lead.len() > 40 || !(colon || signs.hold(lead, &announced)) || apart || signs.hold(lead, &["其中部分"]) {
        return None;
    }
    let starts = numbered(told);
    let end = match starts.len() < LIST {
        true if colon => signs.on_until(sum.span.end, 400, |c| c == '。' || c == '\n'),
        true if next => told.facts.sentence(items.first()?.core).end,
        true => told.facts.sentence(sum.core).end,
        false => signs.len(),
    };
    let items: Vec<&Quantity> = items.iter().copied().filter(|item| item.core.start < end).collect();
    let outside: Vec<&Quantity> = items.iter().copied().filter(|item| item.depth <= sum.depth).collect();
    if items.len() < LIST || is_open(told, items.last()?) || items.iter().any(|item| item.total || told.is_other(item))
    {
        return None;
    }
    // 培训等0.5万元
    if signs.hold(Span::new(sum.span.end, items.last()?.core.start), &["等"]) {
        return None;
    }
    // With a number for each item and more amounts than items nobody knows which of them are the items'.
    if starts.len() >= LIST && outside.len() != starts.len() {
        return None;
    }
    let tolerance = sum.rounding().max(Decimal::from(51));
    let made = |items: &[&Quantity]| add(&items.iter().map(|item| item.number).collect::<Vec<_>>());
    let fits = |made: Decimal| (made - sum.number).abs() < tolerance;
    let (all, found) = (made(&items)?, made(&outside)?);
    if fits(all) || fits(found) || outside.len() < LIST {
        return None;
    }
    // A part of a list that goes on elsewhere makes far less than its sum.
    let near = found >= sum.number / Decimal::from(2) && found <= sum.number * Decimal::from(2);
    let wan = sum.wan_decimals.is_some();
    let message = format!(
        "项目概况：各项加起来是{}，文中写的总数是“{}”。",
        clip(&printed(found, wan), 14),
        told::quote(told.facts, sum)
    );
    near.then(|| told::with_totals(told, fault(told, &outside, message).quote(PLACE, told.facts, sum.span)))
}

/// Numbers without those that are the sum of what stands right before or right behind them.
fn without_subtotals(items: &[&Quantity]) -> Vec<Decimal> {
    let mut kept: Vec<Decimal> = Vec::new();
    for item in items {
        let mut run = Decimal::ZERO;
        let is_sum = item.total
            && kept.iter().rev().take(40).enumerate().any(|(index, number)| {
                run = run.checked_add(*number).unwrap_or(run);
                index > 0 && run == item.number
            });
        if !is_sum {
            kept.push(item.number);
        }
    }
    kept
}

/// Every numbered item has one amount, and they do not make a total.
fn against_total(told: &Told<'_>, listed: &[&Quantity]) -> Option<Fault> {
    if listed.len() < LIST || is_open(told, listed.last()?) || listed.iter().any(|item| told.is_other(item)) {
        return None;
    }
    let starts = numbered(told);
    if starts.len() < LIST {
        return None;
    }
    let mut items: Vec<&Quantity> = Vec::new();
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(told.facts.signs.len());
        let mut own = listed.iter().filter(|item| (*start..end).contains(&item.core.start));
        items.push(own.next()?);
        if own.next().is_some() {
            return None;
        }
    }
    let numbers: Vec<Decimal> = items.iter().map(|item| item.number).collect();
    let sum = add(&numbers)?;
    let tolerance = Decimal::from(51);
    let mut totals = told.annual.into_iter().chain(told.period);
    if listed.len() != items.len() || totals.any(|total| (total.0 - sum).abs() < tolerance) {
        return None;
    }
    let wan = items.iter().all(|item| item.wan_decimals.is_some());
    let total = told.annual.or(told.period)?;
    let message = format!(
        "项目概况：各项加起来是{}，不是资金总额{}。",
        clip(&printed(sum, wan), 14),
        clip(&printed(total.0, wan), 16)
    );
    Some(told::with_totals(told, fault(told, &items, message)))
}

/// Where the items of a numbered list begin: `1.`, `2、`, `（3）`, at the beginning or behind a mark, counting on from 1.
fn numbered(told: &Told<'_>) -> Vec<usize> {
    let signs = &told.facts.signs;
    let mut starts = Vec::new();
    for place in 0..signs.len() {
        let before = signs.before(signs.back_past_blanks(place));
        let begins = matches!(before, ';' | '。' | ',' | ':' | '(' | '\n' | '\0');
        let number = (starts.len() + 1).to_string();
        if begins && signs.begins(place, &number) && matches!(signs.at(place + number.len()), '.' | '、' | ')' | ',') {
            starts.push(place);
        }
    }
    starts
}

/// 等 behind the last amount: there are more.
fn is_open(told: &Told<'_>, last: &Quantity) -> bool {
    let end = told.facts.signs.on_until(last.core.end, 8, |c| matches!(c, '。' | ';'));
    told.facts.signs.hold(Span::new(last.core.end, end), &["等", "……", "…"])
}

fn add(numbers: &[Decimal]) -> Option<Decimal> {
    numbers.iter().try_fold(Decimal::ZERO, |sum, number| sum.checked_add(*number))
}

const ADVICE: &str = "核对各项金额和合计。";
/// So many items are quoted.
const QUOTED: usize = 30;

fn fault(told: &Told<'_>, items: &[&Quantity], message: String) -> Fault {
    let fault = Fault::new(PLACE, message, ADVICE);
    items.iter().take(QUOTED).fold(fault, |fault, item| fault.quote(PLACE, told.facts, item.core))
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let overview = |text: &str| project().text(TextField::Overview, text);
    let mut all = vec![
        bad(overview("1.巡查费5万元；2.打捞费2万元；3.培训费1.5万元。"), ["overview"]),
        bad(overview("用于巡查（全年5万元）、打捞2万元、培训1万元、宣传1万元，合计8万元。"), ["overview"]),
        bad(overview("巡查费30000元，打捞费20000元，培训费20000元，共计人民币80000元。"), ["overview"]),
        bad(overview("资金总额8万元：1.巡查费5万元；2.打捞费2万元；3.培训费0.5万元。"), ["overview"]),
        bad(overview("巡查费叁万元；打捞费贰万元；培训费壹万元。总计八万元。"), ["overview"]),
        bad(overview("2026年预算资金8万元，其中巡查费5万元，打捞费2万元，培训费0.5万元。"), ["overview"]),
        bad(overview("共需经费8万元，用于：（1）巡查费5万元；（2）打捞费2万元；（3）培训费0.5万元。"), ["overview"]),
        bad(overview("1.巡查费5万元；2.打捞费2万元；3.培训费1万元；4.宣传费1万元。"), ["overview"]),
        bad(overview("所需经费8万元：巡查费5万元；打捞费2万元；培训费0.5万元。"), ["overview"]),
        bad(overview("共需经费8万元。其中巡查费5万元，打捞费2万元，培训费0.5万元。"), ["overview"]),
        good(overview("共需经费8万元。其中巡查费5万元，打捞费2万元，培训费1万元。")),
        good(overview("所需经费8万元：巡查费5万元；打捞费2万元；培训费1万元。上年巡查费3万元。")),
        bad(overview("巡查需5万元；打捞需2万元；培训1.2万元。工程总投资8万元。"), ["overview"]),
        good(overview("巡查需5万元；打捞需2万元；培训1万元。工程总投资120万元。")),
        good(overview("2026年预算8万元，其中：巡查每村每月100元，共5万元；打捞每次50元，共2万元；培训2次，共1万元。")),
        pass(overview("巡查需5万元；打捞需2万元；培训1万元。年需8万元，三年共24万元。").funds("240000", "80000")),
        bad(
            overview("巡查需5万元；打捞需2万元；培训1万元。年需8万元，三年共25万元。").funds("250000", "80000"),
            ["overview"],
        ),
        bad(overview("1.巡查费50000元；2.打捞费20000元；3.培训费9949元。"), ["overview"]),
        bad(overview("巡查费50000元，打捞费20000元，培训费9949元，共计80000元。"), ["overview"]),
        pass(overview("项目需要资金8万元，巡查费5万元，打捞费2万元，另有培训，合计8万元。")),
        pass(overview("巡查5万元（油料1万元）、打捞2万元、培训1万元，合计8万元。")),
        good(overview("2026年预算资金8万元，其中巡查费5万元，打捞费2万元，其余用于培训。")),
        good(overview("项目资金8万元，主要用于巡查5万元、打捞2万元、培训等0.5万元。")),
        good(overview("1.巡查费5万元；2.打捞费2万元；3.培训费1万元。")),
        good(overview("共需资金8万元，其中：巡查费5万元，打捞费2万元，培训费1万元。")),
        good(overview("巡查船2万元、艇1万元，共计3万元；打捞网5万元。合计共需8万元。")),
        good(overview("1.巡查费5万元；2.打捞费2万元；3.培训费0.5万元等。")),
        good(overview("每人每月200元，每船每月300元，每次50元，合计80000元。")),
        not_applicable(project()),
        not_yet(project().text(TextField::Overview, "")),
        not_yet(overview("1.巡查费5万元；2.打捞费2万元；3.培训费1万元。").funds("0", "0")),
    ];
    all.extend(two_items::fixtures());
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_of_at_least_two_numbers_before_it_is_left_out() {
        let kept = |text: &str| -> Vec<String> {
            let facts = crate::facts::read(text);
            let items: Vec<&Quantity> = facts.amounts().collect();
            without_subtotals(&items).iter().map(|number| number.normalize().to_string()).collect()
        };
        assert_eq!(kept("船2万元、艇1万元，共计3万元；网5万元"), ["20000", "10000", "50000"]);
        assert_eq!(kept("船1万元、艇1万元、网1万元，共计3万元"), ["10000", "10000", "10000"]);
        assert_eq!(kept("网3万元，共计3万元"), ["30000", "30000"]);
        assert_eq!(kept("船2万元、艇1万元，共计4万元"), ["20000", "10000", "40000"]);
    }

    fn is_found(text: &str) -> bool {
        !crate::testing::faults(&RULE, project().text(TextField::Overview, text)).is_empty()
    }

    #[test]
    fn what_is_listed_behind_its_sum_has_its_bounds() {
        let led = |filler: usize| {
            let filler = "河".repeat(filler);
            format!("2026年预算资金8万元，其中{filler}巡查费5万元，打捞费2万元，培训费0.5万元。")
        };
        // 40 signs stand between the sum and the first amount, then 41.
        assert!(is_found(&led(0)) && is_found(&led(34)) && !is_found(&led(35)));
        let of = |items: &str| is_found(&format!("2026年预算资金80000元，其中{items}。"));
        // 51 元 are a difference, 50 are none.
        assert!(of("巡查费50000元，打捞费20000元，培训费9949元") && !of("巡查费50000元，打捞费20000元，培训费9950元"));
        assert!(
            of("巡查费50000元，打捞费20000元，培训费10051元") && !of("巡查费50000元，打捞费20000元，培训费10050元")
        );
        // Four items as well as three; what a bracket details is no item.
        assert!(of("巡查费40000元，打捞费20000元，培训费10000元，宣传费5000元"));
        assert!(!of("巡查费50000元（油费4000元），打捞费20000元"));
        // Half of the sum and twice the sum are near it, less and more are part of something else.
        assert!(of("巡查费20000元，打捞费15000元，培训费5000元") && !of("巡查费20000元，打捞费15000元，培训费4000元"));
        assert!(
            of("巡查费70000元，打捞费60000元，培训费30000元") && !of("巡查费70000元，打捞费60000元，培训费31000元")
        );
    }

    #[test]
    fn a_list_ends_with_its_sentence_or_with_its_last_number() {
        assert!(!is_found("2026年预算资金8万元，其中巡查费5万元，打捞费2万元，培训费1万元。以后每年另计宣传费3万元。"));
        assert!(!is_found("2026年预算资金8万元，其中巡查费5万元，打捞费2万元，培训费1万元。宣传费3万元另列。"));
        let numbered = |first: &str| format!("共需经费8万元，用于：1.巡查费{first}；2.打捞费2万元；3.培训费0.5万元。");
        assert!(is_found(&numbered("5万元")) && !is_found(&numbered("5万元、油费0.2万元")));
        assert!(is_found("巡查费5万元，打捞费2万元，合计8万元。"));
        // The items make the total of the form, but not the sum that is told before them.
        let told = |first: &str| format!("共需经费9万元，用于：1.巡查费{first}；2.打捞费2万元；3.培训费1万元。");
        assert!(is_found(&told("5万元")) && !is_found(&told("5万元、油费0.2万元")));
    }
}
