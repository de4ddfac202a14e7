//! `diglot gazetteer export`: the gazetteer for other tools.

use std::path::Path;

use diglot::gazetteer::{Gazetteer, export};

use crate::args::ExportFormat;
use crate::messages::{Fatal, Outcome};
use crate::output::Sink;

pub(super) fn run(gazetteer: &Gazetteer, format: ExportFormat, output: Option<&Path>) -> Result<Outcome, Fatal> {
    let mut sink = Sink::open(output)?;
    let mut out = Vec::new();
    let written = match format {
        ExportFormat::Jsonl => export::write_jsonl(&mut out, gazetteer),
        ExportFormat::Tsv => export::write_tsv(&mut out, gazetteer),
        ExportFormat::Spacy => export::write_spacy(&mut out, gazetteer),
        ExportFormat::Skos => export::write_skos(&mut out, gazetteer),
    };
    written.map_err(|error| Fatal::write("the export", error))?;
    sink.write(&out)?;
    sink.finish()?;
    Ok(Outcome::Done)
}
