//! The work of a rule, counted in looks at the form: at a sign of a text, at a row, at an amount. There is no clock in it, so that the same
//! form takes the same steps on every machine. Whoever runs a rule says how many it may take; with the last one the rule is stopped.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

thread_local! {
    /// Steps that are left; without a bound more than any work takes.
    static LEFT: Cell<u64> = const { Cell::new(u64::MAX) };
}

/// What a rule that took too many steps was stopped with.
pub(crate) struct Exhausted;

/// One look at the form. Loops that end by themselves need none of their own: what they look at counts.
pub(crate) fn step() {
    take(1);
}

/// So many looks at once.
pub(crate) fn take(steps: usize) {
    LEFT.with(|left| match left.get().checked_sub(steps as u64) {
        Some(rest) => left.set(rest),
        // Not a panic: nothing is wrong that a hook should write of.
        None => resume_unwind(Box::new(Exhausted)),
    });
}

/// Does work that may take so many steps; an error where it takes more or panics.
pub(crate) fn within<T>(most: u64, work: impl FnOnce() -> T) -> Result<T, Box<dyn Any + Send>> {
    LEFT.set(most);
    let done = catch_unwind(AssertUnwindSafe(work));
    LEFT.set(u64::MAX);
    done
}

/// How many steps this work takes.
#[cfg(test)]
pub(crate) fn count(work: impl FnOnce()) -> u64 {
    LEFT.set(u64::MAX);
    work();
    u64::MAX - LEFT.replace(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_ends_with_its_last_step_and_the_next_has_all_of_its_own() {
        let walk = |steps: u64| move || (0..steps).for_each(|_| step());
        assert!(within(5, walk(5)).is_ok());
        assert!(within(5, walk(6)).is_err_and(|why| why.is::<Exhausted>()));
        assert!(within(5, || take(6)).is_err_and(|why| why.is::<Exhausted>()));
        assert!(within(5, || panic!("another")).is_err_and(|why: Box<dyn Any + Send>| !why.is::<Exhausted>()));
        walk(9)();
        assert_eq!(count(walk(7)), 7);
    }
}
