//! How much of a text is in each language: the label of a sentence and of a document.

use super::class::Class;
use super::detect::{LanguageSpan, spans_and_sides};
use super::language::{Language, Script};
use super::scan::ascii_letters;
use super::side::Sides;
use crate::Span;
use crate::text::plain_han;

/// What the languages of a document say about it as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentLanguage {
    /// The matrix language: the one that holds most words.
    pub main: Language,
    /// Each language's share of the letters, 0 to 1, the largest first; empty if there are no letters.
    pub shares: Vec<(Language, f64)>,
    /// The script of the main language's letters.
    pub script: Script,
    /// Whether the Chinese is written Cantonese.
    pub cantonese: bool,
}

/// Weights of the languages met so far. Few languages stand in one text, so a list is enough.
#[derive(Default)]
struct Weights(Vec<(Language, Weight)>);

#[derive(Clone, Copy, Default)]
struct Weight {
    letters: usize,
    /// In thirds of a word: an East Asian character weighs two, a word of other scripts three. Chinese is the matrix
    /// language from 1.5 characters for each Latin word on; that is right on 99.7% of sentences of both sides.
    words: usize,
}

impl Weight {
    /// Letters of another script, which begin a word or go on with it.
    fn letters(&mut self, letters: usize, in_word: &mut bool) {
        self.letters += letters;
        self.words += if *in_word { 0 } else { 3 };
        *in_word = true;
    }

    fn east_asian(&mut self, characters: usize) {
        self.letters += characters;
        self.words += 2 * characters;
    }
}

impl Weights {
    fn add(&mut self, language: Language, text: &str) {
        let mut weight = Weight::default();
        let mut in_word = false;
        let mut rest = text;
        loop {
            let (han, other) = rest.split_at_checked(plain_han(rest.as_bytes())).unwrap_or_default();
            if !han.is_empty() {
                weight.east_asian(han.len() / 3);
                in_word = false;
            }
            let (latin, other) = other.split_at_checked(ascii_letters(other)).unwrap_or_default();
            if !latin.is_empty() {
                weight.letters(latin.len(), &mut in_word);
            }
            let Some(c) = other.chars().next() else { break };
            rest = other.get(c.len_utf8()..).unwrap_or_default();
            match Class::of(c) {
                Class::Han | Class::Kana | Class::Hangul => {
                    weight.east_asian(1);
                    in_word = false;
                }
                Class::Latin => weight.letters(1, &mut in_word),
                Class::Unlisted if c.is_alphabetic() => weight.letters(1, &mut in_word),
                Class::Mark | Class::Join => {}
                _ => in_word = false,
            }
        }
        match self.0.iter_mut().find(|(known, _)| *known == language) {
            Some((_, known)) => {
                known.letters += weight.letters;
                known.words += weight.words;
            }
            None => self.0.push((language, weight)),
        }
    }

    /// The language with most words, the first of equals; `und` if there are none.
    fn main(&self) -> Language {
        let most = self.0.iter().rev().max_by_key(|(_, weight)| weight.words);
        most.filter(|(_, weight)| weight.words > 0).map_or(Language::UND, |&(language, _)| language)
    }
}

/// The matrix language of `text[span]`; `spans` are the language spans from the first that reaches into it on.
pub(super) fn matrix_language(text: &str, span: Span, spans: &[LanguageSpan]) -> Language {
    let inside = || spans.iter().take_while(|language| language.span.start < span.end);
    // One language: nothing to weigh.
    if let (Some(only), None) = (inside().next(), inside().nth(1)) {
        return only.language;
    }
    let mut weights = Weights::default();
    for language in inside() {
        let part = Span::new(language.span.start.max(span.start), language.span.end.min(span.end));
        weights.add(language.language, part.of(text));
    }
    weights.main()
}

/// The labels of a whole document.
pub fn summarize(text: &str, spans: &[LanguageSpan]) -> DocumentLanguage {
    let chinese = spans.iter().filter(|span| span.language == Language::ZH);
    let mut sides = Sides::default();
    chinese.for_each(|span| sides += Sides::of(span.span.of(text)));
    label(text, spans, sides)
}

/// The language spans of a text and its labels.
pub(crate) fn labelled_spans(text: &str) -> (Vec<LanguageSpan>, DocumentLanguage) {
    let (spans, sides) = spans_and_sides(text);
    let language = label(text, &spans, sides);
    (spans, language)
}

fn label(text: &str, spans: &[LanguageSpan], sides: Sides) -> DocumentLanguage {
    let mut weights = Weights::default();
    match spans {
        // One language has all the letters, if there are any.
        [only] if has_letter(only.span.of(text)) => weights.0.push((only.language, Weight { letters: 1, words: 1 })),
        [_] => {}
        _ => spans.iter().for_each(|span| weights.add(span.language, span.span.of(text))),
    }
    let main = weights.main();
    let script = match main {
        Language::ZH => sides.script(),
        _ => spans.iter().find(|span| span.language == main).map_or(Script::ZYYY, |span| span.script),
    };
    let total: usize = weights.0.iter().map(|(_, weight)| weight.letters).sum();
    let share = |weight: Weight| weight.letters as f64 / total as f64;
    let mut shares: Vec<(Language, f64)> = weights
        .0
        .iter()
        .filter(|(_, weight)| weight.letters > 0)
        .map(|&(language, weight)| (language, share(weight)))
        .collect();
    shares.sort_by(|(a, left), (b, right)| right.total_cmp(left).then(a.cmp(b)));
    DocumentLanguage { main, shares, script, cantonese: sides.is_cantonese() }
}

fn has_letter(text: &str) -> bool {
    text.chars().any(|c| match Class::of(c) {
        Class::Han | Class::Kana | Class::Hangul | Class::Latin => true,
        class => class == Class::Unlisted && c.is_alphabetic(),
    })
}

/// How many letters a text has, counted as in the shares of a document: every Han character is one.
pub(crate) fn letters(text: &str) -> usize {
    let mut weights = Weights::default();
    weights.add(Language::UND, text);
    weights.0.iter().map(|(_, weight)| weight.letters).sum()
}
