//! Planted defects of group B: totals, cost indicators, and the amounts that 项目概况 tells.

use super::draw::money;
use super::{Draw, Kind, Planted, Sample};
use jibiao_model::form::FundLine;
use jibiao_model::path::TextField;
use jibiao_model::{Entry, Yuan};

pub fn kinds() -> Vec<Kind> {
    vec![
        Kind { code: "B01", plant: sources_differ, alike: sources_add_up },
        Kind { code: "B04", plant: annual_above_period, alike: annual_within_period },
        Kind { code: "B05", plant: one_off_differs, alike: annual_within_period },
        Kind { code: "B12", plant: cost_above_total, alike: cost_within_total },
        Kind { code: "B13", plant: cost_below_total, alike: cost_within_total },
        Kind { code: "B14", plant: cost_slip, alike: cost_within_total },
        Kind { code: "B15", plant: price_above_total, alike: price_within_total },
        Kind { code: "B17", plant: items_not_sum, alike: items_make_sum },
        Kind { code: "B18", plant: item_above_total, alike: item_within_total },
        Kind { code: "B19", plant: asked_not_total, alike: asked_is_total },
        Kind { code: "B20", plant: arithmetic_wrong, alike: arithmetic_right },
        Kind { code: "B21", plant: unit_slip, alike: unit_right },
        Kind { code: "B25", plant: shares_not_whole, alike: shares_whole },
    ]
}

/// What money is spent on.
const THINGS: [&str; 16] = [
    "办公费",
    "会议费",
    "印刷费",
    "培训费",
    "宣传费",
    "差旅费",
    "设备维护费",
    "资料购置费",
    "档案整理费",
    "消毒杀虫费",
    "委托业务费",
    "水电费",
    "邮电费",
    "展板制作费",
    "场地布置费",
    "网络租用费",
];
const OVERVIEW: &[&str] = &["overview"];

fn planted(form: Sample, what: String, places: &[&str]) -> Planted {
    Planted { form, what, places: places.iter().map(|place| (*place).to_owned()).collect() }
}

fn source(draw: &mut Draw, form: &mut Sample, total: u32, sum: u32) {
    let line = draw.one(&[1_u32, 2, 3]);
    let line = if line == 1 {
        FundLine::Provincial
    } else if line == 2 {
        FundLine::Central
    } else {
        FundLine::SelfRaised
    };
    let first = draw.number(1, sum / 200) * 100;
    for funds in [&mut form.0.funds_period, &mut form.0.funds_annual] {
        funds.total = Entry::Read(Yuan(total.into()));
        funds.local = Entry::Read(Yuan((sum - first).into()));
        *funds.get_mut(line) = Entry::Read(Yuan(first.into()));
    }
}

fn sources_differ(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let off = draw.one(&[1_u32, 100, 1000, 7200, 20_000]) * draw.number(1, 3);
    let sum = if draw.number(0, 1) == 0 { 80_000 + off } else { 80_000 - off };
    source(draw, &mut form, 80_000, sum);
    let what = format!("{:?}", form.0.funds_annual);
    planted(form, what, &["funds.period.total", "funds.annual.total"])
}

fn sources_add_up(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    source(draw, &mut form, 80_000, 80_000);
    let what = format!("{:?}", form.0.funds_annual);
    (form, what)
}

fn sides(form: &mut Sample, period: u32, annual: u32) {
    form.funds(annual);
    form.0.funds_period.total = Entry::Read(Yuan(period.into()));
    form.0.funds_period.local = Entry::Read(Yuan(period.into()));
}

fn annual_above_period(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let (period, more) = (draw.number(10, 900) * 100, draw.one(&[1_u32, 50, 1000, 90_000]));
    sides(&mut form, period, period + more);
    planted(form, format!("{period}+{more}"), &["funds.annual.total", "funds.period.total"])
}

fn one_off_differs(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let (annual, more) = (draw.number(10, 900) * 100, draw.one(&[1_u32, 50, 1000, 90_000]));
    sides(&mut form, annual + more, annual);
    planted(form, format!("{annual}+{more}"), &["funds.annual.total", "funds.period.total"])
}

fn annual_within_period(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let amount = draw.number(10, 90_000) * 10;
    sides(&mut form, amount, amount);
    (form, amount.to_string())
}

fn cost_above_total(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let amount = 80_000 + 100 * draw.number(1, 900);
    let value = format!("{}{}", draw.pick(&["≤", "", "<"]), money(draw, amount));
    form.value(3, &value);
    planted(form, value, &["indicators.period[3]"])
}

fn cost_below_total(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let amount = 100 * draw.number(20, 759);
    let value = format!("{}{}", draw.pick(&["≤", "", "<"]), money(draw, amount));
    form.value(3, &value);
    planted(form, value, &["indicators.period[3]"])
}

fn cost_slip(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let off = draw.number(1, 39) * 100;
    let amount = 80_000 - off;
    let value = format!("{}{}", draw.pick(&["≤", "", "<"]), money(draw, amount));
    form.value(3, &value);
    planted(form, value, &["indicators.period[3]"])
}

fn cost_within_total(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let first = 100 * draw.number(300, 500);
    let values = (money(draw, first), money(draw, 80_000 - first));
    form.value(3, &format!("≤{}", values.0));
    form.row("成本指标", "资料印刷费", &format!("≤{}", values.1));
    (form, format!("{}+{}", values.0, values.1))
}

/// A price row and a row that counts, with price × count × times a year.
fn priced(draw: &mut Draw, product: impl Fn(&mut Draw) -> u32) -> (Sample, String) {
    let mut form = draw.bare();
    form.without("成本指标");
    let (thing, verb, noun, unit, times, counter) = match draw.number(0, 4) {
        0 => ("档案讲座", "举办", "次数", "场", 1, "次"),
        1 => ("讲解员", "聘用", "人数", "人/月", 12, "人"),
        2 => ("业务培训", "开展", "次数", "次", 1, "次"),
        3 => ("护档志愿者", "招募", "人数", "人/年", 1, "名"),
        _ => ("宣传展板", "制作", "数量", "块", 1, "块"),
    };
    let product = product(draw);
    let count = draw.one(&[2_u32, 4, 5, 8, 10]);
    let price = product.div_ceil(count * times);
    let count_value = format!("{}{count}{counter}", draw.pick(&["", "≥"]));
    let price_value = format!("{}{price}元/{unit}", draw.pick(&["", "≤"]));
    form.row("数量指标", &format!("{}{thing}{noun}", if draw.number(0, 1) == 0 { verb } else { "" }), &count_value);
    let end = draw.pick(&["费用", "补助标准", "标准", "成本"]);
    form.row("成本指标", &format!("{thing}{end}"), &price_value);
    (form, format!("{thing}{end} {price_value} × {count_value}"))
}

fn price_above_total(draw: &mut Draw, _: usize) -> Planted {
    let (form, what) = priced(draw, |draw| draw.number(81, 400) * 1000);
    planted(form, what, &["indicators.period[6]"])
}

fn price_within_total(draw: &mut Draw, _: usize) -> (Sample, String) {
    priced(draw, |draw| draw.number(10, 79) * 1000)
}

/// Parts of 80,000 元 in hundreds.
fn parts(draw: &mut Draw, count: u32) -> Vec<u32> {
    let mut left = 800;
    let mut parts = Vec::new();
    for rest in (1..count).rev() {
        let part = draw.number(10, left / (rest + 1));
        parts.push(part * 100);
        left -= part;
    }
    parts.push(left * 100);
    parts
}

/// The same list in several styles; `sum` is what the text states, where it states one.
fn listed(draw: &mut Draw, parts: &[u32], sum: u32) -> String {
    let wan = draw.number(0, 1) == 1;
    let amount = |yuan: u32| {
        if wan { format!("{}万元", f(yuan)) } else { format!("{yuan}元") }
    };
    let first = draw.number(0, 15) as usize;
    let name = |index: usize| THINGS.get((first + index) % THINGS.len()).copied().unwrap_or_default();
    let items = |separator: &str, item: &dyn Fn(usize, &u32) -> String| {
        parts.iter().enumerate().map(|(index, part)| item(index, part)).collect::<Vec<_>>().join(separator)
    };
    match draw.number(0, 6) {
        0 => format!("{}，合计{}。", items("，", &|i, part| format!("{}{}", name(i), amount(*part))), amount(sum)),
        1 => format!(
            "{}；共计人民币{}。",
            items("；", &|i, part| format!("{}约{}", name(i), amount(*part))),
            amount(sum)
        ),
        2 => format!(
            "用于{}，总计{}。",
            items("、", &|i, part| format!("{}（{}）", name(i), amount(*part))),
            amount(sum)
        ),
        3 => format!(
            "{}。以上合计共需{}。",
            items("；", &|i, part| format!("{}.{}{}", i + 1, name(i), amount(*part))),
            amount(sum)
        ),
        4 => format!(
            "{}；各项合计{}。",
            items("；", &|i, part| format!("（{}）安排{}{}", i + 1, name(i), amount(*part))),
            amount(sum)
        ),
        5 => format!(
            "支付{}，共需资金{}。",
            items("，支付", &|i, part| format!("{}用于{}", amount(*part), name(i))),
            amount(sum)
        ),
        _ => format!("{}。", items("；", &|i, part| format!("{}、{}(全年{})", i + 1, name(i), amount(*part)))),
    }
}

/// 万元 with as few decimals as needed.
fn f(yuan: u32) -> String {
    let decimals = format!("{:04}", yuan % 10_000);
    let decimals = decimals.trim_end_matches('0');
    let dot = if decimals.is_empty() { "" } else { "." };
    format!("{}{dot}{decimals}", yuan / 10_000)
}

fn items_not_sum(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let count = draw.number(3, 8);
    let mut parts = parts(draw, count);
    let off = draw.one(&[100_u32, 1000, 2000, 5000, 10_000]);
    if let Some(last) = parts.first_mut() {
        *last += off;
    }
    let text = listed(draw, &parts, 80_000);
    form.add(TextField::Overview, &text);
    planted(form, text, OVERVIEW)
}

fn items_make_sum(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let count = draw.number(3, 8);
    let parts = parts(draw, count);
    let mut text = listed(draw, &parts, 80_000);
    if draw.number(0, 3) == 0 {
        text = format!("全年共需80000元，其中：{text}");
    }
    form.add(TextField::Overview, &text);
    (form, text)
}

fn item_above_total(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let (large, small) = (draw.number(810, 3000) * 100, draw.number(20, 300) * 100);
    let (one, two) = (draw.pick(&THINGS), draw.pick(&THINGS));
    let (large, small) = (money(draw, large), money(draw, small));
    let text = match draw.number(0, 3) {
        0 => format!("用于{one}{large}，{two}{small}。"),
        1 => format!("安排{two}{small}；采购档案柜支出{large}。"),
        2 => format!("1.{one}（{large}）；2.{two}（{small}）。"),
        _ => format!("支付{one}约{large}，另付{two}{small}。"),
    };
    form.add(TextField::Overview, &text);
    planted(form, text, OVERVIEW)
}

fn item_within_total(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let (large, small) = (draw.number(900, 9000) * 100, draw.number(20, 300) * 100);
    let (one, large, small) = (draw.pick(&THINGS), money(draw, large), money(draw, small));
    let text = match draw.number(0, 4) {
        0 => format!("新馆总投资{large}，本年用于{one}{small}。"),
        1 => format!("2024年支付{one}{large}，本年安排{one}{small}。"),
        2 => format!("上级下达{large}用于全县档案工作，本年{one}{small}。"),
        3 => format!("设备合同价{large}，本年支付{one}{small}。"),
        _ => format!("用于{one}{small}，其余用于日常业务。"),
    };
    form.add(TextField::Overview, &text);
    (form, text)
}

fn asked(draw: &mut Draw, yuan: u32) -> String {
    let amount = money(draw, yuan);
    let things = draw.pick(&["档案业务", "库房管理", "宣传活动", "馆藏利用"]);
    match draw.number(0, 7) {
        0 => format!("2026年申请{things}费{amount}。"),
        1 => format!("项目资金为{amount}，用于{things}。"),
        2 => format!("开展{things}共需{amount}。"),
        3 => format!("2026年申请资金{amount}。"),
        4 => format!("根据测算，本项目年预算{amount}。"),
        5 => format!("{things}所需经费{amount}，由县财政安排。"),
        6 => format!("经测算合计共需{amount}。"),
        _ => format!("为开展{things}，申请项目经费{amount}。"),
    }
}

fn asked_not_total(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let off = draw.number(2, 500) * 100;
    let amount = if draw.number(0, 1) == 0 { 80_000 + off } else { 80_000 - off };
    let text = asked(draw, amount);
    form.add(TextField::Overview, &text);
    planted(form, text, OVERVIEW)
}

fn asked_is_total(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let amount = draw.number(100, 9000) * 100;
    let text = match draw.number(0, 3) {
        0 => {
            form.funds(amount + 30);
            format!("2026年申请资金{}万元。", f(amount))
        }
        1 => {
            form.funds(amount);
            format!("2024年申请资金{}元，已支付。本年度安排同类业务。", amount + 5000)
        }
        2 => {
            form.funds(amount * 2);
            format!("申请设备费{amount}元，申请维护费{amount}元。")
        }
        _ => {
            form.funds(amount);
            asked(draw, amount)
        }
    };
    form.value(3, "及时");
    form.add(TextField::Overview, &text);
    (form, text)
}

fn arithmetic(draw: &mut Draw, off: u32) -> String {
    let (persons, price, months) = (draw.number(2, 40), draw.number(2, 60) * 10, draw.number(2, 12));
    let made = persons * price * months;
    let stated = made + off;
    match draw.number(0, 7) {
        0 => format!("补贴{persons}人×{price}元×{months}月={stated}元。"),
        1 => format!("按{persons}*{price}*{months}={stated}元测算。"),
        2 => format!("讲课费{price}元/人/月×{persons}人×{months}个月，合计{stated}元。"),
        3 => format!("伙食费{stated}元（{persons}人×{price}元/天×{months}天）。"),
        4 => format!("（{persons}+2）人×{price}元＝{}元。", (persons + 2) * price + off),
        5 => format!("{persons}场 x {price}元 x {months}次 = {stated}元。"),
        6 => format!("{persons}×{price}+{months}×100，共计{}元。", persons * price + months * 100 + off),
        _ => format!("按照{persons}名×每月{price}元发放，{persons}名×{price}元×{months}个月共{stated}元。"),
    }
}

fn arithmetic_wrong(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let off = draw.one(&[100_u32, 1000, 2400, 50_000]) + 100;
    let text = arithmetic(draw, off);
    let field = if draw.number(0, 2) == 0 { TextField::Plan } else { TextField::Overview };
    form.add(field, &text);
    planted(form, text, &["overview", "plan"])
}

fn arithmetic_right(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let text = arithmetic(draw, 0);
    form.add(TextField::Plan, &text);
    (form, text)
}

fn unit_slip(draw: &mut Draw, turn: usize) -> Planted {
    let mut form = draw.bare();
    let total = draw.number(100, 9000) * 100;
    form.funds(total);
    form.value(3, &format!("≤{total}元"));
    let things = draw.pick(&THINGS);
    match turn % 4 {
        0 => {
            let value = format!("{}{total}万元", draw.pick(&["≤", ""]));
            form.value(3, &value);
            planted(form, value, &["indicators.period[3]"])
        }
        1 => {
            let text = format!("{things}等支出{total}万元。");
            form.add(TextField::Overview, &text);
            planted(form, text, OVERVIEW)
        }
        2 => {
            let value = format!("≤{}元", f(total));
            form.value(3, &value);
            planted(form, value, &["indicators.period[3]"])
        }
        _ => {
            let part = total / 2;
            let text = format!("{things}{part}元，邮电费{}万元。", total - part);
            form.add(TextField::Overview, &text);
            planted(form, text, OVERVIEW)
        }
    }
}

fn unit_right(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let total = draw.number(100, 9000) * 100;
    form.funds(total);
    let value = format!("≤{}万元", f(total));
    form.value(3, &value);
    let text = format!("支出{total}元，每人每月{}元。", draw.number(1, 90));
    form.add(TextField::Overview, &text);
    (form, text)
}

fn shares(draw: &mut Draw, off: i32) -> String {
    let first = i32::try_from(draw.number(2, 6)).unwrap_or_default() * 10;
    let second = i32::try_from(draw.number(1, 3)).unwrap_or_default() * 5;
    let last = 100 - first - second + off;
    match draw.number(0, 3) {
        0 => format!("合同签订后支付{first}%，验收合格支付{last}%，质保期满支付{second}%。"),
        1 => format!("办公费占{first}%，会议费占{second}%，印刷费占{last}%。"),
        2 => format!("第一次付款{first}%、第二次付款{second}%、第三次付款{last}%。"),
        _ => format!("数量权重{first}%，质量权重{last}%，时效权重{second}%。"),
    }
}

fn shares_not_whole(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let off = draw.one(&[-10, -5, -1, 1, 2, 5, 10]);
    let text = shares(draw, off);
    let field = if draw.number(0, 1) == 0 { TextField::Plan } else { TextField::Overview };
    form.add(field, &text);
    planted(form, text, &["overview", "plan"])
}

fn shares_whole(draw: &mut Draw, turn: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let text = match turn % 3 {
        0 => {
            let (one, two) = (draw.number(85, 99), draw.number(4, 9));
            format!("归档资料完整率{one}%，差错率不超过{two}%。")
        }
        1 => format!("签订合同支付{}%，完工支付{}%，余款质保期满支付。", draw.number(20, 40), draw.number(51, 59)),
        _ => shares(draw, 0),
    };
    form.add(TextField::Plan, &text);
    (form, text)
}
