//! F02: a text that ends with a comma.

use super::texts;
use crate::prelude::*;
use crate::shared::text::clip_end;

pub(crate) static RULE: Rule = Rule {
    code: "F02",
    name: "ends_with_comma",
    title: "文字以逗号或顿号结尾",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: texts::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "长文字的最后一个字是逗号或顿号。",
        why: "后面可能还有话没有粘贴进来；即使写完了，公开时也不好看。",
        basis: "经验",
        bad: "保障河道安全稳定，",
        good: "保障河道安全稳定。",
        exceptions: "填写过程中不提示。",
        change: "写完了就改成句号，没写完就补上。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let outcome = texts::test(view, |field, text| {
        let whole = text.trim_end_matches(['，', ',', '、', ' ']);
        if whole.len() == text.len() {
            return None;
        }
        let place = FieldPath::Text(field);
        let message = format!("{}：以“{}”结尾。", view.label(field), clip_end(text, 9));
        let fault = Fault::new(place, message, "写完了就改成句号，没写完就补上。").read(place, clip_end(text, 40));
        Some(fault.fixed(Safety::Ask, place, format!("{whole}。")))
    });
    view.when_finished(outcome)
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().goals("保障河道安全稳定，"), ["goal_period"]),
        bad(project().text(TextField::GoalAnnual, "清理、巡查、"), ["goal_annual"]),
        bad(unit().text(TextField::Duties, "负责全县河道管理,\n"), ["duties"]),
        good(project()),
        good(project().goals("保障河道安全稳定")),
        not_yet(project().goals("保障河道安全稳定，")).typing(),
        not_yet(blank()),
    ]
}
