//! A gazetteer for other tools: JSON lines, a table of names, patterns for spaCy, a SKOS thesaurus.
//!
//! In: a [`Gazetteer`]. Out: bytes, one file a format. Where a region has no names of its own, the mainland ones in
//! Traditional characters stand in, as everywhere; each format that can says so.

mod jsonl;
mod skos;
mod spacy;
mod tsv;

pub use jsonl::write_jsonl;
pub use skos::write_skos;
pub use spacy::write_spacy;
pub use tsv::write_tsv;

use super::{Entity, NameList, name_lists};
use crate::text::to_traditional;

#[cfg(doc)]
use super::Gazetteer;

/// The full names of an entity in one language and region.
struct Names {
    /// `en`, `zh-Hans`, `zh-Hant-TW` or `zh-Hant-HK`.
    language: &'static str,
    names: Vec<String>,
    /// Made from the mainland names.
    converted: bool,
}

/// The full names of an entity in all four usages; a list may be empty.
fn full_names(entity: &Entity) -> [Names; 4] {
    let own = |language, names: &[String]| Names { language, names: names.to_vec(), converted: false };
    let region = |language, names: &[String]| {
        if names.is_empty() && !entity.zh_hans.is_empty() {
            let mut names: Vec<String> = Vec::new();
            for name in entity.zh_hans.iter().map(|name| to_traditional(name)) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            Names { language, names, converted: true }
        } else {
            own(language, names)
        }
    };
    [
        own("en", &entity.en),
        own("zh-Hans", &entity.zh_hans),
        region("zh-Hant-TW", &entity.zh_hant_tw),
        region("zh-Hant-HK", &entity.zh_hant_hk),
    ]
}

/// The lists of names beside the full ones.
fn other_names(entity: &Entity) -> impl Iterator<Item = NameList<'_>> {
    name_lists(entity).into_iter().filter(NameList::is_other)
}

/// The language of a name that stands in a list for all: English, or Chinese in the characters that it is written in.
fn language_of(name: &str) -> &'static str {
    if !name.chars().any(super::is_han) {
        "en"
    } else if crate::text::fold_name(name) == name {
        "zh-Hans"
    } else {
        "zh-Hant"
    }
}

#[cfg(test)]
mod tests;
