//! Shapes in which units publish the same form: what a conversion does to a table must not change what is read. Units and texts are made up.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test ends where it fails"
)]

use jibiao_exchange::import::{Plan, PlannedForm, Status};
use jibiao_model::cell::text_at;
use jibiao_model::form::Side;
use jibiao_model::{FieldPath, Form};

fn read(name: &str, text: &str) -> Plan {
    let mut plan = Plan::default();
    plan.add_file(name, text.as_bytes()).unwrap();
    plan
}

fn only(plan: &Plan) -> &PlannedForm {
    assert_eq!(plan.forms.len(), 1, "{:?}", plan.forms.iter().map(|form| &form.place).collect::<Vec<_>>());
    &plan.forms[0]
}

fn text(form: &Form, path: &str) -> String {
    text_at(form, FieldPath::parse(path, form).unwrap()).unwrap_or_default()
}

fn holds(form: &Form, expected: &[(&str, &str)]) {
    for (path, wanted) in expected {
        assert_eq!(text(form, path), *wanted, "{path}");
    }
}

fn rows(form: &Form, side: Side) -> Vec<String> {
    let row = |row: &jibiao_model::IndicatorRow| format!("{}|{}|{}", row.level2, row.name, row.value);
    form.rows(side).iter().map(row).collect()
}

/// The form that most shapes show.
const HEAD: &[(&str, &str)] = &[
    ("project_name", "苗圃节水灌溉改造"),
    ("department_code", "118"),
    ("department", "青石市林业站"),
    ("implementing_unit", "青石市林业站"),
    ("attribute", "一次性项目(1年结束)"),
    ("term", "1年"),
    ("overview", "对苗圃灌溉管网进行改造。"),
    ("plan", "4月底前完工。"),
    ("goal_period", "改造管网2000米。"),
    ("goal_annual", "改造管网2000米。"),
    ("funds.period.total", "300000.00"),
    ("funds.annual.local", "300000.00"),
    ("year", "2026"),
];

const ROWS: &[&str] = &[
    "数量指标|改造管网长度|2000米",
    "质量指标|工程验收合格率|100%",
    "时效指标|完工时间|4月底前",
    "成本指标|改造成本|≤300000元",
    "生态效益指标|节约用水|明显",
    "服务对象满意度指标|职工满意度|≥90%",
];

/// Every merged cell lost: its text stands once, the cells that it covered are blank.
const TABBED: &str = "\
青石市市级预算部门（单位）项目支出绩效目标表
(2026年度)
项目名称\t\t苗圃节水灌溉改造\t\t\t\t\t
主管部门及代码\t\t118-青石市林业站\t\t\t实施单位\t青石市林业站\t
项目属性\t\t一次性项目(1年结束)\t\t\t项目期\t1年\t
项目资金(元)\t实施期资金总额：\t\t300,000\t年度资金总额：\t\t300,000\t
\t市县（区）财政资金\t\t300,000\t市县（区）财政资金\t\t300,000\t
项目概况\t\t对苗圃灌溉管网进行改造。\t\t\t\t\t
项目实施计划\t\t4月底前完工。\t\t\t\t\t
总体目标\t\t实施期目标\t\t\t年度目标\t\t
\t\t改造管网2000米。\t\t\t改造管网2000米。\t\t
绩效指标\t一级指标\t二级指标\t三级指标\t指标值\t二级指标\t三级指标\t指标值
\t产出指标\t数量指标\t改造管网长度\t2000米\t数量指标\t改造管网长度\t2000米
\t\t质量指标\t工程验收合格率\t100%\t质量指标\t工程验收合格率\t100%
\t\t时效指标\t完工时间\t4月底前\t时效指标\t完工时间\t4月底前
\t\t成本指标\t改造成本\t≤300000元\t成本指标\t改造成本\t≤300000元
\t效益指标\t生态效益指标\t节约用水\t明显\t生态效益指标\t节约用水\t明显
\t满意度指标\t服务对象满意度指标\t职工满意度\t≥90%\t服务对象满意度指标\t职工满意度\t≥90%
负责人：\t\t经办人：\t\t联系电话：\t\t填报日期：\t20251203101010
";

fn whole(form: &Form) {
    holds(form, HEAD);
    assert_eq!(rows(form, Side::Period), ROWS);
    assert_eq!(rows(form, Side::Annual), ROWS);
}

#[test]
fn merged_cells_that_are_lost() {
    let plan = read("a.txt", TABBED);
    whole(&only(&plan).form);
    assert_eq!(text(&only(&plan).form, "filled_at"), "20251203101010");
}

#[test]
fn the_same_text_in_every_encoding_and_a_guess_is_said() {
    let of = |bytes: &[u8]| {
        let mut plan = Plan::default();
        plan.add_file("a.txt", bytes).unwrap();
        whole(&only(&plan).form);
        plan.files[0].notes.len()
    };
    let utf16 = |mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| {
        mark.into_iter().chain(TABBED.encode_utf16().flat_map(bytes)).collect::<Vec<u8>>()
    };
    assert_eq!(of(&utf16([0xff, 0xfe], u16::to_le_bytes)), 0);
    assert_eq!(of(&utf16([0xfe, 0xff], u16::to_be_bytes)), 0);
    assert_eq!(of(format!("\u{feff}{TABBED}").as_bytes()), 0);
    let (gbk, _, unmappable) = encoding_rs::GBK.encode(TABBED);
    assert!(!unmappable);
    assert_eq!(of(&gbk), 1);
}

/// The same with every blank of a table row filled from its left, as converters do that repeat merged cells.
fn repeated(text: &str) -> String {
    let line = |line: &str| {
        if !line.contains('\t') {
            return line.to_owned() + "\n";
        }
        let mut last = "";
        let filled = line.split('\t').map(|cell| {
            last = if cell.is_empty() { last } else { cell };
            last
        });
        format!("| {} |\n", filled.collect::<Vec<_>>().join(" | "))
    };
    text.lines().map(line).collect()
}

#[test]
fn merged_cells_that_are_repeated_over_the_columns_that_they_cover() {
    whole(&only(&read("a.md", &repeated(TABBED))).form);
}

#[test]
fn a_web_page_with_spans() {
    let mut page = String::from("<html><body><p>青石市市级项目支出绩效目标表</p><p>（2026年度）</p><table>");
    let mut add = |row: &str| page += &format!("<tr>{row}</tr>");
    let wide = |label: &str, text: &str| format!("<td colspan=2>{label}</td><td colspan=6>{text}</td>");
    let three = |one: [&str; 4]| {
        format!(
            "<td colspan=2>{}</td><td colspan=3>{}</td><td>{}</td><td colspan=2>{}</td>",
            one[0], one[1], one[2], one[3]
        )
    };
    add(&wide("项目名称", "苗圃节水灌溉改造"));
    add(&three(["主管部门及代码", "118-青石市林业站", "实施单位", "青石市林业站"]));
    add(&three(["项目属性", "一次性项目(1年结束)", "项目期", "1年"]));
    let funds = "<td colspan=2>市县（区）财政资金</td><td>300,000</td><td colspan=2>市县（区）财政资金</td><td colspan=2>300,000</td>";
    let totals = "<td colspan=2>实施期资金总额：</td><td>300,000</td><td colspan=2>年度资金总额：</td><td colspan=2>300,000</td>";
    add(&format!("<td rowspan=2>项目资金<br>(元)</td>{totals}"));
    add(funds);
    add(&wide("项目概况", "对苗圃灌溉管网进行改造。"));
    add(&wide("项目实施计划", "4月底前完工。"));
    add("<td colspan=2 rowspan=2>总体<br/>目标</td><td colspan=3>实施期目标</td><td colspan=3>年度目标</td>");
    add("<td colspan=3>改造管网2000米。</td><td colspan=3>改造管网2000米。</td>");
    let heads = "<td>二级指标</td><td>三级指标</td><td>指标值</td>";
    add(&format!("<td rowspan=7>绩效指标</td><td>一级指标</td>{heads}{heads}"));
    for (at, row) in ROWS.iter().enumerate() {
        let cells: String = row.split('|').map(|text| format!("<td>{text}</td>")).collect();
        let first = match at {
            0 => "<td rowspan=4>产出指标</td>",
            4 => "<td>效益指标</td>",
            5 => "<td>满意度指标</td>",
            _ => "",
        };
        add(&format!("{first}{cells}{cells}"));
    }
    page += "</table></body></html>";
    whole(&only(&read("a.html", &page)).form);
}

#[test]
fn a_form_over_three_pages_with_running_heads_and_page_numbers() {
    let mut pages = String::new();
    for (number, line) in (1..).zip(TABBED.lines()) {
        pages += &format!("{line}\n");
        // A page ends behind the funds, and inside the indicators.
        if [7, 14].contains(&number) {
            pages += "— 12 —\n青石市林业站2026年单位预算公开\n";
        }
        if number == 14 {
            pages += "绩效指标（续）\t一级指标\t二级指标\t三级指标\t指标值\t二级指标\t三级指标\t指标值\n";
        }
    }
    let other = TABBED.replace("苗圃节水灌溉改造", "护林员补助");
    let text = format!("青石市林业站2026年单位预算公开\n{pages}— 14 —\n青石市林业站2026年单位预算公开\n{other}");
    let plan = read("a.txt", &text);
    assert_eq!(plan.forms.len(), 2);
    whole(&plan.forms[0].form);
    assert_eq!(plan.forms[1].form.name(), "护林员补助");
}

#[test]
fn a_long_text_that_goes_on_behind_a_page_break_is_one_text_to_look_at() {
    let broken = TABBED.replace(
        "项目概况\t\t对苗圃灌溉管网进行改造。\t\t\t\t\t\n",
        "项目概况\t\t对苗圃灌溉\t\t\t\t\t\n\n- 3 -\n\n\t\t管网进行改造。\t\t\t\t\t\n",
    );
    let plan = read("a.txt", &broken);
    whole(&only(&plan).form);
    let path = FieldPath::parse("overview", &plan.forms[0].form).unwrap();
    let mark = &plan.forms[0].fields.iter().find(|field| field.path == path).unwrap().mark;
    assert_eq!((mark.status, mark.sources.len()), (Status::Look, 2), "{mark:?}");
}

#[test]
fn labels_and_texts_in_full_width_spaced_and_broken() {
    let spaced = TABBED
        .replace("项目概况", "项 目 概 况")
        .replace("主管部门及代码", "主管部门及代码：")
        .replace("300,000", "３００，０００")
        .replace("(2026年度)", "（２０２６ 年度）")
        .replace("数量指标", "数量 指标");
    let plan = read("a.txt", &spaced);
    let form = &only(&plan).form;
    holds(form, &HEAD[..10]);
    holds(form, &HEAD[10..]);
    assert_eq!(rows(form, Side::Annual), ROWS);
}

#[test]
fn amounts_in_ten_thousands_are_said_in_yuan() {
    let wan = TABBED.replace("项目资金(元)", "项目资金（万元）").replace("300,000", "30.00");
    let plan = read("a.txt", &wan);
    holds(&only(&plan).form, &[("funds.period.total", "300000.00"), ("funds.annual.local", "300000.00")]);
}

#[test]
fn every_level_named_in_every_row() {
    let firsts = ["产出指标", "效益指标", "满意度指标"];
    let mut first = firsts[0];
    let mut fill = |line: &str| {
        let mut cells: Vec<&str> = line.split('\t').collect();
        first = firsts.into_iter().find(|own| cells.get(1) == Some(own)).unwrap_or(first);
        if cells.len() == 8 && cells[2].ends_with("指标") && cells[2] != "二级指标" {
            (cells[0], cells[1]) = ("绩效指标", first);
        }
        cells.join("\t") + "\n"
    };
    let filled: String = TABBED.lines().map(&mut fill).collect();
    whole(&only(&read("a.txt", &filled)).form);
}

#[test]
fn the_year_alone_on_one_side() {
    let published = "\
青石市项目支出绩效目标申报表（2026年度）
项目名称\t苗圃节水灌溉改造
主管部门\t118-青石市林业站\t实施单位\t青石市林业站
项目资金（元）\t年度资金总额\t300,000
\t其中：省级财政资金\t100,000
\t市县（区）财政资金\t200,000
年度总体目标\t改造管网2000米。
绩效指标\t一级指标\t二级指标\t三级指标\t指标值\t分值权重
\t产出指标\t数量指标\t改造管网长度\t2000米\t20
\t\t质量指标\t工程验收合格率\t100%\t20
\t效益指标\t生态效益指标\t节约用水\t明显\t30
\t满意度指标\t服务对象满意度指标\t职工满意度\t≥90%\t10
";
    let plan = read("a.txt", published);
    let form = &only(&plan).form;
    let funds =
        [("funds.annual.total", "300000.00"), ("funds.annual.provincial", "100000.00"), ("funds.period.total", "")];
    holds(form, &funds);
    assert_eq!([text(form, "goal_annual"), text(form, "goal_period")].concat(), "改造管网2000米。");
    assert_eq!(rows(form, Side::Annual), [ROWS[0], ROWS[1], ROWS[4], ROWS[5]]);
    assert!(rows(form, Side::Period).is_empty());
}

#[test]
fn columns_set_with_blanks_instead_of_tabs() {
    let set: String = TABBED
        .lines()
        .map(|line| line.split('\t').filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join("      ") + "\n")
        .collect();
    whole(&only(&read("a.txt", &set)).form);
}

#[test]
fn a_unit_form_between_pipes() {
    let text = "\
| 部门（单位）整体支出绩效目标申报表 | | | | | |
| --- | --- | --- | --- | --- | --- |
| （2026年度） | | | | | |
| 部门基本信息 | 部门名称 | 青石市林业站 | | | |
| | 内设职能部门数 | 3个 | 所属预算单位数 | 1 | |
| | 核定的人员编制数 | 24 | 实际在职人员总数 | 22 | |
| | 其中：在编人员数 | 20 | 其他人员数 | 2 | |
| | 部门职责 | 负责林木育苗和防火。 | | | |
| 年度预算情况（万元） | 按资金来源划分 | | 按资金方向划分 | | |
| | 合计 | 412.60 | 合计 | 412.60 | |
| | 一般公共预算资金 | 412.60 | 基本支出 | 380.00 | |
| | 政府性基金预算资金 | 0 | 项目支出 | 32.60 | |
| 年度重点任务 | 核心职能 | 重点任务 | | | |
| | 育苗 | 培育苗木10万株。 | | | |
| 年度绩效目标 | 完成育苗任务。 | | | | |
| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | |
| | 产出指标 | 数量指标 | 培育苗木数量 | 10万株 | |
| | 满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90% | |
";
    let plan = read("a.md", text);
    let form = &only(&plan).form;
    let expected = [
        ("department", "青石市林业站"),
        ("internal_divisions", "3"),
        ("staff_actual", "22"),
        ("staff_other", "2"),
        ("budget.by_source.total", "412.60"),
        ("budget.by_use.total", "412.60"),
        ("budget.by_use.project", "32.60"),
        ("annual_goal", "完成育苗任务。"),
    ];
    holds(form, &expected);
    assert_eq!(rows(form, Side::Annual), ["数量指标|培育苗木数量|10万株", "服务对象满意度指标|群众满意度|≥90%"]);
    let Form::Unit(unit) = form else { panic!("a unit form") };
    assert_eq!((unit.key_tasks.len(), unit.key_tasks[0].task.as_str()), (1, "培育苗木10万株。"));
}

#[test]
fn a_budget_with_numbers_codes_and_sums() {
    let text = "\
项目支出预算表（本年预算）
单位：万元
序号\t单位编码\t单位名称\t项目名称\t项目类别\t合计\t一般公共预算
1\t118001\t青石市林业站\t苗圃节水灌溉改造\t特定目标类\t30.00\t30.00
2\t118001\t青石市林业站\t护林员补助\t其他运转类\t2.60\t2.60
\t\t\t合计\t\t32.60\t32.60
";
    let plan = read("a.txt", text);
    let found: Vec<_> = plan.project_budget.iter().map(|row| (row.name.as_str(), row.total.json_text())).collect();
    assert_eq!(found, [("苗圃节水灌溉改造", "30.00".to_owned()), ("护林员补助", "2.60".to_owned())]);
}
