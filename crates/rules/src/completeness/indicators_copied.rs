//! A24: two forms with nearly the same indicators.

use crate::batch::normal_name;
use crate::batch_prelude::*;
use crate::shared::text::bare_name;
use std::collections::HashMap;

pub(crate) static RULE: BatchRule = BatchRule {
    facts: Facts {
        code: "A24",
        name: "indicators_copied",
        title: "两份表的指标大半相同",
        severity: Severity::Warning,
        since: "0.1.0",
        forms: Needs::Nothing.title(),
        except: &[],
        waivable: true,
        default_on: true,
        risk: Risk::Medium,
        doc: Doc {
            checks: "同一单位的两份项目表，指标名称有八成以上相同（各占两份表的八成，名称被截短的也算）。",
            why: "不同的项目用同一套指标，多半是复制后没有改。",
            basis: "经验",
            bad: "河道巡查、水库巡查两份表 7 条指标有 6 条同名",
            good: "各写各的产出",
            exceptions: "不到 3 条指标的表不比；同类补助分几个项目的，忽略并说明。",
            change: "按项目自己的内容改指标；报在名称靠后的一份表上。",
        },
    },
    needs: Needs::Nothing,
    check,
    #[cfg(test)]
    fixtures,
};

fn check(batch: &Batch<'_>) -> Vec<BatchFault> {
    let mut of_unit: HashMap<(String, Option<i32>), Vec<Names<'_>>> = HashMap::new();
    for (index, form) in batch.projects() {
        let mut names: Vec<&str> = form.rows.iter().map(|row| bare_name(&row.name)).collect();
        names.sort_unstable();
        names.dedup();
        if names.len() >= FEWEST {
            let names = Names { index, form, names };
            of_unit.entry((normal_name(&form.unit), form.year)).or_default().push(names);
        }
    }
    let mut faults: Vec<BatchFault> = of_unit.into_values().flat_map(alike).collect();
    faults.sort_by_key(|fault| fault.form);
    faults
}

/// Forms with fewer names are not compared.
const FEWEST: usize = 3;
/// A clipped name has at least so many signs.
const CLIPPED: usize = 4;

struct Names<'a> {
    index: usize,
    form: &'a BatchForm,
    /// Sorted, each once.
    names: Vec<&'a str>,
}

/// Every form that is like one whose name stands before its own, with the first of these.
fn alike(mut forms: Vec<Names<'_>>) -> Vec<BatchFault> {
    forms.sort_by(|a, b| (&a.form.name, a.index).cmp(&(&b.form.name, b.index)));
    // Forms with the very same names are compared once, in place of their first.
    let mut first_of: HashMap<&[&str], usize> = HashMap::new();
    let mut faults = Vec::new();
    // Where a name, and where what a clipped name begins with, stands among the forms seen so far.
    let mut holders: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, form) in forms.iter().enumerate() {
        if let Some(first) = first_of.get(form.names.as_slice()).and_then(|first| forms.get(*first)) {
            faults.push(fault(form, first));
            continue;
        }
        first_of.insert(&form.names, at);
        // Of forms that are alike at most a fifth of the names, and so of the beginnings, stands in one only.
        let mut shared: HashMap<usize, usize> = HashMap::new();
        let beginnings = beginnings(form);
        for beginning in &beginnings {
            for other in holders.get(*beginning).into_iter().flatten() {
                *shared.entry(*other).or_default() += 1;
            }
        }
        let mut likely: Vec<usize> = shared
            .into_iter()
            .filter(|(_, count)| beginnings.len().saturating_sub(*count) * 5 <= form.names.len())
            .map(|(other, _)| other)
            .collect();
        likely.sort_unstable();
        let like = likely.into_iter().filter_map(|other| forms.get(other)).find(|other| is_alike(form, other));
        faults.extend(like.map(|other| fault(form, other)));
        for beginning in beginnings {
            holders.entry(beginning).or_default().push(at);
        }
    }
    faults
}

/// The first signs of each name, each once.
fn beginnings<'a>(form: &Names<'a>) -> Vec<&'a str> {
    let begin =
        |name: &&'a str| name.char_indices().nth(CLIPPED).map_or(*name, |(end, _)| name.get(..end).unwrap_or(name));
    let mut all: Vec<&str> = form.names.iter().map(begin).collect();
    all.dedup();
    all
}

fn is_alike(a: &Names<'_>, b: &Names<'_>) -> bool {
    let same = a.names.iter().filter(|name| b.names.iter().any(|other| is_same(name, other))).count();
    let back = b.names.iter().filter(|name| a.names.iter().any(|other| is_same(name, other))).count();
    same * 5 >= a.names.len() * 4 && back * 5 >= b.names.len() * 4
}

/// The same name, or the beginning of it.
fn is_same(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    long == short || (long.starts_with(short) && short.chars().nth(CLIPPED - 1).is_some())
}

fn fault(form: &Names<'_>, other: &Names<'_>) -> BatchFault {
    let name = other.form.name.trim();
    let other = if name.is_empty() { "没有写名称的另一份表".to_owned() } else { quoted(name) };
    let message = format!("绩效指标：与{other}的指标名称八成以上相同。");
    let fault = Fault::new(FieldPath::Text(TextField::ProjectName), message, "按本项目的内容写指标。");
    BatchFault { form: Some(form.index), fault }
}

#[cfg(test)]
fn fixtures() -> Vec<BatchFixture> {
    vec![
        forms([project(), project().text(TextField::ProjectName, "青河水库巡查")]).bad([(0, "project_name")]),
        forms([
            project()
                .text(TextField::ProjectName, "甲巡查")
                .name(0, "水库巡查次数")
                .without(|row| row.name == "沿河居民满意度"),
            project()
                .text(TextField::ProjectName, "丙巡查")
                .name(1, "巡查记录完")
                .without(|row| row.name == "沿河居民满意度"),
        ])
        .bad([(0, "project_name")]),
        forms([
            project(),
            project()
                .text(TextField::ProjectName, "水库")
                .name(0, "水库巡查")
                .name(1, "大坝完好率")
                .name(2, "加固完成时间"),
        ]),
        forms([
            project(),
            project().text(TextField::ProjectName, "水库").text(TextField::ImplementingUnit, "青河县水库站"),
        ]),
        forms([
            project().without(|row| row.id.0 % 7 > 1),
            project().text(TextField::ProjectName, "水库").without(|row| row.id.0 % 7 > 1),
        ]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_fifths_of_the_names_of_both_are_the_same() {
        let form = crate::batch::testing::named("河道巡查", "");
        let all = ["一一", "二二", "三三", "四四", "五五", "六六", "七七", "八八", "九九", "十十"];
        let of = |count: usize| Names { index: 0, form: &form, names: all[..count].to_vec() };
        assert!(is_alike(&of(10), &of(8)) && is_alike(&of(8), &of(10)));
        assert!(!is_alike(&of(10), &of(7)) && !is_alike(&of(7), &of(10)));
    }

    #[test]
    fn names_that_begin_alike_count_each() {
        let names = |last: [&'static str; 2]| -> Vec<&'static str> {
            let same = [
                "巡查记录一",
                "巡查记录七",
                "巡查记录三",
                "巡查记录二",
                "巡查记录五",
                "巡查记录八",
                "巡查记录六",
                "巡查记录四",
            ];
            same.into_iter().chain(last).collect()
        };
        let (one, two) = (crate::batch::testing::named("甲巡查", ""), crate::batch::testing::named("乙巡查", ""));
        let faults = alike(vec![
            Names { index: 0, form: &one, names: names(["水面清理率", "汛期值守天数"]) },
            Names { index: 1, form: &two, names: names(["渠道衬砌长度", "闸门更换数量"]) },
        ]);
        assert_eq!(faults.len(), 1);
        let faults = alike(vec![
            Names { index: 0, form: &one, names: vec!["巡查记录完整率", "水面清理率"] },
            Names { index: 1, form: &two, names: vec!["巡查记录", "水面清理率"] },
        ]);
        assert_eq!(faults.len(), 1);
    }

    #[test]
    fn a_clipped_name_has_four_signs_at_least() {
        assert!(is_same("巡查记录", "巡查记录完整率") && is_same("巡查记录完整率", "巡查记录"));
        assert!(!is_same("巡查记", "巡查记录完整率") && is_same("巡查", "巡查"));
    }
}
