//! Struck-out parts of the texts of a spreadsheet: calamine reads a cell's text as a whole and does not tell what of it is crossed out.

use super::zipped::{self, attribute};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;

/// Most such texts that are looked for.
const MOST: usize = 10_000;

/// The shared texts of which a part is struck out: by the whole text what is left of it. A part that cannot be read strikes out nothing; the
/// reader of the cells says what is wrong with it.
pub fn texts(bytes: &[u8]) -> HashMap<String, String> {
    let xml = zipped::part(bytes, "xl/sharedStrings.xml").unwrap_or_default();
    let mut found = HashMap::new();
    if !xml.contains("strike") {
        return found;
    }
    let mut text = Text::default();
    let mut reader = Reader::from_str(&xml);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => text.opens(&tag),
            Ok(Event::Empty(tag)) => text.strikes(&tag),
            Ok(Event::Text(part)) => text.add(&part.xml10_content()),
            Ok(Event::CData(part)) => text.add(&part),
            Ok(Event::GeneralRef(name)) => {
                if let Some(c) = zipped::character(&name) {
                    text.add(c.encode_utf8(&mut [0; 4]));
                }
            }
            Ok(Event::End(tag)) => match tag.local_name().as_ref() {
                "t" => text.inside = false,
                "rPh" => text.phonetic = false,
                "si" => {
                    let Text { whole, left, .. } = std::mem::take(&mut text);
                    if whole != left && found.len() < MOST {
                        found.insert(whole.trim().to_owned(), left.trim().to_owned());
                    }
                }
                _ => {}
            },
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

/// A text and its runs.
#[derive(Default)]
struct Text {
    whole: String,
    left: String,
    struck: bool,
    inside: bool,
    /// How a text is read aloud, which no cell shows.
    phonetic: bool,
}

impl Text {
    fn opens(&mut self, tag: &BytesStart) {
        match tag.local_name().as_ref() {
            "r" => self.struck = false,
            "t" => self.inside = true,
            "rPh" => self.phonetic = true,
            _ => self.strikes(tag),
        }
    }

    fn strikes(&mut self, tag: &BytesStart) {
        if tag.local_name().as_ref() == "strike" {
            self.struck = attribute(tag, "val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"));
        }
    }

    fn add(&mut self, part: &str) {
        if self.inside && !self.phonetic {
            self.whole.push_str(part);
            if !self.struck {
                self.left.push_str(part);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sheet::read_xlsx;
    use rust_xlsxwriter::{Format, Workbook};

    #[test]
    fn what_is_struck_out_is_left_out_and_named() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let (plain, struck) = (Format::new(), Format::new().set_font_strikethrough());
        sheet.write_rich_string(0, 0, &[(&struck, "≥20次"), (&plain, "≥24次 & 更多")]).unwrap();
        sheet.write_rich_string(0, 1, &[(&plain, "全年"), (&struck, "，不含节日")]).unwrap();
        sheet.write(0, 2, "≥20次").unwrap();
        let grid = read_xlsx(&book.save_to_buffer().unwrap()).unwrap();
        let texts: Vec<&str> = grid.rows[0].cells.iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!(texts, ["≥24次 & 更多", "全年", "≥20次"]);
        assert_eq!(grid.notes.len(), 1);
        assert!(grid.notes[0].contains("划掉") && grid.notes[0].contains("A1 “≥20次≥24次 & 更多”"), "{:?}", grid.notes);
    }
}
