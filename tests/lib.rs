//! Whole-product tests: each stands in a folder of its own beside this file, listed in Cargo.toml.
