//! D10: the goal of the year is nothing but paying last year's debts.

use crate::facts::{Facts, Span, ends_clause};
use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "D10",
    name: "only_debts",
    title: "年度目标只是支付以前年度的欠款",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: &[Field::Year, Field::Text(TextField::GoalAnnual)],
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "年度目标的每一句都是支付以前年度的工程款、尾款、欠款、质保金，或保障、确保这样的口号。",
        why: "付款是花钱，不是结果；评价时看不出这笔钱买到了什么。",
        basis: "经验",
        bad: "完成2025年清淤工程尾款的支付",
        good: "支付2025年清淤工程尾款，清淤后的河段汛期过水顺畅",
        exceptions: "还写了当年要做的事的不提示。",
        change: "写明欠款对应的工作取得的结果；确实只是还款的，忽略并说明。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

const PAY: &[&str] = &["支付", "付清", "清偿", "偿还", "拨付", "结清", "兑付", "归还"];
const DEBT: &[&str] = &[
    "欠款",
    "尾款",
    "工程款",
    "质保金",
    "采购款",
    "应支未支",
    "以前年度",
    "上年",
    "往年",
    "未支付",
    "拖欠",
    "余款",
    "欠付",
    "历年",
    "遗留",
    "欠账",
    "应付未付",
    "历史欠",
];
const SLOGAN: &[&str] =
    &["保障", "确保", "保证", "维护", "促进", "切实", "推动", "按时", "足额", "及时", "避免", "防止", "化解", "做到"];

fn check(view: &View<'_>) -> Outcome {
    let year = view.year().read().map(|year| year.0);
    let Some(facts) = view
        .facts(TextField::GoalAnnual)
        .filter(|facts| !facts.signs.quote(Span::new(0, facts.signs.len())).trim().is_empty())
    else {
        return Outcome::NotYet;
    };
    let clauses = clauses(facts);
    let debts: Vec<Span> = clauses.iter().copied().filter(|clause| is_debt(facts, *clause, year)).collect();
    let rest = clauses.iter().filter(|clause| !debts.contains(clause));
    let only = rest.into_iter().all(|clause| SLOGAN.iter().any(|word| facts.quote(*clause).trim().starts_with(word)));
    let Some(first) = debts.first().filter(|_| only) else { return Outcome::Pass };
    let place = FieldPath::Text(TextField::GoalAnnual);
    let message = format!("年度目标：只写了“{}”，是付以前的款。", clip(facts.quote(*first).trim(), 18));
    Outcome::Findings(vec![Fault::new(place, message, "写出款项对应的成效。").quote(place, facts, *first)])
}

fn clauses(facts: &Facts<'_>) -> Vec<Span> {
    let mut clauses = Vec::new();
    let mut start = 0;
    for place in 0..=facts.signs.len() {
        if place == facts.signs.len() || ends_clause(facts.signs.at(place)) {
            let span = Span::new(start, place);
            if facts.quote(span).trim().chars().count() > 2 {
                clauses.push(span);
            }
            start = place + 1;
        }
    }
    clauses
}

fn is_debt(facts: &Facts<'_>, clause: Span, year: Option<i32>) -> bool {
    let earlier =
        facts.dates_in(clause).any(|date| date.years.is_some_and(|(_, to)| year.is_some_and(|year| to < year)));
    let old = facts.signs.hold(
        clause,
        &[
            "以前年度",
            "上年",
            "往年",
            "拖欠",
            "欠款",
            "应支未支",
            "历年",
            "尾款",
            "质保金",
            "欠付",
            "遗留",
            "欠账",
            "应付未付",
        ],
    );
    facts.signs.hold(clause, PAY) && facts.signs.hold(clause, DEBT) && (earlier || old)
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let goal = |text: &str| project().text(TextField::GoalAnnual, text);
    vec![
        bad(goal("完成2025年闸房清淤工程款的支付。"), ["goal_annual"]),
        bad(goal("支付以前年度巡查艇采购尾款，保障单位正常运转。"), ["goal_annual"]),
        bad(goal("支付以前年度巡查艇采购尾款，另附。"), ["goal_annual"]),
        pass(goal("完成2026年闸房清淤工程款的支付。")),
        good(project()),
        good(goal("支付2025年清淤工程尾款，清淤河段汛期过水顺畅。")),
        good(goal("完成2026年巡查经费支付，河道无堵塞。")),
        not_yet(goal("")),
    ]
}
