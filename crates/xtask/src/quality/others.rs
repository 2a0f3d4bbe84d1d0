//! Wordings and kinds of projects that the rules were not made with: defects in other words than the planters', and whole forms in
//! which nothing is wrong. Both are kept as text (`texts/`), because they are read and added to by people.

use super::{Draw, Planted, Sample};
use jibiao_model::form::FundLine;
use jibiao_model::path::TextField;
use jibiao_model::{Entry, Side, Yuan};

const WORDINGS: &str = include_str!("texts/wordings.txt");
const FORMS: &str = include_str!("texts/clean.txt");

/// The texts that a line may set, by the word that the files use.
pub const TEXTS: [(&str, TextField, &str); 11] = [
    ("名称", TextField::ProjectName, "project_name"),
    ("部门", TextField::Department, "department"),
    ("属性", TextField::Attribute, "attribute"),
    ("概况", TextField::Overview, "overview"),
    ("依据", TextField::Basis, "basis"),
    ("必要性", TextField::Necessity, "necessity"),
    ("措施", TextField::Safeguards, "safeguards"),
    ("计划", TextField::Plan, "plan"),
    ("实施期目标", TextField::GoalPeriod, "goal_period"),
    ("年度目标", TextField::GoalAnnual, "goal_annual"),
    ("单位", TextField::ImplementingUnit, "implementing_unit"),
];

/// Second levels by the word that the list of forms uses.
pub const LEVELS: [(&str, &str); 9] = [
    ("数量", "数量指标"),
    ("质量", "质量指标"),
    ("时效", "时效指标"),
    ("成本", "成本指标"),
    ("经济", "经济效益指标"),
    ("社会", "社会效益指标"),
    ("生态", "生态效益指标"),
    ("持续", "可持续影响指标"),
    ("满意", "服务对象满意度指标"),
];

/// A rule with one form in which it should speak.
pub struct Wording {
    /// The rule.
    pub code: &'static str,
    /// The form.
    pub planted: Planted,
}

/// Every wording of the list.
pub fn wordings() -> Vec<Wording> {
    let lines = WORDINGS.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.enumerate().filter_map(|(index, line)| wording(index, line)).collect()
}

pub fn wording(index: usize, line: &'static str) -> Option<Wording> {
    let (code, rest) = line.split_once(' ')?;
    let mut form = Draw::new(u64::try_from(index).ok()?).bare();
    let mut places = Vec::new();
    for piece in rest.split(" | ") {
        let (key, text) = piece.split_once(' ')?;
        places.push(put(&mut form, key, text)?);
    }
    Some(Wording { code, planted: Planted { form, what: rest.to_owned(), places } })
}

/// Puts one piece into the form; gives its place.
fn put(form: &mut Sample, key: &str, text: &str) -> Option<String> {
    if let Some((_, field, place)) = TEXTS.iter().find(|(word, ..)| *word == key) {
        match field {
            // Behind what is there: the words stand in a text of their kind.
            TextField::Overview | TextField::Plan => form.add(*field, text),
            _ => form.set(*field, text),
        }
        if *field == TextField::Attribute {
            form.set(TextField::Term, if text.starts_with("经常") { "99年" } else { "1年" });
        }
        return Some((*place).to_owned());
    }
    if key == "总成本" {
        form.value(3, text);
        return Some("indicators.period[3]".to_owned());
    }
    let (name, value) = text.split_once(' ')?;
    Some(form.row(key, name, value))
}

/// Every form of the list.
pub fn forms() -> Vec<Sample> {
    read_forms(FORMS)
}

/// Forms as they stand in a list.
pub fn read_forms(text: &'static str) -> Vec<Sample> {
    text.split("\n= ").skip(1).filter_map(form).collect()
}

fn form(block: &str) -> Option<Sample> {
    let mut lines = block.lines();
    let mut form = Draw::new(0).bare();
    form.set(TextField::ProjectName, lines.next()?);
    for side in Side::BOTH {
        form.0.indicators.side_mut(side).clear();
    }
    for line in lines.filter(|line| !line.is_empty()) {
        let (key, text) = line.split_once(' ')?;
        match key {
            "属性" => {
                form.set(TextField::Attribute, text);
                let years: String = text.chars().filter(char::is_ascii_digit).collect();
                form.set(TextField::Term, &format!("{years}年"));
            }
            "金额" => {
                let mut amounts = text.split(' ').filter_map(|amount| amount.parse::<u32>().ok());
                let annual = amounts.next()?;
                form.funds(annual);
                if let Some(period) = amounts.next() {
                    form.0.funds_period.total = Entry::Read(Yuan(period.into()));
                    *form.0.funds_period.get_mut(FundLine::Local) = Entry::Read(Yuan(period.into()));
                }
            }
            "省级" => {
                let amount: u32 = text.parse().ok()?;
                for funds in [&mut form.0.funds_period, &mut form.0.funds_annual] {
                    let rest = funds.total.read().map(|total| total.0 - rust_decimal::Decimal::from(amount));
                    *funds.get_mut(FundLine::Provincial) = Entry::Read(Yuan(amount.into()));
                    *funds.get_mut(FundLine::Local) = rest.map_or(Entry::Blank, |rest| Entry::Read(Yuan(rest)));
                }
            }
            "目标" => {
                form.set(TextField::GoalPeriod, text);
                form.set(TextField::GoalAnnual, text);
            }
            "部门" => {
                form.set(TextField::Department, text);
                form.set(TextField::ImplementingUnit, text);
            }
            key => match LEVELS.iter().find(|(word, _)| *word == key) {
                Some((_, level2)) => {
                    let (name, value) = text.rsplit_once(' ')?;
                    let (period, annual) = value.split_once('|').unwrap_or((value, value));
                    form.row(level2, name, period);
                    if let Some(row) = form.0.indicators.annual.last_mut() {
                        annual.clone_into(&mut row.value);
                    }
                }
                None => {
                    let (_, field, _) = TEXTS.iter().find(|(word, ..)| *word == key)?;
                    form.set(*field, text);
                }
            },
        }
    }
    Some(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_both_lists_is_read() {
        let lines = WORDINGS.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).count();
        assert_eq!(wordings().len(), lines);
        assert_eq!(forms().len(), FORMS.matches("\n= ").count());
        assert!(forms().iter().all(|form| form.0.indicators.period.len() >= 6));
    }
}
