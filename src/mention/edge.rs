//! Edges and case of Latin names: pure looks at the characters around a hit.

use crate::Span;
use crate::gazetteer::is_word_letter;

/// How the case of a hit compares with the gazetteer's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CaseMatch {
    /// As written in the gazetteer.
    Same,
    /// All capitals.
    Capitals,
    /// Another case.
    Other,
}

/// Compares a hit with the surface that it was found by; both are equal but for ASCII case.
pub(crate) fn case_match(found: &str, surface: &str) -> CaseMatch {
    if found == surface {
        CaseMatch::Same
    } else if !found.bytes().any(|b| b.is_ascii_lowercase()) {
        CaseMatch::Capitals
    } else {
        CaseMatch::Other
    }
}

/// What may stand behind an apostrophe that ends a word.
const CONTRACTIONS: [&str; 7] = ["s", "d", "ll", "m", "re", "t", "ve"];

/// Whether a name at `span` stands free: no letter or digit touches an edge of the name that is a Latin letter or digit
/// itself. Han may touch Han and anything else: where a Chinese name ends is for its words to say.
pub(crate) fn stands_free(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).and_then(|head| head.chars().next_back());
    let tail = text.get(span.end..).unwrap_or_default();
    let after = tail.chars().next();
    let name = span.of(text);
    // Modi'in is one word, Modi's two.
    let inside = |tail: &str| {
        let letters: String = tail.chars().take_while(|&c| is_word_letter(c)).take(3).collect();
        letters.starts_with(|c: char| c.is_lowercase()) && !CONTRACTIONS.contains(&letters.as_str())
    };
    if tail.strip_prefix('\'').is_some_and(inside) && name.ends_with(is_word_letter) {
        return false;
    }
    let open =
        |edge: Option<char>, own: Option<char>| !(edge.is_some_and(is_word_letter) && own.is_some_and(is_word_letter));
    open(before, name.chars().next()) && open(after, name.chars().next_back())
}
