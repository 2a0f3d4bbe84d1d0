//! The words beside fields and steps; what belongs into a field stands in the guidance.

use crate::guidance::{self, FieldHelp, LevelHelp};
use crate::requests::templates::StepId;
use jibiao_model::level::Level2;
use jibiao_model::template::{Kind, Template};

/// The quiet sentence beside a step's title.
pub(super) fn step_note(step: StepId, kind: Kind) -> &'static str {
    match (step, kind) {
        (StepId::Basics, Kind::Project) => "名称与项目支出预算表写得一样。",
        (StepId::Basics, Kind::Unit) => "人数按填表时的实有数填。",
        (StepId::Funds, Kind::Project) => "单位：元。没有的来源空着或写 0，打印时照样保留。",
        (StepId::Funds, Kind::Unit) => "单位：万元。两个合计应当相等。",
        (StepId::Overview, _) => "先写事实，再写理由。",
        (StepId::Goals, _) => "写做成什么样，数字与指标一致。",
        (StepId::Indicators, _) => "一行一个指标，指标值写方向、数字和单位。",
    }
}

/// The guidance of a field by its path.
pub(super) fn guide(template: &Template, path: &str) -> Option<FieldHelp> {
    guidance::field(template, path)
}

/// The line below a field: the first sentence of what belongs there.
pub(super) fn hint(template: &Template, path: &str) -> String {
    let what = guide(template, path).map_or("", |help| help.what);
    what.split_inclusive('。').next().unwrap_or_default().trim_end_matches('。').to_owned()
}

/// The paragraphs for F1.
pub(super) fn paragraphs(help: &FieldHelp) -> Vec<String> {
    let example = if help.example.is_empty() { String::new() } else { format!("例如：{}", help.example) };
    [help.what.to_owned(), example, help.beware.to_owned()].into_iter().filter(|text| !text.is_empty()).collect()
}

/// The same for a second level.
pub(super) fn level_paragraphs(help: &LevelHelp) -> Vec<String> {
    let good = format!("例如：{}", help.good.join("、"));
    [help.what.to_owned(), good, help.beware.to_owned()].into_iter().filter(|text| !text.is_empty()).collect()
}

/// The paragraphs of a second level.
pub(super) fn level_help(level: Level2) -> Vec<String> {
    guidance::level(level).map(|help| level_paragraphs(&help)).unwrap_or_default()
}
