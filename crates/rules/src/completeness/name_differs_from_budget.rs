//! A25: the project is called otherwise in the budget.

use crate::batch::{differing, normal_name};
use crate::batch_prelude::*;
use crate::finding::Safety;

pub(crate) static RULE: BatchRule = BatchRule {
    facts: Facts {
        code: "A25",
        name: "name_differs_from_budget",
        title: "项目名称与项目支出预算不一致",
        severity: Severity::Warning,
        since: "0.1.0",
        forms: Needs::Budget.title(),
        except: &[],
        waivable: true,
        default_on: true,
        risk: Risk::Medium,
        doc: Doc {
            checks: "表上的项目名称与项目支出预算里的不一样，但相近到应是同一个项目。",
            why: "同一个项目在两处叫法不同，审核和公开时对不上。",
            basis: "经验",
            bad: "表上是消防安防设施维护费费，项目支出预算是消防安防设施维护费",
            good: "两处都是消防安防设施维护费",
            exceptions: "括号、引号的样式，大小写，全角半角和空格不算不同。与结转的项目不比名称。",
            change: "改成与批复的预算一致的名称。",
        },
    },
    needs: Needs::Budget,
    check,
    #[cfg(test)]
    fixtures,
};

fn check(batch: &Batch<'_>) -> Vec<BatchFault> {
    let place = FieldPath::Text(TextField::ProjectName);
    let fault = |(index, form, standing): (usize, &BatchForm, Standing<'_>)| {
        let Standing::Budgeted(row) = standing else { return None };
        if normal_name(&form.name) == normal_name(&row.name) {
            return None;
        }
        let (own, approved) = differing(form.name.trim(), row.name.trim());
        let message = format!("项目名称：写的是{own}，项目支出预算是{approved}。");
        let fault = Fault::new(place, message, "改成与预算一致的名称。");
        let fault = fault.fixed(Safety::Ask, place, row.name.trim().to_owned());
        Some(BatchFault { form: Some(index), fault })
    };
    batch.forms().filter_map(fault).collect()
}

#[cfg(test)]
fn fixtures() -> Vec<BatchFixture> {
    vec![
        batch(&[("县水务局办公经费", "80000")], &[("县水务局局办公经费", "8")]).bad([(0, "project_name")]),
        // Half alike with the same amount, against another row that is as much alike.
        batch(&[("灌区渠道清淤", "60000")], &[("灌区渠道除草", "5"), ("灌区渠道清理", "6")]).bad([(0, "project_name")]),
        batch(&[("抗旱物资购置（一期）", "60000"), ("防汛值守", "10000")], &[("防汛值守", "1"), ("抗旱物资购置", "6")])
            .bad([(0, "project_name")]),
        batch(&[("“一河一策”编制(PPP)", "60000")], &[("\"一河一策\" 编制（ppp）", "6")]),
        batch(&[("水质监测", "60000"), ("水质监测费", "10000")], &[("水质监测费", "1"), ("水质监测", "6")]),
    ]
}
