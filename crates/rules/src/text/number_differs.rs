//! E01: the text has another number than the indicator.

use super::judge::{Judgement, fault, test};
use crate::claims;
use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "E01",
    name: "number_differs",
    title: "指标值与文字里的数不一致",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: claims::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "项目概况、实施计划、总体目标里，与指标名称同一个名词、同一种单位的数，和指标值不同。",
        why: "同一张表里一件事有两个数，批复和评价时不知道以哪个为准。",
        basis: "经验",
        bad: "概况“为3名遗属发放补助”；补助遗属人数 2人",
        good: "概况“为2名遗属发放补助”；补助遗属人数 2人",
        exceptions: "位、名、人相同，场与次相同；约、左右、余的相差一成以内算相同；任何一处文字与指标一致的不提示，除非同一侧的目标用同样的词写了另一个数；几个分项加起来等于指标值的不提示；已完成的、上年的、全省的和其中的数，全县共有多少这样的数不比；每人每天这样的比率不比；不少于、以上由 E03 检查，每月几次由 D13 检查。",
        change: "核对实际数，把文字和指标改成一致。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    test(view, |row, judgement| match judgement {
        Judgement::Differs(claim) => Some(fault(view, row, claim, "数不一致", "核对后改成一致。")),
        _ => None,
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let overview = |text: &str, name: &str, value: &str| {
        project().text(TextField::Overview, text).both("产出指标", "数量指标", name, value)
    };
    vec![
        bad(
            project().text(TextField::Plan, "为全县120户改造厕所。").name(0, "改造厕所户数").value(0, "100户"),
            ["indicators.period[0].value"],
        ),
        bad(overview("为3位护堤人员发放补助。", "补助护堤人数", "2人"), ["indicators.period[7].value"]),
        bad(overview("购置救生衣30件、照明灯12台。", "购置照明灯", "10台"), ["indicators.period[7].value"]),
        bad(overview("演练次数一年6次左右，另设展板。", "开展防汛演练次数", "3次"), ["indicators.period[7].value"]),
        bad(project().goals("全年巡查二十次。").text(TextField::Plan, "按月巡查。"), ["indicators.period[0].value"]),
        bad(overview("检修水闸（共9座）。", "检修水闸数量", "11座"), ["indicators.period[7].value"]),
        bad(overview("内容为：疏浚沟渠：8.5千米。", "疏浚沟渠长度", "5.8千米"), ["indicators.period[7].value"]),
        bad(overview("防汛演练不超过10次。", "防汛演练次数", "12次"), ["indicators.period[7].value"]),
        bad(overview("购置手提照明灯3台、车载照明灯3台。", "购置照明灯", "8台"), ["indicators.period[7].value"]),
        bad(overview("全年放映防汛电影12场。", "防汛电影放映场次", "10场"), ["indicators.period[7].value"]),
        bad(overview("受益渔户140户。", "受益渔户数", "104户"), ["indicators.period[7].value"]),
        good(overview("现有巡护员180人，计划培训30人。", "培训巡护员人数", "30人")),
        good(overview("现有照明灯180台，本年更换30台。", "更换照明灯数量", "30台")),
        pass(overview("防汛演练不超过10次。", "防汛演练次数", "≥5次")),
        good(overview("购置手提照明灯4台、车载照明灯4台。", "购置照明灯", "8台")),
        good(overview("为三名护堤人员发放补助。", "补助护堤人数", "3人")),
        good(overview("购置手提照明灯2台、车载照明灯6台。", "购置照明灯", "8台")),
        good(overview("上年购置照明灯5台，本年购置照明灯8台。", "购置照明灯", "8台")),
        good(overview("演练次数一年10次左右。", "防汛演练次数", "≥10次")),
        good(overview("改造闸房3座。", "巡护员培训人数", "20人")),
        not_yet(blank()),
        not_yet(project().text(TextField::Overview, "").text(TextField::Plan, "").goals("")),
    ]
}
