//! Planted defects that need another template, the length of a text or the font: F03, F06, F14, F16 and G06 to G10.

use super::{Draw, Kind, Planted, Sample};
use jibiao_model::path::TextField;
use jibiao_model::{Entry, Side};

pub fn kinds() -> Vec<Kind> {
    vec![
        Kind { code: "F03", plant: too_long, alike: fits },
        Kind { code: "F06", plant: two_in_one, alike: one_with_several_objects },
        Kind { code: "F14", plant: slogan, alike: aim },
        Kind { code: "F16", plant: not_in_the_font, alike: in_the_font },
        Kind { code: "G06", plant: own_staff, alike: others_too },
        Kind { code: "G07", plant: work_as_benefit, alike: benefit },
        Kind { code: "G08", plant: weights_off, alike: weights_whole },
        Kind { code: "G09", plant: old_level, alike: new_level },
        Kind { code: "G10", plant: without_grounds, alike: with_grounds },
    ]
}

const WORK: [&str; 12] = [
    "疫情监测",
    "山洪预警",
    "农机作业补贴核查",
    "残疾人康复训练",
    "古树名木养护",
    "社区食堂运营",
    "危房鉴定",
    "乡镇污水管网巡检",
    "职业技能评价",
    "特种设备检验",
    "红色旧址修缮",
    "冬季除雪",
];
const OF: [&str; 8] = ["站点", "村组", "家庭", "路段", "企业", "学员", "片区", "设施"];

fn planted(form: Sample, what: String, place: &str) -> Planted {
    Planted { form, what, places: vec![place.to_owned()] }
}

/// Chinese characters in a row that make a text.
fn words(draw: &mut Draw, signs: usize) -> String {
    let mut text = String::new();
    while text.chars().count() < signs {
        text.push_str(draw.pick(&WORK));
        text.push_str(draw.pick(&["按月安排", "分批实施", "由专人负责", "及时验收", "登记造册"]));
        text.push('，');
    }
    text.chars().take(signs).collect()
}

/// Field, place, most characters.
const LIMITS: [(TextField, &str, usize); 8] = [
    (TextField::ProjectName, "project_name", 60),
    (TextField::Overview, "overview", 1000),
    (TextField::Basis, "basis", 1000),
    (TextField::Necessity, "necessity", 1000),
    (TextField::Safeguards, "safeguards", 1000),
    (TextField::Plan, "plan", 1000),
    (TextField::GoalPeriod, "goal_period", 666),
    (TextField::GoalAnnual, "goal_annual", 666),
];

/// A text that takes so much room as this many Chinese characters (three bytes each) and hardly more, with other signs among them.
fn room(draw: &mut Draw, signs: usize) -> (String, &'static str) {
    let (mixed, with) = draw.one(&[
        ("", "字"),
        ("（2026年）", "年份"),
        ("LED屏、GPS终端，", "字母"),
        ("12,500.00元；", "金额"),
        ("①", "序号"),
        ("1.", "编号"),
    ]);
    let mut text = String::new();
    while text.len() < signs * 3 {
        text.push_str(&words(draw, 24));
        text.push_str(mixed);
    }
    while text.len() > signs * 3 {
        text.pop();
    }
    (text, with)
}

fn too_long(draw: &mut Draw, turn: usize) -> Planted {
    let (mut form, more) = (draw.bare(), draw.number(2, 300) as usize);
    let (field, place, most) = LIMITS.get(turn % LIMITS.len()).copied().unwrap_or((TextField::Plan, "plan", 1000));
    let (text, with) = room(draw, most + more);
    form.set(field, &text);
    planted(form, format!("{place} {with} +{more}"), place)
}

fn fits(draw: &mut Draw, turn: usize) -> (Sample, String) {
    let (mut form, less) = (draw.bare(), draw.number(0, 40) as usize);
    let (field, place, most) = LIMITS.get(turn % LIMITS.len()).copied().unwrap_or((TextField::Plan, "plan", 1000));
    let (text, with) = room(draw, most.saturating_sub(less));
    form.set(field, &text);
    (form, format!("{place} {with} -{less}"))
}

fn two_in_one(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let (work, of) = (draw.pick(&WORK), draw.pick(&OF));
    let ends =
        [("次数", "人数"), ("数量", "面积"), ("户数", "人数"), ("批次", "天数"), ("个数", "长度"), ("场次", "时间")];
    let (one, two) = draw.one(&ends);
    let name = match draw.number(0, 3) {
        0 => format!("{work}{one}（{of}{two}）"),
        1 => format!("{work}{one}、{of}{two}"),
        2 => format!("{work}{one}/{two}"),
        _ => format!("{work}{one}({two})"),
    };
    let place = form.row("数量指标", &name, "12次");
    planted(form, name, &place)
}

fn one_with_several_objects(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let (work, of, other) = (draw.pick(&WORK), draw.pick(&OF), draw.pick(&OF));
    let name = match draw.number(0, 2) {
        0 => format!("{work}{of}、{other}数量"),
        1 => format!("{work}次数（每季度）"),
        _ => format!("{work}、{of}检查合格率"),
    };
    let level = if name.ends_with('率') { "质量指标" } else { "数量指标" };
    form.row(level, &name, "≥12次");
    (form, name)
}

const EMPTY_AIMS: [&str; 6] = ["正常运转", "正常运行", "正常开展", "顺利开展", "有序开展", "有序进行"];

fn slogan(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let (lead, work, end) =
        (draw.pick(&["保障", "确保", "保证", "全力保障"]), draw.pick(&WORK), draw.pick(&EMPTY_AIMS));
    let text = format!("{lead}{work}工作{end}。");
    form.set(TextField::GoalPeriod, &text);
    form.set(TextField::GoalAnnual, &text);
    Planted { form, what: text, places: vec!["goal_period".to_owned(), "goal_annual".to_owned()] }
}

fn aim(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let (work, of, number) = (draw.pick(&WORK), draw.pick(&OF), draw.number(3, 90));
    let text = match draw.number(0, 1) {
        0 => format!("完成{number}个{of}的{work}，保障各项工作正常开展。"),
        _ => format!("{work}覆盖全部{of}，漏报和差错得到控制。"),
    };
    form.set(TextField::GoalPeriod, &text);
    form.set(TextField::GoalAnnual, &text);
    (form, text)
}

/// What the font of the test holds: Chinese characters, ASCII and the marks of forms.
pub fn in_font(c: char) -> bool {
    let block = matches!(
        c,
        '\u{4E00}'..='\u{9FFF}' | '\u{20}'..='\u{7E}' | '\u{FF01}'..='\u{FF5E}' | '\u{3001}'..='\u{3015}' | '\u{2010}'..='\u{2030}'
            | '\u{2460}'..='\u{2473}'
    );
    block || "≥≤×·²³°㎡𠮷".contains(c)
}

fn not_in_the_font(draw: &mut Draw, turn: usize) -> Planted {
    let mut form = draw.bare();
    let (sign, work) = (draw.pick(&["🙂", "☑", "𪚥", "㎞", "Ⅷ", "★", "\u{E5C7}"]), draw.pick(&WORK));
    let (field, place, _) = LIMITS.get(turn % LIMITS.len()).copied().unwrap_or((TextField::Plan, "plan", 1000));
    if turn.is_multiple_of(3) {
        let name = format!("{work}{sign}数量");
        let place = form.row("数量指标", &name, "5个");
        return planted(form, name, &place);
    }
    let text = format!("{work}按月安排{sign}由专人负责。");
    form.set(field, &text);
    planted(form, format!("{place} {text}"), place)
}

fn in_the_font(draw: &mut Draw, turn: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let (field, place, _) = LIMITS.get(turn % LIMITS.len()).copied().unwrap_or((TextField::Plan, "plan", 1000));
    let text = format!("{}（{}）≥{}％。", draw.pick(&WORK), draw.pick(&OF), draw.number(2, 99));
    form.set(field, &text);
    (form, format!("{place} {text}"))
}

const STAFF: [&str; 8] = ["工作人员", "职工", "本单位职工", "机关干部", "干部职工", "单位员工", "办公人员", "在职职工"];

fn satisfied(draw: &mut Draw, whose: &[&str]) -> (Sample, String, String) {
    let mut form = draw.bare();
    form.without("服务对象满意度指标");
    let (who, work, percent) = (draw.pick(whose), draw.pick(&WORK), draw.number(85, 99));
    let name = match draw.number(0, 2) {
        0 => format!("{who}满意度"),
        1 => format!("{who}对{work}满意度"),
        _ => format!("{work}{who}满意度"),
    };
    let place = form.row("服务对象满意度指标", &name, &format!("≥{percent}%"));
    (form, format!("{name} {percent}"), place)
}

fn own_staff(draw: &mut Draw, _: usize) -> Planted {
    let (form, what, place) = satisfied(draw, &STAFF);
    planted(form, what, &place)
}

fn others_too(draw: &mut Draw, turn: usize) -> (Sample, String) {
    if turn.is_multiple_of(2) {
        let (form, what, _) = satisfied(draw, &["办事群众", "受训学员", "基层干部职工", "退休职工", "企业职工"]);
        return (form, what);
    }
    let (mut form, what, _) = satisfied(draw, &STAFF);
    form.row("服务对象满意度指标", "受益群众满意度", "≥90%");
    (form, what)
}

const BENEFITS: [&str; 4] = ["社会效益指标", "经济效益指标", "生态效益指标", "可持续影响指标"];

fn work_as_benefit(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let lead = draw.pick(&["保障", "确保", "保证", "维持"]);
    let end = draw.pick(&["正常运转", "正常运行", "正常开展", "正常进行", "顺利开展", "顺利进行", "有序开展"]);
    let name = format!("{lead}{}工作{end}", draw.pick(&WORK));
    let place = form.row(draw.pick(&BENEFITS), &name, "保障");
    planted(form, name, &place)
}

fn benefit(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let name = match draw.number(0, 2) {
        0 => format!("{}覆盖率", draw.pick(&WORK)),
        1 => format!("{}服务水平", draw.pick(&WORK)),
        _ => format!("保障{}安全", draw.pick(&OF)),
    };
    form.row(draw.pick(&BENEFITS), &name, "提高");
    (form, name)
}

/// A form of the pack of 2021: one side, cost as a first level, weights that make 90.
fn pack(draw: &mut Draw) -> Sample {
    let mut form = draw.bare();
    form.0.template = "cost-first-2021".to_owned();
    form.set(TextField::Overview, "根据上年台账和合同单价测算，按月安排各项工作。");
    form.0.indicators.period.clear();
    let weights = [20, 20, 10, 20, 10, 10];
    for (row, weight) in form.0.indicators.annual.iter_mut().zip(weights) {
        if row.level2 == "成本指标" {
            "成本指标".clone_into(&mut row.level1);
            "经济成本指标".clone_into(&mut row.level2);
        }
        row.weight = Entry::Read(weight.into());
    }
    form
}

fn set_weight(form: &mut Sample, index: usize, weight: Entry<rust_decimal::Decimal>) {
    if let Some(row) = form.0.indicators.side_mut(Side::Annual).get_mut(index) {
        row.weight = weight;
    }
}

fn weights_off(draw: &mut Draw, _: usize) -> Planted {
    let mut form = pack(draw);
    let (index, number) = (draw.number(0, 5) as usize, draw.number(1, 60));
    let raw = |text: String| (Entry::Raw(text.clone()), text);
    let (weight, what) = match draw.number(0, 8) {
        0 => (Entry::Blank, "空".to_owned()),
        1 => raw(format!("{number}分")),
        2 => (Entry::Read((-i64::from(number)).into()), format!("-{number}")),
        3 => raw(format!("{number}%")),
        4 => raw(format!("约{number}")),
        5 => raw("二十".to_owned()),
        6 => (Entry::Read(0.into()), "零".to_owned()),
        // 0.1 to 6.0: less than any of the right ones.
        7 => (Entry::Read(rust_decimal::Decimal::new(number.into(), 1)), "偏少".to_owned()),
        // 61 to 120: none of the right ones.
        _ => (Entry::Read((number + 60).into()), "偏多".to_owned()),
    };
    set_weight(&mut form, index, weight);
    let name = form.0.indicators.annual.get(index).map_or("", |row| row.name.as_str()).to_owned();
    let places = vec![format!("indicators.annual[{index}]"), "indicators.annual".to_owned()];
    Planted { form, what: format!("{name} {what}"), places }
}

fn weights_whole(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = pack(draw);
    let (one, moved) = (draw.number(0, 4) as usize, draw.number(1, 9));
    let weights = [20_u32, 20, 10, 20, 10, 10];
    let at = |index: usize| weights.get(index).copied().unwrap_or_default();
    set_weight(&mut form, one, Entry::Read((at(one) - moved).into()));
    set_weight(&mut form, one + 1, Entry::Read((at(one + 1) + moved).into()));
    let name = form.0.indicators.annual.get(one).map_or("", |row| row.name.as_str()).to_owned();
    (form, format!("{name} {moved}"))
}

fn old_level(draw: &mut Draw, _: usize) -> Planted {
    let mut form = pack(draw);
    let work = draw.pick(&WORK);
    let (level1, level2, name, value) = draw.one(&[
        ("产出指标", "成本指标", "总成本", "≤3万元"),
        ("产出指标", "成本指标", "耗材成本", "≤5000元"),
        ("产出指标", "成本指标", "劳务费用", "≤1.2万元"),
        ("效益指标", "可持续影响指标", "长效机制", "健全"),
        ("效益指标", "可持续影响指标", "制度", "完善"),
        ("效益指标", "可持续影响指标", "影响年限", "≥3年"),
    ]);
    let name = format!("{work}{name}");
    form.row(level2, &name, value);
    form.0.indicators.period.clear();
    if let Some(row) = form.0.indicators.annual.last_mut() {
        level1.clone_into(&mut row.level1);
    }
    let place = format!("indicators.annual[{}]", form.0.indicators.annual.len().saturating_sub(1));
    planted(form, name, &place)
}

fn new_level(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = pack(draw);
    let name = format!("{}总成本", draw.pick(&WORK));
    form.row("社会成本指标", &name, "≤3万元");
    form.0.indicators.period.clear();
    if let Some(row) = form.0.indicators.annual.last_mut() {
        "成本指标".clone_into(&mut row.level1);
    }
    (form, name)
}

fn without_grounds(draw: &mut Draw, _: usize) -> Planted {
    let mut form = pack(draw);
    let (work, of) = (draw.pick(&WORK), draw.pick(&OF));
    let text = format!("为做好{work}，对辖区{of}开展服务，年底前完成。");
    form.set(TextField::Overview, &text);
    form.set(TextField::Basis, &format!("上级对{work}的要求。"));
    planted(form, text, "basis")
}

fn with_grounds(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = pack(draw);
    let (work, of) = (draw.pick(&WORK), draw.pick(&OF));
    let how = draw.pick(&["按去年实际用量", "参照市场定额", "根据合同单价", "按上年台账", "依据补助标准"]);
    let text = format!("为做好{work}，{how}安排{of}各项支出。");
    form.set(TextField::Overview, &text);
    form.set(TextField::Basis, &format!("上级对{work}的要求。"));
    (form, text)
}
