//! 项目属性 and 项目期.

/// The kinds of 项目属性, by the word it begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attribute {
    /// 一次性项目
    OneOff,
    /// 延续性项目
    Continuing,
    /// 经常性项目
    Regular,
}

impl Attribute {
    /// Reads 项目属性 as written.
    pub fn of(text: &str) -> Option<Attribute> {
        let all = [("一次性", Attribute::OneOff), ("延续性", Attribute::Continuing), ("经常性", Attribute::Regular)];
        all.iter().find(|(word, _)| text.trim_start().starts_with(word)).map(|(_, attribute)| *attribute)
    }
}

/// The years of a term: `3年`, `３ 年`, `三年`, `3`.
pub(crate) fn years(term: &str) -> Option<u32> {
    let text = crate::shared::text::tidy(term);
    let number = text.strip_suffix('年').unwrap_or(&text);
    let digit = |c: char| "一二三四五六七八九".chars().position(|d| d == c).map(|n| n as u32 + 1);
    let mut signs = number.chars();
    match (signs.next(), signs.next(), signs.next()) {
        (Some('两'), None, _) => Some(2),
        (Some('十'), None, _) => Some(10),
        (Some(one), None, _) if digit(one).is_some() => digit(one),
        _ => number.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_read_as_people_write_them() {
        for (text, expected) in [("99年", 99), ("３ 年", 3), ("三年", 3), ("两年", 2), ("十年", 10), ("1", 1)]
        {
            assert_eq!(years(text), Some(expected), "{text}");
        }
        for text in ["", "年", "长期", "2025年至2027年", "-1年", "99999999999年"] {
            assert_eq!(years(text), None, "{text}");
        }
    }

    #[test]
    fn an_attribute_is_read_by_its_first_word() {
        assert_eq!(Attribute::of("一次性项目（1年结束）"), Some(Attribute::OneOff));
        assert_eq!(Attribute::of("新增项目"), None);
    }
}
