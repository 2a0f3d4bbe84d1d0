//! A real input method in the real window.
//!
//! GTK's own input method needs no server and no dictionary: Ctrl+Shift+U and the number of a character, shown as a text that is not
//! yet written (`u6c34`), which a space or Enter turns into the character. To the webview this is what pinyin is: letters that come and
//! go in the field, keys that belong to the input method, and an Enter that confirms. The keys come through X11, not through the
//! driver, which types past every input method. That method writes inside the field whether it is told to or not, so that the setting
//! which turns this off is tested with synthetic events alone, beside the grid.

use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};

use crate::data::until_value;
use crate::driver::{Desktop, block_on};
use crate::fill::{begin, cells, field, new_project, step};

/// Presses keys as a keyboard does, in the names of X11.
async fn keys(names: &str) {
    let all: Vec<&str> = ["key", "--delay", "40"].into_iter().chain(names.split(' ')).collect();
    xdotool(&all);
    // The keys pass through the display and the input method before the page has them.
    tokio::time::sleep(Duration::from_millis(200)).await;
}

fn xdotool(arguments: &[&str]) {
    let output = Command::new("xdotool").args(arguments).output().expect("xdotool is installed");
    assert!(output.status.success(), "xdotool {arguments:?}: {output:?}");
}

/// Gives the program's window the keyboard, as a window manager does.
fn in_front(desktop: &Desktop) {
    let program = desktop.program().to_string();
    xdotool(&[
        "search",
        "--sync",
        "--onlyvisible",
        "--all",
        "--pid",
        &program,
        "--class",
        "jibiao",
        "windowfocus",
        "--sync",
    ]);
}

/// Writes down what the page is told of the input method from now on.
async fn listen(desktop: &Desktop) {
    desktop
        .script(
            "if (window.heard === undefined) {
                for (const type of ['compositionstart', 'compositionupdate', 'compositionend'])
                    document.addEventListener(type, event => window.heard.push([type, event.data]), true);
            }
            window.heard = [];",
        )
        .await;
}

async fn heard(desktop: &Desktop) -> Vec<(String, String)> {
    serde_json::from_value(desktop.script("return window.heard").await).unwrap()
}

/// Waits until the grid's one field holds this text, in this line and column. A busy machine takes its time; what is wrong stays wrong.
async fn until_entry(desktop: &Desktop, wanted: Value) {
    let script = format!(
        "const cell = document.querySelector('[aria-selected=true]');
        const entry = [document.querySelector('[data-test=grid-field]').value, Number(cell?.closest('[data-line]').dataset.line),
            Number(cell?.dataset.column)];
        return JSON.stringify(entry) === JSON.stringify({wanted})"
    );
    desktop.until_script(&script).await;
}

#[test]
#[ignore = "needs a display and WebKitWebDriver: scripts/test.sh runs it"]
fn input_method_writes_into_a_cell_that_is_only_selected() {
    block_on(async {
        let desktop = Desktop::start().await;
        begin(&desktop).await;
        new_project(&desktop).await;
        step(&desktop, 5, "indicators").await;
        desktop.until_in("[data-test=grid-field]").await;
        in_front(&desktop);
        listen(&desktop).await;

        // The letters that are not yet written stand in the cell; arrows and Enter are not the grid's meanwhile.
        keys("ctrl+shift+u 6 c 3 4").await;
        until_entry(&desktop, json!(["u6c34", 0, 0])).await;
        keys("Return").await;
        until_entry(&desktop, json!(["水", 0, 0])).await;
        let events = heard(&desktop).await;
        assert_eq!(events.first().unwrap().0, "compositionstart", "{events:?}");
        assert_eq!(*events.last().unwrap(), ("compositionend".to_owned(), "水".to_owned()), "{events:?}");

        // A second one goes on in the same cell; one that is given up leaves what stands there.
        keys("ctrl+shift+u 6 c f 5 space").await;
        until_entry(&desktop, json!(["水泵", 0, 0])).await;
        keys("ctrl+shift+u 6 c Escape").await;
        until_entry(&desktop, json!(["水泵", 0, 0])).await;

        // Now the keys are the grid's again.
        keys("Tab").await;
        until_entry(&desktop, json!(["", 0, 1])).await;
        keys("ctrl+shift+u 2 2 6 5 space 2 ctrl+shift+u 5 3 f 0 Return").await;
        until_entry(&desktop, json!(["≥2台", 0, 1])).await;
        // The key that ends a composition must do nothing more, so one that comes at once is taken for it; a person takes longer.
        tokio::time::sleep(Duration::from_millis(500)).await;
        keys("Return").await;
        until_entry(&desktop, json!(["", 1, 0])).await;
        desktop.until_saved().await;
        assert_eq!(cells(&desktop).await[0], ["水泵", "≥2台", "水泵", "≥2台"]);
        desktop.quit().await;
    });
}

#[test]
#[ignore = "needs a display and WebKitWebDriver: scripts/test.sh runs it"]
fn long_text_is_never_stored_in_the_middle_of_a_composition() {
    block_on(async {
        let desktop = Desktop::start().await;
        begin(&desktop).await;
        new_project(&desktop).await;
        step(&desktop, 3, "overview").await;
        desktop.tab_to(&field("overview")).await;
        in_front(&desktop);
        let stored = async || {
            let history = desktop.invoke("rpc", json!({"request": {"op": "form.open", "form": 1}})).await;
            let history: Value = serde_json::from_str(&history).unwrap();
            history["ok"]["cells"]["overview"]["text"].as_str().unwrap_or_default().to_owned()
        };

        keys("ctrl+shift+u 6 c 3 4").await;
        // More than twice the pause after which a long text is stored.
        tokio::time::sleep(Duration::from_millis(1_000)).await;
        until_value(&desktop, "overview", "u6c34").await;
        assert_eq!(stored().await, "");
        keys("Return").await;
        // The Enter that confirmed it is no line break.
        until_value(&desktop, "overview", "水").await;
        desktop.until_saved().await;
        tokio::time::sleep(Duration::from_millis(1_000)).await;
        assert_eq!(stored().await, "水");
        desktop.quit().await;
    });
}
