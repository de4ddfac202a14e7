//! A stream in any encoding as a stream of UTF-8. JSON lines, tables and lines are read piece by piece, so their encoding
//! is told by their first bytes, as [`decode`] tells that of a whole file.

use std::io::{self, BufRead, Read};

use encoding_rs::{DecoderResult, UTF_8};

use crate::text::{Encoding, Endian, decode};

/// Hands over a stream as UTF-8. What is no character in its encoding comes out as a byte that is none in UTF-8, so that who
/// reads on can tell and replace it; a stream that is UTF-8 already goes through as it is.
pub struct Utf8<R> {
    input: R,
    decoder: Option<Decoder>,
    ready: Vec<u8>,
    given: usize,
    ended: bool,
}

/// A byte that no UTF-8 holds.
const DAMAGE: u8 = 0xff;

/// So much is decoded at a time.
const PIECE: usize = 1 << 16;

impl<R: BufRead> Utf8<R> {
    /// A stream of UTF-8 from `input`, whose encoding is told by what its buffer holds at first.
    ///
    /// # Errors
    /// What `input` says, and [`io::ErrorKind::InvalidData`] with a message if the first bytes are no text.
    pub fn new(mut input: R, encoding: Encoding) -> io::Result<Self> {
        let decoder = decoder(input.fill_buf()?, encoding)?;
        Ok(Utf8 { input, decoder, ready: Vec::new(), given: 0, ended: false })
    }

    fn refill(&mut self, decoder: &mut Decoder) -> io::Result<()> {
        let bytes = self.input.fill_buf()?;
        let bytes = bytes.get(..bytes.len().min(PIECE)).unwrap_or_default();
        let last = bytes.is_empty();
        let (read, is_done) = decoder.decode(bytes, &mut self.ready);
        self.given = 0;
        self.ended = last && is_done;
        self.input.consume(read);
        Ok(())
    }
}

/// What turns a stream into UTF-8, piece by piece.
enum Decoder {
    Legacy(encoding_rs::Decoder),
    /// UTF-32, which encoding_rs leaves out, with the bytes of a unit that has not come whole.
    Utf32(Endian, Vec<u8>),
}

impl Decoder {
    /// Decodes the beginning of `bytes` into `out`, in place of what is there; no bytes are the end of the stream. Tells how
    /// many bytes it took, and whether nothing is left to come of them.
    fn decode(&mut self, bytes: &[u8], out: &mut Vec<u8>) -> (usize, bool) {
        match self {
            Decoder::Legacy(decoder) => {
                out.resize(PIECE * 3 + 64, 0);
                let (result, read, written) = decoder.decode_to_utf8_without_replacement(bytes, out, bytes.is_empty());
                out.truncate(written);
                if matches!(result, DecoderResult::Malformed(..)) {
                    out.push(DAMAGE);
                }
                (read, result == DecoderResult::InputEmpty)
            }
            Decoder::Utf32(endian, begun) => {
                out.clear();
                begun.extend_from_slice(bytes);
                let whole = if bytes.is_empty() { begun.len() } else { begun.len() / 4 * 4 };
                for unit in begun.get(..whole).unwrap_or_default().chunks(4) {
                    match endian.char(unit) {
                        Some(c) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
                        None => out.push(DAMAGE),
                    }
                }
                begun.drain(..whole);
                (bytes.len(), true)
            }
        }
    }
}

impl<R: BufRead> Read for Utf8<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let Some(mut decoder) = self.decoder.take() else { return self.input.read(out) };
        let mut result = Ok(());
        while result.is_ok() && self.given == self.ready.len() && !self.ended {
            result = self.refill(&mut decoder);
        }
        self.decoder = Some(decoder);
        result?;
        let ready = self.ready.get(self.given..).unwrap_or_default();
        let piece = ready.get(..ready.len().min(out.len())).unwrap_or_default();
        out.get_mut(..piece.len()).unwrap_or_default().copy_from_slice(piece);
        self.given += piece.len();
        Ok(piece.len())
    }
}

/// What turns a stream that begins so into UTF-8; none if it is UTF-8.
fn decoder(head: &[u8], encoding: Encoding) -> io::Result<Option<Decoder>> {
    // The mark of UTF-32LE begins with that of UTF-16LE.
    if let Some(endian) = Endian::of_mark(head) {
        return Ok(Some(Decoder::Utf32(endian, Vec::new())));
    }
    let marked = encoding_rs::Encoding::for_bom(head).map(|(encoding, _)| encoding);
    let found = match (marked, encoding) {
        (Some(marked), _) => marked,
        (None, Encoding::Label(label)) => label,
        (None, encoding) if !is_plain(head) => {
            let decoded = decode(head, encoding).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
            match encoding_rs::Encoding::for_label(decoded.encoding.as_bytes()) {
                Some(known) => known,
                None => return Ok(Endian::of_name(decoded.encoding).map(|endian| Decoder::Utf32(endian, Vec::new()))),
            }
        }
        (None, _) => UTF_8,
    };
    // GBK is read as GB18030, of which it is a part.
    let found = if found == encoding_rs::GBK { encoding_rs::GB18030 } else { found };
    Ok((found != UTF_8).then(|| Decoder::Legacy(found.new_decoder_with_bom_removal())))
}

/// Whether bytes are UTF-8, but for a character that is cut off at the end of the buffer.
fn is_plain(head: &[u8]) -> bool {
    std::str::from_utf8(head).map_or_else(|error| error.error_len().is_none(), |_| true) && !head.contains(&0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], encoding: Encoding) -> String {
        let mut out = Vec::new();
        let input = io::BufReader::with_capacity(512, bytes);
        Utf8::new(input, encoding).and_then(|mut utf8| utf8.read_to_end(&mut out)).expect("a slice");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn encodings_are_told_by_the_first_bytes() {
        let text = "總統府表示，將於下週訪問東京。\n".repeat(400);
        for label in ["utf-8", "big5", "gb18030", "utf-16le", "utf-32le", "utf-32be"] {
            let bytes = match label {
                "utf-32le" => text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect(),
                "utf-32be" => text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect(),
                "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
                label => {
                    encoding_rs::Encoding::for_label(label.as_bytes()).expect("known").encode(&text).0.into_owned()
                }
            };
            assert_eq!(read(&bytes, Encoding::Auto), text, "{label}");
        }
    }

    #[test]
    fn damage_stays_damage() {
        let bytes = [b"a\xff\xffb", &encoding_rs::BIG5.encode("普京").0[..], b"\xa5"].concat();
        let input = io::BufReader::with_capacity(3, &bytes[..]);
        let mut out = Vec::new();
        let label = "big5".parse().expect("known");
        Utf8::new(input, label).and_then(|mut utf8| utf8.read_to_end(&mut out)).expect("a slice");
        assert_eq!(out, ["a".as_bytes(), b"\xff\xffb", "普京".as_bytes(), b"\xff"].concat());
    }

    #[test]
    fn units_of_utf32_may_come_in_pieces() {
        let mut bytes: Vec<u8> = "\u{feff}普京 😀".chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        bytes.extend_from_slice(b"\0\xd8\0\0a\0");
        for capacity in [4, 5, 7, 64] {
            let input = io::BufReader::with_capacity(capacity, &bytes[..]);
            let mut out = Vec::new();
            Utf8::new(input, Encoding::Auto).and_then(|mut utf8| utf8.read_to_end(&mut out)).expect("a slice");
            assert_eq!(out, ["\u{feff}普京 😀".as_bytes(), b"\xff\xff"].concat(), "{capacity}");
        }
    }

    #[test]
    fn a_label_is_heeded_and_a_mark_wins() {
        assert_eq!(read(b"\xa5\x78\xc6\x57", "big5".parse().expect("known")), "台灣");
        assert_eq!(read("\u{feff}台灣".as_bytes(), "big5".parse().expect("known")), "\u{feff}台灣");
    }
}
