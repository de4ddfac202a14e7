//! Schools and hospitals of universities: `Yale |Law School`, 贝鲁特美国大学|医疗中心.

use super::candidate::Candidate;
use super::context::Context;
use super::organisation::name_words;
use super::tables::{FACULTIES, INSIDE_NAMES_EN};
use crate::gazetteer::{Entity, Subkind};

/// Whether a body is a university, by its names.
pub(super) fn is_university(body: &Entity) -> bool {
    let named =
        |name: &String| ["University", "College", "Institute of Technology"].iter().any(|word| name.contains(word));
    body.subkind == Some(Subkind::Other) && body.en.iter().any(named)
}

/// The longest name of a part of a university, in characters and in words.
const HAN: usize = 12;
const WORDS: usize = 7;

/// The bytes of the part behind a Chinese name: words of which names are made, and a noun that such parts end with.
pub(super) fn chinese(context: &Context<'_>, candidate: &Candidate<'_>) -> usize {
    let start = candidate.span.end;
    let words = name_words(context, start).take_while(|word| word.end - start <= HAN * '院'.len_utf8());
    let parts = words.filter_map(|word| context.text.get(start..word.end));
    parts.filter(|name| FACULTIES.ending(name).is_some()).last().map_or(0, str::len)
}

/// The bytes of the part behind a Latin name: ` School of Public Health`, ` Law School`.
pub(super) fn english(context: &Context<'_>, candidate: &Candidate<'_>) -> usize {
    let (_, behind) = context.sides(candidate.span);
    let (mut at, mut found, mut noun) = (0, 0, false);
    for word in behind.strip_prefix(' ').unwrap_or_default().split(' ').take(WORDS) {
        let plain = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let capital = plain.starts_with(|c: char| c.is_ascii_uppercase());
        // `School of Law`: what it is a school of goes on behind the noun.
        let inside = noun && INSIDE_NAMES_EN.contains(plain);
        if !capital && !inside {
            break;
        }
        noun |= FACULTIES.contains(plain);
        at += " ".len() + plain.len();
        if noun && capital {
            found = at;
        }
        if plain.len() < word.len() {
            break;
        }
    }
    found
}
