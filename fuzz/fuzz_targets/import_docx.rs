//! Documents: any text as the XML of a docx gives a plan or a reason.
#![no_main]

use jibiao_exchange::import::Plan;
use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

fuzz_target!(|data: &[u8]| {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::DEFAULT.compression_method(zip::CompressionMethod::Stored);
    archive.start_file("word/document.xml", options).unwrap();
    archive.write_all(data).unwrap();
    let _ = Plan::default().add_file("a.docx", &archive.finish().unwrap().into_inner());
});
