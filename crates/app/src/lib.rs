//! The use cases of the program: typed requests and answers, the only door through which the shells reach the engine.

/// The engine's version, as the window, the command line and the check of a printed form state it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
