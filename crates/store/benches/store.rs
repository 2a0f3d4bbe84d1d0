//! Speed against the goals: an edit p99 10 ms; opening 1,500 forms 150 ms, 100,000 forms 500 ms; a page of 100,000 50 ms; a copy of 1,500 1 s.
//!
//! Figures: docs/performance.md.
//!
//! `cargo bench -p jibiao-store`; `JIBIAO_BENCH_FORMS=100000` for the large one. Also says what one fsync costs on this disk.
#![allow(clippy::unwrap_used, missing_docs, reason = "a bench ends where it fails")]

use criterion::{Criterion, criterion_group, criterion_main};
use jibiao_model::Entry;
use jibiao_model::form::{Form, IndicatorRow, ProjectForm, RowId};
use jibiao_store::backup::Reason;
use jibiao_store::{FormId, Operation, Patch, Query, Store};
use std::io::Write as _;
use std::time::{Duration, Instant};

fn clock() -> chrono::DateTime<chrono::FixedOffset> {
    chrono::Utc::now().fixed_offset()
}

fn form(number: usize) -> Form {
    let words =
        ["档案", "库房", "改造", "培训", "设备", "维修", "河道", "学校", "道路", "宣传", "数字化", "补助", "绿化"];
    let word = |n: usize| words.iter().cycle().nth(number / 13usize.pow(n as u32 % 4) + n).unwrap();
    let name: String = (0..4).map(word).copied().collect();
    let row = |id| IndicatorRow {
        id: RowId(id),
        level1: "产出指标".to_owned(),
        level2: "数量指标".to_owned(),
        name: format!("{}{}数量", word(id as usize), word(id as usize + 1)),
        value: format!("≥{}次", number % 90),
        weight: Entry::Blank,
    };
    let mut form = ProjectForm {
        template: "shanxi-county".to_owned(),
        project_name: format!("{name}项目{number}"),
        overview: format!("对{name}进行实施，保障工作开展。").repeat(8),
        basis: "根据年度工作安排和有关管理办法。".repeat(5),
        ..ProjectForm::default()
    };
    form.indicators.period = (0..9).map(row).collect();
    form.indicators.annual = (9..18).map(row).collect();
    Form::Project(form)
}

fn filled(folder: &std::path::Path, forms: usize) {
    let mut store = Store::open(folder, Box::new(clock)).unwrap();
    for start in (0..forms).step_by(1000) {
        store
            .transact(Operation::Import, |tx| {
                (start..forms.min(start + 1000)).try_for_each(|n| tx.create(&form(n)).map(drop))
            })
            .unwrap();
    }
}

/// Percentiles, which criterion does not give.
fn percentiles(what: &str, mut run: impl FnMut(usize)) {
    let mut times: Vec<Duration> = (0..1000)
        .map(|round| {
            let start = Instant::now();
            run(round);
            start.elapsed()
        })
        .collect();
    times.sort();
    println!(
        "{what}: p50 {:?}, p99 {:?}, longest {:?}",
        times.get(500).unwrap(),
        times.get(990).unwrap(),
        times.last().unwrap()
    );
}

fn bench(c: &mut Criterion) {
    let forms = std::env::var("JIBIAO_BENCH_FORMS").ok().and_then(|text| text.parse().ok()).unwrap_or(1500);
    let folder = tempfile::tempdir().unwrap();
    let start = Instant::now();
    filled(folder.path(), forms);
    println!("{forms} forms stored in {:?}", start.elapsed());

    let mut file = tempfile::tempfile_in(folder.path()).unwrap();
    percentiles("one fsync of 4 KB", |_| {
        file.write_all(&[7; 4096]).unwrap();
        file.sync_all().unwrap();
    });

    let mut group = c.benchmark_group(format!("{forms} forms"));
    group.sample_size(20);
    group.bench_function("open", |b| b.iter(|| Store::open(folder.path(), Box::new(clock)).unwrap()));
    let mut store = Store::open(folder.path(), Box::new(clock)).unwrap();
    let id = FormId(forms as i64 / 2);
    let mut revision = store.form(id).unwrap().revision;
    percentiles("an edit, committed", |round| {
        let text = format!("第{round}次修改的概况，保障工作开展。").repeat(10);
        revision = store.edit(id, revision, &[Patch::set("overview", text)]).unwrap().revision;
    });
    let page = |search: &str, offset| Query { search: search.to_owned(), limit: 50, offset, ..Query::default() };
    for (what, query) in [
        ("list first page", page("", 0)),
        ("list last page", page("", forms as u32 - 50)),
        ("search in every form", page("数量", 0)),
        ("search in every form, last page", page("数量", forms as u32 - 50)),
        ("search 2 characters", page("河道", 0)),
        ("search 4 characters", page("河道培训", 0)),
        ("search initials", page("hdpx", 0)),
        ("search 1 initial", page("h", 0)),
        ("search nothing found", page("也没有这个", 0)),
    ] {
        // What the last search found is kept: another one between makes each a first one. It finds nothing and costs next to nothing.
        let between = page("没有这个", 0);
        group.bench_function(what, |b| {
            b.iter(|| {
                store.list(&between).unwrap();
                store.list(&query).unwrap()
            });
        });
    }
    let next = page("数量", 50);
    group.bench_function("search in every form, the next page", |b| b.iter(|| store.list(&next).unwrap()));
    group.sample_size(10);
    group.bench_function("copy", |b| {
        b.iter(|| {
            let copy = store.back_up(Reason::Manual).unwrap();
            std::fs::remove_file(copy).unwrap();
        });
    });
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
