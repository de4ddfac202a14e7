//! The codes that texts are labelled with, for those who choose among them.

use std::collections::HashSet;

use super::language::{Language, Script};
use super::latin::{ALLOWED, SCRIPTS};

/// The languages that are told apart, as ISO 639 codes, each once; `und` is what is in none of them.
pub fn languages() -> Vec<&'static str> {
    let latin = ALLOWED.iter().map(|&(_, language)| language.as_str());
    let others = SCRIPTS.iter().map(|&(_, (language, _))| language.as_str());
    let east_asian = [Language::ZH, Language::EN, Language::JA, Language::KO].map(|language| language.as_str());
    once_each(east_asian.into_iter().chain(latin).chain(others).chain([Language::UND.as_str()]))
}

/// The scripts that are told apart, as ISO 15924 codes, each once.
pub fn scripts() -> Vec<&'static str> {
    let others = SCRIPTS.iter().map(|&(script, _)| script);
    let own = [Script::HANS, Script::HANT, Script::LATN, Script::JPAN, Script::KORE].map(|script| script.as_str());
    once_each(own.into_iter().chain(others))
}

fn once_each(codes: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let mut seen = HashSet::new();
    codes.filter(|code| seen.insert(*code)).collect()
}
