//! Filling forms in the window as an officer does: from the first question to the print, with the keyboard alone.

use serde_json::json;

use crate::driver::{Desktop, Place, block_on};
use crate::printer::Printer;

/// Answers the first questions with the keyboard and stands in the blank ledger of the year.
pub async fn begin(desktop: &Desktop) {
    desktop.until("[data-test=first]").await;
    // The choice of templates comes from the engine a moment after the page.
    desktop.until("[data-test=template] option").await;
    desktop.tab_to("#unit-name").await;
    desktop.write("青石县水务局").await;
    desktop.press("Tab").await;
    desktop.write("013").await;
    desktop.tab_to("input[name=start]").await;
    desktop.press("↓").await;
    desktop.press("Enter").await;
    desktop.until("[data-test=ledger-empty]").await;
}

/// Makes a project and stands in its first field.
pub async fn new_project(desktop: &Desktop) {
    desktop.press("Ctrl+N").await;
    desktop.until_in("[data-path=project_name]").await;
}

/// The first start, and a new project with a name.
pub async fn begin_project(desktop: &Desktop) {
    begin(desktop).await;
    new_project(desktop).await;
    fill(desktop, "project_name", "渠道清淤").await;
}

/// Goes to a field with Tab, types, and leaves it.
pub async fn fill(desktop: &Desktop, path: &str, text: &str) {
    desktop.tab_to(&field(path)).await;
    desktop.write(text).await;
    desktop.press("Tab").await;
}

pub fn field(path: &str) -> String {
    format!("[data-path=\"{path}\"]")
}

/// What stands in a field.
pub async fn value(desktop: &Desktop, path: &str) -> String {
    let script = format!("return document.querySelector({}).value", json!(field(path)));
    desktop.script(&script).await.as_str().unwrap().to_owned()
}

/// The texts of the grid, line by line.
pub async fn cells(desktop: &Desktop) -> Vec<Vec<String>> {
    let script = "return [...document.querySelectorAll('[data-line]')].map(line =>
        [...line.querySelectorAll('[data-column]')].map(cell => cell.querySelector('.text')?.textContent ?? ''))";
    serde_json::from_value(desktop.script(script).await).unwrap()
}

/// Goes to a step by its key.
pub async fn step(desktop: &Desktop, number: u8, id: &str) {
    desktop.press(&format!("Ctrl+{number}")).await;
    desktop.until(&format!("[data-test=step][data-step={id}]")).await;
}

/// Writes the indicators into the fifth step, one line for each of the nine kinds, and sees each in its line.
pub async fn indicators(desktop: &Desktop) {
    step(desktop, 5, "indicators").await;
    desktop.until_in("[data-test=grid-field]").await;
    let indicators = [
        ("维修机组数量", "=2台"),
        ("维修验收合格率", "=100%"),
        ("维修完成时间", "2027年6月底前"),
        ("机组维修总成本", "≤18.6万元"),
        ("", ""),
        ("供水中断次数", "≤2次"),
        ("", ""),
        ("机组正常使用年限", "≥5年"),
        ("用水群众满意度", "≥95%"),
    ];
    // Tab goes to the value, Enter to the next line below.
    for (line, (name, value)) in indicators.into_iter().enumerate() {
        if name.is_empty() {
            desktop.press("↓").await;
        } else {
            desktop.write(name).await;
            desktop.press("Tab").await;
            desktop.write(value).await;
            desktop.press("Enter").await;
        }
        assert_eq!(cells(desktop).await[line][..2], [name, value], "line {line}");
    }
    desktop.until_saved().await;
}

#[test]
#[ignore = "needs a display and WebKitWebDriver: scripts/test.sh runs it"]
fn first_start_asks_for_the_unit_and_leads_to_the_blank_ledger() {
    block_on(async {
        let place = Place::new();
        let desktop = Desktop::start_at(&place).await;
        // Without a name it goes no further and says what is missing.
        desktop.press("Enter").await;
        desktop.until_text("请写单位全称").await;
        begin(&desktop).await;
        desktop.until_text("青石县水务局").await;
        desktop.quit().await;

        // The second start asks nothing.
        let desktop = Desktop::start_at(&place).await;
        desktop.until("[data-test=ledger-empty]").await;
        desktop.until_text("青石县水务局").await;
        desktop.quit().await;
    });
}

#[test]
#[ignore = "needs a display and WebKitWebDriver: scripts/test.sh runs it"]
fn project_is_filled_and_printed_with_the_keyboard_alone() {
    block_on(async {
        let printer = Printer::new();
        let place = Place::new().with_tools(printer.tools());
        let desktop = Desktop::start_at(&place).await;
        begin(&desktop).await;
        new_project(&desktop).await;
        fill(&desktop, "project_name", "石桥泵站机组维修").await;
        desktop.tab_to(&field("category")).await;
        desktop.press("↓").await;
        fill(&desktop, "attribute", "一次性项目").await;
        fill(&desktop, "term", "1年").await;

        step(&desktop, 2, "funds").await;
        fill(&desktop, "funds.period.local", "186000").await;
        desktop.until_text("壹拾捌万陆仟元整").await;

        step(&desktop, 3, "overview").await;
        fill(&desktop, "overview", "石桥泵站建成二十余年，两台机组叶轮磨损、轴承渗漏，出水量明显下降。本项目维修机组2台，更换电缆300米，资金由县财政安排。").await;
        fill(&desktop, "basis", "《青石县农村供水设施维修养护办法》（青水发〔2025〕9号）。").await;
        fill(&desktop, "necessity", "泵站担负三个村的供水，机组带病运行容易停机，维修后才能保证正常供水。").await;
        fill(
            &desktop,
            "safeguards",
            "由供水股负责实施，按政府采购规定选定施工单位，完工后组织验收，按本局财务制度付款。",
        )
        .await;
        fill(&desktop, "plan", "一季度完成采购，二季度完成机组维修和电缆更换，三季度验收并付款。").await;

        step(&desktop, 4, "goals").await;
        let goal = "完成石桥泵站2台机组维修和300米电缆更换，验收合格，三个村的供水恢复正常。";
        fill(&desktop, "goal_period", goal).await;
        if value(&desktop, "goal_annual").await.is_empty() {
            fill(&desktop, "goal_annual", goal).await;
        }

        indicators(&desktop).await;
        // What stands on the left stands on the right.
        let [name, value, same_name, same_value] = &cells(&desktop).await[0][..] else { panic!("four columns") };
        assert_eq!((name, value), (same_name, same_value));

        desktop.press("Ctrl+P").await;
        desktop.until(".desk img.paper").await;
        desktop.until_text("打印预览").await;
        let text = desktop.text().await;
        assert!(!text.contains("草稿"), "a form without errors is no draft:\n{text}");
        desktop.press("Ctrl+P").await;
        desktop.until("[data-test=toast]").await;

        let pages = printer.printed();
        for words in ["石桥泵站机组维修", "013-青石县水务局", "186,000", "维修机组数量", "≥95%", goal]
        {
            assert!(pages.contains(words), "{words} is not in the print: {pages}");
        }
        assert!(!pages.contains("草稿"), "{pages}");
        desktop.quit().await;
    });
}

#[test]
#[ignore = "needs a display and WebKitWebDriver: scripts/test.sh runs it"]
fn twenty_rows_from_a_spreadsheet_are_pasted_and_undone_as_one() {
    block_on(async {
        let desktop = Desktop::start().await;
        begin(&desktop).await;
        new_project(&desktop).await;
        step(&desktop, 5, "indicators").await;
        desktop.until_in("[data-test=grid-field]").await;
        let before = cells(&desktop).await;

        // What WPS puts beside the plain text: a table of its own with styles, and one trailing line break.
        let paste = "const rows = Array.from({length: 20}, (_, row) => [`第${row + 1}段渠道清淤长度`, `≥${row + 1}公里`]);
            const data = new DataTransfer();
            data.setData('text/plain', rows.map(row => row.join('\\t')).join('\\r\\n') + '\\r\\n');
            data.setData('text/html', '<html><head><style>.et2{color:#000}</style></head><body><table>' + rows.map(row =>
                '<tr height=\"19\">' + row.map(cell => `<td class=\"et2\" x:str>${cell}</td>`).join('') + '</tr>').join('') +
                '</table></body></html>');
            document.activeElement.dispatchEvent(
                new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));";
        desktop.script(paste).await;
        desktop.until_script("return [...document.querySelectorAll('[data-line]')].length >= 20").await;
        desktop.until_saved().await;
        let after = cells(&desktop).await;
        assert!(after.len() >= 20, "{after:?}");
        for (row, texts) in after.iter().take(20).enumerate() {
            let (name, value) = (format!("第{}段渠道清淤长度", row + 1), format!("≥{}公里", row + 1));
            assert_eq!(*texts, [&name, &value, &name, &value].map(String::as_str), "row {row}");
        }

        desktop.press("Ctrl+Z").await;
        desktop.until_script("return [...document.querySelectorAll('[data-line] .text')].length === 0").await;
        assert_eq!(cells(&desktop).await, before);
        desktop.quit().await;
    });
}
