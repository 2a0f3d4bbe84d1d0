//! The chapter of a published budget document as a Word document: running text that is pasted into the document, or published as it is.

use crate::export::{ExportError, OfficeForm, text_docx};

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its text
    pub text: String,
    /// Bold, and kept with what follows
    pub heading: bool,
}

/// A4 with the margins of official texts, in 1/1000 pt: 37 mm above, 26 mm at the right, 35 mm below, 28 mm at the left.
const PAPER: (i32, i32) = (595_276, 841_890);
const MARGINS: [i32; 4] = [104_882, 73_701, 99_213, 79_370];

/// Writes the paragraphs; title and author are properties of the file. The same text gives the same bytes.
pub fn docx(title: &str, author: &str, paragraphs: &[Paragraph]) -> Result<Vec<u8>, ExportError> {
    if paragraphs.is_empty() {
        return Err(ExportError::Empty);
    }
    let [_, right, _, left] = MARGINS;
    let page = OfficeForm {
        name: title.to_owned(),
        author: author.to_owned(),
        paper: PAPER,
        margins: MARGINS,
        title: Vec::new(),
        columns: vec![PAPER.0 - left - right],
        rows: Vec::new(),
        signature: Vec::new(),
        header: None,
        footer: None,
        unprinted: None,
    };
    text_docx(&page, paragraphs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    #[test]
    fn the_text_stands_in_the_document_as_it_was_given() {
        let paragraph = |text: &str, heading| Paragraph { text: text.to_owned(), heading };
        let text = [paragraph("一、<说明>", true), paragraph("共 2 个 & 其他", false)];
        let bytes = docx("说明", "云岫县档案馆", &text).unwrap();
        assert_eq!(bytes, docx("说明", "云岫县档案馆", &text).unwrap());
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut xml = String::new();
        archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
        assert!(xml.contains("一、&lt;说明&gt;") && xml.contains("共 2 个 &amp; 其他"), "{xml}");
        assert_eq!((xml.matches("<w:p>").count(), xml.matches("<w:b/>").count()), (2, 1));
        assert_eq!(docx("说明", "", &[]), Err(ExportError::Empty));
    }
}
