//! How long one value cell takes to read, over a list with the mix of kinds that forms have, and over one very long cell.
#![allow(missing_docs, reason = "criterion's macros write the functions of a bench")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jibiao_model::value::{canonical, read};
use std::hint::black_box;

/// One cell of each kind, the frequent kinds more often.
const CELLS: &[&str] = &[
    "≥90%",
    "≥95%",
    "100%",
    "0%",
    "≤3%",
    "1个",
    "3台",
    "1200.5平方米",
    "2人/日",
    "≥4次",
    "≤20分钟",
    "25000.8元",
    "≤18万元",
    "150元/人/月",
    "每年2万元",
    "2025年9月",
    "6月底前",
    "2025年1月至12月",
    "3月、9月",
    "每季度",
    "全年",
    "第二季度",
    "会议召开前",
    "保障",
    "及时",
    "提升",
    "提高",
    "完善",
    "规范",
    "职工300元/月;干部500元/月",
    "1010",
    "≤120m ²",
];

fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("value");
    group.throughput(Throughput::Elements(CELLS.len() as u64));
    group.bench_function("read a mixed list", |bencher| {
        bencher.iter(|| CELLS.iter().map(|cell| read(black_box(cell))).filter(|reading| reading.is_time()).count());
    });
    let readings: Vec<_> = CELLS.iter().map(|cell| read(cell)).collect();
    group.bench_function("write a mixed list", |bencher| {
        bencher.iter(|| readings.iter().map(|reading| canonical(black_box(reading)).len()).sum::<usize>());
    });
    let long = "每年不少于5次、".repeat(12_500);
    group.throughput(Throughput::Bytes(long.len() as u64));
    group.sample_size(20);
    group.bench_function("read 100,000 characters", |bencher| bencher.iter(|| read(black_box(&long))));
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
