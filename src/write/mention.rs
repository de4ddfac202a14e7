//! Mentions as rows and records show them: each with its place, its entity and where in a page it stands.

use std::borrow::Cow;

use super::rim::{Place, Rim};
use super::table::{Column, Value};
use crate::gazetteer::{Description, Gazetteer};
use crate::pipeline::Analysis;
use crate::resolve::Mention;
use crate::text::Document;

/// The mentions of a document. Rows are made as they are written: of a dense text they would take more memory than all
/// else.
#[derive(Debug)]
pub(super) struct Mentions<'a> {
    document: &'a Document,
    rim: Rim<'a>,
    mentions: &'a [Mention],
    gazetteer: &'a Gazetteer,
}

/// A mention.
#[derive(Debug)]
pub(super) struct MentionRow<'a> {
    document: &'a Document,
    pub(super) place: Place<'a>,
    pub(super) mention: &'a Mention,
    pub(super) entity: Cow<'a, Description>,
    pub(super) furniture: bool,
}

impl<'a> Mentions<'a> {
    pub(super) fn new(analysis: &'a Analysis<'_>, gazetteer: &'a Gazetteer, rim: Rim<'a>) -> Self {
        Mentions { document: analysis.document, rim, mentions: &analysis.mentions, gazetteer }
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = MentionRow<'_>> {
        self.mentions.iter().filter_map(|mention| {
            Some(MentionRow {
                document: self.document,
                place: self.rim.at(mention.span)?,
                mention,
                entity: self.gazetteer.describe(mention.referent)?,
                furniture: self.rim.in_furniture(mention.span),
            })
        })
    }
}

impl MentionRow<'_> {
    /// The columns of a table of mentions.
    pub(super) const COLUMNS: [Column<Self>; 15] = [
        ("document", Value::Text(|row| row.document.id.as_str().into())),
        ("start", Value::Number(|row| row.place.start)),
        ("end", Value::Number(|row| row.place.end)),
        ("text", Value::Text(|row| row.text().into())),
        ("kind", Value::Text(|row| row.mention.kind.as_str().into())),
        ("subkind", Value::Optional(|row| row.mention.subkind.map(|subkind| subkind.as_str()))),
        ("entity", Value::Text(|row| row.entity.id.as_str().into())),
        ("form", Value::Text(|row| row.mention.form.as_str().into())),
        ("name_en", Value::Optional(|row| row.entity.name.en.as_deref())),
        ("name_zh", Value::Optional(|row| row.entity.name.zh_hans.as_deref())),
        ("wikidata", Value::Optional(|row| row.entity.wikidata.as_deref())),
        ("country", Value::Optional(|row| row.entity.country.as_deref())),
        ("evidence", Value::Text(|row| row.evidence().into())),
        ("field", Value::Optional(|row| row.place.field)),
        ("furniture", Value::Flag(|row| row.furniture)),
    ];

    pub(super) fn text(&self) -> &str {
        self.mention.span.of(&self.document.text)
    }

    fn evidence(&self) -> String {
        let reasons: Vec<String> = self.mention.evidence.iter().map(ToString::to_string).collect();
        reasons.join("; ")
    }
}
