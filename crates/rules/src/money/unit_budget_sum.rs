//! B26: the unit form's budget does not add up.

use super::amounts::budget_label;
use crate::prelude::*;
use crate::shared::funds;
use jibiao_model::path::BudgetField;
use jibiao_model::{Entry, Wan};
use rust_decimal::Decimal;

pub(crate) static RULE: Rule = Rule {
    code: "B26",
    name: "unit_budget_sum",
    title: "整体表的预算合计与分项不符",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Unit,
    except: &[],
    reads: &[
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
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "按资金来源的合计与六项来源之和、按资金方向的合计与基本支出加项目支出、两个合计之间，有不相等的。",
        why: "来源和方向说的是同一笔预算，合计应当一致。",
        basis: "经验",
        bad: "合计 612.45 万元，基本支出 530.00，项目支出 72.25",
        good: "合计 612.45 万元，基本支出 540.20，项目支出 72.25",
        exceptions: "万元两位小数是四舍五入的，每个不为 0 的分项允许差 0.005 万元；空白的分项按 0 算。",
        change: "对照部门预算批复改合计或分项。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

const SOURCES: [BudgetField; 6] = [
    BudgetField::GeneralPublic,
    BudgetField::GovernmentFund,
    BudgetField::StateCapital,
    BudgetField::SocialInsurance,
    BudgetField::SpecialAccount,
    BudgetField::UnitFunds,
];
const USES: [BudgetField; 2] = [BudgetField::Basic, BudgetField::Project];

/// Half a unit of the second decimal: what rounding takes from or gives to one amount in 万元.
const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 3);

fn check(view: &View<'_>) -> Outcome {
    let (mut faults, mut looked) = (Vec::new(), false);
    for (total, parts) in [(BudgetField::SourceTotal, SOURCES.as_slice()), (BudgetField::UseTotal, USES.as_slice())] {
        let blank = parts.iter().all(|field| view.budget(*field).is_blank());
        let open = view.typing() && parts.iter().any(|field| view.budget(*field).is_blank());
        let (Entry::Read(written), false) = (view.budget(total), blank || open) else { continue };
        let Some((sum, nonzero)) = funds::budget_sum(view, parts) else { continue };
        looked = true;
        if differ(*written, sum, nonzero) {
            let label = budget_label(total);
            let message = format!("{label}：写 {} 万元，各分项加起来是 {} 万元。", written.printed(), sum.printed());
            let fault = Fault::new(FieldPath::Budget(total), message, "对照批复改合计或分项。");
            faults.push(parts.iter().map(|field| FieldPath::Budget(*field)).fold(fault, Fault::with));
        }
    }
    if let (Entry::Read(by_source), Entry::Read(by_use)) =
        (view.budget(BudgetField::SourceTotal), view.budget(BudgetField::UseTotal))
    {
        looked = true;
        if differ(*by_source, *by_use, 1) {
            let (source, uses) = (by_source.printed(), by_use.printed());
            let message = format!("年度预算：按来源合计 {source} 万元，按方向合计 {uses} 万元。");
            let place = FieldPath::Budget(BudgetField::UseTotal);
            let fault = Fault::new(place, message, "两个合计应当相等，对照批复改。");
            faults.push(fault.with(FieldPath::Budget(BudgetField::SourceTotal)));
        }
    }
    if looked { Outcome::of(faults) } else { Outcome::NotYet }
}

/// True where two amounts differ by more than rounding of `parts` amounts explains.
fn differ(a: Wan, b: Wan, parts: u32) -> bool {
    let tolerance = HALF.checked_mul(Decimal::from(parts.max(1)));
    a.checked_sub(b).zip(tolerance).is_none_or(|(gap, tolerance)| gap.0.abs() > tolerance)
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(unit().budget(BudgetField::GeneralPublic, "612.44"), ["budget.by_source.total"]),
        bad(unit().budget(BudgetField::Basic, "540.18"), ["budget.by_use.total"]),
        bad(
            unit().budget(BudgetField::UseTotal, "611.45").budget(BudgetField::Basic, "539.20"),
            ["budget.by_use.total"],
        ),
        good(unit()),
        good(unit().budget(BudgetField::Basic, "540.21")),
        good(unit().budget(BudgetField::GovernmentFund, "0.00")),
        not_yet(unit().budget(BudgetField::SourceTotal, "").budget(BudgetField::UseTotal, "")),
        not_yet(unit().budget(BudgetField::Basic, "").budget(BudgetField::SourceTotal, "")).typing(),
    ]
}
