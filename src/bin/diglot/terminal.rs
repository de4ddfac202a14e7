//! The terminal: how wide it is, and whether someone is to type at it.

use std::io::{self, IsTerminal};

use terminal_size::{Width, terminal_size};

use crate::messages;

/// Columns where nobody tells.
const DEFAULT: usize = 80;

/// Columns of the terminal: `$COLUMNS` if it is a number, else what the terminal says, else 80.
pub(crate) fn width() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|&columns| columns > 0);
    told.or_else(|| terminal_size().map(|(Width(columns), _)| columns.into())).unwrap_or(DEFAULT)
}

/// Says that standard input is read, where it is a terminal: else a command without a file seems to hang.
pub(crate) fn tell_of_input(quiet: bool) {
    if io::stdin().is_terminal() {
        messages::note(quiet, "reading standard input; Ctrl-D ends it");
    }
}
