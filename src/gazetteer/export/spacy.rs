//! Patterns for spaCy's EntityRuler: `nlp.add_pipe("entity_ruler").from_disk("patterns.jsonl")`.
//!
//! The ruler takes every place where a pattern stands. So the names that only a context can decide are left out: what is
//! ambiguous, short or a metonym, one-character names, and names that several entities bear. It does not fold either: the
//! Chinese names stand in Simplified and in Traditional characters.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::{full_names, other_names};
use crate::gazetteer::{Entity, Gazetteer, Kind};
use crate::text::to_traditional;

#[derive(Serialize)]
struct Pattern<'e> {
    label: &'static str,
    pattern: &'e str,
    id: &'e str,
}

/// Writes one pattern a line: `label` is `LEADER`, `NATION` or `ORGANISATION`, `pattern` a name, `id` the entity.
///
/// # Errors
/// Those of `out`.
pub fn write_spacy(out: &mut impl Write, gazetteer: &Gazetteer) -> io::Result<()> {
    let mut bearers: BTreeMap<String, Vec<&Entity>> = BTreeMap::new();
    for entity in gazetteer.entities().filter(|entity| entity.replaced_by.is_none()) {
        let mut names = clear_names(entity);
        names.sort_unstable();
        names.dedup();
        for name in names {
            bearers.entry(name).or_default().push(entity);
        }
    }
    for (name, entities) in &bearers {
        if let [entity] = entities.as_slice() {
            let label = match entity.kind {
                Kind::Leader => "LEADER",
                Kind::Nation => "NATION",
                Kind::Organisation => "ORGANISATION",
            };
            serde_json::to_writer(&mut *out, &Pattern { label, pattern: name, id: &entity.id })?;
            out.write_all(b"\n")?;
        }
    }
    Ok(())
}

/// The names that need no context, Chinese ones in both kinds of characters.
fn clear_names(entity: &Entity) -> Vec<String> {
    let full = full_names(entity).into_iter().flat_map(|names| names.names);
    let others = other_names(entity).filter(|list| !list.needs_support());
    let others = others.flat_map(|list| list.names).flat_map(|name| [name.clone(), to_traditional(name)]);
    let marked: Vec<String> = entity.ambiguous.iter().flat_map(|name| [name.clone(), to_traditional(name)]).collect();
    full.chain(others).filter(|name| !marked.contains(name)).collect()
}
