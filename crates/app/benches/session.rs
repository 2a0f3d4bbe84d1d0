//! Speed of the requests: a keystroke in a form of 60 indicators on the disk (goal p99 10 ms, the engine's own part 5 ms), a page of the
//! list (goal 50 ms at 100,000 forms), the sums and the check of a year. Also what one fsync costs on this disk, because no edit can be faster.
//!
//! `cargo bench -p jibiao-app`; `JIBIAO_BENCH_FORMS=100000` for the large list.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a bench ends where it fails"
)]

use chrono::{DateTime, FixedOffset};
use jibiao_app::session::Session;
use serde_json::{Value, json};
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

fn open(folder: &Path) -> Session {
    let now: DateTime<FixedOffset> = DateTime::parse_from_rfc3339("2026-11-20T09:00:00+08:00").unwrap();
    Session::open(folder, Arc::new(move || now))
}

fn ask(session: &mut Session, request: Value) -> Value {
    let answer = session.answer(request.clone());
    answer.get("ok").unwrap_or_else(|| panic!("{request}: {answer}")).clone()
}

/// What this thread took of a processor so far: what others do on the machine does not show in it. Nothing where the system does not tell.
fn processor() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

fn percentiles(what: &str, runs: usize, mut run: impl FnMut(usize)) {
    let before = processor();
    let mut times: Vec<Duration> = (0..runs)
        .map(|number| {
            let start = Instant::now();
            run(number);
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)];
    let used = before.and_then(|before| processor()?.checked_sub(before)).map(|used| used / runs as u32);
    let used = used.map_or_else(String::new, |used| format!(", processor {used:.2?} on average"));
    println!("{what}: p50 {:.2?}, p95 {:.2?}, p99 {:.2?}{used}", at(50), at(95), at(99));
}

/// A project form of 60 indicators on both sides.
fn large_form(session: &mut Session) -> i64 {
    let form =
        ask(session, json!({"op": "form.create", "kind": "project", "year": 2026, "name": "库房防潮改造"}))["form"]
            .as_i64()
            .unwrap();
    let groups = ["output/quantity", "output/quality", "output/timeliness", "output/cost", "benefit/social"];
    let mut edits: Vec<Value> = (0..60)
        .map(|n| {
            json!({"do": "insert_row", "group": groups[n % groups.len()], "at": 99,
                        "period": {"name": format!("第{n}批档案整理数量"), "value": format!("≥{}卷", n + 1)}})
        })
        .collect();
    let text = "对馆藏档案库房进行防潮改造，更换密集架，改善保管条件。".repeat(8);
    for path in ["overview", "basis", "necessity", "safeguards", "plan", "goal_period", "goal_annual"] {
        edits.push(json!({"do": "set", "path": path, "text": text}));
    }
    ask(session, json!({"op": "form.edit", "form": form, "base_revision": 1, "edits": edits}));
    form
}

/// The sample's twelve projects over and over under other names, with a budget that names them all and a year before.
fn fill_year(session: &mut Session, forms: usize) {
    let listed = ask(session, json!({"op": "forms.list", "year": 2026, "kind": "project", "limit": 100}));
    let sample: Vec<(i64, String)> = listed["forms"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| (line["form"].as_i64().unwrap(), line["name"].as_str().unwrap().to_owned()))
        .filter(|(_, name)| name != "库房防潮改造")
        .collect();
    let mut rows = Vec::new();
    for (form, name) in &sample {
        ask(session, json!({"op": "form.copy", "form": form, "to_year": 2025}));
        rows.push(json!({"name": name, "total": "8.00", "carried_over": false}));
    }
    for number in sample.len()..forms {
        let (form, name) = &sample[number % sample.len()];
        let name = format!("{name}第{number}号");
        let copy = ask(session, json!({"op": "form.copy", "form": form}))["form"].clone();
        let edits = json!([{"do": "set", "path": "project_name", "text": name}]);
        ask(session, json!({"op": "form.edit", "form": copy, "base_revision": 1, "edits": edits}));
        rows.push(json!({"name": name, "total": "8.00", "carried_over": false}));
    }
    ask(session, json!({"op": "budget.set", "year": 2026, "rows": rows}));
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let forms: usize = std::env::var("JIBIAO_BENCH_FORMS").ok().and_then(|n| n.parse().ok()).unwrap_or(1_500);

    let mut file = std::fs::File::create(folder.path().join("fsync")).unwrap();
    percentiles("one fsync of 4 KB", 300, |_| {
        file.write_all(&[7; 4096]).unwrap();
        file.sync_all().unwrap();
    });

    let mut session = open(&folder.path().join("data"));
    // Into an empty year only.
    ask(&mut session, json!({"op": "sample.open"}));
    let form = large_form(&mut session);
    let opened = ask(&mut session, json!({"op": "form.open", "form": form}));
    let path = opened["groups"][0]["rows"][3]["period"]["value"]["path"].clone();
    let mut revision = opened["revision"].as_i64().unwrap();
    percentiles("open a form of 60 indicators", 200, |_| {
        ask(&mut session, json!({"op": "form.open", "form": form}));
    });
    percentiles("one edit with its checks, on the disk", 1_000, |number| {
        let edits = json!([{"do": "set", "path": path, "text": format!("≥{number}卷")}]);
        let answer =
            ask(&mut session, json!({"op": "form.edit", "form": form, "base_revision": revision, "edits": edits}));
        revision = answer["revision"].as_i64().unwrap();
    });
    percentiles("the same without a change, so without the disk", 300, |_| {
        ask(
            &mut session,
            json!({"op": "form.edit", "form": form, "base_revision": revision,
            "edits": [{"do": "set", "path": path, "text": "≥999卷"}]}),
        );
    });

    let start = Instant::now();
    fill_year(&mut session, forms - 1);
    println!("{} forms made: {:?} each", forms - 1, start.elapsed() / forms as u32);
    for request in [
        json!({"op": "forms.list", "year": 2026}),
        json!({"op": "forms.list", "year": 2026, "sort": "annual", "descending": true}),
        json!({"op": "forms.list", "year": 2026, "only": "unfinished", "offset": forms / 2}),
        json!({"op": "forms.list", "year": 2026, "sort": "name", "offset": forms - forms.min(100)}),
        json!({"op": "forms.list", "search": "xm12"}),
        json!({"op": "ledger.summary", "year": 2026}),
    ] {
        percentiles(&request.to_string(), 40, |_| {
            ask(&mut session, request.clone());
        });
    }
    let start = Instant::now();
    ask(&mut session, json!({"op": "check.year", "year": 2026}));
    println!("check.year: {:?}", start.elapsed());
    let start = Instant::now();
    ask(&mut session, json!({"op": "form.open", "form": form}));
    println!("open the form in the year of {forms} forms: {:?}", start.elapsed());
    percentiles("one edit in the year of so many forms, on the disk", 300, |number| {
        let edits = json!([{"do": "set", "path": path, "text": format!("≥{number}卷")}]);
        let answer =
            ask(&mut session, json!({"op": "form.edit", "form": form, "base_revision": revision, "edits": edits}));
        revision = answer["revision"].as_i64().unwrap();
    });
    drop(session);
    let start = Instant::now();
    let mut session = open(&folder.path().join("data"));
    ask(&mut session, json!({"op": "app.state"}));
    println!("open the data, to app.state: {:?}", start.elapsed());
}
