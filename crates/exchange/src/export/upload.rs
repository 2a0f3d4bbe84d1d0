//! Forms -> the tables of an upload, as a mapping wants them.

use super::mapping::{MappedColumn, Mapping, PROJECT_CODE, Rows, Sheet, Source};
use super::table::{Cell, Column, Table};
use jibiao_model::level::{Level1, Level2};
use jibiao_model::path::{RowField, TaskField};
use jibiao_model::template::Kind;
use jibiao_model::value::{self, MoneyUnit, Parts, Reading, Unreadable};
use jibiao_model::{Entry, FieldPath, Form, IndicatorRow, Side, Wan, Yuan, cell};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The tables of these forms in the order of the mapping; sheets of a kind that no form has are left out.
pub fn tables(forms: &[Form], mapping: &Mapping) -> Vec<Table> {
    let sheets = mapping.sheets.iter().filter(|sheet| forms.iter().any(|form| kind_of(form) == sheet.kind));
    let table = |sheet: &Sheet| {
        let mut rows = Vec::new();
        for form in forms.iter().filter(|form| kind_of(form) == sheet.kind) {
            for line in lines(form, sheet.rows) {
                let number = rows.len() + 1;
                let writer = Writer { form, mapping, number };
                rows.push(sheet.columns.iter().map(|column| writer.cell(column, &line)).collect());
            }
        }
        let columns = sheet.columns.iter().map(|column| Column { head: column.head.clone(), width: column.width });
        Table { name: sheet.name.clone(), columns: columns.collect(), rows, to_read: false }
    };
    sheets.map(table).collect()
}

pub(super) fn kind_of(form: &Form) -> Kind {
    match form {
        Form::Project(_) => Kind::Project,
        Form::Unit(_) => Kind::Unit,
    }
}

pub(super) fn side_word(side: Side) -> &'static str {
    match side {
        Side::Period => "实施期",
        Side::Annual => "年度",
    }
}

/// What a row of a sheet is made from.
pub(super) enum Line<'a> {
    Form,
    Indicator(Side, &'a IndicatorRow, Box<Parts>, Reading),
    Task(&'a str, &'a str),
}

/// The lines of a form; blank indicator rows are none.
pub(super) fn lines(form: &Form, rows: Rows) -> Vec<Line<'_>> {
    match (rows, form) {
        (Rows::Forms, _) => vec![Line::Form],
        (Rows::Indicators, _) => {
            let rows = Side::BOTH.into_iter().flat_map(|side| form.rows(side).iter().map(move |row| (side, row)));
            let line = |(side, row): (Side, &'_ IndicatorRow)| {
                let reading = value::read(&row.value);
                (side, Box::new(value::parts(&reading)), reading)
            };
            rows.filter(|(_, row)| !row.is_blank())
                .map(|(side, row)| {
                    let (side, parts, reading) = line((side, row));
                    Line::Indicator(side, row, parts, reading)
                })
                .collect()
        }
        (Rows::KeyTasks, Form::Unit(unit)) => {
            unit.key_tasks.iter().map(|task| Line::Task(&task.function, &task.task)).collect()
        }
        (Rows::KeyTasks, Form::Project(_)) => Vec::new(),
    }
}

/// Writes the cells of one line.
pub(super) struct Writer<'a> {
    pub form: &'a Form,
    pub mapping: &'a Mapping,
    /// The row in the sheet, from 1
    pub number: usize,
}

impl Writer<'_> {
    pub fn cell(&self, column: &MappedColumn, line: &Line<'_>) -> Cell {
        let codes = column.codes.as_ref().and_then(|table| self.mapping.codes.get(table));
        match column.source {
            Source::Field(FieldPath::Fund(side, fund)) => {
                let Form::Project(project) = self.form else { return Cell::from("") };
                let funds = match side {
                    Side::Period => &project.funds_period,
                    Side::Annual => &project.funds_annual,
                };
                amount(funds.get(fund), |yuan| in_unit(*yuan, column.money.unwrap_or(MoneyUnit::Yuan)))
            }
            Source::Field(FieldPath::Budget(field)) => {
                let Form::Unit(unit) = self.form else { return Cell::from("") };
                amount(unit.budget(field), |wan| match column.money {
                    Some(MoneyUnit::Yuan) => {
                        wan.to_yuan().map(|yuan| yuan.0).ok_or_else(|| format!("{}万元", wan.printed()))
                    }
                    _ => Ok(wan.0),
                })
            }
            Source::Field(FieldPath::Count(field)) => {
                let Form::Unit(unit) = self.form else { return Cell::from("") };
                counted(amount(unit.count(field), |count| Ok(Decimal::from(*count))))
            }
            Source::Field(path) => {
                let written = cell::text_at(self.form, path).unwrap_or_default();
                coded(codes, &[&written], &written)
            }
            Source::ProjectCode => coded(self.mapping.codes.get(PROJECT_CODE), &[self.form.name()], ""),
            Source::RowNumber => Cell::Count(Decimal::from(self.number)),
            of_row => of_line(of_row, line, codes),
        }
    }
}

fn of_line(source: Source, line: &Line<'_>, codes: Option<&BTreeMap<String, String>>) -> Cell {
    match (source, line) {
        (Source::Task(TaskField::Function), Line::Task(function, _)) => coded(codes, &[function], function),
        (Source::Task(TaskField::Task), Line::Task(_, task)) => coded(codes, &[task], task),
        (Source::Row(RowField::Weight), Line::Indicator(_, row, ..)) => {
            counted(amount(&row.weight, |weight| Ok(*weight)))
        }
        (_, Line::Indicator(side, row, parts, reading)) => {
            let (keys, shown): (Vec<&str>, String) = match source {
                Source::Side => (vec![side.key()], side_word(*side).to_owned()),
                Source::Row(RowField::Level1) => {
                    let code =
                        Level1::ALL.iter().find(|(level, ..)| Some(*level) == row.kind1()).map(|(_, code, _)| *code);
                    (code.into_iter().chain([row.level1.as_str()]).collect(), row.level1.clone())
                }
                Source::Row(RowField::Level2) => {
                    let code =
                        Level2::ALL.iter().find(|(level, ..)| Some(*level) == row.kind2()).map(|(_, code, _)| *code);
                    (code.into_iter().chain([row.level2.as_str()]).collect(), row.level2.clone())
                }
                Source::Row(RowField::Name) => (vec![&row.name], row.name.clone()),
                Source::Row(_) => (vec![&row.value], row.value.clone()),
                Source::Sign if parts.sign.is_empty() => (vec!["words"], String::new()),
                Source::Sign => (vec![parts.sign], parts.sign.to_owned()),
                Source::Number => (vec![&parts.value], parts.value.clone()),
                Source::Unit => (vec![&parts.unit], parts.unit.clone()),
                Source::Original => (Vec::new(), original(row, parts, reading)),
                _ => (Vec::new(), trouble(reading).to_owned()),
            };
            coded(codes, &keys, &shown)
        }
        _ => Cell::from(""),
    }
}

/// Before the text of a value that its sign, number and unit do not say whole.
pub(crate) const WRITTEN: &str = "原文：";
/// Why a value could not be taken apart.
pub(crate) const TROUBLES: [&str; 3] = ["一格里有几个值，没有拆开", "没有单位", "看不出数和单位"];

/// Why the value could not be taken apart.
fn trouble(reading: &Reading) -> &'static str {
    let [several, no_unit, unread] = TROUBLES;
    match reading {
        Reading::Compound(_) => several,
        Reading::Unreadable(Unreadable::NoUnit { .. }) => no_unit,
        Reading::Unreadable(_) => unread,
        _ => "",
    }
}

/// What sign, value and unit do not tell: that the value could not be taken apart, and how it was written where that differs.
fn original(row: &IndicatorRow, parts: &Parts, reading: &Reading) -> String {
    let trouble = trouble(reading);
    let sign = if parts.sign == "=" { "" } else { parts.sign };
    let same = row.value == format!("{sign}{}{}", parts.value, parts.unit);
    match (trouble.is_empty(), same) {
        (_, false) if trouble.is_empty() => format!("{WRITTEN}{}", row.value),
        (_, false) => format!("{trouble}；{WRITTEN}{}", row.value),
        _ => trouble.to_owned(),
    }
}

/// The code of the first key that has one, else the text as shown.
fn coded(codes: Option<&BTreeMap<String, String>>, keys: &[&str], shown: &str) -> Cell {
    let code = codes.and_then(|codes| keys.iter().find_map(|key| codes.get(*key)));
    Cell::Text(code.map_or(shown, String::as_str).to_owned())
}

/// A number; text that did not read as one stands as written.
fn amount<T>(entry: &Entry<T>, number: impl Fn(&T) -> Result<Decimal, String>) -> Cell {
    match entry {
        Entry::Blank => Cell::from(""),
        Entry::Read(value) => number(value).map_or_else(Cell::Text, Cell::Number),
        Entry::Raw(text) => Cell::Text(text.clone()),
    }
}

/// The same number, without the decimals of money.
fn counted(cell: Cell) -> Cell {
    match cell {
        Cell::Number(number) => Cell::Count(number),
        other => other,
    }
}

fn in_unit(yuan: Yuan, unit: MoneyUnit) -> Result<Decimal, String> {
    match unit {
        MoneyUnit::Yuan => Ok(yuan.0),
        MoneyUnit::Wan => yuan.to_wan().map(|Wan(wan)| wan).ok_or_else(|| format!("{}元", yuan.printed())),
    }
}
