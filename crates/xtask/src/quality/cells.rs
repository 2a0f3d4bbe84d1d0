//! Planted defects of single cells: values that do not fit their name or level, bases and texts that name too little.

use super::names::{COSTS, COUNTED, HIGH, LOW, PUNCTUAL, TIMES};
use super::{Draw, Kind, Planted, Sample};
use jibiao_model::path::TextField;

/// Rows of one second level that are wrong, and rows that look like them and are right: `#` stands for a number.
struct Cells {
    level2: &'static str,
    names: &'static [&'static str],
    wrong: &'static [&'static str],
    right_names: &'static [&'static str],
    right: &'static [&'static str],
}

fn row(draw: &mut Draw, level2: &str, names: &[&str], values: &[&str]) -> (Sample, String, String) {
    let mut form = draw.any();
    let name = draw.pick(names);
    let value = draw.written(values);
    let place = form.row(level2, name, &value);
    (form, format!("{name} {value}"), place)
}

macro_rules! cells {
    ($code:literal, $level2:literal, $names:expr => $wrong:expr, right $right_names:expr => $right:expr) => {{
        static CELLS: Cells =
            Cells { level2: $level2, names: &$names, wrong: &$wrong, right_names: &$right_names, right: &$right };
        fn plant(draw: &mut Draw, _: usize) -> Planted {
            let (form, what, place) = row(draw, CELLS.level2, CELLS.names, CELLS.wrong);
            Planted { form, what, places: vec![place] }
        }
        fn alike(draw: &mut Draw, _: usize) -> (Sample, String) {
            let (form, what, _) = row(draw, CELLS.level2, CELLS.right_names, CELLS.right);
            (form, what)
        }
        Kind { code: $code, plant, alike }
    }};
}

/// Every kind of this file.
pub fn kinds() -> Vec<Kind> {
    vec![
        Kind { code: "B09", plant: source_without_money, alike: source_hoped_for },
        cells!("C08", "数量指标", ["设备购置投入", "资料印刷金额", "场地租用支出", "志愿者补贴总额", "展览经费", "劳务费用", "路灯电费", "样品检测费", "演出补贴", "校舍维修资金"]
            => ["#元", "≥#万元", "≤#00元", "#元/人", "#.5万元", "2,600元", "不少于#万元", "约#元", "#元左右", "人民币#元"], right COUNTED => ["#个", "≥#件", "#台", "≥#份", "#处"]),
        cells!("C10", "成本指标", COSTS => ["每年#元", "每月#元", "每次#元", "每年#万元", "每人#元", "每季度#元", "每场#元", "每人每月#元", "≤每年#元", "每年≤#万元", "每天#元"],
            right COSTS => ["#元/年", "#元/月", "≤#元", "#元/人/月", "≤#元/次"]),
        cells!("C15", "时效指标", TIMES => ["按要求", "及时", "不定期", "≥#%", "#个", "尽快完成", "良好", "较快", "#人", "有序推进", "根据安排"],
            right TIMES => ["#月底前", "每季度", "#天", "2026年6月", "全年", "上半年", "审批后", "#小时内", "第三季度"]),
        cells!("C16", "时效指标", PUNCTUAL => ["12月底前", "2026年6月", "每季度", "每月15日前", "上半年", "全年", "9月", "第二季度", "3月至5月", "2026年11月底前"],
            right PUNCTUAL => ["及时", "≥#%", "#日内", "#小时内", "审批后", "比较及时"]),
        cells!("C21", "质量指标", LOW => ["≥#%", ">#%", "≥0.#%", ">1#%", "不低于#%", "大于#%", "≥#‰", "＞#%", "不少于#%"], right LOW => ["≤#%", "<#%", "#%", "≤0.#%", "不超过#%", "≤#‰"]),
        cells!("C30", "数量指标", COUNTED => ["按需", "若干", "全覆盖", "充足", "满足需要", "逐步增加", "每季度", "较多", "按计划", "达到要求", "持续增长"],
            right COUNTED => ["#个", "≥#件", "#台", "≥#份", "两次"]),
        cells!("C31", "数量指标", ["案卷整理比例", "设备巡检率", "任务完成占比", "手册发放率", "资料回收率", "台账登记率", "样品抽检比例", "入户走访率", "疫苗接种率", "路灯更换比例"]
            => ["#%", "≥#%", "100%", "9#%", "≥#.5%", "#‰", "不低于#%", "#％", "百分之九十", ">#%"], right COUNTED => ["#个", "≥#件", "100台", "#份", "#处"]),
        cells!("C32", "数量指标", COUNTED => ["#个、3台", "#件；2人", "≥#册;≥5期", "1#场、20人", "大型#台；小型6台", "#台和#套", "#次，#人", "甲类#件,乙类#件", "#个/#台"],
            right COUNTED => ["#个", "≥#件", "1,300份", "#00台", "#处"]),
        cells!("C34", "质量指标", ["资料完整程度", "设备运行状况", "展陈效果", "服务态度", "整改效果", "记录规范程度"]
            => ["≥良好", "≤较差", ">合格", "≥规范", "≥完整", ">较好", "≤一般", "<良好", "≥优秀", "≥达标", "≥满意", "<一般"],
            right ["资料完整程度", "设备运行状况", "展陈效果", "服务态度"] => ["不低于上年", "良好", "≥#%", "合格", "规范", "#分", "优秀"]),
        cells!("C35", "时效指标", TIMES => ["不定期", "按要求", "视情况而定", "#天左右", "适时", "待定", "按需", "根据情况", "若干天", "根据需要"],
            right TIMES => ["#月底前", "#天", "每季度", "2026年6月", "按季度"]),
        cells!("C37", "数量指标", COUNTED => ["#.5个", "≥#.25件", "1#.4台", "≥#.6份", "#.75人", "#.3次", "不少于#.5册", "≥#.8户", "＃.5场"], right COUNTED => ["#个", "#.5公里", "#.25平方米", "1.#万人", "#.5吨"]),
        Kind { code: "F12", plant: vague_basis, alike: named_basis },
        cells!("G03", "质量指标", ["设备购置标准", "补贴发放标准", "印刷费用", "培训支出", "劳务标准", "场地租金"]
            => ["#元", "≤#万元", "#元/人", "#00元/次", "≥#00元"], right HIGH => ["≥#%", "100%", "良好", "#分"]),
        Kind { code: "F13", plant: number_in_other_bracket, alike: number_in_its_bracket },
    ]
}

fn source_without_money(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let source = draw.pick(&[
        "中央财政补助资金",
        "中央专项资金",
        "省级财政专项资金",
        "省级补助经费",
        "上级下达资金",
        "中央及省级资金",
        "上级财政专项资金",
        "省级转移支付资金",
        "中央补助经费",
    ]);
    let verb = draw.pick(&["使用", "由", "根据下达的", "安排", "主要来源为", "利用", "资金来源："]);
    let amount = draw.number(2, 98);
    let text = format!("{verb}{source}{amount}万元实施。");
    let field = [TextField::Overview, TextField::Plan].get(amount as usize % 2).copied().unwrap_or(TextField::Overview);
    form.add(field, &text);
    let place = if field == TextField::Overview { "overview" } else { "plan" };
    Planted { form, what: text, places: vec![place.to_owned()] }
}

fn source_hoped_for(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let amount = draw.number(2, 98);
    let text = draw.pick(&[
        "积极争取上级资金#万元。",
        "按照《中央财政补助资金管理办法》第#条执行。",
        "本项目不使用省级专项资金，共#人参加。",
        "市级财政资金#万元。",
        "向上级申报项目资金#万元。",
        "省级示范馆创建任务#项。",
        "依据《省级专项资金管理细则》安排#次检查。",
        "没有上级补助资金，县级安排#万元。",
    ]);
    let text = text.replace('#', &amount.to_string());
    form.add(TextField::Overview, &text);
    (form, text)
}

fn vague_basis(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let from = draw.pick(&["年初", "单位", "上级", "领导班子", "局里", "党组", "科室", "县里"]);
    let what = draw.pick(&[
        "工作安排",
        "会议精神",
        "统一部署",
        "有关要求",
        "工作需要",
        "《会议纪要》",
        "研究意见",
        "相关文件",
    ]);
    let text = format!("根据{from}{what}立项。");
    form.set(TextField::Basis, &text);
    Planted { form, what: text, places: vec!["basis".to_owned()] }
}

fn named_basis(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let issuer = draw.pick(&["云政发", "云岫卫字", "财行", "云民发", "云林函"]);
    let body = draw.pick(&["县政府常务会议", "局党组会议", "馆务会", "主任办公会"]);
    let text = match draw.number(0, 6) {
        0 => format!("{issuer}〔2024〕#号。"),
        1 => {
            format!("《云岫县{}规划（第#期）》。", draw.pick(&["档案事业发展", "综合交通", "公共卫生服务", "森林防火"]))
        }
        2 => format!("{body}第#次会议研究同意。"),
        3 => format!("2025年3月#日{body}研究同意。"),
        4 => format!("{}令第#号。", draw.pick(&["国家档案局", "交通运输部", "国务院", "市场监督管理总局"])),
        5 => format!("{issuer}【2023】#号文件。"),
        _ => format!("{body}纪要〔2025〕#次，{}。", draw.pick(&["按此安排", "已列入年度预算", "随文执行"])),
    };
    let text = text.replace('#', &draw.number(2, 28).to_string());
    form.set(TextField::Basis, &text);
    (form, text)
}

fn number_in_other_bracket(draw: &mut Draw, _: usize) -> Planted {
    let mut form = draw.bare();
    let issuer = draw.pick(&["云政发", "云档发", "财行", "云政办函"]);
    let [open, close] = draw.one(&[["【", "】"], ["[", "]"], ["(", ")"], ["（", "）"]]);
    let between = draw.pick(&["", "第", " "]);
    let (year, number) = (draw.number(2008, 2026), draw.number(1, 199));
    let text = format!("按{issuer}{open}{year}{close}{between}{number}号文件执行。");
    form.add(TextField::Basis, &text);
    Planted { form, what: text, places: vec!["basis".to_owned()] }
}

fn number_in_its_bracket(draw: &mut Draw, _: usize) -> (Sample, String) {
    let mut form = draw.bare();
    let (year, number) = (draw.number(2008, 2026), draw.number(1, 199));
    let text = match draw.number(0, 4) {
        0 => format!("按{}〔Y〕N号文件执行。", draw.pick(&["云政发", "云档发", "财行", "云政办函"])),
        1 => format!("《{}》（Y年第N版）。", draw.pick(&["实施办法", "管理细则", "技术规程", "工作手册"])),
        2 => format!("{}编号(Y)N。", draw.pick(&["合同", "项目", "卷宗", "设备"])),
        3 => format!("{}（Y）N次。", draw.pick(&["会议纪要", "馆务会", "局长办公会", "专题会"])),
        _ => format!("{}（Y年建）N号{}。", draw.pick(&["库房", "泵站", "教学楼"]), draw.pick(&["房间", "机组", "楼"])),
    };
    let text = text.replace('Y', &year.to_string()).replace('N', &number.to_string());
    form.add(TextField::Basis, &text);
    (form, text)
}
