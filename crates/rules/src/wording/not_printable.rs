//! F16: a character that no font has.

use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "F16",
    name: "not_printable",
    title: "有打印不出来的字",
    severity: Severity::Error,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: &[
        Field::Text(TextField::Title),
        Field::Text(TextField::ProjectName),
        Field::Text(TextField::DepartmentCode),
        Field::Text(TextField::Department),
        Field::Text(TextField::ImplementingUnit),
        Field::Text(TextField::Attribute),
        Field::Text(TextField::Term),
        Field::Text(TextField::Overview),
        Field::Text(TextField::Basis),
        Field::Text(TextField::Necessity),
        Field::Text(TextField::Safeguards),
        Field::Text(TextField::Plan),
        Field::Text(TextField::GoalPeriod),
        Field::Text(TextField::GoalAnnual),
        Field::Text(TextField::Head),
        Field::Text(TextField::Preparer),
        Field::Text(TextField::Phone),
        Field::Text(TextField::FilledAt),
        Field::Text(TextField::Duties),
        Field::Text(TextField::StrategicGoal),
        Field::Text(TextField::AnnualGoal),
        Field::Rows(Side::Period, RowField::Level1),
        Field::Rows(Side::Period, RowField::Level2),
        Field::Rows(Side::Period, RowField::Name),
        Field::Rows(Side::Period, RowField::Value),
        Field::Rows(Side::Annual, RowField::Level1),
        Field::Rows(Side::Annual, RowField::Level2),
        Field::Rows(Side::Annual, RowField::Name),
        Field::Rows(Side::Annual, RowField::Value),
    ],
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "表上有字体里没有的字，打印时会变成〓。",
        why: "签字盖章的表上少一个字，就不是完整的表。",
        basis: "经验",
        bad: "名称里有🙂",
        good: "只用汉字、数字和常用符号",
        exceptions: "程序的版面从不截断文字、从不折断数字，所以只需要查字体里有没有；没有装字体时不查。",
        change: "换成常用字或常用符号。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let Some(printable) = view.glyphs() else { return Outcome::NotApplicable };
    let (mut filled, mut faults): (bool, Vec<Fault>) = (false, Vec::new());
    for (field, _) in TextField::ALL {
        let text = view.text(field);
        filled |= !text.trim().is_empty();
        faults.extend(fault(FieldPath::Text(field), view.label(field), text, printable));
    }
    let of_rows = rows::test(view, |row| {
        filled = true;
        let name = fault(row.cell(RowField::Name), "指标名称", row.name(), printable);
        Verdict::of(name.or_else(|| fault(row.cell(RowField::Value), "指标值", row.value(), printable)))
    });
    if let Outcome::Findings(more) = of_rows {
        faults.extend(more);
    }
    if filled { Outcome::of(faults) } else { Outcome::NotYet }
}

fn fault(place: FieldPath, label: &str, text: &str, printable: &dyn Fn(char) -> bool) -> Option<Fault> {
    let missing = text.chars().find(|c| !c.is_control() && !printable(*c))?;
    let message = format!("{label}：字体里没有“{missing}”（U+{:04X}）。", u32::from(missing));
    Some(Fault::new(place, message, "换一个字，否则会印成〓。").read(place, missing.to_string()))
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().text(TextField::Plan, "每月巡查🙂。"), ["plan"]).printed_with(|c| c < '\u{1F000}'),
        bad(project().name(1, "巡查记录完整率🙂"), ["indicators.period[1].name"]).printed_with(|c| c < '\u{1F000}'),
        bad(unit().value(4, "改善🙂"), ["indicators[4].value"]).printed_with(|c| c < '\u{1F000}'),
        good(project()).printed_with(|c| c < '\u{1F000}'),
        good(unit()).printed_with(|c| c < '\u{1F000}'),
        not_yet(blank()).printed_with(|_| true),
        not_applicable(project().text(TextField::Plan, "每月巡查🙂。")),
    ]
}
