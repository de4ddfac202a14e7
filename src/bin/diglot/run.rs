//! What the arguments ask for, carried out: documents in, records out, in order, on all cores.

use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::Path;

use clap::CommandFactory;
use diglot::gazetteer::Gazetteer;
use diglot::text::OffsetUnit;
use diglot::write::{self, Format, WriteOptions};
use diglot::{Analysis, Document, Layers, Pipeline, PipelineBuilder};
use rayon::prelude::*;

use crate::args::{self, Args, Command, TagFormat};
use crate::batches::{BATCH_DOCUMENTS, Batches, Source};
use crate::destination::{Destination, Encoder, Frame, Record};
use crate::input::Documents;
use crate::manifest::End;
use crate::messages::{Fatal, Outcome};
use crate::output::{self, Folder, Sink};
use crate::pace::Pace;
use crate::parts::{self, Opened};
use crate::stats::{self, Stats, timed};
use crate::{eval, formats, freq, gazetteer, inspect, kwic, manual, terminal, web, words};

/// Runs a command.
pub(crate) fn run(mut args: Args) -> Result<Outcome, Fatal> {
    // A watch has its own way with signals.
    if !matches!(args.command, Command::Watch(_)) && args.command.output().is_some_and(|output| output.is_some()) {
        output::remove_on_signals();
    }
    let color = match args.color {
        args::When::Auto => {
            io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
        }
        args::When::Always => true,
        args::When::Never => false,
    };
    match args.command {
        Command::Tag(tag) => {
            refuse_resume(&tag.tagging.batch, !tag.web.urls.is_empty())?;
            refuse_loss(&tag.tagging.output, tag.web.state.as_deref())?;
            let inputs = Inputs::of(&tag.input, &tag.web, tag.tagging.output.output.as_deref(), args.quiet)?;
            run_tag(&tag.tagging, inputs, args.quiet)
        }
        Command::Watch(watch) => {
            refuse_resume(&watch.tagging.batch, true)?;
            refuse_loss(&watch.tagging.output, web::state_path(&watch).ok().as_deref())?;
            let inputs = Inputs {
                source: Box::new(web::Watch::new(&watch, args.quiet)?),
                reading: &watch.reading,
                title: watch.feeds.display().to_string(),
            };
            run_tag(&watch.tagging, inputs, args.quiet)
        }
        Command::Segment(segment) => {
            refuse_resume(&segment.batch, !segment.web.urls.is_empty())?;
            refuse_loss(&segment.output, segment.web.state.as_deref())?;
            let inputs = Inputs::of(&segment.input, &segment.web, segment.output.output.as_deref(), args.quiet)?;
            run_segment(&segment, inputs, args.quiet)
        }
        Command::Inspect(inspect) => inspect::run(&inspect, color, args.quiet),
        Command::Kwic(kwic) => kwic::run(kwic, color, args.quiet),
        Command::Freq(freq) => freq::run(&freq, args.quiet),
        Command::Eval(eval) => eval::run(&eval, args.quiet),
        Command::Gazetteer(command) => gazetteer::run(&command, args.quiet),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "diglot", &mut script);
            print(&script)
        }
        Command::Man => {
            let page = manual::page().map_err(|error| Fatal::write("standard output", error))?;
            print(&page)
        }
    }
}

/// Writes something whole to standard output.
pub(crate) fn print(bytes: &[u8]) -> Result<Outcome, Fatal> {
    let mut out = Sink::open(None)?;
    out.write(bytes)?;
    out.finish()?;
    Ok(Outcome::Done)
}

fn run_tag(tag: &args::Tagging, inputs: Inputs<'_>, quiet: bool) -> Result<Outcome, Fatal> {
    let chosen = formats::of_tag(tag, inputs.reading)?;
    let mut options = write_options(&tag.layers, tag.output.offset_unit);
    options.mentions = true;
    options.refused = tag.explain;
    options.summary = tag.summary;
    let width = to_terminal(&tag.output).then(terminal::width);
    let format = formats::tagged(chosen, options, width, &inputs.title);
    let by_word = matches!(chosen, TagFormat::Conllu | TagFormat::Vert | TagFormat::Tei);
    let layers = Layers {
        sentences: options.sentences || by_word,
        tokens: options.tokens || by_word,
        pos: tag.layers.pos,
        mentions: true,
    };
    let mut builder = PipelineBuilder::new()
        .gazetteer(gazetteer::load(&tag.names.gazetteers)?)
        .layers(layers)
        .keep_names(tag.names.keep_names == args::Switch::On)
        .kinds(tag.kinds.iter().copied())
        .nested(tag.nested)
        .offices(tag.offices)
        .explain(tag.explain);
    for &rule in &tag.without_rule {
        builder = builder.without_rule(rule);
    }
    let pipeline = builder.build();
    let work = Work { pipeline: &pipeline, output: &tag.output, batch: &tag.batch, quiet };
    match format {
        Some(format) => work.text(inputs, formats::ending(chosen), &*format),
        None if chosen == TagFormat::Brat => work.brat(inputs),
        None => work.parquet(inputs, &options),
    }
}

fn run_segment(segment: &args::Segment, inputs: Inputs<'_>, quiet: bool) -> Result<Outcome, Fatal> {
    let mut options = write_options(&segment.layers, segment.output.offset_unit);
    (options.spans, options.sentences, options.tokens) = (true, true, true);
    options.pinyin = segment.pinyin;
    let chosen = formats::of_segment(segment)?;
    let format = formats::segmented(chosen, options, &inputs.title);
    let pipeline = PipelineBuilder::new()
        .gazetteer(gazetteer::load(&segment.names.gazetteers)?)
        .layers(Layers { pos: segment.layers.pos, ..Layers::SEGMENT })
        .segmentation(words::segmentation(&segment.words, &segment.names)?)
        .build();
    let work = Work { pipeline: &pipeline, output: &segment.output, batch: &segment.batch, quiet };
    work.text(inputs, formats::ending(chosen), &*format)
}

/// Whether the output goes to a terminal.
pub(crate) fn to_terminal(output: &args::Output) -> bool {
    output.output.is_none() && io::stdout().is_terminal()
}

fn write_options(layers: &args::Layers, offset_unit: OffsetUnit) -> WriteOptions {
    let with = |layer| layers.with.contains(&layer);
    WriteOptions {
        offset_unit,
        spans: with(args::Layer::Spans),
        sentences: with(args::Layer::Sentences),
        // Parts of speech stand on tokens.
        tokens: with(args::Layer::Tokens) || layers.pos,
        text: with(args::Layer::Text),
        ..WriteOptions::default()
    }
}

/// What is worked on.
struct Inputs<'a> {
    source: Box<dyn Source + Send>,
    reading: &'a args::Reading,
    /// What a page of them is called.
    title: String,
}

impl<'a> Inputs<'a> {
    /// Files and addresses; a page of one of them alone is called by its name.
    fn of(input: &'a args::Input, web: &args::Web, output: Option<&Path>, quiet: bool) -> Result<Self, Fatal> {
        let title = match (input.files.as_slice(), web.urls.as_slice()) {
            ([file], []) => file.display().to_string(),
            ([], [address]) => address.as_str().to_owned(),
            _ => "diglot".to_owned(),
        };
        let source = Box::new(Documents::with_web(input, web, output, quiet)?);
        Ok(Inputs { source, reading: &input.reading, title })
    }
}

/// A run over what is fetched cannot be gone on with.
fn refuse_resume(batch: &args::Batch, fetched: bool) -> Result<(), Fatal> {
    if batch.resume && fetched {
        let what = "--resume: an address may give another text the second time: leave it out; with --state a new run \
                    gives what is new";
        return Err(Fatal::usage(what));
    }
    Ok(())
}

/// What an earlier run gave counts as given and never comes again: the file that holds it is not replaced.
fn refuse_loss(output: &args::Output, state: Option<&Path>) -> Result<(), Fatal> {
    match (&output.output, state) {
        (Some(file), Some(state)) if state.exists() && output::replaces(file) => Err(Fatal::usage(format!(
            "--output {}: this file may hold what counts as given in {}, which would be lost: append standard output to it \
             with >>, or name a new file for each run",
            file.display(),
            state.display()
        ))),
        _ => Ok(()),
    }
}

/// A pipeline at work on all documents of the inputs.
struct Work<'p> {
    pipeline: &'p Pipeline,
    output: &'p args::Output,
    batch: &'p args::Batch,
    quiet: bool,
}

impl Work<'_> {
    /// A piece of text a document.
    fn text(&self, inputs: Inputs<'_>, ending: &'static str, format: &dyn Format) -> Result<Outcome, Fatal> {
        let frame = Frame { format, gazetteer: self.pipeline.gazetteer() };
        self.records(inputs, ending, frame, |analysis, gazetteer| {
            let mut out = Record::default();
            // Writing to memory does not fail.
            let _ = format.write(&mut out, analysis, gazetteer);
            out
        })
    }

    /// One record a document.
    fn records<E: Encoder>(
        &self,
        inputs: Inputs<'_>,
        ending: &'static str,
        encoder: E,
        record: impl Fn(&Analysis<'_>, &Gazetteer) -> E::Record + Sync,
    ) -> Result<Outcome, Fatal> {
        let files = inputs.source.documents().files();
        let mut out = match Destination::open(self.output, self.batch, ending, files, encoder)? {
            Opened::Begun(out) => out,
            Opened::Complete(end) => return Ok(self.complete(&end)),
        };
        let one = |document: &Document| {
            let analysis = self.pipeline.analyze(document);
            (record(&analysis, self.pipeline.gazetteer()), self.batch.stats.then(|| stats::Found::of(&analysis)))
        };
        let mut pace = None;
        let (batches, stats) = self.batches(inputs, |mut rest, stats| {
            let pace = pace.get_or_insert_with(|| Pace::new(rayon::current_num_threads()));
            while !rest.is_empty() {
                let (room, is_there) = out.room();
                let step = if is_there { rest.len() } else { pace.step(rest) };
                let (here, later) = rest.split_at(room.min(step));
                rest = later;
                if is_there {
                    out.pass(here.len());
                    continue;
                }
                let (records, found): (Vec<_>, Vec<_>) =
                    timed(&mut stats.times.analysing, || here.par_iter().map(one).unzip());
                stats.add(found.into_iter().flatten());
                pace.wrote(E::bytes(&records), here.iter().map(|document| document.text.len()).sum());
                timed(&mut stats.times.writing, || out.write(records))?;
            }
            Ok(())
        })?;
        out.end(batches.outcome(), batches.failed()).map_err(|error| batches.told_with_lost(error))?;
        Ok(self.end(batches, stats))
    }

    /// A row a mention to a table.
    fn parquet(&self, inputs: Inputs<'_>, options: &WriteOptions) -> Result<Outcome, Fatal> {
        if to_terminal(self.output) {
            return Err(Fatal::usage("--format parquet is nothing to look at: name a file with --output"));
        }
        let rows = |analysis: &Analysis<'_>, gazetteer: &Gazetteer| write::mention_rows(analysis, gazetteer, options);
        self.records(inputs, "parquet", crate::parquet_file::ParquetFile::default(), rows)
    }

    /// Two brat files a document to a folder.
    fn brat(&self, inputs: Inputs<'_>) -> Result<Outcome, Fatal> {
        let Some(folder) = &self.output.output else {
            return Err(Fatal::usage("--format brat writes two files a document: name a folder with --output DIR"));
        };
        if self.batch.part_size.is_some() {
            return Err(Fatal::usage("--format brat writes two files a document, and no parts: leave out --part-size"));
        }
        let mut folder = Folder::open(folder)?;
        let one = |document: &Document| {
            let analysis = self.pipeline.analyze(document);
            let annotations = write::brat_annotations(&analysis, self.pipeline.gazetteer());
            (annotations, self.batch.stats.then(|| stats::Found::of(&analysis)))
        };
        let (batches, stats) = self.batches(inputs, |batch, stats| {
            let (annotations, found): (Vec<_>, Vec<_>) =
                timed(&mut stats.times.analysing, || batch.par_iter().map(one).unzip());
            stats.add(found.into_iter().flatten());
            timed(&mut stats.times.writing, || {
                batch.iter().zip(&annotations).try_for_each(|(document, annotations)| {
                    folder.write(&document.id, &[("txt", document.text.as_bytes()), ("ann", annotations.as_bytes())])
                })
            })
        })?;
        Ok(self.end(batches, stats))
    }

    fn batches<'a>(
        &self,
        inputs: Inputs<'a>,
        mut each: impl FnMut(&[Document], &mut Stats) -> Result<(), Fatal> + Send,
    ) -> Result<(Batches<'a>, Stats), Fatal> {
        let pool = pool(self.output.threads)?;
        // Who looks on waits for no more than one document.
        let most = if self.output.flush || to_terminal(self.output) { 1 } else { BATCH_DOCUMENTS };
        let mut batches = Batches::new(inputs.source, inputs.reading, most, self.output.output.is_none(), self.quiet);
        let mut stats = Stats::new();
        batches.for_each(&pool, |batch| each(batch, &mut stats).map(ControlFlow::Continue))?;
        Ok((batches, stats))
    }

    fn end(&self, batches: Batches<'_>, mut stats: Stats) -> Outcome {
        if self.batch.stats {
            (stats.times.reading, stats.times.choosing) = (batches.times.reading, batches.times.choosing);
            stats.tell(self.pipeline.gazetteer(), batches.bytes(), batches.left_out());
        }
        batches.end(self.batch.stats)
    }

    /// An earlier run has done all the work.
    fn complete(&self, end: &End) -> Outcome {
        if let Some(folder) = &self.output.output {
            parts::tell_complete(folder, end, self.quiet);
        }
        if end.failed == 0 { Outcome::Done } else { Outcome::Partly }
    }
}

/// The threads to work with: one a core if no number is given.
pub(crate) fn pool(threads: Option<u16>) -> Result<rayon::ThreadPool, Fatal> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.map_or(0, usize::from)).build();
    pool.map_err(|error| Fatal::usage(format!("--threads: {error}")))
}

/// Writes formatted text to memory.
pub(crate) fn line(out: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    // Writing to memory does not fail.
    let _ = out.write_fmt(text);
    out.push(b'\n');
}
