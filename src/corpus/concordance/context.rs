//! What stands left and right of a hit, measured in columns of a terminal: text and a number of columns come in, the
//! part that fits goes out, cut between characters as readers see them (grapheme clusters), never inside one.
//!
//! Wide characters take two columns, those of ambiguous width one; a run of white space, line breaks included, takes one,
//! since it is shown as one blank; white space next to the hit takes none.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::floor;
use crate::write::columns;

/// Bytes looked at for so many columns. More than four bytes a column is rare (emoji sequences, stacked accents); the
/// bound keeps hits in hostile texts, such as one character with a million accents, at constant cost each.
fn window(columns: usize) -> usize {
    columns.saturating_mul(16).saturating_add(256)
}

/// The end of `text` that fits.
pub(super) fn fit_end(text: &str, columns: usize) -> &str {
    let start = floor(text, text.len().saturating_sub(window(columns)));
    let mut fit = Fit::new(columns);
    // The first cluster of a window may be the rest of one.
    let whole = |at: usize| at > 0 || start == 0;
    let clusters = text.get(start..).unwrap_or_default().grapheme_indices(true).rev();
    let kept = clusters.take_while(|&(at, cluster)| whole(at) && fit.takes(cluster)).last();
    kept.and_then(|(at, _)| text.get(start + at..)).unwrap_or_default()
}

/// The start of `text` that fits.
pub(super) fn fit_start(text: &str, columns: usize) -> &str {
    let window = text.get(..floor(text, window(columns))).unwrap_or_default();
    let mut fit = Fit::new(columns);
    // The last cluster of a window may be the start of one.
    let whole = |end: usize| end < window.len() || window.len() == text.len();
    let ends = window.grapheme_indices(true).map(|(at, cluster)| (at + cluster.len(), cluster));
    let kept = ends.take_while(|&(end, cluster)| whole(end) && fit.takes(cluster)).last();
    kept.and_then(|(end, _)| text.get(..end)).unwrap_or_default()
}

/// Columns left, from the hit outwards.
struct Fit {
    left: usize,
    /// A run of white space that was paid for, or stands next to the hit.
    in_blank: bool,
}

impl Fit {
    fn new(columns: usize) -> Self {
        Fit { left: columns, in_blank: true }
    }

    /// Pays for a cluster, if the columns suffice.
    fn takes(&mut self, cluster: &str) -> bool {
        let blank = cluster.trim().is_empty();
        let cost = match blank {
            true => usize::from(!self.in_blank),
            false => columns(&shown(cluster)),
        };
        self.in_blank = blank;
        let enough = cost <= self.left;
        self.left = self.left.saturating_sub(cost);
        enough
    }
}

/// `text` on one line of a terminal or page: white space as single blanks, none at the ends; control characters as
/// U+FFFD; without what has no width of its own and would only move other characters about.
pub(super) fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        let kept = word.chars().filter(|&c| !is_invisible(c));
        out.extend(kept.map(|c| if c.is_control() { '\u{fffd}' } else { c }));
    }
    out
}

/// Zero-width blanks, direction controls, byte order marks and soft hyphens. Joiners stay: emoji are made with them.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Text, columns, its end, its start.
    const CASES: [(&str, usize, &str, &str); 9] = [
        ("abcdef", 3, "def", "abc"),
        ("abc", 9, "abc", "abc"),
        ("普京总统", 5, "总统", "普京"),
        ("a普京b", 3, "京b", "a普"),
        // Line breaks and runs of blanks take one column, next to the hit none.
        ("ab \r\n  cd", 4, "b \r\n  cd", "ab \r\n  c"),
        ("  ab  ", 2, "ab  ", "  ab"),
        // An accent of its own, a family and a flag are one character each.
        ("xe\u{301}", 1, "e\u{301}", "x"),
        ("👨‍👩‍👧🇫🇷", 3, "🇫🇷", "👨‍👩‍👧"),
        ("普", 1, "", ""),
    ];

    #[test]
    fn cuts_stand_between_characters() {
        for (text, columns, end, start) in CASES {
            assert_eq!(fit_end(text, columns), end, "end of {text:?}");
            assert_eq!(fit_start(text, columns), start, "start of {text:?}");
        }
    }

    #[test]
    fn hostile_characters_cost_no_more() {
        let stacked = format!("a{}b", "\u{301}".repeat(100_000));
        assert_eq!(fit_end(&stacked, 10), "b");
        assert_eq!(fit_start(&stacked, 10), "");
    }

    #[test]
    fn what_is_shown_stays_on_its_line() {
        assert_eq!(shown(" a\t\n b\u{202e}c\u{1b}[31m\u{2028}d "), "a bc\u{fffd}[31m d");
    }
}
