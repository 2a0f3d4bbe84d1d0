//! Columns of a spreadsheet that nobody sees: calamine reads their cells and does not tell.

use super::zipped::{self, attribute, each};
use std::ops::RangeInclusive;

/// The hidden columns of each sheet, from 0, in the order of the workbook. A part that cannot be read hides nothing; the reader of the cells
/// says what is wrong with it.
pub fn columns(bytes: &[u8]) -> Vec<Vec<RangeInclusive<u32>>> {
    let part = |name: &str| zipped::part(bytes, name).unwrap_or_default();
    let mut sheets = Vec::new();
    each(&part("xl/workbook.xml"), "sheet", "calcPr", |tag| sheets.push(attribute(tag, "id").unwrap_or_default()));
    let mut targets = Vec::new();
    each(&part("xl/_rels/workbook.xml.rels"), "Relationship", "", |tag| {
        targets.extend(attribute(tag, "Id").zip(attribute(tag, "Target")));
    });
    let of_sheet = |id: &String| {
        let target = targets.iter().find(|(own, _)| own == id).map(|(_, target)| target.as_str()).unwrap_or_default();
        let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        let mut hidden = Vec::new();
        each(&part(&path), "col", "sheetData", |tag| {
            let number = |name: &str| attribute(tag, name)?.parse::<u32>().ok()?.checked_sub(1);
            if attribute(tag, "hidden").is_some_and(|flag| flag == "1" || flag == "true") {
                hidden.extend(number("min").zip(number("max")).map(|(first, last)| first..=last));
            }
        });
        hidden
    };
    sheets.iter().map(of_sheet).collect()
}

#[cfg(test)]
mod tests {
    use super::super::sheet::read_xlsx;
    use super::*;
    use rust_xlsxwriter::{Format, Workbook};

    #[test]
    fn what_stands_in_a_hidden_column_is_not_read() {
        let mut book = Workbook::new();
        book.add_worksheet().write(0, 0, "封面").unwrap();
        let sheet = book.add_worksheet();
        for (column, text) in ["项目概况", "7", "修屋面。"].into_iter().enumerate() {
            sheet.write(0, u16::try_from(column).unwrap(), text).unwrap();
        }
        // A merged cell that begins in a hidden column is seen.
        sheet.merge_range(1, 1, 1, 2, "立项依据", &Format::new()).unwrap();
        sheet.set_column_hidden(1).unwrap();
        let bytes = book.save_to_buffer().unwrap();
        assert_eq!(columns(&bytes), [vec![], vec![1..=1]]);
        let rows = read_xlsx(&bytes).unwrap().rows;
        let texts: Vec<Vec<&str>> =
            rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect()).collect();
        assert_eq!(texts, [vec!["封面"], vec!["项目概况", "修屋面。"], vec!["立项依据"]]);
    }
}
