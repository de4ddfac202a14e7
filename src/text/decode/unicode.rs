//! UTF-32, which encoding_rs leaves out, and how UTF-16 and UTF-32 look without a byte order mark.

use super::Decoded;

/// Which byte of a unit comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Endian {
    /// The lowest.
    Little,
    /// The highest.
    Big,
}

impl Endian {
    /// The order in a text that begins with the mark of UTF-32.
    pub(crate) fn of_mark(bytes: &[u8]) -> Option<Self> {
        [Endian::Little, Endian::Big]
            .into_iter()
            .find(|endian| bytes.get(..4).and_then(|unit| endian.char(unit)) == Some('\u{feff}'))
    }

    /// The order of an encoding that is called so.
    pub(crate) fn of_name(encoding: &str) -> Option<Self> {
        [Endian::Little, Endian::Big].into_iter().find(|endian| endian.utf32() == encoding)
    }

    fn utf32(self) -> &'static str {
        if self == Endian::Little { "UTF-32LE" } else { "UTF-32BE" }
    }

    /// The character that a unit of UTF-32 stands for.
    pub(crate) fn char(self, unit: &[u8]) -> Option<char> {
        char::from_u32(unit32(unit, self)?)
    }
}

/// An encoding of units wider than a byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wide {
    Utf16(Endian),
    Utf32(Endian),
}

/// So many bytes from the start are looked at.
const SAMPLE: usize = 1 << 16;

/// UTF-16 of Chinese has a control character in about every eighteenth byte (29 of 256 values of the lower bytes), of
/// English in every second; legacy text, whose letter pairs can look like Han units, has none.
const ONE_CONTROL_IN: usize = 100;

/// Of a hundred units so many must be characters in use.
const PLAUSIBLE_PERCENT: usize = 90;

/// Fewer units than this can as well be UTF-8 with a stray NUL.
const MIN_UNITS: usize = 4;

/// Decodes UTF-32. Units that are no characters, and bytes left over at the end, become U+FFFD.
pub(super) fn utf32(bytes: &[u8], endian: Endian) -> Decoded {
    let mut text = String::with_capacity(bytes.len() / 2);
    let mut replaced = 0;
    for unit in bytes.chunks(4) {
        let c = endian.char(unit);
        replaced += usize::from(c.is_none());
        text.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    Decoded { text, encoding: endian.utf32(), replaced }
}

fn unit32(bytes: &[u8], endian: Endian) -> Option<u32> {
    let unit = bytes.try_into().ok()?;
    Some(if endian == Endian::Little { u32::from_le_bytes(unit) } else { u32::from_be_bytes(unit) })
}

/// The encoding of wide units that bytes with control characters look like, if any.
pub(super) fn without_mark(bytes: &[u8], valid_utf8: bool, controls: usize) -> Option<Wide> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let endians = [Endian::Little, Endian::Big];
    if let Some(endian) = endians.into_iter().find(|&endian| is_utf32(sample, endian)) {
        return Some(Wide::Utf32(endian));
    }
    if controls * ONE_CONTROL_IN < bytes.len() {
        return None;
    }
    let shapes = endians.map(|endian| (Shape::of(sample, endian), endian));
    let looks = shapes.into_iter().filter(|(shape, _)| shape.is_utf16(valid_utf8));
    looks.max_by_key(|(shape, _)| shape.sure).map(|(_, endian)| Wide::Utf16(endian))
}

/// Whether all whole units are characters and none is NUL. In other data one of the first units exceeds U+10FFFF.
fn is_utf32(sample: &[u8], endian: Endian) -> bool {
    let mut units = sample.chunks_exact(4).map(|unit| unit32(unit, endian).unwrap_or(u32::MAX)).peekable();
    units.peek().is_some() && units.all(|unit| unit != 0 && char::from_u32(unit).is_some())
}

/// How bytes look as UTF-16.
#[derive(Clone, Copy, Debug, Default)]
struct Shape {
    units: usize,
    /// Units that are characters in use, or halves of a pair.
    plausible: usize,
    /// Units that hardly come from elsewhere: ASCII, and the commonest punctuation of Chinese.
    sure: usize,
    ascii: usize,
}

impl Shape {
    fn of(sample: &[u8], endian: Endian) -> Self {
        let mut shape = Shape::default();
        let mut high = false;
        for pair in sample.chunks_exact(2) {
            let &[first, second] = pair else { continue };
            let unit = if endian == Endian::Little { [first, second] } else { [second, first] };
            shape.count(u16::from_le_bytes(unit), &mut high);
        }
        shape
    }

    fn count(&mut self, unit: u16, high: &mut bool) {
        let low = std::mem::replace(high, matches!(unit, 0xd800..=0xdbff));
        let ascii = matches!(unit, 0x09 | 0x0a | 0x0d | 0x20..=0x7e);
        self.units += 1;
        self.ascii += usize::from(ascii);
        self.sure += usize::from(ascii || matches!(unit, 0x3000..=0x3011 | 0xff01..=0xff5e));
        self.plausible += usize::from(match unit {
            0xd800..=0xdbff => true,
            0xdc00..=0xdfff => low,
            // Latin to Arabic; punctuation to box drawing; CJK; hangul; compatibility and full-width forms; a mark.
            0xa0..=0x6ff | 0x2010..=0x26ff | 0x3000..=0x30ff | 0x3400..=0x9fff | 0xac00..=0xd7a3 => true,
            0xf900..=0xfaff | 0xfe30..=0xfe4f | 0xff01..=0xffee | 0xfeff => true,
            _ => ascii,
        });
    }

    /// Valid UTF-8 is UTF-16 only where there are some units and most are ASCII: a list of words with NULs between them has
    /// letter pairs that look like Han units.
    fn is_utf16(&self, valid_utf8: bool) -> bool {
        let plausible = self.plausible * 100 >= self.units * PLAUSIBLE_PERCENT;
        self.units > 0 && plausible && (!valid_utf8 || self.units >= MIN_UNITS && self.ascii * 2 > self.units)
    }
}
