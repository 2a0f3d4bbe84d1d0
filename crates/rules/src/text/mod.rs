//! Group E: what the texts say against what the indicators say.

pub(crate) mod sister_forms_contradict;
