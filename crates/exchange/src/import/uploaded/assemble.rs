//! Rows of uploads -> forms, each with all its rows.

use super::super::amount::{Amount, WAN_DECIMALS, YUAN_DECIMALS};
use super::super::columns;
use super::super::draft::{Draft, clean, clean_line};
use super::super::forms::template_of;
use super::super::label;
use super::super::left::quoted;
use super::super::plan::PlannedForm;
use super::{Line, name_field, name_of, say_other};
use crate::export::mapping::{Rows, Source};
use crate::export::upload::{TROUBLES, WRITTEN};
use jibiao_model::form::{Form, KeyTask, ProjectForm, Side, UnitForm};
use jibiao_model::path::{FieldPath, RowField, TaskField};
use jibiao_model::template::Kind;
use jibiao_model::value;
use std::collections::HashMap;

/// The lines of one form.
struct OfForm<'a, 'b> {
    kind: Kind,
    name: String,
    lines: Vec<&'b Line<'a>>,
}

/// The forms of these lines, in the order in which their names come.
pub fn assembled(lines: &[Line], file: usize) -> Vec<PlannedForm> {
    let mut forms: Vec<OfForm> = Vec::new();
    let mut known: HashMap<(bool, String), usize> = HashMap::new();
    for line in lines {
        let (kind, name) = (line.sheet.kind, line.name());
        let at = *known.entry((kind == Kind::Unit, name.clone())).or_insert_with(|| {
            forms.push(OfForm { kind, name, lines: Vec::new() });
            forms.len() - 1
        });
        if let Some(form) = forms.get_mut(at) {
            form.lines.push(line);
        }
    }
    forms.iter().map(|form| one(form, file)).collect()
}

fn one(of: &OfForm, file: usize) -> PlannedForm {
    let mut draft = Draft::new(match of.kind {
        Kind::Project => Form::Project(ProjectForm::default()),
        Kind::Unit => Form::Unit(UnitForm::default()),
    });
    let mut whole = 0;
    for line in &of.lines {
        match line.sheet.rows {
            Rows::Forms => {
                whole += 1;
                if whole > 1 {
                    draft.doubt(FieldPath::Form, format!("{} 又有一行同名的，没有读进来", line.row.place));
                    continue;
                }
                fields(&mut draft, line);
            }
            Rows::Indicators => indicator(&mut draft, line),
            Rows::KeyTasks => task(&mut draft, line),
        }
    }
    if whole == 0
        && let Some(line) = of.lines.first()
        && let Some(cell) = line.cell(name_of(of.kind))
    {
        draft.put(FieldPath::Text(name_field(of.kind)), &of.name, line.row, cell);
    }
    say_other(&mut draft, &of.lines);
    let place = of.lines.first().map(|line| line.row.place.to_string()).unwrap_or_default();
    set_template(&mut draft.form);
    PlannedForm::of(file, place, draft)
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
    for under in &line.cells {
        let (column, cell) = (under.column, &under.cell);
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
        for doubt in &under.doubts {
            draft.doubt(path, doubt.clone());
        }
    }
    for doubt in &line.doubts {
        draft.doubt(FieldPath::Form, doubt.clone());
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
    let [sign, number, unit] = [Source::Sign, Source::Number, Source::Unit].map(|source| line.text(source));
    let (value, left, said) = match original(&note, [&sign, &number, &unit]) {
        Some(written) => (written.to_owned(), Vec::new(), true),
        None => {
            let (value, left) = columns::composed(&sign, &number, &unit);
            (value, left, note.is_empty() || TROUBLES.contains(&note.as_str()))
        }
    };
    let level = |field| line.text(Source::Row(field));
    let sources = line.cells.iter().map(|under| line.row.place.of_cell(under.cell.column)).collect();
    let texts = [level(RowField::Level1), level(RowField::Level2), level(RowField::Name), value];
    let id = draft.push_row(side, texts, &level(RowField::Weight), sources);
    for text in left {
        draft.doubt(FieldPath::Cell(side, id, RowField::Value), format!("没有写进指标值：{}", quoted(&text)));
    }
    if !said {
        draft.doubt(FieldPath::Row(side, id), format!("说明没有读进来：{}", quoted(&note)));
    }
    for doubt in line.cells.iter().flat_map(|under| &under.doubts).chain(&line.doubts) {
        draft.doubt(FieldPath::Row(side, id), doubt.clone());
    }
}

/// The value as it was written, where a note of this program's own says it: what stands in the columns is what the program makes of that text.
/// A note of a person, or columns that somebody changed afterwards, leave the columns to say the value.
fn original<'a>(note: &'a str, columns: [&str; 3]) -> Option<&'a str> {
    let own = |trouble: &&str| note.strip_prefix(*trouble)?.strip_prefix('；')?.strip_prefix(WRITTEN);
    let written = note.strip_prefix(WRITTEN).or_else(|| TROUBLES.iter().find_map(own))?;
    let parts = value::parts(&value::read(written));
    let same = [parts.sign, &parts.value, &parts.unit].map(clean_line) == columns;
    same.then_some(written)
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
        let doubts = line.under(Source::Task(field)).map(|under| under.doubts.as_slice()).unwrap_or_default();
        for doubt in doubts.iter().chain(&line.doubts) {
            draft.doubt(path, doubt.clone());
        }
    }
}
