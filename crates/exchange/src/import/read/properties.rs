//! The properties of an office file: what this program kept there beside its forms.

use super::zipped;
use crate::unprinted::{PROPERTY, Unprinted};
use quick_xml::Reader;
use quick_xml::events::Event;

/// A part of properties larger than this was written by nobody who keeps forms.
const LARGEST: usize = 4 << 20;

/// What was kept, in the order of the forms. A part that is not there or cannot be read keeps nothing.
pub fn unprinted(bytes: &[u8]) -> Vec<Unprinted> {
    let xml = zipped::part(bytes, "docProps/custom.xml").unwrap_or_default();
    if xml.len() > LARGEST {
        return Vec::new();
    }
    let mut reader = Reader::from_str(&xml);
    let mut kept = Vec::new();
    let mut own: Option<String> = None;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) if tag.local_name().as_ref() == "property" => {
                own = zipped::attribute(&tag, "name").filter(|name| name.starts_with(PROPERTY)).map(|_| String::new());
            }
            Ok(Event::Text(text)) => own.iter_mut().for_each(|own| own.push_str(&text.xml10_content())),
            Ok(Event::GeneralRef(name)) => {
                if let (Some(own), Some(c)) = (&mut own, zipped::character(&name)) {
                    own.push(c);
                }
            }
            Ok(Event::End(tag)) if tag.local_name().as_ref() == "property" => {
                kept.extend(own.take().and_then(|text| Unprinted::read(&text)));
            }
            Ok(Event::Eof) | Err(_) => return kept,
            Ok(_) => {}
        }
    }
}
