//! The date of a page, from what its makers wrote for machines, else from the first lines of its text.

use dom_query::{Document, NodeRef};

use crate::text::Date;

/// Where machines look for the date of publication, the surest first: a selector, and the attribute that holds it.
const PLACES: &[(&str, &str)] = &[
    ("meta[property='article:published_time']", "content"),
    ("meta[itemprop='datePublished']", "content"),
    ("meta[name='pubdate' i]", "content"),
    ("meta[name='publishdate' i]", "content"),
    ("meta[name='publish-date']", "content"),
    ("meta[name='articleDate' i]", "content"),
    ("meta[name='parsely-pub-date']", "content"),
    ("meta[name='weibo:article:create_at']", "content"),
    ("meta[name='livetime']", "content"),
    ("meta[name='OriginalPublicationDate']", "content"),
    ("meta[name='date' i]", "content"),
    ("meta[name='dc.date' i]", "content"),
    ("meta[name='dc.date.issued' i]", "content"),
    ("meta[name='dcterms.issued' i]", "content"),
    ("meta[name='dcterms.created' i]", "content"),
    ("time[pubdate]", "datetime"),
    ("time[datetime]", "datetime"),
    ("meta[itemprop='dateUpdate']", "content"),
];

/// Headings, and what sites call the date behind that of the article.
const DATES: &str = "h1, .date, .time, .datetime, .datestamp, .pubtime, .pub-time, .pubdate, .publish-date, .post-date";

/// So many of them behind the heading may be that of the article.
const NEAR: usize = 8;

/// The date that a page gives for machines, else that behind its heading; `published` is what its structured data says.
pub(super) fn declared(document: &Document, published: Option<&str>) -> Option<Date> {
    let places = PLACES.iter().flat_map(|(selector, attribute)| {
        document.select(selector).nodes().iter().filter_map(|node| node.attr(attribute)).collect::<Vec<_>>()
    });
    published
        .and_then(read)
        .or_else(|| places.into_iter().find_map(|written| read(&written)))
        .or_else(|| behind_heading(document))
}

/// The date of a class that sites give to an article's alone, else the first behind the first heading.
fn behind_heading(document: &Document) -> Option<Date> {
    let alone = document.select(".createddate").nodes().first().and_then(|node| read(&node.text()));
    let marked = document.select(DATES);
    let is_heading = |node: &&NodeRef<'_>| node.has_name("h1");
    let behind = marked.nodes().iter().skip_while(|node| !is_heading(node));
    let behind = behind.filter(|node| !is_heading(node) && !is_listed(node));
    alone.or_else(|| behind.take(NEAR).find_map(|node| read(&node.text())))
}

/// Whether an element stands in a list or a link, where other articles are shown.
fn is_listed(node: &NodeRef<'_>) -> bool {
    node.ancestors(Some(8))
        .iter()
        .any(|outer| ["li", "a", "aside", "nav", "footer"].iter().any(|name| outer.has_name(name)))
}

/// A date as a page writes it: any that is read elsewhere too, else the first day in it.
pub(super) fn read(written: &str) -> Option<Date> {
    let written = written.trim();
    written.parse().ok().or_else(|| digits(written)).or_else(|| day(written))
}

/// The day of 202304071552.
fn digits(written: &str) -> Option<Date> {
    let is_moment = matches!(written.len(), 12 | 14) && written.bytes().all(|b| b.is_ascii_digit());
    written.get(..8).filter(|_| is_moment)?.parse().ok()
}

/// The first day in a line, such as 2023年4月14日, 2023/04/14 or, in a short one, 14 April 2023.
pub(super) fn day(line: &str) -> Option<Date> {
    in_figures(line).or_else(|| in_words(line))
}

/// A line that has a date in words and is longer is a sentence of the article.
const LINE: usize = 60;

fn in_words(line: &str) -> Option<Date> {
    if line.len() > LINE {
        return None;
    }
    let words: Vec<&str> =
        line.split(|c: char| c.is_whitespace() || matches!(c, ',' | '|')).filter(|word| !word.is_empty()).collect();
    // A year is written out: of two figures it may be an hour.
    let dates = words.windows(3).filter(|words| words.last().is_some_and(|year| year.len() == 4));
    dates.filter_map(|words| words.join(" ").parse().ok()).next()
}

fn in_figures(line: &str) -> Option<Date> {
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

    #[test]
    fn dates_for_machines_and_in_short_lines_are_read() {
        let cases = [
            ("202304071552", Some("2023-04-07")),
            ("20230407", Some("2023-04-07")),
            ("202304", None),
            ("2023-04-07 HKT 15:52", Some("2023-04-07")),
            ("6 May 2024", Some("2024-05-06")),
            ("By Jane Chan | Published May 6, 2024, 09:00", Some("2024-05-06")),
            ("On 6 May 2012 Vladimir Putin was sworn in as president of Russia again.", None),
            ("6 May 24 of them", None),
        ];
        for (written, expected) in cases {
            assert_eq!(read(written).map(|date| date.to_string()).as_deref(), expected, "{written}");
        }
    }

    #[test]
    fn the_date_behind_the_heading_is_that_of_the_page() {
        let cases = [
            (
                "<i class=time>2020-01-01</i><h1>a</h1><div><span class='x date'>2023-04-03</span></div><i class=time>2020-01-02</i>",
                Some("2023-04-03"),
            ),
            ("<h2>a</h2><div class=createddate>2023-04-07 HKT 15:52</div>", Some("2023-04-07")),
            ("<h2>a</h2><i class=time>2020-01-01</i>", None),
            ("<h1>a</h1><ul><li><a href=b>b</a><i class=time>2020-01-01</i></ul>", None),
            ("<meta name=PubDate content=20240506><h1>a</h1><i class=date>2020-01-01</i>", Some("2024-05-06")),
        ];
        for (html, expected) in cases {
            let date = declared(&Document::from(html), None);
            assert_eq!(date.map(|date| date.to_string()).as_deref(), expected, "{html}");
        }
    }
}
