//! One page laid out, printed alone, printed as one of many.
#![allow(missing_docs, reason = "criterion's macros make undocumented functions")]
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a bench reads fonts and may fail")]

#[path = "../tests/common/mod.rs"]
mod common;

use criterion::{Criterion, criterion_group, criterion_main};
use jibiao_print::layout::lay_out;
use jibiao_print::{print_many, print_one, svg};

fn print(criterion: &mut Criterion) {
    let Some(fonts) = common::fonts() else { return };
    let sheet = common::project_form(1);
    criterion.bench_function("layout of one page", |bencher| bencher.iter(|| lay_out(&sheet, &fonts)));
    criterion.bench_function("pdf of one page", |bencher| bencher.iter(|| print_one(&sheet, &fonts)));
    let sheets: Vec<_> = (0..100).map(common::project_form).collect();
    criterion.bench_function("one document of 100 forms", |bencher| bencher.iter(|| print_many(&sheets, &fonts)));
    let page = lay_out(&sheet, &fonts).pages.swap_remove(0);
    criterion.bench_function("svg of one page", |bencher| bencher.iter(|| svg::paint(&page, &fonts, "")));
}

criterion_group!(benches, print);
criterion_main!(benches);
