//! A print's cells as those of an office document: both show the same form.

use jibiao_exchange::export::office::{Align, OfficeCell, OfficeForm, OfficeRow, TitleLine};
use jibiao_exchange::unprinted::Unprinted;
use jibiao_model::Form;
use jibiao_print::sheet::{self, Sheet, SheetCell, SheetRow};

/// The words before the check code, as on paper.
const CHECK_CODE: &str = "数据校验码";

/// The document of a sheet; `name` is what lists call the form.
pub(super) fn of(sheet: Sheet, name: String, form: &Form) -> OfficeForm {
    let line = |line: sheet::TitleLine| TitleLine { text: line.text, size: line.size, bold: line.bold };
    OfficeForm {
        name,
        author: sheet.info.author,
        paper: sheet.paper,
        margins: sheet.margins,
        title: sheet.title.into_iter().map(line).collect(),
        columns: sheet.columns,
        rows: sheet.rows.into_iter().map(row).collect(),
        signature: sheet.signature,
        header: sheet.watermark,
        unprinted: Some(Unprinted::of(form)),
        footer: sheet.foot.check_code.map(|code| format!("{CHECK_CODE} {code}")),
    }
}

fn row(row: SheetRow) -> OfficeRow {
    OfficeRow {
        min_height: row.min_height,
        cells: row.cells.into_iter().map(cell).collect(),
        block: row.head_of.or(row.block).map(|block| block.0),
        is_head: row.head_of.is_some(),
    }
}

fn cell(cell: SheetCell) -> OfficeCell {
    OfficeCell {
        column: cell.column,
        columns: cell.columns,
        rows: cell.rows,
        text: cell.text,
        align: match cell.style.align {
            sheet::Align::Left => Align::Left,
            sheet::Align::Centre => Align::Centre,
            sheet::Align::Right => Align::Right,
            sheet::Align::Justified => Align::Justified,
        },
        bold: cell.style.bold,
        size: cell.style.size,
    }
}
