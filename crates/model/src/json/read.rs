//! Tree -> form. Every key is taken out of its object; what is left over is unknown.

use super::node::{Node, Step};
use super::{FORMAT, MAX_ROWS, MAX_TEXT};
use crate::amount::{Wan, Yuan, read_amount};
use crate::date::Year;
use crate::entry::Entry;
use crate::form::{
    BudgetBySource, BudgetByUse, Category, Form, Funds, IndicatorRow, Indicators, KeyTask, ProjectForm, RowId, UnitForm,
};

/// A reason and its place.
pub(super) struct Fault {
    pub path: Vec<Step>,
    pub reason: String,
}

impl Fault {
    pub(super) fn new(path: &[Step], reason: impl Into<String>) -> Fault {
        Fault { path: path.to_vec(), reason: reason.into() }
    }

    /// The JSON spelling of the path.
    pub(super) fn spelling(&self) -> String {
        self.path.iter().fold(String::new(), |mut text, step| {
            match step {
                Step::Key(key) if text.is_empty() => text.push_str(key),
                Step::Key(key) => text.extend([".", key]),
                Step::Index(index) => text.push_str(&format!("[{index}]")),
            }
            text
        })
    }
}

pub(super) type Read<T> = Result<T, Fault>;

/// An object whose keys are taken one by one.
pub(super) struct Object {
    path: Vec<Step>,
    entries: Vec<(String, Node)>,
}

impl Object {
    fn new(node: Node, path: Vec<Step>) -> Read<Object> {
        match node {
            Node::Object(entries) => {
                let mut keys: Vec<&str> = entries.iter().map(|(key, _)| key.as_str()).collect();
                keys.sort_unstable();
                if let Some(key) =
                    keys.windows(2).find_map(|pair| (pair.first() == pair.last()).then(|| pair.first()).flatten())
                {
                    let path = child(&path, key);
                    return Err(Fault::new(&path, format!("“{key}”写了两次，请只留一个")));
                }
                Ok(Object { path, entries })
            }
            Node::Null => Ok(Object { path, entries: Vec::new() }),
            other => Err(Fault::new(&path, format!("这里应是一组带名称的内容（{{…}}），现在是{}", kind_of(&other)))),
        }
    }

    pub(super) fn place(&self, key: &str) -> Vec<Step> {
        child(&self.path, key)
    }

    fn take(&mut self, key: &str) -> Node {
        match self.entries.iter().position(|(k, _)| k == key) {
            Some(index) => self.entries.swap_remove(index).1,
            None => Node::Null,
        }
    }

    fn object(&mut self, key: &str) -> Read<Object> {
        Object::new(self.take(key), self.place(key))
    }

    pub(super) fn text(&mut self, key: &str) -> Read<String> {
        let path = self.place(key);
        match self.take(key) {
            Node::Null => Ok(String::new()),
            Node::Text(text) => checked(text, &path),
            other => Err(Fault::new(&path, format!("这里应是带引号的文字，现在是{}", kind_of(&other)))),
        }
    }

    pub(super) fn decimal<T>(&mut self, key: &str, read: fn(&str) -> Entry<T>) -> Read<Entry<T>> {
        let path = self.place(key);
        match self.take(key) {
            Node::Null => Ok(Entry::Blank),
            Node::Text(text) => Ok(read(&checked(text, &path)?)),
            other => Err(Fault::new(
                &path,
                format!("这里的数要写成带引号的文字（如 \"81000.00\"），现在是{}", kind_of(&other)),
            )),
        }
    }

    fn whole<T>(&mut self, key: &str, read: fn(&str) -> Option<T>) -> Read<Entry<T>> {
        let path = self.place(key);
        match self.take(key) {
            Node::Null => Ok(Entry::Blank),
            Node::Whole(number) => Ok(read_whole(&number.to_string(), read)),
            Node::Text(text) => Ok(read_whole(&checked(text, &path)?, read)),
            other => Err(Fault::new(&path, format!("这里应是整数，现在是{}", kind_of(&other)))),
        }
    }

    /// true or false; not written is false.
    pub(super) fn flag(&mut self, key: &str) -> Read<bool> {
        match self.take(key) {
            Node::Null => Ok(false),
            Node::Bool(flag) => Ok(flag),
            other => Err(Fault::new(&self.place(key), format!("这里应是 true 或 false，现在是{}", kind_of(&other)))),
        }
    }

    fn list<T>(&mut self, key: &str, item: impl FnMut(&mut Object) -> Read<T>) -> Read<Vec<T>> {
        list_of(self.take(key), self.place(key), item)
    }

    fn finish(self) -> Read<()> {
        match self.entries.first() {
            None => Ok(()),
            Some((key, _)) => {
                let path = self.place(key);
                Err(Fault::new(&path, format!("不认识的名称“{}”，请删去或改正", shortened(key))))
            }
        }
    }
}

/// Reads a list whose items are objects.
pub(super) fn list_of<T>(node: Node, path: Vec<Step>, mut item: impl FnMut(&mut Object) -> Read<T>) -> Read<Vec<T>> {
    match node {
        Node::Null => Ok(Vec::new()),
        Node::List(items) if items.len() > MAX_ROWS => {
            Err(Fault::new(&path, format!("有 {} 行，一份表最多 {MAX_ROWS} 行", items.len())))
        }
        Node::List(items) => items
            .into_iter()
            .enumerate()
            .map(|(index, node)| {
                let mut path = path.clone();
                path.push(Step::Index(index));
                let mut object = Object::new(node, path)?;
                let value = item(&mut object)?;
                object.finish()?;
                Ok(value)
            })
            .collect(),
        other => Err(Fault::new(&path, format!("这里应是一列内容（[…]），现在是{}", kind_of(&other)))),
    }
}

fn child(path: &[Step], key: &str) -> Vec<Step> {
    let mut path = path.to_vec();
    path.push(Step::Key(key.to_owned()));
    path
}

fn shortened(text: &str) -> String {
    if text.chars().count() > 40 {
        format!("{}…", text.chars().take(40).collect::<String>())
    } else {
        text.to_owned()
    }
}

pub(super) fn kind_of(node: &Node) -> &'static str {
    match node {
        Node::Null => "空",
        Node::Bool(_) => "是非值（true/false）",
        Node::Whole(_) => "不带引号的整数",
        Node::OtherNumber => "不带引号的数",
        Node::Text(_) => "文字",
        Node::List(_) => "一列内容（[…]）",
        Node::Object(_) => "一组带名称的内容（{…}）",
    }
}

/// Reads a cell that should hold a whole number; text that does not read is kept.
pub(crate) fn read_whole<T>(text: &str, read: fn(&str) -> Option<T>) -> Entry<T> {
    match read(text.trim()) {
        _ if text.trim().is_empty() => Entry::Blank,
        Some(value) => Entry::Read(value),
        None => Entry::Raw(text.to_owned()),
    }
}

/// Reads a count of the unit form.
pub(crate) fn read_count(text: &str) -> Option<u32> {
    text.parse().ok()
}

/// Refuses texts that no form can hold.
fn checked(text: String, path: &[Step]) -> Read<String> {
    match text_fault(&text) {
        Some(reason) => Err(Fault::new(path, reason)),
        None => Ok(text),
    }
}

/// Why no cell can hold this text: too long, or with characters that no print can show. Chinese.
pub fn text_fault(text: &str) -> Option<String> {
    if text.len() > MAX_TEXT && text.chars().count() > MAX_TEXT {
        return Some(format!("文字有 {} 个字，一格最多 {MAX_TEXT} 个字", text.chars().count()));
    }
    let unprintable =
        |c: char| (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    let found = text.chars().find(|c| unprintable(*c))?;
    Some(format!("文字里有看不见的控制字符 U+{:04X}，请删去", u32::from(found)))
}

/// Reads a whole form.
pub(super) fn form(node: Node) -> Read<Form> {
    if !matches!(node, Node::Object(_)) {
        return Err(Fault::new(&[], format!("一份表应是一组带名称的内容（{{…}}），现在是{}", kind_of(&node))));
    }
    let mut object = Object::new(node, Vec::new())?;
    let format = object.text("format")?;
    if format != FORMAT {
        let reason = match format.strip_prefix("jibiao.form/") {
            Some(version) => format!("表的格式版本是 {}，本程序只认 1，请升级程序", shortened(version)),
            None if format.is_empty() => format!("没有写格式，应有 \"format\": \"{FORMAT}\""),
            None => format!("格式是“{}”，应是“{FORMAT}”", shortened(&format)),
        };
        return Err(Fault::new(&object.place("format"), reason));
    }
    let kind = object.text("kind")?;
    let form = match kind.as_str() {
        "project" => Form::Project(project(&mut object)?),
        "unit" => Form::Unit(unit(&mut object)?),
        other => {
            let reason = format!("表的种类是“{}”，应是 project（项目表）或 unit（整体表）", shortened(other));
            return Err(Fault::new(&object.place("kind"), reason));
        }
    };
    if form.template().trim().is_empty() {
        return Err(Fault::new(&object.place("template"), "没有写模板（template），请写上，如 \"shanxi-county\""));
    }
    object.finish()?;
    Ok(form)
}

fn project(object: &mut Object) -> Read<ProjectForm> {
    let mut funds = object.object("funds")?;
    let mut side = |key: &str| -> Read<Funds> {
        let mut object = funds.object(key)?;
        let side = Funds {
            total: object.decimal("total", Yuan::read)?,
            central: object.decimal("central", Yuan::read)?,
            provincial: object.decimal("provincial", Yuan::read)?,
            local: object.decimal("local", Yuan::read)?,
            self_raised: object.decimal("self_raised", Yuan::read)?,
            other: object.decimal("other", Yuan::read)?,
        };
        object.finish()?;
        Ok(side)
    };
    let (funds_period, funds_annual) = (side("period")?, side("annual")?);
    funds.finish()?;

    let mut lists = object.object("indicators")?;
    let mut next = 0;
    let indicators = Indicators {
        period: indicator_rows(&mut lists, "period", &mut next)?,
        annual: indicator_rows(&mut lists, "annual", &mut next)?,
    };
    lists.finish()?;

    Ok(ProjectForm {
        template: object.text("template")?,
        title: object.text("title")?,
        year: object.whole("year", Year::parse)?,
        project_name: object.text("project_name")?,
        category: category(object)?,
        department_code: object.text("department_code")?,
        department: object.text("department")?,
        implementing_unit: object.text("implementing_unit")?,
        attribute: object.text("attribute")?,
        term: object.text("term")?,
        funds_period,
        funds_annual,
        overview: object.text("overview")?,
        basis: object.text("basis")?,
        necessity: object.text("necessity")?,
        safeguards: object.text("safeguards")?,
        plan: object.text("plan")?,
        goal_period: object.text("goal_period")?,
        goal_annual: object.text("goal_annual")?,
        indicators,
        head: object.text("head")?,
        preparer: object.text("preparer")?,
        phone: object.text("phone")?,
        filled_at: object.text("filled_at")?,
    })
}

fn category(object: &mut Object) -> Read<Option<Category>> {
    let text = object.text("category")?;
    match [Category::Operating, Category::Special].into_iter().find(|category| category.key() == text) {
        None if !text.is_empty() => {
            let reason =
                format!("项目类别是“{}”，应是 operating（其他运转类）或 special（特定目标类）", shortened(&text));
            Err(Fault::new(&object.place("category"), reason))
        }
        category => Ok(category),
    }
}

fn unit(object: &mut Object) -> Read<UnitForm> {
    let mut budget = object.object("budget")?;
    let mut source = budget.object("by_source")?;
    let by_source = BudgetBySource {
        total: source.decimal("total", Wan::read)?,
        general_public: source.decimal("general_public", Wan::read)?,
        government_fund: source.decimal("government_fund", Wan::read)?,
        state_capital: source.decimal("state_capital", Wan::read)?,
        social_insurance: source.decimal("social_insurance", Wan::read)?,
        special_account: source.decimal("special_account", Wan::read)?,
        unit_funds: source.decimal("unit_funds", Wan::read)?,
    };
    source.finish()?;
    let mut uses = budget.object("by_use")?;
    let by_use = BudgetByUse {
        total: uses.decimal("total", Wan::read)?,
        basic: uses.decimal("basic", Wan::read)?,
        project: uses.decimal("project", Wan::read)?,
    };
    uses.finish()?;
    budget.finish()?;

    let mut next = 0;
    let indicators = indicator_rows(object, "indicators", &mut next)?;
    let key_tasks = object.list("key_tasks", |row| {
        next += 1;
        Ok(KeyTask { id: RowId(next - 1), function: row.text("function")?, task: row.text("task")? })
    })?;
    Ok(UnitForm {
        template: object.text("template")?,
        title: object.text("title")?,
        year: object.whole("year", Year::parse)?,
        department_code: object.text("department_code")?,
        department: object.text("department")?,
        internal_divisions: object.whole("internal_divisions", read_count)?,
        subordinate_units: object.whole("subordinate_units", read_count)?,
        staff_quota: object.whole("staff_quota", read_count)?,
        staff_actual: object.whole("staff_actual", read_count)?,
        staff_in_quota: object.whole("staff_in_quota", read_count)?,
        staff_other: object.whole("staff_other", read_count)?,
        duties: object.text("duties")?,
        strategic_goal: object.text("strategic_goal")?,
        by_source,
        by_use,
        key_tasks,
        annual_goal: object.text("annual_goal")?,
        indicators,
        head: object.text("head")?,
        preparer: object.text("preparer")?,
        phone: object.text("phone")?,
        filled_at: object.text("filled_at")?,
    })
}

fn indicator_rows(object: &mut Object, key: &str, next: &mut u32) -> Read<Vec<IndicatorRow>> {
    object.list(key, |row| {
        *next += 1;
        Ok(IndicatorRow {
            id: RowId(*next - 1),
            level1: row.text("level1")?,
            level2: row.text("level2")?,
            name: row.text("name")?,
            value: row.text("value")?,
            weight: row.decimal("weight", read_amount)?,
        })
    })
}
