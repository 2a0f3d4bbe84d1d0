//! Checks the grid of a template: contents of the cells, their places, fields that must or may not be there.

use super::Kind;
use super::check::File;
use super::error::{Reason, TemplateError};
use super::field::Field;
use super::grid::{Alignment, Body, Cell, Content, Grid, Page, Row, SIZES, Section, Signature};
use super::place::{Extent, place};
use super::raw::{RawCell, RawGrid, RawRow, RawSection, RawTemplate, Text};
use crate::form::{FundLine, Side};
use crate::path::{BudgetField, RowField, TaskField, TextField};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use toml::Spanned;

/// Which list a row is repeated for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    Indicators,
    KeyTasks,
}

struct Layout<'a> {
    file: File<'a>,
    kind: Kind,
    fields: BTreeMap<String, Field>,
    labels: &'a BTreeMap<String, Text>,
    sides: &'a [Side],
    page: Page,
    /// Columns of the grid
    end: u16,
    /// Fields placed so far
    placed: BTreeSet<Field>,
}

/// The checked grid.
pub(super) fn grid(
    file: File<'_>,
    raw: &RawTemplate,
    kind: Kind,
    sides: &[Side],
    weights: bool,
) -> Result<Grid, TemplateError> {
    let columns = raw.grid.columns.get_ref();
    let fits = (2..=64).contains(&columns.len()) && columns.iter().all(|width| (1..=100_000).contains(width));
    if !fits {
        let reason = Reason::OutOfRange { least: 1, most: 100_000 };
        return Err(file.fault("grid.columns", Some(raw.grid.columns.span()), reason));
    }
    let end = u16::try_from(columns.len()).unwrap_or(u16::MAX);
    let fields = Field::all(kind).into_iter().map(|field| (field.key(kind), field)).collect();
    let page = page(file, raw)?;
    let mut layout = Layout { file, kind, fields, labels: &raw.labels, sides, page, end, placed: BTreeSet::new() };
    let mut sections = Vec::new();
    for (number, section) in raw.grid.section.get_ref().iter().enumerate() {
        sections.push(layout.section(&format!("grid.section[{number}]"), section)?);
    }
    let signature = layout.signature(raw)?;
    layout.obligatory(weights)?;
    Ok(Grid { page: layout.page, columns: columns.clone(), sections, signature, other_labels: BTreeMap::new() })
}

/// The label keys that the grid refers to.
pub(super) fn used_labels(grid: &RawGrid) -> BTreeSet<&str> {
    let sections = grid.section.get_ref().iter().map(Spanned::get_ref);
    let cells = sections.flat_map(|section| {
        let rows = section.head.iter().chain(&section.rows).flat_map(|row| row.get_ref());
        rows.chain(&section.side)
    });
    cells.filter_map(|cell| cell.get_ref().label.as_deref()).collect()
}

fn page(file: File<'_>, raw: &RawTemplate) -> Result<Page, TemplateError> {
    let page = &raw.page;
    let (width, height) = file.word("page.paper", &page.paper, &[("A4", (210, 297)), ("A3", (297, 420))])?;
    let paper_mm = if page.landscape { (height, width) } else { (width, height) };
    let margins_mm = *page.margins_mm.get_ref();
    if margins_mm.iter().any(|margin| !(5..=60).contains(margin)) {
        let reason = Reason::OutOfRange { least: 5, most: 60 };
        return Err(file.fault("page.margins_mm", Some(page.margins_mm.span()), reason));
    }
    Ok(Page {
        paper_mm,
        margins_mm,
        title_size: file.word("page.title_size", &page.title_size, &SIZES)?,
        year_size: file.word("page.year_size", &page.year_size, &SIZES)?,
        text_size: file.word("page.text_size", &page.text_size, &SIZES)?,
        row_height_mm: file.bounded("page.row_height_mm", &page.row_height_mm, 3, 100)?,
    })
}

impl Layout<'_> {
    fn section(&mut self, key: &str, raw: &Spanned<RawSection>) -> Result<Section, TemplateError> {
        let section = raw.get_ref();
        let lists = [("indicators", List::Indicators), ("key_tasks", List::KeyTasks)];
        let list = match &section.repeat {
            Some(word) => Some(self.file.word(&format!("{key}.repeat"), word, &lists)?),
            None => None,
        };
        let side = match &section.side {
            Some(cell) => Some(self.cell(&format!("{key}.side"), cell, None)?),
            None => None,
        };
        let first = side.as_ref().map_or(0, |cell| cell.columns);
        if first >= self.end {
            let reason = Reason::Overlap { column: 1, free: self.end.saturating_sub(1), wanted: first };
            return Err(self.file.fault(format!("{key}.side"), section.side.as_ref().map(Spanned::span), reason));
        }
        let head = self.rows(&format!("{key}.head"), &section.head, first, None)?;
        let mut rows = self.rows(&format!("{key}.rows"), &section.rows, first, list)?;
        let fault = |reason| Err(self.file.fault(format!("{key}.rows"), Some(raw.span()), reason));
        let body = match (list, rows.pop()) {
            (_, None) => return fault(Reason::NoRows),
            (None, Some(last)) => {
                rows.push(last);
                Body::Fixed(rows)
            }
            (Some(_), Some(row)) if !rows.is_empty() || row.cells.iter().any(|cell| cell.rows != 1) => {
                return fault(Reason::RepeatRows);
            }
            (Some(List::Indicators), Some(row)) => Body::Indicators(row),
            (Some(List::KeyTasks), Some(row)) => Body::KeyTasks(row),
        };
        let row_height_mm = match &section.row_height_mm {
            Some(height) => self.file.bounded(&format!("{key}.row_height_mm"), height, 3, 100)?,
            None => self.page.row_height_mm,
        };
        Ok(Section { side, head, body, row_height_mm })
    }

    fn rows(&mut self, key: &str, raw: &[RawRow], first: u16, list: Option<List>) -> Result<Vec<Row>, TemplateError> {
        let mut rows = Vec::new();
        for (number, row) in raw.iter().enumerate() {
            let mut cells = Vec::new();
            for (index, cell) in row.get_ref().iter().enumerate() {
                cells.push(self.cell(&format!("{key}[{number}][{index}]"), cell, list)?);
            }
            rows.push(Row { cells });
        }
        let extent = |cell: &Cell| Extent { columns: cell.columns, rows: cell.rows };
        let extents: Vec<Vec<Extent>> = rows.iter().map(|row| row.cells.iter().map(extent).collect()).collect();
        let places = place(&extents, first, self.end).map_err(|(number, index, reason)| {
            let row = raw.get(number);
            let cell = index.and_then(|index| row.and_then(|row| row.get_ref().get(index)));
            let span = cell.map(Spanned::span).or(row.map(Spanned::span));
            let place = index.map(|index| format!("[{index}]")).unwrap_or_default();
            self.file.fault(format!("{key}[{number}]{place}"), span, reason)
        })?;
        for (row, columns) in rows.iter_mut().zip(places) {
            row.cells.iter_mut().zip(columns).for_each(|(cell, column)| cell.column = column);
        }
        Ok(rows)
    }

    fn cell(&mut self, key: &str, raw: &Spanned<RawCell>, list: Option<List>) -> Result<Cell, TemplateError> {
        let (cell, span) = (raw.get_ref(), raw.span());
        for (name, count) in [("columns", cell.columns), ("rows", cell.rows)] {
            if !(1..=64).contains(&count) {
                let reason = Reason::OutOfRange { least: 1, most: 64 };
                return Err(self.file.fault(format!("{key}.{name}"), Some(span), reason));
            }
        }
        let content = self.content(key, cell, &span, list)?;
        let alignments = [
            ("left", Alignment::Left),
            ("centre", Alignment::Centre),
            ("right", Alignment::Right),
            ("justified", Alignment::Justified),
        ];
        let align = match &cell.align {
            Some(word) => self.file.word(&format!("{key}.align"), word, &alignments)?,
            None => usual_alignment(&content),
        };
        let size = match &cell.size {
            Some(word) => self.file.word(&format!("{key}.size"), word, &SIZES)?,
            None => self.page.text_size,
        };
        Ok(Cell { column: 0, columns: cell.columns, rows: cell.rows, content, align, bold: cell.bold, size })
    }

    fn content(
        &mut self,
        key: &str,
        cell: &RawCell,
        span: &Range<usize>,
        list: Option<List>,
    ) -> Result<Content, TemplateError> {
        let fault = |key: String, reason| Err(self.file.fault(key, Some(span.clone()), reason));
        match (&cell.label, &cell.field, &cell.text) {
            (Some(label), None, None) => match self.labels.get(label) {
                Some(text) => Ok(Content::Text(format!("{}{}{}", cell.before, text.get_ref(), cell.after))),
                None => fault(format!("{key}.label"), Reason::LabelMissing(label.clone())),
            },
            (None, Some(name), None) => {
                let field = self.field(&format!("{key}.field"), name, span, list)?;
                Ok(Content::Field { field, before: cell.before.clone(), after: cell.after.clone() })
            }
            (None, None, Some(_)) if !cell.before.is_empty() || !cell.after.is_empty() => {
                fault(key.to_owned(), Reason::AffixOnText)
            }
            (None, None, Some(text)) => Ok(Content::Text(text.clone())),
            _ => fault(key.to_owned(), Reason::CellContent),
        }
    }

    fn field(
        &mut self,
        key: &str,
        name: &str,
        span: &Range<usize>,
        list: Option<List>,
    ) -> Result<Field, TemplateError> {
        let fault = |reason: fn(String) -> Reason| self.file.fault(key, Some(span.clone()), reason(name.to_owned()));
        let field = *self.fields.get(name).ok_or_else(|| fault(Reason::UnknownField))?;
        if field.is_period() && !self.sides.contains(&Side::Period) {
            return Err(fault(Reason::FieldOfAbsentSide));
        }
        let belongs_to = match field {
            Field::Level1 | Field::Row(..) => Some(List::Indicators),
            Field::Task(_) => Some(List::KeyTasks),
            Field::Text(_) | Field::Fund(..) | Field::Count(_) | Field::Budget(_) => None,
        };
        match (belongs_to, list) {
            (Some(_), None) => return Err(fault(Reason::FieldOutsideRepeat)),
            (wanted, Some(_)) if wanted != list => return Err(fault(Reason::FieldInRepeat)),
            _ => {}
        }
        if self.placed.insert(field) { Ok(field) } else { Err(fault(Reason::FieldTwice)) }
    }

    fn signature(&mut self, raw: &RawTemplate) -> Result<Signature, TemplateError> {
        let Some(raw) = &raw.signature else { return Ok(Signature::default()) };
        let mut pieces = Vec::new();
        for (number, name) in raw.fields.get_ref().iter().enumerate() {
            let key = format!("signature.fields[{number}]");
            let field = self.field(&key, name.get_ref(), &name.span(), None)?;
            let label = self.labels.get(&field.label_key(self.kind)).map(|label| label.get_ref().clone());
            pieces.push((label.unwrap_or_default(), field));
        }
        let omit = raw.omit_blank_in_publication;
        Ok(Signature { pieces, separator: raw.separator.clone(), omit_blank_in_publication: omit })
    }

    /// What every form of the kind must show; everything else a template may leave out.
    fn obligatory(&self, weights: bool) -> Result<(), TemplateError> {
        let mut needed = vec![Field::Text(TextField::Department), Field::Level1];
        match self.kind {
            Kind::Project => {
                needed.extend([TextField::ProjectName, TextField::ImplementingUnit].map(Field::Text));
                for side in self.sides {
                    needed.push(Field::Fund(*side, FundLine::Total));
                    needed.push(Field::Text(match side {
                        Side::Period => TextField::GoalPeriod,
                        Side::Annual => TextField::GoalAnnual,
                    }));
                }
            }
            Kind::Unit => {
                needed.push(Field::Text(TextField::AnnualGoal));
                needed.extend([BudgetField::SourceTotal, BudgetField::UseTotal].map(Field::Budget));
                needed.extend([TaskField::Function, TaskField::Task].map(Field::Task));
            }
        }
        for side in self.sides {
            needed.extend([RowField::Level2, RowField::Name, RowField::Value].map(|row| Field::Row(*side, row)));
        }
        if let Some(missing) = needed.iter().find(|field| !self.placed.contains(field)) {
            return Err(self.file.fault("grid", None, Reason::FieldMissing(missing.key(self.kind))));
        }
        let has_weight = |side: &Side| self.placed.contains(&Field::Row(*side, RowField::Weight));
        if self.sides.iter().all(|side| has_weight(side) == weights) {
            return Ok(());
        }
        Err(self.file.fault("weights", None, Reason::WeightColumn))
    }
}

fn usual_alignment(content: &Content) -> Alignment {
    let Content::Field { field, .. } = content else { return Alignment::Centre };
    match field {
        Field::Fund(..) | Field::Budget(_) => Alignment::Right,
        Field::Count(_) | Field::Level1 => Alignment::Centre,
        Field::Row(_, RowField::Name) | Field::Task(_) => Alignment::Left,
        Field::Row(..) => Alignment::Centre,
        Field::Text(text) => match text {
            TextField::Overview
            | TextField::Basis
            | TextField::Necessity
            | TextField::Safeguards
            | TextField::Plan
            | TextField::GoalPeriod
            | TextField::GoalAnnual
            | TextField::Duties
            | TextField::StrategicGoal
            | TextField::AnnualGoal => Alignment::Justified,
            _ => Alignment::Left,
        },
    }
}
