//! What the end of an indicator's name says about its value.

/// Names that denote money by their end; 标准 does so only inside 成本指标.
const MONEY: [&str; 31] = [
    "补贴",
    "费",
    "费用",
    "成本",
    "金额",
    "经费",
    "资金",
    "补助",
    "工资",
    "津贴",
    "支出",
    "租金",
    "薪酬",
    "价款",
    "补助金",
    "优待金",
    "慰问金",
    "救助金",
    "抚恤金",
    "奖励金",
    "补偿金",
    "助学金",
    "奖学金",
    "工程款",
    "采购款",
    "货款",
    "利息",
    "报酬",
    "酬金",
    "总投资",
    "投资额",
];
/// Ends that are no money although they end like it.
const NO_MONEY: [&str; 4] = ["浪费", "消费", "免费", "收费"];
/// Behind a noun of money: the sum of it.
const SUM: [&str; 5] = ["总额", "总数", "总计", "合计", "总价"];

/// True where the name denotes an amount of money.
pub(crate) fn denotes_money(bare_name: &str, is_cost: bool) -> bool {
    let noun = SUM.iter().find_map(|end| bare_name.strip_suffix(end)).unwrap_or(bare_name);
    let money = MONEY.iter().any(|end| noun.ends_with(end)) && !NO_MONEY.iter().any(|end| noun.ends_with(end));
    money || (is_cost && noun.ends_with("标准"))
}

/// True where the name denotes a price for one of something, not a sum: such rows do not add up to the total.
pub(crate) fn denotes_unit_price(name: &str) -> bool {
    ["标准", "单价", "人均", "每"].iter().any(|word| name.contains(word))
}

/// True where the name denotes a rate (效率 and 频率 are none).
pub(crate) fn denotes_rate(bare_name: &str) -> bool {
    bare_name.ends_with('率') && !bare_name.ends_with("效率") && !bare_name.ends_with("频率")
}

/// True where the name asks for a time.
pub(crate) fn denotes_time(bare_name: &str) -> bool {
    ["时间", "周期", "日期", "时限", "期限", "工期"].iter().any(|noun| bare_name.ends_with(noun))
}

/// True where the name denotes a count of persons.
pub(crate) fn denotes_persons(bare_name: &str) -> bool {
    ["人数", "人员", "委员", "人口数", "人次"].iter().any(|noun| bare_name.ends_with(noun))
}

/// True where the name ends with what persons are called, and may count something else of them: 聘用保洁员, 帮扶学生.
pub(crate) fn names_persons(bare_name: &str) -> bool {
    let noun = ["数量", "数"].iter().find_map(|end| bare_name.strip_suffix(end)).unwrap_or(bare_name);
    let person = ["员", "学生", "教师", "干部", "职工", "医生", "老人", "儿童", "学员", "志愿者"];
    let other = ["动员", "会员", "成员", "队员", "党员", "专员", "定员", "人员"];
    person.iter().any(|end| noun.ends_with(end)) && !other.iter().any(|end| noun.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_nouns_count_at_the_end_only() {
        assert!(denotes_money("巡护员补贴", false));
        assert!(!denotes_money("补贴资料归档情况", false));
        assert!(!denotes_money("补助标准", false));
        assert!(denotes_money("补助标准", true));
    }

    #[test]
    fn a_price_for_one_is_no_sum() {
        assert!(denotes_unit_price("人均培训费"));
        assert!(denotes_unit_price("每段巡护奖励"));
        assert!(!denotes_unit_price("培训费"));
    }

    #[test]
    fn efficiency_is_no_rate() {
        assert!(denotes_rate("合格率"));
        assert!(!denotes_rate("办事效率"));
        assert!(!denotes_rate("巡查频率"));
    }
}
