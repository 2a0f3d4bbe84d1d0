//! C12: persons counted in another unit.

use crate::prelude::*;
use crate::shared::names;
use jibiao_model::value::Reading;

pub(crate) static RULE: Rule = Rule {
    code: "C12",
    name: "persons_in_other_unit",
    title: "人数指标的单位不是人",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "名称以人数、人员、委员结尾，单位不以人、名或位开头。",
        why: "数人却用个，与人次、户数容易混淆。",
        basis: "经验",
        bad: "上岸转产渔民人数 ≥35个",
        good: "上岸转产渔民人数 ≥35人",
        exceptions: "百分数和金额不查；名称被打印截短的，按另一侧的全名判断。",
        change: "把单位改成人。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        let Reading::Count { .. } = row.reading() else { return Verdict::Other };
        let name = row.full_name();
        // 慰问老人 may be counted in households, 培训教师 in courses.
        let surely = |unit: &&str| names::names_persons(name) && ["个", "家", "份", "件", "台"].contains(unit);
        let Some(unit) = row.reading().head_unit().filter(|unit| names::denotes_persons(name) || surely(unit)) else {
            return Verdict::Other;
        };
        Verdict::of((!unit.starts_with(['人', '名', '位'])).then(|| {
            let message = format!("指标{}：数的是人，单位却是“{}”。", quoted(row.full_name()), clip(unit, 8));
            Fault::new(row.cell(RowField::Value), message, "单位改成人。")
                .read(row.cell(RowField::Value), clip(row.value(), 60))
        }))
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let named = |name, value| project().name(0, name).value(0, value);
    vec![
        bad(named("渔民人数", "≥35个"), ["indicators.period[0].value"]),
        bad(named("受聘巡护委员", "3个"), ["indicators.period[0].value"]),
        bad(named("渔民人数（每季）", "12户"), ["indicators.period[0].value"]),
        good(named("渔民人数", "≥35人")),
        good(named("参训人员", "30人次/期")),
        good(named("受聘巡护委员", "3位")),
        not_applicable(named("参训人员", "100%")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project().without(|row| row.id.0 > 1)),
    ]
}
