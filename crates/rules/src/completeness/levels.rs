//! Parts of the indicator tree that must hold at least one row, on the side that stands for the whole form.

use crate::prelude::*;

/// What a rule about a second level with a value reads.
pub(super) const READS_WITH_VALUE: &[Field] = &[
    Field::Rows(Side::Period, RowField::Level2),
    Field::Rows(Side::Period, RowField::Value),
    Field::Rows(Side::Annual, RowField::Level2),
    Field::Rows(Side::Annual, RowField::Value),
];

/// True where the template's tree has this first level.
pub(super) fn has_level1(view: &View<'_>, level: Level1) -> bool {
    view.template().tree.iter().any(|node| node.kind == level)
}

/// True where the template's tree has a second level of this kind.
pub(super) fn has_level2(view: &View<'_>, wanted: impl Fn(Level2) -> bool) -> bool {
    view.template().tree.iter().flat_map(|node| &node.children).any(|node| wanted(node.kind))
}

/// A finding at the side's indicators where no row is `there`; `asked` says whether the template has such rows at all.
pub(super) fn ask(
    view: &View<'_>,
    asked: bool,
    there: impl Fn(&Row<'_, '_>) -> bool,
    message: &str,
    advice: &str,
) -> Outcome {
    if !asked {
        return Outcome::NotApplicable;
    }
    let side = view.main_side();
    if view.rows(side).any(|row| there(&row)) {
        return Outcome::Pass;
    }
    if view.typing() {
        return Outcome::NotYet;
    }
    Outcome::Findings(vec![Fault::new(FieldPath::Indicators(side), message, advice)])
}

#[cfg(test)]
mod tests {
    use super::super::{quality_missing, quantity_missing, timeliness_missing};
    use super::*;
    use crate::testing::{blank, context, template};

    #[test]
    fn a_second_level_is_asked_for_where_the_template_has_it() {
        let form = blank().build();
        for (rule, level) in [
            (&quantity_missing::RULE, Level2::Quantity),
            (&quality_missing::RULE, Level2::Quality),
            (&timeliness_missing::RULE, Level2::Timeliness),
        ] {
            let with = |keep: &dyn Fn(Level2) -> bool| {
                let mut template = template("shanxi-county").clone();
                template.tree.iter_mut().for_each(|node| node.children.retain(|child| keep(child.kind)));
                crate::outcome(rule, &form, &template, &context())
            };
            assert!(matches!(with(&|kind| kind == level), Outcome::Findings(_)), "{}", rule.code);
            assert_eq!(with(&|kind| kind != level), Outcome::NotApplicable, "{}", rule.code);
        }
    }
}
