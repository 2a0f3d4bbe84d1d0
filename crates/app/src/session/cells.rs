//! The cells outside the lists: what stands in them, and what the engine keeps up to date.

use super::fields;
use crate::requests::form::{CellView, ReadState};
use crate::rules::term_years;
use chrono::Datelike as _;
use jibiao_model::capital::capital;
use jibiao_model::cell::text_at;
use jibiao_model::date::read_filled_at;
use jibiao_model::form::{FundLine, Side};
use jibiao_model::path::{BudgetField, CountField, TextField};
use jibiao_model::template::{Kind, Template};
use jibiao_model::{Entry, FieldPath, Form, Wan, Yuan};
use jibiao_store::Unit;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// A sum on the form: the cell and its parts.
pub(super) struct Sum {
    pub total: FieldPath,
    pub parts: Vec<FieldPath>,
}

/// The sums that a form of this template has.
pub(super) fn sums(template: &Template) -> Vec<Sum> {
    use BudgetField as B;
    match template.kind {
        Kind::Project => template
            .sides
            .iter()
            .map(|side| Sum {
                total: FieldPath::Fund(*side, FundLine::Total),
                parts: FundLine::SOURCES.iter().map(|line| FieldPath::Fund(*side, *line)).collect(),
            })
            .collect(),
        Kind::Unit => vec![
            Sum {
                total: FieldPath::Count(CountField::StaffActual),
                parts: [CountField::StaffInQuota, CountField::StaffOther].map(FieldPath::Count).to_vec(),
            },
            Sum {
                total: FieldPath::Budget(B::SourceTotal),
                parts: [
                    B::GeneralPublic,
                    B::GovernmentFund,
                    B::StateCapital,
                    B::SocialInsurance,
                    B::SpecialAccount,
                    B::UnitFunds,
                ]
                .map(FieldPath::Budget)
                .to_vec(),
            },
            Sum {
                total: FieldPath::Budget(B::UseTotal),
                parts: [B::Basic, B::Project].map(FieldPath::Budget).to_vec(),
            },
        ],
    }
}

/// The number of a cell, whatever kind of number it is.
pub(super) fn number(form: &Form, path: FieldPath) -> Entry<Decimal> {
    match (path, form) {
        (FieldPath::Fund(side, line), Form::Project(form)) => {
            let funds = if side == Side::Period { &form.funds_period } else { &form.funds_annual };
            funds.get(line).map(|yuan| yuan.0)
        }
        (FieldPath::Budget(field), Form::Unit(form)) => form.budget(field).map(|wan| wan.0),
        (FieldPath::Count(field), Form::Unit(form)) => form.count(field).map(|count| Decimal::from(*count)),
        _ => Entry::Blank,
    }
}

/// What the parts add up to: blank where all are, `Raw` where one does not read.
pub(super) fn sum_of(form: &Form, parts: &[FieldPath]) -> Entry<Decimal> {
    let mut sum: Entry<Decimal> = Entry::Blank;
    for part in parts {
        match (number(form, *part), &sum) {
            (Entry::Blank, _) => {}
            (Entry::Read(amount), Entry::Read(before)) => match before.checked_add(amount) {
                Some(more) => sum = Entry::Read(more),
                None => return Entry::Raw(String::new()),
            },
            (Entry::Read(amount), _) => sum = Entry::Read(amount),
            (Entry::Raw(text), _) => return Entry::Raw(text),
        }
    }
    sum
}

/// True where the total follows from its parts: then the engine keeps it up to date. A blank total waits to be filled.
pub(super) fn follows(form: &Form, sum: &Sum) -> bool {
    match number(form, sum.total) {
        Entry::Blank => true,
        Entry::Read(total) => readable_sum(form, &sum.parts) == Some(total),
        Entry::Raw(_) => false,
    }
}

/// What the parts that read add up to, as a spreadsheet's sum does; none where no part reads or the sum is too large.
/// So a total still follows after an amount was mistyped and mended.
pub(super) fn readable_sum(form: &Form, parts: &[FieldPath]) -> Option<Decimal> {
    let mut amounts = parts.iter().filter_map(|part| number(form, *part).read().copied());
    let first = amounts.next()?;
    amounts.try_fold(first, Decimal::checked_add)
}

/// The same line on the other side.
pub(super) fn twin(path: FieldPath, template: &Template) -> Option<FieldPath> {
    if template.kind != Kind::Project || template.sides.len() < 2 {
        return None;
    }
    let other = |side| if side == Side::Period { Side::Annual } else { Side::Period };
    match path {
        FieldPath::Fund(side, line) => Some(FieldPath::Fund(other(side), line)),
        FieldPath::Text(TextField::GoalPeriod) => Some(FieldPath::Text(TextField::GoalAnnual)),
        FieldPath::Text(TextField::GoalAnnual) => Some(FieldPath::Text(TextField::GoalPeriod)),
        _ => None,
    }
}

/// True where a place and its twin are one: equal texts, also blank ones; the blank goals of a project of several years are two, as each
/// of its years has its own part.
pub(super) fn linked(form: &Form, path: FieldPath, template: &Template) -> bool {
    let Some(other) = twin(path, template) else { return false };
    let (own, other) = (text_at(form, path), text_at(form, other));
    let several = || matches!(form, Form::Project(project) if matches!(term_years(&project.term), Some(2..=10)));
    let written = || own.as_ref().is_some_and(|text| !text.trim().is_empty());
    own == other && (matches!(path, FieldPath::Fund(..)) || written() || !several())
}

/// Every cell of the template, and every other that holds something.
pub(super) fn view(form: &Form, template: &Template) -> BTreeMap<String, CellView> {
    let sums = sums(template);
    let mut cells = BTreeMap::new();
    for path in fields::every(template.kind) {
        let shown_in_template = fields::in_template(path, template);
        let Some(cell) = cell(form, path, template, &sums) else { continue };
        if shown_in_template || !cell.text.is_empty() {
            cells.insert(path.keyed(form), cell);
        }
    }
    cells
}

/// The same beside 单位信息: whoever writes the code of the department above as the unit's own is told whose it is.
pub(super) fn shown(form: &Form, template: &Template, unit: &Unit) -> BTreeMap<String, CellView> {
    let mut cells = view(form, template);
    if let Form::Unit(own) = form {
        let (code, department) = (own.department_code.trim(), unit.department.trim());
        let other = !department.is_empty() && own.department.trim() != department;
        let path = FieldPath::Text(TextField::DepartmentCode).keyed(form);
        if other
            && !code.is_empty()
            && code == unit.department_code.trim()
            && let Some(cell) = cells.get_mut(&path)
        {
            cell.note = Some(format!("设置里 {code} 是“{department}”的代码，请核对本单位的代码。"));
        }
    }
    cells
}

fn cell(form: &Form, path: FieldPath, template: &Template, sums: &[Sum]) -> Option<CellView> {
    let written = text_at(form, path)?;
    let (text, shown, read, in_capitals) = match path {
        FieldPath::Fund(..) => amount(&number(form, path).map(|n| Yuan(*n)), |yuan| yuan.printed(), |yuan| Some(*yuan)),
        FieldPath::Budget(_) => amount(&number(form, path).map(|n| Wan(*n)), |wan| wan.printed(), |wan| wan.to_yuan()),
        FieldPath::Count(_) => amount(&number(form, path), ToString::to_string, |_| None),
        FieldPath::Year => {
            let read = match form.year() {
                Entry::Blank => ReadState::Blank,
                Entry::Read(_) => ReadState::Read,
                Entry::Raw(_) => ReadState::Unread,
            };
            (written.clone(), written.clone(), read, None)
        }
        _ => {
            let read = if written.trim().is_empty() { ReadState::Blank } else { ReadState::Read };
            (written.clone(), in_words(path, &written), read, None)
        }
    };
    let own = sums.iter().find(|sum| sum.total == path && !follows(form, sum) && !number(form, path).is_blank());
    let sum = own.and_then(|sum| sum_of(form, &sum.parts).read().copied());
    Some(CellView {
        characters: written.chars().count(),
        over: fields::limit(path, template).is_some_and(|bytes| written.len() > bytes),
        capital: in_capitals,
        note: sum.map(|_| "与各项之和不同，未重算".to_owned()),
        sum: sum.map(|sum| match path {
            FieldPath::Fund(..) => Yuan(sum).printed(),
            FieldPath::Budget(_) => Wan(sum).printed(),
            _ => sum.to_string(),
        }),
        offer: if read == ReadState::Unread { in_own_unit(path, &written) } else { None },
        linked: linked(form, path, template),
        text,
        shown,
        read,
    })
}

/// A text as people read it: a choice by its label, a date as it is printed.
fn in_words(path: FieldPath, written: &str) -> String {
    let words = match path {
        FieldPath::Category => {
            fields::options(path).into_iter().find(|option| option.text == written).map(|option| option.label)
        }
        FieldPath::Text(TextField::FilledAt) => {
            read_filled_at(written).map(|date| format!("{}年{}月{}日", date.year(), date.month(), date.day()))
        }
        _ => None,
    };
    words.unwrap_or_else(|| written.to_owned())
}

/// What an amount in another unit is in the unit of its field: 18.6万 in a field of 元 is 186,000. None where the text says no unit.
fn in_own_unit(path: FieldPath, written: &str) -> Option<String> {
    let text: String = written.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = text.strip_suffix('元').unwrap_or(&text);
    let wan = match (bare.strip_suffix('万'), bare.strip_suffix('亿')) {
        (Some(wan), _) => *Wan::read(wan).read()?,
        (None, Some(yi)) => Wan(Wan::read(yi).read()?.0.checked_mul(WAN_PER_YI)?),
        (None, None) if bare != text => Yuan::read(bare).read()?.to_wan()?,
        (None, None) => return None,
    };
    match path {
        FieldPath::Fund(..) => Some(wan.to_yuan()?.printed()),
        FieldPath::Budget(_) => Some(wan.printed()),
        _ => None,
    }
}

/// 万元 in 亿元.
const WAN_PER_YI: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

/// Text to edit, text to show, reading, capitals.
fn amount<T>(
    entry: &Entry<T>,
    printed: impl Fn(&T) -> String,
    yuan: impl Fn(&T) -> Option<Yuan>,
) -> (String, String, ReadState, Option<String>) {
    match entry {
        Entry::Blank => (String::new(), String::new(), ReadState::Blank, None),
        Entry::Read(value) => {
            let shown = printed(value);
            (shown.replace(',', ""), shown, ReadState::Read, yuan(value).and_then(capital))
        }
        Entry::Raw(text) => (text.clone(), text.clone(), ReadState::Unread, None),
    }
}
