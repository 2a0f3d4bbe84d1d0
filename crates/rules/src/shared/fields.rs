//! Which fields a template prints: a label may be there for a field that the grid leaves out.

use jibiao_model::Template;
use jibiao_model::path::TextField;
use jibiao_model::template::{Body, Cell, Content, Field};

/// True where the grid or the signature line of the template holds this text.
pub(crate) fn prints(template: &Template, text: TextField) -> bool {
    let wanted = Field::Text(text);
    let holds = |cell: &Cell| matches!(&cell.content, Content::Field { field, .. } if *field == wanted);
    let in_grid = template.grid.sections.iter().any(|section| {
        let rows = match &section.body {
            Body::Fixed(rows) => rows.as_slice(),
            Body::Indicators(row) | Body::KeyTasks(row) => std::slice::from_ref(row),
        };
        section.side.iter().chain(rows.iter().flat_map(|row| &row.cells)).any(holds)
    });
    in_grid || template.grid.signature.pieces.iter().any(|(_, field)| *field == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::template;

    #[test]
    fn what_the_grid_leaves_out_is_not_printed() {
        assert!(prints(template("shanxi-county"), TextField::GoalPeriod));
        assert!(prints(template("shanxi-county"), TextField::Department));
        assert!(prints(template("shanxi-unit"), TextField::Duties));
        assert!(prints(template("shanxi-unit"), TextField::Head));
        assert!(!prints(template("cost-first-2021"), TextField::GoalPeriod));
    }
}
