//! Planted defects of group B: totals, cost indicators, and the amounts that 项目概况 tells.

use super::draw::money;
use super::{Draw, Kind, Planted, Sample};
use jibiao_model::form::{FundLine, Funds};
use jibiao_model::path::TextField;
use jibiao_model::{Entry, Yuan};
use rust_decimal::Decimal;

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

/// The sources that money may come from, with their names in the shape of what was planted.
const LINES: [(FundLine, &str); 5] = [
    (FundLine::Central, "中央"),
    (FundLine::Provincial, "省级"),
    (FundLine::Local, "本级"),
    (FundLine::SelfRaised, "自筹"),
    (FundLine::Other, "其他"),
];

/// Funds of this many cents from two to four sources, the total `off` cents away from their sum; and how they look.
fn sources(draw: &mut Draw, cents: i64, off: i64) -> (Funds, String) {
    let (mut funds, mut left, mut what) = (Funds::default(), cents, String::new());
    let yuan = |cents: i64| Entry::Read(Yuan(Decimal::new(cents, 2)));
    let (first, count) = (draw.number(0, 4) as usize, draw.number(2, 4));
    for index in 0..count {
        let Some((line, name)) = LINES.get((first + index as usize) % LINES.len()) else { continue };
        let part = if index + 1 == count { left } else { left / i64::from(draw.number(2, 9)) };
        left -= part;
        *funds.get_mut(*line) = yuan(part);
        what.push_str(name);
    }
    for (line, _) in LINES {
        // An empty cell and a zero say the same.
        if matches!(funds.get(line), Entry::Blank) && draw.number(0, 3) == 0 {
            *funds.get_mut(line) = yuan(0);
        }
    }
    funds.total = yuan(cents + off);
    what.push_str(if off < 0 { "，总额少" } else { "，总额多" });
    what.push_str(if off % 100 == 0 { "" } else { "（有角分）" });
    (funds, what)
}

fn sources_differ(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let off = i64::from(draw.one(&[1_u32, 50, 100, 10_000, 720_000, 2_000_000]) * draw.number(1, 3));
    let off = if draw.number(0, 1) == 0 { off } else { -off };
    let (funds, what) = sources(draw, 8_000_000, off);
    let sides = draw.pick(&["两边", "实施期", "年度"]);
    if sides != "年度" {
        form.0.funds_period = funds.clone();
    }
    if sides != "实施期" {
        form.0.funds_annual = funds;
    }
    planted(form, format!("{sides}：{what}"), &["funds.period.total", "funds.annual.total"])
}

fn sources_add_up(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let cents = i64::from(draw.number(1_000, 900_000)) * i64::from(draw.one(&[1_u32, 100, 10_000]));
    let (funds, what) = sources(draw, cents, 0);
    form.0.funds_period = funds.clone();
    form.0.funds_annual = funds;
    (form, what)
}

/// A period with these cents and a year with others, from sources of their own.
fn sides(draw: &mut Draw, period: i64, annual: i64) -> (Sample, String) {
    let mut form = draw.bare();
    let ((of_period, one), (of_year, two)) = (sources(draw, period, 0), sources(draw, annual, 0));
    form.0.funds_period = of_period;
    form.0.funds_annual = of_year;
    let written = |what: &str| what.replace("，总额多", "");
    (form, format!("实施期{}，年度{}", written(&one), written(&two)))
}

/// More cents: a cent, some 元, much.
fn more(draw: &mut Draw) -> i64 {
    i64::from(draw.one(&[1_u32, 100, 5_000, 100_000, 9_000_000]) * draw.number(1, 9))
}

fn annual_above_period(draw: &mut Draw, _: usize) -> Planted {
    let (period, more) = (i64::from(draw.number(10, 900)) * 10_000, more(draw));
    let (form, what) = sides(draw, period, period + more);
    planted(form, what, &["funds.annual.total", "funds.period.total"])
}

fn one_off_differs(draw: &mut Draw, _: usize) -> Planted {
    let (annual, more) = (i64::from(draw.number(10, 900)) * 10_000, more(draw));
    let (form, what) = sides(draw, annual + more, annual);
    planted(form, what, &["funds.annual.total", "funds.period.total"])
}

fn annual_within_period(draw: &mut Draw, _: usize) -> (Sample, String) {
    let cents = i64::from(draw.number(10, 90_000)) * 1_000;
    sides(draw, cents, cents)
}

/// Cost indicators that make so many 元 (a multiple of 100) in one to four rows, each written in its own way; the first of them is row 3.
fn costs(draw: &mut Draw, yuan: u32) -> (Sample, String) {
    let mut form = draw.bare();
    let (count, first) = (draw.number(1, 4), draw.number(0, 15) as usize);
    let (mut left, mut what) = (yuan / 100, String::new());
    for index in 0..count {
        let part = if index + 1 == count { left } else { left / draw.number(2, 5) };
        left -= part;
        let amount = match draw.number(0, 2) {
            0 => grouped(part * 100),
            _ => money(draw, part * 100),
        };
        let value = format!("{}{amount}", draw.pick(&["≤", "", "<", "不超过", "＜"]));
        what.push_str(&format!("{value}；"));
        if index == 0 {
            form.value(3, &value);
        } else {
            let name = THINGS.get((first + index as usize) % THINGS.len()).copied().unwrap_or_default();
            form.row("成本指标", name, &value);
        }
    }
    (form, what)
}

/// 12,500元
fn grouped(yuan: u32) -> String {
    if yuan < 1000 { format!("{yuan}元") } else { format!("{},{:03}元", yuan / 1000, yuan % 1000) }
}

const COST_ROWS: &[&str] = &[
    "indicators.period[3]",
    "indicators.period[6]",
    "indicators.period[7]",
    "indicators.period[8]",
    "indicators.period",
];

fn cost_above_total(draw: &mut Draw, _: usize) -> Planted {
    let amount = 80_000 + 100 * draw.number(1, 900);
    let (form, what) = costs(draw, amount);
    planted(form, what, COST_ROWS)
}

fn cost_below_total(draw: &mut Draw, _: usize) -> Planted {
    let amount = 100 * draw.number(20, 759);
    let (form, what) = costs(draw, amount);
    planted(form, what, COST_ROWS)
}

fn cost_slip(draw: &mut Draw, _: usize) -> Planted {
    let amount = 80_000 - draw.number(1, 39) * 100;
    let (form, what) = costs(draw, amount);
    planted(form, what, COST_ROWS)
}

fn cost_within_total(draw: &mut Draw, _: usize) -> (Sample, String) {
    costs(draw, 80_000)
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

/// Two items with their sum, told as calculations or as amounts; `off` is added to the sum.
fn two_items(draw: &mut Draw, off: u32) -> String {
    let (pieces, price) = (draw.number(5, 40), draw.number(2, 9) * 100);
    let (persons, pay) = (draw.number(5, 40), draw.number(2, 9) * 100);
    let (one, two) = (pieces * price, persons * pay);
    let (first, second, sum) = (draw.pick(&THINGS), draw.pick(&THINGS), one + two + off);
    match draw.number(0, 5) {
        0 => format!("{pieces}台×{price}元计{one}元；{persons}人×{pay}元计{two}元，合计{sum}元。"),
        1 => format!("{first}{pieces}台×{price}计{one}；{second}{persons}人×{pay}计{two}，合计{sum}元。"),
        2 => format!("{pieces}台每台{price}计{one}；{persons}人每人{pay}计{two}，共计{sum}元。"),
        3 => format!("{first}{one}元，{second}{two}元，两项合计{sum}元。"),
        4 => format!("1.{first}{one}元；2.{second}{two}元。以上合计{sum}元。"),
        _ => format!("{first}{}万元、{second}{}万元，总计{}万元。", f(one), f(two), f(sum)),
    }
}

fn items_not_sum(draw: &mut Draw, turn: usize) -> Planted {
    let mut form = draw.bare();
    if turn % 3 == 0 {
        let off = draw.one(&[1000_u32, 2000]);
        let text = two_items(draw, off);
        form.add(TextField::Overview, &text);
        return planted(form, text, OVERVIEW);
    }
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

fn items_make_sum(draw: &mut Draw, turn: usize) -> (Sample, String) {
    let mut form = draw.bare();
    if turn % 3 == 0 {
        let text = two_items(draw, 0);
        form.add(TextField::Overview, &text);
        return (form, text);
    }
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
    let (who, what) = (
        draw.pick(&["护林员", "讲解员", "值班员", "志愿者", "授课老师", "保洁员"]),
        draw.pick(&["补贴", "劳务费", "伙食费", "误餐补助", "讲课费", "工资"]),
    );
    let x = draw.pick(&["×", "*", " x ", "✕", "X"]);
    let is = draw.pick(&["=", "＝", " = "]);
    match draw.number(0, 11) {
        0 => format!("{who}{what}{persons}人{x}{price}元{x}{months}月{is}{stated}元。"),
        1 => format!("按{persons}*{price}*{months}{is}{stated}元测算{what}。"),
        2 => format!("{what}{price}元/人/月×{persons}人×{months}个月，合计{stated}元。"),
        3 => format!("{what}{stated}元（{persons}人{x}{price}元/天{x}{months}天）。"),
        4 => format!("（{persons}+2）人×{price}元{is}{}元。", (persons + 2) * price + off),
        5 => format!("{persons}场{x}{price}元{x}{months}次{is}{stated}元。"),
        6 => format!("{persons}×{price}+{months}×100，共计{}元。", persons * price + months * 100 + off),
        7 => format!("{who}{persons}人，{what}每人{price}元，{persons}人{x}{price}元{is}{}元。", persons * price + off),
        8 => format!("{what}：{price}元{x}{months}个月{is}{}元；据实列支。", price * months + off),
        9 => format!("{who}{persons}名，年需{what}{persons}{x}{price}{x}{months}{is}{stated}（元）。"),
        10 => format!("一、{what}{price}元/月{x}{months}月{x}{persons}人{is}{stated}元，由财政安排。"),
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
    let (things, other) = (draw.pick(&THINGS), draw.pick(&["邮电费", "租车费", "餐费", "保险费"]));
    let part = total / 2;
    let sign = draw.pick(&["≤", "", "<", "不超过", "≤ "]);
    let text = match turn % 7 {
        0 => {
            let value = format!("{sign}{total}万元");
            form.value(3, &value);
            return planted(form, value, &["indicators.period[3]"]);
        }
        1 => {
            let value = format!("{sign}{}元", f(total));
            form.value(3, &value);
            return planted(form, value, &["indicators.period[3]"]);
        }
        2 => format!("{things}等支出{total}万元。"),
        3 => format!("{things}{part}元，{other}{}万元。", total - part),
        4 => format!("本项目资金{}元，用于{things}。", f(total)),
        5 => format!("用于{things}（{total}万元）。"),
        _ => format!("1.{things}{}万元；2.{other}{part}元。", total - part),
    };
    form.add(TextField::Overview, &text);
    planted(form, text, OVERVIEW)
}

fn unit_right(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let total = draw.number(100, 9000) * 100;
    form.funds(total);
    let value = format!("≤{}万元", f(total));
    form.value(3, &value);
    let thing = draw.pick(&THINGS);
    let text = match draw.number(0, 2) {
        0 => format!("支出{total}元，{thing}每人每月{}元。", draw.number(1, 90)),
        1 => format!("{thing}共{}万元。", f(total)),
        _ => format!("{thing}{}元，其余{}元据实列支。", total / 2, total - total / 2),
    };
    form.add(TextField::Overview, &text);
    (form, text)
}

fn shares(draw: &mut Draw, off: i32) -> String {
    let first = i32::try_from(draw.number(2, 6)).unwrap_or_default() * 10;
    let second = i32::try_from(draw.number(1, 3)).unwrap_or_default() * 5;
    let last = 100 - first - second + off;
    let (one, two) = draw.one(&[
        ("办公费", "会议费"),
        ("第一季度", "第二季度"),
        ("设备", "安装"),
        ("县级", "乡级"),
        ("工资", "耗材"),
    ]);
    let three = draw.pick(&["印刷费", "其余各项", "培训", "维护", "其他"]);
    match draw.number(0, 9) {
        0 => format!("合同签订后支付{first}%，验收合格支付{last}%，质保期满支付{second}%。"),
        1 => format!("{one}占{first}%，{two}占{second}%，{three}占{last}%。"),
        2 => format!("第一次付款{first}%、第二次付款{second}%、第三次付款{last}%。"),
        3 => format!("数量权重{first}%，质量权重{last}%，时效权重{second}%。"),
        4 => format!("{one}支出占{first}%、{two}支出占{second}%、{three}支出占{last}%。"),
        5 => format!("资金中{one}占比{first}%，{two}占比{second}%，{three}占比{last}%。"),
        6 => format!("按{first}%、{second}%、{last}%的比例分三次支付。"),
        7 => format!("预付{first}%，进度款{last}%，尾款{second}%。"),
        8 => format!("签订合同付{first}%；{one}完成付{second}%；验收后付清{last}%。"),
        _ => format!("{one}承担{first}%，{two}承担{last}%，{three}承担{second}%。"),
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
