//! What a pipeline reads: one text with what is known about it.

use super::{Date, Kept, Offsets};
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
    /// The fields that the text was joined from, in order. Empty if it is one text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    /// What else its reader learnt; boxed, since plain texts have nothing of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub details: Option<Box<Details>>,
}

/// A field among those that a document's text was joined from, such as its title.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Part {
    /// The name of the field.
    pub name: String,
    /// Where its text stands in the document, in bytes.
    pub span: Span,
}

/// What is known of a document besides its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Details {
    /// Its address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// Who wrote it, as the source says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byline: Option<String>,
    /// The language that the source declares, as it was written (`zh-HK`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declared_language: Option<String>,
    /// Fields of the source that go through to the output untouched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fields: Option<Kept>,
    /// Stretches of the text that are page furniture (menus, share buttons), in order, in bytes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub furniture: Vec<Span>,
    /// Which piece of a longer text it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub piece: Option<Piece>,
    /// Whether an output must carry the text, since no file holds it as it was read (pages, feeds).
    #[serde(skip)]
    pub carries_text: bool,
}

/// A piece of a text that was too long for one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Piece {
    /// Its number, from 1.
    pub number: usize,
    /// Where it begins in the whole text: outputs add this to all its offsets.
    pub start: Offsets,
}

/// What stands between two fields: a break that no sentence and no name crosses.
const BETWEEN: &str = "\n\n";

impl Document {
    /// A document without source, date and words.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        Document { id: id.into(), text: text.into(), ..Document::default() }
    }

    /// A document of several texts that are read together, such as a title and a body. Empty ones are left out.
    ///
    /// ```
    /// use diglot::Document;
    ///
    /// let document = Document::from_parts("a1", [("title", "普京訪華"), ("text", "Putin arrived.")]);
    /// assert_eq!(document.text, "普京訪華\n\nPutin arrived.");
    /// assert_eq!(document.parts[1].span.of(&document.text), "Putin arrived.");
    /// ```
    pub fn from_parts<'a>(id: impl Into<String>, texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut document = Document::new(id, "");
        for (name, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
            if !document.text.is_empty() {
                document.text.push_str(BETWEEN);
            }
            let start = document.text.len();
            document.text.push_str(text);
            document.parts.push(Part { name: name.to_owned(), span: Span { start, end: document.text.len() } });
        }
        document
    }

    /// Which piece of a longer text the document is, if it is one.
    pub fn piece(&self) -> Option<Piece> {
        self.details.as_ref().and_then(|details| details.piece)
    }

    /// Where the document begins in its whole text: zero unless it is a piece.
    pub fn origin(&self) -> Offsets {
        self.piece().map(|piece| piece.start).unwrap_or_default()
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
