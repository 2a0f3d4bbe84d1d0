//! A document in the making: pages are written and compressed one form at a time, fonts at the end.

use printpdf::{Op, PageAnnotId, PageAnnotation, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions, Pt, TextItem};

use super::embed::Embed;
use super::{PrintError, Printed, content, finish};
use crate::fonts::FontSet;
use crate::layout::Layout;
use crate::page::MissingCharacter;
use crate::sheet::{Info, Length, Sheet};

pub(super) struct Document<'f> {
    embed: Embed<'f>,
    /// Size and compressed content of each page
    pages: Vec<((Length, Length), Vec<u8>)>,
    /// Title and first page (from 1) of each form
    bookmarks: Vec<(String, usize)>,
    info: Option<Info>,
    missing: Vec<Vec<MissingCharacter>>,
}

impl<'f> Document<'f> {
    pub fn new(fonts: &'f FontSet) -> Self {
        Self {
            embed: Embed::new(fonts),
            pages: Vec::new(),
            bookmarks: Vec::new(),
            info: None,
            missing: Vec::new(),
        }
    }

    /// Adds the pages of a form.
    pub fn add(&mut self, sheet: &Sheet, layout: &Layout) {
        self.bookmarks.push((sheet.info.title.clone(), self.pages.len() + 1));
        self.info.get_or_insert_with(|| sheet.info.clone());
        self.missing.push(layout.missing.clone());
        self.embed.begin_form();
        let pages = layout.pages.iter().map(|page| content::page(page, &mut self.embed)).collect();
        let mut part = PdfDocument::new("");
        part.pages = pages;
        part.resources.fonts.map = self.embed.stand_ins().into_iter().collect();
        let contents = finish::contents(&part.to_lopdf_document(&options(), &mut Vec::new()));
        let sizes = layout.pages.iter().map(|page| page.size);
        self.pages.extend(sizes.zip(contents.into_iter().map(|content| finish::compress(&content))));
    }

    /// Writes fonts, page tree, bookmarks and document information.
    pub fn finish(self) -> Result<Printed, PrintError> {
        let info = self.info.ok_or(PrintError::Empty)?;
        let mut document = PdfDocument::new(&info.title);
        document.metadata.info.author.clone_from(&info.author);
        document.metadata.info.creator = finish::PROGRAM.to_owned();
        document.metadata.info.producer = finish::PROGRAM.to_owned();
        let mut all = vec![Op::StartTextSection];
        for (id, font, text) in self.embed.programs()? {
            all.push(Op::SetFont { font: PdfFontHandle::External(id.clone()), size: Pt(1.0) });
            all.push(Op::ShowText { items: vec![TextItem::Text(text)] });
            document.resources.fonts.map.insert(id, font);
        }
        all.push(Op::EndTextSection);
        // printpdf embeds what it sees in use: the first page shows every character until its content takes its place.
        document.pages = self.pages.iter().map(|(size, _)| content::blank(*size, Vec::new())).collect();
        if let Some(PdfPage { ops, .. }) = document.pages.first_mut() {
            *ops = all;
        }
        if self.bookmarks.len() > 1 {
            document.bookmarks.map = self
                .bookmarks
                .iter()
                .map(|(name, page)| {
                    let id = PageAnnotId(format!("{page:08}"));
                    (id, PageAnnotation { name: name.clone(), page: *page })
                })
                .collect();
        }
        let written = document.to_lopdf_document(&options(), &mut Vec::new());
        let pages = self.pages.len();
        let bytes = finish::finish(written, self.pages.into_iter().map(|(_, content)| content), &info)?;
        Ok(Printed { bytes, pages, missing: self.missing })
    }
}

fn options() -> PdfSaveOptions {
    PdfSaveOptions { optimize: false, subset_fonts: false, secure: true, image_optimization: None }
}
