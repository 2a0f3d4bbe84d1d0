//! G10: values whose basis is not told.

use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "G10",
    name: "values_without_basis",
    title: "没有说指标值是怎么定的",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: &[Field::Text(TextField::Basis), Field::Text(TextField::Overview)],
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "2021 年起的表样要求说明指标值的依据；立项依据和项目概况里没有标准、测算、上年、合同、规划、根据这类话。",
        why: "说不出数是怎么来的，评审时会被退回。",
        basis: "经验",
        bad: "概况：对河道进行巡查",
        good: "概况：根据上年巡查记录，每月需巡查两次",
        exceptions: "表样没有单独的依据栏，按这两栏的文字判断；其他表样不查。",
        change: "在立项依据或概况里写出指标值的依据。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    if !view.template().tree.iter().any(|node| node.kind == Level1::Cost) {
        return Outcome::NotApplicable;
    }
    let texts = [TextField::Basis, TextField::Overview].map(|field| view.text(field).trim());
    if texts.iter().all(|text| text.is_empty()) {
        return Outcome::NotYet;
    }
    let told = texts.iter().any(|text| WORDS.iter().any(|word| text.contains(word)));
    let fault = || {
        let message = format!("{}：没有说指标值是怎么定的。", view.label(TextField::Basis));
        Fault::new(FieldPath::Text(TextField::Basis), message, "写出标准、测算或上年情况。")
    };
    view.when_finished(if told { Outcome::Pass } else { Outcome::Findings(vec![fault()]) })
}

const WORDS: [&str; 20] = [
    "标准", "测算", "上年", "去年", "往年", "历年", "合同", "协议", "规划", "计划", "根据", "依据", "按照", "参照",
    "规定", "办法", "定额", "》", "号", "批复",
];

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().template("cost-first-2021").text(TextField::Basis, "县政府安排。"), ["basis"]),
        bad(
            project().template("cost-first-2021").text(TextField::Basis, "").text(TextField::Overview, "河道巡查。"),
            ["basis"],
        ),
        good(project()),
        good(unit()),
        pass(project().template("cost-first-2021")),
        not_yet(blank().template("cost-first-2021")),
    ]
}
