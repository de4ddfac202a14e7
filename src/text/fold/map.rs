//! Offsets of the folded view and of the original text, each from the other.

use crate::Span;

/// A stretch in which the folded and the original text run at one distance in bytes. It reaches to the next piece, whose
/// start tells what the last character of this one really took, with all that was left out behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    folded: usize,
    original: usize,
}

/// The map between a folded and an original text. A piece takes 16 bytes and is only there where the distance changes:
/// Traditional to Simplified, at three bytes each, makes none.
#[derive(Clone, Debug, Default)]
pub(super) struct FoldMap {
    pieces: Vec<Piece>,
}

impl FoldMap {
    /// Says that the character at `folded` stands for what begins at `original`. Offsets must not go back.
    pub(super) fn align(&mut self, folded: usize, original: usize) {
        let last = self.pieces.last().copied().unwrap_or(Piece { folded: 0, original: 0 });
        if original - last.original == folded - last.folded {
            return;
        }
        // Two things left out in one place make one piece.
        match self.pieces.last_mut() {
            Some(last) if last.folded == folded => last.original = original,
            _ => self.pieces.push(Piece { folded, original }),
        }
    }

    /// Where the character at `folded` begins in the original.
    pub(super) fn to_original(&self, folded: usize) -> usize {
        let behind = self.pieces.partition_point(|piece| piece.folded <= folded);
        match behind.checked_sub(1).and_then(|last| self.pieces.get(last)) {
            Some(piece) => piece.original + (folded - piece.folded),
            None => folded,
        }
    }

    /// Where the first kept character at or behind `original` stands in the folded text of `len` bytes.
    pub(super) fn to_folded(&self, original: usize, len: usize) -> usize {
        let behind = self.pieces.partition_point(|piece| piece.original <= original);
        let folded = match behind.checked_sub(1).and_then(|last| self.pieces.get(last)) {
            Some(piece) => piece.folded + (original - piece.original),
            None => original,
        };
        // Behind the last character of a piece the distance is that of the next one. Folding never makes a character
        // longer, so that from there on the sum lies at or beyond the start of the next piece.
        folded.min(self.pieces.get(behind).map_or(len, |next| next.folded))
    }

    /// Whether both texts run side by side to their ends.
    #[inline]
    pub(super) fn is_identity(&self) -> bool {
        self.pieces.is_empty()
    }

    /// How many pieces there are.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.pieces.len()
    }
}

/// The nearest character boundary at or before `offset`.
pub(crate) fn floor(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The nearest character boundary at or behind `offset`.
pub(in crate::text) fn ceil(text: &str, offset: usize) -> usize {
    (offset..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

/// The original characters behind a span of the folded text.
pub(super) fn original_span(map: &FoldMap, folded: &str, original: &str, span: Span) -> Span {
    let start_folded = floor(folded, span.start);
    let start = map.to_original(start_folded).min(original.len());
    let end = ceil(folded, span.end);
    let last = folded.get(start_folded..end).and_then(|kept| kept.char_indices().next_back());
    let Some((at, _)) = last else {
        return Span::new(start, start);
    };
    let last = map.to_original(start_folded + at);
    let len = original.get(last..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    Span::new(start, last + len)
}
