//! B29: the number of subordinate units differs from the text.

use crate::batch_prelude::*;
use jibiao_model::path::CountField;

pub(crate) static RULE: BatchRule = BatchRule {
    facts: Facts {
        code: "B29",
        name: "subordinate_units_differ",
        title: "所属预算单位数与机构设置不一致",
        severity: Severity::Warning,
        since: "0.1.0",
        forms: Needs::Disclosure.title(),
        except: &[],
        waivable: true,
        default_on: true,
        risk: Risk::Medium,
        doc: Doc {
            checks: "整体表的所属预算单位数，与机构设置文字里的下属单位个数不同。",
            why: "同一份公开材料里前后不一。",
            basis: "经验",
            bad: "所属预算单位数 0，机构设置：设青河县河道管理站1个下属事业单位",
            good: "所属预算单位数 1",
            exceptions: "机构设置的文字在公开材料里粘贴（命令行用 --disclosure），没有给就不查；没有写个数、也没有列出单位的不查；下属单位不单独编预算的，忽略并说明。",
            change: "核对后改正其中一个。",
        },
    },
    needs: Needs::Disclosure,
    check,
    #[cfg(test)]
    fixtures,
};

fn check(batch: &Batch<'_>) -> Vec<BatchFault> {
    let Some(told) = batch.given().disclosure.and_then(|disclosure| disclosure.subordinate_units()) else {
        return Vec::new();
    };
    let place = FieldPath::Count(CountField::SubordinateUnits);
    let fault = |(index, form): (usize, &BatchForm)| {
        let count = form.subordinate_units.filter(|count| *count != told)?;
        let message = format!("所属预算单位数：{count} 个，机构设置里是 {told} 个。");
        Some(BatchFault { form: Some(index), fault: Fault::new(place, message, "核对后改正其中一个。") })
    };
    batch.units().filter_map(fault).collect()
}

#[cfg(test)]
fn says(organisation: &str) -> crate::batch::Disclosure {
    crate::batch::Disclosure { organisation: organisation.to_owned(), ..Default::default() }
}

#[cfg(test)]
fn fixtures() -> Vec<BatchFixture> {
    vec![
        forms([unit().count(CountField::SubordinateUnits, "0")])
            .published(says("设青河县河道管理站1个下属事业单位。"))
            .bad([(0, "subordinate_units")]),
        forms([project(), unit()]).published(says("我单位无下属预算单位。")).bad([(1, "subordinate_units")]),
        forms([unit()]).published(says("设水文站、灌区中心2个下属单位。")),
        forms([unit()]).published(says("设5个内设机构。")),
        forms([unit().count(CountField::SubordinateUnits, "")]).published(says("无下属单位。")),
    ]
}
