//! Amounts of money as cells say them.

use super::grid::Cell;
use jibiao_model::amount::rounded_to;
use jibiao_model::{Entry, Wan, half_width};
use rust_decimal::Decimal;

/// An amount, also one whose end is torn off or that is broken by a blank.
pub fn is_amount(text: &str) -> bool {
    text.chars().any(|c| half_width(c).is_ascii_digit())
        && text
            .chars()
            .map(half_width)
            .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '-' | ' ' | '\n' | '元' | '万'))
}

/// Decimals of an amount in 元.
pub const YUAN_DECIMALS: u32 = 2;
/// Decimals of an amount in 万元, down to one 分.
pub const WAN_DECIMALS: u32 = 6;

/// An amount as a cell says it.
#[derive(Debug, PartialEq, Eq)]
pub struct Amount {
    /// The text of the amount.
    pub text: String,
    /// What a person should know of it, Chinese.
    pub note: Option<String>,
}

impl Amount {
    /// As the cell shows it; the number behind it where the cell shows it rounded to less than 分, in thousands, or as a dash. The number keeps
    /// so many decimals.
    pub fn of(cell: &Cell, decimals: u32) -> Amount {
        let shown = if is_amount(&cell.text) { without_blanks(&cell.text) } else { cell.text.clone() };
        let number = cell.number.as_deref().and_then(|number| Decimal::from_str_exact(number).ok());
        let in_cents =
            shown.split_once('.').is_some_and(|(_, cents)| cents.chars().filter(char::is_ascii_digit).count() >= 2);
        match number {
            Some(number) if !(is_amount(&shown) && in_cents) => {
                let kept = rounded_to(number, decimals);
                let text = kept.normalize().to_string();
                // A dash says zero as plainly as a zero does.
                let note = (!number.is_zero()).then(|| {
                    let rounded = if kept == number { String::new() } else { format!("，四舍五入为 {text}") };
                    format!("表格里显示为“{shown}”，取的是格里原来的数 {}{rounded}", number.normalize())
                });
                Amount { text, note }
            }
            _ => Amount { text: shown, note: None },
        }
    }
}

/// An amount without the blanks and line breaks of a cell that was too narrow.
fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// An amount in 万元 as one in 元; what does not read stays as written.
pub fn in_yuan(text: &str) -> String {
    match Wan::read(text) {
        Entry::Read(amount) => amount.to_yuan().map_or_else(|| text.to_owned(), |yuan| yuan.json_text()),
        Entry::Blank | Entry::Raw(_) => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_what_the_cell_shows_unless_it_hides_cents() {
        let of = |text: &str, number: Option<&str>| {
            let amount = Amount::of(&Cell { number: number.map(str::to_owned), ..Cell::new(0, text) }, YUAN_DECIMALS);
            (amount.text, amount.note.is_some())
        };
        assert_eq!(of("186,000.00", Some("186000.004999")), ("186,000.00".to_owned(), false));
        assert_eq!(of("186,001", Some("186000.55")), ("186000.55".to_owned(), true));
        assert_eq!(of("186,000", Some("186000.125")), ("186000.13".to_owned(), true));
        let cell = Cell { number: Some("186000.125".to_owned()), ..Cell::new(0, "186,000") };
        let note = Amount::of(&cell, YUAN_DECIMALS).note.unwrap();
        assert!(note.ends_with("取的是格里原来的数 186000.125，四舍五入为 186000.13"), "{note}");
        assert_eq!(of("18.6万", Some("186000")), ("186000".to_owned(), true));
        assert_eq!(of("-", Some("0")), ("0".to_owned(), false));
        assert_eq!(of("670,00 0", None), ("670,000".to_owned(), false));
        assert_eq!(of("约 18 万", None), ("约 18 万".to_owned(), false));
    }

    #[test]
    fn amounts_are_told_from_labels() {
        for text in ["2,100,000", "670,00 0", "1,184,70", "２,０００", "0"] {
            assert!(is_amount(text), "{text}");
        }
        assert!(!is_amount("政资金") && !is_amount("全"));
    }
}
