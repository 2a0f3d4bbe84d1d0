//! G04: an economic or ecological benefit of another kind.

use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "G04",
    name: "benefit_in_wrong_kind",
    title: "经济或生态效益名不副实",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "经济效益指标里没有收入、节约、产值这类经济内容；生态效益指标里没有环境、资源、节能这类内容。",
        why: "归错了类，真正的经济、生态效益没有写。",
        basis: "经验",
        bad: "生态效益 · 排除安全隐患 排除",
        good: "社会效益 · 排除安全隐患 排除",
        exceptions: "按字面判断，名称写得太简略的会误报，忽略即可。",
        change: "移到合适的效益，一般是社会效益。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        let (kind, words): (_, &[&str]) = match row.level2() {
            Some(Level2::Economic) if row.reading().is_money() => return Verdict::Pass,
            Some(Level2::Economic) => ("经济", &ECONOMIC),
            Some(Level2::Ecological) => ("生态", &ECOLOGICAL),
            _ => return Verdict::Other,
        };
        // 水平 holds no 水.
        let said = format!("{} {}", row.name(), row.value()).replace("水平", "");
        let fits = words.iter().any(|word| said.contains(word));
        Verdict::of(
            (!fits).then(|| rows::name_fault(row, &format!("看不出是{kind}效益"), "移到合适的效益，一般是社会效益。")),
        )
    })
}

const ECONOMIC: [&str; 42] = [
    "经济", "收入", "增收", "效益", "产值", "产量", "税", "成本", "节约", "节省", "节支", "资金", "利润", "收益",
    "营收", "消费", "投资", "价", "损失", "费用", "开支", "支出", "销", "贸易", "商", "企业", "产业", "资产", "市场",
    "招商", "增值", "生产", "就业", "GDP", "贷款", "金融", "融资", "减负", "旅游", "增产", "财政", "浪费",
];
const ECOLOGICAL: [&str; 47] = [
    "纸",
    "生态",
    "环境",
    "环保",
    "绿",
    "污",
    "垃圾",
    "废",
    "空气",
    "大气",
    "土壤",
    "水",
    "河",
    "湖",
    "湿地",
    "植",
    "林",
    "草",
    "能耗",
    "节能",
    "节电",
    "减排",
    "排放",
    "碳",
    "噪",
    "尘",
    "清洁",
    "卫生",
    "美化",
    "景观",
    "资源",
    "无纸",
    "纸",
    "秸秆",
    "厕",
    "生物",
    "耗",
    "气候",
    "降解",
    "再生",
    "循环",
    "沙",
    "矿",
    "地质",
    "森",
    "农药",
    "可持续",
];

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().name(5, "排除安全隐患").value(5, "排除"), ["indicators.period[5].name"]),
        bad(project().both("效益指标", "经济效益指标", "居民满意程度", "提升"), ["indicators.period[7].name"]),
        bad(project().both("效益指标", "生态效益指标", "依法行政水平", "提升"), ["indicators.period[7].name"]),
        bad(unit().name(5, "提升执法能力").value(5, "提升"), ["indicators[5].name"]),
        good(project()),
        good(project().both("效益指标", "经济效益指标", "渔民增收", "≥3%")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project().without(|row| row.level2 == "生态效益指标")),
    ]
}
