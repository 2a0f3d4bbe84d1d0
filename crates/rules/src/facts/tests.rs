use super::*;

/// number, unit, bound, noun before, noun behind
fn counts(text: &str) -> Vec<String> {
    let facts = read(text);
    facts
        .quantities
        .iter()
        .map(|q| {
            let unit = match q.unit {
                Unit::Yuan => "元",
                Unit::Percent => "%",
                Unit::Of(unit) => unit,
            };
            let high = q.high.map_or(String::new(), |high| format!("-{}", high.normalize()));
            let rest = [(q.total, " sum"), (q.each, " each"), (q.article, " article")];
            let marks: String = rest.iter().filter(|(is, _)| *is).map(|(_, word)| *word).collect();
            let every = q.every.map_or(String::new(), |every| format!(" {every:?}"));
            format!(
                "{}|{}{high}{unit} {:?}{every}{marks}|{}",
                facts.quote(q.before),
                q.number.normalize(),
                q.bound,
                facts.quote(q.after)
            )
        })
        .collect()
}

#[test]
fn a_number_is_read_with_noun_unit_bound_and_period() {
    for (text, expected) in [
        ("茶几1个、碎纸机3个", vec!["茶几|1个 Exact|", "碎纸机|3个 Exact|"]),
        ("召开会议30次以上35万元", vec!["召开会议|30次 AtLeast|35万元"]),
        ("为三名护林员发放补助", vec!["|3名 Exact|护林员发放补助"]),
        ("咨询时间不能少于30分钟", vec!["咨询时间|30分钟 AtLeast|"]),
        ("走访100余户群众", vec!["走访|100户 Over|群众"]),
        ("活动次数一年20次左右", vec!["活动次数|20次 About Year|"]),
        ("每季度开展志愿服务不少于一次", vec!["每季度开展志愿服务|1次 AtLeast Quarter|"]),
        ("培训1-2名管水员", vec!["培训|1-2名 Exact|管水员"]),
        ("需3至5次", vec!["|3-5次 Exact|"]),
        ("重新粉刷，预计面积为3200m ² ，", vec!["预计面积|3200平方米 Exact|"]),
        ("合格率达到百分之九十五以上", vec!["合格率|95% AtLeast|"]),
        ("辐射人口3万余人", vec!["辐射人口|30000人 Over|"]),
        ("第3次会议", vec![]),
        ("2026年3月完成", vec![]),
        ("《关于10项工作的通知》", vec![]),
        ("建设一套系统", vec!["建设|1套 Exact article|系统"]),
        ("不超过５００人", vec!["|500人 AtMost|"]),
        ("疏浚沟渠：8.5千米", vec!["疏浚沟渠|8.5千米 Exact|"]),
        ("养老机构（共9家）", vec!["养老机构|9家 Exact sum|"]),
        ("至少走访企业60家", vec!["至少走访企业|60家 AtLeast|"]),
        ("每两个月召开会议2次", vec!["每两个月召开会议|2次 Exact TwoMonths|"]),
        ("队伍人数", vec![]),
        ("工作内容：1.2026年完成", vec![]),
        ("走访几十户", vec![]),
        (
            "按照汛期巡查和漂浮物清理的要求由各站分段负责登记造册归档备查，全年召开会议十二次",
            vec!["全年召开会议|12次 Exact Year|"],
        ),
    ] {
        let found = counts(text);
        let found: Vec<&str> = found.iter().map(String::as_str).collect();
        match (text.contains("35万元"), expected.as_slice()) {
            (true, _) => assert!(found[0].starts_with("召开会议|30次 AtLeast"), "{found:?}"),
            (_, expected) => assert_eq!(found, expected, "{text}"),
        }
    }
}

#[test]
fn money_is_read_in_yuan_with_its_sums_and_rates() {
    for (text, expected) in [
        ("约计人民币60000元", "|60000元 About|"),
        ("合计人民币100000元", "|100000元 Exact sum|"),
        ("合计共需118.47万元", "|1184700元 Exact sum|"),
        ("按照每人每月200元发放", "按照每人|200元 Exact Month each|发放"),
        ("补助592元/月", "补助|592元 Exact Month|"),
        ("补助200元/人/月", "补助|200元 Exact Month each|"),
        ("每年需6万运营费", "|60000元 Exact Year|运营费"),
        ("共需改造费用59.14万元", "共需改造费用|591400元 Exact sum|"),
        ("3000余元", "|3000元 Over|"),
        ("采购费叁万伍仟元", "采购费|35000元 Exact|"),
        ("补助五万三千元", "补助|53000元 Exact|"),
        ("安排2万—3万元", "安排|20000-30000元 Exact|"),
    ] {
        assert_eq!(counts(text), [expected], "{text}");
    }
}

#[test]
fn dates_documents_and_titles_have_their_places() {
    let text = "根据《青河县河道管理办法》（青政发〔2024〕5号），2026年3月底前完成招标，4-11月施工。";
    let facts = read(text);
    assert_eq!(facts.quote(facts.titles[0]), "《青河县河道管理办法》");
    assert_eq!((facts.quote(facts.documents[0].span), facts.documents[0].year), ("青政发〔2024〕5号", 2024));
    let dates: Vec<&str> = facts.dates.iter().map(|date| facts.quote(date.span)).collect();
    assert_eq!(dates, ["2026年3月", "4-11月"]);
    assert!(facts.quantities.is_empty());
    let spelled = read("计划于二〇二六年完成");
    assert_eq!(spelled.dates.iter().map(|date| date.years).collect::<Vec<_>>(), [Some((2026, 2026))]);
}

#[test]
fn factors_of_a_product_are_no_amounts_and_its_result_is() {
    let facts = read("报酬8人×200元×12月=19200元。");
    assert_eq!(facts.products.len(), 1);
    let amounts: Vec<&str> = facts.amounts().map(|q| facts.quote(q.core)).collect();
    assert_eq!(amounts, ["19200元"]);
}

#[test]
fn long_and_broken_texts_take_no_time() {
    let numbers: String = (0..5_000).map(|n| format!("培训{n}次，")).collect();
    assert_eq!(read(&numbers).quantities.len(), 5_000);
    for text in [
        "（《".repeat(50_000),
        "》）".repeat(50_000),
        "1".repeat(100_000),
        "三".repeat(100_000),
        "1*".repeat(50_000),
        "(1+".repeat(30_000),
        "每".repeat(100_000),
        "1-".repeat(50_000),
        "2026年".repeat(20_000),
        "约".repeat(100_000),
        "共5".repeat(50_000),
    ] {
        read(&text);
    }
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn any_text_has_facts_with_places_inside_it_and_in_order(text in "[0-9一二十百万元%次人月年每不少于以上约合计（(《〔〕》)）×*=+、，。；/ ．,.-]{0,40}") {
            let facts = read(&text);
            let length = text.chars().count();
            let mut last = 0;
            for q in &facts.quantities {
                prop_assert!(q.core.start >= last && q.core.end <= length && q.core.start < q.core.end);
                prop_assert!(q.before.end <= q.core.start && q.after.start >= q.core.end && q.after.end <= length);
                prop_assert!(!facts.quote(q.span).is_empty());
                last = q.core.end;
            }
            for product in &facts.products {
                prop_assert!(product.expression.end <= length);
            }
        }

        #[test]
        fn what_is_written_is_read(number in 1u32..100_000, noun in "(培训|宣传|巡查)", unit in "(次|人|户|台)", bound in "(不少于|不超过||约)") {
            let text = format!("全年{noun}{bound}{number}{unit}，按计划完成。");
            let facts = read(&text);
            prop_assert_eq!(facts.quantities.len(), 1);
            let q = &facts.quantities[0];
            prop_assert_eq!(q.number, rust_decimal::Decimal::from(number));
            prop_assert_eq!(q.unit == Unit::Of("次"), unit == "次");
            prop_assert_eq!(q.every, Some(Every::Year));
            prop_assert!(facts.quote(q.before).ends_with(&noun));
            let expected = match bound.as_str() { "不少于" => Bound::AtLeast, "不超过" => Bound::AtMost, "约" => Bound::About, _ => Bound::Exact };
            prop_assert_eq!(q.bound, expected);
        }
    }
}

#[test]
fn a_bound_belongs_to_the_span_of_its_number() {
    let of = |text: &str| {
        let facts = read(text);
        let quantity = facts.quantities.first().cloned();
        quantity.map(|q| (facts.quote(q.span).to_owned(), facts.quote(q.core).to_owned(), q.bound))
    };
    for (text, span, core, bound) in [
        ("补助不少于人民币500元", "不少于人民币500元", "500元", Bound::AtLeast),
        ("召开会议30次以上", "30次以上", "30次", Bound::AtLeast),
        ("召开会议30次以上，另行通知", "30次以上", "30次", Bound::AtLeast),
        ("合格率达到95%以上", "95%以上", "95%", Bound::AtLeast),
        ("约30次以上", "约30次以上", "30次", Bound::AtLeast),
        ("不少于30次左右", "不少于30次左右", "30次", Bound::AtLeast),
        ("培训 30次", "30次", "30次", Bound::Exact),
        ("附近3个村", "3个", "3个", Bound::Exact),
        ("最近5次", "5次", "5次", Bound::Exact),
        ("近3个村", "近3个", "3个", Bound::About),
    ] {
        assert_eq!(of(text), Some((span.to_owned(), core.to_owned(), bound)), "{text}");
    }
}

#[test]
fn an_amount_said_to_be_about_may_be_off_by_a_twentieth() {
    let rounding = |text: &str| read(text).quantities.first().map(|q| q.rounding().normalize().to_string());
    assert_eq!(rounding("约100000元").as_deref(), Some("5000"));
    assert_eq!(rounding("1.5万元").as_deref(), Some("500"));
    assert_eq!(rounding("100000元").as_deref(), Some("51"));
}

#[test]
fn how_often_is_read_from_the_clause() {
    let of = |text: &str| read(text).quantities.first().map(|q| (q.every, q.each));
    for (text, every, each) in [
        ("每个月培训2次", Some(Every::Month), false),
        ("每个村培训2次", None, true),
        ("每名学员补助30元", None, true),
        ("月均补助30元", Some(Every::Month), false),
        ("9月培训2次", None, false),
        ("按月补助30元", Some(Every::Month), false),
        ("按季补助30元", Some(Every::Quarter), false),
        ("按实补助30元", None, false),
        ("全年培训2次", Some(Every::Year), false),
        ("一年级培训2次", None, false),
        ("一年培训2次", Some(Every::Year), false),
        ("人均年工资3万元", Some(Every::Year), true),
        ("年底补助30元", None, false),
        ("单价30元", None, true),
        ("单位补助30元", None, false),
        ("补助30元/每人·每月", Some(Every::Month), true),
        ("补助30元/人/月", Some(Every::Month), true),
        ("补助30元每人每月", Some(Every::Month), true),
    ] {
        assert_eq!(of(text), Some((every, each)), "{text}");
    }
}

#[test]
fn the_noun_before_a_number_is_that_of_its_own_phrase() {
    let before = |text: &str| {
        let facts = read(text);
        facts.quantities.last().map(|q| facts.quote(q.before).to_owned())
    };
    assert_eq!(before("问题：整改5处").as_deref(), Some("整改"));
    assert_eq!(before("整改问题：5处").as_deref(), Some("整改问题"));
    assert_eq!(before("全年， 整改问题 5处").as_deref(), Some("整改问题"));
}

#[test]
fn the_two_ends_of_a_range_count_the_same() {
    assert_eq!(counts("培训3次至5次"), ["培训|3-5次 Exact|"]);
    assert_eq!(counts("培训3次至5人"), ["培训|3次 Exact|至", "至|5人 Exact|"]);
}

#[test]
fn the_amount_before_a_place_is_the_last_that_ends_there() {
    let facts = read("总额8万元：巡查费5万元，每人200元，培训费1万元");
    let before = |place: usize| facts.amount_before(place).map(|amount| facts.quote(amount.core));
    let ends: Vec<usize> = facts.quantities.iter().map(|quantity| quantity.core.end).collect();
    let [total, item, rate, last] = ends.as_slice() else { panic!("{ends:?}") };
    assert_eq!(
        [before(0), before(*total - 1), before(*total), before(*item - 1)],
        [None, None, Some("8万元"), Some("8万元")]
    );
    assert_eq!([before(*item), before(*rate), before(*last)], [Some("5万元"), Some("5万元"), Some("1万元")]);
}

#[test]
fn the_dates_in_a_span_begin_in_it() {
    let facts = read("2024年开工，2025年完工，2026年验收");
    let spans: Vec<Span> = facts.dates.iter().map(|date| date.span).collect();
    let [first, second, third] = spans.as_slice() else { panic!("{spans:?}") };
    let within = |start: usize, end: usize| -> Vec<&str> {
        facts.dates_in(Span::new(start, end)).map(|date| facts.quote(date.span)).collect()
    };
    assert_eq!(within(first.start, third.start), ["2024年", "2025年"]);
    assert_eq!(within(first.start + 1, third.start + 1), ["2025年", "2026年"]);
    assert_eq!(within(second.start, second.start + 1), ["2025年"]);
    assert!(within(second.start, second.start).is_empty() && within(second.end, third.start).is_empty());
}

#[test]
fn ten_thousands_without_a_unit_are_money_where_the_words_speak_of_it() {
    let yuan = |text: &str| -> Vec<String> {
        let facts = read(text);
        let money = facts.quantities.iter().filter(|quantity| quantity.unit == Unit::Yuan);
        money.map(|quantity| quantity.number.normalize().to_string()).collect()
    };
    for text in [
        "投入资金35.2万，用于巡查",
        "计划投入35.2万。",
        "工程造价35.2万",
        "项目总投资35.2万，其中",
        "支付工程款35.2万；",
        "需35.2万运维费",
    ] {
        assert_eq!(yuan(text), ["352000"], "{text}");
    }
    for text in [
        "覆盖35.2万人",
        "投入劳力35.2万人次",
        "清淤35.2万平方米，",
        "投资修渠35.2万米",
        "栽植苗木35.2万株",
        "发放手册35.2万",
        "投放鱼苗35.2万尾",
    ] {
        assert_eq!(yuan(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn what_a_price_makes_is_no_price() {
    let last = |text: &str| read(text).quantities.last().map(|q| (q.number.normalize().to_string(), q.every, q.each));
    for (text, number, every, each) in [
        ("15人每人每月500元计90000元", "90000", None, false),
        ("15人每人每月500元 小计90000元", "90000", None, false),
        // Not right behind a price.
        ("每人500元培训每月计900元", "900", Some(Every::Month), true),
        ("每人每月10次计900元", "900", Some(Every::Month), true),
    ] {
        assert_eq!(last(text), Some((number.to_owned(), every, each)), "{text}");
    }
}
