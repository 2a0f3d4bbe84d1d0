use super::archive::{pack, unpack};
use super::manifest::{MANIFEST, form_path, is_pdf, is_safe, sha256};
use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

/// The forms of the made-up unit, and one of every other template.
fn forms() -> Vec<Form> {
    let mut paths = Vec::new();
    for folder in ["../app/sample", "../../tests/forms"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        paths.append(&mut files);
    }
    paths.iter().filter_map(|path| jibiao_model::json::parse(&std::fs::read_to_string(path).unwrap()).ok()).collect()
}

fn package() -> Package {
    let waiver = Waiver {
        form: 2,
        code: "C03".into(),
        path: "indicators.annual[0].value".into(),
        reason: "按上级文件写".into(),
        by: "经办人".into(),
        at: "20260105093000".into(),
    };
    let pdfs = vec![("汇总.pdf".to_owned(), b"%PDF-1.7 b".to_vec()), ("000.pdf".to_owned(), vec![0; 3])];
    Package { waivers: vec![waiver], pdfs, ..Package::of("0.1.0", forms().into_iter().take(4).collect()) }
}

/// The package with its parts changed and the container made anew.
fn changed(change: impl FnOnce(&mut BTreeMap<String, Vec<u8>>)) -> Vec<u8> {
    let mut parts = unpack(&write(&package()).unwrap()).unwrap();
    change(&mut parts);
    pack(&parts).unwrap()
}

/// The package with its manifest changed as text.
fn with_manifest(change: impl FnOnce(String) -> String) -> Vec<u8> {
    changed(|parts| {
        let text = String::from_utf8(parts[MANIFEST].clone()).unwrap();
        let new = change(text.clone());
        assert_ne!(new, text, "nothing was changed");
        parts.insert(MANIFEST.to_owned(), new.into_bytes());
    })
}

fn refused(bytes: &[u8]) -> (String, Fault) {
    let error = read(bytes).unwrap_err();
    assert!(error.to_string().contains(&error.part));
    (error.part, error.fault)
}

fn whole(fault: Fault) -> (String, Fault) {
    (String::new(), fault)
}

fn part(path: &str, fault: Fault) -> (String, Fault) {
    (path.to_owned(), fault)
}

/// Renames a part inside the bytes of an archive: names of one length stand there as they are.
fn renamed(bytes: &[u8], old: &str, new: &str) -> Vec<u8> {
    assert_eq!(old.len(), new.len());
    let mut bytes = bytes.to_vec();
    let places: Vec<usize> =
        bytes.windows(old.len()).enumerate().filter(|(_, at)| *at == old.as_bytes()).map(|(at, _)| at).collect();
    assert_eq!(places.len(), 2, "local and central header");
    for at in places {
        bytes[at..at + new.len()].copy_from_slice(new.as_bytes());
    }
    bytes
}

#[test]
fn what_is_packed_is_read_again() {
    let package = Package { pdfs: Vec::new(), waivers: Vec::new(), ..Package::of("0.1.0", forms()) };
    assert!(package.forms.len() >= 18, "{}", package.forms.len());
    assert_eq!(read(&write(&package).unwrap()).unwrap(), package);
    let mut with_all = self::package();
    with_all.pdfs.sort();
    assert_eq!(read(&write(&with_all).unwrap()).unwrap(), with_all);
    let empty = Package::of("0.1.0", Vec::new());
    assert_eq!(read(&write(&empty).unwrap()).unwrap(), empty);
}

#[test]
fn unit_code_and_year_are_those_that_all_forms_share() {
    let mut forms: Vec<Form> = forms().into_iter().take(3).collect();
    let package = Package::of("0.1.0", forms.clone());
    assert!(package.unit.is_some() && package.department_code.is_some() && package.year.is_some());
    let Form::Project(form) = &mut forms[1] else { panic!("not a project form") };
    form.department_code = "999".into();
    let mixed = Package::of("0.1.0", forms);
    assert_eq!((mixed.department_code, mixed.unit, mixed.year), (None, package.unit, package.year));
}

#[test]
fn the_same_package_gives_the_same_bytes() {
    let bytes = write(&package()).unwrap();
    assert_eq!(write(&package()).unwrap(), bytes);
    let mut other_order = package();
    other_order.pdfs.reverse();
    assert_eq!(write(&other_order).unwrap(), bytes);
    assert_eq!(write(&read(&bytes).unwrap()).unwrap(), bytes);
    assert!(looks_like_package(&bytes) && !looks_like_package(b"{\"format\""));
}

/// Computed from the definition in docs/package.md with Python's json and hashlib.
#[test]
fn the_digest_is_that_of_the_definition() {
    let manifest = Manifest {
        format: FORMAT.into(),
        program: "0.1.0".into(),
        unit: Some("青河县档案馆".into()),
        department_code: Some("021".into()),
        year: Some(2026),
        forms: vec![FormEntry {
            path: form_path(0, 1), name: "库房".into(), check_code: "4AK2-M7Z2-BJ5E-8X1C".into()
        }],
        parts: vec![PartEntry { path: form_path(0, 1), size: 3, sha256: sha256(b"abc") }],
        digest: Some("not part of it".into()),
    };
    assert_eq!(manifest.own_digest(), "0c31ad3445c9a749df7013cde6280cf6b54b73918fd5cbb97894f92d69de09bb");
}

#[test]
fn a_changed_form_is_refused_by_name() {
    let bytes = changed(|parts| {
        let form = parts.get_mut("forms/001.json").unwrap();
        let at = form.iter().position(|byte| *byte == b'2').unwrap();
        form[at] = b'3';
    });
    assert_eq!(refused(&bytes), part("forms/001.json", Fault::Digest));
}

#[test]
fn swapped_removed_and_added_parts_are_refused_by_name() {
    let swapped = changed(|parts| {
        let (a, b) = (parts["forms/000.json"].clone(), parts["forms/002.json"].clone());
        parts.insert("forms/000.json".into(), b);
        parts.insert("forms/002.json".into(), a);
    });
    assert_eq!(refused(&swapped), part("forms/000.json", Fault::Digest));
    assert_eq!(verify(&swapped).unwrap().faults.len(), 4, "two digests and two check codes");
    for path in ["forms/003.json", "waivers.json", "pdf/000.pdf"] {
        let removed = changed(|parts| assert!(parts.remove(path).is_some()));
        assert_eq!(refused(&removed), part(path, Fault::Missing));
    }
    for path in ["forms/004.json", "pdf/other.pdf", "readme.txt"] {
        let added = changed(|parts| assert!(parts.insert(path.into(), b"{}".to_vec()).is_none()));
        assert_eq!(refused(&added), part(path, Fault::Unlisted));
    }
    let without = changed(|parts| assert!(parts.remove(MANIFEST).is_some()));
    assert_eq!(refused(&without), whole(Fault::NoManifest));
}

#[test]
fn a_changed_manifest_is_refused() {
    let year = with_manifest(|text| text.replace("\"year\": 2026", "\"year\": 2027"));
    assert_eq!(refused(&year), part(MANIFEST, Fault::WholeDigest));
    let newer = with_manifest(|text| text.replace(FORMAT, "jibiao.package/2\", \"new\": \""));
    assert_eq!(refused(&newer), part(MANIFEST, Fault::TooNew("jibiao.package/2".into())));
    assert!(read(&newer).unwrap_err().to_string().contains("请升级程序"));
    let changes: [(&str, &str, &str); 7] = [
        (FORMAT, "other/1", "格式是“other/1”"),
        ("\"program\"", "\"programme\"", "第 3 行"),
        ("\"program\"", "\"format\"", "第 3 行"),
        ("\"digest\": \"", "\"digest\": null, \"x\": \"", "不合清单的写法"),
        ("forms/001.json", "forms/004.json", "第 2 份表应是 forms/001.json"),
        ("\"path\": \"pdf/000.pdf\"", "\"path\": \"forms/000.json\"", "部件没有按路径排列"),
        ("{\n  \"format\"", "[\n  \"format\"", "不合清单的写法"),
    ];
    for (old, new, reason) in changes {
        let error = read(&with_manifest(|text| text.replacen(old, new, 1))).unwrap_err();
        assert_eq!(error.part, MANIFEST);
        assert!(error.to_string().contains(reason), "{error}");
    }
    let escaping = with_manifest(|text| text.replace("pdf/000.pdf", "pdf/../../000.pdf"));
    assert!(matches!(read(&escaping).unwrap_err().fault, Fault::Manifest(_) | Fault::StrangePath));
}

/// Somebody who recomputes every digest still cannot make the code on paper fit.
#[test]
fn a_consistent_forgery_shows_in_the_code_on_paper() {
    let original = package();
    let codes: Vec<_> = verify(&write(&original).unwrap()).unwrap().forms;
    let mut forged = original.clone();
    let Form::Project(form) = &mut forged.forms[1] else { panic!("not a project form") };
    form.overview.push('。');
    let verification = verify(&write(&forged).unwrap()).unwrap();
    assert!(verification.faults.is_empty());
    assert_eq!(find_code(&verification.forms, codes[1].check_code.as_deref().unwrap()), CodeAnswer::Unknown);
    assert_eq!(find_code(&verification.forms, codes[0].check_code.as_deref().unwrap()), CodeAnswer::Form(0));
}

#[test]
fn a_check_code_that_is_not_the_forms_is_named() {
    let bytes = changed(|parts| {
        let mut manifest = Manifest::parse(&parts[MANIFEST]).unwrap();
        manifest.forms[1].check_code = "0000-0000-0000-0000".into();
        manifest.digest = Some(manifest.own_digest());
        parts.insert(MANIFEST.into(), serde_json::to_vec(&manifest).unwrap());
    });
    let (path, fault) = refused(&bytes);
    assert_eq!(path, "forms/001.json");
    assert!(matches!(fault, Fault::CheckCode { listed, .. } if listed == "0000-0000-0000-0000"));
    assert_eq!(verify(&bytes).unwrap().faults.len(), 1);
}

#[test]
fn codes_typed_from_paper_are_found_or_not() {
    let forms = verify(&write(&package()).unwrap()).unwrap().forms;
    let code = forms[2].check_code.clone().unwrap();
    let typed = code.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
    assert_eq!(find_code(&forms, &typed), CodeAnswer::Form(2));
    let last = if code.ends_with('7') { "8" } else { "7" };
    assert_eq!(find_code(&forms, &format!("{}{last}", &code[..18])), CodeAnswer::Nearly(2));
    assert_eq!(find_code(&forms, "0000-0000-0000-0000"), CodeAnswer::Unknown);
    assert_eq!(find_code(&forms, &code[..18]), CodeAnswer::NotACode);
    assert_eq!(find_code(&forms, "校验码"), CodeAnswer::NotACode);
    assert_eq!(find_code(&[], &code), CodeAnswer::Unknown);
}

#[test]
fn a_package_that_is_cut_off_is_refused_at_every_length() {
    let bytes = write(&Package::of("0.1.0", forms().into_iter().take(1).collect())).unwrap();
    for end in 0..bytes.len() {
        let error = read(&bytes[..end]).unwrap_err();
        assert_eq!(error, PackageError::whole(Fault::NotAPackage), "{end}");
    }
}

#[test]
fn bombs_are_refused_without_being_unpacked() {
    let zeros = |size: usize| pack(&BTreeMap::from([("forms/000.json".to_owned(), vec![b' '; size])])).unwrap();
    let bomb = zeros(24 << 20);
    assert!(bomb.len() < 64 << 10, "{}", bomb.len());
    assert_eq!(refused(&bomb), part("forms/000.json", Fault::Bomb));
    // Below a megabyte nothing is a bomb, however well it packs.
    assert_eq!(refused(&zeros(FREE_UNPACKED)), whole(Fault::NoManifest));
    let many: BTreeMap<String, Vec<u8>> = (0..40).map(|n| (format!("pdf/{n}.pdf"), vec![0; 100_000])).collect();
    assert_eq!(refused(&pack(&many).unwrap()).1, Fault::Bomb);
    // A header that claims a small size does not help.
    let mut lying = bomb;
    let size = (24u32 << 20).to_le_bytes();
    let places: Vec<usize> = (0..lying.len() - 4).filter(|at| lying[*at..*at + 4] == size).collect();
    assert!(!places.is_empty());
    for at in places {
        lying[at..at + 4].copy_from_slice(&8u32.to_le_bytes());
    }
    assert_eq!(refused(&lying).0, "forms/000.json");
}

#[test]
fn too_many_parts_are_refused_unread() {
    let many: BTreeMap<String, Vec<u8>> = (0..MAX_PARTS + 2).map(|n| (format!("pdf/{n}.pdf"), Vec::new())).collect();
    assert_eq!(refused(&pack(&many).unwrap()), whole(Fault::TooManyParts(MAX_PARTS + 1)));
}

#[test]
fn paths_that_lead_outside_are_refused() {
    let parts = BTreeMap::from([("xx/xx/.json".to_owned(), b"{}".to_vec())]);
    let bytes = pack(&parts).unwrap();
    for path in
        ["../../.json", "/x/xx/x.jso", "xx/../.json", "xx\\xx\\.json", "C:/xx/x.jso", "xx/./x.json", "xx/xx/x.js\n"]
    {
        assert!(!is_safe(path));
        assert_eq!(refused(&renamed(&bytes, "xx/xx/.json", path)).1, Fault::UnsafePath, "{path}");
    }
    let mut raw = bytes.clone();
    for at in 0..raw.len() - 11 {
        if raw[at..].starts_with(b"xx/xx/.json") {
            raw[at] = 0xff;
        }
    }
    assert_eq!(refused(&raw).1, Fault::Encoding);
    assert!(is_pdf("pdf/汇总.pdf") && !is_pdf("pdf/.pdf") && !is_pdf("pdf/a/b.pdf") && !is_pdf("a.pdf"));
    let outside = Package { pdfs: vec![("../a.pdf".into(), Vec::new())], ..Package::default() };
    assert_eq!(write(&outside).unwrap_err().fault, Fault::UnsafePath);
}

#[test]
fn doubled_parts_are_refused() {
    let parts =
        BTreeMap::from([("forms/000.json".to_owned(), b"{}".to_vec()), ("forms/00x.json".to_owned(), b"[]".to_vec())]);
    let bytes = pack(&parts).unwrap();
    let doubled = renamed(&bytes, "forms/00x.json", "forms/000.json");
    assert_eq!(refused(&doubled), part("forms/000.json", Fault::Doubled));
    let upper = renamed(&bytes, "forms/00x.json", "FORMS/000.JSON");
    assert_eq!(refused(&upper).1, Fault::Doubled);
}

#[test]
fn folders_and_other_archives_are_refused() {
    let mut folder = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    folder.add_directory("forms", zip::write::SimpleFileOptions::DEFAULT).unwrap();
    let folder = folder.finish().unwrap().into_inner();
    assert_eq!(refused(&folder).1, Fault::UnsafePath, "a folder's path ends with a stroke");
    let mut link = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    link.add_symlink("forms/000.json", "/etc/hostname", zip::write::SimpleFileOptions::DEFAULT).unwrap();
    assert_eq!(refused(&link.finish().unwrap().into_inner()).1, Fault::StrangeStorage);
    for bytes in [&b""[..], b"{}", b"PK\x03\x04", &[b'P'; 4096], b"PK\x05\x06"] {
        assert_eq!(refused(bytes), whole(Fault::NotAPackage));
    }
    let empty = pack(&BTreeMap::new()).unwrap();
    assert_eq!(refused(&empty), whole(Fault::NoManifest));
}

#[test]
fn faulty_waivers_are_refused() {
    let with = |text: &str| {
        changed(|parts| {
            parts.insert("waivers.json".into(), text.as_bytes().to_vec());
            let mut manifest = Manifest::parse(&parts[MANIFEST]).unwrap();
            let entry = manifest.parts.iter_mut().find(|part| part.path == "waivers.json").unwrap();
            (entry.size, entry.sha256) = (text.len() as u64, sha256(text.as_bytes()));
            manifest.digest = Some(manifest.own_digest());
            parts.insert(MANIFEST.into(), serde_json::to_vec(&manifest).unwrap());
        })
    };
    assert!(read(&with("[]")).unwrap().waivers.is_empty());
    let waiver = r#"[{"form": 9, "code": "C03", "path": "", "reason": "", "by": "", "at": ""}]"#;
    for text in ["{}", "[1]", waiver] {
        assert!(matches!(refused(&with(text)), (path, Fault::Waivers(_)) if path == "waivers.json"), "{text}");
    }
}

#[test]
fn more_than_a_thousand_forms_keep_their_order() {
    assert_eq!(form_path(7, 1_000), "forms/007.json");
    assert_eq!(form_path(7, 1_001), "forms/0007.json");
    let mut form = forms().remove(0);
    let forms = (0..1_001)
        .map(|n| {
            if let Form::Project(form) = &mut form {
                form.project_name = format!("项目{n}");
            }
            form.clone()
        })
        .collect();
    let package = Package::of("0.1.0", forms);
    let names: Vec<String> =
        read(&write(&package).unwrap()).unwrap().forms.iter().map(|form| form.name().to_owned()).collect();
    assert_eq!(names, (0..1_001).map(|n| format!("项目{n}")).collect::<Vec<_>>());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_flipped_byte_never_gives_another_package(at in any::<prop::sample::Index>(), bits in 1u8..) {
        let package = Package::of("0.1.0", forms().into_iter().take(2).collect());
        let mut bytes = write(&package).unwrap();
        let at = at.index(bytes.len());
        bytes[at] ^= bits;
        // Times and attributes in the headers mean nothing, so a flip there may pass; the contents are the same then.
        if let Ok(read) = read(&bytes) {
            prop_assert_eq!(read, package);
        }
    }

    #[test]
    fn no_bytes_make_it_panic(mut bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(read(&bytes).is_err());
        bytes.splice(0..0, *b"PK\x03\x04");
        prop_assert!(verify(&bytes).is_err());
        prop_assert!(Manifest::parse(&bytes).is_err());
    }
}
