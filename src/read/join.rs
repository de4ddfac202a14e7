//! Words as they stand in a segmented file come in, the text that they spell goes out with the place of each word.
//!
//! The rule (docs/format.md tells it to users): between two words stands a blank, but for
//! 1. a wide character (Han, kana, Hangul, full-width marks) on either side,
//! 2. a closing mark, stop, comma or ending with an apostrophe on the right, an opening mark or sign of a currency on the
//!    left,
//! 3. a hyphen or slash on either side.
//!
//! A straight quote opens and closes in turn within its line. Whoever segmented the text has lost what stood there; this
//! is the most frequent spelling.

use unicode_width::UnicodeWidthChar;

use crate::Span;

/// Marks that lean on the word before them.
const CLOSING: &str = ".,;:!?)]}%”’»›…";

/// Marks that the word behind them leans on.
const OPENING: &str = "([{“‘«‹$£€¥#@";

/// Marks that lean on both.
const LINKS: &str = "-/";

/// A text that grows word by word.
#[derive(Clone, Debug, Default)]
pub(crate) struct Joined {
    pub(crate) text: String,
    pub(crate) words: Vec<Span>,
    /// What the last word does to the place behind it; none at the start of a line.
    before: Option<Edge>,
    double: bool,
    single: bool,
}

/// The right edge of a word.
#[derive(Clone, Copy, Debug)]
struct Edge {
    wide: bool,
    opening: bool,
}

impl Joined {
    /// Adds a word behind the last one of the line.
    pub(crate) fn push(&mut self, word: &str) {
        let (Some(first), Some(last)) = (word.chars().next(), word.chars().next_back()) else { return };
        let quote = self.quote(word);
        let closing = quote == Some(false) || leans_back(word, first);
        let glued = |edge: Edge| edge.opening || edge.wide || wide(first) || closing;
        if self.before.is_some_and(|edge| !glued(edge)) {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(word);
        self.words.push(Span::new(start, self.text.len()));
        let opening = quote == Some(true) || alone(word, OPENING) || alone(word, LINKS);
        self.before = Some(Edge { wide: wide(last), opening });
    }

    /// Ends the line.
    pub(crate) fn end_line(&mut self) {
        self.text.push('\n');
        (self.before, self.double, self.single) = (None, false, false);
    }

    /// Whether a straight quote opens; none if the word is no straight quote.
    fn quote(&mut self, word: &str) -> Option<bool> {
        let open = match word {
            "\"" => &mut self.double,
            "'" => &mut self.single,
            _ => return None,
        };
        *open = !*open;
        Some(*open)
    }
}

/// Whether the word leans on the one before it: a mark, or an ending such as `'s` and `n't`.
fn leans_back(word: &str, first: char) -> bool {
    let ending = matches!(first, '\'' | '’') && word.chars().nth(1).is_some_and(char::is_alphabetic);
    ending || matches!(word, "n't" | "n’t") || word.chars().all(|c| CLOSING.contains(c)) || alone(word, LINKS)
}

fn alone(word: &str, marks: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(|c| marks.contains(c)) && chars.next().is_none()
}

fn wide(c: char) -> bool {
    c.width() == Some(2)
}

/// The text of a line of words.
///
/// ```
/// use diglot::read::join_words;
///
/// assert_eq!(join_words(["習近平", "抵達", "。", "Putin", "met", "Xi", "."]), "習近平抵達。Putin met Xi.");
/// ```
pub fn join_words<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let mut joined = Joined::default();
    words.into_iter().for_each(|word| joined.push(word));
    joined.text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spells_what_most_writers_write() {
        let cases = [
            ("總統 會見 代表團 。", "總統會見代表團。"),
            ("He said , yes .", "He said, yes."),
            ("他 用 iPhone 15 拍照", "他用iPhone 15拍照"),
            ("the \" old \" town", "the \"old\" town"),
            ("the ( old ) town 's gate", "the (old) town's gate"),
            ("it was n't China - Russia trade", "it wasn't China-Russia trade"),
            ("说 ： “ Hello , world ” 。", "说：“Hello, world”。"),
            ("cost $ 5 . Later", "cost $5. Later"),
            ("３ 月 … done", "３月… done"),
            ("wait ... what", "wait... what"),
        ];
        for (words, text) in cases {
            assert_eq!(join_words(words.split(' ')), text, "{words}");
        }
    }

    #[test]
    fn places_stand_in_the_text() {
        let mut joined = Joined::default();
        for word in ["Xi", "met", "普京", "!"] {
            joined.push(word);
        }
        joined.end_line();
        joined.push("\"");
        joined.push("Yes");
        let words: Vec<&str> = joined.words.iter().map(|word| word.of(&joined.text)).collect();
        assert_eq!(joined.text, "Xi met普京!\n\"Yes");
        assert_eq!(words, ["Xi", "met", "普京", "!", "\"", "Yes"]);
    }
}
