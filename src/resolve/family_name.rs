//! Family names of leaders whom the document names in full: 'Ri says', 李表示. They need no entry in the gazetteer: the full
//! name in the text gives them.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::candidate::{Candidate, Sense};
use super::context::{Context, word_before};
use super::person::holds_office_behind;
use super::tables::{self, ONE_CHARACTER};
use super::titles::TITLES_EN;
use crate::Span;
use crate::gazetteer::{Form, Kind, PARTICLES, is_han};
use crate::mention::stands_free;

/// The family names in a text, from the full names among the candidates; the rules have still to look at them.
pub(super) fn candidates<'m>(context: &Context<'m>, known: &[Candidate<'m>]) -> Vec<Candidate<'m>> {
    let taken: FxHashSet<usize> =
        known.iter().filter(|candidate| candidate.is_accepted()).map(|candidate| candidate.span.start).collect();
    let mut names: BTreeMap<&str, Bearers> = BTreeMap::new();
    for candidate in known {
        let full = candidate.accepted().find(|(sense, _)| sense.kind == Kind::Leader && sense.form == Form::Name);
        let Some((sense, _)) = full else { continue };
        if let Some(family) = family_name(context, candidate, sense) {
            names.entry(family).or_default().add(candidate.span.start, sense);
        }
    }
    let (strings, bearers): (Vec<String>, Vec<&Bearers>) =
        names.iter().flat_map(|(family, bearers)| cases(family).map(move |family| (family, bearers))).unzip();
    let mut places = context.places(&strings);
    places.retain(|(_, span)| !taken.contains(&span.start));
    let starts: FxHashSet<usize> = places.iter().map(|(_, span)| span.start).collect();
    let places = places.into_iter();
    let mut found: Vec<_> =
        places.filter_map(|(name, span)| candidate(context, span, bearers.get(name)?, &starts)).collect();
    found.sort_by_key(|candidate| candidate.span);
    found
}

/// Who bears a family name, each once, with the place where the full name stands first, and who bears it at each place.
#[derive(Default)]
struct Bearers {
    each: Vec<(usize, Sense)>,
    places: Vec<(usize, usize)>,
}

impl Bearers {
    fn add(&mut self, place: usize, sense: &Sense) {
        let known = self.each.iter().position(|(_, other)| other.referent == sense.referent);
        let number = known.unwrap_or_else(|| {
            self.each.push((place, sense.clone()));
            self.each.len() - 1
        });
        self.places.push((place, number));
    }

    /// Those who are named before a place, the one who was named last for the first time first.
    fn before(&self, place: usize) -> impl Iterator<Item = &Sense> {
        self.each.iter().rev().filter(move |(at, _)| *at < place).map(|(_, sense)| sense)
    }

    /// The one who was named last before a place.
    fn last_before(&self, place: usize) -> Option<&Sense> {
        let behind = self.places.partition_point(|(at, _)| *at < place);
        let (_, number) = self.places.get(behind.checked_sub(1)?)?;
        self.each.get(*number).map(|(_, sense)| sense)
    }
}

/// The family name in a full name, as it stands in the text.
fn family_name<'t>(context: &Context<'t>, candidate: &Candidate<'_>, sense: &Sense) -> Option<&'t str> {
    let name = candidate.span.of(context.text);
    let family_first = context.is_family_first(sense);
    if candidate.han {
        // The family names of Japan have two characters, most of them.
        let of_one = family_first && context.state(sense) != Some("JP");
        let own = of_one && !name.contains('·') && name.chars().count() < 5;
        return own.then(|| name.get(..name.chars().next().map_or(0, char::len_utf8))).flatten();
    }
    let (first, last) = (name.split(' ').next()?, behind_given_names(name));
    // 'Lai Ching-te' and 'Ri Yong Ho', but 'William Lai'.
    let given_last = last.contains('-') || !tables::GIVEN_NAMES.contains(first);
    let family = if family_first && given_last { first } else { last };
    (family != name && family.len() > 1).then_some(family)
}

/// The last word of a name with the particles before it: `Macron`, `de Klerk`, `Al Zeyoudi`.
fn behind_given_names(name: &str) -> &str {
    let mut family = name.rsplit(' ').next().unwrap_or(name);
    while let Some(head) = name.get(..name.len() - family.len()).and_then(|head| head.strip_suffix(' ')) {
        let word = head.rsplit(' ').next().unwrap_or(head);
        if !PARTICLES.contains(&word.to_ascii_lowercase().as_str()) || word.len() == head.len() {
            break;
        }
        family = name.get(head.len() - word.len()..).unwrap_or(family);
    }
    family
}

/// A family name as it stands in running text and at the start of a sentence.
fn cases(family: &str) -> impl Iterator<Item = String> {
    let (first, rest) = family.split_at_checked(1).unwrap_or((family, ""));
    let capital = first.to_ascii_uppercase() + rest;
    std::iter::once(family.to_owned()).chain(Some(capital).filter(|capital| capital != family))
}

/// The bearer who was named last before `span`, of those who held the office behind it if one stands there; the family name
/// alone never comes before the full one in a text of some length, so there must be one.
fn candidate<'m>(
    context: &Context<'m>,
    span: Span,
    bearers: &Bearers,
    starts: &FxHashSet<usize>,
) -> Option<Candidate<'m>> {
    let surface = span.of(context.text);
    let titled = |sense: &Sense| {
        let own = surface.starts_with(is_han) && context.word_at(span.start) == Some(span);
        own && context.entity(sense).is_some_and(|entity| holds_office_behind(context, span.end, entity))
    };
    let sense = match bearers.before(span.start).find(|sense| titled(sense)) {
        Some(sense) => sense,
        None => bearers
            .last_before(span.start)
            .filter(|_| stands_alone(context, span) || is_in_row(context, span, starts))?,
    };
    let sense = Sense { form: Form::Short, ambiguous: true, exact_case: true, verdict: None, ..sense.clone() };
    Some(Candidate { span, surface, han: surface.starts_with(is_han), senses: vec![sense], institution: None })
}

/// Whether a word of the dictionary of two characters and more ends at a place.
fn behind_word(context: &Context<'_>, end: usize) -> bool {
    let last = context.text.get(..end).and_then(|head| head.chars().next_back()).map_or(0, char::len_utf8);
    let word = context.word_at(end - last).filter(|word| word.end == end && word.len() > last);
    word.is_some_and(|word| context.is_phrase(word.start, word.end))
}

/// Whether a Chinese family name stands beside another one before what two have in common: 张习两家.
fn is_in_row(context: &Context<'_>, span: Span, starts: &FxHashSet<usize>) -> bool {
    let length = span.len();
    let cues = [&ONE_CHARACTER.leader_row, &ONE_CHARACTER.leader_named_row];
    let row = |end: usize| cues.iter().any(|list| context.cue_behind(end, list).is_some());
    let first = starts.contains(&span.end) && row(span.end + length);
    let second = span.start.checked_sub(length).is_some_and(|other| starts.contains(&other)) && row(span.end);
    span.of(context.text).starts_with(is_han) && (first || second)
}

/// Whether nothing beside a family name makes another name or word of it.
fn stands_alone(context: &Context<'_>, span: Span) -> bool {
    let (before, behind) = context.sides(span);
    if span.of(context.text).starts_with(is_han) {
        let cues = &ONE_CHARACTER.leader_named;
        let whole = |cue: &&str| context.starts_word(span.start - cue.len());
        // 洩漏柯拒绝: a rare name behind a word of some length.
        let rare = || tables::FAMILY_NAMES_ZH.contains(span.of(context.text)) && behind_word(context, span.start);
        let edge = before.chars().next_back().is_none_or(|c| !is_han(c))
            || context.cue_before(span.start, &cues.before).filter(whole).is_some()
            || rare();
        let cue = context.cue_behind(span.end, &ONE_CHARACTER.leader_headline).is_some()
            || context.cue_behind(span.end, &cues.behind).is_some()
            || behind.starts_with(|c| tables::FUNCTION_CHARACTERS.contains(&c));
        return edge && cue && context.word_at(span.start) == Some(span);
    }
    let letter = |c: char| c.is_alphanumeric() && !is_han(c) || matches!(c, '-' | '_');
    let free = !before.ends_with(letter) && !behind.starts_with(letter) && stands_free(context.text, span);
    let name_behind = behind.strip_prefix(' ').is_some_and(|tail| tail.starts_with(char::is_uppercase));
    let other = word_before(before).is_some_and(|word| {
        let starts = before.trim_end().len() == word.len()
            || before
                .trim_end()
                .strip_suffix(word)
                .is_some_and(|head| head.trim_end().ends_with(['.', '!', '?', '"', ':', '\n']));
        before.ends_with(' ') && word.starts_with(char::is_uppercase) && !TITLES_EN.contains(word) && !starts
    });
    free && !name_behind && !other
}
