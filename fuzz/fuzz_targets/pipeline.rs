//! The whole analysis, with every invariant asserted.

#![no_main]

#[path = "../../tests/support/invariants.rs"]
mod invariants;

use std::sync::LazyLock;

use diglot::{Document, Layers, Pipeline, PipelineBuilder};
use libfuzzer_sys::fuzz_target;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| {
    PipelineBuilder::new().layers(Layers::ALL).nested(true).explain(true).build()
});

fuzz_target!(|text: String| {
    let document = Document::from(text);
    invariants::check(&PIPELINE.analyze(&document), PIPELINE.gazetteer());
});
