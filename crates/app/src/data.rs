//! The data behind the window, for the shells: opening it, forms in and out of it, copies.

use crate::error::{Code, Error};
use crate::files;
use crate::forms::{self, Source, file_name};
use crate::waivers;
use chrono::{DateTime, FixedOffset};
use jibiao_model::form::Form;
use jibiao_model::json;
use jibiao_model::template::TemplateSet;
pub use jibiao_store::backup::{BackupLine, Reason};
pub use jibiao_store::restore::{Difference, Saved};
pub use jibiao_store::{
    Checked, Edited, FormId, FormLine, HistoryLine, Order, Page, Patch, Query, Store, Stored, Unit, Waiver,
};
use jibiao_store::{Home, StoreError, backup, restore};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Where the data lies when nobody says otherwise: the user's own folder of the system for program data.
pub fn default_folder() -> Result<PathBuf, Error> {
    dirs::data_local_dir()
        .map(|folder| folder.join("jibiao"))
        .ok_or_else(|| Error::new(Code::DataNone, "找不到这台电脑上放数据的位置", "请用 --data 指定数据文件夹"))
}

/// Opens the data for writing; makes it where there is none. Makes a copy where something changed since the last one.
pub fn open(folder: &Path, clock: fn() -> DateTime<FixedOffset>) -> Result<Store, Error> {
    let store = Store::open(folder, Box::new(clock)).map_err(|error| from_store(error).of(folder))?;
    if store.counts().map_err(from_store)? != (0, 0) {
        store.back_up_if_changed(Reason::Start).map_err(from_store)?;
    }
    Ok(store)
}

/// Opens the data for reading, also while the window has it open.
pub fn open_to_read(folder: &Path, clock: fn() -> DateTime<FixedOffset>) -> Result<Store, Error> {
    Store::open_to_read(folder, Box::new(clock)).map_err(|error| from_store(error).of(folder))
}

/// A form that was taken in, or was there already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// Its file
    pub file: PathBuf,
    /// Its number
    pub id: FormId,
    /// Its name
    pub name: String,
    /// How many waivers were left out, because the form has no such place
    pub left_out: usize,
    /// What was there before.
    pub before: Before,
}

/// What the data had of a form before it was to be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// No form of this year, kind and name.
    Nothing,
    /// This same form, letter by letter: nothing was added.
    Same(FormId),
    /// This one, with other content: now there are two.
    Other(FormId),
}

/// Adds forms of one file with their waivers, all or none; one that is there already with the same content is passed over. When this
/// returns, they are on the disk. `log`: whether the log of imports names the file.
pub fn add(
    store: &mut Store,
    present: &mut Present,
    sources: &[Source],
    templates: &TemplateSet,
    log: bool,
) -> Result<Vec<Added>, Error> {
    let ready = sources.iter().map(|source| Ok((source, forms::load(source, templates)?.form)));
    let ready = ready.collect::<Result<Vec<_>, Error>>()?;
    let Some(file) = sources.first().map(|source| &source.file) else { return Ok(Vec::new()) };
    let now = store.now();
    let (mut added, mut fresh) = (Vec::new(), Vec::new());
    for (source, form) in &ready {
        match present.before(store, form)? {
            before @ Before::Same(id) => {
                added.push(Added { file: source.file.clone(), id, name: form.name().to_owned(), left_out: 0, before })
            }
            before => fresh.push((source, form, before)),
        }
    }
    if fresh.is_empty() {
        return Ok(added);
    }
    let written = store.transact(jibiao_store::Operation::Import, |tx| {
        let mut added = Vec::with_capacity(fresh.len());
        for (source, form, before) in &fresh {
            let id = tx.create(form)?;
            let waivers: Vec<_> = source.waivers.iter().filter_map(|w| waivers::stored(w, form, now)).collect();
            let left_out = source.waivers.len() - waivers.len();
            if !waivers.is_empty() {
                tx.put_waivers(id, form, &waivers)?;
            }
            added.push(Added {
                file: source.file.clone(),
                id,
                name: form.name().to_owned(),
                left_out,
                before: *before,
            });
        }
        if log {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            tx.log_transfer(true, &name, i64::try_from(added.len()).unwrap_or(i64::MAX))?;
        }
        Ok(added)
    });
    let written = written.map_err(|error| from_store(error).of(file))?;
    for ((_, form, _), added) in fresh.iter().zip(&written) {
        present.0.entry(key(form)).or_default().push(added.id);
    }
    added.extend(written);
    Ok(added)
}

/// Kind, year and name.
type Key = (bool, Option<i32>, String);

fn key(form: &Form) -> Key {
    (matches!(form, Form::Unit(_)), form.year().read().map(|year| year.0), form.name().trim().to_owned())
}

/// The forms that the data has, by year, kind and name.
#[derive(Debug, Default)]
pub struct Present(HashMap<Key, Vec<FormId>>);

impl Present {
    /// Those of this data, without the deleted ones.
    pub fn of(store: &Store) -> Result<Present, Error> {
        let mut present = Present::default();
        for line in store.all().map_err(from_store)? {
            present.0.entry((line.kind == "unit", line.year, line.name.trim().to_owned())).or_default().push(line.id);
        }
        Ok(present)
    }

    /// What is there of a form.
    fn before(&self, store: &Store, form: &Form) -> Result<Before, Error> {
        let wanted = json::canonical(form);
        let ids = self.0.get(&key(form)).map(Vec::as_slice).unwrap_or_default();
        for id in ids {
            let stored = store.form(*id).map_err(from_store)?.form;
            if json::canonical(&stored) == wanted {
                return Ok(Before::Same(*id));
            }
        }
        Ok(ids.first().map_or(Before::Nothing, |id| Before::Other(*id)))
    }
}

/// Stored forms as what is to be exported, with their waivers.
pub fn sources(store: &Store, lines: &[FormLine]) -> Result<Vec<Source>, Error> {
    let zone = *store.now().offset();
    let source = |line: &FormLine| {
        let form = store.form(line.id).map_err(from_store)?.form;
        let stored = store.waivers(line.id).map_err(from_store)?;
        let waivers = stored.iter().filter_map(|waiver| waivers::packed(waiver, &form, 0, zone)).collect();
        Ok(Source::stored(output_name(line), form, waivers))
    };
    lines.iter().map(source).collect()
}

/// `0003-库房改造.json`: number and name.
fn output_name(line: &FormLine) -> PathBuf {
    let name = file_name(&line.name);
    let hyphen = if name.is_empty() { "" } else { "-" };
    PathBuf::from(format!("{:04}{hyphen}{name}.json", line.id.0))
}

/// The form JSON of a stored form.
pub fn show(store: &Store, id: FormId) -> Result<String, Error> {
    Ok(json::to_string(&store.form(id).map_err(from_store)?.form) + "\n")
}

/// Writes a stored form as form JSON into a folder, under its number and name; a file that holds something else is left alone and
/// reported.
pub fn export(store: &Store, line: &FormLine, folder: &Path, dry_run: bool) -> Result<PathBuf, Error> {
    let form: Form = store.form(line.id).map_err(from_store)?.form;
    let path = folder.join(output_name(line));
    if !dry_run {
        files::write_new(&path, (json::to_string(&form) + "\n").as_bytes())?;
    }
    Ok(path)
}

/// The copies of a data folder, newest first; also when the data itself cannot be opened.
pub fn backups(folder: &Path) -> Vec<BackupLine> {
    backup::list(&Home::new(folder))
}

/// Puts a copy in the place of the data, which nobody may have open; the present is saved first.
pub fn restore_backup(folder: &Path, copy: &Path, clock: fn() -> DateTime<FixedOffset>) -> Result<Saved, Error> {
    restore::restore(folder, copy, Box::new(clock)).map_err(|error| from_store(error).of(folder))
}

/// The same error with its code and what to do.
pub fn from_store(error: StoreError) -> Error {
    let (code, hint) = match &error {
        StoreError::Newer { .. } => (Code::DataNewer, "请升级程序"),
        StoreError::NotOurs => (Code::DataForeign, "请换一个数据文件夹，或从备份恢复（jibiao db restore）"),
        StoreError::Damaged(_) => (Code::DataDamaged, "请从备份恢复：用 jibiao db restore 查看备份，挑最近完好的一份"),
        StoreError::InUse(_) => (Code::DataInUse, "请先关闭那个窗口，或等它做完"),
        StoreError::Busy => (Code::DataBusy, "请稍后再试"),
        StoreError::NetworkDrive(_) => (Code::DataNetwork, "请把数据放在本机磁盘上，用备份交换"),
        StoreError::Shared => (Code::DataShared, "请写一个还没有的文件夹，程序会建好，只有本人能读"),
        StoreError::Full => (Code::DiskFull, "请腾出空间后再试，或把数据另存到U盘"),
        StoreError::NoData => (Code::DataNone, "请检查 --data 的位置，或先用 jibiao db add 加入表"),
        StoreError::NoForm(_) => (Code::FormNone, "编号见 jibiao db list"),
        StoreError::Deleted(_) => (Code::FormDeleted, "请先从回收站恢复它"),
        StoreError::Stale { .. } => (Code::EditStale, "请重新打开这份表再改"),
        StoreError::NoPlace(_) => (Code::EditPlace, "请重新打开这份表再改"),
        StoreError::Change(_) => (Code::EditRefused, "请改正后再填"),
        StoreError::NothingTo(_) => (Code::NothingToDo, ""),
        StoreError::Backup(_) => (Code::Backup, "请换一份备份或另一个文件夹"),
        StoreError::File { .. } | StoreError::Disk => (Code::DataFile, "请检查磁盘是否还连着、文件夹能不能写"),
        StoreError::Recipe(_) | StoreError::Sqlite(_) => (Code::Data, "请重新启动程序；还不行就从备份恢复"),
    };
    // What the system says is English.
    let message = match &error {
        StoreError::File { what, path, error } => {
            format!("{what}没有成功（{}）：{}", path.display(), files::reason(error))
        }
        _ => error.to_string(),
    };
    Error::new(code, message, hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufRead as _, BufReader};

    fn clock() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-03-02T09:00:00+08:00").unwrap()
    }

    #[test]
    fn each_fault_of_the_data_has_its_code() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let code = |result: Result<Store, Error>| result.map(drop).unwrap_err().code;
        assert_eq!(code(open_to_read(&at("none"), clock)), Code::DataNone);

        let store = open(&at("data"), clock).unwrap();
        assert_eq!(code(open(&at("data"), clock)), Code::DataInUse);
        assert_eq!(from_store(store.form(FormId(5)).unwrap_err()).code, Code::FormNone);
        drop(store);

        let database = Home::new(&at("data")).database();
        let whole = std::fs::read(&database).unwrap();
        for (place, code_of) in [(0, Code::DataDamaged), (60, Code::DataNewer), (68, Code::DataForeign)] {
            let mut bytes = whole.clone();
            bytes[place] ^= 0x40;
            std::fs::write(&database, bytes).unwrap();
            assert_eq!(code(open(&at("data"), clock)), code_of, "byte {place}");
        }
        std::fs::write(at("file"), "").unwrap();
        assert_eq!(code(open(&at("file"), clock)), Code::DataFile);
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_others_write_in_is_refused_and_none_that_is_there_is_changed() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let mode = || std::fs::metadata(folder.path()).unwrap().permissions().mode() & 0o777;
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o777)).unwrap();
        assert_eq!(open(folder.path(), clock).unwrap_err().code, Code::DataShared);
        assert_eq!(mode(), 0o777);
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
        let store = open(folder.path(), clock).unwrap();
        assert_eq!(mode(), 0o755);
        let database = std::fs::metadata(store.home().database()).unwrap();
        assert_eq!(database.permissions().mode() & 0o777, 0o600, "what is put into it is the owner's alone");
    }

    #[test]
    fn each_fault_of_an_edit_has_its_code() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = open(folder.path(), clock).unwrap();
        let form = json::parse(
            &crate::new::empty_form(jibiao_model::template::TemplateSet::builtin(), "shanxi-county", 2026).unwrap(),
        );
        let id = store.create(&form.unwrap()).unwrap();
        let code = |result: Result<Edited, StoreError>| from_store(result.unwrap_err()).code;
        assert_eq!(code(store.edit(id, 9, &[])), Code::EditStale);
        assert_eq!(code(store.edit(id, 1, &[Patch::set("nowhere", "")])), Code::EditPlace);
        assert_eq!(code(store.edit(id, 1, &[Patch::set("overview", "\u{1}")])), Code::EditRefused);
        assert_eq!(code(store.undo(id, 1)), Code::NothingToDo);
        store.delete(id).unwrap();
        assert_eq!(code(store.edit(id, 2, &[])), Code::FormDeleted);
        let fault = restore_backup(&folder.path().join("other"), &folder.path().join("none.db"), clock).unwrap_err();
        assert_eq!(fault.code, Code::Backup);
        store.limit_size(1).unwrap();
        let text = "很长的文字，".repeat(10_000);
        let full = (0..50).find_map(|_| store.set_setting("x", &text.repeat(9)).err()).unwrap();
        assert_eq!(from_store(full).code, Code::DiskFull);
    }

    #[test]
    fn a_program_of_others_that_holds_the_database_is_waited_for_and_said() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = open(folder.path(), clock).unwrap();
        // A tool that has the file open and writes: not one of ours, those hold the owner's lock.
        let hold = "import sqlite3, sys\nheld = sqlite3.connect(sys.argv[1])\nheld.execute('BEGIN IMMEDIATE')\nprint('held', flush=True)\nsys.stdin.read()";
        let mut python = std::process::Command::new("python3");
        python.args(["-c", hold]).arg(store.home().database());
        let pipe = std::process::Stdio::piped;
        let Ok(mut other) = python.stdin(pipe()).stdout(pipe()).spawn() else {
            return jibiao_testkit::skipped("python3 is not installed, so no other program holds the database");
        };
        let mut said = String::new();
        BufReader::new(other.stdout.as_mut().unwrap()).read_line(&mut said).unwrap();
        assert_eq!(said, "held\n");
        assert_eq!(from_store(store.set_setting("x", "1").unwrap_err()).code, Code::DataBusy);
        drop(other.stdin.take());
        assert!(other.wait().unwrap().success());
        store.set_setting("x", "1").unwrap();
    }

    #[test]
    fn data_of_an_older_version_is_not_read_beside_others() {
        let folder = tempfile::tempdir().unwrap();
        let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("../store/tests/schemas/v1.db");
        std::fs::copy(old, folder.path().join("jibiao.db")).unwrap();
        assert_eq!(open_to_read(folder.path(), clock).unwrap_err().code, Code::Data);
    }

    /// No test can mount one: that its kind is seen in the system's list of mounts is tested in the store.
    #[test]
    fn a_network_drive_has_its_code() {
        assert_eq!(from_store(StoreError::NetworkDrive("nfs4".to_owned())).code, Code::DataNetwork);
    }
}
