//! The forms of a file, with title, year and template.

use super::draft::Draft;
use super::find::{self, Found};
use super::grid::{Cell, Grid, Place, Row};
use super::label::{self, Label};
use super::plan::PlannedForm;
use super::{project, unit};
use crate::unprinted::Unprinted;
use jibiao_model::form::{Form, ProjectForm, UnitForm};
use jibiao_model::path::{FieldPath, TextField};
use jibiao_model::template::Kind;
use std::collections::HashMap;

/// All forms of a file.
pub fn of(grid: &Grid, file: usize) -> Vec<PlannedForm> {
    let mut forms: Vec<PlannedForm> = find::forms(grid).iter().filter_map(|found| one(found, file)).collect();
    let mut kept: Vec<&Unprinted> = grid.unprinted.iter().collect();
    for planned in &mut forms {
        // Two forms of one name have what was kept of them in their order.
        if let Some(at) = kept.iter().position(|kept| kept.is_of(&planned.form)) {
            planned.put_unprinted(kept.remove(at));
        }
    }
    forms
}

fn one(found: &Found, file: usize) -> Option<PlannedForm> {
    let template = template(found).to_owned();
    let mut draft = match found.kind {
        Kind::Project => project::read(ProjectForm { template, ..ProjectForm::default() }, &found.body),
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
    if let Some((row, title)) = &found.title {
        draft.put(FieldPath::Text(TextField::Title), title, row, &first_cell(row));
    }
    put_year(&mut draft, found);
    Some(PlannedForm::of(file, place, draft))
}

fn place(place: &Place) -> String {
    match place {
        Place::Sheet(sheet, _) => format!("工作表“{sheet}”"),
        other => other.to_string(),
    }
}

fn first_cell(row: &Row) -> Cell {
    row.cells.first().cloned().unwrap_or_else(|| Cell::new(0, ""))
}

/// The year stands between title and table, in the title, or over the first lines of it broken in two.
fn put_year(draft: &mut Draft, found: &Found) {
    let title = found.title.iter().map(|(row, _)| *row);
    let rows: Vec<&Row> = found.head.iter().copied().chain(title).collect();
    let of_row = |row: &&Row| row.cells.iter().find_map(|cell| find::year(&cell.text).map(|year| (year, cell.column)));
    let in_row = rows.iter().find_map(|row| of_row(row).map(|(year, column)| (year, *row, column)));
    let broken = || {
        let text: String = found.head.iter().flat_map(|row| &row.cells).map(|cell| cell.text.as_str()).collect();
        Some((find::year(&text)?, *found.head.first()?, 0))
    };
    if let Some((year, row, column)) = in_row.or_else(broken) {
        draft.put(FieldPath::Year, &year.to_string(), row, &Cell::new(column, ""));
    }
}

/// The template whose words the form uses. A form remembers it; a person may choose another.
fn template(found: &Found) -> &'static str {
    let title = found.title.as_ref().map(|(_, title)| label::key(title)).unwrap_or_default();
    let has =
        |wanted: &dyn Fn(&str) -> bool| found.body.iter().flat_map(|row| &row.cells).any(|cell| wanted(&cell.text));
    if found.kind == Kind::Unit {
        "shanxi-unit"
    } else if has(&|text| label::of_project(text) == Some(Label::HeadWeight))
        || has(&|text| label::key(text) == "经济成本指标")
    {
        "cost-first-2021"
    } else if has(&|text| label::key(text) == "中期目标") {
        "central-2015"
    } else if title.contains("市级") {
        "shanxi-city"
    } else if has(&|text| matches!(label::key(text).as_str(), "社会效益指标" | "经济效益指标" | "生态效益指标"))
    {
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
