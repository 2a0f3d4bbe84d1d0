//! Forms that nobody fills: every rule must come back, in steps that grow with the size of the form, without a panic.

use crate::testing::{Builder, bad, context, project, template, unit};
use crate::view::{Sheet, View};
use crate::{RULES, Selection, Stage, check, steps};
use jibiao_model::Form;
use jibiao_model::form::Side;
use jibiao_model::path::TextField;

/// Texts that have broken parsers before.
const STRANGE: [&str; 16] = [
    "（（（《《《",
    "）》】〕",
    "🙂👨‍👩‍👧‍👦",
    "\u{0}\u{7f}",
    "e\u{301}\u{301}",
    "≥≥≥",
    "%",
    "每年",
    "1e999",
    "-0.0000000000001元",
    "99999999999999999999999999999999万元",
    "２０２６年１３月３２日",
    "13月32日至0月0日",
    "；；；",
    "/",
    "元/元/元/元",
];

/// The text in every text field, and as name and value of the first `rows` rows.
fn everywhere(form: Builder, text: &str, rows: usize) -> Form {
    let fields = [TextField::Department, TextField::Head, TextField::FilledAt];
    let project = [
        TextField::ProjectName,
        TextField::Attribute,
        TextField::Term,
        TextField::Overview,
        TextField::Basis,
        TextField::Plan,
        TextField::GoalPeriod,
        TextField::GoalAnnual,
    ];
    let is_project = matches!(form.clone().build(), Form::Project(_));
    let own: &[TextField] = if is_project { &project } else { &[TextField::Duties, TextField::AnnualGoal] };
    let form = fields.iter().chain(own).fold(form.year(text), |form, field| form.text(*field, text));
    (0..rows).fold(form, |form, index| form.name(index, text).value(index, text)).build()
}

/// Every rule comes to its own end: none panics and none is stopped.
fn run(form: &Form, stage: Stage) {
    let context = crate::Context { stage, ..context() };
    for finding in check(form, template(form.template()), &context, &Selection::Default) {
        assert!(finding.place.json(form).is_some(), "{finding:?}");
        assert!(!finding.message.contains("没有得出结论"), "{finding:?}");
    }
}

#[test]
fn strange_texts_in_every_cell_do_not_harm() {
    for text in STRANGE {
        for form in [everywhere(project(), text, 7), everywhere(unit(), text, 7)] {
            run(&form, Stage::Typing);
            run(&form, Stage::Complete);
        }
    }
}

#[test]
fn texts_of_a_hundred_thousand_signs_do_not_harm() {
    let numbers: String = (0..5_000).map(|n| format!("{n}元，")).collect();
    for text in ["按".repeat(100_000), "按月".repeat(50_000), "（《".repeat(50_000), "1".repeat(100_000), numbers]
    {
        run(&everywhere(project(), &text, 1), Stage::Complete);
    }
}

#[test]
fn ten_thousand_rows_do_not_harm() {
    let fixture = bad(project().name(0, "河道巡查次数（次）"), []);
    let Form::Project(mut form) = fixture.form else { unreachable!() };
    for side in Side::BOTH {
        let rows = form.indicators.side_mut(side);
        let first = rows[0].clone();
        rows.extend((100..10_100).map(|id| {
            let mut row = first.clone();
            row.id = jibiao_model::RowId(id + 20_000 * u32::from(side == Side::Annual));
            row.level2 = ["数量指标", "质量指标", "别的"][id as usize % 3].to_owned();
            row.name = if id % 2 == 0 { format!("河道巡查次数{}", id / 4) } else { row.name };
            row
        }));
    }
    form.indicators.annual.reverse();
    run(&Form::Project(form), Stage::Complete);
}

/// Texts of many shapes, each sentence of which stands for itself.
const SENTENCES: [&str; 14] = [
    "按月巡查河道并做好记录。",
    "巡查费5万元，打捞费2万元，培训费1.5万元，",
    "（按《河道管理办法》（青政发〔2024〕8号）第3条）",
    "2026年3月至2026年12月底前完成巡查12次；",
    "8人×200元×12月=19200元，",
    "补助巡查员30人，每人每月600元，全年21.6万元。",
    "1.巡查；2.打捞；3.培训，合计8万元；",
    "由白石县水务局负责，青河县水务局配合，",
    "张建国同志，电话13800138000，身份证110101199003070000，",
    "每季度举办培训班2期，不少于6次以上，",
    "第一次支付30%，第二次支付60%，第三次支付10%。",
    "一二三四五六七八九十百千万亿",
    "巡查巡查，正产运行、所有本项目，",
    "((((1+2)*3)+4)*5)",
];

/// How many steps each rule takes on a form; what it shares with others counts for the first that asks for it.
fn steps_of_rules(form: &Form) -> Vec<(&'static str, u64)> {
    let (template, context) = (template(form.template()), crate::Context { stage: Stage::Complete, ..context() });
    let sheet = Sheet::new(form, template, &context);
    let counted = RULES.iter().map(|rule| {
        let answered = || drop(crate::check::answer(rule, &View::new(&sheet)));
        (rule.code, steps::count(answered))
    });
    counted.collect()
}

/// Twice as much takes at most about twice as many steps; gives the rules that take more.
fn uneven(what: &str, one: &Form, two: &Form) -> Vec<String> {
    let both = steps_of_rules(one).into_iter().zip(steps_of_rules(two));
    let uneven = both.filter(|((_, one), (_, two))| *two > one * 9 / 4 + 2_000);
    uneven.map(|((code, one), (_, two))| format!("{code} {what}: {one} steps, then {two}")).collect()
}

#[test]
fn steps_grow_with_the_length_of_the_texts() {
    let fields = [TextField::Overview, TextField::Basis, TextField::Plan, TextField::GoalPeriod];
    let fields = fields.into_iter().chain([TextField::GoalAnnual, TextField::Safeguards, TextField::Necessity]);
    let long = |sentence: &str, times: usize| {
        let text = sentence.repeat(times);
        let form = fields.clone().fold(project(), |form, field| form.text(field, &text));
        form.name(0, &text).value(0, &text).build()
    };
    let of = |sentence| uneven(sentence, &long(sentence, 60), &long(sentence, 120));
    assert_eq!(SENTENCES.into_iter().flat_map(of).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn steps_grow_with_the_number_of_rows() {
    let long = |times: u32| {
        let Form::Project(mut form) = project().build() else { unreachable!() };
        for side in Side::BOTH {
            let rows = form.indicators.side_mut(side);
            let first = rows.clone();
            rows.extend((1..=times).flat_map(|time| {
                first.iter().map(move |row| {
                    let mut row = row.clone();
                    row.id = jibiao_model::RowId(row.id.0 + time * 100 + 100_000 * u32::from(side == Side::Annual));
                    row.name = format!("{}{time}", row.name);
                    row
                })
            }));
        }
        Form::Project(form)
    };
    assert_eq!(uneven("rows", &long(50), &long(100)), [""; 0]);
}
