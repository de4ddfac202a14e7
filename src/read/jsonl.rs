//! JSON lines: one JSON object a line, a document each. A bad line is an error of its own and stops nothing.

use std::io::{self, BufRead};

use super::fields::bad_json;
use super::json::Object;
use super::line::{Line, as_text, next_line, too_long};
use super::{Cause, DOCUMENT_LIMIT, Fields, Read, RecordError, Records};

/// Reads documents from a stream of JSON lines. Empty lines are passed over.
#[derive(Debug)]
pub struct JsonLines<R> {
    input: R,
    name: String,
    fields: Fields,
    line: usize,
    limit: usize,
    buffer: Vec<u8>,
}

impl<R: BufRead> JsonLines<R> {
    /// A reader of `input`, whose `name` becomes the source of the documents, and with the line their id if they have none.
    pub fn new(input: R, name: &str, fields: Fields) -> Self {
        JsonLines { input, name: name.to_owned(), fields, line: 0, limit: DOCUMENT_LIMIT, buffer: Vec::new() }
    }

    /// Lines of more bytes than `limit` are errors and passed over.
    #[must_use]
    pub fn limit(mut self, limit: usize) -> Self {
        self.limit = limit;
        self
    }

    /// The next document.
    ///
    /// # Errors
    /// What the stream says. A bad record is the inner error, after which reading goes on.
    pub fn next_record(&mut self) -> io::Result<Option<Result<Read, RecordError>>> {
        loop {
            let line = next_line(&mut self.input, &mut self.buffer, self.limit)?;
            self.line += 1;
            match line {
                None => return Ok(None),
                Some(Line::TooLong(bytes)) => {
                    return Ok(Some(Err(RecordError { line: self.line, cause: too_long(bytes, self.limit) })));
                }
                Some(Line::Whole) => {}
            }
            let bytes = self.buffer.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&self.buffer).trim_ascii();
            if !bytes.is_empty() {
                let read = self.record(bytes).map_err(|cause| RecordError { line: self.line, cause });
                return Ok(Some(read));
            }
        }
    }

    fn record(&self, bytes: &[u8]) -> Result<Read, Cause> {
        let (text, told) = as_text(bytes, self.line);
        let record: Object<'_> = serde_json::from_str(&text).map_err(|error| what(&error))?;
        let mut read = self.fields.document(&record.into(), &self.name, self.line)?;
        read.warnings.splice(0..0, told);
        Ok(read)
    }
}

impl<R: BufRead> Records for JsonLines<R> {
    fn next_record(&mut self) -> io::Result<Option<Result<Read, RecordError>>> {
        JsonLines::next_record(self)
    }
}

/// What is wrong with a line.
fn what(error: &serde_json::Error) -> String {
    if error.is_data() {
        return "no JSON object: a record looks like {\"id\": \"a1\", \"text\": \"...\"}".to_owned();
    }
    bad_json(error, "")
}
