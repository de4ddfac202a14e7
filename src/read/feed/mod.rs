//! Feeds: RSS, RDF, Atom and JSON Feed come in, a document an item goes out.
//!
//! feed-rs reads a feed whole or not at all, so it is given the items of a feed one by one.

mod apart;
mod entities;
mod json;
mod kinds;
mod moments;
mod persons;
mod scan;

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use feed_rs::model::{Entry, Feed};
use feed_rs::parser::Parser;
use serde_json::value::RawValue;

use super::declared::{decode_declared, replaced};
use super::detect::of_markup;
use super::json::without_place;
use super::markup::fragment;
use super::{Cause, InputFormat, Read, ReadError, RecordError, Remedy};
use crate::text::{Details, Document, Encoding, stable_hash};
use apart::{Lines, Piece, take_apart};
use kinds::{modern, said_of_media};
use moments::Moments;
use persons::{HIDDEN, hide_addresses};
use scan::{Kind, Scan};

/// No feed is nested deeper. The markup of articles counts, `<br>` and `<img>` without an end for a depth each: hence so
/// many.
const DEPTH: usize = 51_200;

/// Reads a feed. Title and text of an item, without markup, are the fields `title` and `text` of its document. Warnings
/// about the whole feed come with the first item. An item without an id is called by its link, and by its text too where
/// several have this link; without a link by the feed and its number. So the same feed gives the same ids.
///
/// # Errors
/// [`ReadError::Decode`] if the bytes are no text, [`ReadError::Format`] if they are no feed, or one whose items are all
/// broken, [`ReadError::NoItems`] if it is empty. An item that cannot be read is a [`RecordError`] with the line that it
/// begins on, and so is the first reference to an entity that the feed itself declares: none of these is read.
///
/// ```
/// use diglot::read::feed_documents;
/// use diglot::text::Encoding;
///
/// let rss = "<rss version='2.0'><channel><language>zh-hk</language><item><guid>7</guid><title>普京訪華</title>\
///            <description>&lt;p&gt;Xi met him.&lt;/p&gt;</description></item></channel></rss>";
/// let items = feed_documents("wire.xml", rss.as_bytes(), Encoding::Auto)?;
/// let document = &items[0].as_ref().expect("an item").document;
/// assert_eq!((document.id.as_str(), document.text.as_str()), ("7", "普京訪華\n\nXi met him."));
/// # Ok::<(), diglot::read::ReadError>(())
/// ```
pub fn feed_documents(
    name: &str,
    bytes: &[u8],
    encoding: Encoding,
) -> Result<Vec<Result<Read, RecordError>>, ReadError> {
    let decoded = decode_declared(bytes, encoding)?;
    let text = decoded.text.trim_start_matches('\u{feff}');
    let reader = Reader::default();
    let entries = if text.trim_start().starts_with('{') { reader.json(text) } else { reader.xml(text) };
    let entries = entries.map_err(|what| match of_markup(text) {
        InputFormat::Html => ReadError::Format(Cause::new("this is an HTML page, no feed", Remedy::Page)),
        _ => ReadError::Format(format!("no feed that can be read: {what}").into()),
    })?;
    if entries.is_empty() {
        return Err(ReadError::NoItems);
    }
    let shared = shared_links(&entries);
    let item = |(number, entry): (usize, Found)| {
        let document = entry.read.and_then(|entry| document(name, number, entry, &reader.moments, &shared));
        document.map_err(|what| RecordError { line: entry.line, cause: format!("item {number}{what}").into() })
    };
    let mut warnings = replaced(&decoded);
    warnings.extend(reader.moments.unread());
    // What holds for the feed is told with its first item.
    let read = |item: Result<Document, RecordError>| {
        item.map(|document| Read { document, warnings: std::mem::take(&mut warnings) })
    };
    let entity = entities::first_reference(text).map(|(name, line)| {
        let what = format!("&{name}; stands for something that the feed itself declares, which is not read");
        Err(RecordError { line, cause: what.into() })
    });
    Ok(entity.into_iter().chain((1..).zip(entries).map(item).map(read)).collect())
}

/// An item of a feed, or what is wrong with it.
struct Found {
    read: Result<Entry, String>,
    /// The line that it begins on, counted from 1.
    line: usize,
}

/// feed-rs, and the dates that it met.
#[derive(Default)]
struct Reader {
    moments: Moments,
}

impl Reader {
    /// A parser that has met a fault panics at the next item: each parses once.
    fn parser(&self) -> Parser {
        let moments = self.moments.clone();
        feed_rs::parser::Builder::new()
            // No id at all: what feed-rs makes up is a hash or a random number.
            .id_generator(|_, _, _| String::new())
            .timestamp_parser(move |written| moments.keep(written).map(Into::into))
            .build()
    }

    /// What still makes feed-rs panic is a fault of the feed, not the end of the program.
    fn parse(&self, feed: &str) -> Result<Feed, String> {
        catch_unwind(AssertUnwindSafe(|| self.parser().parse(feed.as_bytes())))
            .map_err(|_| "the reader stumbles over it".to_owned())?
            .map_err(|error| {
                let message = error.to_string();
                // What is parsed is an item, whose lines are not those of the feed.
                without_place(&message).trim_start_matches("unable to parse ").to_owned()
            })
    }

    fn json(&self, text: &str) -> Result<Vec<Found>, String> {
        let apart = json::take_apart(text).map_err(|error| format!("JSON: {error}"))?;
        self.parse(&apart.with(""))?;
        let mut lines = Lines::new(text);
        let found = |item: &&RawValue| {
            // An item is a piece of the text, which tells where it stands.
            let line = lines.at(item.get().as_ptr().addr() - text.as_ptr().addr());
            let (item, language) = json::forgiven(item);
            Found { line, read: self.entry(&apart.with(&item), language, apart.language.as_deref()) }
        };
        let items = apart.items.iter().map(found);
        some_good(items.chain(apart.fault.clone().map(|(line, fault)| Found { line, read: Err(fault) })).collect())
    }

    fn xml(&self, text: &str) -> Result<Vec<Found>, String> {
        let apart = take_apart(&hide_addresses(&modern(text)))?;
        check_depth(&apart.outside).map_err(|what| format!("around the items: {what}"))?;
        let outside = self.parse(&apart.outside);
        self.moments.clear();
        let language = match outside {
            Ok(feed) => feed.language.map(|language| as_written(&apart.outside, language)),
            Err(what) if apart.items.is_empty() => return Err(what),
            Err(_) => None,
        };
        let found = |piece: Piece| Found { line: piece.line, read: self.item(&piece, language.as_deref()) };
        some_good(apart.items.into_iter().map(found).collect())
    }

    /// The entry of an item in XML. What is said of its film is its text where it has no other.
    fn item(&self, piece: &Piece, language: Option<&str>) -> Result<Entry, String> {
        if piece.cut {
            return Err(CUT.to_owned());
        }
        check_depth(&piece.xml).map_err(|what| format!(": {what}"))?;
        let entry = |xml: &str| self.entry(xml, piece.language.clone(), language);
        let read = entry(&piece.xml)?;
        if !body(&read).is_empty() {
            return Ok(read);
        }
        Ok(said_of_media(&piece.xml).and_then(|xml| entry(&xml).ok()).unwrap_or(read))
    }

    /// The entry of a feed with one item, whose own language counts before that of its feed.
    fn entry(&self, feed: &str, own: Option<String>, language: Option<&str>) -> Result<Entry, String> {
        let feed = self.parse(feed).map_err(|what| format!(": {what}"))?;
        // RDF asks for a link; what is no item of its feed is none here.
        let mut entry = feed.entries.into_iter().next().ok_or(" has no link, or stands where no item may")?;
        entry.language = entry.language.or(own).or_else(|| language.map(str::to_owned));
        Ok(entry)
    }
}

/// The language of a feed as it is written there: feed-rs puts that of RSS into small letters.
fn as_written(outside: &str, language: String) -> String {
    let mut pieces = Scan::new(outside);
    while let Some(tag) = pieces.next() {
        if tag.kind == Kind::Open && tag.local_name() == "language" {
            let written = pieces.next().map(|text| text.text.trim()).unwrap_or_default();
            if written.eq_ignore_ascii_case(&language) {
                return written.to_owned();
            }
        }
    }
    language
}

/// What is wrong with an item whose end is missing.
const CUT: &str = ": the feed ends within it";

/// The items, unless all are broken: then it is the feed that is wrong.
fn some_good(items: Vec<Found>) -> Result<Vec<Found>, String> {
    match items.first() {
        Some(Found { read: Err(what), line }) if items.iter().all(|item| item.read.is_err()) => {
            Err(format!("line {line}: item 1{what}"))
        }
        _ => Ok(items),
    }
}

/// Refuses XML that is nested without end.
fn check_depth(xml: &str) -> Result<(), String> {
    let bytes = xml.as_bytes();
    let mut depth = 0_usize;
    for at in memchr::memchr_iter(b'<', bytes) {
        match bytes.get(at + 1) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(b'!' | b'?') | None => {}
            Some(_) => {
                // No further than the next one: to look for the end of each, where there is none, takes time with their
                // square.
                let behind = bytes.get(at + 1..).unwrap_or_default();
                let end = memchr::memchr2(b'<', b'>', behind).unwrap_or_default();
                let empty = behind.get(end) == Some(&b'>') && behind.get(..end).is_some_and(|tag| tag.ends_with(b"/"));
                depth += usize::from(!empty);
            }
        }
        if depth > DEPTH {
            return Err(format!("more than {DEPTH} elements inside each other"));
        }
    }
    Ok(())
}

fn document(
    name: &str,
    number: usize,
    entry: Entry,
    moments: &Moments,
    shared: &HashSet<String>,
) -> Result<Document, String> {
    let bad = |what: String| format!(": {what}");
    let title = entry.title.as_ref().map(|title| fragment(&title.content)).transpose().map_err(bad)?;
    let title = title.unwrap_or_default().join(" ").replace('\n', " ");
    let text = fragment(body(&entry)).map_err(bad)?.join("\n\n");
    let link = link(&entry).map(str::to_owned);
    let mut document = Document::from_parts("", [("title", title.as_str()), ("text", &text)]).with_source(name);
    if document.text.is_empty() {
        return Err(" has neither title nor text".to_owned());
    }
    document.id = match &link {
        _ if !entry.id.is_empty() => entry.id,
        Some(link) if shared.contains(link) => format!("{link}#{:016x}", stable_hash(document.text.as_bytes())),
        Some(link) => link.clone(),
        None => format!("{name}#{number}"),
    };
    document.date = entry.published.or(entry.updated).and_then(|moment| moments.date(moment.timestamp()));
    let authors: Vec<&str> = entry.authors.iter().filter_map(|author| author.name.as_deref()).map(str::trim).collect();
    document.details = Some(Box::new(Details {
        link,
        byline: Some(authors.join(", ").replace(HIDDEN, "@")).filter(|byline| !byline.is_empty()),
        declared_language: entry.language,
        carries_text: true,
        ..Details::default()
    }));
    Ok(document)
}

/// The text of an item: its content, its summary, or what is said of its film or broadcast, the first that is not blank.
fn body(entry: &Entry) -> &str {
    let content = entry.content.as_ref().and_then(|content| content.body.as_deref());
    let summary = entry.summary.as_ref().map(|summary| summary.content.as_str());
    let media = entry.media.iter().filter_map(|media| media.description.as_ref()).map(|text| text.content.as_str());
    content.into_iter().chain(summary).chain(media).find(|body| !body.trim().is_empty()).unwrap_or_default()
}

/// The address of an item.
fn link(entry: &Entry) -> Option<&str> {
    let alternate = entry.links.iter().find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    alternate.or(entry.links.first()).map(|link| link.href.as_str())
}

/// Links that several items have, that of the site for instance: no item can be called by them.
fn shared_links(entries: &[Found]) -> HashSet<String> {
    let mut once = HashSet::new();
    let names = entries
        .iter()
        .filter_map(|found| found.read.as_ref().ok())
        .filter_map(|entry| if entry.id.is_empty() { link(entry) } else { Some(entry.id.as_str()) });
    names.filter(|name| !once.insert(*name)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(feed: &str) -> Result<Vec<String>, String> {
        let items = feed_documents("f", feed.as_bytes(), Encoding::Auto).map_err(|error| error.to_string())?;
        let row = |item: Result<Read, RecordError>| match item {
            Ok(Read { document, .. }) => {
                let date = document.date.map(|date| date.to_string()).unwrap_or_default();
                let details = document.details.unwrap_or_default();
                let language = details.declared_language.unwrap_or_default();
                format!("{}|{}|{date}|{}|{language}", document.id, document.text, details.link.unwrap_or_default())
            }
            Err(error) => format!("! {error}"),
        };
        Ok(items.into_iter().map(row).collect())
    }

    #[test]
    fn every_kind_of_feed_gives_its_items() {
        let rss = "<?xml version='1.0' encoding='big5'?><rss version='2.0'><channel><language>zh-TW</language>\
            <item><title>a</title><link>https://x.example/1</link><pubDate>Fri, 09 May 2025 08:00:00 +0800</pubDate>\
            <description><![CDATA[<p>普京</p><p>x&nbsp;y</p>]]></description></item><item><title>b</title></item><item/></channel></rss>";
        let rdf = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>\
            <channel><title>t</title></channel><item><title>a</title><link>https://x.example/1</link><description>b</description></item></rdf:RDF>";
        let atom = "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><entry><id>i</id><title type='html'>a &amp;amp; b</title>\
            <updated>2025-05-09T00:00:00Z</updated><content type='html'>&lt;b&gt;c&lt;/b&gt;</content></entry></feed>";
        let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "t", "language": "zh",
            "items": [{"id": "1", "url": "https://x.example/1", "content_html": "<p>a</p>", "date_published": "2025-05-09T00:00:00Z"}]}"#;
        let old_atom = "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><id>i</id><issued>2005-10-21T08:11:00+08:00</issued>\
            <title mode='escaped' type='text/html'>a</title><content type='text/html' mode='escaped'>&lt;p&gt;b&lt;/p&gt;</content></entry></feed>";
        let old_rdf = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://my.netscape.com/rdf/simple/0.9/'>\
            <item><title>a</title><link>https://x.example/1</link></item></rdf:RDF>";
        let cases: [(&str, &[&str]); 7] = [
            (old_atom, &["i|a\n\nb|2005-10-21T08:11:00+08:00||"]),
            (old_rdf, &["https://x.example/1|a||https://x.example/1|"]),
            ("<!-- x --><rss><channel><item><guid>1</guid><title>a</title></item></channel></rss>", &["1|a|||"]),
            (
                rss,
                &[
                    "https://x.example/1|a\n\n普京\n\nx y|2025-05-09T08:00:00+08:00|https://x.example/1|zh-TW",
                    "f#2|b|||zh-TW",
                    "! line 1: item 3 has neither title nor text",
                ],
            ),
            (rdf, &["https://x.example/1|a\n\nb||https://x.example/1|"]),
            (atom, &["i|a & b\n\nc|2025-05-09T00:00:00Z||en"]),
            (json, &["1|a|2025-05-09T00:00:00Z|https://x.example/1|zh"]),
        ];
        for (feed, expected) in cases {
            let rows = rows(feed).expect("a feed");
            assert_eq!(rows, expected);
        }
    }

    fn rss(items: &str) -> String {
        format!(
            "<?xml version='1.0'?>\n<rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/' \
             xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'><channel><title>AT&T</title>\n{items}"
        )
    }

    #[test]
    fn what_is_wrong_in_one_item_costs_no_other() {
        let good = "<item><guid>9</guid><title>Putin</title></item>";
        let cases = [
            (
                "<item><guid>1</guid><title>AT&T</title><link>http://x/?a=1&b=2</link></item>",
                "1|AT&T||http://x/?a=1&b=2|",
            ),
            ("<item><guid>1</guid><title>5 < 6<br>a&#0;b</title></item>", "1|5 < 6 ab|||"),
            ("<item><guid>1</guid><description><p>Xi met</p><p>Putin</p></description></item>", "1|Xi met\n\nPutin|||"),
            (
                "<item><guid>1</guid><description>Before <b>Putin</b> after</description></item>",
                "1|Before Putin after|||",
            ),
            ("<item><guid>1</b></item>", "! line 3: item 1: XML: Parser error: "),
            ("<item><guid>1</guid><title>a</title>", "! line 3: item 1: XML: Parser error: "),
            ("<item/>", "! line 3: item 1 has neither title nor text"),
        ];
        for (item, expected) in cases {
            let rows = rows(&rss(&format!("{item}\n{good}</channel></rss>"))).expect("a feed");
            let (last, before) = rows.split_last().expect("an item");
            assert_eq!(last, "9|Putin|||", "{item}");
            assert!(before.concat().starts_with(expected), "{item}: {before:?}");
        }
        let cut = rows(&rss(&format!("{good}\n<item><guid>10</guid><title>a &nbsp; b")));
        let all = rows(&rss("<item><title>a</title>")).expect_err("no whole item");
        assert_eq!(all, "no feed that can be read: line 3: item 1: the feed ends within it");
        assert_eq!(cut, Ok(vec!["9|Putin|||".to_owned(), "! line 4: item 2: the feed ends within it".to_owned()]));
    }

    #[test]
    fn what_is_wrong_in_an_item_in_json_costs_no_other() {
        let head = "{\"version\": \"https://jsonfeed.org/version/1\", \"language\": 5, \"items\": [\n{\"id\": \"1\", \"title\": \"a\"}";
        let cases = [
            (
                ",\n{\"id\": \"2\", \"title\": [\"b\"]},\n{\"id\": 3, \"title\": \"c\"}]}",
                "3: item 2: JSON: invalid type: sequence, ",
            ),
            (",\n7, {\"id\": 3, \"title\": \"c\"}]}", "3: item 2: JSON: invalid type: integer "),
            (",\n{\"id\": \"2\", \"tit\n", "3: item 2: the feed ends within it"),
            ("\n", "2: item 2: the feed ends within it"),
            (",\n{\"id\": \"2\", \"title\": \"b}]}", "3: item 2: the feed ends within it"),
            (",\n{\"id\": 2 \"title\": \"b\"}]}", "3: item 2: JSON: expected "),
        ];
        for (rest, expected) in cases {
            let rows = rows(&format!("{head}{rest}")).expect("a feed");
            assert!(rows.join("\n").starts_with(&format!("1|a|||\n! line {expected}")), "{rest}: {rows:?}");
            assert_eq!(rows.len() == 3, rest.contains("\"c\""), "{rest}: {rows:?}");
        }
        for nothing in ["{}", r#"{"items": []}"#, r#"{"version": "https://jsonfeed.org/version/1", "items": [{"ti"#] {
            assert!(rows(nothing).expect_err("no item").starts_with("no feed that can be read: "), "{nothing}");
        }
    }

    #[test]
    fn a_shared_link_is_no_id() {
        let item = |guid: &str, title: &str| format!("<item>{guid}<title>{title}</title><link>http://h/</link></item>");
        let ids = |items: &str| -> Vec<String> {
            let rows = rows(&rss(items)).expect("a feed");
            rows.iter().map(|row| row.split('|').next().unwrap_or_default().to_owned()).collect()
        };
        let (a, b) = (item("", "a"), item("", "b"));
        assert_eq!(ids(&a), ["http://h/"]);
        assert_eq!(
            ids(&format!("{a}{b}{a}")),
            ["http://h/#af63dc4c8601ec8c", "http://h/#af63df4c8601f1a5", "http://h/#af63dc4c8601ec8c"]
        );
        let named = item("<guid>http://h/</guid>", "c");
        assert_eq!(ids(&format!("{named}{a}{named}")), ["http://h/", "http://h/#af63dc4c8601ec8c", "http://h/"]);
    }

    #[test]
    fn texts_dates_and_languages_are_found_where_they_stand() {
        let feed = |item: &str| rss(&format!("<item><guid>1</guid>{item}</item></channel></rss>"));
        let atom = "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='zh'><entry xml:lang='en'><id>1</id><title>a</title></entry>\
                    <entry><id>2</id><title>b</title></entry></feed>";
        let video = "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:media='http://search.yahoo.com/mrss/'><entry><id>1</id>\
                     <title>a</title><media:group><media:title>a</media:title><media:description>馬克龍</media:description></media:group></entry></feed>";
        let json = r#"{"version": "https://jsonfeed.org/version/1", "language": "zh", "items": [{"id": 20, "language": "en",
            "content_text": "a", "tags": [1]}, {"id": 12345678901234567890123, "title": "b", "_score": 1e400}]}"#;
        let cases: [(&str, &[&str]); 8] = [
            (
                &feed(
                    "<title>a</title><media:group><media:description>馬克龍 &amp;amp; 5 &lt; 6</media:description></media:group>",
                ),
                &["1|a\n\n馬克龍 & 5 < 6|||"],
            ),
            (video, &["1|a\n\n馬克龍|||"]),
            (
                &feed(
                    "<media:group><media:content url='http://v/'/><media:description>馬克龍</media:description></media:group>",
                ),
                &["1|馬克龍|||"],
            ),
            (&feed("<title>a</title><itunes:summary>馬克龍</itunes:summary>"), &["1|a\n\n馬克龍|||"]),
            (
                &feed("<title>a</title><pubDate>Tue, 07 May 2024 01:00 HKT</pubDate>"),
                &["1|a|2024-05-07T01:00:00+08:00||"],
            ),
            (&feed("<title>a</title><pubDate>2024年5月6日</pubDate>"), &["1|a|2024-05-06||"]),
            (atom, &["1|a|||en", "2|b|||zh"]),
            (json, &["20|a|||en", "12345678901234567890123|b|||zh"]),
        ];
        for (feed, expected) in cases {
            assert_eq!(rows(feed).expect("a feed"), expected, "{feed}");
        }
    }

    #[test]
    fn a_page_in_the_place_of_a_feed_is_told() {
        for page in ["<!DOCTYPE html><title>404</title>", "<html><body><p>Not found<br></body></html>"] {
            let error = rows(page).expect_err("a page");
            assert_eq!(error, "this is an HTML page, no feed (read it as a page)", "{page}");
        }
    }

    #[test]
    fn unread_dates_are_told_once() {
        let item = "<item><title>a</title><pubDate>yesterday</pubDate></item>";
        let items = feed_documents("f", rss(&item.repeat(3)).as_bytes(), Encoding::Auto).expect("a feed");
        let warnings: Vec<String> = items.into_iter().flatten().flat_map(|read| read.warnings).collect();
        assert!(matches!(warnings.as_slice(), [one] if one.ends_with("(2 more in this feed)")), "{warnings:?}");
    }

    #[test]
    fn declarations_behind_the_start_make_nothing_panic() {
        let declaration = "<?xml version='1.0' encoding='gb2312'?>";
        let rss = "<rss version='2.0'><channel><item><guid>1</guid><title>普京</title></item></channel></rss>";
        let padding = " ".repeat(10_000);
        for feed in [
            format!("<!-- x -->{declaration}{rss}"),
            format!("<!-- {padding} -->\n{declaration}\n<?xml-stylesheet href='a'?>{declaration}{rss}"),
            format!("{declaration}{declaration}{rss}{declaration}"),
            format!("<?xml?>{rss}<?xml "),
        ] {
            assert_eq!(rows(&feed), Ok(vec!["1|普京|||".to_owned()]), "{feed}");
        }
        assert!(rows(&format!("words {padding}{declaration} words")).is_err());
    }

    #[test]
    fn addresses_beside_wide_characters_make_nothing_panic() {
        let item = |author: &str| {
            format!(
                "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><managingEditor>{author}</managingEditor>\
                 <item><guid>1</guid><title>a@b.example 普京</title>{author}</item></channel></rss>"
            )
        };
        for (author, byline) in [
            ("<author>editor@news.example（王小明）</author>", "editor@news.example（王小明）"),
            ("<author>（王小明）a@b.example</author>", "（王小明）a@b.example"),
            ("<dc:creator>王小明。a&#64;b.example。</dc:creator>", "王小明。a@b.example。"),
            ("<dc:creator><![CDATA[王 &lt;a@b.example&gt;]]></dc:creator>", "王 &lt;a@b.example&gt;"),
            ("<author>a@b.example (Wang)</author>", "a@b.example (Wang)"),
            ("<author>王＠台北</author>", "王＠台北"),
            ("<author>王＠台北 a@b.example</author>", "王＠台北 a@b.example"),
        ] {
            let items = feed_documents("f", item(author).as_bytes(), Encoding::Auto).expect("a feed");
            let document = &items[0].as_ref().expect("an item").document;
            assert_eq!(document.text, "a@b.example 普京");
            let found = document.details.as_ref().and_then(|details| details.byline.as_deref());
            assert_eq!(found, Some(byline), "{author}");
        }
    }

    #[test]
    fn hostile_feeds_are_refused_or_harmless() {
        let deep = format!("<rss version='2.0'><channel>{}", "<a>".repeat(100_000));
        assert!(rows(&deep).expect_err("too deep").contains("inside each other"));
        let item = |inner: &str| format!("<item><guid>1</guid><title>普京</title>{inner}</item>");
        let deep = "<a>".repeat(100_000) + &"</a>".repeat(100_000);
        let feed = format!("<rss version='2.0'><channel>{}{}{}</channel></rss>", item(""), item(&deep), item(""));
        let broken = "! line 1: item 2: more than 51200 elements inside each other";
        assert_eq!(rows(&feed), Ok(vec!["1|普京|||".to_owned(), broken.to_owned(), "1|普京|||".to_owned()]));
        let mut bomb = "<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\">".to_owned();
        for level in 'b'..='k' {
            let below = char::from_u32(u32::from(level) - 1).map(|below| format!("&{below};").repeat(10));
            bomb += &format!("<!ENTITY {level} \"{}\">", below.unwrap_or_default());
        }
        bomb += "]><rss version='2.0'><channel><item><title>t &k;</title></item></channel></rss>";
        let told = "! line 1: &k; stands for something that the feed itself declares, which is not read";
        assert_eq!(rows(&bomb), Ok(vec![told.to_owned(), "f#1|t &k;|||".to_owned()]));
        assert!(rows("<a><b>x</b></a>").expect_err("no feed").contains("no feed that can be read"));
    }
}
