//! Any text as a value cell: reading answers, its canonical text reads the same, and nothing that rules ask panics.
#![no_main]

use jibiao_model::value::{canonical, parts, rate_form, read, with_canonical_units};
use jibiao_model::{amount, capital, date, Wan, Yuan};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let reading = read(text);
    let written = canonical(&reading);
    assert_eq!(read(&written), reading, "{text:?} -> {written:?}");
    let numbers = (reading.sign(), reading.number(), reading.count(), reading.yuan(), reading.quantities());
    let units = (reading.head_unit(), reading.unit_kind(), reading.is_qualitative(), reading.doubled_word());
    let times = (reading.is_time(), reading.years(), reading.time_faults(None), reading.time_faults(Some(2025)));
    let spans: Vec<_> = reading.points().iter().map(|point| point.span(2025)).collect();
    let texts = (parts(&reading), rate_form(text), with_canonical_units(text), date::read_filled_at(text));
    std::hint::black_box((numbers, units, times, spans, texts));
    if let Some(amount) = amount::read_amount(text).read().copied() {
        std::hint::black_box((capital::capital(Yuan(amount)), Yuan(amount).to_wan(), Wan(amount).to_yuan()));
        assert_eq!(Yuan::read(&Yuan(amount).printed()).read(), Some(&Yuan(amount)));
    }
});
