//! Bytes that declare their encoding: what they look like counts first, what they declare second.

use super::markup::declared_charset;
pub(super) use super::text::replaced;
use crate::text::{DecodeError, Decoded, Encoding, decode};

/// Decodes a page or feed: by content, then by its own declaration, then by that of who sent it.
pub(super) fn decode_declared(bytes: &[u8], encoding: Encoding) -> Result<Decoded, DecodeError> {
    let own = declared_charset(bytes).filter(|_| !matches!(encoding, Encoding::Label(_)));
    decode(bytes, own.map_or(encoding, Encoding::Declared))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_counts_before_the_declaration() {
        let page =
            |charset: &str| format!("<meta charset={charset}><p>總統府表示，總統將於下週訪問東京，並會見首相。</p>");
        let read = |bytes: &[u8]| decode_declared(bytes, Encoding::Auto).map(|decoded| decoded.encoding);
        let big5 = |charset: &str| encoding_rs::BIG5.encode(&page(charset)).0.into_owned();
        assert_eq!(read(page("big5").as_bytes()), Ok("UTF-8"), "declared wrongly");
        assert_eq!(read(&big5("utf-8")), Ok("Big5"), "declared wrongly");
        assert_eq!(read(&big5("big5")), Ok("Big5"));
        let short = encoding_rs::BIG5.encode("<meta charset=big5><p>普丁").0.into_owned();
        assert_eq!(read(&short), Ok("Big5"), "too short to be guessed");
        let silent = encoding_rs::BIG5.encode("<p>普丁").0.into_owned();
        let sent = |charset| decode_declared(&silent, Encoding::Declared(charset)).map(|decoded| decoded.encoding);
        assert_eq!(sent(encoding_rs::BIG5), Ok("Big5"), "declared by the server alone");
        assert_eq!(sent(encoding_rs::UTF_8).map(|name| name == "UTF-8"), Ok(false), "declared wrongly by the server");
    }
}
