//! What entities are looked up by: their ids, their states, their kinds of organ. Sorted lists, so that the stored form
//! is loaded without building anything.

use std::collections::{BTreeMap, BTreeSet};

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
    /// By the state (ISO code), organisation or region (id) that they are or were of: the leaders.
    #[serde(borrow)]
    leaders: Groups<'a>,
}

/// Places by sorted keys.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Places<'a> {
    #[serde(borrow)]
    keys: Strings<'a>,
    #[serde(with = "rows")]
    places: Vec<u32>,
}

/// Rows of places by sorted keys, one behind the other.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Groups<'a> {
    /// Where the row of each key ends.
    #[serde(borrow)]
    ends: Places<'a>,
    #[serde(with = "rows")]
    places: Vec<u32>,
}

impl Groups<'_> {
    fn get(&self, wanted: &str) -> &[u32] {
        let row = || {
            let at = self.ends.keys.search(|key| key.cmp(wanted))?;
            let start = at.checked_sub(1).map_or(Some(0), |before| self.ends.places.get(before).copied())?;
            self.places.get(start as usize..*self.ends.places.get(at)? as usize)
        };
        row().unwrap_or_default()
    }
}

impl From<BTreeMap<String, BTreeSet<u32>>> for Groups<'_> {
    fn from(groups: BTreeMap<String, BTreeSet<u32>>) -> Self {
        let mut places = Vec::new();
        let mut ends = BTreeMap::new();
        for (key, group) in groups {
            places.extend(group);
            ends.insert(key, places.len() as u32);
        }
        Groups { ends: ends.into(), places }
    }
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
        let mut leaders: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
        for (index, entity) in (0..).zip(entities) {
            if entity.kind == Kind::Leader {
                let of = entity.offices.iter().filter_map(|office| office.of.as_ref());
                for of in of.chain(&entity.country) {
                    leaders.entry(of.clone()).or_default().insert(index);
                }
            }
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
            leaders: leaders.into(),
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

    /// The places of the leaders of a state or body.
    pub(crate) fn leaders(&self, of: &str) -> &[u32] {
        self.leaders.get(of)
    }
}
