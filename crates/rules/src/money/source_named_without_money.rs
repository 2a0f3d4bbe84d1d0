//! B09: a source that the text names holds nothing.

use crate::prelude::*;
use jibiao_model::{Entry, Yuan};

pub(crate) static RULE: Rule = Rule {
    code: "B09",
    name: "source_named_without_money",
    title: "写了上级资金，来源里却是零",
    severity: Severity::Error,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: &[
        Field::Fund(Side::Period, FundLine::Total),
        Field::Fund(Side::Period, FundLine::Central),
        Field::Fund(Side::Period, FundLine::Provincial),
        Field::Fund(Side::Annual, FundLine::Total),
        Field::Fund(Side::Annual, FundLine::Central),
        Field::Fund(Side::Annual, FundLine::Provincial),
        Field::Text(TextField::ProjectName),
        Field::Text(TextField::Overview),
        Field::Text(TextField::Plan),
        Field::Text(TextField::GoalPeriod),
        Field::Text(TextField::GoalAnnual),
        Field::Rows(Side::Period, RowField::Name),
        Field::Rows(Side::Annual, RowField::Name),
    ],
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "项目名称、概况、计划、目标或指标名称说有中央、省级、上级的补助、专项、经费、资金，两侧资金来源里相应的一行都是零或空白。",
        why: "资金来源与说法对不上，下达和决算都会错。",
        basis: "经验",
        bad: "概况：省级补助资金八万元；省级财政资金 0",
        good: "概况：省级补助资金八万元；省级财政资金 80000",
        exceptions: "书名号里的文件名不算；争取、申请上级资金，无、不含上级资金不算；立项依据和制度措施不看。",
        change: "把金额写到相应的来源，或改正文字。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let nothing = |line| Side::BOTH.into_iter().all(|side| !has_money(view.fund(side, line)));
    let (central, provincial) = (nothing(FundLine::Central), nothing(FundLine::Provincial));
    let total = |side| view.fund(side, FundLine::Total).read().is_some();
    if !total(Side::Period) && !total(Side::Annual) {
        return Outcome::NotYet;
    }
    let empty = |source| match source {
        Source::Central => central,
        Source::Provincial => provincial,
        Source::Both => central || provincial,
        Source::Higher => central && provincial,
    };
    let texts = TEXTS.map(|field| (FieldPath::Text(field), view.text(field), view.label(field)));
    let names: Vec<_> = view
        .sides()
        .flat_map(|side| {
            view.rows(side).map(|row| (row.cell(RowField::Name), row.name(), "指标名称")).collect::<Vec<_>>()
        })
        .collect();
    let found = texts.into_iter().chain(names).find_map(|(place, text, label)| {
        let (source, words) = named(text).into_iter().find(|(source, _)| empty(*source))?;
        let line = source.label();
        let message = format!("{label}：写着“{}”，{line}却是零。", clip(&words, 12));
        let fund = |line| FieldPath::Fund(Side::Annual, line);
        let related = if source == Source::Provincial { FundLine::Provincial } else { FundLine::Central };
        Some(Fault::new(place, message, "把金额写到相应来源，或改正文字。").read(place, words).with(fund(related)))
    });
    Outcome::of(found.into_iter().collect())
}

const TEXTS: [TextField; 5] =
    [TextField::ProjectName, TextField::Overview, TextField::Plan, TextField::GoalPeriod, TextField::GoalAnnual];

fn has_money(cell: &Entry<Yuan>) -> bool {
    match cell {
        Entry::Blank => false,
        Entry::Read(amount) => !amount.0.is_zero(),
        Entry::Raw(_) => true,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    Central,
    Provincial,
    Both,
    Higher,
}

impl Source {
    fn label(self) -> &'static str {
        match self {
            Source::Central => "中央财政资金",
            Source::Provincial => "省级财政资金",
            Source::Both => "中央或省级财政资金",
            Source::Higher => "中央和省级财政资金",
        }
    }
}

/// The sources that a text says it is paid from, with the words.
fn named(text: &str) -> Vec<(Source, String)> {
    let text = without_titles(text);
    let kinds = [
        (Source::Both, "中央及省级", 0, &["", ""][..]),
        (Source::Central, "中央", 12, &["补助", "专项", "经费", "资金", "转移支付"][..]),
        (Source::Provincial, "省级", 8, &["补助", "专项", "资金", "经费"][..]),
        (Source::Provincial, "省里", 8, &["补助", "专项", "资金", "经费"][..]),
        (Source::Provincial, "省下达", 8, &["补助", "资金", "经费"][..]),
        (Source::Provincial, "省残联", 8, &["补助", "资金", "经费"][..]),
        (Source::Provincial, "省厅", 8, &["补助", "资金", "经费"][..]),
        (Source::Provincial, "省局", 8, &["补助", "资金", "经费"][..]),
        (Source::Provincial, "省财政", 8, &["补助", "专项", "资金", "经费"][..]),
        (Source::Higher, "上级", 8, &["资金", "补助"][..]),
    ];
    let mut found = Vec::new();
    for (source, owner, gap, nouns) in kinds {
        for (at, _) in text.match_indices(owner) {
            let (before, rest) = text.split_at(at);
            let after = rest.get(owner.len()..).unwrap_or_default();
            let Some(end) = nouns.iter().filter_map(|noun| reach(after, noun, gap)).min() else { continue };
            let words = rest.get(..owner.len() + end).unwrap_or(owner);
            // 申请省级补助资金30万元: the amount stands behind it.
            let behind = after.get(end..).unwrap_or_default();
            let rest = behind.trim_start_matches(['资', '金', '经', '费', '补', '助', '款']);
            let amount = rest.starts_with(|c: char| c.is_ascii_digit()) && !before.contains("争取");
            if (amount || !hoped_for(before)) && !HOPED_FOR.iter().chain(&NO_PURSE).any(|word| words.contains(word)) {
                found.push((source, words.to_owned()));
            }
        }
    }
    found
}

/// Where the noun ends behind at most `gap` signs of the same clause.
fn reach(after: &str, noun: &str, gap: usize) -> Option<usize> {
    let at = after.find(noun)?;
    let between = after.get(..at)?;
    let clause = !between.contains(['，', ',', '。', '；', ';', '、', '：', '\n']);
    (clause && between.chars().count() <= gap).then_some(at + noun.len())
}

/// Money that is asked for, or said not to be there.
fn hoped_for(before: &str) -> bool {
    let tail: String = before.chars().rev().take(6).collect::<Vec<_>>().into_iter().rev().collect();
    HOPED_FOR.iter().chain(&["无", "不含", "没有", "不使用", "未", "不涉及"]).any(|word| tail.contains(word))
}

const HOPED_FOR: [&str; 3] = ["争取", "申请", "申报"];

/// Words between that make of it what somebody says or owns, no purse: 中央环保督察整改资金, 中央空调维修经费.
const NO_PURSE: [&str; 25] = [
    "督察", "巡视", "巡察", "规定", "精神", "部署", "决策", "要求", "关于", "文件", "公园", "大街", "广场", "空调",
    "厨房", "电视", "一号", "办法", "标准", "考核", "验收", "印发", "检查", "督导", "调研",
];

/// The text without what stands in 《》.
fn without_titles(text: &str) -> String {
    let mut depth = 0_usize;
    let outside = text.chars().filter(|c| match c {
        '《' => {
            depth += 1;
            false
        }
        '》' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    outside.collect()
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().text(TextField::Overview, "省级财政补助资金八万元，用于巡查。"), ["overview"]),
        bad(project().text(TextField::ProjectName, "中央水利专项巡查"), ["project_name"]),
        bad(project().goals("用好上级下达的专项资金，河道无堵塞。"), ["goal_period"]),
        bad(project().name(3, "中央及省级资金支出成本"), ["indicators.period[3].name"]),
        bad(project().text(TextField::Overview, "使用中央财政水利发展资金巡查。"), ["overview"]),
        bad(project().text(TextField::Overview, "省里拨付的专项补助8万元用于巡查。"), ["overview"]),
        good(project().text(TextField::Overview, "用于中央环保督察指出问题的整改资金。")),
        bad(project().text(TextField::Overview, "省厅下达补助8万元用于巡查。"), ["overview"]),
        good(project().text(TextField::Overview, "省厅印发专项行动方案，按月巡查。")),
        good(project().text(TextField::Overview, "省局专项检查组督导，按月巡查。")),
        good(project().text(TextField::Overview, "中央厨房设备采购资金8万元。")),
        good(project().text(TextField::Overview, "积极争取上级资金，用于河道巡查。")),
        good(project().text(TextField::Overview, "按《中央补助资金管理办法》巡查。")),
        good(
            project()
                .text(TextField::Overview, "省级财政补助资金八万元，用于巡查。")
                .fund(Side::Annual, FundLine::Provincial, "80000")
                .fund(Side::Annual, FundLine::Local, "")
                .fund(Side::Period, FundLine::Provincial, "80000")
                .fund(Side::Period, FundLine::Local, ""),
        ),
        not_yet(project().funds("", "")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::faults;

    #[test]
    fn the_line_of_the_named_source_belongs_to_the_fault() {
        for (text, line) in
            [("省级补助资金八万元。", FundLine::Provincial), ("中央补助资金八万元。", FundLine::Central)]
        {
            let found = faults(&RULE, project().text(TextField::Overview, text));
            assert_eq!(found[0].related, [FieldPath::Fund(Side::Annual, line)], "{text}");
        }
    }
}
