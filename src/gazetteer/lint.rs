//! Advice on gazetteers beyond what the reader refuses: what is likely a slip of the one who wrote the entry.

use std::collections::{BTreeMap, HashSet};

use super::{Entity, Entries, Gazetteer, Kind};
use crate::text::fold_name;

/// What is wrong with entries that are to be added to `base`: faults first, then advice. Each finding names the place.
pub fn entries(entries: &Entries, base: &Gazetteer) -> Vec<String> {
    let mut findings: Vec<String> = entries.faults().iter().map(ToString::to_string).collect();
    let known: HashSet<&str> = entries
        .entities
        .iter()
        .map(|entry| &*entry.entity.id)
        .chain(base.entities().iter().map(|entity| &*entity.id))
        .collect();
    for pair in entries.entities.windows(2) {
        if let [first, second] = pair
            && first.file == second.file
            && first.entity.id > second.entity.id
        {
            findings.push(format!("{}:{}: {}: not sorted by id", second.file, second.line, second.entity.id));
        }
    }
    for entry in &entries.entities {
        let place = format!("{}:{}", entry.file, entry.line);
        findings.extend(entity(&entry.entity, &known).into_iter().map(|finding| format!("{place}: {finding}")));
    }
    findings.extend(shared_items(entries.entities.iter().map(|entry| &entry.entity)));
    findings
}

/// What is wrong with a whole gazetteer.
pub fn gazetteer(gazetteer: &Gazetteer) -> Vec<String> {
    let known: HashSet<&str> = gazetteer.entities().iter().map(|entity| &*entity.id).collect();
    let mut findings: Vec<String> = gazetteer.entities().iter().flat_map(|e| entity(e, &known)).collect();
    findings.extend(shared_items(gazetteer.entities().iter()));
    findings
}

/// Wikidata items that stand in two entries.
fn shared_items<'e>(entities: impl Iterator<Item = &'e Entity>) -> Vec<String> {
    let mut items: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for entity in entities {
        if let Some(item) = &entity.wikidata {
            items.entry(item).or_default().push(&entity.id);
        }
    }
    items.retain(|_, ids| ids.len() > 1);
    items
        .into_iter()
        .map(|(item, ids)| format!("{}: wikidata {item} stands in several entries", ids.join(", ")))
        .collect()
}

fn entity(entity: &Entity, known: &HashSet<&str>) -> Vec<String> {
    let mut findings = Vec::new();
    let mut find = |what: String| findings.push(format!("{}: {what}", entity.id));
    for (field, target) in [("parent", &entity.parent), ("replaced-by", &entity.replaced_by)] {
        if let Some(id) = target.as_deref().filter(|id| !known.contains(id)) {
            find(format!("{field}: there is no entity '{id}'"));
        }
    }
    if entity.replaced_by.is_some() {
        return findings;
    }
    let names = names(entity);
    for (field, marked) in [("ambiguous", &entity.ambiguous), ("exact-case", &entity.exact_case)] {
        for name in marked.iter().filter(|name| !names.contains(&name.as_str())) {
            find(format!("{field}: '{name}' is none of its names"));
        }
    }
    let folded: Vec<String> = names.iter().map(|name| fold_name(name).to_lowercase()).collect();
    for blocker in &entity.not_inside {
        let string = fold_name(blocker).to_lowercase();
        if !folded.iter().any(|name| string.contains(name.as_str())) {
            find(format!("not-inside: '{blocker}' holds none of its names and blocks nothing"));
        }
    }
    for office in &entity.offices {
        let backwards = office.from.as_ref().zip(office.to.as_ref()).is_some_and(|(from, to)| {
            let digits = from.len().min(to.len());
            to.get(..digits) < from.get(..digits)
        });
        if backwards {
            find(format!("offices: the term as {} ends before it begins", office.role));
        }
    }
    if entity.kind == Kind::Organisation && entity.institution.is_some() && entity.country.is_none() {
        find("institution: an organ needs a country".to_owned());
    }
    findings
}

/// All names but blockers.
fn names(entity: &Entity) -> Vec<&str> {
    let fields = super::name_fields(entity);
    let lists = fields.into_iter().filter(|(field, ..)| !matches!(*field, "exact-case" | "not-inside"));
    lists.flat_map(|(_, names, _)| names).map(String::as_str).collect()
}
