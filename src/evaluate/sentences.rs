//! Sentences: F1 of the places where they start, the first one of a text left out.
//!
//! A start is the first character behind the blanks, so the blank between two sentences may belong to either.

use std::collections::BTreeSet;

use super::Layer;
use super::errors::{Errors, What};
use super::report::Report;
use super::sample::{Marks, Sample, blank};
use super::tally::{Groups, Tally};
use crate::Span;

pub(super) fn score(samples: &[Sample], found: &[Marks]) -> Report {
    let (mut groups, mut errors) = (Groups::default(), Errors::default());
    for (sample, found) in samples.iter().zip(found) {
        let (Some(gold), Some(found)) = (&sample.marks.starts, &found.starts) else { continue };
        groups.add(&sample.group, compare(&sample.text, gold, found, &mut errors));
    }
    let sections = vec![groups.section("sentences")];
    Report { layer: Layer::Sentences, texts: samples.len(), sections, errors: errors.sorted() }
}

fn compare(text: &str, gold: &[usize], found: &[usize], errors: &mut Errors) -> Tally {
    let starts = |starts: &[usize]| -> BTreeSet<usize> { starts.iter().map(|&at| behind_blanks(text, at)).collect() };
    let gold = starts(gold);
    let mut found = starts(found);
    for edge in [0, behind_blanks(text, 0), text.len()] {
        found.remove(&edge);
    }
    for &at in gold.difference(&found) {
        errors.add(What::Missed, seam(text, at), String::new(), text, Span::new(at, at));
    }
    for &at in found.difference(&gold) {
        errors.add(What::False, String::new(), seam(text, at), text, Span::new(at, at));
    }
    Tally { gold: gold.len(), found: found.len(), right: gold.intersection(&found).count(), characters: None }
}

fn behind_blanks(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.len() - rest.trim_start_matches(blank).len()
}

/// What meets at a start: up to four characters before it, up to two behind it.
fn seam(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or_default().trim_end_matches(blank);
    let word = before.rsplit(blank).next().unwrap_or_default();
    let before: String = word.chars().skip(word.chars().count().saturating_sub(4)).collect();
    let after: String = text.get(at..).unwrap_or_default().chars().take_while(|&c| !blank(c)).take(2).collect();
    format!("{before} | {after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Why, gold, found, their counts and those that are right.
    type Case = (&'static str, &'static [usize], &'static [usize], (usize, usize, usize));

    #[test]
    fn starts_are_compared_behind_blanks() {
        let text = "Go. Stay. End";
        let cases: [Case; 4] = [
            ("all", &[4, 10], &[4, 10], (2, 2, 2)),
            ("the blank on the other side", &[4, 10], &[0, 3, 9], (2, 2, 2)),
            ("one missed", &[4, 10], &[10], (2, 1, 1)),
            ("one false, the edges never", &[4], &[0, 4, 7, 13], (1, 2, 1)),
        ];
        for (why, gold, found, (gold_count, found_count, right)) in cases {
            let expected = Tally { gold: gold_count, found: found_count, right, characters: None };
            assert_eq!(compare(text, gold, found, &mut Errors::default()), expected, "{why}");
        }
    }

    #[test]
    fn an_error_shows_what_meets() {
        let mut errors = Errors::default();
        compare("Mr. Lee left. 他走了。", &[14], &[4], &mut errors);
        let errors: Vec<_> = errors.sorted().into_iter().map(|error| (error.what, error.gold + &error.found)).collect();
        assert_eq!(errors, [(What::Missed, "eft. | 他走".to_owned()), (What::False, "Mr. | Le".to_owned())]);
    }
}
