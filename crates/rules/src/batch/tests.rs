//! What every rule across forms must hold.

use super::matching::Matching;
use super::testing::BatchFixture;
use super::testing::named;
use super::{BatchRule, Given, check_batch, differing, normal_name};
use crate::check::Selection;
use crate::registry::BATCH_RULES;
use jibiao_model::{BudgetRow, Form, ProjectForm, Wan};

fn fixtures() -> impl Iterator<Item = (&'static BatchRule, usize, BatchFixture)> {
    BATCH_RULES.iter().flat_map(|rule| (rule.fixtures)().into_iter().enumerate().map(|(index, f)| (*rule, index, f)))
}

/// Form, code, JSON path and message of all findings.
fn findings(fixture: &BatchFixture, selection: &Selection) -> Vec<(Option<usize>, &'static str, String, String)> {
    let form = Form::Project(ProjectForm::default());
    // As in a form's own fixtures, a rule that starts switched off runs on its own fixtures only.
    let found = check_batch(&fixture.forms, fixture.given(), selection).into_iter();
    found.map(|f| (f.form, f.finding.code, f.finding.place.json(&form).unwrap(), f.finding.message)).collect()
}

#[test]
fn every_fixture_of_a_batch_gets_its_answer() {
    for (rule, index, fixture) in fixtures() {
        let mut found = findings(&fixture, &Selection::Default);
        if !rule.facts.default_on {
            found.extend(findings(&fixture, &Selection::Only(vec![rule.facts.code])));
        }
        let own: Vec<_> = found.iter().filter(|f| f.1 == rule.facts.code).map(|f| (f.0, f.2.as_str())).collect();
        assert_eq!(own, fixture.expect, "{} fixture {index}: {found:?}", rule.facts.code);
        assert!(!fixture.expect.is_empty() || found.is_empty(), "{} fixture {index}: {found:?}", rule.facts.code);
    }
}

#[test]
fn every_rule_of_a_batch_has_two_bad_and_two_good_fixtures() {
    for rule in BATCH_RULES {
        let bad = (rule.fixtures)().iter().filter(|fixture| !fixture.expect.is_empty()).count();
        let good = (rule.fixtures)().len() - bad;
        assert!(bad >= 2 && good >= 2, "{}: {bad} bad, {good} good", rule.facts.code);
    }
}

#[test]
fn messages_about_a_batch_are_short_plain_and_complete() {
    for (_, index, mut fixture) in fixtures() {
        for long in [false, true] {
            if long {
                fixture.forms.iter_mut().for_each(|form| form.name = format!("{}{}", "长".repeat(60), form.name));
                fixture.rows.iter_mut().for_each(|row| row.name = format!("{}{}", "长".repeat(60), row.name));
            }
            for found in check_batch(&fixture.forms, fixture.given(), &Selection::Default) {
                let finding = found.finding;
                let text = format!("{}{}", finding.message, finding.advice);
                let width = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>().div_ceil(2);
                assert!(width <= 60, "{} fixture {index}: {text} has {width}", finding.code);
                assert!(!["非法", "无效", "校验失败", "！", "!"].iter().any(|word| text.contains(word)), "{text}");
                assert!(finding.message.contains('：') && finding.message.ends_with('。'), "{text}");
                assert!(finding.advice.ends_with('。'), "{text}");
            }
        }
    }
}

#[test]
fn the_order_of_forms_and_rows_does_not_matter() {
    for (rule, index, mut fixture) in fixtures() {
        let by_name = |fixture: &BatchFixture| {
            let mut found: Vec<_> = findings(fixture, &Selection::Default)
                .into_iter()
                .map(|(form, code, path, message)| {
                    (form.map(|form| fixture.forms[form].clone().name), code, path, message)
                })
                .collect();
            found.sort();
            found
        };
        let forwards = by_name(&fixture);
        fixture.forms.reverse();
        fixture.rows.reverse();
        assert_eq!(forwards, by_name(&fixture), "{} fixture {index}", rule.facts.code);
    }
}

#[test]
fn only_the_selected_rules_of_a_batch_run() {
    let fixture = super::testing::batch(&[("河道巡查", "80000")], &[("水库除险", "9")]);
    let codes = |selection: &str| -> Vec<&str> {
        let selection = Selection::parse(selection).unwrap();
        check_batch(&fixture.forms, fixture.given(), &selection).iter().map(|found| found.finding.code).collect()
    };
    assert_eq!(codes("A21,A22,A25,B02,B03"), ["A22", "A21", "B03"]);
    assert_eq!(codes("b03,C03"), ["B03"]);
    assert!(codes("C03").is_empty());
}

#[test]
fn names_are_compared_without_width_case_and_kinds_of_marks() {
    assert_eq!(normal_name("“两库” 改造（ＰＰＰ）"), normal_name("\"两库\"改造(ppp)"));
    assert_ne!(normal_name("改造(一)"), normal_name("改造(二)"));
}

#[test]
fn long_names_are_shown_where_they_differ() {
    let name = "云岫县档案馆特藏库房恒温恒湿系统改造";
    assert_eq!(differing(&format!("{name}费"), name), ("“…统改造费”".to_owned(), "“…统改造”".to_owned()));
    assert_eq!(differing("年检", "年检费"), ("“年检”".to_owned(), "“年检费”".to_owned()));
    let name = "青河县河道管理站巡查费用";
    assert_eq!(differing(name, "青河县河道管理站巡查费").0, format!("“{name}”"));
}

#[test]
fn rows_of_the_year_come_before_those_carried_over() {
    for name in ["青河河道巡查经费", "青河河道巡查经费补助"] {
        let row = |carried_over| BudgetRow { name: name.to_owned(), total: Wan::default(), carried_over };
        let matching = Matching::of(&[named("青河河道巡查经费", "")], &[row(true), row(false)]);
        assert_eq!(matching.row_of(0), Some(1), "{name}");
        let matching = Matching::of(&[named("青河河道巡查经费", "")], &[row(true)]);
        assert_eq!(matching.row_of(0), Some(0), "{name}");
    }
}

/// 1,500 forms against 1,500 rows of which none is equal: 2.25 million pairs.
#[test]
fn a_county_of_misspelt_names_is_matched_to_the_last() {
    let name = |n: usize| -> String {
        let sign = |place: usize| char::from_u32(0x4E00 + (n * 31 + place * 977) as u32 % 5_000).unwrap();
        (0..12).map(sign).collect()
    };
    let forms: Vec<_> = (0..1_500).map(|n| named(&format!("{}费", name(n)), "")).collect();
    let row = |n| BudgetRow { name: name(n), total: Wan::default(), carried_over: false };
    let rows: Vec<_> = (0..1_500).rev().map(row).collect();
    let found = check_batch(&forms, Given { budget: Some(&rows), ..Given::default() }, &Selection::Default);
    assert_eq!(found.len(), 1_500);
    assert!(found.iter().all(|found| found.finding.code == "A25"));
}
