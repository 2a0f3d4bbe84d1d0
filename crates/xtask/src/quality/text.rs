//! Planted defects of group E: a text and an indicator that do not agree.

use super::{Draw, Kind, Planted, Sample};
use jibiao_model::path::TextField;

pub fn kinds() -> Vec<Kind> {
    vec![
        Kind { code: "E01", plant: number_differs, alike: number_fits },
        Kind { code: "E02", plant: bound_turned, alike: bound_kept },
        Kind { code: "E03", plant: looser, alike: bound_kept },
        Kind { code: "E06", plant: other_unit, alike: own_unit },
        Kind { code: "E08", plant: two_rates, alike: one_rate },
        Kind { code: "E09", plant: swapped, alike: in_place },
        Kind { code: "E10", plant: already_done, alike: newly_done },
    ]
}

/// Verb, thing, unit in the text, unit in the row, end of the name.
type Work = (&'static str, &'static str, &'static str, &'static str, &'static str);

const WORKS: [Work; 16] = [
    ("补助", "遗属", "位", "人", "人数"),
    ("培训", "讲解员", "名", "人", "人数"),
    ("购置", "档案柜", "组", "组", "数量"),
    ("购买", "扫描仪", "台", "台", ""),
    ("举办", "专题讲座", "场", "次", "场次"),
    ("开展", "安全检查", "次", "次", "次数"),
    ("印制", "宣传手册", "册", "册", "数量"),
    ("走访", "移交单位", "家", "家", "家数"),
    ("更换", "消防器材", "套", "个", "数量"),
    ("慰问", "困难职工", "户", "户", "户数"),
    ("制作", "短视频", "期", "期", "期数"),
    ("聘请", "专家", "位", "名", "人数"),
    ("修复", "破损案卷", "卷", "卷", "卷数"),
    ("召开", "工作例会", "次", "次", "次数"),
    ("铺设", "网络线缆", "米", "米", "长度"),
    ("粉刷", "库房墙面", "平方米", "平方米", "面积"),
];

/// A number in a sentence, its bound before or behind.
fn said(draw: &mut Draw, work: Work, number: u32, before: &str, behind: &str) -> String {
    let (verb, thing, unit, ..) = work;
    match draw.number(0, 4) {
        0 => format!("全年{verb}{thing}{before}{number}{unit}{behind}。"),
        1 => format!("计划{verb}{before}{number}{unit}{behind}{thing}。"),
        2 => format!("本年度{verb}{thing}{before}{number}{unit}{behind}，做好登记。"),
        3 => format!("按照安排，{verb}{thing}{before}{number}{unit}{behind}；年底总结。"),
        _ => format!("{verb}{thing}{before}{number}{unit}{behind}，其他工作照常。"),
    }
}

fn field(draw: &mut Draw) -> TextField {
    let index = draw.number(0, 2);
    if index == 0 { TextField::Plan } else { TextField::Overview }
}

fn name(draw: &mut Draw, work: Work) -> String {
    let (verb, thing, _, _, end) = work;
    match draw.number(0, 2) {
        0 => format!("{verb}{thing}{end}"),
        1 if !end.is_empty() => format!("{thing}{end}"),
        _ => format!("{thing}{verb}{}", if end.is_empty() { "数量" } else { end }),
    }
}

fn paired(draw: &mut Draw, text: String, work: Work, value: String) -> Planted {
    let mut form = draw.bare();
    let field = field(draw);
    form.add(field, &text);
    let name = name(draw, work);
    let place = form.row("数量指标", &name, &value);
    Planted { form, what: format!("{text} {name} {value}"), places: vec![place] }
}

fn number_differs(draw: &mut Draw, _: usize) -> Planted {
    let work = draw.one(&WORKS);
    let number = draw.number(2, 60);
    let other = number + draw.number(1, 30);
    let (one, two) = if draw.number(0, 1) == 0 { (number, other) } else { (other, number) };
    let text = said(draw, work, one, "", "");
    paired(draw, text, work, format!("{two}{}", work.3))
}

fn number_fits(draw: &mut Draw, turn: usize) -> (Sample, String) {
    let work = draw.one(&WORKS);
    let number = draw.number(2, 60);
    let (text, value) = match turn % 5 {
        0 => (said(draw, work, number, "", ""), number),
        1 => {
            let text = said(draw, work, number, "", "");
            (format!("上年{text}本年度{}", text.replace(&number.to_string(), &(number + 3).to_string())), number + 3)
        }
        2 => {
            let part = draw.number(1, number - 1);
            let (verb, thing, unit, ..) = work;
            (format!("{verb}甲类{thing}{part}{unit}、乙类{thing}{}{unit}。", number - part), number)
        }
        3 => (format!("全县现有{}{}{}，本年做好服务。", number * 7, work.2, work.1), number),
        _ => (said(draw, work, number * 10, "约", ""), number * 10 + number / 2),
    };
    let planted = paired(draw, text, work, format!("{value}{}", work.3));
    (planted.form, planted.what)
}

fn bound_turned(draw: &mut Draw, _: usize) -> Planted {
    let work = draw.one(&WORKS);
    let number = draw.number(2, 60);
    let (before, behind) = draw.one(&[("不少于", ""), ("不低于", ""), ("", "以上"), ("至少", ""), ("不得少于", "")]);
    let text = said(draw, work, number, before, behind);
    let value = format!("{}{}{}", draw.pick(&["≤", "<"]), number - draw.number(0, 1), work.3);
    paired(draw, text, work, value)
}

fn bound_kept(draw: &mut Draw, _: usize) -> (Sample, String) {
    let work = draw.one(&WORKS);
    let number = draw.number(2, 60);
    let (before, behind) = draw.one(&[("不少于", ""), ("不低于", ""), ("", "以上"), ("至少", ""), ("", "余")]);
    let text = if behind == "余" {
        said(draw, work, number, "", "").replace(work.2, &format!("余{}", work.2))
    } else {
        said(draw, work, number, before, behind)
    };
    let value = format!("≥{}{}", number + draw.number(0, 2), work.3);
    let planted = paired(draw, text, work, value);
    (planted.form, planted.what)
}

fn looser(draw: &mut Draw, _: usize) -> Planted {
    let work = draw.one(&WORKS);
    let number = draw.number(4, 60);
    let (before, behind) = draw.one(&[("不少于", ""), ("不低于", ""), ("", "以上"), ("至少", ""), ("不得少于", "")]);
    let text = said(draw, work, number, before, behind);
    let value = format!("{}{}{}", draw.pick(&["≥", "≥", ""]), number - draw.number(1, 3), work.3);
    paired(draw, text, work, value)
}

fn other_unit(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let place = draw.pick(&["白石县", "临溪区", "北坡县", "青河县"]);
    let unit = draw.pick(&["档案馆", "文化馆", "水务局", "教育局", "博物馆", "图书馆", "农业技术推广中心"]);
    let text = match draw.number(0, 3) {
        0 => format!("由{place}{unit}负责实施。"),
        1 => format!("本项目由{place}{unit}组织实施，专款专用。"),
        2 => format!("保障{place}{unit}正常运转。"),
        _ => format!("具体工作由{place}{unit}牵头，按月调度。"),
    };
    let field = if draw.number(0, 1) == 0 { TextField::Plan } else { TextField::Safeguards };
    form.add(field, &text);
    Planted { form, what: text, places: vec![field.key().to_owned()] }
}

fn own_unit(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let own = form.get(TextField::ImplementingUnit);
    let other =
        draw.pick(&["云岫县财政局", "县人社局", "太行市档案局", "各乡镇人民政府", "第三方公司", "云岫县审计局"]);
    let what = draw.pick(&["案卷整理", "设备维护", "资料印刷", "人员培训", "年终评价", "馆藏清点"]);
    let text = match draw.number(0, 3) {
        0 => format!("由{own}负责{what}的实施。"),
        1 => format!("{what}由{other}负责监督。"),
        2 => format!("{what}由{other}配合。"),
        _ => format!("按照{other}的要求做好{what}，保障{own}正常运转。"),
    };
    form.add(TextField::Plan, &text);
    (form, text)
}

fn rate(draw: &mut Draw, right: bool) -> Planted {
    let mut form = draw.bare();
    let (thing, said, unit) = draw.one(&[
        ("讲解员", "每人每月", "元/人/月"),
        ("专题讲座", "每场", "元/场"),
        ("困难职工", "每户", "元/户"),
        ("志愿者", "每人每年", "元/人/年"),
        ("宣传手册", "每册", "元/册"),
    ]);
    let number = draw.number(2, 90) * 10;
    let other = if right { number } else { number + draw.number(1, 9) * 10 };
    let text = match draw.number(0, 3) {
        0 => format!("{thing}{said}补助{number}元。"),
        1 => format!("{thing}补助按{number}{unit}发放。"),
        2 => format!("按{said}{number}元的标准安排{thing}费用。"),
        _ => format!("{thing}费用{said}{number}元，据实结算。"),
    };
    let value = format!("{}{other}{unit}", draw.pick(&["", "≤"]));
    let field = field(draw);
    form.add(field, &text);
    let name = format!("{thing}{}", draw.pick(&["补助标准", "费用", "标准"]));
    let place = form.row("成本指标", &name, &value);
    Planted { form, what: format!("{text} {name} {value}"), places: vec![place] }
}

fn two_rates(draw: &mut Draw, _: usize) -> Planted {
    rate(draw, false)
}

fn one_rate(draw: &mut Draw, _: usize) -> (Sample, String) {
    let planted = rate(draw, true);
    (planted.form, planted.what)
}

fn two_things(draw: &mut Draw, right: bool) -> Planted {
    const THINGS: [&str; 8] = ["办公桌", "书柜", "碎纸机", "打印机", "茶几", "会议椅", "文件柜", "台式电脑"];
    let mut form = draw.bare();
    let first = draw.number(0, 3) as usize;
    let second = draw.number(4, 7) as usize;
    let (one, two) = (THINGS.get(first).copied().unwrap_or_default(), THINGS.get(second).copied().unwrap_or_default());
    let (a, unit) = (draw.number(1, 9), draw.pick(&["个", "台", "套"]));
    let b = a + draw.number(1, 9);
    let text = match draw.number(0, 1) {
        0 => format!("需购置{one}{a}{unit}、{two}{b}{unit}。"),
        _ => format!("购置{a}{unit}{one}、{b}{unit}{two}，交付使用。"),
    };
    let (of_one, of_two) = if right { (a, b) } else { (b, a) };
    form.add(TextField::Overview, &text);
    let place = form.row("数量指标", &format!("购置{one}"), &format!("{of_one}{unit}"));
    form.row("数量指标", &format!("购置{two}"), &format!("{of_two}{unit}"));
    Planted { form, what: text, places: vec![place] }
}

fn swapped(draw: &mut Draw, _: usize) -> Planted {
    two_things(draw, false)
}

fn in_place(draw: &mut Draw, _: usize) -> (Sample, String) {
    let planted = two_things(draw, true);
    (planted.form, planted.what)
}

fn done(draw: &mut Draw, right: bool) -> Planted {
    let mut form = draw.bare();
    let (verb, thing, unit, end) = draw.one(&[
        ("播出", "档案故事", "期", "播出期数"),
        ("举办", "专题讲座", "场", "场次"),
        ("培训", "讲解员", "人", "培训人数"),
        ("修复", "破损案卷", "卷", "修复卷数"),
        ("编印", "编研资料", "种", "编印数量"),
        ("走访", "移交单位", "家", "走访家数"),
    ]);
    let number = draw.number(3, 90);
    let target = if right { number + draw.number(1, 20) } else { number };
    let text = match draw.number(0, 5) {
        4 => format!("现已{verb}{thing}{number}{unit}，继续做好后续工作。"),
        5 => format!("到2025年底，已{verb}{number}{unit}{thing}。"),
        0 => format!("{thing}目前已{verb}{number}{unit}。"),
        1 => format!("截至目前已{verb}{thing}{number}{unit}，效果良好。"),
        2 => format!("前期累计{verb}{thing}{number}{unit}。"),
        _ => format!("自开办以来已{verb}{number}{unit}{thing}。"),
    };
    let value = format!("{}{target}{unit}", draw.pick(&["≥", ""]));
    form.add(TextField::Overview, &text);
    let place = form.row("数量指标", &format!("{thing}{end}"), &value);
    Planted { form, what: format!("{text} {value}"), places: vec![place] }
}

fn already_done(draw: &mut Draw, _: usize) -> Planted {
    done(draw, false)
}

fn newly_done(draw: &mut Draw, _: usize) -> (Sample, String) {
    let planted = done(draw, true);
    (planted.form, planted.what)
}
