//! Analyses as bytes: one file a [`Format`]. It is given one analysis at a time and writes it whole.

mod brat;
mod conllu;
mod html;
mod json;
mod jsonl;
mod lattice;
mod mention;
#[cfg(feature = "parquet")]
mod parquet;
mod pinyin;
mod record;
mod rim;
mod structure;
mod summary;
mod table;
mod tei;
mod text;
mod tsv;
mod vert;
mod words;
mod xml;

use std::io;

pub use brat::annotations as brat_annotations;
pub use conllu::Conllu;
pub use html::Html;
pub(crate) use html::{escape, page_head};
pub use jsonl::Jsonl;
pub use lattice::{lattice_dot, lattice_svg};
#[cfg(feature = "parquet")]
pub use parquet::{MentionRows, MentionTable, rows as mention_rows};
pub use record::{FORMAT_VERSION, Record};
pub(crate) use rim::{Place, Rim};
pub use summary::{TextEntities, TsvEntities};
pub use tei::Tei;
pub(crate) use text::cut;
pub use text::{TextMentions, TextSentences, columns, pad};
pub(crate) use tsv::clean;
pub use tsv::{TsvMentions, TsvTokens};
pub use vert::Vert;
pub use words::Words;

use crate::gazetteer::Gazetteer;
use crate::pipeline::Analysis;
use crate::text::OffsetUnit;

/// A format: a file is a head, its documents one after the other, and a foot.
pub trait Format: Send + Sync {
    /// What stands before the first document.
    fn head(&self, _: &Gazetteer) -> String {
        String::new()
    }

    /// Writes a document.
    ///
    /// # Errors
    /// What `out` says.
    fn write(&self, out: &mut dyn io::Write, analysis: &Analysis<'_>, gazetteer: &Gazetteer) -> io::Result<()>;

    /// What stands behind the last document.
    fn foot(&self, _: &Gazetteer) -> String {
        String::new()
    }
}

/// Which layers an output shows, and how it counts.
#[derive(Clone, Copy, Debug, Default)]
pub struct WriteOptions {
    /// The unit of all offsets.
    pub offset_unit: OffsetUnit,
    /// Language spans.
    pub spans: bool,
    /// Sentences.
    pub sentences: bool,
    /// Tokens.
    pub tokens: bool,
    /// Mentions.
    pub mentions: bool,
    /// Refused candidates.
    pub refused: bool,
    /// The document's text.
    pub text: bool,
    /// A reading of every Chinese token.
    pub pinyin: bool,
    /// The entities with their counts, in place of the mentions.
    pub summary: bool,
}
