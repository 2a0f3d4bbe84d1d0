//! The places of a form that is to be imported: what will be written, where it stood, how sure the reader is.

use super::cells::number;
use super::{fields, grid, place};
use crate::import::{Mark, PlannedForm, Status, UNREAD};
use crate::requests::transfer::{PlannedCell, Sureness};
use jibiao_model::cell::text_at;
use jibiao_model::form::Side;
use jibiao_model::path::RowField;
use jibiao_model::template::Template;
use jibiao_model::{FieldPath, Form};

/// The places, those not found first, then those to be looked at.
pub(super) fn cells(planned: &PlannedForm, template: &Template) -> Vec<PlannedCell> {
    let marks = if planned.fields.is_empty() { of_whole(&planned.form, template) } else { of_found(planned, template) };
    let groups = grid::groups(&planned.form, template);
    let mut cells: Vec<PlannedCell> =
        marks.iter().map(|(path, mark)| cell(&planned.form, template, &groups, *path, mark)).collect();
    cells.sort_by_key(|cell| match cell.sureness {
        Sureness::NotFound => 0,
        Sureness::LookHere => 1,
        Sureness::Sure => 2,
    });
    cells
}

fn cell(form: &Form, template: &Template, groups: &[grid::Group], path: FieldPath, mark: &Mark) -> PlannedCell {
    let text = fields::chosen(path, text_at(form, path).unwrap_or_default());
    let column = match path {
        FieldPath::Cell(_, _, RowField::Level1) => " 一级指标",
        FieldPath::Cell(_, _, RowField::Level2) => " 二级指标",
        FieldPath::Cell(_, _, RowField::Name) => " 名称",
        FieldPath::Cell(_, _, RowField::Value) => " 指标值",
        _ => "",
    };
    // The first offer can be taken with one touch; the others are named.
    let others = mark.offers.iter().skip(1).map(|offer| format!("{}，可改为“{}”", offer.why, offer.text));
    let why = mark.offers.first().map(|offer| offer.why.clone());
    let missing = (mark.status == Status::Missing && mark.notes.is_empty()).then(|| "来源里没有".to_owned());
    let message: Vec<String> = mark.notes.iter().cloned().chain(why).chain(others).chain(missing).collect();
    PlannedCell {
        path: path.keyed(form),
        place: format!("{}{column}", place::words(path, form, template, groups)),
        source: text.clone(),
        text,
        address: address(&mark.sources),
        sureness: match mark.status {
            Status::Missing => Sureness::NotFound,
            Status::Look => Sureness::LookHere,
            Status::Sure => Sureness::Sure,
        },
        message: message.join("；"),
        offer: mark.offers.first().map(|offer| offer.text.clone()),
    }
}

/// Where a text stands; cells of one row say it once: 第 20 行第 D、F 列.
fn address(sources: &[String]) -> String {
    const COLUMN: &str = " 列";
    fn cell(source: &str) -> Option<(&str, &str)> {
        source.split_once(" 行第 ").filter(|(_, column)| column.ends_with(COLUMN))
    }
    let mut said: Vec<String> = Vec::new();
    for (at, source) in sources.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| cell(sources.get(before)?));
        match (said.last_mut(), before, cell(source)) {
            (Some(last), Some((row, _)), Some((same, column))) if row == same => {
                last.truncate(last.len() - COLUMN.len());
                last.push_str(&format!("、{column}"));
            }
            _ => said.push(source.clone()),
        }
    }
    said.join("、")
}

/// Of a form that was recognised: the places that its template has, and each row as its name and value.
fn of_found(planned: &PlannedForm, template: &Template) -> Vec<(FieldPath, Mark)> {
    let mut marks: Vec<(FieldPath, Mark)> = Vec::new();
    let own = |path: FieldPath| planned.fields.iter().find(|field| field.path == path).map(|field| &field.mark);
    for field in &planned.fields {
        match field.path {
            FieldPath::Row(side, id) => {
                for column in [RowField::Name, RowField::Value] {
                    let path = FieldPath::Cell(side, id, column);
                    let mut mark = field.mark.clone();
                    if let Some(cell) = own(path) {
                        mark.status = mark.status.min(cell.status);
                        mark.notes.extend(cell.notes.iter().cloned());
                        mark.offers.clone_from(&cell.offers);
                    }
                    marks.push((path, mark));
                }
            }
            // Part of its row, where that is there.
            FieldPath::Cell(side, id, RowField::Name | RowField::Value) if own(FieldPath::Row(side, id)).is_some() => {}
            path if field.mark.status == Status::Missing && !fields::in_template(path, template) => {}
            path => {
                let mut mark = field.mark.clone();
                // A cell of a row that says something of its own stands where the row stands.
                if let (FieldPath::Cell(side, id, _), true) = (path, mark.sources.is_empty()) {
                    mark.sources = own(FieldPath::Row(side, id)).map(|row| row.sources.clone()).unwrap_or_default();
                }
                marks.push((path, mark));
            }
        }
    }
    // What of the source went nowhere is said above the places.
    marks.retain(|(path, _)| *path != FieldPath::Form);
    for (path, mark) in &mut marks {
        if number(&planned.form, *path).raw().is_some() {
            mark.status = Status::Look;
            if !mark.notes.iter().any(|note| note == UNREAD) {
                mark.notes.push(UNREAD.to_owned());
            }
        }
    }
    marks
}

/// Of a form file or a package: numbers that do not read, and what is missing. Such files say everything else themselves.
fn of_whole(form: &Form, template: &Template) -> Vec<(FieldPath, Mark)> {
    let mark = |path: FieldPath, status, notes: &[&str]| {
        let sources = path.json(form).into_iter().collect();
        let notes = notes.iter().map(|note| (*note).to_owned()).collect();
        (path, Mark { status, sources, notes, offers: Vec::new() })
    };
    let mut marks = Vec::new();
    for path in fields::every(template.kind) {
        let text = text_at(form, path).unwrap_or_default();
        if number(form, path).raw().is_some() {
            marks.push(mark(path, Status::Look, &[UNREAD]));
        } else if text.trim().is_empty() && fields::required(path, template) {
            marks.push(mark(path, Status::Missing, &[]));
        }
    }
    for side in Side::BOTH {
        for row in form.rows(side).iter().filter(|row| !row.is_blank() && row.kind2().is_none()) {
            let path = FieldPath::Cell(side, row.id, RowField::Level2);
            marks.push(mark(path, Status::Look, &["二级指标不是表上有的一类"]));
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_one_row_name_it_once() {
        let said = |sources: &[&str]| address(&sources.iter().map(|source| (*source).to_owned()).collect::<Vec<_>>());
        assert_eq!(said(&["第 20 行第 D 列", "第 20 行第 F 列"]), "第 20 行第 D、F 列");
        assert_eq!(said(&["第 20 行第 D 列", "第 21 行第 D 列"]), "第 20 行第 D 列、第 21 行第 D 列");
        assert_eq!(said(&["第 120 行", "第 120 行"]), "第 120 行、第 120 行");
    }
}
