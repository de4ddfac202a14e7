//! A feed in XML, taken apart: its items go out one by one, each as a feed of its own with the line that it begins on, so
//! that what is wrong in one costs no other. What writers of feeds get wrong most is mended: an `&` or a `<` that begins
//! nothing, references to no character, markup in a text that should be escaped.

use super::scan::{Kind, Scan, Token};

/// A feed, taken apart.
pub(super) struct Apart {
    /// The feed without its items.
    pub(super) outside: String,
    /// Its items.
    pub(super) items: Vec<Piece>,
}

/// An item.
pub(super) struct Piece {
    /// The line that it begins on, counted from 1.
    pub(super) line: usize,
    /// The item as a feed that holds nothing else.
    pub(super) xml: String,
    /// Its `xml:lang`.
    pub(super) language: Option<String>,
    /// Whether the feed ends within it.
    pub(super) cut: bool,
}

/// What an item is called.
const ITEMS: [&str; 2] = ["item", "entry"];

/// Elements around an item, which the feed that it becomes has too.
const ROOTS: [&str; 4] = ["rss", "RDF", "channel", "feed"];

/// Elements that hold a text: what looks like markup in them is markup of the text.
const TEXTS: [&str; 6] = ["title", "description", "summary", "subtitle", "content", "encoded"];

/// The tags around an item have no more bytes: they are written for each item.
const LONGEST_HEAD: usize = 1 << 13;

/// Takes a feed apart.
///
/// # Errors
/// A message if the tags around its items are too long.
pub(super) fn take_apart(xml: &str) -> Result<Apart, String> {
    let mut scan = Scan::new(xml);
    let mut apart = Apart { outside: String::new(), items: Vec::new() };
    let mut roots: Vec<Token<'_>> = Vec::new();
    let mut lines = Lines::new(xml);
    while let Some(token) = scan.next() {
        match token.kind {
            Kind::Open | Kind::Empty if is_item(token) => {
                let line = lines.at(token.at);
                let (inner, cut) = item(&mut scan, token);
                let language = token.attribute("xml:lang").map(str::to_owned);
                apart.items.push(Piece { line, xml: inside(&roots, &inner, line)?, language, cut });
                continue;
            }
            Kind::Open if ROOTS.contains(&token.local_name()) => roots.push(token),
            Kind::Close => {
                let opened = roots.iter().rposition(|root| root.name() == token.name());
                roots.truncate(opened.unwrap_or(roots.len()));
            }
            _ => {}
        }
        put(&mut apart.outside, &mut scan, token);
    }
    Ok(apart)
}

fn is_item(tag: Token<'_>) -> bool {
    ITEMS.contains(&tag.local_name())
}

/// The rest of an item behind its first tag, and whether it is cut off.
fn item<'a>(scan: &mut Scan<'a>, first: Token<'a>) -> (String, bool) {
    let mut inner = first.text.to_owned();
    if first.kind == Kind::Empty {
        return (inner, false);
    }
    while let Some(token) = scan.next() {
        match token.kind {
            // The next item begins, and this one was never closed.
            Kind::Open | Kind::Empty if is_item(token) => {
                scan.back_to(token);
                return (inner, false);
            }
            Kind::Close if token.name() == first.name() => {
                inner.push_str(token.text);
                return (inner, false);
            }
            _ => put(&mut inner, scan, token),
        }
    }
    (inner, true)
}

/// Writes a piece, mended; of an element that holds a text all that belongs to it.
fn put<'a>(out: &mut String, scan: &mut Scan<'a>, token: Token<'a>) {
    match token.kind {
        Kind::Open if holds_text(token) => text_element(out, scan, token),
        Kind::Open | Kind::Empty | Kind::Text => put_mended(out, token.text),
        Kind::Close | Kind::Cdata => out.push_str(token.text),
        // The text is decoded, so what is declared of its encoding is no longer true.
        Kind::Other => {}
    }
}

/// Whether an element holds a text; `media:content` holds other elements, XHTML is markup as it should be.
fn holds_text(tag: Token<'_>) -> bool {
    let written_out = tag.attribute("type").is_some_and(|kind| kind == "xhtml" || kind.ends_with("xml"));
    TEXTS.contains(&tag.local_name()) && tag.name() != "media:content" && !written_out
}

/// Writes an element that holds a text, with markup in it escaped.
fn text_element<'a>(out: &mut String, scan: &mut Scan<'a>, first: Token<'a>) {
    let mut inner = Vec::new();
    let mut end = None;
    for token in scan.by_ref() {
        if matches!(token.kind, Kind::Open | Kind::Empty | Kind::Close)
            && (is_item(token) || token.name() == first.name())
        {
            end = Some(token);
            break;
        }
        inner.push(token);
    }
    let marked_up = inner.iter().any(|token| matches!(token.kind, Kind::Open | Kind::Empty | Kind::Close));
    put_mended(out, first.text);
    for token in inner {
        match token.kind {
            Kind::Other => {}
            Kind::Cdata => out.push_str(token.text),
            _ if marked_up => {
                let mut mended = String::new();
                put_mended(&mut mended, token.text);
                out.push_str(&mended.replace('&', "&amp;").replace('<', "&lt;"));
            }
            _ => put_mended(out, token.text),
        }
    }
    if let Some(end) = end {
        scan.back_to(end);
    }
}

/// The feed that holds an item and no more.
fn inside(roots: &[Token<'_>], item: &str, line: usize) -> Result<String, String> {
    if roots.iter().map(|root| root.text.len()).sum::<usize>() > LONGEST_HEAD {
        return Err(format!("line {line}: more than {LONGEST_HEAD} bytes of tags around an item"));
    }
    let mut xml = String::new();
    roots.iter().for_each(|root| put_mended(&mut xml, root.text));
    xml.push_str(item);
    for root in roots.iter().rev() {
        xml.push_str(&format!("</{}>", root.name()));
    }
    Ok(xml)
}

/// Writes text or a tag; a `<` alone and an `&` that begins no reference become references, and references to no
/// character go.
fn put_mended(out: &mut String, text: &str) {
    if text == "<" {
        out.push_str("&lt;");
        return;
    }
    let mut pieces = text.split('&');
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        match piece.split_once(';').map(|(name, behind)| (reference(name), behind)) {
            Some((Some(true), _)) => out.extend(["&", piece]),
            Some((Some(false), behind)) => out.push_str(behind),
            _ => out.extend(["&amp;", piece]),
        }
    }
}

/// Whether what stands between `&` and `;` names a character; none if it is no name at all.
fn reference(name: &str) -> Option<bool> {
    let number = match name.strip_prefix('#') {
        None => {
            let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic());
            return (is_name && name.len() <= 32 && name.bytes().all(|b| b.is_ascii_alphanumeric())).then_some(true);
        }
        Some(number) => number,
    };
    let (digits, radix) = number.strip_prefix(['x', 'X']).map_or((number, 10), |digits| (digits, 16));
    if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
        return None;
    }
    let point = u32::from_str_radix(digits, radix).ok();
    Some(point.and_then(char::from_u32).is_some_and(|c| c != '\0'))
}

/// Counts lines, each once.
pub(super) struct Lines<'a> {
    text: &'a str,
    counted: usize,
    line: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Lines { text, counted: 0, line: 1 }
    }

    /// The line of a place that is no earlier than the last one.
    pub(super) fn at(&mut self, place: usize) -> usize {
        let passed = self.text.as_bytes().get(self.counted..place).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', passed).count();
        self.counted = place;
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_become_feeds_of_their_own() {
        let cases: [(&str, &[&str], &str); 6] = [
            (
                "<rss a='b'><channel><title>t</title><item>1</item>\n<item>2</item></channel></rss>",
                &[
                    "1: <rss a='b'><channel><item>1</item></channel></rss>",
                    "2: <rss a='b'><channel><item>2</item></channel></rss>",
                ],
                "<rss a='b'><channel><title>t</title>\n</channel></rss>",
            ),
            (
                "<R:RDF><channel><language>zh</language></channel>\n<item>1</item></R:RDF>",
                &["2: <R:RDF><item>1</item></R:RDF>"],
                "<R:RDF><channel><language>zh</language></channel>\n</R:RDF>",
            ),
            (
                "<feed>\n<entry xml:lang='en'><title>a<title></entry>",
                &["2 en: <feed><entry xml:lang='en'><title>a<title></entry></feed>"],
                "<feed>\n",
            ),
            ("<rss><item>1<item>2</it", &["1: <rss><item>1</rss>", "1 cut: <rss><item>2&lt;/it</rss>"], "<rss>"),
            ("<rss><!-- <item> --><![CDATA[<item>]]><item/>", &["1: <rss><item/></rss>"], "<rss><![CDATA[<item>]]>"),
            ("<entry>1</entry>", &["1: <entry>1</entry>"], ""),
        ];
        for (xml, items, outside) in cases {
            let apart = take_apart(xml).expect("short tags");
            let row = |piece: Piece| {
                let language = piece.language.map(|language| format!(" {language}")).unwrap_or_default();
                format!("{}{language}{}: {}", piece.line, if piece.cut { " cut" } else { "" }, piece.xml)
            };
            assert_eq!(apart.items.into_iter().map(row).collect::<Vec<_>>(), items, "{xml}");
            assert_eq!(apart.outside, outside, "{xml}");
        }
    }

    #[test]
    fn what_writers_get_wrong_is_mended() {
        let cases = [
            ("<title>AT&T &amp; x</title>", "<title>AT&amp;T &amp; x</title>"),
            ("<link>http://x/?a=1&b=2;</link>", "<link>http://x/?a=1&amp;b=2;</link>"),
            ("<link href='?a&b' />", "<link href='?a&amp;b' />"),
            ("<title>a&#0;b&#xD800;&#20013;&#x4e2d;&#;</title>", "<title>ab&#20013;&#x4e2d;&amp;#;</title>"),
            ("<title>5 < 6</title>", "<title>5 &lt; 6</title>"),
            ("<title>a<br>b &amp; c</title>", "<title>a&lt;br>b &amp;amp; c</title>"),
            (
                "<description><p>a</p><![CDATA[<p>]]></description>",
                "<description>&lt;p>a&lt;/p><![CDATA[<p>]]></description>",
            ),
            ("<description>a<!-- b --></description>", "<description>a</description>"),
            ("<content type='xhtml'><p>a</p></content>", "<content type='xhtml'><p>a</p></content>"),
            (
                "<media:content><media:title>a<b>c</media:title></media:content>",
                "<media:content><media:title>a&lt;b>c</media:title></media:content>",
            ),
        ];
        for (written, mended) in cases {
            let apart = take_apart(written).expect("short tags");
            assert_eq!(apart.outside, mended, "{written}");
        }
    }

    #[test]
    fn hostile_tags_cost_no_more_than_linear_time() {
        let start = std::time::Instant::now();
        for piece in ["<a '", "<a \"", "<item>", "<title>", "<!--", "<![CDATA[", "<!d [", "&", "<a '>", "<title><item>"]
        {
            let _ = take_apart(&format!("<rss>{}", piece.repeat(50_000)));
        }
        let long = format!("<rss {}>{}", "a='b' ".repeat(2000), "<item/><item>".repeat(100_000));
        assert!(take_apart(&long).is_err_and(|error| error.contains("8192 bytes of tags")));
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    }
}
