//! Fingerprints: a text comes in, 64 bits go out by which the same text, or nearly the same, is known again without
//! keeping it. They stand here because both read the folded view: a text in Traditional and in Simplified characters is
//! one text.
//!
//! The bits depend on the tables of the folded view, so fingerprints of two versions of diglot are not to be compared.

use super::{fold, hash};

/// The fingerprint of a text: equal for texts that differ only in what the folded view evens out (Traditional and
/// Simplified, width, quotes, accents, invisible characters) and in white space, of which a run counts as one blank.
/// Capitals and punctuation count.
///
/// Two different texts have the same with a chance of 1 in 2^64: among a million, that any two do is 1 in 37 million.
///
/// ```
/// use diglot::text::exact_fingerprint;
///
/// assert_eq!(exact_fingerprint("普京訪華\nXi’s  guest"), exact_fingerprint("普京访华 Xi's guest "));
/// assert_ne!(exact_fingerprint("普京訪華"), exact_fingerprint("普京訪華。"));
/// ```
pub fn exact_fingerprint(text: &str) -> u64 {
    let folded = fold(text);
    let mut hash = Hash::default();
    let mut blank = false;
    let mut begun = false;
    for c in folded.as_str().chars() {
        if c.is_whitespace() {
            blank = true;
            continue;
        }
        if std::mem::take(&mut blank) && begun {
            hash.add(' ');
        }
        begun = true;
        hash.add(c);
    }
    hash.finish()
}

/// So many units in a row are a shingle. Of 2, 3 and 4, 2 keeps edited copies closest to their originals, and different
/// articles are as far apart as with 4 (`examples/near_duplicates.rs`).
const SHINGLE: usize = 2;

/// A text's simhash: 64 bits of which near-same texts share most ([`near`](Simhash::near)).
///
/// Units are the characters of Chinese and Japanese, and the runs of letters and digits of all else, folded and in small
/// letters; punctuation and blanks only part them. Each two units in a row are a shingle; each bit of the simhash is
/// what the majority of the shingles' hashes have there (Charikar 2002; Manku, Jain and Das Sarma 2007).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Simhash(pub u64);

impl Simhash {
    /// The largest distance, in bits, of texts that count as near-same: `docs/inputs.md` has what it finds and misses.
    pub const NEAR: u32 = 7;

    /// The simhash of a text; none if it has too few units for its bits to mean anything ([`Simhash::UNITS`]).
    ///
    /// ```
    /// use diglot::text::Simhash;
    ///
    /// let text: String = (1000..1100).map(|n| format!("第{n}次會談 ended. ")).collect();
    /// let of = |text: &str| Simhash::of(text).expect("long enough");
    /// assert!(of(&text).near(of(&text.replacen("會談 ended", "会談结束", 1))));
    /// assert!(Simhash::of("普京訪華").is_none());
    /// ```
    pub fn of(text: &str) -> Option<Self> {
        let folded = fold(text);
        let mut tally = Tally::default();
        let mut word = Hash::default();
        let mut in_word = false;
        for c in folded.as_str().chars() {
            let alone = stands_alone(c);
            if in_word && (alone || !c.is_alphanumeric()) {
                tally.unit(std::mem::take(&mut word).finish());
                in_word = false;
            }
            if alone {
                let mut unit = Hash::default();
                unit.add(c);
                tally.unit(unit.finish());
            } else if c.is_alphanumeric() {
                c.to_lowercase().for_each(|c| word.add(c));
                in_word = true;
            }
        }
        if in_word {
            tally.unit(word.finish());
        }
        tally.finish()
    }

    /// A text of fewer units has no simhash: where one word of ten differs, so do most bits.
    pub const UNITS: usize = 20;

    /// In how many of the 64 bits two differ.
    pub fn distance(self, other: Simhash) -> u32 {
        (self.0 ^ other.0).count_ones()
    }

    /// Whether two texts are near-same: at most [`Simhash::NEAR`] bits differ.
    pub fn near(self, other: Simhash) -> bool {
        self.distance(other) <= Simhash::NEAR
    }
}

/// A character of a script that writes no blanks between words: Han, kana, bopomofo.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}') && c.is_alphanumeric()
}

/// What the shingles so far say of each bit.
struct Tally {
    /// The hashes of the last units, the newest last.
    last: [u64; SHINGLE],
    units: usize,
    /// Ones less zeros, for each bit.
    bits: [i32; 64],
}

impl Default for Tally {
    fn default() -> Self {
        Tally { last: [0; SHINGLE], units: 0, bits: [0; 64] }
    }
}

impl Tally {
    fn unit(&mut self, hash: u64) {
        self.last.rotate_left(1);
        if let Some(newest) = self.last.last_mut() {
            *newest = hash;
        }
        self.units += 1;
        if self.units < SHINGLE {
            return;
        }
        let shingle = self.last.iter().fold(0_u64, |all, &unit| mixed(all.rotate_left(5) ^ unit));
        for (at, bit) in self.bits.iter_mut().enumerate() {
            let one = i32::from((shingle >> at) & 1 == 1);
            *bit = bit.saturating_add(2 * one - 1);
        }
    }

    fn finish(self) -> Option<Simhash> {
        let ones = self.bits.iter().enumerate().filter(|&(_, &bit)| bit > 0);
        (self.units >= Simhash::UNITS).then(|| Simhash(ones.fold(0, |bits, (at, _)| bits | 1 << at)))
    }
}

/// FNV-1a over characters, mixed at the end: no crate, and the same bits everywhere.
struct Hash(u64);

impl Default for Hash {
    fn default() -> Self {
        Hash(hash::START)
    }
}

impl Hash {
    fn add(&mut self, c: char) {
        self.0 = hash::step(self.0, u32::from(c).into());
    }

    fn finish(self) -> u64 {
        mixed(self.0)
    }
}

/// The last step of MurmurHash3: every bit of the input moves every bit of the output.
fn mixed(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_evened_out_is_the_same() {
        let same = [
            ("臺灣總統", "台灣總統"),
            ("Putin met\r\n\r\nXi", " Putin met Xi\n"),
            ("ＮＡＴＯ", "NATO"),
            ("a\u{200b}b", "ab"),
        ];
        for (a, b) in same {
            assert_eq!(exact_fingerprint(a), exact_fingerprint(b), "{a} {b}");
        }
        let different = [("Putin", "putin"), ("a b", "ab"), ("", "a"), ("普京，", "普京。"), ("ab", "ba")];
        for (a, b) in different {
            assert_ne!(exact_fingerprint(a), exact_fingerprint(b), "{a} {b}");
        }
    }

    #[test]
    fn edits_move_few_bits_and_other_texts_many() {
        let sentence = |n: u32| format!("第{}點：{} people met 官員{}。", n * 7919 % 1009, n * 31, n * 104_729 % 997);
        let one: String = (1..40).map(sentence).collect();
        let other: String = (1..40).map(|n| format!("The minister of state {n} left; 記者{}問她。", n * n)).collect();
        let of = |text: &str| Simhash::of(text).expect("long enough");
        assert_eq!(of(&one), of(&one.to_uppercase().replace('。', "\n")));
        assert!(of(&one).near(of(&one.replacen("people", "men", 1))));
        assert!(of(&one).distance(of(&other)) > Simhash::NEAR);
    }

    #[test]
    fn short_texts_have_no_simhash() {
        assert_eq!(Simhash::of(""), None);
        assert_eq!(Simhash::of(&"字".repeat(Simhash::UNITS - 1)), None);
        assert!(Simhash::of(&"word ".repeat(Simhash::UNITS)).is_some());
    }
}
