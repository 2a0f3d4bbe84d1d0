//! A last section for what the form holds and the template's grid does not place, so that nothing entered is missing.

use super::points;
use super::shown::entry;
use super::table::{Mark, Table};
use crate::sheet::{Align, CellStyle, SheetCell};
use jibiao_model::Side;
use jibiao_model::path::RowField;
use jibiao_model::template::Field;

/// Adds the section where there is something to show.
pub(super) fn add(table: &mut Table<'_>) {
    let (source, kind) = (table.source, table.kind());
    let placed = source.template.grid.fields();
    let mut entries = Vec::new();
    for field in Field::all(kind).into_iter().filter(|field| !placed.contains(field)) {
        let text = source.shown(field).text;
        if !text.is_empty() {
            entries.push((source.template.label(field), text, field.path(kind, 0)));
        }
    }
    if source.template.weights.is_none() {
        for side in Side::BOTH {
            for (index, row) in source.indicators(side).iter().enumerate() {
                let weight = entry(&row.weight, |weight| weight.normalize().to_string()).text;
                if !weight.is_empty() {
                    let field = Field::Row(side, RowField::Weight);
                    let label = format!("{} {}", source.template.label(field), row.name);
                    entries.push((label, weight, field.path(kind, index)));
                }
            }
        }
    }
    if !entries.is_empty() {
        rows(table, entries);
    }
}

fn rows(table: &mut Table<'_>, entries: Vec<(String, String, String)>) {
    let template = table.source.template;
    let page = &template.grid.page;
    let (height, columns) = (points(page.row_height_mm), template.grid.columns.as_slice());
    let labels = label_columns(columns);
    let all = u16::try_from(columns.len()).unwrap_or(u16::MAX);
    let style = CellStyle { align: Align::Centre, bold: false, size: page.text_size, no_wrap: false, label: true };
    let text_style = CellStyle { align: Align::Justified, label: false, ..style };
    let block = table.next_block();
    let heading = template.labels.get("unlisted").cloned().unwrap_or_default();
    let heading = SheetCell { column: 0, columns: all, rows: 1, text: heading, style, path: None };
    table.push(vec![heading], height, Mark { head_of: Some(block), block: None });
    for (label, text, path) in entries {
        let label = SheetCell { column: 0, columns: labels, rows: 1, text: label, style, path: None };
        let columns = all.saturating_sub(labels);
        let text = SheetCell { column: labels, columns, rows: 1, text, style: text_style, path: Some(path) };
        table.push(vec![label, text], height, Mark { head_of: None, block: Some(block) });
    }
}

/// Columns that hold about a quarter of the width, at least one, never all.
fn label_columns(columns: &[u32]) -> u16 {
    let sum: u64 = columns.iter().map(|width| u64::from(*width)).sum();
    let mut before = 0;
    let enough = columns.iter().position(|width| {
        before += u64::from(*width);
        before * 4 >= sum
    });
    let most = columns.len().saturating_sub(2);
    u16::try_from(enough.unwrap_or(0).min(most) + 1).unwrap_or(1)
}
