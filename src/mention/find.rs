//! Hits: every place where a name of the gazetteer stands, by its tables of names with Han characters and of all others, each
//! loaded when a text first needs it.

use std::sync::{Arc, OnceLock};

use super::edge::stands_free;
use crate::Span;
use crate::gazetteer::{Gazetteer, NameTable, Reading, Surface, is_han, is_one_character};

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
    one_character: OnceLock<OneCharacter>,
}

impl Matcher {
    /// A matcher for a gazetteer.
    pub(crate) fn new(gazetteer: Arc<Gazetteer>) -> Self {
        Matcher { gazetteer, one_character: OnceLock::new() }
    }

    /// All hits of surfaces of two characters and more, overlapping ones too: those without Han characters first, each kind
    /// in the order of their starts.
    pub(crate) fn hits<'m>(&'m self, folded: &str, out: &mut Vec<Hit<'m>>) {
        let latin = folded.bytes().any(|b| b.is_ascii_alphabetic());
        let chinese = !folded.is_ascii() && folded.chars().any(is_han);
        for han in [false, true].into_iter().filter(|&han| if han { chinese } else { latin }) {
            self.gazetteer.names(han).find(folded, |start, end, surface| {
                let span = Span::new(start, end);
                if stands_free(folded, span) {
                    out.push(Hit { span, surface: &surface.folded, readings: &surface.readings, han });
                }
            });
        }
    }

    /// The surface that is this one character.
    pub(crate) fn one_character(&self, c: char) -> Option<&Surface<'static>> {
        if !is_han(c) {
            return None;
        }
        let names = self.gazetteer.names(true);
        self.one_character.get_or_init(|| OneCharacter::new(names)).get(names, c)
    }
}

/// The places of the one-character surfaces by their character: asked for every Han character of every text.
struct OneCharacter {
    /// For each character from [`FIRST`] on one more than its place, 0 where it is no surface.
    places: Vec<u32>,
}

/// The first of the unified ideographs, and the one behind the last.
const FIRST: usize = 0x4e00;
const END: usize = 0xa000;

impl OneCharacter {
    fn new(names: &NameTable<'_>) -> Self {
        let mut places = vec![0; END - FIRST];
        for (at, surface) in (1..).zip(names.surfaces()).filter(|(_, surface)| is_one_character(&surface.folded)) {
            let c = surface.folded.chars().next().and_then(|c| (c as usize).checked_sub(FIRST));
            if let Some(slot) = c.and_then(|c| places.get_mut(c)) {
                *slot = at;
            }
        }
        OneCharacter { places }
    }

    fn get<'n>(&self, names: &'n NameTable<'static>, c: char) -> Option<&'n Surface<'static>> {
        let place = *self.places.get((c as usize).checked_sub(FIRST)?)?;
        names.surfaces().get((place as usize).checked_sub(1)?)
    }
}
