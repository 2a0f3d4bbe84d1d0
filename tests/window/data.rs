//! Nothing typed is lost: power cuts, full disks, copies of the data.

use jibiao_testkit::faults::SmallDisk;
use serde_json::json;

use crate::driver::{Desktop, Place, block_on};
use crate::fill::{begin_project, field, fill, new_project, value};
use crate::manager::Manager;

/// Opens the first project of the ledger.
pub async fn open_project(desktop: &Desktop) {
    desktop.click("[data-row='0'] button.name").await;
    desktop.until(&field("project_name")).await;
}

/// Waits until a field holds this.
pub async fn until_value(desktop: &Desktop, path: &str, wanted: &str) {
    let script = format!("return document.querySelector({})?.value === {}", json!(field(path)), json!(wanted));
    desktop.until_script(&script).await;
}

#[test]
#[ignore = "needs a display and WebKitWebDriver: scripts/test.sh runs it"]
fn kill_while_typing_loses_no_more_than_the_last_moment() {
    block_on(async {
        let place = Place::new();
        let desktop = Desktop::start_at(&place).await;
        begin_project(&desktop).await;
        desktop.press("Ctrl+3").await;
        desktop.until_in(&field("overview")).await;
        // A long text is stored after a pause, without leaving the field.
        desktop.write("全县干渠十二公里多年没有清淤，").await;
        desktop
            .until_script("return !document.querySelector('[data-test=step-overview]').innerText.includes('未填')")
            .await;
        desktop.write("过水能力下降").await;
        desktop.kill();

        let desktop = Desktop::start_at(&place).await;
        open_project(&desktop).await;
        until_value(&desktop, "project_name", "渠道清淤").await;
        desktop.press("Ctrl+3").await;
        desktop.until(&field("overview")).await;
        let text = value(&desktop, "overview").await;
        assert!(text.starts_with("全县干渠十二公里多年没有清淤，"), "{text}");
        // And it goes on as if nothing had happened.
        desktop.tab_to(&field("basis")).await;
        fill(&desktop, "basis", "县政府会议纪要。").await;
        desktop.until_saved().await;
        desktop.quit().await;
    });
}

#[test]
#[ignore = "needs a display and WebKitWebDriver: scripts/test.sh runs it"]
fn full_disk_is_said_and_what_was_typed_is_stored_later() {
    let Some(disk) = SmallDisk::mount(4096) else { return };
    block_on(async {
        let place = Place::on(disk.path());
        let desktop = Desktop::start_at(&place).await;
        begin_project(&desktop).await;
        desktop.until_saved().await;

        disk.fill();
        fill(&desktop, "term", "1年").await;
        desktop.until("[data-test=saving-failed]").await;
        desktop.until_text("磁盘空间不足").await;
        desktop.until_text("请勿关闭窗口").await;
        assert_eq!(value(&desktop, "term").await, "1年", "what was typed stays");

        // Closing asks first, and says what would be lost.
        let manager = Manager::new();
        manager.close(manager.window_of(desktop.program()));
        desktop.until("dialog:modal .unsaved").await;
        desktop.until_text("仍要关闭").await;
        desktop.until_text("1年").await;
        desktop.click("dialog .button.primary").await;
        desktop.until_script("return document.querySelector('dialog') === null").await;

        disk.free();
        desktop.click("[data-test=saving-retry]").await;
        desktop.until_saved().await;
        desktop.quit().await;

        let desktop = Desktop::start_at(&place).await;
        open_project(&desktop).await;
        until_value(&desktop, "term", "1年").await;
        desktop.quit().await;
    });
}

#[test]
#[ignore = "needs a display and WebKitWebDriver: scripts/test.sh runs it"]
fn copy_is_made_and_restored_through_the_pages() {
    block_on(async {
        let desktop = Desktop::start().await;
        begin_project(&desktop).await;
        desktop.until_saved().await;
        desktop.click("[data-test=leave-form]").await;
        desktop.click("[data-test=nav-backup]").await;
        desktop.click("[data-test=backup]:not(:disabled)").await;
        desktop.until_text("已备份").await;
        let made = desktop.script("return document.querySelectorAll('tbody tr').length").await;
        assert!(made.as_u64() >= Some(1), "{made}");

        // After it one form is changed and one is made.
        desktop.click("[data-test=nav-ledger]").await;
        open_project(&desktop).await;
        desktop.click(&field("project_name")).await;
        desktop.press("Ctrl+A").await;
        desktop.write("水库除险").await;
        desktop.press("Tab").await;
        desktop.until_saved().await;
        new_project(&desktop).await;
        fill(&desktop, "project_name", "泵站维修").await;
        desktop.until_saved().await;

        // The difference is said before anything is restored.
        desktop.click("[data-test=leave-form]").await;
        desktop.click("[data-test=nav-backup]").await;
        desktop.click("tbody tr:first-child td + td").await;
        desktop.until("[data-test=restore]").await;
        let said = desktop.script("return document.querySelector('[data-test=difference]').innerText").await;
        let said = said.as_str().unwrap();
        assert!(said.contains("泵站维修") && said.contains("渠道清淤"), "{said}");
        desktop.click("[data-test=restore]").await;
        desktop.click("[data-test=restore-now]").await;
        desktop.until_script("return document.querySelector(\"[data-row='0'] .name\")?.innerText === '渠道清淤'").await;
        assert_eq!(desktop.script("return document.querySelectorAll('[data-row]').length").await, json!(1));

        // What stood there before was kept, and comes back the same way.
        desktop.click("[data-test=nav-backup]").await;
        desktop.until_text("恢复前").await;
        let before =
            "const row = [...document.querySelectorAll('tbody tr')].find(row => row.innerText.includes('恢复前'));
            row?.setAttribute('data-before', ''); return row !== undefined;";
        desktop.until_script(before).await;
        desktop.click("[data-before] td + td").await;
        desktop.until("[data-test=restore]").await;
        desktop.click("[data-test=restore]").await;
        desktop.click("[data-test=restore-now]").await;
        desktop.until_script("return document.querySelectorAll('[data-row]').length === 2").await;
        desktop.until_text("泵站维修").await;
        desktop.until_text("水库除险").await;
        desktop.quit().await;
    });
}
