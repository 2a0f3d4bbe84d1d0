//! What this program writes for an upload, read back: rows of a workbook, a row an indicator or a form. Told by the heads of its own mapping; a
//! list of indicators by project that somebody else made with these heads is one too.

mod assemble;
mod text;

pub use text::{is_pieces, of_text};

use super::draft::{Draft, clean_line};
use super::grid::{Cell, Grid, Place, Row};
use super::label;
use super::left::{listed, quoted};
use super::plan::PlannedForm;
use crate::export::mapping::{MappedColumn, Mapping, Rows, Sheet, Source};
use assemble::assembled;
use jibiao_model::path::{FieldPath, RowField, TaskField, TextField};
use jibiao_model::template::Kind;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

/// Heads of a sheet of forms that must be known beside the name.
const ENOUGH: usize = 4;

/// The sheets of the own mapping, each with its columns by the keys of their heads.
static SHEETS: LazyLock<Vec<(&Sheet, HashMap<String, &MappedColumn>)>> = LazyLock::new(|| {
    let columns = |sheet: &'static Sheet| sheet.columns.iter().map(|column| (label::key(&column.head), column));
    Mapping::builtin().sheets.iter().map(|sheet| (sheet, columns(sheet).collect())).collect()
});

/// The forms of all such sheets, the places of their rows, and what of them belongs to no form.
#[derive(Default)]
pub struct Uploaded {
    /// The forms, in the order in which their names come.
    pub forms: Vec<PlannedForm>,
    /// Rows that were read or said.
    pub places: HashSet<Place>,
    /// Rows that say of no form that they are its.
    pub notes: Vec<String>,
}

/// A row of a sheet, its cells under their columns.
struct Line<'a> {
    sheet: &'static Sheet,
    row: &'a Row,
    cells: Vec<Under>,
    /// Cells under no column that is known: the head, where there is one, and the text.
    other: Vec<(String, String)>,
    /// What is doubtful about the row as a whole.
    doubts: Vec<String>,
}

/// A cell under its column.
#[derive(Clone)]
struct Under {
    column: &'static MappedColumn,
    cell: Cell,
    /// The last row of the sheet that it covers; of a sheet only.
    until: u32,
    /// What is doubtful about its text.
    doubts: Vec<String>,
}

impl Line<'_> {
    fn under(&self, wanted: Source) -> Option<&Under> {
        self.cells.iter().find(|under| under.column.source == wanted)
    }

    fn cell(&self, wanted: Source) -> Option<&Cell> {
        self.under(wanted).map(|under| &under.cell)
    }

    fn text(&self, wanted: Source) -> String {
        self.cell(wanted).map(|cell| clean_line(&cell.text)).unwrap_or_default()
    }

    fn name(&self) -> String {
        self.text(name_of(self.sheet.kind))
    }

    /// Takes what a merged cell says for this row too: whose indicator it is, its side and its levels. Where the file does not say how far a
    /// cell reaches, or nothing but the names were left blank below the first of a project, the row is doubtful.
    fn carry_down(&mut self, above: &Line) {
        if self.sheet != above.sheet || self.sheet.rows != Rows::Indicators {
            return;
        }
        let name = name_of(self.sheet.kind);
        let merged = [name, Source::Side, Source::Row(RowField::Level1), Source::Row(RowField::Level2)];
        let lacking: Vec<Source> = merged.into_iter().filter(|wanted| self.cell(*wanted).is_none()).collect();
        let here = row_number(&self.row.place);
        let reaches = |under: &Under| here.is_some_and(|here| here <= under.until);
        let of = |wanted: &Source| above.under(*wanted).cloned();
        let (sure, other): (Vec<Under>, Vec<Under>) = lacking.iter().filter_map(of).partition(reaches);
        self.cells.extend(sure);
        let named = self.cell(Source::Row(RowField::Name)).is_some();
        let goes_on = here.is_none() || lacking.contains(&Source::Row(RowField::Level2));
        if self.cell(name).is_none() && named && goes_on {
            self.doubts.push(format!("{}空着，按上一行的读", head_of_name(self.sheet)));
            self.cells.extend(other);
        }
    }

    /// What stands in the row, for a note.
    fn quoted(&self) -> String {
        let texts: Vec<String> = self.row.cells.iter().map(|cell| quoted(&cell.text)).collect();
        listed(&texts)
    }
}

fn row_number(place: &Place) -> Option<u32> {
    match place {
        Place::Sheet(_, row) => Some(*row),
        _ => None,
    }
}

fn name_of(kind: Kind) -> Source {
    Source::Field(FieldPath::Text(name_field(kind)))
}

fn name_field(kind: Kind) -> TextField {
    match kind {
        Kind::Project => TextField::ProjectName,
        Kind::Unit => TextField::Department,
    }
}

fn head_of_name(sheet: &Sheet) -> &str {
    let name = name_of(sheet.kind);
    sheet.columns.iter().find(|column| column.source == name).map_or("", |column| &column.head)
}

/// The heads of a sheet that is being read.
struct Heads {
    sheet: &'static Sheet,
    columns: BTreeMap<u32, &'static MappedColumn>,
    /// Heads that are not known.
    other: BTreeMap<u32, String>,
}

/// The forms of all such sheets.
pub fn of(grid: &Grid, file: usize) -> Uploaded {
    let (mut lines, mut found, mut nameless): (Vec<Line>, Uploaded, Vec<String>) = Default::default();
    let mut open: Option<Heads> = None;
    let mut before: Option<&Row> = None;
    for row in &grid.rows {
        if before.is_some_and(|before| !same_table(before, row)) {
            open = None;
        }
        before = Some(row);
        if let Some(heads) = heads(row) {
            open = Some(heads);
            found.places.insert(row.place.clone());
            continue;
        }
        let Some(heads) = &open else { continue };
        found.places.insert(row.place.clone());
        let mut line = under(heads, row);
        if let Some(above) = lines.last() {
            line.carry_down(above);
        }
        if line.name().is_empty() {
            let head = head_of_name(heads.sheet);
            nameless.push(format!("{}（没有{head}）{}", row.place, line.quoted()));
        } else {
            lines.push(line);
        }
    }
    found.forms = assembled(&lines, file);
    if !nameless.is_empty() {
        found.notes.push(format!("没有读进来：{}", listed(&nameless)));
    }
    found
}

/// Whether two rows may be of one table.
fn same_table(one: &Row, two: &Row) -> bool {
    match (&one.place, &two.place) {
        (Place::Sheet(one, _), Place::Sheet(two, _)) => one == two,
        (Place::Table(one, _), Place::Table(two, _)) => one == two,
        (Place::Line(_), Place::Line(_)) | (Place::Page(..), Place::Page(..)) => one.table && two.table,
        _ => false,
    }
}

/// The cells of a row under their heads.
fn under<'a>(heads: &Heads, row: &'a Row) -> Line<'a> {
    let mut line = Line { sheet: heads.sheet, row, cells: Vec::new(), other: Vec::new(), doubts: Vec::new() };
    for cell in &row.cells {
        match heads.columns.get(&cell.column) {
            Some(column) => {
                let until = row_number(&row.place).unwrap_or_default().saturating_add(cell.height.saturating_sub(1));
                line.cells.push(Under { column, cell: cell.clone(), until, doubts: Vec::new() });
            }
            None => {
                let head = heads.other.get(&cell.column).cloned().unwrap_or_default();
                line.other.push((head, quoted(&cell.text)));
            }
        }
    }
    line
}

/// The sheet whose heads these are, and where its columns stand.
fn heads(row: &Row) -> Option<Heads> {
    if row.cells.len() < ENOUGH {
        return None;
    }
    let keys: Vec<String> = row.cells.iter().map(|cell| label::key(&cell.text)).collect();
    SHEETS.iter().find_map(|(sheet, heads)| {
        let (mut columns, mut other) = (BTreeMap::new(), BTreeMap::new());
        for (cell, key) in row.cells.iter().zip(&keys) {
            let known = heads.get(key).copied();
            // A head that comes again says nothing of which of the two is meant: the first one is read, the other one said.
            match known.filter(|known| !columns.values().any(|own: &&MappedColumn| own == known)) {
                Some(column) => {
                    columns.insert(cell.column, column);
                }
                None => {
                    other.insert(cell.column, &cell.text);
                }
            }
        }
        let has = |wanted: Source| columns.values().any(|column| column.source == wanted);
        let whole = match sheet.rows {
            Rows::Indicators => {
                has(Source::Row(RowField::Level2)) && has(Source::Row(RowField::Name)) && has(Source::Number)
            }
            Rows::KeyTasks => has(Source::Task(TaskField::Task)),
            Rows::Forms => columns.len() > ENOUGH && columns.len() == row.cells.len(),
        };
        let other = || other.iter().map(|(column, text)| (*column, quoted(text))).collect();
        (whole && has(name_of(sheet.kind))).then(|| Heads { sheet, columns: columns.clone(), other: other() })
    })
}

/// The columns of the lines of a form that are not read, with what stands in them.
fn say_other(draft: &mut Draft, lines: &[&Line]) {
    let mut columns: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for line in lines {
        for (head, text) in &line.other {
            columns.entry(head).or_default().push(text.clone());
        }
    }
    for (head, texts) in columns {
        let said = match head {
            "" => format!("没有表头的格子没有读进来：{}", listed(&texts)),
            head => format!("表头是{head}的一列没有读进来：{}", listed(&texts)),
        };
        draft.doubt(FieldPath::Form, said);
    }
}
