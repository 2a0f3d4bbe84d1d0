//! The forms of a file, with title, year and template.

use super::draft::Draft;
use super::find::{self, Found};
use super::grid::{Cell, Grid, Place, Row};
use super::label::{self, Label};
use super::plan::PlannedForm;
use super::{left, project, unit};
use crate::unprinted::Unprinted;
use jibiao_model::form::{Form, ProjectForm, UnitForm};
use jibiao_model::path::{FieldPath, TextField};
use jibiao_model::template::Kind;
use std::collections::{HashMap, HashSet};

/// All forms of a file; beside them the places of their rows.
pub fn of(grid: &Grid, file: usize) -> (Vec<PlannedForm>, HashSet<&Place>) {
    let (mut forms, mut read) = (Vec::new(), HashSet::new());
    for found in &find::forms(grid) {
        if let Some(form) = one(found, file) {
            forms.push(form);
            read.extend(rows(found).into_iter().map(|row| &row.place));
        }
    }
    let mut kept: Vec<&Unprinted> = grid.unprinted.iter().collect();
    for planned in &mut forms {
        // Two forms of one name have what was kept of them in their order.
        if let Some(at) = kept.iter().position(|kept| kept.is_of(&planned.form)) {
            planned.put_unprinted(kept.remove(at));
        }
    }
    (forms, read)
}

/// Title, head and body.
fn rows<'a>(found: &Found<'a>) -> Vec<&'a Row> {
    let title = found.title_above.into_iter().chain(found.title.iter().map(|(row, _)| *row));
    title.chain(found.head.iter().copied()).chain(found.body.iter().copied()).collect()
}

fn one(found: &Found, file: usize) -> Option<PlannedForm> {
    let template = template(found).to_owned();
    let unit_of_money =
        |cell: &&Cell| matches!(label::key(&cell.text).as_str(), "单位万元" | "金额单位万元" | "单位元" | "金额单位元");
    let above: Vec<(&Row, &Cell)> = above(found).filter(|(_, cell)| unit_of_money(cell)).collect();
    let wan = above.iter().any(|(_, cell)| label::key(&cell.text).ends_with("万元"));
    let mut draft = match found.kind {
        Kind::Project => project::read(ProjectForm { template, ..ProjectForm::default() }, &found.body, wan),
        Kind::Unit => unit::read(UnitForm { template, ..UnitForm::default() }, &found.body),
    };
    let nothing = match &draft.form {
        Form::Project(form) => project::is_nothing(form),
        Form::Unit(form) => form.department.is_empty() && form.indicators.is_empty(),
    };
    if nothing {
        return None;
    }
    let place = match (&found.title, found.body.first()) {
        (Some((row, _)), _) => place(&row.place),
        (None, Some(row)) => place(&row.place),
        (None, None) => String::new(),
    };
    if let Some(row) = found.title_above {
        draft.take(row, &first_cell(row), Some(FieldPath::Text(TextField::Title)));
    }
    if let Some((row, title)) = &found.title {
        let cell = row.cells.iter().find(|cell| label::key(&cell.text).starts_with(&label::key(title)));
        draft.put(FieldPath::Text(TextField::Title), title, row, cell.unwrap_or(&first_cell(row)));
    }
    put_year(&mut draft, found);
    for (row, cell) in above {
        draft.take(row, cell, None);
    }
    left::say(&mut draft, &rows(found));
    if found.more > 0 {
        let message = format!("这份表超过 {} 行，后面的 {} 行没有读", find::LONGEST, found.more);
        draft.doubt(FieldPath::Form, message);
    }
    Some(PlannedForm::of(file, place, draft))
}

fn place(place: &Place) -> String {
    match place {
        Place::Sheet(sheet, _) => format!("工作表“{sheet}”"),
        other => other.to_string(),
    }
}

/// The cells between the title and the table.
fn above<'a>(found: &'a Found) -> impl Iterator<Item = (&'a Row, &'a Cell)> {
    let rows = found.title.iter().map(|(row, _)| *row).chain(found.head.iter().copied());
    rows.flat_map(|row| row.cells.iter().map(move |cell| (row, cell)))
}

fn first_cell(row: &Row) -> Cell {
    row.cells.first().cloned().unwrap_or_else(|| Cell::new(0, ""))
}

/// The year stands between title and table, in the title, or over the first lines of it broken in two.
fn put_year(draft: &mut Draft, found: &Found) {
    let in_head = found.head.iter().flat_map(|row| row.cells.iter().map(move |cell| (*row, cell)));
    let in_cell = |(row, cell): (&'_ Row, &'_ Cell)| -> Option<i32> {
        // 2026 alone in a line of its own is the year as well.
        find::year(&cell.text).or_else(|| row.only().and_then(|text| find::year(&format!("({text})"))))
    };
    let year = in_head.clone().chain(above(found)).find_map(|at| in_cell(at).map(|year| (year, at)));
    if let Some((year, (row, cell))) = year {
        draft.put(FieldPath::Year, &year.to_string(), row, cell);
        return;
    }
    let text: String = in_head.clone().map(|(_, cell)| cell.text.as_str()).collect();
    let (Some(year), Some(row)) = (find::year(&text), found.head.first()) else { return };
    draft.put(FieldPath::Year, &year.to_string(), row, &first_cell(row));
    for (row, cell) in in_head {
        if label::key(&cell.text).chars().all(|c| c.is_ascii_digit() || matches!(c, '年' | '度')) {
            draft.take(row, cell, Some(FieldPath::Year));
        }
    }
}

/// The template whose words the form uses. A form remembers it; a person may choose another.
fn template(found: &Found) -> &'static str {
    let title = found.title.as_ref().map(|(_, title)| label::key(title)).unwrap_or_default();
    let has =
        |wanted: &dyn Fn(&str) -> bool| found.body.iter().flat_map(|row| &row.cells).any(|cell| wanted(&cell.text));
    if found.kind == Kind::Unit {
        return "shanxi-unit";
    }
    let weights = has(&|text| label::of_project(text) == Some(Label::HeadWeight));
    template_of(&title, weights, &|words| has(&|text| words.contains(&label::key(text).as_str())))
}

/// The template of a project form with this title (its key), with weights or without, by words that it prints.
pub fn template_of(title: &str, weights: bool, has: &dyn Fn(&[&str]) -> bool) -> &'static str {
    if weights || has(&["经济成本指标"]) {
        "cost-first-2021"
    } else if has(&["中期目标"]) {
        "central-2015"
    } else if title.contains("市级") {
        "shanxi-city"
    } else if has(&["社会效益指标", "经济效益指标", "生态效益指标"]) {
        "shanxi-county-2024"
    } else {
        "shanxi-county"
    }
}

/// A code that one form alone has, beside the one that all others of the same department have, may be a slip of the finger: the other one is
/// offered.
pub fn offer_common_codes(forms: &mut [PlannedForm]) {
    let code = |planned: &PlannedForm| match &planned.form {
        Form::Project(form) => (form.department.clone(), form.department_code.clone()),
        Form::Unit(form) => (form.department.clone(), form.department_code.clone()),
    };
    let mut counts: HashMap<(String, String), usize> = HashMap::new();
    for planned in forms.iter() {
        *counts.entry(code(planned)).or_default() += 1;
    }
    for planned in forms {
        let (department, own) = code(planned);
        if own.is_empty() {
            continue;
        }
        let usual = counts.iter().filter(|((other, code), count)| *other == department && *code != own && **count >= 3);
        let usual = usual.max_by_key(|(_, count)| **count).map(|((_, code), count)| (code.clone(), *count));
        if let Some((usual, count)) = usual
            && counts.get(&(department, own.clone())) == Some(&1)
        {
            let why = format!("本文件里同一部门的 {count} 份表都写“{usual}”，只有这一份写“{own}”");
            planned.offer(FieldPath::Text(TextField::DepartmentCode), usual, why);
        }
    }
}
