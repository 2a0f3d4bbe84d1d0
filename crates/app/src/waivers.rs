//! The two spellings of a waiver: in the data its place has row ids and its time is a moment; in a package the place is a JSON path and
//! the time is what a clock on the wall showed.

use chrono::{DateTime, FixedOffset, NaiveDateTime};
use jibiao_exchange::package::Waiver as Packed;
use jibiao_model::{FieldPath, Form};
use jibiao_rules::Severity;
use jibiao_store::Waiver as Stored;

const MOMENT: &str = "%Y%m%d%H%M%S";

/// Whether a finding of this rule and severity may be let pass: warnings and hints whose rule says so; an error stands.
pub fn waivable(code: &str, severity: &str) -> bool {
    severity != Severity::Error.key() && jibiao_rules::explain(code).is_some_and(|facts| facts.waivable)
}

/// The day of a waiver of a package, for people: 2026-03-02; what is no moment is shown as it is.
pub fn day(at: &str) -> String {
    match NaiveDateTime::parse_from_str(at, MOMENT) {
        Ok(at) => at.format("%Y-%m-%d").to_string(),
        Err(_) => at.to_owned(),
    }
}

/// For the form with this index of a package. `None` where the place is gone from the form: nothing is left to waive.
pub fn packed(waiver: &Stored, form: &Form, index: usize, zone: FixedOffset) -> Option<Packed> {
    let at = DateTime::from_timestamp_millis(waiver.at)?.with_timezone(&zone).format(MOMENT).to_string();
    Some(Packed {
        form: index,
        code: waiver.code.clone(),
        path: FieldPath::parse(&waiver.path, form)?.json(form)?,
        reason: waiver.reason.clone(),
        by: waiver.who.clone(),
        at,
    })
}

/// For this form in the data. `None` where the form has no such place.
pub fn stored(waiver: &Packed, form: &Form, now: DateTime<FixedOffset>) -> Option<Stored> {
    // A package may have been written by hand: a waiver whose time cannot be read is one of today.
    let at = NaiveDateTime::parse_from_str(&waiver.at, MOMENT).ok();
    let at = at.and_then(|at| at.and_local_timezone(*now.offset()).single()).unwrap_or(now);
    Some(Stored {
        code: waiver.code.clone(),
        path: FieldPath::parse(&waiver.path, form)?.keyed(form),
        reason: waiver.reason.clone(),
        who: waiver.by.clone(),
        at: at.timestamp_millis(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_waiver_goes_into_a_package_and_back_with_its_row() {
        let text = crate::new::empty_form(crate::forms::TemplateSet::builtin(), "shanxi-county", 2026).unwrap();
        let mut form = jibiao_model::json::parse(&text).unwrap();
        for side in ["indicators.period", "indicators.annual"] {
            for row in 0..2 {
                let Some(FieldPath::Indicators(side)) = FieldPath::parse(side, &form) else { panic!("no list") };
                let list = jibiao_model::change::List::Indicators(side);
                let insert =
                    jibiao_model::Change::Insert { list, at: row, id: None, texts: vec!["产出指标".into()] };
                jibiao_model::change::apply(&mut form, &insert).unwrap();
            }
        }
        let now = DateTime::parse_from_rfc3339("2026-03-02T09:00:00+08:00").unwrap();
        let path = FieldPath::parse("indicators.annual[1].value", &form).unwrap().keyed(&form);
        assert!(path.contains('#'));
        let waiver = Stored {
            code: "C03".into(),
            path,
            reason: "按文件".into(),
            who: "林小满".into(),
            at: now.timestamp_millis(),
        };
        let packed_one = packed(&waiver, &form, 3, *now.offset()).unwrap();
        assert_eq!((packed_one.form, packed_one.path.as_str()), (3, "indicators.annual[1].value"));
        assert_eq!(packed_one.at, "20260302090000");
        assert_eq!(stored(&packed_one, &form, now), Some(waiver.clone()));
        let gone = Stored { path: "indicators.annual[#999].value".into(), ..waiver };
        assert_eq!(packed(&gone, &form, 0, *now.offset()), None);
        let nowhere = Packed { path: "indicators.annual[7].value".into(), ..packed_one.clone() };
        assert_eq!(stored(&nowhere, &form, now), None);
        let timeless = Packed { at: "昨天".into(), ..packed_one };
        assert_eq!(stored(&timeless, &form, now).unwrap().at, now.timestamp_millis());
    }
}
