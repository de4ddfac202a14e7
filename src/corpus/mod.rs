//! What corpus linguists ask of many texts: analyses come in, lines of a concordance and tables of frequencies go out.
//!
//! [`concordance`] shows every hit of a word, string or entity in its context; [`frequency`] counts. The room stands above
//! the pipeline, since it reads finished analyses, one at a time, and keeps of a document only what its tables show.

pub mod concordance;
pub mod frequency;
mod page;

pub use concordance::{Concordance, Line, Query};
pub use frequency::{Counted, Frequency};

/// One pipeline for all tests of the room: loading jieba and the gazetteer takes seconds without optimisation.
#[cfg(test)]
static TEST_PIPELINE: std::sync::LazyLock<crate::Pipeline> =
    std::sync::LazyLock::new(|| crate::PipelineBuilder::new().build());
