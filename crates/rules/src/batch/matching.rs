//! Which form belongs to which row of the budget, one to one.
//!
//! In this order: the same name and amount, the same name, the most similar name (at least 0.8, or 0.5 where the amounts are equal
//! too). Same names go by hash; only what is left over is compared pair by pair. Rows of the budget of the year come before those of
//! money carried over at each step.

use super::BatchForm;
use super::similarity::{SAME, Signs};
use crate::shared::text::tidy;
use jibiao_model::amount::rounded;
use jibiao_model::template::Kind;
use jibiao_model::{BudgetRow, Wan};
use std::cmp::Reverse;
use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

/// The ratio from which a name counts as the same one misspelt.
const ALIKE: usize = SAME / 10 * 8;
/// The same where the amounts are equal.
const ALIKE_WITH_AMOUNT: usize = SAME / 10 * 5;

/// A name for comparing: small letters, no blanks, one kind of bracket and of quote.
pub(crate) fn normal_name(name: &str) -> String {
    let even = |c: char| match c {
        '[' | '【' | '〔' | '〖' => '(',
        ']' | '】' | '〕' | '〗' => ')',
        '“' | '”' | '‘' | '’' | '「' | '」' | '『' | '』' | '\'' | '＂' => '"',
        other => other,
    };
    tidy(name).to_lowercase().chars().map(even).collect()
}

/// Two names for a message, from shortly before their first difference where they are long.
pub(crate) fn differing(a: &str, b: &str) -> (String, String) {
    let same = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let long = a.chars().count().max(b.chars().count()) > 12;
    let skipped = if long { same.saturating_sub(3) } else { 0 };
    let from = |name: &str| {
        let tail: String = name.chars().skip(skipped).collect();
        crate::shared::text::quoted(&if skipped == 0 { tail } else { format!("…{tail}") })
    };
    (from(a), from(b))
}

/// Indexes of forms and rows that belong together.
pub(super) struct Matching {
    row_of: Vec<Option<usize>>,
    form_of: Vec<Option<usize>>,
}

/// What of a form or a row is compared.
struct Key {
    name: String,
    /// In 万元, to two decimals as the table has it.
    amount: Option<Wan>,
}

impl Matching {
    pub fn of(forms: &[BatchForm], rows: &[BudgetRow]) -> Matching {
        let form_keys: Vec<Key> = forms
            .iter()
            .map(|form| {
                let amount = form.annual.read().and_then(|yuan| yuan.to_wan()).map(|wan| Wan(rounded(wan.0)));
                let name = if form.kind == Kind::Project { normal_name(&form.name) } else { String::new() };
                Key { name, amount }
            })
            .collect();
        let row_keys: Vec<Key> = rows
            .iter()
            .map(|row| Key { name: normal_name(&row.name), amount: Some(Wan(rounded(row.total.0))) })
            .collect();
        let mut matching = Matching { row_of: vec![None; forms.len()], form_of: vec![None; rows.len()] };
        for carried_over in [false, true] {
            let of_table = |index: usize| rows.get(index).is_some_and(|row| row.carried_over == carried_over);
            matching.equal(&form_keys, &row_keys, of_table, |key| (key.name.as_str(), key.amount));
            matching.equal(&form_keys, &row_keys, of_table, |key| key.name.as_str());
        }
        for carried_over in [false, true] {
            let of_table = |index: usize| rows.get(index).is_some_and(|row| row.carried_over == carried_over);
            matching.similar(&form_keys, &row_keys, of_table);
        }
        matching
    }

    pub fn row_of(&self, form: usize) -> Option<usize> {
        self.row_of.get(form).copied().flatten()
    }

    pub fn form_of(&self, row: usize) -> Option<usize> {
        self.form_of.get(row).copied().flatten()
    }

    fn join(&mut self, form: usize, row: usize) {
        if let (Some(to_row), Some(to_form)) = (self.row_of.get_mut(form), self.form_of.get_mut(row)) {
            *to_row = Some(row);
            *to_form = Some(form);
        }
    }

    /// Forms without a row that have a name: without one there is nothing to compare.
    fn open_forms<'k>(&self, keys: &'k [Key]) -> Vec<(usize, &'k Key)> {
        let open = keys.iter().enumerate().filter(|(index, key)| self.row_of(*index).is_none() && !key.name.is_empty());
        open.collect()
    }

    fn open_rows<'k>(&self, keys: &'k [Key], of_table: impl Fn(usize) -> bool) -> Vec<(usize, &'k Key)> {
        let open = keys.iter().enumerate().filter(|(index, _)| self.form_of(*index).is_none() && of_table(*index));
        open.collect()
    }

    /// Joins what is equal in `part`, in the order of forms and rows.
    fn equal<'k, P: Eq + Hash>(
        &mut self,
        forms: &'k [Key],
        rows: &'k [Key],
        of_table: impl Fn(usize) -> bool,
        part: impl Fn(&'k Key) -> P,
    ) {
        let mut waiting: HashMap<P, VecDeque<usize>> = HashMap::new();
        for (index, key) in self.open_rows(rows, of_table) {
            waiting.entry(part(key)).or_default().push_back(index);
        }
        for (form, key) in self.open_forms(forms) {
            if let Some(row) = waiting.get_mut(&part(key)).and_then(VecDeque::pop_front) {
                self.join(form, row);
            }
        }
    }

    /// Joins similar names, the most similar pair first.
    fn similar(&mut self, forms: &[Key], rows: &[Key], of_table: impl Fn(usize) -> bool) {
        let rows: Vec<_> =
            self.open_rows(rows, of_table).into_iter().map(|(index, key)| (index, key, Signs::of(&key.name))).collect();
        let mut pairs = Vec::new();
        for (form, key) in self.open_forms(forms) {
            let signs = Signs::of(&key.name);
            for (row, other, name) in &rows {
                let least = if key.amount == other.amount { ALIKE_WITH_AMOUNT } else { ALIKE };
                pairs.extend(signs.ratio(name, least).map(|ratio| (Reverse(ratio), form, *row)));
            }
        }
        pairs.sort_unstable();
        for (_, form, row) in pairs {
            if self.row_of(form).is_none() && self.form_of(row).is_none() {
                self.join(form, row);
            }
        }
    }
}
