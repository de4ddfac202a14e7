//! Any bytes are decoded or refused, by their looks and under labels.

#![no_main]

use diglot::text::{Decoded, Encoding, decode};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(decoded) = decode(bytes, Encoding::Auto) {
        check(&decoded);
    }
    for label in ["utf-8", "gb18030", "big5", "utf-16le", "euc-kr"] {
        let encoding: Encoding = label.parse().expect("a label of the standard");
        check(&decode(bytes, encoding).expect("a label never refuses"));
    }
});

fn check(decoded: &Decoded) {
    let marks = decoded.text.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count();
    assert!(decoded.replaced <= marks, "each replaced sequence has left its mark");
}
