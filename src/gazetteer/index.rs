//! What entities are looked up by: their ids, their states, their kinds of organ. Sorted lists, so that the stored form
//! is loaded without building anything.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::entity::{Entity, Kind, Status};
use super::rows;
use super::strings::Strings;

/// Places of entities by what they are asked for.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Index<'a> {
    /// The id of each entity, in their order.
    #[serde(borrow)]
    ids: Strings<'a>,
    /// By country and kind of organ with a blank between them: the organisation.
    #[serde(borrow)]
    organs: Places<'a>,
    /// By country: the nation.
    #[serde(borrow)]
    nations: Places<'a>,
}

/// Places by sorted keys.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Places<'a> {
    #[serde(borrow)]
    keys: Strings<'a>,
    #[serde(with = "rows")]
    places: Vec<u32>,
}

impl From<BTreeMap<String, u32>> for Places<'_> {
    fn from(places: BTreeMap<String, u32>) -> Self {
        Places { keys: places.keys().collect(), places: places.into_values().collect() }
    }
}

impl Index<'_> {
    /// The index of entities that are sorted by id. Of two organs of one kind, or two nations of one code, the first in
    /// that order counts.
    pub(crate) fn new(entities: &[Entity]) -> Self {
        let mut organs = BTreeMap::new();
        let mut nations = BTreeMap::new();
        for (index, entity) in (0..).zip(entities) {
            match (entity.kind, &entity.country, &entity.institution) {
                (Kind::Organisation, Some(country), Some(institution)) => {
                    organs.entry(format!("{country} {institution}")).or_insert(index);
                }
                (Kind::Nation, Some(country), _) if entity.status != Some(Status::ConstituentCountry) => {
                    nations.entry(country.clone()).or_insert(index);
                }
                _ => {}
            }
        }
        Index {
            ids: entities.iter().map(|entity| &entity.id).collect(),
            organs: organs.into(),
            nations: nations.into(),
        }
    }

    /// The place of the entity with this id.
    pub(crate) fn id(&self, id: &str) -> Option<u32> {
        self.ids.search(|known| known.cmp(id)).map(|at| at as u32)
    }

    /// The place of this country's organ of this kind.
    pub(crate) fn organ(&self, country: &str, institution: &str) -> Option<u32> {
        let wanted = (country, institution);
        let at = self.organs.keys.search(|key| key.split_once(' ').unwrap_or_default().cmp(&wanted))?;
        self.organs.places.get(at).copied()
    }

    /// The place of the nation with this code.
    pub(crate) fn nation(&self, country: &str) -> Option<u32> {
        let at = self.nations.keys.search(|code| code.cmp(country))?;
        self.nations.places.get(at).copied()
    }
}
