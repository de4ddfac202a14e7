//! Tokens that the document came with: its words go in as they are, and come out with a language and, where it is asked
//! for, a part of speech.

use std::borrow::Cow;

use super::{Segmenter, Token, part_of_speech};
use crate::Span;
use crate::lang::{Language, LanguageSpan};
use crate::text::fold;

impl Segmenter {
    /// A token a word. Its language is that of the span in which it begins.
    pub(crate) fn kept(&self, text: &str, words: &[Span], spans: &[LanguageSpan], pos: bool) -> Vec<Token> {
        let mut spans = spans.iter().peekable();
        let mut token = |&span: &Span| {
            while spans.next_if(|language| language.span.end <= span.start).is_some() {}
            let language = spans.peek().map_or(Language::UND, |language| language.language);
            let pos = pos.then(|| self.part_of_speech(span.of(text), language));
            Token { span, language, pos }
        };
        words.iter().map(&mut token).collect()
    }

    /// jieba's tag; of a word that jieba would cut, the tag of its last part, since the head of a Chinese compound comes
    /// last.
    fn part_of_speech(&self, word: &str, language: Language) -> Cow<'static, str> {
        let mut tag = None;
        if language == Language::ZH && word.chars().any(crate::gazetteer::is_han) {
            let folded = fold(word);
            let whole = Span::new(0, folded.as_str().len());
            self.chinese().words(folded.as_str(), whole, true, |_, part| tag = part.map(str::to_owned));
        }
        tag.map_or_else(|| part_of_speech(word), Cow::Owned)
    }
}
