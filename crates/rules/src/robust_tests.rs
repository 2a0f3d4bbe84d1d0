//! Forms that nobody fills: every rule must come back, in time that grows with the size of the form, without a panic.

use crate::testing::{Builder, bad, context, project, template, unit};
use crate::{Selection, Stage, check};
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

fn run(form: &Form) {
    for stage in [Stage::Typing, Stage::Complete] {
        let context = crate::Context { stage, ..context() };
        for finding in check(form, template(form.template()), &context, &Selection::Default) {
            assert!(finding.place.json(form).is_some(), "{finding:?}");
        }
    }
}

#[test]
fn strange_texts_in_every_cell_do_not_harm() {
    for text in STRANGE {
        run(&everywhere(project(), text, 7));
        run(&everywhere(unit(), text, 7));
    }
}

#[test]
fn texts_of_a_hundred_thousand_signs_do_not_harm() {
    let numbers: String = (0..5_000).map(|n| format!("{n}元，")).collect();
    for text in ["按".repeat(100_000), "按月".repeat(50_000), "（《".repeat(50_000), "1".repeat(100_000), numbers]
    {
        let form = everywhere(project(), &text, 1);
        check(&form, template(form.template()), &context(), &Selection::Default);
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
    let form = Form::Project(form);
    check(&form, template(form.template()), &context(), &Selection::Default);
}
