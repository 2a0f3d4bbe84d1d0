//! Starts the program under WebKitWebDriver: a driver, a port and a data folder for each test.

use std::future::Future;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

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
    _data: TempDir,
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
    /// Starts the built program and waits until its page says that its content is in place.
    pub async fn start() -> Self {
        let program = target_folder().join("debug/jibiao-desktop");
        assert!(program.exists(), "{} is not built; scripts/test.sh builds it", program.display());
        let data = tempfile::tempdir().unwrap();
        let port = free_port();
        let driver = Driver(start_driver(port, data.path()));
        let page = connect(port, &program).await;
        page.wait().at_most(PATIENCE).every(STEP).for_element(Locator::Css("body[data-ready]")).await.unwrap();
        Self { page, driver, _data: data }
    }

    /// What a script in the page returns; a promise is awaited.
    pub async fn script(&self, script: &str) -> Value {
        self.page.execute(script, vec![]).await.unwrap()
    }

    /// Waits until a script in the page returns true.
    pub async fn until_script(&self, script: &str) {
        let start = Instant::now();
        while self.script(script).await != json!(true) {
            assert!(start.elapsed() < PATIENCE, "never came true: {script}");
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

    /// Closes the program and waits for the driver's end.
    pub async fn quit(self) {
        self.page.close().await.unwrap();
        drop(self.driver);
    }
}

/// Runs one test to its end on this thread.
pub fn block_on(test: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(test);
}

/// The folder that cargo builds into: this test lies in its `debug/deps`.
pub fn target_folder() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    test.ancestors().nth(3).unwrap().to_owned()
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn start_driver(port: u16, data: &Path) -> Child {
    Command::new("WebKitWebDriver")
        .arg(format!("--port={port}"))
        .env("TAURI_WEBVIEW_AUTOMATION", "true")
        // WebKit's processes outlive the session by a moment; their shader cache would miss its folder and say so.
        .env("MESA_SHADER_CACHE_DISABLE", "true")
        .env("XDG_DATA_HOME", data.join("data"))
        .env("XDG_CONFIG_HOME", data.join("config"))
        .env("XDG_CACHE_HOME", data.join("cache"))
        .stdout(Stdio::null())
        .spawn()
        .expect("WebKitWebDriver is installed (package webkit2gtk-driver)")
}

async fn connect(port: u16, program: &Path) -> Client {
    let mut capabilities = Capabilities::new();
    capabilities.insert("webkitgtk:browserOptions".to_owned(), json!({"binary": program, "args": []}));
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
