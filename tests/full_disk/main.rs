//! A full disk under the command line: at every amount of space that is left, what is written is the old file or the new one, the error
//! has a code and says what to do, and after space was freed the same command works.

use jibiao_testkit::faults::{self, Fault, SmallDisk};
use jibiao_testkit::program;
use std::path::Path;
use std::process::{Command, Output};

fn jibiao(args: &[&str]) -> Output {
    Command::new(program("jibiao")).args(args).output().expect("jibiao runs")
}

fn fine(args: &[&str]) -> String {
    let output = jibiao(args);
    assert!(output.status.code().is_some_and(|code| code < 2), "{args:?}: {output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| name != ".ballast");
    names.sort();
    names
}

/// A print of another form of the sample: only what the program printed itself is replaced.
fn old_print(sample: &Path) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("folder");
    let output = folder.path().join("old.pdf");
    let forms = files(sample);
    let form = forms.iter().find(|name| name.starts_with("01-")).expect("the sample's first form");
    fine(&["print", text(&sample.join(form)), "-o", text(&output)]);
    std::fs::read(&output).expect("printed")
}

/// The sample under other names, so that none of its forms is there already.
fn renamed(sample: &Path, number: usize, into: &Path) {
    std::fs::create_dir(into).expect("a folder");
    for name in files(sample) {
        let mut form = std::fs::read_to_string(sample.join(&name)).expect("a form");
        for key in ["project_name", "department"] {
            let begins = format!("\"{key}\": \"");
            form = form.replace(&begins, &format!("{begins}第{number}"));
        }
        std::fs::write(into.join(&name), form).expect("written");
    }
}

/// Runs a command with ever more blocks free until it has enough. `output` is its one file, which `before` stood in.
fn at_every_amount(disk: &SmallDisk, args: &[&str], output: &Path, before: Option<&[u8]>) -> usize {
    let wanted = {
        fine(args);
        let bytes = std::fs::read(output).expect("written");
        std::fs::remove_file(output).expect("removed");
        bytes
    };
    for blocks in 0.. {
        if let Some(before) = before {
            std::fs::write(output, before).expect("the old file");
        }
        let there = files(disk.path());
        disk.leave(blocks);
        let run = jibiao(args);
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        assert!(!said.contains("panicked"), "{said}");
        if std::fs::read(output).is_ok_and(|bytes| bytes == wanted) {
            disk.free();
            return blocks as usize;
        }
        assert_eq!(std::fs::read(output).ok().as_deref(), before, "{blocks} blocks: neither the old nor the new file");
        assert_eq!(files(disk.path()), there, "{blocks} blocks: something half was left");
        assert!(said.contains("磁盘空间不足") && said.contains("腾出空间"), "{blocks} blocks: {said}");
        assert!(said.contains("E_DISK_FULL") || said.contains("E_FILE_WRITE"), "{blocks} blocks: {said}");
        disk.free();
        fine(args);
        assert!(std::fs::read(output).is_ok_and(|bytes| bytes == wanted), "the retry works");
        std::fs::remove_file(output).expect("removed");
    }
    unreachable!("a disk of so many blocks")
}

#[test]
fn exports_and_prints_are_the_old_or_the_new_file_at_every_amount_of_space() {
    let Some(disk) = SmallDisk::mount(2048) else { return };
    let sample = tempfile::tempdir().expect("folder");
    fine(&["sample", "-o", text(sample.path())]);
    let one = sample.path().join("unit.json");
    let target = |name: &str| disk.path().join(name);

    let (package, json, pdf, all) = (target("a.jbz"), target("a.json"), target("a.pdf"), target("all.pdf"));
    let refused = [
        at_every_amount(
            &disk,
            &["export", text(sample.path()), "--to", "package", "-o", text(&package)],
            &package,
            None,
        ),
        at_every_amount(&disk, &["export", text(&one), "--to", "json", "-o", text(&json)], &json, None),
        // A print that stands there is replaced only by a whole one.
        at_every_amount(&disk, &["print", text(&one), "-o", text(&pdf)], &pdf, Some(&old_print(sample.path()))),
    ];
    assert!(refused.iter().all(|count| *count >= 1), "{refused:?}");
    // Beyond what one block sweep shows: a large file that fails far inside.
    disk.leave(8);
    let run = jibiao(&["print", text(sample.path()), "--one-file", "-o", text(&all)]);
    assert!(!all.exists() && String::from_utf8_lossy(&run.stderr).contains("磁盘空间不足"), "{run:?}");
    disk.free();
    fine(&["print", text(sample.path()), "--one-file", "-o", text(&all)]);
    assert!(all.exists());
}

#[test]
fn the_data_on_a_full_disk_keeps_what_was_said_and_goes_on_afterwards() {
    let Some(disk) = SmallDisk::mount(16 * 1024) else { return };
    let sample = tempfile::tempdir().expect("folder");
    fine(&["sample", "-o", text(sample.path())]);
    let data = disk.path().join("data");
    fine(&["db", "add", text(sample.path()), "--data", text(&data)]);
    disk.leave(40);
    let mut said = 13;
    let others = tempfile::tempdir().expect("folder");
    let many: Vec<_> = (0..40).map(|number| others.path().join(number.to_string())).collect();
    for (number, folder) in many.iter().enumerate() {
        renamed(sample.path(), number, folder);
    }
    let many: Vec<&str> = many.iter().map(|folder| text(folder)).collect();
    let add = [&["db", "add", "--data", text(&data)], many.as_slice()].concat();
    let run = jibiao(&add);
    said += String::from_utf8_lossy(&run.stdout).lines().count();
    assert_eq!(run.status.code(), Some(2));
    let error = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(error.contains("E_DISK_FULL") && error.contains("磁盘空间不足"), "{error}");
    disk.fill();
    for command in [vec!["db", "backup", "--data", text(&data)], vec!["import", many[39], "--into", text(&data)]] {
        let run = jibiao(&command);
        let error = String::from_utf8_lossy(&run.stderr).into_owned();
        assert_eq!(run.status.code(), Some(2), "{command:?}: {error}");
        assert!(error.contains("E_DISK_FULL"), "{command:?}: {error}");
    }
    disk.free();
    assert_eq!(
        fine(&["db", "list", "--data", text(&data)]).lines().count(),
        said,
        "what was said is there, and no more"
    );
    assert!(fine(&["db", "check", "--data", text(&data)]).contains("数据完好"));
    fine(&["db", "backup", "--data", text(&data)]);
    assert_eq!(fine(&["import", many[39], "--into", text(&data)]).lines().count(), 13);
}

/// The calls that come after the writing: each fails in turn.
#[test]
fn a_file_whose_last_steps_fail_is_the_old_one() {
    if !faults::can_inject() {
        return;
    }
    let folder = tempfile::tempdir().expect("folder");
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    fine(&["sample", "-o", &path("s")]);
    let (form, target) = (path("s/unit.json"), path("a.pdf"));
    let old = old_print(&folder.path().join("s"));
    for fault in [Fault::Full, Fault::Broken, Fault::Kill] {
        for call in ["fsync", "rename,renameat,renameat2"] {
            std::fs::write(&target, &old).expect("the old file");
            let run = faults::run(&program("jibiao"), call, 1, fault, |command| {
                command.args(["print", &form, "-o", &target]);
            });
            assert!(run.met, "{call} is called");
            assert_eq!(std::fs::read(&target).expect("there"), old, "{fault:?} at {call}");
            let said = String::from_utf8_lossy(&run.output.stderr).into_owned();
            assert!(fault == Fault::Kill || said.contains("E_FILE_WRITE"), "{fault:?} at {call}: {said}");
        }
    }
    fine(&["print", &form, "-o", &target]);
    assert!(std::fs::read(&target).is_ok_and(|bytes| bytes != old));
}
