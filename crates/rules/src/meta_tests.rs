//! What every rule of the book must hold, whatever it is about.

use crate::check::{answer, check_within, run};
use crate::context::Surroundings;
use crate::field::{Field, Reads};
use crate::finding::{Finding, Outcome, Safety, Severity};
use crate::registry::RULES;
use crate::rule::{Risk, Rule};
use crate::testing::{Expect, Fixture, apply, blank, context, template};
use crate::view::{Sheet, View};
use crate::{BATCH_RULES, Selection, Stage, book, check, explain};
use jibiao_model::form::Side;
use jibiao_model::{FieldPath, Form};
use std::collections::BTreeSet;

fn fixtures() -> impl Iterator<Item = (&'static Rule, usize, Fixture)> {
    RULES.iter().flat_map(|rule| (rule.fixtures)().into_iter().enumerate().map(move |(index, f)| (*rule, index, f)))
}

fn outcome(rule: &Rule, fixture: &Fixture) -> (Outcome, Reads) {
    let template = template(fixture.form.template());
    let sheet = Sheet::new(&fixture.form, template, &fixture.context).within(surroundings(&fixture.glyphs));
    let view = View::new(&sheet);
    let outcome = answer(rule, &view);
    (outcome, view.seen())
}

fn findings(fixture: &Fixture) -> Vec<Finding> {
    let surroundings = surroundings(&fixture.glyphs);
    check_within(&fixture.form, template(fixture.form.template()), &fixture.context, surroundings, &Selection::Default)
}

fn surroundings(glyphs: &Option<fn(char) -> bool>) -> Surroundings<'_> {
    Surroundings { glyphs: glyphs.as_ref().map(|glyphs| glyphs as &(dyn Fn(char) -> bool + Sync)) }
}

fn json(path: FieldPath, form: &Form) -> String {
    path.json(form).unwrap_or_else(|| panic!("{path:?} is not in the form"))
}

#[test]
fn codes_are_unique_sorted_and_well_formed() {
    let codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
    assert!(codes.is_sorted_by(|a, b| a < b), "{codes:?}");
    assert!(BATCH_RULES.is_sorted_by(|a, b| a.facts.code < b.facts.code));
    assert!(book().is_sorted_by(|a, b| a.code < b.code));
    for code in book().into_iter().map(|facts| facts.code) {
        let (letter, digits) = code.split_at(1);
        assert!("ABCDEFG".contains(letter) && digits.len() == 2 && digits.parse::<u8>().is_ok(), "{code}");
        assert_eq!(explain(&code.to_lowercase()).map(|rule| rule.code), Some(code));
    }
    let names: BTreeSet<&str> = book().iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), RULES.len() + BATCH_RULES.len());
}

#[test]
fn every_rule_is_documented() {
    for rule in book() {
        assert!(!rule.title.is_empty());
        // A page that names a version which is not out yet would puzzle its reader.
        let version = |text: &str| text.split('.').map(|part| part.parse::<u32>().unwrap()).collect::<Vec<_>>();
        assert!(version(rule.since) <= version(env!("CARGO_PKG_VERSION")), "{}", rule.code);
        for (heading, text) in rule.doc.sections() {
            assert!(!text.trim().is_empty() && !text.contains(['！', '!']), "{} {heading}", rule.code);
        }
    }
}

#[test]
fn only_high_risk_rules_are_off_and_only_errors_cannot_be_waived() {
    for rule in book() {
        assert!(rule.waivable || rule.severity == Severity::Error, "{}", rule.code);
        assert!(rule.default_on || rule.severity == Severity::Hint || rule.risk == Risk::High, "{}", rule.code);
    }
}

#[test]
fn every_fixture_gets_its_answer() {
    let mut wrong = Vec::new();
    for (rule, index, fixture) in fixtures() {
        let (outcome, _) = outcome(rule, &fixture);
        let as_expected = match (&fixture.expect, &outcome) {
            (Expect::Bad(places), Outcome::Findings(faults)) => {
                let found: Vec<String> = faults.iter().map(|fault| json(fault.place, &fixture.form)).collect();
                found == *places && faults.iter().all(|fault| fault.severity == fixture.severity)
            }
            (Expect::Good, Outcome::Pass | Outcome::NotApplicable) | (Expect::Pass, Outcome::Pass) => true,
            (Expect::NotYet, Outcome::NotYet) | (Expect::NotApplicable, Outcome::NotApplicable) => true,
            _ => false,
        };
        if !as_expected {
            wrong.push(format!("{} fixture {index}: {:?}, not {outcome:?}", rule.code, fixture.expect));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_two_bad_two_good_and_one_unready_fixture() {
    for rule in RULES {
        let of = |wanted: fn(&Expect) -> bool| (rule.fixtures)().iter().filter(|f| wanted(&f.expect)).count();
        assert!(of(|e| matches!(e, Expect::Bad(_))) >= 2, "{}: bad", rule.code);
        assert!(of(|e| matches!(e, Expect::Good)) >= 2, "{}: good", rule.code);
        assert!(of(|e| matches!(e, Expect::NotYet | Expect::NotApplicable)) >= 1, "{}: not yet", rule.code);
    }
}

#[test]
fn no_rule_finds_anything_in_a_good_fixture() {
    let mut wrong = Vec::new();
    for (rule, index, fixture) in fixtures().filter(|(.., f)| f.expect == Expect::Good) {
        wrong
            .extend(findings(&fixture).into_iter().map(|f| format!("{} {index}: {} {}", rule.code, f.code, f.message)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn declared_reads_are_the_actual_reads() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let read = (rule.fixtures)().iter().fold(0, |bits, fixture| bits | outcome(rule, fixture).1.bits());
        let declared = rule.reads.iter().fold(Reads::default(), |reads, field| reads.and(*field)).bits();
        let only = |bits: u64| -> Vec<Field> {
            Field::all().into_iter().filter(|field| Reads::default().and(*field).bits() & bits != 0).collect()
        };
        if read != declared {
            let (missing, idle) = (only(read & !declared), only(declared & !read));
            wrong.push(format!("{}: undeclared {missing:?}, never read {idle:?}", rule.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Chinese characters and marks count one, letters and digits a half.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>().div_ceil(2)
}

#[test]
fn messages_are_short_plain_and_complete() {
    for (rule, index, fixture) in fixtures() {
        for finding in findings(&fixture) {
            let text = format!("{}{}", finding.message, finding.advice);
            assert!(width(&text) <= 60, "{} fixture {index}: {text} has {}", rule.code, width(&text));
            for word in ["非法", "无效", "校验失败", "！", "!"] {
                assert!(!text.contains(word), "{text}");
            }
            assert!(finding.message.contains('：') && finding.message.ends_with('。'), "{}", finding.message);
            assert!(finding.advice.ends_with('。'), "{}", finding.advice);
            for path in finding.related.iter().chain([&finding.place]) {
                json(*path, &fixture.form);
            }
        }
    }
}

#[test]
fn long_texts_are_clipped_in_messages_and_values() {
    for (_, _, fixture) in fixtures() {
        let Form::Project(mut form) = fixture.form else { continue };
        for row in form.indicators.period.iter_mut().chain(&mut form.indicators.annual) {
            row.name = row.name.repeat(40);
        }
        let form = Form::Project(form);
        for finding in check(&form, template(form.template()), &fixture.context, &Selection::Default) {
            assert!(width(&finding.message) + width(&finding.advice) <= 60, "{} {}", finding.message, finding.advice);
            assert!(finding.values.iter().all(|(_, text)| text.chars().count() <= 60), "{finding:?}");
        }
    }
}

#[test]
fn a_fix_mends_its_fault_and_makes_no_new_error() {
    for (rule, index, fixture) in fixtures() {
        let before = findings(&fixture);
        for finding in &before {
            let Some(fix) = &finding.fix else { continue };
            let mut form = fixture.form.clone();
            apply(&mut form, &fix.edits);
            let after = check(&form, template(form.template()), &fixture.context, &Selection::Default);
            let here = format!("{} fixture {index}: {} after {:?}", rule.code, finding.code, fix.edits);
            if fix.safety != Safety::Show {
                let still = after.iter().any(|f| (f.code, f.place) == (finding.code, finding.place));
                assert!(!still, "{here}");
            }
            let errors = |list: &[Finding]| list.iter().filter(|f| f.severity == Severity::Error).count();
            assert!(errors(&after) <= errors(&before), "{here}: {after:?}");
        }
    }
}

#[test]
fn the_order_of_rules_does_not_matter() {
    for (_, _, fixture) in fixtures() {
        let template = template(fixture.form.template());
        let surroundings = surroundings(&fixture.glyphs);
        let forwards = run(&fixture.form, template, &fixture.context, surroundings, RULES.iter().copied());
        let backwards = run(&fixture.form, template, &fixture.context, surroundings, RULES.iter().copied().rev());
        assert_eq!(forwards, backwards);
    }
}

#[test]
fn the_order_of_rows_does_not_matter() {
    for (rule, index, fixture) in fixtures() {
        let mut turned = fixture.form.clone();
        match &mut turned {
            Form::Project(form) => Side::BOTH.into_iter().for_each(|side| form.indicators.side_mut(side).reverse()),
            Form::Unit(form) => form.indicators.reverse(),
        }
        // Of two rows with one name the second is reported: which one that is depends on the order.
        let codes = |form: &Form| -> Vec<_> {
            let found = check(form, template(form.template()), &fixture.context, &Selection::Default);
            let mut codes: Vec<_> = found.into_iter().map(|f| (f.code, f.severity)).collect();
            codes.sort();
            codes
        };
        assert_eq!(codes(&fixture.form), codes(&turned), "{} fixture {index}", rule.code);
    }
}

#[test]
fn an_empty_form_raises_nothing_while_typing_and_the_completeness_rules_when_handed_in() {
    let form = blank().build();
    let mut context = context();
    context.stage = Stage::Typing;
    let template = template(form.template());
    assert_eq!(check(&form, template, &context, &Selection::Default), []);
    context.stage = Stage::Complete;
    let codes: BTreeSet<&str> =
        check(&form, template, &context, &Selection::Default).iter().map(|finding| finding.code).collect();
    assert!(
        ["A01", "A04", "A05", "A06", "A07", "A08", "A12", "A13"].iter().all(|code| codes.contains(code)),
        "{codes:?}"
    );
}

#[test]
fn a_selection_is_read_from_codes() {
    assert_eq!(Selection::parse("a01, A04"), Ok(Selection::Only(vec!["A01", "A04"])));
    assert_eq!(Selection::parse("A01,Z99").unwrap_err().0, "Z99");
}

#[test]
fn rules_are_switched_on_and_off_one_by_one() {
    let codes = |on: &str, off: &str| {
        let selection = Selection::changed(on, off).unwrap();
        book().iter().filter(|rule| selection.takes(rule)).map(|rule| rule.code).collect::<BTreeSet<_>>()
    };
    let usual = codes("", "");
    assert_eq!(Selection::changed(" ", ""), Ok(Selection::Default));
    assert!(!usual.contains("C17") && usual.contains("C03"));
    let changed = codes("c17", "C03");
    assert!(changed.contains("C17") && !changed.contains("C03") && changed.len() == usual.len());
    assert_eq!(Selection::changed("Z01", "").unwrap_err().0, "Z01");
}
