//! The folded view: a text comes in, the text that names and words are looked up in goes out, with a map back.
//!
//! Gazetteers and word lists know one form of a name; texts write it in Traditional or Simplified characters, full-width
//! or not, with curly apostrophes or accents, with five kinds of middle dots, with zero-width characters inside. Instead
//! of changing the text, matching and segmentation read this view, and what they find is mapped back.
//!
//! - One character at a time, each to exactly one: Traditional to Simplified, accented Latin letters to plain ones,
//!   full-width letters, digits and `＆－．＋／＿＠＃％＄` to ASCII, middle dots to `·`, apostrophes to `'`, hyphens and the
//!   en dash to `-`. Chinese punctuation stays, as do æ, œ, þ and ß. The tables are under `src/text/tables`.
//! - Left out: zero-width characters, soft hyphens, variation selectors, direction controls, and accents of their own
//!   behind a Latin letter, so that composed and decomposed text fold alike.
//! - A run of white space folds to one character: to a blank without a line break, and also with a single one between
//!   letters or digits of scripts that write blanks (`United` / `Nations`); else to `\n`.
//! - Blanks inside a spaced-out Han name are left out: those between two characters that stand alone (with no letter or
//!   digit on the other side), or beside two such in a row, as in 习 近 平出席. 大會 國民黨 keeps its blank, and so do
//!   headlines with one lone character (仲裁 陸：停止).
//! - A full-width full stop between two Han characters is a middle dot (唐納．川普), else `.`.

mod map;
mod rules;
mod scan;

use std::borrow::Cow;

pub(in crate::text) use map::ceil;
pub(crate) use map::floor;
pub(in crate::text) use rules::single;
pub(crate) use rules::{code_points, is_han, plain_han};

use crate::Span;
use map::FoldMap;

/// A text in its folded form, with the way back to the original.
///
/// ```
/// use diglot::Span;
/// use diglot::text::fold;
///
/// let text = "總統：Ｅmmanuel\u{a0}Macron’s";
/// let folded = fold(text);
/// assert_eq!(folded.as_str(), "总统：Emmanuel Macron's");
/// let name = Span::new(9, 24);
/// assert_eq!(name.of(folded.as_str()), "Emmanuel Macron");
/// assert_eq!(folded.to_original(name).of(text), "Ｅmmanuel\u{a0}Macron");
/// ```
#[derive(Clone, Debug)]
pub struct Folded<'t> {
    original: &'t str,
    folded: Cow<'t, str>,
    map: FoldMap,
}

impl<'t> Folded<'t> {
    /// The folded text; the original itself if nothing had to change.
    pub fn as_str(&self) -> &str {
        &self.folded
    }

    /// The original text.
    pub fn original(&self) -> &'t str {
        self.original
    }

    /// The original characters behind a span of the folded text, both in bytes: from the first kept character to the end
    /// of the last one. What was left out at the edges is not part of it, what was left out inside is. Takes time in the
    /// logarithm of the number of places where something was left out or changed its length.
    #[inline]
    pub fn to_original(&self, span: Span) -> Span {
        let boundary = |at| self.folded.is_char_boundary(at);
        if self.map.is_identity() && boundary(span.start) && boundary(span.end) {
            return span;
        }
        map::original_span(&self.map, &self.folded, self.original, span)
    }

    /// Where, in bytes of the folded text, the first kept character at or behind a byte offset of the original stands; the
    /// length of the folded text if there is none.
    pub fn to_folded(&self, offset: usize) -> usize {
        self.map.to_folded(map::ceil(self.original, offset), self.folded.len())
    }

    /// The folded text of a span of the original, both in bytes.
    pub fn to_folded_span(&self, span: Span) -> Span {
        Span::new(self.to_folded(span.start), self.to_folded(span.end))
    }
}

/// The folded view of a text.
pub fn fold(text: &str) -> Folded<'_> {
    let (folded, map) = scan::fold(text, true);
    Folded { original: text, folded, map }
}

/// A text as its own folded view: nothing is folded.
pub(crate) fn unfolded(text: &str) -> Folded<'_> {
    Folded { original: text, folded: Cow::Borrowed(text), map: FoldMap::default() }
}

/// A name of a gazetteer, folded like the texts that it is looked for in; blanks between Han characters stay.
///
/// ```
/// assert_eq!(diglot::text::fold_name("裴洛西・Pelosi"), "裴洛西·Pelosi");
/// ```
pub fn fold_name(name: &str) -> String {
    scan::fold(name, false).0.into_owned()
}

#[cfg(test)]
mod tests;
