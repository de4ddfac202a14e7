//! Words of everything that is no Chinese: UAX #29 words, with what UAX #29 cuts apart put together again.
//!
//! `U.S.`, `COVID-19`, `F-35`, `AT&T`, web and e-mail addresses, @handles and #tags are one word each; `don't`, `3.14` and
//! `1,234.5` are so by UAX #29 itself.

use unicode_segmentation::UnicodeSegmentation;

use crate::Span;
use crate::lang::{is_initialism, units};

/// The words of `text[run]` as spans of `text`. Blanks are left out.
pub(super) fn words(text: &str, run: Span, mut emit: impl FnMut(Span)) {
    // A comma between two runs of Chinese: what most calls are about.
    let mut chars = run.of(text).chars();
    if let (Some(mark), None) = (chars.next(), chars.next()) {
        if !mark.is_whitespace() {
            emit(run);
        }
        return;
    }
    let mut at = run.start;
    for unit in units(text, run) {
        uax29(text, Span::new(at, unit.start), &mut emit);
        emit(unit);
        at = unit.end;
    }
    uax29(text, Span::new(at, run.end), &mut emit);
}

/// Words by UAX #29. Plain words between blanks need no rules and are most of what English is.
fn uax29(text: &str, run: Span, emit: &mut impl FnMut(Span)) {
    let bytes = text.as_bytes().get(..run.end).unwrap_or_default();
    let mut at = run.start;
    while at < run.end {
        let rest = bytes.get(at..).unwrap_or_default();
        if rest.first() == Some(&b' ') && rest.get(1).is_some_and(u8::is_ascii_alphabetic) {
            at += 1;
        } else if let Some(len) = plain_word(rest) {
            emit(Span::new(at, at + len));
            at += len;
            if let Some(mark) = bytes.get(at).filter(|&&b| b != b' ') {
                debug_assert!(mark.is_ascii_punctuation());
                emit(Span::new(at, at + 1));
                at += 1;
            }
        } else {
            let plain = rest.windows(2).position(|pair| matches!(pair, [b' ', b'A'..=b'Z' | b'a'..=b'z']));
            let end = plain.filter(|&len| len > 0).map_or(run.end, |len| at + len);
            by_rules(text, Span::new(at, end), emit);
            at = end;
        }
    }
}

/// The length of the word of two ASCII letters and more that begins here, if a blank or the end, or one stop and then
/// these, stand behind it.
fn plain_word(rest: &[u8]) -> Option<usize> {
    let len = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    // What has no width may follow a blank and belong to it.
    let ends = |at: usize| match rest.get(at) {
        None => true,
        Some(b' ') => rest.get(at + 1).is_none_or(u8::is_ascii),
        Some(_) => false,
    };
    let stop = matches!(rest.get(len), Some(b'.' | b',' | b';' | b':' | b'!' | b'?'));
    (len > 1 && (ends(len) || stop && ends(len + 1))).then_some(len)
}

fn by_rules(text: &str, run: Span, emit: &mut impl FnMut(Span)) {
    let mut held: Option<Span> = None;
    for (offset, piece) in run.of(text).split_word_bound_indices() {
        let span = Span::new(run.start + offset, run.start + offset + piece.len());
        held = match held {
            Some(word) if joins(word.of(text), piece, text.get(span.end..run.end).unwrap_or_default()) => {
                Some(Span::new(word.start, span.end))
            }
            Some(word) => {
                emit(word);
                word_or_none(span, piece)
            }
            None => word_or_none(span, piece),
        };
    }
    held.into_iter().for_each(emit);
}

/// A piece that is more than blanks, without those at its start (a joiner behind a blank makes one piece with it).
fn word_or_none(span: Span, piece: &str) -> Option<Span> {
    let word = piece.trim_start();
    (!word.is_empty()).then_some(Span::new(span.end - word.len(), span.end))
}

/// No word is put together that is longer, in bytes.
const LONGEST: usize = 64;

/// Whether `piece` continues `word`, given what follows the piece.
fn joins(word: &str, piece: &str, after: &str) -> bool {
    let letter_digit = |c: char| c.is_alphanumeric();
    let next = after.chars().next();
    match piece {
        // —— …… --- 。。。: one mark, repeated
        _ if is_repeated(word, piece) => true,
        _ if word.len() > LONGEST => false,
        // U.S. U.S.A. a.m.
        "." => is_initialism(word),
        // C++, C#, A+
        "+" | "#" => word.trim_end_matches('+').chars().all(char::is_alphabetic) && !next.is_some_and(letter_digit),
        // 2025-09-02: a date
        "-" if is_date(word) => next.is_some_and(|c| c.is_ascii_digit()),
        // COVID-19, F-35, Su-27: letters, a hyphen, a digit
        "-" => {
            word.chars().all(char::is_alphanumeric)
                && word.chars().any(char::is_alphabetic)
                && next.is_some_and(|c| c.is_ascii_digit())
        }
        // AT&T
        "&" => word.chars().all(char::is_uppercase) && next.is_some_and(char::is_uppercase),
        _ => {
            let glued = word.len() > 1 && word.ends_with('-') && piece.starts_with(|c: char| c.is_ascii_digit());
            glued || (word.ends_with('&') && word.len() > 1 && piece.starts_with(letter_digit))
        }
    }
}

/// `2025` or `2025-09`: what is left of a date before its next hyphen.
fn is_date(word: &str) -> bool {
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
    match word.split_once('-') {
        None => digits(word, 4),
        Some((year, month)) => digits(year, 4) && digits(month, 2),
    }
}

/// Whether `piece` is the mark that `word` is made of: dashes, dots and the like. What begins and ends with one and holds
/// anything else is no word here.
fn is_repeated(word: &str, piece: &str) -> bool {
    const MARKS: &str = "—–-…。.·•=*~～_！!？?";
    piece.chars().all(|c| MARKS.contains(c) && word.starts_with(c) && word.ends_with(c))
}
