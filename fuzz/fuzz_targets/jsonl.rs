//! Every line is a document or an error that knows its line; reading never stops before the end. Of an array, too, each record
//! is a document or an error that knows its number.

#![no_main]

use diglot::read::{Fields, InputFormat, JsonLines, json_array_documents};
use diglot::text::Encoding;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = InputFormat::of("input", bytes);
    let lines: Vec<&[u8]> = bytes.split(|&byte| byte == b'\n').collect();
    let mut reader = JsonLines::new(bytes, "input", Fields::default());
    let mut records = 0;
    let mut last = 0;
    while let Some(record) = reader.next_record().expect("memory is read without failure") {
        records += 1;
        match record {
            Ok(read) => assert_eq!(read.document.source.as_deref(), Some("input")),
            Err(error) => {
                assert!(error.line > last && error.line <= lines.len(), "lines go on: {error}");
                last = error.line;
            }
        }
    }
    assert!(records <= lines.len(), "a line is one record at most");
    for array in [bytes.to_vec(), [b"[{\"text\": \"a\"},", bytes].concat()] {
        let Ok(records) = json_array_documents("input", &array, Encoding::Auto, &Fields::default()) else { continue };
        for (number, record) in (1..).zip(records) {
            assert!(record.map_or_else(|error| error.line == number, |_| true), "record {number} knows its number");
        }
    }
});
