//! Small templates with what rules look at: id, sides, tree, labels, limits.

use jibiao_model::form::Side;
use jibiao_model::level::{Level1, Level2};
use jibiao_model::path::TextField;
use jibiao_model::template::{Grid, Kind, Level1Node, Level2Node, Status, Template};
use jibiao_model::value::MoneyUnit;

/// The template of a form by its id.
pub(crate) fn template(id: &str) -> Template {
    match id {
        "unit" => unit_template(),
        "cost-first-2021" => cost_first(),
        "central-2015" => central(),
        _ => county(),
    }
}

fn base(id: &str, kind: Kind, sides: &[Side], tree: &[(Level1, &[Level2])]) -> Template {
    let level2 = |kind: &Level2| Level2Node { kind: *kind, label: format!("{kind:?}"), optional: false };
    let level1 = |(kind, children): &(Level1, &[Level2])| Level1Node {
        kind: *kind,
        label: format!("{kind:?}"),
        children: children.iter().map(level2).collect(),
    };
    let fields: &[(TextField, &str)] = match kind {
        Kind::Project => &[
            (TextField::ProjectName, "项目名称"),
            (TextField::Department, "主管部门"),
            (TextField::ImplementingUnit, "实施单位"),
            (TextField::Attribute, "项目属性"),
            (TextField::Term, "项目期"),
            (TextField::Overview, "项目概况"),
            (TextField::Basis, "立项依据"),
            (TextField::Necessity, "项目设立必要性"),
            (TextField::Safeguards, "保证项目实施的制度、措施"),
            (TextField::Plan, "项目实施计划"),
            (TextField::GoalPeriod, "实施期目标"),
            (TextField::GoalAnnual, "年度目标"),
        ],
        Kind::Unit => &[
            (TextField::Department, "部门名称"),
            (TextField::Duties, "部门职责"),
            (TextField::StrategicGoal, "部门战略目标"),
            (TextField::AnnualGoal, "年度绩效目标"),
        ],
    };
    let signature = [
        (TextField::Head, "负责人"),
        (TextField::Preparer, "经办人"),
        (TextField::Phone, "联系电话"),
        (TextField::FilledAt, "填报日期"),
    ];
    let limits = [
        ("project_name", 180),
        ("goal_period", 2000),
        ("goal_annual", 2000),
        ("indicator_name", 1000),
        ("indicator_value", 1000),
    ];
    Template {
        id: id.to_owned(),
        version: 1,
        name: id.to_owned(),
        kind,
        status: Status::Confirmed,
        used_by: String::new(),
        valid: (None, None),
        title: String::new(),
        year_line: String::new(),
        money: MoneyUnit::Yuan,
        sides: sides.to_vec(),
        weights: None,
        tree: tree.iter().map(level1).collect(),
        labels: fields
            .iter()
            .chain(&signature)
            .map(|(field, label)| (field.key().to_owned(), (*label).to_owned()))
            .collect(),
        limits: limits.into_iter().map(|(key, bytes)| (key.to_owned(), bytes)).collect(),
        grid: Grid::default(),
    }
}

const OUTPUT: &[Level2] = &[Level2::Quantity, Level2::Quality, Level2::Timeliness, Level2::Cost];
const BENEFIT: &[Level2] = &[Level2::Economic, Level2::Social, Level2::Ecological, Level2::Sustainability];
const TREE: &[(Level1, &[Level2])] =
    &[(Level1::Output, OUTPUT), (Level1::Benefit, BENEFIT), (Level1::Satisfaction, &[Level2::BeneficiarySatisfaction])];

/// Two sides, cost under output.
pub(crate) fn county() -> Template {
    base("county", Kind::Project, &Side::BOTH, TREE)
}

/// The older central layout: another convention for 项目属性.
fn central() -> Template {
    base("central-2015", Kind::Project, &Side::BOTH, TREE)
}

/// One side, cost as a first level, no texts besides the annual goal.
fn cost_first() -> Template {
    let tree: &[(Level1, &[Level2])] = &[
        (Level1::Cost, &[Level2::EconomicCost, Level2::SocialCost, Level2::EcologicalCost]),
        (Level1::Output, &[Level2::Quantity, Level2::Quality, Level2::Timeliness]),
        (Level1::Benefit, &[Level2::Economic, Level2::Social, Level2::Ecological]),
        (Level1::Satisfaction, &[Level2::BeneficiarySatisfaction]),
    ];
    let mut template = base("cost-first-2021", Kind::Project, &[Side::Annual], tree);
    for key in ["attribute", "term", "overview", "basis", "necessity", "safeguards", "plan", "goal_period"] {
        template.labels.remove(key);
    }
    template
}

/// The unit form.
fn unit_template() -> Template {
    base("unit", Kind::Unit, &[Side::Annual], TREE)
}
