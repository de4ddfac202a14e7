//! Chinese words by jieba-rs itself: for parts of speech, for the modes with overlapping words, for dictionaries and words
//! of the user's. It reads the folded view of the text, since its dictionary is Simplified.
//!
//! Loading jieba's dictionary takes most of the time of a short run, so it happens on first need only.

use std::collections::HashMap;

use jieba_rs::{Jieba, TokenizeMode};

use super::settings::{Mode, Segmentation};
use crate::Span;
use crate::gazetteer::NameWords;

/// A loaded dictionary with the names that must stay whole.
pub(super) struct Chinese {
    jieba: Jieba,
    mode: Mode,
    hmm: bool,
    /// Tags of the user's for words that the dictionary knows under another: jieba would keep its own.
    tags: HashMap<String, String>,
    /// Words on top of the dictionary with their frequencies: the lattice asks for them.
    added: Vec<(String, usize)>,
}

impl Chinese {
    /// The dictionary of the settings, with the user's words and the words of `names` on top.
    pub(super) fn new(settings: &Segmentation, names: NameWords<'static>) -> Self {
        let mut jieba = match &settings.dictionary {
            // The reader of the settings has parsed it before, so that it cannot fail here.
            Some(dictionary) => Jieba::with_dict(&mut dictionary.as_bytes()).unwrap_or_else(|_| Jieba::empty()),
            None => Jieba::new(),
        };
        let mut tags = HashMap::new();
        let mut added = Vec::new();
        for word in &settings.user_words {
            if let Some(tag) = word.tag.as_ref().filter(|_| jieba.has_word(&word.word)) {
                tags.insert(word.word.clone(), tag.clone());
            }
            let frequency = jieba.add_word(&word.word, word.frequency, word.tag.as_deref());
            added.push((word.word.clone(), frequency));
        }
        // Frequencies were worked out beside jieba's own dictionary, and hold beside no other.
        let weighed = names.weighed && settings.dictionary.is_none() && settings.user_words.is_empty();
        for (name, frequency) in names.words {
            // A word that jieba knows keeps its frequency; a new one gets the smallest that keeps it whole.
            let new = if weighed { frequency.is_some() } else { !jieba.has_word(&name) };
            if new {
                let frequency = jieba.add_word(&name, frequency, Some(NAME_TAG));
                added.push((name.into_owned(), frequency));
            }
        }
        Chinese { jieba, mode: settings.mode, hmm: settings.hmm, tags, added }
    }

    /// The words of `text[run]`, as spans of `text` (folded), each with its part of speech where `pos` asks for it.
    pub(super) fn words(&self, text: &str, run: Span, pos: bool, mut emit: impl FnMut(Span, Option<&str>)) {
        let run_text = run.of(text);
        let at = |start: usize, end: usize| Span::new(run.start + start, run.start + end);
        let spans: Vec<Span> = match self.mode {
            Mode::Default if pos => {
                for tag in self.jieba.tag(run_text, self.hmm) {
                    emit(at(tag.byte_start, tag.byte_end), Some(self.tag(tag.word, tag.tag)));
                }
                return;
            }
            Mode::Default => {
                for token in self.jieba.cut(run_text, self.hmm) {
                    emit(at(token.byte_start, token.byte_end), None);
                }
                return;
            }
            Mode::Search => {
                let tokens = self.jieba.tokenize(run_text, TokenizeMode::Search, self.hmm);
                tokens.iter().map(|token| at(token.byte_start, token.byte_end)).collect()
            }
            Mode::Full => {
                self.jieba.cut_all(run_text).iter().map(|token| at(token.byte_start, token.byte_end)).collect()
            }
        };
        let mut spans = spans;
        spans.sort_unstable();
        for span in spans {
            let word = span.of(text);
            let tagged = if pos { self.jieba.tag(word, self.hmm) } else { Vec::new() };
            let tag = match tagged.as_slice() {
                [whole] => self.tag(word, whole.tag),
                _ => "x",
            };
            emit(span, pos.then_some(tag));
        }
    }

    fn tag<'t>(&'t self, word: &str, tag: &'t str) -> &'t str {
        self.tags.get(word).map_or(tag, String::as_str)
    }

    /// The words of `text[run]` that the dictionary holds; everything else falls into single characters.
    pub(super) fn dictionary_words(&self, text: &str, run: Span, mut emit: impl FnMut(Span)) {
        for token in self.jieba.cut(run.of(text), false) {
            emit(Span::new(run.start + token.byte_start, run.start + token.byte_end));
        }
    }

    /// Words on top of the dictionary with their frequencies.
    pub(super) fn added(&self) -> &[(String, usize)] {
        &self.added
    }

    /// Whether the dictionary holds this word.
    pub(super) fn is_word(&self, word: &str) -> bool {
        self.jieba.has_word(word)
    }
}

/// jieba's tag for a proper noun that is no place: names of the gazetteer that its dictionary lacks.
const NAME_TAG: &str = "nz";

/// Whether a text is a dictionary in jieba's format.
///
/// # Errors
/// What jieba says of the first bad line.
pub fn check_dictionary(text: &str) -> Result<(), String> {
    for (number, line) in text.lines().enumerate() {
        let mut columns = line.split_whitespace();
        let (Some(word), Some(frequency)) = (columns.next(), columns.next()) else {
            if line.trim().is_empty() {
                continue;
            }
            return Err(format!(
                "line {}: '{}' has no frequency: a line is a word, a frequency and a tag",
                number + 1,
                line.trim()
            ));
        };
        if frequency.parse::<usize>().is_err() {
            return Err(format!("line {}: '{frequency}' is no frequency of '{word}' (a whole number)", number + 1));
        }
    }
    Ok(())
}
