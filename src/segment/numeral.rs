//! Numerals and measure words: jieba's dictionary holds many of the two as one word (一个, 三年), word standards cut them.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::table::{lines, words};

static CLASSIFIERS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("tables/classifiers.txt")).collect());

/// A bit for each character of the Basic Multilingual Plane that numerals are made of: this is asked about every word.
static IS_NUMERAL: LazyLock<[u64; 0x1_0000 / 64]> = LazyLock::new(|| {
    let mut bits = [0; 0x1_0000 / 64];
    for c in lines(include_str!("tables/numerals.txt")).flat_map(str::chars) {
        if let Some(bits) = bits.get_mut(c as usize / 64) {
            *bits |= 1 << (c as usize % 64);
        }
    }
    bits
});

#[inline]
fn is_numeral(c: char) -> bool {
    IS_NUMERAL.get(c as usize / 64).is_some_and(|bits| bits >> (c as usize % 64) & 1 == 1)
}

/// Where a folded word that is a numeral and a measure word is cut, in bytes: 一|个, 第三|年, 二十|世纪.
#[inline]
pub(super) fn cut(word: &str) -> Option<usize> {
    let first = word.chars().next()?;
    if is_numeral(first) || first == '第' { measure(word) } else { None }
}

fn measure(word: &str) -> Option<usize> {
    let numeral = word.strip_prefix('第').unwrap_or(word);
    let offset = word.len() - numeral.len();
    let end = numeral.find(|c| !is_numeral(c))?;
    let rest = numeral.get(end..)?;
    (end > 0 && CLASSIFIERS.contains(rest)).then_some(offset + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases() {
        let cases = [
            ("一个", Some("一")),
            ("第一个", Some("第一")),
            ("二十世纪", Some("二十")),
            ("几天", Some("几")),
            ("一些", None),
            ("一定", None),
            ("一起来", None),
            ("十三", None),
            ("个", None),
            ("万事", None),
            ("三方面", Some("三")),
        ];
        for (word, numeral) in cases {
            assert_eq!(cut(word).and_then(|at| word.get(..at)), numeral, "{word}");
        }
    }
}
