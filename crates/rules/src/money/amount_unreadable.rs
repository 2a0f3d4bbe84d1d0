//! B10: a number cell that holds no proper number.

use super::amounts::{budget_label, count_label, fund_label};
use crate::prelude::*;
use jibiao_model::Entry;
use jibiao_model::path::{BudgetField, CountField};
use jibiao_model::template::Kind;
use rust_decimal::Decimal;

pub(crate) static RULE: Rule = Rule {
    code: "B10",
    name: "amount_unreadable",
    title: "金额或人数写的不是规范的数字",
    severity: Severity::Error,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: &[
        Field::Fund(Side::Period, FundLine::Total),
        Field::Fund(Side::Period, FundLine::Central),
        Field::Fund(Side::Period, FundLine::Provincial),
        Field::Fund(Side::Period, FundLine::Local),
        Field::Fund(Side::Period, FundLine::SelfRaised),
        Field::Fund(Side::Period, FundLine::Other),
        Field::Fund(Side::Annual, FundLine::Total),
        Field::Fund(Side::Annual, FundLine::Central),
        Field::Fund(Side::Annual, FundLine::Provincial),
        Field::Fund(Side::Annual, FundLine::Local),
        Field::Fund(Side::Annual, FundLine::SelfRaised),
        Field::Fund(Side::Annual, FundLine::Other),
        Field::Count(CountField::InternalDivisions),
        Field::Count(CountField::SubordinateUnits),
        Field::Count(CountField::StaffQuota),
        Field::Count(CountField::StaffActual),
        Field::Count(CountField::StaffInQuota),
        Field::Count(CountField::StaffOther),
        Field::Budget(BudgetField::SourceTotal),
        Field::Budget(BudgetField::GeneralPublic),
        Field::Budget(BudgetField::GovernmentFund),
        Field::Budget(BudgetField::StateCapital),
        Field::Budget(BudgetField::SocialInsurance),
        Field::Budget(BudgetField::SpecialAccount),
        Field::Budget(BudgetField::UnitFunds),
        Field::Budget(BudgetField::UseTotal),
        Field::Budget(BudgetField::Basic),
        Field::Budget(BudgetField::Project),
    ],
    waivable: false,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "金额格写的不是数字、是负数、超过两位小数；整体表的人数、个数不是整数。实施期和年度写得一样的，只报一处。",
        why: "读不成数的格子无法合计，也上传不了。",
        basis: "经验",
        bad: "年度资金总额：十二万",
        good: "年度资金总额：120000.00",
        exceptions: "空白的格子不查；千分位逗号、全角数字可以用。",
        change: "只写阿拉伯数字，最多两位小数；单位按表头，不写在格子里。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let (mut faults, mut written) = (Vec::new(), false);
    let mut look = |place: FieldPath, label: &str, blank: bool, wrong: Option<Wrong>| {
        written |= !blank;
        faults.extend(wrong.map(|wrong| Fault::new(place, format!("{label}：{}。", wrong.what), wrong.advice)));
    };
    match view.kind() {
        Kind::Project => {
            let both = view.has_side(Side::Period);
            for (side, line) in view.sides().flat_map(|side| FundLine::ALL.map(|line| (side, line))) {
                let cell = view.fund(side, line);
                // Equal amounts are typed once: one slip is one fault, at the first column.
                if both && side == Side::Annual && cell == view.fund(Side::Period, line) {
                    continue;
                }
                look(
                    FieldPath::Fund(side, line),
                    &fund_label(side, line),
                    cell.is_blank(),
                    amount(cell, |yuan| yuan.0),
                );
            }
        }
        Kind::Unit => {
            for (field, _) in BudgetField::ALL {
                let cell = view.budget(field);
                look(FieldPath::Budget(field), budget_label(field), cell.is_blank(), amount(cell, |wan| wan.0));
            }
            for (field, _) in CountField::ALL {
                let cell = view.count(field);
                let wrong = match cell {
                    Entry::Raw(text) => Some(Wrong {
                        what: format!("{}不是整数", quoted(text)),
                        advice: "只写数字，人数和个数没有小数。",
                    }),
                    _ => None,
                };
                look(FieldPath::Count(field), count_label(field), cell.is_blank(), wrong);
            }
        }
    }
    if view.kind() == Kind::Project {
        faults = faults.into_iter().map(|fault| with_twin(view, fault)).collect();
    }
    match (faults.is_empty(), written) {
        (false, _) => Outcome::Findings(faults),
        (true, true) => Outcome::Pass,
        (true, false) => Outcome::NotYet,
    }
}

/// The other side belongs to a fault where the same is written there.
fn with_twin(view: &View<'_>, fault: Fault) -> Fault {
    match fault.place {
        FieldPath::Fund(Side::Period, line) if view.fund(Side::Period, line) == view.fund(Side::Annual, line) => {
            fault.with(FieldPath::Fund(Side::Annual, line))
        }
        _ => fault,
    }
}

/// What is wrong with a cell, and what to do.
struct Wrong {
    what: String,
    advice: &'static str,
}

fn amount<T>(cell: &Entry<T>, number: impl Fn(&T) -> Decimal) -> Option<Wrong> {
    let number = match cell {
        Entry::Blank => return None,
        Entry::Raw(text) => {
            let digits = text.chars().filter(|c| c.is_ascii_digit()).count();
            let only = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '-'));
            // More digits than any amount has: a number, and none that is meant.
            let wrong = if only && digits > 20 { "太大" } else { "不是数字" };
            let what = format!("{}{wrong}", quoted(text));
            return Some(Wrong { what, advice: "只写数字，最多两位小数，单位按表头。" });
        }
        Entry::Read(amount) => number(amount),
    };
    if number.is_sign_negative() && !number.is_zero() {
        return Some(Wrong {
            what: format!("{number} 是负数"), advice: "资金不写负数，改成 0 或正数。"
        });
    }
    let what = || format!("{number} 超过两位小数");
    (number.normalize().scale() > 2).then(|| Wrong { what: what(), advice: "四舍五入到两位小数。" })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().fund(Side::Annual, FundLine::Total, "八万"), ["funds.annual.total"]),
        bad(project().fund(Side::Period, FundLine::Other, "-1"), ["funds.period.other"]),
        bad(
            project().fund(Side::Period, FundLine::Other, "-1").fund(Side::Annual, FundLine::Other, "-1"),
            ["funds.period.other"],
        ),
        bad(
            project().fund(Side::Period, FundLine::Other, "一万").fund(Side::Annual, FundLine::Other, "-1"),
            ["funds.period.other", "funds.annual.other"],
        ),
        bad(project().fund(Side::Period, FundLine::Local, "80000.001"), ["funds.period.local"]),
        bad(unit().count(CountField::StaffQuota, "四十八"), ["staff_quota"]),
        bad(unit().budget(BudgetField::Basic, "540.201"), ["budget.by_use.basic"]),
        good(project().fund(Side::Annual, FundLine::Other, "0.00")),
        good(project().fund(Side::Period, FundLine::Total, "80000.0000")),
        good(unit()),
        not_yet(blank()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::faults;

    #[test]
    fn a_number_beyond_all_money_is_too_large_and_no_word() {
        let said = |text: &str| {
            let found = faults(&RULE, project().fund(Side::Annual, FundLine::Total, text));
            found.into_iter().map(|fault| fault.message).collect::<String>()
        };
        let (long, word) = ("1".repeat(32), "1..".repeat(5));
        let (twenty, more) = ("1.".repeat(20), "1.".repeat(21));
        let numbers = [(long.clone(), true), (long.repeat(2), true), (more, true)];
        for (text, large) in numbers.into_iter().chain([(format!("{long}元"), false), (word, false), (twenty, false)])
        {
            assert!(said(&text).contains(if large { "太大" } else { "不是数字" }), "{}", said(&text));
        }
    }

    #[test]
    fn the_same_slip_on_both_sides_is_one_fault_of_both_places() {
        let related = |period: &str, annual: &str| {
            let form = project().fund(Side::Period, FundLine::Other, period);
            let found = faults(&RULE, form.fund(Side::Annual, FundLine::Other, annual));
            found.into_iter().map(|fault| fault.related).collect::<Vec<_>>()
        };
        assert_eq!(related("-1", "-1"), [vec![FieldPath::Fund(Side::Annual, FundLine::Other)]]);
        assert_eq!(related("-1", "-2"), [vec![], vec![]]);
        assert_eq!(related("-1", ""), [vec![]]);
    }
}
