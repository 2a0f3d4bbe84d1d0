//! Planted defects of group B.

use super::draw::money;
use super::{Draw, Kind, Planted, Sample};

pub fn kinds() -> Vec<Kind> {
    vec![Kind { code: "B12", plant: cost_above_total, alike: cost_within_total }]
}

fn cost_above_total(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let amount = 80_000 + 100 * draw.number(1, 900);
    let value = format!("{}{}", draw.pick(&["≤", "", "<"]), money(draw, amount));
    form.value(3, &value);
    Planted { form, what: value, places: vec!["indicators.period[3]".to_owned()] }
}

fn cost_within_total(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let first = 100 * draw.number(300, 500);
    let values = (money(draw, first), money(draw, 80_000 - first));
    form.value(3, &format!("≤{}", values.0));
    form.row("成本指标", "资料印刷费", &format!("≤{}", values.1));
    (form, format!("{}+{}", values.0, values.1))
}
