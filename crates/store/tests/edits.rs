//! Edits, undo, history, 回收站, search.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test ends where it fails"
)]

mod common;

use common::{open, project, text, unit};
use jibiao_store::{Operation, Order, Patch, Query, Store, StoreError, Waiver};
use proptest::prelude::*;

fn names(store: &Store, query: Query) -> Vec<String> {
    store.list(&Query { limit: 50, ..query }).unwrap().forms.into_iter().map(|line| line.name).collect()
}

fn found(store: &mut Store, search: &str) -> Vec<String> {
    store.index_changes().unwrap();
    names(store, Query { search: search.to_owned(), ..Query::default() })
}

#[test]
fn what_a_write_left_that_failed_is_never_taken_for_the_form() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    let id = store.create(&project("档案库房改造")).unwrap();
    let before = text(&store.form(id).unwrap().form);
    let failed = store.transact(Operation::Edit, |tx| {
        tx.edit(id, 1, &[Patch::set("overview", "没有提交")], &[])?;
        Err::<(), _>(StoreError::NothingTo("后面的一步没有做成"))
    });
    assert!(failed.is_err());
    assert_eq!(text(&store.form(id).unwrap().form), before);
    // These take the revision that the failed edit had, without changing a text.
    store.delete(id).unwrap();
    assert_eq!(text(&store.form(id).unwrap().form), before);
    store.restore(id).unwrap();
    let edited = store.edit(id, 3, &[Patch::set("plan", "写上")]).unwrap();
    assert!(!text(&edited.form).contains("没有提交"));
    drop(store);
    assert_eq!(open(folder.path()).form(id).unwrap().form, edited.form);
}

#[test]
fn an_edit_is_kept_with_who_when_and_what_and_can_be_undone_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    store.set_unit(&jibiao_store::Unit { preparer: "林小满".to_owned(), ..Default::default() }).unwrap();
    let id = store.create(&project("档案库房改造")).unwrap();
    let start = text(&store.form(id).unwrap().form);
    let edits = [
        Patch::set("funds.annual.total", "八万左右"),
        Patch::Insert { list: "indicators.annual".into(), at: 0, row: None, texts: vec!["产出指标".into()] },
        Patch::set("indicators.annual[0].name", "密集架"),
    ];
    let edited = store.edit(id, 1, &edits).unwrap();
    assert_eq!((edited.revision, edited.can_undo, edited.can_redo), (2, true, false));
    assert_eq!(edited.changes[2], Patch::set("indicators.annual[#16].name", "密集架"));
    let after = text(&edited.form);
    assert!(after.contains("八万左右") && after.contains("密集架"));
    drop(store);

    let mut store = open(folder.path());
    assert_eq!(text(&store.form(id).unwrap().form), after);
    assert_eq!(text(&store.undo(id, 2).unwrap().form), start);
    assert!(matches!(store.undo(id, 3), Err(StoreError::NothingTo(_))));
    drop(store);

    let mut store = open(folder.path());
    let redone = store.redo(id, 3).unwrap();
    assert_eq!((text(&redone.form), redone.can_redo), (after, false));
    let history = store.history(id, 0, 10).unwrap();
    let operations: Vec<_> = history.iter().map(|line| line.operation).collect();
    assert_eq!(operations, [Operation::Redo, Operation::Undo, Operation::Edit, Operation::Create]);
    assert_eq!((history[2].who.as_str(), history[2].revision), ("林小满", 2));
    assert!(history[2].at > 1_700_000_000_000);
    assert_eq!(history[2].done[0], Patch::set("funds.annual.total", "八万左右"));
    assert_eq!(history[2].before[2], Patch::set("funds.annual.total", ""));
    assert_eq!(store.history(id, 3, 10).unwrap().len(), 1);
}

#[test]
fn a_stale_or_impossible_edit_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    let id = store.create(&project("甲")).unwrap();
    store.edit(id, 1, &[Patch::set("overview", "新")]).unwrap();
    let before = store.form(id).unwrap();
    assert!(matches!(store.edit(id, 1, &[Patch::set("overview", "旧")]), Err(StoreError::Stale { base: 1, now: 2 })));
    let half = [Patch::set("overview", "一半"), Patch::set("indicators.period[99].name", "无")];
    assert!(matches!(store.edit(id, 2, &half), Err(StoreError::NoPlace(_))));
    let gone = [Patch::Delete { list: "indicators.period".into(), row: 99 }];
    assert!(matches!(store.edit(id, 2, &gone), Err(StoreError::Change(_))));
    assert!(matches!(store.edit(id, 2, &[Patch::set("overview", "\u{1}")]), Err(StoreError::Change(_))));
    assert_eq!(store.form(id).unwrap(), before);
    assert!(matches!(store.form(jibiao_store::FormId(77)), Err(StoreError::NoForm(_))));
    assert_eq!(store.history(id, 0, 10).unwrap().len(), 2);
}

#[test]
fn a_new_edit_ends_what_could_be_redone() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    let id = store.create(&unit()).unwrap();
    store.edit(id, 1, &[Patch::set("duties", "一")]).unwrap();
    store.edit(id, 2, &[Patch::set("duties", "二")]).unwrap();
    assert!(store.undo(id, 3).unwrap().can_redo);
    assert!(!store.edit(id, 4, &[Patch::set("duties", "三")]).unwrap().can_redo);
    assert!(matches!(store.redo(id, 5), Err(StoreError::NothingTo(_))));
    assert!(text(&store.undo(id, 5).unwrap().form).contains("\"duties\": \"一\""));
    assert!(text(&store.undo(id, 6).unwrap().form).contains("\"duties\": null"));
}

#[test]
fn a_deleted_form_lies_in_the_bin_until_it_is_purged() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    let id = store.create(&project("甲")).unwrap();
    let copy = store.copy(id, "甲（副本）").unwrap();
    assert!(matches!(store.purge(id), Err(StoreError::NothingTo(_))));
    store.delete(id).unwrap();
    assert!(matches!(store.edit(id, 2, &[Patch::set("overview", "x")]), Err(StoreError::Deleted(_))));
    assert_eq!(names(&store, Query::default()), ["甲（副本）"]);
    assert_eq!(names(&store, Query { deleted: true, ..Query::default() }), ["甲"]);
    assert_eq!(store.counts().unwrap(), (1, 1));
    store.restore(id).unwrap();
    assert_eq!(names(&store, Query::default()), ["甲", "甲（副本）"]);
    store.delete(copy).unwrap();
    store.purge(copy).unwrap();
    assert!(matches!(store.form(copy), Err(StoreError::NoForm(_))));
    assert!(store.create(&project("乙")).unwrap() > copy);
    assert_eq!(store.check().unwrap().faults, Vec::<String>::new());
}

#[test]
fn forms_are_found_by_characters_and_initials() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    let first = store.create(&project("档案库房改造")).unwrap();
    store.create(&project("馆藏字画数字化（二期）")).unwrap();
    for (typed, expected) in [
        ("库房", 1),
        ("库", 1),
        ("造", 1),
        ("dakf", 1),
        ("KFGZ", 1),
        ("gz", 2),
        ("d", 1),
        ("查阅利用", 2),
        ("字化", 2),
        ("二期", 1),
        ("数字 二期", 1),
        ("数字 库房", 1),
        ("没有的", 0),
        ("\"", 0),
        ("%", 0),
        ("1000卷", 2),
    ] {
        assert_eq!(found(&mut store, typed).len(), expected, "{typed}");
    }
    assert_eq!(found(&mut store, "案"), ["馆藏字画数字化（二期）", "档案库房改造"]);
    store.edit(first, 1, &[Patch::set("project_name", "馆舍维修")]).unwrap();
    assert_eq!(found(&mut store, "gswx"), ["馆舍维修"]);
    assert!(found(&mut store, "dakf").is_empty());
    store.edit(first, 2, &[Patch::set("project_name", "长期调解室")]).unwrap();
    for typed in ["cqtjs", "zqdjs", "cqdj", "tjs"] {
        assert_eq!(found(&mut store, typed), ["长期调解室"], "{typed}");
    }
    store.edit(first, 3, &[Patch::set("project_name", "馆舍维修")]).unwrap();
    assert_eq!(names(&store, Query { order: Order::Name, ..Query::default() }), ["馆藏字画数字化（二期）", "馆舍维修"]);
    let page = store.list(&Query { limit: 1, ..Query::default() }).unwrap();
    assert!(page.more);
    assert!(!store.list(&Query { limit: 1, offset: 1, ..Query::default() }).unwrap().more);
    store.edit(first, 4, &[Patch::set("year", "2026")]).unwrap();
    assert_eq!(names(&store, Query { year: Some(2026), ..Query::default() }), ["馆舍维修"]);
}

#[test]
fn an_edit_leaves_the_index_for_later_and_the_data_counts_it_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    let id = store.create(&project("档案库房改造")).unwrap();
    assert_eq!(store.unindexed().unwrap(), 0);
    store.edit(id, 1, &[Patch::set("overview", "更换密集架")]).unwrap();
    store.edit(id, 2, &[Patch::set("overview", "更换除湿机")]).unwrap();
    assert_eq!(store.unindexed().unwrap(), 1);
    let change = store.change().unwrap();
    assert_eq!(found(&mut store, "除湿机"), ["档案库房改造"]);
    assert!(found(&mut store, "密集架").is_empty());
    assert_eq!((store.unindexed().unwrap(), store.change().unwrap()), (0, change), "nothing of the data changed");

    // Without a quiet moment before the end, opening makes up for it; whoever reads beside is told.
    store.undo(id, 3).unwrap();
    let beside = Store::open_to_read(folder.path(), common::clock()).unwrap();
    assert_eq!(beside.unindexed().unwrap(), 1);
    drop(beside);
    drop(store);
    let store = open(folder.path());
    assert_eq!(store.unindexed().unwrap(), 0);
    assert_eq!(names(&store, Query { search: "密集架".to_owned(), ..Query::default() }).len(), 1);
    drop(store);

    // A form that is gone needs no index.
    let mut store = open(folder.path());
    store.edit(id, 4, &[Patch::set("overview", "另写")]).unwrap();
    store.delete(id).unwrap();
    store.purge(id).unwrap();
    assert_eq!(store.unindexed().unwrap(), 0);
}

#[test]
fn waivers_that_came_with_an_edit_go_and_come_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    let id = store.create(&project("甲")).unwrap();
    store.waive(id, "W101", "overview", "已与股室核对").unwrap();
    let before = store.waivers(id).unwrap();
    let waiver = |code: &str, path: &str, reason: &str| Waiver {
        code: code.into(),
        path: path.into(),
        reason: reason.into(),
        who: "别处的人".into(),
        at: 1_700_000_000_000,
    };
    let brought = [waiver("W101", "overview", "按文件"), waiver("W102", "basis", "照抄")];
    let edit = |tx: &jibiao_store::Tx<'_>| tx.edit(id, 1, &[Patch::set("overview", "新的")], &brought);
    store.transact(Operation::Import, edit).unwrap();
    assert_eq!(store.waivers(id).unwrap(), brought);
    let line = store.history(id, 0, 1).unwrap().remove(0);
    assert_eq!((line.operation, line.waivers.as_slice()), (Operation::Import, brought.as_slice()));

    // Refused as a whole: neither the texts nor the waivers.
    let half = [waiver("W103", "plan", "半")];
    let gone = [Patch::Delete { list: "indicators.period".into(), row: 99 }];
    assert!(store.transact(Operation::Import, |tx| tx.edit(id, 2, &gone, &half)).is_err());
    assert_eq!(store.waivers(id).unwrap(), brought);

    assert!(!text(&store.undo(id, 2).unwrap().form).contains("新的"));
    assert_eq!(store.waivers(id).unwrap(), before);
    drop(store);
    let mut store = open(folder.path());
    assert!(text(&store.redo(id, 3).unwrap().form).contains("新的"));
    assert_eq!(store.waivers(id).unwrap(), brought);
    store.undo(id, 4).unwrap();
    assert_eq!(store.waivers(id).unwrap(), before);
}

#[test]
fn the_small_tables_keep_what_they_are_given() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    let unit =
        jibiao_store::Unit {
            department: "云溪县档案馆".into(), preparer: "林小满".into(), ..Default::default()
        };
    store.set_unit(&unit).unwrap();
    let id = store.create(&project("甲")).unwrap();
    store.waive(id, "W101", "overview", "已与股室核对").unwrap();
    store.waive(id, "W102", "basis", "同上").unwrap();
    store.waive(id, "W102", "basis", " ").unwrap();
    store.set_setting("font-size", "120").unwrap();
    let line = |name: &str| jibiao_store::IndicatorLine {
        level1: "产出指标".into(),
        level2: "数量指标".into(),
        name: name.into(),
        value: "≥5次".into(),
    };
    store.keep_indicators(&[line("一"), line("二")]).unwrap();
    store.keep_indicators(&[line("二")]).unwrap();
    store.log_transfer(true, "去年.xlsx", 12).unwrap();
    drop(store);
    let store = open(folder.path());
    assert_eq!(store.unit().unwrap(), unit);
    let waivers = store.waivers(id).unwrap();
    assert_eq!(waivers.len(), 1);
    assert_eq!((waivers[0].reason.as_str(), waivers[0].who.as_str()), ("已与股室核对", "林小满"));
    assert_eq!(store.setting("font-size").unwrap().as_deref(), Some("120"));
    assert_eq!(store.setting("none").unwrap(), None);
    assert_eq!(store.indicators(9).unwrap(), [line("二"), line("一")]);
    assert_eq!(store.transfers(9).unwrap()[0].forms, 12);
}

#[derive(Debug, Clone)]
enum Step {
    Edit(Vec<Patch>),
    Undo,
    Redo,
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    let list = || prop_oneof![Just("indicators.period".to_owned()), Just("indicators.annual".to_owned())];
    let path = prop_oneof![
        Just("overview".to_owned()),
        Just("year".to_owned()),
        Just("funds.annual.local".to_owned()),
        Just("project_name".to_owned()),
        (0usize..12).prop_map(|row| format!("indicators.annual[{row}].value")),
        (0u32..24).prop_map(|row| format!("indicators.period[#{row}].weight")),
    ];
    let patch = prop_oneof![
        4 => (path, "[0-9一-五a-c,.≥次\\n ]{0,8}").prop_map(|(path, text)| Patch::Set { path, text }),
        1 => (list(), 0usize..20).prop_map(|(list, at)| Patch::Insert { list, at, row: None, texts: vec!["产出指标".into()] }),
        1 => (list(), 0u32..24, 0usize..20).prop_map(|(list, row, to)| Patch::Move { list, row, to }),
        1 => (list(), 0u32..24).prop_map(|(list, row)| Patch::Delete { list, row }),
    ];
    prop_oneof![
        6 => proptest::collection::vec(patch, 1..4).prop_map(Step::Edit),
        2 => Just(Step::Undo),
        2 => Just(Step::Redo),
        1 => Just(Step::Reopen),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    /// Against a model of plain lists: what was acknowledged is there after every reopening, and undo and redo walk the same way.
    #[test]
    fn nothing_is_lost_over_any_edits_and_reopenings(steps in proptest::collection::vec(step(), 1..40)) {
        let folder = tempfile::tempdir().unwrap();
        let mut store = open(folder.path());
        let id = store.create(&project("甲")).unwrap();
        let (mut past, mut future) = (vec![text(&store.form(id).unwrap().form)], Vec::new());
        let mut revision = 1;
        for step in steps {
            let answer = match step {
                Step::Edit(patches) => store.edit(id, revision, &patches).inspect(|edited| {
                    past.push(text(&edited.form));
                    future.clear();
                }),
                Step::Undo => store.undo(id, revision).inspect(|_| {
                    future.push(past.pop().unwrap());
                }),
                Step::Redo => store.redo(id, revision).inspect(|_| {
                    past.push(future.pop().unwrap());
                }),
                Step::Reopen => {
                    // What is held of a form between two edits is what stands in the data, to the last reading of a number.
                    let held = store.form(id).unwrap().form;
                    drop(store);
                    store = open(folder.path());
                    prop_assert_eq!(store.form(id).unwrap().form, held);
                    continue;
                }
            };
            if let Ok(edited) = answer {
                revision += 1;
                prop_assert_eq!(edited.revision, revision);
                prop_assert_eq!((edited.can_undo, edited.can_redo), (past.len() > 1, !future.is_empty()));
            }
            prop_assert_eq!(&text(&store.form(id).unwrap().form), past.last().unwrap());
        }
        drop(store);
        prop_assert_eq!(&text(&open(folder.path()).form(id).unwrap().form), past.last().unwrap());
    }
}
