//! Words without places come in with their text, and get their places.

use super::sample::blank;
use crate::Span;

/// Where words stand in a text that holds them one after the other, with or without blanks between and inside them.
pub(super) fn place<'w>(words: impl IntoIterator<Item = &'w str>, text: &str) -> Result<Vec<Span>, String> {
    let mut characters = text.char_indices().filter(|&(_, c)| !blank(c));
    let mut spans = Vec::new();
    for word in words {
        let mut span: Option<Span> = None;
        for c in word.chars().filter(|&c| !blank(c)) {
            match characters.next() {
                Some((at, here)) if here == c => {
                    span = Some(Span::new(span.map_or(at, |span| span.start), at + c.len_utf8()));
                }
                Some((at, here)) => {
                    let number = text.get(..at).unwrap_or_default().chars().count();
                    return Err(format!(
                        "the word '{word}' does not stand in the text: character {number} is '{here}'"
                    ));
                }
                None => return Err(format!("the word '{word}' stands behind the end of the text")),
            }
        }
        spans.extend(span);
    }
    Ok(spans)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_order() {
        let text = "New York 來 了";
        let words: Vec<&str> =
            place(["New York", "來了"], text).unwrap().into_iter().map(|span| span.of(text)).collect();
        assert_eq!(words, ["New York", "來 了"]);
        assert_eq!(place(["來"], "走").unwrap_err(), "the word '來' does not stand in the text: character 0 is '走'");
        assert_eq!(place(["走了"], "走").unwrap_err(), "the word '走了' stands behind the end of the text");
    }
}
