//! How well the rules do: defects are planted into clean forms, in many shapes, and the book is asked whether it finds them;
//! forms that look much like them but are right show the false alarms. Seeded: the same figures on every machine.
//!
//! To add a rule: a [`Kind`] in the file of its group with a function that plants one defect, and one that makes a look-alike. Both are
//! called until [`SHAPES`] different ones are there, so they have to draw their words and numbers.

mod across;
mod cells;
mod draw;
mod edits;
mod money;
mod names;
mod others;
mod packs;
mod text;
mod time;
mod value;
mod whole;
mod wording;

pub use draw::{Draw, Sample};

use crate::rules::FileError;
use jibiao_model::Form;
use jibiao_model::template::TemplateSet;
use jibiao_rules::{Context, Finding, Selection, Stage, Surroundings, book, check_within};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// How many different shapes of each defect are planted, and of each look-alike.
pub const SHAPES: usize = 60;

/// So many times a defect is drawn for them.
const TURNS: usize = SHAPES * 40;

/// A form with one defect of a rule.
pub struct Planted {
    /// The form.
    pub form: Sample,
    /// What was planted; two plantings that differ in nothing but their numbers are one shape.
    pub what: String,
    /// Where the rule may report it, any of these; the cell inside a row does not count.
    pub places: Vec<String>,
}

/// The shape of what was planted: its words with every number as `0`.
fn shape(what: &str) -> String {
    let mut shape = String::with_capacity(what.len());
    for c in what.chars() {
        match c {
            '0'..='9' if shape.ends_with('0') => {}
            '0'..='9' => shape.push('0'),
            c => shape.push(c),
        }
    }
    shape
}

/// Plants the defects of one rule.
pub struct Kind {
    /// The rule.
    pub code: &'static str,
    /// One planted defect. The number tells which call it is, for shapes that should come in turn.
    pub plant: fn(&mut Draw, usize) -> Planted,
    /// A form that looks like a defect and is right, with what was put there.
    pub alike: fn(&mut Draw, usize) -> (Sample, String),
}

/// Every kind, by group.
fn kinds() -> Vec<Kind> {
    let groups = [
        money::kinds(),   // B
        cells::kinds(),   // B, C, F and G: single cells
        value::kinds(),   // C
        time::kinds(),    // D
        text::kinds(),    // E
        wording::kinds(), // F and G
        packs::kinds(),   // F and G: templates, lengths, font
    ];
    let mut kinds: Vec<Kind> = groups.into_iter().flatten().collect();
    kinds.sort_by_key(|kind| kind.code);
    kinds
}

/// What became of one rule.
struct Score {
    code: &'static str,
    shapes: usize,
    found: usize,
    alikes: usize,
    false_alarms: usize,
    /// The first few that went wrong, for whoever mends the rule.
    wrong: Vec<String>,
    /// Messages that are too long to be read at a glance.
    wide: Vec<String>,
}

/// Findings of this one rule, switched on if need be.
fn findings(templates: &TemplateSet, form: &Form, code: &'static str) -> Vec<Finding> {
    let Some(template) = templates.get(form.template()) else { return Vec::new() };
    let today = chrono::NaiveDate::from_ymd_opt(2026, 6, 30).unwrap_or_default();
    let context = Context { today, stage: Stage::Complete, copy: None };
    let surroundings = Surroundings { glyphs: Some(&packs::in_font) };
    check_within(form, template, &context, surroundings, &Selection::Only(vec![code]))
}

/// The place without the cell inside a row.
fn row_of(path: &str) -> &str {
    path.find(']').and_then(|end| path.get(..=end)).unwrap_or(path)
}

fn found_at(findings: &[Finding], form: &Form, places: &[String]) -> bool {
    findings.iter().any(|finding| {
        let all = finding.related.iter().chain([&finding.place]);
        let paths: Vec<String> = all.filter_map(|place| place.json(form)).collect();
        places.iter().any(|place| paths.iter().any(|path| row_of(path) == row_of(place)))
    })
}

/// More than 60 Chinese characters in message and advice; letters and digits count half.
fn too_wide(findings: &[Finding]) -> impl Iterator<Item = String> {
    findings.iter().filter_map(|finding| {
        let text = format!("{}{}", finding.message, finding.advice);
        let halves: usize = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        (halves > 120).then(|| format!("{} {text}", finding.code))
    })
}

fn score(kind: &Kind, templates: &TemplateSet) -> Score {
    let seed = kind.code.bytes().fold(20_260_101_u64, |seed, byte| seed.wrapping_mul(31).wrapping_add(byte.into()));
    let mut draw = Draw::new(seed);
    let (mut seen, mut wrong, mut wide) = (BTreeSet::new(), Vec::new(), Vec::new());
    let (mut shapes, mut found, mut alikes, mut false_alarms) = (0, 0, 0, 0);
    for turn in 0..TURNS {
        if shapes == SHAPES {
            break;
        }
        let planted = (kind.plant)(&mut draw, turn);
        if !seen.insert(shape(&planted.what)) {
            continue;
        }
        shapes += 1;
        let form = Form::Project(planted.form.0);
        let said = findings(templates, &form, kind.code);
        wide.extend(too_wide(&said));
        if found_at(&said, &form, &planted.places) {
            found += 1;
        } else {
            wrong.push(format!("{} 没有找到：{}", kind.code, planted.what));
        }
    }
    seen.clear();
    for turn in 0..TURNS {
        if alikes == SHAPES {
            break;
        }
        let (form, what) = (kind.alike)(&mut draw, turn);
        if !seen.insert(shape(&what)) {
            continue;
        }
        alikes += 1;
        if let Some(finding) = findings(templates, &Form::Project(form.0), kind.code).first() {
            false_alarms += 1;
            wrong.push(format!("{} 误报：{what} -> {}", kind.code, finding.message));
        }
    }
    Score { code: kind.code, shapes, found, alikes, false_alarms, wrong, wide }
}

fn score_across(kind: &across::AcrossKind) -> Score {
    let seed = kind.code.bytes().fold(20_260_102_u64, |seed, byte| seed.wrapping_mul(31).wrapping_add(byte.into()));
    let mut draw = Draw::new(seed);
    let (wrong, wide) = (Vec::new(), Vec::new());
    let mut score = Score { code: kind.code, shapes: 0, found: 0, alikes: 0, false_alarms: 0, wrong, wide };
    let mut seen = BTreeSet::new();
    for planted in (0..TURNS).map(|_| (kind.plant)(&mut draw)) {
        if score.shapes == SHAPES || !seen.insert(shape(&planted.what)) {
            continue;
        }
        score.shapes += 1;
        // Of two forms that belong together either may be blamed.
        let found = planted.findings(kind.code);
        score.wide.extend(found.iter().flat_map(|found| too_wide(std::slice::from_ref(&found.finding))));
        if found.iter().any(|found| found.form.is_some() == planted.form.is_some()) {
            score.found += 1;
        } else {
            score.wrong.push(format!("{} 没有找到：{}", kind.code, planted.what));
        }
    }
    seen.clear();
    for (alike, what) in
        (0..TURNS).map(|_| (kind.alike)(&mut draw)).map(|alike| (alike.findings(kind.code), alike.what))
    {
        if score.alikes == SHAPES || !seen.insert(shape(&what)) {
            continue;
        }
        score.alikes += 1;
        if let Some(found) = alike.first() {
            score.false_alarms += 1;
            score.wrong.push(format!("{} 误报：{what} -> {}", kind.code, found.finding.message));
        }
    }
    score
}

/// Every rule that something is planted for, in the order of the codes.
fn scores(templates: &TemplateSet) -> Vec<Score> {
    let mut scores: Vec<Score> = kinds().iter().map(|kind| score(kind, templates)).collect();
    scores.extend(across::kinds().iter().chain(&whole::kinds()).map(score_across));
    scores.sort_by_key(|score| score.code);
    scores
}

/// A share as a percentage with one decimal, rounded down.
fn share(part: usize, whole: usize) -> String {
    let permille = (part * 1000).checked_div(whole).unwrap_or_default();
    format!("{}.{}%", permille / 10, permille % 10)
}

/// The page, and what went wrong in words.
fn report() -> (String, Vec<String>) {
    let templates = TemplateSet::builtin();
    let book = book();
    let scores = scores(templates);
    let mut page = String::from(HEAD);
    for score in &scores {
        let title = book.iter().find(|rule| rule.code == score.code).map_or("", |rule| rule.title);
        let Score { code, shapes, found, alikes, false_alarms, .. } = score;
        let (recall, alarms) = (share(*found, *shapes), share(*false_alarms, *alikes));
        let _ = writeln!(
            page,
            "| [{code}](rules/{code}.md) | {title} | {shapes} | {found} | {recall} | {alikes} | {false_alarms} | {alarms} |"
        );
    }
    let sum = |part: fn(&Score) -> usize| scores.iter().map(part).sum::<usize>();
    let (shapes, found) = (sum(|s| s.shapes), sum(|s| s.found));
    let (alikes, alarms) = (sum(|s| s.alikes), sum(|s| s.false_alarms));
    let _ = writeln!(
        page,
        "| | {} 条规则 | {shapes} | {found} | {} | {alikes} | {alarms} | {} |",
        scores.len(),
        share(found, shapes),
        share(alarms, alikes)
    );
    let clean = draw::clean();
    let mut loud = Vec::new();
    for form in &clean {
        let form = Form::Project(form.clone());
        for rule in &book {
            loud.extend(
                findings(templates, &form, rule.code)
                    .into_iter()
                    .map(|f| format!("{}：{} {}", form.name(), f.code, f.message)),
            );
        }
    }
    let _ = write!(page, "\n{} 份没有问题的样表上，全部规则（默认关闭的也打开）共报出 {} 条", clean.len(), loud.len());
    page.push_str(if loud.is_empty() { "。\n" } else { "：\n\n" });
    for line in loud {
        let _ = writeln!(page, "- {line}");
    }
    let mut wrong: Vec<String> = scores.into_iter().flat_map(|score| score.wrong).collect();
    page.push_str(&other_wordings(templates, &mut wrong));
    page.push_str(&other_forms(templates, &book));
    for set in &edits::SETS {
        page.push_str(&fresh_forms(templates, &book, set, &mut wrong));
    }
    page.push_str(include_str!("texts/measured.md"));
    (page, wrong)
}

/// How many of the other wordings of each group are found, beside what it was before the rules were mended with them.
fn other_wordings(templates: &TemplateSet, wrong: &mut Vec<String>) -> String {
    let mut page = String::from(OTHER_WORDINGS);
    let all = others::wordings();
    let (mut sum, mut sum_found) = (0, 0);
    for (group, before) in BEFORE {
        let (mut lines, mut found, mut rules) = (0, 0, BTreeSet::new());
        for wording in all.iter().filter(|wording| wording.code.starts_with(group)) {
            lines += 1;
            rules.insert(wording.code);
            let form = Form::Project(wording.planted.form.0.clone());
            if found_at(&findings(templates, &form, wording.code), &form, &wording.planted.places) {
                found += 1;
            } else {
                wrong.push(format!("{} 别的写法没有找到：{}", wording.code, wording.planted.what));
            }
        }
        let _ =
            writeln!(page, "| {group} | {} | {lines} | {before} | {found} | {} |", rules.len(), share(found, lines));
        (sum, sum_found) = (sum + lines, sum_found + found);
    }
    let before: usize = BEFORE.iter().map(|(_, before)| before).sum();
    let _ = writeln!(
        page,
        "| 合计 | | {sum} | {before}（{}） | {sum_found} | {} |",
        share(before, sum),
        share(sum_found, sum)
    );
    page
}

/// What all rules that are on by default say of the forms of other kinds of projects.
fn other_forms(templates: &TemplateSet, book: &[jibiao_rules::Facts]) -> String {
    let forms = others::forms();
    let mut said = Vec::new();
    for form in forms.iter().map(|form| Form::Project(form.0.clone())) {
        for rule in book.iter().filter(|rule| rule.default_on) {
            let found = findings(templates, &form, rule.code).into_iter();
            said.extend(
                found.map(|f| format!("- {}（{}）：{} {}", form.name(), f.severity.title(), f.code, f.message)),
            );
        }
    }
    let mut page = format!(
        "\n## 别的项目的表\n\n另有 {} 份别的项目的表，写法各不相同，没有问题。默认打开的规则在上面报出 {} 条",
        forms.len(),
        said.len()
    );
    let _ = writeln!(page, "（修改规则以前 {} 条）{}", BEFORE_FORMS, if said.is_empty() { "。" } else { "：\n" });
    said.iter().for_each(|line| {
        let _ = writeln!(page, "{line}");
    });
    page
}

/// Defects in whole forms of new kinds of projects: found first and now, and what is said of the forms without a defect.
fn fresh_forms(
    templates: &TemplateSet,
    book: &[jibiao_rules::Facts],
    set: &edits::Set,
    wrong: &mut Vec<String>,
) -> String {
    let mut page = format!("\n{}\n{FRESH_FORMS}", set.heading);
    let all = set.edited();
    let (mut sum, mut sum_found) = (0, 0);
    for (group, before) in set.found_first {
        let (mut lines, mut found, mut rules) = (0, 0, BTreeSet::new());
        for edited in all.iter().filter(|edited| edited.code.starts_with(*group)) {
            lines += 1;
            rules.insert(edited.code);
            let form = Form::Project(edited.form.0.clone());
            if findings(templates, &form, edited.code).is_empty() {
                let others =
                    book.iter().filter(|rule| rule.default_on && !findings(templates, &form, rule.code).is_empty());
                let others: Vec<&str> = others.map(|rule| rule.code).collect();
                wrong.push(format!("整份表里没有找到：{}；报了 {}", edited.line, others.join("、")));
            } else {
                found += 1;
            }
        }
        let _ =
            writeln!(page, "| {group} | {} | {lines} | {before} | {found} | {} |", rules.len(), share(found, lines));
        (sum, sum_found) = (sum + lines, sum_found + found);
    }
    let before: usize = set.found_first.iter().map(|(_, before)| before).sum();
    let (first, now) = (share(before, sum), share(sum_found, sum));
    let _ = writeln!(page, "| 合计 | | {sum} | {before}（{first}） | {sum_found} | {now} |");
    let mut said = Vec::new();
    let forms = set.forms();
    for form in forms.iter().map(|form| Form::Project(form.0.clone())) {
        for rule in book.iter().filter(|rule| rule.default_on) {
            let found = findings(templates, &form, rule.code).into_iter();
            said.extend(found.map(|f| format!("- {}：{} {}", form.name(), f.code, f.message)));
        }
    }
    let (forms, first) = (forms.len(), set.said_first);
    let _ = writeln!(page, "\n没有改动的 {forms} 份表上，默认打开的规则报出 {} 条（第一次 {first} 条）。", said.len());
    said.iter().for_each(|line| {
        let _ = writeln!(page, "{line}");
    });
    page
}

const FRESH_FORMS: &str = "“初次找到”是第一次试的结果，以后按没有找到的改过规则。只看该报的规则有没有报，不看位置。\n\n| 组 | 规则 | 错误 | 初次找到 | 现在找到 | 现在找到率 |\n| --- | --- | --- | --- | --- | --- |\n";

/// Found of the other wordings of each group when they were first tried, before the rules were mended.
const BEFORE: [(char, usize); 4] = [('B', 51), ('C', 125), ('D', 44), ('E', 32)];
/// Findings on the forms of other kinds of projects when they were first tried.
const BEFORE_FORMS: usize = 12;

const OTHER_WORDINGS: &str = "\n## 没有见过的写法\n\n上面的写法是规则修改时用过的，找到率因此偏高。`crates/xtask/src/quality/texts/wordings.txt` 里的写法是不看规则的条件另外写的（别的项目、单位、数字写法和说法）。\n“初次找到”是第一次试的结果，可以看作规则对没有见过的写法的找到率；以后按这些写法改过规则，“现在找到”不再说明这一点。\n\n| 组 | 规则 | 写法 | 初次找到 | 现在找到 | 现在找到率 |\n| --- | --- | --- | --- | --- | --- |\n";

const HEAD: &str = "# 规则的准确程度\n\n由 `cargo run -p jibiao-xtask -- rule-quality` 生成。每条规则在没有问题的样表里埋入一种错误，换不同的写法、单位、位置和上下文，看规则能否在正确的位置找到；只有数字不同的算同一种，每条规则至多 60 种。\n再用写法相近而没有错误的表，看规则是否误报。种子固定，每次结果相同。\n\n| 规则 | 名称 | 埋入 | 找到 | 找到率 | 相近而正确 | 误报 | 误报率 |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n";

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rule-quality.md")
}

/// Writes the page anew; says on the way what was missed and what was a false alarm.
pub fn write() -> Result<String, FileError> {
    let (page, wrong) = report();
    wrong.iter().for_each(|line| eprintln!("{line}"));
    let file = file();
    std::fs::write(&file, page).map_err(|source| FileError::new("写入", &file, source))?;
    Ok(format!("规则的准确程度写入 {}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_written_figures_are_those_of_the_rules() {
        let written = std::fs::read_to_string(file()).unwrap();
        assert!(written == report().0, "docs/rule-quality.md is stale, run: cargo run -p jibiao-xtask -- rule-quality");
    }

    #[test]
    fn every_kind_comes_in_many_shapes_and_is_found_in_nearly_all() {
        let templates = TemplateSet::builtin();
        for score in scores(templates) {
            let Score { code, shapes, found, alikes, false_alarms, wrong, wide } = score;
            assert!(wide.is_empty(), "longer than 60: {wide:?}");
            // Numbers, values, times and contradictions (B to E) come in many shapes; for others there are few ways to be wrong or right.
            let least = if code.starts_with(['B', 'C', 'D', 'E']) { 50 } else { 30 };
            assert!(shapes >= least && alikes >= 5, "{code}: {shapes} shapes, {alikes} alike");
            assert!(found * 100 >= shapes * 90, "{code}: {wrong:?}");
            assert!(false_alarms * 100 <= alikes * 5, "{code}: {wrong:?}");
        }
    }
}
