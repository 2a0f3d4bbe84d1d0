//! F15: a goal that tells the spending.

use crate::prelude::*;
use crate::shared::text::tidy;

pub(crate) static RULE: Rule = Rule {
    code: "F15",
    name: "goal_lists_money",
    title: "目标里写的是花钱",
    severity: Severity::Hint,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: &[Field::Text(TextField::GoalPeriod), Field::Text(TextField::GoalAnnual)],
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "总体目标里写了以元或万元计的金额。",
        why: "目标要写做成什么；金额在资金栏和成本指标里已经有了，两处写容易不一致。",
        basis: "经验",
        bad: "支付巡查经费 8 万元",
        good: "全年巡查二十四次，河道无堵塞",
        exceptions: "增收、节约、完成投资这类效果本身以金额衡量的不算。",
        change: "删去金额，写做成的事。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let mut filled = false;
    let mut faults: Vec<Fault> = Vec::new();
    for field in [TextField::GoalPeriod, TextField::GoalAnnual] {
        let text = view.text(field).trim();
        filled |= !text.is_empty();
        let Some(amount) = amount(text) else { continue };
        let place = FieldPath::Text(field);
        let message = format!("{}：写了花多少钱（“{}”），没有说做成什么。", view.label(field), clip(&amount, 12));
        faults.push(Fault::new(place, message, "目标写做成的事，金额写在成本指标。").read(place, amount));
    }
    if filled { rows::one_line(Outcome::of(faults)) } else { Outcome::NotYet }
}

/// The first amount of money in a clause that does not say an effect in money.
fn amount(text: &str) -> Option<String> {
    let effects = [
        "增收",
        "节约",
        "节省",
        "收入",
        "产值",
        "投资",
        "税",
        "人均",
        "贷款",
        "利润",
        "效益",
        "引进",
        "签约",
        "融资",
        "欠款",
        "尾款",
        "余款",
        "剩余",
        "以前年度",
        "应付",
        "质保金",
        "拖欠",
    ];
    let clauses = text
        .split(['。', '；', ';', '，', ',', '\n'])
        .filter(|clause| !effects.iter().any(|word| clause.contains(word)));
    clauses.into_iter().find_map(money)
}

/// A number with 元 or 万元 behind it.
fn money(clause: &str) -> Option<String> {
    let tidied = tidy(clause);
    let at = tidied.find('元')?;
    let before = tidied.get(..at)?.trim_end_matches(['万', '亿']);
    let digits: String = before.chars().rev().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let from = before.len() - digits.len();
    (!digits.is_empty()).then(|| tidied.get(from..at + '元'.len_utf8()).unwrap_or_default().to_owned())
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().goals("支付巡查经费8万元。"), ["goal_period"]),
        bad(project().text(TextField::GoalAnnual, "巡查二十四次，支出80000元。"), ["goal_annual"]),
        good(project()),
        good(project().goals("全年巡查二十四次，带动渔民增收80万元。")),
        good(project().goals("全年巡查二十四次，引进治河资金80万元。")),
        not_yet(blank()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_taken_with_its_decimals_and_its_unit() {
        assert_eq!(money("支付巡查经费8.5万元以内").as_deref(), Some("8.5万元"));
        assert_eq!(money("支付巡查经费元"), None);
    }
}
