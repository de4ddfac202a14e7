//! The automata: one for names with Han characters, one for all others, each built when a text first needs it.

use std::sync::{Arc, OnceLock};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::edge::stands_free;
use crate::Span;
use crate::gazetteer::{Gazetteer, Reading, Surface, is_han};

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

/// Finds all surfaces of a gazetteer in a folded text. What a text does not need is not built: an English one never asks
/// for the Chinese names.
pub(crate) struct Matcher {
    gazetteer: Arc<Gazetteer>,
    han: OnceLock<Han>,
    latin: OnceLock<Automaton>,
}

/// The names with Chinese characters.
struct Han {
    longer: Automaton,
    one_character: OneCharacter,
}

impl Matcher {
    /// A matcher for a gazetteer.
    pub(crate) fn new(gazetteer: Arc<Gazetteer>) -> Self {
        Matcher { gazetteer, han: OnceLock::new(), latin: OnceLock::new() }
    }

    fn han(&self) -> &Han {
        self.han.get_or_init(|| {
            // One character opens a hit almost anywhere: these are looked up by those who know what stands beside them.
            let surfaces = self.gazetteer.surfaces(true).into_iter();
            let (single, longer) = surfaces.partition(|surface| surface.folded.chars().count() == 1);
            Han { longer: Automaton::new(longer, false), one_character: OneCharacter::new(single) }
        })
    }

    fn latin(&self) -> &Automaton {
        self.latin.get_or_init(|| Automaton::new(self.gazetteer.surfaces(false), true))
    }

    /// All hits of surfaces of two characters and more, overlapping ones too, in the order of their ends.
    pub(crate) fn hits<'m>(&'m self, folded: &str, out: &mut Vec<Hit<'m>>) {
        if folded.bytes().any(|b| b.is_ascii_alphabetic()) {
            self.latin().hits(folded, |hit| {
                if stands_free(folded, hit.span) {
                    out.push(hit);
                }
            });
        }
        if !folded.is_ascii() && folded.chars().any(is_han) {
            self.han().longer.hits(folded, |hit| {
                if stands_free(folded, hit.span) {
                    out.push(hit);
                }
            });
        }
    }

    /// The surface that is this one character.
    pub(crate) fn one_character(&self, c: char) -> Option<&Surface> {
        if is_han(c) { self.han().one_character.get(c) } else { None }
    }
}

struct Automaton {
    surfaces: Vec<Surface>,
    ignore_case: bool,
    /// None only beyond two thousand million states, which no gazetteer that fits in memory has.
    automaton: Option<AhoCorasick>,
}

impl Automaton {
    fn new(surfaces: Vec<Surface>, ignore_case: bool) -> Self {
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .ascii_case_insensitive(ignore_case)
            .build(surfaces.iter().map(|surface| surface.folded.as_bytes()))
            .ok();
        Automaton { surfaces, ignore_case, automaton }
    }

    fn hits<'m>(&'m self, text: &str, mut emit: impl FnMut(Hit<'m>)) {
        let Some(automaton) = &self.automaton else { return };
        for found in automaton.find_overlapping_iter(text) {
            let Some(surface) = self.surfaces.get(found.pattern().as_usize()) else { continue };
            emit(Hit {
                span: Span::new(found.start(), found.end()),
                surface: &surface.folded,
                readings: &surface.readings,
                han: !self.ignore_case,
            });
        }
    }
}

/// One-character surfaces by their character.
struct OneCharacter {
    surfaces: Vec<(char, Surface)>,
}

impl OneCharacter {
    fn new(surfaces: Vec<Surface>) -> Self {
        let mut surfaces: Vec<_> =
            surfaces.into_iter().filter_map(|surface| Some((surface.folded.chars().next()?, surface))).collect();
        surfaces.sort_by_key(|&(c, _)| c);
        OneCharacter { surfaces }
    }

    fn get(&self, c: char) -> Option<&Surface> {
        let at = self.surfaces.binary_search_by_key(&c, |&(key, _)| key).ok()?;
        self.surfaces.get(at).map(|(_, surface)| surface)
    }
}
