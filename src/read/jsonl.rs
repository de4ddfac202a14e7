//! JSON lines: one JSON object a line, a document each. A bad line is an error of its own and stops nothing.

use std::io::{self, BufRead};

use serde_json::{Map, Value};

use super::{Read, RecordError};
use crate::text::{Date, Document};

/// The names of the fields that hold a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// The text; a record without it is an error.
    pub text: String,
    /// The id; a record without it is known by its line.
    pub id: String,
    /// The date.
    pub date: String,
}

impl Default for Fields {
    fn default() -> Self {
        Fields { text: "text".to_owned(), id: "id".to_owned(), date: "date".to_owned() }
    }
}

/// Reads documents from a stream of JSON lines. Empty lines are passed over.
#[derive(Debug)]
pub struct JsonLines<R> {
    input: R,
    name: String,
    fields: Fields,
    line: usize,
    buffer: Vec<u8>,
}

impl<R: BufRead> JsonLines<R> {
    /// A reader of `input`, whose `name` becomes the source of the documents, and with the line their id if they have none.
    pub fn new(input: R, name: &str, fields: Fields) -> Self {
        JsonLines { input, name: name.to_owned(), fields, line: 0, buffer: Vec::new() }
    }

    /// The next document.
    ///
    /// # Errors
    /// What the stream says. A bad record is the inner error, after which reading goes on.
    pub fn next_record(&mut self) -> io::Result<Option<Result<Read, RecordError>>> {
        loop {
            self.buffer.clear();
            if self.input.read_until(b'\n', &mut self.buffer)? == 0 {
                return Ok(None);
            }
            self.line += 1;
            let bytes = self.buffer.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&self.buffer).trim_ascii();
            if !bytes.is_empty() {
                let read = self.record(bytes).map_err(|what| RecordError { line: self.line, what });
                return Ok(Some(read));
            }
        }
    }

    fn record(&self, bytes: &[u8]) -> Result<Read, String> {
        let mut warnings = Vec::new();
        let text = String::from_utf8_lossy(bytes);
        if matches!(text, std::borrow::Cow::Owned(_)) {
            let replaced = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
            warnings.push(format!("line {}: {replaced} byte sequences are no UTF-8 and were replaced", self.line));
        }
        let mut record: Map<String, Value> = serde_json::from_str(&text).map_err(|error| bad_json(&error))?;
        let Some(Value::String(body)) = record.remove(&self.fields.text) else {
            return Err(format!("no text in the field '{}' (name another with --text-field)", self.fields.text));
        };
        let id = match record.get(&self.fields.id) {
            Some(Value::String(id)) => id.clone(),
            Some(Value::Number(id)) => id.to_string(),
            _ => format!("{}:{}", self.name, self.line),
        };
        let mut document = Document::new(id, body).with_source(&self.name);
        if let Some(date) = record.get(&self.fields.date).and_then(Value::as_str) {
            match date.parse::<Date>() {
                Ok(date) => document = document.with_date(date),
                Err(error) => warnings.push(format!("line {}: {error}", self.line)),
            }
        }
        Ok(Read { document, warnings })
    }
}

/// serde_json's message without its line, which is always 1 here.
fn bad_json(error: &serde_json::Error) -> String {
    if error.is_data() {
        return "no JSON object: a record looks like {\"id\": \"a1\", \"text\": \"...\"}".to_owned();
    }
    let message = error.to_string();
    let what = message.split(" at line ").next().unwrap_or(&message);
    format!("bad JSON at byte {}: {what}", error.column())
}
