//! 修改记录 for people.

use super::from_store;
use super::{Session, fields, id, place, when};
use crate::error::{Code, Error};
use crate::requests::form::{History, HistoryChange, HistoryLine, ListHistory};
use jibiao_model::cell::text_at;
use jibiao_model::path::RowField;
use jibiao_model::template::Template;
use jibiao_model::{FieldPath, Form};
use jibiao_store::Patch;

impl Session {
    /// 修改记录, newest first.
    pub(crate) fn history(&mut self, request: ListHistory) -> Result<History, Error> {
        let limit = request.limit.unwrap_or(50).min(1_000);
        let store = self.store()?;
        let form = store.form(id(request.form)).map_err(from_store)?.form;
        let template = self.own_template(&form)?;
        let offset = request.offset.unwrap_or(0);
        let mut lines = store.history(id(request.form), offset, limit + 1).map_err(from_store)?;
        let more = lines.len() > limit as usize;
        lines.truncate(limit as usize);
        let now = self.now();
        let lines = lines.into_iter().map(|line| HistoryLine {
            at: line.at,
            when: when::shown(line.at, now),
            changes: changes(&line, &form, &template),
            who: if line.who.trim().is_empty() { "（未填姓名）".to_owned() } else { line.who },
            operation: line.operation.title().to_owned(),
            revision: line.revision,
        });
        Ok(History { lines: lines.collect(), more })
    }
}

impl Session {
    /// What stood at the place of a change, to be put there again.
    pub(super) fn old_value(&self, form: i64, revision: i64, change: usize) -> Result<Patch, Error> {
        let gone = || Error::new(Code::NothingToDo, "这一处已经不在表里，或已经是原来的内容", "请看最新的修改记录");
        let store = self.store()?;
        let own = store.form(id(form)).map_err(from_store)?.form;
        // A reason that was given is a line of the same revision, without changes.
        let lines = store.history_of(id(form), revision).map_err(from_store)?;
        let old = lines.into_iter().find_map(|line| line.before.into_iter().rev().nth(change)).ok_or_else(gone)?;
        if can_restore(&old, &own) { Ok(old) } else { Err(gone()) }
    }
}

/// True for a text of a place that is still in the form with another text, and for a row that was taken out and is not back.
fn can_restore(old: &Patch, form: &Form) -> bool {
    match old {
        Patch::Set { path, text } => {
            let now = FieldPath::parse(path, form).and_then(|path| text_at(form, path));
            now.is_some_and(|now| now != *text)
        }
        Patch::Insert { list, row: Some(row), .. } => match (list.as_str(), form) {
            ("key_tasks", Form::Unit(unit)) => unit.key_tasks.iter().all(|task| task.id.0 != *row),
            _ => FieldPath::parse(&format!("{list}[#{row}]"), form).is_none(),
        },
        _ => false,
    }
}

/// What was put in and what stood there, each change once; then what was let pass with it.
fn changes(line: &jibiao_store::HistoryLine, form: &Form, template: &Template) -> Vec<HistoryChange> {
    // What stood there is recorded last change first.
    let made = line.done.iter().zip(line.before.iter().rev());
    let made = made.map(|(done, before)| change(done, before, form, template));
    let waived = line.waivers.iter().map(|waiver| HistoryChange {
        place: words(&waiver.path, form, template),
        before: String::new(),
        after: match waiver.reason.trim() {
            "" => format!("不再忽略“{}”", rule_words(&waiver.code)),
            reason => format!("忽略“{}”：{reason}", rule_words(&waiver.code)),
        },
        can_restore: false,
    });
    made.chain(waived).collect()
}

/// What a rule is called; the code of one that is gone.
fn rule_words(code: &str) -> String {
    let known = jibiao_rules::book().into_iter().find(|rule| rule.code == code);
    known.map_or_else(|| code.to_owned(), |rule| format!("{}（{code}）", rule.title))
}

fn change(done: &Patch, before: &Patch, form: &Form, template: &Template) -> HistoryChange {
    let can_restore = can_restore(before, form);
    let line = |place: String, before: String, after: String| HistoryChange { place, before, after, can_restore };
    match (done, before) {
        (Patch::Set { path, text }, Patch::Set { text: old, .. }) => {
            let place = FieldPath::parse(path, form).unwrap_or(FieldPath::Form);
            let said = |text: &String| fields::chosen(place, text.clone());
            line(words(path, form, template), said(old), said(text))
        }
        (Patch::Insert { list, texts, .. }, _) => line(words(list, form, template), String::new(), row(texts)),
        (Patch::Delete { list, .. }, Patch::Insert { texts, .. }) => {
            line(words(list, form, template), row(texts), String::new())
        }
        (Patch::Move { list, row, to }, _) => {
            let place = words(&format!("{list}[#{row}]"), form, template);
            line(place, String::new(), format!("移到第 {} 行", to + 1))
        }
        // A change and its inverse are of one kind; where a file says otherwise there is nothing to show.
        _ => line(String::new(), String::new(), String::new()),
    }
}

fn row(texts: &[String]) -> String {
    let filled: Vec<&str> = texts.iter().map(String::as_str).filter(|text| !text.trim().is_empty()).collect();
    if filled.is_empty() { "（空行）".to_owned() } else { filled.join("　") }
}

/// The words for a place; a row that is gone is named by its list.
fn words(path: &str, form: &Form, template: &Template) -> String {
    let list = path.split('[').next().unwrap_or(path);
    let found = FieldPath::parse(path, form).or_else(|| FieldPath::parse(list, form));
    let groups = super::grid::groups(form, template);
    let Some(place) = found else { return "已不在的一行".to_owned() };
    let column = match place {
        FieldPath::Cell(_, _, RowField::Name) => template.labels.get("indicator_name"),
        FieldPath::Cell(_, _, RowField::Value) => template.labels.get("indicator_value"),
        _ => None,
    };
    let words = place::words(place, form, template, &groups);
    column.map_or_else(|| words.clone(), |column| format!("{words} {column}"))
}
