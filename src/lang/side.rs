//! Simplified or Traditional: told by the characters that only one side writes (`src/text/tables/sides.tsv`).

use std::sync::LazyLock;

use super::language::Script;
use crate::table::rows;
use crate::text::SIDES;

/// The first and last characters of the table.
const FIRST: usize = 0x4e00;
const LAST: usize = 0x9fff;

/// Characters that written Cantonese is full of and standard Chinese never uses.
const CANTONESE: &str = "嘅咗喺佢哋啲嚟冇嗰咁諗瞓攞俾啦喎嘢乜噉";

/// In [`TABLE`], beside the side: a character of [`CANTONESE`].
const CANTONESE_MARK: u8 = 4;

/// For each character of the unified ideographs: 0 both, 1 Simplified only, 2 Traditional only.
static TABLE: LazyLock<Box<[u8]>> = LazyLock::new(|| {
    let mut table = vec![0; LAST - FIRST + 1].into_boxed_slice();
    for [side, chars] in rows(SIDES) {
        let side = if side == "Hans" { 1 } else { 2 };
        for c in chars.chars() {
            if let Some(slot) = (c as usize).checked_sub(FIRST).and_then(|at| table.get_mut(at)) {
                *slot = side;
            }
        }
    }
    for c in CANTONESE.chars() {
        if let Some(slot) = (c as usize).checked_sub(FIRST).and_then(|at| table.get_mut(at)) {
            *slot |= CANTONESE_MARK;
        }
    }
    table
});

/// What a character of each mark adds: one to some of four counters of 32 bits, so that a text is counted without branches.
const COUNTS: [u128; 8] = {
    let mut counts = [1 << 96; 8];
    let mut mark = 0;
    while mark < 8 {
        let bits = [mark & 1, mark >> 1 & 1, mark >> 2 & 1];
        counts[mark] += (bits[0] as u128) | (bits[1] as u128) << 32 | (bits[2] as u128) << 64;
        mark += 1;
    }
    counts
};

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
        let marks = text.chars().filter_map(|c| table.get((c as usize).wrapping_sub(FIRST)));
        let sum = marks.fold(0, |sum, &mark| sum + COUNTS.get(usize::from(mark)).copied().unwrap_or_default());
        let [hans, hant, cantonese, all] = [0, 32, 64, 96].map(|place| (sum >> place) as u32 as usize);
        Sides { hans, hant, cantonese, all }
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
