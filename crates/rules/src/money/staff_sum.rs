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
        checks: "实际在职人员总数不等于在编人员加其他人员；在编人员比核定编制数多。",
        why: "人数是基本支出的依据，对不上就要说明。",
        basis: "经验",
        bad: "实际在职 44 人，在编 40 人，其他 3 人",
        good: "实际在职 44 人，在编 40 人，其他 4 人",
        exceptions: "有空白的不比；其他人员不占编制，不与编制数比；超编经批准的，忽略并说明。",
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
    let (in_quota, other) = (read(CountField::StaffInQuota), read(CountField::StaffOther));
    let mut faults = Vec::new();
    let parts = actual.zip(in_quota.zip(other));
    let summed = parts.map(|(actual, (in_quota, other))| (actual, in_quota, other, in_quota + other));
    if let Some((actual, in_quota, other, sum)) = summed.filter(|(actual, _, _, sum)| sum != actual) {
        let message = format!("实际在职人员总数：写 {actual} 人，在编 {in_quota} 人加其他 {other} 人是 {sum} 人。");
        let fault = Fault::new(FieldPath::Count(CountField::StaffActual), message, "按人事台账改正写错的数。");
        faults.push(
            fault.with(FieldPath::Count(CountField::StaffInQuota)).with(FieldPath::Count(CountField::StaffOther)),
        );
    }
    // 其他人员 hold no post: only those who do are held against the posts.
    let posts = quota.zip(in_quota);
    if let Some((quota, in_quota)) = posts.filter(|(quota, in_quota)| in_quota > quota) {
        let message = format!("在编人员：{in_quota} 人，比核定编制 {quota} 人多。");
        let fault = Fault::new(FieldPath::Count(CountField::StaffInQuota), message, "核对两个数；确实超编就说明理由。");
        faults.push(fault.with(FieldPath::Count(CountField::StaffQuota)));
    }
    if parts.is_none() && posts.is_none() {
        return Outcome::NotYet;
    }
    Outcome::of(faults)
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(unit().count(CountField::StaffOther, "3"), ["staff_actual"]),
        bad(unit().count(CountField::StaffQuota, "39"), ["staff_in_quota"]),
        bad(unit().count(CountField::StaffInQuota, "50"), ["staff_actual", "staff_in_quota"]),
        bad(unit().count(CountField::StaffQuota, "39").count(CountField::StaffActual, ""), ["staff_in_quota"]),
        good(unit()),
        good(unit().count(CountField::StaffQuota, "40")),
        good(
            unit()
                .count(CountField::StaffActual, "48")
                .count(CountField::StaffOther, "8")
                .count(CountField::StaffQuota, "42"),
        ),
        not_yet(unit().count(CountField::StaffInQuota, "")),
        not_yet(unit().count(CountField::StaffActual, "").count(CountField::StaffQuota, "")),
    ]
}
