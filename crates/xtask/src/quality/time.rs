//! Planted defects of group D: years, order of steps, how often.

use super::{Draw, Kind, Planted, Sample};
use jibiao_model::path::TextField;

pub fn kinds() -> Vec<Kind> {
    vec![
        Kind { code: "D01", plant: before_the_year, alike: in_the_year },
        Kind { code: "D02", plant: after_the_year, alike: in_the_year },
        Kind { code: "D03", plant: dated_elsewhere, alike: dated_here },
        Kind { code: "D05", plant: effect_first, alike: effect_last },
        Kind { code: "D06", plant: impossible, alike: in_the_year },
        Kind { code: "D07", plant: other_term, alike: own_term },
        Kind { code: "D08", plant: recurring_as_one_off, alike: one_off },
        Kind { code: "D09", plant: one_off_as_recurring, alike: recurring },
        Kind { code: "D10", plant: only_debts, alike: not_only_debts },
        Kind { code: "D13", plant: frequency_differs, alike: frequency_fits },
        Kind { code: "D14", plant: day_in_two_years, alike: day_in_one_year },
    ]
}

const STEPS: [&str; 10] = [
    "案卷整理完成时间",
    "设备调试完成时间",
    "展板更换完成时间",
    "验收时间",
    "资料移交时间",
    "总结报送时间",
    "路灯更换时间",
    "补助发放时间",
    "校舍完工日期",
    "疫苗采购时限",
];

fn moment(draw: &mut Draw, year: u32) -> String {
    let month = draw.number(1, 12);
    match draw.number(0, 11) {
        0 => format!("{year}年{month}月"),
        1 => format!("{year}年{month}月底前"),
        2 => format!("{year}年{month}月{}日前", draw.number(1, 28)),
        3 => format!("{year}年底前"),
        4 => format!("{year}年1月至12月"),
        5 => format!("{year}年第三季度"),
        6 => format!("{year}年{month}月{}日", draw.number(1, 28)),
        7 => format!("{year}年全年"),
        8 => format!("{year}年{month}月上旬"),
        9 => format!("≤{year}年{month}月"),
        10 => format!("{year}年内"),
        _ => format!("{year}年上半年"),
    }
}

/// What happens on a day, as the overview tells it and as the basis does.
const EVENTS: [(&str, &str); 8] = [
    ("局长办公会议研究同意", "局长办公会议纪要"),
    ("县政府常务会议审议通过", "县政府常务会议纪要"),
    ("签订设备维护合同", "设备维护合同"),
    ("召开的专题会议确定", "召开的专题会议纪要"),
    ("与中标单位签订采购合同", "签订采购合同"),
    ("取得可行性研究批复", "可行性研究批复文件"),
    ("党组会议集体研究", "党组会议集体研究记录"),
    ("下达的投资计划安排", "下达的投资计划"),
];

/// The same event in overview and basis, on days of these years.
fn told_twice(draw: &mut Draw, years: (u32, u32), days: (u32, u32)) -> (Sample, String) {
    let mut form = draw.bare();
    let (overview, basis) = draw.one(&EVENTS);
    let month = draw.number(2, 11);
    let mark = draw.pick(&["日", "号"]);
    let lead = draw.pick(&["经", "本项目由", "依据", ""]);
    let overview = format!("{lead}{}年{month}月{}日{overview}，按年度安排经费。", years.0, days.0);
    let basis = format!("{}年{month}月{}{mark}{basis}。", years.1, days.1);
    form.add(TextField::Overview, &overview);
    form.set(TextField::Basis, &basis);
    (form, format!("{overview} {basis}"))
}

fn day_in_two_years(draw: &mut Draw, _: usize) -> Planted {
    let (day, year) = (draw.number(2, 27), draw.number(2022, 2024));
    let other = year + draw.number(1, 2);
    let years = if draw.number(0, 1) == 0 { (year, other) } else { (other, year) };
    let (form, what) = told_twice(draw, years, (day, day));
    Planted { form, what, places: vec!["basis".to_owned(), "overview".to_owned()] }
}

fn day_in_one_year(draw: &mut Draw, _: usize) -> (Sample, String) {
    let (day, year) = (draw.number(2, 20), draw.number(2022, 2025));
    // The same day, or another day of another year.
    let other = draw.number(0, 1);
    told_twice(draw, (year, year - other), (day, day + other * 5))
}

/// An attribute that is none, with or without a term; or a term that its attribute does not allow.
fn other_term(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let bracket = draw.pick(&["", "(阶段开展)", "（连续实施）", " "]);
    let (attribute, term) = match draw.number(0, 2) {
        0 => {
            let none = [
                "#年",
                "三年",
                "#年期",
                "新增项目",
                "长期项目",
                "跨年度项目",
                "特定目标类",
                "其他运转类",
                "延续",
                "常年性项目",
            ];
            (draw.written(&none), draw.pick(&["", "1年", "3年", "三年"]).to_owned())
        }
        1 => (
            format!("延续性项目{bracket}"),
            draw.pick(&["1年", "一年", "99年", "长期", "12年", "15年", "1"]).to_owned(),
        ),
        _ => (
            format!("{}{bracket}", draw.pick(&["一次性项目", "经常性项目"])),
            draw.pick(&["3年", "三年", "2年", "98年", "长期", "十年", "5"]).to_owned(),
        ),
    };
    form.set(TextField::Attribute, &attribute);
    form.set(TextField::Term, &term);
    let places = vec!["attribute".to_owned(), "term".to_owned()];
    Planted { form, what: format!("{attribute} {}", if term.is_empty() { "空" } else { &term }), places }
}

fn own_term(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let bracket = draw.pick(&["", "(阶段开展)", "（连续实施）", "（1年结束）", "(长期)"]);
    let (attribute, terms) = draw.one(&[
        ("一次性项目", "1年 一年 1 １年"),
        ("延续性项目", "2年 三年 3年 十年 5 ４年"),
        ("经常性项目", "99年 99 ９９年"),
    ]);
    let terms: Vec<&str> = terms.split(' ').collect();
    let term = draw.pick(&terms);
    form.set(TextField::Attribute, &format!("{attribute}{bracket}"));
    form.set(TextField::Term, term);
    (form, format!("{attribute}{bracket} {term}"))
}

fn timed(draw: &mut Draw, value: String) -> Planted {
    let mut form = draw.bare();
    let name = draw.pick(&STEPS);
    let place = form.row("时效指标", name, &value);
    Planted { form, what: format!("{name} {value}"), places: vec![place] }
}

fn before_the_year(draw: &mut Draw, _: usize) -> Planted {
    let year = draw.number(2022, 2025);
    let value = moment(draw, year);
    timed(draw, value)
}

fn after_the_year(draw: &mut Draw, _: usize) -> Planted {
    let year = draw.number(2027, 2030);
    let value = moment(draw, year);
    timed(draw, value)
}

fn impossible(draw: &mut Draw, _: usize) -> Planted {
    let (month, behind) = (draw.number(1, 12), draw.pick(&["", "前", "之前"]));
    let short = draw.one(&[4_u32, 6, 9, 11]);
    let value = match draw.number(0, 7) {
        0 => format!("2026年{}月底前", draw.number(13, 19)),
        1 => format!("{short}月31日{behind}"),
        2 => format!("2026年2月{}日{behind}", draw.number(29, 31)),
        3 => format!("{month}月{}日{behind}", draw.number(32, 39)),
        4 => format!("2026年{short}月31日{behind}"),
        5 => format!("2026年{}月至{}月", draw.number(7, 12), draw.number(1, 6)),
        6 => format!("{}月至{}月", draw.number(7, 12), draw.number(1, 6)),
        _ => format!("2026年{month}月{}日至{}日", draw.number(16, 28), draw.number(1, 15)),
    };
    timed(draw, value)
}

fn in_the_year(draw: &mut Draw, _: usize) -> (Sample, String) {
    let value = moment(draw, 2026);
    let planted = timed(draw, value);
    (planted.form, planted.what)
}

const ACTS: [&str; 8] = [
    "完成案卷整理",
    "开展业务培训",
    "组织库房检查",
    "进行设备维护",
    "支付展板制作费用",
    "举办档案日活动",
    "做好值班登记",
    "启动数据录入",
];

fn dated(draw: &mut Draw, year: u32) -> (TextField, String) {
    let (act, month) = (draw.pick(&ACTS), draw.number(1, 11));
    let text = match draw.number(0, 7) {
        0 => format!("{year}年{month}月底前{act}。"),
        1 => format!("计划于{year}年{month}月{act}。"),
        2 => format!("1、{year}年1月-12月{act}；2、年底总结。"),
        3 => format!("{year}年全年{act}。"),
        4 => format!("在{year}年{act}。"),
        5 => format!("{year}年{month}月开始{act}。"),
        6 => format!("{year}年1月至{year}年12月{}巡护林区。", draw.pick(&["每月", "每周", "按季"])),
        _ => format!("{year}年按照工作安排，{act}。"),
    };
    let field = if draw.number(0, 1) == 0 { TextField::Plan } else { TextField::GoalAnnual };
    (field, text)
}

fn dated_elsewhere(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let year = draw.one(&[2022_u32, 2023, 2024, 2025, 2027]);
    let (field, text) = dated(draw, year);
    form.add(field, &text);
    Planted { form, what: text, places: vec![field.key().to_owned()] }
}

fn dated_here(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let year = draw.number(2018, 2025);
    let (field, text) = match draw.number(0, 5) {
        0 => (TextField::Plan, format!("{}月底前完成{year}年工程款的支付。", draw.number(1, 12))),
        1 => (TextField::Plan, format!("按照《云岫县{year}年档案工作要点》开展工作。")),
        2 => (TextField::GoalAnnual, format!("{year}年以来坚持开展检查，本年继续。")),
        3 => (TextField::Plan, format!("{year}年度考核结果公布后发放奖励。")),
        4 => (TextField::GoalAnnual, format!("{year}年已完成整理，本年转入利用。")),
        _ => dated(draw, 2026),
    };
    form.add(field, &text);
    (form, text)
}

const CHAINS: [(&str, &str); 9] = [
    ("设备采购完成时间", "设备验收时间"),
    ("库房改造施工完成时间", "库房改造验收时间"),
    ("工程验收时间", "工程款支付时间"),
    ("编研资料印刷完成时间", "编研资料发放时间"),
    ("讲解员考试时间", "讲解员证书发放时间"),
    ("改造项目招标时间", "改造项目施工时间"),
    ("年鉴编写完成时间", "年鉴出版印刷时间"),
    ("补贴对象审核时间", "补贴发放时间"),
    ("书架购置时间", "书架安装时间"),
];

fn steps(draw: &mut Draw, early: bool) -> Planted {
    let mut form = draw.bare();
    let (cause, effect) = draw.one(&CHAINS);
    let first = draw.number(1, 6);
    let second = draw.number(first + 1, 12);
    let form_of = |draw: &mut Draw, month: u32| match draw.number(0, 2) {
        0 => format!("{month}月底前"),
        1 => format!("2026年{month}月"),
        _ => format!("2026年{month}月底前"),
    };
    let (one, two) = (form_of(draw, first), form_of(draw, second));
    let (of_cause, of_effect) = if early { (two, one) } else { (one, two) };
    form.row("时效指标", cause, &of_cause);
    let place = form.row("时效指标", effect, &of_effect);
    Planted { form, what: format!("{cause} {of_cause}，{effect} {of_effect}"), places: vec![place] }
}

fn effect_first(draw: &mut Draw, _: usize) -> Planted {
    steps(draw, true)
}

fn effect_last(draw: &mut Draw, turn: usize) -> (Sample, String) {
    if turn.is_multiple_of(4) {
        // The payment of last year's purchase does not wait for this year's.
        let mut form = draw.bare();
        let (one, two) = (draw.number(6, 12), draw.number(1, 5));
        form.row("时效指标", "设备采购完成时间", &format!("{one}月底前"));
        form.row("时效指标", "2025年采购款支付完成时间", &format!("{two}月底前"));
        return (form, format!("{one} {two}"));
    }
    let planted = steps(draw, false);
    (planted.form, planted.what)
}

fn named(draw: &mut Draw, attribute: &str, names: &[&str]) -> (Sample, String) {
    let mut form = draw.bare();
    let place = draw.pick(&["", "云岫县", "县档案馆", "老馆", "新区", "北街", "乡镇档案室"]);
    let name = format!("{place}{}", draw.pick(names));
    form.0.attribute = attribute.to_owned();
    if attribute.starts_with("经常") {
        form.0.term = "99年".to_owned();
    }
    form.set(TextField::ProjectName, &name);
    (form, name)
}

fn recurring_as_one_off(draw: &mut Draw, _: usize) -> Planted {
    const NAMES: [&str; 10] = [
        "讲解员岗位补贴",
        "网络运维费",
        "工作经费",
        "库房租赁费",
        "专家津贴",
        "遗属补助",
        "系统运行维护费",
        "业务费",
        "保安服务费",
        "值班经费",
    ];
    let (mut form, what) = named(draw, "一次性项目(1年结束)", &NAMES);
    let said = draw.pick(&["每月维护一次。", "每年均需安排。", "按季支付。", "保障日常运行。", "每季度检查两次。"]);
    form.add(TextField::Overview, said);
    Planted { form, what: format!("{what}：{said}"), places: vec!["attribute".to_owned()] }
}

fn one_off(draw: &mut Draw, _: usize) -> (Sample, String) {
    named(
        draw,
        "一次性项目(1年结束)",
        &["库房改造工程", "密集架购置", "搬迁一次性补助", "展厅建设", "档案普查", "手稿修复"],
    )
}

fn one_off_as_recurring(draw: &mut Draw, _: usize) -> Planted {
    const NAMES: [&str; 9] = [
        "库房改造",
        "密集架购置",
        "展厅新建",
        "屋面修缮",
        "馆藏搬迁",
        "消防改造工程",
        "门窗维修工程",
        "资产评估项目",
        "档案普查",
    ];
    let (form, what) = named(draw, "经常性项目(长期开展)", &NAMES);
    Planted { form, what, places: vec!["attribute".to_owned()] }
}

fn recurring(draw: &mut Draw, _: usize) -> (Sample, String) {
    named(
        draw,
        "经常性项目(长期开展)",
        &["零星维修", "日常维护改造", "耗材购置", "宣传活动", "讲解员补贴", "办公经费", "设备年度更新购置"],
    )
}

fn debts(draw: &mut Draw) -> String {
    let (year, thing) =
        (draw.number(2020, 2025), draw.pick(&["库房维修", "密集架采购", "展厅改造", "设备购置", "消防安装"]));
    match draw.number(0, 4) {
        0 => format!("完成{year}年{thing}工程款的支付"),
        1 => format!("支付{year}年{thing}尾款"),
        2 => format!("结清以前年度{thing}欠款"),
        3 => format!("拨付上年{thing}质保金"),
        _ => format!("{}月底前付清{year}年{thing}余款", draw.number(1, 12)),
    }
}

fn only_debts(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let text = format!(
        "{}{}",
        debts(draw),
        draw.pick(&["。", "，保障单位正常运转。", "，确保资金及时到位。", "，维护企业合法权益。"])
    );
    form.set(TextField::GoalAnnual, &text);
    Planted { form, what: text, places: vec!["goal_annual".to_owned()] }
}

fn not_only_debts(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let more = draw.pick(&[
        "库房漏水消除，档案不再受潮。",
        "新增展柜二十组向群众开放。",
        "案卷按期整理上架。",
        "查档窗口全年开放。",
    ]);
    let text = format!("{}，{more}", debts(draw));
    form.set(TextField::GoalAnnual, &text);
    (form, text)
}

fn frequency(draw: &mut Draw, right: bool) -> Planted {
    let mut form = draw.bare();
    let (word, factor) = draw.one(&[("每月", 12), ("每季度", 4), ("每半年", 2), ("每季", 4)]);
    let (times, thing) = (draw.number(2, 6), draw.pick(&["库房巡查", "业务培训", "安全检查", "消防演练", "设备保养"]));
    let product = times * factor;
    let count = if right { product } else { product - draw.number(1, times) };
    let (verb, unit) = (draw.pick(&["开展", "组织", "进行", ""]), draw.pick(&["次", "次", "次"]));
    let text = match draw.number(0, 3) {
        0 => format!("{word}{verb}{thing}{times}{unit}。"),
        1 => format!("{word}{verb}{thing}不少于{times}{unit}。"),
        2 => format!("{word}至少{verb}{times}{unit}{thing}。"),
        _ => format!("{thing}{word}{times}{unit}，做好记录。"),
    };
    let value = format!("{}{count}次", draw.pick(&["≥", ""]));
    let field = if draw.number(0, 1) == 0 { TextField::Plan } else { TextField::Overview };
    form.add(field, &text);
    let place = form.row("数量指标", &format!("{verb}{thing}次数"), &value);
    Planted { form, what: format!("{text} {value}"), places: vec![place] }
}

/// How often, told twice in one text.
fn frequency_twice(draw: &mut Draw, right: bool) -> Planted {
    let mut form = draw.bare();
    let (word, factor) = draw.one(&[("每月", 12), ("每季度", 4), ("每半年", 2), ("每周", 52)]);
    let (times, thing) = (draw.number(2, 6), draw.pick(&["库房巡查", "业务培训", "安全检查", "消防演练", "设备保养"]));
    let product = times * factor;
    let whole = if right { product } else { product + factor * draw.number(1, 3) };
    let text = match draw.number(0, 4) {
        0 => format!("{word}{thing}{times}次，全年{thing}{whole}次。"),
        1 => format!("{word}开展{thing}{times}次，全年{whole}次。"),
        2 => format!("{word}{times}次{thing}，全年开展{thing}不少于{whole}次。"),
        3 => format!("{thing}{word}{times}次。全年{thing}{whole}次。"),
        _ => format!("{word}{thing}{times}次，年度完成{thing}{whole}次。"),
    };
    let field = if draw.number(0, 1) == 0 { TextField::Plan } else { TextField::Overview };
    form.add(field, &text);
    Planted { form, what: text, places: vec![field.key().to_owned()] }
}

fn frequency_differs(draw: &mut Draw, turn: usize) -> Planted {
    if turn % 3 == 0 { frequency_twice(draw, false) } else { frequency(draw, false) }
}

fn frequency_fits(draw: &mut Draw, turn: usize) -> (Sample, String) {
    let planted = if turn % 3 == 0 { frequency_twice(draw, true) } else { frequency(draw, true) };
    (planted.form, planted.what)
}
