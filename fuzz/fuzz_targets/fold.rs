//! The folded view maps back to the text.

#![no_main]

use diglot::Span;
use diglot::text::{fold, fold_name, to_traditional};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let folded = fold(text);
    let view = folded.as_str();
    let mut end = 0;
    for (at, c) in view.char_indices() {
        let here = Span::new(at, at + c.len_utf8());
        let original = folded.to_original(here);
        assert!(original.start >= end, "what follows stands behind");
        assert_eq!(original.of(text).chars().count(), 1, "one character stands behind each");
        assert_eq!(folded.to_folded_span(original), here, "and leads back to it");
        end = original.end;
    }
    assert!(view.len() <= text.len(), "folding makes nothing longer");
    let name = fold_name(text);
    // A paragraph becomes a line break, and that would become a blank.
    if !name.contains('\n') {
        assert_eq!(fold_name(&name), name, "folding twice changes nothing more");
    }
    let _ = to_traditional(view);
});
