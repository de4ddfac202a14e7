//! How far long work is: one line on a terminal, drawn over itself. A crate of progress bars would draw no more than this
//! line, and every message would have to pass through it.

use std::io::{self, IsTerminal, Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::numbers::{clock, plural, speed};
use crate::terminal;

/// Work that is done by then shows nothing.
const LONG: Duration = Duration::from_secs(1);

/// The line is drawn anew no sooner than this.
const PAUSE: Duration = Duration::from_millis(200);

/// Whether the line stands on the terminal now.
static SHOWN: AtomicBool = AtomicBool::new(false);

/// Takes the line away: before a message, and at the end.
pub(crate) fn clear() {
    if SHOWN.swap(false, Ordering::Relaxed) {
        eprint!("\r\x1b[2K");
    }
}

/// The line of a run.
pub(crate) struct Progress {
    on: bool,
    begun: Instant,
    drawn: Instant,
    /// Bytes of all inputs, if all are files.
    total: Option<u64>,
}

impl Progress {
    /// A line for work on `total` bytes; none for quiet work, or where standard error is no terminal, or the one that
    /// standard output goes to.
    pub(crate) fn new(quiet: bool, to_stdout: bool, total: impl FnOnce() -> Option<u64>) -> Self {
        let on = !quiet && io::stderr().is_terminal() && !(to_stdout && io::stdout().is_terminal());
        let now = Instant::now();
        Progress { on, begun: now, drawn: now, total: if on { total() } else { None } }
    }

    /// Draws the line, if it is time to.
    pub(crate) fn tick(&mut self, documents: u64, read: u64, failed: u64) {
        if !self.on || self.begun.elapsed() < LONG || self.drawn.elapsed() < PAUSE {
            return;
        }
        self.drawn = Instant::now();
        let line = line(documents, read, self.total, failed, self.begun.elapsed());
        let line: String = line.chars().take(terminal::width().saturating_sub(1)).collect();
        SHOWN.store(true, Ordering::Relaxed);
        // A terminal that went away is no reason to stop.
        let _ = write!(io::stderr(), "\r{line}\x1b[K");
    }
}

/// `12,345 documents, 45.2 MB/s, 3 errors, 61%, 1:20 left`.
fn line(documents: u64, read: u64, total: Option<u64>, failed: u64, time: Duration) -> String {
    let documents = plural(documents, "document", "documents");
    let mut line = format!("{documents}, {:.1} MB/s", speed(read, time));
    if failed > 0 {
        line += &format!(", {}", plural(failed, "error", "errors"));
    }
    if let Some(total) = total.filter(|&total| total > 0 && read > 0) {
        // A file may have grown since.
        let done = (read as f64 / total as f64).min(1.0);
        line += &format!(", {:.0}%, {} left", done * 100.0, clock(time.mul_f64((1.0 - done) / done)));
    }
    line
}

/// A stream whose bytes are counted.
pub(crate) struct Metered<R> {
    input: R,
    read: Arc<AtomicU64>,
}

impl<R> Metered<R> {
    pub(crate) fn new(input: R, read: &Arc<AtomicU64>) -> Self {
        Metered { input, read: Arc::clone(read) }
    }
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(out)?;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_what_is_known() {
        let time = Duration::from_secs(10);
        assert_eq!(line(1234, 50_000_000, None, 0, time), "1,234 documents, 5.0 MB/s");
        assert_eq!(
            line(1234, 50_000_000, Some(200_000_000), 3, time),
            "1,234 documents, 5.0 MB/s, 3 errors, 25%, 0:30 left"
        );
        assert_eq!(line(1, 50, Some(20), 1, time), "1 document, 0.0 MB/s, 1 error, 100%, 0:00 left");
        assert_eq!(line(0, 0, Some(20), 0, time), "0 documents, 0.0 MB/s");
    }
}
