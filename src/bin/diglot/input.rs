//! Inputs as resolved: files, standard input and addresses become a stream of documents; what cannot be read is told and
//! passed over.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use diglot::Document;
use diglot::read::{Read, RecordError, Records};
use rayon::prelude::*;

use crate::args;
use crate::failures::{Failures, Told};
use crate::filter::Dates;
use crate::messages::{self, Fatal, Outcome, system};
use crate::numbers::plural;
use crate::open::{Begun, Item, Opened, Options};
use crate::paths::{self, Found};
use crate::terminal;
use crate::web::{Address, Web};

/// So many bytes of inputs that are read whole are read at once on each thread.
const AHEAD_BYTES: u64 = 4 << 20;

/// And no more inputs than this, since each is an open file.
const AHEAD_INPUTS: usize = 256;

/// The documents of all inputs, in order.
pub(crate) struct Documents {
    paths: std::vec::IntoIter<Found>,
    /// What is fetched after the files.
    addresses: std::vec::IntoIter<Address>,
    web: Option<Web>,
    /// Inputs that were opened with the one that is being read.
    opened: std::vec::IntoIter<Next>,
    /// The rest of the input that is being read, if it is a stream.
    stream: Option<Box<dyn Records + Send>>,
    /// The rest of the input that is being read, if it was read whole.
    whole: std::vec::IntoIter<Item>,
    /// The input that is being read.
    name: String,
    options: Options,
    dates: Dates,
    quiet: bool,
    /// Whether the input that is being read has grown meanwhile.
    grew: Arc<AtomicBool>,
    /// What was told of the input that is being read.
    told: Told,
    /// The failures before the input that is being read, until it counts as read.
    failed_before: Option<u64>,
    /// Inputs and records that failed.
    pub(crate) failures: Failures,
    /// Bytes of the inputs so far, as they are stored.
    pub(crate) bytes: Arc<AtomicU64>,
    /// Inputs that could be read: they gave a document, or no fault.
    read: usize,
}

/// An input that was opened.
struct Next {
    name: String,
    warning: Option<&'static str>,
    grew: Arc<AtomicBool>,
    opened: Result<Opened, String>,
}

impl Documents {
    /// The documents of files and standard input; what is written to `output` is none of them.
    pub(crate) fn new(input: &args::Input, output: Option<&Path>, quiet: bool) -> Result<Self, Fatal> {
        Ok(Documents { paths: paths::files(input, output)?.into_iter(), ..Self::none(&input.reading, quiet)? })
    }

    /// The documents of files, then of addresses; standard input only where it is asked for.
    pub(crate) fn with_web(
        input: &args::Input,
        web: &args::Web,
        output: Option<&Path>,
        quiet: bool,
    ) -> Result<Self, Fatal> {
        if web.urls.is_empty() {
            return Self::new(input, output, quiet);
        }
        let named = !input.files.is_empty() || input.files_from.is_some();
        let documents = Self::none(&input.reading, quiet)?;
        Ok(Documents {
            paths: if named { paths::files(input, output)? } else { Vec::new() }.into_iter(),
            addresses: web.urls.clone().into_iter(),
            web: Some(Web::new(&web.fetching, web.state.as_deref(), &documents.bytes)?),
            ..documents
        })
    }

    /// No documents yet: [`Documents::give`] brings them.
    pub(crate) fn none(reading: &args::Reading, quiet: bool) -> Result<Self, Fatal> {
        Ok(Documents {
            paths: Vec::new().into_iter(),
            addresses: Vec::new().into_iter(),
            web: None,
            opened: Vec::new().into_iter(),
            stream: None,
            whole: Vec::new().into_iter(),
            name: String::new(),
            options: Options::new(reading),
            dates: Dates::new(reading)?,
            quiet,
            grew: Arc::default(),
            told: Told::default(),
            failed_before: None,
            failures: Failures::default(),
            bytes: Arc::default(),
            read: 0,
        })
    }

    /// All documents of the addresses so far have been written. Where an answer is not at its end, it is told later.
    pub(crate) fn all_written(&mut self) {
        if self.whole.as_slice().is_empty() {
            self.web.iter_mut().for_each(Web::written);
        }
    }

    /// What counts as given and may not have been written.
    pub(crate) fn unwritten(&self) -> Option<String> {
        self.web.as_ref()?.lost()
    }

    /// How these documents are read.
    pub(crate) fn options(&self) -> &Options {
        &self.options
    }

    /// Takes in what was read of the next input.
    pub(crate) fn give(&mut self, name: &str, items: Vec<Item>) {
        name.clone_into(&mut self.name);
        self.whole = items.into_iter();
        self.failed_before = Some(self.failures.count);
    }

    /// Ends the input that was being read.
    fn end_input(&mut self) {
        self.told.end(self.quiet, &self.name);
        if self.grew.swap(false, Ordering::Relaxed) {
            messages::warning(self.quiet, &self.name, "it grew while it was read, and was read to its new end");
        }
        let is_read = self.failed_before.take().is_some_and(|before| before == self.failures.count);
        self.read += usize::from(is_read);
    }

    /// How reading went, all in all.
    pub(crate) fn outcome(&self) -> Outcome {
        match (self.read, self.failures.count) {
            (_, 0) => Outcome::Done,
            (0, _) => Outcome::Nothing,
            _ => Outcome::Partly,
        }
    }

    /// The files that are still to be read.
    pub(crate) fn files(&self) -> &[Found] {
        self.paths.as_slice()
    }

    /// The bytes that are still to be read; none if that is not known.
    pub(crate) fn size(&self) -> Option<u64> {
        if self.addresses.as_slice().is_empty() { paths::size(self.files()) } else { None }
    }

    /// Tells what failed in an input.
    pub(crate) fn fail(&mut self, input: &str, what: &str) {
        self.failures.add(input, what);
        messages::error(input, what);
    }

    /// Tells what failed in a record of the input that is being read.
    fn fail_record(&mut self, RecordError { line, cause }: &RecordError) {
        let what = &messages::cause(cause);
        self.failures.add(&self.name, what);
        if !self.told.is_few(false, what) {
            return;
        }
        match line {
            0 => messages::error(&self.name, what),
            line => messages::error(format_args!("{}:{line}", self.name), what),
        }
    }

    /// Documents that `--since` and `--until` left out.
    pub(crate) fn left_out_by_date(&self) -> u64 {
        self.dates.outside + self.dates.undated as u64
    }

    /// Tells of documents that `--since` and `--until` left out.
    pub(crate) fn tell_left_out(&self) {
        if self.dates.outside > 0 {
            let outside = plural(self.dates.outside, "document", "documents");
            messages::note(self.quiet, format!("--since, --until: {outside} of another time left out"));
        }
        if self.dates.undated > 0 {
            let undated = plural(self.dates.undated as u64, "document", "documents");
            let what = format!("{undated} without a date left out");
            messages::warning(self.quiet, "--since, --until", what);
        }
    }

    /// Opens the next inputs: one, or as many as are read whole and hold [`AHEAD_BYTES`] together. These are read side by
    /// side, since the text of a page is harder to find than the names in it.
    fn open_next(&mut self) {
        let most = AHEAD_BYTES * rayon::current_num_threads() as u64;
        let mut begun = Vec::new();
        let mut bytes = 0;
        // A pipe is waited for when all before it has been read.
        let is_ready = |path: &Found| path.as_ref().map_or(true, |path| path.is_file());
        while bytes < most
            && begun.len() < AHEAD_INPUTS
            && (begun.is_empty() || self.paths.as_slice().first().is_some_and(is_ready))
        {
            let Some(path) = self.paths.next() else { break };
            let (name, input) = match path {
                Ok(path) => {
                    if paths::is_stdin(&path) {
                        terminal::tell_of_input(self.quiet);
                    }
                    (path.to_string_lossy().into_owned(), Begun::new(&path, &self.options, &self.bytes))
                }
                Err((place, what)) => (place, Err(what)),
            };
            let weight = input.as_ref().map_or(Some(0), Begun::weight);
            begun.push((name, input));
            match weight {
                Some(weight) => bytes += weight,
                None => break,
            }
        }
        let options = &self.options;
        let open = |(name, input): (String, Result<Begun, String>)| match input {
            Ok(input) => Next { name, warning: input.warning(), grew: input.grew(), opened: input.finish(options) },
            Err(what) => Next { name, warning: None, grew: Arc::default(), opened: Err(what) },
        };
        self.opened = begun.into_par_iter().map(open).collect::<Vec<_>>().into_iter();
    }

    /// Goes on to the next input, the next one that was opened, or the next address; nothing if there is none.
    fn next_input(&mut self) -> Option<()> {
        if self.opened.as_slice().is_empty() {
            self.open_next();
        }
        let Some(Next { name, warning, grew, opened }) = self.opened.next() else {
            let address = self.addresses.next()?;
            if let Err(what) = self.fetch(&address) {
                self.fail(address.as_str(), &what);
            }
            return Some(());
        };
        if let Some(warning) = warning {
            messages::warning(self.quiet, &name, warning);
        }
        self.grew = grew;
        match opened {
            Ok(Opened::Whole(items)) => self.give(&name, items),
            Ok(Opened::Stream(records)) => {
                self.give(&name, Vec::new());
                self.stream = Some(records);
            }
            Err(what) => self.fail(&name, &what),
        }
        Some(())
    }

    /// Fetches the next address.
    fn fetch(&mut self, address: &Address) -> Result<(), String> {
        let Some(web) = &mut self.web else { return Ok(()) };
        let items = web.read(address, &self.options)?;
        self.give(address.as_str(), items);
        Ok(())
    }

    /// The next item of the input that is open; none at its end.
    fn next_item(&mut self) -> Option<Item> {
        if let Some(item) = self.whole.next() {
            return Some(item);
        }
        match self.stream.as_mut()?.next_record() {
            Ok(Some(item)) => return Some(item),
            Ok(None) => {}
            Err(error) => self.fail(&self.name.clone(), &system(&error)),
        }
        self.stream = None;
        None
    }

    fn accept(&mut self, read: Read) -> Option<Document> {
        for warning in read.warnings.iter().filter(|warning| self.told.is_few(true, warning)) {
            messages::warning(self.quiet, &self.name, warning);
        }
        self.read += usize::from(self.failed_before.take().is_some());
        Some(read.document).filter(|document| self.dates.want(document))
    }
}

impl Iterator for Documents {
    type Item = Document;

    fn next(&mut self) -> Option<Document> {
        loop {
            match self.next_item() {
                Some(Ok(read)) => match self.accept(read) {
                    Some(document) => return Some(document),
                    None => continue,
                },
                Some(Err(error)) => {
                    self.fail_record(&error);
                    continue;
                }
                None => self.end_input(),
            }
            self.next_input()?;
        }
    }
}
