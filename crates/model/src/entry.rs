//! One cell that should hold a number: blank, read, or kept as it was typed.

/// What stands in a numeric cell. Text that does not read as a `T` is kept to the letter, so nothing typed is lost; a rule
/// reports it, and the print shows it as written.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Entry<T> {
    /// Nothing was entered; not the same as zero.
    #[default]
    Blank,
    /// Text that read as a value.
    Read(T),
    /// Text that did not read, as written. Never blank.
    Raw(String),
}

impl<T> Entry<T> {
    /// The value, where the text read as one.
    pub fn read(&self) -> Option<&T> {
        match self {
            Entry::Read(value) => Some(value),
            Entry::Blank | Entry::Raw(_) => None,
        }
    }

    /// The text that did not read.
    pub fn raw(&self) -> Option<&str> {
        match self {
            Entry::Raw(text) => Some(text),
            Entry::Blank | Entry::Read(_) => None,
        }
    }

    /// True where nothing was entered.
    pub fn is_blank(&self) -> bool {
        matches!(self, Entry::Blank)
    }

    /// The same cell in another type.
    pub fn map<U>(&self, f: impl FnOnce(&T) -> U) -> Entry<U> {
        match self {
            Entry::Blank => Entry::Blank,
            Entry::Read(value) => Entry::Read(f(value)),
            Entry::Raw(text) => Entry::Raw(text.clone()),
        }
    }
}
