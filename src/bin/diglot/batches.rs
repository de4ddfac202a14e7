//! The documents of all inputs, a batch at a time, on all cores: for commands that gather over documents and may stop
//! before the end.

use std::ops::ControlFlow;

use diglot::Document;
use rayon::prelude::*;

use crate::args;
use crate::filter::Languages;
use crate::input::Documents;
use crate::messages::{Fatal, Outcome};
use crate::run::batch;

/// Hands the documents to `each`, in order, until that breaks off. `each` runs where rayon's iterators use `threads`
/// threads; a batch has at most so many documents as `most` says.
pub(crate) fn for_each(
    input: &args::Input,
    threads: Option<u16>,
    most: usize,
    quiet: bool,
    mut each: impl FnMut(&[Document]) -> Result<ControlFlow<()>, Fatal> + Send,
) -> Result<Outcome, Fatal> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.map_or(0, usize::from)).build();
    let pool = pool.map_err(|error| Fatal::usage(format!("--threads: {error}")))?;
    let mut documents = Documents::new(input, quiet)?;
    let languages = Languages::new(&input.reading.only);
    loop {
        let batch = batch(&mut documents, most);
        if batch.is_empty() {
            break;
        }
        let wanted = || batch.into_par_iter().filter(|document| languages.want(&document.text)).collect::<Vec<_>>();
        if pool.install(|| each(&wanted()))?.is_break() {
            break;
        }
    }
    documents.tell_undated();
    Ok(documents.outcome())
}

/// What to exit with where nothing was found: that nothing could be read says more.
pub(crate) fn nothing_found(outcome: Outcome, what: std::fmt::Arguments<'_>) -> Outcome {
    if outcome == Outcome::Nothing {
        return outcome;
    }
    eprintln!("diglot: {what}");
    Outcome::Partly
}
