//! Dates as documents and gazetteers write them: a year, a month, a day or an RFC 3339 moment.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// A date: `2024`, `2024-05`, `2024-05-20` or `2024-05-20T09:00:00+08:00`. Keeps the form that it was written in.
///
/// Dates are ordered, and equal, by year, month and day as written; what is not said comes before what is. Time and offset
/// from UTC are checked but do not count.
#[derive(Clone, Debug)]
pub struct Date {
    written: String,
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

/// A date that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is no date: write 2024, 2024-05, 2024-05-20 or 2024-05-20T09:00:00+08:00")]
pub struct DateError(String);

impl Date {
    /// The year, 0 to 9999.
    pub fn year(&self) -> u16 {
        self.year
    }

    /// The month, 1 to 12, if it is known.
    pub fn month(&self) -> Option<u8> {
        self.month
    }

    /// The day of the month, from 1, if it is known.
    pub fn day(&self) -> Option<u8> {
        self.day
    }

    fn key(&self) -> (u16, Option<u8>, Option<u8>) {
        (self.year, self.month, self.day)
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(written: &str) -> Result<Self, DateError> {
        parse(written.trim()).ok_or_else(|| DateError(written.to_owned()))
    }
}

fn parse(written: &str) -> Option<Date> {
    let mut rest = written;
    let year = number(&mut rest, 4)?;
    let mut date = Date { written: written.to_owned(), year, month: None, day: None };
    if rest.is_empty() {
        return Some(date);
    }
    let month = part(&mut rest, '-', 1..=12)?;
    date.month = Some(month);
    if rest.is_empty() {
        return Some(date);
    }
    date.day = Some(part(&mut rest, '-', 1..=days(year, month))?);
    (rest.is_empty() || time(rest).is_some()).then_some(date)
}

/// `T09:00:00`, with a fraction of a second or without, and an offset from UTC. RFC 3339 also allows a small t or a blank.
fn time(rest: &str) -> Option<()> {
    let rest = &mut rest.strip_prefix(['T', 't', ' '])?;
    number(rest, 2).filter(|&hour| hour < 24)?;
    part(rest, ':', 0..=59)?;
    // 60 is a leap second.
    part(rest, ':', 0..=60)?;
    if let Some(fraction) = rest.strip_prefix('.') {
        *rest = fraction.strip_prefix(|c: char| c.is_ascii_digit())?.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    if matches!(*rest, "Z" | "z") {
        return Some(());
    }
    *rest = rest.strip_prefix(['+', '-'])?;
    number(rest, 2).filter(|&hour| hour < 24)?;
    part(rest, ':', 0..=59)?;
    rest.is_empty().then_some(())
}

/// A separator and a number of two digits within a range.
fn part(rest: &mut &str, separator: char, range: std::ops::RangeInclusive<u8>) -> Option<u8> {
    *rest = rest.strip_prefix(separator)?;
    let number = u8::try_from(number(rest, 2)?).ok()?;
    range.contains(&number).then_some(number)
}

/// A number of just so many ASCII digits.
fn number(rest: &mut &str, digits: usize) -> Option<u16> {
    let (number, behind) = rest.split_at_checked(digits)?;
    if !number.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    *rest = behind;
    number.parse().ok()
}

/// The days of a month of the Gregorian calendar.
fn days(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl PartialEq for Date {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Date {}

impl Ord for Date {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl std::hash::Hash for Date {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.written)
    }
}

impl<'de> serde::Deserialize<'de> for Date {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        written.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const GOOD: &[&str] = &[
        "2024",
        "2024-05",
        "2024-02-29",
        "2000-02-29",
        "2024-05-20T09:00:00+08:00",
        "2024-05-20t09:00:00z",
        "2024-05-20 23:59:60.123Z",
    ];

    const BAD: &[(&str, &str)] = &[
        ("", "nothing"),
        ("24", "two digits"),
        ("20245", "five digits"),
        ("2024-5", "one digit"),
        ("2024-13", "no such month"),
        ("2024-00", "no such month"),
        ("2023-02-29", "no leap year"),
        ("1900-02-29", "no leap year"),
        ("2024-04-31", "April has 30 days"),
        ("2024-05-20T09:00", "no seconds, no offset"),
        ("2024-05-20T09:00:00", "no offset"),
        ("2024-05-20T24:00:00Z", "no such hour"),
        ("2024-05-20T09:00:00.Z", "a fraction without digits"),
        ("2024-05-20T09:00:00+08:00x", "something behind"),
        ("２０２４", "full-width digits"),
        ("+024", "a sign"),
        ("20 May 2024", "another form"),
    ];

    #[test]
    fn good_dates_keep_their_form() {
        for written in GOOD {
            assert_eq!(written.parse::<Date>().map(|date| date.to_string()).as_deref(), Ok(*written));
        }
    }

    #[test]
    fn bad_dates_are_refused() {
        for (written, why) in BAD {
            assert!(written.parse::<Date>().is_err(), "{written}: {why}");
        }
    }

    #[test]
    fn what_is_not_said_comes_first() {
        let sorted = ["2023-12-31", "2024", "2024-01", "2024-01-01", "2024-01-02T00:00:00Z", "2024-02"];
        let dates: Vec<Date> = sorted.iter().filter_map(|date| date.parse().ok()).collect();
        assert_eq!(dates.len(), sorted.len());
        assert!(dates.is_sorted());
    }

    proptest! {
        #[test]
        fn any_string_is_answered(text in "\\PC{0,30}") {
            let _ = text.parse::<Date>();
        }
    }
}
