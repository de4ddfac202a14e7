//! EUC-TW, the encoding of CNS 11643 on old Unix systems of Taiwan: no library in reach reads it, so it is told by its
//! shape and refused, before it becomes garbage as GB18030 or EUC-KR.
//!
//! All three write two bytes of A1 to FE a character. In EUC-TW the Han characters begin at C4 (CNS 11643 plane 1, by
//! strokes: the frequent ones stand first) and nothing stands from A7 to C1 (C2 has control pictures), just where GB2312
//! has half of its frequent characters, EUC-KR all of its syllables up to C8, and EUC-JP half of its kanji.

/// So many Han characters must be seen: with half of the characters of the other encodings below C4, chance gives twelve
/// above it once in 4,096 texts of that length, and never in longer ones.
const MIN_HAN: usize = 12;

/// Whether bytes that are no UTF-8 have the shape of EUC-TW.
pub(super) fn looks_like(bytes: &[u8]) -> bool {
    let mut han = 0;
    let mut others = 0;
    let mut rest = bytes;
    while let [first, tail @ ..] = rest {
        rest = match (first, tail) {
            (0..=0x7f, _) => tail,
            (0xc4..=0xfd, [0xa1..=0xfe, tail @ ..]) => {
                han += 1;
                tail
            }
            (0xa1..=0xa6 | 0xc2, [0xa1..=0xfe, tail @ ..]) => {
                others += 1;
                tail
            }
            // A character of another plane.
            (0x8e, [0xa1..=0xb0, 0xa1..=0xfe, 0xa1..=0xfe, tail @ ..]) => tail,
            // A text cut off inside a character.
            (_, []) => tail,
            _ => return false,
        };
    }
    // Kana stand where EUC-TW has signs; a text of them has few characters above C4.
    han >= MIN_HAN && han > others
}
