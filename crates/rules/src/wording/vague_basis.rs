//! F12: a basis that names no document.

use crate::prelude::*;
use crate::shared::text::tidy;

pub(crate) static RULE: Rule = Rule {
    code: "F12",
    name: "vague_basis",
    title: "立项依据没有指明文件",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: &[Field::Text(TextField::Basis)],
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "立项依据里没有书名号里的文件名，没有文号，没有写到月的日期，也没有会议的次数。",
        why: "审核时查不到依据，等于没有依据。",
        basis: "经验",
        bad: "年初工作安排",
        good: "《青河县河道管理办法》（青政发〔2024〕8号）",
        exceptions: "只写会议纪要、合同这类文种、没有说是哪一份的，不算指明。",
        change: "写出文件名和文号，或会议的日期、次数。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let text = view.text(TextField::Basis).trim();
    if text.is_empty() {
        return Outcome::NotYet;
    }
    let tidied = tidy(text);
    let exact = has_title(&tidied) || has_number(&tidied) || has_month(&tidied) || has_meeting(&tidied);
    let place = FieldPath::Text(TextField::Basis);
    let fault = || {
        let message = format!("{}：“{}”没有指明文件。", view.label(TextField::Basis), clip(text, 16));
        Fault::new(place, message, "写出文件名和文号，或会议日期、次数。").read(place, clip(text, 60))
    };
    view.when_finished(if exact { Outcome::Pass } else { Outcome::Findings(vec![fault()]) })
}

/// Titles that name a kind of document only.
const KINDS: [&str; 20] = [
    "会议纪要",
    "会议记录",
    "合同",
    "协议",
    "合同书",
    "协议书",
    "工作计划",
    "请示",
    "通知",
    "项目申请报告",
    "申请报告",
    "请示报告",
    "申请",
    "报告",
    "方案",
    "实施方案",
    "工作方案",
    "可行性研究报告",
    "批复",
    "文件",
];

/// A title in 《》 that is more than the kind of a document. A clipped text may lack the closing sign.
fn has_title(text: &str) -> bool {
    text.split('《').skip(1).any(|rest| {
        let title = rest.split('》').next().unwrap_or_default();
        let minutes = title.ends_with("会议纪要") || title.ends_with("会议记录");
        title.chars().count() >= 3 && !minutes && !KINDS.contains(&title)
    })
}

/// A document number: 〔2024〕8号 in any bracket, 令第35号.
fn has_number(text: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    text.match_indices('号').any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        let stem = before.trim_end_matches(digit);
        let numbered = stem.len() < before.len();
        let stem = stem.trim_end_matches('第');
        let bracket = stem.ends_with(['〕', ']', ')', '】', '〉', '］', '）']);
        let year = bracket && stem.trim_end_matches(|c: char| !digit(c)).ends_with(digit);
        numbered && (year || stem.ends_with('令') || stem.ends_with("公告"))
    })
}

/// 2024年3月
fn has_month(text: &str) -> bool {
    text.match_indices('年').any(|(at, _)| {
        let (before, after) = text.split_at(at);
        let year = before.chars().rev().take_while(char::is_ascii_digit).count() == 4;
        let after = after.trim_start_matches('年');
        let month = after.trim_start_matches(|c: char| c.is_ascii_digit());
        year && month.len() < after.len() && month.starts_with('月')
    })
}

/// 第54次, 第(3)次, (2024)3次
fn has_meeting(text: &str) -> bool {
    text.match_indices('次').any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        let number = before.trim_end_matches([')', '）', '〕', ']']);
        let stem = number.trim_end_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十百".contains(c));
        let counted = stem.len() < number.len();
        counted && stem.ends_with(['第', '(', ')', '〔', '〕', '[', ']', '】'])
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().text(TextField::Basis, "年初工作安排"), ["basis"]),
        bad(project().text(TextField::Basis, "《县水务局办公会会议纪要》"), ["basis"]),
        bad(project().text(TextField::Basis, "根据领导批示及《合同》执行。"), ["basis"]),
        good(project().text(TextField::Basis, "青政发〔2024〕8号。")),
        good(project().text(TextField::Basis, "县政府常务会议（第3次）研究同意。")),
        good(project().text(TextField::Basis, "2024年3月局党组会研究同意。")),
        good(project().text(TextField::Basis, "县水务局办公会会议纪要(2024)3次。")),
        good(project().text(TextField::Basis, "财政部令第35号。")),
        not_yet(blank()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_a_month_and_a_meeting_have_their_numbers() {
        assert!(has_number("财政部令第35号") && !has_number("财政部令第号"));
        assert!(has_month("2024年3月") && !has_month("2024年月"));
        assert!(has_meeting("第3次") && !has_meeting("第次"));
    }
}
