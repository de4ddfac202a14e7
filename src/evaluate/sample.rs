//! A text with what is marked on it, in bytes of that text: the one form of gold and of what was found.

use crate::Span;
use crate::gazetteer::Kind;
use crate::text::Date;

/// A text with its gold.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// What it is called: unique in a file.
    pub id: String,
    /// The document that it is a piece of: pieces of one document are analysed together, a line each. None if it is a
    /// document by itself.
    pub document: Option<String>,
    /// What it is counted under beside `all`: a category of texts or a language; may be empty.
    pub group: String,
    /// The sentence of which it is one of several translations.
    pub parallel: Option<String>,
    /// The text.
    pub text: String,
    /// When it was published.
    pub date: Option<Date>,
    /// The gold.
    pub marks: Marks,
}

/// What is marked on a text; layers that nobody marked are none. Spans count bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    /// Stretches of one language.
    pub stretches: Option<Vec<Stretch>>,
    /// Where sentences start, but for the first.
    pub starts: Option<Vec<usize>>,
    /// Words.
    pub words: Option<Vec<Span>>,
    /// Mentions, without those inside others.
    pub mentions: Option<Vec<Named>>,
    /// Places that may be tagged or not.
    pub optional: Vec<Span>,
}

/// A stretch of one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Where.
    pub span: Span,
    /// Its ISO 639 code; none where nothing is scored.
    pub language: Option<String>,
}

/// A mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Where.
    pub span: Span,
    /// Leader, nation or organisation.
    pub kind: Kind,
    /// What sort of organisation, or the form of another name, where it is told.
    pub sort: Option<String>,
    /// What it refers to, under a name or id of whoever marked it.
    pub entity: Option<String>,
}

/// Whether a character is no part of words and sentences. The four separators U+001C to U+001F count as blanks, as in the
/// scorers.
pub(super) fn blank(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}
