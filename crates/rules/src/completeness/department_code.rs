//! A02: the code of the department is missing or no number.

use crate::prelude::*;
use crate::shared::text::tidy;

pub(crate) static RULE: Rule = Rule {
    code: "A02",
    name: "department_code",
    title: "主管部门的代码不全，或写了两遍",
    severity: Severity::Error,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: &[Field::Text(TextField::DepartmentCode), Field::Text(TextField::Department)],
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "主管部门写了名称，代码却空着，或者不是三位以上的数字；名称前面又写了代码。",
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
    } else if let Some(bare) = without_code(name, code) {
        let place = FieldPath::Text(TextField::Department);
        let message = format!("主管部门：{}里又写了代码，打印出来是两遍。", quoted(name));
        Some(Fault::new(place, message, "名称里只写名称。").fixed(Safety::Ask, place, bare.to_owned()))
    } else {
        None
    };
    view.when_finished(Outcome::of(fault.into_iter().collect()))
}

/// The name of `021-青河县水务局`, and of `021青河县水务局` where 021 is the code. A name may begin with other digits.
fn without_code<'n>(name: &'n str, code: &str) -> Option<&'n str> {
    let behind = name.trim_start_matches(|c: char| c.is_numeric());
    let digits = tidy(name.strip_suffix(behind).unwrap_or_default());
    let bare = behind.trim_start_matches(['-', '－', '—', '–', '_', ' ', '　']);
    let is_code = digits == code || (digits.len() >= 3 && bare.len() < behind.len());
    (is_code && !bare.is_empty()).then_some(bare)
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().text(TextField::DepartmentCode, ""), ["department_code"]),
        bad(project().text(TextField::DepartmentCode, "21"), ["department_code"]),
        bad(unit().text(TextField::DepartmentCode, "水务021"), ["department_code"]),
        bad(project().text(TextField::Department, "021-青河县水务局"), ["department"]),
        bad(unit().text(TextField::Department, "０２１青河县水务局"), ["department"]),
        good(project().text(TextField::Department, "12345热线服务中心").text(TextField::DepartmentCode, "035")),
        pass(project().text(TextField::DepartmentCode, "021001")),
        good(project()),
        good(unit().text(TextField::DepartmentCode, "0210")),
        not_yet(blank()),
        not_yet(project().text(TextField::DepartmentCode, "")).typing(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_before_the_name_is_its_own_or_stands_apart() {
        assert_eq!(without_code("021青河县水务局", "021"), Some("青河县水务局"));
        assert_eq!(without_code("0215-青河县水务局", "021"), Some("青河县水务局"));
        assert_eq!(without_code("12-青河县水务局", "021"), None);
        assert_eq!(without_code("12345热线服务中心", "021"), None);
    }
}
