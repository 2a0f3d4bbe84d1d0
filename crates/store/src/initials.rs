//! 拼音首字母 of names.
//!
//! A dictionary of all readings would find 度 under z and 提 under c, which nobody types; only readings that stand in common words count.

use pinyin::ToPinyin as _;

/// Characters that words read in several ways, with all initials of theirs.
const SEVERAL: [(char, &str); 44] = [
    ('阿', "ae"),
    ('堡', "bp"),
    ('泊', "bp"),
    ('埔', "pb"),
    ('藏', "cz"),
    ('曾', "cz"),
    ('长', "cz"),
    ('朝', "cz"),
    ('传', "cz"),
    ('畜', "cx"),
    ('重', "zc"),
    ('单', "ds"),
    ('弹', "dt"),
    ('调', "dt"),
    ('恶', "ew"),
    ('番', "fp"),
    ('给', "gj"),
    ('莞', "gw"),
    ('行', "xh"),
    ('合', "hg"),
    ('会', "hk"),
    ('降', "jx"),
    ('解', "jx"),
    ('圈', "qj"),
    ('奇', "qj"),
    ('强', "qj"),
    ('卡', "kq"),
    ('咖', "kg"),
    ('乐', "ly"),
    ('率', "ls"),
    ('秘', "mb"),
    ('粘', "zn"),
    ('屏', "pb"),
    ('曝', "pb"),
    ('栖', "qx"),
    ('参', "cs"),
    ('厦', "sx"),
    ('盛', "sc"),
    ('石', "sd"),
    ('识', "sz"),
    ('宿', "sx"),
    ('系', "xj"),
    ('校', "xj"),
    ('巷', "xh"),
];

/// So many spellings of a name at most: four such characters.
const SPELLINGS: usize = 16;

/// First letters by the commonest readings: 档案库房2期 -> dakf2q. Marks are left out.
pub fn initials(text: &str) -> String {
    text.chars().filter_map(commonest).flat_map(char::to_lowercase).collect()
}

fn commonest(c: char) -> Option<char> {
    match c.to_pinyin() {
        Some(reading) => reading.plain().chars().next(),
        None => c.is_alphanumeric().then_some(c),
    }
}

/// Every spelling that somebody may type, the commonest first: 长期 -> zq, cq.
pub fn spellings(text: &str) -> Vec<String> {
    let mut spellings = vec![String::new()];
    for c in text.chars() {
        let Some(first) = commonest(c) else { continue };
        let several = SEVERAL.iter().find(|(character, _)| *character == c).map_or("", |(_, initials)| *initials);
        let others: Vec<char> = several.chars().filter(|initial| *initial != first).collect();
        let mut more = Vec::new();
        for other in others {
            more.extend(spellings.iter().map(|spelling| format!("{spelling}{other}")));
        }
        for spelling in &mut spellings {
            spelling.extend(first.to_lowercase());
        }
        spellings.extend(more);
        spellings.truncate(SPELLINGS);
    }
    spellings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_those_of_the_input_method() {
        assert_eq!(initials("档案库房（2期）WiFi改造"), "dakf2qwifigz");
        assert_eq!(initials("《》"), "");
    }

    #[test]
    fn a_character_of_several_readings_is_spelled_in_each() {
        for (name, typed) in
            [("长期", "cq"), ("银行", "yh"), ("会计", "kj"), ("调解", "tj"), ("畜牧", "xm"), ("重修", "cx")]
        {
            assert!(spellings(name).contains(&typed.to_owned()), "{name}: {:?}", spellings(name));
            assert_eq!(spellings(name)[0], initials(name));
        }
        assert_eq!(spellings("库房"), ["kf"]);
        assert_eq!(spellings(&"长".repeat(40)).len(), SPELLINGS);
        assert!(SEVERAL.iter().all(|(_, initials)| initials.len() == 2));
    }
}
