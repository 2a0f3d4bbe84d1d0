//! B18: one item of the project costs more than the whole project.

use super::told::{self, PLACE, Told};
use crate::facts::Span;
use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "B18",
    name: "item_above_total",
    title: "概况里一项金额超过资金总额",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: told::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "项目概况里用于本项目的一项金额（某某费、用于某事、采购某物）超过资金总额。",
        why: "一项开支不会多于整个项目，多半是单位写错或总额没有更新。",
        basis: "经验",
        bad: "用于巡查 12 万元、打捞 2 万元；资金总额 80,000 元",
        good: "用于巡查 6 万元、打捞 2 万元；资金总额 80,000 元",
        exceptions: "总投资、造价、概算、合同价、评审价、以前年度和已支付的金额、收入产值、全县全市的数不查；概况里只有一个金额的由 B19 检查；写明由别人自缴、自付或不列入本项目的，不查。",
        change: "核对这一项的金额和单位，或核对资金总额。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

/// Words of spending beside an amount.
const SPENT: &[&str] = &[
    "费", "用于", "采购", "购置", "购买", "支出", "支付", "补助", "补贴", "工资", "报酬", "款", "印制", "制作", "维修",
    "更换", "安排", "租金", "租赁", "维保", "运维",
];

fn check(view: &View<'_>) -> Outcome {
    let told = match Told::of(view) {
        Ok(told) => told,
        Err(outcome) => return outcome,
    };
    let items: Vec<_> = told.facts.amounts().collect();
    if items.len() < 2 {
        return Outcome::NotApplicable;
    }
    // 总保费282万元，农户自缴部分不列入本项目: what others pay beside the project is told too.
    if told
        .facts
        .signs
        .hold(Span::new(0, told.facts.signs.len()), &["自缴", "自付", "不列入本项目", "不纳入本项目", "不在本项目"])
    {
        return Outcome::Pass;
    }
    let asked = told.asked();
    let most = told.most();
    let faults = items.into_iter().filter(|item| {
        let near = told.facts.clause(item.core);
        item.number - item.rounding() > most
            && !item.total
            && !asked.contains(item)
            && !told.is_slip(item.number)
            && !told.is_other(item)
            && told.facts.signs.hold(near, SPENT)
    });
    let fault = |item: &crate::facts::Quantity| {
        let (said, total) = (told::quote(told.facts, item), told::printed(most, item.wan_decimals.is_some()));
        let message = format!("项目概况：有一项“{said}”，超过资金总额{}。", clip(&total, 16));
        let fault = Fault::new(PLACE, message, "核对金额和单位。").quote(PLACE, told.facts, item.core);
        told::with_totals(&told, fault)
    };
    Outcome::of(faults.take(1).map(fault).collect())
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let overview = |text: &str| project().text(TextField::Overview, text);
    vec![
        bad(overview("用于河道巡查12万元，水面打捞2万元。"), ["overview"]),
        bad(overview("购置巡查艇95000元，打捞费20000元。"), ["overview"]),
        good(overview("用于河道巡查6万元，水面打捞2万元。")),
        pass(overview("用于河道巡查80051元，水面打捞2万元。")),
        bad(overview("用于河道巡查12万元，水面打捞2万元，未完部分不列入本年。"), ["overview"]),
        pass(overview("用于玉米保险保费12万元，农户自缴4万元，省级补贴8万元。")),
        good(overview("水库除险总投资120万元，本年巡查费5万元。")),
        good(overview("沿河合作社年收入300万元，巡查费5万元。")),
        not_applicable(overview("用于河道巡查。")),
        not_yet(project().text(TextField::Overview, "")),
    ]
}
