//! A word of a document.

use std::borrow::Cow;

use crate::Span;
use crate::lang::Language;

/// A word, number or punctuation mark. Blanks are no tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, in bytes of the original text.
    pub span: Span,
    /// The language of the span that it lies in.
    pub language: Language,
    /// jieba's part of speech, if it was asked for: for Chinese words from jieba's dictionary or its posseg model, for
    /// all others `eng` (a Latin word), `m` (a number), `w` (punctuation) or `x` (anything else).
    pub pos: Option<Cow<'static, str>>,
}
