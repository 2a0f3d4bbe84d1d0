//! Defects in whole forms: the forms of `texts/fresh.txt`, each with one change of `texts/edits.txt` that makes it wrong.

use super::Sample;
use super::others::{LEVELS, TEXTS, read_forms};
use jibiao_model::Side;
use jibiao_model::path::TextField;

const FORMS: &str = include_str!("texts/fresh.txt");
const EDITS: &str = include_str!("texts/edits.txt");

/// A form with one defect.
pub struct Edited {
    /// The rule that should speak.
    pub code: &'static str,
    /// The form.
    pub form: Sample,
    /// The line of the list.
    pub line: &'static str,
}

/// The forms without a defect.
pub fn forms() -> Vec<Sample> {
    read_forms(FORMS)
}

fn lines() -> impl Iterator<Item = &'static str> {
    EDITS.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Every line of the list.
pub fn edited() -> Vec<Edited> {
    let forms = forms();
    lines().filter_map(|line| one(line, &forms)).collect()
}

fn one(line: &'static str, forms: &[Sample]) -> Option<Edited> {
    let (head, changes) = line.split_once(" | ")?;
    let (code, name) = head.split_once(' ')?;
    let mut form = forms.iter().find(|form| form.0.project_name == name)?.clone();
    for change in changes.split(" | ") {
        let (kind, rest) = change.split_once(' ')?;
        make(&mut form, kind, rest)?;
    }
    Some(Edited { code, form, line })
}

/// The fields of a text: both goals by one word.
fn fields(word: &str) -> Vec<TextField> {
    match word {
        "目标" => vec![TextField::GoalPeriod, TextField::GoalAnnual],
        _ => TEXTS.iter().filter(|(key, ..)| *key == word).map(|(_, field, _)| *field).collect(),
    }
}

fn level(word: &str) -> Option<&'static str> {
    LEVELS.iter().find(|(key, _)| *key == word).map(|(_, level)| *level)
}

/// Makes one change; `None` where the form does not hold what is to be changed.
fn make(form: &mut Sample, kind: &str, rest: &str) -> Option<()> {
    let (first, second) = rest.split_once(' ').unwrap_or((rest, ""));
    match kind {
        "改" => {
            let (old, new) = second.split_once(" -> ").or_else(|| Some((second.strip_suffix(" ->")?, "")))?;
            for field in fields(first) {
                let text = form.get(field);
                form.set(field, &text.contains(old).then(|| text.replace(old, new))?);
            }
        }
        "写" => fields(first).into_iter().for_each(|field| form.set(field, second)),
        "加" => {
            let (name, value) = second.rsplit_once(' ')?;
            form.row(level(first)?, name, value);
        }
        _ => return change_rows(form, kind, first, second),
    }
    Some(())
}

/// A change of the rows with this name on both sides.
fn change_rows(form: &mut Sample, kind: &str, name: &str, new: &str) -> Option<()> {
    let mut found = false;
    for side in Side::BOTH {
        let rows = form.0.indicators.side_mut(side);
        if kind == "删" {
            let before = rows.len();
            rows.retain(|row| row.name != name);
            found |= rows.len() < before;
            continue;
        }
        for row in rows.iter_mut().filter(|row| row.name == name) {
            found = true;
            match kind {
                "值" => new.clone_into(&mut row.value),
                "名" => new.clone_into(&mut row.name),
                "移" => {
                    level(new)?.clone_into(&mut row.level2);
                    super::draw::parent(&row.level2).clone_into(&mut row.level1);
                }
                _ => return None,
            }
        }
    }
    found.then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_makes_a_change() {
        let made: Vec<&str> = edited().iter().map(|edited| edited.line).collect();
        let missing: Vec<&str> = lines().filter(|line| !made.contains(line)).collect();
        assert!(missing.is_empty(), "{missing:?}");
        assert!(made.len() > 150 && forms().len() == 15);
    }
}
