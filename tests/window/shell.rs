//! What the shell does around the pages: there is one window, it comes back as large as it was left, and it waits with closing.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::data::{open_project, until_value};
use crate::driver::{Desktop, Place, block_on, program};
use crate::fill::{begin, begin_project, field};
use crate::manager::Manager;

/// A second start looks for the first and ends; a busy machine takes its time.
const PATIENCE: Duration = Duration::from_secs(60);

/// A session bus of the test's own.
struct Bus {
    daemon: Child,
    address: String,
}

impl Bus {
    /// Nothing, which is said and counted, where the machine has none.
    fn start() -> Option<Self> {
        let daemon = jibiao_testkit::tool("dbus-daemon")?;
        let mut daemon = Command::new(daemon)
            .args(["--session", "--nofork", "--nopidfile", "--print-address=1"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().unwrap()).read_line(&mut address).unwrap();
        Some(Self { daemon, address: address.trim().to_owned() })
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

#[test]
#[ignore = "needs a display and WebKitWebDriver: scripts/test.sh runs it"]
fn second_start_brings_the_first_forward_and_ends() {
    let Some(bus) = Bus::start() else { return };
    block_on(async {
        let place = Place::home().with_bus(&bus.address);
        let desktop = Desktop::start_at(&place).await;
        begin(&desktop).await;
        let manager = Manager::new();
        let window = manager.window_of(desktop.program());
        manager.focus_nothing();

        let mut second = Command::new(program());
        place.surround(&mut second);
        let mut second = second.stdin(Stdio::null()).spawn().unwrap();
        let start = Instant::now();
        let ended = loop {
            match second.try_wait().unwrap() {
                Some(status) => break status,
                None if start.elapsed() > PATIENCE => {
                    second.kill().unwrap();
                    panic!("the second start opened another window");
                }
                None => tokio::time::sleep(Duration::from_millis(50)).await,
            }
        };
        assert!(ended.success(), "{ended}");
        manager.until_focused(window);
        desktop.until_script("return document.hasFocus()").await;
        // It is the window of before, with what stood in it.
        desktop.until("[data-test=ledger-empty]").await;
        desktop.quit().await;
    });
}

#[test]
#[ignore = "needs a display and WebKitWebDriver: scripts/test.sh runs it"]
fn window_comes_back_as_large_as_it_was_left() {
    block_on(async {
        let place = Place::new();
        let manager = Manager::new();
        let desktop = Desktop::start_at(&place).await;
        let window = manager.window_of(desktop.program());
        let (width, height) = manager.size(window);
        let larger = (width + 44, height + 21);
        manager.resize(window, larger);
        desktop.until_script(&format!("return innerWidth === {}", larger.0)).await;
        manager.close(window);
        desktop.until_ended().await;

        let desktop = Desktop::start_at(&place).await;
        let window = manager.window_of(desktop.program());
        desktop.until_script(&format!("return innerWidth === {}", larger.0)).await;
        assert_eq!(manager.size(window), larger);
        desktop.quit().await;
    });
}

#[test]
#[ignore = "needs a display and WebKitWebDriver: scripts/test.sh runs it"]
fn what_was_typed_a_moment_before_closing_is_stored() {
    block_on(async {
        let place = Place::new();
        let desktop = Desktop::start_at(&place).await;
        begin_project(&desktop).await;
        desktop.until_saved().await;
        let manager = Manager::new();
        let window = manager.window_of(desktop.program());
        desktop.press("Ctrl+3").await;
        desktop.until_in(&field("overview")).await;
        // A long text is stored after a pause; the window is closed within it, with the focus still in the field.
        let text = "全县干渠十二公里多年没有清淤，过水能力下降。";
        desktop.write(text).await;
        manager.close(window);
        desktop.until_ended().await;

        let desktop = Desktop::start_at(&place).await;
        open_project(&desktop).await;
        desktop.press("Ctrl+3").await;
        until_value(&desktop, "overview", text).await;
        desktop.quit().await;
    });
}
