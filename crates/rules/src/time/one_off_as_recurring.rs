//! D09: called 经常性, but it is done once.

use crate::prelude::*;
use crate::shared::term::Attribute;

pub(crate) static RULE: Rule = Rule {
    code: "D09",
    name: "one_off_as_recurring",
    title: "经常性项目像是一次就完成",
    severity: Severity::Hint,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: &[Field::Text(TextField::Attribute), Field::Text(TextField::ProjectName)],
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "项目属性是经常性，名称却是改造、新建、修缮、购置、搬迁、工程这样做完就结束的事。",
        why: "属性写错，以后年度会照样安排预算。",
        basis: "经验",
        bad: "经常性项目；名称“闸房改造工程”",
        good: "一次性项目；名称“闸房改造工程”",
        exceptions: "名称带日常、零星、维护、运行、耗材、年度更新的不提示；每年都要购置的，关闭或忽略即可；年年要买的图书、报刊、药品、疫苗、试剂、教材不算。",
        change: "核对项目属性，做完就结束的改为一次性。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

const ONE_OFF: &[&str] = &[
    "改造",
    "新建",
    "修缮",
    "购置",
    "搬迁",
    "拆除",
    "建设工程",
    "维修工程",
    "改扩建",
    "迁建",
    "评估项目",
    "普查",
    "安装工程",
    "装修",
    "加装",
    "编纂",
    "总体规划",
    "空间规划",
];
const RECURRING: &[&str] = &[
    "日常", "零星", "维护", "运行", "运维", "耗材", "更新", "经费", "管护", "长期", "年度", "工资", "劳务", "补助",
    "补贴", "运转", "图书", "报刊", "药品", "疫苗", "试剂", "教材",
];

fn check(view: &View<'_>) -> Outcome {
    let (attribute, name) = (view.text(TextField::Attribute), view.text(TextField::ProjectName).trim());
    if attribute.trim().is_empty() || name.is_empty() {
        return Outcome::NotYet;
    }
    if Attribute::of(attribute) != Some(Attribute::Regular) {
        return Outcome::NotApplicable;
    }
    let word = ONE_OFF.iter().find(|word| name.contains(**word));
    let Some(word) = word.filter(|_| !RECURRING.iter().any(|word| name.contains(word))) else { return Outcome::Pass };
    let (place, name_place) = (FieldPath::Text(TextField::Attribute), FieldPath::Text(TextField::ProjectName));
    let message = format!("项目属性：写经常性，名称里的“{word}”却是做完就结束的事。");
    let fault = Fault::new(place, message, "核对是否应为一次性。").with(name_place);
    Outcome::Findings(vec![fault.read(place, clip(attribute, 60)).read(name_place, clip(name, 60))])
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let form = |name: &str| {
        let form = project().text(TextField::ProjectName, name).text(TextField::Term, "99年");
        form.text(TextField::Attribute, "经常性项目(长期开展)")
    };
    vec![
        bad(form("闸房改造工程"), ["attribute"]),
        bad(form("巡查艇购置"), ["attribute"]),
        good(form("闸房零星维修改造")),
        good(form("河道巡查")),
        good(form("图书购置及分馆流转")),
        not_applicable(project()),
        not_yet(blank()),
    ]
}
