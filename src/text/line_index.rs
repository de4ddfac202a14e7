//! Offsets at the rim: bytes inside, the unit of the caller outside.

use std::fmt;
use std::ops::AddAssign;
use std::str::FromStr;
use std::sync::OnceLock;

/// What an offset counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OffsetUnit {
    /// Unicode code points, as Python counts.
    #[default]
    Char,
    /// Bytes of UTF-8, as Rust and Go count.
    Byte,
    /// UTF-16 code units, as JavaScript and Java count.
    Utf16,
}

impl OffsetUnit {
    /// `char`, `byte` or `utf16`.
    pub const fn as_str(self) -> &'static str {
        match self {
            OffsetUnit::Char => "char",
            OffsetUnit::Byte => "byte",
            OffsetUnit::Utf16 => "utf16",
        }
    }

    /// How many units the characters have that begin in these bytes.
    fn count(self, bytes: &[u8]) -> usize {
        let starts = || bytes.iter().filter(|&&b| b & 0xc0 != 0x80).count();
        match self {
            OffsetUnit::Byte => bytes.len(),
            OffsetUnit::Char => starts(),
            // Characters of four bytes in UTF-8 are a pair of surrogates in UTF-16.
            OffsetUnit::Utf16 => starts() + bytes.iter().filter(|&&b| b >= 0xf0).count(),
        }
    }
}

impl fmt::Display for OffsetUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A place in a text in every unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Offsets {
    /// Bytes of UTF-8.
    pub bytes: usize,
    /// Unicode code points.
    pub chars: usize,
    /// UTF-16 code units.
    pub utf16: usize,
    /// Line breaks before it: `\n`, `\r\n` or `\r`.
    pub lines: usize,
}

impl Offsets {
    /// The place of the end of a text.
    pub fn of(text: &str) -> Self {
        let count = |unit: OffsetUnit| unit.count(text.as_bytes());
        Offsets {
            bytes: text.len(),
            chars: count(OffsetUnit::Char),
            utf16: count(OffsetUnit::Utf16),
            lines: line_starts(text).len(),
        }
    }

    /// The place in a unit.
    pub const fn in_unit(self, unit: OffsetUnit) -> usize {
        match unit {
            OffsetUnit::Byte => self.bytes,
            OffsetUnit::Char => self.chars,
            OffsetUnit::Utf16 => self.utf16,
        }
    }
}

impl AddAssign for Offsets {
    fn add_assign(&mut self, more: Self) {
        self.bytes += more.bytes;
        self.chars += more.chars;
        self.utf16 += more.utf16;
        self.lines += more.lines;
    }
}

/// An offset unit that is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown offset unit '{0}': give char, byte or utf16")]
pub struct OffsetUnitError(String);

impl FromStr for OffsetUnit {
    type Err = OffsetUnitError;

    fn from_str(name: &str) -> Result<Self, OffsetUnitError> {
        let units = [OffsetUnit::Char, OffsetUnit::Byte, OffsetUnit::Utf16];
        units.into_iter().find(|unit| unit.as_str() == name).ok_or_else(|| OffsetUnitError(name.to_owned()))
    }
}

/// One checkpoint stands for so many bytes: with 32, the index takes a quarter of the text and a lookup counts half a cache
/// line.
const BLOCK: usize = 32;

/// Converts byte offsets of one text to another unit and back, and tells lines.
///
/// ```
/// use diglot::text::{OffsetIndex, OffsetUnit};
///
/// let index = OffsetIndex::new("普京\n😀 Xi", OffsetUnit::Utf16);
/// assert_eq!(index.offset(12), 6);
/// assert_eq!(index.byte(6), 12);
/// assert_eq!(index.line(12), 2);
/// ```
#[derive(Clone, Debug)]
pub struct OffsetIndex<'t> {
    text: &'t str,
    unit: OffsetUnit,
    /// Units before each block; empty where units are bytes.
    before: Vec<usize>,
    /// Offsets at which lines begin, but for the first; made when first asked for.
    lines: OnceLock<Vec<usize>>,
}

impl<'t> OffsetIndex<'t> {
    /// An index for offsets into `text`. Takes one pass over the text; ASCII text needs no memory.
    pub fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let before = if unit == OffsetUnit::Byte || text.is_ascii() { Vec::new() } else { checkpoints(text, unit) };
        OffsetIndex { text, unit, before, lines: OnceLock::new() }
    }

    /// The unit that the index counts.
    pub fn unit(&self) -> OffsetUnit {
        self.unit
    }

    /// A byte offset in the unit. One inside a character counts as its end, one behind the text as the end of the text.
    /// Takes constant time.
    pub fn offset(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        match self.before.get(byte / BLOCK) {
            Some(before) => {
                let block = self.text.as_bytes().get(byte - byte % BLOCK..byte).unwrap_or_default();
                before + self.unit.count(block)
            }
            None => byte,
        }
    }

    /// The byte offset of an offset in the unit. One inside a character is that of its end, one behind the text the
    /// length of the text. Takes time in the logarithm of the length of the text.
    pub fn byte(&self, offset: usize) -> usize {
        if self.before.is_empty() {
            return super::fold::ceil(self.text, offset);
        }
        let block = self.before.partition_point(|&before| before <= offset).saturating_sub(1);
        let mut units = self.before.get(block).copied().unwrap_or(0);
        let start = super::fold::ceil(self.text, block * BLOCK);
        for (at, c) in self.text.get(start..).unwrap_or_default().char_indices() {
            if units >= offset {
                return start + at;
            }
            units += if self.unit == OffsetUnit::Utf16 { c.len_utf16() } else { 1 };
        }
        self.text.len()
    }

    /// The number, from 1, of the line that a byte offset stands in. Lines end with `\n`, `\r\n` or `\r`.
    pub fn line(&self, byte: usize) -> usize {
        let starts = self.lines.get_or_init(|| line_starts(self.text));
        starts.partition_point(|&start| start <= byte) + 1
    }
}

fn checkpoints(text: &str, unit: OffsetUnit) -> Vec<usize> {
    let mut units = 0;
    let mut before = Vec::with_capacity(text.len().div_ceil(BLOCK) + 1);
    for block in text.as_bytes().chunks(BLOCK) {
        before.push(units);
        units += unit.count(block);
    }
    // The end of a text of whole blocks needs a checkpoint too.
    before.push(units);
    before
}

fn line_starts(text: &str) -> Vec<usize> {
    let ends = text.match_indices(['\n', '\r']).map(|(at, _)| at + 1);
    ends.filter(|&start| !text.get(start - 1..).is_some_and(|rest| rest.starts_with("\r\n"))).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const UNITS: [OffsetUnit; 3] = [OffsetUnit::Char, OffsetUnit::Byte, OffsetUnit::Utf16];

    #[test]
    fn units_have_one_name_each() {
        for unit in UNITS {
            assert_eq!(unit.to_string().parse(), Ok(unit));
            assert_eq!(serde_json::to_value(unit).ok(), Some(unit.as_str().into()));
        }
        assert_eq!("bytes".parse::<OffsetUnit>(), Err(OffsetUnitError("bytes".to_owned())));
    }

    #[test]
    fn lines_end_in_three_ways() {
        let index = OffsetIndex::new("a\nb\r\nc\rd", OffsetUnit::Byte);
        let lines: Vec<usize> = (0..9).map(|byte| index.line(byte)).collect();
        assert_eq!(lines, [1, 1, 2, 2, 2, 3, 3, 4, 4]);
    }

    #[test]
    fn ascii_takes_no_memory() {
        assert_eq!(OffsetIndex::new(&"plain ".repeat(100), OffsetUnit::Char).before.capacity(), 0);
    }

    proptest! {
        #[test]
        fn agrees_with_counting(text in "[a中é😀\n]{0,200}", unit in 0..3usize) {
            let unit = UNITS[unit];
            let index = OffsetIndex::new(&text, unit);
            let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            for byte in ends {
                let head = &text[..byte];
                let naive = match unit {
                    OffsetUnit::Char => head.chars().count(),
                    OffsetUnit::Byte => byte,
                    OffsetUnit::Utf16 => head.encode_utf16().count(),
                };
                prop_assert_eq!(index.offset(byte), naive);
                prop_assert_eq!(index.byte(naive), byte);
                prop_assert_eq!(index.line(byte), head.matches('\n').count() + 1);
            }
            prop_assert_eq!(index.byte(usize::MAX), text.len());
            prop_assert_eq!(index.offset(usize::MAX), index.offset(text.len()));
        }
    }
}
