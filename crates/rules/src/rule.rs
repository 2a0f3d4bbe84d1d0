//! The static data of a rule.

use crate::field::Field;
use crate::finding::{Outcome, Severity};
use crate::view::View;
use jibiao_model::template::Kind;

/// The parts of the rule book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// A 完整性
    Completeness,
    /// B 资金
    Money,
    /// C 指标值
    Value,
    /// D 时间
    Time,
    /// E 文字与指标
    TextAgainstIndicators,
    /// F 文字与打印
    Wording,
    /// G 归类与 2021 版表样
    Placement,
}

impl Group {
    /// Every group in the order of its letter.
    pub const ALL: [(Group, char, &'static str, &'static str); 7] = [
        (Group::Completeness, 'A', "完整性", "completeness"),
        (Group::Money, 'B', "资金", "money"),
        (Group::Value, 'C', "指标值", "value"),
        (Group::Time, 'D', "时间", "time"),
        (Group::TextAgainstIndicators, 'E', "文字与指标", "text"),
        (Group::Wording, 'F', "文字与打印", "wording"),
        (Group::Placement, 'G', "归类与 2021 版表样", "placement"),
    ];

    /// Chinese title.
    pub fn title(self) -> &'static str {
        Self::ALL.iter().find(|(group, ..)| *group == self).map_or("", |(_, _, title, _)| title)
    }

    /// Its folder under `crates/rules/src`.
    pub fn folder(self) -> &'static str {
        Self::ALL.iter().find(|(group, ..)| *group == self).map_or("", |(.., folder)| folder)
    }
}

/// The kinds of form that a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kinds {
    /// 项目支出绩效目标表
    Project,
    /// 整体支出绩效目标申报表
    Unit,
    /// Either
    Both,
}

impl Kinds {
    /// True where the kind is among them.
    pub fn contain(self, kind: Kind) -> bool {
        matches!((self, kind), (Kinds::Both, _) | (Kinds::Project, Kind::Project) | (Kinds::Unit, Kind::Unit))
    }

    /// Chinese, as shown.
    pub fn title(self) -> &'static str {
        match self {
            Kinds::Project => "项目表",
            Kinds::Unit => "整体表",
            Kinds::Both => "项目表、整体表",
        }
    }
}

/// How easily a rule blames a form that is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Risk {
    /// Seldom
    Low,
    /// Now and then
    Medium,
    /// Often: switched off or folded
    High,
}

impl Risk {
    /// Chinese, as shown.
    pub fn title(self) -> &'static str {
        match self {
            Risk::Low => "低",
            Risk::Medium => "中",
            Risk::High => "高",
        }
    }
}

/// The text of a rule's page; every section is there by construction.
#[derive(Debug, Clone, Copy)]
pub struct Doc {
    /// 检查什么
    pub checks: &'static str,
    /// 为什么
    pub why: &'static str,
    /// 依据: 文号 and clause, or 经验
    pub basis: &'static str,
    /// 反例
    pub bad: &'static str,
    /// 正例
    pub good: &'static str,
    /// 例外
    pub exceptions: &'static str,
    /// 如何修改
    pub change: &'static str,
}

impl Doc {
    /// The sections with their headings, in the order of the page.
    pub fn sections(&self) -> [(&'static str, &'static str); 7] {
        [
            ("检查什么", self.checks),
            ("为什么", self.why),
            ("依据", self.basis),
            ("反例", self.bad),
            ("正例", self.good),
            ("例外", self.exceptions),
            ("如何修改", self.change),
        ]
    }
}

/// What every rule says of itself, whether it looks at one form or at many.
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    /// Letter of the group and two digits; never reused.
    pub code: &'static str,
    /// The fault in English; the name of its file.
    pub name: &'static str,
    /// 中文 title.
    pub title: &'static str,
    /// The weight of a finding, unless a case is milder.
    pub severity: Severity,
    /// The version of the program that brought it.
    pub since: &'static str,
    /// The forms that it is about, Chinese.
    pub forms: &'static str,
    /// Templates that it is not about, by id.
    pub except: &'static [&'static str],
    /// May be 忽略并说明理由.
    pub waivable: bool,
    /// On unless somebody switches it off.
    pub default_on: bool,
    /// How easily it blames a form that is right.
    pub risk: Risk,
    /// The page.
    pub doc: Doc,
}

impl Facts {
    /// The part of the book, by the letter of the code.
    pub fn group(&self) -> Group {
        let letter = self.code.chars().next();
        Group::ALL.iter().find(|(_, l, ..)| Some(*l) == letter).map_or(Group::Placement, |(group, ..)| *group)
    }
}

/// One rule of the book that looks at one form.
#[derive(Debug)]
pub struct Rule {
    /// Letter of the group and two digits; never reused.
    pub code: &'static str,
    /// The fault in English; the name of its file.
    pub name: &'static str,
    /// 中文 title.
    pub title: &'static str,
    /// The weight of a finding, unless a case is milder.
    pub severity: Severity,
    /// The version of the program that brought it.
    pub since: &'static str,
    /// The kinds of form it is about.
    pub kinds: Kinds,
    /// Templates that it is not about, by id: their conventions differ.
    pub except: &'static [&'static str],
    /// Every field that `check` may read; after an edit only the rules that read it run again.
    pub reads: &'static [Field],
    /// May be 忽略并说明理由.
    pub waivable: bool,
    /// On unless somebody switches it off.
    pub default_on: bool,
    /// How easily it blames a form that is right.
    pub risk: Risk,
    /// The page.
    pub doc: Doc,
    /// The condition. Called only for forms of `kinds` whose template is not in `except`.
    pub check: fn(&View<'_>) -> Outcome,
    /// Forms with the expected answer.
    #[cfg(test)]
    pub(crate) fixtures: fn() -> Vec<crate::testing::Fixture>,
}

impl Rule {
    /// Code, words and page.
    pub fn facts(&self) -> Facts {
        let Rule { code, name, title, severity, since, except, waivable, default_on, risk, doc, .. } = *self;
        let forms = self.kinds.title();
        Facts { code, name, title, severity, since, forms, except, waivable, default_on, risk, doc }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_has_its_own_title_and_folder() {
        for (group, letter, title, folder) in Group::ALL {
            assert_eq!((group.title(), group.folder()), (title, folder), "{letter}");
        }
    }

    #[test]
    fn the_letter_of_a_code_is_its_group() {
        let group = |code: &str| crate::book().into_iter().find(|facts| facts.code == code).map(|facts| facts.group());
        assert_eq!(group("A23"), Some(Group::Completeness));
        assert_eq!(group("B17"), Some(Group::Money));
        assert_eq!(group("E01"), Some(Group::TextAgainstIndicators));
    }
}
