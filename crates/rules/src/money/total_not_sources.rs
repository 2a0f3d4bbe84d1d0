//! B01: the total of a side is not the sum of its sources.

use crate::prelude::*;
use crate::shared::funds;
use jibiao_model::Yuan;

pub(crate) static RULE: Rule = Rule {
    code: "B01",
    name: "total_not_sources",
    title: "资金总额不等于各来源之和",
    severity: Severity::Error,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: &[
        Field::Fund(Side::Period, FundLine::Total),
        Field::Fund(Side::Period, FundLine::Central),
        Field::Fund(Side::Period, FundLine::Provincial),
        Field::Fund(Side::Period, FundLine::Local),
        Field::Fund(Side::Period, FundLine::SelfRaised),
        Field::Fund(Side::Period, FundLine::Other),
        Field::Fund(Side::Annual, FundLine::Total),
        Field::Fund(Side::Annual, FundLine::Central),
        Field::Fund(Side::Annual, FundLine::Provincial),
        Field::Fund(Side::Annual, FundLine::Local),
        Field::Fund(Side::Annual, FundLine::SelfRaised),
        Field::Fund(Side::Annual, FundLine::Other),
    ],
    waivable: false,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "实施期、年度各自的资金总额，与中央、省级、市县、自筹、其他五项之和比较，分文不差才算相等。",
        why: "总额与来源对不上，审核和汇总都无法继续。",
        basis: "经验",
        bad: "年度资金总额 80,000 元，市县财政资金 78,000 元，其余空白",
        good: "年度资金总额 80,000 元，市县财政资金 60,000 元，单位自筹 20,000 元",
        exceptions: "空白的来源按 0 算；填写过程中，来源还没填齐、合计不足的不提示；有一格写的不是数字时由 B10 提示。",
        change: "对照预算批复改总额或来源。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let (mut faults, mut looked) = (Vec::new(), false);
    for side in view.sides() {
        let cells = FundLine::SOURCES.map(|line| view.fund(side, line));
        let total = view.fund(side, FundLine::Total);
        let sources_blank = cells.iter().all(|cell| cell.is_blank());
        let half = total.is_blank() || sources_blank;
        if (total.is_blank() && sources_blank) || (half && view.typing()) || total.raw().is_some() {
            continue;
        }
        let Some(sum) = funds::sources(view, side) else { continue };
        let total = total.read().copied().unwrap_or_default();
        // 其他资金 stays blank in nearly every form; the other four are still to come.
        let open = FundLine::SOURCES.iter().zip(cells).any(|(line, cell)| *line != FundLine::Other && cell.is_blank());
        if view.typing() && open && sum < total {
            continue;
        }
        looked = true;
        if total != sum {
            faults.push(fault(side, total, sum));
        }
    }
    if looked { Outcome::of(faults) } else { Outcome::NotYet }
}

fn fault(side: Side, total: Yuan, sum: Yuan) -> Fault {
    let label = funds::total_label(side);
    let message = format!("{label}：写 {} 元，各来源合计 {} 元。", total.printed(), sum.printed());
    let fault = Fault::new(funds::total_place(side), message, "对照批复改总额或来源。");
    let sources = FundLine::SOURCES.into_iter().map(|line| FieldPath::Fund(side, line));
    sources.fold(fault, Fault::with).read(funds::total_place(side), total.printed())
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().fund(Side::Annual, FundLine::Local, "78000"), ["funds.annual.total"]),
        bad(project().fund(Side::Annual, FundLine::Other, "0.01"), ["funds.annual.total"]),
        bad(project().fund(Side::Period, FundLine::Local, ""), ["funds.period.total"]),
        bad(project().fund(Side::Period, FundLine::Total, ""), ["funds.period.total"]),
        good(project()),
        good(project().fund(Side::Annual, FundLine::Local, "60000").fund(
            Side::Annual,
            FundLine::SelfRaised,
            "20000.00",
        )),
        not_yet(blank()),
        not_yet(project().funds("", "").fund(Side::Annual, FundLine::Total, "80000")).typing(),
        not_yet(project().fund(Side::Annual, FundLine::Local, "60000").fund(Side::Period, FundLine::Local, "1"))
            .typing(),
        good(project()).typing(),
        bad(
            [FundLine::Central, FundLine::Provincial, FundLine::SelfRaised]
                .into_iter()
                .fold(project().fund(Side::Annual, FundLine::Local, "60000"), |form, line| {
                    form.fund(Side::Annual, line, "0")
                }),
            ["funds.annual.total"],
        )
        .typing(),
        bad(project().fund(Side::Annual, FundLine::Central, "0.01"), ["funds.annual.total"]).typing(),
        not_yet(project().funds("八万", "八万")),
    ]
}
