//! The rows of the indicator table: which cell is a label, a name or a value, and of which side.

mod split;

use super::columns::{self, Columns, Table};
use super::draft::{Draft, clean_line};
use super::grid::{Cell, Row};
use super::label::{self, Label};
use super::left::{listed, quoted};
use super::levels::{self, Line};
use super::sense;
use jibiao_model::form::Side;
use jibiao_model::half_width;
use jibiao_model::level::Level2;
use jibiao_model::path::{FieldPath, RowField};
use split::best_split;
use std::collections::BTreeMap;
use std::ops::Range;

/// A cell of the table with what it is.
#[derive(Debug, Clone)]
struct Token<'a> {
    column: u32,
    text: &'a str,
    label: Option<Label>,
}

/// Reads the rows of the table into the form. `sides`: 2 for a project form, 1 where there is the annual side only.
pub fn read(draft: &mut Draft, rows: &[Row], sides: usize) {
    let found = rows.iter().enumerate().find_map(|(at, row)| Some((at, Table::of(row, rows.get(at + 1))?)));
    let exact = rows.iter().all(|row| row.exact);
    if let Some((at, table)) = &found
        && fits(rows, table)
        && (exact || table.has_more() && stands_below(rows, table))
    {
        by_columns(draft, rows, *at, table);
    } else {
        by_sense(draft, rows, found.as_ref().map(|(_, table)| table.sides.as_slice()), sides);
    }
}

fn tokens(row: &Row) -> Vec<Token<'_>> {
    fn token(cell: &Cell) -> Token<'_> {
        Token { column: cell.column, text: &cell.text, label: label::of_project(&cell.text) }
    }
    row.cells.iter().map(token).collect()
}

/// Whether every label stands in a column of labels and every measured value outside the column of names.
fn fits(rows: &[Row], table: &Table) -> bool {
    rows.iter().filter(|row| !columns::is_heads(row)).all(|row| {
        tokens(row).iter().all(|token| {
            table.sides.iter().all(|side| {
                let is_level = matches!(token.label, Some(Label::Level1(_) | Label::Level2(_)));
                let satisfaction = token.label == Some(Label::Level2(Level2::BeneficiarySatisfaction));
                let level_as_name = side.name.contains(&token.column) && is_level && !satisfaction;
                let level_as_value = side.value.contains(&token.column) && is_level;
                let value_as_level = side.level2.contains(&token.column) && sense::is_value(token.text);
                !(level_as_name || level_as_value || value_as_level)
            })
        })
    })
}

/// Whether the cells of published or pasted text stand under the heads: levels in their columns, and names where names belong.
fn stands_below(rows: &[Row], table: &Table) -> bool {
    rows.iter().filter(|row| !columns::is_heads(row) && !is_signature(&tokens(row))).all(|row| {
        let in_place = |cell: &Cell| {
            let level = table.sides.iter().any(|side| side.level2.contains(&cell.column));
            let level1 = table.level1.as_ref().is_some_and(|own| own.contains(&cell.column));
            level || level1 || !columns::is_level(&cell.text)
        };
        let named = table.sides.iter().any(|side| row.cells.iter().any(|cell| side.name.contains(&cell.column)));
        named && row.cells.iter().all(in_place)
    })
}

/// A label that reaches down to the next one.
#[derive(Default)]
struct Reaching {
    text: String,
    /// The cell, until a row stands under it or it is known to be a label.
    cell: Option<(Row, Cell)>,
}

impl Reaching {
    fn set(&mut self, draft: &mut Draft, row: &Row, cell: &Cell) {
        self.text = clean_line(&cell.text);
        if columns::is_level(&cell.text) {
            draft.take(row, cell, None);
        } else {
            self.cell = Some((Row { cells: Vec::new(), ..row.clone() }, cell.clone()));
        }
    }

    fn use_for(&mut self, draft: &mut Draft, path: FieldPath) {
        if let Some((row, cell)) = self.cell.take() {
            draft.take(&row, &cell, Some(path));
        }
    }
}

/// The table as its columns say; labels reach down to the next one.
fn by_columns(draft: &mut Draft, rows: &[Row], heads: usize, table: &Table) {
    let mut first = Reaching::default();
    let mut second: Vec<Reaching> = table.sides.iter().map(|_| Reaching::default()).collect();
    let mut other: Vec<Vec<String>> = vec![Vec::new(); table.other.len()];
    for (at, row) in rows.iter().enumerate() {
        if (heads..heads + table.rows).contains(&at) || columns::is_heads(row) {
            for cell in row.cells.iter().filter(|cell| is_head(cell) || at == heads) {
                draft.take(row, cell, None);
            }
            continue;
        }
        if is_signature(&tokens(row)) {
            continue;
        }
        let cell_in = |range: &Range<u32>| row.cells.iter().find(|cell| range.contains(&cell.column));
        for (found, (range, _)) in other.iter_mut().zip(&table.other) {
            for cell in row.cells.iter().filter(|cell| range.contains(&cell.column)) {
                draft.take(row, cell, None);
                found.push(quoted(&cell.text));
            }
        }
        if let Some(cell) = table.level1.as_ref().and_then(cell_in) {
            first.set(draft, row, cell);
        }
        let is_label =
            |cell: &&Cell| columns::is_level(&cell.text) || label::of_project(&cell.text) == Some(Label::Indicators);
        for cell in row.cells.iter().filter(is_label) {
            draft.take(row, cell, None);
        }
        for (index, (side, second)) in table.sides.iter().zip(&mut second).enumerate() {
            // A name that stands for both sides is one of the side that has a value; of the year, where none has.
            let other = table.sides.get(1_usize.saturating_sub(index)).filter(|other| other.name == side.name);
            let elsewhere = other.is_some_and(|other| index == 0 || cell_in(&other.value).is_some());
            if let Some(cell) = cell_in(&side.level2) {
                second.set(draft, row, cell);
            }
            indicator(draft, row, side, &mut first, second, elsewhere);
        }
    }
    for ((_, head), texts) in table.other.iter().zip(other).filter(|(_, texts)| !texts.is_empty()) {
        let message = format!("表头是{}的一列没有读进来：{}", quoted(head), listed(&texts));
        draft.doubt(FieldPath::Form, message);
    }
}

fn is_head(cell: &Cell) -> bool {
    label::head(&cell.text).is_some()
}

/// The indicator of one side in a row. `elsewhere`: without a value of this side its name belongs to the other one.
fn indicator(
    draft: &mut Draft,
    row: &Row,
    side: &Columns,
    first: &mut Reaching,
    second: &mut Reaching,
    elsewhere: bool,
) {
    let cells_in =
        |range: &Range<u32>| row.cells.iter().filter(|cell| range.contains(&cell.column)).collect::<Vec<_>>();
    let names = cells_in(&side.name);
    let values = cells_in(&side.value);
    let beside = |range: &Option<Range<u32>>| range.as_ref().and_then(|range| cells_in(range).into_iter().next());
    let (sign, unit, weight) = (beside(&side.sign), beside(&side.unit), beside(&side.weight));
    if names.is_empty() && values.is_empty() || elsewhere && values.is_empty() {
        return;
    }
    // One head over a number and a name: the number says nothing about the indicator.
    let (numbers, names): (Vec<&Cell>, Vec<&Cell>) =
        if names.len() > 1 { names.into_iter().partition(|cell| is_number(&cell.text)) } else { (Vec::new(), names) };
    let name: String = names.iter().map(|cell| clean_line(&cell.text)).collect();
    let text = |cell: Option<&Cell>| cell.map(|cell| clean_line(&cell.text)).unwrap_or_default();
    let (value, left) = value_of(&values, &text(sign), &text(unit));
    let level2 = label::of_project(&second.text);
    let (level1, level2) = match level2 {
        Some(Label::Level2(level)) => {
            (label::level1_name(label::level1_of(level)).to_owned(), label::level2_name(level).to_owned())
        }
        _ => (first.text.clone(), second.text.clone()),
    };
    let used: Vec<&Cell> = names.iter().chain(&values).copied().chain(sign).chain(unit).chain(weight).collect();
    let sources = used.iter().map(|cell| row.place.of_cell(cell.column)).collect();
    let weight = weight.map(|cell| cell.text.as_str()).unwrap_or_default();
    let id = draft.push_row(side.side, [level1, level2, name, value], weight, sources);
    let path = FieldPath::Row(side.side, id);
    for cell in used {
        draft.take(row, cell, Some(path));
    }
    first.use_for(draft, path);
    second.use_for(draft, path);
    for cell in numbers {
        draft.take(row, cell, Some(path));
        draft.doubt(path, format!("名称前的编号没有读进来：{}", quoted(&cell.text)));
    }
    for text in left {
        draft.doubt(FieldPath::Cell(side.side, id, RowField::Value), format!("没有写进指标值：{}", quoted(&text)));
    }
    if names.is_empty() {
        draft.doubt(FieldPath::Cell(side.side, id, RowField::Name), "没有找到名称".to_owned());
    }
}

/// The value in the cells of its column, which may be sign, number and unit under one head, with the sign and the unit beside it.
fn value_of(values: &[&Cell], sign: &str, unit: &str) -> (String, Vec<String>) {
    let texts: Vec<String> = values.iter().map(|cell| clean_line(&cell.text)).collect();
    match texts.as_slice() {
        [one] => columns::composed(sign, one, unit),
        [own_sign, value, rest @ ..] if sign.is_empty() && columns::sign(own_sign).is_some() => {
            columns::composed(own_sign, value, &(rest.concat() + unit))
        }
        [value, rest @ ..] => columns::composed(sign, value, &(rest.concat() + unit)),
        [] => columns::composed(sign, "", unit),
    }
}

/// A number or a code before a name: `3`, `1.2`, `0301`.
fn is_number(text: &str) -> bool {
    text.trim().chars().map(half_width).all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '、' | '(' | ')'))
}

fn side_of(index: usize, sides: usize) -> Side {
    if sides == 2 && index == 0 { Side::Period } else { Side::Annual }
}

fn is_signature(tokens: &[Token]) -> bool {
    use jibiao_model::path::TextField as T;
    let signs = tokens.iter().filter(|token| {
        let label = token.label.or_else(|| label::with_text(token.text, label::of_project).map(|(label, _)| label));
        matches!(label, Some(Label::Text(T::Head | T::Preparer | T::Phone | T::FilledAt)))
    });
    signs.count() >= 2
}

/// One row of a table whose cells may have slipped.
struct Slipped {
    line: Line,
    sources: [Vec<String>; 2],
    joined: [bool; 2],
    wrapped: [bool; 2],
    odd: [bool; 2],
    doubled: [bool; 2],
    /// 分值 of a layout with the annual side alone.
    weight: String,
    /// The columns of the names.
    names: [Option<u32>; 2],
}

/// Signs of the longest rest of a name that is told from a name.
const LONGEST_REST: usize = 3;

/// Puts the ends of names that a narrow column broke behind the names of the row above: a row with nothing but a few signs below names that
/// have their values. Gives whether it was one.
fn takes_rest(before: &mut Slipped, tokens: &[Token]) -> bool {
    let side_of = |token: &Token| before.names.iter().position(|column| *column == Some(token.column));
    let is_rest = |token: &Token| {
        let plain = token.label.is_none() && !sense::is_value(token.text) && !sense::is_word(token.text);
        plain && token.text.chars().count() <= LONGEST_REST
    };
    if tokens.is_empty() || !tokens.iter().all(is_rest) {
        return false;
    }
    let sides: Option<Vec<(usize, String)>> =
        tokens.iter().map(|token| Some((side_of(token)?, clean_line(token.text)))).collect();
    let Some(sides) = sides else { return false };
    for (side, rest) in sides {
        if let Some((name, _)) = before.line.cells.get_mut(side).and_then(Option::as_mut) {
            name.push_str(&rest);
        }
        if let Some(slot) = before.wrapped.get_mut(side) {
            *slot = true;
        }
    }
    true
}

/// Takes the weight out of a row: a plain number in the column of weights behind a name, or behind a value where the row slipped.
fn take_weight(tokens: &mut Vec<Token>, columns: &[Columns]) -> Option<String> {
    let range = columns.first()?.weight.as_ref()?;
    let texts: Vec<&Token> = tokens.iter().filter(|token| token.label.is_none()).collect();
    let [name, between @ .., last] = texts.as_slice() else { return None };
    let plain = last.text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '%' | '分'));
    let behind_value = between.last().is_some_and(|token| sense::is_value(token.text) || sense::is_word(token.text));
    let behind_name = range.contains(&last.column) && !sense::is_value(name.text);
    let ends_row = tokens.last().is_some_and(|token| token.label.is_none());
    if plain && ends_row && (behind_value || behind_name) {
        tokens.pop().map(|token| token.text.to_owned())
    } else {
        None
    }
}

/// The table by the kinds of its cells, their order and their sense.
fn by_sense(draft: &mut Draft, rows: &[Row], columns: Option<&[Columns]>, sides: usize) {
    let whole_label = rows.iter().flat_map(|row| &row.cells).any(|cell| label::key(&cell.text) == "服务对象满意度指标");
    let annual_from = match columns.filter(|_| sides == 2) {
        // A column of levels that both sides share says nothing of where the second begins.
        Some([first, second, ..]) if second.level2 == first.level2 => Some(second.name.start),
        Some([_, second, ..]) => Some(second.level2.start),
        _ => None,
    };
    let annual_from = annual_from.or_else(|| if sides == 2 { second_side(rows) } else { None });
    let mut found: Vec<Slipped> = Vec::new();
    let mut labelled = false;
    for row in rows {
        if columns::is_heads(row) && (row.exact || row.cells.iter().all(is_head)) {
            row.cells.iter().filter(|cell| is_head(cell)).for_each(|cell| draft.take(row, cell, None));
            continue;
        }
        // What stands in the table goes into its rows, and what is odd about them is said.
        row.cells.iter().for_each(|cell| draft.take(row, cell, None));
        let mut tokens = tokens(row);
        labelled = name_like_labels(&mut tokens, whole_label || labelled) || labelled;
        tokens.retain(|token| match token.label {
            None | Some(Label::Level1(_) | Label::Level2(_)) => true,
            Some(_) => false,
        });
        if tokens.is_empty() {
            continue;
        }
        if let Some(before) = found.last_mut()
            && takes_rest(before, &tokens)
        {
            continue;
        }
        let weight = columns.filter(|_| sides == 1).and_then(|columns| take_weight(&mut tokens, columns));
        found.push(Slipped { weight: weight.unwrap_or_default(), ..slipped(row, &tokens, annual_from, sides) });
    }
    drop_doubles(&mut found);
    let lines: Vec<Line> = found.iter().map(|slipped| slipped.line.clone()).collect();
    let places = levels::assign(&lines);
    for side in 0..2 {
        let mut printed: Option<Level2> = None;
        for (row, levels) in found.iter_mut().zip(&places) {
            let own = row.line.labels.iter().filter(|(of, _)| *of == side).map(|(_, level)| *level).next_back();
            printed = own.or(printed);
            let Some((name, value)) = row.line.cells.get_mut(side).and_then(Option::take) else { continue };
            let level = levels.get(side).copied().flatten();
            let texts = [
                level.map(|level| label::level1_name(label::level1_of(level))).unwrap_or_default().to_owned(),
                level.map(label::level2_name).unwrap_or_default().to_owned(),
                name,
                value,
            ];
            let form_side = side_of(side, 2);
            let sources = row.sources.get_mut(side).map(std::mem::take).unwrap_or_default();
            let blank = (texts[2].is_empty(), texts[3].is_empty());
            let id = draft.push_row(form_side, texts, &row.weight, sources);
            if level != printed {
                let printed = printed.map_or("没有印出", |level| label::level2_name(level));
                let message =
                    format!("表上的二级指标印得错位（这一行按位置是：{printed}），按次序和名称的意思定为现在这一类");
                draft.doubt(FieldPath::Cell(form_side, id, RowField::Level2), message);
            }
            if row.joined.get(side) == Some(&true) {
                let message = "名称和指标值原来在一格里，已拆开".to_owned();
                draft.doubt(FieldPath::Cell(form_side, id, RowField::Name), message);
            }
            if row.wrapped.get(side) == Some(&true) {
                let message = "名称的末尾印在下一行，已接上".to_owned();
                draft.doubt(FieldPath::Cell(form_side, id, RowField::Name), message);
            }
            match blank {
                (true, _) => {
                    draft.doubt(FieldPath::Cell(form_side, id, RowField::Name), "没有找到名称".to_owned());
                }
                (_, true) => {
                    draft.doubt(FieldPath::Cell(form_side, id, RowField::Value), "没有找到指标值".to_owned());
                }
                _ => {}
            }
            if row.doubled.get(side) == Some(&true) {
                let message = "原文在这一侧把这一行印了两次，另一侧只有一次，只取了一次".to_owned();
                draft.doubt(FieldPath::Row(form_side, id), message);
            }
            if row.odd.get(side) == Some(&true) {
                let message = "这一行的格子错位，请对照原文看看名称和指标值".to_owned();
                draft.doubt(FieldPath::Row(form_side, id), message);
            }
        }
    }
}

/// 服务对象满意度 is a label, and a name that officers give: a name where a value follows, and a label stands before it, in a row above, or
/// is printed in another spelling in this form. Gives whether the row has it as a label.
fn name_like_labels(tokens: &mut [Token], whole_label: bool) -> bool {
    let satisfaction = Some(Label::Level2(Level2::BeneficiarySatisfaction));
    for index in 0..tokens.len() {
        let is_label =
            |at: Option<usize>| at.and_then(|at| tokens.get(at)).is_some_and(|token| token.label == satisfaction);
        let value_behind = tokens.get(index + 1).is_some_and(|next| next.label.is_none() && sense::is_value(next.text));
        let spelled_otherwise =
            whole_label && tokens.get(index).is_some_and(|token| label::key(token.text) == "服务对象满意度");
        if is_label(Some(index))
            && value_behind
            && (is_label(index.checked_sub(1)) || spelled_otherwise)
            && let Some(token) = tokens.get_mut(index)
        {
            token.label = None;
        }
    }
    tokens.iter().any(|token| token.label == satisfaction)
}

/// The column in which the second side begins where no heads say it: where it begins in most of the rows that print both sides alike.
fn second_side(rows: &[Row]) -> Option<u32> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for row in rows {
        let labels = |cell: &&Cell| matches!(label::of_project(&cell.text), Some(Label::Level2(_)));
        let mut labels = row.cells.iter().filter(labels);
        if let (Some(first), Some(second), None) = (labels.next(), labels.next(), labels.next())
            && first.text == second.text
            && second.column > first.column + 1
        {
            *counts.entry(second.column).or_default() += 1;
        }
    }
    counts.into_iter().max_by_key(|(column, count)| (*count, *column)).map(|(column, _)| column)
}

/// Divides a row between the sides.
fn slipped(row: &Row, tokens: &[Token], annual_from: Option<u32>, sides: usize) -> Slipped {
    let level1 = tokens.iter().find_map(|token| match token.label {
        Some(Label::Level1(level)) => Some(level),
        _ => None,
    });
    let cells: Vec<&Token> = tokens.iter().filter(|token| !matches!(token.label, Some(Label::Level1(_)))).collect();
    let split = if sides == 1 { 0 } else { best_split(&cells, annual_from) };
    let (left, right) = cells.split_at_checked(split).unwrap_or((&cells, &[]));
    let mut slipped = Slipped {
        line: Line { level1, ..Line::default() },
        sources: Default::default(),
        joined: [false; 2],
        wrapped: [false; 2],
        odd: [false; 2],
        doubled: [false; 2],
        weight: String::new(),
        names: [None; 2],
    };
    let names = [left, right].map(|side| texts(side).first().map(|token| token.text).unwrap_or_default());
    for (side, (part, other)) in [(left, names[1]), (right, names[0])].into_iter().enumerate() {
        slipped.line.labels.extend(part.iter().filter_map(|token| match token.label {
            Some(Label::Level2(level)) => Some((side, level)),
            _ => None,
        }));
        let mut texts = texts(part);
        // A name that the print doubled is one name.
        texts.dedup_by(|next, before| !sense::is_word(next.text) && label::key(next.text) == label::key(before.text));
        let (cell, joined) = name_and_value(&texts, other);
        if let Some(slot) = slipped.odd.get_mut(side) {
            *slot = texts.len() > 2;
        }
        if let Some(slot) = slipped.joined.get_mut(side) {
            *slot = joined;
        }
        if let Some(slot) = slipped.names.get_mut(side) {
            *slot = texts.first().filter(|_| texts.len() == 2).map(|token| token.column);
        }
        if let Some(slot) = slipped.sources.get_mut(side) {
            *slot = texts.iter().map(|token| row.place.of_cell(token.column)).collect();
        }
        if let Some(slot) = slipped.line.cells.get_mut(side) {
            *slot = cell;
        }
    }
    slipped
}

fn texts<'a, 'b>(part: &[&'b Token<'a>]) -> Vec<&'b Token<'a>> {
    part.iter().filter(|token| token.label.is_none()).copied().collect()
}

fn name_and_value(texts: &[&Token], other: &str) -> (Option<(String, String)>, bool) {
    match texts {
        [] => (None, false),
        [one] if sense::is_value(one.text) => (Some((String::new(), clean_line(one.text))), false),
        [one] => match split_joined(one.text, other) {
            Some((name, value)) => (Some((clean_line(name), clean_line(value))), true),
            None => (Some((clean_line(one.text), String::new())), false),
        },
        [names @ .., value] => {
            let name: Vec<String> = names.iter().map(|token| clean_line(token.text)).collect();
            (Some((name.concat(), clean_line(value.text))), false)
        }
    }
}

/// A name and a value that the print put into one cell: `群众满意度 ≥90%`, `流程规范性规范`.
fn split_joined<'a>(text: &'a str, other: &str) -> Option<(&'a str, &'a str)> {
    let fits = |name: &str, value: &str| {
        name.chars().count() >= 3 && !sense::is_value(name) && (sense::is_value(value) || sense::is_word(value))
    };
    if let Some((name, value)) = text.rsplit_once(char::is_whitespace)
        && fits(name.trim_end(), value)
    {
        return Some((name.trim_end(), value));
    }
    if let Some(value) = text.strip_prefix(other).filter(|_| !other.is_empty())
        && fits(other, value)
    {
        return text.split_at_checked(other.len());
    }
    let sign = text.find(['≥', '≤', '＞', '＜', '>', '<', '≧', '≦']).filter(|at| *at > 0);
    if let Some((name, value)) = sign.and_then(|at| text.split_at_checked(at))
        && fits(name, value)
        && value.chars().any(|c| c.is_ascii_digit())
    {
        return Some((name, value));
    }
    text.char_indices().skip(3).map(|(at, _)| at).find_map(|at| {
        let (name, value) = text.split_at_checked(at)?;
        (name.ends_with(['性', '率', '度']) && sense::is_word(value)).then_some((name, value))
    })
}

/// A row that is printed twice on one side and once on the other was doubled by the print.
fn drop_doubles(found: &mut [Slipped]) {
    for side in 0..2 {
        let mut before: Option<(usize, (String, String))> = None;
        let count = |found: &[Slipped], side: usize, cell: &(String, String)| {
            found.iter().filter(|row| row.line.cells.get(side).and_then(Option::as_ref) == Some(cell)).count()
        };
        for index in 0..found.len() {
            let cell = found.get(index).and_then(|row| row.line.cells.get(side)).cloned().flatten();
            let Some(cell) = cell else { continue };
            let again = before.as_ref().filter(|(_, known)| *known == cell).map(|(first, _)| *first);
            if let Some(first) = again
                && !cell.1.is_empty()
                && count(found, side, &cell) == 2
                && count(found, 1 - side, &cell) == 1
            {
                if let Some(slot) = found.get_mut(index).and_then(|row| row.line.cells.get_mut(side)) {
                    *slot = None;
                }
                if let Some(slot) = found.get_mut(first).and_then(|row| row.doubled.get_mut(side)) {
                    *slot = true;
                }
            } else {
                before = Some((index, cell));
            }
        }
    }
}

/// Whether a label is one of the indicator table, for callers that look for its beginning.
pub fn begins_table(label: Label) -> bool {
    matches!(
        label,
        Label::HeadLevel1
            | Label::HeadLevel2
            | Label::HeadName
            | Label::HeadValue
            | Label::Level1(_)
            | Label::Level2(_)
    )
}
