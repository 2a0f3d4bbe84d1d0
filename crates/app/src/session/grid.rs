//! The indicator grid: rows of both sides in the groups of the template's tree, paired as the rules pair them.

use crate::requests::form::{
    GridCell, GridGroup, GridRow, Link, Piece, PieceKind, ReadState, ReadingView, RowSide, TaskRow,
};
use jibiao_model::form::{IndicatorRow, Side};
use jibiao_model::path::{RowField, TaskField};
use jibiao_model::template::{Level1Node, Level2Node, Template};
use jibiao_model::value::{self, Reading, Unreadable};
use jibiao_model::{Entry, FieldPath, Form, RowId};
use std::collections::HashMap;

/// Rows of one second level.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub key: String,
    pub level1: String,
    pub level2: String,
    codes: Option<(&'static str, &'static str)>,
    pub optional: bool,
    pub pairs: Vec<Pair>,
}

/// One indicator: its row on either side, or on both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub period: Option<RowId>,
    pub annual: Option<RowId>,
}

impl Pair {
    pub fn key(self) -> String {
        let part = |id: Option<RowId>| id.map_or_else(String::new, |id| id.0.to_string());
        format!("{}+{}", part(self.period), part(self.annual))
    }

    /// Reads a key; it names at least one row.
    pub fn from_key(key: &str) -> Option<Pair> {
        let part = |text: &str| if text.is_empty() { Some(None) } else { text.parse().ok().map(|id| Some(RowId(id))) };
        let (period, annual) = key.split_once('+')?;
        let pair = Pair { period: part(period)?, annual: part(annual)? };
        (pair.period.is_some() || pair.annual.is_some()).then_some(pair)
    }

    pub fn of(self, side: Side) -> Option<RowId> {
        match side {
            Side::Period => self.period,
            Side::Annual => self.annual,
        }
    }
}

impl Group {
    fn known(one: &Level1Node, two: &Level2Node) -> Group {
        let (code1, code2) = (one.kind.code(), two.kind.code());
        Group {
            key: format!("{code1}/{code2}"),
            level1: one.label.clone(),
            level2: two.label.clone(),
            codes: Some((code1, code2)),
            optional: two.optional,
            pairs: Vec::new(),
        }
    }

    /// The stable code of its second level, where it is known.
    pub fn level2_code(&self) -> Option<&'static str> {
        self.codes.map(|(_, code)| code)
    }
}

/// The groups of a form: those of the template in its order, then those of levels that the template does not have.
pub(super) fn groups(form: &Form, template: &Template) -> Vec<Group> {
    let mut groups: Vec<Group> =
        template.tree.iter().flat_map(|one| one.children.iter().map(move |two| Group::known(one, two))).collect();
    let mut sides: HashMap<(usize, Side), Vec<RowId>> = HashMap::new();
    let mut place = HashMap::new();
    for side in Side::BOTH {
        for row in form.rows(side) {
            let group = group_of(&mut groups, template, row);
            place.insert(row.id, group);
            sides.entry((group, side)).or_default().push(row.id);
        }
    }
    let partner: HashMap<RowId, RowId> = jibiao_rules::pairs(form, template)
        .into_iter()
        .filter(|(period, annual)| place.get(period) == place.get(annual))
        .collect();
    for (index, group) in groups.iter_mut().enumerate() {
        let rows = |side| sides.get(&(index, side)).map_or(&[][..], Vec::as_slice);
        group.pairs = pairs(form, rows(Side::Period), rows(Side::Annual), &partner);
    }
    groups
}

/// The index of a row's group; makes one for levels that the template does not have.
fn group_of(groups: &mut Vec<Group>, template: &Template, row: &IndicatorRow) -> usize {
    let places = template.tree.iter().flat_map(|one| one.children.iter().map(move |two| (one, two)));
    let (kind1, kind2) = (row.kind1(), row.kind2());
    let fits = |two: &Level2Node| match kind2 {
        Some(kind) => two.kind == kind,
        None => !row.level2.trim().is_empty() && two.label.trim() == row.level2.trim(),
    };
    let all: Vec<usize> =
        places.clone().enumerate().filter(|(_, (_, two))| fits(two)).map(|(index, _)| index).collect();
    let own = |index: &&usize| {
        let (one, _) = places.clone().nth(**index).unzip();
        kind1.is_none() || one.is_some_and(|one| Some(one.kind) == kind1)
    };
    if let Some(index) = all.iter().find(own) {
        return *index;
    }
    let (level1, level2) = (row.level1.trim(), row.level2.trim());
    let key = format!("?{level1}/{level2}");
    groups.iter().position(|group| group.key == key).unwrap_or_else(|| {
        let (level1, level2) = (level1.to_owned(), level2.to_owned());
        groups.push(Group { key, level1, level2, codes: None, optional: true, pairs: Vec::new() });
        groups.len() - 1
    })
}

/// The rows of a group: in the order of the period side, then what only the annual side has. Rows that the rules leave alone because one
/// of them is blank are joined in their order, so that a row that is being filled does not fall apart.
fn pairs(form: &Form, period: &[RowId], annual: &[RowId], partner: &HashMap<RowId, RowId>) -> Vec<Pair> {
    let blank = |side: Side, id: &RowId| form.rows(side).iter().any(|row| row.id == *id && row.is_blank());
    let taken: Vec<RowId> = period.iter().filter_map(|id| partner.get(id)).copied().collect();
    let mut free: Vec<RowId> = annual.iter().filter(|id| !taken.contains(id)).copied().collect();
    let mut pairs = Vec::with_capacity(period.len());
    for id in period {
        let own_blank = blank(Side::Period, id);
        let found = partner.get(id).copied().or_else(|| {
            let at = free.iter().position(|other| own_blank == blank(Side::Annual, other) && own_blank);
            let at = at.or_else(|| free.iter().position(|other| own_blank || blank(Side::Annual, other)));
            at.map(|at| free.remove(at))
        });
        pairs.push(Pair { period: Some(*id), annual: found });
    }
    pairs.extend(free.into_iter().map(|id| Pair { period: None, annual: Some(id) }));
    pairs
}

/// The row with this id.
pub(super) fn row(form: &Form, side: Side, id: RowId) -> Option<&IndicatorRow> {
    form.rows(side).iter().find(|row| row.id == id)
}

/// How the two sides of a pair stand to each other.
pub(super) fn link(form: &Form, pair: Pair) -> Link {
    let side = |side| pair.of(side).and_then(|id| row(form, side, id));
    match (side(Side::Period), side(Side::Annual)) {
        (Some(period), Some(annual)) => {
            let same = period.name == annual.name && period.value == annual.value && period.weight == annual.weight;
            if same { Link::Linked } else { Link::Differing }
        }
        _ => Link::Single,
    }
}

/// The grid as the window shows it.
pub(super) fn view(form: &Form, template: &Template, groups: &[Group]) -> Vec<GridGroup> {
    groups
        .iter()
        .map(|group| GridGroup {
            rows: group.pairs.iter().map(|pair| row_view(form, template, *pair)).collect(),
            empty_note: empty_note(form, groups, group),
            known: group.codes.is_some(),
            level1_code: group.codes.map(|(code, _)| code.to_owned()),
            level2_code: group.codes.map(|(_, code)| code.to_owned()),
            key: group.key.clone(),
            level1: group.level1.clone(),
            level2: group.level2.clone(),
        })
        .collect()
}

/// What an empty group says: one of several groups may stay empty, but not all of a first level.
fn empty_note(form: &Form, groups: &[Group], of: &Group) -> String {
    let is_filled = |pair: &Pair| {
        let rows = Side::BOTH.into_iter().filter_map(|side| row(form, side, pair.of(side)?));
        rows.into_iter().any(|row| !row.is_blank())
    };
    let beside = || groups.iter().filter(|group| group.level1 == of.level1);
    let one_of_several =
        beside().all(|group| group.optional) && !beside().flat_map(|group| &group.pairs).any(is_filled);
    match (of.optional, one_of_several) {
        (false, _) => String::new(),
        (true, false) => "可不填".to_owned(),
        (true, true) => "几类里至少填一条".to_owned(),
    }
}

fn row_view(form: &Form, template: &Template, pair: Pair) -> GridRow {
    let side = |side: Side| {
        let row = row(form, side, pair.of(side)?)?;
        let cell = |field: RowField, text: &str| GridCell {
            path: FieldPath::Cell(side, row.id, field).keyed(form),
            text: text.to_owned(),
        };
        let weight = match &row.weight {
            Entry::Blank => String::new(),
            Entry::Read(number) => number.to_string(),
            Entry::Raw(text) => text.clone(),
        };
        Some(RowSide {
            path: FieldPath::Row(side, row.id).keyed(form),
            name: cell(RowField::Name, &row.name),
            value: cell(RowField::Value, &row.value),
            weight: template.weights.map(|_| cell(RowField::Weight, &weight)),
            reading: reading(&row.value),
        })
    };
    GridRow { key: pair.key(), period: side(Side::Period), annual: side(Side::Annual), link: link(form, pair) }
}

/// 年度重点任务 as the window shows them.
pub(super) fn tasks(form: &Form) -> Vec<TaskRow> {
    let Form::Unit(unit) = form else { return Vec::new() };
    let task = |task: &jibiao_model::form::KeyTask| {
        let cell = |field, text: &str| GridCell {
            path: FieldPath::KeyTask(task.id, field).keyed(form),
            text: text.to_owned(),
        };
        TaskRow {
            key: task.id.0.to_string(),
            function: cell(TaskField::Function, &task.function),
            task: cell(TaskField::Task, &task.task),
        }
    };
    unit.key_tasks.iter().map(task).collect()
}

/// How a value reads, in pieces.
pub(super) fn reading(text: &str) -> ReadingView {
    let reading = value::read(text);
    let piece = |kind, text: &str| Piece { text: text.to_owned(), kind };
    let (read, pieces) = match &reading {
        Reading::Empty => (ReadState::Blank, Vec::new()),
        Reading::Unreadable(Unreadable::NoUnit { .. }) => {
            let parts = value::parts(&reading);
            let mut pieces = quantity(&parts);
            pieces.push(piece(PieceKind::Missing, "缺单位"));
            (ReadState::Unread, pieces)
        }
        Reading::Unreadable(Unreadable::SignWithoutNumber(sign, rest)) => {
            let pieces = vec![
                piece(PieceKind::Sign, sign.symbol()),
                piece(PieceKind::Missing, "缺数字"),
                piece(PieceKind::Word, rest),
            ];
            (ReadState::Unread, pieces.into_iter().filter(|piece| !piece.text.is_empty()).collect())
        }
        Reading::Unreadable(_) => {
            (ReadState::Unread, vec![piece(PieceKind::Word, text.trim()), piece(PieceKind::Missing, "没有读懂")])
        }
        Reading::Words(words) => (ReadState::Read, vec![piece(PieceKind::Word, words)]),
        Reading::Compound(parts) => {
            let pieces = parts.iter().flat_map(|part| {
                let label = piece(PieceKind::Word, &part.label);
                std::iter::once(label).chain(quantity(&value::parts(&part.reading)))
            });
            (ReadState::Read, pieces.filter(|piece| !piece.text.is_empty()).collect())
        }
        other if other.is_time() => (ReadState::Read, vec![piece(PieceKind::Time, &value::canonical(other))]),
        other => (ReadState::Read, quantity(&value::parts(other))),
    };
    let tidy = value::canonical(&reading);
    let differs = read == ReadState::Read && tidy != text.trim();
    ReadingView { read, pieces, tidy: differs.then_some(tidy) }
}

fn quantity(parts: &value::Parts) -> Vec<Piece> {
    let all = [(PieceKind::Sign, parts.sign), (PieceKind::Number, &parts.value), (PieceKind::Unit, &parts.unit)];
    all.into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(kind, text)| Piece { text: text.to_owned(), kind })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_shown_in_the_pieces_that_were_read() {
        let pieces = |text: &str| {
            let view = reading(text);
            view.pieces.iter().map(|piece| piece.text.clone()).collect::<Vec<_>>()
        };
        assert_eq!(pieces("不少于5次"), ["≥", "5", "次"]);
        assert_eq!(pieces("不少于2"), ["≥", "2", "缺单位"]);
        assert_eq!(pieces("12月底前"), ["12月底前"]);
        assert_eq!(pieces(""), Vec::<String>::new());
        assert_eq!(reading("不少于5次").tidy.as_deref(), Some("≥5次"));
        assert_eq!(reading("≥5次").tidy, None);
        assert_eq!(reading("约三次").read, ReadState::Unread);
    }
}
