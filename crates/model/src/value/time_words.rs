//! The words of time values. In each list longer words stand before their beginnings, because the first that fits is taken.

/// Festivals that officers name; longer names first, because the first that fits is taken.
pub(super) const FESTIVALS: &[&str] = &[
    "五四青年节",
    "六一儿童节",
    "三八妇女节",
    "五一劳动节",
    "七一建党节",
    "八一建军节",
    "十一国庆节",
    "国际劳动节",
    "国家宪法日",
    "全民国家安全教育日",
    "世界环境日",
    "烈士纪念日",
    "中秋国庆",
    "元旦春节",
    "农民丰收节",
    "元宵节",
    "清明节",
    "端午节",
    "中秋节",
    "国庆节",
    "重阳节",
    "劳动节",
    "青年节",
    "儿童节",
    "建军节",
    "建党节",
    "教师节",
    "护士节",
    "记者节",
    "妇女节",
    "植树节",
    "环卫工人节",
    "春节",
    "元旦",
    "元宵",
    "清明",
    "端午",
    "中秋",
    "国庆",
    "重阳",
    "除夕",
    "五一",
    "六一",
    "七一",
    "八一",
    "十一",
    "三八",
    "五四",
];

/// Times of the year or month that have a name; longer names first.
pub(super) const NAMES: &[&str] = &[
    "上半年",
    "下半年",
    "年底",
    "年末",
    "年初",
    "年中",
    "春季",
    "夏季",
    "秋季",
    "冬季",
    "月底",
    "月末",
    "月初",
    "当月",
    "次月",
    "当日",
    "当天",
    "次日",
];

/// Years told from the budget year, the canonical word of each offset first.
pub(super) const YEAR_WORDS: &[(&str, i32)] = &[
    ("次年", 1),
    ("翌年", 1),
    ("明年", 1),
    ("本年", 0),
    ("当年", 0),
    ("今年", 0),
    ("上年", -1),
    ("上一年", -1),
    ("去年", -1),
];

pub(super) const PARTS: &[&str] = &["上中旬", "中下旬", "上旬", "中旬", "下旬", "底", "末", "初", "中"];
pub(super) const BEFORE: &[&str] = &["之前", "以前", "前"];
pub(super) const WITHIN: &[&str] = &["之内", "以内", "内"];
pub(super) const AFTER: &[&str] = &["之后", "以后", "后"];
pub(super) const DONE: &[&str] = &["完成", "完毕", "为止", "止"];

/// Texts that stand for a whole running time; the first spelling is kept.
pub(super) const ALWAYS: &[&str] = &[
    "全年",
    "全年度",
    "全天",
    "全天候",
    "常年",
    "按月",
    "按季",
    "按季度",
    "按年",
    "按年度",
    "按周",
    "按日",
    "逐月",
    "逐季",
    "逐年",
    "工作日",
    "法定工作日",
    "节假日",
    "法定节假日",
    "周末",
];

/// Periods that come back, behind 每; longer ones first.
pub(super) const CYCLES: &[&str] = &[
    "个工作日",
    "工作日",
    "个学期",
    "个季度",
    "个月",
    "半个月",
    "学期",
    "学年",
    "年度",
    "半年",
    "季度",
    "星期",
    "小时",
    "分钟",
    "年",
    "季",
    "月",
    "旬",
    "周",
    "天",
    "日",
];

/// Words that end in 前, 后 or 内 and are no time.
pub(super) const NO_TIMES: &[&str] = &[
    "提前", "空前", "目前", "当前", "落后", "滞后", "先后", "国内", "境内", "室内", "市内", "县内", "省内", "区内",
    "院内", "校内",
];
