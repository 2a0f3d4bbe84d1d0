//! The real program in a real window: started by WebKit's driver, looked at through it.
//!
//! Needs the built program, WebKitWebDriver and a display; `scripts/test.sh` has all three and runs these tests.

mod compose;
mod data;
mod driver;
mod fill;
mod manager;
mod mend;
mod printer;
mod question;
mod shell;
mod unit;

use std::fs;
use std::path::Path;

use fantoccini::Locator;
use serde_json::json;

use crate::driver::{Desktop, target_folder};

#[test]
#[ignore = "needs a display and WebKitWebDriver: scripts/test.sh runs it"]
fn window_opens_with_the_first_questions() {
    driver::block_on(async {
        let desktop = Desktop::start().await;
        let page = &desktop.page;

        let text = page.find(Locator::Css("body")).await.unwrap().text().await.unwrap();
        assert!(text.contains("绩标"), "{text}");
        page.find(Locator::Css("[data-test=first]")).await.unwrap();
        assert_eq!(page.title().await.unwrap(), "绩标");

        // A window that is not shown has a page that is hidden and has no size on the screen.
        desktop.until_script("return document.visibilityState === 'visible'").await;
        // The menu takes a line of the height.
        let size = page
            .execute("return innerWidth === 1280 && innerHeight >= 640 && innerHeight <= 720", vec![])
            .await
            .unwrap();
        assert_eq!(size, json!(true));

        let picture = page.screenshot().await.unwrap();
        assert!(picture.starts_with(b"\x89PNG"));
        save(&target_folder().join("screenshots/window.png"), &picture);
        desktop.quit().await;
    });
}

#[test]
#[ignore = "needs a display and WebKitWebDriver: scripts/test.sh runs it"]
fn page_reaches_nothing_but_the_shells_own_commands() {
    driver::block_on(async {
        let desktop = Desktop::start().await;

        // No plugin's command is allowed, so that even a page that was tampered with finds no command to call.
        let refused = desktop.invoke("plugin:window|close", json!({})).await;
        assert!(refused.contains("not allowed"), "{refused}");
        let unknown = desktop.invoke("read_file", json!({"path": "/etc/hostname"})).await;
        assert!(unknown.contains("not allowed") || unknown.contains("not found"), "{unknown}");
        let dialog = desktop.invoke("plugin:dialog|open", json!({"options": {}})).await;
        assert!(dialog.contains("not allowed"), "{dialog}");
        let opened = desktop.invoke("open_file", json!({"path": "/etc/hostname"})).await;
        assert!(opened.contains("没有打开"), "{opened}");
        let bad = desktop.invoke("rpc", json!({"request": {"op": "format_disk"}})).await;
        assert!(bad.contains("E_REQUEST"), "{bad}");

        // The content security policy keeps the page from the network.
        let fetched =
            desktop.script("return fetch('http://127.0.0.1:9/').then(() => 'reached', () => 'refused')").await;
        assert_eq!(fetched, json!("refused"));
        desktop.quit().await;
    });
}

fn save(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}
