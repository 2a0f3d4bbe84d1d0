//! What the tests of the store share.
#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses some of it, and ends where it fails")]

use chrono::{DateTime, FixedOffset};
use jibiao_model::form::{Form, IndicatorRow, ProjectForm, RowId, UnitForm};
use jibiao_model::{Entry, json};
use jibiao_store::{Clock, Store};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// A clock that goes one second further at every look.
pub fn clock() -> Clock {
    let seconds = Arc::new(AtomicI64::new(0));
    Box::new(move || start() + chrono::TimeDelta::seconds(seconds.fetch_add(1, Ordering::SeqCst)))
}

pub fn start() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-03-02T09:00:00+08:00").unwrap()
}

pub fn open(folder: &Path) -> Store {
    Store::open(folder, clock()).unwrap()
}

pub fn row(id: u32, name: &str, value: &str) -> IndicatorRow {
    IndicatorRow {
        id: RowId(id),
        level1: "产出指标".to_owned(),
        level2: "数量指标".to_owned(),
        name: name.to_owned(),
        value: value.to_owned(),
        weight: Entry::Blank,
    }
}

/// A made-up project form of about the size of a real one.
pub fn project(name: &str) -> Form {
    let mut form = ProjectForm {
        template: "shanxi-county".to_owned(),
        title: "云溪县县级预算部门(单位)项目支出绩效目标表".to_owned(),
        project_name: name.to_owned(),
        department: "云溪县档案馆".to_owned(),
        overview: "对馆藏档案进行整理、修复和数字化，保障查阅利用。".repeat(6),
        basis: "根据年度工作安排和有关管理办法。".repeat(4),
        ..ProjectForm::default()
    };
    form.indicators.period = (0..8).map(|id| row(id, "整理档案数量", "≥5000卷")).collect();
    form.indicators.annual = (8..16).map(|id| row(id, "整理档案数量", "≥1000卷")).collect();
    Form::Project(form)
}

pub fn unit() -> Form {
    Form::Unit(UnitForm {
        template: "shanxi-unit".to_owned(),
        department: "云溪县档案馆".to_owned(),
        ..UnitForm::default()
    })
}

/// Forms are compared by what they say: JSON without row ids.
pub fn text(form: &Form) -> String {
    json::to_string(form)
}
