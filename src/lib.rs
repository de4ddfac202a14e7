//! Language spans, Chinese words and tagged leaders, nations and organisations in text that mixes Chinese and English.

mod error;
pub mod gazetteer;
pub mod lang;
mod mention;
mod pipeline;
pub mod read;
pub mod resolve;
pub mod segment;
mod span;
pub mod text;
pub mod write;

pub use error::Error;
pub use gazetteer::{Gazetteer, Kind};
pub use pipeline::{Analysis, Layers, Pipeline, PipelineBuilder};
pub use resolve::Mention;
pub use segment::Token;
pub use span::Span;
pub use text::Document;
