//! Batches for fixtures.

use super::BatchForm;
use jibiao_model::{BudgetRow, Wan, Yuan};

/// A batch with the expected answer of one rule.
pub(crate) struct BatchFixture {
    pub forms: Vec<BatchForm>,
    pub rows: Vec<BudgetRow>,
    /// Form and JSON path of each finding; empty = no rule of the batch finds anything.
    pub expect: Vec<(Option<usize>, &'static str)>,
}

/// Forms by name and 元, rows of the budget by name and 万元.
pub(crate) fn batch(forms: &[(&str, &str)], rows: &[(&str, &str)]) -> BatchFixture {
    let form = |(name, yuan): &(&str, &str)| BatchForm { name: (*name).to_owned(), annual: Yuan::read(yuan) };
    let forms = forms.iter().map(form).collect();
    let batch = BatchFixture { forms, rows: Vec::new(), expect: Vec::new() };
    rows.iter().fold(batch, |batch, (name, wan)| batch.row(name, wan, false))
}

impl BatchFixture {
    fn row(mut self, name: &str, wan: &str, carried_over: bool) -> BatchFixture {
        self.rows.push(BudgetRow { name: name.to_owned(), total: *Wan::read(wan).read().unwrap(), carried_over });
        self
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
