//! Lines of a stream, none longer than a limit: what is longer is passed over, so that one line of gigabytes neither
//! fills the memory nor ends the run.

use std::borrow::Cow;
use std::io::{self, BufRead};

use encoding_rs::UTF_8;

use super::{Cause, Remedy};

/// What a stream gave for a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// The line is in the buffer, with its line break.
    Whole,
    /// The line had this many bytes, more than the limit; the buffer is empty.
    TooLong(u64),
}

/// The byte with which lines end in a stream that begins so: a line feed, or the carriage return alone of old Macs.
#[cfg(feature = "readers")]
pub(super) fn line_end(head: &[u8]) -> u8 {
    let first = memchr::memchr2(b'\r', b'\n', head);
    let mac =
        first.is_some_and(|at| head.get(at) == Some(&b'\r') && head.get(at + 1).is_none_or(|&next| next != b'\n'));
    if mac { b'\r' } else { b'\n' }
}

/// Reads the next line into `buffer`; none at the end of the stream.
pub(super) fn next_line(input: &mut impl BufRead, buffer: &mut Vec<u8>, limit: usize) -> io::Result<Option<Line>> {
    next_line_to(b'\n', input, buffer, limit)
}

/// The same for lines that end with another byte.
pub(super) fn next_line_to(
    ending: u8,
    input: &mut impl BufRead,
    buffer: &mut Vec<u8>,
    limit: usize,
) -> io::Result<Option<Line>> {
    buffer.clear();
    let mut length = 0_u64;
    loop {
        let available = match input.fill_buf() {
            Ok(available) => available,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let end = memchr::memchr(ending, available).map(|at| at + 1);
        let piece = available.get(..end.unwrap_or(available.len())).unwrap_or_default();
        length += piece.len() as u64;
        if length <= limit as u64 {
            buffer.extend_from_slice(piece);
        } else {
            // A buffer that has grown to the limit is given back.
            *buffer = Vec::new();
        }
        let (used, ended) = (piece.len(), end.is_some() || available.is_empty());
        input.consume(used);
        if ended {
            return Ok(match length {
                0 => None,
                length if length > limit as u64 => Some(Line::TooLong(length)),
                _ => Some(Line::Whole),
            });
        }
    }
}

/// A line, or a row of several, as text, and what is told of bytes in it that are no characters.
pub(super) fn as_text(bytes: &[u8], line: usize) -> (Cow<'_, str>, Option<String>) {
    // Of bytes without damage this is a check alone, and faster than that of the standard library.
    if let Some(text) = UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
        return (text, None);
    }
    let count = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    (String::from_utf8_lossy(bytes), Some(format!("line {line}: {}", replaced(count))))
}

/// What is told of so many byte sequences in a stream, whose encoding need not be UTF-8.
pub(super) fn replaced(count: usize) -> String {
    match count {
        1 => "1 byte sequence is no character and was replaced".to_owned(),
        n => format!("{n} byte sequences are no characters and were replaced"),
    }
}

/// What is told of a record beyond the limit.
pub(super) fn too_long(bytes: u64, limit: usize) -> Cause {
    let what = format!("{} MB in one record, the limit is {} MB", bytes / 1_000_000, limit / 1_000_000);
    Cause::new(what, Remedy::Limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaced_bytes_are_counted() {
        assert_eq!(as_text("普京".as_bytes(), 1), ("普京".into(), None));
        let (text, told) = as_text(b"a\xffb", 7);
        assert_eq!(text, "a\u{fffd}b");
        assert_eq!(told.as_deref(), Some("line 7: 1 byte sequence is no character and was replaced"));
        let (_, told) = as_text(b"\xff\xffb\xe4\xb8", 7);
        assert_eq!(told.as_deref(), Some("line 7: 3 byte sequences are no characters and were replaced"));
    }

    #[test]
    fn a_long_line_is_passed_over_and_the_rest_goes_on() {
        let mut input = io::BufReader::with_capacity(3, &b"ab\n0123456789\n\ncd"[..]);
        let mut buffer = Vec::new();
        let mut lines = Vec::new();
        while let Ok(Some(line)) = next_line(&mut input, &mut buffer, 4) {
            lines.push((line, String::from_utf8_lossy(&buffer).into_owned()));
        }
        let whole = |text: &str| (Line::Whole, text.to_owned());
        assert_eq!(lines, [whole("ab\n"), (Line::TooLong(11), String::new()), whole("\n"), whole("cd")]);
    }
}
