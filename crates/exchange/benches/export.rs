//! 1,500 forms to the rows of an upload: the goal is two seconds with reading and checking, so this part must stay far below.

#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark: no one reads its documentation, and it may panic")]

use criterion::{Criterion, criterion_group, criterion_main};
use jibiao_exchange::export::{Mapping, tables, workbook};
use jibiao_model::Form;
use std::hint::black_box;

/// Thirty indicator rows a form, as in a real one of middle length.
const FORM: &str = include_str!("../../app/sample/05-库房屋面维修.json");

fn forms() -> Vec<Form> {
    let numbered = |number: usize| FORM.replace("\"project_name\": \"", &format!("\"project_name\": \"第{number}号"));
    (1..=1_500).map(|number| jibiao_model::json::parse(&numbered(number)).unwrap()).collect()
}

fn rows(criterion: &mut Criterion) {
    let forms = forms();
    let mut group = criterion.benchmark_group("export");
    group.sample_size(10);
    group.bench_function("1,500 forms to rows", |bench| {
        bench.iter(|| workbook(tables(black_box(&forms), Mapping::builtin()), "上报").unwrap());
    });
    group.finish();
}

criterion_group!(benches, rows);
criterion_main!(benches);
