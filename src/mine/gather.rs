//! Sightings come in, suggestions go out: what is the same name put together, counted and ordered.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Pattern, Sighting};
use crate::gazetteer::Kind;
use crate::text::fold_name;

/// A name that the gazetteer may lack, with all that the documents said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What it seems to be.
    pub kind: Kind,
    /// The known entity that this is a new spelling of.
    pub known: Option<String>,
    /// The Latin name seen most.
    pub latin: Option<String>,
    /// The Chinese name seen most, as written.
    pub han: Option<String>,
    /// The abbreviation seen most.
    pub abbreviation: Option<String>,
    /// The state named beside it most.
    pub country: Option<String>,
    /// Its titles with their counts, the most frequent first.
    pub titles: Vec<(String, usize)>,
    /// The role of the most frequent title that means one.
    pub role: Option<String>,
    /// Where it stood, with counts.
    pub patterns: Vec<(Pattern, usize)>,
    /// How often it was seen.
    pub count: usize,
    /// In how many documents.
    pub documents: usize,
    /// The first places: document and text.
    pub contexts: Vec<(String, String)>,
}

/// Sightings of many documents, put together by name.
#[derive(Debug)]
pub struct Gathered {
    /// How many places to keep for each name.
    contexts: usize,
    groups: Vec<Group>,
    /// The group of a folded name.
    by_name: HashMap<String, usize>,
}

#[derive(Debug, Default)]
struct Group {
    count: usize,
    documents: BTreeSet<String>,
    kinds: Counts<Kind>,
    known: Counts<String>,
    latin: Counts<String>,
    han: Counts<String>,
    abbreviations: Counts<String>,
    countries: Counts<String>,
    titles: Counts<String>,
    roles: Counts<String>,
    patterns: Counts<Pattern>,
    contexts: Vec<(String, String)>,
}

#[derive(Debug)]
struct Counts<T>(BTreeMap<T, usize>);

impl<T> Default for Counts<T> {
    fn default() -> Self {
        Counts(BTreeMap::new())
    }
}

impl<T: Ord + Clone> Counts<T> {
    fn add(&mut self, value: Option<T>) {
        if let Some(value) = value {
            *self.0.entry(value).or_default() += 1;
        }
    }

    /// The most frequent first, equals in their order.
    fn sorted(&self) -> Vec<(T, usize)> {
        let mut all: Vec<(T, usize)> = self.0.iter().map(|(value, &count)| (value.clone(), count)).collect();
        all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        all
    }

    fn first(&self) -> Option<T> {
        self.sorted().into_iter().next().map(|(value, _)| value)
    }
}

impl Gathered {
    /// Nothing yet; `contexts` places are kept for each name.
    pub fn new(contexts: usize) -> Self {
        Gathered { contexts, groups: Vec::new(), by_name: HashMap::new() }
    }

    /// Adds a sighting to those of the same Latin or Chinese name.
    pub fn add(&mut self, sighting: Sighting) {
        let names = [&sighting.latin, &sighting.han];
        let keys: Vec<String> = names.into_iter().flatten().map(|name| fold_name(name).to_lowercase()).collect();
        let at = match keys.iter().find_map(|key| self.by_name.get(key)) {
            Some(&at) => at,
            None => {
                self.groups.push(Group::default());
                self.groups.len() - 1
            }
        };
        for key in keys {
            self.by_name.entry(key).or_insert(at);
        }
        let Some(group) = self.groups.get_mut(at) else { return };
        group.count += 1;
        if group.contexts.len() < self.contexts {
            group.contexts.push((sighting.document.clone(), sighting.context));
        }
        group.documents.insert(sighting.document);
        group.kinds.add(Some(sighting.kind));
        group.known.add(sighting.known);
        group.latin.add(sighting.latin);
        group.han.add(sighting.han);
        group.abbreviations.add(sighting.abbreviation);
        group.countries.add(sighting.country);
        group.titles.add(sighting.title);
        group.roles.add(sighting.role);
        group.patterns.add(Some(sighting.pattern));
    }

    /// The names seen `least` times and more, and all pairs; new spellings of known entities first, then
    /// the most frequent, those that a title speaks for before those that only brackets do.
    pub fn suggestions(&self, least: usize) -> Vec<Suggestion> {
        let paired = |group: &Group| group.patterns.0.contains_key(&Pattern::Brackets);
        let wanted = self.groups.iter().filter(|group| group.count >= least || paired(group));
        let mut all: Vec<Suggestion> = wanted.map(suggestion).collect();
        // The sort is stable: equals stay in the order of the documents.
        all.sort_by_key(|suggestion| {
            let bracketed = suggestion.known.is_none()
                && suggestion.patterns.iter().all(|(pattern, _)| *pattern == Pattern::Brackets);
            let untitled = bracketed && suggestion.titles.is_empty() && suggestion.kind == Kind::Leader;
            (suggestion.known.is_none(), untitled, std::cmp::Reverse(suggestion.count))
        });
        all
    }
}

fn suggestion(group: &Group) -> Suggestion {
    Suggestion {
        kind: group.kinds.first().unwrap_or(Kind::Leader),
        known: group.known.first(),
        latin: group.latin.first(),
        han: group.han.first(),
        abbreviation: group.abbreviations.first(),
        country: group.countries.first(),
        titles: group.titles.sorted(),
        role: group.roles.first(),
        patterns: group.patterns.sorted(),
        count: group.count,
        documents: group.documents.len(),
        contexts: group.contexts.clone(),
    }
}
