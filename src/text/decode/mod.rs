//! Bytes to text: what a file says about itself first, then what its bytes look like.
//!
//! The order of the guess: byte order mark; magic number of a binary format; UTF-32 and UTF-16 without a mark; valid
//! UTF-8; UTF-8 with some damage; EUC-TW, which is refused; at last chardetng, as Firefox does. GBK and GB2312 are always
//! read as GB18030, of which they are parts.

mod binary;
mod declared;
mod encoding;
mod euc_tw;
mod unicode;

pub use encoding::{DecodeError, Encoding};

use encoding_rs::{BIG5, DecoderResult, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};
pub(crate) use unicode::Endian;
use unicode::Wide;

/// A decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding's name as in the WHATWG Encoding Standard, or `UTF-32LE`, `UTF-32BE`.
    pub encoding: &'static str,
    /// How many byte sequences were no characters and became U+FFFD.
    pub replaced: usize,
}

/// UTF-8 is taken as damaged, rather than as no UTF-8, while at most one in this many of its bytes beyond ASCII is bad.
/// Text in a legacy encoding has 62 to 88 bad ones in a hundred (34 feeds and pages in Big5, GB2312, EUC-KR and EUC-TW).
/// The share is one of the bytes beyond ASCII, since a page in Big5 can be ASCII for 97 in a hundred bytes.
const ONE_BAD_IN: usize = 5;

/// Decodes bytes. A byte order mark wins over a label, as the Encoding Standard has it.
///
/// The text and the bytes are all that is held in memory. No bytes give an empty text. Control characters are kept; more of
/// them than one in twenty bytes (and than eight in all) speak of binary data. Guesses need something to go on: a line of
/// less than five Han characters in a legacy encoding, or of twenty in UTF-16 without mark, line break and blank, can fail.
///
/// ```
/// use diglot::text::{Encoding, decode};
///
/// let big5 = decode(b"\xa5\x78\xc6\x57", "big5".parse()?)?;
/// assert_eq!((big5.text.as_str(), big5.encoding), ("台灣", "Big5"));
/// assert_eq!(decode("台灣".as_bytes(), Encoding::Auto)?.encoding, "UTF-8");
/// # Ok::<(), diglot::text::DecodeError>(())
/// ```
///
/// # Errors
/// [`DecodeError::Binary`] if the bytes are no text (but not with [`Encoding::Label`]), [`DecodeError::Unsupported`] if they
/// are in an encoding that is not read.
pub fn decode(bytes: &[u8], encoding: Encoding) -> Result<Decoded, DecodeError> {
    if let Some(decoded) = marked(bytes) {
        return Ok(decoded);
    }
    match encoding {
        Encoding::Label(encoding) => Ok(legacy(bytes, encoding)),
        Encoding::Declared(encoding) => declared::weigh(bytes, guess(bytes), encoding),
        Encoding::Auto => guess(bytes),
    }
}

/// Decodes bytes that begin with a byte order mark.
fn marked(bytes: &[u8]) -> Option<Decoded> {
    // The mark of UTF-32LE begins with that of UTF-16LE.
    if let Some(endian) = Endian::of_mark(bytes) {
        return Some(unicode::utf32(bytes.get(4..)?, endian));
    }
    let (encoding, mark) = encoding_rs::Encoding::for_bom(bytes)?;
    Some(legacy(bytes.get(mark..)?, encoding))
}

fn guess(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    if let Some(looks_like) = binary::magic(bytes) {
        return Err(DecodeError::Binary { looks_like });
    }
    let utf8 = std::str::from_utf8(bytes);
    let controls = binary::controls(bytes);
    if controls > 0 {
        match unicode::without_mark(bytes, utf8.is_ok(), controls) {
            Some(Wide::Utf32(endian)) => return Ok(unicode::utf32(bytes, endian)),
            Some(Wide::Utf16(Endian::Little)) => return Ok(legacy(bytes, UTF_16LE)),
            Some(Wide::Utf16(Endian::Big)) => return Ok(legacy(bytes, UTF_16BE)),
            None if binary::too_many(controls, bytes.len()) => {
                return Err(DecodeError::Binary { looks_like: "binary data" });
            }
            None => {}
        }
    }
    if let Ok(text) = utf8 {
        return Ok(Decoded { text: text.to_owned(), encoding: UTF_8.name(), replaced: 0 });
    }
    if is_damaged_utf8(bytes) {
        return Ok(legacy(bytes, UTF_8));
    }
    if euc_tw::looks_like(bytes) {
        return Err(DecodeError::Unsupported { encoding: "EUC-TW" });
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    Ok(legacy(bytes, detector.guess(None, chardetng::Utf8Detection::Deny)))
}

/// Whether bytes that are not valid UTF-8 are so nearly, or but for a character cut off at the end.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let beyond_ascii = bytes.iter().filter(|b| !b.is_ascii()).count();
    let bad: usize = bytes.utf8_chunks().map(|chunk| chunk.invalid().len()).sum();
    let cut_off = std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none());
    bad * ONE_BAD_IN <= beyond_ascii || cut_off && bad < beyond_ascii
}

/// Decodes by encoding_rs, counting what is replaced.
fn legacy(bytes: &[u8], encoding: &'static encoding_rs::Encoding) -> Decoded {
    let encoding = if encoding == GBK { GB18030 } else { encoding };
    let mut decoder = encoding.new_decoder_without_bom_handling();
    // Two bytes of Han make three of UTF-8.
    let two_bytes = [BIG5, GB18030, UTF_16LE, UTF_16BE].contains(&encoding);
    let extra = if two_bytes { bytes.len() / 2 } else { bytes.len() / 16 };
    let mut text = String::with_capacity(bytes.len() + extra + 16);
    let mut rest = bytes;
    let mut replaced = 0;
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        rest = rest.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => text.reserve(text.len() / 8 + 64),
            DecoderResult::Malformed(..) => {
                text.push(char::REPLACEMENT_CHARACTER);
                replaced += 1;
            }
        }
    }
    Decoded { text, encoding: encoding.name(), replaced }
}

#[cfg(test)]
mod tests;
