//! Tab-separated rows: one a mention, or one a token. Tabs and line breaks inside a field become blanks; what a row has
//! not is an empty field.

use std::io::{self, Write};

use super::Format;
use super::mention::{MentionRow, Mentions};
use super::rim::Rim;
use super::table::{Column, Value};
use crate::gazetteer::Gazetteer;
use crate::pipeline::Analysis;
use crate::text::OffsetUnit;

/// A row a mention, with offsets in this unit.
#[derive(Clone, Copy, Debug)]
pub struct TsvMentions(pub OffsetUnit);

impl Format for TsvMentions {
    fn head(&self, _: &Gazetteer) -> String {
        header(&MentionRow::COLUMNS)
    }

    fn write(&self, out: &mut dyn Write, analysis: &Analysis<'_>, gazetteer: &Gazetteer) -> io::Result<()> {
        let mentions = Mentions::new(analysis, gazetteer, Rim::new(analysis.document, self.0));
        mentions.rows().try_for_each(|mention| write_row(out, &MentionRow::COLUMNS, &mention))
    }
}

/// A row a token, with offsets in this unit.
#[derive(Clone, Copy, Debug)]
pub struct TsvTokens(pub OffsetUnit);

impl Format for TsvTokens {
    fn head(&self, _: &Gazetteer) -> String {
        "document\tstart\tend\ttext\tlanguage\tpos\tfield\n".to_owned()
    }

    fn write(&self, out: &mut dyn Write, analysis: &Analysis<'_>, _: &Gazetteer) -> io::Result<()> {
        let text = analysis.document.text.as_str();
        let rim = Rim::new(analysis.document, self.0);
        let id = clean(&analysis.document.id);
        for token in &analysis.tokens {
            let Some(place) = rim.at(token.span) else { continue };
            let surface = clean(token.span.of(text));
            let pos = token.pos.as_deref().unwrap_or_default();
            let field = clean(place.field.unwrap_or_default());
            writeln!(out, "{id}\t{}\t{}\t{surface}\t{}\t{pos}\t{field}", place.start, place.end, token.language)?;
        }
        Ok(())
    }
}

/// The names of the columns as a line.
pub(super) fn header<R>(columns: &[Column<R>]) -> String {
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    names.join("\t") + "\n"
}

/// A row as a line.
pub(super) fn write_row<R>(out: &mut dyn Write, columns: &[Column<R>], row: &R) -> io::Result<()> {
    for (at, (_, value)) in columns.iter().enumerate() {
        let tab = if at > 0 { "\t" } else { "" };
        match value {
            Value::Text(of) => write!(out, "{tab}{}", clean(&of(row)))?,
            Value::Optional(of) => write!(out, "{tab}{}", clean(of(row).unwrap_or_default()))?,
            Value::Number(of) => write!(out, "{tab}{}", of(row))?,
            Value::Flag(of) => write!(out, "{tab}{}", if of(row) { "true" } else { "" })?,
        }
    }
    out.write_all(b"\n")
}

/// A field on one line and without tabs.
pub(crate) fn clean(field: &str) -> String {
    field.replace(['\t', '\n', '\r'], " ")
}
