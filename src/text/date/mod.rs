//! Dates as documents and gazetteers write them: a year, a month, a day or a moment.

mod forms;

pub(crate) use forms::month;

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// A date: `2024`, `2024-05`, `2024-05-20` or `2024-05-20T09:00:00+08:00`, the form of which it keeps. A moment may lack
/// seconds, offset from UTC, or both.
///
/// `2024/05/20`, `20240520`, `2024年5月20日`, `20 May 2024`, `May 20, 2024` and the dates of mail and feeds, such as
/// `Mon, 20 May 2024 09:00:00 +0800` (RFC 2822), become days and moments of these forms.
///
/// Dates are ordered, and equal, by year, month and day as written; what is not said comes before what is. Time and offset
/// from UTC are checked but do not count: [`Date::compare`] heeds them.
#[derive(Clone, Debug)]
pub struct Date {
    written: String,
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
    time: Option<Time>,
}

/// A time of day.
#[derive(Clone, Copy, Debug)]
struct Time {
    /// Seconds since midnight.
    seconds: u32,
    /// Minutes ahead of UTC.
    offset: Option<i16>,
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

    /// Compares two dates as far as both say: all of May is equal to `2024-05`. Two moments are compared as such, or by
    /// their clocks where one has no offset from UTC.
    ///
    /// ```
    /// use diglot::text::Date;
    ///
    /// let date = |written: &str| written.parse::<Date>();
    /// let evening = date("2024-05-20T23:30:00-05:00")?;
    /// assert!(evening.compare(&date("2024-05-21T01:00:00+08:00")?).is_gt());
    /// assert!(evening.compare(&date("2024-05")?).is_eq());
    /// # Ok::<(), diglot::text::DateError>(())
    /// ```
    pub fn compare(&self, other: &Date) -> Ordering {
        if let (Some(a), Some(b)) = (self.seconds(), other.seconds()) {
            let offsets = self.offset().zip(other.offset());
            let (a_ahead, b_ahead) = offsets.unwrap_or_default();
            return (a - i64::from(a_ahead) * 60).cmp(&(b - i64::from(b_ahead) * 60));
        }
        let parts = |date: &Date| [Some(date.year), date.month.map(u16::from), date.day.map(u16::from)];
        let both = parts(self).into_iter().zip(parts(other));
        let order = both.map_while(|(a, b)| Some(a?.cmp(&b?))).find(|order| order.is_ne());
        order.unwrap_or(Ordering::Equal)
    }

    /// A day, perhaps with a time, written with hyphens; none if there is no such day.
    fn new(year: u16, month: u8, day: u8, time: Option<Time>) -> Option<Self> {
        if !(1..=12).contains(&month) || !(1..=forms::days(year, month)).contains(&day) {
            return None;
        }
        let written = format!("{year:04}-{month:02}-{day:02}{}", time.map(|time| time.to_string()).unwrap_or_default());
        Some(Date { written, year, month: Some(month), day: Some(day), time })
    }

    /// Seconds of the clock on the spot, from some day long ago on; none without a time of day.
    fn seconds(&self) -> Option<i64> {
        let (month, day) = (i64::from(self.month?), i64::from(self.day?));
        // Days of the Gregorian calendar, of years that begin in March.
        let year = i64::from(self.year) - i64::from(month < 3);
        let days = year * 365 + year.div_euclid(4) - year.div_euclid(100)
            + year.div_euclid(400)
            + ((month + 9) % 12 * 153 + 2) / 5
            + day;
        Some(days * 86_400 + i64::from(self.time?.seconds))
    }

    fn offset(&self) -> Option<i16> {
        self.time?.offset
    }

    fn key(&self) -> (u16, Option<u8>, Option<u8>) {
        (self.year, self.month, self.day)
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(written: &str) -> Result<Self, DateError> {
        forms::read(written.trim()).ok_or_else(|| DateError(written.to_owned()))
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.seconds;
        write!(f, "T{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)?;
        let Some(minutes) = self.offset else { return Ok(()) };
        let sign = if minutes < 0 { '-' } else { '+' };
        write!(f, "{sign}{:02}:{:02}", minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60)
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
        "2024-05-20T09:00",
        "2024-05-20T09:00Z",
        "2024-05-20T09:00:00",
        "2024-05-20 09:00:00.5",
        "2024-05-20T09:00:00+0800",
    ];

    /// Forms that are written anew.
    const OTHER: &[(&str, &str)] = &[
        ("2024/05/06", "2024-05-06"),
        ("2024/5/6 10:00", "2024-05-06T10:00:00"),
        ("20240506", "2024-05-06"),
        ("2024年5月6日", "2024-05-06"),
        ("2024年05月06日 10:00:00+08:00", "2024-05-06T10:00:00+08:00"),
        ("6 May 2024", "2024-05-06"),
        ("May 6, 2024", "2024-05-06"),
        ("06 Sept. 24", "2024-09-06"),
        ("Tue, 07 May 2024 01:00:00 +0800", "2024-05-07T01:00:00+08:00"),
        ("Tuesday, 7 May 2024 1:00 -0330", "2024-05-07T01:00:00-03:30"),
        ("7 May 2024 01:00:00 GMT", "2024-05-07T01:00:00+00:00"),
        ("07 May 2024 01:00 HKT", "2024-05-07T01:00:00+08:00"),
        ("07 May 2024 24:00:00 (Somewhere)", "2024-05-07T00:00:00"),
        ("周二, 07 May 2024 01:00:00 CST", "2024-05-07T01:00:00"),
        ("May 7, 2024 1:00 PM", "2024-05-07T13:00:00"),
        ("May 7, 2024 1:00\u{202f}PM EDT", "2024-05-07T13:00:00-04:00"),
        ("7 May 2024 12:30am", "2024-05-07T00:30:00"),
        ("7 May 2024 12:30 p.m. +0800", "2024-05-07T12:30:00+08:00"),
        ("7 May 2024 13:00 PM", "2024-05-07T13:00:00"),
        ("2024/05/06 23:59:60", "2024-05-06T23:59:59"),
        ("Mon, 06 May 2024 23:59:60 GMT", "2024-05-06T23:59:59+00:00"),
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
        ("2024-05-20T24:00:00Z", "no such hour"),
        ("2024-05-20T09:00:00.Z", "a fraction without digits"),
        ("2024-05-20T09:00:00+08:00x", "something behind"),
        ("２０２４", "full-width digits"),
        ("+024", "a sign"),
        ("2024/13/01", "no such month"),
        ("2024/02/30", "no such day"),
        ("20240230", "no such day"),
        ("2024-05-20T", "no time"),
        ("2024-05-20T09:00+8", "half an offset"),
        ("2024-05-20T09:00+08:", "half an offset"),
        ("2024年5月", "no day"),
        ("31 April 2024", "April has 30 days"),
        ("周一, 06 五月 2024", "a month in Chinese letters"),
        ("20 M 2024", "no month"),
        ("7 May 2024 13:00 AM", "no such hour of a morning"),
        ("last week", "words"),
    ];

    #[test]
    fn good_dates_keep_their_form() {
        for written in GOOD {
            assert_eq!(written.parse::<Date>().map(|date| date.to_string()).as_deref(), Ok(*written));
        }
    }

    #[test]
    fn other_forms_are_written_anew() {
        for (written, anew) in OTHER {
            for written in [written, anew] {
                assert_eq!(written.parse::<Date>().map(|date| date.to_string()).as_deref(), Ok(*anew), "{written}");
            }
        }
    }

    #[test]
    fn moments_are_compared_as_such() {
        let sorted = [
            "1970-01-01T00:00:00Z",
            "2024-02-28T23:00:00Z",
            "2024-03-01T01:00:00+08:00",
            "2024-02-29T22:00:00-03:00",
            "2024-03-01T10:00:00+08:00",
            "2024-12-31T23:59:60Z",
        ];
        let dates: Vec<Date> = sorted.iter().filter_map(|date| date.parse().ok()).collect();
        assert_eq!(dates.len(), sorted.len());
        for pair in dates.windows(2) {
            assert_eq!(pair[0].compare(&pair[1]), Ordering::Less, "{pair:?}");
        }
        let compare =
            |a: &str, b: &str| a.parse::<Date>().ok().zip(b.parse().ok()).map(|(a, b): (_, Date)| a.compare(&b));
        assert_eq!(compare("2024-05-06T10:00+08:00", "2024-05-06T02:00Z"), Some(Ordering::Equal));
        assert_eq!(compare("2024-05-06T10:00+08:00", "2024-05-06T11:00"), Some(Ordering::Less), "by the clock");
        assert_eq!(compare("2024-05-06T10:00+08:00", "2024-05-06"), Some(Ordering::Equal));
    }

    #[test]
    fn bad_dates_are_refused() {
        for (written, why) in BAD {
            assert_eq!(written.parse::<Date>(), Err(DateError((*written).to_owned())), "{why}");
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
