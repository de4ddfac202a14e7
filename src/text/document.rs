//! What a pipeline reads: one text with what is known about it.

use super::Date;
use crate::Span;

/// A text and its metadata.
///
/// ```
/// use diglot::Document;
///
/// let document = Document::new("a1", "Merkel 訪華").with_source("wire").with_date("2019-09".parse()?);
/// assert_eq!(document.date.map(|date| date.to_string()).as_deref(), Some("2019-09"));
/// # Ok::<(), diglot::text::DateError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Document {
    /// What the outputs call the document.
    pub id: String,
    /// Where it comes from: a file, a feed, a page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// When it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// The text. All spans count its bytes.
    pub text: String,
    /// Where its words stand, if it came segmented: they become its tokens. In order and disjoint.
    #[serde(skip)]
    pub words: Option<Vec<Span>>,
}

impl Document {
    /// A document without source, date and words.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        Document { id: id.into(), source: None, date: None, text: text.into(), words: None }
    }

    /// The document with a source.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<String>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// The document with the places of its words, which are kept as its tokens.
    #[must_use]
    pub fn with_words(mut self, words: Vec<Span>) -> Self {
        self.words = Some(words);
        self
    }

    /// The document with a date.
    #[must_use]
    pub fn with_date(mut self, date: Date) -> Self {
        self.date = Some(date);
        self
    }
}

impl From<&str> for Document {
    /// A text without an id.
    fn from(text: &str) -> Self {
        Document::new("", text)
    }
}

impl From<String> for Document {
    /// A text without an id.
    fn from(text: String) -> Self {
        Document::new("", text)
    }
}
