//! Written arithmetic: `37*10*1000`, `8人×200元×12月=19200元`, `(3+2)人×100元，合计500元`, `2.4万元（10人×20天×120元/天）`.

use super::number;
use super::signs::{Signs, Span};
use rust_decimal::Decimal;

/// An expression and what the text says it makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Product {
    /// The expression alone.
    pub expression: Span,
    /// What it makes, in 元 where 元 or 万元 stands in it.
    pub made: Decimal,
    /// What the text says, in the same unit.
    pub stated: Option<Stated>,
    /// 元 or 万元 stands among the factors.
    pub money: bool,
}

/// The result as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stated {
    pub span: Span,
    pub number: Decimal,
    /// Written in 元 or 万元.
    pub money: bool,
    /// Half of the last written digit, in 元.
    pub rounding: Decimal,
}

/// A term or factor that was read.
#[derive(Clone, Copy)]
struct Value {
    end: usize,
    number: Decimal,
    money: bool,
    /// × stands in it.
    multiplied: bool,
    /// + stands in it.
    added: bool,
}

fn is_times(c: char) -> bool {
    matches!(c, '*' | '×' | '✕' | '╳' | '✖' | 'x' | 'X' | '乘')
}

/// No bracket of an expression holds a bracket that holds a bracket.
const DEPTH: u32 = 2;
/// In signs: a factor has no longer unit or name behind its number.
const LONGEST_UNIT: usize = 10;

/// The expression that begins here, with at least one × or, where a result follows behind `=`, one +. Also where scanning for the
/// next one may go on.
pub(super) fn at(signs: &Signs<'_>, start: usize) -> (Option<Product>, usize) {
    let mut reached = start;
    let found = expression(signs, start, 0, &mut reached).and_then(|value| {
        let stated = result_behind(signs, value.end).or_else(|| result_before(signs, start, value.end));
        let equals = stated.as_ref().is_some_and(|_| signs.at(signs.past_blanks(value.end)) == '=');
        (value.multiplied || (value.added && equals)).then(|| {
            let expression = Span::new(start, value.end);
            Product { expression, made: value.number, stated, money: value.money }
        })
    });
    (found, reached.max(start + 1))
}

fn expression(signs: &Signs<'_>, start: usize, depth: u32, reached: &mut usize) -> Option<Value> {
    let mut sum = term(signs, start, depth, reached)?;
    while matches!(signs.at(signs.past_blanks(sum.end)), '+' | '加') {
        let Some(next) = term(signs, signs.past_blanks(sum.end) + 1, depth, reached) else { break };
        sum = Value {
            end: next.end,
            number: sum.number.checked_add(next.number)?,
            money: sum.money || next.money,
            multiplied: sum.multiplied || next.multiplied,
            added: true,
        };
    }
    Some(sum)
}

fn term(signs: &Signs<'_>, start: usize, depth: u32, reached: &mut usize) -> Option<Value> {
    let mut product = factor(signs, signs.past_blanks(start), depth, reached)?;
    while is_times(signs.at(signs.past_blanks(product.end))) {
        let times = signs.past_blanks(product.end);
        let next = times + signs.longest(times, &["乘以"]).unwrap_or(1);
        let Some(factor) = factor(signs, signs.past_blanks(next), depth, reached) else { break };
        product = Value {
            end: factor.end,
            number: product.number.checked_mul(factor.number)?,
            money: product.money || factor.money,
            multiplied: true,
            added: product.added || factor.added,
        };
    }
    Some(product)
}

/// A number with its unit, or a bracket.
fn factor(signs: &Signs<'_>, start: usize, depth: u32, reached: &mut usize) -> Option<Value> {
    let mut value = if signs.at(start) == '(' && depth < DEPTH {
        let inner = expression(signs, start + 1, depth + 1, reached)?;
        let end = signs.past_blanks(inner.end);
        (signs.at(end) == ')').then_some(Value { end: end + 1, ..inner })?
    } else {
        let numeral = number::at(signs, start).filter(|_| signs.at(start).is_ascii_digit())?;
        Value { end: numeral.end, number: numeral.worth?, money: false, multiplied: false, added: false }
    };
    *reached = (*reached).max(value.end);
    let (end, scale, money) = unit(signs, value.end);
    value.number = value.number.checked_mul(scale)?;
    value.money |= money;
    value.end = end;
    *reached = (*reached).max(end);
    Some(value)
}

/// The unit or name behind a factor: where it ends, by what it multiplies, and whether it is money. It ends before an operator or
/// a mark; what is longer is no unit, and nothing of it is taken.
fn unit(signs: &Signs<'_>, start: usize) -> (usize, Decimal, bool) {
    let place = signs.past_blanks(start);
    if signs.at(place) == '%' {
        return (place + 1, Decimal::new(1, 2), false);
    }
    let scale = match signs.at(place) {
        '万' => Decimal::from(10_000),
        '亿' => Decimal::from(100_000_000),
        _ => Decimal::ONE,
    };
    let scaled = scale > Decimal::ONE;
    let money = signs.at(place + usize::from(scaled)) == '元';
    let stops = |c: char| {
        is_times(c)
            || matches!(c, '+' | '=' | '(' | ')' | ',' | '。' | ';' | ':' | '、' | '《' | '》' | '“' | '”')
            || c.is_ascii_digit()
    };
    let stop = |at: &usize| *at == signs.len() || stops(signs.at(*at)) || signs.longest(*at, MAKES).is_some();
    match (place..=place + LONGEST_UNIT).find(stop).filter(|end| !signs.at(*end).is_ascii_digit()) {
        Some(end) => (end, scale, money),
        None => (place + usize::from(scaled) + usize::from(money), scale, money),
    }
}

/// What stands between an expression and its result: at least one of these.
const MAKES: &[&str] = &["=", "等于", "合计", "共计", "总计", "共需", "共", "计", "合计为", "共约", "为", "小计"];

fn result_behind(signs: &Signs<'_>, end: usize) -> Option<Stated> {
    let mut place = end;
    let mut makes = false;
    for _ in 0..6 {
        place = signs.past_blanks(place);
        if let Some(length) = signs.longest(place, MAKES) {
            makes = true;
            place += length;
        } else if let Some(length) =
            signs.longest(place, &["人民币", "约", "资金", "经费", "需", "费用", "金额"]).filter(|_| makes)
        {
            place += length;
        } else if matches!(signs.at(place), ',' | ')') && !makes {
            place += 1;
        } else {
            break;
        }
    }
    makes.then(|| stated(signs, place)).flatten()
}

/// `2.4万元（10人×20天×120元/天）`: the amount before the bracket that holds nothing but the expression.
fn result_before(signs: &Signs<'_>, start: usize, end: usize) -> Option<Stated> {
    // The bracket may have been read as part of the expression.
    let whole = signs.at(start) == '(' && signs.before(end) == ')';
    let inside = signs.before(start) == '(' && signs.at(signs.past_blanks(end)) == ')';
    if !whole && !inside {
        return None;
    }
    let open = signs.back_past_blanks(start - usize::from(!whole));
    if signs.before(open) != '元' {
        return None;
    }
    let digits = open - 1 - usize::from(matches!(signs.before(open - 1), '万' | '亿'));
    let from = signs.back_until(digits, 20, |c| !(c.is_ascii_digit() || matches!(c, '.' | ',')));
    let stated = stated(signs, from)?;
    (stated.span.end == open).then_some(stated)
}

fn stated(signs: &Signs<'_>, start: usize) -> Option<Stated> {
    let numeral = number::at(signs, start).filter(|_| signs.at(start).is_ascii_digit())?;
    let written = numeral.worth?;
    let place = signs.past_blanks(numeral.end);
    let scale = match signs.at(place) {
        '万' => Decimal::from(10_000),
        '亿' => Decimal::from(100_000_000),
        _ => Decimal::ONE,
    };
    let scaled = scale > Decimal::ONE;
    let money = signs.at(place + usize::from(scaled)) == '元';
    let end = if money { place + usize::from(scaled) + 1 } else { place + usize::from(scaled) };
    let end = if scaled || money { end } else { numeral.end };
    // The result of one expression may be the first factor of the next: 3*5=15*2.
    let goes_on = is_times(signs.at(signs.past_blanks(end)));
    let half = scale.checked_div(Decimal::from(2 * 10_u64.pow(written.scale().min(12))))?;
    let rounding = if written.scale() > 0 { half } else { Decimal::ZERO };
    (!goes_on).then_some(Stated { span: Span::new(start, end), number: written.checked_mul(scale)?, money, rounding })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// made, stated
    fn read(text: &str) -> Option<(String, Option<String>)> {
        let signs = Signs::of(text);
        let start = (0..signs.len()).find(|place| {
            (signs.at(*place).is_ascii_digit() || signs.at(*place) == '(') && at(&signs, *place).0.is_some()
        })?;
        at(&signs, start)
            .0
            .map(|p| (p.made.normalize().to_string(), p.stated.map(|s| s.number.normalize().to_string())))
    }

    #[test]
    fn products_are_worked_out_with_their_units() {
        for (text, made, stated) in [
            ("37*10*1000", "370000", None),
            ("8人×200元×12月=19200元", "19200", Some("19200")),
            ("200元/人/月×8人×12个月=1.92万元", "19200", Some("19200")),
            ("按5名×300元 × 2 次，合计3000元", "3000", Some("3000")),
            ("(3+2)人×100元，共计500元", "500", Some("500")),
            ("2.4万元（10人×20天×120元/天）", "24000", Some("24000")),
            ("3×200+5×100=1100元", "1100", Some("1100")),
            ("80000元×50%=40000元", "40000", Some("40000")),
            ("12+13=25万元", "25", Some("250000")),
            ("1.5万元X4期等于6万元", "60000", Some("60000")),
        ] {
            assert_eq!(read(text), Some((made.to_owned(), stated.map(str::to_owned))), "{text}");
        }
    }

    #[test]
    fn what_is_no_arithmetic_is_left_alone() {
        for text in ["24小时", "2026年5月", "C++ 3", "5+", "3×", "长22米、宽4米", "A3打印机2台", "×3=5"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn money_and_the_end_of_an_expression_are_known() {
        let read = |text: &str| {
            let signs = Signs::of(text);
            at(&signs, 0).0.map(|p| (signs.quote(p.expression).to_owned(), p.money, p.made.normalize().to_string()))
        };
        for (text, expression, money, made) in [
            ("3×5", "3×5", false, "15"),
            ("2万元×3次", "2万元×3次", true, "60000"),
            ("2元×3次", "2元×3次", true, "6"),
            ("2万×3", "2万×3", false, "60000"),
            ("3×2万元用在全年各项支出的总和上", "3×2万元", true, "60000"),
            ("3×2万个用在全年各项支出的总和上", "3×2万", false, "60000"),
            ("3×2元用在全年各项支出的总和上", "3×2元", true, "6"),
            ("3×2个用在全年各项支出的总和上", "3×2", false, "6"),
            ("3乘以5户", "3乘以5户", false, "15"),
            ("(2+3)×4", "(2+3)×4", false, "20"),
            ("3×(2×(1+1))", "3×(2×(1+1))", false, "12"),
            ("3×2甲乙丙丁戊己庚辛壬癸", "3×2甲乙丙丁戊己庚辛壬癸", false, "6"),
            ("3×2甲乙丙丁戊己庚辛壬癸子", "3×2", false, "6"),
        ] {
            assert_eq!(read(text), Some((expression.to_owned(), money, made.to_owned())), "{text}");
        }
        // A bracket in a bracket in a bracket is no arithmetic that anybody writes.
        assert_eq!(read("3×(2×(1+(1+1)))"), None);
        assert_eq!(read("3+5"), None);
    }

    /// What is stated for the expression at a place: as written, worth, money, rounding.
    fn stated_at(text: &str, place: usize) -> Option<(String, String, bool, String)> {
        let signs = Signs::of(text);
        let stated = at(&signs, place).0?.stated?;
        let (number, rounding) = (stated.number.normalize().to_string(), stated.rounding.normalize().to_string());
        Some((signs.quote(stated.span).to_owned(), number, stated.money, rounding))
    }

    #[test]
    fn results_are_read_as_they_are_written() {
        for (text, quote, number, money, rounding) in [
            ("3×5=15", "15", "15", false, "0"),
            ("3×5=15元", "15元", "15", true, "0"),
            ("3×5=15万", "15万", "150000", false, "0"),
            ("3×5=1.5万元", "1.5万元", "15000", true, "500"),
            ("3×5=1.25万元", "1.25万元", "12500", true, "50"),
            ("3×5，合计人民币15元", "15元", "15", true, "0"),
            ("3×5，合计约需资金0.5元", "0.5元", "0.5", true, "0.05"),
        ] {
            let expected = (quote.to_owned(), number.to_owned(), money, rounding.to_owned());
            assert_eq!(stated_at(text, 0), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_result_before_its_bracket_needs_the_whole_bracket() {
        let number = |text: &str, place: usize| stated_at(text, place).map(|(_, number, ..)| number);
        assert_eq!(number("2.4万元(10人×20天×120元/天)", 5).as_deref(), Some("24000"));
        assert_eq!(number("2.4万元(10人×20天×120元/天)", 6).as_deref(), Some("24000"));
        assert_eq!(number("2.4万元 (10人×20天×120元/天)", 7).as_deref(), Some("24000"));
        assert_eq!(number("2.4万元,10人×20天×120元/天)", 6), None);
        assert_eq!(number("2.4万元(10人×20天×120元/天,", 6), None);
    }

    #[test]
    fn a_long_chain_ends() {
        let signs_text = "9*".repeat(5000);
        let signs = Signs::of(&signs_text);
        assert_eq!(at(&signs, 0).0.map(|p| p.made), None);
    }
}
