//! Planted defects of groups F and G: texts and names as written, and rows in the wrong place.

use super::{Draw, Kind, Planted, Sample};
use jibiao_model::path::TextField;

pub fn kinds() -> Vec<Kind> {
    vec![
        Kind { code: "F01", plant: cut_off, alike: finished },
        Kind { code: "F02", plant: ends_with_comma, alike: finished },
        Kind { code: "F04", plant: category_as_name, alike: name_with_category },
        Kind { code: "F05", plant: name_twice, alike: near_names },
        Kind { code: "F07", plant: typo, alike: no_typo },
        Kind { code: "F08", plant: word_twice, alike: word_once },
        Kind { code: "F09", plant: sentence_twice, alike: like_sentences },
        Kind { code: "F10", plant: numbering_broken, alike: numbered },
        Kind { code: "F11", plant: person, alike: nobody },
        Kind { code: "F15", plant: spending, alike: effect_in_money },
        Kind { code: "F17", plant: wide, alike: even },
        Kind { code: "F19", plant: headed, alike: without_heading },
        Kind { code: "F18", plant: half_a_pair, alike: whole_pairs },
        Kind { code: "G01", plant: time_elsewhere, alike: time_in_place },
        Kind { code: "G02", plant: rate_elsewhere, alike: rate_in_place },
        Kind { code: "G04", plant: benefit_elsewhere, alike: benefit_in_place },
        Kind { code: "G05", plant: satisfied_server, alike: satisfied_user },
    ]
}

const TEXTS: [(TextField, &str); 4] = [
    (TextField::Overview, "overview"),
    (TextField::Plan, "plan"),
    (TextField::Safeguards, "safeguards"),
    (TextField::Necessity, "necessity"),
];
const DONE: [&str; 10] = [
    "整理归档资料",
    "检修排灌设备",
    "走访困难家庭",
    "清理背街小巷",
    "培训驻村干部",
    "更新宣传橱窗",
    "维护监控设备",
    "巡查供水管线",
    "开展义诊服务",
    "组织文艺演出",
];
const AIMS: [&str; 8] = [
    "保障各项工作有序推进",
    "改善服务条件",
    "提高办事效率",
    "满足群众需要",
    "消除安全隐患",
    "提升管理水平",
    "丰富群众生活",
    "确保设施正常使用",
];

fn field(draw: &mut Draw) -> (TextField, &'static str) {
    let index = draw.number(0, 3) as usize;
    TEXTS.get(index).copied().unwrap_or((TextField::Overview, "overview"))
}

fn sentence(draw: &mut Draw) -> String {
    let (done, aim, number) = (draw.pick(&DONE), draw.pick(&AIMS), draw.number(2, 60));
    match draw.number(0, 2) {
        0 => format!("全年{done}不少于{number}次，{aim}。"),
        1 => format!("计划{done}{number}处，{aim}；"),
        _ => format!("按季度{done}，每季度末检查，{aim}。"),
    }
}

/// A text of more than a hundred signs that ends with `end`.
fn long(draw: &mut Draw, end: &str) -> String {
    let mut text = String::new();
    while text.chars().count() < 110 {
        text.push_str(&sentence(draw));
    }
    text.push_str(end);
    text
}

fn at(form: Sample, what: String, place: &str) -> Planted {
    Planted { form, what, places: vec![place.to_owned()] }
}

fn cut_off(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let (field, place) = field(draw);
    let number = draw.number(2, 900);
    let end =
        draw.pick(&["全年共需经费约#", "由各科室分别组织实施并按", "其中购置设备（含", "完成率达到#", "以及其他相关"]);
    let text = long(draw, &end.replace('#', &number.to_string()));
    form.set(field, &text);
    at(form, text, place)
}

fn ends_with_comma(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let (field, place) = field(draw);
    let mark = draw.pick(&["，", ",", "、"]);
    let text = format!("{}{}{mark}", sentence(draw), draw.pick(&AIMS));
    form.set(field, &text);
    at(form, text, place)
}

fn finished(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let (field, _) = field(draw);
    let end = draw.pick(&["全部完成。", "详见《实施方案》", "按云政发〔2024〕6号", "做到应修尽修！", "依次办理；"]);
    let text = long(draw, end);
    form.set(field, &text);
    (form, text)
}

fn value(draw: &mut Draw, unit: &str) -> String {
    format!("{}{}{unit}", draw.pick(&["", "≥"]), draw.number(2, 98))
}

fn category_as_name(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let (level2, name, unit) = draw.one(&[
        ("数量指标", "数量", "个"),
        ("质量指标", "质量", "%"),
        ("时效指标", "时效", "天"),
        ("成本指标", "成本", "元"),
        ("经济效益指标", "经济效益", "元"),
        ("社会效益指标", "社会效益", "%"),
        ("生态效益指标", "生态效益", "%"),
        ("可持续影响指标", "可持续影响", "%"),
        ("服务对象满意度指标", "服务对象满意度", "%"),
        ("服务对象满意度指标", "满意度", "%"),
        ("数量指标", "产出", "个"),
        ("社会效益指标", "效益", "%"),
    ]);
    let end = draw.pick(&["", "指标", " 指标", "指标1", "指标一", "指标（1）"]);
    let value = value(draw, unit);
    let place = form.row(level2, &format!("{name}{end}"), &value);
    Planted { form, what: format!("{name}{end} {value}"), places: vec![place] }
}

fn name_with_category(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let (level2, name) = draw.one(&[
        ("数量指标", "检修设备数量"),
        ("质量指标", "工程质量合格率"),
        ("服务对象满意度指标", "参训人员满意度"),
        ("社会效益指标", "社会治安改善情况"),
        ("成本指标", "印刷成本"),
        ("经济效益指标", "经济效益增长额"),
        ("数量指标", "产出报告数量"),
        ("时效指标", "时效达标情况"),
    ]);
    let of = draw.pick(&["", "本年", "城区", "第一批"]);
    let value = value(draw, "%");
    form.row(level2, &format!("{of}{name}"), &value);
    (form, format!("{of}{name} {value}"))
}

fn name_twice(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let (name, end) = (draw.pick(&DONE), draw.pick(&["次数", "数量", "完成数"]));
    let (one, two) = (value(draw, "次"), value(draw, "次"));
    let first = form.row("数量指标", &format!("{name}{end}"), &one);
    let bracket = draw.pick(&["", "（次）", " "]);
    let second = form.row("数量指标", &format!("{name}{end}{bracket}"), &two);
    Planted { form, what: format!("{name}{end}{bracket} {one} {two}"), places: vec![first, second] }
}

fn near_names(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let name = draw.pick(&DONE);
    let (one, two) = (value(draw, "次"), value(draw, "处"));
    form.row("数量指标", &format!("{name}次数"), &one);
    form.row("数量指标", &format!("{name}处数"), &two);
    (form, format!("{name} {one} {two}"))
}

fn typo(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let (field, place) = field(draw);
    let wrong = draw.pick(&["保障设备正产运行", "签定服务合同", "按上级布署推进", "开设专用帐户", "提供群众生活水平"]);
    let text = format!("{}{wrong}。", sentence(draw));
    form.set(field, &text);
    at(form, text, place)
}

fn no_typo(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let (field, _) = field(draw);
    let right = draw.pick(&[
        "真正产生效益",
        "签订服务合同",
        "按上级部署推进",
        "开设专用账户",
        "提供高水平服务",
        "改正产品缺陷",
    ]);
    let text = format!("{}{right}。", sentence(draw));
    form.set(field, &text);
    (form, text)
}

fn word_twice(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let (field, place) = field(draw);
    let word = draw.pick(&["工作", "资金", "检查", "设备维护", "群众", "宣传活动", "培训", "基础设施"]);
    let text = format!("{}继续做好{word}{word}安排。", sentence(draw));
    form.set(field, &text);
    at(form, text, place)
}

fn word_once(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let (field, _) = field(draw);
    let said = draw.pick(&["一步一步推进", "每人每月发放一次", "多多益善", "检查、检查后的整改", "天天巡查"]);
    let text = format!("{}{said}。", sentence(draw));
    form.set(field, &text);
    (form, text)
}

fn sentence_twice(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let (field, place) = field(draw);
    let twice = format!("{}，{}。", draw.pick(&DONE), draw.pick(&AIMS));
    let text = format!("{twice}{}{twice}", sentence(draw));
    form.set(field, &text);
    at(form, text, place)
}

fn like_sentences(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let (field, _) = field(draw);
    let (done, one, two) = (draw.pick(&DONE), draw.number(2, 40), draw.number(41, 90));
    let (first, last) = draw.one(&[("上半年", "下半年"), ("一季度", "三季度"), ("县城", "乡镇"), ("3月", "9月")]);
    let text = format!("{first}{done}{one}次。{last}{done}{two}次。");
    form.set(field, &text);
    (form, text)
}

/// The heading of the cell before the text, as it comes along when a whole cell is copied.
fn headed(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let field = draw.one(&[(TextField::GoalPeriod, "goal_period"), (TextField::GoalAnnual, "goal_annual")].map(Some));
    let (field, place) = field.unwrap_or((TextField::GoalPeriod, "goal_period"));
    let heading = draw.pick(&["实施期目标", "年度目标", "总体目标", "中期目标", "年度总目标", "总体绩效目标"]);
    let year = draw.number(2022, 2028);
    let bracket = match draw.number(0, 4) {
        0 => format!("（{year}年—{year}年）"),
        1 => format!("({year}年度)"),
        2 => format!(" （{year}年至{}年）", year + 2),
        3 => format!("（{year}年）："),
        _ => "（20  年—20  年）\n".to_owned(),
    };
    let text = format!("{heading}{bracket}{}，{}。", draw.pick(&DONE), draw.pick(&AIMS));
    form.set(field, &text);
    Planted { form, what: text, places: vec![place.to_owned()] }
}

fn without_heading(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let year = draw.number(2026, 2028);
    let text = match draw.number(0, 2) {
        0 => format!("{}（{year}年），{}。", draw.pick(&DONE), draw.pick(&AIMS)),
        1 => format!("年度目标：{}，{}。", draw.pick(&DONE), draw.pick(&AIMS)),
        _ => format!("总体目标（{}）：{}。", draw.pick(&DONE), draw.pick(&AIMS)),
    };
    form.set(TextField::GoalAnnual, &text);
    (form, text)
}

fn list(draw: &mut Draw, numbers: &[u32]) -> String {
    let style = draw.number(0, 2);
    let first = draw.number(0, 9) as usize;
    let item = |(index, number): (usize, &u32)| {
        let done = DONE.get((first + index) % DONE.len()).copied().unwrap_or_default();
        match style {
            0 => format!("{number}、{done}；"),
            1 => format!("{number}.{done}；"),
            _ => format!("（{number}）{done}；"),
        }
    };
    numbers.iter().enumerate().map(item).collect()
}

fn numbering_broken(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let (field, place) = field(draw);
    let wrong: [&[u32]; 5] = [&[1, 2, 2, 3], &[1, 2, 4], &[1, 3, 4], &[1, 2, 3, 5], &[1, 2, 3, 3]];
    let numbers = wrong.get(draw.number(0, 4) as usize).copied().unwrap_or(&[1, 2, 2]);
    let text = list(draw, numbers);
    form.set(field, &text);
    at(form, text, place)
}

fn numbered(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let (field, _) = field(draw);
    let right: [&[u32]; 3] = [&[1, 2, 3], &[1, 2, 3, 4], &[1, 2, 3, 1, 2, 3]];
    let numbers = right.get(draw.number(0, 2) as usize).copied().unwrap_or(&[1, 2, 3]);
    let text = list(draw, numbers);
    form.set(field, &text);
    (form, text)
}

fn person(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let (field, place) = field(draw);
    let name: String =
        [draw.pick(&["王", "李", "赵", "宋", "吴", "徐"]), draw.pick(&["建国", "秀英", "志远", "桂兰", "海燕"])]
            .concat();
    let number = draw.number(10_000_000, 99_999_999);
    let text = match draw.number(0, 3) {
        0 => format!("为退休职工{name}发放生活补助。"),
        1 => format!("联系人：{name}，电话139{number}。"),
        2 => format!("补助对象{name}，按月发放。"),
        _ => format!("慰问{name}同志等困难家庭。"),
    };
    form.set(field, &text);
    at(form, text, place)
}

fn nobody(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let (field, _) = field(draw);
    let number = draw.number(2, 90);
    let who = draw.pick(&[
        "困难党员",
        "退休职工",
        "高龄老人",
        "低保户",
        "残疾人",
        "护林员",
        "受援人",
        "学生",
        "遗属",
        "村民",
    ]);
    let text = match draw.number(0, 5) {
        0 => format!("慰问{who}#名。"),
        1 => format!("对{who}#人发放津贴。"),
        2 => format!("{who}#人参加体检。"),
        3 => format!("{who}按月领取补助，共#人。"),
        4 => format!("{who}家属由乡镇负责联系。"),
        _ => format!("{who}高兴参加活动，满意率达#%。"),
    };
    let text = text.replace('#', &number.to_string());
    form.set(field, &text);
    (form, text)
}

fn spending(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let amount = super::draw::money(draw, 80_000);
    let text = match draw.number(0, 3) {
        0 => format!("支付{}费用{amount}。", draw.pick(&DONE)),
        1 => format!("完成{}，支出{amount}。", draw.pick(&DONE)),
        2 => format!("及时拨付资金{amount}，{}。", draw.pick(&AIMS)),
        _ => format!("{}，控制在{amount}以内。", draw.pick(&DONE)),
    };
    form.set(TextField::GoalAnnual, &text);
    at(form, text, "goal_annual")
}

fn effect_in_money(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let number = draw.number(2, 900);
    let text = match draw.number(0, 3) {
        0 => format!("带动{}#万元。", draw.pick(&["农户增收", "消费收入", "村集体增收", "社会投资"])),
        1 => format!("节约{}#万元。", draw.pick(&["电费", "办公成本", "维修费", "采购资金"])),
        2 => format!("{}#万元。", draw.pick(&["新增产值", "引进项目投资", "签约项目资金", "新增税收"])),
        _ => format!("{}，人均增收#元。", draw.pick(&DONE)),
    };
    let text = text.replace('#', &number.to_string());
    form.set(TextField::GoalAnnual, &text);
    (form, text)
}

fn full_width(text: &str) -> String {
    let wide = |c: char| match c {
        '0'..='9' | '%' | 'A'..='Z' => char::from_u32(c as u32 + 0xFEE0).unwrap_or(c),
        _ => c,
    };
    text.chars().map(wide).collect()
}

fn wide(draw: &mut Draw, turn: usize) -> Planted {
    let mut form = draw.bare();
    let (name, number) = (draw.pick(&DONE), draw.number(2, 98));
    let (name, value) = match turn % 3 {
        0 => (format!("{name}合格率"), full_width(&format!("{number}%"))),
        1 => (name.chars().take(2).chain([' ']).chain(name.chars().skip(2)).collect(), format!("{number}%")),
        _ => (format!("{name}{}型", full_width("A3")), format!("{number}%")),
    };
    let place = form.row("质量指标", &name, &value);
    Planted { form, what: format!("{name} {value}"), places: vec![place] }
}

fn even(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let (name, number) = (draw.pick(&DONE), draw.number(2, 98));
    let name = format!("{name}{}", draw.pick(&["合格率", "（试行）合格率", "A3型合格率"]));
    form.row("质量指标", &name, &format!("≥{number}%"));
    (form, format!("{name} {number}"))
}

fn time_elsewhere(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let level2 = draw.pick(&["数量指标", "质量指标", "成本指标"]);
    let name = format!("{}{}", draw.pick(&DONE), draw.pick(&["完成时间", "时间", "周期", "时限", "及时性"]));
    let month = draw.number(1, 12);
    let value = draw.pick(&["#月底前", "2026年#月", "每季度", "每月", "及时"]).replace('#', &month.to_string());
    let place = form.row(level2, &name, &value);
    Planted { form, what: format!("{level2} {name} {value}"), places: vec![place] }
}

fn time_in_place(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let (done, number) = (draw.pick(&DONE), draw.number(2, 60));
    if draw.number(0, 1) == 0 {
        form.row("时效指标", &format!("{done}完成时间"), "12月底前");
    } else {
        form.row("数量指标", &format!("{done}时间"), &format!("≥{number}小时"));
    }
    (form, format!("{done} {number}"))
}

fn rate_elsewhere(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let level2 = draw.pick(&["时效指标", "成本指标"]);
    let name = format!("{}{}", draw.pick(&DONE), draw.pick(&["合格率", "达标率"]));
    let value = format!("≥{}%", draw.number(60, 99));
    let place = form.row(level2, &name, &value);
    Planted { form, what: format!("{level2} {name} {value}"), places: vec![place] }
}

fn rate_in_place(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let (level2, end) = draw.one(&[
        ("时效指标", "及时率"),
        ("时效指标", "按期完成率"),
        ("成本指标", "成本节约率"),
        ("成本指标", "预算执行率"),
    ]);
    let name = format!("{}{end}", draw.pick(&DONE));
    let number = draw.number(5, 99);
    form.row(level2, &name, &format!("≥{number}%"));
    (form, format!("{name} {number}"))
}

fn benefit_elsewhere(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let level2 = draw.pick(&["经济效益指标", "生态效益指标"]);
    let name = draw.pick(&[
        "排除安全隐患",
        "群众知晓程度",
        "干部履职能力",
        "基层治理能力",
        "办事便捷程度",
        "文化生活丰富程度",
        "队伍稳定情况",
        "矛盾纠纷化解情况",
        "政策知晓情况",
        "师生安全感",
        "依法行政水平",
        "群众安全感",
    ]);
    let value = draw.pick(&["提升", "增强", "提高", "改善", "持续提升", "逐步提高"]);
    let place = form.row(level2, name, value);
    Planted { form, what: format!("{level2} {name} {value}"), places: vec![place] }
}

fn benefit_in_place(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let (level2, name) = draw.one(&[
        ("经济效益指标", "带动农户增收"),
        ("经济效益指标", "节约运行成本"),
        ("经济效益指标", "新增产值"),
        ("生态效益指标", "河道水环境"),
        ("生态效益指标", "污染物排放减少量"),
        ("生态效益指标", "空气质量"),
        ("社会效益指标", "群众安全感"),
    ]);
    let value = draw.pick(&["提升", "增强", "提高", "改善", "持续改善"]);
    form.row(level2, name, value);
    (form, format!("{name} {value}"))
}

fn satisfied_server(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let who = draw.pick(&[
        "服务机构",
        "供应商",
        "施工单位",
        "第三方",
        "相关人员",
        "有关单位",
        "相关部门",
        "监理单位",
        "中标单位",
        "维保单位",
        "承建方",
        "服务商",
        "有关方面",
        "设计单位",
    ]);
    let value = format!("≥{}%", draw.number(80, 99));
    let lead = draw.pick(&["", "项目", "本年度", "检测"]);
    let place = form.row("服务对象满意度指标", &format!("{lead}{who}满意度"), &value);
    Planted { form, what: format!("{lead}{who} {value}"), places: vec![place] }
}

fn satisfied_user(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let who = draw.pick(&["受益群众", "参训人员", "学生家长", "来访群众", "用水户", "入驻企业"]);
    let of = draw.pick(&["", "对施工单位", "对物业公司", "对第三方服务", "对供应商供货", "对维保单位"]);
    let number = draw.number(80, 99);
    form.row("服务对象满意度指标", &format!("{who}{of}满意度"), &format!("≥{number}%"));
    (form, format!("{who}{of} {number}"))
}

const CITED: [&str; 6] =
    ["档案馆管理办法", "专项资金管理细则", "年度工作要点", "政府采购目录", "安全生产责任制", "会议费管理规定"];
const REMARKS: [&str; 6] = ["含节假日", "不含往年", "见附件", "分两批", "由财务股负责", "以合同为准"];
const FIELDS: [TextField; 4] = [TextField::Basis, TextField::Safeguards, TextField::Plan, TextField::Overview];

/// A text with a bracket or title mark too few or too many.
fn half_a_pair(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.any();
    let (cited, remark) = (draw.pick(&CITED), draw.pick(&REMARKS));
    let (open, close) = draw.one(&[("（", "）"), ("(", ")")]);
    let text = match draw.number(0, 6) {
        0 => format!("按照{open}{cited}》执行。"),
        1 => format!("按照《{cited}{close}执行。"),
        2 => format!("每月登记{open}{remark}，做好记录。年底总结。"),
        3 => format!("每月登记，{remark}{close}，做好记录。"),
        4 => format!("执行《{cited}，{remark}。按季检查。"),
        5 => format!("执行{cited}》{open}{remark}{close}。"),
        _ => format!("按照《关于印发《{cited}》的通知{open}{remark}{close}安排。"),
    };
    let field = draw.one(&[0_usize, 1, 2, 3]);
    let field = FIELDS.get(field).copied().unwrap_or(TextField::Plan);
    let whole = format!("{}{text}", form.get(field));
    form.set(field, &whole);
    Planted { form, what: text, places: vec![field.key().to_owned()] }
}

/// Marks in pairs, one in another, and half brackets behind numbers.
fn whole_pairs(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let (cited, remark) = (draw.pick(&CITED), draw.pick(&REMARKS));
    let text = match draw.number(0, 5) {
        0 => format!("按照《{cited}》（{remark}）执行。"),
        1 => format!("按照《关于印发《{cited}》的通知》执行。"),
        2 => format!("1）每月登记；2）{remark}；3)年底总结。"),
        3 => format!("每月登记（{remark}),按《{cited}》做好记录。"),
        4 => format!("一）执行《{cited}》，{remark}。"),
        _ => format!("（1）执行《{cited}》（（{remark}））。"),
    };
    form.set(TextField::Plan, &text);
    (form, text)
}
