//! Sets of signs that are asked for every sign of a text.

/// Signs below U+10000, a bit each: nearly every sign of a text begins none of the words that a rule looks for.
pub(crate) struct SignSet(Box<[u64]>);

impl SignSet {
    /// A set of these signs.
    pub fn of(signs: impl IntoIterator<Item = char>) -> SignSet {
        let mut set = SignSet(vec![0; 0x1_0000 / 64].into_boxed_slice());
        for sign in signs {
            let (word, bit) = place(sign);
            if let Some(word) = set.0.get_mut(word) {
                *word |= bit;
            }
        }
        set
    }

    /// A set of the first signs of these words.
    pub fn beginning<'w>(words: impl IntoIterator<Item = &'w str>) -> SignSet {
        SignSet::of(words.into_iter().filter_map(|word| word.chars().next()))
    }

    /// Whether the sign is in the set.
    pub fn has(&self, sign: char) -> bool {
        let (word, bit) = place(sign);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }
}

fn place(sign: char) -> (usize, u64) {
    let number = u32::from(sign);
    (number as usize / 64, 1 << (number % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_its_signs_alone() {
        let set = SignSet::beginning(["下拨", "不但", "", "\u{FFFF}"]);
        for sign in ['下', '不', '\u{FFFF}'] {
            assert!(set.has(sign), "{sign}");
        }
        for sign in ['拨', '但', '丌', '丏', '\u{0}', '\u{10000}', '\u{20000}', char::MAX] {
            assert!(!set.has(sign), "{sign}");
        }
    }
}
