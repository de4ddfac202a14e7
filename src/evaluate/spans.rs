//! Language spans: the share of characters with the right language, and F1 of whole spans.
//!
//! A span is a maximal run of one language; blanks and characters that the gold leaves unscored are cut off at its edges,
//! on both sides alike, so that it does not matter to which span they were given. An unscored character has the language
//! of its left neighbour, at the start of the text that of its right one.

use std::collections::BTreeSet;

use super::Layer;
use super::errors::{Errors, What, shortened};
use super::report::Report;
use super::sample::{Marks, Sample, Stretch, blank};
use super::tally::{Groups, Tally};
use crate::Span;

pub(super) fn score(samples: &[Sample], found: &[Marks]) -> Report {
    let (mut groups, mut errors) = (Groups::default(), Errors::default());
    for (sample, found) in samples.iter().zip(found) {
        let (Some(gold), Some(found)) = (&sample.marks.stretches, &found.stretches) else { continue };
        groups.add(&sample.group, compare(&sample.text, gold, found, &mut errors));
    }
    Report {
        layer: Layer::Spans,
        texts: samples.len(),
        sections: vec![groups.section("spans")],
        errors: errors.sorted(),
    }
}

/// A character of the text with its languages.
struct Character<'a> {
    at: Span,
    gold: Option<&'a str>,
    found: Option<&'a str>,
    scored: bool,
}

fn compare(text: &str, gold: &[Stretch], found: &[Stretch], errors: &mut Errors) -> Tally {
    let characters = characters(text, gold, found);
    let gold_runs = runs(&characters, |character| character.gold);
    let found_runs = runs(&characters, |character| character.found);
    let scored = || characters.iter().filter(|character| character.scored);
    wrong_stretches(text, &characters, errors);
    Tally {
        gold: gold_runs.len(),
        found: found_runs.len(),
        right: gold_runs.intersection(&found_runs).count(),
        characters: Some((scored().count(), scored().filter(|character| character.gold == character.found).count())),
    }
}

fn characters<'a>(text: &str, gold: &'a [Stretch], found: &'a [Stretch]) -> Vec<Character<'a>> {
    let (mut gold, mut found) = (Cursor::new(gold), Cursor::new(found));
    let mut characters: Vec<Character<'a>> = text
        .char_indices()
        .map(|(at, c)| {
            let label = gold.at(at);
            let scored = label.is_some() && !blank(c);
            Character { at: Span::new(at, at + c.len_utf8()), gold: label, found: found.at(at), scored }
        })
        .collect();
    let mut left = None;
    for character in &mut characters {
        character.gold = character.gold.or(left);
        left = character.gold;
    }
    let mut right = None;
    for character in characters.iter_mut().rev() {
        character.gold = character.gold.or(right);
        right = character.gold;
    }
    characters
}

/// Tells the language of one place after the other.
struct Cursor<'a> {
    stretches: &'a [Stretch],
}

impl<'a> Cursor<'a> {
    fn new(stretches: &'a [Stretch]) -> Self {
        Cursor { stretches }
    }

    fn at(&mut self, at: usize) -> Option<&'a str> {
        while let Some((first, rest)) = self.stretches.split_first() {
            if at < first.span.end {
                return if first.span.start <= at { first.language.as_deref() } else { None };
            }
            self.stretches = rest;
        }
        None
    }
}

/// Maximal runs of one language, without what is unscored at their edges.
fn runs<'a>(
    characters: &[Character<'a>],
    language: impl Fn(&Character<'a>) -> Option<&'a str>,
) -> BTreeSet<(usize, usize, Option<&'a str>)> {
    let same = |a: &Character<'a>, b: &Character<'a>| language(a) == language(b);
    characters
        .chunk_by(same)
        .filter_map(|run| {
            let first = run.iter().find(|character| character.scored)?;
            let last = run.iter().rfind(|character| character.scored)?;
            Some((first.at.start, last.at.end, language(first)))
        })
        .collect()
}

/// Stretches with one wrong language each.
fn wrong_stretches(text: &str, characters: &[Character<'_>], errors: &mut Errors) {
    let key = |character: &Character<'_>| {
        let wrong = character.scored && character.gold != character.found;
        wrong.then_some((character.gold.unwrap_or("-").to_owned(), character.found.unwrap_or("-").to_owned()))
    };
    for run in characters.chunk_by(|a, b| key(a) == key(b)) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let Some((gold, found)) = key(first) else { continue };
        let span = Span::new(first.at.start, last.at.end);
        errors.add(What::Differs, format!("{gold} {}", shortened(span.of(text))), found, text, span);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::row::labels;

    fn tally(text: &str, gold: &str, found: &str) -> Tally {
        compare(text, &labels(text, gold), &labels(text, found), &mut Errors::default())
    }

    #[test]
    fn spans_are_runs_without_their_unscored_edges() {
        let cases = [
            ("all right", "走 OK", "z_ee", "z_ee", (2, 2, 2, 3, 3)),
            ("a blank may go to either side", "走 OK", "z_ee", "zzee", (2, 2, 2, 3, 3)),
            ("one span too long", "走aOK", "zzee", "zeee", (2, 2, 0, 4, 3)),
            ("one too many", "走走走", "zzz", "zez", (1, 3, 0, 3, 2)),
            ("nothing scored", "  ", "__", "zz", (0, 0, 0, 0, 0)),
        ];
        for (why, text, gold, found, (gold_count, found_count, right, all, characters_right)) in cases {
            let expected =
                Tally { gold: gold_count, found: found_count, right, characters: Some((all, characters_right)) };
            assert_eq!(tally(text, gold, found), expected, "{why}");
        }
    }

    #[test]
    fn a_wrong_stretch_is_one_error() {
        let (text, mut errors) = ("走abc走", Errors::default());
        compare(text, &labels(text, "zeeez"), &labels(text, "zzzzz"), &mut errors);
        let errors = errors.sorted();
        assert_eq!(errors.len(), 1);
        assert_eq!((errors[0].gold.as_str(), errors[0].found.as_str()), ("en abc", "zh"));
    }
}
