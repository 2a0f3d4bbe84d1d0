//! G11: an annual value that is worse than last year.

use super::last_year::{by_project, key};
use crate::batch::BatchRow;
use crate::batch_prelude::*;
use crate::shared::text::bare_name;
use jibiao_model::form::Side;
use jibiao_model::level::Level2;
use jibiao_model::value::{self, Sign};

pub(crate) static RULE: BatchRule = BatchRule {
    facts: Facts {
        code: "G11",
        name: "worse_than_last_year",
        title: "年度指标比上一年还差",
        severity: Severity::Warning,
        since: "0.1.0",
        forms: Needs::LastYear.title(),
        except: &[],
        waivable: true,
        default_on: true,
        risk: Risk::Medium,
        doc: Doc {
            checks: "与上一年同名项目的同名年度指标相比：≥ 的值变小了，≤ 的值变大了，单位相同。",
            why: "没有说明原因就降低要求，评审时会被问到。",
            basis: "经验",
            bad: "上一年水样合格率 ≥98%，今年 ≥95%",
            good: "今年 ≥98%",
            exceptions: "任务确实减少的，忽略并说明；没有符号的、单位不同的不比；成本随预算增加的不算。",
            change: "恢复到上一年的水平，或说明原因。",
        },
    },
    needs: Needs::LastYear,
    check,
    #[cfg(test)]
    fixtures,
};

fn check(batch: &Batch<'_>) -> Vec<BatchFault> {
    let last_year = by_project(batch.given().last_year.unwrap_or_default());
    let faults = batch.projects().filter_map(|(index, form)| {
        let before = *last_year.get(&key(form))?;
        let worse: Vec<_> = form.annual_rows.iter().filter_map(|row| Some((row, worse(row, before)?))).collect();
        let (row, was) = worse.first()?;
        let more = if worse.len() > 1 { format!("；这样的共 {} 处", worse.len()) } else { String::new() };
        let (now, was) = (clip(&row.value, 8), clip(was, 8));
        let message = format!("指标{}：今年“{now}”，比上一年的“{was}”差{more}。", quoted(&row.name));
        let fault = Fault::new(FieldPath::Indicators(Side::Annual), message, "不低于上一年，或说明原因。");
        Some(BatchFault { form: Some(index), fault })
    });
    faults.collect()
}

/// What the same row said last year, where this year asks for less.
fn worse<'b>(row: &BatchRow, before: &'b BatchForm) -> Option<&'b str> {
    let is_cost = row.level2.is_some_and(Level2::is_cost);
    let was = before
        .annual_rows
        .iter()
        .find(|was| was.level2 == row.level2 && bare_name(&was.name) == bare_name(&row.name))?;
    let (now, then) = (value::read(&row.value), value::read(&was.value));
    let comparable = now.head_unit() == then.head_unit() && now.per() == then.per() && !is_cost;
    let (a, b) = (now.count().or(now.number())?, then.count().or(then.number())?);
    let floor = |sign| matches!(sign, Some(Sign::AtLeast | Sign::Greater));
    let cap = |sign| matches!(sign, Some(Sign::AtMost | Sign::Less));
    let lower = floor(now.sign()) && floor(then.sign()) && a < b;
    let higher = cap(now.sign()) && cap(then.sign()) && a > b;
    (comparable && (lower || higher)).then_some(was.value.as_str())
}

#[cfg(test)]
fn fixtures() -> Vec<BatchFixture> {
    vec![
        forms([project().value(1, "≥95%")]).after([project().year("2025")]).bad([(0, "indicators.annual")]),
        forms([project().name(1, "漏巡占比").value(1, "≤3%")])
            .after([project().year("2025").name(1, "漏巡占比").value(1, "≤2%")])
            .bad([(0, "indicators.annual")]),
        forms([project().value(0, "≥0.001万次").value(1, "≥90%")]).after([project()]).bad([(0, "indicators.annual")]),
        forms([project().name(1, "漏巡占比").value(1, "≤2%")]).after([project().name(1, "漏巡占比").value(1, "≤2%")]),
        forms([project().value(1, "≥99%").value(3, "≤90000元")]).after([project()]),
        forms([project().value(1, "≥95%")]).after([project().text(TextField::ProjectName, "水库巡查")]),
        forms([project().value(0, "≥20场")]).after([project()]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::testing::messages;

    #[test]
    fn the_places_are_counted_where_there_are_several() {
        let of = |form| messages(&RULE, &forms([form]).after([project().year("2025")]));
        let one = "指标“巡查记录完整率”：今年“≥95%”，比上一年的“≥98%”差";
        assert_eq!(of(project().value(1, "≥95%")), [format!("{one}。")]);
        assert_eq!(of(project().value(1, "≥95%").value(5, "≥90%")), [format!("{one}；这样的共 2 处。")]);
    }
}
