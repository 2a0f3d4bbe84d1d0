//! A question over the page, in the webview itself: it keeps the focus, Escape gives it back, and the window may stay above others meanwhile.

use serde_json::json;

use crate::driver::{Desktop, block_on};
use crate::fill::{begin, fill, new_project};

#[test]
#[ignore = "needs a display and WebKitWebDriver: scripts/test.sh runs it"]
fn pieces_are_copied_with_one_key_and_the_question_gives_the_focus_back() {
    block_on(async {
        let desktop = Desktop::start().await;
        begin(&desktop).await;
        new_project(&desktop).await;
        fill(&desktop, "project_name", "石桥泵站机组维修").await;
        desktop.until_saved().await;
        desktop.tab_to("[data-test=to-pieces]").await;
        desktop.press("Enter").await;
        desktop.until("dialog:modal [data-test=piece-text]").await;
        desktop.until_in("[data-test=copy-piece]").await;

        // The page behind it is out of reach however often Tab is pressed.
        for _ in 0..8 {
            desktop.press("Tab").await;
            let inside =
                "return document.activeElement === document.body || document.activeElement.closest('dialog') !== null";
            assert_eq!(desktop.script(inside).await, json!(true));
        }
        desktop.click("[data-test=on-top]").await;
        desktop.press("F8").await;
        desktop.until_text("已复制：项目名称").await;
        desktop.until_text("第 2 项").await;
        // A window manager may know no window above others; the shell lets the page ask for it in any case.
        assert_eq!(
            desktop.script("return document.querySelector('dialog [data-test=failure]') === null").await,
            json!(true)
        );

        desktop.press("Esc").await;
        desktop.until_script("return document.querySelector('dialog') === null").await;
        desktop.until_in("[data-test=to-pieces]").await;

        // What another program copied comes in with a key, where no field has the focus. A name alone is no form, which is said.
        desktop.click("[data-test=leave-form]").await;
        desktop.click("[data-test=nav-import]").await;
        desktop.until("[data-test=pick-files]").await;
        desktop.press("Ctrl+V").await;
        desktop.until_text("粘贴的内容").await;
        desktop.quit().await;
    });
}
