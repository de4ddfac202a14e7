//! A page gives a document or a reason; its fields and its furniture stand in its text.

#![no_main]

use diglot::read::{PageText, page_document};
use diglot::text::Encoding;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for part in [PageText::Main, PageText::All] {
        let Ok(read) = page_document("page", bytes, Encoding::Auto, part) else { continue };
        let document = read.document;
        let mut end = 0;
        for part in &document.parts {
            assert!(part.span.start >= end && !part.span.of(&document.text).is_empty(), "fields follow each other");
            end = part.span.end;
        }
        let mut end = 0;
        for furniture in document.details.iter().flat_map(|details| &details.furniture) {
            assert!(furniture.start >= end && !furniture.of(&document.text).is_empty(), "furniture is in order");
            end = furniture.end;
        }
    }
});
