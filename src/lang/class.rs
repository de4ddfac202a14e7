//! What each character is to the splitting by language: `tables/classes.tsv`, read once into an array.

use std::sync::LazyLock;

use crate::table::rows;
use crate::text::code_points;

/// The marks with which Chinese sentences end.
pub(super) const STOPS: [char; 3] = ['。', '！', '？'];

const TABLE: &str = include_str!("tables/classes.tsv");

/// The class of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Class {
    /// No row: a letter of another script, or a symbol.
    Unlisted,
    Han,
    Kana,
    Hangul,
    Latin,
    Digit,
    /// Punctuation of Chinese text.
    Wide,
    Open,
    Close,
    Quote,
    End,
    Join,
    Blank,
    Break,
    Mark,
}

impl Class {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "han" => Class::Han,
            "kana" => Class::Kana,
            "hangul" => Class::Hangul,
            "latin" => Class::Latin,
            "digit" => Class::Digit,
            "wide" => Class::Wide,
            "open" => Class::Open,
            "close" => Class::Close,
            "quote" => Class::Quote,
            "end" => Class::End,
            "join" => Class::Join,
            "blank" => Class::Blank,
            "break" => Class::Break,
            "mark" => Class::Mark,
            _ => return None,
        })
    }

    /// The class of `c`.
    #[inline]
    pub(super) fn of(c: char) -> Self {
        match CLASSES.get(c as usize) {
            Some(&class) => class,
            // Planes 2 and 3 hold Han characters and nothing else.
            None if matches!(c, '\u{20000}'..='\u{3ffff}') => Class::Han,
            None => Class::Unlisted,
        }
    }
}

/// One class for each character of the Basic Multilingual Plane.
static CLASSES: LazyLock<Box<[Class]>> = LazyLock::new(|| {
    let mut classes = vec![Class::Unlisted; 0x1_0000].into_boxed_slice();
    for [range, name] in rows(TABLE) {
        let Some(((first, last), class)) = code_points(range).zip(Class::named(name)) else { continue };
        if let Some(range) = classes.get_mut(first..=last) {
            range.fill(class);
        }
    }
    classes
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::plain_han;

    /// The table is read leniently, so this test is what finds a bad row.
    #[test]
    fn every_row_is_understood() {
        for [range, name] in rows(TABLE) {
            assert!(code_points(range).is_some_and(|(first, last)| first <= last && last < 0x1_0000), "{range}");
            assert!(Class::named(name).is_some(), "{range} {name}");
        }
    }

    #[test]
    fn plain_han_is_han() {
        let text = "一鿿龥中国";
        assert_eq!(plain_han(text.as_bytes()), text.len());
        for other in ["㐀", "䷿", "\u{a000}", "𠮷", "，", "a", ""] {
            assert_eq!(plain_han(other.as_bytes()), 0, "{other}");
        }
        assert!(('\u{4e00}'..='\u{9fff}').all(|c| Class::of(c) == Class::Han));
    }

    #[test]
    fn one_of_each() {
        let cases = [
            ('國', Class::Han),
            ('𠮷', Class::Han),
            ('〇', Class::Han),
            ('の', Class::Kana),
            ('한', Class::Hangul),
            ('é', Class::Latin),
            ('Ａ', Class::Latin),
            ('７', Class::Digit),
            ('，', Class::Wide),
            ('《', Class::Wide),
            ('（', Class::Open),
            ('”', Class::Close),
            ('"', Class::Quote),
            ('!', Class::End),
            ('-', Class::Join),
            ('\u{3000}', Class::Blank),
            ('\n', Class::Break),
            ('\u{200d}', Class::Mark),
            ('Я', Class::Unlisted),
            ('🇹', Class::Unlisted),
        ];
        for (c, class) in cases {
            assert_eq!(Class::of(c), class, "{c}");
        }
    }
}
