//! Pairs: a Latin name in brackets behind a Chinese one. If one half is known, the other is a new spelling of it.

use super::chinese::{body_before, dotted_before, is_new_body};
use super::english::role;
use super::page::Page;
use super::tables::{NO_OFFICES, ORGANISATION_ENDS};
use super::{Pattern, Sighting};
use crate::Span;
use crate::gazetteer::{Entity, Kind, is_han};
use crate::resolve::TITLES_ZH;
use crate::text::fold_name;

pub(super) fn find(page: &Page<'_>, found: &mut Vec<Sighting>) {
    for (at, bracket) in page.text.match_indices(['(', '（']) {
        found.extend(pair(page, at, at + bracket.len()));
    }
}

/// The longest Latin name in brackets, in bytes.
const LATIN: usize = 80;

fn pair(page: &Page<'_>, bracket: usize, inside: usize) -> Option<Sighting> {
    let tail = page.text.get(inside..)?;
    let (close, _) = tail
        .char_indices()
        .take_while(|&(at, _)| at <= LATIN)
        .find(|(_, c)| matches!(c, ')' | '）' | '，' | ',' | '；'))?;
    let latin = Span::new(inside, inside + tail.get(..close)?.trim_end().len());
    let written = latin.of(page.text);
    let body = is_body(written);
    if !body && !is_person(written) {
        return None;
    }
    let head = page.text.get(..bracket)?;
    let end = head.trim_end_matches(' ').len();
    if !head.get(..end)?.ends_with(is_han) {
        return None;
    }
    let (kind, han) = match dotted_before(page, end) {
        Some(name) => (Kind::Leader, name),
        None => match body_before(page, end).filter(|_| body || !is_titled(page, end)) {
            Some(name) if written.chars().nth(1).is_some() => (Kind::Organisation, name),
            _ => (
                Kind::Leader,
                page.words.get(page.word_ending(end)?).filter(|word| word.may_be_person() && !body)?.span,
            ),
        },
    };
    sighting(page, kind, han, latin)
}

fn sighting(page: &Page<'_>, kind: Kind, han: Span, latin: Span) -> Option<Sighting> {
    let (title, country) = before(page, han.start);
    let (han_known, latin_known) = (page.is_known(han), page.is_known(latin));
    let bearer = |span: Span| page.gazetteer.entity(page.known.bearer(span.of(page.text))?).filter(|e| e.kind == kind);
    let known = match (han_known, latin_known) {
        (true, true) => return None,
        (true, false) => Some(bearer(han).filter(|entity| kind != Kind::Leader || alike(entity, latin.of(page.text)))?),
        (false, true) => Some(bearer(latin)?),
        (false, false) if kind == Kind::Organisation && !is_new_body(page, han) => return None,
        (false, false) => None,
    };
    let abbreviated = !latin.of(page.text).contains(' ') && latin.of(page.text).bytes().all(|b| b.is_ascii_uppercase());
    let latin_name = page.surface(latin);
    let sighting = Sighting {
        latin: (!abbreviated).then(|| latin_name.clone()),
        abbreviation: abbreviated.then_some(latin_name),
        han: Some(page.surface(han)),
        title: title.map(str::to_owned),
        role: title.and_then(|title| role(title, TITLES_ZH.get(title)?)),
        country: country.map(str::to_owned),
        known: known.map(|entity| entity.id.clone()),
        ..Sighting::new(kind, Pattern::Brackets)
    };
    Some(page.placed(sighting, Span::new(han.start, latin.end)))
}

/// How alike two Latin names of a person with a known Chinese name must be: many persons share a transcription.
const ALIKE: f64 = 0.6;

fn alike(entity: &Entity, latin: &str) -> bool {
    let plain = |name: &str| fold_name(name).to_lowercase();
    entity.en.iter().any(|name| strsim::normalized_damerau_levenshtein(&plain(name), &plain(latin)) >= ALIKE)
}

/// The title that ends where a name begins, and the nation before it.
fn before<'p>(page: &Page<'p>, start: usize) -> (Option<&'static str>, Option<&'p str>) {
    let head = page.text.get(..start).unwrap_or_default();
    let starts = head.char_indices().rev().take(6).map(|(at, _)| at);
    let titles = starts.filter_map(|at| Some((at, TITLES_ZH.entry(head.get(at..)?)?.0)));
    let title = titles.filter(|(_, title)| !NO_OFFICES.contains(title)).last();
    let country = page.nation_before(title.map_or(start, |(at, _)| at));
    (title.map(|(_, title)| title), country)
}

/// Whether a title stands right before the last word before `end`.
fn is_titled(page: &Page<'_>, end: usize) -> bool {
    let word = page.word_ending(end).and_then(|at| page.words.get(at));
    word.is_some_and(|word| before(page, word.span.start).0.is_some())
}

/// 'Xx Yy', 'Xx bin Yy Zz': two to five words, no capitals only.
fn is_person(latin: &str) -> bool {
    let words: Vec<&str> = latin.split(' ').collect();
    let name = |word: &&str| {
        word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase)
            || word.ends_with('.') && word.len() == 2
    };
    let letters = latin.chars().all(|c| c.is_alphabetic() && !is_han(c) || matches!(c, ' ' | '-' | '\'' | '.'));
    letters && (2..=5).contains(&words.len()) && words.first().is_some_and(name) && words.last().is_some_and(name)
}

/// Capitals only, or a name that ends like a body's.
fn is_body(latin: &str) -> bool {
    let capitals = (2..=8).contains(&latin.len()) && latin.bytes().all(|b| b.is_ascii_uppercase());
    let words = || latin.split(' ');
    let named = words().next().is_some_and(|word| word.starts_with(char::is_uppercase))
        && words().any(|word| ORGANISATION_ENDS.contains(word));
    capitals || named && latin.is_ascii()
}
