//! Compressed data comes out, or a message says why not.

#![no_main]

use std::io::Read;

use diglot::read::{Compression, decompress};
use libfuzzer_sys::fuzz_target;

/// Bytes that are read at most: what grows further is for the limit of the ratio, which counts from 64 MB on.
const MOST: u64 = 1 << 20;

fuzz_target!(|bytes: &[u8]| {
    let magics: [&[u8]; 3] = [b"", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", b"\x28\xb5\x2f\xfd"];
    for magic in magics {
        let packed = [magic, bytes].concat();
        let Some(compression) = Compression::of(&packed) else { continue };
        let Ok(unpacked) = decompress(&packed[..], compression) else { continue };
        if let Err(error) = unpacked.take(MOST).read_to_end(&mut Vec::new()) {
            assert!(error.to_string().contains(" data is "), "{error}");
        }
    }
});
