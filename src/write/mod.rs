//! Analyses as bytes: one file a format. A writer is given one analysis at a time and writes it whole.

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

pub use brat::annotations as brat_annotations;
pub use conllu::write as write_conllu;
pub(crate) use html::escape;
pub use html::{HTML_FOOT, html_head, write_document as write_html};
pub use jsonl::write as write_jsonl;
pub use lattice::{lattice_dot, lattice_svg};
#[cfg(feature = "parquet")]
pub use parquet::{MentionRows, MentionTable, rows as mention_rows};
pub use record::{FORMAT_VERSION, Record};
pub(crate) use rim::{Place, Rim};
pub use summary::{summary_header, write_text as write_summary, write_tsv as write_tsv_summary};
pub use tei::{TeiEntities, tei_foot, tei_head, write as write_tei};
pub use text::{columns, pad, write_segments, write_tags};
pub(crate) use tsv::clean;
pub use tsv::{TOKEN_HEADER, mention_header, write_mentions as write_tsv_mentions, write_tokens as write_tsv_tokens};
pub use vert::write as write_vert;
pub use words::write as write_words;

use crate::text::OffsetUnit;

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
