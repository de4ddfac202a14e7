//! Bytes that declare their encoding: what they look like counts first, what they declare second.

use super::markup::declared_charset;
use crate::text::{DecodeError, Decoded, Encoding, decode};

/// Decodes a page or feed. A declaration is wrong on a third to a half of the pages whose content and declaration differ,
/// so it decides only where the content leaves doubt: where the guess has bytes that are no characters and the declaration
/// has fewer, or where the guess is an encoding of single bytes, in which anything can be read.
pub(super) fn decode_declared(bytes: &[u8], encoding: Encoding) -> Result<Decoded, DecodeError> {
    let guess = decode(bytes, encoding);
    let Some(declared) = declared_charset(bytes).filter(|_| encoding == Encoding::Auto) else { return guess };
    match guess {
        Ok(guess) if guess.replaced == 0 && (guess.encoding.starts_with("UTF") || !is_single_byte(guess.encoding)) => {
            Ok(guess)
        }
        Ok(guess) => {
            let by_label = decode(bytes, Encoding::Label(declared))?;
            let fits = by_label.replaced == 0 && !declared.is_single_byte();
            Ok(if fits || by_label.replaced < guess.replaced { by_label } else { guess })
        }
        Err(error @ DecodeError::Binary { .. }) => Err(error),
        Err(error) => match decode(bytes, Encoding::Label(declared)) {
            Ok(decoded) if decoded.replaced == 0 => Ok(decoded),
            _ => Err(error),
        },
    }
}

fn is_single_byte(name: &str) -> bool {
    encoding_rs::Encoding::for_label(name.as_bytes()).is_some_and(encoding_rs::Encoding::is_single_byte)
}

/// What is told of bytes that were replaced.
pub(super) fn replaced(decoded: &Decoded) -> Vec<String> {
    match decoded.replaced {
        0 => Vec::new(),
        1 => vec![format!("1 byte sequence is no {} and was replaced", decoded.encoding)],
        n => vec![format!("{n} byte sequences are no {} and were replaced", decoded.encoding)],
    }
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
    }
}
