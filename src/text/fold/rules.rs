//! What each character folds to: the tables under `tables/`, read once into an array that answers in one step.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::table::rows;

/// What folding does with one character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// Stays as it is.
    Keep,
    /// Becomes this character, which takes no more bytes.
    Become(char),
    /// Is left out.
    Skip,
    /// A blank; a run of white space folds as a whole.
    Blank,
    /// A line break.
    Break,
    /// An accent of its own: left out behind a Latin letter.
    Mark,
    /// A full-width full stop, which some use as a middle dot.
    Stop,
}

/// The size of the Basic Multilingual Plane, which the array covers.
const BMP: usize = 0x1_0000;

/// Codes in the array: 0 keeps, surrogates (which no character has) name a rule, any other value is a character.
const SKIP: u16 = 0xd800;
const BLANK: u16 = 0xd801;
const BREAK: u16 = 0xd802;
const MARK: u16 = 0xd803;
const STOP: u16 = 0xd804;

/// The sources of the rules, the later ones winning.
const PAIRS: [&str; 2] = [include_str!("../tables/traditional.tsv"), include_str!("../tables/variants.tsv")];
const LATIN: &str = include_str!("../tables/latin.tsv");
const CHARACTERS: &str = include_str!("../tables/characters.tsv");

/// All rules.
pub(super) struct Rules {
    /// One code for each character of the BMP.
    bmp: Box<[u16]>,
    /// Han characters beyond the BMP.
    astral: HashMap<char, char>,
}

/// The rules of the tables.
pub(super) static RULES: LazyLock<Rules> = LazyLock::new(Rules::read);

impl Rules {
    /// What happens to `c`.
    #[inline]
    pub(super) fn of(&self, c: char) -> Rule {
        match self.bmp.get(c as usize) {
            Some(0) => Rule::Keep,
            Some(&code) => decode(code),
            None => self.beyond(c),
        }
    }

    /// What a character of three bytes in UTF-8 becomes, itself if it stays; none where that does not take three bytes or
    /// more than this character has to be looked at.
    #[inline]
    pub(super) fn three_bytes(&self, c: char) -> Option<char> {
        let code = u32::from(*self.bmp.get(c as usize)?);
        // Without a branch: in Traditional text every second character stays.
        let to = if code == 0 { u32::from(c) } else { code };
        // No character has the code of a rule.
        char::from_u32(to).filter(|_| u32::from(c).min(to) >= 0x800)
    }

    #[cold]
    fn beyond(&self, c: char) -> Rule {
        // The variation selectors beyond the BMP are a range too long for the table of single characters.
        if matches!(c, '\u{e0100}'..='\u{e01ef}') {
            return Rule::Skip;
        }
        self.astral.get(&c).map_or(Rule::Keep, |&to| Rule::Become(to))
    }

    fn read() -> Self {
        let mut rules = Rules { bmp: vec![0; BMP].into(), astral: HashMap::new() };
        for [from, to] in PAIRS.into_iter().flat_map(rows) {
            if let (Some(from), Some(to)) = (single(from), single(to)) {
                rules.set(from, to);
            }
        }
        for [to, letters] in rows(LATIN) {
            if let Some(to) = single(to) {
                letters.chars().for_each(|from| rules.set(from, to));
            }
        }
        for [range, to] in rows(CHARACTERS) {
            let Some((first, last)) = code_points(range) else {
                continue;
            };
            let Some(code) = code(to) else { continue };
            for from in first..=last {
                // A character that folds to itself needs no rule.
                if let Some(slot) = rules.bmp.get_mut(from).filter(|_| usize::from(code) != from) {
                    *slot = code;
                }
            }
        }
        rules
    }

    fn set(&mut self, from: char, to: char) {
        match (self.bmp.get_mut(from as usize), u16::try_from(u32::from(to))) {
            (Some(slot), Ok(code)) => *slot = code,
            _ => {
                self.astral.insert(from, to);
            }
        }
    }
}

fn decode(code: u16) -> Rule {
    match code {
        SKIP => Rule::Skip,
        BLANK => Rule::Blank,
        BREAK => Rule::Break,
        MARK => Rule::Mark,
        STOP => Rule::Stop,
        _ => char::from_u32(u32::from(code)).map_or(Rule::Keep, Rule::Become),
    }
}

/// The code of the second column of `characters.tsv`.
fn code(to: &str) -> Option<u16> {
    match to {
        "skip" => Some(SKIP),
        "blank" => Some(BLANK),
        "break" => Some(BREAK),
        "mark" => Some(MARK),
        "stop" => Some(STOP),
        _ => u16::try_from(u32::from(single(to)?)).ok(),
    }
}

/// The character that a column holds, if it holds just one.
pub(in crate::text) fn single(column: &str) -> Option<char> {
    let mut chars = column.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// `U+2010-2013` or `U+2212` as numbers, both ends included.
pub(crate) fn code_points(range: &str) -> Option<(usize, usize)> {
    let range = range.strip_prefix("U+")?;
    let (first, last) = range.split_once('-').unwrap_or((range, range));
    let number = |digits| usize::from_str_radix(digits, 16).ok();
    Some((number(first)?, number(last)?))
}

/// How many of the bytes at the start of `bytes` are Han characters that their first bytes tell: U+4E00 to U+9FFF, most of
/// all Chinese text.
#[inline]
pub(crate) fn plain_han(bytes: &[u8]) -> usize {
    let (characters, _) = bytes.as_chunks::<3>();
    let plain = |&[first, second, _]: &[u8; 3]| matches!(first, 0xe5..=0xe9) || first == 0xe4 && second >= 0xb8;
    3 * characters.iter().position(|character| !plain(character)).unwrap_or(characters.len())
}

/// Whether a character is of Han script (unified and compatibility ideographs).
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a character belongs to a word that is written with blanks: a letter or digit, but no Han, kana or bopomofo.
pub(super) fn is_spaced_letter(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || c.is_alphanumeric() && !is_han(c) && !matches!(c, '\u{3005}'..='\u{312f}' | '\u{31a0}'..='\u{31ff}')
}

/// Whether a character is a Latin letter: plain, accented or full-width.
pub(super) fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
        || c.is_alphabetic() && matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{ff21}'..='\u{ff5a}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tables are read leniently, so this test is what finds a bad row.
    #[test]
    fn every_row_is_understood() {
        for [from, to] in PAIRS.into_iter().flat_map(rows) {
            let pair = single(from).zip(single(to));
            assert!(pair.is_some_and(|(from, to)| to.len_utf8() <= from.len_utf8() && from != to), "{from} {to}");
        }
        for [to, letters] in rows(LATIN) {
            assert!(single(to).is_some_and(|to| letters.chars().all(|from| to.len_utf8() <= from.len_utf8())), "{to}");
        }
        for [range, to] in rows(CHARACTERS) {
            assert!(code_points(range).is_some_and(|(first, last)| first <= last && last < BMP), "{range}");
            assert!(code(to).is_some(), "{range} {to}");
        }
        for table in PAIRS.into_iter().chain([LATIN, CHARACTERS]) {
            let lines = table.lines().filter(|line| !line.is_empty() && !line.starts_with("# ") && *line != "#");
            assert_eq!(lines.count(), rows::<2>(table).count());
        }
    }

    /// The map back rests on this: no character grows, and folding twice changes nothing more.
    #[test]
    fn folding_neither_grows_nor_chains() {
        for c in ('\0'..=char::MAX).filter(|&c| c != '\u{ff0e}') {
            if let Rule::Become(to) = RULES.of(c) {
                assert!(to.len_utf8() <= c.len_utf8(), "{c} grows to {to}");
                assert_eq!(RULES.of(to), Rule::Keep, "{c} folds to {to}, which folds again");
            }
        }
    }
}
