//! Rows of one form -> 项目支出绩效目标表.

use super::amount::{Amount, WAN_DECIMALS, YUAN_DECIMALS, in_yuan, is_amount};
use super::columns::Table;
use super::draft::{Draft, clean_line};
use super::grid::{Cell, Place, Row};
use super::label::{self, Label};
use super::unplaced::{self, Unplaced};
use super::{funds, rows, sense};
use jibiao_model::form::{Form, FundLine, ProjectForm, Side};
use jibiao_model::level::Level2;
use jibiao_model::path::{FieldPath, TextField};
use jibiao_model::{Entry, Yuan};

/// The texts in the order of the form.
const TEXTS: [TextField; 5] =
    [TextField::Overview, TextField::Basis, TextField::Necessity, TextField::Safeguards, TextField::Plan];

/// What the next cells belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// 项目名称 … 项目期
    Head,
    /// 项目资金
    Funds,
    /// 项目概况 … 项目实施计划
    Texts(TextField),
    /// 总体目标
    Goals,
    /// 绩效指标 and what follows
    Table,
    /// Below a label that the form does not know
    Unknown,
}

/// Reads a project form from its rows, title and year left out. `wan`: the amounts are in 万元 as a line above the table says.
pub fn read(form: ProjectForm, body: &[&Row], wan: bool) -> Draft {
    let mut reader = Reader {
        draft: Draft::new(Form::Project(form)),
        part: Part::Head,
        annual_goal: None,
        goals: Vec::new(),
        label_column: 0,
        goal_label: None,
        columns: None,
        wan,
    };
    let mut table: Vec<Row> = Vec::new();
    for (at, row) in body.iter().enumerate() {
        let mut labels: Vec<Option<Label>> = row.cells.iter().map(|cell| label::of_project(&cell.text)).collect();
        if reader.part != Part::Table {
            reader.misread(row, &mut labels);
        }
        let heads = Table::of(row, body.get(at + 1).copied());
        if heads.is_some() || labels.iter().flatten().any(|label| rows::begins_table(*label)) {
            reader.part = Part::Table;
        }
        reader.columns = heads.or(reader.columns);
        let rest = reader.row(row, &labels);
        if reader.part == Part::Table && !rest.is_empty() {
            table.push(Row { cells: rest, ..(*row).clone() });
        }
    }
    reader.finish_goals();
    let mut draft = reader.draft;
    if !draft.is_filled(FieldPath::Text(TextField::ProjectName)) {
        draft.doubt(FieldPath::Text(TextField::ProjectName), "没有项目名称".to_owned());
    }
    let one_sided = one_sided(&table);
    rows::read(&mut draft, &table, if one_sided { 1 } else { 2 });
    funds::complete(&mut draft);
    unplaced::leave_what_is_counted(&mut draft);
    draft
}

/// Whether the heads are printed once only: a layout with the annual side alone.
fn one_sided(table: &[Row]) -> bool {
    let heads =
        |row: &Row| row.cells.iter().filter(|cell| label::of_project(&cell.text) == Some(Label::HeadName)).count();
    table.iter().map(heads).find(|count| *count > 0) == Some(1)
}

struct Reader<'a> {
    draft: Draft,
    part: Part,
    /// Column of 年度目标.
    annual_goal: Option<u32>,
    goals: Vec<(&'a Row, &'a Cell)>,
    /// Column in which the labels of the texts stand.
    label_column: u32,
    /// The last column and, where rows are counted, the last row that the label of the goals covers.
    goal_label: Option<(u32, Option<u32>)>,
    /// The columns of the indicator table, once its heads were seen.
    columns: Option<Table>,
    /// The form's amounts are in 万元.
    wan: bool,
}

impl<'a> Reader<'a> {
    /// Takes what belongs to the head of the form and the signature; gives back the cells of the indicator table.
    fn row(&mut self, row: &'a Row, labels: &[Option<Label>]) -> Vec<Cell> {
        let mut rest = Vec::new();
        let mut waiting: Option<TextField> = None;
        let mut fund: Option<(Side, FundLine)> = None;
        let mut totals = 0;
        let mut sides = [0; FundLine::ALL.len()];
        let mut foreign: Option<(Side, &Cell)> = None;
        let signature = labels.iter().flatten().any(|label| is_signature(*label))
            || row
                .cells
                .iter()
                .any(|cell| label::with_text(&cell.text, label::of_project).is_some_and(|(l, _)| is_signature(l)));
        // A row that stands in the columns of the table is one of it, whatever its words are.
        if self.part == Part::Table && !signature && self.columns.as_ref().is_some_and(|columns| columns.holds(row)) {
            return row.cells.clone();
        }
        for (index, cell) in row.cells.iter().enumerate() {
            // In a line of signatures 项目负责人 signs; in the head of a form it is a label that this form does not have.
            let signs_project = signature && label::key(&cell.text) == "项目负责人";
            let known = labels.get(index).copied().flatten();
            let known = known.or_else(|| signs_project.then_some(Label::Text(TextField::Head)));
            // 服务对象满意度 beside its like is a name where a value follows.
            let name_like = self.part == Part::Table
                && known == Some(Label::Level2(Level2::BeneficiarySatisfaction))
                && row.cells.get(index + 1).is_some_and(|next| sense::is_value(&next.text));
            let repeats = row.is_repeat(index) && !name_like;
            if repeats && (known.is_some() || !matches!(self.part, Part::Goals | Part::Table)) {
                self.draft.take(row, cell, None);
                continue;
            }
            let signs = label::signature(&cell.text);
            if signs.len() > 1 {
                self.draft.take(row, cell, None);
                for (field, text) in signs {
                    self.signed(field, text, row, cell);
                }
                continue;
            }
            if let (None, Some((Label::Text(field), text))) = (known, label::with_text(&cell.text, label::of_project))
                && (is_signature(Label::Text(field)) || matches!(self.part, Part::Head))
            {
                self.field(field, text, row, cell);
                waiting = None;
                continue;
            }
            if known.is_some() && self.part != Part::Table {
                self.draft.take(row, cell, None);
            }
            match known {
                Some(Label::Text(field @ (TextField::GoalPeriod | TextField::GoalAnnual))) => {
                    self.part = Part::Goals;
                    waiting = None;
                    self.draft.take(row, cell, None);
                    self.goal_label.get_or_insert_with(|| reach(row, cell));
                    self.draft.seen(FieldPath::Text(field));
                    if field == TextField::GoalAnnual {
                        self.annual_goal = Some(cell.column);
                    }
                }
                Some(Label::Goal) => {
                    self.part = Part::Goals;
                    waiting = None;
                    self.draft.take(row, cell, None);
                    // Outside the lines of a page a label stands in no column.
                    self.goal_label = row.exact.then(|| reach(row, cell)).or(self.goal_label);
                }
                Some(Label::Text(field)) => {
                    self.draft.take(row, cell, None);
                    if TEXTS.contains(&field) {
                        self.part = Part::Texts(field);
                        self.label_column = cell.column;
                    } else if self.part != Part::Table {
                        self.part = Part::Head;
                    }
                    self.draft.seen(FieldPath::Text(field));
                    waiting = Some(field);
                }
                Some(Label::Funds) => {
                    self.part = Part::Funds;
                    self.wan |= label::key(&cell.text).ends_with("万元");
                }
                Some(Label::FundTotal(side)) => {
                    self.part = Part::Funds;
                    self.wan |= label::key(&cell.text).ends_with("万元");
                    fund = Some((side, FundLine::Total));
                    totals += 1;
                    self.draft.seen(FieldPath::Fund(side, FundLine::Total));
                }
                Some(_) if self.part == Part::Table => rest.push(cell.clone()),
                Some(_) => {}
                None if self.part == Part::Table => {
                    let indicator = |text: &str| sense::is_value(text) && !is_number(text);
                    let beside_value = row.cells.get(index + 1).is_some_and(|next| indicator(&next.text));
                    match waiting.take() {
                        Some(field) if signature && !indicator(&cell.text) && !beside_value => {
                            self.field(field, &cell.text, row, cell);
                        }
                        _ => rest.push(cell.clone()),
                    }
                }
                None if self.part == Part::Funds => {
                    if let Some(line) = label::fund(&cell.text) {
                        let seen = FundLine::ALL.iter().zip(&mut sides).find(|(own, _)| **own == line);
                        let again = seen.map_or(0, |(_, count)| std::mem::replace(count, *count + 1));
                        let side = if again == 0 && !self.annual_only() { Side::Period } else { Side::Annual };
                        self.draft.seen(FieldPath::Fund(side, line));
                        self.draft.take(row, cell, None);
                        fund = Some((side, line));
                    } else if is_rest_of_label(&cell.text) {
                        self.wan |= label::key(&cell.text) == "万元";
                        self.draft.take(row, cell, None);
                    } else if let Some(side) = self.foreign_source(row, index) {
                        (fund, foreign) = (None, Some((side, cell)));
                        if !row.cells.get(index + 1).is_some_and(|next| is_amount(&next.text)) {
                            self.draft.take(row, cell, None);
                        }
                    } else if foreign
                        .is_some_and(|(side, label)| is_amount(&cell.text) && self.unplaced(side, label, row, cell))
                    {
                        foreign = None;
                    } else if let Some((side, line)) = fund.take_if(|_| {
                        is_amount(&cell.text) || !row.cells.get(index + 1).is_some_and(|next| is_amount(&next.text))
                    }) {
                        self.amount(FieldPath::Fund(side, line), row, cell);
                    } else if index == 0
                        && row.cells.len() > 1
                        && totals == 0
                        && !is_amount(&cell.text)
                        && cell.text.chars().count() > 8
                        && !is_foreign_source(row)
                    {
                        self.text_of_unknown_label(row);
                        return rest;
                    }
                }
                None if self.part == Part::Goals && self.is_beside_goals(row, cell) => self.part = Part::Unknown,
                None if self.part == Part::Goals => self.goals.push((row, cell)),
                None => match (waiting.take(), self.part) {
                    (Some(field), _) => self.field(field, &cell.text, row, cell),
                    (None, Part::Texts(_)) if index == 0 && self.is_unknown_label(row, cell) => {
                        self.text_of_unknown_label(row);
                        return rest;
                    }
                    (None, Part::Texts(field)) => self.draft.put(FieldPath::Text(field), &cell.text, row, cell),
                    _ => {}
                },
            }
        }
        rest
    }

    /// Labels with a sign that was misread, where another cell stands beside them, and the place was not found yet.
    fn misread(&mut self, row: &Row, labels: &mut [Option<Label>]) {
        // What stands behind such a label is its text.
        let behind_label = |labels: &[Option<Label>], index: usize| {
            let before = index.checked_sub(1).and_then(|before| labels.get(before)).copied().flatten();
            matches!(before, Some(Label::Text(_) | Label::FundTotal(_)))
        };
        for (index, cell) in row.cells.iter().enumerate() {
            let alone = index + 1 == row.cells.len();
            if labels.get(index).is_none_or(Option::is_some) || alone || behind_label(labels, index) {
                continue;
            }
            let Some((label, words)) = label::misread(&cell.text) else { continue };
            let path = match label {
                Label::Text(field) => FieldPath::Text(field),
                Label::FundTotal(side) => FieldPath::Fund(side, FundLine::Total),
                Label::Goal => FieldPath::Text(TextField::GoalPeriod),
                _ => FieldPath::Form,
            };
            if path != FieldPath::Form && self.draft.marks.contains_key(&path) {
                continue;
            }
            if let Some(slot) = labels.get_mut(index) {
                *slot = Some(label);
            }
            self.draft.take(row, cell, None);
            let message = format!("原文的栏目名是“{}”，按“{words}”读", clean_line(&cell.text));
            self.draft.doubt(path, message);
        }
    }

    /// Puts an amount; what does not read as a number stays as written.
    fn amount(&mut self, path: FieldPath, row: &Row, cell: &Cell) {
        let amount = Amount::of(cell, if self.wan { WAN_DECIMALS } else { YUAN_DECIMALS });
        let text = if self.wan && is_amount(&amount.text) { in_yuan(&amount.text) } else { amount.text };
        self.draft.put(path, &text, row, cell);
        if self.wan && !is_amount(&text) {
            self.draft.doubt(path, "原文的金额以万元计，这里以元计".to_owned());
        }
        if let Some(note) = amount.note {
            self.draft.doubt(path, note);
        }
    }

    /// The side of a label of a source that the form does not have, beside which an amount stands or nothing does.
    fn foreign_source(&self, row: &Row, index: usize) -> Option<Side> {
        let cell = row.cells.get(index).filter(|cell| unplaced::is_label(&cell.text))?;
        let follows = row.cells.get(index + 1).is_none_or(|next| {
            let known = label::fund(&next.text).is_some() || label::of_project(&next.text).is_some();
            is_amount(&next.text) || known || unplaced::is_label(&next.text)
        });
        let key = label::key(&cell.text);
        let again = row.cells.iter().take(index).any(|before| label::key(&before.text) == key);
        let side = if again || self.annual_only() { Side::Annual } else { Side::Period };
        follows.then_some(side)
    }

    /// Keeps an amount whose source the form does not have. False where it does not read or is nothing.
    fn unplaced(&mut self, side: Side, label: &Cell, row: &Row, cell: &Cell) -> bool {
        let amount = Amount::of(cell, if self.wan { WAN_DECIMALS } else { YUAN_DECIMALS });
        let text = if self.wan { in_yuan(&amount.text) } else { amount.text };
        let Some(amount) = Yuan::read(&text).read().copied().filter(|amount| !amount.0.is_zero()) else {
            return false;
        };
        self.draft.take(row, label, None);
        self.draft.take(row, cell, None);
        let (label, source) = (clean_line(&label.text), row.place.of_cell(cell.column));
        self.draft.unplaced.push(Unplaced { side, label, amount, source });
        true
    }

    /// A label that the form does not know, in the column of labels below the goals.
    fn is_beside_goals(&self, row: &Row, cell: &Cell) -> bool {
        let Some((column, last)) = self.goal_label else { return false };
        let below = match (last, number(row)) {
            (Some(last), Some(own)) => own > last,
            _ => true,
        };
        row.exact && row.cells.len() > 1 && below && cell.column <= column && !self.goals.is_empty()
    }

    /// In layouts with one column of money there is no second label; there the first one may be the annual side.
    fn annual_only(&self) -> bool {
        let seen = |side| self.draft.marks.contains_key(&FieldPath::Fund(side, FundLine::Total));
        seen(Side::Annual) && !seen(Side::Period)
    }

    /// A place of the signature line; blank where nothing is written.
    fn signed(&mut self, field: TextField, text: &str, row: &Row, cell: &Cell) {
        self.draft.seen(FieldPath::Text(field));
        if !text.is_empty() {
            self.field(field, text, row, cell);
        }
    }

    fn field(&mut self, field: TextField, text: &str, row: &Row, cell: &Cell) {
        if field != TextField::Department {
            self.draft.put(FieldPath::Text(field), text, row, cell);
            return;
        }
        let text = clean_line(text);
        let (code, name) = split_code(&text);
        if let Some(code) = code {
            self.draft.put(FieldPath::Text(TextField::DepartmentCode), code, row, cell);
        } else {
            self.draft.doubt(FieldPath::Text(TextField::DepartmentCode), "没有找到主管部门代码".to_owned());
        }
        self.draft.put(FieldPath::Text(TextField::Department), name, row, cell);
    }

    /// A row of the texts whose label has other words: a short text in the column of labels with a text beside it.
    fn is_unknown_label(&self, row: &Row, cell: &Cell) -> bool {
        row.cells.len() > 1 && cell.column == self.label_column && label::key(&cell.text).chars().count() <= 20
    }

    fn text_of_unknown_label(&mut self, row: &Row) {
        let [label, texts @ ..] = row.cells.as_slice() else { return };
        let after = match self.part {
            Part::Texts(field) => TEXTS.iter().position(|own| *own == field).map_or(0, |at| at + 1),
            _ => 0,
        };
        let free = TEXTS.iter().skip(after).find(|field| !self.draft.is_filled(FieldPath::Text(**field)));
        let Some(field) = free.copied() else { return };
        self.part = Part::Texts(field);
        self.draft.take(row, label, Some(FieldPath::Text(field)));
        for cell in texts {
            self.draft.put(FieldPath::Text(field), &cell.text, row, cell);
        }
        let message = format!("原文的栏目名是“{}”，按次序放在这里", clean_line(&label.text));
        self.draft.doubt(FieldPath::Text(field), message);
    }

    /// The texts of 总体目标: the first is of the period, the second of the year.
    fn finish_goals(&mut self) {
        let goals = std::mem::take(&mut self.goals);
        let period = FieldPath::Text(TextField::GoalPeriod);
        let annual = FieldPath::Text(TextField::GoalAnnual);
        let period_seen = self.draft.marks.contains_key(&period);
        if let [(row, cell)] = goals.as_slice()
            && !row.exact
        {
            let path = if period_seen || self.annual_goal.is_none() { period } else { annual };
            self.draft.put(path, &cell.text, row, cell);
            if path == period {
                self.draft.doubt(path, "总体目标只有一段文字，放在实施期目标，请看看年度目标是否缺少".to_owned());
            }
            return;
        }
        let is_repeat = |row: &Row, cell: &Cell| {
            row.cells.iter().position(|own| own.column == cell.column).is_some_and(|index| row.is_repeat(index))
        };
        let repeated = goals.len() > 2 && goals.iter().any(|(row, cell)| is_repeat(row, cell));
        let alone = |row: &Row| goals.iter().filter(|(own, _)| std::ptr::eq(*own, row)).count() == 1;
        let mut before: Option<(bool, &str)> = None;
        let mut above: Option<(bool, &Row, &Cell)> = None;
        for (index, (row, cell)) in goals.iter().enumerate() {
            let by_column = (row.exact || repeated) && self.annual_goal.is_some();
            // A text that a page broke goes on in the same column of a row of its own.
            let broken = above.filter(|(_, own, before)| {
                let below = before.column == cell.column && self.annual_goal.is_some_and(|from| cell.column < from);
                below && alone(own) && alone(row) && !before.text.ends_with(['。', ';', '；', '.', '!', '！'])
            });
            let is_annual = if by_column {
                self.annual_goal.is_some_and(|from| cell.column >= from)
            } else if let Some((annual, ..)) = broken {
                annual
            } else {
                !period_seen && self.annual_goal.is_some() || index % 2 == 1
            };
            above = Some((is_annual, row, cell));
            if repeated && before.replace((is_annual, cell.text.as_str())) == Some((is_annual, cell.text.as_str())) {
                self.draft.take(row, cell, Some(if is_annual { annual } else { period }));
                continue;
            }
            self.draft.put(if is_annual { annual } else { period }, &cell.text, row, cell);
        }
    }
}

fn is_signature(label: Label) -> bool {
    use TextField as T;
    matches!(label, Label::Text(T::Head | T::Preparer | T::Phone | T::FilledAt))
}

/// Number of the row in its sheet or table.
fn number(row: &Row) -> Option<u32> {
    match row.place {
        Place::Sheet(_, row) => Some(row),
        Place::Table(_, row) => u32::try_from(row).ok(),
        _ => None,
    }
}

/// The last column and row that a cell covers.
fn reach(row: &Row, cell: &Cell) -> (u32, Option<u32>) {
    let last = |from: u32, length: u32| from.saturating_add(length.saturating_sub(1));
    (last(cell.column, cell.width), number(row).map(|own| last(own, cell.height)))
}

/// A source of money that the form does not have: a short label, and beside it nothing but amounts.
fn is_foreign_source(row: &Row) -> bool {
    let [label, amounts @ ..] = row.cells.as_slice() else { return false };
    label::key(&label.text).chars().count() <= 20
        && amounts.iter().all(|cell| is_amount(&cell.text) || label::fund(&cell.text).is_some())
}

/// What is left of a label of a source that a narrow column broke: 政资金.
fn is_rest_of_label(text: &str) -> bool {
    let key = label::key(text);
    !key.is_empty()
        && key.chars().count() <= 5
        && ["中央财政资金", "省级财政资金", "市县区财政资金", "单位自筹", "其他资金"]
            .iter()
            .any(|label| label.ends_with(&key))
        || matches!(key.as_str(), "全" | "万元" | "元")
}

/// A number as telephones and dates are.
fn is_number(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | ' '))
}

/// `005-某某办公室`: the code keeps its leading zeros.
pub fn split_code(text: &str) -> (Option<&str>, &str) {
    if let Some((code, name)) = bracketed_code(text) {
        return (Some(code), name);
    }
    let code_end = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(0);
    let (code, rest) = text.split_at_checked(code_end).unwrap_or(("", text));
    let name = rest.trim_start().trim_start_matches(['-', '－', '—', '–', '_', ' ']).trim();
    let is_code =
        code.len() >= 2 && code.chars().any(|c| c.is_ascii_digit()) && !name.is_empty() && name.len() < rest.len();
    if is_code { (Some(code), name) } else { (None, text) }
}

/// `[301]某某局`
fn bracketed_code(text: &str) -> Option<(&str, &str)> {
    let (code, name) =
        text.trim_start().strip_prefix(['[', '［', '【', '(', '（'])?.split_once([']', '］', '】', ')', '）'])?;
    let is_code = code.len() >= 2 && code.chars().all(|c| c.is_ascii_digit());
    (is_code && !name.trim().is_empty()).then_some((code, name.trim()))
}

/// Whether nothing of a project form was found in these rows.
pub fn is_nothing(form: &ProjectForm) -> bool {
    form.project_name.is_empty()
        && form.department.is_empty()
        && form.indicators.period.is_empty()
        && form.indicators.annual.is_empty()
        && form.overview.is_empty()
        && matches!(form.funds_annual.total, Entry::Blank)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_keep_their_zeros() {
        assert_eq!(split_code("005-云岭县档案馆"), (Some("005"), "云岭县档案馆"));
        assert_eq!(split_code("005001－云岭县档案馆"), (Some("005001"), "云岭县档案馆"));
        assert_eq!(split_code("云岭县档案馆"), (None, "云岭县档案馆"));
        assert_eq!(split_code("2025"), (None, "2025"));
        assert_eq!(split_code("[301]云岭县档案馆"), (Some("301"), "云岭县档案馆"));
    }
}
