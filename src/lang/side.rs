//! Simplified or Traditional: told by the characters that only one side writes (`src/text/tables/sides.tsv`).

use std::sync::LazyLock;

use super::language::Script;
use crate::text::SIDES;

/// The first and last characters of the table.
const FIRST: usize = 0x4e00;
const LAST: usize = 0x9fff;

/// For each character of the unified ideographs: 0 both, 1 Simplified only, 2 Traditional only.
static TABLE: LazyLock<Box<[u8]>> = LazyLock::new(|| {
    let mut table = vec![0; LAST - FIRST + 1].into_boxed_slice();
    for (side, chars) in crate::text::rows(SIDES) {
        let side = if side == "Hans" { 1 } else { 2 };
        for c in chars.chars() {
            if let Some(slot) = (c as usize).checked_sub(FIRST).and_then(|at| table.get_mut(at)) {
                *slot = side;
            }
        }
    }
    table
});

/// How many characters only one side writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sides {
    hans: usize,
    hant: usize,
}

/// The smaller side counts as a mixture from this share on: single characters of the other side stand in names, quotes
/// and old print forms.
const MIXED_SHARE: usize = 5;

impl Sides {
    /// Adds the characters of `text`.
    pub(super) fn count(&mut self, text: &str) {
        let table = &**TABLE;
        for c in text.chars() {
            match (c as usize).checked_sub(FIRST).and_then(|at| table.get(at)) {
                Some(1) => self.hans += 1,
                Some(2) => self.hant += 1,
                _ => {}
            }
        }
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

/// Whether a Chinese text is Simplified, Traditional, mixed or undecided, by the characters that one side only writes.
pub fn side(text: &str) -> Script {
    let mut sides = Sides::default();
    sides.count(text);
    sides.script()
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
