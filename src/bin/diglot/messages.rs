//! What goes to standard error, and the exit codes.

use std::fmt::Display;
use std::io;
use std::process::ExitCode;

use diglot::read::{Cause, Remedy};

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

    /// The same, told with what follows from it.
    pub(crate) fn with(self, more: &str) -> Self {
        match self {
            Fatal::Usage(what) => Fatal::Usage(what),
            Fatal::Write { place, source } => {
                let what = format!("{} ({more})", system(&source));
                Fatal::Write { place, source: io::Error::new(source.kind(), what) }
            }
        }
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

/// Why something was not read, with the flag that would help: the library knows of no flags.
pub(crate) fn cause(cause: &Cause) -> String {
    let Cause { what, remedy } = cause;
    match remedy {
        Some(Remedy::Column(names)) => format!("{what}: choose one of {} with --text-field", names.join(", ")),
        Some(Remedy::TextField(names)) if names.is_empty() => format!("{what} (name another with --text-field)"),
        Some(Remedy::TextField(names)) => {
            format!("{what} (name another with --text-field; with text in them: {})", names.join(", "))
        }
        Some(Remedy::Limit) => format!("{what} (raise it with --max-document)"),
        Some(Remedy::Text) => format!("{what} (read it as text with --input-format text)"),
        Some(Remedy::Page) => format!("{what} (read it with --input-format html)"),
        _ => cause.to_string(),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_remedy_has_its_flag() {
        let names = || vec!["id".to_owned(), "body".to_owned()];
        let cases = [
            (None, "x"),
            (Some(Remedy::Column(names())), "x: choose one of id, body with --text-field"),
            (Some(Remedy::TextField(Vec::new())), "x (name another with --text-field)"),
            (Some(Remedy::TextField(names())), "x (name another with --text-field; with text in them: id, body)"),
            (Some(Remedy::Limit), "x (raise it with --max-document)"),
            (Some(Remedy::Text), "x (read it as text with --input-format text)"),
            (Some(Remedy::Page), "x (read it with --input-format html)"),
        ];
        for (remedy, expected) in cases {
            assert_eq!(cause(&Cause { what: "x".to_owned(), remedy }), expected);
        }
    }
}
