//! What is said in subtitles is a text of lines, none of them empty.

#![no_main]

use diglot::read::subtitle_document;
use diglot::text::Encoding;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(read) = subtitle_document("said.srt", bytes, Encoding::Auto) {
        let text = &read.document.text;
        assert!(text.ends_with('\n') && text.lines().all(|line| !line.is_empty()), "no line is empty: {text:?}");
    }
});
