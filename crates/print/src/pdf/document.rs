//! A document in the making: pages are written and compressed one form at a time, fonts at the end.

use printpdf::{
    Op, PageAnnotId, PageAnnotation, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions, Pt, Rect, TextItem,
};

use super::embed::Embed;
use super::{PrintError, Printed, content, finish};
use crate::fonts::FontSet;
use crate::layout::Layout;
use crate::page::MissingCharacter;
use crate::sheet::{Info, Length, Sheet};

/// A page's paper size and compressed content.
type Written = ((Length, Length), Vec<u8>);

pub(super) struct Document<'f> {
    embed: Embed<'f>,
    pages: Vec<Written>,
    /// Title and first page (from 1) of each form
    bookmarks: Vec<(String, usize)>,
    info: Option<Info>,
    missing: Vec<Vec<MissingCharacter>>,
}

impl<'f> Document<'f> {
    pub fn new(fonts: &'f FontSet) -> Self {
        Self { embed: Embed::new(fonts), pages: Vec::new(), bookmarks: Vec::new(), info: None, missing: Vec::new() }
    }

    /// Adds the pages of a form.
    pub fn add(&mut self, sheet: &Sheet, layout: Layout) -> Result<(), PrintError> {
        self.bookmarks.push((sheet.info.title.clone(), self.pages.len() + 1));
        self.info.get_or_insert_with(|| sheet.info.clone());
        self.embed.show_all(&layout.pages);
        for page in &layout.pages {
            let content = content::write(page, &mut self.embed);
            self.pages.push((page.size, finish::compress(&content)?));
        }
        self.missing.push(layout.missing);
        Ok(())
    }

    /// Writes fonts, page tree, bookmarks and document information.
    pub fn finish(self) -> Result<Printed, PrintError> {
        let info = self.info.ok_or(PrintError::Empty)?;
        let mut document = PdfDocument::new(&info.title);
        document.metadata.info.author.clone_from(&info.author);
        document.metadata.info.creator = finish::PROGRAM.to_owned();
        document.metadata.info.producer = finish::PROGRAM.to_owned();
        let mut all = vec![Op::StartTextSection];
        for (id, font, text) in self.embed.fonts()? {
            all.push(Op::SetFont { font: PdfFontHandle::External(id.clone()), size: Pt(1.0) });
            all.push(Op::ShowText { items: vec![TextItem::Text(text)] });
            document.resources.fonts.map.insert(id, font);
        }
        all.push(Op::EndTextSection);
        // printpdf embeds what it sees in use: the first page shows every character until its content takes its place.
        document.pages = self.pages.iter().map(|(size, _)| blank(*size)).collect();
        if let Some(PdfPage { ops, .. }) = document.pages.first_mut() {
            *ops = all;
        }
        if self.bookmarks.len() > 1 {
            let bookmark =
                |(name, page): (String, usize)| (PageAnnotId(format!("{page:08}")), PageAnnotation { name, page });
            document.bookmarks.map = self.bookmarks.into_iter().map(bookmark).collect();
        }
        let options = PdfSaveOptions { optimize: false, subset_fonts: false, secure: true, image_optimization: None };
        let written = document.to_lopdf_document(&options, &mut Vec::new());
        let pages = self.pages.len();
        let bytes = finish::finish(written, self.pages.into_iter().map(|(_, content)| content), &info)?;
        Ok(Printed { bytes, pages, missing: self.missing })
    }
}

/// A page without content.
#[expect(clippy::float_arithmetic, reason = "printpdf takes lengths as f32")]
fn blank((width, height): (Length, Length)) -> PdfPage {
    // Hundredths of a point, as in the contents.
    let [width, height] = [width, height].map(|length| Pt((f64::from(length / 10) / 100.0) as f32));
    let sheet = Rect { x: Pt(0.0), y: Pt(0.0), width, height, mode: None, winding_order: None };
    PdfPage { media_box: sheet.clone(), trim_box: sheet.clone(), crop_box: sheet, ops: Vec::new() }
}
