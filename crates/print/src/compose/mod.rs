//! From a form and its template to a [`Sheet`]: which text stands in which cell. Nothing is measured here.
//!
//! Nothing that an officer entered may be missing from the sheet: rows of a level that the template does not have get a
//! group of their own behind the known ones, and fields that the grid does not place stand in a last section under the
//! template's label `unlisted` (in a template without 实施期 its indicator rows in a second indicator table). The two exceptions
//! are 项目类别, which no form prints, and 负责人, 经办人 and 联系电话 on a publication copy.

mod groups;
mod shown;
mod table;
mod unlisted;

#[cfg(test)]
mod tests;

use crate::sheet::{Foot, Info, Length, Sheet, TitleLine};
use jibiao_model::date::read_filled_at;
use jibiao_model::path::TextField;
use jibiao_model::{Entry, Form, Template};
use shown::Source;

use chrono::Datelike;

/// Which of the two copies is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum PrintCopy {
    /// For signature and stamp: people and phone filled, check code in the foot
    #[default]
    Filing,
    /// For the public: 负责人, 经办人 and 联系电话 blank, no check code
    Publication,
}

/// How a form is printed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PrintOptions {
    /// Which copy
    pub copy: PrintCopy,
    /// Words of the watermark of a draft (草稿); `None` = final
    pub draft: Option<String>,
    /// Check code of the form's content, `XXXX-XXXX-XXXX-XXXX`; printed on the filing copy only
    pub check_code: Option<String>,
}

/// The sheet of a form. The template must be of the form's kind.
pub fn compose(form: &Form, template: &Template, options: &PrintOptions) -> Sheet {
    let source = Source { form, template, copy: options.copy };
    let page = &template.grid.page;
    let margins = page.margins_mm.map(points);
    let [_, right, _, left] = margins;
    let paper = (points(page.paper_mm.0), points(page.paper_mm.1));
    Sheet {
        paper,
        margins,
        title: title(&source),
        columns: widths(&template.grid.columns, paper.0 - left - right),
        rows: table::rows(&source),
        signature: signature(&source),
        foot: foot(options),
        watermark: options.draft.clone(),
        info: info(&source),
    }
}

/// Millimetres in 1/1000 pt: an inch is 25.4 mm and 72 pt.
fn points(mm: u16) -> Length {
    Length::from(mm) * 360_000 / 127
}

/// Shares of the width; the edges are rounded, so that the widths add up to it.
fn widths(shares: &[u32], width: Length) -> Vec<Length> {
    let sum: i64 = shares.iter().map(|share| i64::from(*share)).sum();
    let mut before = 0_i64;
    let mut edge = |share: &u32| {
        let left = i64::from(width) * before / sum.max(1);
        before += i64::from(*share);
        Length::try_from(i64::from(width) * before / sum.max(1) - left).unwrap_or(0)
    };
    shares.iter().map(&mut edge).collect()
}

fn title(source: &Source<'_>) -> Vec<TitleLine> {
    let page = &source.template.grid.page;
    // Blank: room to write the year by hand.
    let year = match source.year() {
        Entry::Blank => "    ".to_owned(),
        Entry::Read(year) => year.0.to_string(),
        Entry::Raw(text) => text.clone(),
    };
    vec![
        TitleLine { text: title_text(source), size: page.title_size, bold: true },
        TitleLine { text: source.template.year_line_for(&year), size: page.year_size, bold: false },
    ]
}

fn title_text(source: &Source<'_>) -> String {
    let written = source.text(TextField::Title);
    if written.trim().is_empty() {
        source.template.title_for("", source.year().read().map(|year| year.0))
    } else {
        written.to_owned()
    }
}

fn signature(source: &Source<'_>) -> Vec<String> {
    let signature = &source.template.grid.signature;
    let values: Vec<String> = signature.pieces.iter().map(|(_, field)| source.shown(*field).text).collect();
    let only_labels = values.iter().all(String::is_empty);
    if only_labels && signature.omit_blank_in_publication && source.copy == PrintCopy::Publication {
        return Vec::new();
    }
    let pieces = signature.pieces.iter().zip(values);
    pieces.map(|((label, _), value)| format!("{label}{}{value}", signature.separator)).collect()
}

fn foot(options: &PrintOptions) -> Foot {
    match options.copy {
        PrintCopy::Filing => Foot { check_code: options.check_code.clone(), qr: options.check_code.clone() },
        PrintCopy::Publication => Foot::default(),
    }
}

fn info(source: &Source<'_>) -> Info {
    let (name, author) = match source.form {
        Form::Project(form) if form.implementing_unit.is_empty() => (&form.project_name, &form.department),
        Form::Project(form) => (&form.project_name, &form.implementing_unit),
        Form::Unit(form) => (&form.department, &form.department),
    };
    let title = format!("{name} {}", title_text(source)).trim().to_owned();
    let date = read_filled_at(source.text(TextField::FilledAt)).and_then(|date| {
        let part = |number: u32| u8::try_from(number).ok();
        Some((u16::try_from(date.year()).ok()?, part(date.month())?, part(date.day())?, 0, 0, 0))
    });
    Info { title, author: author.clone(), date }
}
