//! `diglot freq`: what is counted, over all inputs, and the table of it.

use std::ops::ControlFlow;

use diglot::PipelineBuilder;
use diglot::corpus::frequency::{self, Row};
use diglot::corpus::{Counted, Frequency};
use rayon::prelude::*;

use crate::args::{self, ReportFormat as Format};
use crate::batches::{self, BATCH_DOCUMENTS};
use crate::messages::{Fatal, Outcome};
use crate::output::Sink;
use crate::terminal;
use crate::{formats, gazetteer};

/// Rows for the eye unless more are asked for.
const TOP: usize = 30;

pub(crate) fn run(args: &args::Freq, quiet: bool) -> Result<Outcome, Fatal> {
    let counted = args.of;
    if counted != Counted::Words && (args.fold || !args.language.is_empty()) {
        return Err(Fatal::usage(format!(
            "--fold and --language are about words: leave them out, or --of {}",
            counted.as_str()
        )));
    }
    let pipeline = PipelineBuilder::new()
        .gazetteer(gazetteer::load(&args.names.gazetteers)?)
        .layers(counted.layers())
        .keep_names(args.names.keep_names == args::Switch::On)
        .build();
    let args::Report { output, threads } = &args.report;
    let output = output.as_deref();
    let mut sink = Sink::open(output)?;
    let mut table = Frequency::new(counted).fold(args.fold).languages(&args.language);
    let empty = table.like();
    let outcome = batches::for_each(&args.input, output, *threads, BATCH_DOCUMENTS, quiet, |batch| {
        let count = |mut part: Frequency, document| {
            part.add(&pipeline.analyze(document), pipeline.gazetteer());
            part
        };
        let both = |mut one: Frequency, other| {
            one.merge(other);
            one
        };
        table.merge(batch.par_iter().fold(|| empty.clone(), count).reduce(|| empty.clone(), both));
        Ok(ControlFlow::Continue(()))
    })?;
    let mut rows = table.rows(args.min);
    let format = formats::of_report(args.format, output)?;
    let top = match format {
        Format::Text | Format::Html => args.top.unwrap_or(TOP),
        Format::Jsonl | Format::Tsv => args.top.unwrap_or(usize::MAX),
    };
    rows.truncate(top);
    sink.write(&written(args, counted, format, &rows))?;
    sink.end(outcome)?;
    Ok(match (table.total(), rows.len()) {
        (0, _) if !args.language.is_empty() => {
            batches::nothing_found(outcome, format_args!("no words in {}", args.language.join(" or ")))
        }
        (0, _) => batches::nothing_found(outcome, format_args!("no {} in the input", counted.as_str())),
        (_, 0) => batches::nothing_found(outcome, format_args!("nothing occurs {} times (--min)", args.min)),
        _ => outcome,
    })
}

/// The table, or the chart.
fn written(args: &args::Freq, counted: Counted, format: Format, rows: &[Row]) -> Vec<u8> {
    let mut out = Vec::new();
    // Writing to memory does not fail.
    let _ = match format {
        Format::Text if rows.is_empty() => Ok(()),
        Format::Text => frequency::write_chart(&mut out, counted, rows, terminal::width()),
        Format::Jsonl => rows.iter().try_for_each(|row| frequency::write_jsonl(&mut out, counted, row)),
        Format::Tsv => {
            out.extend_from_slice(frequency::tsv_header(counted, args.fold).as_bytes());
            rows.iter().try_for_each(|row| frequency::write_tsv(&mut out, row))
        }
        Format::Html => {
            let most = rows.first().map_or(1, |row| row.count);
            out.extend_from_slice(frequency::html_head(&title(args, counted), counted).as_bytes());
            let written = rows.iter().try_for_each(|row| frequency::write_html(&mut out, row, most));
            out.extend_from_slice(frequency::HTML_FOOT.as_bytes());
            written
        }
    };
    out
}

/// `words in page.txt`.
fn title(args: &args::Freq, counted: Counted) -> String {
    match args.input.files.as_slice() {
        [file] => format!("{} in {}", counted.as_str(), file.display()),
        _ => counted.as_str().to_owned(),
    }
}
