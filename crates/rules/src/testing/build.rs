//! A clean form of each kind, and one-line changes to it.

use jibiao_model::date::Year;
use jibiao_model::form::{FundLine, Funds, Side};
use jibiao_model::path::{BudgetField, CountField, RowField, TextField};
use jibiao_model::{Entry, FieldPath, Form, IndicatorRow, ProjectForm, RowId, UnitForm, Wan, Yuan};
use rust_decimal::Decimal;

/// A form under construction.
#[derive(Clone)]
pub(crate) struct Builder(Form);

/// Rows of the clean forms; every rule passes them.
const ROWS: [(&str, &str, &str, &str); 7] = [
    ("产出指标", "数量指标", "河道巡查次数", "≥24次"),
    ("产出指标", "质量指标", "巡查记录完整率", "≥98%"),
    ("产出指标", "时效指标", "巡查完成时间", "2026年12月"),
    ("产出指标", "成本指标", "河道巡查成本", "≤80000元"),
    ("效益指标", "社会效益指标", "河道环境改善情况", "改善"),
    ("效益指标", "生态效益指标", "水面漂浮物清理率", "≥95%"),
    ("满意度指标", "服务对象满意度指标", "沿河居民满意度", "≥90%"),
];

/// A project form that no rule finds a fault in; 2026, 80,000 元, one year.
pub(crate) fn project() -> Builder {
    let mut form = ProjectForm {
        template: "shanxi-county".to_owned(),
        title: "青河县级预算部门(单位)项目支出绩效目标表".to_owned(),
        year: Entry::Read(Year(2026)),
        project_name: "青河河道巡查".to_owned(),
        department_code: "021".to_owned(),
        department: "青河县水务局".to_owned(),
        implementing_unit: "青河县河道管理站".to_owned(),
        attribute: "一次性项目(1年结束)".to_owned(),
        term: "1年".to_owned(),
        overview: "对青河干流三十公里河道按月巡查，清理水面漂浮物。".to_owned(),
        basis: "《青河县河道管理办法》。".to_owned(),
        necessity: "汛期河道漂浮物堵塞桥孔，须定期清理。".to_owned(),
        safeguards: "按《巡查记录制度》登记，站长每月抽查。".to_owned(),
        plan: "每月巡查两次，12月底前完成总结。".to_owned(),
        goal_period: "全年巡查二十四次，河道无堵塞。".to_owned(),
        goal_annual: "全年巡查二十四次，河道无堵塞。".to_owned(),
        head: "甲某".to_owned(),
        preparer: "乙某".to_owned(),
        phone: "0300-0000000".to_owned(),
        filled_at: "2026-01-10".to_owned(),
        ..ProjectForm::default()
    };
    for funds in [&mut form.funds_period, &mut form.funds_annual] {
        *funds = Funds { total: yuan("80000"), local: yuan("80000"), ..Funds::default() };
    }
    ROWS.iter().fold(Builder(Form::Project(form)), |form, (l1, l2, name, value)| form.both(l1, l2, name, value))
}

/// A project form in which nothing is filled.
pub(crate) fn blank() -> Builder {
    Builder(Form::Project(ProjectForm { template: "shanxi-county".to_owned(), ..ProjectForm::default() }))
}

/// A unit form that no rule finds a fault in.
pub(crate) fn unit() -> Builder {
    let form = UnitForm {
        template: "shanxi-unit".to_owned(),
        title: "青河县级预算部门(单位)整体支出绩效目标申报表".to_owned(),
        year: Entry::Read(Year(2026)),
        department_code: "021".to_owned(),
        department: "青河县水务局".to_owned(),
        internal_divisions: Entry::Read(5),
        subordinate_units: Entry::Read(2),
        staff_quota: Entry::Read(48),
        staff_actual: Entry::Read(44),
        staff_in_quota: Entry::Read(40),
        staff_other: Entry::Read(4),
        duties: "负责全县河道、水库和灌区的管理。".to_owned(),
        strategic_goal: "水安全、水环境持续改善。".to_owned(),
        annual_goal: "河道巡查、水库除险按期完成。".to_owned(),
        head: "甲某".to_owned(),
        preparer: "乙某".to_owned(),
        phone: "0300-0000000".to_owned(),
        filled_at: "2026-01-10".to_owned(),
        ..UnitForm::default()
    };
    let form = ROWS
        .iter()
        .fold(Builder(Form::Unit(form)), |form, (l1, l2, name, value)| form.row(Side::Annual, l1, l2, name, value));
    [
        (BudgetField::SourceTotal, "612.45"),
        (BudgetField::GeneralPublic, "612.45"),
        (BudgetField::UseTotal, "612.45"),
        (BudgetField::Basic, "540.20"),
        (BudgetField::Project, "72.25"),
    ]
    .into_iter()
    .fold(form, |form, (field, amount)| form.budget(field, amount))
}

fn entry<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Entry<T> {
    match read(text) {
        _ if text.is_empty() => Entry::Blank,
        Some(value) => Entry::Read(value),
        None => Entry::Raw(text.to_owned()),
    }
}

fn yuan(text: &str) -> Entry<Yuan> {
    entry(text, |text| text.parse().ok().map(Yuan))
}

impl Builder {
    pub fn build(self) -> Form {
        self.0
    }

    fn set(mut self, path: FieldPath, text: &str) -> Builder {
        write(&mut self.0, path, text);
        self
    }

    /// Another template.
    pub fn template(mut self, id: &str) -> Builder {
        match &mut self.0 {
            Form::Project(form) => form.template = id.to_owned(),
            Form::Unit(form) => form.template = id.to_owned(),
        }
        self
    }

    pub fn year(self, text: &str) -> Builder {
        self.set(FieldPath::Year, text)
    }

    pub fn text(self, field: TextField, text: &str) -> Builder {
        self.set(FieldPath::Text(field), text)
    }

    /// Both goals.
    pub fn goals(self, text: &str) -> Builder {
        self.text(TextField::GoalPeriod, text).text(TextField::GoalAnnual, text)
    }

    pub fn fund(self, side: Side, line: FundLine, text: &str) -> Builder {
        self.set(FieldPath::Fund(side, line), text)
    }

    /// Total and local funds of both sides.
    pub fn funds(self, period: &str, annual: &str) -> Builder {
        [(Side::Period, period), (Side::Annual, annual)].into_iter().fold(self, |form, (side, amount)| {
            form.fund(side, FundLine::Total, amount).fund(side, FundLine::Local, amount)
        })
    }

    pub fn count(self, field: CountField, text: &str) -> Builder {
        self.set(FieldPath::Count(field), text)
    }

    pub fn budget(self, field: BudgetField, text: &str) -> Builder {
        self.set(FieldPath::Budget(field), text)
    }

    /// One more row on one side.
    pub fn row(mut self, side: Side, level1: &str, level2: &str, name: &str, value: &str) -> Builder {
        let next = Side::BOTH.iter().flat_map(|side| self.0.rows(*side)).map(|row| row.id.0 + 1).max().unwrap_or(0);
        let (level1, level2, name, value) = (level1.to_owned(), level2.to_owned(), name.to_owned(), value.to_owned());
        rows(&mut self.0, side).push(IndicatorRow {
            id: RowId(next),
            level1,
            level2,
            name,
            value,
            weight: Entry::Blank,
        });
        self
    }

    /// One more row on both sides, or in the one list of a unit form.
    pub fn both(self, level1: &str, level2: &str, name: &str, value: &str) -> Builder {
        let form =
            if matches!(self.0, Form::Unit(_)) { self } else { self.row(Side::Period, level1, level2, name, value) };
        form.row(Side::Annual, level1, level2, name, value)
    }

    /// Another cell of row `index` of one side.
    pub fn cell(self, side: Side, index: usize, field: RowField, text: &str) -> Builder {
        let id = self.0.rows(side)[index].id;
        self.set(FieldPath::Cell(side, id, field), text)
    }

    /// Another value of row `index`, on every side that the form has.
    pub fn value(self, index: usize, text: &str) -> Builder {
        self.cells(index, RowField::Value, text)
    }

    /// Another name of row `index`, on every side that the form has.
    pub fn name(self, index: usize, text: &str) -> Builder {
        self.cells(index, RowField::Name, text)
    }

    fn cells(self, index: usize, field: RowField, text: &str) -> Builder {
        Side::BOTH.into_iter().fold(self, |form, side| {
            if form.0.rows(side).len() > index { form.cell(side, index, field, text) } else { form }
        })
    }

    /// Without the rows that `gone` holds for, on both sides.
    pub fn without(mut self, gone: impl Fn(&IndicatorRow) -> bool) -> Builder {
        for side in Side::BOTH {
            if !self.0.rows(side).is_empty() {
                rows(&mut self.0, side).retain(|row| !gone(row));
            }
        }
        self
    }

    /// Without row `index` of one side.
    pub fn without_row(mut self, side: Side, index: usize) -> Builder {
        rows(&mut self.0, side).remove(index);
        self
    }

    /// Without all rows of one side.
    pub fn without_side(mut self, side: Side) -> Builder {
        rows(&mut self.0, side).clear();
        self
    }
}

fn rows(form: &mut Form, side: Side) -> &mut Vec<IndicatorRow> {
    match form {
        Form::Project(form) => form.indicators.side_mut(side),
        Form::Unit(form) => &mut form.indicators,
    }
}

/// Writes one cell as an officer would.
pub(super) fn write(form: &mut Form, path: FieldPath, text: &str) {
    use TextField as T;
    let owned = text.to_owned();
    match (path, form) {
        (FieldPath::Year, Form::Project(form)) => form.year = entry(text, Year::parse),
        (FieldPath::Year, Form::Unit(form)) => form.year = entry(text, Year::parse),
        (FieldPath::Fund(Side::Period, line), Form::Project(form)) => *form.funds_period.get_mut(line) = yuan(text),
        (FieldPath::Fund(Side::Annual, line), Form::Project(form)) => *form.funds_annual.get_mut(line) = yuan(text),
        (FieldPath::Cell(side, id, field), form) => {
            let row = rows(form, side).iter_mut().find(|row| row.id == id).unwrap();
            match field {
                RowField::Level1 => row.level1 = owned,
                RowField::Level2 => row.level2 = owned,
                RowField::Name => row.name = owned,
                RowField::Value => row.value = owned,
                RowField::Weight => row.weight = entry(text, |text| text.parse::<Decimal>().ok()),
            }
        }
        (FieldPath::Text(field), Form::Project(form)) => {
            *match field {
                T::Title => &mut form.title,
                T::ProjectName => &mut form.project_name,
                T::DepartmentCode => &mut form.department_code,
                T::Department => &mut form.department,
                T::ImplementingUnit => &mut form.implementing_unit,
                T::Attribute => &mut form.attribute,
                T::Term => &mut form.term,
                T::Overview => &mut form.overview,
                T::Basis => &mut form.basis,
                T::Necessity => &mut form.necessity,
                T::Safeguards => &mut form.safeguards,
                T::Plan => &mut form.plan,
                T::GoalPeriod => &mut form.goal_period,
                T::GoalAnnual => &mut form.goal_annual,
                T::Head => &mut form.head,
                T::Preparer => &mut form.preparer,
                T::Phone => &mut form.phone,
                T::FilledAt => &mut form.filled_at,
                other => panic!("no fixture writes {other:?}"),
            } = owned;
        }
        (FieldPath::Text(field), Form::Unit(form)) => {
            *match field {
                T::Title => &mut form.title,
                T::DepartmentCode => &mut form.department_code,
                T::Department => &mut form.department,
                T::Duties => &mut form.duties,
                T::StrategicGoal => &mut form.strategic_goal,
                T::AnnualGoal => &mut form.annual_goal,
                T::Head => &mut form.head,
                T::Preparer => &mut form.preparer,
                T::Phone => &mut form.phone,
                T::FilledAt => &mut form.filled_at,
                other => panic!("no fixture writes {other:?}"),
            } = owned;
        }
        (FieldPath::Count(field), Form::Unit(form)) => {
            *match field {
                CountField::InternalDivisions => &mut form.internal_divisions,
                CountField::SubordinateUnits => &mut form.subordinate_units,
                CountField::StaffQuota => &mut form.staff_quota,
                CountField::StaffActual => &mut form.staff_actual,
                CountField::StaffInQuota => &mut form.staff_in_quota,
                CountField::StaffOther => &mut form.staff_other,
            } = entry(text, |text| text.parse().ok());
        }
        (FieldPath::Budget(field), Form::Unit(form)) => {
            *match field {
                BudgetField::SourceTotal => &mut form.by_source.total,
                BudgetField::GeneralPublic => &mut form.by_source.general_public,
                BudgetField::GovernmentFund => &mut form.by_source.government_fund,
                BudgetField::StateCapital => &mut form.by_source.state_capital,
                BudgetField::SocialInsurance => &mut form.by_source.social_insurance,
                BudgetField::SpecialAccount => &mut form.by_source.special_account,
                BudgetField::UnitFunds => &mut form.by_source.unit_funds,
                BudgetField::UseTotal => &mut form.by_use.total,
                BudgetField::Basic => &mut form.by_use.basic,
                BudgetField::Project => &mut form.by_use.project,
            } = entry(text, |text| text.parse().ok().map(Wan));
        }
        (path, _) => panic!("no fixture writes {path:?}"),
    }
}
