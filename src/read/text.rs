//! A file that is one document.

use super::Read;
use crate::text::{DecodeError, Decoded, Document, Encoding, decode};

/// Decodes a whole file. The document's id and source are `name`.
///
/// # Errors
/// [`DecodeError`] if the bytes are no text.
pub fn text_document(name: &str, bytes: &[u8], encoding: Encoding) -> Result<Read, DecodeError> {
    let decoded = decode(bytes, encoding)?;
    let warnings = replaced(&decoded);
    Ok(Read { document: Document::new(name, decoded.text).with_source(name), warnings })
}

/// What is told of bytes that were replaced.
pub(super) fn replaced(decoded: &Decoded) -> Vec<String> {
    match decoded.replaced {
        0 => Vec::new(),
        1 => vec![format!("1 byte sequence is no {} and was replaced", decoded.encoding)],
        n => vec![format!("{n} byte sequences are no {} and were replaced", decoded.encoding)],
    }
}
