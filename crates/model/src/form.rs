//! The two forms as an officer fills them: every text as written, numbers as [`Entry`], rows with stable ids.

use crate::amount::{Wan, Yuan};
use crate::date::Year;
use crate::entry::Entry;
use crate::level::{Level1, Level2};
use crate::path::{BudgetField, CountField};
use rust_decimal::Decimal;

/// The identity of a row inside one form. Survives moves; given out by the form, never stored in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RowId(pub u32);

/// The two halves of a project form. A unit form has the annual side only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// 实施期 (older layout: 中期)
    Period,
    /// 年度
    Annual,
}

impl Side {
    /// Both sides in the order of the form.
    pub const BOTH: [Side; 2] = [Side::Period, Side::Annual];

    /// The JSON key.
    pub fn key(self) -> &'static str {
        match self {
            Side::Period => "period",
            Side::Annual => "annual",
        }
    }

    /// Reads a JSON key.
    pub fn from_key(key: &str) -> Option<Side> {
        Side::BOTH.into_iter().find(|side| side.key() == key)
    }
}

/// A form of either kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// 项目支出绩效目标表
    Project(ProjectForm),
    /// 部门(单位)整体支出绩效目标申报表
    Unit(UnitForm),
}

impl Form {
    /// Id of the template it was filled with.
    pub fn template(&self) -> &str {
        match self {
            Form::Project(form) => &form.template,
            Form::Unit(form) => &form.template,
        }
    }

    /// The printed title as written.
    pub fn title(&self) -> &str {
        match self {
            Form::Project(form) => &form.title,
            Form::Unit(form) => &form.title,
        }
    }

    /// 年度
    pub fn year(&self) -> &Entry<Year> {
        match self {
            Form::Project(form) => &form.year,
            Form::Unit(form) => &form.year,
        }
    }

    /// What lists call it: the project's name, or the department of a unit form.
    pub fn name(&self) -> &str {
        match self {
            Form::Project(form) => &form.project_name,
            Form::Unit(form) => &form.department,
        }
    }

    /// A row id that no row of the form has, key tasks counted.
    pub fn next_row_id(&self) -> RowId {
        let rows = Side::BOTH.into_iter().flat_map(|side| self.rows(side)).map(|row| row.id);
        let tasks = match self {
            Form::Project(_) => &[][..],
            Form::Unit(unit) => &unit.key_tasks,
        };
        let highest = rows.chain(tasks.iter().map(|task| task.id)).max();
        highest.map_or(RowId(0), |id| RowId(id.0.saturating_add(1)))
    }

    /// The indicator rows of a side; a unit form has the annual side only.
    pub fn rows(&self, side: Side) -> &[IndicatorRow] {
        match (self, side) {
            (Form::Project(form), _) => form.indicators.side(side),
            (Form::Unit(form), Side::Annual) => &form.indicators,
            (Form::Unit(_), Side::Period) => &[],
        }
    }
}

/// 其他运转类 / 特定目标类; not printed on the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Category {
    /// 其他运转类
    Operating,
    /// 特定目标类
    Special,
}

impl Category {
    /// The JSON value.
    pub fn key(self) -> &'static str {
        match self {
            Category::Operating => "operating",
            Category::Special => "special",
        }
    }
}

/// 项目支出绩效目标表. Empty text = blank cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProjectForm {
    /// Id of the template it was filled with.
    pub template: String,
    /// The printed title as written.
    pub title: String,
    /// 年度
    pub year: Entry<Year>,
    /// 项目名称
    pub project_name: String,
    /// 项目类别
    pub category: Option<Category>,
    /// The code before the hyphen of 主管部门及代码; leading zeros kept.
    pub department_code: String,
    /// 主管部门
    pub department: String,
    /// 实施单位
    pub implementing_unit: String,
    /// 项目属性
    pub attribute: String,
    /// 项目期, as written (`99年`)
    pub term: String,
    /// 项目资金 of 实施期
    pub funds_period: Funds,
    /// 项目资金 of 年度
    pub funds_annual: Funds,
    /// 项目概况
    pub overview: String,
    /// 立项依据
    pub basis: String,
    /// 项目设立必要性
    pub necessity: String,
    /// 保证项目实施的制度、措施
    pub safeguards: String,
    /// 项目实施计划
    pub plan: String,
    /// 实施期目标
    pub goal_period: String,
    /// 年度目标
    pub goal_annual: String,
    /// Indicators of both sides.
    pub indicators: Indicators,
    /// 负责人
    pub head: String,
    /// 经办人
    pub preparer: String,
    /// 联系电话
    pub phone: String,
    /// 填报日期, as written
    pub filled_at: String,
}

/// One side's funds in 元.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Funds {
    /// 资金总额
    pub total: Entry<Yuan>,
    /// 中央财政资金
    pub central: Entry<Yuan>,
    /// 省级财政资金
    pub provincial: Entry<Yuan>,
    /// 市县(区)财政资金
    pub local: Entry<Yuan>,
    /// 单位自筹
    pub self_raised: Entry<Yuan>,
    /// 其他资金
    pub other: Entry<Yuan>,
}

/// A line of the funds block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FundLine {
    /// 资金总额
    Total,
    /// 中央财政资金
    Central,
    /// 省级财政资金
    Provincial,
    /// 市县(区)财政资金
    Local,
    /// 单位自筹
    SelfRaised,
    /// 其他资金
    Other,
}

impl FundLine {
    /// Total first, then the sources in the order of the form.
    pub const ALL: [FundLine; 6] = [
        FundLine::Total,
        FundLine::Central,
        FundLine::Provincial,
        FundLine::Local,
        FundLine::SelfRaised,
        FundLine::Other,
    ];
    /// The sources that must add up to the total.
    pub const SOURCES: [FundLine; 5] =
        [FundLine::Central, FundLine::Provincial, FundLine::Local, FundLine::SelfRaised, FundLine::Other];

    /// The JSON key.
    pub fn key(self) -> &'static str {
        match self {
            FundLine::Total => "total",
            FundLine::Central => "central",
            FundLine::Provincial => "provincial",
            FundLine::Local => "local",
            FundLine::SelfRaised => "self_raised",
            FundLine::Other => "other",
        }
    }
}

impl Funds {
    /// The cell of a line.
    pub fn get(&self, line: FundLine) -> &Entry<Yuan> {
        match line {
            FundLine::Total => &self.total,
            FundLine::Central => &self.central,
            FundLine::Provincial => &self.provincial,
            FundLine::Local => &self.local,
            FundLine::SelfRaised => &self.self_raised,
            FundLine::Other => &self.other,
        }
    }

    /// The cell of a line, to be changed.
    pub fn get_mut(&mut self, line: FundLine) -> &mut Entry<Yuan> {
        match line {
            FundLine::Total => &mut self.total,
            FundLine::Central => &mut self.central,
            FundLine::Provincial => &mut self.provincial,
            FundLine::Local => &mut self.local,
            FundLine::SelfRaised => &mut self.self_raised,
            FundLine::Other => &mut self.other,
        }
    }
}

/// One indicator. All texts as written; the reading of `value` is derived by [`crate::value::read`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorRow {
    /// Identity inside the form.
    pub id: RowId,
    /// 一级指标, as written
    pub level1: String,
    /// 二级指标, as written
    pub level2: String,
    /// 三级指标
    pub name: String,
    /// 指标值, to the letter
    pub value: String,
    /// 分值、权重; templates with weights only
    pub weight: Entry<Decimal>,
}

impl IndicatorRow {
    /// The kind of the first level, where the label is a known one.
    pub fn kind1(&self) -> Option<Level1> {
        Level1::of(&self.level1)
    }

    /// The kind of the second level, where the label is a known one.
    pub fn kind2(&self) -> Option<Level2> {
        Level2::of(&self.level2)
    }

    /// True where neither name nor value was entered.
    pub fn is_blank(&self) -> bool {
        self.name.trim().is_empty() && self.value.trim().is_empty()
    }
}

/// Indicators of both sides: two lists, because real forms order and word them differently.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Indicators {
    /// 实施期; always empty in unit forms and one-sided templates
    pub period: Vec<IndicatorRow>,
    /// 年度
    pub annual: Vec<IndicatorRow>,
}

impl Indicators {
    /// The rows of one side.
    pub fn side(&self, side: Side) -> &[IndicatorRow] {
        match side {
            Side::Period => &self.period,
            Side::Annual => &self.annual,
        }
    }

    /// The rows of one side, to be changed.
    pub fn side_mut(&mut self, side: Side) -> &mut Vec<IndicatorRow> {
        match side {
            Side::Period => &mut self.period,
            Side::Annual => &mut self.annual,
        }
    }

    /// A row id that no row of either side has.
    pub fn next_id(&self) -> RowId {
        RowId(self.period.iter().chain(&self.annual).map(|row| row.id.0 + 1).max().unwrap_or(0))
    }
}

/// 部门(单位)整体支出绩效目标申报表. Empty text = blank cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnitForm {
    /// Id of the template it was filled with.
    pub template: String,
    /// The printed title as written.
    pub title: String,
    /// 年度
    pub year: Entry<Year>,
    /// Code before the hyphen of 部门名称
    pub department_code: String,
    /// 部门名称
    pub department: String,
    /// 内设职能部门数
    pub internal_divisions: Entry<u32>,
    /// 所属预算单位数
    pub subordinate_units: Entry<u32>,
    /// 核定的人员编制数
    pub staff_quota: Entry<u32>,
    /// 实际在职人员总数
    pub staff_actual: Entry<u32>,
    /// 其中:在编人员数
    pub staff_in_quota: Entry<u32>,
    /// 其他人员数
    pub staff_other: Entry<u32>,
    /// 部门职责
    pub duties: String,
    /// 部门战略目标
    pub strategic_goal: String,
    /// 年度预算情况: 按资金来源划分
    pub by_source: BudgetBySource,
    /// 年度预算情况: 按资金方向划分
    pub by_use: BudgetByUse,
    /// 年度重点任务
    pub key_tasks: Vec<KeyTask>,
    /// 年度绩效目标
    pub annual_goal: String,
    /// 年度绩效指标
    pub indicators: Vec<IndicatorRow>,
    /// 负责人; optional in JSON as in the project form
    pub head: String,
    /// 经办人
    pub preparer: String,
    /// 联系电话
    pub phone: String,
    /// 填报日期, as written
    pub filled_at: String,
}

impl UnitForm {
    /// The cell of a count.
    pub fn count(&self, field: CountField) -> &Entry<u32> {
        match field {
            CountField::InternalDivisions => &self.internal_divisions,
            CountField::SubordinateUnits => &self.subordinate_units,
            CountField::StaffQuota => &self.staff_quota,
            CountField::StaffActual => &self.staff_actual,
            CountField::StaffInQuota => &self.staff_in_quota,
            CountField::StaffOther => &self.staff_other,
        }
    }

    /// The cell of a count, to be changed.
    pub fn count_mut(&mut self, field: CountField) -> &mut Entry<u32> {
        match field {
            CountField::InternalDivisions => &mut self.internal_divisions,
            CountField::SubordinateUnits => &mut self.subordinate_units,
            CountField::StaffQuota => &mut self.staff_quota,
            CountField::StaffActual => &mut self.staff_actual,
            CountField::StaffInQuota => &mut self.staff_in_quota,
            CountField::StaffOther => &mut self.staff_other,
        }
    }

    /// A budget cell, to be changed.
    pub fn budget_mut(&mut self, field: BudgetField) -> &mut Entry<Wan> {
        match field {
            BudgetField::SourceTotal => &mut self.by_source.total,
            BudgetField::GeneralPublic => &mut self.by_source.general_public,
            BudgetField::GovernmentFund => &mut self.by_source.government_fund,
            BudgetField::StateCapital => &mut self.by_source.state_capital,
            BudgetField::SocialInsurance => &mut self.by_source.social_insurance,
            BudgetField::SpecialAccount => &mut self.by_source.special_account,
            BudgetField::UnitFunds => &mut self.by_source.unit_funds,
            BudgetField::UseTotal => &mut self.by_use.total,
            BudgetField::Basic => &mut self.by_use.basic,
            BudgetField::Project => &mut self.by_use.project,
        }
    }

    /// A budget cell.
    pub fn budget(&self, field: BudgetField) -> &Entry<Wan> {
        match field {
            BudgetField::SourceTotal => &self.by_source.total,
            BudgetField::GeneralPublic => &self.by_source.general_public,
            BudgetField::GovernmentFund => &self.by_source.government_fund,
            BudgetField::StateCapital => &self.by_source.state_capital,
            BudgetField::SocialInsurance => &self.by_source.social_insurance,
            BudgetField::SpecialAccount => &self.by_source.special_account,
            BudgetField::UnitFunds => &self.by_source.unit_funds,
            BudgetField::UseTotal => &self.by_use.total,
            BudgetField::Basic => &self.by_use.basic,
            BudgetField::Project => &self.by_use.project,
        }
    }
}

/// 按资金来源划分, in 万元.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BudgetBySource {
    /// 合计
    pub total: Entry<Wan>,
    /// 一般公共预算资金
    pub general_public: Entry<Wan>,
    /// 政府性基金预算资金
    pub government_fund: Entry<Wan>,
    /// 国有资本经营预算资金
    pub state_capital: Entry<Wan>,
    /// 社会保险基金预算资金
    pub social_insurance: Entry<Wan>,
    /// 专户管理资金
    pub special_account: Entry<Wan>,
    /// 单位资金
    pub unit_funds: Entry<Wan>,
}

/// 按资金方向划分, in 万元.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BudgetByUse {
    /// 合计
    pub total: Entry<Wan>,
    /// 基本支出
    pub basic: Entry<Wan>,
    /// 项目支出
    pub project: Entry<Wan>,
}

/// A row of 年度重点任务.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyTask {
    /// Identity inside the form.
    pub id: RowId,
    /// 核心职能
    pub function: String,
    /// 重点任务
    pub task: String,
}
