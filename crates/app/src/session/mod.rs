//! A session: the data of one folder behind the requests of one shell.
//!
//! A shell holds one session, gives it the requests of its pages and calls [`Session::tick`] about once a minute. Everything that the
//! pages show is worked out here; a shell knows neither operations nor forms.

mod backups;
mod budget;
mod cells;
mod changed;
mod check;
mod create;
mod cross;
mod derived;
mod disclosure;
mod edits;
mod export;
mod facts;
mod fields;
mod fieldtext;
mod findings;
mod form;
mod grid;
mod help;
mod history;
mod import;
mod jobs;
mod last_year;
mod library;
mod list;
mod place;
mod planned;
mod print;
mod program;
mod sample;
mod settings;
mod summary;
mod templates;
mod when;

pub(crate) use place::of_json as place_words;
pub use print::SPOOL;

use crate::data::from_store;
use crate::error::{Code, Error};
use crate::requests::settings::Settings;
use crate::requests::{OPERATIONS, refused};
use crate::{data, fonts};
use chrono::{DateTime, FixedOffset, NaiveDate};
use cross::CrossForms;
use jibiao_model::template::{Template, TemplateSet};
use jibiao_print::FontSet;
use jibiao_store::backup::Reason;
use jibiao_store::{FormId, Store};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// The caller's clock, in the user's time zone.
pub type Clock = Arc<dyn Fn() -> DateTime<FixedOffset> + Send + Sync>;

/// A changed database is copied after so long.
const BACKUP_AFTER: Duration = Duration::from_secs(15 * 60);

/// What a shell holds.
pub struct Session {
    folder: PathBuf,
    clock: Clock,
    templates: Arc<TemplateSet>,
    template_faults: Vec<Error>,
    fonts: Option<Arc<FontSet>>,
    /// The open data, or why there is none.
    data: Result<Store, Error>,
    settings: Settings,
    /// The day for which the facts of the lists are worked out.
    day: NaiveDate,
    backed_up: DateTime<FixedOffset>,
    cross: HashMap<i32, CrossForms>,
    last: facts::Last,
    shown: Option<changed::Shown>,
    jobs: jobs::Jobs,
    plans: import::Plans,
}

/// The folder of the user's own templates inside the data folder.
const TEMPLATES: &str = "templates";

impl Session {
    /// Opens the data of a folder; makes it where there is none. Always gives a session: where the data cannot be opened `app.state` says
    /// why, and the list of copies is the way out. Templates of the user's own stand in the folder `templates` beside the data.
    pub fn open(folder: &Path, clock: Clock) -> Session {
        let own = folder.join(TEMPLATES);
        let loaded = crate::templates::load(own.is_dir().then_some(own.as_path()));
        let (templates, template_faults) = loaded.unwrap_or_else(|fault| (TemplateSet::builtin().clone(), vec![fault]));
        let now = clock();
        let mut session = Session {
            folder: folder.to_owned(),
            data: Err(Error::new(Code::DataNone, "数据还没有打开", "")),
            clock,
            templates: Arc::new(templates),
            template_faults,
            fonts: None,
            settings: Settings::default(),
            day: now.date_naive(),
            backed_up: now,
            cross: HashMap::new(),
            last: facts::Last::default(),
            shown: None,
            jobs: jobs::Jobs::default(),
            plans: import::Plans::default(),
        };
        session.open_data();
        session
    }

    /// Answers a request in its envelope; never fails, never panics.
    pub fn answer(&mut self, request: Value) -> Value {
        match self.run(request) {
            Ok(answer) => json!({"ok": answer}),
            Err(error) => json!({"error": {"code": error.code.as_str(), "message": error.to_string()}}),
        }
    }

    /// What has to be done now and then: the quarter-hourly copy, a new day, the end of long jobs.
    pub fn tick(&mut self) {
        let now = self.now();
        if now.date_naive() != self.day {
            self.day = now.date_naive();
            self.derive_by_the_present_rules();
        }
        self.settle_jobs();
        let due = (now - self.backed_up).to_std().is_ok_and(|past| past >= BACKUP_AFTER);
        if due && let Ok(store) = &self.data {
            // A copy that fails is tried again a quarter of an hour later; an empty list of copies is visible in S10.
            let _ = store.back_up_if_changed(Reason::Timer);
            self.backed_up = now;
        }
        if let Ok(store) = &mut self.data {
            // What fails here is tried again in a minute, and said where somebody waits for it.
            let _ = store.index_changes();
            let _ = store.bring_in_log();
        }
    }

    fn run(&mut self, request: Value) -> Result<Value, Error> {
        let Value::Object(mut request) = request else { return Err(refused("不是一条请求")) };
        let Some(Value::String(op)) = request.remove("op") else { return Err(refused("没有写操作的名称")) };
        match OPERATIONS.iter().find(|operation| operation.name == op) {
            Some(operation) => (operation.run)(self, Value::Object(request)),
            None => Err(refused(&format!("没有“{op}”这种操作"))),
        }
    }

    fn now(&self) -> DateTime<FixedOffset> {
        (self.clock)()
    }

    /// The open data.
    fn store(&self) -> Result<&Store, Error> {
        self.data.as_ref().map_err(Clone::clone)
    }

    /// The open data, to be changed; refused where somebody else holds it.
    fn store_mut(&mut self) -> Result<&mut Store, Error> {
        match &mut self.data {
            Ok(store) if store.is_read_only() => {
                Err(Error::new(Code::DataInUse, "别的窗口正打开着数据，这里只能看", "请先关闭那个窗口，再点“重新打开”"))
            }
            Ok(store) => Ok(store),
            Err(error) => Err(error.clone()),
        }
    }

    fn template(&self, id: &str) -> Result<&Template, Error> {
        self.templates.get(id).ok_or_else(|| {
            Error::new(Code::TemplateUnknown, format!("没有模板“{id}”"), "请把它的模板文件放回数据文件夹的 templates")
        })
    }

    fn fonts(&mut self) -> Result<Arc<FontSet>, Error> {
        if let Some(fonts) = &self.fonts {
            return Ok(fonts.clone());
        }
        let loaded = Arc::new(fonts::load()?);
        self.fonts = Some(loaded.clone());
        Ok(loaded)
    }

    /// Lets go of the data and opens it again, by the present rules.
    fn open_data(&mut self) {
        self.data = Err(Error::new(Code::DataNone, "数据还没有打开", ""));
        self.cross.clear();
        let clock = self.clock.clone();
        self.data = match Store::open(&self.folder, Box::new(move || clock())) {
            Ok(store) => Ok(store),
            Err(jibiao_store::StoreError::InUse(holder)) => self.open_beside(&holder.to_string()),
            Err(error) => Err(from_store(error).of(&self.folder)),
        };
        self.settings = self.stored_settings();
        self.derive_by_the_present_rules();
        if let Ok(store) = &self.data
            && !store.is_read_only()
            && store.counts().is_ok_and(|counts| counts != (0, 0))
        {
            // Without room for the copy the data is open all the same: the next one is due in a quarter of an hour.
            let _ = store.back_up_if_changed(Reason::Start);
        }
        self.backed_up = self.now();
    }

    /// For reading, where somebody else holds the data.
    fn open_beside(&self, holder: &str) -> Result<Store, Error> {
        let clock = self.clock.clone();
        Store::open_to_read(&self.folder, Box::new(move || clock())).map_err(|_| {
            let message = format!("数据正在使用：{holder}");
            Error::new(Code::DataInUse, message, "请先关闭那个窗口，或等它做完").of(&self.folder)
        })
    }

    fn stored_settings(&self) -> Settings {
        let stored = self.data.as_ref().ok().and_then(|store| store.setting(settings::KEY).ok().flatten());
        stored.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
    }

    /// Keeps the lists by the rules, templates and day of now.
    fn derive_by_the_present_rules(&mut self) {
        let deriver = facts::deriver(self);
        if let Ok(store) = &mut self.data {
            store.set_deriver(deriver);
        }
    }
}

/// The number in a request as the store's.
fn id(form: i64) -> FormId {
    FormId(form)
}

impl Session {
    /// Where the data lies when nobody says otherwise.
    pub fn default_folder() -> Result<PathBuf, Error> {
        data::default_folder()
    }
}
