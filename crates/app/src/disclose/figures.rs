//! The numbers of the chapter: what the forms and the budget give, and what a person put in the place of some.

use super::choices::refused;
use crate::error::Error;
use jibiao_model::Wan;
use jibiao_model::amount::rounded;
use jibiao_model::form::Category;
use rust_decimal::Decimal;

/// A number of projects and their money of the year in 万元, each rounded as the budget table has it, so that sums agree with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sum {
    /// Number of projects.
    pub count: usize,
    /// Their money.
    pub amount: Wan,
}

impl Sum {
    fn add(self, other: Sum) -> Option<Sum> {
        Some(Sum { count: self.count + other.count, amount: self.amount.checked_add(other.amount)? })
    }
}

/// Projects by category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// 其他运转类
    pub operating: Sum,
    /// 特定目标类
    pub special: Sum,
    /// Nobody said which.
    pub unknown: Sum,
    /// All of them.
    pub all: Sum,
}

impl Tally {
    /// `None` past 28 digits.
    pub(super) fn add(&mut self, category: Option<Category>, one: Sum) -> Option<()> {
        let part = match category {
            Some(Category::Operating) => &mut self.operating,
            Some(Category::Special) => &mut self.special,
            None => &mut self.unknown,
        };
        *part = part.add(one)?;
        self.all = self.all.add(one)?;
        Some(())
    }

    /// Those that `self` has and `part` has not.
    fn without(&self, part: &Tally) -> Sum {
        let amount = self.all.amount.checked_sub(part.all.amount).unwrap_or_default();
        Sum { count: self.all.count.saturating_sub(part.all.count), amount }
    }
}

/// Every number of the chapter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figures {
    /// 年度; `None` where no form says it.
    pub year: Option<i32>,
    /// The money of the unit form in 万元: zero without a form, `None` where its money cannot be read.
    pub unit_goal: Option<Wan>,
    /// 纳入绩效目标管理: all project forms.
    pub managed: Tally,
    /// 公开: those that are published.
    pub public: Tally,
    /// 项目支出总额: 表十二 of the project budget, in 万元; `None` where it is empty or zero.
    pub project_spending: Option<Wan>,
    /// What a person put in the place of computed numbers.
    pub corrected: Vec<(Figure, Correction)>,
}

/// A number that a person put in the place of a computed one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The number, as shown.
    pub text: String,
    /// What had been computed when it was put there.
    pub computed: String,
}

/// A number of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Figure {
    /// 年度
    Year,
    /// Money of the unit form
    UnitGoal,
    /// Projects with targets
    ManagedCount,
    /// Their money
    ManagedAmount,
    /// Of these, 其他运转类
    ManagedOperatingCount,
    /// Their money
    ManagedOperatingAmount,
    /// Of these, 特定目标类
    ManagedSpecialCount,
    /// Their money
    ManagedSpecialAmount,
    /// Published projects
    PublicCount,
    /// Their money
    PublicAmount,
    /// The share of their money in 项目支出总额, in percent
    PublicShare,
    /// Of these, 其他运转类
    PublicOperatingCount,
    /// Their money
    PublicOperatingAmount,
    /// Of these, 特定目标类
    PublicSpecialCount,
    /// Their money
    PublicSpecialAmount,
    /// Projects that are not published
    WithheldCount,
    /// Their money
    WithheldAmount,
}

/// What stands for a number that is not known yet.
pub const OPEN: &str = "＿＿";

pub(super) const HUNDRED: Decimal = Decimal::from_parts(100, 0, 0, false, 0);

impl Figure {
    /// Every number with its name in requests, in words, and where it comes from.
    pub const ALL: [(Figure, &'static str, &'static str, &'static str); 17] = [
        (Figure::Year, "year", "年度", "各表的年度"),
        (Figure::UnitGoal, "unit_goal", "整体绩效目标涉及资金（万元）", UNIT_FORM),
        (Figure::ManagedCount, "managed_count", "纳入绩效目标管理的项目（个）", FORMS),
        (Figure::ManagedAmount, "managed_amount", "它们的金额（万元）", FUNDS),
        (Figure::ManagedOperatingCount, "managed_operating_count", "其中其他运转类（个）", CATEGORIES),
        (Figure::ManagedOperatingAmount, "managed_operating_amount", "其他运转类金额（万元）", FUNDS),
        (Figure::ManagedSpecialCount, "managed_special_count", "其中特定目标类（个）", CATEGORIES),
        (Figure::ManagedSpecialAmount, "managed_special_amount", "特定目标类金额（万元）", FUNDS),
        (Figure::PublicCount, "public_count", "公开的项目（个）", PUBLIC),
        (Figure::PublicAmount, "public_amount", "公开的金额（万元）", FUNDS),
        (Figure::PublicShare, "public_share", "占项目支出总额的比例", BUDGET),
        (Figure::PublicOperatingCount, "public_operating_count", "公开的其他运转类（个）", PUBLIC),
        (Figure::PublicOperatingAmount, "public_operating_amount", "公开的其他运转类金额（万元）", FUNDS),
        (Figure::PublicSpecialCount, "public_special_count", "公开的特定目标类（个）", PUBLIC),
        (Figure::PublicSpecialAmount, "public_special_amount", "公开的特定目标类金额（万元）", FUNDS),
        (Figure::WithheldCount, "withheld_count", "未公开的项目（个）", PUBLIC),
        (Figure::WithheldAmount, "withheld_amount", "未公开的金额（万元）", FUNDS),
    ];

    /// Its name in requests.
    pub fn key(self) -> &'static str {
        Figure::ALL.iter().find(|(figure, ..)| *figure == self).map_or("", |(_, key, ..)| key)
    }

    /// The number of this name.
    pub fn of(key: &str) -> Option<Figure> {
        Figure::ALL.iter().find(|(_, own, ..)| *own == key).map(|(figure, ..)| *figure)
    }

    /// A number that a person typed, as it is shown. The year is that of the forms.
    pub fn read(self, text: &str) -> Result<String, Error> {
        use Figure as F;
        let text = text.trim();
        let wan =
            || Wan::read(text).read().filter(|amount| !amount.0.is_sign_negative()).map(|amount| amount.printed());
        let (read, like) = match self {
            F::Year => (None, "表里的年度，年度要在表里改"),
            F::PublicShare => (share(text), "0 到 100 的百分数，如 98.5%"),
            F::ManagedCount | F::ManagedOperatingCount | F::ManagedSpecialCount | F::PublicCount => {
                (count(text), COUNT)
            }
            F::PublicOperatingCount | F::PublicSpecialCount | F::WithheldCount => (count(text), COUNT),
            _ => (wan(), "金额，以万元为单位，如 1,026.38"),
        };
        read.ok_or_else(|| refused(format!("“{text}”不能用：这里要写{like}"), "请改正，或清空它，用算出的数"))
    }
}

const UNIT_FORM: &str = "整体表的年度预算合计";
const FORMS: &str = "全部项目表";
const FUNDS: &str = "项目表的年度资金，逐个四舍五入到 0.01 万元再相加";
const CATEGORIES: &str = "项目表的项目类别";
const PUBLIC: &str = "全部项目表减去不公开的";
const BUDGET: &str = "公开的金额 ÷ 项目支出预算表当年的合计";
const COUNT: &str = "个数，如 12";

fn count(text: &str) -> Option<String> {
    let digits = (1..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse::<u32>().ok()).flatten().map(|count| count.to_string())
}

fn share(text: &str) -> Option<String> {
    let number: Decimal = text.trim_end_matches(['%', '％']).trim().parse().ok()?;
    let sensible = number >= Decimal::ZERO && number <= HUNDRED && number.normalize().scale() <= 2;
    sensible.then(|| format!("{}%", number.normalize()))
}

impl Figures {
    /// A number as the text has it: what a person put there, else what was computed.
    pub fn shown(&self, figure: Figure) -> String {
        self.correction(figure).map_or_else(|| self.computed(figure), |correction| correction.text.clone())
    }

    /// What a person put in the place of this number.
    pub fn correction(&self, figure: Figure) -> Option<&Correction> {
        self.corrected.iter().find(|(of, _)| *of == figure).map(|(_, correction)| correction)
    }

    /// A number as it was computed.
    pub fn computed(&self, figure: Figure) -> String {
        let open = |text: Option<String>| text.unwrap_or_else(|| OPEN.to_owned());
        let count = |sum: Sum| sum.count.to_string();
        let amount = |sum: Sum| sum.amount.printed();
        match figure {
            Figure::Year => open(self.year.map(|year| year.to_string())),
            Figure::UnitGoal => open(self.unit_goal.map(|amount| amount.printed())),
            Figure::ManagedCount => count(self.managed.all),
            Figure::ManagedAmount => amount(self.managed.all),
            Figure::ManagedOperatingCount => count(self.managed.operating),
            Figure::ManagedOperatingAmount => amount(self.managed.operating),
            Figure::ManagedSpecialCount => count(self.managed.special),
            Figure::ManagedSpecialAmount => amount(self.managed.special),
            Figure::PublicCount => count(self.public.all),
            Figure::PublicAmount => amount(self.public.all),
            Figure::PublicShare => open(self.share().map(|share| format!("{share}%"))),
            Figure::PublicOperatingCount => count(self.public.operating),
            Figure::PublicOperatingAmount => amount(self.public.operating),
            Figure::PublicSpecialCount => count(self.public.special),
            Figure::PublicSpecialAmount => amount(self.public.special),
            Figure::WithheldCount => count(self.withheld()),
            Figure::WithheldAmount => amount(self.withheld()),
        }
    }

    /// Projects that are not published.
    pub fn withheld(&self) -> Sum {
        self.managed.without(&self.public)
    }

    /// Percent of 项目支出总额 that is published, two decimals at most; less than all is never shown as 100.
    pub fn share(&self) -> Option<Decimal> {
        let (public, all) = (self.public.all.amount.0, self.project_spending?.0);
        let share = rounded(public.checked_mul(HUNDRED)?.checked_div(all)?);
        let nearly = Decimal::from_parts(9_999, 0, 0, false, 2);
        Some(if public < all && share >= HUNDRED { nearly } else { share.normalize() })
    }
}
