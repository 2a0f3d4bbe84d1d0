//! F17: full width among half width, stray blanks.

use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "F17",
    name: "width_and_blanks",
    title: "全角半角混用，字间有空格",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "指标名称里汉字之间有空格，或者指标名称、指标值里有全角的数字、字母、百分号。",
        why: "看着一样的字，查找和比较时不一样。",
        basis: "经验",
        bad: "巡查 记录完整率 ≥９８％",
        good: "巡查记录完整率 ≥98%",
        exceptions: "首尾的空格会自动去掉；指标值中间的空格由 C33 提示；全角的括号和标点不算。",
        change: "去掉空格，改成半角。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    rows::test(view, |row| {
        if row.name().is_empty() && row.value().is_empty() {
            return Verdict::NotYet;
        }
        let (name, value) = (closed(&half(row.name())), half(row.value()));
        let advice = "去掉空格，改成半角。";
        let fault = |cell: RowField, written: &str, even: String| {
            let place = row.cell(cell);
            let what = if cell == RowField::Name { "名称" } else { "值" };
            let message = format!("指标{what}：“{}”里有空格或全角字符。", clip(written, 14));
            Fault::new(place, message, advice).read(place, clip(written, 60)).fixed(Safety::Safe, place, even)
        };
        let of_name = (name != row.name()).then(|| fault(RowField::Name, row.name(), name));
        Verdict::of(of_name.or_else(|| (value != row.value()).then(|| fault(RowField::Value, row.value(), value))))
    })
}

/// Digits, letters and % in half width; brackets and marks stay.
fn half(text: &str) -> String {
    let narrow = |c: char| match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    };
    text.chars().map(narrow).collect()
}

/// Without the blanks beside a Chinese character; those between two words of letters stay.
fn closed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    let mut before: Option<char> = None;
    while let Some(c) = signs.next() {
        if !c.is_whitespace() {
            out.push(c);
            before = Some(c);
            continue;
        }
        while signs.peek().is_some_and(|next| next.is_whitespace()) {
            signs.next();
        }
        let wide = |c: Option<char>| c.is_none_or(|c| !c.is_ascii());
        if !wide(before) && !wide(signs.peek().copied()) {
            out.push(' ');
        }
    }
    out
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().name(1, "巡查 记录完整率"), ["indicators.period[1].name"]),
        bad(project().value(1, "≥９８％"), ["indicators.period[1].value"]),
        bad(unit().name(1, "ＧＰＳ记录完整率"), ["indicators[1].name"]),
        good(project().name(1, "GPS Tracker记录完整率（月报）")),
        good(project()),
        not_yet(blank()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Builder, faults};

    #[test]
    fn the_cell_is_named() {
        let said = |form: Builder| faults(&RULE, form).pop().unwrap().message;
        assert!(said(project().name(1, "记录 完整率")).starts_with("指标名称："));
        assert!(said(project().value(1, "≥９８%")).starts_with("指标值："));
    }
}
