//! What holds for every text: reading answers, and canonical text reads the same.

use super::*;
use proptest::prelude::*;

/// Pieces that values are made of; joined at random they reach every branch of the grammar.
const PIECES: &[&str] = &[
    "≥",
    "≤",
    ">",
    "<",
    "=",
    "＝",
    "＞",
    ">=",
    "=<",
    "不少于",
    "不超过",
    "大于等于",
    "大于",
    "等于",
    "至少",
    "约",
    "近",
    "左右",
    "以上",
    "以下",
    "以内",
    "内",
    "余",
    "0",
    "1",
    "2",
    "5",
    "10",
    "12",
    "13",
    "30",
    "31",
    "90",
    "100",
    "2023",
    "2024",
    "2025",
    "2026",
    "1005",
    "1,000",
    "1,184,70",
    "12.50",
    "6.0",
    ".",
    ",",
    "，",
    "、",
    ";",
    "；",
    "。",
    " ",
    "\u{3000}",
    "-",
    "—",
    "~",
    "/",
    "每",
    "%",
    "％",
    "‰",
    "百分之",
    "元",
    "万元",
    "亿元",
    "千元",
    "万",
    "千",
    "元整",
    "次",
    "人",
    "名",
    "个",
    "个月",
    "人次",
    "平方米",
    "平米",
    "平方",
    "m ²",
    "m²",
    "M2",
    "㎡",
    "立方",
    "小时",
    "分钟",
    "星期",
    "年",
    "月",
    "日",
    "号",
    "天",
    "周",
    "季度",
    "半年",
    "底",
    "初",
    "前",
    "后",
    "之前",
    "上旬",
    "中",
    "末",
    "至",
    "到",
    "从",
    "和",
    "及",
    "上半年",
    "第二季度",
    "一季度",
    "第",
    "年底",
    "年内",
    "次年",
    "当年",
    "本年度",
    "全年",
    "春节",
    "中秋",
    "五一",
    "期间",
    "完成",
    "截至",
    "半小时",
    "半",
    "一",
    "二",
    "两",
    "三",
    "十",
    "十二",
    "零",
    "〇",
    "百",
    "提高",
    "保障",
    "及时",
    "提前",
    "会议召开",
    "培训",
    "(",
    ")",
    "（次）",
    "·",
    ":",
    "：",
    "５",
    "１０",
    "期",
    "条",
    "a",
    "²",
];

fn grammar_text() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES), 0..9).prop_map(|pieces| pieces.concat())
}

fn sign() -> impl Strategy<Value = Sign> {
    proptest::sample::select(vec![Sign::AtLeast, Sign::AtMost, Sign::Greater, Sign::Less, Sign::Exact])
}

fn number() -> impl Strategy<Value = Decimal> {
    (0..1_000_000_000_i64, 0..4_u32).prop_map(|(mantissa, scale)| Decimal::new(mantissa, scale))
}

fn texts(from: &'static [&'static str]) -> impl Strategy<Value = String> {
    proptest::sample::select(from).prop_map(str::to_owned)
}

fn rates() -> impl Strategy<Value = Vec<String>> {
    let things = proptest::option::of(texts(&["人", "次", "站", "户"]));
    let times = proptest::option::of(texts(&["年", "月", "日", "季度", "半年", "2年"]));
    (things, times).prop_map(|(thing, time)| thing.into_iter().chain(time).collect())
}

fn point() -> impl Strategy<Value = TimePoint> {
    let day = prop_oneof![
        (1..40_u32).prop_map(Day::Number),
        texts(&["底", "初", "末", "上旬", "中旬", "下旬"]).prop_map(Day::Part)
    ];
    let month = (proptest::option::of(1990..2040_i32), 0..100_u32, proptest::option::of(day))
        .prop_map(|(year, month, day)| TimePoint { year, month: Some(month), day, ..TimePoint::default() });
    let named =
        (proptest::option::of(1990..2040_i32), texts(&["上半年", "下半年", "第三季度", "年底", "春节", "中秋"]))
            .prop_map(|(year, name)| TimePoint { year, name: Some(name), ..TimePoint::default() });
    let offset = (-1..2_i32, 1..13_u32).prop_map(|(offset, month)| TimePoint {
        year_offset: Some(offset),
        month: Some(month),
        ..TimePoint::default()
    });
    prop_oneof![month, named, offset]
}

fn quantity_reading() -> impl Strategy<Value = Reading> {
    let unit = texts(&["次", "人", "平方米", "小时", "人次", "万人", "个部门", "条"]);
    let money = proptest::sample::select(vec![MoneyUnit::Yuan, MoneyUnit::Wan]);
    let scale = proptest::sample::select(vec![Scale::Percent, Scale::Permille]);
    prop_oneof![
        (sign(), number(), scale).prop_map(|(sign, number, scale)| Reading::Ratio { sign, number, scale }),
        (sign(), number(), unit, rates()).prop_map(|(sign, number, unit, per)| Reading::Count {
            sign,
            number,
            unit,
            per
        }),
        (sign(), number(), money, rates()).prop_map(|(sign, number, unit, per)| match per.is_empty() {
            true => Reading::Money { sign, number, unit },
            false => Reading::MoneyRate { sign, number, unit, per },
        }),
    ]
}

fn plain_reading() -> impl Strategy<Value = Reading> {
    prop_oneof![
        quantity_reading(),
        proptest::collection::vec(point(), 1..4).prop_map(Reading::Date),
        point().prop_map(|point| Reading::Deadline(Time::Before(point))),
        (point(), point()).prop_map(|(from, to)| Reading::Period { from, to }),
        texts(&["全年", "每季度", "每年10月", "每月5日前", "每周5天,每天8小时"]).prop_map(Reading::Recurrence),
        texts(&["保障", "提升", "按要求"]).prop_map(Reading::Words),
    ]
}

fn any_reading() -> impl Strategy<Value = Reading> {
    let part =
        (texts(&["", "遗属", "一般人员"]), quantity_reading()).prop_map(|(label, reading)| Part { label, reading });
    prop_oneof![5 => plain_reading(), 1 => proptest::collection::vec(part, 2..4).prop_map(Reading::Compound)]
}

/// Everything that rules call; a panic anywhere fails the test.
fn ask_everything(text: &str, reading: &Reading) {
    let asked = (
        (reading.sign(), reading.number(), reading.count(), reading.yuan(), reading.head_unit().map(str::to_owned)),
        (reading.is_time(), reading.years(), reading.time_faults(None), reading.time_faults(Some(2025))),
        (
            reading.is_qualitative(),
            reading.doubled_word().map(str::to_owned),
            reading.unit_kind(),
            reading.quantities(),
        ),
        (rate_form(text), with_canonical_units(text), parts(reading)),
        reading.points().iter().map(|point| point.span(2025)).collect::<Vec<_>>(),
    );
    drop(asked);
}

fn reads_the_same(text: &str) -> Result<(), TestCaseError> {
    let reading = read(text);
    ask_everything(text, &reading);
    let canonical = canonical(&reading);
    prop_assert_eq!(read(&canonical), reading.clone(), "{:?} -> {:?}", text, canonical);
    if let Some(repaired) = with_canonical_units(text) {
        prop_assert_eq!(with_canonical_units(&repaired), None, "{:?} -> {:?}", text, repaired);
        if reading.is_quantity() {
            prop_assert_eq!(read(&repaired), reading, "{:?} -> {:?}", text, repaired);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, ..ProptestConfig::default() })]

    #[test]
    fn any_text_reads_and_its_canonical_text_reads_the_same(text in any::<String>()) {
        reads_the_same(&text)?;
    }

    #[test]
    fn text_of_the_grammar_reads_and_its_canonical_text_reads_the_same(text in grammar_text()) {
        reads_the_same(&text)?;
    }

    #[test]
    fn every_reading_survives_its_text(reading in any_reading()) {
        let text = canonical(&reading);
        prop_assert_eq!(read(&text), reading, "{}", text);
    }

    #[test]
    fn width_and_blanks_do_not_matter(reading in quantity_reading()) {
        let text = canonical(&reading);
        let wide: String = text.chars().map(|c| match c {
            '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).unwrap(),
            _ => c,
        }).collect();
        prop_assert_eq!(read(&wide), reading.clone());
        prop_assert_eq!(read(&format!(" {text}\u{3000}")), reading);
    }

    #[test]
    fn sign_number_and_unit_put_together_read_the_same(reading in quantity_reading()) {
        let Parts { sign, value, unit } = parts(&reading);
        prop_assert_eq!(read(&format!("{sign}{value}{unit}")), reading);
    }
}
