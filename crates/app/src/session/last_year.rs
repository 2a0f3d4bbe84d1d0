//! The form of the year before beside the present one: the same kind and name, one year earlier.

use super::form::shown_name;
use super::from_store;
use super::list::kind_key;
use super::place::{side_word, words};
use super::{Session, cells, fields, grid, id, templates};
use crate::error::Error;
use crate::requests::form as view;
use jibiao_model::form::{IndicatorRow, Side};
use jibiao_model::template::Template;
use jibiao_model::{FieldPath, Form, RowId};
use std::collections::BTreeSet;

impl Session {
    /// What stood there a year ago.
    pub(crate) fn last_year(&mut self, request: view::OneForm) -> Result<view::LastYear, Error> {
        let present = self.store()?.form(id(request.form)).map_err(from_store)?.form;
        let template = self.own_template(&present)?;
        let year = present.year().read().map(|year| year.0 - 1);
        let Some((number, before)) = self.before_it(&present, &template, year)? else {
            return Ok(view::LastYear { year, form: None, cells: Vec::new(), rows: Vec::new() });
        };
        Ok(view::LastYear {
            year,
            form: Some(number),
            cells: compared_cells(&present, &before, &template),
            rows: Side::BOTH.into_iter().flat_map(|side| compared_rows(side, &present, &before)).collect(),
        })
    }

    fn before_it(&self, present: &Form, template: &Template, year: Option<i32>) -> Result<Option<(i64, Form)>, Error> {
        let (Some(year), store) = (year, self.store()?) else { return Ok(None) };
        let name = shown_name(present.name());
        let kind = kind_key(templates::kind(template.kind));
        for number in store.numbers(year, kind).map_err(from_store)? {
            // One that cannot be read is reported where it is opened.
            if let Ok(stored) = store.form(number)
                && shown_name(stored.form.name()) == name
            {
                return Ok(Some((number.0, stored.form)));
            }
        }
        Ok(None)
    }
}

/// The cells that said something a year ago: those that say another thing now, then the others; each in the order of the form.
fn compared_cells(present: &Form, before: &Form, template: &Template) -> Vec<view::LastCell> {
    let (now, groups) = (cells::view(present, template), grid::groups(present, template));
    let own = [FieldPath::Year, FieldPath::Text(jibiao_model::path::TextField::Title)].map(|path| path.keyed(present));
    let old = cells::view(before, template).into_iter();
    let cell = |(path, old): (String, view::CellView)| {
        let place = FieldPath::parse(&path, present)?;
        let same = now.get(&path).is_some_and(|now| now.shown == old.shown);
        let place = words(place, present, template, &groups);
        (!old.text.trim().is_empty() && !own.contains(&path)).then_some(view::LastCell {
            place,
            text: old.text,
            shown: old.shown,
            same,
            path,
        })
    };
    let mut cells: Vec<view::LastCell> = old.filter_map(cell).collect();
    let order: Vec<String> = fields::in_order(template.kind).into_iter().map(|path| path.keyed(present)).collect();
    cells.sort_by_key(|cell| (cell.same, order.iter().position(|path| *path == cell.path)));
    cells
}

/// The rows of both years in the order of the present, those that are gone at their end. Rows belong together by kind and name, each once.
fn compared_rows(side: Side, present: &Form, before: &Form) -> Vec<view::LastRow> {
    let alike = |one: &IndicatorRow, two: &IndicatorRow| {
        one.kind2() == two.kind2() && one.name.trim() == two.name.trim() && !one.name.trim().is_empty()
    };
    let mut taken: BTreeSet<RowId> = BTreeSet::new();
    let mut rows = Vec::new();
    for now in present.rows(side).iter().filter(|row| !row.is_blank()) {
        let old = before.rows(side).iter().find(|old| alike(now, old) && !taken.contains(&old.id));
        taken.extend(old.map(|old| old.id));
        let standing = match old {
            None => view::RowStanding::Added,
            Some(old) if old.value.trim() == now.value.trim() => view::RowStanding::Same,
            Some(_) => view::RowStanding::Changed,
        };
        let path = Some(FieldPath::Row(side, now.id).keyed(present));
        rows.push(row(side, now, path, old.map(|old| old.value.clone()), standing));
    }
    let gone = before.rows(side).iter().filter(|row| !row.is_blank() && !taken.contains(&row.id));
    rows.extend(gone.map(|old| row(side, old, None, Some(old.value.clone()), view::RowStanding::Gone)));
    rows
}

fn row(
    side: Side,
    of: &IndicatorRow,
    path: Option<String>,
    value: Option<String>,
    standing: view::RowStanding,
) -> view::LastRow {
    view::LastRow {
        path,
        side: side_word(side).to_owned(),
        level2: of.level2.trim().to_owned(),
        name: of.name.trim().to_owned(),
        value: value.unwrap_or_default(),
        standing,
    }
}
