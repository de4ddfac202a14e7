//! The date of a page, from what its makers wrote for machines, else from the first lines of its text.

use dom_query::Document;

use crate::text::Date;

/// Where machines look for the date of publication, the surest first: a selector, and the attribute that holds it.
const PLACES: &[(&str, &str)] = &[
    ("meta[property='article:published_time']", "content"),
    ("meta[itemprop='datePublished']", "content"),
    ("meta[name='pubdate']", "content"),
    ("meta[name='publishdate']", "content"),
    ("meta[name='date']", "content"),
    ("time[pubdate]", "datetime"),
    ("time[datetime]", "datetime"),
];

/// The date in the head of a page; `published` is what its structured data says.
pub(super) fn declared(document: &Document, published: Option<&str>) -> Option<Date> {
    let places = PLACES.iter().flat_map(|(selector, attribute)| {
        document.select(selector).nodes().iter().filter_map(|node| node.attr(attribute)).collect::<Vec<_>>()
    });
    published.and_then(read).or_else(|| places.into_iter().find_map(|written| read(&written)))
}

/// A date as a page writes it: a moment of RFC 3339, else the day with which it begins.
pub(super) fn read(written: &str) -> Option<Date> {
    written.trim().parse().ok().or_else(|| day(written))
}

/// The first day in a line, such as 2023年4月14日 or 2023/04/14.
pub(super) fn day(line: &str) -> Option<Date> {
    line.char_indices().find_map(|(at, c)| {
        let before = line.get(..at).and_then(|before| before.chars().next_back());
        if !c.is_ascii_digit() || before.is_some_and(|c| c.is_ascii_digit()) {
            return None;
        }
        let rest = &mut line.get(at..)?;
        let year = number(rest, 4).filter(|year| (1900..2100).contains(year))?;
        separator(rest, &['-', '/', '.', '年'])?;
        let month = number(rest, 2)?;
        separator(rest, &['-', '/', '.', '月'])?;
        let day = number(rest, 2)?;
        format!("{year:04}-{month:02}-{day:02}").parse().ok()
    })
}

fn separator(rest: &mut &str, marks: &[char]) -> Option<()> {
    *rest = rest.trim_start_matches(' ').strip_prefix(marks)?.trim_start_matches(' ');
    Some(())
}

/// A number of at most so many digits.
fn number(rest: &mut &str, digits: usize) -> Option<u16> {
    let end = rest.bytes().take(digits).take_while(u8::is_ascii_digit).count();
    let (number, behind) = rest.split_at_checked(end)?;
    *rest = behind;
    number.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_found() {
        let cases = [
            ("2023年04月14日17:14 最後更新", Some("2023-04-14")),
            ("更新時間：2023/4/9", Some("2023-04-09")),
            ("2023-03-30 15:40:00", Some("2023-03-30")),
            ("20230330-11-11", None),
            ("第2024-13-01號", None),
            ("五月", None),
        ];
        for (line, expected) in cases {
            assert_eq!(day(line).map(|date| date.to_string()).as_deref(), expected, "{line}");
        }
    }
}
