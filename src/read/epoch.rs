//! Dates as programs count them: days and seconds since 1970 come in, dates as people write them go out.

/// Seconds since 1970 as `2024-05-09T08:00:00Z`; none outside the years that dates are written with.
pub(super) fn moment(seconds: i64) -> Option<String> {
    let time = seconds.rem_euclid(86_400);
    let (hour, minute, second) = (time / 3600, time / 60 % 60, time % 60);
    let day = day(seconds.div_euclid(86_400))?;
    Some(format!("{day}T{hour:02}:{minute:02}:{second:02}Z"))
}

/// Days since 1970 as `2024-05-09` (the algorithm of Howard Hinnant's `civil_from_days`).
pub(super) fn day(days: i64) -> Option<String> {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    // Months from March on: the leap day is the last one.
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (1..=9999).contains(&year).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// What a number in the place of a date says: seconds since 1970, with a fraction or without (Python's `time`), or
/// thousandths of them (pandas, JavaScript), from 2001 on: those have 10 and 13 digits.
pub(super) fn of_number(written: &str) -> Option<String> {
    let whole = written.split('.').next().unwrap_or_default();
    let number: i64 = whole.parse().ok()?;
    match whole.len() {
        10 => moment(number),
        13 => moment(number.div_euclid(1000)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_are_dates() {
        let cases = [(0, "1970-01-01"), (-1, "1969-12-31"), (19_851, "2024-05-08"), (11_016, "2000-02-29")];
        for (days, date) in cases {
            assert_eq!(day(days).as_deref(), Some(date));
        }
        assert_eq!(moment(1_715_241_600).as_deref(), Some("2024-05-09T08:00:00Z"));
        assert_eq!(day(i64::from(i32::MAX)), None);
    }

    #[test]
    fn numbers_are_told_by_their_digits() {
        for number in ["1715241600", "1715241600.25", "1715241600000"] {
            assert_eq!(of_number(number).as_deref(), Some("2024-05-09T08:00:00Z"), "{number}");
        }
        for number in ["20240509", "202405091600", "2024", "1e9", "17152416000000000", ""] {
            assert_eq!(of_number(number), None, "{number}");
        }
    }
}
