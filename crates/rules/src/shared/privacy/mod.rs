//! Personal data in a text: numbers of identity cards, telephones and bank cards, and names of persons.
//!
//! Numbers are certain where they carry check digits (identity cards, bank cards) and likely where only their shape is known
//! (telephones). Names have no mark of their own: a name is taken for one where a surname stands beside a word that persons are named
//! with (退休职工…, …同志), and what stands behind it ends a name. Linear in the length of the text.

mod names;
mod numbers;

/// What kind of personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Personal {
    /// 身份证号
    IdentityCard,
    /// 银行卡号
    BankCard,
    /// 手机号
    Mobile,
    /// 固定电话
    Landline,
    /// The name of a private person
    Name,
    /// The name of an official, with the office
    Official,
}

impl Personal {
    /// Chinese, as shown.
    pub fn title(self) -> &'static str {
        match self {
            Personal::IdentityCard => "身份证号",
            Personal::BankCard => "银行卡号",
            Personal::Mobile => "手机号",
            Personal::Landline => "电话号码",
            Personal::Name => "个人姓名",
            Personal::Official => "任职人员的姓名",
        }
    }
}

/// Personal data with the words around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub kind: Personal,
    /// As written, a name with the word that it stands beside.
    pub quote: String,
}

/// Everything personal in a text, the gravest first.
pub(crate) fn find(text: &str) -> Vec<Found> {
    let signs: Vec<char> = text.chars().collect();
    let mut found = numbers::find(&signs);
    found.extend(names::find(&signs));
    found.sort_by_key(|found| found.kind);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(Personal, String)> {
        find(text).into_iter().map(|found| (found.kind, found.quote)).collect()
    }

    fn one(text: &str, kind: Personal, quote: &str) {
        assert_eq!(kinds(text), [(kind, quote.to_owned())], "{text}");
    }

    #[test]
    fn numbers_are_told_by_their_check_digits_and_their_shape() {
        one("身份证号11010519491231002X。", Personal::IdentityCard, "11010519491231002X");
        // Without being called so it is told by its check digit.
        one("许青11010519491231002X。", Personal::IdentityCard, "11010519491231002X");
        one("许青330102198808081001。", Personal::IdentityCard, "330102198808081001");
        one("卡号 6222 0200 0000 0000 000，", Personal::BankCard, "6222020000000000000");
        one("联系13800138000", Personal::Mobile, "13800138000");
        one("电话0356-2012345转2", Personal::Landline, "0356-2012345");
        for text in [
            "11010519491231002112",
            "110105194913310021",
            "填报日期20241230085045",
            "合同编号2024013800138000999",
            "金额13800138.00元",
            "2023-2024年",
            "6222020000000000003",
            "许青330102198808081000。",
            "许青110105194912310020。",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }

    #[test]
    fn names_in_a_row_are_told_by_the_number_of_all() {
        one("按月为张桂英、王秀兰等96名遗属发放补助", Personal::Name, "张桂英、王秀兰");
        one("慰问张桂英、王秀兰等，按月为张桂英、王秀兰等96名", Personal::Name, "张桂英、王秀兰");
        for text in [
            "按月为张桂英；王秀兰等96名遗属发放补助",
            "按月为张桂英、王秀兰和96名遗属发放补助",
            "按月为张桂英、王12等96名遗属发放补助",
            "按月为张桂英、王伟人等9项工作",
            "按月为张桂英、王秀兰等老党员在春节前后分别走访，共计96名",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }

    #[test]
    fn a_name_is_told_by_what_stands_beside_it() {
        one("退休职工宋远山于2025年去世", Personal::Name, "退休职工宋远山");
        one("补助对象：许青、", Personal::Name, "补助对象：许青");
        one("为欧阳明远同志发放", Personal::Name, "欧阳明远同志");
        one("分管领导为副主任:梁致远，", Personal::Official, "副主任:梁致远");
        one("由书记韩立夏负责。", Personal::Official, "书记韩立夏");
        one("退休职工 宋远山于2025年去世", Personal::Name, "退休职工 宋远山");
        one("退休职工宋远山同志于", Personal::Name, "退休职工宋远山");
        one("补助对象许青同志，", Personal::Name, "补助对象许青");
        one("看欧阳明远同志", Personal::Name, "欧阳明远同志");
        for text in [
            "退休职工安置、活动费用",
            "对职工关心关爱，慰问老同志",
            "全体党员同志参加",
            "遗属生活困难补助",
            "补助对象为在册职工",
            "村党组织书记星级化补贴",
            "主任办公会研究",
            "职工万元以上",
            "困难职工高度评价",
            "学生应急演练",
            "家属时间安排",
            "看宋远山同志",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }
}
