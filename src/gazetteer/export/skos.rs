//! SKOS in Turtle: one concept an entity, labels with language tags.
//!
//! Full names and abbreviations are preferred and alternative labels; what refers without being a name (short names,
//! demonyms, metonyms, one-character names) is a hidden label, which SKOS keeps for search.

use std::io::{self, Write};

use super::{full_names, language_of, other_names};
use crate::gazetteer::{Entity, Form, Gazetteer, NameUse};

/// Identifiers need no host that answers: they are names only.
const HEAD: &str = "\
@prefix dct: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix : <urn:diglot:gazetteer:> .

";

/// Writes the gazetteer as a SKOS concept scheme in Turtle.
///
/// Every concept has its `skos:notation` (the id), labels tagged `en`, `zh-Hans`, `zh-Hant-TW` and `zh-Hant-HK`,
/// `dct:type` (the kind, or subkind), `skos:broader` (the parent), `skos:related` (the state), `skos:exactMatch` (the
/// Wikidata item); a `skos:editorialNote` tells which labels are converted mainland names. An id that was replaced is
/// `owl:deprecated` and leads on by `dct:isReplacedBy`.
///
/// # Errors
/// Those of `out`.
pub fn write_skos(out: &mut impl Write, gazetteer: &Gazetteer) -> io::Result<()> {
    out.write_all(HEAD.as_bytes())?;
    writeln!(out, ":scheme a skos:ConceptScheme ;")?;
    writeln!(out, "    dct:title \"diglot gazetteer\"@en ;")?;
    writeln!(out, "    owl:versionInfo {} .", literal(gazetteer.version()))?;
    for entity in gazetteer.entities() {
        let state = entity.country.as_deref().and_then(|country| gazetteer.state(country));
        let state = state.filter(|state| state.id != entity.id);
        concept(out, entity, state)?;
    }
    Ok(())
}

fn concept(out: &mut impl Write, entity: &Entity, state: Option<&Entity>) -> io::Result<()> {
    writeln!(out, "\n:{} a skos:Concept ;", entity.id)?;
    writeln!(out, "    skos:inScheme :scheme ;")?;
    let kind = entity.subkind.map_or(entity.kind.as_str(), |subkind| subkind.as_str());
    writeln!(out, "    dct:type {} ;", literal(kind))?;
    labels(out, entity)?;
    if let Some(parent) = &entity.parent {
        writeln!(out, "    skos:broader :{parent} ;")?;
    }
    if let Some(state) = state.filter(|state| entity.parent.as_ref() != Some(&state.id)) {
        writeln!(out, "    skos:related :{} ;", state.id)?;
    }
    if let Some(item) = &entity.wikidata {
        writeln!(out, "    skos:exactMatch wd:{item} ;")?;
    }
    if let Some(by) = &entity.replaced_by {
        writeln!(out, "    owl:deprecated true ;\n    dct:isReplacedBy :{by} ;")?;
    }
    writeln!(out, "    skos:notation {} .", literal(&entity.id))
}

/// No label stands twice with one language: SKOS keeps preferred, alternative and hidden labels apart.
fn labels(out: &mut impl Write, entity: &Entity) -> io::Result<()> {
    let mut known: Vec<(&'static str, String)> = Vec::new();
    let mut write = |out: &mut dyn Write, property: &str, language: &'static str, name: &str| {
        let label = (language, name.to_owned());
        if known.contains(&label) {
            return Ok(());
        }
        known.push(label);
        writeln!(out, "    skos:{property} {}@{language} ;", literal(name))
    };
    let full = full_names(entity);
    for names in &full {
        for (at, name) in names.names.iter().enumerate() {
            write(out, if at == 0 { "prefLabel" } else { "altLabel" }, names.language, name)?;
        }
    }
    for list in other_names(entity) {
        let shown = matches!(list.used, NameUse::Alone(Form::Abbreviation | Form::Nickname));
        let property = if shown { "altLabel" } else { "hiddenLabel" };
        for name in list.names {
            write(out, property, language_of(name), name)?;
        }
    }
    for names in full.iter().filter(|names| names.converted) {
        writeln!(out, "    skos:editorialNote \"{} labels: converted from zh-Hans\"@en ;", names.language)?;
    }
    Ok(())
}

/// A Turtle string.
fn literal(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
