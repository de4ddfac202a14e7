//! Errors, gathered by what they are: the frequent ones first, each with the first place where it stood.

use std::collections::HashMap;

use unicode_width::UnicodeWidthChar;

use crate::Span;
use crate::write::clean;

/// What sort of error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum What {
    /// In the gold, not found.
    Missed,
    /// Found, not in the gold.
    False,
    /// Found at its place, but otherwise.
    Differs,
    /// Found at its place, under another entity than most mentions of it, or under one that serves another.
    WrongEntity,
}

impl What {
    /// The name used in the outputs.
    pub const fn as_str(self) -> &'static str {
        match self {
            What::Missed => "missed",
            What::False => "false",
            What::Differs => "differs",
            What::WrongEntity => "wrong entity",
        }
    }
}

/// An error with the number of its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frequent {
    /// What sort of error.
    pub what: What,
    /// How often.
    pub count: usize,
    /// What the gold has there; empty if it was only found.
    pub gold: String,
    /// What was found there; empty if nothing was.
    pub found: String,
    /// The first place: the stretch in brackets with what stands around it.
    pub context: String,
}

/// Errors as they come.
#[derive(Debug, Default)]
pub(super) struct Errors {
    errors: Vec<Frequent>,
    known: HashMap<(What, String, String), usize>,
}

impl Errors {
    /// An error at a place of a text.
    pub(super) fn add(&mut self, what: What, gold: String, found: String, text: &str, span: Span) {
        let next = self.errors.len();
        let at = *self.known.entry((what, gold.clone(), found.clone())).or_insert(next);
        match self.errors.get_mut(at) {
            Some(error) => error.count += 1,
            None => self.errors.push(Frequent { what, count: 1, gold, found, context: context(text, span) }),
        }
    }

    /// The most frequent first; of equally frequent ones the first to come.
    pub(super) fn sorted(mut self) -> Vec<Frequent> {
        self.errors.sort_by_key(|error| std::cmp::Reverse(error.count));
        self.errors
    }
}

/// So many columns of a terminal on each side: with the stretch, a line of 80 columns holds them.
const SIDE: usize = 22;

/// A stretch of this many characters and less is shown whole.
const WHOLE: usize = 24;

/// `before [stretch] behind` on one line, or `before | behind` of a place without a stretch.
fn context(text: &str, span: Span) -> String {
    let before: String = within(text.get(..span.start).unwrap_or_default().chars().rev()).chars().rev().collect();
    let after = within(text.get(span.end..).unwrap_or_default().chars());
    let stretch = if span.is_empty() { "|".to_owned() } else { format!("[{}]", shortened(span.of(text))) };
    clean(&format!("{before}{stretch}{after}"))
}

/// The first characters, as many as fit.
fn within(chars: impl Iterator<Item = char>) -> String {
    let mut columns = 0;
    chars
        .take_while(|c| {
            columns += c.width().unwrap_or(0);
            columns <= SIDE
        })
        .collect()
}

/// A stretch, its middle left out if it is long.
pub(super) fn shortened(surface: &str) -> String {
    let count = surface.chars().count();
    if count <= WHOLE {
        return clean(surface);
    }
    let head: String = surface.chars().take(WHOLE / 2).collect();
    let tail: String = surface.chars().skip(count - WHOLE / 2).collect();
    clean(&format!("{head} … {tail}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequent_errors_come_first() {
        let mut errors = Errors::default();
        let text = "一二三四五六七八九十一二三\nxyz";
        for span in [Span::new(0, 3), Span::new(36, 39), Span::new(36, 39)] {
            errors.add(What::Missed, span.of(text).to_owned(), String::new(), text, span);
        }
        let sorted = errors.sorted();
        assert_eq!((sorted[0].count, sorted[0].gold.as_str()), (2, "三"));
        assert_eq!(sorted[0].context, "二三四五六七八九十一二[三] xyz");
        assert_eq!(sorted[1].context, "[一]二三四五六七八九十一二");
        assert_eq!(context("Go. 走", Span::new(4, 4)), "Go. |走");
    }

    #[test]
    fn long_stretches_lose_their_middle() {
        assert_eq!(shortened(&"a".repeat(24)).len(), 24);
        assert_eq!(shortened(&"ab".repeat(20)), "abababababab … abababababab");
    }
}
