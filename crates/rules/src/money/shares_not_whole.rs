//! B25: shares that should make 100 % do not.

use crate::facts::{Facts, Quantity, Span, Unit, ends_sentence};
use crate::prelude::*;
use crate::shared::text::SENTENCES;
use rust_decimal::Decimal;

pub(crate) static RULE: Rule = Rule {
    code: "B25",
    name: "shares_not_whole",
    title: "各部分的百分比加起来不是 100%",
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
    ],
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "一句话里几个“占”“比重”“权重”的百分比，或分期支付的几个百分比，加起来在 90% 到 110% 之间却不是 100%。",
        why: "各部分占比凑不成整体，说明有一个写错或漏了一部分。",
        basis: "经验",
        bad: "合同签订付 30%，验收付 60%，质保期满付 5%",
        good: "合同签订付 30%，验收付 65%，质保期满付 5%",
        exceptions: "写了其余、剩余、等、约的不查；相差 0.05 个百分点以内算相等；加起来离 100% 很远的当作没有列全，不查。",
        change: "核对各部分的比例。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let (mut faults, mut filled, mut shared): (Vec<Fault>, _, _) = (Vec::new(), false, false);
    for field in SENTENCES {
        let Some(facts) = view.facts(field) else { continue };
        filled |= facts.signs.len() > 0;
        for parts in sentences(facts) {
            let Some(sum) = whole(facts, &parts) else { continue };
            shared = true;
            if (sum - Decimal::ONE_HUNDRED).abs() <= Decimal::new(5, 2) {
                continue;
            }
            let place = FieldPath::Text(field);
            let listed: Vec<&str> = parts.iter().map(|part| facts.quote(part.core)).collect();
            let message = format!(
                "{}：{}加起来是{}%，不是 100%。",
                view.label(field),
                clip(&listed.join("、"), 24),
                sum.normalize()
            );
            let fault = Fault::new(place, message, "核对各部分的比例。");
            let fault = parts.iter().fold(fault, |fault, part| fault.quote(place, facts, part.core));
            if !faults.iter().any(|other| other.message == fault.message) {
                faults.push(fault);
            }
        }
    }
    match (faults.is_empty(), shared, filled) {
        (false, ..) => Outcome::Findings(faults),
        (true, true, _) => Outcome::Pass,
        (true, false, true) => Outcome::NotApplicable,
        (true, false, false) => Outcome::NotYet,
    }
}

/// 余款质保期满支付: a rest without a share of its own, so that the others do not make the whole.
fn rest_unsaid(facts: &Facts<'_>, sentence: Span, parts: &[&Quantity]) -> bool {
    (sentence.start..sentence.end).any(|place| {
        let word = facts.signs.longest(place, &["其余", "剩余", "余款", "其他"]);
        word.is_some() && !parts.iter().any(|part| (place..place + 8).contains(&part.core.start))
    })
}

/// The percentages of each sentence that has two to twelve; those of a list with one behind each semicolon belong together.
fn sentences<'f>(facts: &'f Facts<'_>) -> Vec<Vec<&'f Quantity>> {
    let mut groups: Vec<(usize, Vec<&Quantity>)> = Vec::new();
    for part in facts.quantities.iter().filter(|quantity| quantity.unit == Unit::Percent) {
        let start = facts.sentence(part.core).start;
        match groups.last_mut() {
            Some((last, parts)) if *last == start => parts.push(part),
            _ => groups.push((start, vec![part])),
        }
    }
    let mut lists: Vec<(usize, bool, Vec<&Quantity>)> = Vec::new();
    for (start, parts) in groups {
        let whole = facts.signs.back_until(start, 200, |c| ends_sentence(c) && c != ';');
        let single = parts.len() == 1;
        match lists.last_mut() {
            Some((last, true, list)) if single && *last == whole => list.extend(parts),
            _ => lists.push((whole, single, parts)),
        }
    }
    lists.into_iter().map(|(.., parts)| parts).filter(|parts| (2..=12).contains(&parts.len())).collect()
}

/// The sum of shares that seem to be meant as a whole.
fn whole(facts: &Facts<'_>, parts: &[&Quantity]) -> Option<Decimal> {
    let (first, last) = (parts.first()?, parts.last()?);
    let sentence = Span::new(facts.sentence(first.core).start, facts.sentence(last.core).end);
    let open = ["等", "约", "左右", "以上", "以下", "不低于", "不超过", "不少于", "提高", "增长", "率"];
    let share = |part: &&Quantity| {
        let before = facts
            .quote(Span::new(facts.signs.back_until(part.core.start, 8, crate::facts::ends_clause), part.core.start));
        ["占", "比重", "权重", "占比", "比例"].iter().any(|word| before.contains(word))
    };
    let pays = |part: &&Quantity| {
        let clause = facts.clause(part.core);
        let words = ["支付", "付款", "拨付", "付", "预付", "首付", "进度款", "结算款", "尾款", "余款", "质保金"];
        facts.signs.hold(clause, &words)
    };
    let bears = |part: &&Quantity| {
        let before = facts.quote(part.before);
        ["承担", "自筹", "自缴", "自付", "缴纳", "出资", "负担", "配套", "支出", "财政", "资金", "补助", "拨款", "筹资"]
            .iter()
            .any(|word| before.ends_with(word))
    };
    let sources = || {
        let lead = Span::new(facts.signs.back_until(first.core.start, 16, ends_sentence), first.core.start);
        facts.signs.hold(lead, &["资金来源", "经费来源", "资金构成", "分担比例", "按比例"])
    };
    let meant = parts.iter().all(share) || parts.iter().all(pays) || parts.iter().all(bears) || sources();
    if rest_unsaid(facts, sentence, parts) {
        return None;
    }
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.number))?;
    let near = sum >= Decimal::from(90) && sum <= Decimal::from(110);
    (meant && near && !facts.signs.hold(sentence, &open)).then_some(sum)
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let plan = |text: &str| project().text(TextField::Plan, text);
    vec![
        bad(plan("签订合同支付30%，完工支付60%，质保期满支付5%。"), ["plan"]),
        bad(project().text(TextField::Overview, "巡查费占60%，打捞费占25%，培训费占20%。"), ["overview"]),
        bad(plan("预付款30%，进度款40%，结算款25%。"), ["plan"]),
        bad(plan("县里承担50%、镇里承担30%、村里自筹15%。"), ["plan"]),
        bad(plan("保费由省级承担45%、县级承担35%、农户自缴25%。"), ["plan"]),
        bad(plan("资金来源为省级60%、县级30%、自筹20%。"), ["plan"]),
        bad(plan("验收后付60%，审计后付25%，余款20%作为质保金。"), ["plan"]),
        bad(plan(&"签订合同支付30%，完工支付60%，质保期满支付5%。".repeat(2)), ["plan"]),
        not_applicable(plan("签订合同支付30%，余款在质保期满验收合格后支付，完工支付65%。")),
        good(plan("签订合同支付30%，完工支付65%，质保期满支付5%。")),
        good(plan("签订合同支付30%，完工支付60%，余款质保期满支付。")),
        good(plan("巡查记录完整率98%，清理率95%。")),
        not_applicable(project()),
        bad(plan("签订合同付30%；主体完工付15%；验收后付清50%。"), ["plan"]),
        good(plan("签订合同付30%；主体完工付20%；验收后付清50%。")),
        good(plan("办公费占30%、会议费占70%；县级承担40%、乡级承担60%。")),
        // Two sentences are two lists.
        good(plan("签订合同付30%。验收后付清65%。")),
        not_yet(blank()),
    ]
}
