//! `diglot eval`: gold, and what the pipeline or another file says of the same texts; out come figures and errors.

use std::collections::BTreeMap;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use diglot::evaluate::gold::{self, GoldFormat, Rows};
use diglot::evaluate::{Layer, Marks, Report, Row, Sample, adopt, divide, found_in, score, units};
use diglot::read::text_document;
use diglot::segment::Mode;
use diglot::{Layers, Pipeline, PipelineBuilder};
use rayon::prelude::*;

use crate::args::{self, EvalFormat};
use crate::messages::{self, Fatal, Outcome, system};
use crate::named::Gold;
use crate::output::Sink;
use crate::{gazetteer, run, words};

pub(crate) fn run(eval: &args::Eval, quiet: bool) -> Result<Outcome, Fatal> {
    let layer = eval.layer;
    let mut reader = Reader { layer, encoding: eval.encoding, quiet, failed: 0, left_out: BTreeMap::new() };
    let rows = reader.rows(&eval.gold, eval.gold_format);
    reader.tell_left_out();
    let mut samples = reader.samples(rows);
    let all = samples.len();
    samples.retain(|sample| layer.is_in(&sample.marks));
    if all == 0 {
        return Ok(Outcome::Nothing);
    }
    if samples.is_empty() {
        return Err(Fatal::usage(format!("the gold holds no {}: {}", layer.as_str(), needs(layer))));
    }
    let found = if eval.against.is_empty() {
        by_pipeline(eval, layer, &samples)?
    } else {
        let rows = reader.rows(&eval.against, eval.against_format);
        let found = adopt(&samples, rows).map_err(|what| Fatal::usage(format!("--against: {what}")))?;
        if !found.iter().any(|marks| layer.is_in(marks)) {
            return Err(Fatal::usage(format!("--against: no {} in it: {}", layer.as_str(), needs(layer))));
        }
        found
    };
    write(eval, &score(layer, &samples, &found))?;
    Ok(if reader.failed > 0 || all > samples.len() { Outcome::Partly } else { Outcome::Done })
}

/// What a file must hold for a layer.
fn needs(layer: Layer) -> &'static str {
    match layer {
        Layer::Spans => "give jsonl with 'labels' or 'spans'",
        Layer::Sentences => "give jsonl with 'starts' or 'sentences', or conllu",
        Layer::Segmentation => "give words, conllu, or jsonl with 'words' or 'tokens'",
        Layer::Entities => "give iob2, brat, or jsonl with 'mentions'",
    }
}

/// What diglot itself says, documents side by side.
fn by_pipeline(eval: &args::Eval, layer: Layer, samples: &[Sample]) -> Result<Vec<Marks>, Fatal> {
    let pipeline = pipeline(eval, layer)?;
    let pool = run::pool(eval.report.threads)?;
    let units = units(samples);
    let marks: Vec<Marks> = pool.install(|| {
        let found = |unit: &diglot::evaluate::Unit| found_in(&pipeline.analyze(&unit.document), pipeline.gazetteer());
        units.par_iter().map(found).collect()
    });
    let mut found = vec![Marks::default(); samples.len()];
    units.iter().zip(&marks).for_each(|(unit, marks)| divide(unit, marks, &mut found));
    Ok(found)
}

fn pipeline(eval: &args::Eval, layer: Layer) -> Result<Pipeline, Fatal> {
    let layers = Layers {
        sentences: layer == Layer::Sentences,
        tokens: layer == Layer::Segmentation,
        pos: false,
        mentions: layer == Layer::Entities,
    };
    if layer == Layer::Segmentation && eval.words.mode != Mode::Default {
        return Err(Fatal::usage("the words of --mode search and full overlap: no gold has such; leave --mode out"));
    }
    let builder = PipelineBuilder::new()
        .gazetteer(gazetteer::load(&eval.names.gazetteers)?)
        .layers(layers)
        .segmentation(words::segmentation(&eval.words, &eval.names)?);
    Ok(eval.without_rule.iter().fold(builder, |builder, &rule| builder.without_rule(rule)).build())
}

fn write(eval: &args::Eval, report: &Report) -> Result<(), Fatal> {
    let text = match eval.format {
        EvalFormat::Text => report.text(eval.errors),
        EvalFormat::Tsv => report.tsv(eval.errors),
        EvalFormat::Json => format!("{:#}\n", report.json(eval.errors)),
    };
    let mut sink = Sink::open(eval.report.output.as_deref())?;
    sink.write(text.as_bytes())?;
    sink.finish()
}

/// Reads files of gold; what cannot be read is told and passed over.
struct Reader {
    layer: Layer,
    encoding: diglot::text::Encoding,
    quiet: bool,
    failed: usize,
    /// Labels that stand for none of our kinds, with their numbers.
    left_out: BTreeMap<String, usize>,
}

impl Reader {
    fn rows(&mut self, paths: &[PathBuf], format: Gold) -> Vec<Row> {
        let mut all = Vec::new();
        for path in paths {
            match self.file(path, format) {
                Ok(rows) => all.extend(rows),
                Err(what) => self.fail(path.display(), what),
            }
        }
        all
    }

    fn fail(&mut self, place: impl std::fmt::Display, what: impl std::fmt::Display) {
        self.failed += 1;
        messages::error(place, what);
    }

    /// The rows of a file, or of the `.ann` files of a folder.
    fn file(&mut self, path: &Path, format: Gold) -> Result<Vec<Row>, String> {
        if path.is_dir() {
            let mut files = annotations_in(path).map_err(|error| system(&error))?;
            files.sort();
            return match files.is_empty() {
                true => Err("no .ann file in this folder".to_owned()),
                false => Ok(self.rows(&files, Some(GoldFormat::Brat))),
            };
        }
        let standoff = path.with_extension("ann");
        let brat = format.is_none_or(|format| format == GoldFormat::Brat)
            && !crate::paths::is_stdin(path)
            && standoff.is_file();
        if brat || format == Some(GoldFormat::Brat) {
            return self.brat(&path.with_extension("txt"), &standoff);
        }
        let (name, text) = (path.to_string_lossy().into_owned(), self.read(path)?);
        let rows = match (format.unwrap_or_else(|| GoldFormat::of(&name, &text)), self.layer) {
            (GoldFormat::Jsonl, _) => gold::jsonl(&name, &text),
            (GoldFormat::Words, _) => gold::words(&name, &text),
            (GoldFormat::Conllu, Layer::Sentences) => gold::conllu_documents(&name, &text),
            (GoldFormat::Conllu, _) => gold::conllu_sentences(&name, &text),
            (GoldFormat::Iob2, _) => gold::iob2(&name, &text),
            (GoldFormat::Brat, _) => return self.brat(&path.with_extension("txt"), path),
        };
        Ok(self.accept(&name, rows))
    }

    fn brat(&mut self, text: &Path, annotations: &Path) -> Result<Vec<Row>, String> {
        let id = annotations.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let body = self.read(text).map_err(|what| format!("{}: {what}", text.display()))?;
        let rows = gold::brat(&id, &body, &self.read(annotations)?);
        Ok(self.accept(&annotations.display().to_string(), rows))
    }

    fn read(&self, path: &Path) -> Result<String, String> {
        let mut bytes = Vec::new();
        let name = path.to_string_lossy();
        if name == "-" {
            io::stdin().read_to_end(&mut bytes).map_err(|error| system(&error))?;
        } else {
            bytes = std::fs::read(path).map_err(|error| system(&error))?;
        }
        let read = text_document(&name, &bytes, self.encoding).map_err(|error| error.to_string())?;
        for warning in &read.warnings {
            messages::warning(self.quiet, &name, warning);
        }
        Ok(read.document.text)
    }

    /// Tells the faults and counts labels that are left out.
    fn accept(&mut self, name: &str, rows: Rows) -> Vec<Row> {
        for fault in &rows.faults {
            self.fail(format!("{name}:{}", fault.line), messages::cause(&fault.cause));
        }
        if rows.rows.is_empty() && rows.faults.is_empty() {
            self.fail(name, "nothing to compare in it");
        }
        for label in rows.rows.iter().flat_map(Row::other_labels) {
            *self.left_out.entry(label.to_owned()).or_default() += 1;
        }
        rows.rows
    }

    fn tell_left_out(&self) {
        if !self.left_out.is_empty() {
            let labels: Vec<String> = self.left_out.iter().map(|(label, count)| format!("{label} ({count})")).collect();
            let what = format!("labels that are no leader, nation or organisation are left out: {}", labels.join(", "));
            messages::warning(self.quiet, "gold", what);
        }
    }

    fn samples(&mut self, rows: Vec<Row>) -> Vec<Sample> {
        let mut samples = Vec::new();
        for row in rows {
            match row.sample(None) {
                Ok(sample) => samples.push(sample),
                Err(what) => self.fail("gold", what),
            }
        }
        samples
    }
}

fn annotations_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
    let paths = entries.collect::<io::Result<Vec<_>>>()?;
    Ok(paths.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "ann")).collect())
}
