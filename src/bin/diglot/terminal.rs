//! How wide the terminal is.

use terminal_size::{Width, terminal_size};

/// Columns where nobody tells.
const DEFAULT: usize = 80;

/// Columns of the terminal: `$COLUMNS` if it is a number, else what the terminal says, else 80.
pub(crate) fn width() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|&columns| columns > 0);
    told.or_else(|| terminal_size().map(|(Width(columns), _)| columns.into())).unwrap_or(DEFAULT)
}
