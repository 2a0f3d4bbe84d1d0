//! What a planting draws from: a seeded chance, the clean forms, and one-line changes to a form.

use jibiao_model::form::{FundLine, Funds};
use jibiao_model::path::TextField;
use jibiao_model::{Entry, Form, IndicatorRow, ProjectForm, Side, Yuan, cell, json};

/// The forms of the sample data in which nothing is planted.
const CLEAN: [&str; 6] = [
    include_str!("../../../app/sample/01-遗属补助.json"),
    include_str!("../../../app/sample/02-馆藏数字化.json"),
    include_str!("../../../app/sample/03-手稿抢救.json"),
    include_str!("../../../app/sample/04-综合业务经费.json"),
    include_str!("../../../app/sample/05-库房屋面维修.json"),
    include_str!("../../../app/sample/09-档案日宣传.json"),
];

/// The clean forms.
pub fn clean() -> Vec<ProjectForm> {
    let forms = CLEAN.iter().filter_map(|text| json::parse(text).ok());
    forms.filter_map(|form| if let Form::Project(form) = form { Some(form) } else { None }).collect()
}

/// A seeded chance: the same seed draws the same on every machine.
pub struct Draw {
    state: u64,
    forms: Vec<ProjectForm>,
}

impl Draw {
    pub fn new(seed: u64) -> Draw {
        Draw { state: seed, forms: clean() }
    }

    /// SplitMix64.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub fn number(&mut self, low: u32, high: u32) -> u32 {
        let span = u64::from(high.saturating_sub(low)) + 1;
        low + u32::try_from(self.next() % span).unwrap_or_default()
    }

    /// One of these.
    pub fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        let last = u32::try_from(words.len().saturating_sub(1)).unwrap_or_default();
        let index = self.number(0, last) as usize;
        words.get(index).copied().unwrap_or_default()
    }

    /// One of these, of any kind.
    pub fn one<T: Copy + Default>(&mut self, things: &[T]) -> T {
        let last = u32::try_from(things.len().saturating_sub(1)).unwrap_or_default();
        let index = self.number(0, last) as usize;
        things.get(index).copied().unwrap_or_default()
    }

    /// One of the clean forms.
    pub fn form(&mut self) -> Sample {
        let last = u32::try_from(self.forms.len().saturating_sub(1)).unwrap_or_default();
        let index = self.number(0, last) as usize;
        Sample(self.forms.get(index).cloned().unwrap_or_default())
    }

    /// One of these with a number in the place of each `#`, and one in full width for `＃`.
    pub fn written(&mut self, values: &[&str]) -> String {
        let value = self.pick(values).replace('#', &self.number(2, 98).to_string());
        let wide = |c: char| char::from_u32(u32::from(c) - u32::from('0') + u32::from('０')).unwrap_or(c);
        let digits: String = self.number(2, 98).to_string().chars().map(wide).collect();
        value.replace('＃', &digits)
    }

    /// A clean form, whole or bare.
    pub fn any(&mut self) -> Sample {
        if self.number(0, 1) == 0 { self.form() } else { self.bare() }
    }

    /// A clean form whose overview, plan and goals say nothing of numbers, with one indicator a second level left: room for text that is
    /// planted. 2026, one year, 80,000 元.
    pub fn bare(&mut self) -> Sample {
        let mut form = self.form();
        let total = Some(Yuan(80_000.into()));
        for funds in [&mut form.0.funds_period, &mut form.0.funds_annual] {
            *funds = Funds { total: total.map_or(Entry::Blank, Entry::Read), ..Funds::default() };
            *funds.get_mut(FundLine::Local) = total.map_or(Entry::Blank, Entry::Read);
        }
        form.0.attribute = "一次性项目(1年结束)".to_owned();
        form.0.term = "1年".to_owned();
        form.0.project_name =
            self.pick(&["档案业务综合保障", "馆藏利用服务", "档案进社区活动", "库房安全保障"]).to_owned();
        for (field, text) in [
            (TextField::Overview, "为做好本年度档案工作，按照职责分工开展各项业务。"),
            (TextField::Basis, "《中华人民共和国档案法》。"),
            (TextField::Necessity, "档案利用需求增加，须按年度安排各项工作。"),
            (TextField::Safeguards, "按《云岫县档案馆财务管理制度》执行，专款专用。"),
            (TextField::Plan, "按工作进度分批实施，年底前完成总结。"),
            (TextField::GoalPeriod, "各项档案业务按期完成，档案安全得到保障。"),
            (TextField::GoalAnnual, "各项档案业务按期完成，档案安全得到保障。"),
        ] {
            form.set(field, text);
        }
        form.0.indicators.period.clear();
        form.0.indicators.annual.clear();
        for (level2, name, value) in [
            ("数量指标", "归档资料册数", "36册"),
            ("质量指标", "归档资料合格率", "≥98%"),
            ("时效指标", "归档完成时间", "12月底前"),
            ("成本指标", "项目总成本", "≤80000元"),
            ("社会效益指标", "群众知晓率", "≥80%"),
            ("服务对象满意度指标", "查档群众满意度", "≥92%"),
        ] {
            form.row(level2, name, value);
        }
        form
    }
}

/// A form under change.
#[derive(Clone)]
pub struct Sample(pub ProjectForm);

/// The first level of a second one.
pub fn parent(level2: &str) -> &'static str {
    match level2.chars().next() {
        Some('数' | '质' | '时' | '成') => "产出指标",
        Some('服' | '满') => "满意度指标",
        _ => "效益指标",
    }
}

impl Sample {
    /// Another text in a field.
    pub fn set(&mut self, field: TextField, text: &str) {
        let mut form = Form::Project(std::mem::take(&mut self.0));
        // A text that the form cannot hold leaves it as it was; the planting is then missed and shows in the figures.
        let _ = cell::set_text(&mut form, jibiao_model::FieldPath::Text(field), text);
        if let Form::Project(form) = form {
            self.0 = form;
        }
    }

    /// A text of the form.
    pub fn get(&self, field: TextField) -> String {
        let form = Form::Project(self.0.clone());
        cell::text(&form, field).unwrap_or_default().to_owned()
    }

    /// More text at the end of a field.
    pub fn add(&mut self, field: TextField, text: &str) {
        let text = format!("{}{text}", self.get(field));
        self.set(field, &text);
    }

    /// A row on both sides, behind the others; gives its path on the period side.
    pub fn row(&mut self, level2: &str, name: &str, value: &str) -> String {
        for side in Side::BOTH {
            let id = Form::Project(self.0.clone()).next_row_id();
            self.0.indicators.side_mut(side).push(IndicatorRow {
                id,
                level1: parent(level2).to_owned(),
                level2: level2.to_owned(),
                name: name.to_owned(),
                value: value.to_owned(),
                weight: Entry::Blank,
            });
        }
        format!("indicators.period[{}]", self.0.indicators.period.len().saturating_sub(1))
    }

    /// Another value in row `index` of both sides, where both have it.
    pub fn value(&mut self, index: usize, value: &str) {
        for side in Side::BOTH {
            if let Some(row) = self.0.indicators.side_mut(side).get_mut(index) {
                value.clone_into(&mut row.value);
            }
        }
    }

    /// Takes every row of a second level away.
    pub fn without(&mut self, level2: &str) {
        for side in Side::BOTH {
            self.0.indicators.side_mut(side).retain(|row| row.level2 != level2);
        }
    }

    /// Total and local funds of both sides, in 元.
    pub fn funds(&mut self, total: u32) {
        for funds in [&mut self.0.funds_period, &mut self.0.funds_annual] {
            *funds = Funds { total: Entry::Read(Yuan(total.into())), ..Funds::default() };
            *funds.get_mut(FundLine::Local) = Entry::Read(Yuan(total.into()));
        }
    }
}

/// `12,500` 元 as an officer may write it: 12500元, 1.25万元.
pub fn money(draw: &mut Draw, yuan: u32) -> String {
    let wan = draw.number(0, 1) == 1 && yuan.is_multiple_of(100);
    if !wan {
        return format!("{yuan}元");
    }
    let decimals = format!("{:04}", yuan % 10_000);
    let decimals = decimals.trim_end_matches('0');
    if decimals.is_empty() { format!("{}万元", yuan / 10_000) } else { format!("{}.{decimals}万元", yuan / 10_000) }
}
