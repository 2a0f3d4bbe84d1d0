//! Files that are no forms: a coded message in Chinese each, and nothing written.

use super::{fixture, jibiao};
use jibiao_testkit::program;
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

/// A document without a word.
const DOCX_OF_A_PICTURE: (&str, &[u8]) =
    ("word/document.xml", b"<w:document><w:body><w:p><w:r><w:drawing/></w:r></w:p></w:body></w:document>");

#[test]
fn files_of_other_kinds_say_what_they_are_and_what_to_do() {
    let rows: &[(&str, Vec<u8>, &str, &str)] = &[
        ("空.xlsx", Vec::new(), "E_IMPORT_FORMAT", "空的"),
        ("空.txt", b" \n\n".to_vec(), "E_IMPORT_FORMAT", "空的"),
        ("旧.doc", container(&["WordDocument"]), "E_IMPORT_FORMAT", "docx"),
        ("旧.docx", container(&["WordDocument"]), "E_IMPORT_FORMAT", "docx"),
        ("改名.xls", container(&["WordDocument"]), "E_IMPORT_FORMAT", "docx"),
        ("密.xlsx", container(&["EncryptionInfo", "EncryptedPackage"]), "E_IMPORT_PASSWORD", "密码"),
        ("密.docx", container(&["EncryptedPackage"]), "E_IMPORT_PASSWORD", "密码"),
        ("图.docx", zip(&[DOCX_OF_A_PICTURE, ("word/media/a.png", b"\x89PNG")]), "E_IMPORT_FORMAT", "图片"),
        ("空.docx", zip(&[DOCX_OF_A_PICTURE]), "E_IMPORT_FORMAT", "空的"),
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

/// A workbook of one sheet with these parts.
fn workbook(sheet: &[u8], more: &[(&str, &[u8])]) -> Vec<u8> {
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    let workbook = "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    let root = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
    let parts: [(&str, &[u8]); 4] = [
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    zip(&[&parts, more].concat())
}

#[test]
fn a_million_rows_are_refused_and_not_kept() {
    let mut sheet = b"<worksheet><sheetData>".to_vec();
    for row in 1..=1_000_000 {
        write!(sheet, "<row r=\"{row}\"><c r=\"A{row}\"><v>1</v></c></row>").expect("written");
    }
    sheet.extend(b"</sheetData></worksheet>");
    let said = refused_in_little_memory("大.xlsx", &workbook(&sheet, &[]));
    assert!(said.contains("E_IMPORT_SIZE") && said.contains("行数"), "{said}");
}

/// As [`refused`], with 700 MB of memory for everything.
fn refused_in_little_memory(name: &str, bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().expect("folder");
    std::fs::write(folder.path().join(name), bytes).expect("written");
    let command = format!("ulimit -v 700000; exec '{}' import '{name}' -o out.json", program("jibiao").display());
    let output =
        std::process::Command::new("sh").args(["-c", &command]).current_dir(folder.path()).output().expect("sh");
    assert_eq!(output.status.code(), Some(1), "{name}: {output:?}");
    String::from_utf8(output.stderr).expect("UTF-8")
}

/// 300 MB of one byte as raw deflate with the fixed codes: a byte, then its repetition 258 at a time (code 285, distance 1), 13 bits each.
fn bomb() -> Vec<u8> {
    let (mut bits, mut out, mut filled) = (0u32, Vec::new(), 0u32);
    let mut put = |code: u32, length: u32| {
        // Codes stand with their highest bit first.
        for at in (0..length).rev() {
            bits |= (code >> at & 1) << filled;
            filled += 1;
            if filled == 8 {
                out.push(bits as u8);
                (bits, filled) = (0, 0);
            }
        }
    };
    // The last block, of fixed codes.
    put(0b110, 3);
    put(0x30 + u32::from(b'a'), 8);
    for _ in 0..1_200_000 {
        put(0b1100_0101, 8);
        put(0, 5);
    }
    put(0, 7);
    put(0, 7);
    out
}

/// An archive of which this part becomes 300 MB and says that it has 1,000 bytes.
fn archive_of_a_bomb(part: &str) -> Vec<u8> {
    let bomb = bomb();
    assert!(bomb.len() < 4 << 20);
    let mut bytes = zip(&[(part, &bomb)]);
    // Method 8 and a size that lies, in both heads.
    let name = bytes.windows(4).rposition(|four| four == b"PK\x01\x02").expect("directory");
    for at in [8, name + 10] {
        bytes[at] = 8;
    }
    for at in [22, name + 24] {
        bytes[at..at + 4].copy_from_slice(&1_000u32.to_le_bytes());
    }
    bytes
}

/// A PDF of one page whose content becomes 300 MB.
fn pdf_of_a_bomb() -> Vec<u8> {
    // A head of zlib; the sum at the end is missing.
    let stream = [&b"\x78\x01"[..], &bomb()].concat();
    let head = format!("<< /Length {} /Filter /FlateDecode >>\nstream\n", stream.len());
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>".to_vec(),
        [head.as_bytes(), &stream, b"\nendstream"].concat(),
    ];
    let (mut out, mut table) = (b"%PDF-1.4\n".to_vec(), String::from("0000000000 65535 f \n"));
    for (number, object) in (1..).zip(&objects) {
        table.push_str(&format!("{:010} 00000 n \n", out.len()));
        out.extend(format!("{number} 0 obj\n").as_bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let at = out.len();
    let tail = format!("xref\n0 5\n{table}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n");
    out.extend(tail.as_bytes());
    out
}

#[test]
fn what_would_fill_the_memory_is_refused() {
    for (name, bytes) in [
        ("炸.docx", archive_of_a_bomb("word/document.xml")),
        ("炸.jbz", archive_of_a_bomb("manifest.json")),
        ("炸.pdf", pdf_of_a_bomb()),
    ] {
        let said = refused_in_little_memory(name, &bytes);
        let codes = ["E_IMPORT_SIZE", "E_IMPORT_DAMAGED", "E_PACKAGE"];
        assert!(codes.iter().any(|code| said.contains(code)), "{name}: {said}");
    }
}

#[test]
fn entities_of_a_workbook_do_not_grow() {
    let texts = "<!DOCTYPE sst [<!ENTITY a \"哈哈哈哈\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>\
                 <sst><si><t>&b;&c;通知</t></si></sst>";
    let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&b;&c;</t></is></c>\
                 <c r=\"B1\" t=\"s\"><v>0</v></c></row></sheetData></worksheet>";
    let bytes = workbook(sheet.as_bytes(), &[("xl/sharedStrings.xml", texts.as_bytes())]);
    let said = refused("笑.xlsx", &bytes);
    assert!(said.contains("（E_") && !said.contains("root:"), "{said}");
}

#[test]
fn a_workbook_is_read_whatever_its_name_says() {
    for name in ["表.et", "表.xlsx", "表.doc"] {
        let folder = tempfile::tempdir().expect("folder");
        std::fs::copy(fixture("form.xls"), folder.path().join(name)).expect("copied");
        let output = jibiao(folder.path(), &["import", name]);
        assert_eq!(output.status.code(), Some(0), "{name}: {output:?}");
    }
}

#[test]
fn what_an_office_program_puts_beside_an_open_file_is_passed_over() {
    let folder = tempfile::tempdir().expect("folder");
    std::fs::copy(fixture("form.xlsx"), folder.path().join("表.xlsx")).expect("copied");
    for name in ["~$表.xlsx", ".~lock.表.xlsx#"] {
        std::fs::write(folder.path().join(name), b"\x05user").expect("written");
    }
    let output = jibiao(folder.path(), &["import", "."]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

/// A PDF that asks for a password: the smallest that says so.
#[test]
fn a_pdf_with_a_password_says_so() {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[]/Count 0>>",
        "<</Filter/Standard/V 1/R 2/P -4/O<000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f>\
         /U<000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f>>>",
    ];
    let (mut pdf, mut places) = (String::from("%PDF-1.4\n"), Vec::new());
    for (number, object) in (1..).zip(objects) {
        places.push(pdf.len());
        pdf += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    let start = pdf.len();
    pdf += "xref\n0 4\n0000000000 65535 f \n";
    for place in places {
        pdf += &format!("{place:010} 00000 n \n");
    }
    let id = "<00112233445566778899aabbccddeeff>";
    pdf += &format!("trailer\n<</Size 4/Root 1 0 R/Encrypt 3 0 R/ID[{id}{id}]>>\nstartxref\n{start}\n%%EOF\n");
    let said = refused("密.pdf", pdf.as_bytes());
    assert!(said.contains("E_IMPORT_PASSWORD") && said.contains("密码"), "{said}");
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
