use super::*;
use chrono::NaiveDate;
use jibiao_model::template::TemplateSet;
use jibiao_model::value::Reading;
use jibiao_model::{Form, IndicatorRow, ProjectForm, RowId};
use jibiao_rules::{Context, RULES, Selection, Stage};
use std::collections::{BTreeSet, HashSet};

fn line(level2: &str, name: &str, value: &str) -> IndicatorLine {
    let [level2, name, value] = [level2, name, value].map(str::to_owned);
    IndicatorLine { level1: "产出指标".to_owned(), level2, name, value }
}

fn names(found: &[&Indicator]) -> Vec<String> {
    found.iter().map(|indicator| indicator.name.clone()).collect()
}

#[test]
fn the_file_is_accepted_and_holds_enough() {
    let library = read::parse(read::BUILTIN).unwrap();
    assert!(library.indicators.len() >= 220, "{}", library.indicators.len());
    assert!(library.kinds.len() >= 12);
    assert_eq!(&library, builtin());
}

#[test]
fn a_wrong_key_or_level_is_refused() {
    assert!(read::parse("[[kind]]\nkey = 'a'\nname = 'a'\nabout = 'a'\n[kind.indicators]\nquantities = []").is_err());
    assert!(read::parse("[[kind]]\nkey = 'a'\nname = 'a'\nabout = 'a'\nhint = 'a'\n[kind.indicators]").is_err());
}

#[test]
fn nothing_stands_twice() {
    let library = builtin();
    let keys: BTreeSet<_> = library.kinds.iter().flat_map(|kind| [&kind.key, &kind.name]).collect();
    assert_eq!(keys.len(), 2 * library.kinds.len());
    let mut seen = HashSet::new();
    for indicator in &library.indicators {
        assert!(seen.insert(&indicator.name), "{}", indicator.name);
        let values: BTreeSet<_> = indicator.values.iter().collect();
        assert_eq!(values.len(), indicator.values.len(), "{}", indicator.name);
    }
}

#[test]
fn every_kind_covers_what_a_form_must_have() {
    use Level2::*;
    for kind in &builtin().kinds {
        let levels: HashSet<Level2> =
            builtin().indicators.iter().filter(|i| i.kind == kind.key).map(|i| i.level2).collect();
        for needed in [Quantity, Quality, Timeliness, Cost, BeneficiarySatisfaction] {
            assert!(levels.contains(&needed), "{}: {needed:?}", kind.name);
        }
        assert!([Economic, Social, Ecological, Sustainability].iter().any(|l| levels.contains(l)), "{}", kind.name);
        assert!(!kind.about.is_empty());
    }
}

#[test]
fn every_value_reads_and_the_values_of_an_indicator_are_of_one_kind() {
    for indicator in &builtin().indicators {
        let readings: Vec<Reading> = indicator.values.iter().map(|v| value::read(v)).collect();
        assert!(!readings.is_empty() && !indicator.note.is_empty(), "{}", indicator.name);
        for (reading, written) in readings.iter().zip(&indicator.values) {
            let good = reading.is_quantity() || reading.is_time() || matches!(reading, Reading::Words(_));
            assert!(good, "{} {written}: {reading:?}", indicator.name);
            assert_eq!(&value::canonical(reading), written, "{}", indicator.name);
        }
        let kind = |reading: &Reading| (reading.is_time(), matches!(reading, Reading::Words(_)));
        assert!(readings.iter().all(|reading| kind(reading) == kind(&readings[0])), "{}", indicator.name);
    }
}

/// A form of one indicator a side, in the template that has a place for it.
fn form_of(indicator: &Indicator, value: &str) -> (Form, &'static Template) {
    let set = TemplateSet::builtin();
    let placed = ["shanxi-county", "cost-first-2021"].into_iter().filter_map(|id| set.get(id));
    let (template, (level1, level2)) =
        placed.filter_map(|template| Some((template, indicator.labels(template)?))).next().unwrap();
    let mut form = ProjectForm { template: template.id.clone(), ..ProjectForm::default() };
    for (id, side) in template.sides.iter().enumerate() {
        form.indicators.side_mut(*side).push(IndicatorRow {
            id: RowId(id as u32),
            level1: level1.to_owned(),
            level2: level2.to_owned(),
            name: indicator.name.clone(),
            value: value.to_owned(),
            weight: jibiao_model::Entry::Blank,
        });
    }
    (Form::Project(form), template)
}

/// Every rule of the rows' own wording: values (C), time (D), wording (F), placement (G), also those that are off by default. Without
/// C23, which asks for a = that no form prints.
#[test]
fn the_rule_book_has_nothing_against_any_example() {
    let codes: Vec<&'static str> = RULES
        .iter()
        .map(|rule| rule.code)
        .filter(|code| code.starts_with(['C', 'D', 'F', 'G']) && *code != "C23")
        .collect();
    let selection = Selection::Only(codes);
    let today = NaiveDate::from_ymd_opt(2025, 12, 1).unwrap();
    let context = Context { today, stage: Stage::Typing, copy: None };
    let mut complaints = Vec::new();
    for indicator in &builtin().indicators {
        for value in &indicator.values {
            let (form, template) = form_of(indicator, value);
            for finding in jibiao_rules::check(&form, template, &context, &selection) {
                complaints.push(format!("{} {}", finding.code, finding.message));
            }
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn an_indicator_knows_its_place_in_each_template() {
    let cost = builtin().search(&Query { text: "维护服务费用", ..Query::default() })[0];
    let set = TemplateSet::builtin();
    assert_eq!(cost.level1(), Level1::Output);
    assert_eq!(cost.unit(), "万元");
    assert_eq!(cost.labels(set.get("shanxi-county").unwrap()), Some(("产出指标", "成本指标")));
    assert_eq!(cost.labels(set.get("cost-first-2021").unwrap()), Some(("成本指标", "经济成本指标")));
    let noise = builtin().search(&Query { level2: Some(Level2::EcologicalCost), ..Query::default() })[0];
    assert_eq!(noise.labels(set.get("shanxi-county").unwrap()), None);
}

#[test]
fn it_is_found_by_characters_and_by_initials() {
    let find = |text: &str| names(&builtin().search(&Query { text, ..Query::default() }));
    assert_eq!(find("参训人数")[0], "参训人数");
    assert_eq!(find("cxrs"), ["参训人数"]);
    assert_eq!(find("CXRS"), ["参训人数"]);
    assert!(find("培训").len() > 5);
    assert_eq!(find("培训")[0], "培训课时");
    assert!(find("合同 租").iter().any(|name| name == "租用办公用房面积"), "{:?}", find("合同 租"));
    assert_eq!(find("没有这种指标"), Vec::<String>::new());
    assert_eq!(find("").len(), builtin().indicators.len());
    let query = Query { text: "myd", level2: Some(Level2::BeneficiarySatisfaction), kind: Some("training") };
    assert_eq!(names(&builtin().search(&query)), ["参训学员满意度", "参会代表满意度"]);
}

#[test]
fn what_the_unit_used_comes_first_and_once() {
    let lines = [
        line("数量指标", "培训课时", "≥30学时"),
        line("数量指标", "培训课时", "≥16学时"),
        line("数量指标", "培训课时", "≥30学时"),
        line("数量指标", "培训乡村教师人数", "≥50人"),
        line("别的指标", "培训", "3"),
        line("数量指标", " ", "3"),
    ];
    let own = Library::of_lines(&lines);
    assert_eq!(own.indicators.len(), 2);
    assert_eq!(own.indicators[0].values, ["≥30学时", "≥16学时"]);
    let found = suggest(&own, &Query { text: "培训", level2: Some(Level2::Quantity), kind: None });
    assert_eq!(names(&found)[..2], ["培训课时", "培训乡村教师人数"]);
    assert_eq!(found.iter().filter(|indicator| indicator.name == "培训课时").count(), 1);
    assert!(found.iter().any(|indicator| indicator.kind == "training"));
    assert_eq!(Library::of_lines(&[]), Library::default());
}
