//! Every item of a feed is a document or an error, and a second reading gives the same.

#![no_main]

use diglot::read::{InputFormat, feed_documents};
use diglot::text::Encoding;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = InputFormat::of("-", bytes);
    let Ok(items) = feed_documents("wire", bytes, Encoding::Auto) else { return };
    assert!(!items.is_empty(), "a feed without items is refused");
    let again = feed_documents("wire", bytes, Encoding::Auto).expect("it was read before");
    for (item, again) in items.into_iter().zip(again) {
        match (item, again) {
            (Ok(item), Ok(again)) => {
                let document = &item.document;
                assert!(!document.id.is_empty() && !document.text.is_empty());
                for part in &document.parts {
                    assert!(!part.span.of(&document.text).is_empty());
                }
                assert_eq!(item.document, again.document);
            }
            (Err(item), Err(again)) => assert_eq!(item, again),
            _ => panic!("an item is read once and refused once"),
        }
    }
});
