//! `jibiao disclose`: 公开材料.

use crate::End;
use crate::args;
use crate::exchange::{complain, end, stopped};
use crate::progress::Progress;
use crate::run::{context, load_budget, named_beside, say};
use crate::text;
use jibiao_app::disclose::{self, Category, Choices, Examined, Figure, Figures, Found, How, With, Written};
use jibiao_app::forms::TemplateSet;
use jibiao_app::rules::{Copy, Selection};
use jibiao_app::{Error, fonts};

/// Personal data first, then what else is wrong, the table of numbers, and the files.
pub fn run(args: args::Disclose, templates: &TemplateSet) -> Result<End, Error> {
    let budget = load_budget(&args.budget)?;
    let sources = named_beside(&args.forms, &[&args.budget])?.forms;
    let fonts = fonts::load()?;
    let of = |names: Vec<String>, category| names.into_iter().map(move |name| (name, category));
    let categories = of(args.operating, Category::Operating).chain(of(args.special, Category::Special)).collect();
    let choices = Choices { categories, withheld: args.withhold, looked_at: args.looked_at, unit: args.unit };
    let context = context(Copy::Publication);
    let with = With { templates, fonts: &fonts, context, selection: &Selection::Default };
    let how = How { draft: args.draft, replace: false, dry_run: args.dry_run };
    let progress = Progress::new(sources.len());
    let examined = disclose::read(&sources).and_then(|forms| {
        let decisions = choices.decide(&forms).map_err(|error| vec![error])?;
        disclose::examine(&sources, &forms, &budget, &decisions, &with, &|| progress.step())
    });
    let written = examined.and_then(|examined| {
        let written = examined.write(&sources, &args.output, &with, how).map_err(|error| vec![error])?;
        Ok((examined, written))
    });
    progress.finish();
    match written {
        Ok((examined, written)) => say_made(&examined, &written),
        Err(errors) => {
            complain(&errors);
            eprintln!("没有写任何文件。");
            Ok(stopped(&errors))
        }
    }
}

fn say_made(examined: &Examined, written: &Written) -> Result<End, Error> {
    say_found("个人信息，公开前请先看", &examined.privacy)?;
    say_found("还要改的错误", &examined.errors)?;
    say_found("请核对", &examined.doubts)?;
    let chapter = &examined.chapter;
    for note in &chapter.notes {
        eprintln!("{note}。");
    }
    if !chapter.questions.is_empty() {
        say("还要先答复\n")?;
        for question in &chapter.questions {
            say(&format!("  {}\n", question.text))?;
        }
        eprintln!("没有写任何文件。类别请写在表里，或用 --operating、--special 写项目名称；单位名称用 --unit 写。");
        return Ok(End::Findings);
    }
    say(&table(&chapter.figures))?;
    for path in &written.files {
        say(&format!("{}\n", path.display()))?;
    }
    if let Some(reason) = &written.held_back {
        eprintln!("公开件 PDF 没有生成：{reason}。改好后再做一次；确要先看，请加 --draft。");
    }
    for path in &written.moved_aside {
        eprintln!("以前生成的不再是现在的内容，已改名为 {}。", path.display());
    }
    for missing in &written.missing {
        eprintln!("{}", text::unprintable(missing));
    }
    let clean = examined.privacy.is_empty() && examined.errors.is_empty();
    Ok(end(clean && written.held_back.is_none() && written.missing.is_empty()))
}

fn say_found(title: &str, found: &[Found]) -> Result<(), Error> {
    if found.is_empty() {
        return Ok(());
    }
    say(&format!("{title}（{} 处）\n", found.len()))?;
    found.iter().try_for_each(|found| say(&text::found(&found.label, &found.line)))
}

/// The numbers of the text, by category.
fn table(figures: &Figures) -> String {
    let row = |name: &str, [count, amount, public, of_public]: [Figure; 4]| {
        let [count, amount, public, of_public] = [count, amount, public, of_public].map(|figure| figures.shown(figure));
        format!("  {name}  {count} 个  {amount} 万元  公开 {public} 个  {of_public} 万元\n")
    };
    let operating = [
        Figure::ManagedOperatingCount,
        Figure::ManagedOperatingAmount,
        Figure::PublicOperatingCount,
        Figure::PublicOperatingAmount,
    ];
    let special = [
        Figure::ManagedSpecialCount,
        Figure::ManagedSpecialAmount,
        Figure::PublicSpecialCount,
        Figure::PublicSpecialAmount,
    ];
    let all = [Figure::ManagedCount, Figure::ManagedAmount, Figure::PublicCount, Figure::PublicAmount];
    let rows = [row("其他运转类", operating), row("特定目标类", special), row("合计", all)].concat();
    format!("数从哪里来\n{rows}")
}
