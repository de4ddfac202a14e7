//! Ties between entries: parents, successors, Wikidata items, and the state that everything belongs to.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Check, Finding, Findings, Level, Subject};
use crate::gazetteer::{Entity, Kind, Status, Subkind};

pub(super) fn check(entity: &Entity, known: &HashMap<&str, &Entity>, findings: &mut Findings<'_>) {
    for (field, target) in [("parent", &entity.parent), ("replaced-by", &entity.replaced_by)] {
        if let Some(id) = target.as_deref().filter(|id| !known.contains_key(id)) {
            findings.fault(Check::Reference, format!("{field}: there is no entity '{id}'"));
        }
    }
    if entity.replaced_by.is_some() {
        if circular(entity, known, |entity| entity.replaced_by.as_deref()) {
            findings.fault(Check::Reference, "replaced-by: the chain comes back to itself".to_owned());
        }
        return;
    }
    if circular(entity, known, |entity| entity.parent.as_deref()) {
        findings.fault(Check::Reference, "parent: the chain comes back to itself".to_owned());
    }
    if let Some(old) = entity.parent.as_deref().and_then(|id| known.get(id)).filter(|e| e.replaced_by.is_some()) {
        findings
            .fault(Check::Reference, format!("parent: '{}' was replaced; name the one that took its place", old.id));
    }
    if entity.wikidata.as_deref().is_some_and(|item| !is_item(item)) {
        findings.fault(Check::Item, "wikidata: an item is Q and digits".to_owned());
    }
    state(entity, findings);
}

/// The state that an entity belongs to, or what stands for it.
fn state(entity: &Entity, findings: &mut Findings<'_>) {
    let coded = |code: &str| (2..=4).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_uppercase());
    if let Some(code) = entity.country.as_deref().filter(|code| !coded(code)) {
        findings.fault(Check::State, format!("country: '{code}' is no ISO 3166 code"));
    }
    if entity.country.is_some() {
        return;
    }
    match (entity.kind, entity.subkind) {
        (Kind::Nation, _) => {
            let coded = matches!(entity.status, Some(Status::PartialRecognition | Status::Historical));
            if !coded {
                findings.fault(Check::State, "country: a nation carries its ISO 3166-1 code".to_owned());
            }
        }
        (Kind::Leader, _) => {
            if !entity.offices.iter().any(|office| office.of.is_some()) {
                findings.advice(Check::State, "country: a leader carries a state, or an office 'of' a body".to_owned());
            }
        }
        (Kind::Organisation, _) if entity.institution.is_some() => {
            findings.fault(Check::State, "institution: an organ needs a country".to_owned());
        }
        (Kind::Organisation, Some(Subkind::Government | Subkind::Military | Subkind::Party)) => {
            if entity.parent.is_none() {
                findings.advice(Check::State, "country: a body of a state carries the state, or a parent".to_owned());
            }
        }
        (Kind::Organisation, _) => {}
    }
}

fn circular<'e>(
    entity: &'e Entity,
    known: &HashMap<&str, &'e Entity>,
    next: impl Fn(&'e Entity) -> Option<&'e str>,
) -> bool {
    let mut seen = HashSet::from([&*entity.id]);
    let mut at = next(entity);
    while let Some(id) = at {
        if !seen.insert(id) {
            return id == entity.id;
        }
        at = known.get(id).and_then(|&entity| next(entity));
    }
    false
}

fn is_item(item: &str) -> bool {
    item.strip_prefix('Q').is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

/// Wikidata items that stand in two entries. An entry that was replaced may keep the item.
pub(super) fn shared_items(subjects: &[Subject<'_>]) -> Vec<Finding> {
    let mut items: BTreeMap<&str, Vec<&Subject<'_>>> = BTreeMap::new();
    for subject in subjects.iter().filter(|subject| subject.entity.replaced_by.is_none()) {
        if let Some(item) = &subject.entity.wikidata {
            items.entry(item).or_default().push(subject);
        }
    }
    let mut findings = Vec::new();
    for (item, bearers) in items.into_iter().filter(|(_, bearers)| bearers.len() > 1) {
        for subject in bearers.iter().filter(|subject| subject.checked) {
            let what = format!("wikidata: {item} stands also in {}", others(&bearers, subject.entity));
            findings.push(subject.finding(Level::Fault, Check::Item, what));
        }
    }
    findings
}

/// The ids of the bearers but one.
pub(super) fn others(bearers: &[&Subject<'_>], entity: &Entity) -> String {
    let ids: Vec<&str> = bearers.iter().map(|subject| &*subject.entity.id).filter(|id| *id != entity.id).collect();
    ids.join(", ")
}
