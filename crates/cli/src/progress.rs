//! A bar on standard error for jobs of more than a second; nothing where standard error is no terminal.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, stderr};
use std::time::{Duration, Instant};

/// Counts the steps of a job.
pub struct Progress {
    bar: ProgressBar,
    started: Instant,
}

impl Progress {
    /// A job of so many steps.
    pub fn new(steps: usize) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(steps as u64), ProgressDrawTarget::hidden());
        // The pattern is a constant; were it faulty, the plain bar would serve.
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} 还要 {eta}") {
            bar.set_style(style);
        }
        Progress { bar, started: Instant::now() }
    }

    /// One step is done.
    pub fn step(&self) {
        self.bar.inc(1);
        if self.bar.is_hidden() && stderr().is_terminal() && self.started.elapsed() > Duration::from_secs(1) {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// The job is done.
    pub fn finish(self) {
        self.bar.finish_and_clear();
    }
}
