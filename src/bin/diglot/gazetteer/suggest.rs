//! `diglot gazetteer suggest`: names in a corpus that the gazetteer does not know.

use std::ops::ControlFlow;

use diglot::mine::{Gathered, Miner, Sighting, Suggestion, stub};
use rayon::prelude::*;

use super::load;
use crate::args::{self, GazetteerSuggest, SuggestFormat};
use crate::batches::{BATCH_DOCUMENTS, for_each};
use crate::messages::{Fatal, Outcome};
use crate::output::Sink;
use crate::run::line;

pub(super) fn run(args: &GazetteerSuggest, quiet: bool) -> Result<Outcome, Fatal> {
    let miner = Miner::new(load(&args.names.gazetteers)?);
    let mut gathered = Gathered::new(args.contexts);
    let args::Report { output, threads } = &args.report;
    let mut sink = Sink::open(output.as_deref())?;
    let outcome = for_each(&args.input, output.as_deref(), *threads, BATCH_DOCUMENTS, quiet, |batch| {
        let found: Vec<Vec<Sighting>> = batch.par_iter().map(|document| miner.sightings(document)).collect();
        found.into_iter().flatten().for_each(|sighting| gathered.add(sighting));
        Ok(ControlFlow::Continue(()))
    })?;
    if outcome == Outcome::Nothing {
        return Ok(outcome);
    }
    let suggestions = gathered.suggestions(args.min_count);
    let mut out = Vec::new();
    if args.format == SuggestFormat::Tsv {
        line(
            &mut out,
            format_args!(
                "count\tdocuments\tkind\tlatin\than\tabbreviation\tcountry\trole\ttitles\tknown\tpatterns\tcontext"
            ),
        );
    }
    for suggestion in &suggestions {
        match args.format {
            SuggestFormat::Toml => out.extend_from_slice(stub(suggestion).as_bytes()),
            SuggestFormat::Tsv => row(&mut out, suggestion),
        }
    }
    sink.write(&out)?;
    sink.finish()?;
    if suggestions.is_empty() {
        eprintln!("diglot: no unknown name stands where leaders and organisations stand (try --min-count 1)");
        return Ok(Outcome::Partly);
    }
    Ok(outcome)
}

fn row(out: &mut Vec<u8>, suggestion: &Suggestion) {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let titles: Vec<String> = suggestion.titles.iter().map(|(title, count)| format!("{title} {count}")).collect();
    let patterns: Vec<String> =
        suggestion.patterns.iter().map(|(pattern, count)| format!("{} {count}", pattern.as_str())).collect();
    let columns = [
        suggestion.count.to_string(),
        suggestion.documents.to_string(),
        suggestion.kind.as_str().to_owned(),
        text(&suggestion.latin),
        text(&suggestion.han),
        text(&suggestion.abbreviation),
        text(&suggestion.country),
        text(&suggestion.role),
        titles.join(", "),
        text(&suggestion.known),
        patterns.join(", "),
        suggestion.contexts.first().map_or_else(String::new, |(_, context)| context.clone()),
    ];
    line(out, format_args!("{}", columns.join("\t")));
}
