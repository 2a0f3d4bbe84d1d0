//! Group G: does the row stand where it belongs, and does the form keep to its pack.
