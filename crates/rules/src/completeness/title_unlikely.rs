//! A30: a title that does not name the form.

use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "A30",
    name: "title_unlikely",
    title: "标题不像表的标题",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: &[Field::Text(TextField::Title)],
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "标题里没有“绩效目标”“申报表”或“目标表”。",
        why: "标题印在表的最上面；误填进标题的姓名、日期会印出来。",
        basis: "经验",
        bad: "标题：甲某某",
        good: "标题：青河县级预算部门(单位)项目支出绩效目标表",
        exceptions: "空着的标题按表样自动生成，不查。",
        change: "清空标题，按表样自动生成；确实要改的，写全表名。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let written = view.text(TextField::Title).trim();
    if written.is_empty() {
        return Outcome::NotYet;
    }
    let place = FieldPath::Text(TextField::Title);
    let named = ["绩效目标", "申报表", "目标表"].iter().any(|word| written.contains(word));
    let fault = (!named).then(|| {
        let message = format!("标题：{}不像表的标题。", quoted(written));
        Fault::new(place, message, "清空后按表样自动生成。").read(place, clip(written, 60))
    });
    Outcome::of(fault.into_iter().collect())
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().text(TextField::Title, "甲某某"), ["title"]),
        bad(unit().text(TextField::Title, "2026"), ["title"]),
        good(project()),
        good(unit().text(TextField::Title, "部门整体支出绩效目标表")),
        not_yet(project().text(TextField::Title, "")),
    ]
}
