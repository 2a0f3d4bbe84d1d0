//! G12: the same indicators and values as last year.

use super::last_year::{by_project, key};
use crate::batch_prelude::*;
use jibiao_model::form::Side;

pub(crate) static RULE: BatchRule = BatchRule {
    facts: Facts {
        code: "G12",
        name: "same_as_last_year",
        title: "与上一年一字不差",
        severity: Severity::Hint,
        since: "0.1.0",
        forms: Needs::LastYear.title(),
        except: &[],
        waivable: true,
        default_on: false,
        risk: Risk::High,
        doc: Doc {
            checks: "与上一年同名项目相比，年度指标的名称和值全部相同。",
            why: "多半是复制上一年的表，没有按今年的任务调整。",
            basis: "经验",
            bad: "年度指标与上一年一字不差",
            good: "按今年的任务改了数量和时间",
            exceptions: "经常性项目每年都一样的很多，所以默认关闭。",
            change: "看看任务、标准、时间有没有变化。",
        },
    },
    needs: Needs::LastYear,
    check,
    #[cfg(test)]
    fixtures,
};

fn check(batch: &Batch<'_>) -> Vec<BatchFault> {
    let last_year = by_project(batch.given().last_year.unwrap_or_default());
    let rows = |form: &BatchForm| {
        let mut rows: Vec<(String, String)> =
            form.annual_rows.iter().map(|row| (row.name.clone(), row.value.clone())).collect();
        rows.sort_unstable();
        rows
    };
    let faults = batch.projects().filter_map(|(index, form)| {
        let before = *last_year.get(&key(form))?;
        let same = !form.annual_rows.is_empty() && rows(form) == rows(before);
        let message = format!("年度指标：{} 条全与上一年相同。", form.annual_rows.len());
        let fault = || Fault::new(FieldPath::Indicators(Side::Annual), message, "看任务、标准、时间有没有变化。");
        same.then(|| BatchFault { form: Some(index), fault: fault() })
    });
    faults.collect()
}

#[cfg(test)]
fn fixtures() -> Vec<BatchFixture> {
    vec![
        forms([project()]).after([project().year("2025")]).bad([(0, "indicators.annual")]),
        forms([project().value(1, "≥99%")]).after([project().value(1, "≥99%")]).bad([(0, "indicators.annual")]),
        forms([project().value(1, "≥99%")]).after([project()]),
        forms([project()]).after([project().text(TextField::ProjectName, "水库巡查")]),
    ]
}
