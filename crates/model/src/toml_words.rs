//! What the reader of TOML says, in Chinese; its own words are English.

/// Why a text is no TOML.
pub fn syntax(message: &str) -> &'static str {
    const WORDS: [(&str, &str); 14] = [
        ("unclosed inline table", "花括号没有成对"),
        ("unclosed", "方括号没有成对"),
        ("missing comma", "两项之间少了逗号"),
        ("extra comma", "多了一个逗号"),
        ("missing opening quote", "少了引号"),
        ("missing assignment", "键和值之间少了等号"),
        ("key with no value", "键后面没有值"),
        ("missing value", "等号后面没有值"),
        ("duplicate key", "同一个键写了两次"),
        ("extra `=`", "多了一个等号"),
        ("extra assignment", "多了一个等号"),
        ("string", "引号没有成对，或引号里有不能用的字"),
        ("invalid date-time", "日期写得不对"),
        ("key", "键写得不对"),
    ];
    WORDS.iter().find(|(own, _)| message.contains(own)).map_or("这里写得不对，文字要加引号", |(_, words)| words)
}

/// What should stand where a value of another type stands.
pub fn wrong_type(message: &str) -> String {
    const TYPES: [(&str, &str); 9] = [
        ("string", "加引号的文字"),
        ("integer", "整数"),
        ("u32", "整数"),
        ("i32", "整数"),
        ("u16", "整数"),
        ("u8", "整数"),
        ("boolean", "true 或 false"),
        ("sequence", "方括号里的一列"),
        ("map", "带花括号或方括号的一组键和值"),
    ];
    let expected = message.split("expected ").nth(1).unwrap_or_default();
    let words = TYPES.iter().find(|(own, _)| expected.contains(own)).map(|(_, words)| *words);
    let words = words.or(expected.contains("struct").then_some("带花括号或方括号的一组键和值"));
    words.map_or_else(|| "与模板说明里的不同".to_owned(), |words| format!("应为{words}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_chinese() {
        assert_eq!(syntax("unclosed array, expected `]`"), "方括号没有成对");
        assert_eq!(syntax("something new"), "这里写得不对，文字要加引号");
        assert_eq!(wrong_type("invalid type: string \"x\", expected u32"), "应为整数");
        assert_eq!(wrong_type("invalid type: integer `1`, expected a string"), "应为加引号的文字");
        assert_eq!(wrong_type("odd"), "与模板说明里的不同");
    }
}
