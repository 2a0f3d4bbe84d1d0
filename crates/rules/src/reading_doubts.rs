//! 疑似识别错误: what a scan or a text recognition may have misread. Looked for in imported forms only, shown apart from the findings,
//! and never laid to the officer's charge: findings at the same cell stay quiet until somebody has compared it with the paper.

use crate::shared::text::clip;
use jibiao_model::form::Side;
use jibiao_model::path::{RowField, TextField};
use jibiao_model::value::{self, Reading, Unreadable};
use jibiao_model::{FieldPath, Form};
use rust_decimal::Decimal;

/// A cell that was probably misread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The cell.
    pub place: FieldPath,
    /// As it was read; a long text clipped around the doubtful part.
    pub written: String,
    /// What the paper probably says.
    pub likely: String,
    /// The new text of the whole cell.
    pub mended: String,
    /// Place and what is doubtful.
    pub message: String,
    /// What to do.
    pub advice: &'static str,
    /// True where a rule about this cell would speak of the misreading: values and names. A long text has more in it.
    pub covers_cell: bool,
}

const COMPARE: &str = "与原件核对。";

/// First signs of the units that stand behind a number.
const COUNTED: &str =
    "年月日天周时分次个人名位元万亿台套米平公里吨条户家期份场件页册本张盘幅篇项处座所间辆批笔班组亩%％";

/// The doubtful cells of a form, in its order.
pub fn doubts(form: &Form) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for (field, _) in TextField::ALL {
        let text = crate::shared::text::of(form, field);
        let short = text.chars().nth(40).is_none();
        doubts.extend(letters(text).map(|found| doubt(FieldPath::Text(field), "文字", &found, short)));
    }
    for side in Side::BOTH {
        for row in form.rows(side) {
            let cell = |field| FieldPath::Cell(side, row.id, field);
            doubts.extend(letters(&row.name).map(|found| doubt(cell(RowField::Name), "指标名称", &found, true)));
            let found = letters(&row.value).or_else(|| percent(&row.value));
            doubts.extend(found.map(|found| doubt(cell(RowField::Value), "指标值", &found, true)));
        }
    }
    doubts
}

/// A doubtful part of a text.
struct Found {
    written: String,
    likely: String,
    mended: String,
}

fn doubt(place: FieldPath, label: &str, found: &Found, covers_cell: bool) -> Doubt {
    let (written, likely) = (clip(&found.written, 12), clip(&found.likely, 12));
    Doubt {
        place,
        message: format!("{label}：“{written}”可能是“{likely}”。"),
        written,
        likely,
        mended: found.mended.clone(),
        advice: COMPARE,
        covers_cell,
    }
}

/// 1005 for 100%: a percent sign that was read as a digit. Only where the number has no unit and the rest is a percentage.
fn percent(text: &str) -> Option<Found> {
    let Reading::Unreadable(Unreadable::NoUnit { number, .. }) = value::read(text) else { return None };
    let trimmed = text.trim();
    let stem = trimmed.strip_suffix(['5', '9', '6', '8'])?;
    let rest: Decimal = stem.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().ok()?;
    let likely = number >= Decimal::ONE_HUNDRED && rest >= Decimal::from(50) && rest <= Decimal::ONE_HUNDRED;
    let mended = format!("{stem}%");
    likely.then(|| Found { written: trimmed.to_owned(), likely: mended.clone(), mended })
}

/// A letter that looks like a digit, between digits or between a digit and a Chinese unit: 2O25年, l2次.
fn letters(text: &str) -> Option<Found> {
    let signs: Vec<char> = text.chars().collect();
    let mut mended = signs.clone();
    let mut first = None;
    for (at, c) in signs.iter().enumerate() {
        let Some(digit) = looks_like(*c) else { continue };
        let before = at.checked_sub(1).and_then(|at| signs.get(at)).copied();
        let after = signs.get(at + 1).copied();
        let number = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        let counted = |c: Option<char>| c.is_some_and(|c| COUNTED.contains(c));
        let between = number(before) && (number(after) || counted(after));
        let leading = !letter(before) && !number(before) && number(after) && beside_unit(&signs, at + 1);
        if between || leading {
            if let Some(place) = mended.get_mut(at) {
                *place = digit;
            }
            first.get_or_insert(at);
        }
    }
    let at = first?;
    let part = |signs: &[char]| -> String { signs.iter().skip(at.saturating_sub(4)).take(9).collect() };
    Some(Found { written: part(&signs), likely: part(&mended), mended: mended.iter().collect() })
}

fn looks_like(c: char) -> Option<char> {
    match c {
        'O' | 'o' | 'Ｏ' => Some('0'),
        'l' | 'I' | '|' => Some('1'),
        'Z' => Some('2'),
        'S' => Some('5'),
        'B' => Some('8'),
        _ => None,
    }
}

/// True where the digits that begin here end at a unit: l2次, but not A3 in a word.
fn beside_unit(signs: &[char], from: usize) -> bool {
    let end = signs.iter().skip(from).take(12).position(|c| !c.is_ascii_digit());
    end.and_then(|end| signs.get(from + end)).is_some_and(|c| *c == '.' || COUNTED.contains(*c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Builder, project};

    fn read(form: Builder) -> Vec<(String, String, String)> {
        let form = form.build();
        let spell = |doubt: Doubt| (doubt.place.json(&form).unwrap(), doubt.written, doubt.likely);
        doubts(&form).into_iter().map(spell).collect()
    }

    #[test]
    fn a_percent_sign_that_became_a_digit_is_doubted() {
        let found = read(project().cell(Side::Period, 1, RowField::Value, "1005"));
        assert_eq!(found, [("indicators.period[1].value".into(), "1005".into(), "100%".into())]);
        for value in ["≥955", "985"] {
            assert_eq!(read(project().cell(Side::Period, 1, RowField::Value, value)).len(), 1, "{value}");
        }
        for value in ["1000", "45", "25", "1205", "1005个"] {
            assert!(read(project().cell(Side::Period, 1, RowField::Value, value)).is_empty(), "{value}");
        }
    }

    #[test]
    fn letters_among_digits_are_doubted() {
        let found = read(project().text(TextField::Plan, "2O26年l2月底前完成。"));
        assert_eq!(found, [("plan".into(), "2O26年l2月底".into(), "2026年12月底".into())]);
        let found = read(project().cell(Side::Annual, 0, RowField::Value, "≥l2次"));
        assert_eq!(found, [("indicators.annual[0].value".into(), "≥l2次".into(), "≥12次".into())]);
        for text in ["A3打印机2台、B5纸10箱", "OA系统1套", "5G基站", "13710系统", "LED屏3块", "1000KVA", "FM96.9"]
        {
            assert!(read(project().text(TextField::Plan, text)).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_clean_form_has_no_doubts() {
        assert!(read(project()).is_empty());
    }
}
