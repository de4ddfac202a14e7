//! Tab-separated rows: one a mention, or one a token. Tabs and line breaks inside a field become blanks.

use std::io::{self, Write};

use super::WriteOptions;
use super::rim::Rim;
use crate::gazetteer::Gazetteer;
use crate::pipeline::Analysis;

/// The header of the rows of mentions.
pub const MENTION_HEADER: &str = "document\tstart\tend\ttext\tkind\tsubkind\tentity\tform\tname_en\tname_zh\twikidata\tcountry\tevidence\tfield\tfurniture";

/// The header of the rows of tokens.
pub const TOKEN_HEADER: &str = "document\tstart\tend\ttext\tlanguage\tpos\tfield";

/// Writes a row a mention.
///
/// # Errors
/// What `out` says.
pub fn write_mentions(
    out: &mut impl Write,
    analysis: &Analysis<'_>,
    gazetteer: &Gazetteer,
    options: &WriteOptions,
) -> io::Result<()> {
    let text = analysis.document.text.as_str();
    let rim = Rim::new(analysis.document, options.offset_unit);
    for mention in &analysis.mentions {
        let (Some(entity), Some(place)) = (gazetteer.describe(mention.referent), rim.at(mention.span)) else {
            continue;
        };
        let evidence: Vec<String> = mention.evidence.iter().map(ToString::to_string).collect();
        let fields = [
            clean(&analysis.document.id),
            place.start.to_string(),
            place.end.to_string(),
            clean(mention.span.of(text)),
            mention.kind.as_str().to_owned(),
            mention.subkind.map_or("", |subkind| subkind.as_str()).to_owned(),
            entity.id.clone(),
            mention.form.as_str().to_owned(),
            entity.name.en.clone().unwrap_or_default(),
            entity.name.zh_hans.clone().unwrap_or_default(),
            entity.wikidata.clone().unwrap_or_default(),
            entity.country.clone().unwrap_or_default(),
            clean(&evidence.join("; ")),
            clean(place.field.unwrap_or_default()),
            if rim.in_furniture(mention.span) { "true" } else { "" }.to_owned(),
        ];
        writeln!(out, "{}", fields.join("\t"))?;
    }
    Ok(())
}

/// Writes a row a token.
///
/// # Errors
/// What `out` says.
pub fn write_tokens(out: &mut impl Write, analysis: &Analysis<'_>, options: &WriteOptions) -> io::Result<()> {
    let text = analysis.document.text.as_str();
    let rim = Rim::new(analysis.document, options.offset_unit);
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

/// A field on one line and without tabs.
pub(crate) fn clean(field: &str) -> String {
    field.replace(['\t', '\n', '\r'], " ")
}
