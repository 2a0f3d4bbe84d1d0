//! D13: how often the text says something is done does not make the number of the indicator.

use super::told_frequency;
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
        checks: "文字写每月、每季度或每半年几次，乘成全年的次数，与同一名词的次数指标不同；一段文字里既写每月（每周、每季度、每半年）几次，又写全年几次，两个数对不上。",
        why: "每月 2 次就是全年 24 次，指标写 12 次说明有一处错了。",
        basis: "经验",
        bad: "计划“每月巡查两次”；巡查次数 ≥12次",
        good: "计划“每月巡查两次”；巡查次数 ≥24次",
        exceptions: "指标不与每天、每周换算；一段文字里的每周按 48 至 53 周算，一句话里还有别的数量、只说部分月份或季节的不比；文字写不少于、至少，指标比换算的多，不提示；指标本身写每月几次的，直接比较。",
        change: "按换算的次数改指标，或改文字里的次数。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let of_rows = frequency(view, |row, claim| {
        let wrong = format!("折合每年{}次", claim.number.normalize());
        fault(view, row, claim, &wrong, "核对后改成一致。")
    });
    let told = told_frequency::faults(view);
    match of_rows {
        of_rows if told.is_empty() => of_rows,
        Outcome::Findings(mut faults) => {
            faults.extend(told);
            Outcome::Findings(faults)
        }
        _ => Outcome::Findings(told),
    }
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let goals = |text: &str| project().goals(text).text(TextField::Plan, "年底前完成总结。");
    let plan = |text: &str| project().text(TextField::Plan, text);
    vec![
        bad(goals("每月巡查三次。"), ["indicators.period[0].value"]),
        bad(goals("每季度至少开展河道巡查10次。"), ["indicators.period[0].value"]),
        bad(goals("每月巡查两次。").value(0, "12次"), ["indicators.period[0].value"]),
        bad(goals("每两个月巡查三次。"), ["indicators.period[0].value"]),
        bad(goals("每季度巡查一次。").value(0, "6次"), ["indicators.period[0].value"]),
        bad(plan("每月巡护4次，全年巡护40次。"), ["plan"]),
        bad(plan("护林员每周开展林区巡护2次。全年巡护不超过80次。"), ["plan"]),
        bad(plan("每季度普查1次，全年6次。"), ["plan"]),
        bad(plan("每半年不少于2场宣讲，年度完成3场宣讲。"), ["plan"]),
        bad(project().goals("每月夜巡4次，全年夜巡40次。"), ["goal_period"]),
        good(plan("每季度普查1次，全年4次。")),
        good(plan("每月夜巡2次，全年夜巡不少于24次。")),
        good(plan("每月夜巡4次，全年夜巡不少于40次。")),
        good(plan("每周夜巡1次，全年夜巡50次。")),
        good(plan("5名护林员每月夜巡4次，全年夜巡240次。")),
        good(plan("防火期每月夜巡4次，全年夜巡24次。")),
        good(plan("3-10月每月夜巡4次，全年夜巡32次。")),
        good(plan("每月夜巡4次，全年组织演练2次。")),
        good(plan("白天每月夜巡2次，晚上每月夜巡2次，全年夜巡48次。")),
        good(plan("每村每月夜巡4次，全年夜巡480次。")),
        good(project()),
        good(goals("每月巡查至少一次。")),
        good(goals("每周巡查两次。")),
        not_yet(blank()),
    ]
}
