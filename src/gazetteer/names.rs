//! All names of a gazetteer in one script, with the automaton that finds them.
//!
//! In: surfaces with their readings. Out: a [`NameTable`] that finds every place of every surface in a folded text in one
//! pass. It is made once for the built-in gazetteer, by the build script, and loaded as it was stored: that takes a
//! twentieth of the time of making it. Gazetteers with files of the user's make theirs when a text first needs it.

use daachorse::CharwiseDoubleArrayAhoCorasick;
use serde::{Deserialize, Serialize};

use super::alias::{Surface, is_han};

/// Surfaces of one script, sorted by key; those with the same key are equal but for the case of ASCII letters.
#[derive(Clone, Default)]
pub(crate) struct NameTable<'a> {
    surfaces: Vec<Surface<'a>>,
    /// Where the surfaces of each key begin.
    starts: Vec<u32>,
    /// Gives for each key its place in `starts`; none where there are no surfaces.
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
}

/// The stored form of a table.
#[derive(Serialize, Deserialize)]
struct Stored<'a> {
    #[serde(borrow)]
    surfaces: Vec<Surface<'a>>,
    starts: Vec<u32>,
    /// What the automaton serialises itself to.
    automaton: Option<&'a [u8]>,
}

impl<'a> NameTable<'a> {
    /// The table of some surfaces.
    pub(crate) fn new(mut surfaces: Vec<Surface<'a>>) -> Self {
        surfaces.sort_by_cached_key(|surface| (key(&surface.folded), surface.folded.clone()));
        let mut keys: Vec<String> = Vec::new();
        let mut starts = Vec::new();
        for (at, surface) in (0..).zip(&surfaces) {
            let key = key(&surface.folded);
            if keys.last() != Some(&key) {
                keys.push(key);
                starts.push(at);
            }
        }
        // One Han character opens a hit almost anywhere: these are looked up by those who know what stands beside them.
        let sought = (0..).zip(keys).map(|(at, key)| (key, at)).filter(|(key, _)| !is_one_character(key));
        let automaton = CharwiseDoubleArrayAhoCorasick::with_values(sought).ok();
        NameTable { surfaces, starts, automaton }
    }

    /// The stored form.
    ///
    /// # Errors
    /// What postcard says.
    #[allow(dead_code, reason = "only the build script stores")]
    pub(crate) fn to_bytes(&self) -> Result<Vec<u8>, postcard::Error> {
        let automaton = self.automaton.as_ref().map(CharwiseDoubleArrayAhoCorasick::serialize);
        let (surfaces, starts) = (self.surfaces.clone(), self.starts.clone());
        postcard::to_stdvec(&Stored { surfaces, starts, automaton: automaton.as_deref() })
    }

    /// The table that was stored; none if these are not the bytes of one.
    pub(crate) fn from_bytes(bytes: &'a [u8]) -> Option<Self> {
        let Stored { surfaces, starts, automaton } = postcard::from_bytes(bytes).ok()?;
        let automaton = match automaton {
            Some(stored) => Some(CharwiseDoubleArrayAhoCorasick::deserialize(stored).ok()?.0),
            None => None,
        };
        Some(NameTable { surfaces, starts, automaton })
    }

    /// All surfaces.
    pub(crate) fn surfaces(&self) -> &[Surface<'a>] {
        &self.surfaces
    }

    /// Calls `emit` with the start and end (bytes) and the surface of everything found in `text`, overlapping names too,
    /// in the order of their ends; not what is one Han character. ASCII letters match in any case.
    pub(crate) fn find<'n>(&'n self, text: &str, mut emit: impl FnMut(usize, usize, &'n Surface<'a>)) {
        let Some(automaton) = &self.automaton else { return };
        // Lower case keeps every offset: only ASCII letters change.
        for found in automaton.find_overlapping_iter(text.to_ascii_lowercase()) {
            self.of_key(found.value()).iter().for_each(|surface| emit(found.start(), found.end(), surface));
        }
    }

    /// The surfaces of a key.
    fn of_key(&self, at: u32) -> &[Surface<'a>] {
        let start = self.starts.get(at as usize).copied().unwrap_or_default();
        let end = self.starts.get(at as usize + 1).copied().unwrap_or(self.surfaces.len() as u32);
        self.surfaces.get(start as usize..end as usize).unwrap_or_default()
    }
}

/// Whether a name is a single Han character.
pub(crate) fn is_one_character(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(is_han) && chars.next().is_none()
}

/// What the automaton looks for.
fn key(folded: &str) -> String {
    folded.to_ascii_lowercase()
}
