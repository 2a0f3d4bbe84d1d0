//! Readers of others that panic on damaged files.
//!
//! A file of another program may be damaged in ways that its reader does not expect. What would end the program is turned into a refusal of
//! the file, and nothing is printed about it.

use super::super::error::ImportError;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    /// Whether this thread is inside a guarded reader.
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Panics inside a guarded reader say nothing; all others say what they said before.
fn quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !INSIDE.get() {
                before(info);
            }
        }));
    });
}

/// Runs a reader; a panic of it is a damaged file. The reader keeps nothing that outlives it.
pub fn guarded<T>(read: impl FnOnce() -> Result<T, ImportError>) -> Result<T, ImportError> {
    quiet();
    let outer = INSIDE.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(read));
    INSIDE.set(outer);
    result.unwrap_or_else(|_| Err(ImportError::Damaged("内容前后对不上".to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_of_a_reader_is_a_damaged_file() {
        assert!(matches!(guarded::<()>(|| panic!("index out of bounds")), Err(ImportError::Damaged(_))));
        assert_eq!(guarded(|| Ok(1)), Ok(1));
    }
}
