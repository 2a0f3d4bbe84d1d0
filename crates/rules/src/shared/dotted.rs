//! A month written with a dot: 2025.10, which by itself could be any number.

/// Year and month, where the value is nothing else and could be no other number of its kind: 1949.1 to 2100.12.
pub(crate) fn dotted_month(value: &str) -> Option<(i32, u32)> {
    let value = super::text::tidy(value);
    let (year, month) = value.trim_end_matches('前').split_once('.')?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let whole = year.len() == 4 && (1..=2).contains(&month.len()) && digits(year) && digits(month);
    let read = (year.parse().ok()?, month.parse().ok()?);
    (whole && (1949..=2100).contains(&read.0) && (1..=12).contains(&read.1)).then_some(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_year_with_a_month_behind_its_dot_is_one() {
        for (value, month) in [
            ("2025.10", Some((2025, 10))),
            ("２０２６．３ 前", Some((2026, 3))),
            ("2100.12", Some((2100, 12))),
            ("1949.1", Some((1949, 1))),
            ("2025.13", None),
            ("2025.0", None),
            ("1948.1", None),
            ("2101.1", None),
            ("2025.101", None),
            ("+202.1", None),
            ("2025.", None),
            ("2025.1.2", None),
            ("≥2025.10", None),
        ] {
            assert_eq!(dotted_month(value), month, "{value}");
        }
    }
}
