//! Hits: every place where a name of the gazetteer stands, by its tables of names with Han characters and of all others, each
//! loaded when a text first needs it.

use std::sync::{Arc, OnceLock};

use super::edge::stands_free;
use crate::Span;
use crate::gazetteer::{Gazetteer, NameTable, Reading, Surface, Surfaces};

/// A surface of the gazetteer found in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit<'m> {
    /// Where, in bytes of the folded text.
    pub(crate) span: Span,
    /// The surface, in the case of the gazetteer.
    pub(crate) surface: &'m str,
    pub(crate) readings: &'m [Reading],
    /// Whether the surface holds Han characters.
    pub(crate) han: bool,
}

/// Finds all surfaces of a gazetteer in a folded text. What a text does not need is not loaded: an English one never asks
/// for the Chinese names.
pub(crate) struct Matcher {
    gazetteer: Arc<Gazetteer>,
    /// See [`OneCharacterNames`].
    one_character: OnceLock<Vec<u32>>,
}

impl Matcher {
    /// A matcher for a gazetteer.
    pub(crate) fn new(gazetteer: Arc<Gazetteer>) -> Self {
        Matcher { gazetteer, one_character: OnceLock::new() }
    }

    /// All hits of surfaces of two characters and more, overlapping ones too: those without Han characters first, each kind
    /// in the order of their starts. `has_han` says whether the text holds Han characters, `any_case` whether names with
    /// a capital are sought in small letters too.
    pub(crate) fn hits<'m>(&'m self, folded: &str, has_han: bool, any_case: bool, out: &mut Vec<Hit<'m>>) {
        // Stretch by stretch: without a way out of the loop it looks at many bytes at a time.
        let letters = |bytes: &[u8]| bytes.iter().fold(false, |any, b| any | b.is_ascii_alphabetic());
        let latin = folded.as_bytes().chunks(64).any(letters);
        for han in [false, true].into_iter().filter(|&han| if han { has_han } else { latin }) {
            let names = self.gazetteer.names(han);
            names.find(folded, any_case, |start, end, key| {
                let span = Span::new(start, end);
                if stands_free(folded, span) {
                    let hit =
                        |surface: Surface<'m>| Hit { span, surface: surface.folded, readings: surface.readings, han };
                    out.extend(names.of_key(key).map(hit));
                }
            });
        }
    }

    /// The surfaces of one character.
    pub(crate) fn one_character_names(&self) -> OneCharacterNames<'_> {
        let names = self.gazetteer.names(true);
        OneCharacterNames { surfaces: names.surfaces(), places: self.one_character.get_or_init(|| places(names)) }
    }
}

/// The surfaces that are one character: asked for every Han character of every text.
#[derive(Clone, Copy)]
pub(crate) struct OneCharacterNames<'m> {
    surfaces: &'m Surfaces<'static>,
    /// For each character from [`FIRST`] on one more than its place, 0 where it is no surface.
    places: &'m [u32],
}

/// The first of the unified ideographs, and the one behind the last.
const FIRST: usize = 0x4e00;
const END: usize = 0xa000;

fn places(names: &NameTable<'_>) -> Vec<u32> {
    let mut places = vec![0; END - FIRST];
    for (at, c) in names.one_character() {
        if let Some(slot) = (c as usize).checked_sub(FIRST).and_then(|c| places.get_mut(c)) {
            *slot = at + 1;
        }
    }
    places
}

impl<'m> OneCharacterNames<'m> {
    fn place(self, c: char) -> usize {
        self.places.get((c as usize).wrapping_sub(FIRST)).map_or(0, |&place| place as usize)
    }

    /// Whether a character is one of them.
    #[inline]
    pub(crate) fn has(self, c: char) -> bool {
        self.place(c) != 0
    }

    /// The surface that is this character.
    pub(crate) fn get(self, c: char) -> Option<Surface<'m>> {
        self.surfaces.get(self.place(c).checked_sub(1)?)
    }
}
