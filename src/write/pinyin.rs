//! Readings of Chinese words in Hanyu Pinyin, character by character: the first reading that the Unihan-based tables of the
//! `pinyin` crate give, which is the most frequent one. Which of several readings a character has in a word is not decided;
//! such words are marked.

use pinyin::{ToPinyin, ToPinyinMulti};

/// The reading of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Syllables with tone marks, a blank between them: `hàn yǔ`. A character without a known reading stands for itself.
    pub pinyin: String,
    /// Whether a character has several readings, of which this is the most frequent.
    pub several: bool,
}

/// The reading of a word; none if it holds no character with a reading.
pub fn reading(word: &str) -> Option<Reading> {
    let mut syllables = Vec::new();
    let mut known = false;
    for (c, syllable) in word.chars().zip(word.to_pinyin()) {
        known |= syllable.is_some();
        syllables.push(syllable.map_or_else(|| c.to_string(), |syllable| syllable.with_tone().to_owned()));
    }
    let several = word.to_pinyin_multi().flatten().any(|readings| readings.count() > 1);
    known.then(|| Reading { pinyin: syllables.join(" "), several })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases() {
        let cases = [("汉族", "hàn zú", true), ("銀", "yín", false), ("银行", "yín xíng", true), ("你", "nǐ", false)];
        for (word, pinyin, several) in cases {
            assert_eq!(reading(word), Some(Reading { pinyin: pinyin.to_owned(), several }), "{word}");
        }
        assert_eq!(reading("NATO"), None);
    }
}
