//! What a name and a value say about the second level that an indicator belongs to. Used only where the print lost its labels: an
//! author's own placing always wins over the sense of a name.

use jibiao_model::level::Level2;
use jibiao_model::value::{self, Reading, UnitKind, Unreadable};

/// Cost of a level that the name speaks against.
const NAME: i32 = 25;
/// Cost of a level that the value speaks against.
const VALUE: i32 = 20;
/// Cost of a level that the unit of the value speaks against a little: 42小时 may be a quantity as well.
const WEAK_VALUE: i32 = 10;
/// Cost of an output level for a value in words, and of a benefit level for a measured value.
const KIND: i32 = 15;
/// Cost of a benefit that the name has no word of.
const NO_WORD: i32 = 8;
/// Cost of 满意度 away from its level: nothing else is ever told so clearly.
const SATISFACTION: i32 = 200;
/// Cost of another name in that level.
const NO_SATISFACTION: i32 = 40;

/// Characters of the longest unit that is taken for one although no table has it.
const LONGEST_UNIT: usize = 3;

/// Words that stand as a value: what officers choose where nothing is counted.
const WORDS: &[&str] = &[
    "保障",
    "保证",
    "确保",
    "及时",
    "按时",
    "准时",
    "提升",
    "提高",
    "提供",
    "促进",
    "推进",
    "推动",
    "完善",
    "健全",
    "建立健全",
    "规范",
    "符合",
    "合格",
    "达标",
    "良好",
    "优良",
    "优秀",
    "满足",
    "满意",
    "增强",
    "加强",
    "改善",
    "优化",
    "降低",
    "减少",
    "丰富",
    "发挥",
    "拉近",
    "排除",
    "有效",
    "显著",
    "明显",
    "稳定",
    "正常",
    "持续",
    "长期",
    "扩大",
    "增加",
    "助力",
    "实现",
    "落实",
    "维护",
    "维持",
    "安全",
    "充分",
    "较好",
    "基本",
    "逐步",
    "逐年",
    "不断",
    "有所",
    "完成",
    "按要求",
    "不定期",
    "定期",
    "全面",
    "严格",
    "和谐",
    "可持续",
    "畅通",
    "完整",
    "准确",
    "节约",
    "控制",
    "有效提升",
    "显著提升",
    "明显提升",
    "有效提高",
    "显著提高",
    "明显提高",
    "不断提高",
    "不断提升",
    "逐步提高",
    "逐步提升",
    "持续提升",
    "持续提高",
    "有效保障",
    "明显改善",
    "有效改善",
    "持续改善",
    "长期有效",
    "中长期",
    "是",
    "无",
];

/// Whether a text is one of the words that stand as a value, also said twice.
pub fn is_word(text: &str) -> bool {
    let half = text.split_at_checked(text.len() / 2).filter(|(one, two)| one == two).map(|(one, _)| one);
    WORDS.contains(&text) || half.is_some_and(|half| WORDS.contains(&half))
}

/// Whether a text reads as a value and not as a name: a quantity, an amount, a time.
pub fn is_value(text: &str) -> bool {
    match value::read(text) {
        Reading::Ratio { .. } | Reading::Money { .. } | Reading::MoneyRate { .. } => true,
        // `2023办公设备采购成本` counts nothing: it is a name that begins with a year.
        ref reading @ Reading::Count { ref unit, .. } => {
            reading.unit_kind().is_some() || unit.chars().count() <= LONGEST_UNIT
        }
        Reading::Unreadable(Unreadable::NoUnit { .. } | Unreadable::SignWithoutNumber(..)) => true,
        // `每周5天,每天8小时` is a value; `2024年办公设备采购` is a name that begins with a time.
        reading => reading.is_time() && text.chars().count() <= 30,
    }
}

/// What the unit or kind of a value says: the level, and how much another one costs.
fn of_value(value: &str) -> Option<(Level2, i32)> {
    let text = value.trim();
    if matches!(text, "及时" | "按时" | "准时" | "按要求" | "不定期" | "定期") {
        return Some((Level2::Timeliness, VALUE));
    }
    if matches!(text, "符合" | "合格" | "达标" | "良好" | "优良" | "优秀" | "规范" | "准确" | "完整")
    {
        return Some((Level2::Quality, VALUE));
    }
    let reading = value::read(text);
    match &reading {
        Reading::Ratio { .. } => Some((Level2::Quality, VALUE)),
        Reading::Money { .. } | Reading::MoneyRate { .. } => Some((Level2::Cost, VALUE)),
        Reading::Count { .. } if reading.unit_kind() == Some(UnitKind::Time) => Some((Level2::Timeliness, WEAK_VALUE)),
        Reading::Count { .. } => Some((Level2::Quantity, VALUE)),
        _ if reading.is_time() => Some((Level2::Timeliness, VALUE)),
        _ => None,
    }
}

fn ends_with_any(text: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| text.ends_with(ending))
}

fn contains_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// The level that a name speaks of among the outputs.
fn output_of_name(name: &str) -> Option<Level2> {
    // What stands in brackets at the end is a unit or a remark.
    let name = name.split(['(', '（']).next().unwrap_or(name).trim();
    if ends_with_any(
        name,
        &["及时", "及时性", "及时率", "时间", "时效", "周期", "时长", "时限", "期限", "进度", "日期", "时点"],
    ) {
        Some(Level2::Timeliness)
    } else if ends_with_any(
        name,
        &["率", "度", "合格", "达标", "符合", "规范性", "准确性", "稳定性", "完整性", "合规性", "质量"],
    ) {
        Some(Level2::Quality)
    } else if ends_with_any(
        name,
        &[
            "成本",
            "控制数",
            "费",
            "费用",
            "经费",
            "资金",
            "金额",
            "补贴",
            "补助",
            "工资",
            "单价",
            "总额",
            "支出",
            "报酬",
        ],
    ) {
        Some(Level2::Cost)
    } else if ends_with_any(name, &["数", "数量", "面积", "长度", "里程", "次", "批次", "人次", "场次", "户数"])
    {
        Some(Level2::Quantity)
    } else {
        None
    }
}

/// The level that a name speaks of among the benefits.
fn benefit_of_name(name: &str) -> Option<Level2> {
    if contains_any(name, &["长效", "可持续", "机制", "长期", "持续影响", "后续", "制度健全", "管理制度", "年限"])
    {
        Some(Level2::Sustainability)
    } else if contains_any(
        name,
        &[
            "生态",
            "环境",
            "绿化",
            "污染",
            "排放",
            "节能",
            "环保",
            "植被",
            "水土",
            "垃圾",
            "空气",
            "水质",
            "水资源",
            "森林",
            "能耗",
        ],
    ) {
        Some(Level2::Ecological)
    } else if contains_any(
        name,
        &["经济", "收入", "增收", "产值", "税收", "利润", "产业", "节约", "效益额", "投资", "消费", "行政成本"],
    ) {
        Some(Level2::Economic)
    } else {
        None
    }
}

/// What a name and a value say of the level that they belong to.
#[derive(Debug, Clone, Copy)]
pub struct Sense {
    nameless: bool,
    satisfaction: bool,
    output: Option<Level2>,
    benefit: Option<Level2>,
    value: Option<(Level2, i32)>,
    word: bool,
}

impl Sense {
    /// Reads a name and a value as they are written.
    pub fn of(name: &str, value: &str) -> Sense {
        Sense {
            nameless: name.is_empty(),
            satisfaction: name.contains("满意"),
            output: output_of_name(name),
            benefit: benefit_of_name(name),
            value: of_value(value),
            word: is_word(value.trim()),
        }
    }

    /// What it costs to put them under a level; 0 where nothing speaks against it.
    pub fn cost(&self, level: Level2) -> i32 {
        match (level == Level2::BeneficiarySatisfaction, self.satisfaction) {
            (true, true) => return 0,
            (true, false) => return if self.nameless { 0 } else { NO_SATISFACTION },
            (false, true) => return SATISFACTION,
            (false, false) => {}
        }
        let benefit = matches!(level, Level2::Economic | Level2::Social | Level2::Ecological | Level2::Sustainability);
        if benefit {
            let value = match self.value {
                Some((Level2::Quality, _)) => KIND,
                Some(_) => 2 * KIND,
                None => 0,
            };
            let name = match self.benefit {
                Some(by) if by == level => 0,
                Some(_) => NAME,
                None if level == Level2::Social => 0,
                None => NO_WORD,
            };
            return value + name;
        }
        let level = if level.is_cost() { Level2::Cost } else { level };
        let name = match self.output {
            Some(by) if by != level => NAME,
            _ => 0,
        };
        let value = match self.value {
            Some((by, cost)) if by != level => cost,
            Some(_) => 0,
            None if self.word => KIND,
            None => 0,
        };
        name + value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(name: &str, value: &str) -> Level2 {
        Level2::ALL
            .iter()
            .map(|(level, _, _)| *level)
            .filter(|level| !matches!(level, Level2::EconomicCost | Level2::SocialCost | Level2::EcologicalCost))
            .min_by_key(|level| Sense::of(name, value).cost(*level))
            .unwrap()
    }

    #[test]
    fn names_and_values_speak_of_their_level() {
        for (name, value, level) in [
            ("培训人次", "≥200人次", Level2::Quantity),
            ("验收合格率", "100%", Level2::Quality),
            ("档案整理规范性", "规范", Level2::Quality),
            ("款项支付时间", "6月底前", Level2::Timeliness),
            ("修缮及时性", "及时", Level2::Timeliness),
            ("讲解员补贴", "200元/人/月", Level2::Cost),
            ("带动旅游收入", "提高", Level2::Economic),
            ("方便群众查阅", "提升", Level2::Social),
            ("改善周边环境", "改善", Level2::Ecological),
            ("长效管护机制", "健全", Level2::Sustainability),
            ("读者满意度", "≥95%", Level2::BeneficiarySatisfaction),
        ] {
            assert_eq!(best(name, value), level, "{name} {value}");
        }
    }

    #[test]
    fn values_are_told_from_names() {
        for text in ["≥5次", "100%", "1005", "2025年1月至12月", "每周5天,每天8小时", "审批后", "6月底前", "19每年/条"]
        {
            assert!(is_value(text), "{text}");
        }
        for text in ["2024年办公设备采购成本", "13710系统费用", "培训次数(会议次数)", "及时", "1星补贴标准", "抚恤金"]
        {
            assert!(!is_value(text), "{text}");
        }
        assert!(is_word("提高提高") && is_word("保障") && !is_word("抚恤金"));
    }
}
