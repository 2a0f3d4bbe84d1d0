//! F07: a known typo.

use super::texts;
use crate::prelude::*;
use crate::shared::sign_set::SignSet;
use std::sync::LazyLock;

pub(crate) static RULE: Rule = Rule {
    code: "F07",
    name: "known_typo",
    title: "常见的错别字",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: &[
        Field::Text(TextField::Overview),
        Field::Text(TextField::Basis),
        Field::Text(TextField::Necessity),
        Field::Text(TextField::Safeguards),
        Field::Text(TextField::Plan),
        Field::Text(TextField::GoalPeriod),
        Field::Text(TextField::GoalAnnual),
        Field::Text(TextField::Duties),
        Field::Text(TextField::StrategicGoal),
        Field::Text(TextField::AnnualGoal),
        Field::Rows(Side::Period, RowField::Level1),
        Field::Rows(Side::Period, RowField::Level2),
        Field::Rows(Side::Period, RowField::Name),
        Field::Rows(Side::Period, RowField::Value),
        Field::Rows(Side::Annual, RowField::Level1),
        Field::Rows(Side::Annual, RowField::Level2),
        Field::Rows(Side::Annual, RowField::Name),
        Field::Rows(Side::Annual, RowField::Value),
    ],
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "文字或指标名称里有常见的错别字：正产运行（正常）、所有本项目（所以）、提供…水平（提高）、签定、布署、帐户等。",
        why: "公开后很显眼，有的连意思都变了。",
        basis: "经验",
        bad: "保障河道正产运行",
        good: "保障河道正常运行",
        exceptions: "只查一定错的；真正产生、高水平这类不会提示。",
        change: "照提示改正。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let of_texts = texts::faults(view, |field, text| fault(FieldPath::Text(field), view.label(field), text));
    let of_rows = rows::test(view, |row| Verdict::of(fault(row.cell(RowField::Name), "指标名称", row.name())));
    match (of_texts, of_rows) {
        (Some(mut faults), Outcome::Findings(more)) => {
            faults.extend(more);
            Outcome::Findings(faults)
        }
        (Some(faults), _) => Outcome::of(faults),
        (None, of_rows) => of_rows,
    }
}

fn fault(place: FieldPath, label: &str, text: &str) -> Option<Fault> {
    let found = typos(text);
    let (at, wrong, right) = found.first()?;
    let around: String = text.get(*at..).unwrap_or_default().chars().take(wrong.chars().count() + 4).collect();
    let message = format!("{label}：“{}”里的“{wrong}”应是“{right}”。", clip(&around, 10));
    let mut mended = text.to_owned();
    for (at, wrong, right) in found.iter().rev() {
        mended.replace_range(*at..at + wrong.len(), right);
    }
    Some(Fault::new(place, message, "改正错字。").read(place, clip(&around, 60)).fixed(Safety::Ask, place, mended))
}

/// Wrong word, right word, and the signs that may not stand before and behind it: with them it is part of other words. In the
/// order of the signs, so that a text is gone over once.
static TYPOS: [(&str, &str, &str, &str); 168] = [
    ("下拔", "下拨", "", ""),
    ("不旦", "不但", "", ""),
    ("书藉", "书籍", "", ""),
    ("人名币", "人民币", "", ""),
    ("以经", "已经", "可予加难所足用", "营济验历费过"),
    ("侧量", "测量", "", ""),
    ("侯车", "候车", "", ""),
    ("促近", "促进", "", ""),
    ("保樟", "保障", "", ""),
    ("修善", "修缮", "", ""),
    ("修膳", "修缮", "", ""),
    ("党员千部", "党员干部", "", ""),
    ("冶理", "治理", "", ""),
    ("准备工做", "准备工作", "", ""),
    ("划拔", "划拨", "", ""),
    ("即然", "既然", "", ""),
    ("及时律", "及时率", "", "师"),
    ("及时有郊", "及时有效", "", ""),
    ("反溃", "反馈", "", ""),
    ("发辉", "发挥", "", ""),
    ("取销", "取消", "", "售毁"),
    ("各项工做", "各项工作", "", ""),
    ("合格律", "合格率", "", "师"),
    ("因难党员", "困难党员", "", ""),
    ("因难家庭", "困难家庭", "", ""),
    ("因难群众", "困难群众", "", ""),
    ("因难职工", "困难职工", "", ""),
    ("园满", "圆满", "果田花公校菜林乐游陵桃茶", ""),
    ("坏境", "环境", "", ""),
    ("坐谈会", "座谈会", "", ""),
    ("垃级", "垃圾", "", ""),
    ("培驯", "培训", "", ""),
    ("基楚", "基础", "", ""),
    ("堪察", "勘察", "", ""),
    ("堪探", "勘探", "", ""),
    ("堪测", "勘测", "", ""),
    ("复盖", "覆盖", "", ""),
    ("奖厉", "奖励", "", ""),
    ("安全敢", "安全感", "", ""),
    ("安全渡汛", "安全度汛", "", ""),
    ("安照", "按照", "", "明片相料"),
    ("完成律", "完成率", "", "师"),
    ("完扇", "完善", "", ""),
    ("宣传拦", "宣传栏", "", ""),
    ("履盖", "覆盖", "", ""),
    ("峻工", "竣工", "", ""),
    ("己完成", "已完成", "自", ""),
    ("己建成", "已建成", "自", ""),
    ("己经", "已经", "自", "常营办历"),
    ("布署", "部署", "", ""),
    ("帐户", "账户", "", ""),
    ("帐目", "账目", "", ""),
    ("幅射", "辐射", "", ""),
    ("幸福敢", "幸福感", "", ""),
    ("座落", "坐落", "", ""),
    ("必须品", "必需品", "", ""),
    ("急须", "急需", "", ""),
    ("惯彻", "贯彻", "", ""),
    ("慰间", "慰问", "", ""),
    ("户藉", "户籍", "", ""),
    ("所有本项目", "所以本项目", "", ""),
    ("技木", "技术", "", ""),
    ("投人使用", "投入使用", "", ""),
    ("投人资金", "投入资金", "", ""),
    ("护拦", "护栏", "", "河水污截"),
    ("报帐", "报账", "", ""),
    ("报消", "报销", "", "息防费"),
    ("报筹", "报酬", "", ""),
    ("拉圾", "垃圾", "", ""),
    ("拔付", "拨付", "", ""),
    ("拔款", "拨款", "", ""),
    ("按排", "安排", "", "名放序行水查"),
    ("按装", "安装", "", "机"),
    ("捕助", "补助", "", ""),
    ("接照", "按照", "", "明相片料会"),
    ("措失", "措施", "", ""),
    ("提搞", "提高", "", ""),
    ("提生", "提升", "前", "产活态物动命成意育"),
    ("改扇", "改善", "", ""),
    ("整冶", "整治", "", ""),
    ("既使", "即使", "", "得用"),
    ("既时", "即时", "", "有"),
    ("日常工做", "日常工作", "", ""),
    ("明却", "明确", "", ""),
    ("曰常", "日常", "", ""),
    ("服务群重", "服务群众", "", ""),
    ("枪修", "抢修", "", ""),
    ("枪险", "抢险", "", ""),
    ("核消", "核销", "", "费防毒除化"),
    ("案照", "按照", "", "片相明"),
    ("检侧", "检测", "", ""),
    ("正产", "正常", "", "生业品权出值能量地自假后妇"),
    ("正长开展", "正常开展", "", ""),
    ("正长运行", "正常运行", "", ""),
    ("正长运转", "正常运转", "", ""),
    ("气侯", "气候", "", ""),
    ("沿长", "延长", "", "江城安征街治"),
    ("注消", "注销", "", "费防毒除息"),
    ("津帖", "津贴", "", ""),
    ("满意读", "满意度", "", "者"),
    ("环镜", "环境", "", ""),
    ("申清", "申请", "", "单册"),
    ("疏竣", "疏浚", "", ""),
    ("疏菜", "蔬菜", "", ""),
    ("的的", "的", "目", "确"),
    ("监侧", "监测", "", ""),
    ("瞻养", "赡养", "", ""),
    ("示犯", "示范", "", ""),
    ("秩绪", "秩序", "", ""),
    ("竞工", "竣工", "", ""),
    ("竟争", "竞争", "", "取"),
    ("竟聘", "竞聘", "", ""),
    ("竟赛", "竞赛", "", ""),
    ("等侯", "等候", "", ""),
    ("签定", "签订", "", "性"),
    ("粉涮", "粉刷", "", ""),
    ("绩孝", "绩效", "", ""),
    ("绩郊", "绩效", "", ""),
    ("续效目标", "绩效目标", "", ""),
    ("续效评价", "绩效评价", "", ""),
    ("维休", "维修", "", "闲"),
    ("维待", "维持", "", ""),
    ("绿画", "绿化", "", ""),
    ("缀学", "辍学", "", ""),
    ("缺泛", "缺乏", "", ""),
    ("聘清", "聘请", "", "洁扫运理"),
    ("脱贪", "脱贫", "", ""),
    ("自已", "自己", "", "建有完经故退脱认知批确"),
    ("自里能力", "自理能力", "", ""),
    ("获得敢", "获得感", "", ""),
    ("落时", "落实", "坠日水花", "间"),
    ("蔬散", "疏散", "", ""),
    ("蔬通", "疏通", "", ""),
    ("补住", "补助", "", "房宅院"),
    ("补帖", "补贴", "", ""),
    ("覆行", "履行", "", ""),
    ("规犯", "规范", "", ""),
    ("记帐", "记账", "", ""),
    ("调拔", "调拨", "", ""),
    ("贪困", "贫困", "", ""),
    ("贫因", "贫困", "致返", "素病"),
    ("购制", "购置", "采", ""),
    ("购卖", "购买", "收", ""),
    ("贯撤", "贯彻", "", ""),
    ("贯测", "贯彻", "", ""),
    ("资金拔款", "资金拨款", "", ""),
    ("达标律", "达标率", "", "师"),
    ("通迅", "通讯", "", ""),
    ("邀清", "邀请", "", ""),
    ("部暑", "部署", "", ""),
    ("酒水车", "洒水车", "", ""),
    ("采够", "采购", "", ""),
    ("采构", "采购", "", ""),
    ("销毒", "消毒", "", ""),
    ("销防", "消防", "", ""),
    ("防冶", "防治", "", ""),
    ("防犯", "防范", "", "罪"),
    ("防讯", "防汛", "", "息号"),
    ("陪训", "培训", "", ""),
    ("隐换", "隐患", "", ""),
    ("震兴", "振兴", "", ""),
    ("项日", "项目", "事", "常期益报程渐夜均"),
    ("顾间", "顾问", "", ""),
    ("预侧", "预测", "", ""),
    ("领导千部", "领导干部", "", ""),
    ("题高", "提高", "问主话习难课试标专议", ""),
    ("验收人库", "验收入库", "", ""),
    ("鼓厉", "鼓励", "", ""),
];

static BEGINNINGS: LazyLock<SignSet> = LazyLock::new(|| SignSet::beginning(TYPOS.map(|(word, ..)| word)));

/// The wrong words that a text begins with, and the right ones; its first sign and the sign before it are given.
fn words_at(text: &str, first: char, before: Option<char>) -> impl Iterator<Item = (&'static str, String)> {
    let sign = |word: &str| word.chars().next().unwrap_or_default();
    let whole = |c: Option<char>, part_of: &str| !c.is_some_and(|c| part_of.contains(c));
    let from = TYPOS.partition_point(|(word, ..)| sign(word) < first);
    TYPOS.iter().skip(from).take_while(move |(word, ..)| sign(word) == first).filter_map(
        move |(wrong, right, not_before, not_behind)| {
            let next = text.strip_prefix(wrong)?.chars().next();
            (whole(before, not_before) && whole(next, not_behind)).then(|| (*wrong, (*right).to_owned()))
        },
    )
}

/// A word that is wrong: where it begins, as written, as it should be.
type Typo<'t> = (usize, &'t str, String);

/// Every typo in the order of the text, none inside another.
fn typos(text: &str) -> Vec<Typo<'_>> {
    let mut found: Vec<Typo<'_>> = Vec::new();
    let mut last = None;
    for (at, c) in text.char_indices() {
        if BEGINNINGS.has(c) {
            found
                .extend(words_at(text.get(at..).unwrap_or_default(), c, last).map(|(wrong, right)| (at, wrong, right)));
        }
        last = Some(c);
    }
    let levels = text.match_indices("提供").filter(|(at, _)| raises_a_level(text, *at));
    found.extend(levels.map(|(at, wrong)| (at, wrong, "提高".to_owned())));
    found.extend(joined_to_nothing(text));
    found.extend(years_without_their_word(text));
    found.sort_unstable();
    let mut end = 0;
    found.retain(|(at, wrong, _)| {
        let free = *at >= end;
        end = if free { at + wrong.len() } else { end };
        free
    });
    found
}

/// 队伍建设和，: a joining word with nothing behind it.
fn joined_to_nothing(text: &str) -> impl Iterator<Item = Typo<'_>> {
    const JOINS: [(char, &str); 3] =
        [('和', "缓温随共总饱中平祥柔融谐调亲义顺泰仁永人颐雍"), ('与', "参给赠付授"), ('及', "普涉危波顾遍企触")];
    JOINS.into_iter().flat_map(move |(join, words)| {
        text.match_indices(join).filter_map(move |(at, _)| {
            let last = text.get(..at)?.chars().next_back()?;
            let mark = text.get(at + join.len_utf8()..)?.chars().next().filter(|c| "，。；、,;".contains(*c))?;
            let wrong = text.get(at..at + join.len_utf8() + mark.len_utf8())?;
            (crate::shared::text::is_han(last) && !words.contains(last)).then(|| (at, wrong, mark.to_string()))
        })
    })
}

/// 2026申请资金: a year that says what is done in it, without 年.
fn years_without_their_word(text: &str) -> impl Iterator<Item = Typo<'_>> {
    const DONE: [&str; 9] = ["申请", "计划", "预算", "预计", "完成", "开展", "组织", "安排", "度"];
    text.match_indices("20").filter_map(move |(at, _)| {
        let (year, rest) = text.get(at..)?.split_at_checked(4)?;
        let done = year.bytes().all(|b| b.is_ascii_digit()) && DONE.iter().any(|verb| rest.starts_with(verb));
        let last = text.get(..at)?.chars().next_back();
        let alone = last.is_none_or(|c| crate::shared::text::is_han(c) || "，。；、：,.;:（(“\n ".contains(c));
        (done && alone).then(|| (at, year, format!("{year}年")))
    })
}

/// 提供…水平 with nothing behind it in the clause: a level is raised, not offered (提供高水平服务 is right).
fn raises_a_level(text: &str, at: usize) -> bool {
    let after = text.get(at + "提供".len()..).unwrap_or_default();
    let clause = after.split(['，', ',', '。', '；', ';', '、', '！', '\n']).next().unwrap_or_default().trim_end();
    let Some(object) = clause.strip_suffix("水平") else { return false };
    let signs = object.chars().count();
    (2..=12).contains(&signs) && !object.ends_with(['高', '低', '的', '新']) && !object.contains("服务")
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().text(TextField::Plan, "保障河道正产运行，每月巡查。"), ["plan"]),
        bad(project().text(TextField::Basis, "《青河县河道管理办法》，所有本项目金额为八万元。"), ["basis"]),
        bad(project().name(4, "提供沿河居民生活水平"), ["indicators.period[4].name"]),
        bad(unit().text(TextField::Duties, "签定合同，布署巡查。"), ["duties"]),
        bad(project().text(TextField::Plan, "资金拔付到乡镇，按季度验收。"), ["plan"]),
        bad(project().text(TextField::Overview, "2026申请资金用于巡查。"), ["overview"]),
        good(project().text(TextField::Plan, "真正产生效果，提供高水平服务，所有项目按月巡查。")),
        good(project().text(TextField::Plan, "提供技术服务，提高巡查水平。")),
        not_yet(blank()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_the_order_of_the_signs() {
        assert!(TYPOS.is_sorted_by_key(|(word, ..)| *word));
        assert!(TYPOS.iter().all(|(wrong, right, ..)| typos(right).is_empty() && wrong != right));
    }

    #[test]
    fn every_typo_of_a_text_is_mended_at_once() {
        let found = |text: &str| -> Vec<String> {
            typos(text).into_iter().map(|(at, wrong, right)| format!("{at} {wrong} {right}")).collect()
        };
        assert_eq!(found("签定合同，布署巡查"), ["0 签定 签订", "15 布署 部署"]);
        // One inside the other is mended with it.
        assert_eq!(found("贫因难群众"), ["0 贫因 贫困"]);
        assert_eq!(found("2026申请资金，河道治理和，按月巡查"), ["0 2026 2026年", "31 和， ，"]);
        for right in [
            "改正产品，既使用又保管，采购制度",
            "积极参与，缓和矛盾，普及，共和。",
            "编号12026计划，果园满产，提生产，事项日常管理，预防犯罪",
            "确保正常运行，致贫因素，采购制度，审核消防器材，上报消息，公安照明，招聘清洁工，问题高发，收取销售款，沿长江",
            "加以经营，达到目的的确认，落时间，可以经办，给予计算",
        ] {
            assert_eq!(found(right), Vec::<String>::new(), "{right}");
        }
        assert!(raises_a_level("提供群众生活水平。", 0) && !raises_a_level("提供水平", 0));
    }

    #[test]
    fn a_typo_is_shown_with_four_signs_behind_it() {
        let fault = fault(FieldPath::Form, "计划", "资金下拔到各镇各村。").unwrap();
        assert_eq!(fault.message, "计划：“下拔到各镇各”里的“下拔”应是“下拨”。");
    }
}
