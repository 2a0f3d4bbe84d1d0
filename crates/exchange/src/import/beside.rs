//! Forms that stand beside one another in a sheet or a table -> one below the other.

use super::grid::{Cell, Grid, Row};
use super::label::{self, Label};
use jibiao_model::path::TextField;
use std::ops::Range;

/// The columns of forms that stand beside one another, from left to right.
type Bands = Vec<Range<u32>>;

/// The rows of a file with the forms of each sheet below one another; `None` where none stand beside one another.
pub fn apart(grid: &Grid) -> Option<Grid> {
    let mut blocks: Vec<(&[Row], Option<Bands>)> = Vec::new();
    let mut rest = grid.rows.as_slice();
    while let Some(first) = rest.first() {
        let same = rest.iter().take_while(|row| row.exact && row.table && row.place.same_block(&first.place)).count();
        let (block, behind) = rest.split_at_checked(same.max(1)).unwrap_or((rest, &[]));
        blocks.push((block, if same > 1 { bands(block) } else { None }));
        rest = behind;
    }
    if blocks.iter().all(|(_, bands)| bands.is_none()) {
        return None;
    }
    let mut rows: Vec<Row> = Vec::new();
    for (block, bands) in blocks {
        match bands {
            Some(bands) => rows.extend(bands.iter().flat_map(|band| block.iter().filter_map(|row| part(row, band)))),
            None => rows.extend_from_slice(block),
        }
    }
    Some(Grid { rows, notes: grid.notes.clone(), unprinted: grid.unprinted.clone() })
}

/// The columns of each form, where a row has the first label of a form several times and no cell of the block reaches from one form into
/// the next.
fn bands(block: &[Row]) -> Option<Bands> {
    let is_first = |text: &str| {
        text.len() <= SHORT && matches!(label::of_unit(text), Some(Label::Text(TextField::ProjectName) | Label::Unit))
    };
    let begins = |cell: &&Cell| is_first(&cell.text);
    let starts: Vec<u32> = block
        .iter()
        .map(|row| row.cells.iter().filter(begins).map(|cell| cell.column).collect::<Vec<u32>>())
        .find(|starts| starts.len() > 1)?;
    let ends = starts.iter().skip(1).copied().chain([u32::MAX]);
    let firsts = std::iter::once(0).chain(starts.iter().skip(1).copied());
    let bands: Bands = firsts.zip(ends).map(|(start, end)| start..end).collect();
    let inside = |cell: &Cell| {
        bands.iter().any(|band| band.contains(&cell.column) && cell.column.saturating_add(cell.width) <= band.end)
    };
    // A budget table may say 项目名称 twice as well: each form has labels of its own below.
    let labelled = |band: &Range<u32>| {
        let cells = block.iter().flat_map(|row| &row.cells).filter(|cell| band.contains(&cell.column));
        cells.filter(|cell| label::of_unit(&cell.text).is_some()).count() >= LABELS
    };
    (block.iter().flat_map(|row| &row.cells).all(inside) && bands.iter().all(labelled)).then_some(bands)
}

/// Bytes of the longest first label.
const SHORT: usize = 60;
/// Labels that a form has at least.
const LABELS: usize = 6;

fn part(row: &Row, band: &Range<u32>) -> Option<Row> {
    let cells: Vec<Cell> = row.cells.iter().filter(|cell| band.contains(&cell.column)).cloned().collect();
    (!cells.is_empty()).then(|| Row { cells, ..row.clone() })
}
