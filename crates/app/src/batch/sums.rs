//! Sums over forms. Only what reads is added; what does not is counted.

use jibiao_model::form::{FundLine, Side};
use jibiao_model::path::BudgetField;
use jibiao_model::{Entry, Form};
use rust_decimal::Decimal;

/// A sum; `None` past the digits of a decimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sum(pub Option<Decimal>);

impl Default for Sum {
    fn default() -> Sum {
        Sum(Some(Decimal::ZERO))
    }
}

impl Sum {
    fn add(&mut self, amount: Decimal) {
        self.0 = self.0.and_then(|sum| sum.checked_add(amount));
    }
}

/// The amounts of many forms.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Sums {
    /// 项目表, in 元: 实施期 and 年度, each by [`FundLine::ALL`].
    pub funds: [[Sum; FundLine::ALL.len()]; 2],
    /// 整体表, in 万元, by [`BudgetField::ALL`].
    pub budget: [Sum; BudgetField::ALL.len()],
    /// Cells that are filled and do not read as an amount.
    pub unread: usize,
}

impl Sums {
    /// Adds a form.
    pub fn add(&mut self, form: &Form) {
        match form {
            Form::Project(project) => {
                for (sums, side) in self.funds.iter_mut().zip(Side::BOTH) {
                    let funds = if side == Side::Period { &project.funds_period } else { &project.funds_annual };
                    for (sum, line) in sums.iter_mut().zip(FundLine::ALL) {
                        add(sum, &mut self.unread, &funds.get(line).map(|yuan| yuan.0));
                    }
                }
            }
            Form::Unit(unit) => {
                for (sum, (field, _)) in self.budget.iter_mut().zip(BudgetField::ALL) {
                    add(sum, &mut self.unread, &unit.budget(field).map(|wan| wan.0));
                }
            }
        }
    }

    /// Adds other sums.
    pub fn merge(&mut self, other: &Sums) {
        let own = self.funds.iter_mut().flatten().chain(&mut self.budget);
        for (sum, more) in own.zip(other.funds.iter().flatten().chain(&other.budget)) {
            match more.0 {
                Some(amount) => sum.add(amount),
                None => sum.0 = None,
            }
        }
        self.unread += other.unread;
    }

    /// 资金总额 of the project forms, 元.
    pub fn total(&self, side: Side) -> Sum {
        let [period, annual] = &self.funds;
        let [total, ..] = if side == Side::Period { period } else { annual };
        *total
    }

    /// 合计 of the unit forms, 万元.
    pub fn budget_total(&self) -> Sum {
        let [total, ..] = &self.budget;
        *total
    }
}

fn add(sum: &mut Sum, unread: &mut usize, cell: &Entry<Decimal>) {
    match cell {
        Entry::Read(amount) => sum.add(*amount),
        Entry::Raw(_) => *unread += 1,
        Entry::Blank => {}
    }
}
