//! The form of last year: that of the same project and the same unit.

use crate::batch::{BatchForm, normal_name};
use jibiao_model::template::Kind;
use std::collections::HashMap;

/// Name of the project and of the unit.
pub(super) fn key(form: &BatchForm) -> (String, String) {
    (normal_name(&form.name), normal_name(&form.unit))
}

/// Project forms by project; of two with one name the first.
pub(super) fn by_project(forms: &[BatchForm]) -> HashMap<(String, String), &BatchForm> {
    let mut projects = HashMap::new();
    for form in forms.iter().filter(|form| form.kind == Kind::Project && !form.name.trim().is_empty()) {
        projects.entry(key(form)).or_insert(form);
    }
    projects
}
