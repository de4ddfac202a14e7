//! Markup as paragraphs: HTML comes in, the text that a reader would see goes out, a paragraph an item. Pages and the
//! items of feeds both rest on it.

use dom_query::{Document, NodeRef};

/// Nesting beyond this is no page that a person wrote: browsers flatten what lies deeper than 512 elements. The parser
/// takes time that grows with the square of the depth, and falls at some ten thousand.
const DEPTH: usize = 512;

/// An element with more attributes is none that a person wrote: the parser takes time that grows with the square of their
/// number.
const ATTRIBUTES: usize = 1000;

/// Elements whose text no reader sees, and the readings of ruby, which part its words.
const UNSEEN: [&str; 17] = [
    "script", "style", "noscript", "template", "iframe", "svg", "select", "head", "object", "canvas", "video", "audio",
    "math", "textarea", "rt", "rtc", "rp",
];

/// Elements that begin and end a paragraph. All others, unknown ones too, stand in a line of text.
const BLOCKS: [&str; 58] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "button",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "input",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
    "xmp",
];

/// Elements that hold nothing, and those that end by themselves: they do not nest.
const FLAT: [&str; 34] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p",
    "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "html", "head",
    "body", "rb", "rt", "rtc", "rp",
];

/// The paragraphs of a fragment of HTML, such as a feed's item.
///
/// # Errors
/// As [`check`].
pub(super) fn fragment(html: &str) -> Result<Vec<String>, String> {
    if !html.contains(['<', '&']) {
        return Ok(lines(html));
    }
    check(html)?;
    Ok(paragraphs(&Document::fragment(html).root()))
}

/// The paragraphs of a text without markup, which empty lines part: others may be wrapped at some column.
fn lines(text: &str) -> Vec<String> {
    let mut out = Paragraphs::default();
    for line in text.lines() {
        out.text(line);
        out.line_break();
    }
    out.end();
    out.done
}

/// Refuses markup that cannot be parsed in measured time: nested too deep, or with too many attributes.
///
/// # Errors
/// A message with the line on which the limit is passed.
pub(super) fn check(html: &str) -> Result<(), String> {
    let bytes = html.as_bytes();
    let mut depth = 0_usize;
    let (mut from, mut tag_end) = (0, 0);
    let line = |at: usize| memchr::memchr_iter(b'\n', bytes.get(..at).unwrap_or_default()).count() + 1;
    while let Some(at) = memchr::memchr(b'<', bytes.get(from..).unwrap_or_default()) {
        from += at + 1;
        let rest = html.get(from..).unwrap_or_default();
        let (closing, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let name = rest.get(..end).unwrap_or_default().to_ascii_lowercase();
        if from >= tag_end && !name.is_empty() {
            let (count, length) = attributes(rest.get(end..).unwrap_or_default());
            if count > ATTRIBUTES {
                return Err(format!("line {}: more than {ATTRIBUTES} attributes in one element", line(from)));
            }
            tag_end = from + length;
        } else if from >= tag_end && rest.starts_with("!--") {
            tag_end = rest.find("-->").map_or(bytes.len(), |length| from + length);
        }
        if name.is_empty() || FLAT.contains(&name.as_str()) {
            continue;
        }
        if closing {
            depth = depth.saturating_sub(1);
            continue;
        }
        // What stands in a script is no markup.
        if matches!(name.as_str(), "script" | "style") {
            let close = format!("</{name}");
            from += find_ignoring_case(bytes.get(from..).unwrap_or_default(), close.as_bytes()) + close.len();
            continue;
        }
        depth += 1;
        if depth > DEPTH {
            return Err(format!("line {}: more than {DEPTH} elements inside each other", line(from)));
        }
    }
    Ok(())
}

/// The number of attributes of a tag and its length, both from behind its name on.
fn attributes(rest: &str) -> (usize, usize) {
    let (mut count, mut quote, mut is_value, mut inside) = (0, None, false, false);
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) => quote = Some(open).filter(|&open| open != byte),
            (None, b'>') => return (count, at + 1),
            (None, b'"' | b'\'') if is_value => (quote, is_value) = (Some(byte), false),
            (None, b'=') => (inside, is_value) = (false, true),
            (None, b'/') => inside = false,
            (None, byte) if byte.is_ascii_whitespace() => inside = false,
            (None, _) if inside => {}
            (None, _) => {
                count += usize::from(!is_value);
                (inside, is_value) = (true, false);
            }
        }
    }
    (count, rest.len())
}

/// Where a string in lower case begins, or the end.
fn find_ignoring_case(bytes: &[u8], string: &[u8]) -> usize {
    let mut from = 0;
    while let Some(at) = memchr::memchr(b'<', bytes.get(from..).unwrap_or_default()) {
        from += at;
        if bytes.get(from..from + string.len()).is_some_and(|found| found.eq_ignore_ascii_case(string)) {
            return from;
        }
        from += 1;
    }
    bytes.len()
}

/// The paragraphs below a node, in order, without recursion.
pub(super) fn paragraphs(root: &NodeRef<'_>) -> Vec<String> {
    let mut out = Paragraphs::default();
    let mut next = root.first_child();
    let mut open: Vec<NodeRef<'_>> = Vec::new();
    loop {
        let Some(node) = next else {
            // A level ends.
            let Some(parent) = open.pop() else { break };
            out.edge(&parent);
            next = parent.next_sibling();
            continue;
        };
        if node.is_text() {
            out.text(&node.text());
            next = node.next_sibling();
        } else if node.is_element() && !is_unseen(&node) {
            if node.has_name("br") {
                out.line_break();
            }
            out.edge(&node);
            next = node.first_child();
            open.push(node);
        } else {
            next = node.next_sibling();
        }
    }
    out.end();
    out.done
}

fn is_unseen(node: &NodeRef<'_>) -> bool {
    let hidden = node.has_attr("hidden")
        || node.attr("aria-hidden").is_some_and(|value| &*value == "true") && node.has_name("span")
        || node.attr("style").is_some_and(|style| style.replace(' ', "").contains("display:none"));
    hidden || node.node_name().is_some_and(|name| UNSEEN.contains(&&*name))
}

/// Paragraphs in the making: white space runs together, a line break is kept and two end the paragraph, paragraphs without
/// text are left out.
#[derive(Default)]
struct Paragraphs {
    done: Vec<String>,
    current: String,
    gap: Gap,
}

/// What stands between the last character of a paragraph and the next.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Blank,
    Line,
}

impl Paragraphs {
    /// Before and behind an element.
    fn edge(&mut self, node: &NodeRef<'_>) {
        if node.node_name().is_some_and(|name| BLOCKS.contains(&&*name)) {
            self.end();
        }
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_ascii_whitespace() || c == '\u{a0}' {
                self.gap = self.gap.max(Gap::Blank);
                continue;
            }
            match std::mem::take(&mut self.gap) {
                _ if self.current.is_empty() => {}
                Gap::None => {}
                Gap::Blank => self.current.push(' '),
                Gap::Line => self.current.push('\n'),
            }
            self.current.push(c);
        }
    }

    fn line_break(&mut self) {
        if self.gap == Gap::Line {
            self.end();
        }
        self.gap = Gap::Line;
    }

    fn end(&mut self) {
        self.gap = Gap::None;
        let paragraph = std::mem::take(&mut self.current);
        let paragraph = paragraph.trim();
        if !paragraph.is_empty() {
            self.done.push(paragraph.to_owned());
        }
    }
}

/// The charset that a page or feed declares in its first bytes: `<meta charset>`, `http-equiv`, or the XML declaration.
pub(super) fn declared_charset(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(4096)).unwrap_or_default()).to_ascii_lowercase();
    let declared = |mark: &str| {
        let value =
            head.split_once(mark)?.1.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(value.len());
        encoding_rs::Encoding::for_label(value.get(..end)?.as_bytes())
    };
    if head.trim_start().starts_with("<?xml") {
        declared("encoding").or_else(|| declared("charset"))
    } else {
        declared("charset")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_stay_apart() {
        let cases: [(&str, &[&str]); 9] = [
            ("<p>普京<b>訪</b>華</p>\n<p>Xi  met\nhim.</p>", &["普京訪華", "Xi met him."]),
            ("a <br> b<br>\n<br/>c<br><div>d<span>e</span></div>f<br>", &["a\nb", "c", "de", "f"]),
            ("Pu<wbr>tin <o:p>met</o:p> <my-name>Xi</my-name>", &["Putin met Xi"]),
            ("<ruby>普<rp>(</rp><rt>pu</rt><rp>)</rp>京<rt>jing</ruby>訪華", &["普京訪華"]),
            ("x<script>var a = '<p>no</p>';</script><style>p{}</style><p hidden>no</p>&amp;&#20013;", &["x&中"]),
            ("<ul><li>one<li>two</ul><table><tr><td>3<td>4</table>", &["one", "two", "3", "4"]),
            ("plain\n\n  two lines ", &["plain", "two lines"]),
            ("President Xi\r\nJinping met\n \nPutin", &["President Xi\nJinping met", "Putin"]),
            ("", &[]),
        ];
        for (html, expected) in cases {
            assert_eq!(fragment(html).expect("shallow"), expected, "{html}");
        }
    }

    #[test]
    fn bottomless_markup_is_refused() {
        for tag in ["<div>", "<b>", "<FONT color=red>", "<x-y>"] {
            let html = format!("a\n{}b", tag.repeat(100_000));
            assert_eq!(fragment(&html), Err("line 2: more than 512 elements inside each other".to_owned()));
        }
        let flat = "<p>a<br><li>b".repeat(10_000) + "<script>" + &"<div>".repeat(1000) + "</SCRIPT>";
        assert!(check(&flat).is_ok());
    }

    #[test]
    fn elements_with_too_many_attributes_are_refused() {
        let many = |count: usize| (0..count).map(|number| format!("a{number}=\"x y='z'\" ")).collect::<String>();
        assert!(check(&format!("<!-- ' --><p {}>", many(1000))).is_ok());
        let told = Err("line 2: more than 1000 attributes in one element".to_owned());
        assert_eq!(check(&format!("<br title='a>b'>\n<p {}>", many(1001))), told);
        assert!(check(&format!("<p title=\"{}\"><a href=x>", "word ".repeat(5000))).is_ok());
    }

    #[test]
    fn charsets_are_found() {
        let name = |bytes: &str| declared_charset(bytes.as_bytes()).map(encoding_rs::Encoding::name);
        assert_eq!(name("<meta http-equiv=x content=\"text/html; charset=big5\">"), Some("Big5"));
        assert_eq!(name("<?xml version='1.0' encoding='gb2312'?>"), Some("GBK"));
        assert_eq!(name("<META CHARSET = utf-8>"), Some("UTF-8"));
        assert_eq!(name("<p>charset of nothing"), None);
    }
}
