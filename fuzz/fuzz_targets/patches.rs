//! Any sequence of edits, undos and redos against a database: each is made whole or refused, what was made is read again the same, and
//! taking all back gives the form that was there first.
#![no_main]

use jibiao_model::json;
use jibiao_store::{FormId, Patch, Store};
use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use std::cell::RefCell;
use std::path::Path;

#[derive(Arbitrary, Debug)]
enum Step<'a> {
    Edit(Vec<Made<'a>>),
    /// As the pages send it.
    Text(&'a str),
    Undo,
    Redo,
    /// An edit for a form that was changed meanwhile.
    Stale,
}

#[derive(Arbitrary, Debug)]
enum Made<'a> {
    Set(Place<'a>, &'a str),
    Insert(List<'a>, usize, Option<u32>, Vec<&'a str>),
    Move(List<'a>, u32, usize),
    Delete(List<'a>, u32),
}

#[derive(Arbitrary, Debug)]
enum Place<'a> {
    Known(u8),
    Row(List<'a>, u8, u8),
    Id(List<'a>, u32, u8),
    Any(&'a str),
}

#[derive(Arbitrary, Debug)]
enum List<'a> {
    Period,
    Annual,
    Unit,
    Tasks,
    Any(&'a str),
}

const PLACES: [&str; 14] = [
    "project_name", "overview", "year", "category", "term", "attribute", "department_code", "funds.period.total",
    "funds.annual.local", "staff_quota", "budget.by_use.project", "filled_at", "document", "indicators.period",
];
const CELLS: [&str; 7] = ["level1", "level2", "name", "value", "weight", "task", "function"];

impl List<'_> {
    fn text(&self) -> String {
        match self {
            List::Period => "indicators.period",
            List::Annual => "indicators.annual",
            List::Unit => "indicators",
            List::Tasks => "key_tasks",
            List::Any(text) => text,
        }
        .to_owned()
    }
}

impl Place<'_> {
    fn text(&self) -> String {
        let cell = |at: &u8| CELLS[usize::from(*at) % CELLS.len()];
        match self {
            Place::Known(at) => PLACES[usize::from(*at) % PLACES.len()].to_owned(),
            Place::Row(list, row, at) => format!("{}[{}].{}", list.text(), row % 24, cell(at)),
            Place::Id(list, id, at) => format!("{}[#{id}].{}", list.text(), cell(at)),
            Place::Any(text) => (*text).to_owned(),
        }
    }
}

impl Made<'_> {
    fn patch(&self) -> Patch {
        match self {
            Made::Set(place, text) => Patch::set(place.text(), *text),
            Made::Insert(list, at, row, texts) => {
                let texts = texts.iter().map(|text| (*text).to_owned()).collect();
                Patch::Insert { list: list.text(), at: *at, row: *row, texts }
            }
            Made::Move(list, row, to) => Patch::Move { list: list.text(), row: *row, to: *to },
            Made::Delete(list, row) => Patch::Delete { list: list.text(), row: *row },
        }
    }
}

/// Data in memory where the system has a folder for that, begun anew now and then so that it stays small.
struct Data {
    store: Store,
    _folder: tempfile::TempDir,
    runs: u32,
}

fn open() -> Data {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.expect("a folder");
    let clock = || chrono::DateTime::parse_from_rfc3339("2026-03-02T09:00:00+08:00").expect("a time");
    let store = Store::open(folder.path(), Box::new(clock)).expect("data");
    Data { store, _folder: folder, runs: 0 }
}

thread_local! {
    static DATA: RefCell<Option<Data>> = const { RefCell::new(None) };
}

const SAMPLES: [&str; 2] =
    [include_str!("../../crates/app/sample/unit.json"), include_str!("../../tests/forms/shanxi-county-2024.json")];

fuzz_target!(|input: (bool, Vec<Step<'_>>)| {
    let (unit, steps) = input;
    DATA.with_borrow_mut(|data| {
        if data.as_ref().is_none_or(|data| data.runs > 2000) {
            *data = Some(open());
        }
        let data = data.as_mut().expect("opened");
        data.runs += 1;
        let form = json::parse(SAMPLES[usize::from(!unit)]).expect("a sample");
        let id = data.store.create(&form).expect("room");
        run(&mut data.store, id, &steps);
        data.store.delete(id).expect("there");
        data.store.purge(id).expect("in the bin");
    });
});

fn run(store: &mut Store, id: FormId, steps: &[Step<'_>]) {
    let text = |store: &Store| json::to_string(&store.form(id).expect("there").form);
    let first = text(store);
    let mut revision = 1;
    for step in steps.iter().take(32) {
        let before = text(store);
        let answer = match step {
            Step::Edit(made) => {
                let patches: Vec<Patch> = made.iter().take(16).map(Made::patch).collect();
                store.edit(id, revision, &patches)
            }
            Step::Text(text) => match serde_json::from_str::<Vec<Patch>>(text) {
                Ok(patches) => store.edit(id, revision, &patches),
                Err(_) => continue,
            },
            Step::Undo => store.undo(id, revision),
            Step::Redo => store.redo(id, revision),
            Step::Stale => store.edit(id, revision + 1, &[]),
        };
        match answer {
            Ok(edited) => {
                revision += 1;
                assert_eq!(edited.revision, revision);
                assert_eq!(json::to_string(&edited.form), text(store), "what is answered is what is stored");
            }
            Err(error) => {
                assert!(!error.to_string().is_empty());
                assert_eq!(text(store), before, "what is refused changes nothing");
            }
        }
    }
    while store.undo_state(id).expect("there").0 {
        store.undo(id, revision).expect("what can be undone is undone");
        revision += 1;
    }
    assert_eq!(text(store), first, "all taken back");
}
