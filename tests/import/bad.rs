//! Files that are no forms: a coded message in Chinese each, and nothing written.

use super::{fixture, jibiao};
use std::io::Write;

/// Imports these bytes and gives what was said.
fn refused(name: &str, bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().expect("folder");
    std::fs::write(folder.path().join(name), bytes).expect("written");
    let output = jibiao(folder.path(), &["import", name, "-o", "out.json"]);
    assert_eq!(output.status.code(), Some(1), "{name}: {output:?}");
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(said.contains(name), "{said}");
    let result = std::fs::read_to_string(folder.path().join("out.json")).unwrap_or_default();
    assert!(!result.contains("jibiao.form"), "{name} gave a form");
    said
}

fn container(streams: &[&str]) -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.resize(1024, 0);
    for stream in streams {
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    }
    bytes
}

/// A zip archive of stored parts, written by hand: the tests may not know the archive crate.
fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for (name, part) in parts {
        let (offset, size, crc) = (out.len() as u32, part.len() as u32, crc32(part));
        let mut head = Vec::new();
        head.extend(20u16.to_le_bytes());
        head.extend([0; 8]); // flags, method, time, date
        for number in [crc, size, size] {
            head.extend(number.to_le_bytes());
        }
        head.extend((name.len() as u16).to_le_bytes());
        head.extend([0; 2]);
        out.extend(b"PK\x03\x04");
        out.extend(&head);
        out.extend(name.as_bytes());
        out.extend(*part);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&head);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (start, size, count) = (out.len() as u32, directory.len() as u32, parts.len() as u16);
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(size.to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0; 2]);
    out
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 })
    })
}

#[test]
fn files_of_other_kinds_say_what_they_are_and_what_to_do() {
    let rows: &[(&str, Vec<u8>, &str, &str)] = &[
        ("空.xlsx", Vec::new(), "E_IMPORT_FORMAT", "空的"),
        ("空.txt", b" \n\n".to_vec(), "E_IMPORT_FORMAT", "空的"),
        ("旧.doc", container(&["WordDocument"]), "E_IMPORT_FORMAT", "docx"),
        ("旧.docx", container(&["WordDocument"]), "E_IMPORT_FORMAT", "docx"),
        ("密.xlsx", container(&["EncryptionInfo", "EncryptedPackage"]), "E_IMPORT_PASSWORD", "密码"),
        ("坏.et", container(&["Workbook"]), "E_IMPORT_DAMAGED", "损坏"),
        ("坏.xlsx", b"PK\x03\x04 nothing behind it".to_vec(), "E_IMPORT_DAMAGED", "损坏"),
        ("坏.pdf", b"%PDF-1.7\nnothing behind it".to_vec(), "E_IMPORT_DAMAGED", "损坏"),
        ("图.png", b"\x89PNG\r\n\x1a\n....".to_vec(), "E_IMPORT_FORMAT", "图片"),
        ("杂.bin", vec![1, 0, 2, 0, 255, 0], "E_IMPORT_FORMAT", "认不出"),
        ("乱.txt", vec![0xff, 0xff, 0x81], "E_FILE_ENCODING", "编码"),
        ("别.zip", zip(&[("a.txt", b"a")]), "E_PACKAGE", "数据包"),
        (
            "表.ods",
            zip(&[("mimetype", b"application/vnd.oasis"), ("content.xml", b"<a/>")]),
            "E_IMPORT_FORMAT",
            "OpenDocument",
        ),
        ("通知.txt", "关于报送材料的通知\n请于月底前报送。\n".into(), "E_NO_FORMS", "没有找到"),
        ("长.txt", "甲\t乙\n".repeat(60_000).into(), "E_IMPORT_SIZE", "行数"),
    ];
    for (name, bytes, code, word) in rows {
        let said = refused(name, bytes);
        assert!(said.contains(code) && said.contains(word), "{name}: {said}");
    }
}

#[test]
fn a_file_cut_off_anywhere_gives_a_message() {
    for name in ["form.xlsx", "form.xls", "form.docx", "form.pdf"] {
        let bytes = std::fs::read(fixture(name)).expect("fixture");
        for part in [10, 3, 2] {
            let said = refused(name, &bytes[..bytes.len() / part]);
            assert!(said.contains("（E_"), "{said}");
        }
    }
}

#[test]
fn entities_of_a_document_do_not_grow() {
    let laughs = "<!DOCTYPE w:document [<!ENTITY a \"哈哈哈哈哈哈哈哈\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">\
                  <!ENTITY c SYSTEM \"file:///etc/passwd\">]><w:document><w:body><w:p><w:r><w:t>&b;&c;</w:t></w:r></w:p></w:body></w:document>";
    let said = refused("笑.docx", &zip(&[("word/document.xml", laughs.as_bytes())]));
    assert!(said.contains("（E_IMPORT_FORMAT）"), "{said}");
}

#[test]
fn a_million_rows_are_refused_and_not_kept() {
    let mut sheet = b"<worksheet><sheetData>".to_vec();
    for row in 1..=200_000 {
        write!(sheet, "<row r=\"{row}\"><c r=\"A{row}\"><v>1</v></c></row>").expect("written");
    }
    sheet.extend(b"</sheetData></worksheet>");
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    let workbook = "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    let root = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
    let bytes = zip(&[
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/worksheets/sheet1.xml", &sheet),
    ]);
    let said = refused("大.xlsx", &bytes);
    assert!(said.contains("E_IMPORT_SIZE") && said.contains("行数"), "{said}");
}

#[test]
fn one_broken_file_does_not_keep_the_others_back() {
    let folder = tempfile::tempdir().expect("folder");
    std::fs::write(folder.path().join("坏.xlsx"), b"PK\x03\x04").expect("written");
    std::fs::copy(fixture("form.xlsx"), folder.path().join("好.xlsx")).expect("copied");
    let output = jibiao(folder.path(), &["import", "."]);
    assert_eq!(output.status.code(), Some(1));
    let result: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(result["forms"].as_array().map(Vec::len), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("坏.xlsx"));
}
