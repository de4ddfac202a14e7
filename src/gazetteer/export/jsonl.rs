//! JSON lines: one object an entity.

use std::io::{self, Write};

use serde::Serialize;

use super::{full_names, other_names};
use crate::gazetteer::{Entity, Gazetteer};

/// Every key stands in every line, so that a reader can rely on the columns; what is not known is null or empty.
#[derive(Serialize)]
struct Line<'e> {
    id: &'e str,
    kind: &'static str,
    subkind: Option<&'static str>,
    country: Option<&'e str>,
    wikidata: Option<&'e str>,
    names: serde_json::Map<String, serde_json::Value>,
    offices: Vec<Office<'e>>,
    templated: bool,
    /// The regions whose names are converted mainland ones.
    converted: Vec<&'static str>,
    status: Option<&'static str>,
    parent: Option<&'e str>,
    /// Short names, abbreviations, demonyms and so on; only those lists that hold something.
    forms: serde_json::Map<String, serde_json::Value>,
    ambiguous: &'e [String],
    replaced_by: Option<&'e str>,
}

#[derive(Serialize)]
struct Office<'e> {
    role: &'e str,
    of: Option<&'e str>,
    title: Option<&'e str>,
    from: Option<&'e str>,
    to: Option<&'e str>,
}

/// Writes one JSON object a line for each entity, those that were replaced included.
///
/// ```
/// use diglot::Gazetteer;
/// use diglot::gazetteer::export::write_jsonl;
///
/// let mut out = Vec::new();
/// write_jsonl(&mut out, &Gazetteer::built_in())?;
/// assert!(String::from_utf8_lossy(&out).contains(r#"{"id":"vladimir-putin","kind":"leader","subkind":null,"country":"RU""#));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// Those of `out`.
pub fn write_jsonl(out: &mut impl Write, gazetteer: &Gazetteer) -> io::Result<()> {
    for entity in gazetteer.entities() {
        serde_json::to_writer(&mut *out, &line(entity))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn line(entity: &Entity) -> Line<'_> {
    let names = full_names(entity);
    let converted = names.iter().filter(|names| names.converted).map(|names| names.language).collect();
    let forms = other_names(entity).filter(|list| !list.names.is_empty());
    Line {
        id: &entity.id,
        kind: entity.kind.as_str(),
        subkind: entity.subkind.map(|subkind| subkind.as_str()),
        country: entity.country.as_deref(),
        wikidata: entity.wikidata.as_deref(),
        names: names.into_iter().map(|names| (names.language.to_owned(), names.names.into())).collect(),
        offices: entity.offices.iter().map(office).collect(),
        templated: entity.templated,
        converted,
        status: entity.status.map(|status| status.as_str()),
        parent: entity.parent.as_deref(),
        forms: forms.map(|list| (list.field.to_owned(), list.names.to_vec().into())).collect(),
        ambiguous: &entity.ambiguous,
        replaced_by: entity.replaced_by.as_deref(),
    }
}

fn office(office: &crate::gazetteer::Office) -> Office<'_> {
    Office {
        role: &office.role,
        of: office.of.as_deref(),
        title: office.title.as_deref(),
        from: office.from.as_deref(),
        to: office.to.as_deref(),
    }
}
