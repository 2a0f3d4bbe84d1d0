//! 数据校验码: a short digest of a form's content, printed on paper and kept in the package.

use crate::form::Form;
use crate::half_width;
use crate::json::canonical;
use sha2::{Digest, Sha256};

/// Crockford's base-32 signs: no I, L, O, U.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The first 80 bits of the SHA-256 of the canonical form, as `XXXX-XXXX-XXXX-XXXX`.
pub fn check_code(form: &Form) -> String {
    let digest = Sha256::digest(canonical(form));
    let bits = digest.iter().take(10).fold(0u128, |bits, byte| bits << 8 | u128::from(*byte));
    let signs = (0..16).rev().filter_map(|group| SIGNS.get((bits >> (group * 5) & 31) as usize));
    signs.enumerate().fold(String::with_capacity(19), |mut code, (index, sign)| {
        if index > 0 && index % 4 == 0 {
            code.push('-');
        }
        code.push(char::from(*sign));
        code
    })
}

/// Brings a code typed from paper into the printed spelling: full width, lower case, blanks, missing hyphens, and the look-alikes that
/// Crockford allows (O = 0, I and L = 1). `None` where it is no code.
pub fn normalise(typed: &str) -> Option<String> {
    let signs: Option<Vec<char>> = typed
        .chars()
        .map(half_width)
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '‐' | '‑' | '–' | '—' | '―' | '−' | '_' | 'ー'))
        .map(|c| match c.to_ascii_uppercase() {
            'O' => Some('0'),
            'I' | 'L' => Some('1'),
            c if u8::try_from(c).is_ok_and(|byte| SIGNS.contains(&byte)) => Some(c),
            _ => None,
        })
        .collect();
    let signs = signs.filter(|signs| signs.len() == 16)?;
    Some(signs.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-"))
}

/// A sign as an input method sets it in the width of a Chinese character, in half width.
#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::ProjectForm;
    use crate::json::parse;

    /// Computed once by hand from the definition, with Python's json (sorted keys, no blanks) and hashlib.
    const CANONICAL: &str = r#"{"format":"jibiao.form/1","funds":{"annual":{"total":"81000.00"},"period":{}},"indicators":{"annual":[],"period":[]},"kind":"project","project_name":"档案“库房”\n改造","template":"shanxi-county","year":2026}"#;

    #[test]
    fn the_code_is_that_of_the_definition() {
        let form = parse(CANONICAL).unwrap();
        assert_eq!(String::from_utf8(canonical(&form)).unwrap(), CANONICAL);
        assert_eq!(check_code(&form), "4AK2-M7Z2-BJ5E-8X1C");
    }

    #[test]
    fn order_and_nulls_do_not_change_it_and_content_does() {
        let form = parse(CANONICAL).unwrap();
        let moved = parse(&CANONICAL.replace("\"year\":2026}", "\"title\":null,\"year\":2026,\"head\":\"\"}")).unwrap();
        assert_eq!(check_code(&moved), check_code(&form));
        let changed = parse(&CANONICAL.replace("81000.00", "81000.01")).unwrap();
        assert_ne!(check_code(&changed), check_code(&form));
        let Form::Project(mut project) = form.clone() else { panic!("not a project form") };
        assert_ne!(project, ProjectForm::default());
        project.head = "某某".to_owned();
        assert_ne!(check_code(&Form::Project(project)), check_code(&form));
    }

    #[test]
    fn a_code_from_paper_is_read() {
        assert_eq!(normalise("0i2l 4567-89ab-cdeO").as_deref(), Some("0121-4567-89AB-CDE0"));
        assert_eq!(normalise("０１２１　４５６７－８９ａｂ–ＣＤＥ0").as_deref(), Some("0121-4567-89AB-CDE0"));
        assert_eq!(normalise("0121-4567-89AB-CDU0"), None);
        assert_eq!(normalise("0121"), None);
    }
}
