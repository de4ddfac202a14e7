//! Words: F1 of words by their places, the measure of the SIGHAN bake-offs. Blanks are no words.

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
        let (Some(gold), Some(found)) = (&sample.marks.words, &found.words) else { continue };
        groups.add(&sample.group, compare(&sample.text, gold, found, &mut errors));
    }
    let sections = vec![groups.section("words")];
    Report { layer: Layer::Segmentation, texts: samples.len(), sections, errors: errors.sorted() }
}

fn compare(text: &str, gold: &[Span], found: &[Span], errors: &mut Errors) -> Tally {
    let words = |spans: &[Span]| -> BTreeSet<Span> {
        spans.iter().copied().filter(|span| !span.of(text).chars().all(blank)).collect()
    };
    let (gold, found) = (words(gold), words(found));
    differences(text, &gold, &found, errors);
    Tally { gold: gold.len(), found: found.len(), right: gold.intersection(&found).count(), characters: None }
}

/// The shortest stretches that both sides cut at their edges and differently between them.
fn differences(text: &str, gold: &BTreeSet<Span>, found: &BTreeSet<Span>, errors: &mut Errors) {
    let mut gold = gold.iter().copied().peekable();
    let mut found = found.iter().copied().peekable();
    while let (Some(mut end), Some(mut found_end)) = (gold.peek().map(|w| w.end), found.peek().map(|w| w.end)) {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        ours.extend(gold.next());
        theirs.extend(found.next());
        while end != found_end {
            let (side, words, last) = if end < found_end {
                (&mut gold, &mut ours, &mut end)
            } else {
                (&mut found, &mut theirs, &mut found_end)
            };
            let Some(word) = side.next() else { break };
            *last = word.end;
            words.push(word);
        }
        if ours != theirs {
            let start = ours.iter().chain(&theirs).map(|word| word.start).min().unwrap_or(0);
            let spelled = |words: &[Span]| words.iter().map(|word| word.of(text)).collect::<Vec<_>>().join(" ");
            let span = Span::new(start, end.max(found_end));
            errors.add(What::Differs, spelled(&ours), spelled(&theirs), text, span);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::place::place;

    /// Gold, found, their counts and those that are right, differences.
    type Case = (&'static str, &'static str, (usize, usize, usize), &'static [(&'static str, &'static str)]);

    #[test]
    fn words_are_right_when_both_ends_are() {
        let cases: [Case; 4] = [
            ("他 走 了", "他 走 了", (3, 3, 3), &[]),
            ("加速 度 不同", "加速度 不同", (3, 2, 1), &[("加速 度", "加速度")]),
            ("AB C", "A BC", (2, 2, 0), &[("AB C", "A BC")]),
            ("说 了", "说了", (2, 1, 0), &[("说 了", "说了")]),
        ];
        for (gold, found, (gold_count, found_count, right), expected) in cases {
            let text = gold.replace(' ', "");
            let spans = |words: &str| place(words.split(' '), &text).unwrap();
            let mut errors = Errors::default();
            let tally = compare(&text, &spans(gold), &spans(found), &mut errors);
            assert_eq!(tally, Tally { gold: gold_count, found: found_count, right, characters: None }, "{gold}");
            let errors: Vec<_> = errors.sorted().into_iter().map(|error| (error.gold, error.found)).collect();
            let expected: Vec<_> = expected.iter().map(|&(a, b)| (a.to_owned(), b.to_owned())).collect();
            assert_eq!(errors, expected, "{gold}");
        }
    }
}
