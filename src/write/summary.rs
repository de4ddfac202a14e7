//! What a document names, an entity a row: for those who index and do not highlight. Mentions come in; entities with
//! their counts, the place of the first mention, and the forms and spellings that were used go out.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::Format;
use super::rim::Rim;
use super::table::{Column, Value};
use super::text::{heading, pad};
use super::tsv::{clean, header, write_row};
use crate::gazetteer::{Gazetteer, Kind, Names, Subkind};
use crate::pipeline::Analysis;
use crate::text::OffsetUnit;

/// How many columns the name of an entity may take before the others are pushed to the right.
const NAME_COLUMNS: usize = 32;

/// An entity of one document.
#[derive(Debug, Serialize)]
pub(super) struct EntityRecord<'a> {
    #[serde(skip)]
    document: &'a str,
    entity: String,
    kind: Kind,
    #[serde(skip_serializing_if = "Option::is_none")]
    subkind: Option<Subkind>,
    count: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
    /// The start of the first mention.
    first: usize,
    forms: Vec<&'static str>,
    surfaces: Vec<&'a str>,
    name: Names,
    #[serde(skip_serializing_if = "Option::is_none")]
    wikidata: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<String>,
}

impl EntityRecord<'_> {
    /// The columns of a table of entities.
    const COLUMNS: [Column<Self>; 13] = [
        ("document", Value::Text(|row| row.document.into())),
        ("entity", Value::Text(|row| row.entity.as_str().into())),
        ("kind", Value::Text(|row| row.kind.as_str().into())),
        ("subkind", Value::Optional(|row| row.subkind.map(|subkind| subkind.as_str()))),
        ("count", Value::Number(|row| row.count)),
        ("first", Value::Number(|row| row.first)),
        ("forms", Value::Text(|row| row.forms.join(",").into())),
        ("surfaces", Value::Text(|row| row.surfaces.join(" | ").into())),
        ("name_en", Value::Optional(|row| row.name.en.as_deref())),
        ("name_zh", Value::Optional(|row| row.name.zh_hans.as_deref())),
        ("wikidata", Value::Optional(|row| row.wikidata.as_deref())),
        ("country", Value::Optional(|row| row.country.as_deref())),
        ("field", Value::Optional(|row| row.field)),
    ];
}

/// The entities in the order of their first mentions. Nested mentions count; those in page furniture do not.
pub(super) fn entities<'a>(analysis: &'a Analysis<'_>, gazetteer: &Gazetteer, rim: &Rim<'a>) -> Vec<EntityRecord<'a>> {
    let text = analysis.document.text.as_str();
    let mut rows: Vec<EntityRecord<'a>> = Vec::new();
    let mut known = BTreeMap::new();
    for mention in analysis.mentions.iter().filter(|mention| !rim.in_furniture(mention.span)) {
        let Some(place) = rim.at(mention.span) else { continue };
        let row = match known.get(&mention.referent) {
            Some(&row) => row,
            None => {
                let Some(entity) = gazetteer.describe(mention.referent) else { continue };
                let entity = entity.into_owned();
                known.insert(mention.referent, rows.len());
                rows.push(EntityRecord {
                    document: &analysis.document.id,
                    entity: entity.id,
                    kind: mention.kind,
                    subkind: mention.subkind,
                    count: 0,
                    field: place.field,
                    first: place.start,
                    forms: Vec::new(),
                    surfaces: Vec::new(),
                    name: entity.name,
                    wikidata: entity.wikidata,
                    country: entity.country,
                });
                rows.len() - 1
            }
        };
        let Some(row) = rows.get_mut(row) else { continue };
        row.count += 1;
        add(&mut row.forms, mention.form.as_str());
        add(&mut row.surfaces, mention.span.of(text));
    }
    rows
}

fn add<'a>(list: &mut Vec<&'a str>, item: &'a str) {
    if !list.contains(&item) {
        list.push(item);
    }
}

/// A row an entity, with offsets in this unit.
#[derive(Clone, Copy, Debug)]
pub struct TsvEntities(pub OffsetUnit);

impl Format for TsvEntities {
    fn head(&self, _: &Gazetteer) -> String {
        header(&EntityRecord::COLUMNS)
    }

    fn write(&self, out: &mut dyn Write, analysis: &Analysis<'_>, gazetteer: &Gazetteer) -> io::Result<()> {
        let rows = entities(analysis, gazetteer, &Rim::new(analysis.document, self.0));
        rows.iter().try_for_each(|row| write_row(out, &EntityRecord::COLUMNS, row))
    }
}

/// Entities for reading: count, kind, name, and how it was written.
#[derive(Clone, Copy, Debug)]
pub struct TextEntities;

impl Format for TextEntities {
    fn write(&self, out: &mut dyn Write, analysis: &Analysis<'_>, gazetteer: &Gazetteer) -> io::Result<()> {
        heading(out, analysis)?;
        for row in entities(analysis, gazetteer, &Rim::new(analysis.document, OffsetUnit::default())) {
            let kind = row.subkind.map_or(row.kind.as_str(), |subkind| subkind.as_str());
            let name = row.name.en.or(row.name.zh_hans).unwrap_or(row.entity);
            let surfaces = clean(&row.surfaces.join(", "));
            writeln!(out, "{:>5}  {kind:<12} {}  {surfaces}", row.count, pad(&name, NAME_COLUMNS))?;
        }
        writeln!(out)
    }
}
