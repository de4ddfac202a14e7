//! Entities in the order of their ids. Those of the built-in gazetteer stay as they were stored until someone asks for
//! them: a text names a handful of many thousands.

use std::sync::OnceLock;

use super::describe::Described;
use super::entity::Entity;

/// A row of entities.
#[derive(Clone, Debug, Default)]
pub(super) struct Entities(Vec<Cell>);

#[derive(Clone, Debug)]
struct Cell {
    /// Postcard of the entity; empty if it never was stored.
    stored: &'static [u8],
    entity: OnceLock<Option<Box<Entity>>>,
    described: OnceLock<Option<Box<Described>>>,
}

impl Cell {
    fn get(&self) -> Option<&Entity> {
        // The bytes are made by the build script from the same type, so that they always decode.
        self.entity.get_or_init(|| postcard::from_bytes(self.stored).ok()).as_deref()
    }

    fn described(&self) -> Option<&Described> {
        self.described.get_or_init(|| self.get().map(|entity| Box::new(Described::of(entity)))).as_deref()
    }
}

impl Entities {
    /// Entities as the build script stored them.
    pub(super) fn stored(entities: Vec<&'static [u8]>) -> Self {
        let cell = |stored| Cell { stored, entity: OnceLock::new(), described: OnceLock::new() };
        Entities(entities.into_iter().map(cell).collect())
    }

    pub(super) fn get(&self, index: u32) -> Option<&Entity> {
        self.0.get(index as usize).and_then(Cell::get)
    }

    /// What the outputs show of an entity: made once, since texts name the same ones again and again.
    pub(super) fn described(&self, index: u32) -> Option<&Described> {
        self.0.get(index as usize).and_then(Cell::described)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Entity> {
        self.0.iter().filter_map(Cell::get)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

impl From<Vec<Entity>> for Entities {
    fn from(entities: Vec<Entity>) -> Self {
        let cell =
            |entity| Cell { stored: &[], entity: OnceLock::from(Some(Box::new(entity))), described: OnceLock::new() };
        Entities(entities.into_iter().map(cell).collect())
    }
}

impl IntoIterator for Entities {
    type Item = Entity;
    type IntoIter = std::vec::IntoIter<Entity>;

    fn into_iter(self) -> Self::IntoIter {
        let decoded = self.0.into_iter().filter_map(|cell| {
            cell.get()?;
            cell.entity.into_inner().flatten().map(|entity| *entity)
        });
        decoded.collect::<Vec<_>>().into_iter()
    }
}
