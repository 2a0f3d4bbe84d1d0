//! C11: a frequency counted in another unit.

use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "C11",
    name: "frequency_in_other_unit",
    title: "次数指标的单位不是次",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "名称以次数结尾，单位不是次、期、场、笔、批。",
        why: "名称问几次，值答几个，考核时不知道数什么。",
        basis: "经验",
        bad: "培训次数 5个",
        good: "培训次数 5次",
        exceptions: "场次、批次等以这些字开头的单位算对，人次数的单位是人次也算对；文字值不由本条提示。",
        change: "把单位改成次，或把名称改成所数的东西。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        let Some(unit) = row.reading().head_unit().filter(|_| row.full_name().ends_with("次数")) else {
            return Verdict::Other;
        };
        // 培训人次数 asks for 人次.
        let named = row.full_name().strip_suffix('数').is_some_and(|name| name.ends_with(unit));
        let counts_times = named || unit.starts_with(['次', '期', '场', '笔', '批']);
        Verdict::of((!counts_times).then(|| {
            let message = format!("指标{}：数的是次数，单位却是“{}”。", quoted(row.full_name()), clip(unit, 8));
            Fault::new(row.cell(RowField::Value), message, "单位改成次，或改名称。")
                .read(row.cell(RowField::Value), clip(row.value(), 60))
        }))
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().value(0, "≥24个"), ["indicators.period[0].value"]),
        bad(project().name(0, "巡查次数（次）").value(0, "24人次"), ["indicators.period[0].value"]),
        bad(unit().value(0, "95%"), ["indicators[0].value"]),
        good(project().value(0, "≥24场次")),
        good(project().value(0, "2次/月")),
        good(project().name(0, "护河培训人次数").value(0, "60人次")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project().without(|row| row.level2 == "数量指标")),
    ]
}
