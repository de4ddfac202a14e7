//! `diglot kwic`: what is looked for, as resolved, and the lines of its hits, printed in order or sorted.

use std::ops::ControlFlow;
use std::path::Path;

use anstyle::{AnsiColor, Style};
use diglot::corpus::concordance::{self, CONTEXT, COUNT_HEADER, FileCount, LINE_HEADER, Layout, Sort};
use diglot::corpus::{Concordance, Line, Query};
use diglot::{Document, Gazetteer, Kind, Pipeline, PipelineBuilder};
use rayon::prelude::*;

use crate::args::{self, ReportFormat as Format};
use crate::batches::{self, BATCH_DOCUMENTS};
use crate::messages::{Fatal, Outcome};
use crate::output::Sink;
use crate::run::to_terminal;
use crate::terminal;
use crate::{formats, gazetteer};

/// Lines that are held back to see how wide their columns must be; those behind them get the same.
const LINES_MEASURED: usize = 1000;

pub(crate) fn run(mut args: args::Kwic, color: bool, quiet: bool) -> Result<Outcome, Fatal> {
    let gazetteer = gazetteer::load(&args.names.gazetteers)?;
    let (query, what) = query(&mut args, &gazetteer)?;
    let terminal = to_terminal(&args.output);
    let format = formats::of_report(args.format, args.output.output.as_deref())?;
    let width = (terminal && format == Format::Text && args.context.is_none()).then(terminal::width);
    let columns = args.context.map_or(width.unwrap_or(CONTEXT), usize::from);
    let concordance = Concordance::new(query).context(columns).offset_unit(args.output.offset_unit).sorted(args.sort);
    let pipeline = PipelineBuilder::new()
        .gazetteer(gazetteer)
        .layers(concordance.layers())
        .keep_names(args.names.keep_names == args::Switch::On)
        .build();
    let search = Search { args: &args, concordance: &concordance, pipeline: &pipeline, format, what: &what, quiet };
    if args.count {
        return search.count();
    }
    let style = if color { AnsiColor::Red.on_default().bold() } else { Style::new() };
    let mark = (style.render().to_string(), style.render_reset().to_string());
    search.lines(Printer {
        sink: Sink::open(args.output.output.as_deref())?,
        format,
        columns,
        width,
        mark,
        layout: None,
    })
}

/// The query, and what it is called in messages. Where an entity or a kind is asked for, the first operand is a file.
fn query(args: &mut args::Kwic, gazetteer: &Gazetteer) -> Result<(Query, String), Fatal> {
    if args.entity.is_some() || !args.kind.is_empty() {
        args.input.files.splice(..0, args.pattern.take());
    }
    if let Some(name) = &args.entity {
        let id = entity_id(name, gazetteer)?;
        return Ok((Query::entity(id.as_str()), format!("entity {id}")));
    }
    if !args.kind.is_empty() {
        let names: Vec<&str> = args.kind.iter().map(|kind| kind.as_str()).collect();
        return Ok((Query::kinds(args.kind.iter().copied()), names.join(" or ")));
    }
    let named = !args.input.files.is_empty() || args.input.files_from.is_some();
    if let Some(file) = args.pattern.as_ref().filter(|file| !named && file.is_file()) {
        let file = file.display();
        let what =
            format!("{file} is a file: is the PATTERN missing? (diglot kwic {file} - looks for the name itself)");
        return Err(Fatal::usage(what));
    }
    let pattern = args.pattern.as_ref().ok_or_else(|| {
        Fatal::usage("what to look for? Give a PATTERN, --entity ID or --kind KIND (diglot kwic --help shows examples)")
    })?;
    let pattern = text_of(pattern)?;
    let query = if args.string { Query::string(pattern) } else { Query::words(pattern) };
    let query = query.map_err(Fatal::usage)?;
    Ok((if args.ignore_case { query.ignore_case() } else { query }, format!("'{pattern}'")))
}

fn text_of(pattern: &Path) -> Result<&str, Fatal> {
    pattern.to_str().ok_or_else(|| Fatal::usage(format!("PATTERN {}: this is no UTF-8", pattern.display())))
}

/// An id as it is, or the id of the one entity that has this name.
fn entity_id(name: &str, gazetteer: &Gazetteer) -> Result<String, Fatal> {
    if gazetteer.get(name).is_some() || is_composed(name, gazetteer) {
        return Ok(name.to_owned());
    }
    let mut ids: Vec<&str> = gazetteer.find(name).iter().map(|(entity, _)| entity.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    match ids.as_slice() {
        [id] => Ok((*id).to_owned()),
        [] => Err(Fatal::usage(format!(
            "--entity {name}: no entity has this id or name (look it up with: diglot gazetteer find NAME)"
        ))),
        ids => Err(Fatal::usage(format!(
            "--entity {name}: several entities are called so; give one of the ids {}",
            ids.join(", ")
        ))),
    }
}

/// Whether this is the id of an organ without an entry of its own: `<nation>-<institution>`.
fn is_composed(id: &str, gazetteer: &Gazetteer) -> bool {
    let nations = gazetteer.institutions().iter().filter_map(|organ| id.strip_suffix(&organ.id)?.strip_suffix('-'));
    nations.into_iter().any(|nation| gazetteer.get(nation).is_some_and(|entity| entity.kind == Kind::Nation))
}

/// A concordance at work on all documents of the inputs.
struct Search<'s> {
    args: &'s args::Kwic,
    concordance: &'s Concordance,
    pipeline: &'s Pipeline,
    format: Format,
    what: &'s str,
    quiet: bool,
}

impl Search<'_> {
    /// The lines of all hits, printed as they come, or sorted at the end.
    fn lines(&self, mut printer: Printer) -> Result<Outcome, Fatal> {
        printer.begin(self.what)?;
        let limit = self.args.limit.unwrap_or(usize::MAX);
        let sorted = self.args.sort != Sort::None;
        let mut held: Vec<Line> = Vec::new();
        let mut printed = 0;
        let outcome = self.batches(
            |document| {
                let analysis = self.pipeline.analyze(document);
                self.concordance.lines(&analysis, self.pipeline.gazetteer())
            },
            |lines| {
                held.extend(lines.into_iter().flatten());
                if sorted {
                    // Memory stays within twice the lines that are asked for.
                    if held.len() / 2 > limit {
                        concordance::sort(&mut held);
                        held.truncate(limit);
                    }
                    return Ok(ControlFlow::Continue(()));
                }
                held.truncate(limit - printed);
                let done = printed + held.len() == limit;
                let flush = self.args.output.flush && !held.is_empty();
                if done || flush || printer.is_set() || held.len() >= LINES_MEASURED {
                    printed += held.len();
                    printer.print(&std::mem::take(&mut held))?;
                }
                Ok(if done { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
            },
        )?;
        concordance::sort(&mut held);
        held.truncate(limit - printed);
        printed += held.len();
        printer.print(&held)?;
        printer.end(outcome)?;
        Ok(self.outcome(outcome, printed))
    }

    /// How many hits each file holds.
    fn count(&self) -> Result<Outcome, Fatal> {
        let mut counts: Vec<FileCount> = Vec::new();
        let outcome = self.batches(
            |document| {
                let analysis = self.pipeline.analyze(document);
                let hits = self.concordance.query().hits(&analysis, self.pipeline.gazetteer()).len();
                let file = document.source.as_deref().unwrap_or(&document.id).to_owned();
                FileCount { file, documents: usize::from(hits > 0), hits }
            },
            |found| {
                for one in found.into_iter().filter(|one| one.hits > 0) {
                    match counts.last_mut().filter(|last| last.file == one.file) {
                        Some(last) => {
                            last.documents += one.documents;
                            last.hits += one.hits;
                        }
                        None => counts.push(one),
                    }
                }
                Ok(ControlFlow::Continue(()))
            },
        )?;
        let mut out = match self.format {
            Format::Tsv => format!("{COUNT_HEADER}\n").into_bytes(),
            Format::Html => concordance::count_head(self.what).into_bytes(),
            Format::Text | Format::Jsonl => Vec::new(),
        };
        for count in &counts {
            // Writing to memory does not fail.
            let _ = match self.format {
                Format::Text => count.write_text(&mut out),
                Format::Jsonl => count.write_jsonl(&mut out),
                Format::Tsv => count.write_tsv(&mut out),
                Format::Html => count.write_html(&mut out),
            };
        }
        if self.format == Format::Html {
            out.extend_from_slice(concordance::HTML_FOOT.as_bytes());
        }
        let mut sink = Sink::open(self.args.output.output.as_deref())?;
        sink.write(&out)?;
        sink.end(outcome)?;
        Ok(self.outcome(outcome, counts.len()))
    }

    /// Works on the documents that can hold a hit, side by side, and hands the results over in order.
    fn batches<T: Send>(
        &self,
        work: impl Fn(&Document) -> T + Sync,
        mut take: impl FnMut(Vec<T>) -> Result<ControlFlow<()>, Fatal> + Send,
    ) -> Result<Outcome, Fatal> {
        let output = &self.args.output;
        let most = if output.flush { 1 } else { BATCH_DOCUMENTS };
        batches::for_each(&self.args.input, output.output.as_deref(), output.threads, most, self.quiet, |batch| {
            let able = batch.par_iter().filter(|document| self.concordance.query().may_match(&document.text));
            take(able.map(&work).collect())
        })
    }

    fn outcome(&self, outcome: Outcome, found: usize) -> Outcome {
        let patterns = self.args.entity.is_none() && self.args.kind.is_empty();
        match found {
            0 if patterns && !self.args.string => batches::nothing_found(
                outcome,
                format_args!("no hit for {} as a whole word (--string looks inside words too)", self.what),
            ),
            0 => batches::nothing_found(outcome, format_args!("no hit for {}", self.what)),
            _ => outcome,
        }
    }
}

/// Where lines go, and in which form.
struct Printer {
    sink: Sink,
    format: Format,
    /// Columns of context.
    columns: usize,
    /// The width that rows must keep to.
    width: Option<usize>,
    /// What stands around a hit.
    mark: (String, String),
    /// The columns, once the first lines have told them.
    layout: Option<Layout>,
}

impl Printer {
    fn begin(&mut self, what: &str) -> Result<(), Fatal> {
        match self.format {
            Format::Tsv => self.sink.write(format!("{LINE_HEADER}\n").as_bytes()),
            Format::Html => self.sink.write(concordance::html_head(what).as_bytes()),
            Format::Text | Format::Jsonl => Ok(()),
        }
    }

    /// Whether lines can be printed as they come.
    fn is_set(&self) -> bool {
        self.format != Format::Text || self.layout.is_some()
    }

    fn print(&mut self, lines: &[Line]) -> Result<(), Fatal> {
        let (columns, width) = (self.columns, self.width);
        let layout = self.layout.get_or_insert_with(|| {
            let measured = lines.get(..LINES_MEASURED).unwrap_or(lines);
            width.map_or_else(|| Layout::new(measured, columns), |width| Layout::within(measured, width))
        });
        let mut out = Vec::new();
        for line in lines {
            // Writing to memory does not fail.
            let _ = match self.format {
                Format::Text => layout.write(&mut out, line, (&self.mark.0, &self.mark.1)),
                Format::Jsonl => concordance::write_jsonl(&mut out, line),
                Format::Tsv => concordance::write_tsv(&mut out, line),
                Format::Html => concordance::write_html(&mut out, line),
            };
        }
        self.sink.write(&out)?;
        self.sink.flush()
    }

    fn end(mut self, outcome: Outcome) -> Result<(), Fatal> {
        if self.format == Format::Html {
            self.sink.write(concordance::HTML_FOOT.as_bytes())?;
        }
        self.sink.end(outcome)
    }
}
