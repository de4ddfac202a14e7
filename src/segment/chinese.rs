//! Chinese words by jieba, which reads the folded view of the text, since its dictionary is Simplified.
//!
//! Loading jieba's dictionary takes most of the time of a short run, so it happens on first need only.

use std::collections::HashSet;

use jieba_rs::Jieba;

use crate::Span;
use crate::gazetteer::is_han;

/// A loaded dictionary with the names that must stay whole.
pub(super) struct Chinese {
    jieba: Jieba,
    /// Names with a middle dot, which no dictionary word can hold: their parts are joined after the cut.
    dotted: HashSet<String>,
}

impl Chinese {
    /// jieba's own dictionary and `names` (folded).
    pub(super) fn new<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let mut jieba = Jieba::new();
        let mut dotted = HashSet::new();
        for name in names {
            if name.contains('·') {
                dotted.insert(name.to_owned());
            }
            for part in name.split('·').filter(|part| part.chars().count() > 1 && part.chars().all(is_han)) {
                // A word that jieba knows keeps its frequency; a new one gets the smallest that keeps it whole.
                if !jieba.has_word(part) {
                    jieba.add_word(part, None, Some(NAME_TAG));
                }
            }
        }
        Chinese { jieba, dotted }
    }

    /// The words of `text[run]`, as spans of `text` (folded), each with its part of speech where `pos` asks for it.
    pub(super) fn words(&self, text: &str, run: Span, pos: bool, mut emit: impl FnMut(Span, Option<&str>)) {
        let run_text = run.of(text);
        let at = |start: usize, end: usize| Span::new(run.start + start, run.start + end);
        if pos {
            for tag in self.jieba.tag(run_text, true) {
                emit(at(tag.byte_start, tag.byte_end), Some(tag.tag));
            }
        } else {
            for token in self.jieba.cut(run_text, true) {
                emit(at(token.byte_start, token.byte_end), None);
            }
        }
    }

    /// The words of `text[run]` that the dictionary holds; everything else falls into single characters.
    pub(super) fn dictionary_words(&self, text: &str, run: Span, mut emit: impl FnMut(Span)) {
        for token in self.jieba.cut(run.of(text), false) {
            emit(Span::new(run.start + token.byte_start, run.start + token.byte_end));
        }
    }

    /// Whether the dictionary holds this word.
    pub(super) fn is_word(&self, word: &str) -> bool {
        self.jieba.has_word(word)
    }

    /// Whether the gazetteer holds this name with a middle dot.
    pub(super) fn is_dotted_name(&self, name: &str) -> bool {
        self.dotted.contains(name)
    }
}

/// jieba's tag for a proper noun that is no place: names of the gazetteer that its dictionary lacks.
const NAME_TAG: &str = "nz";
