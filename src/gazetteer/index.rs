//! What entities are looked up by: their ids, their states, their kinds of organ. Sorted lists, so that the stored form
//! is loaded without building anything.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::entity::{Entity, Kind, Status};

/// Places of entities by what they are asked for.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Index<'a> {
    /// The id of each entity, in their order.
    #[serde(borrow)]
    ids: Vec<Cow<'a, str>>,
    /// Country, kind of organ and the organisation.
    #[serde(borrow)]
    organs: Vec<(Cow<'a, str>, Cow<'a, str>, u32)>,
    /// Country and the nation.
    #[serde(borrow)]
    nations: Vec<(Cow<'a, str>, u32)>,
}

impl Index<'_> {
    /// The index of entities that are sorted by id. Of two organs of one kind, or two nations of one code, the first in
    /// that order counts.
    pub(crate) fn new(entities: &[Entity]) -> Self {
        let owned = |text: &String| Cow::Owned(text.clone());
        let mut organs = BTreeMap::new();
        let mut nations = BTreeMap::new();
        for (index, entity) in (0..).zip(entities) {
            match (entity.kind, &entity.country, &entity.institution) {
                (Kind::Organisation, Some(country), Some(institution)) => {
                    organs.entry((owned(country), owned(institution))).or_insert(index);
                }
                (Kind::Nation, Some(country), _) if entity.status != Some(Status::ConstituentCountry) => {
                    nations.entry(owned(country)).or_insert(index);
                }
                _ => {}
            }
        }
        Index {
            ids: entities.iter().map(|entity| owned(&entity.id)).collect(),
            organs: organs.into_iter().map(|((country, organ), index)| (country, organ, index)).collect(),
            nations: nations.into_iter().collect(),
        }
    }

    /// The place of the entity with this id.
    pub(crate) fn id(&self, id: &str) -> Option<u32> {
        self.ids.binary_search_by(|known| (**known).cmp(id)).ok().map(|at| at as u32)
    }

    /// The place of this country's organ of this kind.
    pub(crate) fn organ(&self, country: &str, institution: &str) -> Option<u32> {
        let wanted = (country, institution);
        let at = self.organs.binary_search_by(|(country, organ, _)| (&**country, &**organ).cmp(&wanted)).ok()?;
        self.organs.get(at).map(|&(_, _, index)| index)
    }

    /// The place of the nation with this code.
    pub(crate) fn nation(&self, country: &str) -> Option<u32> {
        let at = self.nations.binary_search_by(|(code, _)| (**code).cmp(country)).ok()?;
        self.nations.get(at).map(|&(_, index)| index)
    }
}
