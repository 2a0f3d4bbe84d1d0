//! F03: a text that is longer than the finance system takes.

use crate::prelude::*;
use crate::shared::text::SENTENCES;
use jibiao_model::template::Template;

pub(crate) static RULE: Rule = Rule {
    code: "F03",
    name: "too_long",
    title: "文字超过系统能存的长度",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: &[
        Field::Text(TextField::ProjectName),
        Field::Text(TextField::Department),
        Field::Text(TextField::ImplementingUnit),
        Field::Text(TextField::Overview),
        Field::Text(TextField::Basis),
        Field::Text(TextField::Necessity),
        Field::Text(TextField::Safeguards),
        Field::Text(TextField::Plan),
        Field::Text(TextField::GoalPeriod),
        Field::Text(TextField::GoalAnnual),
        Field::Text(TextField::Duties),
        Field::Text(TextField::StrategicGoal),
        Field::Text(TextField::AnnualGoal),
        Field::Rows(Side::Period, RowField::Level1),
        Field::Rows(Side::Period, RowField::Level2),
        Field::Rows(Side::Period, RowField::Name),
        Field::Rows(Side::Period, RowField::Value),
        Field::Rows(Side::Annual, RowField::Level1),
        Field::Rows(Side::Annual, RowField::Level2),
        Field::Rows(Side::Annual, RowField::Name),
        Field::Rows(Side::Annual, RowField::Value),
    ],
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "文字比模板里写的上限长。上限按字节写，一个汉字算三个字节，3000 字节就是约 1000 个汉字。",
        why: "超出的部分上传时可能被截掉，表上就成了半句话。",
        basis: "经验；各地系统的上限不同，没有逐个核对过，所以只作警告，不拦报送",
        bad: "项目名称六十一个汉字，一般只存得下六十个",
        good: "项目名称六十个汉字",
        exceptions: "模板没有写上限的项不查。",
        change: "压缩文字，细节放到附件里；确认系统存得下的，说明理由照样报送。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

/// Before the sentences.
const NAMES: [TextField; 3] = [TextField::ProjectName, TextField::Department, TextField::ImplementingUnit];

fn check(view: &View<'_>) -> Outcome {
    let template = view.template();
    let mut filled = false;
    let mut faults: Vec<Fault> = Vec::new();
    for field in NAMES.into_iter().chain(SENTENCES) {
        let text = view.text(field);
        filled |= !text.trim().is_empty();
        faults.extend(over(template, field.key(), text, FieldPath::Text(field), view.label(field)));
    }
    let of_rows = rows::test(view, |row| {
        filled = true;
        let name = over(template, "indicator_name", row.name(), row.cell(RowField::Name), "指标名称");
        let value = || over(template, "indicator_value", row.value(), row.cell(RowField::Value), "指标值");
        Verdict::of(name.or_else(value))
    });
    if let Outcome::Findings(more) = of_rows {
        faults.extend(more);
    }
    if filled { Outcome::of(faults) } else { Outcome::NotYet }
}

/// A Chinese character takes so many bytes of UTF-8, in which the limits of templates are counted.
const BYTES: usize = 3;

fn over(template: &Template, key: &str, text: &str, place: FieldPath, label: &str) -> Option<Fault> {
    let limit = *template.limits.get(key)?;
    let message = || {
        let signs = text.chars().count();
        format!("{label}：{signs} 字，系统一般只存得下约 {} 个汉字。", limit / BYTES)
    };
    (text.len() > limit).then(|| Fault::new(place, message(), "多的可能被截掉，请压缩；存得下的，说明理由照样报。"))
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let words = |count: usize| "河道巡查清理".chars().cycle().take(count).collect::<String>();
    vec![
        bad(project().text(TextField::ProjectName, &words(61)), ["project_name"]),
        bad(project().goals(&format!("{}。", words(666))), ["goal_period", "goal_annual"]),
        bad(project().value(4, &words(334)), ["indicators.period[4].value"]),
        bad(project().name(4, &words(334)), ["indicators.period[4].name"]),
        good(
            project()
                .text(TextField::ProjectName, "青河干流及支流河道巡查、水面漂浮物清理和汛期桥孔疏通工作经费补助项目"),
        ),
        good(project()),
        good(project().value(4, "改善")),
        pass(project().text(TextField::ProjectName, &words(60))),
        not_yet(blank()),
    ]
}
