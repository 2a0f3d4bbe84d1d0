//! The three tables for other engines. docs/batch.md explains each column; a test holds the two together. A change here is a new
//! [`super::SCHEMA`].

use jibiao_exchange::columns::{Column, Kind};

const fn text(name: &'static str) -> Column {
    Column { name, kind: Kind::Text }
}

const fn whole(name: &'static str) -> Column {
    Column { name, kind: Kind::Whole }
}

const fn truth(name: &'static str) -> Column {
    Column { name, kind: Kind::Truth }
}

const fn amount(name: &'static str) -> Column {
    Column { name, kind: Kind::Amount }
}

/// A row a counted form. Names, telephone numbers of persons and the date of filling are left out: nobody needs them for sums.
pub const FORMS: &[Column] = &[
    whole("form_id"),
    text("unit_code"),
    text("unit"),
    text("kind"),
    whole("year"),
    text("year_text"),
    text("name"),
    text("department_code"),
    text("department"),
    text("implementing_unit"),
    text("template"),
    text("title"),
    text("category"),
    text("attribute"),
    text("term"),
    amount("period_total_yuan"),
    text("period_total_text"),
    amount("period_central_yuan"),
    text("period_central_text"),
    amount("period_provincial_yuan"),
    text("period_provincial_text"),
    amount("period_local_yuan"),
    text("period_local_text"),
    amount("period_self_raised_yuan"),
    text("period_self_raised_text"),
    amount("period_other_yuan"),
    text("period_other_text"),
    amount("annual_total_yuan"),
    text("annual_total_text"),
    amount("annual_central_yuan"),
    text("annual_central_text"),
    amount("annual_provincial_yuan"),
    text("annual_provincial_text"),
    amount("annual_local_yuan"),
    text("annual_local_text"),
    amount("annual_self_raised_yuan"),
    text("annual_self_raised_text"),
    amount("annual_other_yuan"),
    text("annual_other_text"),
    amount("source_total_wan"),
    text("source_total_text"),
    amount("source_general_public_wan"),
    text("source_general_public_text"),
    amount("source_government_fund_wan"),
    text("source_government_fund_text"),
    amount("source_state_capital_wan"),
    text("source_state_capital_text"),
    amount("source_social_insurance_wan"),
    text("source_social_insurance_text"),
    amount("source_special_account_wan"),
    text("source_special_account_text"),
    amount("source_unit_funds_wan"),
    text("source_unit_funds_text"),
    amount("use_total_wan"),
    text("use_total_text"),
    amount("use_basic_wan"),
    text("use_basic_text"),
    amount("use_project_wan"),
    text("use_project_text"),
    whole("internal_divisions"),
    whole("subordinate_units"),
    whole("staff_quota"),
    whole("staff_actual"),
    whole("staff_in_quota"),
    whole("staff_other"),
    text("overview"),
    text("basis"),
    text("necessity"),
    text("safeguards"),
    text("plan"),
    text("goal_period"),
    text("goal_annual"),
    text("duties"),
    text("strategic_goal"),
    whole("indicators"),
    whole("errors"),
    whole("warnings"),
    whole("hints"),
    whole("waived"),
    text("check_code"),
    text("file"),
    whole("file_index"),
];

/// A row an indicator that is not blank.
pub const INDICATORS: &[Column] = &[
    whole("form_id"),
    text("unit_code"),
    text("unit"),
    text("kind"),
    whole("year"),
    text("form_name"),
    text("side"),
    whole("row"),
    text("level1"),
    text("level1_code"),
    text("level2"),
    text("level2_code"),
    text("name"),
    text("value"),
    text("sign"),
    amount("number"),
    text("number_text"),
    text("measure"),
    amount("weight"),
    text("weight_text"),
];

/// A row a finding.
pub const FINDINGS: &[Column] = &[
    whole("form_id"),
    text("unit_code"),
    text("unit"),
    text("kind"),
    whole("year"),
    text("form_name"),
    text("rule"),
    text("rule_title"),
    text("severity"),
    text("path"),
    text("place"),
    text("written"),
    text("message"),
    text("advice"),
    text("fix"),
    truth("waived"),
    text("waived_reason"),
];
