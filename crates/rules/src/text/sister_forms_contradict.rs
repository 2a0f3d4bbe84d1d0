//! E07: sister forms that contradict each other.

use crate::batch::{Statement, normal_name};
use crate::batch_prelude::*;
use rust_decimal::Decimal;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) static RULE: BatchRule = BatchRule {
    facts: Facts {
        code: "E07",
        name: "sister_forms_contradict",
        title: "几份表对同一件事说法不一",
        severity: Severity::Warning,
        since: "0.1.0",
        forms: Needs::Nothing.title(),
        except: &[],
        waivable: true,
        default_on: true,
        risk: Risk::Medium,
        doc: Doc {
            checks: "同一单位的几份表，文字里用同样的话说本单位的情况（接入、下辖、覆盖、现有、共有等后面的数量），数字却不同；报在与多数不一致的表上。",
            why: "同一个事实只能有一个数。",
            basis: "经验",
            bad: "一份表接入 19 个乡镇，另两份接入 13 个乡镇",
            good: "都是 13 个",
            exceptions: "只比较说法完全相同的；带约、余、以上的不比。",
            change: "核对后改成一致。",
        },
    },
    needs: Needs::Nothing,
    check,
    #[cfg(test)]
    fixtures,
};

/// The unit, the year, and what is counted.
type Fact<'a> = (String, Option<i32>, &'a str);

fn check(batch: &Batch<'_>) -> Vec<BatchFault> {
    let mut said: BTreeMap<Fact<'_>, Vec<(usize, &BatchForm, &Statement)>> = BTreeMap::new();
    for (index, form) in batch.projects().filter(|(_, form)| !form.unit.is_empty()) {
        for statement in &form.statements {
            said.entry((normal_name(&form.unit), form.year, &statement.of)).or_default().push((index, form, statement));
        }
    }
    said.into_values().flat_map(contradictions).collect()
}

/// The statements that differ from what most forms say; of equally frequent numbers the smaller one counts as right.
fn contradictions(statements: Vec<(usize, &BatchForm, &Statement)>) -> Vec<BatchFault> {
    let mut forms_of: BTreeMap<Decimal, BTreeSet<usize>> = BTreeMap::new();
    for (index, _, statement) in &statements {
        forms_of.entry(statement.number).or_default().insert(*index);
    }
    let usual =
        forms_of.iter().max_by_key(|(number, forms)| (forms.len(), Reverse(**number))).map(|(number, _)| *number);
    let Some((usual, of_usual)) = usual.and_then(|usual| Some((usual, forms_of.get(&usual)?))) else {
        return Vec::new();
    };
    let Some((_, other, _)) =
        statements.iter().filter(|(_, _, s)| s.number == usual).min_by_key(|(_, form, _)| &form.name)
    else {
        return Vec::new();
    };
    let mut reported = BTreeSet::new();
    let mut faults = Vec::new();
    for (index, _, statement) in &statements {
        // A form that says both numbers counts parts of a whole.
        let apart = statement.number != usual && !of_usual.contains(index);
        if apart && reported.insert(*index) {
            let place = FieldPath::Text(statement.field);
            let name = clip(other.name.trim(), 10);
            let message = format!("文字：写“{}”，“{name}”的表里却是 {usual}。", clip(&statement.quote, 14));
            let fault = Fault::new(place, message, "核对后改成一致。").read(place, clip(&statement.quote, 60));
            faults.push(BatchFault { form: Some(*index), fault });
        }
    }
    faults
}

#[cfg(test)]
fn says(name: &str, overview: &str) -> crate::testing::Builder {
    project().text(TextField::ProjectName, name).text(TextField::Overview, overview).without(|row| row.id.0 % 7 > 1)
}

#[cfg(test)]
fn fixtures() -> Vec<BatchFixture> {
    vec![
        forms([
            says("甲", "本站下辖12个管护点。"),
            says("乙", "本站下辖12个管护点。"),
            says("丙", "本站下辖13个管护点。"),
        ])
        .bad([(2, "overview")]),
        forms([says("甲", "视频系统接入19个乡镇(区)。"), says("乙", "视频系统接入13个乡镇（区）。")])
            .bad([(0, "overview")]),
        forms([says("甲", "全县现有36个行政村。"), says("乙", "全县现有38个行政村。")]).bad([(1, "overview")]),
        forms([says("甲", "本站下辖12个管护点。"), says("乙", "本站下辖12个管护点，9名管护员。")]),
        forms([says("甲", "本站下辖12个管护点。"), says("乙", "本站下辖15个泵站。")]),
        forms([says("甲", "全年培训3次。"), says("乙", "全年培训2次。")]),
        forms([
            says("甲", "本站下辖12个管护点。"),
            says("乙", "本站下辖13个管护点。").text(TextField::ImplementingUnit, "青河县水文站"),
        ]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::testing::messages;

    #[test]
    fn the_form_that_says_the_usual_number_is_named() {
        let batch = forms([
            says("甲", "本站下辖13个管护点。"),
            says("乙", "本站下辖12个管护点。"),
            says("丙", "本站下辖12个管护点。"),
        ]);
        assert_eq!(messages(&RULE, &batch), ["文字：写“下辖13个管护点”，“丙”的表里却是 12。"]);
    }
}
