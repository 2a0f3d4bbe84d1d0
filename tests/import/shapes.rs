//! Published text of other shapes: merged cells that a converter repeats, cells over several lines, pages that begin without a label, other
//! orders of the levels, other heads of the budget.

use super::import_text;
use serde_json::{Value, json};

/// `level2|name|value` of a side.
fn rows(form: &Value, side: &str) -> Vec<String> {
    let list = form["indicators"][side].as_array().cloned().unwrap_or_default();
    let text = |row: &Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
    list.iter().map(|row| format!("{}|{}|{}", text(row, "level2"), text(row, "name"), text(row, "value"))).collect()
}

#[test]
fn merged_cells_that_a_converter_repeats_are_said_once() {
    let wide = |label: &str, text: &str| format!("| {label} | {} |\n", [text; 7].join(" | "));
    let line = |label: &str, amount: &str| {
        format!("| 项目资金<br>（元） | {label} | {label} | {amount} | {label} | {label} | {amount} | {amount} |\n")
    };
    let text = [
        "项目支出绩效目标表\n2026年度\n".to_owned(),
        wide("项目名称", "<b>村级防疫员补助</b>"),
        "|---|---|---|---|---|---|---|---|\n".to_owned(),
        "| 主管部门及代码 | [120]青石县畜牧中心 | [120]青石县畜牧中心 | [120]青石县畜牧中心 | 实施单位 | 青石县畜牧中心 | 青石县畜牧中心 | 青石县畜牧中心 |\n".to_owned(),
        "| 项目资金<br>（元） | 实施期资金总额： | 实施期资金总额： | 96000 | 年度资金总额： | 年度资金总额： | 96000 | 96000 |\n".to_owned(),
        line("市县（区）财政资金", "96000"),
        wide("项目概况", "全县40名防疫员，<br>每人每月200元。"),
        "| 总体目标 | 实施期目标 | 实施期目标 | 实施期目标 | 年度目标 | 年度目标 | 年度目标 | 年度目标 |\n".to_owned(),
        "| 总体目标 | 三年按时发放 | 三年按时发放 | 三年按时发放 | 全年按时发放 | 全年按时发放 | 全年按时发放 | 全年按时发放 |\n".to_owned(),
        "| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 二级指标 | 三级指标 | 指标值 |\n".to_owned(),
        "| 绩效指标 | 产出指标 | 数量指标 | 补助人数 | 40人 | 数量指标 | 补助人数 | 40人 |\n".to_owned(),
        "| 负责人： | | 经办人： | | 联系电话： | | 填报日期： | 20251201 |\n".to_owned(),
    ]
    .concat();
    let result = import_text("发布.txt", &text);
    let form = &result["forms"][0];
    assert_eq!(form["project_name"], "村级防疫员补助");
    assert_eq!((&form["department_code"], &form["department"]), (&json!("120"), &json!("青石县畜牧中心")));
    assert_eq!(form["overview"], "全县40名防疫员，\n每人每月200元。");
    assert_eq!((&form["goal_period"], &form["goal_annual"]), (&json!("三年按时发放"), &json!("全年按时发放")));
    assert_eq!(form["funds"]["period"]["local"], "96000.00");
    let lost: Vec<&Value> = result["notes"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|note| note["message"].as_str().is_some_and(|message| message.contains("没有读进来")))
        .collect();
    assert!(lost.is_empty(), "{lost:?}");
}

#[test]
fn a_page_that_begins_without_a_label_goes_on_with_the_form() {
    let title = "青石县县(区)级预算部门(单位)项目支出绩效目标表\n(2026年度)\n";
    let text = format!(
        "{title}项目名称\t古树名木保护\n主管部门及代码\t130-青石县林业局\n\
         绩效指标\t一级指标\t二级指标\t三级指标\t指标值\t二级指标\t三级指标\t指标值\n\
         \t产出指标\t数量指标\t复壮古树\t25株\t数量指标\t复壮古树\t25株\n\n仅供审核\n\n{title}\n\
         \t\t\t2026年安装支架\t40个\t\t2026年安装支架\t40个\n\t\t\t挂牌数量\t60块\t\t挂牌数量\t60块\n\
         \t满意度指标\t服务对象满意度\t村民满意度\t≥90%\t服务对象满意度\t村民满意度\t≥90%\n\
         \t\t\t服务对象满意度\t≥85%\t\t服务对象满意度\t≥85%\n负责人:\t\t填报日期:\t20251103\n"
    );
    let result = import_text("续页.txt", &text);
    assert_eq!(result["forms"].as_array().map(Vec::len), Some(1));
    let expected = [
        "数量指标|复壮古树|25株",
        "数量指标|2026年安装支架|40个",
        "数量指标|挂牌数量|60块",
        "服务对象满意度指标|村民满意度|≥90%",
        "服务对象满意度指标|服务对象满意度|≥85%",
    ];
    assert_eq!(rows(&result["forms"][0], "period"), expected);
    assert_eq!(rows(&result["forms"][0], "annual"), expected);
}

#[test]
fn without_heads_a_row_of_one_side_stays_on_its_side_and_satisfaction_may_come_first() {
    let text = "项目支出绩效目标表\n(2026年度)\n项目名称\t古树名木保护\n主管部门及代码\t130-青石县林业局\n\
                绩效指标\t满意度指标\t服务对象满意度\t村民满意度\t≥90%\t服务对象满意度\t村民满意度\t≥90%\n\
                \t产出指标\t数量指标\t复壮古树数量\t75株\t数量指标\t复壮古树数量\t25株\n\
                \t\t\t安装支架数量\t40个\t\t\t\n\
                \t\t质量指标\t古树成活率\t≥98%\t质量指标\t古树成活率\t≥98%\n\
                \t\t时效指标\t完成时间\t2028年底前\t时效指标\t完成时间\t5月底前\n";
    let result = import_text("满意度在前.txt", text);
    let form = &result["forms"][0];
    assert_eq!(
        rows(form, "period"),
        [
            "服务对象满意度指标|村民满意度|≥90%",
            "数量指标|复壮古树数量|75株",
            "数量指标|安装支架数量|40个",
            "质量指标|古树成活率|≥98%",
            "时效指标|完成时间|2028年底前"
        ]
    );
    assert_eq!(rows(form, "annual").len(), 4);
}

#[test]
fn a_text_that_goes_on_in_lines_of_its_own_stays_in_its_form() {
    let text = "项目支出绩效目标表\n(2026年度)\n项目名称\t古树名木保护\t\t\n主管部门及代码\t130-青石县林业局\t\t\n\
                项目概况\t1、对全县登记在册的25株古树进行复壮；\n2、对其中12株安装支架并设置保护围栏；\n3、制作保护标牌。\t\t\n\
                立项依据\t青林字〔2025〕3号\t\t\n\
                绩效指标\t产出指标\t数量指标\t复壮古树\t25株\n\n以上内容仅供预算公开使用，最终以批复为准。\n";
    let form = import_text("续行.txt", text)["forms"][0].clone();
    assert_eq!(
        form["overview"],
        "1、对全县登记在册的25株古树进行复壮；2、对其中12株安装支架并设置保护围栏；3、制作保护标牌。"
    );
    assert_eq!(form["basis"], "青林字〔2025〕3号");
    assert_eq!(rows(&form, "annual").len() + rows(&form, "period").len(), 1);
}

#[test]
fn cells_over_several_lines_are_one_cell() {
    let text = "项目支出绩效目标申报表\n（2026年度）\n项目名称\t公共自行车运营\t\t\n主管部门及代码\t301-青石县住建局\t实施单位\t青石县城管队\n\
                \"项目资金\n（万元）\"\t年度资金总额：\t35.6\t\n年度总体目标\t\"保障120个站点，\n日均骑行≥3000人次。\"\t\t\n\
                绩效指标\t一级指标\t二级指标\t三级指标\t指标值\n\t产出指标\t数量指标\t站点数量\t120个\n";
    let form = import_text("粘贴.txt", text)["forms"][0].clone();
    assert_eq!(form["funds"]["annual"]["total"], "356000.00");
    assert_eq!(form["goal_annual"], "保障120个站点，\n日均骑行≥3000人次。");
    assert_eq!(rows(&form, "annual"), ["数量指标|站点数量|120个"]);
}

fn budget(text: &str) -> Vec<String> {
    let result = import_text("预算.txt", text);
    let rows = result["project_budget"].as_array().cloned().unwrap_or_default();
    rows.iter().map(|row| format!("{} {}", row["name"].as_str().unwrap(), row["total"].as_str().unwrap())).collect()
}

#[test]
fn budgets_have_other_heads_counted_columns_and_names_over_two_lines() {
    let pipes = "2026年项目支出预算表（本年预算）\n单位：万元\n| 单位/项目名称 | 合计 | 2026年财政拨款 | | 单位资金 |\n|---|---|---|---|---|\n\
                 | | | 一般公共预算 | 政府性基金预算 | |\n| 栏次 | 1 | 2 | 3 | 4 |\n| 青石县水利局 | 66.50 | 60.50 | 6.00 | |\n\
                 | 青石县水利局（本级） | 46.50 | 40.50 | 6.00 | |\n| 水库除险加固 | 40.50 | 40.50 | | |\n| 河湖长制经费 | 6.00 | | 6.00 | |\n\
                 | 青石县水文站 | 20.00 | 20.00 | | |\n| 水文测报 | 12.00 | 12.00 | | |\n| 值班补助 | 8.00 | 8.00 | | |\n";
    assert_eq!(budget(pipes), ["水库除险加固 40.50", "河湖长制经费 6.00", "水文测报 12.00", "值班补助 8.00"]);
    let torn = "2026年项目支出预算表\n单位：万元\n项目编码\t项目名称\t项目单位\t合计\t一般公共预算\n合计\t\t\t66.50\t66.50\n\
                Y001\t水库除险加固\t青石县水利局\t40.50\t40.50\nY002\t河湖长制经费（含“清四乱”、\n设备购置）\t青石县水利局\t6.00\t6.00\n\
                Y003\t水文测报\t青石县水利局\t12.00\t12.00\nY004\t防汛值班\t青石县水利局\t8.00\t8.00\n";
    assert_eq!(
        budget(torn),
        ["水库除险加固 40.50", "河湖长制经费（含“清四乱”、设备购置） 6.00", "水文测报 12.00", "防汛值班 8.00"]
    );
}
