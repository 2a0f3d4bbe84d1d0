//! A session: the data of one folder behind the requests of one shell.
//!
//! A shell puts one session behind a [`crate::desk::Desk`], which hands it the requests of its pages and looks after it now and then.
//! Everything that the pages show is worked out here; a shell knows neither operations nor forms.

mod backups;
mod budget;
mod cells;
mod changed;
mod check;
mod copying;
mod create;
mod cross;
mod derived;
mod disclosure;
mod edits;
mod existing;
mod export;
mod facts;
mod fields;
mod fieldtext;
mod findings;
mod form;
mod grid;
mod help;
mod history;
mod hits;
mod import;
mod jobs;
mod last_year;
mod library;
mod list;
mod mapping;
mod notices;
mod place;
mod planned;
mod print;
mod program;
mod sample;
mod settings;
mod stored;
mod summary;
mod templates;
mod verify;
mod when;

pub(crate) use place::of_json as place_words;
pub use print::SPOOL;

use crate::desk::{Engine, Taken};
use crate::error::{Code, Error};
use crate::requests::settings::Settings;
use crate::requests::{Carried, OPERATIONS, refused, taken};
use crate::{data, fonts};
use chrono::{DateTime, FixedOffset, NaiveDate};
use cross::CrossForms;
use jibiao_model::template::{Template, TemplateSet};
use jibiao_print::FontSet;
use jibiao_store::backup::Reason;
use jibiao_store::{FormId, Store, StoreError};
use serde_json::Value;
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
    stored_settings: stored::StoredSettings,
    copying: copying::Copying,
    /// The day for which the facts of the lists are worked out.
    day: NaiveDate,
    backed_up: DateTime<FixedOffset>,
    cross: HashMap<i32, CrossForms>,
    last: facts::Last,
    shown: Option<changed::Shown>,
    jobs: jobs::Jobs,
    /// Prints handed over so far.
    spooled: u32,
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
            stored_settings: stored::StoredSettings::default(),
            copying: copying::Copying::default(),
            day: now.date_naive(),
            backed_up: now,
            cross: HashMap::new(),
            last: facts::Last::default(),
            shown: None,
            jobs: jobs::Jobs::default(),
            spooled: 0,
            plans: import::Plans::default(),
        };
        session.open_data();
        session
    }

    /// Answers a request in its envelope, to its end; never fails.
    pub fn answer(&mut self, request: Value) -> Value {
        self.take(request).answer()
    }

    fn look_after(&mut self) {
        let now = self.now();
        if now.date_naive() != self.day {
            self.day = now.date_naive();
            self.derive_by_the_present_rules();
        }
        self.settle_jobs();
        let due = (now - self.backed_up).to_std().is_ok_and(|past| past >= BACKUP_AFTER);
        if due && self.store_mut().is_ok() {
            // A copy that fails is said, and tried again a quarter of an hour later.
            self.copying.start(&self.folder, &self.clock, Reason::Timer);
            self.backed_up = now;
        }
        if let Ok(store) = &mut self.data {
            // What fails here is tried again in a minute, and said where somebody waits for it.
            let _ = store.index_changes();
            let _ = store.bring_in_log();
        }
    }

    fn run(&mut self, request: Value) -> Result<Carried, Error> {
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

    /// Lets go of the data and opens it again, by the present rules; it is copied, as whoever opened it may go on to change it.
    fn open_data(&mut self) {
        self.open_data_anew();
        if self
            .data
            .as_ref()
            .is_ok_and(|store| !store.is_read_only() && store.counts().is_ok_and(|counts| counts != (0, 0)))
        {
            // Without room for the copy the data is open all the same.
            self.copying.start(&self.folder, &self.clock, Reason::Start);
        }
    }

    /// The same without a copy: the data was put there from one.
    fn open_data_anew(&mut self) {
        self.data = Err(Error::new(Code::DataNone, "数据还没有打开", ""));
        self.copying.wait();
        self.cross.clear();
        let clock = self.clock.clone();
        self.data = match Store::open(&self.folder, Box::new(move || clock())) {
            Ok(store) => Ok(store),
            Err(jibiao_store::StoreError::InUse(holder)) => self.open_beside(&holder.to_string()),
            Err(error) => Err(from_store(error).of(&self.folder)),
        };
        (self.settings, self.stored_settings) = stored::StoredSettings::read(self.data.as_ref().ok());
        self.derive_by_the_present_rules();
        if let Ok(store) = &self.data
            && !store.is_read_only()
        {
            // What a program left that was killed.
            print::clear(&self.folder.join(SPOOL), Duration::ZERO);
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

    /// Keeps the lists by the rules, templates and day of now.
    fn derive_by_the_present_rules(&mut self) {
        let deriver = facts::deriver(self);
        if let Ok(store) = &mut self.data {
            store.set_deriver(deriver);
        }
    }
}

impl Engine for Session {
    fn take(&mut self, request: Value) -> Taken {
        taken(self.run(request))
    }

    /// The quarter-hourly copy, a new day, the end of long jobs.
    fn tick(&mut self) {
        self.look_after();
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // A copy that is cut off would be swept away by the next one.
        self.copying.wait();
        if self.store_mut().is_ok() {
            print::clear(&self.folder.join(SPOOL), Duration::ZERO);
        }
    }
}

/// An error of the data in the words of a window, which has no command line.
fn from_store(error: StoreError) -> Error {
    let error = data::from_store(error);
    let hint = match error.code {
        Code::DataForeign => "请换一个数据文件夹，或从备份恢复",
        Code::DataDamaged => "请从备份恢复，挑最近完好的一份",
        Code::DataNone => "请检查数据文件夹的位置",
        Code::FormNone => "它可能已被彻底删除，请回到列表",
        _ => return error,
    };
    Error { hint: hint.to_owned(), ..error }
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
