//! Names of persons beside a word that persons are named with.

use super::{Found, Personal};
use crate::shared::sign_set::SignSet;
use crate::shared::text::is_han;
use std::sync::LazyLock;

/// Surnames of one sign: those of more than nine tenths of all people, without those that are above all a common word.
const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴\
                        夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜\
                        倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦柳邢骆岳齐梅莫庄辛祝左涂祁舒耿牟卜詹苗凌纪靳盛童甄曲裴席屈鲍覃霍翁隋甘景薄柏柯\
                        阮桂闵冉房闫郜原崇暴";
/// Surnames of two signs.
const COMPOUND: [&str; 16] = [
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "令狐", "慕容", "司徒", "夏侯", "端木", "独孤",
    "南宫", "闻人",
];
/// What persons are called before their name.
const BEFORE: [&str; 43] = [
    "退休职工",
    "离休干部",
    "去世职工",
    "已故职工",
    "退休干部",
    "退休教师",
    "职工",
    "遗属",
    "补助对象",
    "死者",
    "户主",
    "收款人",
    "联系人",
    "受助人",
    "申请人",
    "家属",
    "残疾人",
    "贫困户",
    "老党员",
    "困难党员",
    "村民",
    "学生",
    "患者",
    "司机",
    "保洁员",
    "聘用人员",
    "临时工",
    "退役军人",
    "烈士",
    "救助对象",
    "消防员",
    "护林员",
    "网格员",
    "驾驶员",
    "护理员",
    "协管员",
    "辅警",
    "受援人",
    "低保户",
    "脱贫户",
    "五保户",
    "特困户",
    "监测户",
];
/// What stands behind a name.
const AFTER: [&str; 5] = ["同志", "女士", "先生", "老人", "遗属"];
/// Offices.
const OFFICES: [&str; 17] = [
    "主任", "局长", "书记", "科长", "县长", "区长", "市长", "镇长", "乡长", "处长", "部长", "院长", "校长", "站长",
    "所长", "队长", "组长",
];
/// Signs that names do not have and that the words of forms are full of.
const NO_NAME: &str = "的了和与及等在为是有不各按由对从向以或其他本部门作员职费用额活补助困难发放标准每次数量质项目经办管务会议培训体障支出收退\
                       休离遗属度老龄寡独女男心爱怀间排置急动者级化评价效提供前后时地安全万元单位党组";
/// What ends a name: marks, and words that go on about the person.
const ENDS: &str = "，。；、：,.;:（()）《“” 于等的在去因已每女男生同先患死病逝系和与及负发领享住获（";

/// What those words begin with: at nearly every sign of a text none of them can stand.
static BEGINNINGS: LazyLock<SignSet> =
    LazyLock::new(|| SignSet::beginning(BEFORE.into_iter().chain(OFFICES).chain(AFTER)));

pub(super) fn find(signs: &[char]) -> Vec<Found> {
    let mut found: Vec<(usize, Found)> = Vec::new();
    for at in 0..signs.len() {
        let Some(c) = signs.get(at) else { break };
        if !is_han(*c) {
            continue;
        }
        if let Some((start, end)) = listed(signs, at) {
            found.push((start, Found { kind: Personal::Name, quote: quote(signs, start, end) }));
            continue;
        }
        if !BEGINNINGS.has(*c) {
            continue;
        }
        let titles = longest(signs, at, &BEFORE).map(|end| (end, Personal::Name));
        let titles = titles.or_else(|| longest(signs, at, &OFFICES).map(|end| (end, Personal::Official)));
        if let Some((end, kind)) = titles {
            let colon = matches!(signs.get(end), Some(':' | '：'));
            let start = if colon { end + 1 } else { end };
            let start = if signs.get(start) == Some(&' ') { start + 1 } else { start };
            if let Some(name_end) = name(signs, start, colon) {
                found.push((start, Found { kind, quote: quote(signs, title_start(signs, at), name_end) }));
            }
        } else if let Some(end) = longest(signs, at, &AFTER)
            && let Some(start) = name_before(signs, at)
        {
            found.push((start, Found { kind: Personal::Name, quote: quote(signs, start, end) }));
        }
    }
    // 退休职工宋远山同志 is one name, told from both sides.
    let mut last = None;
    found.retain(|(start, _)| last.replace(*start) != Some(*start));
    found.into_iter().map(|(_, found)| found).collect()
}

/// 为张桂英、王秀兰等96名: two names in a row before the number of all. Where they begin and end.
fn listed(signs: &[char], at: usize) -> Option<(usize, usize)> {
    let whole = |start: usize| {
        let from = start + surname(signs, start)?;
        (from..from + 2).all(|at| signs.get(at).is_some_and(is_given)).then_some(from + 2)
    };
    let before = at.checked_sub(1).and_then(|before| signs.get(before))?;
    let first = whole(at).filter(|_| "为给对向有员工户民生、".contains(*before))?;
    let second = (signs.get(first) == Some(&'、')).then(|| whole(first + 1)).flatten()?;
    let counted = signs.get(second + 1..(second + 14).min(signs.len())).unwrap_or_default();
    let persons = counted.iter().any(|c| "名人户位".contains(*c)) && counted.iter().any(char::is_ascii_digit);
    (signs.get(second) == Some(&'等') && persons).then_some((at, second))
}

/// 副 belongs to the office.
fn title_start(signs: &[char], at: usize) -> usize {
    let deputy = at.checked_sub(1).filter(|before| signs.get(*before) == Some(&'副'));
    deputy.unwrap_or(at)
}

fn quote(signs: &[char], from: usize, to: usize) -> String {
    signs.get(from..to).unwrap_or_default().iter().collect()
}

/// Where the longest of these words ends that begins here.
fn longest(signs: &[char], at: usize, words: &[&str]) -> Option<usize> {
    let begins = |word: &&&str| word.chars().enumerate().all(|(n, c)| signs.get(at + n) == Some(&c));
    words.iter().filter(begins).map(|word| at + word.chars().count()).max()
}

/// The length of the surname that begins here.
fn surname(signs: &[char], at: usize) -> Option<usize> {
    if COMPOUND.iter().any(|name| name.chars().enumerate().all(|(n, c)| signs.get(at + n) == Some(&c))) {
        return Some(2);
    }
    (signs.get(at).is_some_and(|c| SURNAMES.contains(*c)) && !is_word(signs, at)).then_some(1)
}

/// 80周岁老人: no 周.
fn is_word(signs: &[char], at: usize) -> bool {
    let next = signs.get(at + 1);
    signs.get(at) == Some(&'周') && next.is_some_and(|c| "岁年期边末围".contains(*c))
}

fn is_given(c: &char) -> bool {
    is_han(*c) && !NO_NAME.contains(*c)
}

/// The end of the name that begins here. A given name of one sign counts only where the name stands alone: behind a colon or before a
/// mark.
fn name(signs: &[char], start: usize, colon: bool) -> Option<usize> {
    let from = start + surname(signs, start)?;
    let given = (from..from + 2).take_while(|at| signs.get(*at).is_some_and(is_given)).count();
    let ends = |at: usize| signs.get(at).is_none_or(|c| ENDS.contains(*c) || c.is_ascii_digit());
    let marks = |at: usize| signs.get(at).is_none_or(|c| !is_han(*c));
    match given {
        2 if ends(from + 2) => Some(from + 2),
        1 | 2 if (colon && marks(from + 1)) || longest(signs, from + 1, &["同志"]).is_some() => Some(from + 1),
        _ => None,
    }
}

/// The start of the name that ends here: three or two signs, four with a surname of two.
fn name_before(signs: &[char], end: usize) -> Option<usize> {
    [4, 3, 2].into_iter().find_map(|length| {
        let start = end.checked_sub(length)?;
        let from = start + surname(signs, start)?;
        let given = signs.get(from..end)?;
        let likely = (1..=2).contains(&given.len()) && given.iter().all(is_given);
        // Two signs are too little unless nothing stands before them.
        let alone = start
            .checked_sub(1)
            .and_then(|before| signs.get(before))
            .is_none_or(|c| !is_han(*c) || "为给对向由是".contains(*c));
        // 慰问宋远山同志: three signs behind a visit are a name.
        let visited =
            length == 3 && start.checked_sub(1).and_then(|at| signs.get(at)).is_some_and(|c| "问访望".contains(*c));
        (likely && (alone || visited || length > 3)).then_some(start)
    })
}
