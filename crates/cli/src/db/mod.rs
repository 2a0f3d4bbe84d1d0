//! `jibiao db`: the data of the window on the command line.

pub mod args;
mod text;

use crate::End;
use crate::args::{ExportTo, Format};
use crate::exchange::{self, refuse_prints_elsewhere};
use crate::run::{named, say, say_json};
use args::{Add, Backup, Data, Db, Export, List, Plain, Restore};
use chrono::{DateTime, FixedOffset, Local};
use jibiao_app::data::{self, Added, Before, FormId, FormLine, Present, Query, Reason, Store};
use jibiao_app::forms::{Source, TemplateSet};
use jibiao_app::{Code, Error};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Forms a page while everything is listed: memory stays small whatever the number.
const PAGE: u32 = 500;

fn now() -> DateTime<FixedOffset> {
    Local::now().fixed_offset()
}

fn folder(data: &Data) -> Result<PathBuf, Error> {
    data.data.clone().map_or_else(data::default_folder, Ok)
}

fn to_read(data: &Data) -> Result<Store, Error> {
    data::open_to_read(&folder(data)?, now)
}

/// Runs one of the commands.
pub fn run(command: Db, templates: &TemplateSet) -> Result<End, Error> {
    match command {
        Db::Info(args) => info(&args),
        Db::List(args) => list(&args),
        Db::Show { data, id } => {
            say(&data::show(&to_read(&data)?, FormId(id))?)?;
            Ok(End::Clean)
        }
        Db::Add(args) => add(&args, templates),
        Db::Export(args) => export(&args, templates),
        Db::Backup(args) => back_up(&args),
        Db::Restore(args) => restore(&args),
        Db::Check(args) => check(&args),
    }
}

fn info(args: &Plain) -> Result<End, Error> {
    let folder = folder(&args.data)?;
    let store = data::open_to_read(&folder, now)?;
    let (forms, deleted) = store.counts().map_err(data::from_store)?;
    let copies = data::backups(&folder);
    match args.format {
        Format::Text => say(&text::info(&store.home().database(), forms, deleted, &copies))?,
        Format::Json => say_json(&json!({
            "data": store.home().database().display().to_string(), "forms": forms, "deleted": deleted, "backups": copies.len(),
        }))?,
    }
    Ok(End::Clean)
}

fn list(args: &List) -> Result<End, Error> {
    let store = to_read(&args.plain.data)?;
    let mut query =
        Query { search: args.search.clone(), year: args.year, deleted: args.deleted, limit: PAGE, ..Query::default() };
    loop {
        let page = store.list(&query).map_err(data::from_store)?;
        for line in &page.forms {
            say_form(line, args.plain.format)?;
        }
        if !page.more {
            break;
        }
        query.offset = query.offset.saturating_add(PAGE);
    }
    if !args.search.trim().is_empty() {
        // An open window brings the index up in a quiet moment; whoever reads beside it cannot.
        match store.unindexed().map_err(data::from_store)? {
            0 => {}
            count => eprintln!("{}", text::unindexed(count)),
        }
    }
    Ok(End::Clean)
}

fn say_form(line: &FormLine, format: Format) -> Result<(), Error> {
    match format {
        Format::Text => say(&text::form(line)),
        Format::Json => say_json(&json!({
            "id": line.id, "kind": line.kind, "template": line.template, "year": line.year, "name": line.name,
            "revision": line.revision, "updated_at": text::moment(line.updated_at).map(|at| at.to_rfc3339()),
        })),
    }
}

fn add(args: &Add, templates: &TemplateSet) -> Result<End, Error> {
    let named = named(&args.forms)?;
    if args.dry_run {
        return would_add(&named.forms, templates);
    }
    let mut store = open_to_add(&folder(&args.plain.data)?)?;
    let one_by_one: Vec<&[Source]> = named.forms.chunks(1).collect();
    add_all(&mut store, &one_by_one, templates, false, args.plain.format)
}

/// Takes files into the data: the forms of one file in one transaction.
pub fn take_in(files: &[Vec<Source>], folder: &Path, templates: &TemplateSet, dry_run: bool) -> Result<End, Error> {
    if dry_run {
        return would_add(&files.concat(), templates);
    }
    let files: Vec<&[Source]> = files.iter().map(Vec::as_slice).collect();
    add_all(&mut open_to_add(folder)?, &files, templates, true, Format::Text)
}

fn would_add(forms: &[Source], templates: &TemplateSet) -> Result<End, Error> {
    let mut refused = false;
    for source in forms {
        match jibiao_app::forms::load(source, templates) {
            Ok(ready) => say(&format!("{}  {}\n", source.label(), ready.form.name()))?,
            Err(error) => {
                refused = true;
                eprintln!("{error}");
            }
        }
    }
    Ok(if refused { End::Findings } else { End::Clean })
}

fn open_to_add(folder: &Path) -> Result<Store, Error> {
    let store = data::open(folder, now)?;
    if store.counts().map_err(data::from_store)? != (0, 0) {
        store.back_up_if_changed(Reason::Import).map_err(data::from_store)?;
    }
    Ok(store)
}

/// Adds groups of forms, each all or none.
fn add_all(
    store: &mut Store,
    groups: &[&[Source]],
    templates: &TemplateSet,
    log: bool,
    format: Format,
) -> Result<End, Error> {
    let (mut done, mut refused, mut left_out, mut present) = (0, 0, 0, 0);
    let mut known = Present::of(store)?;
    for group in groups {
        match data::add(store, &mut known, group, templates, log) {
            // Only now, after the commit: who reads these lines may rely on them.
            Ok(added) => {
                for added in added {
                    if matches!(added.before, Before::Same(_)) {
                        present += 1;
                        continue;
                    }
                    if let Before::Other(other) = added.before {
                        eprintln!("{}", text::beside(&added, other));
                    }
                    say_added(&added, format)?;
                    done += 1;
                    left_out += added.left_out;
                }
            }
            // Nothing more can be saved then; what was said before is safe.
            Err(error) if error.code == Code::DiskFull => return Err(error),
            Err(error) => {
                refused += group.len();
                eprintln!("{error}");
            }
        }
    }
    if left_out > 0 {
        eprintln!("{}", text::left_out(left_out));
    }
    eprintln!("{}", text::added(done, present, refused));
    Ok(if refused + left_out == 0 { End::Clean } else { End::Findings })
}

fn say_added(added: &Added, format: Format) -> Result<(), Error> {
    match format {
        Format::Text => say(&format!("{}  {}\n", added.id, added.name)),
        Format::Json => {
            say_json(&json!({"id": added.id, "name": added.name, "file": added.file.display().to_string()}))
        }
    }
}

fn export(args: &Export, templates: &TemplateSet) -> Result<End, Error> {
    refuse_prints_elsewhere(args.to, args.pdf)?;
    let store = to_read(&args.data)?;
    let all = store.all().map_err(data::from_store)?;
    if let Some(id) = args.ids.iter().find(|id| !all.iter().any(|line| line.id == FormId(**id))) {
        store.form(FormId(*id)).map_err(data::from_store)?;
        let message = format!("编号为 {id} 的表在回收站里");
        return Err(Error::new(Code::FormDeleted, message, "请先从回收站恢复它"));
    }
    let mut lines = all;
    lines.retain(|line| args.ids.is_empty() || args.ids.contains(&line.id.0));
    if args.to != ExportTo::Json {
        let sources = data::sources(&store, &lines)?;
        let (to, output, pdf, dry_run) = (args.to, args.output.clone(), args.pdf, args.dry_run);
        let (forms, mapping, draft) = (Vec::new(), None, false);
        let export =
            crate::args::Export { forms, to, output, mapping, copy: crate::args::Copy::Filing, draft, pdf, dry_run };
        return exchange::export(&export, &sources, templates);
    }
    let mut refused = false;
    for line in &lines {
        match data::export(&store, line, &args.output, args.dry_run) {
            Ok(path) => say(&format!("{}\n", path.display()))?,
            Err(error) => {
                refused = true;
                eprintln!("{error}");
            }
        }
    }
    Ok(if refused { End::Findings } else { End::Clean })
}

fn back_up(args: &Backup) -> Result<End, Error> {
    // A copy for elsewhere only reads: it can be made beside the open window.
    let copy = match &args.output {
        Some(output) => to_read(&args.data)?.copy_out(output),
        None => {
            let folder = folder(&args.data)?;
            data::open_to_read(&folder, now)?;
            data::open(&folder, now)?.back_up(Reason::Manual)
        }
    };
    say(&format!("{}\n", copy.map_err(data::from_store)?.display()))?;
    Ok(End::Clean)
}

fn restore(args: &Restore) -> Result<End, Error> {
    let folder = folder(&args.plain.data)?;
    let Some(named) = &args.backup else { return list_copies(&folder, args.plain.format) };
    let copies = data::backups(&folder);
    let listed =
        copies.into_iter().find(|copy| copy.file.file_name() == named.file_name() && named.components().count() == 1);
    let file = listed.map_or_else(|| named.clone(), |copy| copy.file);
    match data::open_to_read(&folder, now) {
        Ok(store) => {
            let difference = store.difference(&file).map_err(|error| data::from_store(error).of(&file))?;
            say(&text::difference(&difference))?;
        }
        Err(error) => eprintln!("{}", text::present_unreadable(&error)),
    }
    if !args.dry_run {
        say(&text::restored(&data::restore_backup(&folder, &file, now)?))?;
    }
    Ok(End::Clean)
}

fn list_copies(folder: &Path, format: Format) -> Result<End, Error> {
    let copies = data::backups(folder);
    for copy in &copies {
        match format {
            Format::Text => say(&text::copy(copy))?,
            Format::Json => say_json(&json!({
                "file": copy.file.display().to_string(), "at": copy.at.format("%Y-%m-%dT%H:%M:%S").to_string(),
                "reason": copy.reason.title(), "size": copy.size, "forms": copy.forms,
            }))?,
        }
    }
    if copies.is_empty() {
        eprintln!("{}", text::no_copies(folder));
    }
    Ok(End::Clean)
}

fn check(args: &Plain) -> Result<End, Error> {
    let checked = to_read(&args.data)?.check().map_err(data::from_store)?;
    match args.format {
        Format::Text => say(&text::checked(&checked))?,
        Format::Json => say_json(&json!({"forms": checked.forms, "faults": checked.faults}))?,
    }
    Ok(if checked.faults.is_empty() { End::Clean } else { End::Findings })
}
