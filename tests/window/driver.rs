//! Starts the program under WebKitWebDriver: a driver, a port and a data folder for each test.

use std::ffi::OsString;
use std::future::Future;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

/// Content is there 2 to 3 seconds after the start; a busy machine may take several times as long.
const PATIENCE: Duration = Duration::from_secs(60);
const STEP: Duration = Duration::from_millis(50);

/// The running program and the driver that holds it.
pub struct Desktop {
    /// Its page, with the content in place.
    pub page: Client,
    driver: Driver,
    /// The data folder where it is to end with the program.
    _place: Option<Place>,
}

/// What outlives the program: its data, the settings that the system keeps for it, and what else a start may need.
pub struct Place {
    /// `None` = where the program puts its data by itself
    data: Option<PathBuf>,
    /// What stands for the home of the user
    home: TempDir,
    /// Looked through for programs before those of the system.
    tools: Option<PathBuf>,
    /// The address of a session bus, over which a second start finds the first
    bus: Option<String>,
    _folder: Option<TempDir>,
}

impl Place {
    /// A new and blank data folder.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = Self::on(folder.path());
        Self { _folder: Some(folder), ..place }
    }

    /// A data folder on a disk of the test's own.
    pub fn on(disk: &Path) -> Self {
        Self { data: Some(disk.join("数据")), ..Self::home() }
    }

    /// A home in which the program is started as people start it: it finds the place of its data itself.
    pub fn home() -> Self {
        Self { data: None, home: tempfile::tempdir().unwrap(), tools: None, bus: None, _folder: None }
    }

    /// Programs of the test's own that stand in for those of the system, as a printer does that keeps what it gets.
    pub fn with_tools(self, tools: &Path) -> Self {
        Self { tools: Some(tools.to_owned()), ..self }
    }

    /// A session bus, as a desktop has one.
    pub fn with_bus(self, address: &str) -> Self {
        Self { bus: Some(address.to_owned()), ..self }
    }

    /// What the program, or the driver that starts it, finds around itself.
    pub fn surround(&self, command: &mut Command) {
        let system = std::env::var_os("PATH").unwrap_or_default();
        if let Some(tools) = &self.tools {
            command.env("PATH", [tools.as_os_str().to_owned(), system].join(&OsString::from(":")));
        }
        if let Some(bus) = &self.bus {
            command.env("DBUS_SESSION_BUS_ADDRESS", bus);
        }
        command
            .env("XDG_DATA_HOME", self.home.path().join("data"))
            .env("XDG_CONFIG_HOME", self.home.path().join("config"))
            .env("XDG_CACHE_HOME", self.home.path().join("cache"));
    }
}

/// Ends the driver, and with it the program, also where a test fails.
struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to end and nobody to tell.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Desktop {
    /// Starts the built program with a data folder of its own that ends with it.
    pub async fn start() -> Self {
        let place = Place::new();
        let desktop = Self::start_at(&place).await;
        Self { _place: Some(place), ..desktop }
    }

    /// Starts the built program and waits until its page says that its content is in place.
    pub async fn start_at(place: &Place) -> Self {
        Self::start_program(&program(), place).await
    }

    /// The same with another build of it, or with another program that has a page with the mark.
    pub async fn start_program(program: &Path, place: &Place) -> Self {
        assert!(program.exists(), "{} is not built; scripts/test.sh builds it", program.display());
        let start = Instant::now();
        let (driver, page) = loop {
            let port = free_port();
            let driver = Driver(start_driver(port, place));
            // The driver waits for ever for a program that ended before it had a window.
            match tokio::time::timeout(PATIENCE, connect(port, program, place.data.as_deref())).await {
                Ok(page) => break (driver, page),
                Err(_) => assert!(start.elapsed() < 2 * PATIENCE, "no session with the program"),
            }
        };
        let desktop = Self { page, driver, _place: None };
        desktop.until("body[data-ready]").await;
        desktop
    }

    /// Waits until the page has such an element.
    pub async fn until(&self, css: &str) {
        let found = self.page.wait().at_most(PATIENCE).every(STEP).for_element(Locator::Css(css)).await;
        if let Err(error) = found {
            panic!("no {css}: {error}\n{}", self.text().await);
        }
    }

    /// Waits until the focus is on such an element.
    pub async fn until_in(&self, css: &str) {
        self.until_script(&format!("return document.activeElement.matches({})", json!(css))).await;
    }

    /// All that the page shows.
    pub async fn text(&self) -> String {
        self.script("return document.body.innerText").await.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the page shows these words.
    pub async fn until_text(&self, words: &str) {
        let start = Instant::now();
        while !self.text().await.contains(words) {
            assert!(start.elapsed() < PATIENCE, "“{words}” never came:\n{}", self.text().await);
            tokio::time::sleep(STEP).await;
        }
    }

    /// Waits until everything typed is stored.
    pub async fn until_saved(&self) {
        self.until("[data-test=saving][data-state=saved]").await;
    }

    /// Clicks an element as soon as it is there.
    pub async fn click(&self, css: &str) {
        self.until(css).await;
        let clicked = self.page.find(Locator::Css(css)).await.unwrap().click().await;
        if let Err(error) = clicked {
            let place = "const element = document.querySelector(arguments[0]);
                const box = element.getBoundingClientRect();
                const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                return JSON.stringify([box, top?.outerHTML.slice(0, 200)]);";
            let place = self.page.execute(place, vec![json!(css)]).await;
            panic!("{css} was not clicked: {error}; where it is and what lies there: {place:?}");
        }
    }

    /// Types a text where the focus is.
    pub async fn write(&self, text: &str) {
        let keys = text.chars().flat_map(|value| [KeyAction::Down { value }, KeyAction::Up { value }]);
        self.act(keys).await;
    }

    /// Presses a key as the help page spells it: `Enter`, `Ctrl+N`, `Shift+Tab`.
    pub async fn press(&self, key: &str) {
        let values: Vec<char> = key.split('+').map(code).collect();
        let down = values.iter().map(|&value| KeyAction::Down { value });
        let up = values.iter().rev().map(|&value| KeyAction::Up { value });
        self.act(down.chain(up)).await;
    }

    async fn act(&self, keys: impl Iterator<Item = KeyAction>) {
        let actions = keys.fold(KeyActions::new("keys".to_owned()), |all, key| all.then(key));
        self.page.perform_actions(actions).await.unwrap();
    }

    /// Goes on with Tab until the focus is on such an element, as somebody without a mouse does.
    pub async fn tab_to(&self, css: &str) {
        let here = format!("return document.activeElement.matches({})", json!(css));
        for _ in 0..60 {
            if self.script(&here).await == json!(true) {
                return;
            }
            self.press("Tab").await;
        }
        panic!("Tab never came to {css}:\n{}", self.text().await);
    }

    /// The process of the program.
    pub fn program(&self) -> u32 {
        let driver = self.driver.0.id();
        let children = std::fs::read_to_string(format!("/proc/{driver}/task/{driver}/children")).unwrap();
        children.split_whitespace().next().and_then(|child| child.parse().ok()).expect("the driver started the program")
    }

    /// Kills the program as a power cut does.
    pub fn kill(self) {
        let program = self.program().to_string();
        assert!(Command::new("kill").args(["-9", &program]).status().unwrap().success());
        let start = Instant::now();
        while std::fs::read_to_string(format!("/proc/{program}/stat")).is_ok_and(|stat| !stat.contains(") Z ")) {
            assert!(start.elapsed() < PATIENCE, "the program outlived kill -9");
            std::thread::sleep(STEP);
        }
    }

    /// What a script in the page returns; a promise is awaited.
    pub async fn script(&self, script: &str) -> Value {
        self.page.execute(script, vec![]).await.unwrap()
    }

    /// Waits until a script in the page returns true.
    pub async fn until_script(&self, script: &str) {
        let start = Instant::now();
        while self.script(script).await != json!(true) {
            if start.elapsed() > PATIENCE {
                panic!("never came true: {script}\n{}", self.text().await);
            }
            tokio::time::sleep(STEP).await;
        }
    }

    /// Calls a command of the shell as a script in the page could; answer and refusal both come back as text.
    pub async fn invoke(&self, command: &str, arguments: Value) -> String {
        let script = "return window.__TAURI_INTERNALS__.invoke(arguments[0], arguments[1])
            .then(answer => JSON.stringify(answer), error => String(error));";
        let answer = self.page.execute(script, vec![json!(command), arguments]).await.unwrap();
        answer.as_str().unwrap().to_owned()
    }

    /// Ends the session, and with it the window, and waits for the program's end.
    pub async fn quit(self) {
        let program = self.program();
        self.page.clone().close().await.unwrap();
        self.until_gone(program).await;
    }

    /// Waits until the program has ended by itself, as it does when its window was closed.
    pub async fn until_ended(self) {
        let program = self.program();
        self.until_gone(program).await;
    }

    /// The data is open to the next start only when the program is gone. The driver stays until then: killed at once, it may not have handed
    /// the closing on.
    async fn until_gone(self, program: u32) {
        let start = Instant::now();
        while std::fs::read_to_string(format!("/proc/{program}/stat")).is_ok_and(|stat| !stat.contains(") Z ")) {
            assert!(start.elapsed() < PATIENCE, "the program outlived its window");
            tokio::time::sleep(STEP).await;
        }
        drop(self.driver);
    }
}

/// Runs one test to its end on this thread.
pub fn block_on(test: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(test);
}

/// The program as the tests build it.
pub fn program() -> PathBuf {
    target_folder().join("debug/jibiao-desktop")
}

/// The folder that cargo builds into: this test lies in its `debug/deps`.
pub fn target_folder() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    test.ancestors().nth(3).unwrap().to_owned()
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// What the driver calls a key.
fn code(key: &str) -> char {
    match key {
        "Ctrl" => '\u{e009}',
        "Shift" => '\u{e008}',
        "Alt" => '\u{e00a}',
        "Tab" => '\u{e004}',
        "Enter" => '\u{e007}',
        "Esc" => '\u{e00c}',
        "←" => '\u{e012}',
        "↑" => '\u{e013}',
        "→" => '\u{e014}',
        "↓" => '\u{e015}',
        "Ins" => '\u{e016}',
        "F7" => '\u{e037}',
        "F8" => '\u{e038}',
        "F9" => '\u{e039}',
        _ => key.chars().next().unwrap().to_ascii_lowercase(),
    }
}

fn start_driver(port: u16, place: &Place) -> Child {
    let mut driver = Command::new("WebKitWebDriver");
    place.surround(&mut driver);
    driver
        .arg(format!("--port={port}"))
        .env("TAURI_WEBVIEW_AUTOMATION", "true")
        // GTK's own input method, whatever this machine's user has.
        .env("GTK_IM_MODULE", "gtk-im-context-simple")
        // WebKit's processes outlive the session by a moment; their shader cache would miss its folder and say so.
        .env("MESA_SHADER_CACHE_DISABLE", "true")
        .stdout(Stdio::null())
        .spawn()
        .expect("WebKitWebDriver is installed (package webkit2gtk-driver)")
}

async fn connect(port: u16, program: &Path, data: Option<&Path>) -> Client {
    let mut capabilities = Capabilities::new();
    let arguments = data.map_or_else(|| json!([]), |data| json!(["--data", data]));
    capabilities.insert("webkitgtk:browserOptions".to_owned(), json!({"binary": program, "args": arguments}));
    let mut builder = ClientBuilder::new(HttpConnector::new());
    builder.capabilities(capabilities);
    let address = format!("http://127.0.0.1:{port}");
    let start = Instant::now();
    loop {
        match builder.connect(&address).await {
            Ok(page) => return page,
            Err(error) if start.elapsed() > PATIENCE => panic!("no session with the program: {error}"),
            Err(_) => tokio::time::sleep(STEP).await,
        }
    }
}
