//! Simplified or Traditional: told by the characters that only one side writes (`src/text/tables/sides.tsv`).

use std::sync::LazyLock;

use super::language::Script;
use crate::table::{lines, rows};
use crate::text::SIDES;

/// The first and last characters of the table.
const FIRST: usize = 0x4e00;
const LAST: usize = 0x9fff;

/// Characters of written Cantonese.
const CANTONESE: &str = include_str!("tables/cantonese.txt");

/// The marks of [`TABLE`]: Simplified only, Traditional only, and beside these a character of [`CANTONESE`].
const HANS_MARK: u8 = 1;
const HANT_MARK: u8 = 2;
const CANTONESE_MARK: u8 = 4;

/// The marks of each character of the unified ideographs.
static TABLE: LazyLock<Box<[u8]>> = LazyLock::new(|| {
    let mut table = vec![0; LAST - FIRST + 1].into_boxed_slice();
    for [side, chars] in rows(SIDES) {
        let side = if side == "Hans" { HANS_MARK } else { HANT_MARK };
        for c in chars.chars() {
            if let Some(slot) = (c as usize).checked_sub(FIRST).and_then(|at| table.get_mut(at)) {
                *slot = side;
            }
        }
    }
    for c in lines(CANTONESE).flat_map(str::chars) {
        if let Some(slot) = (c as usize).checked_sub(FIRST).and_then(|at| table.get_mut(at)) {
            *slot |= CANTONESE_MARK;
        }
    }
    table
});

/// One of so many Chinese characters has to be of Cantonese alone.
const CANTONESE_SHARE: usize = 50;

/// How many characters only one side writes, and how many only Cantonese.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sides {
    hans: usize,
    hant: usize,
    cantonese: usize,
    /// All Chinese characters.
    all: usize,
}

/// The smaller side counts as a mixture from this share on: single characters of the other side stand in names, quotes
/// and old print forms.
const MIXED_SHARE: usize = 5;

impl Sides {
    /// Those of `text`.
    pub(super) fn of(text: &str) -> Self {
        let table = &**TABLE;
        let mut sides = Sides::default();
        // Without a branch on the mark: no text keeps to one side of one.
        for mark in text.chars().filter_map(|c| table.get((c as usize).wrapping_sub(FIRST))) {
            sides.hans += usize::from(mark & HANS_MARK);
            sides.hant += usize::from(mark & HANT_MARK) / usize::from(HANT_MARK);
            sides.cantonese += usize::from(mark & CANTONESE_MARK) / usize::from(CANTONESE_MARK);
            sides.all += 1;
        }
        sides
    }

    /// Whether the characters are written Cantonese: at least two of its own, and one in [`CANTONESE_SHARE`].
    pub(super) fn is_cantonese(self) -> bool {
        self.cantonese >= 2 && self.cantonese * CANTONESE_SHARE >= self.all
    }

    /// Which side the characters speak for.
    pub(super) fn script(self) -> Script {
        let (fewer, more) = (self.hans.min(self.hant), self.hans.max(self.hant));
        match () {
            () if more == 0 => Script::UNDECIDED,
            () if fewer * MIXED_SHARE >= more => Script::MIXED,
            () if self.hans > self.hant => Script::HANS,
            () => Script::HANT,
        }
    }
}

impl std::ops::AddAssign for Sides {
    fn add_assign(&mut self, other: Self) {
        self.hans += other.hans;
        self.hant += other.hant;
        self.cantonese += other.cantonese;
        self.all += other.all;
    }
}

/// Whether a Chinese text is Simplified, Traditional, mixed or undecided, by the characters that one side only writes.
pub fn side(text: &str) -> Script {
    Sides::of(text).script()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases() {
        let cases = [
            ("", Script::UNDECIDED),
            ("日本外相", Script::UNDECIDED),
            ("群眾", Script::HANT),
            ("群峰里的床", Script::UNDECIDED),
            ("总统抵达机场", Script::HANS),
            ("總統抵達機場", Script::HANT),
            ("總統抵達机场", Script::MIXED),
            ("立法院長韓國瑜會見議員時談到恒春的建設經費與時間安排问题", Script::HANT),
        ];
        for (text, script) in cases {
            assert_eq!(side(text), script, "{text}");
        }
    }
}
