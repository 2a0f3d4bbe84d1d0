//! The report for people: a workbook whose sheets are filled while the units pass.

use super::decide::{Decided, Group, Missing};
use super::rows::{Found, Project, Unit, funds};
use super::sums::{Sum, Sums};
use super::{Unread, Written};
use jibiao_exchange::export::ExportError;
use jibiao_exchange::export::stream::{Cell, SheetPlan, Stream};
use jibiao_model::form::{Category, FundLine, Side};
use jibiao_model::path::BudgetField;
use jibiao_model::{Entry, Yuan};
use jibiao_rules::Severity;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

const SUMMARY: usize = 0;
const UNITS: usize = 1;
const PROJECTS: usize = 2;
const FINDINGS: usize = 3;
const RULES: usize = 4;
const RULES_BY_UNIT: usize = 5;
const MISSING: usize = 6;
const NOT_COUNTED: usize = 7;
const UNREAD: usize = 8;

const PLANS: &[SheetPlan] = &[
    SheetPlan { name: "汇总", columns: &[("内容", 22), ("数", 14), ("计量", 5), ("说明", 50)], filter: false },
    SheetPlan {
        name: "单位",
        columns: &[
            ("代码", 6),
            ("单位", 20),
            ("在名单里", 5),
            ("文件", 4),
            ("整体表", 4),
            ("项目表", 4),
            ("应报项目", 5),
            ("年度资金总额（元）", 11),
            ("实施期资金总额（元）", 11),
            ("整体表资金合计（万元）", 10),
            ("错误", 4),
            ("警告", 4),
            ("提示", 4),
            ("已忽略", 4),
            ("没有问题的表", 5),
            ("未计入的表", 5),
        ],
        filter: true,
    },
    SheetPlan {
        name: "项目",
        columns: &[
            ("序号", 4),
            ("代码", 6),
            ("单位", 16),
            ("实施单位", 16),
            ("项目名称", 24),
            ("年度", 4),
            ("项目属性", 10),
            ("项目期", 4),
            ("项目类别", 6),
            ("年度资金总额（元）", 10),
            ("年度中央（元）", 9),
            ("年度省级（元）", 9),
            ("年度市县（元）", 9),
            ("年度自筹（元）", 9),
            ("年度其他（元）", 9),
            ("实施期资金总额（元）", 10),
            ("实施期中央（元）", 9),
            ("实施期省级（元）", 9),
            ("实施期市县（元）", 9),
            ("实施期自筹（元）", 9),
            ("实施期其他（元）", 9),
            ("错误", 4),
            ("警告", 4),
            ("提示", 4),
            ("已忽略", 4),
            ("校验码", 12),
            ("文件", 20),
        ],
        filter: true,
    },
    SheetPlan {
        name: "问题",
        columns: &[
            ("代码", 6),
            ("单位", 14),
            ("表", 16),
            ("级别", 4),
            ("规则", 4),
            ("规则名称", 12),
            ("位置", 14),
            ("问题", 30),
            ("写的是", 18),
            ("怎样改", 20),
            ("建议值", 10),
            ("忽略的理由", 10),
            ("文件", 16),
        ],
        filter: true,
    },
    SheetPlan {
        name: "规则",
        columns: &[("规则", 5), ("规则名称", 30), ("级别", 5), ("次数", 6), ("已忽略", 6), ("单位数", 6)],
        filter: true,
    },
    SheetPlan {
        name: "规则与单位",
        columns: &[("规则", 5), ("规则名称", 30), ("代码", 6), ("单位", 24), ("次数", 6), ("已忽略", 6)],
        filter: true,
    },
    SheetPlan {
        name: "未报送", columns: &[("代码", 8), ("单位", 26), ("应报项目", 6), ("说明", 56)], filter: true
    },
    SheetPlan {
        name: "未计入",
        columns: &[("代码", 6), ("单位", 20), ("表", 24), ("份数", 4), ("原因", 10), ("说明", 44), ("文件", 28)],
        filter: true,
    },
    SheetPlan { name: "不能读取", columns: &[("文件", 36), ("原因", 60), ("编号", 14)], filter: true },
];

/// How often a rule found something, counted and let pass.
#[derive(Debug, Default, Clone, Copy)]
struct Times {
    counted: usize,
    waived: usize,
}

impl Times {
    fn add(&mut self, found: &Found) {
        match found.waived {
            Some(_) => self.waived += 1,
            None => self.counted += 1,
        }
    }
}

#[derive(Debug)]
struct Rule {
    title: &'static str,
    severity: Severity,
    times: Times,
    /// By number of the group.
    units: BTreeMap<usize, Times>,
}

/// The workbook while it is being filled.
pub(super) struct Sheets {
    stream: Stream,
    rules: BTreeMap<&'static str, Rule>,
    sums: Sums,
    /// Findings that did not fit into their sheet.
    left_out: usize,
    /// How many counted forms name each year.
    years: BTreeMap<String, usize>,
}

/// What the first sheet tells besides the sums.
pub(super) struct Told<'a> {
    pub written: &'a Written,
    pub decided: &'a Decided,
    pub missing: &'a [Missing],
    pub unread: &'a [Unread],
    pub files: &'a [String],
    /// Units of the list.
    pub listed: Option<usize>,
    pub year: Option<i32>,
}

impl Sheets {
    pub fn new(folder: &Path) -> Result<Sheets, ExportError> {
        let (rules, years) = (BTreeMap::new(), BTreeMap::new());
        Ok(Sheets { stream: Stream::new(PLANS, folder)?, rules, sums: Sums::default(), left_out: 0, years })
    }

    /// The rows of a unit.
    pub fn unit(
        &mut self,
        unit: &Unit,
        group: &Group,
        has_list: bool,
        wanted: Option<usize>,
    ) -> Result<(), ExportError> {
        self.sums.merge(&unit.sums);
        let [projects, of_units] = unit.kinds;
        let listed = match (has_list, group.listed) {
            (false, _) => "",
            (true, Some(_)) => "是",
            (true, None) => "否",
        };
        let mut row = vec![
            Cell::from(group.code.as_str()),
            Cell::from(group.name.as_str()),
            Cell::from(listed),
            Cell::Count(group.files),
            Cell::Count(of_units),
            Cell::Count(projects),
            wanted.map_or(Cell::from(""), Cell::Count),
            sum(unit.sums.total(Side::Annual)),
            sum(unit.sums.total(Side::Period)),
            if of_units == 0 { Cell::from("") } else { sum(unit.sums.budget_total()) },
        ];
        row.extend(unit.counts.map(Cell::Count));
        row.extend([Cell::Count(unit.clean), Cell::Count(group.not_counted)]);
        self.stream.row(UNITS, row)?;
        for project in &unit.projects {
            self.project(project, group)?;
        }
        for found in &unit.found {
            self.found(found, unit.group, group)?;
        }
        Ok(())
    }

    /// A counted form's year, for the first sheet.
    pub fn year(&mut self, year: &Result<i32, String>) {
        let words = match year {
            Ok(year) => format!("{year}年度"),
            Err(_) => "没有写或读不出年度".to_owned(),
        };
        *self.years.entry(words).or_default() += 1;
    }

    fn project(&mut self, project: &Project, group: &Group) -> Result<(), ExportError> {
        let form = &project.form;
        let year = match &form.year {
            Entry::Blank => String::new(),
            Entry::Read(year) => year.0.to_string(),
            Entry::Raw(text) => text.clone(),
        };
        let category = match form.category {
            Some(Category::Operating) => "其他运转类",
            Some(Category::Special) => "特定目标类",
            None => "",
        };
        let mut row = vec![Cell::Count(project.id)];
        row.extend(
            [&group.code, &group.name, &form.implementing_unit, &form.project_name, &year]
                .map(|t| Cell::from(t.as_str())),
        );
        row.extend([form.attribute.as_str(), &form.term, category].map(Cell::from));
        for side in [Side::Annual, Side::Period] {
            row.extend(FundLine::ALL.map(|line| cell(funds(form, side).get(line))));
        }
        row.extend(project.counts.map(Cell::Count));
        row.extend([project.check_code.as_str(), &project.file].map(Cell::from));
        self.stream.row(PROJECTS, row)?;
        Ok(())
    }

    fn found(&mut self, found: &Found, number: usize, group: &Group) -> Result<(), ExportError> {
        let rule = self.rules.entry(found.code).or_insert_with(|| Rule {
            title: found.title,
            severity: found.severity,
            times: Times::default(),
            units: BTreeMap::new(),
        });
        rule.times.add(found);
        rule.units.entry(number).or_default().add(found);
        let waived = found.waived.as_deref().map_or("", |reason| if reason.is_empty() { "没有写理由" } else { reason });
        let row = [
            group.code.as_str(),
            &group.name,
            if found.form.is_empty() { "全部表" } else { &found.form },
            found.severity.title(),
            found.code,
            found.title,
            &found.place,
            &found.message,
            &found.written,
            &found.advice,
            &found.fix,
            waived,
            &found.file,
        ];
        if !self.stream.row(FINDINGS, row.map(Cell::from).to_vec())? {
            self.left_out += 1;
        }
        Ok(())
    }

    /// Writes the sheets that need to know everything, and the file.
    pub fn finish(mut self, told: &Told<'_>, out: impl Write + Send) -> Result<(), ExportError> {
        self.summary(told)?;
        self.by_rule(told)?;
        for one in told.missing {
            let projects = one.projects.map_or(Cell::from(""), Cell::Count);
            let row = vec![
                Cell::from(one.code.as_str()),
                Cell::from(one.name.as_str()),
                projects,
                Cell::from(one.message.as_str()),
            ];
            self.stream.row(MISSING, row)?;
        }
        if told.listed.is_none() {
            let row = ["", "", "", "没有给单位名单（--units），说不了哪些单位没有报送"];
            self.stream.row(MISSING, row.map(Cell::from).to_vec())?;
        }
        for one in &told.decided.not_counted {
            let group = told.decided.groups.get(one.group);
            let file = told.files.get(one.file).map_or("", String::as_str);
            let mut row: Vec<Cell> =
                [group.map_or("", |group| &group.code), group.map_or("", |group| &group.name), &one.what]
                    .map(Cell::from)
                    .to_vec();
            row.push(Cell::Count(one.forms));
            row.extend([one.why.title(), &one.message, file].map(Cell::from));
            self.stream.row(NOT_COUNTED, row)?;
        }
        for one in told.unread {
            let code = one.code.map_or("", |code| code.as_str());
            self.stream.row(UNREAD, [one.label.as_str(), &one.reason, code].map(Cell::from).to_vec())?;
        }
        self.stream.finish("绩效目标表汇总", out)
    }

    fn summary(&mut self, told: &Told<'_>) -> Result<(), ExportError> {
        let Written { units, missing, forms: [projects, of_units], not_counted, refused, findings, .. } = told.written;
        let outside =
            told.decided.groups.iter().filter(|group| group.listed.is_none() && !group.items.is_empty()).count();
        let mut years: Vec<String> = self.years.iter().map(|(year, count)| format!("{year} {count} 份")).collect();
        if years.len() > 1 {
            years.insert(0, "年度不止一个，合计把它们加在一起；要只算一个年度，请加 --year".to_owned());
        }
        let year = told.year.map_or_else(|| "没有指定，不论年度".to_owned(), |year| format!("只算{year}年度的表"));
        self.head("报送")?;
        match (told.listed, missing) {
            (Some(listed), Some(missing)) => {
                self.count("名单里的单位", listed, "个", "")?;
                self.count("已报送的单位", listed.saturating_sub(*missing), "个", "至少有一份表计入")?;
                self.count("没有报送的单位", *missing, "个", "见“未报送”；报得不全的单位也在那里")?;
                self.count("名单外的单位", outside, "个", "见“单位”里“在名单里”为“否”的")?;
            }
            _ => {
                self.count("有表的单位", *units, "个", "没有给单位名单，说不了哪些单位没有报送")?;
            }
        }
        self.count("数据包和表文件", told.files.len(), "个", "")?;
        self.count("不能读取", *refused, "个", "见“不能读取”；那里也列出了不是数据包的文件")?;
        self.count("未计入的表", *not_counted, "份", "重复报送或年度不符，见“未计入”")?;
        self.count("项目表", *projects, "份", &years.join("；"))?;
        self.count("整体表", *of_units, "份", "")?;
        self.text("年度", &year)?;
        self.head("问题")?;
        for (name, count) in ["错误", "警告", "提示", "已忽略"].into_iter().zip(findings) {
            let words = if name == "已忽略" { "单位写了理由、规则允许忽略的" } else { "" };
            self.count(name, *count, "处", words)?;
        }
        if self.left_out > 0 {
            self.count(
                "没有列出的问题",
                self.left_out,
                "处",
                "超过一张工作表的行数，其余在 findings.jsonl 和 findings.parquet 里",
            )?;
        }
        let unread = self.sums.unread;
        let words = if unread > 0 { "这些格子的文字读不出金额，没有加进合计" } else { "" };
        self.count("读不出的金额", unread, "格", words)?;
        let sums = self.sums.clone();
        let sources = [
            "资金总额",
            "其中：中央财政资金",
            "其中：省级财政资金",
            "其中：市县（区）财政资金",
            "其中：单位自筹",
            "其中：其他资金",
        ];
        let [period, annual] = &sums.funds;
        for (title, funds) in [("项目表年度资金", annual), ("项目表实施期资金", period)] {
            self.head(title)?;
            for (name, amount) in sources.into_iter().zip(funds) {
                self.amount(name, *amount, "元")?;
            }
        }
        self.head("整体表预算")?;
        let names = [
            "按来源合计",
            "其中：一般公共预算资金",
            "其中：政府性基金预算资金",
            "其中：国有资本经营预算资金",
            "其中：社会保险基金预算资金",
            "其中：专户管理资金",
            "其中：单位资金",
            "按方向合计",
            "其中：基本支出",
            "其中：项目支出",
        ];
        for (name, amount) in names.into_iter().zip(sums.budget).take(BudgetField::ALL.len()) {
            self.amount(name, amount, "万元")?;
        }
        Ok(())
    }

    fn head(&mut self, title: &str) -> Result<(), ExportError> {
        let cells = [title, "", "", ""].map(|text| Cell::Strong(text.to_owned()));
        self.stream.row(SUMMARY, cells.to_vec()).map(|_| ())
    }

    fn count(&mut self, name: &str, count: usize, measure: &str, words: &str) -> Result<(), ExportError> {
        let row = vec![Cell::from(name), Cell::Count(count), Cell::from(measure), Cell::from(words)];
        self.stream.row(SUMMARY, row).map(|_| ())
    }

    fn text(&mut self, name: &str, words: &str) -> Result<(), ExportError> {
        self.stream
            .row(
                SUMMARY,
                ["", "", words].iter().fold(vec![Cell::from(name)], |mut row, text| {
                    row.push(Cell::from(*text));
                    row
                }),
            )
            .map(|_| ())
    }

    fn amount(&mut self, name: &str, amount: Sum, measure: &str) -> Result<(), ExportError> {
        self.stream.row(SUMMARY, vec![Cell::from(name), sum(amount), Cell::from(measure), Cell::from("")]).map(|_| ())
    }

    fn by_rule(&mut self, told: &Told<'_>) -> Result<(), ExportError> {
        for (code, rule) in &self.rules {
            let mut row: Vec<Cell> = [*code, rule.title, rule.severity.title()].map(Cell::from).to_vec();
            row.extend([rule.times.counted, rule.times.waived, rule.units.len()].map(Cell::Count));
            self.stream.row(RULES, row)?;
            for (number, times) in &rule.units {
                let Some(group) = told.decided.groups.get(*number) else { continue };
                let mut row: Vec<Cell> = [*code, rule.title, &group.code, &group.name].map(Cell::from).to_vec();
                row.extend([times.counted, times.waived].map(Cell::Count));
                self.stream.row(RULES_BY_UNIT, row)?;
            }
        }
        Ok(())
    }
}

fn sum(sum: Sum) -> Cell {
    sum.0.map_or_else(|| Cell::from("超出能算的位数"), Cell::Amount)
}

fn cell(entry: &Entry<Yuan>) -> Cell {
    match entry {
        Entry::Blank => Cell::from(""),
        Entry::Read(yuan) => Cell::Amount(yuan.0),
        Entry::Raw(text) => Cell::Text(text.clone()),
    }
}
