//! Nothing typed is lost: power cuts and full disks.

use jibiao_testkit::faults::SmallDisk;
use serde_json::json;

use crate::driver::{Desktop, Place, block_on};
use crate::fill::{begin, field, fill, new_project, value};

/// Opens the only project from the ledger.
async fn open_project(desktop: &Desktop) {
    desktop.click("[data-row='0'] button.name").await;
    desktop.until(&field("project_name")).await;
}

async fn until_value(desktop: &Desktop, path: &str, wanted: &str) {
    let script = format!("return document.querySelector({})?.value === {}", json!(field(path)), json!(wanted));
    desktop.until_script(&script).await;
}

#[test]
#[ignore = "needs a display and WebKitWebDriver: scripts/test.sh runs it"]
fn kill_while_typing_loses_no_more_than_the_last_moment() {
    block_on(async {
        let place = Place::new();
        let desktop = Desktop::start_at(&place).await;
        begin(&desktop).await;
        new_project(&desktop).await;
        fill(&desktop, "project_name", "渠道清淤").await;
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
        begin(&desktop).await;
        new_project(&desktop).await;
        fill(&desktop, "project_name", "渠道清淤").await;
        desktop.until_saved().await;

        disk.fill();
        fill(&desktop, "term", "1年").await;
        desktop.until("[data-test=saving-failed]").await;
        desktop.until_text("磁盘空间不足").await;
        desktop.until_text("请勿关闭窗口").await;
        assert_eq!(value(&desktop, "term").await, "1年", "what was typed stays");

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
