//! Every row of a table is a document or an error that knows its line; reading never stops before the end.

#![no_main]

use diglot::read::{Fields, Keep, Records, Table};
use libfuzzer_sys::fuzz_target;

/// Rows above this are told: low, so that the limit is met.
const LIMIT: usize = 300;

fuzz_target!(|bytes: &[u8]| {
    let lines = bytes.split(|&byte| byte == b'\n').count();
    for (delimiter, header) in [(b',', &b"id,text,a\n"[..]), (b'\t', b"text\tdate\n"), (b',', b"")] {
        let input = [header, bytes].concat();
        let fields = Fields { keep: Keep::All, ..Fields::default() };
        let Ok(mut table) = Table::new(&input[..], delimiter, "table", fields, LIMIT) else { continue };
        let (mut rows, mut last) = (0, 0);
        while let Some(row) = table.next_record().expect("memory is read without failure") {
            rows += 1;
            match row {
                Ok(read) => assert!(!read.document.id.is_empty()),
                Err(error) => {
                    assert!(error.line > last && error.line <= lines + 1, "lines go on: {error}");
                    last = error.line;
                }
            }
        }
        assert!(rows <= lines, "a row has a line at least");
    }
});
