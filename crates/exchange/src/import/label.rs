//! The words that a form prints beside what was filled in, told by their text and never by their position.

mod words;

use jibiao_model::form::{FundLine, Side};
use jibiao_model::half_width;
use jibiao_model::level::{Level1, Level2};
use jibiao_model::path::{BudgetField, CountField, TextField};
use words::{COLUMNS, HEADS, PROJECT, UNIT};

/// A printed label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// A text of the form that stands beside or below its label. 主管部门及代码 and 部门名称 are [`TextField::Department`].
    Text(TextField),
    /// 项目资金(元)
    Funds,
    /// 实施期资金总额 and 年度资金总额
    FundTotal(Side),
    /// 总体目标
    Goal,
    /// 绩效指标
    Indicators,
    /// 一级指标
    HeadLevel1,
    /// 二级指标
    HeadLevel2,
    /// 三级指标
    HeadName,
    /// 指标值
    HeadValue,
    /// 分值、权重
    HeadWeight,
    /// A first level of the indicator tree
    Level1(Level1),
    /// A second level of the indicator tree
    Level2(Level2),
    /// 部门基本信息
    Unit,
    /// A count of the unit form
    Count(CountField),
    /// 年度预算情况, 按资金来源划分, 资金总额(万元): heads that hold nothing themselves
    Head,
    /// A budget line of the unit form that both sides may print (合计)
    BudgetTotal,
    /// A budget line of the unit form
    Budget(BudgetField),
    /// 核心职能
    TaskFunction,
    /// 重点任务
    Task,
}

/// A text reduced to what carries its sense: half width, no blanks, no punctuation, lower case.
pub fn key(text: &str) -> String {
    signs(text).collect()
}

fn signs(text: &str) -> impl Iterator<Item = char> {
    text.chars().map(half_width).filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// What a head of the indicator table says of the column below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// 绩效指标, above the label of the block
    Block,
    /// 一级指标
    Level1,
    /// 二级指标
    Level2,
    /// 三级指标、指标名称
    Name,
    /// 指标值, of one side where the head says so
    Value(Option<Side>),
    /// 分值、权重
    Weight,
    /// 指标性质、计算符号: ≥ = ≤ 定性
    Sign,
    /// 度量单位、计量单位
    Unit,
    /// A column that a form has no place for
    Other,
}

/// The head that a cell of a row of heads is, where it is one that is known. Nothing outside such a row is told by it.
pub fn head(text: &str) -> Option<Head> {
    let whole = label_key(text);
    let of = |key: &str| COLUMNS.iter().find(|(_, keys)| keys.contains(&key)).map(|(head, _)| *head);
    if let Some(head) = of(&whole).or_else(|| of(&label_key(without_remark(text)?))) {
        return Some(head);
    }
    // 分值（10分）, 权重（%）
    if let Some(Head::Weight) = of(whole.trim_end_matches('分').trim_end_matches(|c: char| c.is_ascii_digit())) {
        return Some(Head::Weight);
    }
    let (side, rest) = side_before(&whole)?;
    match of(rest) {
        Some(Head::Value(None)) => Some(Head::Value(Some(side))),
        // 实施期 and 年度 alone stand over the columns of their side.
        None if rest.is_empty() => Some(Head::Value(Some(side))),
        _ => None,
    }
}

/// The side that a head begins with: 实施期, 年度, 2026年度.
fn side_before(key: &str) -> Option<(Side, &str)> {
    const PERIOD: [&str; 5] = ["项目实施期", "实施期", "中长期", "中期", "总体"];
    const ANNUAL: [&str; 5] = ["年度", "当年度", "当年", "本年度", "本年"];
    let without_year = key.trim_start_matches(|c: char| c.is_ascii_digit());
    let dated = key.len() - without_year.len() == 4;
    if let Some(rest) = without_year.strip_prefix('年').filter(|_| dated) {
        return Some((Side::Annual, rest.strip_prefix('度').unwrap_or(rest)));
    }
    let rest = |words: &[&str]| {
        words.iter().find_map(|word| key.strip_prefix(word)).map(|rest| rest.strip_prefix('度').unwrap_or(rest))
    };
    rest(&PERIOD).map(|rest| (Side::Period, rest)).or_else(|| rest(&ANNUAL).map(|rest| (Side::Annual, rest)))
}

fn of_key(labels: &[(&str, Label)], key: &str) -> Option<Label> {
    labels.iter().find(|(own, _)| *own == key).map(|(_, label)| *label)
}

/// 其中 before a label says nothing about it.
fn without_of_which(key: &str) -> &str {
    key.strip_prefix("其中").unwrap_or(key)
}

/// 一、 or （三） or 4. before a label.
fn without_number(text: &str) -> &str {
    const NUMBERS: &str = "一二三四五六七八九十0123456789";
    let text = text.trim_start();
    let open = text.strip_prefix(['(', '（']);
    let inner = open.unwrap_or(text);
    let behind = inner.trim_start_matches(|c| NUMBERS.contains(c));
    let marks: &[char] = if open.is_some() { &[')', '）'] } else { &['、', '.', '．'] };
    if behind.len() == inner.len() { text } else { behind.strip_prefix(marks).unwrap_or(text) }
}

/// A label without the remark in brackets behind it: 指标值（包含数字及文字描述）, 负责人（签字）.
fn without_remark(text: &str) -> Option<&str> {
    let (label, remark) = text.split_once(['(', '（']).filter(|_| text.len() < LONGEST_REMARK)?;
    let inner = remark.trim_end().trim_end_matches([':', '：']).trim_end().strip_suffix([')', '）'])?;
    (!label.trim().is_empty() && !inner.contains(['(', '（', ')', '）'])).then_some(label)
}

/// Bytes of a text that is longer than every label with its remark.
const LONGEST_REMARK: usize = 120;

/// Signs of a key that is longer than every label.
const LONGEST: usize = 40;

/// The key of a label; before it may stand its number, and on the pages behind the first it says （续）.
fn label_key(text: &str) -> String {
    // No label is so long: of a text of many lines this is enough to see that it is none.
    let mut key: String = signs(without_number(text)).take(LONGEST).collect();
    if key.ends_with('续') {
        key.pop();
    }
    key
}

/// The label that a cell of a project form is, where it is one.
pub fn of_project(text: &str) -> Option<Label> {
    let key = label_key(text);
    let of = |key: &str| of_key(PROJECT, key).or_else(|| money(key)).or_else(|| of_table(key));
    of(&key).or_else(|| of(&label_key(without_remark(text)?)))
}

/// The label of a project form that a cell is but for one sign, as a print that was read by a machine has it: 立项依椐. Beside it the label as
/// forms print it. Not for the indicator table, where names may be as near to a label.
pub fn misread(text: &str) -> Option<(Label, &'static str)> {
    let key = label_key(text);
    let length = key.chars().count();
    if !MISREAD.contains(&length) || of_project(text).is_some() {
        return None;
    }
    let other = |label: &str| key.chars().zip(label.chars()).filter(|(one, two)| one != two).count();
    let alike = |(label, _): &&(&str, Label)| label.chars().count() == length && other(label) == 1;
    let mut found = PROJECT.iter().filter(alike);
    let (words, label) = found.next()?;
    // Two labels that are as near say nothing.
    found.all(|(_, another)| another == label).then_some((*label, *words))
}

/// Signs of a label that is told with one of them misread.
const MISREAD: std::ops::RangeInclusive<usize> = 4..=12;

/// Heads of money may say their unit: 年度资金总额(万元).
fn money(key: &str) -> Option<Label> {
    let bare = key.strip_suffix("万元").or_else(|| key.strip_suffix('元'))?;
    of_key(PROJECT, bare).filter(|label| matches!(label, Label::Funds | Label::FundTotal(_)))
}

/// The label that a cell of a unit form is, where it is one.
pub fn of_unit(text: &str) -> Option<Label> {
    let key = label_key(text);
    let head = || of_key(UNIT, key.strip_suffix("万元")?).filter(|label| *label == Label::Head);
    let of = |key: &str| of_key(UNIT, without_of_which(key)).or_else(|| of_key(PROJECT, key)).or_else(|| of_table(key));
    of(&key).or_else(head).or_else(|| of(&label_key(without_remark(text)?)))
}

/// Heads and levels of the indicator table.
fn of_table(key: &str) -> Option<Label> {
    of_key(HEADS, key).or_else(|| level2(key).map(Label::Level2)).or_else(|| level1(key).map(Label::Level1))
}

/// A source of money. Its label is often broken over lines or cut short, so its beginning decides; only for cells of the block of funds.
pub fn fund(text: &str) -> Option<FundLine> {
    let key = key(text);
    let key = without_of_which(&key);
    let starts = |beginnings: &[&str]| beginnings.iter().any(|beginning| key.starts_with(beginning));
    // A label has no digits; an amount has nothing else.
    if key.chars().any(|c| c.is_ascii_digit()) || key.chars().count() > 14 {
        None
    } else if starts(&["中央"]) {
        Some(FundLine::Central)
    } else if starts(&["省级", "省财政"]) {
        Some(FundLine::Provincial)
    } else if starts(&["市县", "市级", "县级", "县区", "区级", "本级", "市本级", "县本级", "区本级"])
    {
        Some(FundLine::Local)
    } else if starts(&["单位自筹", "自筹"]) {
        Some(FundLine::SelfRaised)
    } else if starts(&["其他", "其它"]) {
        Some(FundLine::Other)
    } else {
        None
    }
}

/// A label and what stands behind its colon in the same cell: `填报日期:20241230`.
pub fn with_text(text: &str, of: fn(&str) -> Option<Label>) -> Option<(Label, &str)> {
    let (label, rest) = text.split_once([':', '：'])?;
    let rest = rest.trim();
    (!rest.is_empty()).then_some((of(label)?, rest))
}

/// The labels of a signature line that stands in one cell, each with what is written behind it: `负责人:甲 经办人: 填报日期:2024`.
pub fn signature(text: &str) -> Vec<(TextField, &str)> {
    const WORDS: [(&str, TextField); 11] = [
        ("负责人", TextField::Head),
        ("经办人", TextField::Preparer),
        ("填表人", TextField::Preparer),
        ("填报人", TextField::Preparer),
        ("制表人", TextField::Preparer),
        ("联系电话", TextField::Phone),
        ("联系方式", TextField::Phone),
        ("填报日期", TextField::FilledAt),
        ("填报时间", TextField::FilledAt),
        ("填表日期", TextField::FilledAt),
        ("填表时间", TextField::FilledAt),
    ];
    let mut found: Vec<(usize, usize, TextField)> = WORDS
        .iter()
        .filter_map(|(word, field)| {
            let at = text.find(word)?;
            let behind = text.get(at + word.len()..)?.trim_start();
            behind.starts_with([':', '：']).then_some((at, word.len(), *field))
        })
        .collect();
    found.sort_by_key(|(at, _, _)| *at);
    let ends: Vec<usize> = found.iter().skip(1).map(|(at, _, _)| *at).chain([text.len()]).collect();
    let written = |(at, length, field): &(usize, usize, TextField), end: usize| {
        let behind = text.get(at + length..end).unwrap_or_default();
        (*field, behind.trim().trim_start_matches([':', '：']).trim())
    };
    found.iter().zip(ends).map(|(label, end)| written(label, end)).collect()
}

fn level1(key: &str) -> Option<Level1> {
    let stem = key.strip_suffix("指标")?;
    match stem {
        "产出" => Some(Level1::Output),
        "效益" => Some(Level1::Benefit),
        "满意度" => Some(Level1::Satisfaction),
        _ => None,
    }
}

/// A second level, also where a word of it was misread: the kinds are told by how they begin.
fn level2(key: &str) -> Option<Level2> {
    if let Some(level) = Level2::of(key).filter(|level| *level != Level2::BeneficiarySatisfaction) {
        // 经济 alone is a word of the language, 经济效益 is a label; 数量, 质量, 时效 and 成本 are labels with their suffix only.
        let spelled = key.ends_with("指标") || key.ends_with("效益") || key.starts_with("可持续");
        return spelled.then_some(level);
    }
    let stem = key.strip_suffix("指标");
    if key == "服务对象满意度" || stem == Some("服务对象满意度") {
        return Some(Level2::BeneficiarySatisfaction);
    }
    let stem = stem?;
    let misread = |beginning: &str, length: usize| stem.starts_with(beginning) && stem.chars().count() == length;
    if misread("经济", 4) {
        Some(Level2::Economic)
    } else if misread("社会", 4) {
        Some(Level2::Social)
    } else if misread("生态", 4) {
        Some(Level2::Ecological)
    } else if misread("可持续", 5) {
        Some(Level2::Sustainability)
    } else if misread("服务对象", 7) {
        Some(Level2::BeneficiarySatisfaction)
    } else {
        None
    }
}

/// The label of a second level that all forms share, whatever the print calls it.
pub fn level2_name(level: Level2) -> &'static str {
    match level {
        Level2::Quantity => "数量指标",
        Level2::Quality => "质量指标",
        Level2::Timeliness => "时效指标",
        Level2::Cost => "成本指标",
        Level2::EconomicCost => "经济成本指标",
        Level2::SocialCost => "社会成本指标",
        Level2::EcologicalCost => "生态环境成本指标",
        Level2::Economic => "经济效益指标",
        Level2::Social => "社会效益指标",
        Level2::Ecological => "生态效益指标",
        Level2::Sustainability => "可持续影响指标",
        Level2::BeneficiarySatisfaction => "服务对象满意度指标",
    }
}

/// The first level that a second level belongs to.
pub fn level1_of(level: Level2) -> Level1 {
    match level {
        Level2::Quantity | Level2::Quality | Level2::Timeliness | Level2::Cost => Level1::Output,
        Level2::EconomicCost | Level2::SocialCost | Level2::EcologicalCost => Level1::Cost,
        Level2::Economic | Level2::Social | Level2::Ecological | Level2::Sustainability => Level1::Benefit,
        Level2::BeneficiarySatisfaction => Level1::Satisfaction,
    }
}

/// The label of a first level.
pub fn level1_name(level: Level1) -> &'static str {
    match level {
        Level1::Output => "产出指标",
        Level1::Benefit => "效益指标",
        Level1::Satisfaction => "满意度指标",
        Level1::Cost => "成本指标",
    }
}

/// Whether a line is the title of a form, and of which kind. 目录 and headings that speak of forms are none.
pub fn title(text: &str) -> Option<jibiao_model::template::Kind> {
    let key = key(text);
    let head = key.find("目标").map_or(key.as_str(), |at| key.get(..at).unwrap_or_default());
    let short = key.chars().count() <= 60;
    let form = short && (key.ends_with("表") || year_behind(&key));
    if form && (head.ends_with("项目支出绩效") || head.ends_with("项目绩效")) {
        Some(jibiao_model::template::Kind::Project)
    } else if form && head.ends_with("整体支出绩效") {
        Some(jibiao_model::template::Kind::Unit)
    } else {
        None
    }
}

/// `…目标表2025年度`
fn year_behind(key: &str) -> bool {
    key.rsplit_once('表').is_some_and(|(_, behind)| {
        behind.chars().next().is_some_and(|c| c.is_ascii_digit()) && behind.trim_end_matches('度').ends_with('年')
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jibiao_model::template::Kind;

    #[test]
    fn labels_are_told_however_they_are_spaced_and_punctuated() {
        for (text, label) in [
            ("项目资金\n(元)", Label::Funds),
            ("年度资金总额（万元）", Label::FundTotal(Side::Annual)),
            ("实施期资金总额：", Label::FundTotal(Side::Period)),
            ("保证项目实施的制度、措施", Label::Text(TextField::Safeguards)),
            ("绩效 指标", Label::Indicators),
            ("可持续发展指标", Label::Level2(Level2::Sustainability)),
            ("经济效果指标", Label::Level2(Level2::Economic)),
            ("服务对象 满意度", Label::Level2(Level2::BeneficiarySatisfaction)),
            ("满意度指标", Label::Level1(Level1::Satisfaction)),
            ("效益指标", Label::Level1(Level1::Benefit)),
            ("填报日", Label::Text(TextField::FilledAt)),
        ] {
            assert_eq!(of_project(text), Some(label), "{text}");
        }
        for text in ["数量", "经济", "群众满意度", "服务对象满意度调查次数", "培训数量", "≥90%", "质量", ""]
        {
            assert_eq!(of_project(text), None, "{text}");
        }
        assert_eq!(of_unit("其中:在编人员数"), Some(Label::Count(CountField::StaffInQuota)));
        assert_eq!(with_text("填报日期: 2024", of_project), Some((Label::Text(TextField::FilledAt), "2024")));
    }

    #[test]
    fn heads_are_told_with_their_side() {
        for (text, expected) in [
            ("指标名称", Head::Name),
            ("年度指标值", Head::Value(Some(Side::Annual))),
            ("2026年度目标值", Head::Value(Some(Side::Annual))),
            ("实施期值", Head::Value(Some(Side::Period))),
            ("指标值（续）", Head::Value(None)),
            ("分值（10分）", Head::Weight),
            ("权重(%)", Head::Weight),
            ("度量 单位", Head::Unit),
            ("评分标准", Head::Other),
        ] {
            assert_eq!(head(text), Some(expected), "{text}");
        }
        for text in ["年度目标", "数量指标", "改造管网长度", "", "年底前"] {
            assert_eq!(head(text), None, "{text}");
        }
        assert_eq!(of_project("一、项目概况"), Some(Label::Text(TextField::Overview)));
        assert_eq!(of_project("（二）立项依据："), Some(Label::Text(TextField::Basis)));
        assert_eq!(of_project("一级指标"), Some(Label::HeadLevel1));
    }

    #[test]
    fn a_signature_line_in_one_cell_is_taken_apart() {
        assert_eq!(
            signature("负责人：甲  经办人:   联系电话：0351-1 填报日期:20241230"),
            [
                (TextField::Head, "甲"),
                (TextField::Preparer, ""),
                (TextField::Phone, "0351-1"),
                (TextField::FilledAt, "20241230")
            ]
        );
        assert!(signature("项目负责人与经办人共同验收").is_empty());
    }

    #[test]
    fn sources_of_money_are_told_by_their_beginning() {
        for (text, line) in [
            ("市县(区)财政资 金", Some(FundLine::Local)),
            ("市县（区）财", Some(FundLine::Local)),
            ("其中: 中央财政资金", Some(FundLine::Central)),
            ("2,100,000", None),
            ("政资金", None),
        ] {
            assert_eq!(fund(text), line, "{text}");
        }
    }

    #[test]
    fn titles_are_told_from_headings() {
        let project = "云岭县县(区)级预算部门(单位)项目支出绩效目标表";
        assert_eq!(title(project), Some(Kind::Project));
        assert_eq!(title("云岭市市级预算部门（单位）整体支出绩效目标申报表 (2025年度)"), Some(Kind::Unit));
        for text in
            ["2、项目绩效目标", "（项目绩效目标表公开情况见附件）", "项目支出绩效目标表.....14", "项目支出预算表"]
        {
            assert_eq!(title(text), None, "{text}");
        }
    }
}
