//! Where documents come from: bytes of a file or lines of a stream come in, documents go out. No reader opens a file or
//! an address: what it is given is all that it reads.
//!
//! JSON lines, lines, tables and long texts are streams: a [`Records`] gives one document after the other and holds no more
//! than one.
//! Pages, feeds, subtitles, segmented words and treebanks are read whole.

mod cause;
mod conllu;
mod detect;
mod epoch;
mod fields;
mod join;
mod json;
mod jsonl;
mod line;
mod lines;
mod pieces;
mod subtitle;
mod text;
mod utf8;
mod words;

#[cfg(feature = "readers")]
mod compressed;
#[cfg(feature = "readers")]
mod declared;
#[cfg(feature = "readers")]
mod elements;
#[cfg(feature = "readers")]
mod feed;
#[cfg(feature = "readers")]
mod json_array;
#[cfg(feature = "readers")]
mod markup;
#[cfg(feature = "readers")]
mod page;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "readers")]
mod table;

use std::{fmt, io};

pub use cause::{Cause, Remedy};
#[cfg(feature = "readers")]
pub use compressed::{Compression, decompress};
pub use conllu::{ConlluDocument, ConlluSentence, parse_conllu};
pub use detect::InputFormat;
#[cfg(feature = "readers")]
pub use feed::feed_documents;
pub use fields::{Fields, Keep};
pub use join::join_words;
pub(crate) use json::without_place;
#[cfg(feature = "readers")]
pub use json_array::json_array_documents;
pub use jsonl::JsonLines;
pub use lines::Lines;
#[cfg(feature = "readers")]
pub use page::{PageText, page_document};
#[cfg(feature = "parquet")]
pub use parquet::ParquetRows;
pub use pieces::{PIECE_BYTES, TextPieces};
pub use subtitle::subtitle_document;
#[cfg(feature = "readers")]
pub use table::{Table, TableError};
pub use text::text_document;
pub use utf8::Utf8;
pub use words::words_document;

use crate::text::Document;

/// The limit of one document in bytes, unless a caller says otherwise: no article has so many.
pub const DOCUMENT_LIMIT: usize = 256_000_000;

/// A stream of documents.
pub trait Records {
    /// The next document; none at the end.
    ///
    /// # Errors
    /// What the stream says. A bad record is the inner error, after which reading goes on.
    fn next_record(&mut self) -> io::Result<Option<Result<Read, RecordError>>>;
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
    /// Why it gave none.
    pub cause: Cause,
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.cause)
    }
}

/// Why a file that is read whole gave nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// Its bytes are no text.
    #[error(transparent)]
    Decode(#[from] crate::text::DecodeError),
    /// It is a feed that has no items, or none yet.
    #[error("a feed without items")]
    NoItems,
    /// Its text is not what it was taken for.
    #[error("{0}")]
    Format(Cause),
}
