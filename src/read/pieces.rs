//! A text too long for one document: it comes in pieces that end where a line or a sentence ends, each with its place in
//! the whole, so that a file of any length passes in little memory.

use std::io::{self, BufRead};

use encoding_rs::{Decoder, DecoderResult, UTF_8};

use super::line::replaced;
use super::{Read, RecordError, Records};
use crate::lang::{language_spans, sentences};
use crate::text::{Document, Offsets, Piece};

/// A text of more bytes than this is read in pieces of about so many: as long as a novel, so that few pieces part a name
/// from its first mention.
pub const PIECE_BYTES: usize = 1 << 20;

/// The end of a piece is looked for in so many of its last bytes.
const TAIL: usize = 1 << 14;

/// Reads one text as a row of documents.
///
/// ```
/// use diglot::read::{Records, TextPieces};
///
/// let mut pieces = TextPieces::new("普京訪華。Putin arrived.\nXi met him.".as_bytes(), "wire.txt").size(32);
/// let mut found = Vec::new();
/// while let Some(Ok(read)) = pieces.next_record()? {
///     let start = read.document.piece().map(|piece| piece.start.bytes);
///     found.push((read.document.id, start, read.document.text));
/// }
/// let piece = |id: &str, start, text: &str| (id.to_owned(), Some(start), text.to_owned());
/// assert_eq!(found, [
///     piece("wire.txt#1", 0, "普京訪華。Putin arrived.\n"),
///     piece("wire.txt#2", 30, "Xi met him."),
/// ]);
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct TextPieces<R> {
    input: R,
    name: String,
    size: usize,
    decoder: Decoder,
    /// What was decoded and not yet given.
    text: String,
    replaced: usize,
    /// Where `text` begins in the whole.
    start: Offsets,
    number: usize,
    ended: bool,
    /// Why the stream ended too early: told behind the last piece.
    fault: Option<io::Error>,
}

impl<R: BufRead> TextPieces<R> {
    /// A reader of `input`, which is UTF-8. The pieces' source is `name`, their ids are `name#1`, `name#2` ...
    pub fn new(input: R, name: &str) -> Self {
        TextPieces {
            input,
            name: name.to_owned(),
            size: PIECE_BYTES,
            decoder: UTF_8.new_decoder_with_bom_removal(),
            text: String::new(),
            replaced: 0,
            start: Offsets::default(),
            number: 0,
            ended: false,
            fault: None,
        }
    }

    /// Pieces of `size` bytes at most, but for one character that is longer.
    #[must_use]
    pub fn size(mut self, size: usize) -> Self {
        self.size = size;
        self
    }

    fn fill(&mut self) -> io::Result<()> {
        while !self.ended && self.text.len() <= self.size {
            let bytes = match self.input.fill_buf() {
                Ok(bytes) => bytes,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            self.ended = bytes.is_empty();
            let mut rest = bytes.get(..bytes.len().min(TAIL)).unwrap_or_default();
            let taken = rest.len();
            loop {
                self.text.reserve(rest.len() + 4);
                let (result, read) =
                    self.decoder.decode_to_string_without_replacement(rest, &mut self.text, self.ended);
                rest = rest.get(read..).unwrap_or_default();
                match result {
                    DecoderResult::InputEmpty => break,
                    DecoderResult::OutputFull => {}
                    DecoderResult::Malformed(..) => {
                        self.text.push(char::REPLACEMENT_CHARACTER);
                        self.replaced += 1;
                    }
                }
            }
            self.input.consume(taken);
        }
        Ok(())
    }
}

impl<R: BufRead> Records for TextPieces<R> {
    fn next_record(&mut self) -> io::Result<Option<Result<Read, RecordError>>> {
        if let Err(fault) = self.fill() {
            (self.ended, self.fault) = (true, Some(fault));
        }
        if self.text.is_empty() {
            return self.fault.take().map_or(Ok(None), Err);
        }
        let cut = if self.text.len() <= self.size { self.text.len() } else { end_of_piece(&self.text, self.size) };
        let rest = self.text.split_off(cut);
        let text = std::mem::replace(&mut self.text, rest);
        self.number += 1;
        let piece = Piece { number: self.number, start: self.start };
        self.start += Offsets::of(&text);
        let mut document = Document::new(format!("{}#{}", self.name, self.number), text).with_source(&self.name);
        document.details.get_or_insert_default().piece = Some(piece);
        let warnings = match std::mem::take(&mut self.replaced) {
            0 => Vec::new(),
            n => vec![replaced(n)],
        };
        Ok(Some(Ok(Read { document, warnings })))
    }
}

/// Where a piece of at most `size` bytes of a longer text ends: behind its last line, else its last sentence, else its last
/// blank, else its last character.
fn end_of_piece(text: &str, size: usize) -> usize {
    let boundary = |at: &usize| text.is_char_boundary(*at);
    let last = (1..=size).rev().find(boundary).or_else(|| (size..=text.len()).find(boundary)).unwrap_or(text.len());
    let first = (last.saturating_sub(TAIL)..last).find(boundary).unwrap_or_default();
    let tail = text.get(first..last).unwrap_or_default();
    let line = tail.rfind('\n').map(|at| at + 1);
    // Where the last sentence begins, the one before has ended for sure.
    let sentence = || sentences(tail, &language_spans(tail)).last().map(|sentence| sentence.span.start);
    let blank = || tail.rfind(' ').map(|at| at + 1);
    let end = line.or_else(|| sentence().filter(|&start| start > 0)).or_else(blank).filter(|&end| end > 0);
    end.map_or(last, |end| first + end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pieces(bytes: &[u8], size: usize) -> Vec<Read> {
        let mut reader = TextPieces::new(io::BufReader::with_capacity(7, bytes), "a").size(size);
        std::iter::from_fn(|| reader.next_record().expect("a slice")).map(|read| read.expect("text")).collect()
    }

    fn texts(text: &str, size: usize) -> Vec<String> {
        pieces(text.as_bytes(), size).into_iter().map(|read| read.document.text).collect()
    }

    #[test]
    fn a_piece_ends_with_a_line_a_sentence_a_word_or_a_character() {
        assert_eq!(texts("One. Two.\nThree. Four", 16), ["One. Two.\n", "Three. Four"]);
        assert_eq!(texts("他来了。她走了。他们都", 27), ["他来了。她走了。", "他们都"]);
        assert_eq!(texts("one two three", 9), ["one two ", "three"]);
        assert_eq!(texts("甲乙丙丁", 7), ["甲乙", "丙丁"]);
        assert_eq!(texts("😀😀", 2), ["😀", "😀"]);
    }

    #[test]
    fn damage_is_counted_once() {
        let told: Vec<_> =
            pieces(b"ab \xff cd\n\xe4\xb8\xad\xff\xff", 9).into_iter().flat_map(|read| read.warnings).collect();
        assert_eq!(told, ["3 byte sequences are no characters and were replaced"]);
    }

    #[test]
    fn what_came_before_a_fault_is_given() {
        struct Fails;
        impl io::Read for Fails {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("cut off"))
            }
        }
        let stream = io::BufReader::new(io::Read::chain("One. Two.\nThree".as_bytes(), Fails));
        let mut reader = TextPieces::new(stream, "a").size(12);
        let mut next = || reader.next_record().map(|read| read.map(|read| read.expect("text").document.text));
        assert_eq!(next().expect("a piece").as_deref(), Some("One. Two.\n"));
        assert_eq!(next().expect("a piece").as_deref(), Some("Three"));
        assert!(next().is_err_and(|error| error.to_string() == "cut off"));
        assert_eq!(next().expect("the end"), None);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_places_are_true(text in "[a中é😀 .。\n]{0,80}", size in 1..40usize) {
            let mut whole = String::new();
            for read in pieces(text.as_bytes(), size) {
                let piece = read.document.piece().expect("a piece");
                prop_assert_eq!(piece.start, Offsets::of(&whole));
                whole += &read.document.text;
            }
            prop_assert_eq!(whole, text);
        }
    }
}
