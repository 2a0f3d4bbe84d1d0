//! Planted defects of group C: the value of one row.

use super::{Draw, Kind, Planted, Sample};

/// Rows of one second level that are wrong, and rows that look like them and are right: names, then values; `#` stands for a number.
struct Rows {
    level2: &'static str,
    names: &'static [&'static str],
    bad: &'static [&'static str],
    good: &'static [&'static str],
}

fn row(draw: &mut Draw, rows: &Rows, values: &[&str]) -> (Sample, String, String) {
    let mut form = draw.bare();
    let name = draw.pick(rows.names);
    let value = draw.pick(values).replace('#', &draw.number(2, 98).to_string());
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

const COUNTED: [&str; 6] =
    ["整理案卷数量", "编研成果数量", "巡检设备数量", "接待团体数量", "发放手册数量", "登记台账数量"];
const RATES: [&str; 6] = ["案卷完整率", "设备完好率", "资料录入及时率", "问题整改率", "活动到场率", "题库命中率"];
const COSTS: [&str; 6] = ["场地租用费", "专家劳务费", "设备维护成本", "宣传册印刷费", "志愿者补贴", "耗材购置经费"];

pub fn kinds() -> Vec<Kind> {
    vec![
        kind!("C02", "数量指标", COUNTED, bad ["#", "≥#", "1#", "≥1#", "≤#", "2#"], good ["#个", "≥#件", "1#台", "#%"]),
        kind!("C03", "社会效益指标", ["档案意识提升程度", "查档便利情况", "基层工作规范化", "服务水平", "群众认可度", "档案安全形势"],
            bad ["提升提升", "明显明显", "改善改善", "增强增强", "规范规范", "提高提高", "良好良好", "稳定稳定", "完善完善", "满足满足"],
            good ["提升", "明显改善", "持续增强", "较为规范", "逐步提高", "良好", "稳步提升", "日益完善"]),
        kind!("C05", "服务对象满意度指标", ["参训人员满意度", "来馆群众满意度", "移交单位满意度", "志愿者满意度"],
            bad ["#%", "≤#%", "满意", "较高", "#分", "基本满意"], good ["≥#%", "≥8#%", "≥9%", ">#%"]),
        kind!("C07", "成本指标", COSTS, bad ["#人/月", "≤#人", "#个", "≤#次", "#人次"], good ["≤#元", "#元/人", "≤#万元", "#元/次"]),
        kind!("C09", "数量指标", COUNTED, bad ["#每年/个", "#件/每月", "#台/每季度"], good ["#件/月", "#个", "#台/年", "≥#件"]),
        kind!("C12", "数量指标", ["参训人数", "受表彰人员", "评审委员", "来馆查阅人数", "业务骨干人数", "志愿服务人员"],
            bad ["#个", "≥#个", "#次", "1#户", "#家"], good ["#人", "≥#名", "#人次"]),
        kind!("C13", "质量指标", RATES, bad ["良好", "#个", "提升", "较高", "达标", "#次", "明显提高", "#件"], good ["≥#%", "#%", "≥9#.5%", "100%"]),
        kind!("C18", "成本指标", COSTS, bad ["≥#元", "≥#万元", ">#00元", "≥#.5万元"], good ["≤#元", "#元", "<#00元", "≤#.5万元"]),
        kind!("C20", "数量指标", COUNTED, bad ["≤#个", "≤#件", "<1#台", "≤#份"], good ["≥#个", "#件", ">1#台", "#份"]),
        Kind { code: "C24", plant: unit_in_name, alike: remark_in_name },
    ]
}

fn unit_in_name(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let name = draw.pick(&COUNTED);
    let unit = draw.pick(&["件", "种", "台", "册", "套、台", "份", "个", "项"]);
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
