//! Language spans, Chinese words and tagged leaders, nations and organisations in text that mixes Chinese and English.
//!
//! A [`Document`] is a text with an id. A [`Pipeline`], made once by a [`PipelineBuilder`] and shared between threads,
//! turns it into an [`Analysis`]: language spans, sentences, [`Token`]s and [`Mention`]s.
//!
//! ```
//! use diglot::{Document, PipelineBuilder};
//!
//! let document = Document::new("wire-1", "習近平抵達莫斯科。 Putin welcomed Xi.");
//! let pipeline = PipelineBuilder::new().build();
//! let analysis = pipeline.analyze(&document);
//! assert_eq!(analysis.mentions.len(), 3);
//! ```
//!
//! # Languages, sentences, words
//!
//! Language spans and sentences cover the text end to end; tokens do so together with the blanks between them. A
//! [`Span`] is a half-open range of bytes of `document.text`, and what it covers is the surface form: nothing was
//! normalised.
//!
//! ```
//! # use diglot::{Document, PipelineBuilder};
//! # let document = Document::new("wire-1", "習近平抵達莫斯科。 Putin welcomed Xi.");
//! # let pipeline = PipelineBuilder::new().build();
//! # let analysis = pipeline.analyze(&document);
//! let languages: Vec<&str> = analysis.spans.iter().map(|span| span.language.as_str()).collect();
//! assert_eq!(languages, ["zh", "en"]);
//! assert_eq!(analysis.sentences.len(), 2);
//! let words: Vec<&str> = analysis.tokens.iter().map(|token| token.span.of(&document.text)).collect();
//! assert_eq!(words, ["習近平", "抵達", "莫斯科", "。", "Putin", "welcomed", "Xi", "."]);
//! ```
//!
//! Ask for less with [`Layers`]: what nobody asks for is not computed, and jieba's dictionary is loaded only when a
//! Chinese run must be segmented.
//!
//! # Who is named
//!
//! A [`Mention`] is a place in the text that names an entity of the [`Gazetteer`]: a leader, a nation or an
//! organisation (its [`Kind`]), under one id for all scripts and regional spellings, with the evidence for which it was
//! taken.
//!
//! ```
//! # use diglot::{Document, PipelineBuilder};
//! # let document = Document::new("wire-1", "習近平抵達莫斯科。 Putin welcomed Xi.");
//! # let pipeline = PipelineBuilder::new().build();
//! # let analysis = pipeline.analyze(&document);
//! let rows: Vec<String> = analysis
//!     .mentions
//!     .iter()
//!     .filter_map(|mention| {
//!         let entity = pipeline.gazetteer().describe(mention.referent)?;
//!         Some(format!("{} = {} ({})", mention.span.of(&document.text), entity.id, mention.evidence[0]))
//!     })
//!     .collect();
//! assert_eq!(
//!     rows,
//!     [
//!         "習近平 = xi-jinping (name)",
//!         "Putin = vladimir-putin (unmistakable)",
//!         "Xi = xi-jinping (bearer-named: Xi Jinping)",
//!     ]
//! );
//! ```
//!
//! # Names of your own
//!
//! Entities are TOML blocks, from files ([`Gazetteer::with_path`]) or from text. Faults come as an [`Error`] that names
//! file, line and field.
//!
//! ```
//! # use diglot::{Document, PipelineBuilder};
//! # let document = Document::new("wire-1", "習近平抵達莫斯科。 Putin welcomed Xi.");
//! use diglot::gazetteer::Entries;
//! use diglot::{Error, Gazetteer};
//!
//! let toml = r#"
//!     [[entity]]
//!     id = "moscow-city"
//!     kind = "organisation"
//!     subkind = "other"
//!     en = ["City of Moscow"]
//!     zh-Hans = ["莫斯科"]
//! "#;
//! let mut entries = Entries::default();
//! entries.read("cities.toml", toml).map_err(|fault| Error::Gazetteer(vec![fault]))?;
//! let gazetteer = Gazetteer::empty().with_entries(entries)?;
//! let pipeline = PipelineBuilder::new().gazetteer(gazetteer).build();
//! assert_eq!(pipeline.analyze(&document).mentions.len(), 1);
//! # Ok::<(), Error>(())
//! ```
//!
//! # Out
//!
//! [`write`](mod@write) holds the formats ([`Format`](write::Format)); offsets become code points, bytes or UTF-16 units there and nowhere
//! else.
//!
//! ```
//! # use diglot::{Document, PipelineBuilder};
//! # let document = Document::new("wire-1", "習近平抵達莫斯科。 Putin welcomed Xi.");
//! # let pipeline = PipelineBuilder::new().build();
//! # let analysis = pipeline.analyze(&document);
//! use diglot::write::{Format, Jsonl, WriteOptions};
//!
//! let mut out = Vec::new();
//! let options = WriteOptions { mentions: true, ..WriteOptions::default() };
//! Jsonl(options).write(&mut out, &analysis, pipeline.gazetteer())?;
//! assert!(String::from_utf8_lossy(&out).contains(r#""start":10,"end":15,"text":"Putin""#));
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! [`text::decode`] reads bytes in an unknown encoding, [`read`] reads JSON lines. The library prints nothing and
//! panics on no input.

pub mod corpus;
mod error;
pub mod evaluate;
pub mod gazetteer;
pub mod lang;
mod mention;
pub mod mine;
mod pipeline;
pub mod read;
pub mod resolve;
pub mod segment;
mod span;
mod table;
pub mod text;
pub mod write;

pub use error::Error;
pub use gazetteer::{Gazetteer, Kind};
pub use pipeline::{Analysis, Layers, Pipeline, PipelineBuilder};
pub use resolve::Mention;
pub use segment::Token;
pub use span::Span;
pub use text::Document;

/// Runs the example of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
