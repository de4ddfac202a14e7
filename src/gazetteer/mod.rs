//! What diglot knows: nations, leaders and organisations with their names in both scripts, under one id each.
//!
//! In: the compact form made by the build from `dictionaries/`, and TOML files of the user's. Out: an immutable
//! [`Gazetteer`] that looks entities up by id and by name, and the table of surfaces for the matcher.

mod alias;
mod describe;
mod diff;
mod entity;
pub mod export;
mod fields;
mod gaps;
mod implied;
mod index;
pub mod lint;
mod lists;
mod names;
mod read;
mod rows;
mod spellings;
mod store;
mod strings;
mod surfaces;
mod words;

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::sync::OnceLock;

pub(crate) use crate::text::is_han;
pub use alias::Form;
use alias::surfaces;
pub(crate) use alias::{Bare, Reading, Target};
pub use describe::{Description, Names};
pub use diff::{Change, Difference, diff};
pub use entity::{Entity, Institution, Kind, Office, Status, Subkind};
pub use fields::{fields, institution_fields, office};
pub(crate) use gaps::OWN_CHARACTERS;
pub use gaps::{Gap, gaps};
use index::Index;
pub use lists::{NameList, NameUse, name_lists};
pub(crate) use names::{NameTable, is_one_character, is_word_letter};
pub use read::{Entries, Entry, Fault};
pub(crate) use spellings::PARTICLES;
use store::Entities;
pub(crate) use surfaces::{Surface, Surfaces};
pub(crate) use words::NameWords;

use crate::Error;
use crate::text::fold_name;

/// The built-in gazetteer as the build script stored it: postcard of `(Vec<postcard of an entity>, institutions, Index)`.
const BUILT_IN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.bin"));

/// Its names without Han characters, and those with; stored by [`NameTable::to_bytes`].
const BUILT_IN_NAMES: [&[u8]; 2] = [
    include_bytes!(concat!(env!("OUT_DIR"), "/names_latin.bin")),
    include_bytes!(concat!(env!("OUT_DIR"), "/names_han.bin")),
];

/// Its names as words: postcard of [`NameWords`].
const BUILT_IN_WORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.bin"));

/// The version of the built-in gazetteer: the date of its last change.
pub const VERSION: &str = env!("DIGLOT_GAZETTEER");

/// An immutable set of entities.
///
/// ```
/// use diglot::Gazetteer;
///
/// let gazetteer = Gazetteer::built_in();
/// let ids: Vec<&str> = gazetteer.find("普京").iter().map(|(entity, _)| entity.id.as_str()).collect();
/// assert_eq!(ids, ["vladimir-putin"]);
/// ```
#[derive(Clone, Default)]
pub struct Gazetteer {
    entities: Entities,
    institutions: Vec<Institution>,
    index: Index<'static>,
    version: String,
    /// Whether this is the built-in gazetteer as it was stored, with its names.
    stored: bool,
    /// Names without Han characters, and those with, once a text asked for them.
    names: [OnceLock<NameTable<'static>>; 2],
}

impl fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gazetteer")
            .field("version", &self.version)
            .field("entities", &self.entities.len())
            .field("institutions", &self.institutions.len())
            .finish_non_exhaustive()
    }
}

impl Gazetteer {
    /// The gazetteer that the crate carries. Loading takes a millisecond; entities and names are decoded when they are
    /// first asked for.
    pub fn built_in() -> Self {
        // The bytes are made by the build script from the same types, so they always decode.
        let (entities, institutions, index) = postcard::from_bytes(BUILT_IN).unwrap_or_default();
        Gazetteer {
            entities: Entities::stored(entities),
            institutions,
            index,
            version: VERSION.to_owned(),
            stored: true,
            ..Gazetteer::default()
        }
    }

    /// A gazetteer that holds nothing: a start for those who bring their own files.
    pub fn empty() -> Self {
        Self::default()
    }

    /// This gazetteer with the entities of TOML files on top: one with a known id replaces it whole. `path` is a file, or
    /// a folder of which all `.toml` files are read.
    ///
    /// # Errors
    /// [`Error::Io`] if a file cannot be read, [`Error::Gazetteer`] with every fault found, each with file and line.
    pub fn with_path(self, path: &Path) -> Result<Self, Error> {
        self.with_entries(read_path(path)?)
    }

    /// This gazetteer with entries on top.
    ///
    /// # Errors
    /// [`Error::Gazetteer`] with every fault found.
    pub fn with_entries(self, entries: Entries) -> Result<Self, Error> {
        let faults = entries.faults();
        if !faults.is_empty() {
            return Err(Error::Gazetteer(faults));
        }
        let mut entities: BTreeMap<String, Entity> = self.entities.into_iter().map(|e| (e.id.clone(), e)).collect();
        entities.extend(entries.entities.into_iter().map(|entry| (entry.entity.id.clone(), entry.entity)));
        let mut institutions: BTreeMap<String, Institution> =
            self.institutions.into_iter().map(|i| (i.id.clone(), i)).collect();
        institutions.extend(entries.institutions.into_iter().map(|i| (i.id.clone(), i)));
        let version = if self.version.is_empty() || self.version.ends_with("+custom") {
            self.version
        } else {
            format!("{}+custom", self.version)
        };
        let (entities, institutions) =
            (entities.into_values().collect::<Vec<_>>(), institutions.into_values().collect());
        let index = Index::new(&entities);
        Ok(Gazetteer { entities: entities.into(), institutions, index, version, ..Gazetteer::default() })
    }

    /// All entities, by id.
    pub fn entities(&self) -> impl Iterator<Item = &Entity> {
        self.entities.iter()
    }

    /// How many entities there are.
    pub fn len(&self) -> usize {
        self.entities.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The kinds of organ that compose with a nation's name.
    pub fn institutions(&self) -> &[Institution] {
        &self.institutions
    }

    /// The version: the date of the built-in files, with `+custom` where others were added.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The entity with this id.
    pub fn get(&self, id: &str) -> Option<&Entity> {
        self.entity(self.index.id(id)?)
    }

    /// The entity with this id, or the one that took its place, however often it was replaced.
    ///
    /// ```
    /// use diglot::gazetteer::Entries;
    /// use diglot::Gazetteer;
    ///
    /// let mut entries = Entries::default();
    /// entries.read("old.toml", "[[entity]]\nid = 'putin'\nkind = 'leader'\nreplaced-by = 'vladimir-putin'")?;
    /// let gazetteer = Gazetteer::built_in().with_entries(entries).map_err(|error| error.to_string());
    /// assert_eq!(gazetteer.unwrap_or_default().current("putin").map(|e| e.id.as_str()), Some("vladimir-putin"));
    /// # Ok::<(), diglot::gazetteer::Fault>(())
    /// ```
    pub fn current(&self, id: &str) -> Option<&Entity> {
        let mut entity = self.get(id)?;
        // A chain is shorter than the gazetteer, unless it comes back to itself.
        for _ in 0..self.entities.len() {
            match &entity.replaced_by {
                Some(next) => entity = self.get(next)?,
                None => return Some(entity),
            }
        }
        None
    }

    /// The entities that have this name in any script, spelling variants folded, with the form that it has for each.
    pub fn find(&self, name: &str) -> Vec<(&Entity, Form)> {
        let wanted = fold_name(name).to_lowercase();
        let surfaces = self.names(wanted.chars().any(is_han)).surfaces().iter();
        surfaces
            .filter(|surface| surface.folded.to_lowercase() == wanted)
            .flat_map(|surface| surface.readings)
            .filter_map(|reading| match reading.target {
                Target::Entity(index) => Some((self.entity(index)?, reading.form)),
                _ => None,
            })
            .collect()
    }

    /// The place of the entity with this id.
    pub(crate) fn place(&self, id: &str) -> Option<u32> {
        self.index.id(id)
    }

    pub(crate) fn entity(&self, index: u32) -> Option<&Entity> {
        self.entities.get(index)
    }

    pub(crate) fn institution(&self, index: u16) -> Option<&Institution> {
        self.institutions.get(usize::from(index))
    }

    /// The organisation of this country that is this kind of organ, if it has an entry of its own.
    pub(crate) fn organ(&self, country: &str, institution: &str) -> Option<u32> {
        self.index.organ(country, institution)
    }

    /// The nation with this ISO 3166 code; not a country of the United Kingdom, which shares its code.
    pub fn state(&self, country: &str) -> Option<&Entity> {
        self.nation(country).and_then(|index| self.entity(index))
    }

    /// The nation with this ISO code.
    pub(crate) fn nation(&self, country: &str) -> Option<u32> {
        self.index.nation(country)
    }

    /// The names that hold a Chinese character (`han`), or those that hold none.
    pub(crate) fn names(&self, han: bool) -> &NameTable<'static> {
        let [latin, chinese] = &self.names;
        let [latin_bytes, chinese_bytes] = BUILT_IN_NAMES;
        let (cell, bytes) = if han { (chinese, chinese_bytes) } else { (latin, latin_bytes) };
        cell.get_or_init(|| {
            let stored = if self.stored { NameTable::from_bytes(bytes) } else { None };
            stored.unwrap_or_else(|| {
                NameTable::new(surfaces(&self.entities().collect::<Vec<_>>(), &self.institutions, han))
            })
        })
    }

    /// Whether it is the built-in one and nothing else.
    pub(crate) fn is_built_in(&self) -> bool {
        self.stored
    }

    /// The Chinese names of leaders and nations as words.
    pub(crate) fn name_words(&self) -> NameWords<'static> {
        let stored = if self.stored { postcard::from_bytes(BUILT_IN_WORDS).ok() } else { None };
        stored.unwrap_or_else(|| NameWords::new(self.entities()))
    }

    /// The leaders who are of a state (its ISO code), or who hold or held an office of it, of an organisation or of a region
    /// (its id).
    pub(crate) fn leaders(&self, of: &str) -> impl Iterator<Item = (u32, &Entity)> {
        self.index.leaders(of).iter().filter_map(|&index| Some((index, self.entity(index)?)))
    }
}

/// The entries of a file, or of all `.toml` files in a folder and below it, in the order of their names.
///
/// # Errors
/// [`Error::Io`] and [`Error::Gazetteer`] (syntax errors and unknown fields of all files together).
pub fn read_path(path: &Path) -> Result<Entries, Error> {
    let mut files = Vec::new();
    list(path, &mut files)?;
    let (mut entries, mut faults) = (Entries::default(), Vec::new());
    for file in files {
        let text = std::fs::read_to_string(&file).map_err(|source| Error::Io { path: file.clone(), source })?;
        if let Err(fault) = entries.read(&file.to_string_lossy(), &text) {
            faults.push(fault);
        }
    }
    if faults.is_empty() { Ok(entries) } else { Err(Error::Gazetteer(faults)) }
}

fn list(path: &Path, files: &mut Vec<std::path::PathBuf>) -> Result<(), Error> {
    let io = |source| Error::Io { path: path.to_owned(), source };
    if !path.metadata().map_err(io)?.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    let mut below: Vec<_> = std::fs::read_dir(path).map_err(io)?.collect::<Result<_, _>>().map_err(io)?;
    below.sort_by_key(|entry| entry.path());
    for entry in below {
        let path = entry.path();
        if path.is_dir() || path.extension().is_some_and(|extension| extension == "toml") {
            list(&path, files)?;
        }
    }
    Ok(())
}
