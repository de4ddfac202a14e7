//! Feeds: RSS, RDF, Atom and JSON Feed come in, a document an item goes out.

use std::borrow::Cow;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use feed_rs::model::{Entry, Feed};

use super::declared::{decode_declared, replaced};
use super::feed_kinds::modern;
use super::markup::fragment;
use super::{Read, ReadError, RecordError};
use crate::text::{Date, Details, Document, Encoding, floor};

/// An item is nested no deeper: what feeds nest is the markup of an article.
const DEPTH: usize = 512;

/// Reads a feed. Title and text of an item, without markup, are the fields `title` and `text` of its document. Warnings
/// about the whole feed come with the first item. An item without an id is called by its link, else by the feed and its
/// number, so that the same feed gives the same ids.
///
/// # Errors
/// [`ReadError::Decode`] if the bytes are no text, [`ReadError::Format`] if they are no feed, [`ReadError::NoItems`] if it
/// is empty. An item without text is a
/// [`RecordError`] with its number in place of a line.
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
    let text = without_declarations(&decoded.text);
    if text.trim_start().starts_with('<') {
        check_xml(&text).map_err(ReadError::Format)?;
    }
    let parser = feed_rs::parser::Builder::new()
        // No id at all: what feed-rs makes up is a hash or a random number.
        .id_generator(|_, _, _| String::new())
        .build();
    let modern = modern(&text);
    let xml = hide_addresses(&modern);
    // What still makes the reader panic is a fault of the feed, not the end of the program.
    let parsed = catch_unwind(AssertUnwindSafe(|| parser.parse(Cursor::new(xml.as_bytes()))));
    let unread = |what: &str| ReadError::Format(format!("no feed that can be read: {what}"));
    let feed = parsed
        .map_err(|_| unread("the reader stumbles over it"))?
        .map_err(|error| unread(error.to_string().trim_start_matches("unable to parse ")))?;
    let mut items: Vec<Result<Read, RecordError>> =
        (1..).zip(&feed.entries).map(|(number, entry)| item(name, number, &feed, entry)).collect();
    if items.is_empty() {
        return Err(ReadError::NoItems);
    }
    if let Some(Ok(first)) = items.iter_mut().find(|item| item.is_ok()) {
        first.warnings.splice(0..0, replaced(&decoded));
    }
    Ok(items)
}

/// The text is decoded already: what XML declarations say of an encoding is no longer true. They are left out wherever
/// they stand, for one behind the start of the text makes the XML reader panic.
fn without_declarations(text: &str) -> Cow<'_, str> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, declaration)) = rest.split_once("<?xml") {
        kept.push_str(before);
        let is_declaration = declaration.starts_with(|c: char| c.is_ascii_whitespace() || c == '?');
        match declaration.split_once("?>").filter(|_| is_declaration) {
            Some((_, behind)) => rest = behind,
            None if is_declaration => return Cow::Owned(kept),
            None => {
                kept.push_str("<?xml");
                rest = declaration;
            }
        }
    }
    if kept.is_empty() {
        return Cow::Borrowed(rest.trim_start());
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

/// Elements that name persons. From their text feed-rs parts an e-mail address, one byte off: beside a character of several
/// bytes, as in `editor@example.com（王小明）`, that is a panic.
const PERSONS: [&str; 4] = ["author", "creator", "managingEditor", "webMaster"];

/// No element of a person is looked at further, in bytes: what is never closed must not cost more than linear time.
const LONGEST_PERSON: usize = 4096;

/// Stands for `@` in the names of persons until the feed is parsed.
const HIDDEN: &str = "\u{ff20}";

/// The feed with the addresses of persons made unrecognisable.
fn hide_addresses(xml: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut copied = 0;
    for at in memchr::memchr_iter(b'<', xml.as_bytes()) {
        let Some(rest) = xml.get(at + 1..).filter(|_| at >= copied) else { continue };
        let name = rest.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or_default();
        let local = name.rsplit(':').next().unwrap_or_default();
        if !PERSONS.contains(&local) {
            continue;
        }
        let near = rest.get(..floor(rest, LONGEST_PERSON)).unwrap_or_default();
        let text = near.split(&format!("</{name}")).next().unwrap_or_default();
        if text.contains(['@', '&']) {
            out.push_str(xml.get(copied..=at).unwrap_or_default());
            let hidden = ["@", "&#64;", "&#x40;", "&commat;"];
            out.push_str(&hidden.iter().fold(text.to_owned(), |text, sign| text.replace(sign, HIDDEN)));
            copied = at + 1 + text.len();
        }
    }
    if copied == 0 {
        return Cow::Borrowed(xml);
    }
    out.push_str(xml.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

/// Refuses XML that is nested without end, and says where it leaves off.
fn check_xml(xml: &str) -> Result<(), String> {
    let bytes = xml.as_bytes();
    let mut depth = 0_usize;
    for at in memchr::memchr_iter(b'<', bytes) {
        match bytes.get(at + 1) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(b'!' | b'?') | None => {}
            Some(_) => {
                let end = memchr::memchr(b'>', bytes.get(at..).unwrap_or_default()).map(|end| at + end);
                let empty = end.and_then(|end| end.checked_sub(1)).and_then(|end| bytes.get(end)) == Some(&b'/');
                // Markup in CDATA that is not closed, such as <br> and <img>, counts too: hence the limit for a line.
                depth += usize::from(!empty);
            }
        }
        if depth > DEPTH * 100 {
            let line = memchr::memchr_iter(b'\n', bytes.get(..at).unwrap_or_default()).count() + 1;
            return Err(format!("line {line}: more than {} elements inside each other: this is no feed", DEPTH * 100));
        }
    }
    Ok(())
}

fn item(name: &str, number: usize, feed: &Feed, entry: &Entry) -> Result<Read, RecordError> {
    let bad = |what: String| RecordError { line: number, what };
    let title = entry.title.as_ref().map(|title| fragment(&title.content)).transpose().map_err(bad)?;
    let title = title.unwrap_or_default().join(" ");
    let content = entry.content.as_ref().and_then(|content| content.body.as_deref());
    let summary = entry.summary.as_ref().map(|summary| summary.content.as_str());
    // An empty content with a summary beside it happens.
    let body = [content, summary].into_iter().flatten().find(|body| !body.trim().is_empty()).unwrap_or_default();
    let text = fragment(body).map_err(bad)?.join("\n\n");
    let link = entry
        .links
        .iter()
        .find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"))
        .or(entry.links.first());
    let link = link.map(|link| link.href.clone());
    let id =
        if entry.id.is_empty() { link.clone().unwrap_or_else(|| format!("{name}#{number}")) } else { entry.id.clone() };
    let mut document = Document::from_parts(id, [("title", title.as_str()), ("text", &text)]).with_source(name);
    if document.text.is_empty() {
        return Err(bad(format!("item {number} has neither title nor text")));
    }
    document.date = entry.published.or(entry.updated).and_then(|date| date.to_rfc3339().parse::<Date>().ok());
    let authors: Vec<&str> = entry.authors.iter().filter_map(|author| author.name.as_deref()).map(str::trim).collect();
    document.details = Some(Box::new(Details {
        link,
        byline: Some(authors.join(", ").replace(HIDDEN, "@")).filter(|byline| !byline.is_empty()),
        declared_language: entry.language.clone().or_else(|| feed.language.clone()),
        carries_text: true,
        ..Details::default()
    }));
    Ok(Read { document, warnings: Vec::new() })
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
            Err(error) => format!("! {}", error.what),
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
            (old_atom, &["i|a\n\nb|2005-10-21T00:11:00+00:00||"]),
            (old_rdf, &["https://x.example/1|a||https://x.example/1|"]),
            ("<!-- x --><rss><channel><item><guid>1</guid><title>a</title></item></channel></rss>", &["1|a|||"]),
            (
                rss,
                &[
                    "https://x.example/1|a\n\n普京\n\nx y|2025-05-09T00:00:00+00:00|https://x.example/1|zh-tw",
                    "f#2|b|||zh-tw",
                    "! item 3 has neither title nor text",
                ],
            ),
            (rdf, &["https://x.example/1|a\n\nb||https://x.example/1|"]),
            (atom, &["i|a & b\n\nc|2025-05-09T00:00:00+00:00||en"]),
            (json, &["1|a|2025-05-09T00:00:00+00:00|https://x.example/1|zh"]),
        ];
        for (feed, expected) in cases {
            let rows = rows(feed).expect("a feed");
            assert_eq!(rows, expected);
        }
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
        let mut bomb = "<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\">".to_owned();
        for level in 'b'..='k' {
            let below = char::from_u32(u32::from(level) - 1).map(|below| format!("&{below};").repeat(10));
            bomb += &format!("<!ENTITY {level} \"{}\">", below.unwrap_or_default());
        }
        bomb += "]><rss version='2.0'><channel><item><title>t &k;</title></item></channel></rss>";
        assert_eq!(rows(&bomb), Ok(vec!["f#1|t &k;|||".to_owned()]));
        assert!(rows("<html><body>x</body></html>").expect_err("no feed").contains("no feed that can be read"));
    }
}
