//! All names of a gazetteer in one script, with the trie that finds them.
//!
//! In: surfaces with their readings. Out: a [`NameTable`] that finds every place of every surface in a folded text in one
//! pass. It is made once for the built-in gazetteer, by the build script, and loaded as it was stored: that takes a
//! twentieth of the time of making it. Gazetteers with files of the user's make theirs when a text first needs it.
//!
//! A name can begin only where a word or a Chinese character does, and its first word is a whole word of the text. So a
//! filter is asked about the first word (of Chinese the first two characters), and the trie only where it says yes: a
//! tenth of all places.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crawdad::MpTrie;
use serde::{Deserialize, Serialize};

use super::alias::Reading;
use super::rows;
use super::surfaces::{Surface, Surfaces};
use crate::text::{is_han, plain_han};

/// Surfaces of one script, sorted by key; those with the same key are equal but for the case of ASCII letters.
#[derive(Clone, Default)]
pub(crate) struct NameTable<'a> {
    surfaces: Surfaces<'a>,
    /// Where the surfaces of each key begin.
    starts: Vec<u32>,
    /// The numbers of the surfaces that are one Han character.
    one_character: Vec<u32>,
    openings: Openings<'a>,
    /// Whether a name holds a Han character: else one begins at none.
    han: bool,
    /// Gives for each key its place in `starts`; none where there are no surfaces. The tails that names do not share stand
    /// outside the double array: it stays in the cache.
    trie: Option<Arc<MpTrie>>,
}

/// The stored form of a table.
#[derive(Serialize, Deserialize)]
struct Stored<'a> {
    #[serde(borrow)]
    surfaces: Surfaces<'a>,
    #[serde(with = "rows")]
    starts: Vec<u32>,
    #[serde(with = "rows")]
    one_character: Vec<u32>,
    #[serde(borrow)]
    openings: Openings<'a>,
    han: bool,
    /// What the trie serialises itself to.
    trie: Option<&'a [u8]>,
}

impl<'a> NameTable<'a> {
    /// The table of some surfaces.
    pub(crate) fn new(surfaces: BTreeMap<String, Vec<Reading>>) -> Self {
        let mut surfaces: Vec<(String, Vec<Reading>)> = surfaces.into_iter().collect();
        surfaces.sort_by_cached_key(|(folded, _)| key(folded));
        let mut keys: Vec<String> = Vec::new();
        let mut starts = Vec::new();
        for (at, (folded, _)) in (0..).zip(&surfaces) {
            let key = key(folded);
            if keys.last() != Some(&key) {
                keys.push(key);
                starts.push(at);
            }
        }
        // One Han character opens a hit almost anywhere: these are looked up by those who know what stands beside them.
        let sought = || keys.iter().map(String::as_str).zip(0..).filter(|(key, _)| !is_one_character(key));
        let mut openings = Openings::default();
        surfaces.iter().filter(|(name, _)| !is_one_character(name)).for_each(|(name, _)| openings.add(name));
        let trie = MpTrie::from_records(sought()).ok().map(Arc::new);
        let han = keys.iter().any(|key| key.contains(is_han));
        let one_character = (0..).zip(&surfaces).filter(|(_, (name, _))| is_one_character(name)).map(|(at, _)| at);
        let one_character = one_character.collect();
        NameTable { surfaces: surfaces.into_iter().collect(), starts, one_character, openings, han, trie }
    }

    /// The stored form.
    ///
    /// # Errors
    /// What postcard says.
    #[allow(dead_code, reason = "only the build script stores")]
    pub(crate) fn to_bytes(&self) -> Result<Vec<u8>, postcard::Error> {
        let trie = self.trie.as_ref().map(|trie| trie.serialize_to_vec());
        let NameTable { surfaces, starts, one_character, openings, han, .. } = self.clone();
        postcard::to_stdvec(&Stored { surfaces, starts, one_character, openings, han, trie: trie.as_deref() })
    }

    /// The table that was stored; none if these are not the bytes of one.
    pub(crate) fn from_bytes(bytes: &'a [u8]) -> Option<Self> {
        let Stored { surfaces, starts, one_character, openings, han, trie } = postcard::from_bytes(bytes).ok()?;
        let trie = trie.map(|stored| Arc::new(MpTrie::deserialize_from_slice(stored).0));
        Some(NameTable { surfaces, starts, one_character, openings, han, trie })
    }

    /// All surfaces.
    pub(crate) fn surfaces(&self) -> &Surfaces<'a> {
        &self.surfaces
    }

    /// The numbers of the surfaces that are one Han character, and those characters.
    pub(crate) fn one_character(&self) -> impl Iterator<Item = (u32, char)> {
        let character = |at: u32| self.surfaces.get(at as usize)?.folded.chars().next();
        self.one_character.iter().filter_map(move |&at| Some((at, character(at)?)))
    }

    /// Calls `emit` with the start and end (bytes) and the key of everything found in `text` where a word begins and where
    /// the first word of a name is a whole word; overlapping names too, in the order of their starts, then of their ends;
    /// not what is one Han character. ASCII letters match in any case; but what begins with a small letter is only a name
    /// that is written so, unless `any_case` is set.
    pub(crate) fn find(&self, text: &str, any_case: bool, mut emit: impl FnMut(usize, usize, Key)) {
        let Some(trie) = &self.trie else { return };
        let mut start = 0;
        loop {
            if !self.han {
                start += plain_han(text.as_bytes().get(start..).unwrap_or_default());
            }
            let Some(opening) = text.get(start..).and_then(Opening::of) else { return };
            if self.openings.has(opening.hash(any_case)) {
                // The trie counts characters.
                let end = Cell::new(start);
                let letters = text.get(start..).unwrap_or_default().chars().map(|c| {
                    end.set(end.get() + c.len_utf8());
                    c.to_ascii_lowercase()
                });
                trie.common_prefix_search(letters).for_each(|(key, _)| emit(start, end.get(), Key(key)));
            }
            start += opening.len;
        }
    }

    /// The surfaces of a key.
    pub(crate) fn of_key(&self, Key(at): Key) -> impl Iterator<Item = Surface<'_>> {
        let start = self.starts.get(at as usize).copied().unwrap_or_default();
        let end = self.starts.get(at as usize + 1).copied().unwrap_or(self.surfaces.len() as u32);
        (start as usize..end as usize).filter_map(|at| self.surfaces.get(at))
    }
}

/// Surfaces of a table that are equal but for the case of ASCII letters.
#[derive(Clone, Copy)]
pub(crate) struct Key(u32);

/// What a name or a text begins with: a word, one or two Chinese characters, or another character.
#[derive(Clone, Copy)]
struct Opening {
    /// Of its characters in lower case.
    hash: u64,
    /// Whether it begins with a small letter (ASCII).
    small: bool,
    /// Up to where the next name may begin, in bytes.
    len: usize,
}

/// What tells the hash of an opening with a small letter from that of the same letters in any case.
const SMALL: u64 = 0x9e37_79b9_7f4a_7c15;

impl Opening {
    /// That of a text, none if it is empty.
    #[inline]
    fn of(text: &str) -> Option<Self> {
        let head = head(text.as_bytes());
        let (first, fourth) = (head as u8, (head >> 24) as u8);
        if !matches!(first, 0xe4..=0xe9) {
            return Self::other(text);
        }
        // A Chinese character of three bytes, with the one behind it if that takes as many.
        let characters = if fourth >= 0xe0 { head & 0xffff_ffff_ffff } else { head & 0xff_ffff };
        Some(Opening { hash: hash(0, characters), small: false, len: 3 })
    }

    /// That of a text that begins with anything else.
    #[inline(never)]
    fn other(text: &str) -> Option<Self> {
        let first = text.chars().next()?;
        if is_word_letter(first) {
            return Some(Self::word(text, first.is_ascii_lowercase()));
        }
        Some(Opening { hash: hash(0, first.into()), small: false, len: first.len_utf8() })
    }

    /// The word at the start of `text`.
    fn word(text: &str, small: bool) -> Self {
        let mut word = Opening { hash: 0, small, len: 0 };
        // Most words are ASCII letters and nothing else.
        for byte in text.bytes() {
            let letter = LETTERS.get(usize::from(byte)).copied().unwrap_or_default();
            if letter == 0 {
                break;
            }
            word.hash = hash(word.hash, letter.into());
            word.len += 1;
        }
        let rest = text.get(word.len..).unwrap_or_default();
        if rest.as_bytes().first() == Some(&b' ') {
            // No name begins with a blank.
            word.len += 1;
            return word;
        }
        for c in rest.chars().take_while(|&c| is_word_letter(c)) {
            word.hash = hash(word.hash, c.to_ascii_lowercase().into());
            word.len += c.len_utf8();
        }
        word
    }

    /// The hash by which names that begin so are found: with a small letter those that are written with one, too, or (in
    /// `any_case`) all.
    #[inline]
    fn hash(self, any_case: bool) -> u64 {
        if self.small && !any_case { self.hash ^ SMALL } else { self.hash }
    }
}

/// The first eight bytes, the first of them lowest; zeros where there are fewer.
#[inline]
fn head(bytes: &[u8]) -> u64 {
    u64::from_le_bytes(bytes.first_chunk().copied().unwrap_or_else(|| {
        let mut padded = [0; 8];
        padded.iter_mut().zip(bytes).for_each(|(to, &byte)| *to = byte);
        padded
    }))
}

/// ASCII letters in lower case; 0 for all other bytes.
const LETTERS: [u8; 256] = {
    let mut letters = [0; 256];
    let mut at = 0;
    while at < letters.len() {
        letters[at] = if (at as u8).is_ascii_alphabetic() { (at as u8).to_ascii_lowercase() } else { 0 };
        at += 1;
    }
    letters
};

/// One step of the hash that rustc uses for its own tables.
#[inline]
fn hash(state: u64, next: u64) -> u64 {
    (state.rotate_left(5) ^ next).wrapping_mul(0x517c_c1b7_2722_0a95)
}

/// A letter or digit of a script that writes blanks between words: Latin names do not begin or end inside them, nor beside
/// them (see `stands_free` in the room of mentions).
#[inline]
pub(crate) fn is_word_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    let east_asian =
        is_han(c) || matches!(c, '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ac00}'..='\u{d7af}');
    !east_asian && !is_chinese_mark(c) && c.is_alphanumeric()
}

/// The marks that Chinese text is full of: known here, they are not sought in Unicode's tables of letters.
fn is_chinese_mark(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{3002}' | '\u{3008}'..='\u{301f}')
        || matches!(c, '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}')
}

/// A set of openings by their hashes, that may hold a few more (a Bloom filter with one hash).
#[derive(Clone, Default, Serialize, Deserialize)]
struct Openings<'a>(#[serde(borrow)] Cow<'a, [u8]>);

/// Bits of the filter as a power of two: thirteen for each opening of the built-in names, so that one opening in fourteen
/// that no name has is let through.
const BITS: u32 = 18;

impl Openings<'_> {
    fn add(&mut self, name: &str) {
        let bits = self.0.to_mut();
        bits.resize(1 << (BITS - 3), 0);
        let Some(opening) = Opening::of(name) else { return };
        for (byte, bit) in [true, false].map(|any_case| place(opening.hash(any_case))) {
            if let Some(slot) = bits.get_mut(byte) {
                *slot |= bit;
            }
        }
    }

    #[inline]
    fn has(&self, hash: u64) -> bool {
        let (byte, bit) = place(hash);
        self.0.get(byte).is_some_and(|slot| slot & bit != 0)
    }
}

#[inline]
fn place(hash: u64) -> (usize, u8) {
    let place = (hash >> (64 - BITS)) as usize;
    (place / 8, 1 << (place % 8))
}

/// Whether a name is a single Han character.
pub(crate) fn is_one_character(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(is_han) && chars.next().is_none()
}

/// What the trie looks for.
fn key(folded: &str) -> String {
    folded.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::super::alias::{Form, Target};
    use super::*;

    fn table(names: &[&str]) -> NameTable<'static> {
        let reading = |at| Reading {
            target: Target::Entity(at),
            form: Form::Name,
            ambiguous: false,
            exact_case: false,
            titles: (0, 0),
        };
        NameTable::new((0..).zip(names).map(|(at, name)| ((*name).to_owned(), vec![reading(at)])).collect())
    }

    fn found<'t>(names: &[&str], text: &'t str) -> Vec<&'t str> {
        let mut found = Vec::new();
        table(names).find(text, false, |start, end, _| found.extend(text.get(start..end)));
        found
    }

    #[test]
    fn names_are_found_where_they_begin() {
        let cases: &[(&[&str], &str, &[&str])] = &[
            (&["普京", "普京总统"], "见普京总统。", &["普京", "普京总统"]),
            (&["习·X", "习é"], "习·X习é习", &["习·X", "习é"]),
            (&["Xi", "Xi Jinping"], "XI JINPING and Xi", &["XI", "XI JINPING", "Xi"]),
            (&["de Gaulle", "May"], "de gaulle may", &["de gaulle"]),
            (&["Émile", "U.S."], "Émile, U.S.", &["Émile", "U.S."]),
            (&["G20峰会"], "去G20峰会", &["G20峰会"]),
            (&["普"], "普", &[]),
        ];
        for (names, text, expected) in cases {
            assert_eq!(&found(names, text), expected, "{names:?} in {text}");
        }
    }

    #[test]
    fn what_is_stored_is_loaded() {
        let made = table(&["普", "普京", "Putin"]);
        let bytes = made.to_bytes().expect("a stored form");
        let loaded = NameTable::from_bytes(&bytes).expect("a table");
        let readings = |table: &NameTable<'_>| -> Vec<(String, Vec<Reading>)> {
            table.surfaces().iter().map(|surface| (surface.folded.to_owned(), surface.readings.to_vec())).collect()
        };
        assert_eq!(readings(&loaded), readings(&made));
        assert_eq!(loaded.one_character().map(|(_, c)| c).collect::<String>(), "普");
    }

    #[test]
    fn marks_are_no_letters() {
        assert!(('\0'..=char::MAX).filter(|&c| is_chinese_mark(c)).all(|c| !c.is_alphanumeric()));
    }
}
