//! The forms of dates: as people, mail, feeds and programs write them.

use super::{Date, Time};

/// Months as English writes them; three letters are enough.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Time zones by name: minutes ahead of UTC. CST is China's as often as Chicago's: a time with it, or with a name that is
/// not here, has no offset.
const ZONES: &[(&str, i16)] = &[
    ("Z", 0),
    ("UT", 0),
    ("UTC", 0),
    ("GMT", 0),
    ("EST", -300),
    ("EDT", -240),
    ("CDT", -300),
    ("MST", -420),
    ("MDT", -360),
    ("PST", -480),
    ("PDT", -420),
    ("BST", 60),
    ("CET", 60),
    ("CEST", 120),
    ("MSK", 180),
    ("HKT", 480),
    ("SGT", 480),
    ("JST", 540),
    ("KST", 540),
];

/// Reads a date in any form. What is no year, month, day or moment with hyphens is written anew, with hyphens.
pub(super) fn read(written: &str) -> Option<Date> {
    let date = |(year, month, day), time| Date { written: written.to_owned(), year, month, day, time };
    if let Some((day, rest)) = hyphened(written) {
        if rest.is_empty() {
            return Some(date(day, None));
        }
        return clock_behind(rest).map(|time| date(day, Some(time)));
    }
    let date = |(year, month, day): (u16, u8, u8), time| Date::new(year, month, day, time);
    if let Some((day, rest)) = marked(written) {
        let time = if rest.trim().is_empty() { None } else { Some(clock_behind(rest)?) };
        return date(day, time);
    }
    spelt(written).and_then(|(day, time)| date(day, time))
}

type Day = (u16, u8, u8);

/// `2024`, `2024-05`, `2024-05-20`, and what is behind the day.
#[allow(clippy::type_complexity)]
fn hyphened(written: &str) -> Option<((u16, Option<u8>, Option<u8>), &str)> {
    let mut rest = written;
    let year = digits(&mut rest, 4)?;
    if rest.is_empty() {
        return Some(((year, None, None), rest));
    }
    let month = part(&mut rest, '-', 1..=12)?;
    if rest.is_empty() {
        return Some(((year, Some(month), None), rest));
    }
    let day = part(&mut rest, '-', 1..=days(year, month))?;
    Some(((year, Some(month), Some(day)), rest))
}

/// `2024/05/20`, `2024年5月20日`, `20240520`, and what is behind.
fn marked(written: &str) -> Option<(Day, &str)> {
    let mut rest = written;
    let year = digits(&mut rest, 4)?;
    if rest.len() == 4 {
        return Some(((year, short(&mut rest, 2)?, short(&mut rest, 2)?), rest));
    }
    let (between, behind) = if rest.starts_with('年') { ('月', "日") } else { ('/', "") };
    rest = rest.strip_prefix(['年', '/'])?;
    let month = up_to_two(&mut rest)?;
    rest = rest.strip_prefix(between)?;
    let day = up_to_two(&mut rest)?;
    Some(((year, month, day), rest.strip_prefix(behind)?))
}

/// `Tue, 7 May 2024 01:00:00 +0800` (RFC 2822), `7 May 2024`, `May 7, 2024`, `May 7, 2024 1:00 PM EST`.
fn spelt(written: &str) -> Option<(Day, Option<Time>)> {
    let mut words = written.split([' ', ',', '\t', '\n']).filter(|word| !word.is_empty()).peekable();
    // A day of the week says nothing that the date does not, and is wrong at times.
    words.next_if(|word| word.chars().all(char::is_alphabetic) && month(word).is_none());
    let (first, second) = (words.next()?, words.next()?);
    let (month, day) = match month(first) {
        Some(month) => (month, second),
        None => (month(second)?, first),
    };
    let year = words.next()?;
    let year = match (year.len(), whole(year)?) {
        (4, year) => year,
        // RFC 2822 reads years of two digits so.
        (2, year) => {
            if year < 50 {
                2000 + year
            } else {
                1900 + year
            }
        }
        _ => return None,
    };
    let day = u8::try_from(whole(day)?).ok()?;
    let Some(clock) = words.next() else { return Some(((year, month, day), None)) };
    let mut rest = clock;
    let mut seconds = hours_minutes(&mut rest, true)?;
    // Unicode's data for English part a time and its half of the day by a narrow blank that does not break.
    let mut behind = Some(rest.trim_start()).filter(|rest| !rest.is_empty()).or_else(|| words.next());
    if let Some(half) = behind.and_then(half_of_day) {
        seconds = half.of_day(seconds)?;
        behind = words.next();
    }
    // Midnight at the end of a day, which feeds write with the day that begins.
    seconds %= 86_400;
    let zone = behind.unwrap_or_default();
    Some(((year, month, day), Some(Time { seconds, offset: zone_offset(zone)? })))
}

/// The half of a day that a clock of twelve hours tells.
#[derive(Clone, Copy)]
enum Half {
    Am,
    Pm,
}

/// `AM`, `pm`, `p.m.`
fn half_of_day(word: &str) -> Option<Half> {
    match word.replace('.', "").to_ascii_lowercase().as_str() {
        "am" => Some(Half::Am),
        "pm" => Some(Half::Pm),
        _ => None,
    }
}

impl Half {
    /// Seconds since midnight, of a clock of twelve hours, or of one of twenty-four that tells the half as well.
    fn of_day(self, seconds: u32) -> Option<u32> {
        const NOON: u32 = 12 * 3600;
        match self {
            Half::Am => (seconds < NOON + 3600).then_some(seconds % NOON),
            Half::Pm => Some(if seconds < NOON { seconds + NOON } else { seconds }),
        }
    }
}

/// The minutes of a zone ahead of UTC; none within if the name does not say.
fn zone_offset(zone: &str) -> Option<Option<i16>> {
    if zone.starts_with(['+', '-']) {
        return offset(zone).map(Some);
    }
    let known = ZONES.iter().find(|(name, _)| zone.eq_ignore_ascii_case(name));
    let name = zone.trim_matches(['(', ')']);
    name.chars().all(char::is_alphabetic).then(|| known.map(|&(_, offset)| offset))
}

/// The number of a month as English writes it, short or in full.
pub(crate) fn month(word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| word.len() >= 3 && month.starts_with(&word))?;
    u8::try_from(at + 1).ok()
}

/// `T09:00:00`, with seconds and their fraction or without, and with an offset from UTC or without. RFC 3339 also allows a
/// small t or a blank.
fn clock_behind(rest: &str) -> Option<Time> {
    let rest = &mut rest.strip_prefix(['T', 't', ' '])?;
    let seconds = hours_minutes(rest, false)?;
    let offset = if rest.is_empty() { None } else { Some(offset(rest.trim_start())?) };
    Some(Time { seconds, offset })
}

/// `09:00`, `09:00:00`, `09:00:00.5` as seconds; in mail an hour may have one digit, or be the 24th.
fn hours_minutes(rest: &mut &str, mail: bool) -> Option<u32> {
    let hour = if mail { up_to_two(rest)? } else { short(rest, 2)? };
    let minute = part(rest, ':', 0..=59)?;
    if hour > 24 || hour == 24 && !mail {
        return None;
    }
    let mut seconds = u32::from(hour) * 3600 + u32::from(minute) * 60;
    if rest.starts_with(':') {
        // 60 is a leap second, and counts as the one before: the next one may be in another hour or on another day.
        seconds += u32::from(part(rest, ':', 0..=60)?.min(59));
        if let Some(fraction) = rest.strip_prefix('.') {
            *rest =
                fraction.strip_prefix(|c: char| c.is_ascii_digit())?.trim_start_matches(|c: char| c.is_ascii_digit());
        }
    }
    Some(seconds)
}

/// `Z`, `+08:00`, `+0800`, `+08` as minutes.
fn offset(written: &str) -> Option<i16> {
    if matches!(written, "Z" | "z") {
        return Some(0);
    }
    let sign = if written.starts_with('-') { -1 } else { 1 };
    let mut rest = written.strip_prefix(['+', '-'])?;
    let hours = short(&mut rest, 2).filter(|&hours| hours < 24)?;
    rest = rest.strip_prefix(':').unwrap_or(rest);
    let minutes = if rest.is_empty() && !written.ends_with(':') {
        0
    } else {
        short(&mut rest, 2).filter(|&minutes| minutes < 60)?
    };
    rest.is_empty().then_some(sign * (i16::from(hours) * 60 + i16::from(minutes)))
}

/// A separator and a number of two digits within a range.
fn part(rest: &mut &str, separator: char, range: std::ops::RangeInclusive<u8>) -> Option<u8> {
    *rest = rest.strip_prefix(separator)?;
    short(rest, 2).filter(|number| range.contains(number))
}

/// A number of one or two digits.
fn up_to_two(rest: &mut &str) -> Option<u8> {
    let count = rest.bytes().take(2).take_while(u8::is_ascii_digit).count();
    short(rest, count)
}

fn short(rest: &mut &str, count: usize) -> Option<u8> {
    u8::try_from(digits(rest, count)?).ok()
}

/// A number of just so many ASCII digits.
fn digits(rest: &mut &str, count: usize) -> Option<u16> {
    let (number, behind) = rest.split_at_checked(count)?;
    let number = whole(number)?;
    *rest = behind;
    Some(number)
}

/// A text of ASCII digits and nothing else.
fn whole(text: &str) -> Option<u16> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// The days of a month of the Gregorian calendar.
pub(super) fn days(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
