//! The documents of all inputs, a batch at a time, on all cores. What nobody wants is left out here: other languages and
//! repeated texts.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::Ordering;

use diglot::Document;
use rayon::ThreadPool;
use rayon::prelude::*;

use crate::args;
use crate::duplicates::Duplicates;
use crate::filter::Languages;
use crate::input::Documents;
use crate::messages::{self, Fatal, Outcome};
use crate::numbers::{grouped, plural};
use crate::progress::{self, Progress};
use crate::run::pool;
use crate::stats::{LeftOut, Times, timed};

/// A batch is analysed at a time: this many documents, or this many bytes of text.
pub(crate) const BATCH_DOCUMENTS: usize = 1024;
const BATCH_BYTES: usize = 4 << 20;

/// Where documents come from, some at a time.
pub(crate) trait Source {
    /// The next documents, about as many as `most` says; none at the end.
    fn read(&mut self, most: usize) -> Vec<Document>;

    /// What was counted on the way.
    fn documents(&self) -> &Documents;

    /// Whether the next documents are there for the reading: nobody is asked for them and waited for.
    fn is_ready(&self) -> bool {
        self.documents().size().is_some()
    }

    /// All documents so far have been written.
    fn written(&mut self) {}

    /// What counts as given though it may not have been written, after an output that failed.
    fn lost(&self) -> Option<String> {
        None
    }

    /// How reading went, after the last documents.
    fn outcome(&self) -> Outcome {
        self.documents().outcome()
    }
}

impl Source for Documents {
    /// Documents until there are enough of them, or enough bytes.
    fn read(&mut self, most: usize) -> Vec<Document> {
        let mut batch = Vec::new();
        let mut bytes = 0;
        while batch.len() < most && bytes < BATCH_BYTES {
            let Some(document) = self.next() else { break };
            bytes += document.text.len();
            batch.push(document);
        }
        batch
    }

    fn documents(&self) -> &Documents {
        self
    }

    fn written(&mut self) {
        self.all_written();
    }

    fn lost(&self) -> Option<String> {
        self.unwritten()
    }
}

/// The documents of all inputs in order, a batch at a time.
pub(crate) struct Batches<'a> {
    source: Box<dyn Source + Send>,
    languages: Languages<'a>,
    duplicates: Duplicates,
    progress: Progress,
    /// The most documents of a batch.
    most: usize,
    /// Whether what is written is out of our hands.
    to_stdout: bool,
    quiet: bool,
    /// Documents read so far.
    read: u64,
    other_language: u64,
    /// How long reading and choosing took.
    pub(crate) times: Times,
}

impl<'a> Batches<'a> {
    /// The documents of a source; `to_stdout` says where records go.
    pub(crate) fn new(
        source: Box<dyn Source + Send>,
        reading: &'a args::Reading,
        most: usize,
        to_stdout: bool,
        quiet: bool,
    ) -> Self {
        Batches {
            languages: Languages::new(&reading.only),
            duplicates: Duplicates::new(reading.dedupe),
            progress: Progress::new(quiet, to_stdout, || source.documents().size()),
            source,
            most,
            to_stdout,
            quiet,
            read: 0,
            other_language: 0,
            times: Times::default(),
        }
    }

    /// Hands all batches to `each`, in order, until that breaks off or fails. `each` runs where rayon's iterators use the
    /// threads of `pool`. Meanwhile the next batch is read, unless it would have to be waited for.
    pub(crate) fn for_each(
        &mut self,
        pool: &ThreadPool,
        mut each: impl FnMut(&[Document]) -> Result<ControlFlow<()>, Fatal> + Send,
    ) -> Result<(), Fatal> {
        let is_ready = self.source.is_ready();
        let mut batch = pool.install(|| self.next());
        while let Some(documents) = batch {
            let ahead = || is_ready.then(|| self.next());
            let (done, next) = pool.install(|| rayon::join(|| each(&documents), ahead));
            if done.map_err(|error| self.told_with_lost(error))?.is_break() {
                break;
            }
            if self.to_stdout {
                self.source.written();
            }
            batch = next.unwrap_or_else(|| pool.install(|| self.next()));
        }
        Ok(())
    }

    /// An error of the output, told with what is lost by it.
    pub(crate) fn told_with_lost(&self, error: Fatal) -> Fatal {
        match self.source.lost() {
            Some(lost) => error.with(&lost),
            None => error,
        }
    }

    /// The next documents that are wanted, perhaps none of a batch; nothing at the end.
    fn next(&mut self) -> Option<Vec<Document>> {
        self.progress.tick(self.read, self.bytes(), self.failed());
        let batch = timed(&mut self.times.reading, || self.source.read(self.most));
        let read = batch.len();
        if read == 0 {
            return None;
        }
        self.read += read as u64;
        let (languages, duplicates, other) = (&self.languages, &mut self.duplicates, &mut self.other_language);
        Some(timed(&mut self.times.choosing, || {
            let wanted: Vec<Document> =
                batch.into_par_iter().filter(|document| languages.want(&document.text)).collect();
            *other += (read - wanted.len()) as u64;
            duplicates.keep_new(wanted)
        }))
    }

    /// Bytes of the inputs so far, as they are stored.
    pub(crate) fn bytes(&self) -> u64 {
        self.source.documents().bytes.load(Ordering::Relaxed)
    }

    /// Inputs and records that failed.
    pub(crate) fn failed(&self) -> u64 {
        self.source.documents().failures.count
    }

    /// How reading went.
    pub(crate) fn outcome(&self) -> Outcome {
        self.source.outcome()
    }

    /// Documents that were read and not wanted.
    pub(crate) fn left_out(&self) -> LeftOut {
        LeftOut {
            language: self.other_language,
            date: self.source.documents().left_out_by_date(),
            repeated: self.duplicates.left_out,
        }
    }

    /// Tells how many documents `--only` left out.
    fn tell_other_languages(&self) {
        if self.other_language > 0 {
            let (out, read) = (grouped(self.other_language), plural(self.read, "document", "documents"));
            messages::note(self.quiet, format!("--only: {out} of {read} are in another language and were left out"));
        }
    }

    /// Tells what was left out and what failed, all of it if `all`, and how the run ended.
    pub(crate) fn end(self, all: bool) -> Outcome {
        progress::clear();
        let documents = self.source.documents();
        documents.tell_left_out();
        self.tell_other_languages();
        self.duplicates.tell(self.quiet);
        documents.failures.tell(self.quiet, all);
        self.source.outcome()
    }
}

/// Hands the documents to `each`, in order, until that breaks off: for commands that gather over documents and may stop
/// before the end. What is written to `output` is no input. `each` runs where rayon's iterators use `threads` threads; a
/// batch has at most so many documents as `most` says. Such commands write no records, so they keep no fields.
pub(crate) fn for_each(
    input: &args::Input,
    output: Option<&Path>,
    threads: Option<u16>,
    most: usize,
    quiet: bool,
    each: impl FnMut(&[Document]) -> Result<ControlFlow<()>, Fatal> + Send,
) -> Result<Outcome, Fatal> {
    if !input.reading.keep.is_empty() {
        return Err(Fatal::usage("--keep is shown in the records of tag and segment: leave it out"));
    }
    let pool = pool(threads)?;
    let mut batches = Batches::new(Box::new(Documents::new(input, output, quiet)?), &input.reading, most, true, quiet);
    batches.for_each(&pool, each)?;
    Ok(batches.end(false))
}

/// What to exit with where nothing was found: that nothing could be read says more.
pub(crate) fn nothing_found(outcome: Outcome, what: std::fmt::Arguments<'_>) -> Outcome {
    if outcome == Outcome::Nothing {
        return outcome;
    }
    eprintln!("diglot: {what}");
    Outcome::Partly
}
