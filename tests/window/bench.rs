//! How fast the window is, measured in the real window: start, memory, typing, scrolling. `scripts/bench-window.sh` builds what this
//! needs and runs it; it measures and refuses nothing.
//!
//! Takes the two programs from `JIBIAO_WINDOW` and `JIBIAO_EMPTY_WINDOW`, and from `JIBIAO_BENCH_DATA` a data folder with 1,500 forms.

#[expect(dead_code, reason = "the tests of the window press more keys than this does")]
mod driver;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use fantoccini::wd::TimeoutConfiguration;
use serde_json::json;

use crate::driver::{Desktop, Place, block_on};

fn main() {
    block_on(async {
        let ours = path("JIBIAO_WINDOW");
        let empty = path("JIBIAO_EMPTY_WINDOW");
        let data = path("JIBIAO_BENCH_DATA");
        compare(&ours, &empty).await;
        let place = Place::on(&data);
        let desktop = Desktop::start_program(&ours, &place).await;
        // Whose data it is nobody has said yet, and the sample stands in its own year.
        let unit = json!({"op": "unit.set", "department": "青石县水务局", "department_code": "013", "region": "青石",
            "implementing_unit": "青石县水务局", "head": "", "preparer": "", "phone": ""});
        desktop.invoke("rpc", json!({"request": unit})).await;
        desktop.quit().await;
        let desktop = Desktop::start_program(&ours, &place).await;
        typing(&desktop).await;
        desktop.click("[data-test=leave-form]").await;
        desktop.until("[data-row='0']").await;
        scrolling(&desktop, "1,500 projects", "jibiao", ".rows", "[data-row] .name").await;
        desktop.quit().await;
        plain_scrolling(&empty).await;
    });
}

fn path(name: &str) -> PathBuf {
    std::env::var_os(name).unwrap_or_else(|| panic!("{name} is not set; scripts/bench-window.sh sets it")).into()
}

/// Starts both programs in turn, so that what else the machine does falls on both.
async fn compare(ours: &Path, empty: &Path) {
    let (mut starts, mut memory) = ([vec![], vec![]], [vec![], vec![]]);
    // The first round warms the disk and is not counted.
    for round in 0..8 {
        for (which, program) in [ours, empty].into_iter().enumerate() {
            let place = Place::new();
            let desktop = Desktop::start_program(program, &place).await;
            let painted = first_paint(&desktop).await;
            tokio::time::sleep(Duration::from_secs(3)).await;
            if round > 0 {
                starts[which].push(painted);
                memory[which].push(proportional_kilobytes(desktop.program()) / 1024.0);
            }
            desktop.quit().await;
        }
    }
    let [our_start, empty_start] = starts.map(middle);
    let [our_memory, empty_memory] = memory.map(middle);
    println!(
        "start to content, middle of 7:   ours {our_start:.0} ms, empty window {empty_start:.0} ms, {:.2} times",
        our_start / empty_start
    );
    println!("memory when idle (PSS of all processes): ours {our_memory:.0} MB, empty window {empty_memory:.0} MB");
}

/// Milliseconds from the start of the process to the first paint with content.
async fn first_paint(desktop: &Desktop) -> f64 {
    desktop.until_script("return performance.getEntriesByName('first-contentful-paint').length > 0").await;
    let painted = desktop
        .script("return performance.timeOrigin + performance.getEntriesByName('first-contentful-paint')[0].startTime")
        .await;
    painted.as_f64().unwrap() - started(desktop.program())
}

/// When a process began, in milliseconds since 1970, to the hundredth of a second of the system's counter.
fn started(process: u32) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    // Counted behind the name, which may hold spaces: field 22 of the whole line.
    let ticks: f64 = stat.rsplit_once(')').unwrap().1.split_whitespace().nth(19).unwrap().parse().unwrap();
    let uptime = fs::read_to_string("/proc/uptime").unwrap();
    let uptime: f64 = uptime.split_whitespace().next().unwrap().parse().unwrap();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs_f64();
    (now - uptime + ticks / 100.0) * 1000.0
}

/// The memory of a process and all its children, shared pages divided among those who share them.
fn proportional_kilobytes(process: u32) -> f64 {
    let own = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
    let own =
        own.lines().find_map(|line| line.strip_prefix("Pss:")?.split_whitespace().next()?.parse().ok()).unwrap_or(0.0);
    let children = fs::read_to_string(format!("/proc/{process}/task/{process}/children")).unwrap_or_default();
    own + children.split_whitespace().map(|child| proportional_kilobytes(child.parse().unwrap())).sum::<f64>()
}

/// 200 times a value is typed into a form of 60 indicators and committed: to what the officer sees of it.
async fn typing(desktop: &Desktop) {
    let sixty = "const data = new DataTransfer();
        const rows = Array.from({length: 60}, (_, row) => [`第${row + 1}段渠道清淤长度`, `≥${row + 1}公里`]);
        data.setData('text/plain', rows.map(row => row.join('\\t')).join('\\r\\n') + '\\r\\n');
        document.activeElement.dispatchEvent(
            new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));";
    desktop.press("Ctrl+N").await;
    desktop.until_in("[data-path=project_name]").await;
    desktop.press("Ctrl+5").await;
    desktop.until_in("[data-test=grid-field]").await;
    desktop.script(sixty).await;
    desktop.until_script("return document.querySelectorAll('[data-line] .text').length >= 240").await;
    desktop.until_saved().await;
    let typed = "const [done] = [arguments[arguments.length - 1]];
        const field = document.querySelector('[data-test=grid-field]');
        const cell = () => document.querySelector('[data-line=\"30\"] [data-column=\"1\"]');
        const until = seen => new Promise(resolve => {
            if (seen()) return resolve(performance.now());
            const observer = new MutationObserver(() => { if (seen()) { observer.disconnect(); resolve(performance.now()); } });
            observer.observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true});
        });
        const key = name => field.dispatchEvent(new KeyboardEvent('keydown', {key: name, bubbles: true, cancelable: true}));
        const press = () => {
            cell().dispatchEvent(new MouseEvent('mousedown', {bubbles: true, cancelable: true, button: 0}));
            document.dispatchEvent(new MouseEvent('mouseup'));
        };
        (async () => {
            const letters = [], findings = [];
            for (let turn = 0; turn < 200; turn += 1) {
                press();
                await new Promise(resolve => setTimeout(resolve, 60));
                const wrong = turn % 2 === 0;
                let start = performance.now();
                field.value = wrong ? '大于5' : '≥5公里';
                field.dispatchEvent(new InputEvent('input', {bubbles: true}));
                letters.push(await until(() => document.querySelector('.reading') !== null) - start);
                start = performance.now();
                key('Enter');
                findings.push(await until(() => (cell().querySelector('.sign') !== null) === wrong) - start);
                await until(() => document.querySelector('[data-test=saving]').dataset.state === 'saved');
            }
            done([letters, findings]);
        })();";
    let patience = TimeoutConfiguration::new(Some(Duration::from_secs(300)), None, None);
    desktop.page.update_timeouts(patience).await.unwrap();
    let [letters, findings]: [Vec<f64>; 2] =
        serde_json::from_value(desktop.page.execute_async(typed, vec![]).await.unwrap()).unwrap();
    println!("typing, to the reading under the cell (40 ms of it is a pause on purpose): {}", spread(letters));
    println!("a value committed, to its finding on the screen, 60 indicators: {}", spread(findings));
}

/// A table of as many plain rows in the empty window: what the webview takes for scrolling on this machine, which may have no graphics card.
async fn plain_scrolling(empty: &Path) {
    let place = Place::new();
    let desktop = Desktop::start_program(empty, &place).await;
    desktop.until("body").await;
    let table = "const cells = '<td>5</td><td>灌区维修养护</td><td>一次性项目</td><td>600,000.00</td><td>600,000.00</td><td>填报中</td>';
        document.body.innerHTML = `<div class=\"rows\" tabindex=\"0\" style=\"height:680px;overflow:auto\"><table style=\"width:100%\">${
            Array.from({length: 1500}, () => `<tr style=\"height:36px\">${cells}</tr>`).join('')}</table></div>`;";
    desktop.script(table).await;
    scrolling(&desktop, "1,500 plain rows in the empty window", "empty-window", ".rows", ".rows").await;
    desktop.quit().await;
}

/// A list, turned by the wheel and by keys, as X11 sends them.
async fn scrolling(desktop: &Desktop, name: &str, class: &str, list: &str, focused: &str) {
    let watch = "window.frames_seen = [];
        let last = performance.now();
        const look = now => { window.frames_seen.push(now - last); last = now; window.looking = requestAnimationFrame(look); };
        window.looking = requestAnimationFrame(look);";
    let seen = "cancelAnimationFrame(window.looking); return window.frames_seen.slice(1)";
    let program = desktop.program().to_string();
    let xdotool = |arguments: &[&str]| {
        let output = Command::new("xdotool").args(arguments).output().expect("xdotool is installed");
        assert!(output.status.success(), "{output:?}");
    };
    xdotool(&[
        "search",
        "--sync",
        "--onlyvisible",
        "--all",
        "--pid",
        &program,
        "--class",
        class,
        "windowfocus",
        "--sync",
    ]);
    let ways: [(&str, &[&str]); 2] = [
        ("wheel", &["mousemove", "700", "450", "click", "--repeat", "200", "--delay", "20", "5"]),
        ("arrow key", &["key", "--repeat", "200", "--delay", "20", "Down"]),
    ];
    for (what, arguments) in ways {
        desktop.script(&format!("document.querySelector('{focused}').focus()")).await;
        desktop.script(watch).await;
        xdotool(arguments);
        let frames: Vec<f64> = serde_json::from_value(desktop.script(seen).await).unwrap();
        let at = desktop.script(&format!("return Math.round(document.querySelector('{list}').scrollTop)")).await;
        let late = frames.iter().filter(|&&frame| frame > 25.0).count();
        println!(
            "{name} by {what}, 200 steps of 20 ms, to {at} px: {} frames, {late} late (over 25 ms); {}",
            frames.len(),
            spread(frames)
        );
    }
}

fn middle(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn spread(mut values: Vec<f64>) -> String {
    values.sort_by(f64::total_cmp);
    let at = |share: usize| values[(values.len() - 1) * share / 100];
    format!("p50 {:.1} ms, p95 {:.1} ms, p99 {:.1} ms, most {:.1} ms", at(50), at(95), at(99), at(100))
}
