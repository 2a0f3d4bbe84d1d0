use super::*;
use jibiao_model::template::{Field, TemplateSet};
use jibiao_model::value::{self, Reading};

/// Fields that no grid places and that the window asks for.
fn keys(template: &Template) -> Vec<String> {
    let of_projects = ["category"].into_iter().filter(|_| template.kind == Kind::Project);
    let asked = ["title", "year", "department_code"].into_iter().chain(of_projects);
    Field::all(template.kind)
        .into_iter()
        .map(|field| field.label_key(template.kind))
        .chain(asked.map(str::to_owned))
        .collect()
}

#[test]
fn every_field_of_every_template_has_its_help() {
    for template in TemplateSet::builtin().iter() {
        for key in keys(template) {
            let help = field(template, &key).unwrap_or_else(|| panic!("{} {key}", template.id));
            assert!(help.what.chars().count() >= 8, "{} {key}", template.id);
            assert!(!help.defects.is_empty() || !help.beware.is_empty(), "{} {key}: no defect", template.id);
            assert!(!help.example.is_empty() || key.ends_with(".other"), "{} {key}: no example", template.id);
        }
        assert_eq!(field(template, "no_such_field"), None);
    }
}

#[test]
fn every_entry_belongs_to_a_field_of_some_template() {
    let set = TemplateSet::builtin();
    let known = |kind: Option<Kind>, key: &str| {
        set.iter().filter(|template| kind.is_none_or(|kind| kind == template.kind)).any(|template| {
            keys(template).iter().any(|k| k == key || k.replace(".period.", ".").replace(".annual.", ".") == key)
        })
    };
    for (kind, entries) in
        [(None, &PARSED.both), (Some(Kind::Project), &PARSED.project), (Some(Kind::Unit), &PARSED.unit)]
    {
        assert!(!entries.is_empty());
        for key in entries.keys() {
            assert!(known(kind, key), "{key}");
        }
    }
    for (id, entries) in &PARSED.template {
        let template = set.get(id).unwrap_or_else(|| panic!("{id}"));
        for (key, own) in entries {
            assert!(keys(template).contains(key), "{id} {key}");
            assert_eq!(field(template, key).unwrap().what, own.what);
        }
    }
}

#[test]
fn every_rule_that_is_named_is_in_the_rule_book() {
    let file: File = toml::from_str(BUILTIN).unwrap();
    let own = file.template.values().flat_map(BTreeMap::values);
    let fields = file.both.values().chain(file.project.values()).chain(file.unit.values()).chain(own);
    let codes = fields.flat_map(|f| &f.rules).chain(file.level2.values().flat_map(|l| &l.rules));
    for code in codes {
        assert_eq!(jibiao_rules::explain(code).map(|rule| rule.code), Some(code.as_str()));
    }
}

#[test]
fn every_second_level_says_what_a_good_value_is() {
    for (level2, code, _) in Level2::ALL {
        let help = level(level2).unwrap_or_else(|| panic!("{code}"));
        assert!(!help.good.is_empty() && !help.what.is_empty() && !help.beware.is_empty(), "{code}");
        for good in help.good {
            let reading = value::read(good);
            let reads = reading.is_quantity() || reading.is_time() || matches!(reading, Reading::Words(_));
            assert!(reads && value::canonical(&reading) == good, "{code} {good}: {reading:?}");
        }
    }
    assert_eq!(PARSED.level2.len(), Level2::ALL.len());
}

#[test]
fn a_template_can_say_it_in_its_own_words() {
    let set = TemplateSet::builtin();
    let shared = field(set.get("shanxi-county").unwrap(), "goal_period").unwrap();
    let own = field(set.get("central-2015").unwrap(), "goal_period").unwrap();
    assert_ne!(shared.what, own.what);
    assert_eq!(shared.defects, own.defects);
    let funds = field(set.get("shanxi-county").unwrap(), "funds.annual.total").unwrap();
    assert!(
        funds.defects.iter().any(|defect| defect.code == "B01" && !defect.bad.is_empty() && !defect.good.is_empty())
    );
}

#[test]
fn every_job_of_an_officer_is_told_step_by_step() {
    let ids: Vec<&str> = topics().iter().map(|topic| topic.id.as_str()).collect();
    assert_eq!(ids, ["start", "fill", "print", "hand-in", "next-year", "disclosure", "backup"]);
    for topic in topics() {
        assert!(topic.title.starts_with("怎样") && topic.steps.len() >= 3, "{}", topic.id);
        assert!(topic.steps.iter().all(|step| step.ends_with('。')), "{}", topic.id);
    }
}
