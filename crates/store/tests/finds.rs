//! Searches, page by page, against the list that they are a part of.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test ends where it fails")]

mod common;

use common::{open, project, unit};
use jibiao_model::Entry;
use jibiao_model::date::Year;
use jibiao_model::form::Form;
use jibiao_store::{Elsewhere, FormId, FormLine, Only, Operation, Order, Query, Store};

/// Forms of two years and both kinds, some of them in the 回收站, one gone for good, some edited after they were indexed.
fn filled(folder: &std::path::Path) -> Store {
    let mut store = open(folder);
    let ids: Vec<FormId> = store
        .transact(Operation::Import, |tx| {
            let form = |number: usize| {
                let mut form = if number % 9 == 4 { unit() } else { project(&format!("河道巡查{number}")) };
                let year = Entry::Read(Year(2025 + (number % 2) as i32));
                match &mut form {
                    Form::Project(form) => form.year = year,
                    Form::Unit(form) => form.year = year,
                }
                form
            };
            (0..60).map(|number| tx.create(&form(number))).collect()
        })
        .unwrap();
    for id in ids.iter().step_by(7) {
        store.delete(*id).unwrap();
    }
    store.purge(ids[14]).unwrap();
    store.index_changes().unwrap();
    store
}

/// All pages of a query, one after the other, and how many each of them says there are.
fn pages(store: &Store, query: &Query, limit: u32) -> (Vec<FormLine>, Vec<Option<u32>>) {
    let (mut forms, mut said) = (Vec::new(), Vec::new());
    loop {
        let page = store.list(&Query { offset: forms.len() as u32, limit, ..query.clone() }).unwrap();
        assert!(page.forms.len() <= limit as usize);
        forms.extend(page.forms);
        said.push(page.found);
        if !page.more {
            return (forms, said);
        }
    }
}

#[test]
fn a_search_finds_what_the_same_list_without_it_holds_of_the_word_newest_first() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path());
    let mut looked_at = 0;
    for deleted in [false, true] {
        for year in [None, Some(2025), Some(2031)] {
            for kind in [None, Some("project"), Some("unit")] {
                for only in [Only::All, Only::Errors, Only::Unfinished] {
                    let filter = Query { deleted, year, kind, only, ..Query::default() };
                    let list = Query { order: Order::Number, descending: true, ..filter.clone() };
                    let (expected, _) = pages(&store, &list, 50);
                    for (word, part) in
                        [("河道", "河道巡查"), ("hdxc1", "河道巡查1"), ("档案馆", ""), ("没有这个", "没有这个")]
                    {
                        let of_word = |line: &&FormLine| match word {
                            "档案馆" => true,
                            _ => line.name.contains(part),
                        };
                        let of_word: Vec<FormLine> = expected.iter().filter(of_word).cloned().collect();
                        let search = Query { search: word.to_owned(), ..filter.clone() };
                        let (found, said) = pages(&store, &search, 4);
                        assert_eq!(found, of_word, "{search:?}");
                        assert!(said.iter().all(|said| *said == Some(of_word.len() as u32)), "{said:?}");
                        assert_eq!(store.count(&search).unwrap() as usize, of_word.len());
                        looked_at += of_word.len();
                    }
                }
            }
        }
    }
    assert!(looked_at > 200, "{looked_at}");
    let beyond = Query { search: "河道".to_owned(), offset: 500, limit: 4, ..Query::default() };
    assert!(store.list(&beyond).unwrap().forms.is_empty());
}

#[test]
fn what_was_found_elsewhere_counts_beside_the_facts() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path());
    let all = Query { limit: 100, ..Query::default() };
    let list = |only, elsewhere: &Elsewhere| {
        store.count(&Query { only, elsewhere: elsewhere.clone(), ..all.clone() }).unwrap()
    };
    let ids: Vec<FormId> = store.list(&all).unwrap().forms.into_iter().map(|line| line.id).collect();
    let none = Elsewhere::default();
    // Nothing was worked out of these forms: each is without errors, and not done.
    assert_eq!((list(Only::Errors, &none), list(Only::Problems, &none), list(Only::Done, &none)), (0, 0, 0));
    let some = Elsewhere { errors: ids[..2].to_vec(), problems: ids[..3].to_vec() };
    assert_eq!((list(Only::Errors, &some), list(Only::Problems, &some)), (2, 3));
    assert_eq!(list(Only::Unfinished, &some), list(Only::Unfinished, &none));
    let search = |only| Query { search: "河道".to_owned(), only, elsewhere: some.clone(), ..all.clone() };
    let found = store.list(&search(Only::Problems)).unwrap().forms.into_iter().map(|line| line.id);
    assert!(found.count() <= 3 && store.list(&search(Only::Done)).unwrap().forms.is_empty());
}

#[test]
fn what_was_found_is_found_anew_after_every_write_of_whomever() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = filled(folder.path());
    let reader = Store::open_to_read(folder.path(), common::clock()).unwrap();
    let search = |word: &str| Query { search: word.to_owned(), limit: 9, ..Query::default() };
    let found = |store: &Store, word: &str| store.list(&search(word)).unwrap().found.unwrap();
    let before = found(&store, "河道");
    assert_eq!((found(&store, "河道"), found(&reader, "河道")), (before, before));

    let first = store.list(&search("河道")).unwrap().forms[0].clone();
    store.delete(first.id).unwrap();
    assert_eq!((found(&store, "河道"), found(&reader, "河道")), (before - 1, before - 1));
    store.restore(first.id).unwrap();
    assert_eq!((found(&store, "河道"), found(&reader, "河道")), (before, before));

    assert_eq!((found(&store, "堤坝"), found(&reader, "堤坝")), (0, 0));
    let revision = store.form(first.id).unwrap().revision;
    store.edit(first.id, revision, &[jibiao_store::Patch::set("overview", "加固堤坝")]).unwrap();
    store.index_changes().unwrap();
    assert_eq!((found(&store, "堤坝"), found(&reader, "堤坝")), (1, 1));
    let of_unit = Query { kind: Some("unit"), ..search("堤坝") };
    assert_eq!(store.list(&of_unit).unwrap().found, Some(0), "another filter is another search");
}
