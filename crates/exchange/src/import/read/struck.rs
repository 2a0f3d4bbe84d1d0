//! Struck-out parts of the texts of a spreadsheet: calamine reads a cell's text as a whole and does not tell what of it is crossed out. The
//! cells of a workbook name their texts by number, calamine gives the texts; so a part is found by the words around it. Where the same words
//! stand in the workbook with and without the line through them, no cell is known to be the struck one: all keep their words, and each is
//! named.

use super::zipped::{self, attribute};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::{HashMap, HashSet};

/// Most such texts that are looked for.
const MOST: usize = 10_000;

/// What is known of a text that is struck out somewhere.
#[derive(Debug, PartialEq, Eq)]
pub enum Struck {
    /// What is left of it.
    Left(String),
    /// It also stands elsewhere without the line.
    Doubtful,
}

/// The shared texts of which a part is struck out, by the whole text. A part that cannot be read strikes out nothing; the reader of the cells
/// says what is wrong with it.
pub fn texts(bytes: &[u8]) -> HashMap<String, Struck> {
    let xml = zipped::part(bytes, "xl/sharedStrings.xml").unwrap_or_default();
    if !xml.contains("strike") {
        return HashMap::new();
    }
    let (found, plain) = read(&xml);
    let known = |(whole, left)| {
        let struck = if plain.contains(&whole) { Struck::Doubtful } else { Struck::Left(left) };
        (whole, struck)
    };
    found.into_iter().map(known).collect()
}

/// The texts with a line through a part of them, each with what is left, and those without.
fn read(xml: &str) -> (HashMap<String, String>, HashSet<String>) {
    let (mut found, mut plain) = (HashMap::new(), HashSet::new());
    let mut text = Text::default();
    let mut reader = Reader::from_str(xml);
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
                    let whole_text = whole.trim().to_owned();
                    if whole == left {
                        plain.insert(whole_text);
                    } else if found.len() < MOST {
                        found.insert(whole_text, left.trim().to_owned());
                    }
                }
                _ => {}
            },
            Ok(Event::Eof) | Err(_) => return (found, plain),
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
        assert!(
            grid.notes[0].contains("划掉") && grid.notes[0].contains("第 1 行第 A 列 “≥20次≥24次 & 更多”"),
            "{:?}",
            grid.notes
        );
    }

    #[test]
    fn words_that_stand_struck_out_and_plain_are_kept_and_named() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let (plain, struck) = (Format::new(), Format::new().set_font_strikethrough());
        sheet.write_rich_string(0, 0, &[(&struck, "100"), (&struck, "%")]).unwrap();
        sheet.write(0, 1, "100%").unwrap();
        sheet.write_rich_string(0, 2, &[(&struck, "旧"), (&plain, "新")]).unwrap();
        let grid = read_xlsx(&book.save_to_buffer().unwrap()).unwrap();
        let texts: Vec<&str> = grid.rows[0].cells.iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!(texts, ["100%", "100%", "新"]);
        let notes = grid.notes.join("\n");
        assert!(
            notes.contains("有的划掉了")
                && notes.contains("第 1 行第 A 列 “100%”、工作表“Sheet1”第 1 行第 B 列 “100%”"),
            "{notes}"
        );
        assert!(notes.contains("划掉的文字没有读：工作表“Sheet1”第 1 行第 C 列 “旧新”"), "{notes}");
    }
}
