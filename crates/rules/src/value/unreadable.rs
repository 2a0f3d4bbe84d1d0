//! C01: a value that reads as nothing the finance system can hold.

use crate::prelude::*;
use jibiao_model::value::{RateForm, Reading, Unreadable, rate_form};

pub(crate) static RULE: Rule = Rule {
    code: "C01",
    name: "unreadable",
    title: "指标值读不懂",
    severity: Severity::Error,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: false,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "指标值不是数量、比率、金额、时间，也不是单纯的文字：数字与文字混写、只有符号没有数字。",
        why: "系统按计算符号、指标值、计量单位三部分存，读不懂的值上传不了，也无法考核。",
        basis: "经验",
        bad: "10-20人",
        good: "≥10人",
        exceptions: "文字里夹着数字的（如正常值班24小时）只作警告；只缺单位由 C02、重复的词由 C03、每和斜线重复由 C09 提示；余、左右等约数不由本条提示。",
        change: "写成“符号 数字 单位”，或一个时间，或一个词。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        let wrong = match row.reading() {
            Reading::Unreadable(Unreadable::Unknown(_)) => unknown(row),
            Reading::Unreadable(Unreadable::SignWithoutNumber(..)) => Some(fault(row, "有符号没有数字")),
            Reading::Unreadable(Unreadable::NoUnit { .. } | Unreadable::Approximate(_)) => return Verdict::Other,
            _ => None,
        };
        Verdict::of(wrong)
    })
}

fn fault(row: Row<'_, '_>, wrong: &str) -> Fault {
    let message = format!("指标值“{}”：{wrong}。", clip(row.value(), 16));
    Fault::new(row.cell(RowField::Value), message, "写成“≥10人”这样的数量、一个时间或一个词。")
        .read(row.cell(RowField::Value), clip(row.value(), 60))
}

/// `None` where C03 or C09 says more exactly what is wrong. Text that begins with words is a sentence with a number in it: weaker than a quantity that does not read.
fn unknown(row: Row<'_, '_>) -> Option<Fault> {
    let words_first = row.value().chars().next().is_some_and(crate::shared::text::is_han);
    let fault = fault(row, "读不出数量或时间");
    let said_elsewhere = repeated(row.value()) || rate_form(row.value()) == RateForm::Malformed;
    (!said_elsewhere).then(|| if words_first { fault.milder(Severity::Warning) } else { fault })
}

/// `12个12个`: the doubled word is the fault, C03 says so.
fn repeated(value: &str) -> bool {
    value.split_at_checked(value.len() / 2).is_some_and(|(first, second)| first == second)
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().value(0, "10-20次"), ["indicators.period[0].value"]),
        bad(project().value(4, "≥良好"), ["indicators.period[4].value"]),
        bad(unit().value(1, "80%-90%"), ["indicators[1].value"]),
        bad(project().value(4, "正常值班24小时以内在岗2人"), ["indicators.period[4].value"]).milder(Severity::Warning),
        good(project()),
        good(project().value(4, "明显改善")),
        pass(project().value(4, "12个12个")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project().without(|row| row.id.0 > 1).value(0, "12")),
    ]
}
