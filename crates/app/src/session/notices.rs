//! What the user should know of although nothing was asked.

use super::Session;
use crate::error::Error;
use crate::requests::app::{Nothing, Notice, Notices};

impl Session {
    /// A copy that failed, settings that do not read.
    pub(crate) fn list_notices(&mut self, _: Nothing) -> Result<Notices, Error> {
        Ok(Notices { notices: self.notices() })
    }

    pub(super) fn notices(&self) -> Vec<Notice> {
        let errors = self.copying.failure().into_iter().chain(self.stored_settings.notice());
        errors.map(|error| Notice { code: error.code.as_str().to_owned(), message: error.to_string() }).collect()
    }
}
