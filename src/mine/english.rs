//! English: titles before names ('Prime Minister X Y'), long forms with their abbreviation ('X Y Z (XYZ)'), and names that
//! end like those of bodies ('the X Y Council').

use super::page::Page;
use super::tables::{NOT_NAMES, ORGANISATION_ENDS, WEAK_TITLES};
use super::{Pattern, Sighting};
use crate::Span;
use crate::gazetteer::lint::is_english_word;
use crate::gazetteer::{Kind, PARTICLES, is_han};
use crate::resolve::{Roles, TITLES_EN};

/// The longest title, and the longest name, in words.
const TITLE: usize = 4;
const NAME: usize = 4;
/// The longest name of a body, in words.
const BODY: usize = 9;

pub(super) fn find(page: &Page<'_>, found: &mut Vec<Sighting>) {
    let words = latin_words(page.text);
    let mut at = 0;
    while at < words.len() {
        if let Some((next, sighting)) = titled(page, &words, at) {
            found.extend(sighting);
            at = next;
        } else if let Some((next, sighting)) = body(page, &words, at) {
            found.extend(sighting);
            at = next;
        } else {
            at += 1;
        }
    }
}

/// The Latin words of a text: letters and digits, with apostrophes, hyphens and stops inside.
fn latin_words(text: &str) -> Vec<Span> {
    let part = |c: char| c.is_alphanumeric() && !is_han(c) || matches!(c, '\'' | '-' | '.');
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain(Some((text.len(), ' '))) {
        match (start, part(c)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                words.push(trimmed(text, Span::new(from, at)));
                start = None;
            }
            _ => {}
        }
    }
    words.retain(|word: &Span| word.end > word.start);
    words
}

/// A word without the stop of its sentence, quotes and a genitive; an initial keeps its stop.
fn trimmed(text: &str, span: Span) -> Span {
    let word = span.of(text);
    let front = word.len() - word.trim_start_matches(['\'', '-', '.']).len();
    let mut kept = word.get(front..).unwrap_or_default();
    kept = kept.trim_end_matches(['\'', '-']);
    kept = kept.strip_suffix("'s").unwrap_or(kept);
    let initial = kept.len() == 2 || kept.matches('.').count() > 1 || TITLES_EN.contains(kept);
    if kept.ends_with('.') && !initial {
        kept = kept.trim_end_matches('.');
    }
    Span::new(span.start + front, span.start + front + kept.len())
}

/// Whether one blank and nothing else stands between two words.
fn adjacent(text: &str, left: Span, right: Span) -> bool {
    text.get(left.end..right.start) == Some(" ")
}

/// The words from `from` on that stand in a row, at most `most`.
fn row<'w>(text: &str, words: &'w [Span], from: usize, most: usize) -> &'w [Span] {
    let rest = words.get(from..).unwrap_or_default();
    let len =
        1 + rest.windows(2).take(most - 1).take_while(|pair| matches!(pair, [a, b] if adjacent(text, *a, *b))).count();
    rest.get(..len.min(rest.len())).unwrap_or_default()
}

/// A title at this word and the name behind it; the place behind both.
fn titled(page: &Page<'_>, words: &[Span], at: usize) -> Option<(usize, Option<Sighting>)> {
    let text = page.text;
    let title_row = row(text, words, at, TITLE);
    let first = title_row.first()?;
    let (len, title, roles) = (1..=title_row.len()).rev().find_map(|len| {
        let last = title_row.get(len - 1)?;
        let title = Span::new(first.start, last.end).of(text);
        TITLES_EN.get(title).map(|roles| (len, title, roles))
    })?;
    if *roles == Roles::Address {
        return None;
    }
    let last = title_row.get(len - 1)?;
    let name_row = row(text, words, at + len, NAME);
    let start = name_row.first().filter(|first| adjacent(text, *last, **first))?;
    let mut end = None;
    let mut count = 0;
    for word in name_row {
        let written = word.of(text);
        if PARTICLES.contains(&written) && count > 0 {
            continue;
        }
        if !is_name_word(written) || NOT_NAMES.contains(written) || TITLES_EN.contains(written) {
            break;
        }
        count += 1;
        end = Some(word.end);
    }
    let name = Span::new(start.start, end?);
    let next = at + len + count;
    let written = name.of(text);
    let weak = WEAK_TITLES.contains(title) || is_english_word(written);
    let unknown = page.mention_in(name).is_none() && !page.is_known(name);
    let own = written.rsplit(' ').next().is_none_or(|last| !ORGANISATION_ENDS.contains(last));
    if !unknown || !own || count == 1 && weak {
        return Some((next, None));
    }
    let sighting = Sighting {
        latin: Some(page.surface(name)),
        title: Some(title.to_owned()),
        role: role(title, roles),
        country: page.nation_before(first.start).map(str::to_owned),
        ..Sighting::new(Kind::Leader, Pattern::Title)
    };
    Some((next, Some(page.placed(sighting, Span::new(first.start, name.end)))))
}

/// The first role of a title; of one that may mean any, the title itself.
pub(super) fn role(title: &str, roles: &Roles) -> Option<String> {
    match roles.named().first() {
        Some(role) => Some((*role).to_owned()),
        None if title.is_ascii() => Some(title.to_ascii_lowercase().replace(' ', "-")),
        None => None,
    }
}

/// A word with a capital that is not all capitals, or an initial.
fn is_name_word(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && (letters.any(char::is_lowercase) || word.len() == 2 && word.ends_with('.'))
}

/// The name of a body that begins at this word: with its abbreviation in brackets behind it, or by its last word.
fn body(page: &Page<'_>, words: &[Span], at: usize) -> Option<(usize, Option<Sighting>)> {
    let text = page.text;
    let all = row(text, words, at, BODY);
    let capital = |word: &&Span| word.of(text).starts_with(char::is_uppercase);
    all.first().filter(capital)?;
    if matches!(all.first()?.of(text), "The" | "A" | "An" | "In" | "On" | "At" | "But" | "And") {
        return None;
    }
    let small = |word: &Span| matches!(word.of(text), "of" | "for" | "and" | "the" | "on" | "in" | "to" | "against");
    let mut len = all.iter().take_while(|word| capital(word) || small(word)).count();
    while len > 0 && all.get(len - 1).is_some_and(small) {
        len -= 1;
    }
    let (first, last) = (all.first()?, all.get(len.checked_sub(1)?)?);
    let name = Span::new(first.start, last.end);
    let abbreviation = abbreviation(text, name, all.get(..len)?);
    let ends = ORGANISATION_ENDS.contains(last.of(text));
    if len < 2 || abbreviation.is_none() && (!ends || len < 3) {
        return None;
    }
    let covered = page.mention_in(name).is_some_and(|(span, mention)| {
        mention.kind != Kind::Nation || span.contains(name) || mention.form == crate::gazetteer::Form::Metonym
    });
    if covered || page.is_known(name) {
        return Some((at + len, None));
    }
    let pattern = if abbreviation.is_some() { Pattern::Abbreviated } else { Pattern::Body };
    let sighting = Sighting {
        latin: Some(page.surface(name)),
        abbreviation,
        country: page.mention_in(name).and_then(|(span, _)| page.nation_before(span.end)).map(str::to_owned),
        ..Sighting::new(Kind::Organisation, pattern)
    };
    Some((at + len, Some(page.placed(sighting, name))))
}

/// The abbreviation in brackets behind a name, if its letters are the name's initials in order.
fn abbreviation(text: &str, name: Span, words: &[Span]) -> Option<String> {
    let tail = text.get(name.end..)?.strip_prefix(" (")?;
    let letters = tail.split(')').next().filter(|letters| (2..=8).contains(&letters.len()))?;
    if !letters.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let mut initials = words.iter().filter_map(|word| word.of(text).chars().next()).map(|c| c.to_ascii_uppercase());
    letters.chars().all(|letter| initials.any(|initial| initial == letter)).then(|| letters.to_owned())
}
