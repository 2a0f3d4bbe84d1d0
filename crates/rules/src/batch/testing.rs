//! Batches for fixtures.

use super::{BatchForm, BatchRule, Disclosure, FixedIndicator, Given, Home, check_batch};
use crate::check::Selection;
use crate::testing::Builder;
use jibiao_model::{BudgetRow, Form, ProjectForm, Wan, Yuan};

/// A batch with the expected answer of one rule.
#[derive(Default)]
pub(crate) struct BatchFixture {
    pub forms: Vec<BatchForm>,
    pub rows: Vec<BudgetRow>,
    pub budget: bool,
    pub home: Option<Home>,
    pub disclosure: Option<Disclosure>,
    pub last_year: Option<Vec<BatchForm>>,
    pub fixed: Option<Vec<FixedIndicator>>,
    /// Form and JSON path of each finding; empty = no rule of the batch finds anything.
    pub expect: Vec<(Option<usize>, &'static str)>,
}

/// The messages of one rule.
pub(crate) fn messages(rule: &BatchRule, batch: &BatchFixture) -> Vec<String> {
    let only = Selection::Only(vec![rule.facts.code]);
    check_batch(&batch.forms, batch.given(), &only).into_iter().map(|found| found.finding.message).collect()
}

/// A project form of this name, and of this year's total.
pub(crate) fn named(name: &str, yuan: &str) -> BatchForm {
    let form = ProjectForm { project_name: name.to_owned(), ..ProjectForm::default() };
    BatchForm { annual: Yuan::read(yuan), ..BatchForm::of(&Form::Project(form)) }
}

/// Forms by name and 元, rows of the budget by name and 万元.
pub(crate) fn batch(forms: &[(&str, &str)], rows: &[(&str, &str)]) -> BatchFixture {
    let forms = forms.iter().map(|(name, yuan)| named(name, yuan)).collect();
    let batch = BatchFixture { forms, budget: true, ..BatchFixture::default() };
    rows.iter().fold(batch, |batch, (name, wan)| batch.row(name, wan, false))
}

/// Whole forms, without a budget.
pub(crate) fn forms<const N: usize>(forms: [Builder; N]) -> BatchFixture {
    let forms = forms.into_iter().map(|form| BatchForm::of(&form.build())).collect();
    BatchFixture { forms, ..BatchFixture::default() }
}

impl BatchFixture {
    /// What is there besides the forms.
    pub fn given(&self) -> Given<'_> {
        Given {
            home: self.home.as_ref(),
            budget: self.budget.then_some(&*self.rows),
            disclosure: self.disclosure.as_ref(),
            last_year: self.last_year.as_deref(),
            fixed: self.fixed.as_deref(),
        }
    }

    /// As the data of the unit of the clean forms.
    pub fn at_home(mut self) -> BatchFixture {
        self.home = Some(Home {
            department_code: "021".to_owned(),
            department: "青河县水务局".to_owned(),
            unit: "青河县水务局".to_owned(),
            region: "青河县".to_owned(),
        });
        self
    }

    /// With the published document.
    pub fn published(mut self, disclosure: Disclosure) -> BatchFixture {
        self.disclosure = Some(disclosure);
        self
    }

    /// With the forms of last year.
    pub fn after<const N: usize>(mut self, forms: [Builder; N]) -> BatchFixture {
        self.last_year = Some(forms.into_iter().map(|form| BatchForm::of(&form.build())).collect());
        self
    }

    /// With the indicators that the pack fixes.
    pub fn fixed<const N: usize>(mut self, fixed: [(jibiao_model::level::Level2, &str); N]) -> BatchFixture {
        let one = |(level2, name): (_, &str)| FixedIndicator { level2, name: name.to_owned() };
        self.fixed = Some(fixed.into_iter().map(one).collect());
        self
    }

    fn row(mut self, name: &str, wan: &str, carried_over: bool) -> BatchFixture {
        self.rows.push(BudgetRow { name: name.to_owned(), total: *Wan::read(wan).read().unwrap(), carried_over });
        self
    }

    /// With this row in the budget.
    pub fn budgeted(mut self, name: &str, wan: &str) -> BatchFixture {
        self.budget = true;
        self.row(name, wan, false)
    }

    /// One more row, of money carried over.
    pub fn carried_over(self, name: &str, wan: &str) -> BatchFixture {
        self.row(name, wan, true)
    }

    /// Findings at these places of forms.
    pub fn bad<const N: usize>(mut self, places: [(usize, &'static str); N]) -> BatchFixture {
        self.expect = places.into_iter().map(|(form, path)| (Some(form), path)).collect();
        self
    }

    /// So many findings about the document.
    pub fn bad_document(mut self, count: usize) -> BatchFixture {
        self.expect = vec![(None, "document"); count];
        self
    }
}
