//! Puts the cells of a section into columns, as a browser does with a table: each into the first free column of its row.

use super::error::Reason;

/// A cell that is looked for a place: columns and rows that it covers, at least 1 each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extent {
    pub columns: u16,
    pub rows: u16,
}

/// The first column of each cell, or the row and, where one is meant, the cell that does not fit.
pub(super) fn place(
    rows: &[Vec<Extent>],
    first: u16,
    end: u16,
) -> Result<Vec<Vec<u16>>, (usize, Option<usize>, Reason)> {
    // For each column the row from which on it is free again.
    let mut free_from = vec![0_usize; usize::from(end.saturating_sub(first))];
    let mut placed = Vec::with_capacity(rows.len());
    for (number, row) in rows.iter().enumerate() {
        let mut columns = Vec::with_capacity(row.len());
        for (index, cell) in row.iter().enumerate() {
            let offset = free_from.iter().position(|from| *from <= number).unwrap_or(free_from.len());
            let free = free_from.iter().skip(offset).take_while(|from| **from <= number).count();
            let column = first.saturating_add(narrow(offset));
            if free < usize::from(cell.columns) {
                let reason = Reason::Overlap { column: column + 1, free: narrow(free), wanted: cell.columns };
                return Err((number, Some(index), reason));
            }
            let below = number + usize::from(cell.rows);
            if below > rows.len() {
                return Err((number, Some(index), Reason::SpanTooLong { rows: cell.rows }));
            }
            free_from.iter_mut().skip(offset).take(usize::from(cell.columns)).for_each(|from| *from = below);
            columns.push(column);
        }
        if let Some(hole) = free_from.iter().position(|from| *from <= number) {
            return Err((number, None, Reason::Hole { column: first.saturating_add(narrow(hole)) + 1 }));
        }
        placed.push(columns);
    }
    Ok(placed)
}

fn narrow(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[(u16, u16)]) -> Vec<Extent> {
        cells.iter().map(|&(columns, rows)| Extent { columns, rows }).collect()
    }

    #[test]
    fn cells_flow_around_a_cell_that_spans_down() {
        let rows = [row(&[(1, 1), (1, 2), (2, 1)]), row(&[(1, 1), (1, 1), (1, 1)])];
        assert_eq!(place(&rows, 1, 5), Ok(vec![vec![1, 2, 3], vec![1, 3, 4]]));
    }

    #[test]
    fn holes_overlaps_and_long_spans_are_named_with_their_place() {
        assert_eq!(place(&[row(&[(1, 1)])], 0, 2), Err((0, None, Reason::Hole { column: 2 })));
        let wide = [row(&[(1, 1), (1, 2), (1, 1)]), row(&[(2, 1)])];
        assert_eq!(place(&wide, 0, 3), Err((1, Some(0), Reason::Overlap { column: 1, free: 1, wanted: 2 })));
        assert_eq!(place(&[row(&[(1, 2)])], 0, 1), Err((0, Some(0), Reason::SpanTooLong { rows: 2 })));
    }
}
