//! F02: a text that ends with a comma.

use super::text_cut_off::is_long;
use super::texts;
use crate::prelude::*;
use crate::shared::text::clip_end;

pub(crate) static RULE: Rule = Rule {
    code: "F02",
    name: "ends_with_comma",
    title: "文字以逗号、顿号或冒号结尾",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: texts::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "长文字的最后是逗号或顿号，后面还跟着别的标点的也算；不到一百字的文字以冒号结尾。",
        why: "后面可能还有话没有粘贴进来；即使写完了，公开时也不好看。",
        basis: "经验",
        bad: "保障河道安全稳定，",
        good: "保障河道安全稳定。",
        exceptions: "填写过程中不提示；以分号结尾不算；一百字以上以冒号结尾的由 F01 提示。",
        change: "写完了就改成句号，没写完就补上后面的话。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let outcome = texts::test(view, |field, text| {
        let whole = text.trim_end_matches(|c: char| is_comma(c) || "；;：:。.”\"’' ".contains(c));
        let marks = text.strip_prefix(whole)?;
        let comma = marks.contains(is_comma) && !marks.contains(['。', '.']);
        let colon = text.ends_with(['：', ':']) && !is_long(text);
        if !comma && !colon {
            return None;
        }
        let place = FieldPath::Text(field);
        let mark = marks.chars().find(|c| is_comma(*c) || (!comma && matches!(c, '：' | ':')));
        let name = match mark {
            Some('、') => "顿号",
            Some('：' | ':') => "冒号",
            _ => "逗号",
        };
        let message = format!("{}：“{}”末尾是{name}，话没有说完。", view.label(field), clip_end(text, 9));
        if !comma {
            return Some(Fault::new(place, message, "补上冒号后面的内容。").read(place, clip_end(text, 40)));
        }
        let quote = if marks.contains('”') { "”" } else { "" };
        let fault =
            Fault::new(place, message, "写完了就改成句号，没写完就补上后面的话。").read(place, clip_end(text, 40));
        Some(fault.fixed(Safety::Ask, place, format!("{whole}{quote}。")))
    });
    view.when_finished(outcome)
}

/// A comma of any width.
pub(super) fn is_comma(c: char) -> bool {
    "，,、﹐﹑､".contains(c)
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().goals("保障河道安全稳定，"), ["goal_period"]),
        bad(project().text(TextField::GoalAnnual, "清理、巡查、"), ["goal_annual"]),
        bad(unit().text(TextField::Duties, "负责全县河道管理,\n"), ["duties"]),
        bad(project().goals("保障河道安全稳定，；"), ["goal_period"]),
        bad(project().goals("开展“清水行动，”"), ["goal_period"]),
        bad(project().text(TextField::Safeguards, "制度措施如下："), ["safeguards"]),
        pass(project().goals("保障河道安全稳定；")),
        pass(project().goals("按《巡查记录制度》登记、检查、通报。")),
        good(project()),
        good(project().goals("保障河道安全稳定")),
        not_yet(project().goals("保障河道安全稳定，")).typing(),
        not_yet(blank()),
    ]
}
