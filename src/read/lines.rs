//! Lines: each line that is not blank is a document.

use std::io::{self, BufRead};

use super::line::{Line, as_text, next_line, too_long};
use super::{DOCUMENT_LIMIT, Read, RecordError, Records};
use crate::text::Document;

/// Reads a document a line. Blank lines are passed over.
#[derive(Debug)]
pub struct Lines<R> {
    input: R,
    name: String,
    line: usize,
    limit: usize,
    buffer: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    /// A reader of `input`, whose `name` becomes the source of the documents, and with the line their id.
    ///
    /// ```
    /// use diglot::read::{Lines, Records};
    ///
    /// let mut lines = Lines::new("普京訪華\n\nXi left.\n".as_bytes(), "wire.txt");
    /// let mut ids = Vec::new();
    /// while let Some(Ok(read)) = lines.next_record()? {
    ///     ids.push(read.document.id);
    /// }
    /// assert_eq!(ids, ["wire.txt:1", "wire.txt:3"]);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn new(input: R, name: &str) -> Self {
        Lines { input, name: name.to_owned(), line: 0, limit: DOCUMENT_LIMIT, buffer: Vec::new() }
    }

    /// Lines of more bytes than `limit` are errors and passed over.
    #[must_use]
    pub fn limit(mut self, limit: usize) -> Self {
        self.limit = limit;
        self
    }
}

impl<R: BufRead> Records for Lines<R> {
    fn next_record(&mut self) -> io::Result<Option<Result<Read, RecordError>>> {
        while let Some(line) = next_line(&mut self.input, &mut self.buffer, self.limit)? {
            self.line += 1;
            if let Line::TooLong(bytes) = line {
                return Ok(Some(Err(RecordError { line: self.line, cause: too_long(bytes, self.limit) })));
            }
            let bytes = self.buffer.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&self.buffer);
            let (text, told) = as_text(bytes, self.line);
            let text = text.trim_end_matches(['\n', '\r']);
            if !text.trim().is_empty() {
                let id = [self.name.as_str(), ":", itoa::Buffer::new().format(self.line)].concat();
                let document = Document::new(id, text).with_source(&self.name);
                return Ok(Some(Ok(Read { document, warnings: told.into_iter().collect() })));
            }
        }
        Ok(None)
    }
}
