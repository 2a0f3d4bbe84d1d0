//! A02: the code of the department is missing or no number.

use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "A02",
    name: "department_code",
    title: "主管部门的代码不全",
    severity: Severity::Error,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: &[Field::Text(TextField::DepartmentCode), Field::Text(TextField::Department)],
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "主管部门写了名称，代码却空着，或者不是三位以上的数字。",
        why: "系统按代码归集各部门的表，代码不对就归不到本部门。",
        basis: "经验",
        bad: "主管部门及代码：水务局",
        good: "主管部门及代码：021-青河县水务局",
        exceptions: "名称和代码都空着的由 A01 提示；代码与名称是否对应，同一批表里由 A03 比较。",
        change: "照预算批复写代码，保留前面的零。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let code = view.text(TextField::DepartmentCode).trim();
    let name = view.text(TextField::Department).trim();
    if name.is_empty() && code.is_empty() {
        return Outcome::NotYet;
    }
    let place = FieldPath::Text(TextField::DepartmentCode);
    let advice = "照预算批复写三位以上的数字代码。";
    let fault = if name.is_empty() {
        let message = format!("主管部门：只有代码{}，没有名称。", quoted(code));
        Some(Fault::new(FieldPath::Text(TextField::Department), message, "补写主管部门的名称。"))
    } else if code.is_empty() {
        Some(Fault::new(place, format!("主管部门{}：没有代码。", quoted(name)), advice))
    } else if code.chars().count() < 3 || !code.chars().all(|c| c.is_ascii_digit()) {
        let message = format!("主管部门{}：代码“{}”不是三位以上的数字。", quoted(name), clip(code, 8));
        Some(Fault::new(place, message, advice).read(place, clip(code, 60)))
    } else {
        None
    };
    view.when_finished(Outcome::of(fault.into_iter().collect()))
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().text(TextField::DepartmentCode, ""), ["department_code"]),
        bad(project().text(TextField::DepartmentCode, "21"), ["department_code"]),
        bad(unit().text(TextField::DepartmentCode, "水务021"), ["department_code"]),
        pass(project().text(TextField::DepartmentCode, "021001")),
        good(project()),
        good(unit().text(TextField::DepartmentCode, "0210")),
        not_yet(blank()),
        not_yet(project().text(TextField::DepartmentCode, "")).typing(),
    ]
}
