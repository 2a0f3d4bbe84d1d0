//! Empty cells, and texts that stand for nothing: not yet a fault while somebody types, one finding a cell when the form is
//! handed in.

use crate::finding::{Fault, Outcome};
use crate::shared::text::{quoted, tidy};
use crate::view::View;
use jibiao_model::FieldPath;
use jibiao_model::path::TextField;

/// One finding for each of these fields that the template has and that is empty.
pub(crate) fn texts(view: &View<'_>, fields: &[TextField], advice: &str) -> Outcome {
    let mut asked = fields.iter().copied().filter(|field| view.has_field(*field)).peekable();
    if asked.peek().is_none() {
        return Outcome::NotApplicable;
    }
    let faults = asked.filter_map(|field| {
        let (place, label, text) = (FieldPath::Text(field), view.label(field), view.text(field).trim());
        if text.is_empty() {
            return Some(fault(place, label, advice));
        }
        stands_for_nothing(text).then(|| {
            let message = format!("{label}：只写了{}，没有内容。", quoted(text));
            Fault::new(place, message, advice).read(place, text)
        })
    });
    of(view, faults.collect())
}

/// `无`, `/`, `同上`, `详见附件`, `待补充`, `XX`: what is written where something had to be written.
pub(crate) fn stands_for_nothing(text: &str) -> bool {
    const WORDS: [&str; 23] = [
        "无",
        "没有",
        "暂无",
        "同上",
        "同前",
        "略",
        "不详",
        "不适用",
        "待定",
        "待补",
        "待补充",
        "待完善",
        "待填",
        "见附件",
        "详见附件",
        "见附表",
        "详见附表",
        "另附",
        "附后",
        "见方案",
        "详见方案",
        "测试",
        "test",
    ];
    let tidy = tidy(text).to_lowercase();
    let word = tidy.trim_matches(|c: char| !c.is_alphanumeric());
    word.is_empty() || WORDS.contains(&word) || word.chars().all(|c| c == 'x')
}

/// The finding about one empty cell.
pub(crate) fn fault(place: FieldPath, label: &str, advice: &str) -> Fault {
    Fault::new(place, format!("{label}：没有填写。"), advice)
}

/// The outcome of a rule about emptiness: while somebody types, empty is not yet.
pub(crate) fn of(view: &View<'_>, faults: Vec<Fault>) -> Outcome {
    view.when_finished(Outcome::of(faults))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_stand_for_nothing_are_known_by_the_whole_text() {
        for text in ["无", "无。", "/", "——", "…", "（无）", "同上", "详见附件。", "XXX", "ｘｘ", "待补充"]
        {
            assert!(stands_for_nothing(text), "{text}");
        }
        for text in ["无偿献血宣传。", "同上年一样按月巡查。", "见附件一所列十二处险段。", "无人机巡查", "1"]
        {
            assert!(!stands_for_nothing(text), "{text}");
        }
    }
}
