//! What was done wrong is found, taken back and mended.

use serde_json::json;

use crate::data::{open_project, until_value};
use crate::driver::{Desktop, Place, block_on};
use crate::fill::{begin_project, cells, field, fill, step, value};

#[test]
#[ignore = "needs a display and WebKitWebDriver: scripts/test.sh runs it"]
fn undo_and_redo_go_on_after_a_restart() {
    block_on(async {
        let place = Place::new();
        let desktop = Desktop::start_at(&place).await;
        begin_project(&desktop).await;
        fill(&desktop, "term", "1年").await;
        step(&desktop, 5, "indicators").await;
        desktop.until_in("[data-test=grid-field]").await;
        desktop.write("清淤长度").await;
        desktop.press("Tab").await;
        desktop.until_saved().await;
        desktop.quit().await;

        // One action after the other is taken back, each in the step where it was made.
        let desktop = Desktop::start_at(&place).await;
        open_project(&desktop).await;
        desktop.press("Ctrl+5").await;
        desktop.until("[data-test=step][data-step=indicators]").await;
        desktop.until_in("[data-test=grid-field]").await;
        assert_eq!(cells(&desktop).await[0][0], "清淤长度");
        desktop.press("Ctrl+Z").await;
        desktop.until_script("return document.querySelectorAll('[data-line] .text').length === 0").await;
        step(&desktop, 1, "basics").await;
        desktop.press("Ctrl+Z").await;
        until_value(&desktop, "term", "").await;
        desktop.press("Ctrl+Z").await;
        until_value(&desktop, "project_name", "").await;
        desktop.press("Ctrl+Y").await;
        until_value(&desktop, "project_name", "渠道清淤").await;
        desktop.until_saved().await;
        desktop.quit().await;

        // What was taken back comes back after another start.
        let desktop = Desktop::start_at(&place).await;
        open_project(&desktop).await;
        until_value(&desktop, "project_name", "渠道清淤").await;
        assert_eq!(value(&desktop, "term").await, "");
        desktop.press("Ctrl+Y").await;
        until_value(&desktop, "term", "1年").await;
        desktop.press("Ctrl+Y").await;
        step(&desktop, 5, "indicators").await;
        desktop.until_script("return document.querySelector('[data-line] .text')?.textContent === '清淤长度'").await;
        desktop.until_saved().await;
        desktop.quit().await;
    });
}

#[test]
#[ignore = "needs a display and WebKitWebDriver: scripts/test.sh runs it"]
fn finding_of_the_check_page_is_gone_to_mended_and_gone() {
    block_on(async {
        let desktop = Desktop::start().await;
        begin_project(&desktop).await;
        step(&desktop, 2, "funds").await;
        fill(&desktop, "funds.period.local", "约六万").await;
        step(&desktop, 5, "indicators").await;
        desktop.until_in("[data-test=grid-field]").await;
        desktop.write("清淤长度").await;
        desktop.press("Tab").await;
        desktop.write("大于5").await;
        desktop.press("Enter").await;
        desktop.until_saved().await;

        // A value of the grid: the cell is open to typing as soon as the list was left.
        desktop.press("F7").await;
        desktop.until_text("大于5").await;
        click_mend(&desktop, "大于5").await;
        desktop.until("[data-test=step][data-step=indicators]").await;
        desktop.until_in("[data-test=grid-field]").await;
        desktop.write("≥5公里").await;
        desktop.press("Enter").await;
        desktop.until_saved().await;
        assert_eq!(cells(&desktop).await[0], ["清淤长度", "≥5公里", "清淤长度", "≥5公里"]);
        desktop.press("Alt+←").await;
        desktop.until("[data-test=check-list]").await;
        desktop.until_script(&without("大于5")).await;

        // A field of a step has the focus.
        click_mend(&desktop, "约六万").await;
        desktop.until("[data-test=step][data-step=funds]").await;
        desktop.until_in(&field("funds.period.local")).await;
        desktop.press("Ctrl+A").await;
        desktop.write("60000").await;
        desktop.press("Tab").await;
        desktop.until_saved().await;
        desktop.press("Alt+←").await;
        desktop.until("[data-test=check-list]").await;
        desktop.until_script(&without("约六万")).await;
        desktop.quit().await;
    });
}

/// Clicks 去修改 in the first line of the list with these words, as the mouse does: at its place on the screen.
async fn click_mend(desktop: &Desktop, words: &str) {
    let find = format!(
        "const line = [...document.querySelectorAll('[data-test=check-list] li')].find(line => line.innerText.includes({}));
        document.querySelectorAll('[data-mend]').forEach(old => old.removeAttribute('data-mend'));
        [...(line?.querySelectorAll('button') ?? [])].find(button => button.innerText === '去修改')?.setAttribute('data-mend', '');
        return document.querySelector('[data-mend]') !== null;",
        json!(words)
    );
    desktop.until_script(&find).await;
    desktop.click("[data-mend]").await;
}

/// That no line of the list has these words.
fn without(words: &str) -> String {
    format!("return !document.querySelector('[data-test=check-list]').innerText.includes({})", json!(words))
}
