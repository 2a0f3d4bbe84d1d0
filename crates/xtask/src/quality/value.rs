//! Planted defects of group C: the value of one row.

use super::names::{COSTS, COUNTED, PERSONS, RATES};
use super::{Draw, Kind, Planted, Sample};

/// Rows of one second level that are wrong, and rows that look like them and are right: names, then values; `#` stands for a number.
struct Rows {
    level2: &'static str,
    names: &'static [&'static str],
    bad: &'static [&'static str],
    good: &'static [&'static str],
}

fn row(draw: &mut Draw, rows: &Rows, values: &[&str]) -> (Sample, String, String) {
    let mut form = draw.any();
    let name = draw.pick(rows.names);
    let value = draw.written(values);
    let place = form.row(rows.level2, name, &value);
    (form, format!("{name} {value}"), place)
}

macro_rules! kind {
    ($code:literal, $level2:literal, $names:expr, bad $bad:expr, good $good:expr) => {{
        static ROWS: Rows = Rows { level2: $level2, names: &$names, bad: &$bad, good: &$good };
        fn plant(draw: &mut Draw, _: usize) -> Planted {
            let (form, what, place) = row(draw, &ROWS, ROWS.bad);
            Planted { form, what, places: vec![place] }
        }
        fn alike(draw: &mut Draw, _: usize) -> (Sample, String) {
            let (form, what, _) = row(draw, &ROWS, ROWS.good);
            (form, what)
        }
        Kind { code: $code, plant, alike }
    }};
}

pub fn kinds() -> Vec<Kind> {
    vec![
        kind!("C02", "数量指标", COUNTED, bad ["#", "≥#", "≤#", "＃", "≥ #", "＞#", "1,200", "#.5", "不少于#", "约#", "#左右", "#以上", "#+", "十二", "不低于#"],
            good ["#个", "≥#件", "1#台", "#%", "不少于#份", "约#处"]),
        kind!("C03", "社会效益指标", ["档案意识提升程度", "查档便利情况", "基层工作规范化", "服务水平", "群众认可度", "档案安全形势"],
            bad ["提升提升", "明显明显", "改善改善", "增强增强", "规范规范", "提高提高", "良好良好", "稳定稳定", "完善完善", "满足满足", "显著提升显著提升", "有所改善有所改善"],
            good ["提升", "明显改善", "持续增强", "较为规范", "逐步提高", "良好", "稳步提升", "日益完善"]),
        kind!("C05", "服务对象满意度指标", ["参训人员满意度", "来馆群众满意度", "移交单位满意度", "志愿者满意度", "受益农户满意度", "住院患者满意度", "沿线商户满意度"],
            bad ["#%", "≤#%", "满意", "较高", "#分", "基本满意", "百分之九十", "<#%", "良好", "#％", "非常满意", "达到#%"],
            good ["≥#%", "≥8#%", "≥9%", ">#%", "≥#.5%", "不低于#%"]),
        kind!("C07", "成本指标", COSTS, bad ["#人/月", "≤#人", "#个", "≤#次", "#人次", "≤#台", "#天", "#平方米", "≤#公里", "#件/年"],
            good ["≤#元", "#元/人", "≤#万元", "#元/次", "≤#.5万元"]),
        kind!("C09", "数量指标", COUNTED, bad ["#每年/个", "#件/每月", "#台/每季度", "#个/每年", "≥#次/每周", "#每月/份", "#处/每天", "#组/每年", "≥#件/每月"],
            good ["#件/月", "#个", "#台/年", "≥#件", "#份/季度"]),
        kind!("C12", "数量指标", PERSONS, bad ["#个", "≥#个", "#次", "1#户", "#家", "≥#件", "#场", "#台", "不少于#个"], good ["#人", "≥#名", "#人次", "#位"]),
        kind!("C13", "质量指标", RATES, bad ["良好", "#个", "提升", "较高", "达标", "#次", "明显提高", "#件", "优秀", "#人", "完成", "全部合格"],
            good ["≥#%", "#%", "≥9#.5%", "100%", "≥#‰"]),
        kind!("C18", "成本指标", COSTS, bad ["≥#元", "≥#万元", ">#00元", "≥#.5万元", "不少于#元", "不低于#万元", "＞#元", "大于#元", "≥3,500元", "#万元以上"],
            good ["≤#元", "#元", "<#00元", "≤#.5万元", "不超过#元"]),
        kind!("C20", "数量指标", COUNTED, bad ["≤#个", "≤#件", "<1#台", "≤#份", "不超过#个", "＜#处", "不多于#件", "≦#次", "≤2,400册"],
            good ["≥#个", "#件", ">1#台", "#份", "不少于#处"]),
        Kind { code: "C24", plant: unit_in_name, alike: remark_in_name },
        kind!("C38", "数量指标", COUNTED, bad ["-#个", "≥-#件", "－#台", "负#份", "-#.5公里", "≤-#处", "＞-#次", "-#,300册", "- #户"],
            good ["#个", "≥#件", "0处", "#.5公里", "1,300册"]),
        kind!("C39", "数量指标", COUNTED, bad [">=#个", "=>#件", "≧#台", "＞＝#份", "不少于#处", "不低于#次", "<=#户", "$\\geq$#个", "大于等于#件", "不超过#项", "至少#场"],
            good ["≥#个", "#件", ">#台", "≤#份", "#处以上", "=#次"]),
        kind!("C40", "经济效益指标", ["管网漏损水费", "农户种植收入", "办公用电支出", "企业用工成本", "旅游综合收入", "财政资金节约"],
            bad ["有效减少", "明显提升", "显著增加", "逐步降低", "有所提高", "持续增长", "不断增加", "进一步降低", "大幅提升", "稳步增长", "提升明显"],
            good ["≥#万元", "提高", "减少#%", "≥#%", "≤#元", "增收#万元"]),
        kind!("G14", "质量指标", ["维修水闸数量", "新建公厕座数", "更换路灯盏数", "培训村干部人数", "巡查管线里程", "修剪绿篱面积", "购置办公桌椅", "印制宣传手册", "举办讲座场次", "栽植行道树"],
            bad ["≥#处", "#座", "≥#盏", "#人", "≥#公里", "#平方米", "#套", "≥#00册", "#场", "#,300株"],
            good ["≥#%", "合格", "0处", "≤#处", "#分", "良好"]),
    ]
}

fn unit_in_name(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let name = draw.pick(&COUNTED);
    let unit = draw.pick(&["件", "种", "台", "册", "套、台", "份", "个", "项", "次/年", "条"]);
    let name = if draw.number(0, 1) == 0 { format!("{name}({unit})") } else { format!("{name}（{unit}）") };
    let value = format!("{}{}", draw.number(2, 90), unit.chars().next().unwrap_or('个'));
    let place = form.row("数量指标", &name, &value);
    Planted { form, what: format!("{name} {value}"), places: vec![place] }
}

fn remark_in_name(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let name = format!("{}（{}）", draw.pick(&COUNTED), draw.pick(&["含临时", "本年", "不含往年", "县城", "试行"]));
    let value = format!("{}件", draw.number(2, 90));
    form.row("数量指标", &name, &value);
    (form, format!("{name} {value}"))
}
