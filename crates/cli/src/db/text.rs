//! What `jibiao db` says.

use chrono::{DateTime, Local, TimeZone as _};
use jibiao_app::Error;
use jibiao_app::data::{Added, BackupLine, Checked, Difference, FormId, FormLine, Saved};
use std::fmt::Write as _;
use std::path::Path;

/// A stored moment in the time of this machine.
pub fn moment(milliseconds: i64) -> Option<DateTime<Local>> {
    Local.timestamp_millis_opt(milliseconds).single()
}

/// The answer of `db info`.
pub fn info(database: &Path, forms: i64, deleted: i64, copies: &[BackupLine]) -> String {
    let newest =
        copies.first().map_or_else(String::new, |copy| format!("，最近一份 {}", copy.at.format("%Y-%m-%d %H:%M")));
    format!(
        "数据文件：{}\n表：{forms} 份，回收站 {deleted} 份\n备份：{} 份{newest}\n",
        database.display(),
        copies.len()
    )
}

/// A form in a list.
pub fn form(line: &FormLine) -> String {
    let kind = if line.kind == "unit" { "整体表" } else { "项目表" };
    let year = line.year.map_or_else(|| "年度未填".to_owned(), |year| year.to_string());
    let updated = moment(line.updated_at).map_or_else(String::new, |at| at.format("%Y-%m-%d %H:%M").to_string());
    let name = if line.name.trim().is_empty() { "（未命名）" } else { &line.name };
    format!("{:>5}  {kind}  {year}  {updated}  {name}\n", line.id.0)
}

/// Forms that the search does not know as they are now.
pub fn unindexed(count: u32) -> String {
    format!("有 {count} 份表刚改过，按改之前的文字查找；过一分钟再查，或在窗口里查。")
}

/// The last line of `db add`.
pub fn added(done: usize, present: usize, refused: usize) -> String {
    let present = if present == 0 {
        String::new()
    } else {
        format!("；另有 {present} 份内容与已有的完全相同，没有再加")
    };
    match refused {
        0 => format!("加入了 {done} 份表{present}。"),
        _ => format!("加入了 {done} 份表，{refused} 份没有加入{present}。"),
    }
}

/// A form of which there is another one already. Complaints hold no text of a form: it is told by its number.
pub fn beside(added: &Added, other: FormId) -> String {
    format!(
        "{}：加入的表（编号 {}）与已有的一份（编号 {other}）年度和名称相同，内容不同，两份都留着。请看看要留哪一份",
        added.file.display(),
        added.id
    )
}

/// Waivers of a package that belong nowhere.
pub fn left_out(count: usize) -> String {
    format!("有 {count} 处“忽略”说的地方在表里找不到，没有带入；表本身都已加入。")
}

/// A copy in a list.
pub fn copy(copy: &BackupLine) -> String {
    let name = copy.file.file_name().unwrap_or_default().to_string_lossy();
    let forms = copy.forms.map_or_else(|| "读不出来".to_owned(), |forms| format!("{forms} 份表"));
    let kilobytes = copy.size.div_ceil(1024);
    format!("{}  {}  {forms}  {kilobytes} KB  {name}\n", copy.at.format("%Y-%m-%d %H:%M:%S"), copy.reason.title())
}

/// An empty list of copies.
pub fn no_copies(folder: &Path) -> String {
    format!("{} 里还没有备份。", folder.display())
}

/// What a restore changes.
pub fn difference(difference: &Difference) -> String {
    let Difference { lost, changed, returned } = difference;
    let mut text = String::new();
    for (what, forms) in [("去掉", lost), ("改回", changed), ("找回", returned)] {
        for named in forms {
            let _ = writeln!(text, "{what}  {}  {named}", named.form);
        }
    }
    let _ = writeln!(text, "恢复会去掉 {} 份表、改回 {} 份、找回 {} 份。", lost.len(), changed.len(), returned.len());
    text
}

/// Data that cannot be compared with a copy.
pub fn present_unreadable(error: &Error) -> String {
    format!("现有数据不能比较：{}", error.message)
}

/// The end of a restore.
pub fn restored(saved: &Saved) -> String {
    match saved {
        Saved::Copy(file) => format!("已恢复。恢复前的数据备份在 {}。\n", file.display()),
        Saved::Aside(folder) => format!("已恢复。原来损坏的文件保存在 {}。\n", folder.display()),
        Saved::Nothing => "已恢复。\n".to_owned(),
    }
}

/// The answer of `db check`.
pub fn checked(checked: &Checked) -> String {
    let Checked { forms, faults } = checked;
    match faults.as_slice() {
        [] => format!("{forms} 份表全部读过，数据完好。\n"),
        faults => {
            let mut text = format!("{forms} 份表全部读过，有 {} 处损坏：\n", faults.len());
            for fault in faults {
                let _ = writeln!(text, "  {fault}");
            }
            text.push_str("请从备份恢复：jibiao db restore 列出备份。\n");
            text
        }
    }
}
