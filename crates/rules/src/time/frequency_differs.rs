//! D13: how often the text says something is done does not make the number of the indicator.

use crate::claims;
use crate::prelude::*;
use crate::text::{fault, frequency};

pub(crate) static RULE: Rule = Rule {
    code: "D13",
    name: "frequency_differs",
    title: "每月每季几次与全年次数不一致",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: claims::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "文字写每月、每季度或每半年几次，乘成全年的次数，与同一名词的次数指标不同。",
        why: "每月 2 次就是全年 24 次，指标写 12 次说明有一处错了。",
        basis: "经验",
        bad: "计划“每月巡查两次”；巡查次数 ≥12次",
        good: "计划“每月巡查两次”；巡查次数 ≥24次",
        exceptions: "每天、每周不换算；文字写不少于、至少，指标比换算的多，不提示；指标本身写每月几次的，直接比较。",
        change: "按换算的次数改指标，或改文字里的次数。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    frequency(view, |row, claim| {
        let wrong = format!("折合每年{}次", claim.number.normalize());
        fault(view, row, claim, &wrong, "核对后改成一致。")
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let goals = |text: &str| project().goals(text).text(TextField::Plan, "年底前完成总结。");
    vec![
        bad(goals("每月巡查三次。"), ["indicators.period[0].value"]),
        bad(goals("每季度至少开展河道巡查10次。"), ["indicators.period[0].value"]),
        bad(goals("每月巡查两次。").value(0, "12次"), ["indicators.period[0].value"]),
        bad(goals("每两个月巡查三次。"), ["indicators.period[0].value"]),
        bad(goals("每季度巡查一次。").value(0, "6次"), ["indicators.period[0].value"]),
        good(project()),
        good(goals("每月巡查至少一次。")),
        good(goals("每周巡查两次。")),
        not_yet(blank()),
    ]
}
