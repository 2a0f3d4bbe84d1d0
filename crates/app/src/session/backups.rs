//! Copies of the data.

use super::copying::beside;
use super::from_store;
use super::{Session, when};
use crate::data::{self, BackupLine, Difference, Reason, Saved};
use crate::error::{Code, Error};
use crate::requests::Rest;
use crate::requests::app::Nothing;
use crate::requests::backups as view;
use jibiao_store::restore::{self, Named};
use std::path::{Path, PathBuf};

impl Session {
    /// The copies, newest first. Each is read whole, which takes long where there are many: beside the session.
    pub(crate) fn list_backups(&mut self, _: Nothing) -> Result<Rest<view::Backups>, Error> {
        let (folder, copying) = (self.folder.clone(), self.copying.clone());
        Ok(Box::new(move || {
            copying.wait();
            Ok(view::Backups {
                backups: lines(&data::backups(&folder)),
                folder: jibiao_store::Home::new(&folder).backups().display().to_string(),
                failed: copying.failure().map(|error| error.to_string()),
            })
        }))
    }

    /// Makes a copy.
    pub(crate) fn create_backup(&mut self, _: Nothing) -> Result<Rest<view::MadeFile>, Error> {
        self.store_mut()?;
        self.backed_up = self.now();
        let (folder, clock, copying) = (self.folder.clone(), self.clock.clone(), self.copying.clone());
        let run = copying.begin();
        Ok(Box::new(move || {
            let _run = run;
            let made = beside(&folder, &clock, |store| store.back_up(Reason::Manual))?;
            copying.succeeded();
            Ok(made_file(&made))
        }))
    }

    /// Makes a copy in a folder of the user's.
    pub(crate) fn copy_out(&mut self, request: view::CopyOut) -> Result<Rest<view::MadeFile>, Error> {
        let target = PathBuf::from(&request.folder);
        if !target.is_dir() {
            return Err(Error::new(Code::FileMissing, "没有这个文件夹", "请检查U盘是否插好，再选一次").of(&target));
        }
        self.store()?;
        let (folder, clock, run) = (self.folder.clone(), self.clock.clone(), self.copying.begin());
        Ok(Box::new(move || {
            let _run = run;
            let made = beside(&folder, &clock, |store| store.copy_out(&target)).map_err(|error| error.of(&target))?;
            Ok(made_file(&made))
        }))
    }

    /// What restoring a copy would change.
    pub(crate) fn difference(&mut self, request: view::OneBackup) -> Result<Rest<view::DifferenceView>, Error> {
        let file = PathBuf::from(&request.file);
        if self.data.is_err() {
            return Ok(Box::new(|| Ok(unknown_difference())));
        }
        let (folder, clock, run) = (self.folder.clone(), self.clock.clone(), self.copying.begin());
        Ok(Box::new(move || {
            let _run = run;
            let found = beside(&folder, &clock, |store| Ok(difference_view(&store.difference(&file)?)));
            found.map_err(|error| error.of(&file))
        }))
    }

    /// Puts a copy in the place of the data.
    pub(crate) fn restore_backup(&mut self, request: view::OneBackup) -> Result<view::Restored, Error> {
        let file = PathBuf::from(&request.file);
        if self.data.as_ref().is_ok_and(jibiao_store::Store::is_read_only) {
            return Err(Error::new(Code::DataInUse, "别的窗口正打开着数据，不能恢复", "请先关闭那个窗口"));
        }
        // The data must be closed first: here, and by the copy that may be under way.
        self.copying.wait();
        self.data = Err(Error::new(Code::DataNone, "正在恢复", ""));
        let clock = self.clock.clone();
        let restored = restore::restore(&self.folder, &file, Box::new(move || clock()));
        self.open_data_anew();
        let saved = restored.map_err(|error| from_store(error).of(&file))?;
        let (saved, words) = match saved {
            Saved::Copy(path) => (Some(path), "原来的数据已存为一份备份"),
            Saved::Aside(path) => (Some(path), "原来损坏的文件已移到另一个文件夹"),
            Saved::Nothing => (None, "原来没有数据"),
        };
        Ok(view::Restored {
            saved: saved.map(|path| path.display().to_string()), message: format!("已恢复；{words}")
        })
    }
}

/// Copies for the window.
pub(super) fn lines(backups: &[BackupLine]) -> Vec<view::BackupLine> {
    let line = |line: &BackupLine| view::BackupLine {
        file: line.file.display().to_string(),
        when: when::minute(line.at),
        reason: line.reason.title().to_owned(),
        forms: line.forms,
        size: line.size,
        size_words: when::size(line.size),
    };
    backups.iter().map(line).collect()
}

fn unknown_difference() -> view::DifferenceView {
    let words = "现有数据读不出来，恢复后以备份为准；损坏的文件另存，不会删除".to_owned();
    view::DifferenceView { lost: Vec::new(), changed: Vec::new(), returned: Vec::new(), words, known: false }
}

fn difference_view(found: &Difference) -> view::DifferenceView {
    let Difference { lost, changed, returned } = found;
    let words = format!("恢复后去掉 {} 份、改回 {} 份、找回 {} 份", lost.len(), changed.len(), returned.len());
    let named = |forms: &[Named]| -> Vec<view::DifferentForm> {
        let one = |form: &Named| view::DifferentForm { form: form.form.0, name: form.to_string() };
        forms.iter().map(one).collect()
    };
    view::DifferenceView { lost: named(lost), changed: named(changed), returned: named(returned), words, known: true }
}

fn made_file(path: &Path) -> view::MadeFile {
    view::MadeFile { path: path.display().to_string() }
}
