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
            checks: "一批表里，项目名称、实施单位和年度都相同的表不止一份；单位写得不同，概况和指标却一字不差的，也报。",
            why: "同一笔钱会重复计算。",
            basis: "经验",
            bad: "县河道管理站 2026 年有两份河道巡查",
            good: "只有一份",
            exceptions: "打印时一份表的续页不算两份；没有写项目名称的不查。单位一处写了县名、一处没写的，算同一个单位。单位不同的只作警告，内容或金额不同就不报：几个单位可以有同名的项目。",
            change: "留下正确的一份；不是同一个项目的，改正名称。",
        },
    },
    needs: Needs::Nothing,
    check,
    #[cfg(test)]
    fixtures,
};

fn check(batch: &Batch<'_>) -> Vec<BatchFault> {
    let mut seen: HashMap<(String, Option<i32>), Vec<&BatchForm>> = HashMap::new();
    let mut faults = Vec::new();
    // Whose data it is has the right one; otherwise the order of the forms must not decide which unit is named.
    let home = batch.given().home.map(|home| home.unit.as_str());
    let mut named: Vec<_> = batch.projects().filter(|(_, form)| !form.name.trim().is_empty()).collect();
    named.sort_by_key(|(_, form)| (home.is_some_and(|home| home != form.unit), &form.unit));
    for (index, form) in named {
        let earlier = seen.entry((normal_name(&form.name), form.year)).or_default();
        let same_unit = earlier.iter().any(|other| is_same_unit(&form.unit, &other.unit));
        let copied = earlier.iter().find(|other| is_copy(form, other));
        let name = quoted(form.name.trim());
        let place = FieldPath::Text(TextField::ProjectName);
        let fault = match copied {
            _ if same_unit => {
                let message = format!("项目名称：{name}已经有一份表，单位和年度也相同。");
                Some(Fault::new(place, message, "留下正确的一份，或改正名称。"))
            }
            Some(other) => {
                let unit = clip(&other.unit, 12);
                let message = format!("项目名称：{name}另有一份内容一样的表，单位是“{unit}”。");
                let fault = Fault::new(place, message, "留下一份，或改正单位。");
                Some(fault.with(FieldPath::Text(TextField::ImplementingUnit)).milder(Severity::Warning))
            }
            None => None,
        };
        faults.extend(fault.map(|fault| BatchFault { form: Some(index), fault }));
        earlier.push(form);
    }
    faults
}

/// The same name, or one with the county before it: 水务局 need not be the county's, 县水务局 is.
fn is_same_unit(one: &str, other: &str) -> bool {
    let (one, other) = (normal_name(one), normal_name(other));
    let (short, long) = if one.len() < other.len() { (&one, &other) } else { (&other, &one) };
    let county =
        |name: &str| name.strip_suffix(short.as_str()).is_some_and(|before| before.ends_with(['县', '区', '旗']));
    one == other
        || (short.chars().count() >= 3
            && (county(long) || (short.starts_with(['县', '区', '旗']) && long.ends_with(short.as_str()))))
}

/// Word for word the same, but for the unit; the amount may be taken out.
fn is_copy(one: &BatchForm, other: &BatchForm) -> bool {
    let amounts = one.annual == other.annual || one.annual.is_blank() || other.annual.is_blank();
    let texts = one.overview.is_some() && one.overview == other.overview;
    let rows = one.rows.len() >= 3 && one.rows == other.rows && one.annual_rows == other.annual_rows;
    amounts && texts && rows
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
        forms([small("河道巡查"), small("河道巡查").text(TextField::ImplementingUnit, "县河道管理站")])
            .bad([(0, "project_name")]),
        forms([project(), project().text(TextField::ImplementingUnit, "青河县水文站").funds("", "")])
            .bad([(0, "project_name")]),
        forms([project(), project().text(TextField::ImplementingUnit, "青河县水务局")])
            .at_home()
            .bad([(0, "project_name")]),
        forms([project(), project().text(TextField::ImplementingUnit, "青河县水文站").funds("9000", "9000")]),
        forms([project(), project().text(TextField::ImplementingUnit, "青河县水文站").value(0, "≥12次")]),
        forms([small("河道巡查"), small("水库除险")]),
        forms([small("河道巡查"), small("河道巡查").text(TextField::ImplementingUnit, "青河县水文站")]),
        forms([small("河道巡查"), small("河道巡查").year("2025")]),
        forms([small(""), small("")]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::check_batch;
    use crate::batch::testing::messages;
    use crate::check::Selection;

    #[test]
    fn a_unit_is_the_same_with_its_county_before_it() {
        for (one, other) in [("青河县河道管理站", "县河道管理站"), ("河道管理站", "青河县河道管理站"), ("", "")]
        {
            assert!(is_same_unit(one, other) && is_same_unit(other, one), "{one} {other}");
        }
        for (one, other) in [
            ("青河县水务局河道管理站", "河道管理站"),
            ("白石县水务局", "青河县水务局"),
            ("", "青河县水务局"),
            ("水务局", "青河县农村水务局"),
        ] {
            assert!(!is_same_unit(one, other) && !is_same_unit(other, one), "{one} {other}");
        }
    }

    #[test]
    fn the_same_form_under_another_unit_is_a_warning_that_names_it() {
        let other = project().text(TextField::ImplementingUnit, "青河县水文站");
        let batch = forms([other, project()]);
        assert_eq!(messages(&RULE, &batch), ["项目名称：“青河河道巡查”另有一份内容一样的表，单位是“青河县水文站”。"]);
        let found = check_batch(&batch.forms, batch.given(), &Selection::Only(vec!["A23"]));
        assert_eq!(found.first().map(|found| found.finding.severity), Some(Severity::Warning));
    }

    #[test]
    fn without_an_overview_or_rows_nothing_is_a_copy() {
        let elsewhere = |form: crate::testing::Builder| form.text(TextField::ImplementingUnit, "青河县水文站");
        let bare = || small("河道巡查");
        assert!(messages(&RULE, &forms([bare(), elsewhere(bare())])).is_empty());
        let silent = || project().text(TextField::Overview, "");
        assert!(messages(&RULE, &forms([silent(), elsewhere(silent())])).is_empty());
    }
}
