//! What the pairing of numbers with rows makes of sentences.

use super::*;

#[test]
fn a_piece_stands_for_any_unit_that_counts_whole_things() {
    for (left, right, same) in [
        ("个", "户", true),
        ("户", "个", true),
        ("个", "人", false),
        ("人", "个", false),
        ("户", "家", false),
        ("种", "个", false),
        ("套", "套", true),
    ] {
        assert_eq!(same_family(left, right), same, "{left} {right}");
    }
}

#[test]
fn a_price_is_of_what_its_name_says() {
    for (price, count, unit, same) in [
        ("送戏下乡活动补贴", "送戏下乡场次", "场", true),
        ("护河活动费用", "举办护河活动次数", "次", true),
        ("维修墙面费用", "墙面粉刷面积", "平方米", false),
        ("护河活动费用", "培训次数", "次", false),
        ("户均改造标准", "无障碍改造户数", "户", true),
        ("户均渠标准", "水渠受益户数", "户", false),
        ("岗位补贴标准", "公益性岗位在岗人数", "人", true),
        ("聘用护河员补贴标准", "护河员人数", "人", true),
        ("水费", "水渠受益户数", "户", false),
    ] {
        assert_eq!(priced_thing(price, count, unit, unit), same, "{price} {count}");
    }
    assert!(!priced_thing("护河活动费用", "举办护河活动次数", "场", "人"));
}

#[test]
fn a_rate_is_told_of_its_noun_and_not_of_one_sign_of_it() {
    assert!(rate_thing("护林员补助标准", "护林员每人每月600元"));
    assert!(!rate_thing("水费", "矿泉水每瓶2元"));
}

/// Each claim of the last of the rows with these names and values: number, nearness, phrase.
fn claims(overview: &str, rows: &[(&str, &str)]) -> Vec<(String, Nearness, String)> {
    let rows = rows.iter().map(|(name, value)| ("产出指标", "数量指标", *name, *value));
    claims_at(overview, &rows.collect::<Vec<_>>())
        .into_iter()
        .map(|(number, nearness, phrase, _)| (number, nearness, phrase))
        .collect()
}

/// The same for rows with their levels, and whether the claim stands aside.
fn claims_at(overview: &str, rows: &[(&str, &str, &str, &str)]) -> Vec<(String, Nearness, String, bool)> {
    use crate::testing::{blank, context, template};
    let form = rows.iter().fold(blank().text(TextField::Overview, overview), |form, (level1, level2, name, value)| {
        form.row(Side::Period, level1, level2, name, value)
    });
    let (form, context) = (form.build(), context());
    let sheet = crate::view::Sheet::new(&form, template("shanxi-county"), &context);
    let view = crate::View::new(&sheet);
    let facts = view.facts(TextField::Overview).unwrap();
    let said = view.rows(Side::Period).last().unwrap().claims().iter();
    said.map(|claim| {
        let phrase = facts.quote(claim.phrase).to_owned();
        (claim.number.normalize().to_string(), claim.nearness, phrase, claim.aside)
    })
    .collect()
}

#[test]
fn a_rate_of_satisfaction_is_that_of_the_only_row_of_satisfaction() {
    let of = |name| ("满意度指标", "服务对象满意度", name, "≥95%");
    let text = "群众满意度达到90%。";
    let others = [("产出指标", "数量指标", "清淤长度", "3公里"), ("产出指标", "质量指标", "验收合格率", "100%")];
    let only = [&others[..], &[of("用水农户满意度")]].concat();
    assert_eq!(claims_at(text, &only).len(), 1);
    let two = [&others[..], &[of("参训学员满意度"), of("用水农户满意度")]].concat();
    assert_eq!(claims_at(text, &two), []);
}

#[test]
fn a_part_stands_aside_of_a_row_with_other_words() {
    let aside = |text: &str| {
        let claims = claims_at(text, &[("产出指标", "数量指标", "租赁定位手环", "60个")]);
        claims.into_iter().map(|(number, _, _, aside)| (number, aside)).collect::<Vec<_>>()
    };
    assert_eq!(aside("其中租赁定位手环50个。"), [("50".to_owned(), false)]);
    assert_eq!(aside("其中租赁新式定位手环50个。"), [("50".to_owned(), true)]);
    assert_eq!(aside("租赁新式定位手环50个。"), [("50".to_owned(), false)]);
}

fn one(number: &str, nearness: Nearness, phrase: &str) -> Vec<(String, Nearness, String)> {
    vec![(number.to_owned(), nearness, phrase.to_owned())]
}

#[test]
fn a_wider_word_that_is_surely_said_of_another_row_is_doubtful() {
    let text = "购置手环50个。";
    assert_eq!(claims(text, &[("租赁定位手环", "60个")]), []);
    let text = "租赁手环50个。";
    assert_eq!(claims(text, &[("租赁定位手环", "60个")]), one("50", Nearness::Wider, "租赁手环50个"));
    let both = [("租赁手环", "50个"), ("租赁定位手环", "60个")];
    assert_eq!(claims(text, &both), one("50", Nearness::Doubtful, "租赁手环50个"));
    // What is doubtful of another row leaves it as it is.
    let both = [("维修手环", "50个"), ("租赁定位手环", "60个")];
    assert_eq!(claims(text, &both), one("50", Nearness::Wider, "租赁手环50个"));
}

#[test]
fn a_piece_counts_another_unit_where_the_words_are_near() {
    assert_eq!(claims("租赁定位手环50个。", &[("租赁定位手环", "60只")]).len(), 1);
    assert_eq!(claims("租赁新式定位手环50个。", &[("定位手环", "60只")]).len(), 1);
    assert_eq!(claims("租赁手环50个。", &[("租赁定位手环", "60只")]), []);
    assert_eq!(claims("租赁手环50只。", &[("租赁定位手环", "60只")]).len(), 1);
}

#[test]
fn a_claim_is_quoted_with_its_noun_on_one_side() {
    let quoted = |text: &str, name: &str, value: &str| claims(text, &[(name, value)]).pop().map(|(.., said)| said);
    assert_eq!(quoted("慰问3位遗属人员、购茶几1个。", "慰问遗属人员", "4人").as_deref(), Some("慰问3位"));
    assert_eq!(quoted("为3位遗属人员、购茶几1个。", "补助遗属人员", "4人").as_deref(), Some("为3位遗属人员"));
    assert_eq!(quoted("本年，3位遗属人员、购茶几1个。", "补助遗属人员", "4人").as_deref(), Some("3位遗属人员"));
}

#[test]
fn persons_that_are_there_are_those_of_any_action() {
    assert_eq!(claims("现有遗属人员3人。", &[("补助遗属人员", "4人")]), one("3", Nearness::Same, "现有遗属人员3人"));
}
