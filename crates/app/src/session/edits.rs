//! From what the user did to changes of the form: both sides of a linked row, equal funds, totals that follow.

use super::cells::{self, Sum};
use super::grid::{self, Group, Pair};
use crate::error::{Code, Error};
use crate::requests::form::{Edit, Link, LinkWhat, RowTexts};
use jibiao_model::cell::text_at;
use jibiao_model::change::{Change, apply};
use jibiao_model::form::Side;
use jibiao_model::path::{RowField, TextField};
use jibiao_model::template::{Kind, Template};
use jibiao_model::{Entry, FieldPath, Form, RowId};
use jibiao_store::Patch;

/// A form that is being changed, and the changes so far.
pub(super) struct Work<'a> {
    pub form: Form,
    template: &'a Template,
    sums: Vec<Sum>,
    /// Which sums follow from their parts, as the action began.
    following: Vec<bool>,
    pub patches: Vec<Patch>,
}

impl<'a> Work<'a> {
    pub fn new(form: Form, template: &'a Template) -> Work<'a> {
        let sums = cells::sums(template);
        let following = sums.iter().map(|sum| cells::follows(&form, sum)).collect();
        Work { form, template, sums, following, patches: Vec::new() }
    }

    /// Makes one part of an action.
    pub fn edit(&mut self, edit: &Edit) -> Result<(), Error> {
        match edit {
            Edit::Set { path, text, alone } => {
                let path = self.place(path)?;
                self.set_linked(path, text, alone.unwrap_or(false))
            }
            Edit::InsertRow { group, at, period, annual } => self.insert_row(group, *at, period, annual),
            Edit::DeleteRow { row } => {
                let (_, pair) = self.pair(row)?;
                self.delete_pair(pair)
            }
            Edit::MoveRow { row, group, at } => self.move_row(row, group, *at),
            Edit::AddSide { row } => self.add_side(row),
            Edit::InsertTask { at, function, task } => {
                self.insert("key_tasks", *at, vec![function.clone(), task.clone()]).map(drop)
            }
            Edit::DeleteTask { row } => self.make(Patch::Delete { list: "key_tasks".to_owned(), row: task_id(row)? }),
            Edit::MoveTask { row, at } => {
                self.make(Patch::Move { list: "key_tasks".to_owned(), row: task_id(row)?, to: *at })
            }
        }
    }

    /// 恢复一致, 年度=实施期.
    pub fn link(&mut self, what: &LinkWhat) -> Result<(), Error> {
        match what {
            LinkWhat::Row { row } => {
                let (_, pair) = self.pair(row)?;
                if pair.period.is_none() || pair.annual.is_none() { self.add_side(row) } else { self.link_pair(pair) }
            }
            LinkWhat::Rows => {
                let groups = grid::groups(&self.form, self.template);
                groups.iter().flat_map(|group| &group.pairs).try_for_each(|pair| self.link_pair(*pair))
            }
            LinkWhat::Field { path } => {
                let path = self.place(path)?;
                self.link_field(path)
            }
            LinkWhat::Sum { path } => {
                let path = self.place(path)?;
                let sum = self.sums.iter().find(|sum| sum.total == path);
                match sum.map(|sum| cells::sum_of(&self.form, &sum.parts)) {
                    Some(Entry::Read(amount)) => self.set(path, &amount.to_string()),
                    Some(Entry::Blank) => self.set(path, ""),
                    Some(Entry::Raw(text)) => {
                        let message = format!("“{text}”不是数字，加不起来");
                        Err(Error::new(Code::EditRefused, message, "请先改正这一项"))
                    }
                    None => Err(Error::new(Code::EditPlace, "这一处不是合计", "")),
                }
            }
            LinkWhat::Funds => {
                // The total last: it is written as it stands, also where it does not follow from the sources.
                let lines = jibiao_model::form::FundLine::ALL.iter().rev();
                lines.clone().try_for_each(|line| self.link_field(FieldPath::Fund(Side::Period, *line)))
            }
            LinkWhat::Goals => self.link_field(FieldPath::Text(TextField::GoalPeriod)),
        }
    }

    /// A title that was emptied is the automatic one again.
    pub fn keep_title(&mut self, region: &str) -> Result<(), Error> {
        let title = FieldPath::Text(TextField::Title);
        let own = title.keyed(&self.form);
        let emptied = self.form.title().trim().is_empty()
            && self.patches.iter().any(|patch| matches!(patch, Patch::Set { path, .. } if *path == own));
        if !emptied {
            return Ok(());
        }
        let year = self.form.year().read().map(|year| year.0);
        self.set(title, &self.template.title_for(region, year))
    }

    /// Ends the action: totals that followed from their parts follow again.
    pub fn finish(mut self) -> Result<(Form, Vec<Patch>), Error> {
        for index in 0..self.sums.len() {
            let Some(sum) = self.sums.get(index).filter(|_| self.following.get(index) == Some(&true)) else { continue };
            let sum_now = cells::readable_sum(&self.form, &sum.parts);
            let total = sum.total;
            let touched = |path: &FieldPath| {
                let own = path.keyed(&self.form);
                self.patches.iter().any(|patch| matches!(patch, Patch::Set { path, .. } if *path == own))
            };
            let by_hand = touched(&total) && sum_now.is_none();
            let same = cells::number(&self.form, total).read().copied() == sum_now;
            if sum.parts.iter().any(touched) && !same && !by_hand {
                self.set(total, &sum_now.map(|amount| amount.to_string()).unwrap_or_default())?;
            }
        }
        Ok((self.form, self.patches))
    }

    fn place(&self, path: &str) -> Result<FieldPath, Error> {
        FieldPath::parse(path, &self.form)
            .ok_or_else(|| Error::new(Code::EditPlace, format!("表里没有“{path}”这一处"), "请重新打开这份表再改"))
    }

    /// Makes changes as they are, without anything that follows from them.
    pub fn make_all(&mut self, patches: Vec<Patch>) -> Result<(), Error> {
        patches.into_iter().try_for_each(|patch| self.make(patch))
    }

    /// Makes a change, in the working form and for the store.
    fn make(&mut self, patch: Patch) -> Result<(), Error> {
        let change = patch.in_form(&self.form).map_err(super::from_store)?;
        let made = apply(&mut self.form, &change).map_err(|error| super::from_store(error.into()))?;
        self.patches.push(match (patch, made.done) {
            (Patch::Insert { list, at, texts, .. }, Change::Insert { id, .. }) => {
                Patch::Insert { list, at, row: id.map(|id| id.0), texts }
            }
            (patch, _) => patch,
        });
        Ok(())
    }

    fn set(&mut self, path: FieldPath, text: &str) -> Result<(), Error> {
        if text_at(&self.form, path).as_deref() == Some(text) {
            return Ok(());
        }
        self.make(Patch::set(path.keyed(&self.form), text))
    }

    /// Puts a text into a cell; into its twin too, where both were equal and the first column is edited.
    fn set_linked(&mut self, path: FieldPath, text: &str, alone: bool) -> Result<(), Error> {
        let twin = if alone { None } else { self.twin_to_follow(path) };
        self.set(path, text)?;
        match twin {
            Some(twin) => self.set(twin, text),
            None => Ok(()),
        }
    }

    fn twin_to_follow(&self, path: FieldPath) -> Option<FieldPath> {
        match path {
            FieldPath::Cell(Side::Period, id, field) if self.template.sides.len() > 1 => {
                let groups = grid::groups(&self.form, self.template);
                let pair = groups.iter().flat_map(|group| &group.pairs).find(|pair| pair.period == Some(id))?;
                let linked = grid::link(&self.form, *pair) == Link::Linked;
                linked.then_some(FieldPath::Cell(Side::Annual, pair.annual?, field))
            }
            FieldPath::Fund(Side::Period, _) | FieldPath::Text(TextField::GoalPeriod)
                if cells::linked(&self.form, path, self.template) =>
            {
                cells::twin(path, self.template)
            }
            _ => None,
        }
    }

    fn link_field(&mut self, path: FieldPath) -> Result<(), Error> {
        let nothing = || Error::new(Code::EditPlace, "这一处没有对应的另一侧", "");
        let other = cells::twin(path, self.template).ok_or_else(nothing)?;
        let annual = |path: &FieldPath| {
            matches!(path, FieldPath::Fund(Side::Annual, _) | FieldPath::Text(TextField::GoalAnnual))
        };
        let (from, to) = if annual(&path) { (other, path) } else { (path, other) };
        let text = text_at(&self.form, from).unwrap_or_default();
        self.set(to, &text)
    }

    fn link_pair(&mut self, pair: Pair) -> Result<(), Error> {
        let (Some(period), Some(annual)) = (pair.period, pair.annual) else { return Ok(()) };
        for field in [RowField::Name, RowField::Value, RowField::Weight] {
            let text = text_at(&self.form, FieldPath::Cell(Side::Period, period, field)).unwrap_or_default();
            self.set(FieldPath::Cell(Side::Annual, annual, field), &text)?;
        }
        Ok(())
    }

    fn group(&self, key: &str) -> Result<(Vec<Group>, usize), Error> {
        let groups = grid::groups(&self.form, self.template);
        let at = groups.iter().position(|group| group.key == key);
        let gone = || Error::new(Code::EditPlace, "表里没有这一组指标", "请重新打开这份表再改");
        at.map(|at| (groups, at)).ok_or_else(gone)
    }

    /// The rows that a key names, in the group where they stand. The key speaks of the rows as the user saw them: an earlier part of the same
    /// action may have given them other partners since.
    fn pair(&self, key: &str) -> Result<(Group, Pair), Error> {
        let gone = || Error::new(Code::EditPlace, "这一行指标已经不在表里", "请重新打开这份表再改");
        let pair = Pair::from_key(key).ok_or_else(gone)?;
        let ids = || Side::BOTH.into_iter().filter_map(move |side| Some((side, pair.of(side)?)));
        if !ids().all(|(side, id)| grid::row(&self.form, side, id).is_some()) {
            return Err(gone());
        }
        let holds = |group: &Group| group.pairs.iter().any(|own| ids().any(|(side, id)| own.of(side) == Some(id)));
        let group = grid::groups(&self.form, self.template).into_iter().find(holds).ok_or_else(gone)?;
        Ok((group, pair))
    }

    fn list(&self, side: Side) -> String {
        match self.template.kind {
            Kind::Project => format!("indicators.{}", side.key()),
            Kind::Unit => "indicators".to_owned(),
        }
    }

    fn insert(&mut self, list: &str, at: usize, texts: Vec<String>) -> Result<Option<RowId>, Error> {
        self.make(Patch::Insert { list: list.to_owned(), at, row: None, texts })?;
        match self.patches.last() {
            Some(Patch::Insert { row, .. }) => Ok(row.map(RowId)),
            _ => Ok(None),
        }
    }

    /// Where in the list of a side a row must go to stand at this position of a group.
    fn position(&self, side: Side, groups: &[Group], group: usize, at: usize, moved: Option<RowId>) -> usize {
        let rows: Vec<RowId> = self.form.rows(side).iter().map(|row| row.id).filter(|id| Some(*id) != moved).collect();
        let index = |id: RowId| rows.iter().position(|row| *row == id);
        let pairs = groups.get(group).map_or(&[][..], |group| group.pairs.as_slice());
        let others = pairs.iter().filter(|pair| moved.is_none() || pair.of(side) != moved);
        let own: Vec<RowId> = others.skip(at).filter_map(|pair| pair.of(side)).collect();
        if let Some(before) = own.iter().find_map(|id| index(*id)) {
            return before;
        }
        // Behind the last row of the group, or of a group before it.
        let earlier = groups.iter().take(group + 1).rev().flat_map(|group| group.pairs.iter().rev());
        earlier.filter_map(|pair| index(pair.of(side)?)).next().map_or(0, |index| index + 1)
    }

    fn insert_row(
        &mut self,
        group: &str,
        at: usize,
        period: &Option<RowTexts>,
        annual: &Option<RowTexts>,
    ) -> Result<(), Error> {
        let (groups, index) = self.group(group)?;
        let Some(labels) = groups.get(index).map(|group| (group.level1.clone(), group.level2.clone())) else {
            return Ok(());
        };
        let first = period.clone().or_else(|| annual.clone()).unwrap_or_default();
        let second = annual.clone().unwrap_or_else(|| first.clone());
        for side in self.template.sides.clone() {
            let texts = match side {
                Side::Period => &first,
                Side::Annual => &second,
            };
            let position = self.position(side, &groups, index, at, None);
            let all = row_texts(&labels, texts);
            self.insert(&self.list(side), position, all)?;
        }
        Ok(())
    }

    fn delete_pair(&mut self, pair: Pair) -> Result<(), Error> {
        for side in Side::BOTH {
            if let Some(id) = pair.of(side) {
                self.make(Patch::Delete { list: self.list(side), row: id.0 })?;
            }
        }
        Ok(())
    }

    fn move_row(&mut self, row: &str, group: &str, at: usize) -> Result<(), Error> {
        let (from, pair) = self.pair(row)?;
        let (groups, index) = self.group(group)?;
        let labels = groups.get(index).map(|group| (group.level1.clone(), group.level2.clone())).unwrap_or_default();
        for side in Side::BOTH {
            let Some(id) = pair.of(side) else { continue };
            let to = self.position(side, &groups, index, at, Some(id));
            self.make(Patch::Move { list: self.list(side), row: id.0, to })?;
            if from.key != group {
                self.set(FieldPath::Cell(side, id, RowField::Level1), &labels.0)?;
                self.set(FieldPath::Cell(side, id, RowField::Level2), &labels.1)?;
            }
        }
        Ok(())
    }

    fn add_side(&mut self, row: &str) -> Result<(), Error> {
        let (group, pair) = self.pair(row)?;
        let (there, missing) = match (pair.period, pair.annual) {
            (Some(id), None) => ((Side::Period, id), Side::Annual),
            (None, Some(id)) => ((Side::Annual, id), Side::Period),
            _ => return Ok(()),
        };
        if !self.template.sides.contains(&missing) {
            return Err(Error::new(Code::EditPlace, "这种表只有一侧指标", ""));
        }
        let (groups, index) = self.group(&group.key)?;
        let at = group.pairs.iter().position(|own| *own == pair).unwrap_or(group.pairs.len());
        let position = self.position(missing, &groups, index, at, None);
        let texts = RowField::ALL
            .map(|(field, _)| text_at(&self.form, FieldPath::Cell(there.0, there.1, field)).unwrap_or_default());
        self.insert(&self.list(missing), position, texts.to_vec()).map(drop)
    }
}

fn task_id(key: &str) -> Result<u32, Error> {
    key.parse().map_err(|_| Error::new(Code::EditPlace, "这一行重点任务已经不在表里", "请重新打开这份表再改"))
}

fn row_texts(labels: &(String, String), texts: &RowTexts) -> Vec<String> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    vec![labels.0.clone(), labels.1.clone(), text(&texts.name), text(&texts.value), text(&texts.weight)]
}
