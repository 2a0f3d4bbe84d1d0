//! Tree -> project budget table: `[{"name": "…", "total": "210.00", "carried_over": false}]`.

use super::node::{Node, Step};
use super::read::{Fault, Object, Read, kind_of, list_of};
use crate::amount::Wan;
use crate::budget_table::BudgetRow;
use crate::entry::Entry;

/// Reads a whole table.
pub(super) fn table(node: Node) -> Read<Vec<BudgetRow>> {
    if !matches!(node, Node::List(_)) {
        return Err(Fault::new(&[], format!("项目支出预算应是一列项目（[…]），现在是{}", kind_of(&node))));
    }
    list_of(node, Vec::<Step>::new(), row)
}

fn row(object: &mut Object) -> Read<BudgetRow> {
    let name = object.text("name")?;
    if name.trim().is_empty() {
        return Err(Fault::new(&object.place("name"), "没有写项目名称（name），请写上"));
    }
    let total = match object.decimal("total", Wan::read)? {
        Entry::Read(total) => total,
        Entry::Blank => {
            return Err(Fault::new(&object.place("total"), "没有写合计（total），请写上万元数，如 \"210.00\""));
        }
        Entry::Raw(_) => return Err(Fault::new(&object.place("total"), "合计读不成数，请写成万元数，如 \"210.00\"")),
    };
    Ok(BudgetRow { name, total, carried_over: object.flag("carried_over")? })
}
