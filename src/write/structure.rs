//! Sentences with their words, and names as stretches of whole words: what the formats with one word a line or element
//! share.

use crate::Span;
use crate::lang::Sentence;
use crate::pipeline::Analysis;
use crate::resolve::Mention;
use crate::segment::Token;

/// A sentence that holds at least one word.
pub(super) struct Block<'a> {
    pub(super) sentence: &'a Sentence,
    pub(super) words: &'a [Token],
    /// Whether a line break stands before it; not of the first one.
    pub(super) new_line: bool,
    /// The first word behind it.
    pub(super) next: Option<Span>,
}

impl Block<'_> {
    /// Whether another word follows the one at `at` without a blank.
    pub(super) fn glued(&self, at: usize) -> bool {
        let next = self.words.get(at + 1).map(|word| word.span).or(self.next);
        self.words.get(at).zip(next).is_some_and(|(word, next)| word.span.end == next.start)
    }
}

/// The sentences of a document with their words.
pub(super) fn blocks<'a>(analysis: &'a Analysis<'_>) -> impl Iterator<Item = Block<'a>> {
    let text = analysis.document.text.as_str();
    let mut tokens = analysis.tokens.as_slice();
    let mut end = None;
    analysis.sentences.iter().filter_map(move |sentence| {
        let here = tokens.partition_point(|token| token.span.start < sentence.span.end);
        let (words, rest) = tokens.split_at_checked(here).unwrap_or((tokens, &[]));
        tokens = rest;
        let (first, last) = words.first().zip(words.last())?;
        let new_line = end.is_some_and(|end| Span::new(end, first.span.start).of(text).contains(['\n', '\r']));
        end = Some(last.span.end);
        Some(Block { sentence, words, new_line, next: rest.first().map(|word| word.span) })
    })
}

/// A mention as the words `first..end` of its sentence.
#[derive(Debug)]
pub(super) struct Name<'a> {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) mention: &'a Mention,
}

/// The names among the words of a sentence, outer ones first. A name that shares a word with others counts it as its own:
/// both stand around it. No two cross: of two names that do, the second starts behind the first.
///
/// A mention over a sentence's end belongs to the sentence in which it begins.
pub(super) fn names<'a>(mentions: &'a [Mention], words: &[Token]) -> Vec<Name<'a>> {
    let Some((start, end)) = words.first().zip(words.last()).map(|(first, last)| (first.span.start, last.span.end))
    else {
        return Vec::new();
    };
    let from = mentions.partition_point(|mention| mention.span.start < start);
    let to = mentions.partition_point(|mention| mention.span.start < end);
    let mut names: Vec<Name<'a>> = Vec::new();
    for mention in mentions.get(from..to).unwrap_or_default() {
        let mut first = words.partition_point(|word| word.span.end <= mention.span.start);
        let mut end = words.partition_point(|word| word.span.start < mention.span.end);
        for outer in names.iter().rev() {
            if outer.first <= first && first < outer.end && outer.end < end {
                (first, end) = if mention.nested { (first, outer.end) } else { (outer.end, end) };
            }
            // What stands before an outer mention ends where it begins, or with the word that both share.
            if !outer.mention.nested {
                break;
            }
        }
        if first < end {
            names.push(Name { first, end, mention });
        }
    }
    names.sort_by_key(|name| (name.first, std::cmp::Reverse(name.end)));
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::{Form, Kind};
    use crate::lang::Language;
    use crate::resolve::Referent;

    fn mention((start, end): (usize, usize)) -> Mention {
        Mention {
            span: Span::new(start, end),
            kind: Kind::Nation,
            subkind: None,
            referent: Referent::Entity(0),
            form: Form::Name,
            evidence: Vec::new(),
            nested: false,
        }
    }

    /// Why, mentions in bytes, names in words.
    type Case = (&'static str, &'static [(usize, usize)], &'static [(usize, usize)]);

    #[test]
    fn names_are_whole_words_that_never_cross() {
        // Words of three, six and three bytes.
        let words = [(0, 3), (3, 9), (9, 12)].map(|(start, end)| Token {
            span: Span::new(start, end),
            language: Language::ZH,
            pos: None,
        });
        let cases: [Case; 4] = [
            ("a word each", &[(0, 3), (9, 12)], &[(0, 1), (2, 3)]),
            ("part of a word", &[(3, 6)], &[(1, 2)]),
            ("two names in one word", &[(3, 6), (6, 9)], &[(1, 2), (1, 2)]),
            ("two names that share a word", &[(0, 6), (6, 12)], &[(0, 2), (2, 3)]),
        ];
        for (why, mentions, expected) in cases {
            let mentions: Vec<Mention> = mentions.iter().copied().map(mention).collect();
            let found: Vec<_> = names(&mentions, &words).iter().map(|name| (name.first, name.end)).collect();
            assert_eq!(found, expected, "{why}");
        }
    }

    #[test]
    fn many_names_of_one_sentence_take_linear_time() {
        let spans = || (0..100_000).map(|at| (3 * at, 3 * at + 3));
        let token = |(start, end)| Token { span: Span::new(start, end), language: Language::ZH, pos: None };
        let words: Vec<Token> = spans().map(token).collect();
        let mentions: Vec<Mention> = spans().map(mention).collect();
        let start = std::time::Instant::now();
        assert_eq!(names(&mentions, &words).len(), 100_000);
        assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
    }
}
