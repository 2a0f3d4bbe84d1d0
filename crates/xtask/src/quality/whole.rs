//! Planted defects between the unit form and the published text: B28 and B29.

use super::Draw;
use super::across::{Across, AcrossKind};
use jibiao_model::{Entry, UnitForm, Wan};
use jibiao_rules::Disclosure;
use rust_decimal::Decimal;

pub fn kinds() -> Vec<AcrossKind> {
    vec![
        AcrossKind { code: "B28", plant: goal_of_another_sum, alike: goal_of_the_sum },
        AcrossKind { code: "B29", plant: other_count, alike: same_count },
    ]
}

const UNITS: [&str; 8] = [
    "云岫县水文站",
    "云岫县种子站",
    "云岫县文化馆",
    "云岫县疾控中心",
    "云岫县公路段",
    "云岫县林场",
    "云岫县救助站",
    "云岫县计量所",
];

fn unit(total: Option<Decimal>, subordinate: Option<u32>) -> UnitForm {
    let mut form = UnitForm { department: "云岫县档案馆".to_owned(), ..UnitForm::default() };
    form.by_source.total = total.map_or(Entry::Blank, |total| Entry::Read(Wan(total)));
    form.subordinate_units = subordinate.map_or(Entry::Blank, Entry::Read);
    form
}

/// The total, the part of this year, and how the text says which goal it is.
fn goal(draw: &mut Draw, told: impl Fn(&mut Draw, Decimal, Decimal) -> Decimal) -> Across {
    let total = Decimal::new(i64::from(draw.number(20_000, 900_000)), 2);
    let current = total - Decimal::new(i64::from(draw.number(0, 1_500)), 2);
    let told = told(draw, total, current);
    let (whose, aim) = (draw.pick(&["单位", "部门"]), draw.pick(&["整体绩效目标", "整体支出绩效目标"]));
    let lead = draw.pick(&["2026年编报", "2026年，我单位编报了", "按要求编报", "2026年度", "本年编制并公开"]);
    let text = format!("{lead}{whose}{aim}，涉及{}{told}万元。", draw.pick(&["资金", "项目资金", "金额"]));
    let (given, what) = (draw.number(0, 1) == 1, format!("{text} {total}"));
    let published = Disclosure {
        performance: text,
        total: given.then_some(Wan(total)),
        current_year: given.then_some(Wan(current)),
        ..Disclosure::default()
    };
    Across::of_unit(unit(Some(total), None), published, what, None)
}

fn goal_of_another_sum(draw: &mut Draw) -> Across {
    goal(draw, |draw, total, _| total + Decimal::new(i64::from(draw.number(200, 19_000)), 2) * Decimal::from(2))
}

fn goal_of_the_sum(draw: &mut Draw) -> Across {
    goal(draw, |draw, total, _| if draw.number(0, 1) == 0 { total } else { total.round_dp(1) })
}

/// 机构设置 that names so many units below.
fn organised(draw: &mut Draw, count: u32) -> String {
    let names: Vec<&str> =
        UNITS.iter().copied().cycle().skip(draw.number(0, 7) as usize).take(count as usize).collect();
    let names = names.join("、");
    let divisions = draw.number(2, 9);
    match draw.number(0, 2) {
        _ if count == 0 => format!("内设{divisions}个股室，无下属预算单位。"),
        0 => format!("内设{divisions}个股室，设{names}等{count}个下属事业单位。"),
        1 => format!("内设{divisions}个股室。纳入部门预算的单位包括：云岫县档案馆本级、{names}。"),
        _ => format!("内设{divisions}个股室，{names}{count}个所属预算单位。"),
    }
}

fn counted(draw: &mut Draw, written: impl Fn(&mut Draw, u32) -> u32) -> Across {
    let count = draw.number(0, 7);
    let written = written(draw, count);
    let organisation = organised(draw, count);
    let what = format!("{written} {organisation}");
    let published = Disclosure { organisation, ..Disclosure::default() };
    Across::of_unit(unit(None, Some(written)), published, what, Some(0))
}

fn other_count(draw: &mut Draw) -> Across {
    counted(draw, |draw, count| count + draw.number(1, 4))
}

fn same_count(draw: &mut Draw) -> Across {
    counted(draw, |_, count| count)
}
