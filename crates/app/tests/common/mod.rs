//! A program that tests ask as a window does: JSON in, JSON out, with a clock that they set.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "each test file uses some of it, and ends where it fails"
)]

use chrono::{DateTime, FixedOffset, TimeDelta};
use jibiao_app::session::{Clock, Session};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// A session with its clock.
pub struct Program {
    pub session: Session,
    seconds: Arc<AtomicI64>,
}

pub fn start() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-20T09:00:00+08:00").unwrap()
}

impl Program {
    /// Opens the data of a folder; the clock begins at [`start`].
    pub fn open(folder: &Path) -> Program {
        let seconds = Arc::new(AtomicI64::new(0));
        let own = seconds.clone();
        let clock: Clock = Arc::new(move || start() + TimeDelta::seconds(own.load(Ordering::SeqCst)));
        Program { session: Session::open(folder, clock), seconds }
    }

    /// Lets time pass.
    pub fn wait_minutes(&self, minutes: i64) {
        self.seconds.fetch_add(minutes * 60, Ordering::SeqCst);
    }

    fn ask(&mut self, op: &str, request: Value) -> Value {
        let Value::Object(mut request) = request else { panic!("{request} is no request") };
        request.insert("op".to_owned(), json!(op));
        self.session.answer(Value::Object(request))
    }

    /// The answer of a request that is carried out.
    pub fn ok(&mut self, op: &str, request: Value) -> Value {
        let answer = self.ask(op, request.clone());
        match answer.get("ok") {
            Some(ok) => ok.clone(),
            None => panic!("{op} {request}: {answer}"),
        }
    }

    /// The code of a request that is refused; its message is Chinese and says the code.
    pub fn refused(&mut self, op: &str, request: Value) -> String {
        let answer = self.ask(op, request.clone());
        let error = answer.get("error").unwrap_or_else(|| panic!("{op} {request}: {answer}"));
        let (code, message) = (error["code"].as_str().unwrap(), error["message"].as_str().unwrap());
        assert!(message.contains(code) && message.chars().any(|c| ('一'..='龥').contains(&c)), "{message}");
        code.to_owned()
    }

    /// 单位信息 of the made-up unit.
    pub fn with_unit(mut self) -> Program {
        self.ok(
            "unit.set",
            json!({"department_code": "037", "department": "云岫县档案馆", "implementing_unit": "云岫县档案馆",
                   "region": "云岫", "head": "林知远", "preparer": "苏小满", "phone": "0350-7654321"}),
        );
        self
    }

    /// A new project form.
    pub fn project(&mut self, name: &str) -> i64 {
        self.ok("form.create", json!({"kind": "project", "year": 2026, "name": name}))["form"].as_i64().unwrap()
    }

    /// Edits at the present revision.
    pub fn edit(&mut self, form: i64, edits: Value) -> Value {
        let base = self.ok("form.open", json!({"form": form}))["revision"].clone();
        self.ok("form.edit", json!({"form": form, "base_revision": base, "edits": edits}))
    }

    /// Puts one text.
    pub fn set(&mut self, form: i64, path: &str, text: &str) -> Value {
        self.edit(form, json!([{"do": "set", "path": path, "text": text}]))
    }

    /// Fills a project form so that no error is left.
    pub fn fill(&mut self, form: i64) {
        let texts = [
            ("attribute", "一次性项目(1年结束)"),
            ("term", "1年"),
            ("funds.period.local", "80000"),
            ("overview", "对馆藏档案库房3间进行防潮改造，更换密集架12组，改善保管条件。"),
            ("basis", "《云岫县档案事业发展规划》和2026年度工作安排。"),
            ("necessity", "库房湿度常年超过70%，纸质档案受潮发霉，需要改造。"),
            ("safeguards", "按馆内资金管理和采购验收制度实施，由保管科负责。"),
            ("plan", "3月底前完成采购，4月至10月施工，11月验收。"),
            ("goal_period", "完成3间库房改造，更换密集架12组。"),
        ];
        let edits: Vec<Value> =
            texts.iter().map(|(path, text)| json!({"do": "set", "path": path, "text": text})).collect();
        self.edit(form, json!(edits));
        let base = self.ok("form.open", json!({"form": form}))["revision"].clone();
        self.ok("form.link", json!({"form": form, "base_revision": base, "link": {"what": "goals"}}));
        let rows = [
            ("output/quantity", "改造库房数量", "3间"),
            ("output/quantity", "更换密集架数量", "12组"),
            ("output/quality", "工程验收合格率", "100%"),
            ("output/timeliness", "改造完成时间", "2026年11月底前"),
            ("output/cost", "库房改造总成本", "≤80000元"),
            ("benefit/social", "档案保管条件", "改善"),
            ("benefit/sustainability", "库房预计使用年限", "≥10年"),
            ("satisfaction/beneficiary_satisfaction", "查阅档案人员满意度", "≥90%"),
        ];
        let insert = |(group, name, value): &(&str, &str, &str)| json!({"do": "insert_row", "group": group, "at": 99, "period": {"name": name, "value": value}});
        self.edit(form, json!(rows.iter().map(insert).collect::<Vec<_>>()));
    }

    /// Findings of a form that count.
    pub fn problems(&mut self, form: i64) -> Vec<String> {
        let open = self.ok("form.open", json!({"form": form}));
        let counts = |finding: &&Value| finding["severity"] != "hint" && finding["waiver"].is_null();
        let list = open["findings"].as_array().unwrap().iter().filter(counts);
        list.map(|finding| format!("{} {} {}", finding["code"], finding["path"], finding["message"])).collect()
    }

    /// Waits for a long job.
    pub fn finish(&mut self, job: &Value) -> Value {
        for _ in 0..3_000 {
            let progress = self.ok("job.progress", json!({"job": job["job"]}));
            if progress["standing"] != "running" {
                return progress;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        panic!("the job does not end");
    }
}
