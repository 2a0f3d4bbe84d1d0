//! F14: a goal without a number and an object.

use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "F14",
    name: "slogan_goal",
    title: "目标只有口号",
    severity: Severity::Hint,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: &[Field::Text(TextField::GoalPeriod), Field::Text(TextField::GoalAnnual)],
    waivable: true,
    default_on: false,
    risk: Risk::High,
    doc: Doc {
        checks: "目标不到 40 个字，没有数字，只有保障正常运转、做好各项工作这类话。",
        why: "年终无法判断目标有没有实现。",
        basis: "经验",
        bad: "保障单位各项工作正常运转",
        good: "全年巡查二十四次，河道无堵塞",
        exceptions: "运转类项目常常只能这样写，所以默认关闭。",
        change: "写清做什么、做到什么程度。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let mut filled = false;
    let goal = |field| {
        let text = view.text(field).trim();
        filled |= !text.is_empty();
        let place = FieldPath::Text(field);
        is_slogan(text).then(|| {
            let message = format!("{}：“{}”没有具体内容。", view.label(field), clip(text, 16));
            Fault::new(place, message, "写清做什么、做到什么程度。").read(place, clip(text, 60))
        })
    };
    let faults: Vec<Fault> = [TextField::GoalPeriod, TextField::GoalAnnual].into_iter().filter_map(goal).collect();
    if filled { rows::one_line(Outcome::of(faults)) } else { Outcome::NotYet }
}

fn is_slogan(text: &str) -> bool {
    let short = (1..40).contains(&text.chars().count());
    let number = text.chars().any(|c| c.is_ascii_digit() || "一二三四五六七八九十两百千".contains(c));
    let empty = ["正常运转", "正常运行", "正常开展", "各项工作", "日常工作", "顺利开展", "有序开展", "有序进行"];
    short && !number && empty.iter().any(|words| text.contains(words))
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().goals("保障单位各项工作正常运转。"), ["goal_period"]),
        bad(project().text(TextField::GoalAnnual, "做好日常工作。"), ["goal_annual"]),
        good(project()),
        good(project().goals("保障巡查艇正常运行，全年巡查24次。")),
        not_yet(blank()),
    ]
}
