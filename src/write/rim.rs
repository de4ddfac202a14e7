//! The rim: spans in bytes come in, places in the unit of the output go out, counted in the field that they lie in.
//!
//! A document of one text has one field without a name. One that was joined from several (a title and a body) counts
//! offsets in each by itself, so that a record's offsets slice the text of the field that it names.

use crate::Span;
use crate::text::{Document, OffsetIndex, OffsetUnit};

/// Where something stands, in the unit of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place<'a> {
    /// The field that the offsets count in; none if the document is one text.
    pub(crate) field: Option<&'a str>,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// Counts the offsets of one document.
#[derive(Clone, Debug)]
pub(crate) struct Rim<'a> {
    document: &'a Document,
    index: OffsetIndex<'a>,
    /// Where the document begins in a longer text.
    origin: usize,
}

impl<'a> Rim<'a> {
    pub(crate) fn new(document: &'a Document, unit: OffsetUnit) -> Self {
        let origin = document.origin().in_unit(unit);
        Rim { document, index: OffsetIndex::new(&document.text, unit), origin }
    }

    /// Where a byte of the document stands in its whole text.
    fn offset(&self, byte: usize) -> usize {
        self.origin + self.index.offset(byte)
    }

    /// The place of a span that lies in one field; none if it does not.
    pub(crate) fn at(&self, span: Span) -> Option<Place<'a>> {
        if self.document.parts.is_empty() {
            return Some(Place { field: None, start: self.offset(span.start), end: self.offset(span.end) });
        }
        self.pieces(span).next().filter(|(piece, _)| *piece == span).map(|(_, place)| place)
    }

    /// The parts of a span by field, with their bytes: a stretch of one language can cross from the title into the body.
    pub(super) fn pieces(&self, span: Span) -> impl Iterator<Item = (Span, Place<'a>)> {
        let whole = self.document.parts.is_empty().then(|| {
            let place = Place { field: None, start: self.offset(span.start), end: self.offset(span.end) };
            (span, place)
        });
        let within = self.document.parts.iter().filter(move |part| part.span.overlaps(span)).map(move |part| {
            let piece = Span::new(span.start.max(part.span.start), span.end.min(part.span.end));
            let origin = self.index.offset(part.span.start);
            let offset = |at| self.index.offset(at).saturating_sub(origin);
            (piece, Place { field: Some(part.name.as_str()), start: offset(piece.start), end: offset(piece.end) })
        });
        whole.into_iter().chain(within)
    }

    /// Whether a span lies in page furniture.
    pub(super) fn in_furniture(&self, span: Span) -> bool {
        let furniture = self.document.details.as_ref().map_or(&[][..], |details| &details.furniture);
        let next = furniture.partition_point(|stretch| stretch.end <= span.start);
        furniture.get(next).is_some_and(|stretch| stretch.contains(span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_in_their_field() {
        let document = Document::from_parts("a", [("title", "普京訪華"), ("text", "Putin 到了")]);
        let rim = Rim::new(&document, OffsetUnit::Char);
        let at = |start, end| rim.at(Span::new(start, end)).map(|place| (place.field, place.start, place.end));
        assert_eq!(at(0, 6), Some((Some("title"), 0, 2)));
        assert_eq!(at(14, 19), Some((Some("text"), 0, 5)));
        assert_eq!(at(9, 19), None, "it crosses from one field into the other");
        let pieces: Vec<_> = rim.pieces(Span::new(0, 19)).map(|(piece, _)| piece.of(&document.text)).collect();
        assert_eq!(pieces, ["普京訪華", "Putin"]);
    }
}
