//! Amounts whose source the form does not have: 财政拨款 of the national layout may be money of the centre, of the province or of the county.
//! None of them is guessed; a person says where the amount goes.

use super::draft::Draft;
use super::left::quoted;
use jibiao_model::cell::{set_text, text_at};
use jibiao_model::form::{Form, FundLine, Side};
use jibiao_model::path::FieldPath;
use jibiao_model::{Entry, Yuan};

/// An amount beside a label that the form does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unplaced {
    /// The side that it is of
    pub side: Side,
    /// The label as written: `其中：财政拨款`
    pub label: String,
    /// In 元
    pub amount: Yuan,
    /// Where it stands
    pub source: String,
}

impl Unplaced {
    /// Adds the amount to one of the sources of its side. Refused where what stands there is no amount, with what to do; Chinese.
    pub fn put(&self, form: &mut Form, line: FundLine) -> Result<(), String> {
        let path = FieldPath::Fund(self.side, line);
        let there = Yuan::read(&text_at(form, path).unwrap_or_default());
        let sum = match there {
            Entry::Blank => Some(self.amount),
            Entry::Read(there) => there.checked_add(self.amount),
            Entry::Raw(text) => return Err(format!("那一项里写着“{text}”，不是金额，请先改好")),
        };
        let sum = sum.ok_or_else(|| "两笔金额加起来太大，请核对".to_owned())?;
        set_text(form, path, &sum.json_text()).map(|_| ()).map_err(|error| error.to_string())
    }

    /// What a person is told of it where nobody has said where it goes.
    pub fn words(&self) -> String {
        let (label, amount, source) = (&self.label, self.amount.printed(), &self.source);
        format!(
            "“{label}”{amount} 元（{source}）没有写进去：表里按级次分来源，请说明它是中央、省级、市县（区）财政资金，还是自筹、其他资金"
        )
    }
}

/// Where the sources that the form has add up to the total, another row says the same money once more in other words: it is named and asked
/// for no more.
pub fn leave_what_is_counted(draft: &mut Draft) {
    let Form::Project(form) = &draft.form else { return };
    let counted = |side: Side| {
        let funds = if side == Side::Period { &form.funds_period } else { &form.funds_annual };
        let sum = FundLine::SOURCES.iter().try_fold(Yuan::default(), |sum, line| match funds.get(*line) {
            Entry::Blank => Some(sum),
            Entry::Read(amount) => sum.checked_add(*amount),
            Entry::Raw(_) => None,
        });
        sum.is_some() && sum.as_ref() == funds.get(FundLine::Total).read()
    };
    let counted = Side::BOTH.map(|side| (side, counted(side)));
    let all = std::mem::take(&mut draft.unplaced);
    let (left, asked): (Vec<Unplaced>, _) = all.into_iter().partition(|one| counted.contains(&(one.side, true)));
    draft.unplaced = asked;
    for Unplaced { side, label, amount, source } in left {
        let [label, amount] = [quoted(&label), quoted(&amount.printed())];
        let why = "表里已有的各来源加起来就是总额";
        draft.doubt(FieldPath::Fund(side, FundLine::Total), format!("没有读进来：{source} {label}、{amount}（{why}）"));
    }
}

/// The label of a source that the form does not have, of money by its words: 财政拨款, 一般公共预算, 上年结转资金.
pub fn is_label(text: &str) -> bool {
    const WORDS: [&str; 9] = ["拨款", "资金", "财政", "预算", "基金", "结转", "收入", "补助", "债券"];
    let key = super::label::key(text);
    let short = (2..=16).contains(&key.chars().count()) && !key.chars().any(|c| c.is_ascii_digit());
    short && WORDS.iter().any(|word| key.contains(word)) && !text.contains(['。', '；'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use jibiao_model::ProjectForm;

    #[test]
    fn an_amount_is_added_to_the_source_that_a_person_names_and_never_over_a_text() {
        let read = |text: &str| Yuan::read(text).read().copied().unwrap();
        let unplaced = Unplaced {
            side: Side::Annual,
            label: "其中：财政拨款".to_owned(),
            amount: read("125,000.50"),
            source: "第 7 行第 C 列".to_owned(),
        };
        let mut form = Form::Project(ProjectForm::default());
        let text = |form: &Form| text_at(form, FieldPath::Fund(Side::Annual, FundLine::Local)).unwrap();
        unplaced.put(&mut form, FundLine::Local).unwrap();
        assert_eq!(Yuan::read(&text(&form)).read(), Some(&read("125000.50")));
        unplaced.put(&mut form, FundLine::Local).unwrap();
        assert_eq!(Yuan::read(&text(&form)).read(), Some(&read("250001")));
        set_text(&mut form, FieldPath::Fund(Side::Annual, FundLine::Local), "约12万").unwrap();
        assert!(unplaced.put(&mut form, FundLine::Local).unwrap_err().contains("约12万"));
        assert_eq!(text(&form), "约12万");
    }

    #[test]
    fn sources_are_told_from_other_labels() {
        for text in ["其中：财政拨款", "财政拨款", "一般公共预算", "政府性基金", "上年结转资金"]
        {
            assert!(is_label(text), "{text}");
        }
        for text in ["项目单位", "2,400,000", "资金用于全县126处饮水工程的维修养护和水质检测。", "款"]
        {
            assert!(!is_label(text), "{text}");
        }
    }
}
