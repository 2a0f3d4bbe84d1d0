//! Planted defects across forms: several forms with their budget, their published text and the forms of last year.

use super::{Draw, Sample};
use jibiao_model::level::Level2;
use jibiao_model::path::{BudgetField, TextField};
use jibiao_model::{BudgetRow, Entry, Form, UnitForm, Wan};
use jibiao_rules::{BatchFinding, BatchForm, Disclosure, FixedIndicator, Given, Home, Selection, check_batch};
use rust_decimal::Decimal;

/// Forms and what is there besides them.
#[derive(Default)]
pub struct Across {
    forms: Vec<Sample>,
    /// Unit forms; they stand behind the others.
    units: Vec<UnitForm>,
    home: Option<Home>,
    budget: Option<Vec<BudgetRow>>,
    disclosure: Option<Disclosure>,
    last_year: Option<Vec<Sample>>,
    fixed: Option<Vec<FixedIndicator>>,
    /// What was planted; two plantings that differ in nothing but their numbers are one shape.
    pub what: String,
    /// The form that is to blame; `None` = the document.
    pub form: Option<usize>,
}

/// Plants the defects of one rule across forms.
pub struct AcrossKind {
    /// The rule.
    pub code: &'static str,
    /// One planted defect.
    pub plant: fn(&mut Draw) -> Across,
    /// Forms that look like a defect and are right.
    pub alike: fn(&mut Draw) -> Across,
}

impl Across {
    /// A unit form beside what was published; `form` as in the field.
    pub fn of_unit(unit: UnitForm, published: Disclosure, what: String, form: Option<usize>) -> Across {
        Across { units: vec![unit], disclosure: Some(published), what, form, ..Across::default() }
    }

    /// Findings of this one rule, switched on if need be.
    pub fn findings(&self, code: &'static str) -> Vec<BatchFinding> {
        let of = |forms: &[Sample]| -> Vec<BatchForm> {
            forms.iter().map(|form| BatchForm::of(&Form::Project(form.0.clone()))).collect()
        };
        let last_year = self.last_year.as_deref().map(of);
        let given = Given {
            home: self.home.as_ref(),
            budget: self.budget.as_deref(),
            disclosure: self.disclosure.as_ref(),
            last_year: last_year.as_deref(),
            fixed: self.fixed.as_deref(),
        };
        let units = self.units.iter().map(|form| BatchForm::of(&Form::Unit(form.clone())));
        let forms: Vec<BatchForm> = of(&self.forms).into_iter().chain(units).collect();
        check_batch(&forms, given, &Selection::Only(vec![code]))
    }
}

pub fn kinds() -> Vec<AcrossKind> {
    vec![
        AcrossKind { code: "A03", plant: two_codes, alike: whole },
        AcrossKind { code: "A21", plant: row_without_form, alike: whole },
        AcrossKind { code: "A22", plant: form_without_row, alike: whole },
        AcrossKind { code: "A23", plant: twice, alike: whole },
        AcrossKind { code: "A24", plant: copied, alike: whole },
        AcrossKind { code: "A25", plant: misspelt, alike: whole },
        AcrossKind { code: "A26", plant: announced, alike: not_announced },
        AcrossKind { code: "A34", plant: stray, alike: below },
        AcrossKind { code: "B02", plant: other_amount, alike: whole },
        AcrossKind { code: "B03", plant: other_sum, alike: whole },
        AcrossKind { code: "B24", plant: categories_differ, alike: categories_fit },
        AcrossKind { code: "B30", plant: unit_form_differs, alike: unit_form_fits },
        AcrossKind { code: "C26", plant: orders_mixed, alike: one_order },
        AcrossKind { code: "E07", plant: contradict, alike: agree },
        AcrossKind { code: "G11", plant: worse, alike: not_worse },
        AcrossKind { code: "G12", plant: same, alike: not_worse },
        AcrossKind { code: "G13", plant: fixed_gone, alike: fixed_there },
    ]
}

const NAMES: [&str; 16] = [
    "农村公路日常养护",
    "乡村医生生活补助",
    "河道保洁",
    "送戏下乡",
    "食品安全监督抽检",
    "森林防火物资",
    "路灯节能改造",
    "高龄老人津贴",
    "法律援助办案补贴",
    "应急物资储备",
    "动物强制免疫",
    "校舍屋面维修",
    "政务专线租赁",
    "党员教育培训",
    "公益林管护",
    "全民健身活动",
];
const COUNTS: [&str; 8] = ["次数", "人数", "里程", "面积", "户数", "批次", "场次", "册数"];

/// Three to five forms with different names, amounts and indicators, and their budget.
fn whole(draw: &mut Draw) -> Across {
    let first = draw.number(0, 15) as usize;
    let mut across = Across { budget: Some(Vec::new()), ..Across::default() };
    for index in 0..draw.number(3, 5) as usize {
        let name = NAMES.get((first + index * 3) % NAMES.len()).copied().unwrap_or_default();
        let mut form = draw.bare();
        form.set(TextField::ProjectName, name);
        let yuan = draw.number(100, 90_000) * 100;
        form.funds(yuan);
        form.value(3, &format!("≤{yuan}元"));
        for row in form.0.indicators.period.iter_mut().chain(&mut form.0.indicators.annual) {
            row.name = format!("{name}{}", row.name);
        }
        across.forms.push(form);
        across.row(name, yuan);
        across.what.push_str(&format!("{name} {yuan}；"));
    }
    across
}

impl Across {
    fn row(&mut self, name: &str, yuan: u32) {
        let total = Wan(Decimal::new(i64::from(yuan), 4).round_dp(2));
        let row = BudgetRow { name: name.to_owned(), total, carried_over: false };
        self.budget.get_or_insert_default().push(row);
    }

    /// One of the forms; gives its index too.
    fn some(&mut self, draw: &mut Draw) -> Option<(usize, &mut Sample)> {
        let last = u32::try_from(self.forms.len().saturating_sub(1)).ok()?;
        let index = draw.number(0, last) as usize;
        self.form = Some(index);
        self.forms.get_mut(index).map(|form| (index, form))
    }

    fn says(&mut self, what: impl AsRef<str>) {
        self.what.push_str(what.as_ref());
    }
}

fn two_codes(draw: &mut Draw) -> Across {
    let mut across = whole(draw);
    let code = draw.number(100, 999).to_string();
    if let Some((_, form)) = across.some(draw) {
        form.0.department_code.clone_from(&code);
    }
    across.says(code);
    across
}

fn row_without_form(draw: &mut Draw) -> Across {
    let mut across = whole(draw);
    let yuan = draw.number(100, 900) * 1000;
    let name = draw.pick(&["招商推介活动", "妇女健康检查", "垃圾清运服务", "危桥改造", "法治宣传教育"]);
    across.row(name, yuan);
    across.says(format!("{name} {yuan}"));
    across
}

fn form_without_row(draw: &mut Draw) -> Across {
    let mut across = whole(draw);
    let name = draw.pick(&["招商推介活动", "妇女健康检查", "垃圾清运服务", "危桥改造", "法治宣传教育"]);
    if let Some((_, form)) = across.some(draw) {
        form.set(TextField::ProjectName, name);
        form.funds(77_777);
    }
    across.says(name);
    across
}

fn twice(draw: &mut Draw) -> Across {
    let mut across = whole(draw);
    let Some(copy) = across.some(draw).map(|(_, form)| form.clone()) else { return across };
    across.says(&copy.0.project_name);
    across.forms.push(copy);
    across.form = Some(across.forms.len() - 1);
    across
}

fn copied(draw: &mut Draw) -> Across {
    let mut across = whole(draw);
    let Some(rows) = across.forms.first().map(|form| form.0.indicators.clone()) else { return across };
    if let Some(form) = across.forms.last_mut() {
        form.0.indicators = rows;
        let name = format!("{}{}", draw.pick(&NAMES), draw.pick(&COUNTS));
        form.row("数量指标", &name, "3个");
    }
    // Either of the two may be blamed.
    across.form = Some(across.forms.len() - 1);
    across
}

fn misspelt(draw: &mut Draw) -> Across {
    let mut across = whole(draw);
    let (way, end) = (draw.number(0, 2), draw.pick(&["费", "项目", "经费", "工作"]));
    let Some((_, form)) = across.some(draw) else { return across };
    let name = form.0.project_name.clone();
    let other = match way {
        0 => format!("{name}{end}"),
        1 => {
            let doubled = name.chars().take(2).chain(name.chars().skip(1));
            doubled.collect()
        }
        _ => name.chars().skip(1).collect(),
    };
    form.set(TextField::ProjectName, &other);
    across.says(other);
    across
}

fn published(text: String) -> Across {
    let what = text.clone();
    Across { disclosure: Some(Disclosure { performance: text, ..Disclosure::default() }), what, ..Across::default() }
}

fn announced(draw: &mut Draw) -> Across {
    let (whole, cents, unit) = (draw.number(20, 4000), draw.number(10, 99), draw.pick(&["单位", "部门", "本单位"]));
    let aim = draw.pick(&["整体绩效目标", "整体支出绩效目标", "整体支出目标"]);
    let lead = draw.pick(&["2026年编报", "2026年度编制并公开", "按照要求，同步编报", "2026年，我单位编报了"]);
    let sum = draw.pick(&["，涉及资金@万元", "1个，涉及金额@万元", "，资金@万元", "，金额共计@万元"]);
    let text = format!("{lead}{unit}{aim}{sum}。").replace('@', &format!("{whole}.{cents}"));
    let mut across = published(text);
    across.forms.push(draw.bare());
    across
}

fn not_announced(draw: &mut Draw) -> Across {
    let (count, whole) = (draw.number(2, 40), draw.number(20, 4000));
    let text = match draw.number(0, 2) {
        0 => format!(
            "{}{}{}，涉及资金{}万元。",
            draw.pick(&["未编报", "2026年未编制", "没有编报", "按规定不编报"]),
            draw.pick(&["单位", "部门"]),
            draw.pick(&["整体绩效目标", "整体支出绩效目标"]),
            draw.pick(&["0", "0.00"])
        ),
        1 => format!(
            "公开项目绩效目标#个，涉及资金@万元。{}编报{}整体绩效目标，涉及资金@万元。",
            draw.pick(&["未", "没有", "暂不"]),
            draw.pick(&["单位", "部门"])
        ),
        _ => format!(
            "{}纳入绩效目标管理的项目#个，{}@万元。",
            draw.pick(&["2026年", "2026年度", "本年度"]),
            draw.pick(&["涉及资金", "共计金额", "金额"])
        ),
    };
    let mut across = published(text.replace('#', &count.to_string()).replace('@', &whole.to_string()));
    across.forms.push(draw.bare());
    across
}

fn other_amount(draw: &mut Draw) -> Across {
    let mut across = whole(draw);
    let off = i64::from(draw.one(&[100_u32, 1000, 5000, 20_000]) * draw.number(1, 9));
    let Some((index, _)) = across.some(draw) else { return across };
    if let Some(row) = across.budget.as_mut().and_then(|rows| rows.get_mut(index)) {
        let less = draw.number(0, 1) == 0 && row.total.0 > Decimal::new(off, 4);
        row.total.0 += Decimal::new(if less { -off } else { off }, 4);
        let (name, fewer) = (row.name.clone(), if less { "少" } else { "多" });
        across.says(format!("{name}{fewer}"));
    }
    across
}

fn other_sum(draw: &mut Draw) -> Across {
    let mut across = whole(draw);
    // More than what the table rounds off in all rows together.
    let off = draw.one(&[1000_u32, 5000, 20_000]) * draw.number(1, 9);
    let count = u32::try_from(across.forms.len()).unwrap_or(1);
    let index = draw.number(0, count - 1) as usize;
    if let Some(row) = across.budget.as_mut().and_then(|rows| rows.get_mut(index)) {
        row.total.0 += Decimal::new(i64::from(off), 4);
        let name = row.name.clone();
        across.says(format!("{name}多"));
    }
    across
}

/// Another county's department, its code, and a unit of it.
const STRAYS: [(&str, &str, &str); 6] = [
    ("白石县教育局", "041", "白石县第二中学"),
    ("松岭县民政局", "027", "松岭县救助站"),
    ("古渡区卫生健康局", "052", "古渡区疾控中心"),
    ("河湾县水务局", "037", "河湾县水务局"),
    ("青河县交通运输局", "019", "青河县公路段"),
    ("永丰县司法局", "037", "永丰县司法局"),
];

/// Forms of one unit, whose they are, and one of another county's among them.
fn stray(draw: &mut Draw) -> Across {
    let mut across = whole(draw);
    across.budget = None;
    let (department, code, unit) = draw.one(&STRAYS);
    let home = draw.number(0, 1) == 0;
    let Some((_, form)) = across.some(draw) else { return across };
    let own = Home { department: form.0.department.clone(), unit: form.0.department.clone(), ..Home::default() };
    form.set(TextField::Department, department);
    form.set(TextField::DepartmentCode, code);
    form.set(TextField::ImplementingUnit, unit);
    across.home = home.then_some(own);
    across.says(format!("{department} {home}"));
    across
}

/// A unit below the department, or the unit itself with the money of another department.
fn below(draw: &mut Draw) -> Across {
    let mut across = whole(draw);
    across.budget = None;
    let unit = draw.pick(&["云岫县文化馆", "云岫县党史研究室", "云岫县地方志编纂中心", "县档案服务中心", "方志馆"]);
    let (lends, home) = (draw.number(0, 1) == 0, draw.number(0, 1) == 0);
    let Some((_, form)) = across.some(draw) else { return across };
    let own = Home { department: form.0.department.clone(), unit: form.0.department.clone(), ..Home::default() };
    if lends {
        form.set(TextField::Department, &unit.replace('馆', "局"));
        form.set(TextField::DepartmentCode, "016");
    } else {
        form.set(TextField::ImplementingUnit, unit);
    }
    across.home = home.then_some(own);
    across.says(format!("{unit} {lends} {home}"));
    across
}

/// The forms with the unit form of their department, and whose they are.
fn with_unit_form(draw: &mut Draw, off: i64) -> Across {
    let mut across = whole(draw);
    across.budget = None;
    let mut unit = UnitForm::default();
    let mut sum = Decimal::ZERO;
    for Sample(form) in &across.forms {
        unit.year = form.year.clone();
        unit.department.clone_from(&form.department);
        unit.department_code.clone_from(&form.department_code);
        sum += form.funds_annual.total.read().map(|total| total.0).unwrap_or_default();
    }
    let told = (sum / Decimal::from(10_000)).round_dp(2) + Decimal::new(off, 2);
    *unit.budget_mut(BudgetField::Project) = Entry::Read(Wan(told));
    let home = Home { department: unit.department.clone(), unit: unit.department.clone(), ..Home::default() };
    across.form = Some(across.forms.len());
    across.units.push(unit);
    across.home = Some(home);
    across.says(if off < 0 { "整体表少" } else { "整体表多" });
    across
}

fn unit_form_differs(draw: &mut Draw) -> Across {
    let off = draw.one(&[-500_i64, -40, 10, 300]) * i64::from(draw.number(1, 9));
    with_unit_form(draw, off)
}

fn unit_form_fits(draw: &mut Draw) -> Across {
    let open = draw.number(0, 2) == 0;
    let off = if open { i64::from(draw.number(1, 900)) } else { i64::from(draw.number(0, 2)) - 1 };
    let mut across = with_unit_form(draw, off);
    // An amount is still to come.
    if let Some(Sample(form)) = across.forms.first_mut().filter(|_| open) {
        form.funds_annual.total = Entry::Blank;
    }
    across
}

fn tally(draw: &mut Draw, more: u32) -> Across {
    let (one, two) = (draw.number(1, 20), draw.number(1, 20));
    let (first, second) = (draw.number(10, 900), draw.number(10, 900));
    let sum = first + second + more * draw.number(0, 1);
    let count = one + two + if sum == first + second { more } else { 0 };
    let managed = draw.pick(&[
        "2026年纳入绩效目标管理的项目",
        "我单位纳入绩效目标管理的二级项目",
        "本部门2026年公开项目绩效目标",
        "2026年，公开项目绩效目标的项目",
    ]);
    let sums = draw.pick(&["，涉及资金", "，共计金额", "，资金总额", ",涉及项目金额"]);
    let of = draw.pick(&["，涉及资金", "，涉及金额", "，金额"]);
    let among = draw.pick(&["，其中：", "。其中:", "，包括", "；其中"]);
    published(format!(
        "{managed}{count}个{sums}{sum}万元{among}其他运转类项目{one}个{of}{first}万元；特定目标类项目{two}个{of}{second}万元。"
    ))
}

fn categories_differ(draw: &mut Draw) -> Across {
    let more = draw.number(1, 9);
    tally(draw, more)
}

fn categories_fit(draw: &mut Draw) -> Across {
    tally(draw, 0)
}

fn rated(draw: &mut Draw, turned: bool) -> Across {
    let mut across = whole(draw);
    let (one, two) = (draw.number(1, 90) * 10, draw.number(1, 90) * 10);
    let count = u32::try_from(across.forms.len()).unwrap_or(1);
    let (other, sign) = (draw.number(1, count - 1) as usize, draw.pick(&["", "≤"]));
    let name = draw.pick(&["补助标准", "劳务标准", "工资标准", "岗位津贴"]);
    for (index, form) in across.forms.iter_mut().enumerate() {
        let value = match index {
            0 => format!("{sign}{one}元/人/月"),
            _ if index == other && turned => format!("{sign}{two}元/月/人"),
            _ => format!("{sign}{two}元/人/月"),
        };
        form.row("成本指标", name, &value);
    }
    across.says(format!("{name}{sign}，{}", ["第一", "第二", "第三", "第四", "第五"].get(other).unwrap_or(&"")));
    across
}

fn orders_mixed(draw: &mut Draw) -> Across {
    rated(draw, true)
}

fn one_order(draw: &mut Draw) -> Across {
    rated(draw, false)
}

fn stated(draw: &mut Draw, differs: bool) -> Across {
    let mut across = whole(draw);
    let verb = draw.pick(&["下辖", "覆盖", "现有", "接入", "共有"]);
    let (unit, noun) =
        draw.one(&[("个", "乡镇街道"), ("个", "行政村"), ("名", "在编职工"), ("处", "供水工程"), ("所", "中小学校")]);
    let number = draw.number(3, 60);
    let last = across.forms.len() - 1;
    for (index, form) in across.forms.iter_mut().enumerate() {
        let number = if differs && index == last { number + 2 } else { number };
        form.add(TextField::Overview, &format!("我县{verb}{number}{unit}{noun}。"));
    }
    across.form = Some(last);
    across.says(format!("{verb}{number}{unit}{noun}"));
    across
}

fn contradict(draw: &mut Draw) -> Across {
    stated(draw, true)
}

fn agree(draw: &mut Draw) -> Across {
    stated(draw, false)
}

/// The forms and those of last year, in which one value is `now` and was `before`.
fn years(draw: &mut Draw, before: &str, now: &str) -> Across {
    let mut across = whole(draw);
    let name = format!("{}{}", draw.pick(&NAMES), draw.pick(&COUNTS));
    let mut old = across.forms.clone();
    if let (Some(form), Some(last)) = (across.forms.first_mut(), old.first_mut()) {
        form.row("数量指标", &name, now);
        last.row("数量指标", &name, before);
    }
    across.last_year = Some(old);
    across.form = Some(0);
    across.says(format!("{name} {before} -> {now}"));
    across
}

fn worse(draw: &mut Draw) -> Across {
    let (number, less) = (draw.number(40, 98), draw.number(1, 20));
    let (before, now) = match draw.number(0, 1) {
        0 => (format!("≥{number}%"), format!("≥{}%", number - less)),
        _ => (format!("≥{number}次"), format!("≥{}次", number - less)),
    };
    years(draw, &before, &now)
}

fn not_worse(draw: &mut Draw) -> Across {
    let (number, more) = (draw.number(40, 78), draw.number(1, 20));
    // Every form has another row, so that none is word for word last year's.
    let mut across = years(draw, &format!("≥{number}次"), &format!("≥{}次", number + more));
    for form in &mut across.forms {
        form.row("数量指标", "新增事项", &format!("{more}项"));
    }
    across
}

fn same(draw: &mut Draw) -> Across {
    let number = draw.number(2, 90);
    years(draw, &format!("≥{number}次"), &format!("≥{number}次"))
}

fn fixed(draw: &mut Draw, there: bool) -> Across {
    let mut across = whole(draw);
    let (level2, level, name) = draw.one(&[
        ("质量指标", 1_u8, "资料完整率"),
        ("质量指标", 1, "任务达标率"),
        ("时效指标", 2, "资金支付及时率"),
        ("时效指标", 2, "任务按期完成率"),
    ]);
    let level = if level == 1 { Level2::Quality } else { Level2::Timeliness };
    let name = format!("{name}（{}）", draw.pick(&["试行", "年度", "全年", "本级", "必填", "统一", "固化", "县级"]));
    let last = across.forms.len() - 1;
    for (index, form) in across.forms.iter_mut().enumerate() {
        if there || index != last {
            form.row(level2, &name, "≥95%");
        }
    }
    across.fixed = Some(vec![FixedIndicator { level2: level, name: name.clone() }]);
    across.form = Some(last);
    across.says(name);
    across
}

fn fixed_gone(draw: &mut Draw) -> Across {
    fixed(draw, false)
}

fn fixed_there(draw: &mut Draw) -> Across {
    fixed(draw, true)
}
