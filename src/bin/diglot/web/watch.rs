//! `diglot watch`: a list of feeds is read again and again; each answer becomes a batch of the documents that are new.
//!
//! Answers come from threads, one for each request under way, which read what they fetched. State and output belong to
//! this thread alone: an end that a signal asks for falls between two batches, so that what counts as given has been
//! written.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use diglot::Document;

use super::fault::{Fault, seconds};
use super::fetch::{Answer, Fetcher};
use super::list::{self, BadLine};
use super::schedule::{Schedule, Step, Waits, crowded};
use super::state::State;
use super::{Address, page};
use crate::args;
use crate::batches::Source;
use crate::input::Documents;
use crate::messages::{self, Fatal, Outcome, system};
use crate::output::remove_unfinished;

/// How long a batch may take to be written once a signal has asked for the end.
const GRACE: Duration = Duration::from_secs(10);

/// The documents of an answer; none if nothing has changed.
type Given = Option<page::Items>;

/// What a watch waits for.
enum Event {
    /// An answer for the feed with this number.
    Answer(usize, Box<Result<Given, Fault>>),
    /// A signal asks for the end.
    Stop,
}

/// A list of feeds at work.
pub(crate) struct Watch {
    addresses: Vec<Address>,
    schedule: Schedule,
    fetcher: Fetcher,
    state: State,
    documents: Documents,
    start: Instant,
    sender: Sender<Event>,
    events: Receiver<Event>,
    bad_lines: usize,
    stopped: bool,
    quiet: bool,
}

impl Watch {
    pub(crate) fn new(watch: &args::Watch, quiet: bool) -> Result<Self, Fatal> {
        let file = watch.tagging.output.output.is_some() && watch.tagging.format != Some(args::TagFormat::Brat);
        if file && !watch.once {
            let what = "--output: a file appears when it is complete, which a watch never is; append standard output to \
                        the file with >>, or add --once and name a new file for each run";
            return Err(Fatal::usage(what));
        }
        let (addresses, bad) = list::parse(&list_at(&watch.feeds)?);
        for BadLine { line, what } in &bad {
            messages::error(format_args!("{}:{line}", watch.feeds.display()), what);
        }
        if addresses.is_empty() {
            let what = "no address in this list; write one a line, as in https://news.example/feed.xml";
            return Err(Fatal::usage(format!("{}: {what}", watch.feeds.display())));
        }
        let seed = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
        let waits = Waits {
            interval: watch.interval,
            max_backoff: watch.max_backoff,
            once: watch.once,
            answer: 2 * watch.fetching.timeout,
            seed,
        };
        if let Some((host, feeds)) = crowded(&addresses, watch.interval).filter(|_| !watch.once) {
            let what = format!(
                "{feeds} feeds of {host}, which is asked once a second: each is read every {} at best",
                seconds(Duration::from_secs(feeds.into()))
            );
            messages::warning(quiet, "--interval", what);
        }
        let (sender, events) = channel();
        let documents = Documents::none(&watch.reading, quiet)?;
        let mut watch = Watch {
            schedule: Schedule::new(&addresses, waits),
            addresses,
            fetcher: Fetcher::new(&watch.fetching, &documents.bytes),
            state: State::open(&state_path(watch)?)?,
            documents,
            start: Instant::now(),
            sender,
            events,
            bad_lines: bad.len(),
            stopped: false,
            quiet,
        };
        watch.remember_pauses();
        end_on_signals(&watch.sender)?;
        Ok(watch)
    }

    /// Servers that asked in an earlier run to be left alone are.
    fn remember_pauses(&mut self) {
        for (number, address) in self.addresses.iter().enumerate() {
            if let Some(pause) = self.state.pause(address.as_str(), SystemTime::now()) {
                self.schedule.leave_alone(number, Duration::ZERO, pause);
            }
        }
    }

    /// Waits for what comes next, so long at most; none if nothing came.
    fn wait(&self, most: Option<Duration>) -> Option<Event> {
        match most {
            // There is always a sender: this one's own.
            None => self.events.recv().ok(),
            Some(most) => self.events.recv_timeout(most).ok(),
        }
    }

    /// Asks for a feed, on a thread of its own.
    fn ask(&self, number: usize) {
        let Some(address) = self.addresses.get(number).cloned() else { return };
        let (fetcher, sender) = (self.fetcher.clone(), self.sender.clone());
        let (known, options) = (self.state.validators(address.as_str()), self.documents.options().clone());
        let asked = thread::Builder::new().name("fetch".to_owned()).spawn(move || {
            let given = fetcher.fetch(&address, &known).and_then(|answer| match answer {
                Answer::Page(page) => page::read(address.as_str(), page, &options).map(Some).map_err(Fault::new),
                Answer::Unchanged => Ok(None),
            });
            // Who waits for the answer may have gone.
            let _ = sender.send(Event::Answer(number, Box::new(given)));
        });
        if let Err(error) = asked {
            let _ = self.sender.send(Event::Answer(number, Box::new(Err(Fault::new(system(&error))))));
        }
    }

    /// Takes in an answer: the documents that are new.
    fn take(&mut self, number: usize, answer: Result<Given, Fault>) -> Vec<Document> {
        let Some(address) = self.addresses.get(number).cloned() else { return Vec::new() };
        let url = address.as_str();
        let pause = answer.as_ref().err().and_then(|fault| fault.retry_after);
        let until = pause.map(|pause| SystemTime::now() + pause);
        let items = match answer {
            Ok(Some(items)) => items.new_in(&mut self.state, url),
            Ok(None) => self.state.put_off(url, None).map(|()| Vec::new()),
            Err(fault) => Err(match self.state.put_off(url, until) {
                Ok(()) => fault.to_string(),
                Err(unwritten) => format!("{fault}; {unwritten}"),
            }),
        };
        let due = self.schedule.finish(number, self.start.elapsed(), items.is_ok(), pause);
        match items {
            Ok(items) => self.documents.give(url, items),
            Err(what) => {
                let due = due.map(|due| format!("; asked again in {}", seconds(due))).unwrap_or_default();
                self.documents.fail(url, &format!("{what}{due}"));
            }
        }
        self.documents.by_ref().collect()
    }

    fn give_up(&mut self, number: usize) {
        let most = seconds(2 * self.fetcher.timeout());
        self.take(
            number,
            Err(Fault::new(format!("no answer that can be read within {most} (raise it with --timeout)"))),
        );
    }

    fn pass_over(&mut self, number: usize, pause: Duration) {
        if let Some(address) = self.addresses.get(number) {
            // A wait is no failure: the next run asks.
            let what = format!("not asked, since its server wants to be left alone for {} more", seconds(pause));
            messages::warning(self.quiet, address.as_str(), what);
        }
    }
}

impl Source for Watch {
    /// The new documents of one answer, counted as given already. However many are asked for: they were read together.
    fn read(&mut self, _most: usize) -> Vec<Document> {
        while !self.stopped {
            let event = match self.schedule.next(self.start.elapsed()) {
                Step::End => break,
                Step::Ask(number) => {
                    self.ask(number);
                    continue;
                }
                Step::PassOver(number, pause) => {
                    self.pass_over(number, pause);
                    continue;
                }
                Step::GiveUp(number) => {
                    self.give_up(number);
                    continue;
                }
                Step::Wait(most) => self.wait(Some(most)),
                Step::WaitForAnswer => self.wait(None),
            };
            match event {
                Some(Event::Stop) => self.stopped = true,
                Some(Event::Answer(number, answer)) if self.schedule.answered(number) => {
                    let documents = self.take(number, *answer);
                    if !documents.is_empty() {
                        return documents;
                    }
                }
                Some(Event::Answer(..)) | None => {}
            }
        }
        Vec::new()
    }

    /// What is taken counts as given, so nothing is taken before the last of it has been written.
    fn is_ready(&self) -> bool {
        false
    }

    fn documents(&self) -> &Documents {
        &self.documents
    }

    fn written(&mut self) {
        self.state.written();
    }

    fn lost(&self) -> Option<String> {
        self.state.lost()
    }

    fn outcome(&self) -> Outcome {
        match self.documents.outcome() {
            // What failed on the way was to be asked again: that is a watch's work.
            _ if self.stopped => Outcome::Done,
            outcome => outcome,
        }
        .and_faults(self.bad_lines > 0)
    }
}

/// The text of a list.
fn list_at(path: &Path) -> Result<String, Fatal> {
    let read = if path == Path::new("-") {
        let mut text = String::new();
        io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        fs::read_to_string(path)
    };
    read.map_err(|error| Fatal::usage(format!("{}: {}", path.display(), system(&error))))
}

/// The state file that was named, or the one beside the list.
pub(crate) fn state_path(watch: &args::Watch) -> Result<PathBuf, Fatal> {
    match &watch.state {
        Some(path) => Ok(path.clone()),
        None if watch.feeds == Path::new("-") => {
            Err(Fatal::usage("a list on standard input has no place for its state: name a file with --state"))
        }
        None => Ok(watch.feeds.with_extension("state.json")),
    }
}

/// The first signal that asks for the end is heeded between two batches, or when a batch has taken too long; the second
/// one at once.
#[cfg(unix)]
fn end_on_signals(sender: &Sender<Event>) -> Result<(), Fatal> {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    let failed = |error: io::Error| Fatal::usage(format!("signals cannot be waited for: {}", system(&error)));
    let mut signals = Signals::new([SIGINT, SIGTERM]).map_err(failed)?;
    let sender = sender.clone();
    let waiting = thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for (before, signal) in signals.forever().enumerate() {
            if before > 0 || sender.send(Event::Stop).is_err() {
                remove_unfinished();
                std::process::exit(128 + signal);
            }
            thread::spawn(end_within_grace);
        }
    });
    waiting.map(drop).map_err(failed)
}

/// Ends the process if the batch under way does not end.
#[cfg(unix)]
fn end_within_grace() {
    thread::sleep(GRACE);
    let what = format!("ended within an answer, which took more than {} to be written", seconds(GRACE));
    messages::error("watch", format!("{what}: what it brought counts as given"));
    remove_unfinished();
    std::process::exit(1);
}

/// Elsewhere a signal ends the process as it ends any other: the state file is whole at any time.
#[cfg(not(unix))]
fn end_on_signals(_: &Sender<Event>) -> Result<(), Fatal> {
    Ok(())
}
