//! How the program and its data stand.

use super::{Session, backups};
use crate::data;
use crate::error::{Code, Error};
use crate::requests::app::Standing;
use crate::requests::app::{About, AppState, Nothing};
use chrono::Datelike as _;

impl Session {
    /// How the data stands.
    pub(crate) fn state(&mut self, _: Nothing) -> Result<AppState, Error> {
        let standing = self.standing();
        let failure = self.data.as_ref().err().cloned();
        let in_use = (standing == Standing::ReadOnly).then(|| {
            let message = "别的窗口或命令正打开着这份数据，这里只能看，不能改";
            Error::new(Code::DataInUse, message, "关闭那个窗口后点“重新打开”")
        });
        let reason = failure.or(in_use);
        let unreachable = matches!(standing, Standing::Damaged | Standing::Newer | Standing::Closed);
        let unit = self.data.as_ref().ok().and_then(|store| store.unit().ok()).unwrap_or_default();
        let name = if unit.implementing_unit.trim().is_empty() { unit.department } else { unit.implementing_unit };
        let year = self.year();
        let mut years = self.data.as_ref().ok().and_then(|store| store.years().ok()).unwrap_or_default();
        years.push(year);
        years.sort_unstable_by(|a, b| b.cmp(a));
        years.dedup();
        Ok(AppState {
            standing,
            code: reason.as_ref().map(|error| error.code.as_str().to_owned()),
            message: reason.as_ref().map(ToString::to_string),
            folder: self.folder.display().to_string(),
            backups: if unreachable { backups::lines(&data::backups(&self.folder)) } else { Vec::new() },
            unit: name,
            year,
            years,
            sample: self.sample_year(),
            notices: self.notices(),
            version: crate::VERSION.to_owned(),
        })
    }

    /// Opens the data again.
    pub(crate) fn reopen(&mut self, request: Nothing) -> Result<AppState, Error> {
        self.open_data();
        self.state(request)
    }

    /// Versions and counts.
    pub(crate) fn about(&mut self, _: Nothing) -> Result<About, Error> {
        Ok(About {
            version: crate::VERSION.to_owned(),
            folder: self.folder.display().to_string(),
            rules: crate::rules::book().len(),
            templates: self.templates.iter().count(),
            schema: jibiao_store::VERSION,
            licence: "Apache-2.0 OR MIT".to_owned(),
        })
    }

    fn standing(&self) -> Standing {
        match &self.data {
            Ok(store) if store.is_read_only() => Standing::ReadOnly,
            Ok(store) => {
                let nothing = store.counts().is_ok_and(|(there, _)| there == 0);
                let nobody = store.unit().is_ok_and(|unit| unit == jibiao_store::Unit::default());
                if nothing && nobody { Standing::First } else { Standing::Open }
            }
            Err(error) => match error.code {
                Code::DataDamaged => Standing::Damaged,
                Code::DataNewer => Standing::Newer,
                _ => Standing::Closed,
            },
        }
    }

    /// The budget year that lists show: the one last chosen, else the newest with forms, so that none are out of sight; else the year that is
    /// filled now, from October on the next one.
    pub(super) fn year(&self) -> i32 {
        let newest =
            || self.data.as_ref().ok().and_then(|store| store.years().ok()).and_then(|years| years.into_iter().max());
        let today = self.now();
        self.settings.year.or_else(newest).unwrap_or_else(|| today.year() + i32::from(today.month() >= 10))
    }
}
