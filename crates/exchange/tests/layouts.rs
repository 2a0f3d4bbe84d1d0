//! Layouts of other counties: the same form with its title, its labels, its blocks and its pages in other arrangements. Units and texts are made
//! up.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test ends where it fails"
)]

use jibiao_exchange::import::{Plan, PlannedForm};
use jibiao_model::cell::text_at;
use jibiao_model::form::Side;
use jibiao_model::{FieldPath, Form};

fn read(text: &str) -> Vec<PlannedForm> {
    let mut plan = Plan::default();
    plan.add_file("a.txt", text.as_bytes()).unwrap();
    plan.forms
}

fn only(text: &str) -> Form {
    let forms = read(text);
    assert_eq!(forms.len(), 1);
    forms[0].form.clone()
}

fn text(form: &Form, path: &str) -> String {
    text_at(form, FieldPath::parse(path, form).unwrap()).unwrap_or_default()
}

fn rows(form: &Form, side: Side) -> Vec<String> {
    let row = |row: &jibiao_model::IndicatorRow| format!("{}|{}|{}", row.level2, row.name, row.value);
    form.rows(side).iter().map(row).collect()
}

const TITLE: &str = "青石县县(区)级预算部门(单位)项目支出绩效目标表";

/// A form in pieces, so that each layout can put its own between them.
const HEAD: &str = "项目名称\t\t河道清淤\t\t\t\t\t\n主管部门及代码\t\t207-青石县水利局\t\t实施单位\t青石县水利局\t\t\n\
                    项目属性\t\t一次性项目(1年结束)\t\t项目期\t1年\t\t\n";
const FUNDS: &str = "项目资金(元)\t实施期资金总额:\t90,000\t年度资金总额:\t90,000\t\t\t\n\t县级财政资金\t90,000\t县级财政资金\t90,000\t\t\t\n";
const RAISED: &str = "\t单位自筹\t0\t单位自筹\t0\t\t\t\n";
const TEXTS: &str = "项目概况\t\t清理河道3公里。\t\t\t\t\t\n";
const GOALS: &str = "\t实施期目标\t\t\t年度目标\t\t\t\n总体目标\t清淤3公里。\t\t\t清淤3公里。\t\t\t\n";
const TABLE: &str = "绩效指标\t一级指标\t二级指标\t三级指标\t指标值\t二级指标\t三级指标\t指标值\n\
                     \t产出指标\t数量指标\t清淤长度\t3公里\t数量指标\t清淤长度\t3公里\n\
                     \t满意度指标\t服务对象满意度\t村民满意度\t≥90%\t服务对象满意度\t村民满意度\t≥90%\n";
const SIGNED: &str = "负责人:\t\t经办人:\t\t联系电话:\t\t填报日期:\t20251202\n";

#[test]
fn a_title_in_marks_of_type() {
    for title in
        [format!("<b>{TITLE}</b>"), format!("## **{TITLE}**"), format!("<center><strong>{TITLE}</strong></center>")]
    {
        let form = only(&format!("{title}\n<b>(2026年度)</b>\n{HEAD}{FUNDS}{TEXTS}{GOALS}{TABLE}{SIGNED}"));
        assert_eq!((text(&form, "title").as_str(), text(&form, "year").as_str()), (TITLE, "2026"));
    }
    let form =
        only(&format!("{HEAD}{FUNDS}{}{GOALS}{TABLE}{SIGNED}", TEXTS.replace("3公里", "**3**公里、20m<sup>2</sup>")));
    assert_eq!(text(&form, "overview"), "清理河道**3**公里、20m²。");
}

#[test]
fn a_title_in_two_lines() {
    for (first, second) in
        [("青石县县(区)级预算部门(单位)", "项目支出绩效目标表"), ("青石县县(区)级预算部门(单位)项目支出绩", "效目标表")]
    {
        let before = "青石县水利局2026年部门预算\n\n";
        let two = format!("{before}{first}\n{second}\n(2026年度)\n{HEAD}{FUNDS}{TEXTS}{GOALS}{TABLE}{SIGNED}\n");
        let forms = read(&two.repeat(2));
        let titles: Vec<String> = forms.iter().map(|planned| text(&planned.form, "title")).collect();
        assert_eq!(titles, [TITLE, TITLE]);
        assert!(forms.iter().all(|planned| text(&planned.form, "year") == "2026"));
        // Both halves are read: nothing is said to be left.
        let said = |planned: &PlannedForm| {
            planned.fields.iter().flat_map(|field| field.mark.notes.clone()).collect::<Vec<_>>().concat()
        };
        assert!(forms.iter().all(|planned| !said(planned).contains("没有读进来")), "{}", said(&forms[0]));
    }
}

#[test]
fn a_line_above_a_whole_title_is_no_part_of_it() {
    for above in ["青石县县级预算单位", "青石县县级预算部门2026年预算公开"] {
        let form = only(&format!("{above}\n{TITLE}\n(2026年度)\n{HEAD}{FUNDS}{TEXTS}{GOALS}{TABLE}{SIGNED}"));
        assert_eq!(text(&form, "title"), TITLE);
    }
}

#[test]
fn a_title_that_comes_again_before_a_row_of_the_unit_s_own_money() {
    let form = only(&format!("{TITLE}\n(2026年度)\n{HEAD}{FUNDS}\n{TITLE}\n{RAISED}{TEXTS}{GOALS}{TABLE}{SIGNED}"));
    assert_eq!(text(&form, "funds.period.self_raised"), "0.00");
    assert_eq!(text(&form, "funds.annual.self_raised"), "0.00");
}

#[test]
fn a_goal_of_the_period_alone_that_a_page_broke() {
    let heads = "\t实施期目标\t\t\t年度目标\t\t\t\n";
    let broken = format!("{heads}总体目标\t清淤3公里，\t\t\t\t\t\t\n\n- 7 -\n\n\t恢复行洪。\t\t\t\t\t\t\n");
    let form = only(&format!("{TITLE}\n{HEAD}{FUNDS}{TEXTS}{broken}{TABLE}{SIGNED}"));
    assert_eq!(
        (text(&form, "goal_period").as_str(), text(&form, "goal_annual").as_str()),
        ("清淤3公里，恢复行洪。", "")
    );
}

#[test]
fn labels_in_other_words_and_with_remarks() {
    let other = format!("{TITLE}\n{HEAD}{FUNDS}{TEXTS}{GOALS}{TABLE}{SIGNED}")
        .replace("项目概况", "项目概述(含起止时间)")
        .replace("主管部门及代码", "主管部门(代码)")
        .replace("项目期\t", "项目起止时间\t")
        .replace("指标值", "指标值（包含数字及文字描述）")
        .replace("总体目标", "项目绩效目标")
        .replace("负责人:", "项目负责人（签字）：")
        .replace("经办人:", "填报人：")
        .replace("联系电话:", "联系方式：")
        .replace("填报日期:", "填表日期：");
    let form = only(&other);
    for (path, expected) in [
        ("overview", "清理河道3公里。"),
        ("department_code", "207"),
        ("term", "1年"),
        ("goal_annual", "清淤3公里。"),
        ("funds.annual.local", "90000.00"),
        ("filled_at", "20251202"),
    ] {
        assert_eq!(text(&form, path), expected, "{path}");
    }
    assert_eq!(rows(&form, Side::Annual), ["数量指标|清淤长度|3公里", "服务对象满意度指标|村民满意度|≥90%"]);
}

#[test]
fn satisfaction_that_is_called_like_its_level() {
    let form =
        only(&format!("{TITLE}\n{HEAD}{FUNDS}{TEXTS}{GOALS}{TABLE}{SIGNED}").replace("村民满意度", "服务对象满意度"));
    assert_eq!(rows(&form, Side::Period)[1], "服务对象满意度指标|服务对象满意度|≥90%");
    assert_eq!(rows(&form, Side::Annual)[1], "服务对象满意度指标|服务对象满意度|≥90%");
}

#[test]
fn weights_of_rows_that_slipped() {
    let table = "绩效指标\t一级指标\t二级指标\t三级指标\t指标值\t分值权重\n\t产出指标\t数量指标\t清淤长度\t3公里\t20\n\
                 质量指标\t验收合格率\t100%\t15\t\t\n时效指标\t完工及时性\t及时\t15\t\t\n\t满意度指标\t服务对象满意度\t村民满意度\t≥90%\t10\n";
    let head = "项目名称\t河道清淤\n主管部门\t青石县水利局\n年度资金总额(万元)\t9\n年度目标\t清淤3公里。\n";
    let form = only(&format!("项目支出绩效目标表\n(2026年度)\n{head}{table}"));
    let expected = [
        "数量指标|清淤长度|3公里",
        "质量指标|验收合格率|100%",
        "时效指标|完工及时性|及时",
        "服务对象满意度指标|村民满意度|≥90%",
    ];
    assert_eq!(rows(&form, Side::Annual), expected);
    let weights: Vec<String> = form.rows(Side::Annual).iter().map(|row| format!("{:?}", row.weight)).collect();
    assert!(weights.iter().zip(["20", "15", "15", "10"]).all(|(own, number)| own.contains(number)), "{weights:?}");
}

#[test]
fn a_unit_form_with_its_tasks_before_its_money() {
    let unit = "县(区)级预算部门(单位)整体支出绩效目标申报表\n(2026)年度\n部门基本信息\t部门名称\t207-青石县水利局\t\t\n\t内设职能部门数\t4个\t所属预算单位数\t2个\n\
                部门职责\t管水。\t\t\t\n年度重点任务\t核心职能\t\t重点任务\t\n\t防汛\t\t清淤3公里\t\n\
                年度预算情况\t按资金来源划分\t资金总额(万元)\t按资金方向划分\t资金总额(万元)\n\t合计\t80.00\t合计\t80.00\n\t其中:一般公共预算资金\t80.00\t其中:基本支出\t60.00\n\
                \t政府性基金预算资金\t0.00\t项目支出\t20.00\n年度绩效目标\t安全度汛。\t\t\t\n年度绩效指标\t一级指标\t二级指标\t三级指标\t指标值\n\t产出指标\t数量指标\t清淤长度\t3公里\n";
    let form = only(unit);
    assert_eq!(
        (text(&form, "budget.by_source.general_public").as_str(), text(&form, "budget.by_use.project").as_str()),
        ("80.00", "20.00")
    );
    let Form::Unit(unit) = &form else { unreachable!() };
    assert_eq!(unit.key_tasks.len(), 1);
}

#[test]
fn forms_beside_one_another_in_a_table() {
    let one = format!("{HEAD}{FUNDS}{TEXTS}{GOALS}{TABLE}{SIGNED}");
    let row = |line: &str| {
        let cells: Vec<String> = line.split('\t').map(|cell| format!("<td>{cell}</td>")).collect();
        let other = cells.concat().replace("河道清淤", "水库除险");
        format!("<tr>{}<td></td>{other}</tr>", cells.concat())
    };
    let title = format!("<tr><td colspan=8>{TITLE}</td><td></td><td colspan=8>{TITLE}</td></tr>");
    let forms = read(&format!("<table>{title}{}</table>", one.lines().map(row).collect::<String>()));
    let names: Vec<String> = forms.iter().map(|planned| text(&planned.form, "project_name")).collect();
    assert_eq!(names, ["河道清淤", "水库除险"]);
    for planned in &forms {
        assert_eq!(rows(&planned.form, Side::Period).len(), 2);
        assert_eq!(text(&planned.form, "filled_at"), "20251202");
    }
}

#[test]
fn labels_with_a_sign_that_was_misread() {
    let text_of = format!("{TITLE}\n{HEAD}{FUNDS}{TEXTS}{GOALS}{TABLE}{SIGNED}")
        .replace("主管部门及代码", "主管部门及代玛")
        .replace("实施单位", "实施単位")
        .replace("项目概况", "项目慨况")
        .replace("实施期资金总额", "实施期资全总额");
    let forms = read(&text_of);
    let form = &forms[0].form;
    for (path, expected) in [
        ("department_code", "207"),
        ("implementing_unit", "青石县水利局"),
        ("overview", "清理河道3公里。"),
        ("funds.period.total", "90000.00"),
        ("funds.annual.total", "90000.00"),
    ] {
        assert_eq!(text(form, path), expected, "{path}");
    }
    let notes: Vec<String> = forms[0].fields.iter().flat_map(|field| field.mark.notes.clone()).collect();
    assert!(notes.contains(&"原文的栏目名是“项目慨况”，按“项目概况”读".to_owned()), "{notes:?}");
}

#[test]
fn names_whose_end_stands_in_the_next_row() {
    let one = "\t产出指标\t数量指标\t清淤长度\t3公里\t数量指标\t清淤长度\t3公里\n";
    let wrapped =
        format!("{one}\t\t质量指标\t河道清淤验收合\t100%\t质量指标\t河道清淤验收合\t100%\n\t\t\t格率\t\t\t格率\t\n");
    let forms = read(&format!("{TITLE}\n{HEAD}{FUNDS}{TEXTS}{GOALS}{}{SIGNED}", TABLE.replace(one, &wrapped)));
    assert_eq!(rows(&forms[0].form, Side::Annual)[1], "质量指标|河道清淤验收合格率|100%");
    assert_eq!(rows(&forms[0].form, Side::Period).len(), 3);
    let notes: Vec<String> = forms[0].fields.iter().flat_map(|field| field.mark.notes.clone()).collect();
    assert!(notes.contains(&"名称的末尾印在下一行，已接上".to_owned()), "{notes:?}");
}

/// A form has a hundred rows; what says it has many thousands is read up to a bound, in a moment, and the rest is said.
#[test]
fn a_form_without_an_end_is_read_up_to_a_bound() {
    let row = "\t\t\t清淤长度\t3公里\t数量指标\t清淤长度\t3公里\n";
    let begun = std::time::Instant::now();
    let forms = read(&format!("{TITLE}\n{HEAD}{FUNDS}{TEXTS}{GOALS}{TABLE}{}", row.repeat(30_000)));
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
    assert_eq!(forms.len(), 1);
    let notes: Vec<String> = forms[0].fields.iter().flat_map(|field| field.mark.notes.clone()).collect();
    assert!(notes.iter().any(|note| note.contains("这份表超过 2000 行")), "{notes:?}");
}

#[test]
fn a_source_that_the_form_does_not_have_is_asked_for_and_never_lost_or_guessed() {
    const NATIONAL: &str = "项目资金(元)\t实施期资金总额:\t137,500\t年度资金总额:\t137,500\t\t\t\n\
        \t其中：财政拨款\t125,000.50\t其中：财政拨款\t125,000.50\t\t\t\n\t上年结转资金\t0\t上年结转资金\t2,500\t\t\t\n\
        \t其他资金\t12,499.50\t其他资金\t9,999.50\t\t\t\n";
    let text_of = |funds: &str| format!("{TITLE}\n(2026年度)\n{HEAD}{funds}{TEXTS}{GOALS}{TABLE}{SIGNED}");
    let mut plan = Plan::default();
    plan.add_file("a.txt", text_of(NATIONAL).as_bytes()).unwrap();
    let form = &plan.forms[0];
    let asked: Vec<_> = form.unplaced.iter().map(|one| (one.side, one.label.as_str(), one.amount.printed())).collect();
    assert_eq!(
        asked,
        [
            (Side::Period, "其中：财政拨款", "125,000.50".to_owned()),
            (Side::Annual, "其中：财政拨款", "125,000.50".to_owned()),
            (Side::Annual, "上年结转资金", "2,500".to_owned()),
        ]
    );
    assert_eq!(text(&form.form, "funds.annual.total"), "137500.00");
    assert_eq!(text(&form.form, "funds.annual.other"), "9999.50");
    for line in ["central", "provincial", "local", "self_raised"] {
        assert_eq!(text(&form.form, &format!("funds.annual.{line}")), "", "{line}");
    }
    let said: Vec<String> = plan.result().notes.into_iter().map(|note| note.message).collect();
    assert!(said.iter().any(|note| note.contains("其中：财政拨款") && note.contains("125,000.50 元")), "{said:?}");
    let left: Vec<&String> = said.iter().filter(|note| note.contains("没有读进来")).collect();
    assert!(left.iter().all(|note| note.contains("“上年结转资金”、“0”")), "{left:?}");

    assert_eq!(plan.place_funds(jibiao_model::form::FundLine::Local), Vec::<String>::new());
    assert!(plan.forms[0].unplaced.is_empty());
    assert_eq!(text(&plan.forms[0].form, "funds.period.local"), "125000.50");
    assert_eq!(text(&plan.forms[0].form, "funds.annual.local"), "127500.50", "two amounts of one source add up");

    // In 万元, on the annual side alone.
    const WAN: &str =
        "项目资金(万元)\t年度资金总额:\t12.5\t\t\t\t\t\n\t财政拨款\t12.5\t\t\t\t\t\n\t其他资金\t\t\t\t\t\t\n";
    let forms = read(&text_of(WAN));
    let [one] = forms[0].unplaced.as_slice() else { panic!("{:?}", forms[0].unplaced) };
    assert_eq!((one.side, one.amount.printed().as_str()), (Side::Annual, "125,000"));
}
