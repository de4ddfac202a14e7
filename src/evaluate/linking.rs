//! Linking: whether mentions of one gold entity carry one id, and that id serves no other entity.
//!
//! Gold and tool name entities in their own ways, so no id is right by itself. Of the ids that mentions of a gold entity
//! carry the most frequent one is its own, and of the entities that an id serves the most frequent one is its own; a mention
//! is linked rightly if both point to each other. Of equally frequent ones the first to come counts.

use std::collections::HashMap;

use super::sample::Named;
use crate::gazetteer::Kind;

/// A mention found at its place: the names of its entity on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair<'a> {
    pub(super) kind: Kind,
    pub(super) gold: &'a str,
    pub(super) found: &'a str,
}

impl<'a> Pair<'a> {
    /// None if one side names no entity.
    pub(super) fn new(gold: &'a Named, found: &'a Named) -> Option<Self> {
        Some(Pair { kind: gold.kind, gold: gold.entity.as_deref()?, found: found.entity.as_deref()? })
    }
}

/// How often each entity met each id.
#[derive(Debug, Default)]
pub(super) struct Linking {
    ids: HashMap<(Kind, String), Votes>,
    entities: HashMap<(Kind, String), Votes>,
    pairs: HashMap<(Kind, String, String), usize>,
}

impl Linking {
    pub(super) fn add(&mut self, pair: Pair<'_>) {
        let Pair { kind, gold, found } = pair;
        self.ids.entry((kind, gold.to_owned())).or_default().add(found);
        self.entities.entry((kind, found.to_owned())).or_default().add(gold);
        *self.pairs.entry((kind, gold.to_owned(), found.to_owned())).or_default() += 1;
    }

    /// Whether an entity and an id point to each other, once all pairs were added.
    pub(super) fn holds(&self, pair: &Pair<'_>) -> bool {
        let own = |votes: &HashMap<(Kind, String), Votes>, from: &str, to: &str| {
            votes.get(&(pair.kind, from.to_owned())).and_then(Votes::first) == Some(to)
        };
        own(&self.ids, pair.gold, pair.found) && own(&self.entities, pair.found, pair.gold)
    }

    /// How many pairs are linked rightly, of how many.
    pub(super) fn right(&self) -> (usize, usize) {
        let right = self.pairs.iter().filter(|((kind, gold, found), _)| self.holds(&Pair { kind: *kind, gold, found }));
        (right.map(|(_, count)| count).sum(), self.pairs.values().sum())
    }
}

/// Names with their counts, in the order in which they first came.
#[derive(Debug, Default)]
struct Votes(Vec<(String, usize)>);

impl Votes {
    fn add(&mut self, name: &str) {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, count)) => *count += 1,
            None => self.0.push((name.to_owned(), 1)),
        }
    }

    /// The most frequent one.
    fn first(&self) -> Option<&str> {
        let most = self.0.iter().map(|&(_, count)| count).max()?;
        self.0.iter().find(|(_, count)| *count == most).map(|(name, _)| name.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Why, pairs of entity and id, how many are right of how many.
    type Case = (&'static str, &'static [(&'static str, &'static str)], (usize, usize));

    #[test]
    fn entity_and_id_must_point_to_each_other() {
        let cases: [Case; 4] = [
            ("one to one", &[("A", "a"), ("B", "b"), ("A", "a")], (3, 3)),
            ("an entity with two ids", &[("A", "a"), ("A", "a"), ("A", "x")], (2, 3)),
            ("an id for two entities", &[("A", "a"), ("B", "a"), ("B", "a")], (2, 3)),
            ("the first of equals", &[("A", "a"), ("A", "x")], (1, 2)),
        ];
        for (why, pairs, expected) in cases {
            let mut linking = Linking::default();
            for &(gold, found) in pairs {
                linking.add(Pair { kind: Kind::Leader, gold, found });
            }
            assert_eq!(linking.right(), expected, "{why}");
        }
    }
}
