//! Where documents come from: bytes of a file or lines of a stream come in, documents go out.

mod conllu;
mod join;
mod jsonl;
mod text;
mod words;

use std::fmt;

pub use conllu::{ConlluDocument, ConlluSentence, parse_conllu};
pub use join::join_words;
pub use jsonl::{Fields, JsonLines};
pub use text::text_document;
pub use words::words_document;

use crate::text::Document;

/// What the bytes of an input are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputFormat {
    /// Told by the file's name, else by its first line.
    #[default]
    Auto,
    /// One document.
    Text,
    /// One JSON object a line, a document each.
    Jsonl,
    /// One document, segmented before: words with blanks between them, which are kept.
    Words,
    /// A treebank: a document from each `# newdoc` on.
    Conllu,
}

impl InputFormat {
    /// The format of an input with this name and these first bytes: `.jsonl` and `.ndjson` are JSON lines, and so is what
    /// starts with a whole line that is a JSON object; `.conllu` is CoNLL-U.
    pub fn of(name: &str, head: &[u8]) -> Self {
        let name = name.to_ascii_lowercase();
        if name.ends_with(".jsonl") || name.ends_with(".ndjson") {
            return InputFormat::Jsonl;
        }
        if name.ends_with(".conllu") {
            return InputFormat::Conllu;
        }
        let line = head.split(|&b| b == b'\n').next().unwrap_or_default();
        let object = line.trim_ascii_start().starts_with(b"{")
            && serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(line).is_ok();
        if object { InputFormat::Jsonl } else { InputFormat::Text }
    }
}

/// A document as it was read, and what the reader should be told of it.
#[derive(Clone, Debug)]
pub struct Read {
    /// The document.
    pub document: Document,
    /// What was mended on the way: replaced bytes, an unreadable date.
    pub warnings: Vec<String>,
}

/// A record that gave no document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}
