//! What the bytes of an input are, told by the name and the first bytes.

use crate::text::{Encoding, decode};

/// What the bytes of an input are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputFormat {
    /// Told by the input's name, else by its first bytes.
    #[default]
    Auto,
    /// One document.
    Text,
    /// One JSON object a line, a document each.
    Jsonl,
    /// One JSON array of objects, a document each.
    Json,
    /// One document a line.
    Lines,
    /// A table with a header, its columns apart by commas; a document a row.
    Csv,
    /// A table with a header, its columns apart by tabs; a document a row.
    Tsv,
    /// A page: its main text is the document.
    Html,
    /// RSS, RDF, Atom or JSON Feed; a document an item.
    Feed,
    /// SubRip or WebVTT: what is said is the document.
    Subtitles,
    /// One document, segmented before: words with blanks between them, which are kept.
    Words,
    /// A treebank: a document from each `# newdoc` on.
    Conllu,
    /// Parquet: a document a row.
    Parquet,
}

/// Endings that say what a file is. What may be several things (`.xml`, `.json`) is told by its content.
const ENDINGS: &[(&str, InputFormat)] = &[
    (".jsonl", InputFormat::Jsonl),
    (".ndjson", InputFormat::Jsonl),
    (".csv", InputFormat::Csv),
    (".tsv", InputFormat::Tsv),
    (".tab", InputFormat::Tsv),
    (".html", InputFormat::Html),
    (".htm", InputFormat::Html),
    (".xhtml", InputFormat::Html),
    (".rss", InputFormat::Feed),
    (".rdf", InputFormat::Feed),
    (".atom", InputFormat::Feed),
    (".srt", InputFormat::Subtitles),
    (".vtt", InputFormat::Subtitles),
    (".conllu", InputFormat::Conllu),
    (".parquet", InputFormat::Parquet),
    (".md", InputFormat::Text),
];

/// Endings of compressed files, behind which the ending of what is in them stands.
const COMPRESSED: [&str; 3] = [".gz", ".zst", ".gzip"];

/// The address by which a JSON Feed says what it is.
const JSON_FEED: &str = "jsonfeed.org/version/";

/// Columns that make a first line with commas or tabs the header of a table.
const TEXT_COLUMNS: [&str; 5] = ["text", "title", "content", "body", "description"];

impl InputFormat {
    /// The format of an input with this name and these first bytes. The name counts first, without `.gz` and `.zst`;
    /// then what the content begins with: the mark of subtitles, the root of a feed or page, JSON, the header of a table.
    ///
    /// ```
    /// use diglot::read::InputFormat;
    ///
    /// assert_eq!(InputFormat::of("wire.jsonl.gz", b""), InputFormat::Jsonl);
    /// assert_eq!(InputFormat::of("-", b"<?xml version='1.0'?>\n<rss version='2.0'>"), InputFormat::Feed);
    /// assert_eq!(InputFormat::of("-", b"Putin left."), InputFormat::Text);
    /// ```
    pub fn of(name: &str, head: &[u8]) -> Self {
        let name = name.to_ascii_lowercase();
        let name = COMPRESSED.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(&name);
        if let Some(&(_, format)) = ENDINGS.iter().find(|(ending, _)| name.ends_with(ending)) {
            return format;
        }
        if head.starts_with(b"PAR1") {
            return InputFormat::Parquet;
        }
        // Marks are ASCII: an encoding with two bytes a character must be decoded to show them.
        let wide =
            head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") || head.iter().take(4).any(|&b| b == 0);
        let decoded = if wide { decode(head, Encoding::Auto).ok() } else { None };
        let text = decoded.map_or_else(|| String::from_utf8_lossy(head).into_owned(), |decoded| decoded.text);
        of_content(text.trim_start_matches('\u{feff}').trim_start())
    }
}

fn of_content(text: &str) -> InputFormat {
    let first = text.split(['\n', '\r']).next().unwrap_or_default();
    match text.bytes().next() {
        Some(b'<') => of_markup(text),
        Some(b'{') if text.contains(JSON_FEED) => InputFormat::Feed,
        Some(b'{') if is_object(first) => InputFormat::Jsonl,
        Some(b'[') if text.get(1..).is_some_and(|rest| rest.trim_start().starts_with('{')) => InputFormat::Json,
        _ if text.starts_with("WEBVTT") || is_subrip(text) => InputFormat::Subtitles,
        _ if is_header(first, '\t') => InputFormat::Tsv,
        _ if is_header(first, ',') || is_header(first, ';') => InputFormat::Csv,
        _ => InputFormat::Text,
    }
}

/// By the first element, behind declarations, comments and processing instructions.
pub(super) fn of_markup(text: &str) -> InputFormat {
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at + 1..).unwrap_or_default();
        let end = match rest.bytes().next() {
            Some(b'?') => "?>",
            Some(b'!') if rest.starts_with("!--") => "-->",
            Some(b'!') if starts_with_ignoring_case(rest, "!doctype html") => return InputFormat::Html,
            Some(b'!') => ">",
            _ => break,
        };
        rest = rest.find(end).and_then(|at| rest.get(at + end.len()..)).unwrap_or_default();
    }
    let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == ':').collect();
    match name.to_ascii_lowercase().as_str() {
        "rss" | "feed" | "rdf:rdf" | "atom:feed" => InputFormat::Feed,
        "html" | "head" | "body" | "title" | "meta" | "article" | "div" | "p" | "section" | "main" => InputFormat::Html,
        _ => InputFormat::Text,
    }
}

fn starts_with_ignoring_case(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}

fn is_object(line: &str) -> bool {
    serde_json::from_str::<super::json::Object<'_>>(line).is_ok()
}

/// A number, then a line with two times.
fn is_subrip(text: &str) -> bool {
    let mut lines = text.lines();
    let number = lines.next().is_some_and(|line| line.trim().parse::<u32>().is_ok());
    number && lines.next().is_some_and(|line| line.contains(" --> ") && line.contains(':'))
}

/// Short names apart by the delimiter, one of which is that of a text.
fn is_header(line: &str, delimiter: char) -> bool {
    let names: Vec<&str> = line.split(delimiter).map(|name| name.trim().trim_matches('"')).collect();
    names.len() > 1
        && names.iter().all(|name| !name.is_empty() && name.len() <= 40 && !name.contains(char::is_whitespace))
        && names.iter().any(|name| TEXT_COLUMNS.iter().any(|column| name.eq_ignore_ascii_case(column)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told() {
        let cases = [
            ("a.csv", "x", InputFormat::Csv),
            ("a.TSV.zst", "x", InputFormat::Tsv),
            ("a.conllu.gz", "x", InputFormat::Conllu),
            ("a.xml", "<?xml version=\"1.0\"?><!-- a < b --><rdf:RDF xmlns='x'>", InputFormat::Feed),
            ("a.xml", "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"x\">", InputFormat::Html),
            ("a.xml", "<note>x</note>", InputFormat::Text),
            ("a.json", "[\n {\"text\": 1}]", InputFormat::Json),
            ("a.json", "{\"version\": \"https://jsonfeed.org/version/1.1\",\n", InputFormat::Feed),
            ("-", "\u{feff}<!DocType HTML>", InputFormat::Html),
            ("-", "{\"text\": \"a\"}\n{", InputFormat::Jsonl),
            ("-", "{ not json", InputFormat::Text),
            ("-", "WEBVTT\n\n00:01.000 --> 00:02.000\na", InputFormat::Subtitles),
            ("-", "1\r\n00:00:01,000 --> 00:00:02,000\r\na", InputFormat::Subtitles),
            ("-", "PAR1\u{15}\0", InputFormat::Parquet),
            ("-", "id,title,date\n1,a,2020", InputFormat::Csv),
            ("-", "id;text\n1;a", InputFormat::Csv),
            ("-", "id,text\r1,a", InputFormat::Csv),
            ("-", "id\ttext\n1\ta", InputFormat::Tsv),
            ("-", "The text, as it was, began so.", InputFormat::Text),
            ("-", "", InputFormat::Text),
        ];
        for (name, head, format) in cases {
            assert_eq!(InputFormat::of(name, head.as_bytes()), format, "{name}: {head}");
        }
        let wide: Vec<u8> = "\u{feff}<html><body>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(InputFormat::of("page", &wide), InputFormat::Html);
    }
}
