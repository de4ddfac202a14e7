//! What goes to standard error, and the exit codes.

use std::fmt::Display;
use std::io;
use std::process::ExitCode;

use crate::progress;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All done.
    Done,
    /// Done in part, faults found, or nothing found.
    Partly,
    /// No input could be read at all.
    Nothing,
}

impl Outcome {
    /// The outcome where there may have been faults besides.
    pub(crate) fn and_faults(self, faults: bool) -> Self {
        if faults && self == Outcome::Done { Outcome::Partly } else { self }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        ExitCode::from(match outcome {
            Outcome::Done => 0,
            Outcome::Partly => 1,
            Outcome::Nothing => 2,
        })
    }
}

/// What stops a run.
#[derive(Debug)]
pub(crate) enum Fatal {
    /// Wrong usage: exit code 2.
    Usage(String),
    /// The output could not be written: exit code 1, or 0 and silence if the reader of a pipe went away.
    Write {
        /// Where it was to go.
        place: String,
        /// What the system said.
        source: io::Error,
    },
}

impl Fatal {
    pub(crate) fn usage(what: impl Display) -> Self {
        Fatal::Usage(what.to_string())
    }

    pub(crate) fn write(place: impl Display, source: io::Error) -> Self {
        Fatal::Write { place: place.to_string(), source }
    }
}

/// Tells what stopped the run.
pub(crate) fn fatal(error: &Fatal) -> ExitCode {
    progress::clear();
    match error {
        Fatal::Usage(what) => {
            eprintln!("diglot: {what}");
            ExitCode::from(2)
        }
        Fatal::Write { source, .. } if source.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Fatal::Write { place, source } => {
            eprintln!("diglot: cannot write {place}: {}", system(source));
            ExitCode::from(1)
        }
    }
}

/// What the system said, without its number; what a reader said, as it is.
pub(crate) fn system(error: &io::Error) -> String {
    let message = error.to_string();
    // What is wrapped may still be the system's: a file that could not be made beside its place.
    if error.get_ref().is_some() && !message.contains(" (os error") {
        return message;
    }
    message.split(" (os error").next().unwrap_or(&message).to_lowercase()
}

/// An input that failed.
pub(crate) fn error(place: impl Display, what: impl Display) {
    progress::clear();
    eprintln!("diglot: {place}: {what}");
}

/// Something that was mended.
pub(crate) fn warning(quiet: bool, place: impl Display, what: impl Display) {
    if !quiet {
        progress::clear();
        eprintln!("diglot: warning: {place}: {what}");
    }
}

/// What was done, where it is not plain from the output.
pub(crate) fn note(quiet: bool, what: impl Display) {
    if !quiet {
        progress::clear();
        eprintln!("diglot: {what}");
    }
}
