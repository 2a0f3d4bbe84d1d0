//! A23: two forms of one project.

use crate::batch::normal_name;
use crate::batch_prelude::*;
use std::collections::HashMap;

pub(crate) static RULE: BatchRule = BatchRule {
    facts: Facts {
        code: "A23",
        name: "project_twice",
        title: "同一个项目有两份表",
        severity: Severity::Error,
        since: "0.1.0",
        forms: Needs::Nothing.title(),
        except: &[],
        waivable: true,
        default_on: true,
        risk: Risk::Low,
        doc: Doc {
            checks: "一批表里，项目名称、实施单位和年度都相同的表不止一份。",
            why: "同一笔钱会重复计算。",
            basis: "经验",
            bad: "县河道管理站 2026 年有两份河道巡查",
            good: "只有一份",
            exceptions: "打印时一份表的续页不算两份；没有写项目名称的不查。",
            change: "留下正确的一份；不是同一个项目的，改正名称。",
        },
    },
    needs: Needs::Nothing,
    check,
    #[cfg(test)]
    fixtures,
};

fn check(batch: &Batch<'_>) -> Vec<BatchFault> {
    let mut seen: HashMap<(String, String, Option<i32>), usize> = HashMap::new();
    let named = batch.projects().filter(|(_, form)| !form.name.trim().is_empty());
    let twice = named.filter(|(_, form)| {
        let count = seen.entry((normal_name(&form.name), normal_name(&form.unit), form.year)).or_default();
        *count += 1;
        *count > 1
    });
    let fault = |(index, form): (usize, &BatchForm)| {
        let message = format!("项目名称：{}已经有一份表，单位和年度也相同。", quoted(form.name.trim()));
        let place = FieldPath::Text(TextField::ProjectName);
        BatchFault {
            form: Some(index), fault: Fault::new(place, message, "留下正确的一份，或改正名称。")
        }
    };
    twice.map(fault).collect()
}

/// A form with so few rows that two of them are not alike (A24).
#[cfg(test)]
fn small(name: &str) -> crate::testing::Builder {
    project().text(TextField::ProjectName, name).without(|row| row.id.0 % 7 > 1)
}

#[cfg(test)]
fn fixtures() -> Vec<BatchFixture> {
    vec![
        forms([small("河道巡查"), small("河道巡查")]).bad([(1, "project_name")]),
        forms([small("河道巡查(一期)"), small("水库除险"), small("河道巡查(一期)")]).bad([(2, "project_name")]),
        forms([small("河道巡查"), small("水库除险")]),
        forms([small("河道巡查"), small("河道巡查").text(TextField::ImplementingUnit, "青河县水文站")]),
        forms([small("河道巡查"), small("河道巡查").year("2025")]),
        forms([small(""), small("")]),
    ]
}
