//! What several tests share.

#![allow(dead_code, reason = "every test file is a crate of its own and uses a part of this")]

pub mod invariants;
pub mod mixture;

use std::sync::LazyLock;

use diglot::{Layers, Pipeline, PipelineBuilder};

/// All layers, nested mentions and refused candidates: whatever a pipeline can say.
pub static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| PipelineBuilder::new().layers(Layers::ALL).nested(true).explain(true).build());
