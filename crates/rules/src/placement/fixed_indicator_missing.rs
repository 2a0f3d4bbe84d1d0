//! G13: a fixed indicator that is gone or renamed.

use crate::batch::{FixedIndicator, normal_name};
use crate::batch_prelude::*;

pub(crate) static RULE: BatchRule = BatchRule {
    facts: Facts {
        code: "G13",
        name: "fixed_indicator_missing",
        title: "固化的指标被删去或改名",
        severity: Severity::Error,
        since: "0.1.0",
        forms: Needs::Fixed.title(),
        except: &[],
        waivable: true,
        default_on: true,
        risk: Risk::Low,
        doc: Doc {
            checks: "财政部门规定每份表都要有的指标（固化指标），这份项目表的同一二级指标下没有同名的。",
            why: "固化指标由系统下发，改了名字就汇总不起来。",
            basis: "经验",
            bad: "固化指标 巡查记录完整率，表上写成 记录完整情况",
            good: "表上有 巡查记录完整率",
            exceptions: "固化指标写在模板里（二级指标的 fixed），命令行也可以用 --fixed 给出；一个年度用了几种模板时不查。括号、空格不论。",
            change: "补上或恢复原来的名称。",
        },
    },
    needs: Needs::Fixed,
    check,
    #[cfg(test)]
    fixtures,
};

fn check(batch: &Batch<'_>) -> Vec<BatchFault> {
    let fixed = batch.given().fixed.unwrap_or_default();
    let missing = |form: &BatchForm| -> Vec<String> {
        let has = |indicator: &&FixedIndicator| {
            let wanted = normal_name(&indicator.name);
            form.rows.iter().any(|row| row.level2 == Some(indicator.level2) && normal_name(&row.name) == wanted)
        };
        fixed.iter().filter(|indicator| !has(indicator)).map(|indicator| indicator.name.clone()).collect()
    };
    let faults = batch.projects().filter_map(|(index, form)| {
        let missing = missing(form);
        let first = missing.first()?;
        let more = if missing.len() > 1 { format!("等 {} 条", missing.len()) } else { String::new() };
        let message = format!("固化指标：没有{}{more}。", quoted(first));
        let fault = Fault::new(FieldPath::Form, message, "补上，或恢复原来的名称。");
        Some(BatchFault { form: Some(index), fault })
    });
    faults.collect()
}

#[cfg(test)]
fn fixtures() -> Vec<BatchFixture> {
    use jibiao_model::level::Level2;
    vec![
        forms([project().name(1, "记录完整情况")]).fixed([(Level2::Quality, "巡查记录完整率")]).bad([(0, "document")]),
        forms([project()])
            .fixed([(Level2::Quantity, "巡查记录完整率"), (Level2::Quality, "达标率")])
            .bad([(0, "document")]),
        forms([project()]).fixed([(Level2::Quality, "巡查 记录完整率")]),
        forms([unit()]).fixed([(Level2::Quality, "达标率")]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::testing::messages;
    use jibiao_model::level::Level2;

    #[test]
    fn the_missing_ones_are_counted_where_there_are_several() {
        let (one, two) = ((Level2::Quality, "达标率"), (Level2::Quality, "合格率"));
        assert_eq!(messages(&RULE, &forms([project()]).fixed([one])), ["固化指标：没有“达标率”。"]);
        assert_eq!(messages(&RULE, &forms([project()]).fixed([one, two])), ["固化指标：没有“达标率”等 2 条。"]);
    }
}
