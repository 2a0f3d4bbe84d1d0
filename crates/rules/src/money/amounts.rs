//! The number cells of both kinds of form, with the names that messages give them.

use crate::prelude::*;
use crate::shared::funds::side_label;
use jibiao_model::path::{BudgetField, CountField};

/// The name of a line of 项目资金.
pub(super) fn fund_label(side: Side, line: FundLine) -> String {
    let line = match line {
        FundLine::Total => "资金总额",
        FundLine::Central => "中央财政资金",
        FundLine::Provincial => "省级财政资金",
        FundLine::Local => "市县财政资金",
        FundLine::SelfRaised => "单位自筹",
        FundLine::Other => "其他资金",
    };
    format!("{}{line}", side_label(side))
}

/// The name of a budget cell of the unit form.
pub(super) fn budget_label(field: BudgetField) -> &'static str {
    match field {
        BudgetField::SourceTotal => "按资金来源的合计",
        BudgetField::GeneralPublic => "一般公共预算资金",
        BudgetField::GovernmentFund => "政府性基金预算资金",
        BudgetField::StateCapital => "国有资本经营预算资金",
        BudgetField::SocialInsurance => "社会保险基金预算资金",
        BudgetField::SpecialAccount => "专户管理资金",
        BudgetField::UnitFunds => "单位资金",
        BudgetField::UseTotal => "按资金方向的合计",
        BudgetField::Basic => "基本支出",
        BudgetField::Project => "项目支出",
    }
}

/// The name of a count of the unit form.
pub(super) fn count_label(field: CountField) -> &'static str {
    match field {
        CountField::InternalDivisions => "内设职能部门数",
        CountField::SubordinateUnits => "所属预算单位数",
        CountField::StaffQuota => "核定的人员编制数",
        CountField::StaffActual => "实际在职人员总数",
        CountField::StaffInQuota => "在编人员数",
        CountField::StaffOther => "其他人员数",
    }
}
