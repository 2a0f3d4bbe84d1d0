//! A form with an error is no official copy, whoever finds the error: the form's own rules, the fonts, the forms beside it.

use super::{code, err, form, jibiao, sample, text};
use std::fs;

#[test]
fn a_character_that_no_font_has_and_a_project_that_comes_twice_make_drafts() {
    let (folder, forms) = sample();
    let one = fs::read_to_string(form(&forms, "05")).expect("form");
    let (rare, first, second) =
        (folder.path().join("生僻.json"), folder.path().join("对/甲.json"), folder.path().join("对/乙.json"));
    fs::write(&rare, one.replacen("\"overview\": \"", "\"overview\": \"😀", 1)).expect("written");
    fs::create_dir(folder.path().join("对")).expect("folder");
    fs::write(&first, &one).expect("written");
    fs::write(&second, &one).expect("written");

    let pdf = folder.path().join("生僻.pdf");
    let printed = jibiao(&["print", text(&rare), "-o", text(&pdf)]);
    assert_eq!(code(&printed), 1);
    assert!(err(&printed).contains("（F16），按草稿打印"), "{}", err(&printed));

    let folder_of_both = folder.path().join("对");
    let printed = jibiao(&["print", text(&folder_of_both), "-o", text(&folder.path().join("印"))]);
    assert_eq!(code(&printed), 1);
    assert!(
        err(&printed).contains("（A23），按草稿打印") && err(&printed).contains("其中草稿 1 份"),
        "{}",
        err(&printed)
    );
    let exported = jibiao(&["export", text(&folder_of_both), "--to", "docx", "-o", text(&folder.path().join("文档"))]);
    assert!(err(&exported).contains("（A23），文件里标了“草稿”"), "{}", err(&exported));
}
