//! Defects in whole forms: the forms of `texts/fresh.txt` and `texts/more.txt`, each with one change of `texts/edits.txt` and
//! `texts/more_edits.txt` that makes it wrong.

use super::Sample;
use super::others::{LEVELS, TEXTS, read_forms};
use jibiao_model::Side;
use jibiao_model::path::TextField;

/// Forms without a defect, the changes that plant one each, and what was found when they were first tried.
pub struct Set {
    forms: &'static str,
    edits: &'static str,
    /// Found of the changes of each group.
    pub found_first: &'static [(char, usize)],
    /// Findings on the forms without a change.
    pub said_first: usize,
    /// What the page says of them.
    pub heading: &'static str,
}

/// The forms that were written first, and those of other departments that were written when the rules had been mended with them.
pub const SETS: [Set; 3] = [
    Set {
        forms: include_str!("texts/fresh.txt"),
        edits: include_str!("texts/edits.txt"),
        found_first: &[('A', 5), ('B', 24), ('C', 48), ('D', 17), ('E', 30), ('F', 18), ('G', 4)],
        said_first: 2,
        heading: "## 整份表里的错误\n\n`texts/fresh.txt` 里是 15 份别的项目的整份表，`texts/edits.txt` 在上面各改一处，成为一个错误；写的时候没有看规则的条件。",
    },
    Set {
        forms: include_str!("texts/more.txt"),
        edits: include_str!("texts/more_edits.txt"),
        found_first: &[('A', 5), ('B', 23), ('C', 54), ('D', 14), ('E', 20), ('F', 17), ('G', 7)],
        said_first: 2,
        heading: "## 又一批整份表\n\n`texts/more.txt` 里是另外 20 份表（公安、教育、卫健、林业、交通、民政、档案、融媒体、文旅、市场监管等），`texts/more_edits.txt` 的错误换了写法、单位和位置，是规则按上一批改过以后另写的。",
    },
    Set {
        forms: include_str!("texts/third.txt"),
        edits: include_str!("texts/third_edits.txt"),
        found_first: &[('A', 11), ('B', 15), ('C', 64), ('D', 17), ('E', 14), ('F', 32), ('G', 9)],
        said_first: 7,
        heading: "## 第三批整份表\n\n`texts/third.txt` 里是又 15 份表（体育、供销、保险、人大、人社、气象、统计、粮食、水利、方志等），里面特意写了对的、容易误报的话；`texts/third_edits.txt` 的错误是不看规则的条件另外写的。",
    },
];

impl Set {
    /// The forms without a defect.
    pub fn forms(&self) -> Vec<Sample> {
        read_forms(self.forms)
    }

    fn lines(&self) -> impl Iterator<Item = &'static str> {
        self.edits.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
    }

    /// Every line of the list of changes.
    pub fn edited(&self) -> Vec<Edited> {
        let forms = self.forms();
        self.lines().filter_map(|line| one(line, &forms)).collect()
    }
}

/// A form with one defect.
pub struct Edited {
    /// The rule that should speak.
    pub code: &'static str,
    /// The form.
    pub form: Sample,
    /// The line of the list.
    pub line: &'static str,
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
        for (set, forms) in SETS.iter().zip([15, 20, 15]) {
            let made: Vec<&str> = set.edited().iter().map(|edited| edited.line).collect();
            let missing: Vec<&str> = set.lines().filter(|line| !made.contains(line)).collect();
            assert!(missing.is_empty(), "{missing:?}");
            assert!(made.len() > 150 && set.forms().len() == forms);
        }
    }
}
