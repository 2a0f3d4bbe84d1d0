//! Amounts whose end the print tore off.
//!
//! A narrow column of the published table cuts `1,184,700` to `1,184,70`: no such grouping is ever printed, so the cell says itself that
//! something is missing. Where the other side of the same line is whole and begins with what is left, its amount is taken, and the person
//! is asked to look. Anything else stays as written.

use super::draft::Draft;
use jibiao_model::Entry;
use jibiao_model::amount::Yuan;
use jibiao_model::form::{Form, FundLine, ProjectForm, Side};
use jibiao_model::path::FieldPath;

/// Completes the torn amounts of a form.
pub fn complete(draft: &mut Draft) {
    let Form::Project(form) = &draft.form else { return };
    let mut whole: Vec<(Side, FundLine, Yuan, String)> = Vec::new();
    for line in FundLine::ALL {
        for (side, other) in [(Side::Period, Side::Annual), (Side::Annual, Side::Period)] {
            let Some(torn) = torn_text(funds(form, side, line)) else { continue };
            let Some(amount) = funds(form, other, line).read().copied() else { continue };
            // 862,540.5 and 862,540.50 are one amount: a spreadsheet keeps no closing zeros.
            if funds(form, side, line).read() == Some(&amount) {
                continue;
            }
            let printed = [amount.printed(), grouped_with_two_decimals(amount)];
            if printed.iter().any(|printed| printed.len() > torn.len() && printed.starts_with(&torn)) {
                whole.push((side, line, amount, torn));
            }
        }
    }
    for (side, line, amount, torn) in whole {
        let Form::Project(form) = &mut draft.form else { return };
        let funds = match side {
            Side::Period => &mut form.funds_period,
            Side::Annual => &mut form.funds_annual,
        };
        *funds.get_mut(line) = Entry::Read(amount);
        let path = FieldPath::Fund(side, line);
        draft.doubt(path, format!("原文印作“{torn}”，末尾被截去；另一侧同一行是 {}，按它补全", amount.printed()));
    }
}

fn funds(form: &ProjectForm, side: Side, line: FundLine) -> &Entry<Yuan> {
    match side {
        Side::Period => form.funds_period.get(line),
        Side::Annual => form.funds_annual.get(line),
    }
}

/// The text of an amount that cannot be whole: one that does not read, or one with a single decimal, which forms do not print.
fn torn_text(entry: &Entry<Yuan>) -> Option<String> {
    match entry {
        Entry::Blank => None,
        Entry::Raw(text) => Some(text.clone()),
        Entry::Read(amount) => {
            let printed = amount.printed();
            (amount.0.scale() == 1).then(|| printed.strip_suffix('0').unwrap_or(&printed).to_owned())
        }
    }
}

fn grouped_with_two_decimals(amount: Yuan) -> String {
    let printed = amount.printed();
    if printed.contains('.') { printed } else { printed + ".00" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn completed(period: &str, annual: &str) -> (String, usize) {
        let mut form = ProjectForm::default();
        form.funds_period.total = Yuan::read(period);
        form.funds_annual.total = Yuan::read(annual);
        let mut draft = Draft::new(Form::Project(form));
        complete(&mut draft);
        let Form::Project(form) = &draft.form else { unreachable!() };
        let text = match &form.funds_period.total {
            Entry::Read(amount) => amount.json_text(),
            Entry::Raw(text) => text.clone(),
            Entry::Blank => String::new(),
        };
        (text, draft.marks.len())
    }

    #[test]
    fn torn_amounts_take_the_other_side_and_say_so() {
        assert_eq!(completed("1,184,70", "1,184,700"), ("1184700.00".to_owned(), 1));
        assert_eq!(completed("980,820.1", "980,820.12"), ("980820.12".to_owned(), 1));
    }

    #[test]
    fn whole_and_foreign_amounts_stay() {
        assert_eq!(completed("1,184,700", "2,184,700"), ("1184700.00".to_owned(), 0));
        assert_eq!(completed("1,184,70", "2,184,700"), ("1,184,70".to_owned(), 0));
        assert_eq!(completed("256,250.8", "300,000"), ("256250.80".to_owned(), 0));
        assert_eq!(completed("862,540.50", "862,540.50"), ("862540.50".to_owned(), 0));
        assert_eq!(completed("862540.5", "862540.5"), ("862540.50".to_owned(), 0));
        assert_eq!(completed("862,540.50", "862,540.55"), ("862540.50".to_owned(), 0));
        assert_eq!(completed("八万", ""), ("八万".to_owned(), 0));
    }
}
