//! For reading in a terminal: what was found, a line each, aligned for wide characters.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use crate::gazetteer::Gazetteer;
use crate::pipeline::Analysis;

/// How many columns the surface forms may take before the others are pushed to the right.
const SURFACE_COLUMNS: usize = 24;

/// Writes the mentions of one document: place, surface, kind, entity with its names.
///
/// # Errors
/// What `out` says.
pub fn write_tags(out: &mut impl Write, analysis: &Analysis<'_>, gazetteer: &Gazetteer) -> io::Result<()> {
    heading(out, analysis)?;
    let text = analysis.document.text.as_str();
    let lines = crate::text::OffsetIndex::new(text, crate::text::OffsetUnit::Char);
    let origin = analysis.document.origin();
    for mention in &analysis.mentions {
        let Some(entity) = gazetteer.describe(mention.referent) else { continue };
        let surface = mention.span.of(text).replace(['\n', '\r', '\t'], " ");
        let kind = mention.subkind.map_or(mention.kind.as_str(), |subkind| subkind.as_str());
        let mut shown: Vec<&str> = entity.name.all().into_iter().flatten().collect();
        shown.dedup();
        let indent = if mention.nested { "  " } else { "" };
        let line = origin.lines + lines.line(mention.span.start);
        writeln!(
            out,
            "{line:>5}  {indent}{}  {kind:<12} {:<13} {}",
            pad(&surface, SURFACE_COLUMNS),
            mention.form.as_str(),
            shown.join(" | ")
        )?;
    }
    writeln!(out)
}

/// Writes the sentences of one document, a line each: its language and its words, with blanks between them.
///
/// # Errors
/// What `out` says.
pub fn write_segments(out: &mut impl Write, analysis: &Analysis<'_>) -> io::Result<()> {
    heading(out, analysis)?;
    let text = analysis.document.text.as_str();
    let mut tokens = analysis.tokens.iter().peekable();
    for sentence in &analysis.sentences {
        let mut words = Vec::new();
        while let Some(token) = tokens.next_if(|token| token.span.start < sentence.span.end) {
            let word = token.span.of(text).replace(['\n', '\r'], " ");
            words.push(match &token.pos {
                Some(pos) => format!("{word}/{pos}"),
                None => word,
            });
        }
        if !words.is_empty() {
            writeln!(out, "{:<4} {}", sentence.language.as_str(), words.join(" "))?;
        }
    }
    writeln!(out)
}

/// `page.txt  (en 0.97, zh 0.03; mixed)`.
pub(super) fn heading(out: &mut impl Write, analysis: &Analysis<'_>) -> io::Result<()> {
    let shares = analysis.language.shares.iter().map(|(language, share)| format!("{language} {share:.2}"));
    let shares = shares.collect::<Vec<_>>().join(", ");
    let script = analysis.language.script;
    writeln!(
        out,
        "{}  ({shares}{}{})",
        analysis.document.id,
        if shares.is_empty() { "" } else { "; " },
        script.as_str()
    )
}

/// `text` filled up with blanks to a number of terminal columns.
pub fn pad(text: &str, columns: usize) -> String {
    let blanks = columns.saturating_sub(self::columns(text));
    format!("{text}{}", " ".repeat(blanks))
}

/// How many columns of a terminal `text` takes: wide characters take two.
pub fn columns(text: &str) -> usize {
    text.width()
}
