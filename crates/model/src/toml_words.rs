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

/// What is wrong with a key or a value of a file that is TOML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault<'a> {
    /// A key that no such file has.
    UnknownKey(&'a str),
    /// A key that every such file needs.
    MissingKey(&'a str),
    /// What should stand where another value stands.
    Wrong(String),
    /// Not said: the file is no TOML, and why.
    Syntax(&'static str),
}

/// The fault in what the reader of TOML says.
pub fn fault(message: &str) -> Fault<'_> {
    let quoted = message.split('`').nth(1).unwrap_or_default();
    if message.starts_with("unknown field") {
        Fault::UnknownKey(quoted)
    } else if message.starts_with("missing field") {
        Fault::MissingKey(quoted)
    } else if message.starts_with("unknown variant") {
        let known: Vec<&str> = message.split('`').skip(3).step_by(2).collect();
        Fault::Wrong(format!("没有“{quoted}”，可以写：{}", known.join("、")))
    } else if message.starts_with("invalid value") {
        Fault::Wrong(out_of_range(message))
    } else if message.starts_with("invalid length") {
        Fault::Wrong("项数不对".to_owned())
    } else if message.starts_with("invalid type") {
        Fault::Wrong(wrong_type(message))
    } else {
        Fault::Syntax(syntax(message))
    }
}

/// What should stand where a number of the right type is too small or too large.
fn out_of_range(message: &str) -> String {
    const TYPES: [(&str, &str); 6] = [
        ("u8", "应为 0 到 255 之间的整数"),
        ("u16", "应为 0 到 65535 之间的整数"),
        ("u32", "应为 0 或更大的整数"),
        ("u64", "应为 0 或更大的整数"),
        ("usize", "应为 0 或更大的整数"),
        ("i32", "应为再小一些的整数"),
    ];
    let expected = message.split("expected ").nth(1).unwrap_or_default();
    let words = TYPES.iter().find(|(own, _)| expected.contains(own)).map(|(_, words)| (*words).to_owned());
    words.unwrap_or_else(|| wrong_type(message))
}

/// What should stand where a value of another type stands.
fn wrong_type(message: &str) -> String {
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
        let said = |message| match fault(message) {
            Fault::Wrong(words) => words,
            other => panic!("{other:?}"),
        };
        assert_eq!(said("invalid value: integer `-5`, expected u32"), "应为 0 或更大的整数");
        assert_eq!(said("invalid value: integer `300`, expected u8"), "应为 0 到 255 之间的整数");
        assert_eq!(said("invalid length 3, expected an array of length 2"), "项数不对");
        assert_eq!(said("unknown variant `x`, expected one of `left`, `right`"), "没有“x”，可以写：left、right");
        assert_eq!(fault("unknown field `nam`, expected `name`"), Fault::UnknownKey("nam"));
        assert_eq!(fault("missing field `name`"), Fault::MissingKey("name"));
        assert_eq!(fault("unclosed array"), Fault::Syntax("方括号没有成对"));
    }
}
