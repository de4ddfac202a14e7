//! How good is it: gold and what was found come in, figures and the most frequent errors go out.
//!
//! Gold is read in the formats of [`gold`] into [`Row`]s, and a row with its text is a [`Sample`]. What is compared with
//! it comes from a pipeline ([`analyze`]) or from another file ([`adopt`]); [`score`] makes the [`Report`]. The measures
//! are those of the project's own scorers and of the field, each in a file of its own; `docs/eval.md` defines them.
//!
//! ```
//! use diglot::evaluate::{Layer, analyze, gold, score};
//! use diglot::{Layers, PipelineBuilder};
//!
//! let rows = gold::words("gold.txt", "他 走 了\n").rows;
//! let samples = rows.into_iter().map(|row| row.sample(None)).collect::<Result<Vec<_>, _>>()?;
//! let pipeline = PipelineBuilder::new().layers(Layers::SEGMENT).build();
//! let found = analyze(&samples, |document| (pipeline.analyze(document), pipeline.gazetteer()));
//! let report = score(Layer::Segmentation, &samples, &found);
//! assert_eq!(report.figure("words", "all", "gold"), Some(3.0));
//! # Ok::<(), String>(())
//! ```

mod entities;
mod errors;
pub mod gold;
mod group;
mod label;
mod linking;
mod parallel;
mod place;
mod report;
mod row;
mod sample;
mod segmentation;
mod sentences;
mod spans;
mod tally;

pub use errors::{Frequent, What};
pub use group::{Unit, adopt, divide, found_in, units};
pub use label::kind_of;
pub use report::{Report, Section, Value};
pub use row::{Row, RowMention};
pub use sample::{Marks, Named, Sample, Stretch};

use crate::gazetteer::Gazetteer;
use crate::pipeline::Analysis;
use crate::text::Document;

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// Language spans.
    Spans,
    /// Where sentences start.
    Sentences,
    /// Words.
    Segmentation,
    /// Mentions with their entities.
    Entities,
}

impl Layer {
    /// The name used in flags and JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Layer::Spans => "spans",
            Layer::Sentences => "sentences",
            Layer::Segmentation => "segmentation",
            Layer::Entities => "entities",
        }
    }

    /// Whether marks hold this layer.
    pub fn is_in(self, marks: &Marks) -> bool {
        match self {
            Layer::Spans => marks.stretches.is_some(),
            Layer::Sentences => marks.starts.is_some(),
            Layer::Segmentation => marks.words.is_some(),
            Layer::Entities => marks.mentions.is_some(),
        }
    }
}

/// What an analysis finds in the documents that the samples make up, a [`Marks`] a sample.
pub fn analyze<'g>(
    samples: &[Sample],
    mut analysis: impl for<'d> FnMut(&'d Document) -> (Analysis<'d>, &'g Gazetteer),
) -> Vec<Marks> {
    let mut found = vec![Marks::default(); samples.len()];
    for unit in units(samples) {
        let (analysis, gazetteer) = analysis(&unit.document);
        divide(&unit, &found_in(&analysis, gazetteer), &mut found);
    }
    found
}

/// Compares what was found with the gold; `found` holds the marks of each sample.
pub fn score(layer: Layer, samples: &[Sample], found: &[Marks]) -> Report {
    match layer {
        Layer::Spans => spans::score(samples, found),
        Layer::Sentences => sentences::score(samples, found),
        Layer::Segmentation => segmentation::score(samples, found),
        Layer::Entities => entities::score(samples, found),
    }
}
