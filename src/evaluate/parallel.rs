//! Agreement of translations: whether an entity that every side of a sentence names is found on every side under one id.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::entities::sides;
use super::sample::{Marks, Sample};
use crate::Span;
use crate::gazetteer::Kind;

/// A sample with what was found in it.
type Side<'a> = (&'a Sample, &'a Marks);

/// Of the entities that the gold has on every side of a sentence: how many are found on every side with an id in common, of
/// how many; and of those found on two sides or more, how many have an id in common there.
pub(super) fn agreement(samples: &[Sample], found: &[Marks]) -> ((usize, usize), (usize, usize)) {
    let mut sentences: HashMap<&str, BTreeMap<&str, Side<'_>>> = HashMap::new();
    for side in samples.iter().zip(found) {
        if let Some(sentence) = &side.0.parallel {
            sentences.entry(sentence).or_default().insert(&side.0.group, side);
        }
    }
    let (mut everywhere, mut twice) = ((0, 0), (0, 0));
    for sides in sentences.values().filter(|sides| sides.len() > 1) {
        let entities = sides.values().map(|(sample, _)| entities(sample)).reduce(|a, b| &a & &b);
        for entity in entities.unwrap_or_default() {
            let ids: Vec<BTreeSet<&str>> = sides.values().map(|side| ids(*side, entity)).collect();
            let hit: Vec<&BTreeSet<&str>> = ids.iter().filter(|ids| !ids.is_empty()).collect();
            count(&mut everywhere, common(&ids.iter().collect::<Vec<_>>()));
            if hit.len() > 1 {
                count(&mut twice, common(&hit));
            }
        }
    }
    (everywhere, twice)
}

fn count((right, of): &mut (usize, usize), hit: bool) {
    (*right, *of) = (*right + usize::from(hit), *of + 1);
}

fn common(ids: &[&BTreeSet<&str>]) -> bool {
    ids.split_first().is_some_and(|(first, rest)| first.iter().any(|id| rest.iter().all(|ids| ids.contains(id))))
}

type Entity<'a> = (Kind, &'a str);

/// The entities of the gold.
fn entities(sample: &Sample) -> BTreeSet<Entity<'_>> {
    let mentions = sample.marks.mentions.iter().flatten();
    mentions.filter_map(|mention| Some((mention.kind, mention.entity.as_deref()?))).collect()
}

/// The ids that were found, under whatever kind, where the gold mentions an entity.
fn ids<'a>((sample, found): Side<'a>, (kind, entity): Entity<'_>) -> BTreeSet<&'a str> {
    let (gold, found) = sides(sample, found);
    let meant = gold.into_values().filter(|mention| mention.kind == kind && mention.entity.as_deref() == Some(entity));
    let places: BTreeSet<Span> = meant.map(|mention| mention.span).collect();
    let here = found.into_values().filter(|mention| places.contains(&mention.span));
    here.filter_map(|mention| mention.entity.as_deref()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::Named;

    fn marks(id: Option<&str>) -> Marks {
        let named =
            |id: &str| Named { span: Span::new(0, 2), kind: Kind::Leader, sort: None, entity: Some(id.to_owned()) };
        Marks { mentions: Some(id.map(named).into_iter().collect()), ..Marks::default() }
    }

    #[test]
    fn one_id_on_every_side() {
        let sample = |group: &str| Sample {
            group: group.to_owned(),
            parallel: Some("s1".to_owned()),
            text: "Xi".to_owned(),
            marks: marks(Some("X")),
            ..Sample::default()
        };
        let samples = [sample("en"), sample("zh")];
        let cases = [
            ([Some("x"), Some("x")], ((1, 1), (1, 1))),
            ([Some("x"), Some("y")], ((0, 1), (0, 1))),
            ([Some("x"), None], ((0, 1), (0, 0))),
        ];
        for (ids, expected) in cases {
            assert_eq!(agreement(&samples, &ids.map(marks)), expected, "{ids:?}");
        }
    }
}
