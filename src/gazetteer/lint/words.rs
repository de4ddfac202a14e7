//! Names that are ordinary words: of jieba's dictionary, or of a list of English words.
//!
//! jieba is asked with its own dictionary alone, since the one that the segmenter uses holds the names as words.

use std::collections::HashSet;
use std::sync::LazyLock;

use jieba_rs::Jieba;

use super::{Check, Findings, names};
use crate::gazetteer::{Entity, is_han};
use crate::table::words;
use crate::text::fold_name;

const ENGLISH: &str = include_str!("tables/english_words.txt");

static ENGLISH_WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| words(ENGLISH).collect());

/// Words that are names rather.
static RATHER_NAMES: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("tables/rather_names.txt")).collect());

static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

pub(super) fn check(entity: &Entity, findings: &mut Findings<'_>) {
    for (list, name) in names(entity) {
        let field = list.field;
        let marked = |list: &[String]| list.iter().any(|marked| marked == name);
        if list.needs_support() || marked(&entity.ambiguous) {
            continue;
        }
        if name.chars().any(is_han) {
            if let Some(tag) = chinese_word(&fold_name(name)) {
                let what = format!("{field}: '{name}' is an ordinary word ({tag}): list it in ambiguous too");
                findings.fault(Check::Word, what);
            }
        } else if is_english_word(name) && !marked(&entity.exact_case) {
            let what = format!("{field}: '{name}' is an English word: list it in ambiguous or exact-case too");
            findings.fault(Check::Word, what);
        }
    }
}

/// Whether a name is an English word in another case.
pub(crate) fn is_english_word(name: &str) -> bool {
    !RATHER_NAMES.contains(name) && ENGLISH_WORDS.contains(name.to_ascii_lowercase().as_str())
}

/// jieba's part of speech of a word that is no name: `n`, `v`, `a` ... but none of `nr`, `ns`, `nt`, `nz` and `j`
/// (abbreviations of names).
fn chinese_word(folded: &str) -> Option<&'static str> {
    if folded.chars().nth(1).is_none() || RATHER_NAMES.contains(folded) || !JIEBA.has_word(folded) {
        return None;
    }
    let tag = match JIEBA.tag(folded, false).as_slice() {
        [word] => word.tag.to_owned(),
        _ => return None,
    };
    ORDINARY.iter().copied().find(|ordinary| *ordinary == tag)
}

/// jieba's tags of words that are no names.
const ORDINARY: [&str; 27] = [
    "n", "v", "vn", "vd", "a", "ad", "an", "d", "i", "l", "t", "f", "s", "m", "q", "r", "p", "c", "u", "y", "z", "b",
    "o", "e", "ng", "vg", "g",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_list_is_a_word() {
        assert!(ENGLISH_WORDS.len() > 20_000, "{}", ENGLISH_WORDS.len());
        for word in ENGLISH_WORDS.iter() {
            assert!(word.bytes().all(|b| b.is_ascii_lowercase()), "{word}");
        }
    }

    #[test]
    fn every_name_of_the_list_is_a_word() {
        for name in RATHER_NAMES.iter() {
            let word = JIEBA.has_word(name) || ENGLISH_WORDS.contains(name.to_ascii_lowercase().as_str());
            assert!(word, "{name} would be no word anyway");
        }
    }

    #[test]
    fn words_and_names_are_told_apart() {
        for (name, word) in [("高兴", true), ("方便", true), ("特朗普", false), ("北京", false), ("联合国", false)]
        {
            assert_eq!(chinese_word(name).is_some(), word, "{name}");
        }
        for (name, word) in [("Turkey", true), ("Quad", false), ("Swift", true), ("Zelensky", false)] {
            assert_eq!(is_english_word(name), word, "{name}");
        }
    }
}
