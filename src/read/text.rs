//! A file that is one document.

use super::Read;
use crate::text::{DecodeError, Document, Encoding, decode};

/// Decodes a whole file. The document's id and source are `name`.
///
/// # Errors
/// [`DecodeError`] if the bytes are no text.
pub fn text_document(name: &str, bytes: &[u8], encoding: Encoding) -> Result<Read, DecodeError> {
    let decoded = decode(bytes, encoding)?;
    let warnings = match decoded.replaced {
        0 => Vec::new(),
        1 => vec![format!("1 byte sequence is no {} and was replaced", decoded.encoding)],
        n => vec![format!("{n} byte sequences are no {} and were replaced", decoded.encoding)],
    };
    Ok(Read { document: Document::new(name, decoded.text).with_source(name), warnings })
}
