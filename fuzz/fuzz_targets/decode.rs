//! Any bytes are decoded or refused, by their looks and under labels; as a stream they give the same text as at once.

#![no_main]

use std::io::{BufReader, Read};

use diglot::read::Utf8;
use diglot::text::{Decoded, Encoding, decode};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(decoded) = decode(bytes, Encoding::Auto) {
        check(&decoded);
        // A stream takes a character that is cut off at its end for the first bytes of one.
        if std::str::from_utf8(bytes).map_or_else(|error| error.error_len().is_some(), |_| true) {
            check_stream(bytes, Encoding::Auto, &decoded);
        }
    }
    for label in ["utf-8", "gb18030", "big5", "utf-16le", "euc-kr"] {
        let encoding: Encoding = label.parse().expect("a label of the standard");
        let decoded = decode(bytes, encoding).expect("a label never refuses");
        check(&decoded);
        check_stream(bytes, encoding, &decoded);
    }
});

fn check_stream(bytes: &[u8], encoding: Encoding, decoded: &Decoded) {
    let mut stream = Vec::new();
    let input = BufReader::with_capacity(1 << 16, bytes);
    Utf8::new(input, encoding).and_then(|mut utf8| utf8.read_to_end(&mut stream)).expect("what is decoded is read");
    let text = String::from_utf8_lossy(&stream);
    // The marks of UTF-8 and UTF-32 go through: readers pass over them.
    let marks: [&[u8]; 3] = [b"\xef\xbb\xbf", b"\xff\xfe\0\0", b"\0\0\xfe\xff"];
    let marked = marks.iter().any(|mark| bytes.starts_with(mark));
    let text = text.strip_prefix('\u{feff}').filter(|_| marked).unwrap_or(&text);
    assert_eq!(text, decoded.text, "{encoding:?}");
}

fn check(decoded: &Decoded) {
    let marks = decoded.text.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count();
    assert!(decoded.replaced <= marks, "each replaced sequence has left its mark");
}
