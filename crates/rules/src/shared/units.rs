//! Units as written: the text behind the number of a value.

use crate::shared::text::tidy;

/// Words and signs that may stand before a number.
const SIGNS: [&str; 16] = [
    "大于等于", "小于等于", "不少于", "不低于", "不超过", "不高于", "大于", "小于", "等于", ">=", "=>", "<=", "=<", "≥", "≤",
    "≧",
];

/// A value split by its first number: `≥3200m ²` -> number `3200`, unit `m²` (in half width, without blanks).
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Split {
    /// Sign or words before the number.
    pub before: String,
    /// Digits with point and commas.
    pub number: String,
    /// What follows.
    pub unit: String,
}

/// Splits a value that begins with a number or with a sign and a number.
pub(crate) fn split(value: &str) -> Option<Split> {
    let text = tidy(value);
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let (before, rest) = text.split_at_checked(start)?;
    let signed = before.is_empty() || SIGNS.contains(&before) || matches!(before, ">" | "<" | "=" | "≦" | "每年");
    let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(rest.len());
    let (number, unit) = rest.split_at_checked(end)?;
    signed.then(|| Split { before: before.to_owned(), number: number.to_owned(), unit: unit.to_owned() })
}

/// Measure words that may stand in the bracket behind a name.
const MEASURES: [&str; 88] = [
    "个", "人", "名", "位", "次", "件", "套", "台", "份", "项", "家", "户", "条", "场", "期", "批", "批次", "篇", "本", "册",
    "张", "块", "辆", "间", "处", "所", "座", "只", "支", "把", "组", "幅", "面", "页", "字", "卷", "盒", "箱", "袋", "桶",
    "瓶", "株", "棵", "盏", "根", "副", "对", "双", "头", "种", "类", "例", "笔", "宗", "起", "点", "站", "村", "栋", "幢",
    "人次", "户次", "车次", "台次", "米", "千米", "公里", "平方米", "平米", "平方公里", "立方米", "㎡", "m²", "亩", "公顷",
    "吨", "千克", "公斤", "升", "千瓦时", "元", "万元", "亿元", "%", "‰", "天", "小时", "分钟",
];

/// True where a text holds nothing but units: `个`, `套、台`, `元/人/月`.
pub(crate) fn only_units(text: &str) -> bool {
    let text = tidy(text);
    let rate = |part: &str| {
        let mut parts = part.split('/');
        let first = parts.next().is_some_and(|unit| MEASURES.contains(&unit));
        first && parts.all(|unit| MEASURES.contains(&unit) || matches!(unit, "年" | "月" | "日" | "季度" | "周" | "学期"))
    };
    text.split(['、', ',']).all(rate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_split_by_its_first_number() {
        let split = |text| split(text).map(|s| (s.before, s.number, s.unit));
        let parts = |b: &str, n: &str, u: &str| Some((b.to_owned(), n.to_owned(), u.to_owned()));
        assert_eq!(split("≤3,200m ²"), parts("≤", "3,200", "m²"));
        assert_eq!(split("１９每年／条"), parts("", "19", "每年/条"));
        assert_eq!(split("不超过5次"), parts("不超过", "5", "次"));
        assert_eq!(split("验收后30天"), None);
        assert_eq!(split("良好"), None);
    }

    #[test]
    fn a_bracket_of_units_is_told_from_words() {
        for text in ["个", "%", "套、台", "份", "元/人/月", "平方米", "％"] {
            assert!(only_units(text), "{text}");
        }
        for text in ["每月", "会议次数", "", "个/", "月", "试行"] {
            assert!(!only_units(text), "{text}");
        }
    }
}
