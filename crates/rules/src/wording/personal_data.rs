//! F11: personal data in a text that is published.

use super::texts;
use crate::prelude::*;
use crate::shared::privacy::{self, Personal};

pub(crate) static RULE: Rule = Rule {
    code: "F11",
    name: "personal_data",
    title: "文字里有个人信息",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: texts::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "长文字里有身份证号、银行卡号、手机号、电话号码，或者个人的姓名（职工、遗属、补助对象等后面，同志、女士等前面）。带职务的任职人员姓名是提示。",
        why: "绩效目标表要向社会公开，个人信息不能公开。",
        basis: "经验",
        bad: "退休职工宋远山于 2025 年去世",
        good: "退休职工 1 人于 2025 年去世",
        exceptions: "身份证号、银行卡号核对校验位；姓名按姓氏和前后的词判断，会有误报，忽略即可。负责人等签字栏不查。",
        change: "删去，或写成某某、人数。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    texts::test(view, |field, text| {
        let found = privacy::find(text);
        let first = found.first()?;
        let place = FieldPath::Text(field);
        let more = if found.len() > 1 { format!("等 {} 处", found.len()) } else { String::new() };
        let kind = first.kind.title();
        let message = format!("{}：“{}”{more}像是{kind}。", view.label(field), clip(&first.quote, 18));
        let fault = Fault::new(place, message, "公开前删去，或改写。").read(place, clip(&first.quote, 60));
        Some(if first.kind == Personal::Official { fault.milder(Severity::Hint) } else { fault })
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().text(TextField::Overview, "退休职工宋远山于2025年去世，发放抚恤金。"), ["overview"]),
        bad(project().text(TextField::Plan, "每月15日前转入6222020000000000000，电话13800138000。"), ["plan"]),
        bad(unit().text(TextField::Duties, "联系人：许青，身份证号11010519491231002X。"), ["duties"]),
        bad(project().text(TextField::Safeguards, "由副站长:梁致远负责。"), ["safeguards"]).milder(Severity::Hint),
        bad(project().text(TextField::Plan, "慰问宋远山同志等困难家庭。"), ["plan"]),
        bad(project().text(TextField::Overview, "为退休职工宋远山发放生活补助。"), ["overview"]),
        good(project().text(TextField::Overview, "退休职工1人于2025年去世，发放抚恤金。")),
        good(project().text(TextField::Plan, "由站长负责，全体职工参加。")),
        good(project().text(TextField::Overview, "为80周岁老人发放补助。")),
        not_yet(blank()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::faults;

    #[test]
    fn the_places_are_counted_where_there_are_several() {
        let said = |text: &str| faults(&RULE, project().text(TextField::Plan, text)).pop().unwrap().message;
        assert!(!said("电话13800138000。").contains('处'));
        assert!(said("电话13800138000、13900001111。").contains("等 2 处"));
    }
}
