//! Chinese: names beside titles (X总统, 外长X), behind a nation and before a verb of saying, and bodies before the offices
//! that they have (X发言人).

use super::english::role;
use super::page::{Page, Word};
use super::tables::{HEADS_ZH, NO_OFFICES, ORGANISATION_ENDS, SAYS_ZH};
use super::{Pattern, Sighting};
use crate::Span;
use crate::gazetteer::{Form, Kind, is_han};
use crate::resolve::{FUNCTION_CHARACTERS, Roles, TITLES_ZH};

pub(super) fn find(page: &Page<'_>, found: &mut Vec<Sighting>) {
    for at in 0..page.words.len() {
        found.extend(beside_title(page, at));
        found.extend(beside_nation(page, at));
        found.extend(body(page, at));
    }
}

/// The longest title that ends where the word at `at` ends, and where it begins. It may begin in the word before (副|总统)
/// or within the word (外交|部长).
fn title_ending(page: &Page<'_>, at: usize) -> Option<(Span, &'static str)> {
    let end = page.words.get(at)?.span.end;
    let head = page.text.get(..end)?;
    let starts = head.char_indices().rev().take(6).map(|(start, _)| start);
    let titles = starts.filter_map(|start| Some((start, TITLES_ZH.entry(head.get(start..)?)?)));
    let offices = titles.filter(|(_, (title, roles))| **roles != Roles::Address && !NO_OFFICES.contains(title));
    offices.last().map(|(start, (title, _))| (Span::new(start, end), title))
}

fn beside_title(page: &Page<'_>, at: usize) -> Vec<Sighting> {
    let Some((span, title)) = title_ending(page, at) else { return Vec::new() };
    if page.mention_in(span).is_some() {
        return Vec::new();
    }
    let country = page.nation_before(span.start);
    let names = [name_behind(page, span.end), name_before(page, span.start)];
    let sighting = |name: Span| {
        let sighting = Sighting {
            han: Some(page.surface(name)),
            title: Some(title.to_owned()),
            role: TITLES_ZH.get(title).and_then(|roles| role(title, roles)),
            country: country.or_else(|| page.nation_before(name.start)).map(str::to_owned),
            ..Sighting::new(Kind::Leader, Pattern::Title)
        };
        page.placed(sighting, Span::new(span.start.min(name.start), span.end.max(name.end)))
    };
    names.into_iter().flatten().filter(|&name| is_new(page, name)).map(sighting).collect()
}

/// Whether a span is no mention and no name that the gazetteer holds.
fn is_new(page: &Page<'_>, name: Span) -> bool {
    page.mention_in(name).is_none() && !page.is_known(name)
}

/// The name that begins at `start`: a chain of words with middle dots, or one word that may be a person's name.
fn name_behind(page: &Page<'_>, start: usize) -> Option<Span> {
    let first = page.word_at(start)?;
    let word = page.words.get(first).filter(|word| word.span.start == start)?;
    dotted_from(page, first).or_else(|| word.may_be_person().then_some(word.span))
}

/// A chain of words joined by middle dots that begins with the word at `first`.
pub(super) fn dotted_from(page: &Page<'_>, first: usize) -> Option<Span> {
    let start = page.words.get(first)?.span.start;
    let tail = page.text.get(start..)?;
    let run: usize = tail.chars().take(LONGEST_CHAIN).take_while(|&c| is_han(c) || c == '·').map(char::len_utf8).sum();
    let dot = tail.get(..run)?.rfind('·')?;
    // More characters between two dots are a sentence.
    let parts: Vec<&str> = tail.get(..dot)?.split('·').collect();
    if !parts.iter().all(|part| (1..=LONGEST_PART).contains(&part.chars().count())) {
        return None;
    }
    let from = start + dot + '·'.len_utf8();
    let mut at = page.word_at(from)?;
    let mut end = page.words.get(at)?.span.end.min(start + run);
    // An unknown name falls into pieces: single characters, and words that jieba guesses.
    while let Some(next) = page.words.get(at + 1).filter(|next| next.span.start == end && is_piece(next)) {
        let len = page.text.get(from..next.span.end).map_or(0, |name| name.chars().count());
        if len > LONGEST_PART {
            break;
        }
        (end, at) = (next.span.end, at + 1);
    }
    let family = page.text.get(from..end)?;
    family.chars().nth(1).is_some().then_some(Span::new(start, end))
}

/// How far a chain is followed, in characters: names of princes have some 30.
const LONGEST_CHAIN: usize = 48;

/// The longest part between two dots, in characters.
const LONGEST_PART: usize = 7;

/// A word that may be a piece of a transcription: jieba's guesses and names, or a single character that is no function
/// word.
fn is_piece(word: &Word<'_>) -> bool {
    if word.text.chars().nth(1).is_none() {
        return word.text.starts_with(is_han)
            && !word.text.starts_with(|c| FUNCTION_CHARACTERS.contains(&c))
            && !matches!(word.tag, "v" | "p" | "d" | "u" | "uj" | "ul" | "c" | "f" | "m" | "zg" | "y");
    }
    word.may_be_person() || matches!(word.tag, "nz" | "ns") && word.text.chars().all(is_han)
}

/// The name that ends at `end`.
fn name_before(page: &Page<'_>, end: usize) -> Option<Span> {
    let last = page.words.get(page.word_ending(end)?)?;
    if let Some(name) = dotted_before(page, end) {
        return Some(name);
    }
    // 卫福|部长 is the head of the 卫福部.
    let with_next = page.text.get(end..).and_then(|tail| tail.chars().next()).map_or(end, |c| end + c.len_utf8());
    if page.is_known(Span::new(last.span.start, with_next)) {
        return None;
    }
    let joined = page.text.get(..last.span.start).is_some_and(|head| head.ends_with('·'));
    (!joined && last.may_be_person()).then_some(last.span)
}

/// A chain of words joined by middle dots that ends at `end`. Its first part begins where a word does.
pub(super) fn dotted_before(page: &Page<'_>, end: usize) -> Option<Span> {
    let head = page.text.get(..end)?;
    let run = head.char_indices().rev().take(24).take_while(|&(_, c)| is_han(c) || c == '·').last()?.0;
    let first_dot = head.get(run..)?.find('·')? + run;
    let mut start = first_dot;
    // The pieces of an unknown name; a word of the dictionary is its first or stands before it.
    while start > run {
        let word = page.words.get(page.word_ending(start)?)?;
        let long = page.text.get(word.span.start..first_dot).map_or(0, |part| part.chars().count()) > LONGEST_PART;
        let nation = page.mention_in(word.span).is_some_and(|(_, mention)| mention.kind == Kind::Nation);
        if start < first_dot && (long || !is_piece(word) || nation) {
            break;
        }
        start = word.span.start.max(run);
        if !is_piece(word) {
            break;
        }
    }
    // A title that jieba left in the word before the name is none of it.
    let given = Span::new(start, first_dot).of(page.text);
    let titles = given.char_indices().map(|(at, c)| at + c.len_utf8()).filter(|&at| at < given.len());
    let title = titles.rev().find(|&at| given.get(..at).is_some_and(|head| TITLES_ZH.contains(head)));
    let name = Span::new(start + title.unwrap_or_default(), end);
    let short = name.of(page.text).split('·').all(|part| (1..=LONGEST_PART).contains(&part.chars().count()));
    short.then_some(name)
}

/// A name that jieba guesses, behind a nation's and before a verb of saying: 冰岛|某某|表示.
fn beside_nation(page: &Page<'_>, at: usize) -> Option<Sighting> {
    let word = page.words.get(at).filter(|word| word.may_be_person())?;
    let country = page.nation_before(word.span.start)?;
    let nation = page.mention_in(Span::new(word.span.start.checked_sub(1)?, word.span.start));
    if nation.is_some_and(|(_, mention)| mention.form == Form::Abbreviation) {
        return None;
    }
    page.words.get(at + 1).filter(|next| next.span.start == word.span.end && SAYS_ZH.contains(next.text))?;
    if !is_new(page, word.span) {
        return None;
    }
    let sighting = Sighting {
        han: Some(page.surface(word.span)),
        country: Some(country.to_owned()),
        ..Sighting::new(Kind::Leader, Pattern::BesideNation)
    };
    Some(page.placed(sighting, word.span))
}

/// A body's name before the office that it has.
fn body(page: &Page<'_>, at: usize) -> Option<Sighting> {
    let office = page.words.get(at).filter(|word| HEADS_ZH.contains(word.text))?;
    let name = body_before(page, office.span.start)?;
    is_new_body(page, name).then(|| {
        let sighting = Sighting {
            han: Some(page.surface(name)),
            title: Some(office.text.to_owned()),
            country: page.mention_in(name).and_then(|(span, _)| page.nation_before(span.end)).map(str::to_owned),
            ..Sighting::new(Kind::Organisation, Pattern::Body)
        };
        page.placed(sighting, Span::new(name.start, office.span.end))
    })
}

/// Whether a body is none that is known; a nation's name may be part of its name.
pub(super) fn is_new_body(page: &Page<'_>, name: Span) -> bool {
    let inside = page.mention_in(name);
    let covered = inside.is_some_and(|(span, mention)| mention.kind != Kind::Nation || span.contains(name));
    let later = inside.and_then(|(span, _)| (span.end < name.end).then(|| Span::new(span.end, name.end)));
    !covered && later.is_none_or(|rest| page.mention_in(rest).is_none() && !page.is_known(rest)) && !page.is_known(name)
}

/// The words before `end` that may make the name of a body, the last of which ends like one.
pub(super) fn body_before(page: &Page<'_>, end: usize) -> Option<Span> {
    let last = page.word_ending(end)?;
    let is_end = |word: &Word<'_>| {
        let ends = word.text.char_indices().map(|(at, _)| word.text.get(at..).unwrap_or_default());
        ends.into_iter().any(|end| ORGANISATION_ENDS.contains(end))
    };
    page.words.get(last).filter(|word| word.may_be_in_body() && is_end(word))?;
    let mut start = page.words.get(last)?.span.start;
    let mut count = 1;
    for word in page.words.get(..last)?.iter().rev().take(7) {
        // 保护 in 保护协会; but 批评 in 批评世卫组织.
        let purpose = count == 1 && word.tag == "v" && word.text.chars().count() == 2 && !SAYS_ZH.contains(word.text);
        let part = word.may_be_in_body() || purpose;
        if word.span.end != start || !part || TITLES_ZH.contains(word.text) {
            break;
        }
        start = word.span.start;
        count += 1;
    }
    let name = Span::new(start, end);
    (count > 1 || name.of(page.text).chars().count() > 3).then_some(name)
}
