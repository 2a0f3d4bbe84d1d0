//! A18: one benefit, and that is one word.

use crate::prelude::*;
use jibiao_model::value::Reading;

pub(crate) static RULE: Rule = Rule {
    code: "A18",
    name: "benefit_in_one_word",
    title: "效益只有一个词",
    severity: Severity::Hint,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: &[
        Field::Rows(Side::Period, RowField::Level1),
        Field::Rows(Side::Period, RowField::Level2),
        Field::Rows(Side::Period, RowField::Name),
        Field::Rows(Side::Period, RowField::Value),
        Field::Rows(Side::Annual, RowField::Level1),
        Field::Rows(Side::Annual, RowField::Level2),
        Field::Rows(Side::Annual, RowField::Name),
        Field::Rows(Side::Annual, RowField::Value),
    ],
    waivable: true,
    default_on: false,
    risk: Risk::High,
    doc: Doc {
        checks: "效益指标只有社会效益一类，而且只是一个没有数字的词。",
        why: "看不出项目带来了什么。",
        basis: "经验",
        bad: "社会效益：保障河道畅通 保障",
        good: "社会效益：河道漂浮物清理量 ≥12吨",
        exceptions: "很多运转类项目确实只有社会效益，所以默认关闭；窗口里在完整程度中显示。",
        change: "补上经济、生态或可持续影响，或写出可以核对的效果。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let side = view.main_side();
    let benefits: Vec<_> = view.rows(side).filter(|row| row.level1() == Some(Level1::Benefit)).collect();
    let [only] = benefits.as_slice() else {
        return if benefits.is_empty() { Outcome::NotYet } else { Outcome::Pass };
    };
    let word = matches!(only.reading(), Reading::Words(_));
    if only.level2() != Some(Level2::Social) || !word {
        return Outcome::Pass;
    }
    Outcome::Findings(vec![rows::value_fault(*only, "是仅有的效益", "补上其他效益，或写出可核对的效果。")])
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().without(|row| row.level2 == "生态效益指标"), ["indicators.period[4].value"]),
        bad(unit().without(|row| row.level2 == "生态效益指标"), ["indicators[4].value"]),
        good(project()),
        good(project().without(|row| row.level2 == "生态效益指标").value(4, "≥12吨")),
        pass(project().without(|row| row.level2 == "社会效益指标").value(4, "明显好转")),
        not_yet(project().without(|row| row.level1 == "效益指标")),
    ]
}
