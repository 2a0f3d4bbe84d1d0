//! F01: a long text that stops in the middle.

use super::ends_with_comma::is_comma;
use super::texts;
use crate::prelude::*;
use crate::shared::text::clip_end;

pub(crate) static RULE: Rule = Rule {
    code: "F01",
    name: "text_cut_off",
    title: "文字没有写完",
    severity: Severity::Error,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: texts::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "一百字以上的文字，最后一个字不是句号、叹号、问号、分号或省略号。停在数字上或括号、书名号里的是错误，其余是警告。",
        why: "粘贴或打印时超出字数的部分被截掉，表上看不出来，读的人却看到半句话。",
        basis: "经验",
        bad: "……抽水站全年电费约36500",
        good: "……抽水站全年电费约36500元。",
        exceptions: "以书名号、文号（…号）或紧跟其后的括号结尾的算完整；以逗号结尾由 F02 提示；不到一百字的，只查停在“的、和、将”这类字上或括号、书名号里的；填写过程中不提示。",
        change: "补完句子，加上句号；字数超限的先压缩。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

/// From how many signs on a text counts as long: shorter ones are often phrases without a full stop.
const LONG: usize = 100;

fn check(view: &View<'_>) -> Outcome {
    let outcome = texts::test(view, |field, text| {
        let kept = text.trim_end_matches(['”', '’', '"', '\'']);
        let last = kept.chars().next_back()?;
        let long = is_long(text);
        let surely = text.chars().nth(SHORT - 1).is_some() && (is_open(text) || dangles(kept));
        let torn = is_torn_number(kept);
        if !(long || surely) || (ends(last) && !torn) || is_comma(last) || ends_with_document(kept) {
            return None;
        }
        let place = FieldPath::Text(field);
        let message = format!("{}：到“{}”为止，没有写完。", view.label(field), clip_end(text, 9));
        let fault = Fault::new(place, message, "补完句子，加上句号。").read(place, clip_end(text, 40));
        let broken = last.is_numeric() || torn || is_open(text);
        Some(if broken { fault } else { fault.milder(Severity::Warning) })
    });
    view.when_finished(outcome)
}

/// A shorter text is reported only where it cannot end as it does.
const SHORT: usize = 30;

/// …工作的, …学校和: something has to follow.
fn dangles(text: &str) -> bool {
    text.ends_with(['的', '和', '及', '或', '将', '按', '把', '被', '并'])
        && !["目的", "缓和", "温和", "普及", "涉及", "危及", "波及", "合并", "大将"]
            .iter()
            .any(|word| text.ends_with(word))
}

pub(super) fn is_long(text: &str) -> bool {
    text.chars().nth(LONG - 1).is_some()
}

fn ends(last: char) -> bool {
    "。！？；…!?;.".contains(last)
}

/// …支出7.: the dot of a number whose decimals are gone, in a text that ends its sentences otherwise.
fn is_torn_number(text: &str) -> bool {
    let number = text.strip_suffix('.').is_some_and(|text| text.ends_with(|c: char| c.is_ascii_digit()));
    number && text.contains('。')
}

/// A text may end with what it cites: a title, a document number, a bracket right behind one.
fn ends_with_document(text: &str) -> bool {
    let cited = |text: &str| text.ends_with(['》', '号']);
    cited(text) || text.strip_suffix([')', '）', ']', '】', '〕']).is_some_and(cited)
}

/// True where the last bracket or book title that was opened is not closed.
fn is_open(text: &str) -> bool {
    let last = |signs: &[char]| text.rfind(signs);
    [(&['《'][..], &['》'][..]), (&['(', '（'], &[')', '）'])].iter().any(|(open, close)| last(open) > last(close))
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let long =
        |end: &str| project().text(TextField::Overview, &format!("{}{end}", "按月巡查河道并做好记录，".repeat(9)));
    vec![
        bad(long("抽水站电费约36500"), ["overview"]),
        bad(long("上年做完。今年支出7."), ["overview"]),
        good(long("今年支出7.")),
        bad(long("依据《河道管理"), ["overview"]),
        bad(long("为下一步清淤安排提出可"), ["overview"]).milder(Severity::Warning),
        bad(
            project().text(TextField::Plan, "每季度组织沿河各村对排污口和堆放点进行检查，发现问题及时处理，年底将"),
            ["plan"],
        )
        .milder(Severity::Warning),
        // Thirty signs, and one less.
        bad(project().text(TextField::Plan, "织沿河各村对排污口和堆放点进行检查，发现问题及时处理，年底将"), ["plan"])
            .milder(Severity::Warning),
        good(project().text(TextField::Plan, "沿河各村对排污口和堆放点进行检查，发现问题及时处理，年底将")),
        good(project().text(TextField::Plan, "每季度组织沿河各村对排污口和堆放点进行检查，发现问题及时处理")),
        good(long("提供依据。")),
        good(long("依据《河道管理办法》")),
        good(long("依据办法（青水发〔2025〕3号）")),
        good(long("称为“清水行动。”")),
        good(project().text(TextField::Overview, &"巡".repeat(99))),
        pass(long("河道，")),
        bad(project().text(TextField::Overview, &"按月巡查河".repeat(20)), ["overview"]).milder(Severity::Warning),
        not_yet(long("为河道管理提供")).typing(),
        not_yet(blank()),
    ]
}
