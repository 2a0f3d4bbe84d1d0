//! The unit form, from an empty one to the printed one.

use crate::driver::{Desktop, Place, block_on};
use crate::fill::{begin, cells, fill, indicators, new_project, step};
use crate::printer::Printer;

#[test]
#[ignore = "needs a display and WebKitWebDriver: scripts/test.sh runs it"]
fn unit_form_is_filled_in_all_its_parts_and_printed() {
    block_on(async {
        let printer = Printer::new();
        let place = Place::new().with_tools(printer.tools());
        let desktop = Desktop::start_at(&place).await;
        begin(&desktop).await;
        // A project of the year, with which 项目支出 agrees.
        new_project(&desktop).await;
        fill(&desktop, "project_name", "石桥泵站机组维修").await;
        step(&desktop, 2, "funds").await;
        fill(&desktop, "funds.period.local", "186000").await;
        desktop.until_saved().await;
        desktop.click("[data-test=leave-form]").await;

        desktop.click("[data-test=nav-unit]").await;
        desktop.click("[data-test=new-unit-form]").await;
        desktop.until("[data-test=step][data-step=basics]").await;
        let people = [
            ("internal_divisions", "8"),
            ("subordinate_units", "3"),
            ("staff_quota", "62"),
            ("staff_in_quota", "57"),
            ("staff_other", "4"),
        ];
        for (path, text) in people {
            fill(&desktop, path, text).await;
        }
        desktop.until_saved().await;

        step(&desktop, 2, "funds").await;
        let budget = [
            ("budget.by_source.general_public", "952.40"),
            ("budget.by_source.government_fund", "20"),
            ("budget.by_use.basic", "953.80"),
            ("budget.by_use.project", "18.60"),
        ];
        for (path, text) in budget {
            fill(&desktop, path, text).await;
        }
        desktop.until_saved().await;

        step(&desktop, 3, "overview").await;
        fill(&desktop, "duties", "负责全县水资源管理、农村供水和防汛抗旱工作。").await;
        fill(&desktop, "strategic_goal", "到2030年农村自来水普及率稳定在98%以上。").await;

        step(&desktop, 4, "goals").await;
        fill(&desktop, "annual_goal", "完成石桥泵站机组维修，全县农村供水正常，汛期安全。").await;
        // The grid of 年度重点任务 comes with Tab as every field does.
        desktop.tab_to("[data-test=grid-field]").await;
        // Enter on the last line goes on below it, in the column in which Tab began.
        for (function, task) in [("农村供水", "维修石桥泵站机组2台"), ("防汛抗旱", "检修水闸12座")]
        {
            desktop.write(function).await;
            desktop.press("Tab").await;
            desktop.write(task).await;
            desktop.press("Enter").await;
        }
        desktop.until_saved().await;
        assert_eq!(cells(&desktop).await[..2], [["农村供水", "维修石桥泵站机组2台"], ["防汛抗旱", "检修水闸12座"]]);

        indicators(&desktop).await;

        desktop.press("Ctrl+P").await;
        desktop.until(".desk img.paper").await;
        desktop.until_text("整体申报表").await;
        let text = desktop.text().await;
        assert!(!text.contains("草稿"), "a form without errors is no draft:\n{text}");
        desktop.press("Ctrl+P").await;
        desktop.until("[data-test=toast]").await;
        let pages = printer.printed();
        assert!(!pages.contains("草稿"), "{pages}");
        // Each part, with the sums that nobody typed: 实际在职人员, both 合计.
        let parts = [
            "青石县水务局",
            "61人",
            "57人",
            "62人",
            "972.40",
            "952.40",
            "953.80",
            "18.60",
            "负责全县水资源管理",
            "98%以上",
            "检修水闸12座",
            "全县农村供水正常",
            "维修机组数量",
            "≥95%",
        ];
        for words in parts {
            assert!(pages.contains(words), "{words} is not in the print: {pages}");
        }
        desktop.quit().await;
    });
}
