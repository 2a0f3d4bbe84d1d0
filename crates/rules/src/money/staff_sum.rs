//! B27: the unit form's staff does not add up.

use crate::prelude::*;
use jibiao_model::Entry;
use jibiao_model::path::CountField;

pub(crate) static RULE: Rule = Rule {
    code: "B27",
    name: "staff_sum",
    title: "整体表的人数对不上",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Unit,
    except: &[],
    reads: &[
        Field::Count(CountField::StaffQuota),
        Field::Count(CountField::StaffActual),
        Field::Count(CountField::StaffInQuota),
        Field::Count(CountField::StaffOther),
    ],
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "实际在职人员总数不等于在编人员加其他人员，或者比核定编制数多。",
        why: "人数是基本支出的依据，对不上就要说明。",
        basis: "经验",
        bad: "实际在职 44 人，在编 40 人，其他 3 人",
        good: "实际在职 44 人，在编 40 人，其他 4 人",
        exceptions: "有空白的不比；超编经批准的，忽略并说明。",
        change: "按最近一次人事台账核对四个数。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let read = |field| match view.count(field) {
        Entry::Read(count) => Some(u64::from(*count)),
        Entry::Blank | Entry::Raw(_) => None,
    };
    let (quota, actual) = (read(CountField::StaffQuota), read(CountField::StaffActual));
    let parts = read(CountField::StaffInQuota).zip(read(CountField::StaffOther));
    let Some(actual) = actual.filter(|_| quota.is_some() || parts.is_some()) else { return Outcome::NotYet };
    let place = FieldPath::Count(CountField::StaffActual);
    let mut faults = Vec::new();
    if let Some((in_quota, other)) = parts.filter(|(in_quota, other)| in_quota + other != actual) {
        let message = format!("实际在职人员总数：{actual} 人，在编 {in_quota} 人加其他 {other} 人之和不是它。");
        let fault = Fault::new(place, message, "按人事台账核对。");
        faults.push(
            fault.with(FieldPath::Count(CountField::StaffInQuota)).with(FieldPath::Count(CountField::StaffOther)),
        );
    }
    if let Some(quota) = quota.filter(|quota| actual > *quota) {
        let message = format!("实际在职人员总数：{actual} 人，比核定编制 {quota} 人多。");
        let fault = Fault::new(place, message, "核对两个数；确实超编就说明理由。");
        faults.push(fault.with(FieldPath::Count(CountField::StaffQuota)));
    }
    Outcome::of(faults)
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(unit().count(CountField::StaffOther, "3"), ["staff_actual"]),
        bad(unit().count(CountField::StaffQuota, "43"), ["staff_actual"]),
        bad(unit().count(CountField::StaffActual, "50"), ["staff_actual", "staff_actual"]),
        good(unit()),
        good(unit().count(CountField::StaffQuota, "44")),
        not_yet(unit().count(CountField::StaffActual, "")),
    ]
}
