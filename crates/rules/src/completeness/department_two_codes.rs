//! A03: one department with two codes.

use crate::batch_prelude::*;
use std::cmp::Reverse;
use std::collections::BTreeMap;

pub(crate) static RULE: BatchRule = BatchRule {
    facts: Facts {
        code: "A03",
        name: "department_two_codes",
        title: "同一个部门有两个代码",
        severity: Severity::Warning,
        since: "0.1.0",
        forms: Needs::Nothing.title(),
        except: &[],
        waivable: true,
        default_on: true,
        risk: Risk::Low,
        doc: Doc {
            checks: "一批表里主管部门名称相同，代码不同；报在代码较少见的表上。",
            why: "系统会当成两个部门，汇总时少一块。",
            basis: "经验",
            bad: "县水务局一份表是 021，另一份是 022",
            good: "都是 021",
            exceptions: "代码空着的由 A02 提示。",
            change: "照预算批复统一代码。",
        },
    },
    needs: Needs::Nothing,
    check,
    #[cfg(test)]
    fixtures,
};

fn check(batch: &Batch<'_>) -> Vec<BatchFault> {
    let mut codes: BTreeMap<&str, BTreeMap<&str, Vec<usize>>> = BTreeMap::new();
    for (index, form) in batch.all().filter(|(_, form)| !form.department.is_empty() && !form.department_code.is_empty())
    {
        codes.entry(&form.department).or_default().entry(&form.department_code).or_default().push(index);
    }
    let mut faults = Vec::new();
    for (department, of_code) in codes {
        // Of codes that are equally frequent the smaller one counts as right.
        let usual = of_code.iter().max_by_key(|(code, forms)| (forms.len(), Reverse(**code))).map(|(code, _)| *code);
        for (code, forms) in of_code.iter().filter(|(code, _)| Some(**code) != usual) {
            let usual = clip(usual.unwrap_or_default(), 8);
            let message = format!("主管部门{}：代码是“{}”，别的表是“{usual}”。", quoted(department), clip(code, 8));
            let fault = Fault::new(FieldPath::Text(TextField::DepartmentCode), message, "照预算批复统一代码。");
            faults.extend(forms.iter().map(|form| BatchFault { form: Some(*form), fault: fault.clone() }));
        }
    }
    faults
}

#[cfg(test)]
fn other(name: &str, code: &str) -> crate::testing::Builder {
    project()
        .text(TextField::ProjectName, name)
        .text(TextField::DepartmentCode, code)
        .text(TextField::ImplementingUnit, name)
}

#[cfg(test)]
fn fixtures() -> Vec<BatchFixture> {
    vec![
        forms([other("甲项目", "021"), other("乙项目", "021"), other("丙项目", "022")]).bad([(2, "department_code")]),
        forms([other("甲项目", "021"), unit().text(TextField::DepartmentCode, "0210")]).bad([(1, "department_code")]),
        forms([other("甲项目", "021"), other("乙项目", "021")]),
        forms([other("甲项目", "021"), other("乙项目", "").text(TextField::Department, "青河县民政局")]),
        forms([other("甲项目", "021"), other("乙项目", "035").text(TextField::Department, "青河县民政局")]),
    ]
}
