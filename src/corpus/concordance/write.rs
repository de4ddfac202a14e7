//! Lines of a concordance as records: JSON lines, tab-separated rows, a page. `docs/corpus.md` says what each field means.

use std::io::{self, Write};

use serde::Serialize;

use super::Line;
use super::context::shown;
use crate::corpus::page;
use crate::gazetteer::Kind;
use crate::text::OffsetUnit;
use crate::write::{clean, escape};

/// The header of the rows of [`write_tsv`].
pub const LINE_HEADER: &str = "document\tline\tstart\tend\tleft\ttext\tright\tkind\tentity\tfield";

/// A line as JSON.
#[derive(Serialize)]
struct Record<'l> {
    id: &'l str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'l str>,
    offset_unit: OffsetUnit,
    line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'l str>,
    start: usize,
    end: usize,
    left: &'l str,
    text: &'l str,
    right: &'l str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<Kind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entity: Option<&'l str>,
}

/// Writes a JSON object and a line break. Contexts and hit stand as in the document, line breaks included.
///
/// # Errors
/// What `out` says.
pub fn write_jsonl(out: &mut impl Write, line: &Line) -> io::Result<()> {
    let record = Record {
        id: &line.document,
        source: line.source.as_deref(),
        offset_unit: line.unit,
        line: line.line,
        field: line.field.as_deref(),
        start: line.start,
        end: line.end,
        left: &line.left,
        text: &line.text,
        right: &line.right,
        kind: line.entity.as_ref().map(|(_, kind)| *kind),
        entity: line.entity.as_ref().map(|(id, _)| id.as_str()),
    };
    serde_json::to_writer(&mut *out, &record)?;
    out.write_all(b"\n")
}

/// Writes a row; tabs and line breaks become blanks.
///
/// # Errors
/// What `out` says.
pub fn write_tsv(out: &mut impl Write, line: &Line) -> io::Result<()> {
    let (entity, kind) = match &line.entity {
        Some((id, kind)) => (id.as_str(), kind.as_str()),
        None => ("", ""),
    };
    let [document, left, text, right] = [&*line.document, &line.left, &line.text, &line.right].map(clean);
    let Line { line, start, end, field, .. } = line;
    let field = field.as_deref().unwrap_or_default();
    writeln!(out, "{document}\t{line}\t{start}\t{end}\t{left}\t{text}\t{right}\t{kind}\t{entity}\t{field}")
}

/// What stands before the rows of [`write_html`].
pub fn html_head(title: &str) -> String {
    format!("{}<table>\n", page::head(title))
}

/// What stands behind the rows of [`write_html`].
pub const HTML_FOOT: &str = page::FOOT;

/// Writes a row of a table, the hit in the middle.
///
/// # Errors
/// What `out` says.
pub fn write_html(out: &mut impl Write, line: &Line) -> io::Result<()> {
    let [document, left, text, right] =
        [&*line.document, &line.left, &line.text, &line.right].map(|part| escape(&shown(part)));
    let field = line.field.as_ref().map(|field| format!("{}:", escape(field))).unwrap_or_default();
    let title = line.entity.as_ref().map(|(id, kind)| format!(" title=\"{} · {}\"", escape(id), kind.as_str()));
    writeln!(
        out,
        "<tr><td class=\"place\">{document}:{field}{}</td><td class=\"left\"><bdi>{left}</bdi></td>\
         <td class=\"hit\"{}><bdi>{text}</bdi></td><td class=\"right\"><bdi>{right}</bdi></td></tr>",
        line.start,
        title.unwrap_or_default()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;
    use crate::corpus::{Concordance, Query, TEST_PIPELINE};

    fn written(query: Query, write: fn(&mut Vec<u8>, &Line) -> io::Result<()>) -> String {
        let concordance = Concordance::new(query);
        let document = Document::new("a", "<b>\n普京\t說").with_source("file");
        let mut out = Vec::new();
        for line in concordance.lines(&TEST_PIPELINE.analyze(&document), TEST_PIPELINE.gazetteer()) {
            write(&mut out, &line).unwrap();
        }
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn json_keeps_the_text() {
        let expected = "{\"id\":\"a\",\"source\":\"file\",\"offset_unit\":\"char\",\"line\":2,\"start\":4,\"end\":6,\
                        \"left\":\"<b>\\n\",\"text\":\"普京\",\"right\":\"\\t說\",\"kind\":\"leader\",\
                        \"entity\":\"vladimir-putin\"}\n";
        assert_eq!(written(Query::entity("vladimir-putin"), write_jsonl), expected);
    }

    #[test]
    fn rows_have_as_many_fields_as_the_header() {
        let row = written(Query::string("普京").unwrap(), write_tsv);
        assert_eq!(row, "a\t2\t4\t6\t<b> \t普京\t 說\t\t\t\n");
        assert_eq!(row.matches('\t').count(), LINE_HEADER.matches('\t').count());
    }

    #[test]
    fn pages_show_text_and_no_markup_of_it() {
        let row = written(Query::entity("vladimir-putin"), write_html);
        assert!(row.contains("<td class=\"left\"><bdi>&lt;b&gt;</bdi></td>"), "{row}");
        assert!(row.contains("title=\"vladimir-putin · leader\"><bdi>普京</bdi>"), "{row}");
    }
}
