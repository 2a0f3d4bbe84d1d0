//! Forms in the official look as a Word document: a section a form, one table each with merged cells.

use super::office::{Align, Length, OfficeCell, OfficeForm, OfficeRow, kept};
use super::{ExportError, xml_text};
use crate::disclose::Paragraph;
use crate::package::pack;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::collections::BTreeMap;
use std::io;

/// The face that every office program in the country has.
const FACE: &str = "宋体";

/// 三号, the size of official texts.
const TEXT_SIZE: Length = 16_000;

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE_RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/// Writes the forms. The same forms give the same bytes.
pub fn docx(forms: &[OfficeForm]) -> Result<Vec<u8>, ExportError> {
    assemble(forms, document(forms))
}

/// Writes running text on the paper of this (empty) form.
pub(crate) fn text_docx(page: &OfficeForm, paragraphs: &[Paragraph]) -> Result<Vec<u8>, ExportError> {
    assemble(std::slice::from_ref(page), text_document(page, paragraphs))
}

/// The file of this main part, with a head and foot a form.
fn assemble(forms: &[OfficeForm], main: io::Result<Vec<u8>>) -> Result<Vec<u8>, ExportError> {
    let Some(first) = forms.first() else { return Err(ExportError::Empty) };
    let fault = |error: io::Error| ExportError::Writer(error.to_string());
    let kept = kept(forms);
    let has_kept = !kept.is_empty();
    let mut parts = BTreeMap::new();
    let mut margins = Vec::new();
    for (number, form) in (1..).zip(forms) {
        if let Some(words) = &form.header {
            parts.insert(format!("word/header{number}.xml"), header(words).map_err(fault)?);
            margins.push((format!("header{number}"), "header"));
        }
        parts.insert(format!("word/footer{number}.xml"), footer(form).map_err(fault)?);
        margins.push((format!("footer{number}"), "footer"));
    }
    parts.insert("[Content_Types].xml".to_owned(), content_types(&margins, has_kept).map_err(fault)?);
    parts.insert("_rels/.rels".to_owned(), package_relations(has_kept).map_err(fault)?);
    parts.insert("docProps/core.xml".to_owned(), properties(first).map_err(fault)?);
    if has_kept {
        parts.insert("docProps/custom.xml".to_owned(), custom_properties(&kept).map_err(fault)?);
    }
    parts.insert("word/document.xml".to_owned(), main.map_err(fault)?);
    parts.insert("word/styles.xml".to_owned(), styles().map_err(fault)?);
    parts.insert("word/_rels/document.xml.rels".to_owned(), document_relations(&margins).map_err(fault)?);
    pack(&parts).map_err(|error| ExportError::Writer(error.to_string()))
}

/// A part under construction.
struct Xml(Writer<Vec<u8>>);

type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Xml {
    fn new() -> io::Result<Xml> {
        let mut writer = Writer::new(Vec::new());
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
        Ok(Xml(writer))
    }

    fn open(&mut self, name: &str, attributes: Attributes<'_>) -> io::Result<()> {
        self.0.write_event(Event::Start(BytesStart::new(name).with_attributes(attributes.iter().copied())))
    }

    fn close(&mut self, name: &str) -> io::Result<()> {
        self.0.write_event(Event::End(BytesEnd::new(name)))
    }

    fn empty(&mut self, name: &str, attributes: Attributes<'_>) -> io::Result<()> {
        self.0.write_event(Event::Empty(BytesStart::new(name).with_attributes(attributes.iter().copied())))
    }

    fn value(&mut self, name: &str, value: &str) -> io::Result<()> {
        self.empty(name, &[("w:val", value)])
    }

    fn text(&mut self, name: &str, attributes: Attributes<'_>, text: &str) -> io::Result<()> {
        self.open(name, attributes)?;
        self.0.write_event(Event::Text(BytesText::new(text)))?;
        self.close(name)
    }

    fn done(self) -> Vec<u8> {
        self.0.into_inner()
    }

    /// A paragraph of one text; its line breaks and tabs are kept. A line is four thirds of the size high, whatever face stands in
    /// for 宋体: faces differ by a tenth, and a form must keep to its pages.
    fn paragraph(&mut self, text: &str, align: Align, bold: bool, size: Length) -> io::Result<()> {
        self.open("w:p", &[])?;
        self.open("w:pPr", &[])?;
        self.tight()?;
        self.empty("w:spacing", &[("w:line", &twips(size * 4 / 3)), ("w:lineRule", "exact")])?;
        self.value("w:jc", alignment(align))?;
        self.close("w:pPr")?;
        self.run(text, bold, size)?;
        self.close("w:p")
    }

    /// No room of its own between letters, digits and Chinese characters: 2026年, as on the print. LibreOffice heeds it in the
    /// paragraph only, not among the defaults.
    fn tight(&mut self) -> io::Result<()> {
        self.value("w:autoSpaceDE", "0")?;
        self.value("w:autoSpaceDN", "0")
    }

    fn run(&mut self, text: &str, bold: bool, size: Length) -> io::Result<()> {
        let text = xml_text(text);
        if text.is_empty() {
            return Ok(());
        }
        self.open("w:r", &[])?;
        self.look(bold, size)?;
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.empty("w:br", &[])?;
            }
            for (number, piece) in line.split('\t').enumerate() {
                if number > 0 {
                    self.empty("w:tab", &[])?;
                }
                self.text("w:t", &[("xml:space", "preserve")], piece)?;
            }
        }
        self.close("w:r")
    }

    fn look(&mut self, bold: bool, size: Length) -> io::Result<()> {
        self.open("w:rPr", &[])?;
        if bold {
            self.empty("w:b", &[])?;
        }
        self.value("w:sz", &half_points(size))?;
        self.value("w:szCs", &half_points(size))?;
        self.close("w:rPr")
    }

    /// The rows of the form. Heads of a block repeat only where they are the first rows of their table: each block begins one, set
    /// so close that the form looks like one table.
    fn table(&mut self, form: &OfficeForm) -> io::Result<()> {
        let mut spans: Vec<(&OfficeCell, u16)> = Vec::new();
        let mut before: Option<&OfficeRow> = None;
        for row in &form.rows {
            let begins_block = before.is_some_and(|before| before.block != row.block) && spans.is_empty();
            if before.is_none() || begins_block {
                if begins_block {
                    self.close("w:tbl")?;
                    self.thread()?;
                }
                self.begin_table(form)?;
            }
            before = Some(row);
            self.open("w:tr", &[])?;
            self.open("w:trPr", &[])?;
            // The line below a row comes on top of its height.
            let height = twips((row.min_height - LINE).max(0));
            self.empty("w:trHeight", &[("w:val", &height), ("w:hRule", "atLeast")])?;
            if row.is_head {
                self.empty("w:tblHeader", &[])?;
            }
            self.close("w:trPr")?;
            let below = spans.drain(..).map(|(cell, left)| (cell, left, false));
            let own = row.cells.iter().map(|cell| (cell, cell.rows.max(1), true));
            let mut cells: Vec<(&OfficeCell, u16, bool)> = below.chain(own).collect();
            cells.sort_by_key(|(cell, ..)| cell.column);
            for (cell, left, begins) in cells {
                self.cell(form, cell, begins)?;
                if left > 1 {
                    spans.push((cell, left - 1));
                }
            }
            self.close("w:tr")?;
        }
        if before.is_some() { self.close("w:tbl") } else { Ok(()) }
    }

    /// What keeps two tables apart, as low as can be.
    fn thread(&mut self) -> io::Result<()> {
        self.open("w:p", &[])?;
        self.open("w:pPr", &[])?;
        self.empty("w:spacing", &[("w:line", "2"), ("w:lineRule", "exact")])?;
        self.open("w:rPr", &[])?;
        self.value("w:sz", "2")?;
        self.close("w:rPr")?;
        self.close("w:pPr")?;
        self.close("w:p")
    }

    fn begin_table(&mut self, form: &OfficeForm) -> io::Result<()> {
        self.open("w:tbl", &[])?;
        self.open("w:tblPr", &[])?;
        let width: Length = form.columns.iter().sum();
        self.empty("w:tblW", &[("w:w", &twips(width)), ("w:type", "dxa")])?;
        self.value("w:jc", "center")?;
        self.open("w:tblBorders", &[])?;
        for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
            self.empty(side, &[("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "000000")])?;
        }
        self.close("w:tblBorders")?;
        self.empty("w:tblLayout", &[("w:type", "fixed")])?;
        self.open("w:tblCellMar", &[])?;
        for side in ["w:left", "w:right"] {
            self.empty(side, &[("w:w", "57"), ("w:type", "dxa")])?;
        }
        self.close("w:tblCellMar")?;
        self.close("w:tblPr")?;
        self.open("w:tblGrid", &[])?;
        for width in &form.columns {
            self.empty("w:gridCol", &[("w:w", &twips(*width))])?;
        }
        self.close("w:tblGrid")
    }

    /// A cell, or the part of one that began in a row above.
    fn cell(&mut self, form: &OfficeForm, cell: &OfficeCell, begins: bool) -> io::Result<()> {
        self.open("w:tc", &[])?;
        self.open("w:tcPr", &[])?;
        let width = twips(form.width(cell.column, cell.columns));
        self.empty("w:tcW", &[("w:w", &width), ("w:type", "dxa")])?;
        if cell.columns > 1 {
            self.value("w:gridSpan", &cell.columns.to_string())?;
        }
        if cell.rows > 1 {
            self.value("w:vMerge", if begins { "restart" } else { "continue" })?;
        }
        self.value("w:vAlign", "center")?;
        self.close("w:tcPr")?;
        self.paragraph(if begins { &cell.text } else { "" }, cell.align, cell.bold, cell.size)?;
        self.close("w:tc")
    }

    /// The line below the table: the pieces on tab stops spread over the width.
    fn signature(&mut self, form: &OfficeForm) -> io::Result<()> {
        let pieces = form.signature.len();
        let width: Length = form.columns.iter().sum();
        let size = form.rows.first().and_then(|row| row.cells.first()).map_or(9_000, |cell| cell.size);
        self.open("w:p", &[])?;
        self.open("w:pPr", &[])?;
        self.open("w:tabs", &[])?;
        for number in 1..pieces {
            let at = i64::from(width) * number as i64 / pieces as i64;
            self.empty("w:tab", &[("w:val", "left"), ("w:pos", &(at / TWIP).to_string())])?;
        }
        self.close("w:tabs")?;
        self.tight()?;
        self.empty("w:spacing", &[("w:before", "120")])?;
        self.close("w:pPr")?;
        self.run(&form.signature.join("\t"), false, size)?;
        self.close("w:p")
    }

    /// Paper, margins, head and foot of the section that ends here.
    fn section(&mut self, form: &OfficeForm, number: usize) -> io::Result<()> {
        self.open("w:sectPr", &[])?;
        if form.header.is_some() {
            self.empty("w:headerReference", &[("w:type", "default"), ("r:id", &format!("header{number}"))])?;
        }
        self.empty("w:footerReference", &[("w:type", "default"), ("r:id", &format!("footer{number}"))])?;
        self.value("w:type", "nextPage")?;
        let (width, height) = (twips(form.paper.0), twips(form.paper.1));
        let orient = if form.is_landscape() { "landscape" } else { "portrait" };
        self.empty("w:pgSz", &[("w:w", &width), ("w:h", &height), ("w:orient", orient)])?;
        let [top, right, bottom, left] = form.margins.map(twips);
        let edge = twips(form.margins.iter().copied().min().unwrap_or_default() / 2);
        self.empty(
            "w:pgMar",
            &[
                ("w:top", &top),
                ("w:right", &right),
                ("w:bottom", &bottom),
                ("w:left", &left),
                ("w:header", &edge),
                ("w:footer", &edge),
                ("w:gutter", "0"),
            ],
        )?;
        self.close("w:sectPr")
    }
}

fn document(forms: &[OfficeForm]) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    xml.open("w:document", &[("xmlns:w", MAIN), ("xmlns:r", RELATION)])?;
    xml.open("w:body", &[])?;
    for (number, form) in (1..).zip(forms) {
        for line in &form.title {
            xml.paragraph(&line.text, Align::Centre, line.bold, line.size)?;
        }
        xml.table(form)?;
        xml.signature(form)?;
        if number == forms.len() {
            xml.section(form, number)?;
        } else {
            // The section of all but the last form ends with a paragraph of its own, as small as can be.
            xml.open("w:p", &[])?;
            xml.open("w:pPr", &[])?;
            xml.empty("w:spacing", &[("w:line", "20"), ("w:lineRule", "exact")])?;
            xml.section(form, number)?;
            xml.close("w:pPr")?;
            xml.close("w:p")?;
        }
    }
    xml.close("w:body")?;
    xml.close("w:document")?;
    Ok(xml.done())
}

/// Headings in bold, the rest with two characters of indent as official texts have it.
fn text_document(page: &OfficeForm, paragraphs: &[Paragraph]) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    xml.open("w:document", &[("xmlns:w", MAIN), ("xmlns:r", RELATION)])?;
    xml.open("w:body", &[])?;
    for paragraph in paragraphs {
        xml.open("w:p", &[])?;
        xml.open("w:pPr", &[])?;
        if paragraph.heading {
            xml.empty("w:keepNext", &[])?;
        }
        xml.empty("w:spacing", &[("w:line", &twips(TEXT_SIZE * 7 / 4)), ("w:lineRule", "exact")])?;
        xml.empty("w:ind", &[("w:firstLineChars", "200"), ("w:firstLine", &twips(TEXT_SIZE * 2))])?;
        xml.value("w:jc", alignment(Align::Justified))?;
        xml.close("w:pPr")?;
        xml.run(&paragraph.text, paragraph.heading, TEXT_SIZE)?;
        xml.close("w:p")?;
    }
    xml.section(page, 1)?;
    xml.close("w:body")?;
    xml.close("w:document")?;
    Ok(xml.done())
}

fn styles() -> io::Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    xml.open("w:styles", &[("xmlns:w", MAIN)])?;
    xml.open("w:docDefaults", &[])?;
    xml.open("w:rPrDefault", &[])?;
    xml.open("w:rPr", &[])?;
    xml.empty("w:rFonts", &[("w:ascii", FACE), ("w:hAnsi", FACE), ("w:eastAsia", FACE), ("w:cs", FACE)])?;
    xml.value("w:sz", "18")?;
    xml.empty("w:lang", &[("w:val", "zh-CN"), ("w:eastAsia", "zh-CN")])?;
    xml.close("w:rPr")?;
    xml.close("w:rPrDefault")?;
    xml.open("w:pPrDefault", &[])?;
    xml.open("w:pPr", &[])?;
    xml.empty("w:spacing", &[("w:before", "0"), ("w:after", "0")])?;
    xml.close("w:pPr")?;
    xml.close("w:pPrDefault")?;
    xml.close("w:docDefaults")?;
    xml.close("w:styles")?;
    Ok(xml.done())
}

fn header(words: &str) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    xml.open("w:hdr", &[("xmlns:w", MAIN)])?;
    xml.paragraph(words, Align::Centre, false, 14_000)?;
    xml.close("w:hdr")?;
    Ok(xml.done())
}

/// The form's own words at the left, the number of the page at the right.
fn footer(form: &OfficeForm) -> io::Result<Vec<u8>> {
    let size = 8_000;
    let mut xml = Xml::new()?;
    xml.open("w:ftr", &[("xmlns:w", MAIN)])?;
    xml.open("w:p", &[])?;
    xml.open("w:pPr", &[])?;
    xml.open("w:tabs", &[])?;
    xml.empty("w:tab", &[("w:val", "right"), ("w:pos", &twips(form.columns.iter().sum()))])?;
    xml.close("w:tabs")?;
    xml.close("w:pPr")?;
    xml.run(&format!("{}\t第 ", form.footer.as_deref().unwrap_or_default()), false, size)?;
    xml.open("w:fldSimple", &[("w:instr", "PAGE")])?;
    xml.open("w:r", &[])?;
    xml.look(false, size)?;
    xml.text("w:t", &[], "1")?;
    xml.close("w:r")?;
    xml.close("w:fldSimple")?;
    xml.run(" 页", false, size)?;
    xml.close("w:p")?;
    xml.close("w:ftr")?;
    Ok(xml.done())
}

fn content_types(margins: &[(String, &str)], custom: bool) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    xml.open("Types", &[("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")])?;
    let relations = "application/vnd.openxmlformats-package.relationships+xml";
    xml.empty("Default", &[("Extension", "rels"), ("ContentType", relations)])?;
    xml.empty("Default", &[("Extension", "xml"), ("ContentType", "application/xml")])?;
    let core = "application/vnd.openxmlformats-package.core-properties+xml".to_owned();
    let mut types = vec![
        ("/docProps/core.xml".to_owned(), core),
        ("/word/document.xml".to_owned(), format!("{WORD_TYPE}document.main+xml")),
        ("/word/styles.xml".to_owned(), format!("{WORD_TYPE}styles+xml")),
    ];
    if custom {
        let of = "application/vnd.openxmlformats-officedocument.custom-properties+xml";
        types.push(("/docProps/custom.xml".to_owned(), of.to_owned()));
    }
    types.extend(margins.iter().map(|(name, kind)| (format!("/word/{name}.xml"), format!("{WORD_TYPE}{kind}+xml"))));
    for (part, of) in &types {
        xml.empty("Override", &[("PartName", part), ("ContentType", of)])?;
    }
    xml.close("Types")?;
    Ok(xml.done())
}

fn package_relations(custom: bool) -> io::Result<Vec<u8>> {
    let core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    let document = format!("{RELATION}/officeDocument");
    let properties = format!("{RELATION}/custom-properties");
    let mut named = vec![("document", &*document, "word/document.xml"), ("core", core, "docProps/core.xml")];
    if custom {
        named.push(("custom", &properties, "docProps/custom.xml"));
    }
    relations(&named)
}

fn document_relations(margins: &[(String, &str)]) -> io::Result<Vec<u8>> {
    let named: Vec<(&str, String, String)> = margins
        .iter()
        .map(|(name, kind)| (name.as_str(), format!("{RELATION}/{kind}"), format!("{name}.xml")))
        .chain([("styles", format!("{RELATION}/styles"), "styles.xml".to_owned())])
        .collect();
    let named: Vec<(&str, &str, &str)> =
        named.iter().map(|(id, of, target)| (*id, of.as_str(), target.as_str())).collect();
    relations(&named)
}

fn relations(named: &[(&str, &str, &str)]) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    xml.open("Relationships", &[("xmlns", PACKAGE_RELATIONS)])?;
    for (id, of, target) in named {
        xml.empty("Relationship", &[("Id", id), ("Type", of), ("Target", target)])?;
    }
    xml.close("Relationships")?;
    Ok(xml.done())
}

/// Title and author only: a date would be that of the clock.
fn properties(form: &OfficeForm) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    let core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    xml.open("cp:coreProperties", &[("xmlns:cp", core), ("xmlns:dc", "http://purl.org/dc/elements/1.1/")])?;
    xml.text("dc:title", &[], &xml_text(&form.name))?;
    xml.text("dc:creator", &[], &xml_text(&form.author))?;
    xml.close("cp:coreProperties")?;
    Ok(xml.done())
}

fn custom_properties(kept: &[(String, String)]) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    let schema = "http://schemas.openxmlformats.org/officeDocument/2006";
    let (own, types) = (format!("{schema}/custom-properties"), format!("{schema}/docPropsVTypes"));
    xml.open("Properties", &[("xmlns", &own), ("xmlns:vt", &types)])?;
    // The number of the format is the one that office programs give to properties of users; the numbers below 2 are theirs.
    for (number, (name, text)) in (2..).zip(kept) {
        let attributes =
            [("fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"), ("pid", &number.to_string()), ("name", name)];
        xml.open("property", &attributes)?;
        xml.text("vt:lpwstr", &[], &xml_text(text))?;
        xml.close("property")?;
    }
    xml.close("Properties")?;
    Ok(xml.done())
}

fn alignment(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Centre => "center",
        Align::Right => "right",
        Align::Justified => "both",
    }
}

/// The lines of the table: half a point, `w:sz` 4.
const LINE: Length = 500;

/// 1/1000 pt in a twentieth of a point.
const TWIP: i64 = 50;

fn twips(length: Length) -> String {
    (i64::from(length) / TWIP).to_string()
}

fn half_points(size: Length) -> String {
    (size / 500).to_string()
}
