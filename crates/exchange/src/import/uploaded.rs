//! What this program writes for an upload, read back: rows of a workbook, a row an indicator or a form, and a form piece by piece as a text.
//! Told by the heads of its own mapping; a list of indicators by project that somebody else made with these heads is one too.

use super::columns;
use super::draft::{Draft, clean, clean_line};
use super::forms::template_of;
use super::grid::{Cell, Grid, Place, Row};
use super::label;
use super::left::quoted;
use super::plan::PlannedForm;
use super::project::{Amount, WAN_DECIMALS, YUAN_DECIMALS};
use crate::export::mapping::{MappedColumn, Mapping, Rows, Sheet, Source};
use jibiao_model::form::{Form, KeyTask, ProjectForm, Side, UnitForm};
use jibiao_model::path::{FieldPath, RowField, TaskField, TextField};
use jibiao_model::template::Kind;
use std::collections::HashSet;

/// Before the text of a value that its sign, number and unit do not say whole.
const WRITTEN: &str = "原文：";
/// What else a note of this program begins with.
const TROUBLES: [&str; 3] = ["一格里有几个值", "没有单位", "看不出数和单位"];
/// Heads of a sheet of forms that must be known beside the name.
const ENOUGH: usize = 4;

/// A row of a sheet, its cells under their columns.
struct Line<'a> {
    sheet: &'static Sheet,
    row: &'a Row,
    cells: Vec<(&'static MappedColumn, Cell)>,
}

impl Line<'_> {
    fn cell(&self, wanted: Source) -> Option<&Cell> {
        self.cells.iter().find(|(column, _)| column.source == wanted).map(|(_, cell)| cell)
    }

    fn text(&self, wanted: Source) -> String {
        self.cell(wanted).map(|cell| clean_line(&cell.text)).unwrap_or_default()
    }

    fn name(&self) -> String {
        self.text(name_of(self.sheet.kind))
    }

    /// Takes what a merged cell says for this row too: whose indicator it is, its side and its levels. The cells stay those of the row above.
    fn carry_down(&mut self, above: &Line) {
        let named = self.cell(Source::Row(RowField::Name)).is_some();
        if self.sheet != above.sheet || self.sheet.rows != Rows::Indicators || !named {
            return;
        }
        let merged =
            [name_of(self.sheet.kind), Source::Side, Source::Row(RowField::Level1), Source::Row(RowField::Level2)];
        for wanted in merged.into_iter().filter(|wanted| self.cell(*wanted).is_none()).collect::<Vec<_>>() {
            self.cells.extend(above.cells.iter().find(|(column, _)| column.source == wanted).cloned());
        }
    }
}

fn name_of(kind: Kind) -> Source {
    Source::Field(FieldPath::Text(match kind {
        Kind::Project => TextField::ProjectName,
        Kind::Unit => TextField::Department,
    }))
}

/// The forms of all such sheets, and the places of their rows.
pub fn of(grid: &Grid, file: usize) -> (Vec<PlannedForm>, HashSet<Place>) {
    let (mut lines, mut read, mut unknown) = (Vec::new(), HashSet::new(), Vec::new());
    let mut open: Option<(&'static Sheet, Vec<(u32, &'static MappedColumn)>)> = None;
    let mut before: Option<&Row> = None;
    for row in &grid.rows {
        if before.is_some_and(|before| !before.place.same_sheet(&row.place)) {
            open = None;
        }
        before = Some(row);
        if let Some((sheet, columns)) = heads(row) {
            let other = row.cells.iter().filter(|cell| !columns.iter().any(|(at, _)| *at == cell.column));
            unknown.extend(other.map(|cell| quoted(&cell.text)));
            open = Some((sheet, columns));
            read.insert(row.place.clone());
            continue;
        }
        let Some((sheet, columns)) = &open else { continue };
        let under = |(at, column): &(u32, &'static MappedColumn)| {
            row.cells.iter().find(|cell| cell.column == *at).map(|cell| (*column, cell.clone()))
        };
        let cells: Vec<(&MappedColumn, Cell)> = columns.iter().filter_map(under).collect();
        let mut line = Line { sheet, row, cells };
        if line.name().is_empty()
            && let Some(above) = lines.last()
        {
            line.carry_down(above);
        }
        if line.name().is_empty() {
            open = None;
            continue;
        }
        read.insert(row.place.clone());
        lines.push(line);
    }
    (assembled(&lines, &unknown, file), read)
}

/// The sheet whose heads these are, and where its columns stand.
fn heads(row: &Row) -> Option<(&'static Sheet, Vec<(u32, &'static MappedColumn)>)> {
    if row.cells.len() < ENOUGH {
        return None;
    }
    let of_sheet = |sheet: &'static Sheet| {
        let column = |cell: &Cell| {
            let key = label::key(&cell.text);
            sheet.columns.iter().find(|column| label::key(&column.head) == key).map(|column| (cell.column, column))
        };
        let found: Vec<(u32, &MappedColumn)> = row.cells.iter().filter_map(column).collect();
        let has = |wanted: Source| found.iter().any(|(_, column)| column.source == wanted);
        let whole = match sheet.rows {
            Rows::Indicators => {
                has(Source::Row(RowField::Level2)) && has(Source::Row(RowField::Name)) && has(Source::Number)
            }
            Rows::KeyTasks => has(Source::Task(TaskField::Task)),
            Rows::Forms => found.len() > ENOUGH && found.len() == row.cells.len(),
        };
        (whole && has(name_of(sheet.kind))).then_some((sheet, found))
    };
    Mapping::builtin().sheets.iter().find_map(of_sheet)
}

/// The pieces below one heading, and the line that it stands in.
struct Pieces {
    sheet: &'static Sheet,
    number: usize,
    cells: Vec<(&'static MappedColumn, Cell)>,
}

/// A form piece by piece: `【绩效指标 3】` above the pieces of a row, `三级指标：…` a piece, whose text may go on in further lines.
pub fn of_text(text: &str, file: usize) -> Vec<PlannedForm> {
    let mut rows: Vec<Pieces> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        if let Some(sheet) = group(line) {
            rows.push(Pieces { sheet, number, cells: Vec::new() });
            continue;
        }
        let Some(Pieces { sheet, cells, .. }) = rows.last_mut() else { continue };
        let piece =
            |column: &&MappedColumn| line.strip_prefix(column.head.as_str())?.strip_prefix('：').map(str::to_owned);
        let found = sheet.columns.iter().find_map(|column| Some((column, piece(&column)?)));
        match (found, cells.last_mut()) {
            (Some((column, text)), _) => cells.push((column, Cell::new(0, text))),
            (None, Some((_, last))) => {
                last.text.push('\n');
                last.text.push_str(line);
            }
            (None, None) => {}
        }
    }
    let place =
        |pieces: &Pieces| Row { place: Place::Line(pieces.number), cells: Vec::new(), table: true, exact: true };
    let places: Vec<Row> = rows.iter().map(place).collect();
    // The pieces of a list do not say whose they are: a text holds one form.
    let whole = rows.iter().find_map(|Pieces { sheet, cells, .. }| {
        let name = cells.iter().find(|(column, _)| column.source == name_of(sheet.kind));
        name.map(|(column, cell)| (sheet.kind, *column, cell.clone()))
    });
    let Some((kind, column, name)) = whole else { return Vec::new() };
    let own = rows.into_iter().zip(&places).filter(|(pieces, _)| pieces.sheet.kind == kind);
    let lines: Vec<Line> = own
        .map(|(Pieces { sheet, mut cells, .. }, row)| {
            if !cells.iter().any(|(own, _)| own.source == column.source) {
                cells.push((column, name.clone()));
            }
            Line { sheet, row, cells }
        })
        .collect();
    assembled(&lines, &[], file)
}

/// Whether a text is one of pieces.
pub fn is_pieces(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').lines().find(|line| !line.trim().is_empty()).and_then(group).is_some()
}

/// The sheet of a heading `【绩效指标 3】`.
fn group(line: &str) -> Option<&'static Sheet> {
    let name = line.trim().strip_prefix('【')?.strip_suffix('】')?;
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    Mapping::builtin().sheets.iter().find(|sheet| sheet.name == name)
}

/// The forms of these lines, in the order in which their names come.
fn assembled(lines: &[Line], unknown: &[String], file: usize) -> Vec<PlannedForm> {
    let mut drafts: Vec<(Kind, String, usize, Draft)> = Vec::new();
    for line in lines {
        let (kind, name) = (line.sheet.kind, line.name());
        let at = drafts.iter().position(|(own, other, ..)| *own == kind && *other == name).unwrap_or_else(|| {
            let form = match kind {
                Kind::Project => Form::Project(ProjectForm::default()),
                Kind::Unit => Form::Unit(UnitForm::default()),
            };
            drafts.push((kind, name.clone(), 0, Draft::new(form)));
            drafts.len() - 1
        });
        let Some((_, _, whole, draft)) = drafts.get_mut(at) else { continue };
        match line.sheet.rows {
            Rows::Forms => {
                *whole += 1;
                if *whole > 1 {
                    draft.doubt(FieldPath::Form, format!("{} 又有一行同名的，没有读进来", line.row.place));
                    continue;
                }
                fields(draft, line);
            }
            Rows::Indicators => indicator(draft, line),
            Rows::KeyTasks => task(draft, line),
        }
    }
    let planned = drafts.into_iter().map(|(kind, name, whole, mut draft)| {
        if whole == 0 {
            let name_at = match kind {
                Kind::Project => TextField::ProjectName,
                Kind::Unit => TextField::Department,
            };
            let of_name = |line: &&Line| line.sheet.kind == kind && line.name() == name;
            if let Some((line, cell)) =
                lines.iter().find(of_name).and_then(|line| Some((line, line.cell(name_of(kind))?)))
            {
                draft.put(FieldPath::Text(name_at), &name, line.row, cell);
            }
        }
        if !unknown.is_empty() {
            draft.doubt(FieldPath::Form, format!("这些列没有读进来：{}", unknown.join("、")));
        }
        let place = lines.iter().find(|line| line.sheet.kind == kind && line.name() == name);
        let place = place.map(|line| line.row.place.to_string()).unwrap_or_default();
        set_template(&mut draft.form);
        PlannedForm::of(file, place, draft)
    });
    planned.collect()
}

fn set_template(form: &mut Form) {
    match form {
        Form::Unit(form) => form.template = "shanxi-unit".to_owned(),
        Form::Project(form) => {
            let rows = || form.indicators.period.iter().chain(&form.indicators.annual);
            let level2 = |words: &[&str]| rows().any(|row| words.contains(&row.level2.as_str()));
            let weights = rows().any(|row| !row.weight.is_blank());
            form.template = template_of(&label::key(&form.title), weights, &level2).to_owned();
        }
    }
}

/// The fields of a form that stands in one row.
fn fields(draft: &mut Draft, line: &Line) {
    for (column, cell) in &line.cells {
        let Source::Field(path) = column.source else { continue };
        let amount = match path {
            FieldPath::Fund(..) => Some(Amount::of(cell, YUAN_DECIMALS)),
            FieldPath::Budget(_) => Some(Amount::of(cell, WAN_DECIMALS)),
            _ => None,
        };
        match amount {
            Some(amount) => {
                draft.put(path, &amount.text, line.row, cell);
                if let Some(note) = amount.note {
                    draft.doubt(path, note);
                }
            }
            None => draft.put(path, &clean(path, &cell.text), line.row, cell),
        }
    }
}

fn indicator(draft: &mut Draft, line: &Line) {
    let side = match (line.sheet.kind, label::key(&line.text(Source::Side))) {
        (Kind::Project, key) if key.starts_with("实施期") || key.starts_with("中期") || key == "period" => {
            Side::Period
        }
        _ => Side::Annual,
    };
    let note = line.text(Source::Note);
    let written = note.split_once(WRITTEN).map(|(_, written)| written.to_owned());
    let own_note = written.is_some() || note.is_empty() || TROUBLES.iter().any(|trouble| note.starts_with(trouble));
    let (value, left) = match written {
        Some(written) => (written, Vec::new()),
        None => columns::composed(&line.text(Source::Sign), &line.text(Source::Number), &line.text(Source::Unit)),
    };
    let level = |field| line.text(Source::Row(field));
    let sources = line.cells.iter().map(|(_, cell)| line.row.place.of_cell(cell.column)).collect();
    let texts = [level(RowField::Level1), level(RowField::Level2), level(RowField::Name), value];
    let id = draft.push_row(side, texts, &level(RowField::Weight), sources);
    for text in left {
        draft.doubt(FieldPath::Cell(side, id, RowField::Value), format!("没有写进指标值：{}", quoted(&text)));
    }
    if !own_note {
        draft.doubt(FieldPath::Row(side, id), format!("说明没有读进来：{}", quoted(&note)));
    }
}

fn task(draft: &mut Draft, line: &Line) {
    let id = draft.next_id();
    if let Form::Unit(form) = &mut draft.form {
        form.key_tasks.push(KeyTask { id, function: String::new(), task: String::new() });
    }
    for field in [TaskField::Function, TaskField::Task] {
        let path = FieldPath::KeyTask(id, field);
        let text = line.cell(Source::Task(field)).map(|cell| clean(path, &cell.text)).unwrap_or_default();
        draft.set_cell(path, &text);
        draft.seen(path);
    }
}
