//! The files of a report: filled under other names, then renamed, so that a failed run leaves what was there.

use super::columns::{FINDINGS, FORMS, INDICATORS};
use super::decide::{self, Missing};
use super::rows::{self, Desk, Rows, Unit, Work};
use super::sheets::{Sheets, Told};
use super::survey::Survey;
use super::{SCHEMA, Unread, Written};
use crate::check::Asked;
use crate::error::{Code, Error};
use crate::files;
use jibiao_exchange::columns::{Column, Parquet};
use jibiao_model::template::TemplateSet;
use rayon::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;
use tempfile::NamedTempFile;

/// The report and the tables.
pub(super) const NAMES: [&str; 7] = [
    "汇总.xlsx",
    "forms.jsonl",
    "indicators.jsonl",
    "findings.jsonl",
    "forms.parquet",
    "indicators.parquet",
    "findings.parquet",
];

/// Tells the files of a report from somebody's own: their digests, the version of the tables, and what the report lacks.
pub(super) const MANIFEST: &str = "batch.json";

const FORMAT: &str = "jibiao.batch/1";

/// In the manifest while the files are renamed: the digests of those that stood there before, so that a run that is cut off then blocks no
/// other.
const BEFORE: &str = "before";

/// Units that are checked together: so many, or so many bytes of forms.
const TOGETHER: usize = 64;
const TOGETHER_BYTES: usize = 4 << 20;

/// Refuses a folder in which a file of these names is not the one that the last run wrote: it may have been worked on.
pub(super) fn may_write(folder: &Path) -> Result<(), Error> {
    if folder.exists() && !folder.is_dir() {
        return Err(Error::new(Code::FileExists, "这里有同名的文件", "请把 -o 写成文件夹").of(folder));
    }
    let known = known(folder);
    for name in NAMES.iter().chain([&MANIFEST]) {
        let path = folder.join(name);
        if !path.exists() {
            continue;
        }
        let own = match *name == MANIFEST {
            true => known.is_some(),
            false => {
                let digest = digest_of(&path).map(Value::String);
                digest.is_some_and(|digest| known.iter().flatten().any(|known| known.get(*name) == Some(&digest)))
            }
        };
        if !own {
            let message = "已有同名文件，不是上次汇总写的，或后来改过";
            return Err(Error::new(Code::FileExists, message, "没有覆盖它，请换一个文件夹，或先把它移走").of(&path));
        }
    }
    Ok(())
}

/// The digests by name of the last run; where it was cut off while it renamed its files, also those of the run before.
fn known(folder: &Path) -> Option<Vec<Value>> {
    let text = files::read_text(&folder.join(MANIFEST)).ok()?;
    let manifest: Value = serde_json::from_str(&text).ok()?;
    manifest.get("format").filter(|format| *format == FORMAT)?;
    Some([manifest.get("files"), manifest.get(BEFORE)].into_iter().flatten().cloned().collect())
}

fn digest_of(path: &Path) -> Option<String> {
    let mut file = File::open(path).ok()?;
    let (mut digest, mut buffer) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        match file.read(&mut buffer).ok()? {
            0 => return Some(hex(digest)),
            length => digest.update(buffer.get(..length)?),
        }
    }
}

fn hex(digest: Sha256) -> String {
    digest.finalize().iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A file that is digested while it is written.
struct Growing {
    name: &'static str,
    file: BufWriter<NamedTempFile>,
    digest: Sha256,
}

impl Write for Growing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.digest.update(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Growing {
    fn new(folder: &Path, name: &'static str) -> io::Result<Growing> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".jibiao-").suffix(".part");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        let file = BufWriter::with_capacity(1 << 16, builder.tempfile_in(folder)?);
        Ok(Growing { name, file, digest: Sha256::new() })
    }
}

/// The two files of a table.
struct Table {
    lines: Growing,
    parquet: Parquet<Growing>,
}

impl Table {
    fn new(folder: &Path, names: [&'static str; 2], columns: &'static [Column]) -> Result<Table, Error> {
        let [lines, parquet] =
            names.map(|name| Growing::new(folder, name).map_err(|error| files::write_error(folder, &error)));
        let table = names[1].trim_end_matches(".parquet");
        let foot = [("jibiao.program", crate::VERSION), ("jibiao.schema", SCHEMA)];
        let parquet = Parquet::new(parquet?, table, columns, &foot).map_err(|error| not_written(folder, &error))?;
        Ok(Table { lines: lines?, parquet })
    }

    fn add(&mut self, folder: &Path, rows: Rows) -> Result<(), Error> {
        self.lines.write_all(&rows.json).map_err(|error| files::write_error(folder, &error))?;
        for row in rows.values {
            self.parquet.push(row).map_err(|error| not_written(folder, &error))?;
        }
        Ok(())
    }

    fn finish(self, folder: &Path) -> Result<[Growing; 2], Error> {
        Ok([self.lines, self.parquet.finish().map_err(|error| not_written(folder, &error))?])
    }
}

/// The writer of Parquet tells a full disk in its own words.
fn not_written(folder: &Path, error: &impl std::fmt::Display) -> Error {
    Error::new(Code::FileWrite, format!("没有写成：{error}"), "请检查磁盘的空间和权限").of(folder)
}

/// Everything that grows while the units pass.
struct Report {
    sheets: Sheets,
    forms: Table,
    indicators: Table,
    findings: Table,
    written: Written,
}

impl Report {
    fn new(folder: &Path) -> Result<Report, Error> {
        Ok(Report {
            sheets: Sheets::new(folder)?,
            forms: Table::new(folder, ["forms.jsonl", "forms.parquet"], FORMS)?,
            indicators: Table::new(folder, ["indicators.jsonl", "indicators.parquet"], INDICATORS)?,
            findings: Table::new(folder, ["findings.jsonl", "findings.parquet"], FINDINGS)?,
            written: Written::default(),
        })
    }

    fn add(&mut self, units: Vec<Unit>, survey: &Survey) -> Result<(), Error> {
        let folder = &survey.output;
        for unit in units {
            let Some(group) = survey.decided.groups.get(unit.group) else { continue };
            let listed = group.listed.and_then(|at| survey.list.as_ref()?.units.get(at));
            self.sheets.unit(&unit, group, survey.list.is_some(), listed.and_then(|unit| unit.projects))?;
            for item in group.items.iter().filter_map(|number| survey.items.get(*number)) {
                self.sheets.year(&item.year);
            }
            for (sum, count) in self.written.findings.iter_mut().zip(unit.counts) {
                *sum += count;
            }
            for (sum, count) in self.written.forms.iter_mut().zip(unit.kinds) {
                *sum += count;
            }
            self.written.units += usize::from(!group.items.is_empty());
            self.forms.add(folder, unit.forms)?;
            self.indicators.add(folder, unit.indicators)?;
            self.findings.add(folder, unit.findings)?;
        }
        Ok(())
    }

    fn finish(self, survey: &Survey) -> Result<Written, Error> {
        let (folder, mut written) = (&survey.output, self.written);
        let missing: Option<Vec<Missing>> =
            survey.list.as_ref().map(|list| decide::missing(list, &survey.decided, &survey.items, &survey.unread));
        written.missing = missing.as_ref().map(|missing| missing.iter().filter(|one| one.all).count());
        written.not_counted = survey.decided.not_counted.iter().map(|one| one.forms).sum();
        written.refused = survey.unread.iter().filter(|one| one.code.is_some()).count();
        let missing = missing.unwrap_or_default();
        let told = Told {
            written: &written,
            decided: &survey.decided,
            missing: &missing,
            unread: &survey.unread,
            files: &survey.files,
            listed: survey.list.as_ref().map(|list| list.units.len()),
            year: survey.year,
        };
        let mut workbook = Growing::new(folder, "汇总.xlsx").map_err(|error| files::write_error(folder, &error))?;
        self.sheets.finish(&told, &mut workbook)?;
        let mut grown = vec![workbook];
        for table in [self.forms, self.indicators, self.findings] {
            grown.extend(table.finish(folder)?);
        }
        grown.sort_by_key(|one| NAMES.iter().position(|name| *name == one.name));
        let mut digests = serde_json::Map::new();
        let mut ready = Vec::new();
        for Growing { name, file, digest } in grown {
            let path = folder.join(name);
            let failed = |error: io::Error| files::write_error(&path, &error);
            let file = file.into_inner().map_err(|error| failed(error.into_error()))?;
            file.as_file().sync_all().map_err(failed)?;
            digests.insert(name.to_owned(), Value::String(hex(digest)));
            ready.push((path, file));
        }
        // All is on the disk; from here on only names change.
        let manifest_at = folder.join(MANIFEST);
        let digest = |name: &&str| Some(((*name).to_owned(), Value::String(digest_of(&folder.join(name))?)));
        let before = Value::Object(NAMES.iter().filter_map(digest).collect());
        let half = manifest(survey, &missing, &written, (&digests, Some(before)));
        files::write(&manifest_at, half.as_bytes())?;
        for (path, file) in ready {
            file.persist(&path).map_err(|error| files::write_error(&path, &error.error))?;
            written.files.push(path);
        }
        files::write(&manifest_at, manifest(survey, &missing, &written, (&digests, None)).as_bytes())?;
        written.files.push(manifest_at);
        Ok(written)
    }
}

fn manifest(
    survey: &Survey,
    missing: &[Missing],
    written: &Written,
    (digests, before): (&serde_json::Map<String, Value>, Option<Value>),
) -> String {
    let missing = survey.list.as_ref().map(|_| {
        let one = |one: &Missing| json!({"code": one.code, "name": one.name, "all": one.all, "message": one.message});
        missing.iter().map(one).collect::<Vec<_>>()
    });
    let file = |number: usize| survey.files.get(number).map_or("", String::as_str);
    let not_counted = survey.decided.not_counted.iter().map(|one| {
        json!({"file": file(one.file), "what": one.what, "forms": one.forms, "why": one.why.title(), "message": one.message})
    });
    let unread = survey.unread.iter().map(|Unread { label, code, reason }| {
        json!({"file": label, "code": code.map(|code| code.as_str()), "message": reason})
    });
    let [projects, units] = written.forms;
    let [errors, warnings, hints, waived] = written.findings;
    let mut manifest = json!({
        "format": FORMAT, "program": crate::VERSION, "schema": SCHEMA, "year": survey.year,
        "units": written.units, "project_forms": projects, "unit_forms": units,
        "errors": errors, "warnings": warnings, "hints": hints, "waived": waived,
        "missing": missing, "not_counted": not_counted.collect::<Vec<_>>(), "unread": unread.collect::<Vec<_>>(),
        "files": digests,
    });
    if let (Some(before), Some(manifest)) = (before, manifest.as_object_mut()) {
        manifest.insert(BEFORE.to_owned(), before);
    }
    // Texts and numbers: nothing that could not be written.
    serde_json::to_string_pretty(&manifest).unwrap_or_default() + "\n"
}

/// The second pass: unit by unit, checked on all cores while those before are written.
pub(super) fn write(
    mut survey: Survey,
    templates: &TemplateSet,
    asked: &Asked<'_>,
    done: &(dyn Fn() + Sync),
) -> Result<Written, Error> {
    let mut report = Report::new(&survey.output)?;
    let mut next = Next::default();
    let mut waiting: Vec<Unit> = Vec::new();
    loop {
        let packed = next.take(&mut survey)?;
        let finished = packed.is_empty();
        let desk = Desk::new(templates, asked, &survey.files);
        let check = || {
            let work = packed.into_par_iter().filter_map(|packed| {
                let unit = rows::check(&packed.work(&survey)?, &desk);
                done();
                Some(unit)
            });
            work.collect::<Result<Vec<Unit>, Error>>()
        };
        let (written, checked) = rayon::join(|| report.add(std::mem::take(&mut waiting), &survey), check);
        written?;
        waiting = checked?;
        if finished {
            break;
        }
    }
    report.finish(&survey)
}

/// Which units come next, and the number of their first form.
#[derive(Default)]
struct Next {
    group: usize,
    form: usize,
}

/// A unit's forms, out of the spool.
struct Packed {
    group: usize,
    first: usize,
    forms: Vec<(usize, super::spool::Packed)>,
}

impl Packed {
    fn work(self, survey: &Survey) -> Option<Work<'_>> {
        let group = survey.decided.groups.get(self.group)?;
        let forms = self.forms.into_iter().filter_map(|(number, packed)| Some((survey.items.get(number)?, packed)));
        Some(Work { number: self.group, group, first: self.first, forms: forms.collect() })
    }
}

impl Next {
    fn take(&mut self, survey: &mut Survey) -> Result<Vec<Packed>, Error> {
        let (mut taken, mut bytes) = (Vec::new(), 0);
        while taken.len() < TOGETHER && bytes < TOGETHER_BYTES {
            let Some(group) = survey.decided.groups.get(self.group) else { break };
            let mut packed = Packed { group: self.group, first: self.form + 1, forms: Vec::new() };
            for number in &group.items {
                let Some(item) = survey.items.get(*number) else { continue };
                bytes += item.place.len();
                packed.forms.push((*number, survey.spool.get(&item.place)?));
            }
            self.group += 1;
            self.form += packed.forms.len();
            taken.push(packed);
        }
        Ok(taken)
    }
}
