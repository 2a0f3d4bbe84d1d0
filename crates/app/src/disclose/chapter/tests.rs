use super::*;
use crate::disclose::choices::Choices;
use crate::disclose::figures::{Correction, Tally};
use jibiao_model::date::Year;
use jibiao_model::{Entry, Yuan};
use jibiao_rules::{BatchForm, Disclosure, Given, Selection, check_batch};
use rust_decimal::Decimal;

fn project(name: &str, yuan: &str, category: Option<Category>) -> Form {
    let mut form = ProjectForm {
        project_name: name.to_owned(),
        category,
        department: "青河县水务局".to_owned(),
        implementing_unit: "青河县水务局".to_owned(),
        year: Entry::Read(Year(2026)),
        ..ProjectForm::default()
    };
    form.funds_annual.total = Yuan::read(yuan);
    Form::Project(form)
}

fn unit(wan: &str) -> Form {
    let mut form = UnitForm { department: "青河县水务局".to_owned(), ..UnitForm::default() };
    form.year = Entry::Read(Year(2026));
    form.by_source.total = Wan::read(wan);
    Form::Unit(form)
}

fn row(name: &str, wan: &str, carried_over: bool) -> BudgetRow {
    BudgetRow { name: name.to_owned(), total: *Wan::read(wan).read().unwrap(), carried_over }
}

/// The chapter with what a person said by name.
fn with(forms: &[Form], budget: &[BudgetRow], choices: &Choices) -> Result<Chapter, Error> {
    chapter(forms, budget, &choices.decide(forms)?)
}

fn three() -> Vec<Form> {
    use Category::{Operating, Special};
    vec![
        project("河道巡查", "105000", Some(Operating)),
        project("设备购置", "81450.4", Some(Special)),
        project("水质监测", "12345600", Some(Operating)),
    ]
}

fn budget() -> Vec<BudgetRow> {
    vec![row("全部", "1253.21", false), row("上年结转的", "7.50", true)]
}

#[test]
fn the_text_states_counts_sums_and_shares_and_its_numbers_are_figures() {
    let forms = [three(), vec![unit("1900.5")]].concat();
    let made = with(&forms, &budget(), &Choices::default()).unwrap();
    let text = made.text();
    for sentence in [
        "2026年编报单位整体绩效目标，涉及资金1,900.50万元。",
        "2026年青河县水务局纳入绩效目标管理的二级项目3个，共计金额1,253.21万元。\
         其中：其他运转类项目2个，涉及金额1,245.06万元；特定目标类项目1个，涉及金额8.15万元。",
        "公开项目绩效目标3个，涉及项目金额1,253.21万元，占部门（单位）项目支出总额的100%。",
    ] {
        assert!(text.contains(sentence), "{sentence}\n{text}");
    }
    assert!(!text.contains("未公开") && !text.contains(OPEN));
    assert!(made.questions.is_empty() && made.notes.len() == 1 && made.notes[0].contains("7.50"));
    // No digit of an amount stands in the words: what the forms change, the figures renew.
    let words = made.paragraphs.iter().flat_map(|paragraph| &paragraph.pieces);
    let fixed = words.filter_map(|piece| if let Piece::Text(text) = piece { Some(text.as_str()) } else { None });
    let digits: String = fixed.collect::<String>().chars().filter(char::is_ascii_digit).collect();
    assert_eq!(digits, "12");
}

#[test]
fn the_rules_on_published_texts_have_nothing_against_it() {
    let forms = [three(), vec![unit("1900.5")]].concat();
    for withheld in [vec![], vec!["设备购置".to_owned()]] {
        let choices = Choices { withheld, ..Choices::default() };
        let performance = with(&forms, &budget(), &choices).unwrap().text();
        let total = Some(*Wan::read("1900.5").read().unwrap());
        let disclosure = Disclosure { performance, total, ..Disclosure::default() };
        let wrong = Disclosure { performance: disclosure.performance.replace("8.15", "8.51"), ..disclosure.clone() };
        let batch: Vec<BatchForm> = forms.iter().map(BatchForm::of).collect();
        let selection = Selection::parse("A26,B24,B28").unwrap();
        let found = |disclosure: &Disclosure| {
            let given = Given { disclosure: Some(disclosure), ..Given::default() };
            check_batch(&batch, given, &selection).len()
        };
        assert_eq!(found(&disclosure), 0);
        assert!(found(&wrong) > 0);
    }
}

#[test]
fn what_is_not_published_is_left_out_of_the_share_and_told() {
    let choices = Choices { withheld: vec!["河道巡查".to_owned()], ..Choices::default() };
    let made = with(&three(), &budget(), &choices).unwrap();
    assert_eq!(made.figures.withheld(), Sum { count: 1, amount: *Wan::read("10.5").read().unwrap() });
    let text = made.text();
    assert!(
        text.contains("公开项目绩效目标2个，涉及项目金额1,242.71万元，占部门（单位）项目支出总额的99.16%。"),
        "{text}"
    );
    assert!(text.contains("未公开项目绩效目标1个，涉及项目金额10.50万元。"), "{text}");
    assert!(text.contains("未编报整体绩效目标，涉及资金0.00万元"));
}

#[test]
fn less_than_all_is_never_a_hundred_percent() {
    let almost = Figures {
        public: Tally { all: Sum { count: 1, amount: Wan(Decimal::from(99_999)) }, ..Tally::default() },
        project_spending: Some(Wan(Decimal::from(100_000))),
        ..Figures::default()
    };
    assert_eq!(almost.shown(Figure::PublicShare), "99.99%");
    assert_eq!(Figures::default().shown(Figure::PublicShare), OPEN);
}

#[test]
fn what_nobody_said_is_asked_and_the_answer_counts() {
    let forms = [three(), vec![project("零星维修", "1000", None), project("培训", "八千", Some(Category::Special))]];
    let made = with(&forms.concat(), &[], &Choices::default()).unwrap();
    let asked: String = made.questions.iter().map(|question| question.text.clone() + "\n").collect();
    for part in ["“零星维修”是其他运转类还是特定目标类", "“培训”有多少资金", "还没有项目支出预算表"]
    {
        assert!(asked.contains(part), "{asked}");
    }
    assert_eq!((made.questions.len(), made.figures.managed.unknown.count), (3, 1));
    let answer = |category| Choices { categories: vec![("零星维修".to_owned(), category)], ..Choices::default() };
    let made = with(&forms.concat(), &budget(), &answer(Category::Special)).unwrap();
    assert_eq!((made.questions.len(), made.figures.managed.special.count), (1, 3));
    let nameless = with(&[], &budget(), &Choices::default()).unwrap();
    assert!(nameless.questions.iter().any(|question| question.asks == Asks::Unit), "{nameless:?}");
}

#[test]
fn choices_that_contradict_the_forms_are_refused() {
    let refused = |forms: &[Form], choices: &Choices| with(forms, &budget(), choices).unwrap_err().message;
    let of = |name: &str, category| Choices { categories: vec![(name.to_owned(), category)], ..Choices::default() };
    assert!(refused(&three(), &of("河道巡查", Category::Special)).contains("其他运转类"));
    assert!(refused(&three(), &of("没有的", Category::Special)).contains("没有的"));
    assert!(refused(&[unit("1"), unit("2")], &Choices::default()).contains("2 份整体表"));
    let mut other = project("去年的", "1", None);
    if let Form::Project(form) = &mut other {
        form.year = Entry::Read(Year(2025));
    }
    assert!(refused(&[three(), vec![other]].concat(), &Choices::default()).contains("2025、2026"));
}

#[test]
fn a_corrected_number_stands_in_the_text_and_is_told_beside_the_computed_one() {
    let mut decisions = Choices::default().decide(&three()).unwrap();
    let correction = |text: &str, computed: &str| Correction { text: text.to_owned(), computed: computed.to_owned() };
    decisions.corrected =
        vec![(Figure::PublicShare, correction("99.5%", "100%")), (Figure::ManagedCount, correction("4", "2"))];
    let made = chapter(&three(), &[], &decisions).unwrap();
    assert!(made.questions.is_empty(), "the share needs no budget: {:?}", made.questions);
    let text = made.text();
    assert!(text.contains("总额的99.5%。") && text.contains("二级项目4个"), "{text}");
    let notes = made.notes.join("\n");
    assert!(notes.contains("写的是 4，是自己填的；算出的是 3，改的时候算出的是 2，请再看一次"), "{notes}");
}

#[test]
fn reasons_stand_in_the_text_without_the_names() {
    let withheld = ["河道巡查=涉及国家秘密", "设备购置=涉及国家秘密", "水质监测"].map(str::to_owned).to_vec();
    let made = with(&three(), &budget(), &Choices { withheld, ..Choices::default() }).unwrap();
    let text = made.text();
    assert!(text.contains("万元，未公开的原因：涉及国家秘密。") && !text.contains("河道巡查"), "{text}");
    assert!(made.notes.iter().any(|note| note.contains("“水质监测”不公开，没有写原因")), "{:?}", made.notes);
}

#[test]
fn a_number_that_is_typed_is_read_by_its_kind() {
    for (figure, text, shown) in [
        (Figure::ManagedCount, " 012 ", "12"),
        (Figure::ManagedAmount, "1026.4", "1,026.40"),
        (Figure::PublicShare, "98.50％", "98.5%"),
    ] {
        assert_eq!(figure.read(text).unwrap(), shown);
    }
    for (figure, text) in [
        (Figure::ManagedCount, "1.5"),
        (Figure::ManagedAmount, "八万"),
        (Figure::ManagedAmount, "-3"),
        (Figure::PublicShare, "100.5"),
        (Figure::PublicShare, "33.333"),
        (Figure::Year, "2027"),
    ] {
        assert!(figure.read(text).unwrap_err().message.contains(text), "{figure:?} {text}");
    }
}
