//! One table a kind: what is written, and what it reads as.

use super::*;
use std::str::FromStr;

fn number(text: &str) -> Decimal {
    Decimal::from_str(text).unwrap()
}

fn rewritten(text: &str) -> String {
    canonical(&read(text))
}

fn month(month: u32) -> TimePoint {
    TimePoint { month: Some(month), ..TimePoint::default() }
}

fn count(text: &str) -> (Sign, String, String) {
    match read(text) {
        Reading::Count { sign, number, unit, per } => {
            (sign, number.to_string(), per.iter().fold(unit, |text, rate| format!("{text}/{rate}")))
        }
        other => panic!("{text} is no count: {other:?}"),
    }
}

#[test]
fn every_spelling_of_a_sign_reads() {
    for (sign, spellings) in [
        (
            Sign::AtLeast,
            ["≥", "≧", ">=", "=>", "＞＝", "大于等于", "大于或等于", "不少于", "不低于", "至少"].as_slice(),
        ),
        (Sign::AtMost, &["≤", "≦", "<=", "=<", "＜＝", "小于等于", "不超过", "不高于", "不多于", "至多", "最多"]),
        (Sign::Greater, &[">", "＞", "大于", "超过", "高于"]),
        (Sign::Less, &["<", "＜", "小于", "低于", "少于"]),
        (Sign::Exact, &["", "=", "＝", "等于"]),
    ] {
        for spelling in spellings {
            assert_eq!(count(&format!("{spelling}7个")), (sign, "7".to_owned(), "个".to_owned()), "{spelling}");
        }
    }
}

#[test]
fn a_bound_behind_the_unit_is_a_sign() {
    for (text, expected) in [
        ("6次以上", "≥6次"),
        ("92%及以上", "≥92%"),
        ("3天以内", "3天内"),
        ("8人以下", "≤8人"),
        ("≥6次以上", "≥6次"),
        ("≤40分钟内", "≤40分钟"),
    ] {
        assert_eq!(rewritten(text), expected, "{text}");
    }
    assert_eq!(read("≤6次以上"), Reading::Unreadable(Unreadable::Unknown("≤6次以上".to_owned())));
}

#[test]
fn percents_read_with_and_without_a_sign() {
    let ratio = |sign, text, scale| Reading::Ratio { sign, number: number(text), scale };
    for (text, expected) in [
        ("≥92%", ratio(Sign::AtLeast, "92", Scale::Percent)),
        ("≥ 92 ％", ratio(Sign::AtLeast, "92", Scale::Percent)),
        ("100%", ratio(Sign::Exact, "100", Scale::Percent)),
        ("0%", ratio(Sign::Exact, "0", Scale::Percent)),
        ("<3%", ratio(Sign::Less, "3", Scale::Percent)),
        ("-2%", ratio(Sign::Exact, "-2", Scale::Percent)),
        ("99.95%", ratio(Sign::Exact, "99.95", Scale::Percent)),
        ("5‰", ratio(Sign::Exact, "5", Scale::Permille)),
        ("百分之九十", ratio(Sign::Exact, "90", Scale::Percent)),
        ("百分之百", ratio(Sign::Exact, "100", Scale::Percent)),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn counts_read_with_unit_and_rate() {
    for (text, sign, value, unit) in [
        ("1个", Sign::Exact, "1", "个"),
        ("38小时", Sign::Exact, "38", "小时"),
        ("1580.6平方米", Sign::Exact, "1580.6", "平方米"),
        ("2人/日", Sign::Exact, "2", "人/日"),
        ("≥４次", Sign::AtLeast, "4", "次"),
        ("≤20分钟", Sign::AtMost, "20", "分钟"),
        ("1,200份", Sign::Exact, "1200", "份"),
        ("3万人次", Sign::Exact, "3", "万人次"),
        ("19个部门", Sign::Exact, "19", "个部门"),
        ("5人（次）", Sign::Exact, "5", "人(次)"),
        ("5平米（次）", Sign::Exact, "5", "平方米(次)"),
        ("3万平米", Sign::Exact, "3", "万平方米"),
        ("0万星期", Sign::Exact, "0", "万周"),
        ("两次", Sign::Exact, "2", "次"),
        ("十二场", Sign::Exact, "12", "场"),
        ("半小时", Sign::Exact, "30", "分钟"),
        ("一个半小时", Sign::Exact, "90", "分钟"),
        ("每月一次", Sign::Exact, "1", "次/月"),
        ("每年不少于3次", Sign::AtLeast, "3", "次/年"),
        ("≥每年3次", Sign::AtLeast, "3", "次/年"),
        ("每两年一次", Sign::Exact, "1", "次/2年"),
        ("3年", Sign::Exact, "3", "年"),
        ("=5", Sign::Exact, "", ""),
    ] {
        if unit.is_empty() {
            assert_eq!(read(text), Reading::Unreadable(Unreadable::NoUnit { sign, number: number("5") }));
        } else {
            assert_eq!(count(text), (sign, value.to_owned(), unit.to_owned()), "{text}");
        }
    }
}

#[test]
fn head_units_know_factors_and_longer_names() {
    for (text, head, kind, counted) in [
        ("3万人", "人", Some(UnitKind::Countable), "30000"),
        ("2千米", "千米", Some(UnitKind::Measure), "2"),
        ("12个乡镇", "个", Some(UnitKind::Countable), "12"),
        ("6人次", "人次", Some(UnitKind::Countable), "6"),
        ("1.5个百分点", "个百分点", Some(UnitKind::Measure), "1.5"),
        ("3个月", "个月", Some(UnitKind::Time), "3"),
        ("4㎡", "平方米", Some(UnitKind::Measure), "4"),
        ("7坨", "坨", None, "7"),
    ] {
        let reading = read(text);
        assert_eq!((reading.head_unit(), reading.unit_kind()), (Some(head), kind), "{text}");
        assert_eq!(reading.count(), Some(number(counted)), "{text}");
    }
}

#[test]
fn money_reads_in_its_unit_and_compares_in_yuan() {
    for (text, unit, yuan) in [
        ("25000.8元", MoneyUnit::Yuan, "25000.8"),
        ("29万元", MoneyUnit::Wan, "290000"),
        ("≤1,200元", MoneyUnit::Yuan, "1200"),
        ("十二万元", MoneyUnit::Wan, "120000"),
        ("5千元", MoneyUnit::Yuan, "5000"),
        ("1.5亿元", MoneyUnit::Wan, "150000000"),
        ("300元整", MoneyUnit::Yuan, "300"),
    ] {
        let reading = read(text);
        assert!(matches!(&reading, Reading::Money { unit: read, .. } if *read == unit), "{text}: {reading:?}");
        assert_eq!(reading.yuan().map(|yuan| yuan.0), Some(number(yuan)), "{text}");
        assert!(reading.is_money());
    }
    assert_eq!(read("79228162514264337593543950335万元").yuan(), None);
}

#[test]
fn money_rates_are_ordered_persons_before_times() {
    for (text, expected, form) in [
        ("180元/人/月", "180元/人/月", RateForm::Plain),
        ("180元/月/人", "180元/人/月", RateForm::Reordered),
        ("180元每人每月", "180元/人/月", RateForm::Plain),
        ("每人每月180元", "180元/人/月", RateForm::Prefixed),
        ("每年2万元", "2万元/年", RateForm::Prefixed),
        ("每次2000元", "2000元/次", RateForm::Prefixed),
        ("每个单位3万元", "3万元/单位", RateForm::Prefixed),
        ("6万元/站/年", "6万元/站/年", RateForm::Plain),
        ("≤90每年/万元", "≤90万元/年", RateForm::Malformed),
        ("17每年/条", "17条/年", RateForm::Malformed),
        ("35分钟/每期", "35分钟/期", RateForm::Malformed),
        ("6万元", "6万元", RateForm::None),
        ("每季度", "每季度", RateForm::None),
        ("每周5天,每天8小时", "每周5天,每天8小时", RateForm::None),
        ("3次；17每年/条", "3次；17条/年", RateForm::Malformed),
    ] {
        assert_eq!((rewritten(text), rate_form(text)), (expected.to_owned(), form), "{text}");
    }
}

#[test]
fn dates_read_in_every_spelling() {
    for (text, expected) in [
        ("2025年9月", "2025年9月"),
        ("２０２５年９月", "2025年9月"),
        ("二〇二五年九月", "2025年9月"),
        ("十月", "10月"),
        ("9月份", "9月"),
        ("2025年9月3号", "2025年9月3日"),
        ("2025-09-03", "2025年9月3日"),
        ("2025.9.3", "2025年9月3日"),
        ("6月上旬", "6月上旬"),
        ("上半年", "上半年"),
        ("二季度", "第二季度"),
        ("第2季度", "第二季度"),
        ("2025年第四季度", "2025年第四季度"),
        ("2025年年底", "2025年底"),
        ("2025年全年", "2025年"),
        ("春节期间", "春节"),
        ("2025年中秋", "2025年中秋"),
        ("6月、12月", "6月、12月"),
        ("3、6、9月", "3月、6月、9月"),
        ("6月和12月", "6月、12月"),
        ("中秋、春节", "中秋、春节"),
        ("6.0月", "6月"),
        ("=6月", "6月"),
    ] {
        assert!(matches!(read(text), Reading::Date(_)), "{text}: {:?}", read(text));
        assert_eq!(rewritten(text), expected, "{text}");
        assert!(read(text).is_time());
    }
}

#[test]
fn deadlines_hang_on_points_lapses_and_events() {
    let before = |point| Reading::Deadline(Time::Before(point));
    let end = |n| TimePoint { day: Some(Day::Part("底".to_owned())), ..month(n) };
    for (text, expected) in [
        ("5月底前", before(end(5))),
        ("十月底之前", before(end(10))),
        ("12月底前完成", before(end(12))),
        ("≤5月底", before(end(5))),
        ("截至12月底", before(end(12))),
        ("12月以前", before(month(12))),
        ("2025年内", Reading::Deadline(Time::Within(TimePoint { year: Some(2025), ..TimePoint::default() }))),
        ("年内", Reading::Deadline(Time::Within(TimePoint { year_offset: Some(0), ..TimePoint::default() }))),
        ("8月后", Reading::Deadline(Time::After(month(8)))),
        ("30日内", Reading::Deadline(Time::Lapse { number: number("30"), unit: "日".to_owned() })),
        ("三个工作日内", Reading::Deadline(Time::Lapse { number: number("3"), unit: "个工作日".to_owned() })),
        ("活动开始前", Reading::Deadline(Time::Event("活动开始前".to_owned()))),
        ("验收后5日内", Reading::Deadline(Time::Event("验收后5日内".to_owned()))),
        ("春节前后", Reading::Deadline(Time::Event("春节前后".to_owned()))),
    ] {
        assert_eq!(read(text), expected, "{text}");
        assert!(read(text).is_time());
    }
    for word in ["提前", "空前", "目前", "区内", "前", "后"] {
        assert_eq!(read(word), Reading::Words(word.to_owned()));
    }
    assert_eq!(rewritten("5月底前、11月底前"), "5月底前、11月底前");
}

#[test]
fn ranges_take_the_missing_unit_from_their_end() {
    for (text, expected) in [
        ("2025年1月至12月", "2025年1月至12月"),
        ("2025年1至12月", "2025年1月至12月"),
        ("4到10月", "4月至10月"),
        ("1-12月", "1月至12月"),
        ("2025年1月——12月", "2025年1月至12月"),
        ("2023至2026年", "2023年至2026年"),
        ("5月1至10日", "5月1日至10日"),
        ("一至三季度", "第一季度至第三季度"),
        ("从3月至5月", "3月至5月"),
        ("11月至次年3月", "11月至次年3月"),
    ] {
        assert!(matches!(read(text), Reading::Period { .. }), "{text}: {:?}", read(text));
        assert_eq!(rewritten(text), expected, "{text}");
    }
}

#[test]
fn recurrences_keep_their_canonical_text() {
    for (text, expected) in [
        ("全年", "全年"),
        ("每季度", "每季度"),
        ("每年十月", "每年10月"),
        ("每年年底", "每年年底"),
        ("每月底", "每月底"),
        ("每月10日、20日", "每月10日、20日"),
        ("每月10、20日", "每月10日、20日"),
        ("每年3月、9月", "每年3月、9月"),
        ("每年底,上半年", "每年底、上半年"),
        ("每年5-10月", "每年5月至10月"),
        ("每周一至周五", "每周一至五"),
        ("每两年", "每2年"),
        ("每天24小时", "每天24小时"),
        ("每周5天，每天8小时", "每周5天,每天8小时"),
    ] {
        assert_eq!(read(text), Reading::Recurrence(expected.to_owned()), "{text}");
        assert!(read(text).is_date_or_recurrence());
    }
}

#[test]
fn words_stay_as_written() {
    for word in [
        "保障",
        "及时",
        "一致",
        "一次性",
        "一流",
        "三级",
        "十分满意",
        "百分百",
        "不定期",
        "按要求",
        "良好 运行",
        "无",
        "/",
    ] {
        let reading = read(word);
        assert_eq!(reading, Reading::Words(word.to_owned()));
        assert!(reading.is_qualitative() && !reading.is_time());
    }
    assert_eq!(read("提升提升").doubled_word(), Some("提升"));
    for word in ["提升", "人人", "提升提高", "提升 提升"] {
        assert_eq!(read(word).doubled_word(), None, "{word}");
    }
    assert_eq!(read(" \u{3000}"), Reading::Empty);
    assert!(!read("").is_qualitative());
}

#[test]
fn compounds_are_split_at_semicolons_and_between_quantities() {
    let labels = |text: &str| match read(text) {
        Reading::Compound(parts) => {
            parts.iter().map(|part| (part.label.clone(), canonical(&part.reading))).collect::<Vec<_>>()
        }
        other => panic!("{text} is no compound: {other:?}"),
    };
    let pair = |label: &str, value: &str| (label.to_owned(), value.to_owned());
    for (text, expected) in [
        ("职工300元/月;干部500元/月", [pair("职工", "300元/月"), pair("干部", "500元/月")]),
        ("培训不少于5次；会议：3次", [pair("培训", "≥5次"), pair("会议", "3次")]),
        ("桌子5张、椅子9把", [pair("桌子", "5张"), pair("椅子", "9把")]),
        ("1,000元,2,000元", [pair("", "1000元"), pair("", "2000元")]),
        ("5个、3人", [pair("", "5个"), pair("", "3人")]),
    ] {
        assert_eq!(labels(text), expected, "{text}");
        assert_eq!(read(text).quantities(), 2, "{text}");
    }
    assert_eq!(labels("5个、3人；2台").len(), 3);
    assert!(read("6月；12月").is_time());
    for single in ["6月、12月", "每周5天,每天8小时", "保障；提升", "5个；", "1,000元"] {
        assert!(read(single).quantities() < 2, "{single}");
    }
}

#[test]
fn what_does_not_read_says_why() {
    let no_unit = |text| Unreadable::NoUnit { sign: Sign::Exact, number: number(text) };
    let unknown = |text: &str| Unreadable::Unknown(text.to_owned());
    let about = |text: &str| Unreadable::Approximate(text.to_owned());
    for (text, expected) in [
        ("1010", no_unit("1010")),
        ("6万", no_unit("60000")),
        ("≥良好", Unreadable::SignWithoutNumber(Sign::AtLeast, "良好".to_owned())),
        ("≤", Unreadable::SignWithoutNumber(Sign::AtMost, String::new())),
        ("1,184,70元", unknown("1,184,70元")),
        ("5 10次", unknown("5 10次")),
        ("99999999999999999999999999999999元", unknown("99999999999999999999999999999999元")),
        ("5次至10次", unknown("5次至10次")),
        ("约5次", about("约5次")),
        ("10余人", about("10余人")),
        ("不少于5次左右", about("不少于5次左右")),
        ("1米余/岗位", about("1米余/岗位")),
    ] {
        assert_eq!(read(text), Reading::Unreadable(expected), "{text}");
    }
    // Found by fuzzing: labels that are none, or would read otherwise in canonical text.
    for text in [
        "每005年",
        "本年度0至5日",
        ":大于13平",
        "第05季度、3人",
        "02025年内",
        "每亲每20m2",
        "5次/个平米",
        "5次/个个站",
        "1,000元、2,000元余",
    ] {
        assert_eq!(read(&rewritten(text)), read(text), "{text}");
    }
    let Reading::Unreadable(Unreadable::Labelled(part)) = read("提高5%") else { panic!() };
    assert_eq!((part.label.as_str(), canonical(&part.reading).as_str()), ("提高", "5%"));
}

#[test]
fn years_are_those_written_with_four_digits() {
    for (text, expected) in [
        ("2024年12月", Some((2024, 2024))),
        ("2023年至2026年", Some((2023, 2026))),
        ("2025年3月、2026年3月", Some((2025, 2026))),
        ("≤2025年", Some((2025, 2025))),
        ("12月", None),
        ("3年", None),
        ("2025个", None),
    ] {
        assert_eq!(read(text).years(), expected, "{text}");
    }
}

#[test]
fn the_calendar_finds_impossible_times() {
    let day = |month, day| vec![TimeFault::Day { month, day }];
    for (text, budget_year, expected) in [
        ("13月", None, vec![TimeFault::Month(13)]),
        ("0月", None, vec![TimeFault::Month(0)]),
        ("2月30日", None, day(Some(2), 30)),
        ("2月29日", None, vec![]),
        ("2月29日", Some(2025), day(Some(2), 29)),
        ("2月29日", Some(2024), vec![]),
        ("2025年6月31日前", None, day(Some(6), 31)),
        ("第五季度", None, vec![TimeFault::Quarter(5)]),
        ("2025年12月至3月", None, vec![TimeFault::Reversed]),
        ("10月至4月", Some(2025), vec![TimeFault::Reversed]),
        ("10月至次年4月", Some(2025), vec![]),
        ("2026年至2025年", None, vec![TimeFault::Reversed]),
        ("5月20日至10日", None, vec![TimeFault::Reversed]),
        ("5月20日至6月10日", None, vec![]),
        ("下半年至上半年", None, vec![TimeFault::Reversed]),
        ("3月至3月", None, vec![]),
        ("1月、14月", None, vec![TimeFault::Month(14)]),
        ("5月底前、15月底前", None, vec![TimeFault::Month(15)]),
    ] {
        assert_eq!(read(text).time_faults(budget_year), expected, "{text} {budget_year:?}");
    }
}

#[test]
fn points_span_days() {
    let date = |month, day| chrono::NaiveDate::from_ymd_opt(2025, month, day).unwrap();
    for (text, first, last) in [
        ("9月", date(9, 1), date(9, 30)),
        ("2月底", date(2, 21), date(2, 28)),
        ("6月中旬", date(6, 11), date(6, 20)),
        ("6月5日", date(6, 5), date(6, 5)),
        ("上半年", date(1, 1), date(6, 30)),
        ("第三季度末", date(9, 1), date(9, 30)),
        ("年底", date(12, 1), date(12, 31)),
        ("2025年", date(1, 1), date(12, 31)),
    ] {
        let reading = read(text);
        assert_eq!(reading.points()[0].span(2025), Some((first, last)), "{text}");
    }
    assert_eq!(read("春节").points()[0].span(2025), None);
    assert_eq!(read("13月").points()[0].span(2025), None);
}

#[test]
fn repairing_a_unit_changes_nothing_else() {
    for (text, expected) in [
        ("≤120m ²", Some("≤120平方米")),
        ("≤ 120 平米", Some("≤ 120 平方米")),
        ("120平方", Some("120平方米")),
        ("１２０ｍ２", Some("１２０平方米")),
        ("120㎡", Some("120平方米")),
        ("6立方/天", Some("6立方米/天")),
        ("5元/平米", Some("5元/平方米")),
        ("每平米5元", Some("每平方米5元")),
        ("地面120平米；墙面80平方", Some("地面120平方米；墙面80平方米")),
        ("3万平米", Some("3万平方米")),
        ("2亿立方", Some("2亿立方米")),
        ("120平米以上", Some("120平方米以上")),
        ("120平方米", None),
        ("5平方公里", None),
        ("120平方厘米", None),
        ("120平米左右", Some("120平方米左右")),
        ("0平米左右百分之", None),
        ("每平米５元", Some("每平方米５元")),
        ("平米", None),
        // M is the thing, 2㎡ the number: as one unit it would be no quantity.
        ("每M2㎡", None),
        ("5m25", None),
    ] {
        assert_eq!(with_canonical_units(text).as_deref(), expected, "{text}");
    }
}

#[test]
fn signs_of_formulas_read_as_signs() {
    assert_eq!(count(r"$\geq$24次"), (Sign::AtLeast, "24".into(), "次".into()));
    assert_eq!(rewritten(r"$\leqslant 5$个"), "≤5个");
    assert_eq!(rewritten(r"\ge90\%"), "≥90%");
    assert_eq!(rewritten(r"\ge90\\ %"), "≥90%");
    assert!(matches!(read("$24次"), Reading::Unreadable(_)));
}

#[test]
fn repairing_a_sign_changes_nothing_else() {
    for (written, even) in [
        (">=24 次", "≥24 次"),
        ("＞＝９８%", "≥９８%"),
        ("> = 98%", "≥98%"),
        ("≧98%", "≥98%"),
        ("=>98%", "≥98%"),
        ("<=3万元", "≤3万元"),
        ("不少于24次", "≥24次"),
        ("不超过 3万元", "≤3万元"),
        ("＞5次", ">5次"),
        (r"$\geq$24次", "≥24次"),
    ] {
        assert_eq!(with_canonical_sign(written).as_deref(), Some(even), "{written}");
        assert_eq!(read(written), read(even));
    }
    for written in ["≥98%", "≥ 98%", "<3%", "24次以上", "=100%", "等于5次", ">=良好", "不低于上年", "", "提升"]
    {
        assert_eq!(with_canonical_sign(written), None, "{written}");
    }
}

#[test]
fn the_three_parts_are_given_apart() {
    let parts = |text: &str| {
        let Parts { sign, value, unit } = parts(&read(text));
        format!("{sign}|{value}|{unit}")
    };
    for (text, expected) in [
        ("≥92%", "≥|92|%"),
        ("不超过1,200.50元/人/月", "≤|1200.5|元/人/月"),
        ("5次", "=|5|次"),
        ("1010", "=|1010|"),
        ("提升", "|提升|"),
        ("5月底之前", "|5月底前|"),
        ("≥良好", "≥|良好|"),
        ("", "||"),
    ] {
        assert_eq!(parts(text), expected, "{text}");
    }
}

/// 100,000 characters of each piece and of pairs of pieces: reading stays linear. One such text takes about 10 ms in a
/// release build; a quadratic step would take minutes.
#[test]
fn very_long_texts_are_read() {
    let pieces = [
        "每",
        "每年",
        "5",
        "1,",
        "、",
        ";",
        "5次、",
        "6月、",
        "第",
        "≥",
        "至",
        "(",
        "m ",
        "5m ",
        "一",
        "十",
        "每5天,",
        "培训5次、",
        "不少于",
        " ",
        "5 ",
    ];
    for piece in pieces {
        let text = piece.repeat(100_000 / piece.chars().count());
        let reading = read(&text);
        assert_eq!(read(&canonical(&reading)), reading, "{piece}");
        std::hint::black_box((rate_form(&text), with_canonical_units(&text), reading.is_time(), parts(&reading)));
    }
}
