//! A text as a row of runs: letters of one script, numbers, and what is neutral between them.

use unicode_script::UnicodeScript;

use super::class::Class;
use super::unit::units;
use crate::Span;
use crate::text::plain_han;

/// What letters belong to, before their language is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tongue {
    Han,
    Kana,
    Hangul,
    Latin,
    Other(unicode_script::Script),
}

/// What a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Letters(Tongue),
    /// Punctuation of Chinese text.
    Wide,
    Number,
    Open,
    Close,
    Quote,
    /// Goes with what stands before it.
    End,
    Blank,
    Break,
    Symbol,
}

/// Neighbouring characters of one kind; brackets and quotes stand alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) span: Span,
    pub(super) kind: Kind,
}

/// The runs of a text, end to end.
pub(super) fn scan(text: &str) -> Vec<Run> {
    // A run of Chinese between two commas, or a word and a blank.
    let mut scanner = Scanner { text, runs: Vec::with_capacity(text.len() / 16 + 4) };
    let mut at = 0;
    for unit in units(text, Span::new(0, text.len())) {
        scanner.stretch(Span::new(at, unit.start));
        scanner.push(unit, Kind::Letters(Tongue::Latin));
        at = unit.end;
    }
    scanner.stretch(Span::new(at, text.len()));
    scanner.runs
}

struct Scanner<'t> {
    text: &'t str,
    runs: Vec<Run>,
}

impl Scanner<'_> {
    fn stretch(&mut self, range: Span) {
        let mut at = range.start;
        while let Some(c) = self.text.get(at..range.end).and_then(|rest| rest.chars().next()) {
            let end = at + c.len_utf8();
            let class = Class::of(c);
            let (end, kind) = match class {
                Class::Latin | Class::Digit => self.words(Span::new(at, range.end)),
                Class::Han => {
                    let rest = self.text.as_bytes().get(end..range.end).unwrap_or_default();
                    (end + plain_han(rest), Kind::Letters(Tongue::Han))
                }
                Class::Kana => (end, Kind::Letters(Tongue::Kana)),
                Class::Hangul => (end, Kind::Letters(Tongue::Hangul)),
                Class::Wide => (end, Kind::Wide),
                Class::Open => (end, Kind::Open),
                Class::Close => (end, Kind::Close),
                Class::Quote => (end, Kind::Quote),
                Class::End => (end, Kind::End),
                Class::Blank => (end, Kind::Blank),
                Class::Break => (end, Kind::Break),
                Class::Mark => (end, self.runs.last().map_or(Kind::Symbol, |run| run.kind)),
                Class::Join if c == '.' && self.starts_name(end, range.end) => self.token(Span::new(at, range.end)),
                Class::Join if c == '.' => (end, Kind::End),
                Class::Join => (end, Kind::Symbol),
                Class::Unlisted if c.is_alphabetic() => (end, Kind::Letters(Tongue::Other(c.script()))),
                Class::Unlisted => (end, Kind::Symbol),
            };
            self.push(Span::new(at, end), kind);
            at = end;
        }
    }

    /// Whether a stop that the text up to `end` closes begins a name such as `.NET`: capitals behind it, no word before it.
    fn starts_name(&self, end: usize, limit: usize) -> bool {
        let free =
            self.runs.last().is_none_or(|run| matches!(run.kind, Kind::Blank | Kind::Break | Kind::Open | Kind::Quote));
        free && self.text.get(end..limit).is_some_and(|tail| tail.starts_with(|c: char| c.is_ascii_uppercase()))
    }

    /// Tokens with single blanks between them, as long as they are Latin: what stands between two of them is Latin too.
    fn words(&self, range: Span) -> (usize, Kind) {
        let mut start = range.start;
        loop {
            start += plain_words(Span::new(start, range.end).of(self.text));
            let (end, kind) = self.token(Span::new(start, range.end));
            match self.text.as_bytes().get(end..range.end) {
                Some([b' ', b'A'..=b'Z' | b'a'..=b'z', ..]) if kind == Kind::Letters(Tongue::Latin) => start = end + 1,
                _ => return (end, kind),
            }
        }
    }

    /// Letters and digits from `range.start` on, with what joins them: `5G`, `COVID-19`, `U.S`, `C++`, `1,100`, `4:40`.
    fn token(&self, range: Span) -> (usize, Kind) {
        let text = range.of(self.text);
        // Most words are ASCII letters and nothing else.
        let plain = ascii_letters(text);
        let mut end = plain;
        let mut latin = end > 0;
        let mut last = if latin { Class::Latin } else { Class::Unlisted };
        let mut chars = text.get(plain..).unwrap_or_default().char_indices().peekable();
        while let Some((offset, c)) = chars.next() {
            let at = plain + offset;
            let class = Class::of(c);
            let taken = match class {
                Class::Latin | Class::Digit => true,
                Class::Mark => true,
                Class::Join if at == 0 => true,
                Class::Join | Class::Close | Class::End => {
                    let next = chars.peek().map(|&(_, c)| Class::of(c));
                    joins(c, last, next, latin)
                }
                _ => false,
            };
            if !taken {
                break;
            }
            latin |= class == Class::Latin;
            if class != Class::Mark {
                last = class;
            }
            end = at + c.len_utf8();
        }
        (range.start + end, if latin { Kind::Letters(Tongue::Latin) } else { Kind::Number })
    }

    fn push(&mut self, span: Span, kind: Kind) {
        let alone = matches!(kind, Kind::Open | Kind::Close | Kind::Quote);
        match self.runs.last_mut() {
            Some(last) if last.kind == kind && last.span.end == span.start && !alone => last.span.end = span.end,
            _ if span.is_empty() => {}
            _ => self.runs.push(Run { span, kind }),
        }
    }
}

/// How many ASCII letters a text begins with.
#[inline]
pub(super) fn ascii_letters(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_alphabetic).count()
}

/// How many bytes a text begins with that are words of ASCII letters, each with a blank and a letter behind it.
fn plain_words(text: &str) -> usize {
    let mut len = 0;
    loop {
        let rest = text.get(len..).unwrap_or_default();
        let word = ascii_letters(rest);
        match rest.as_bytes().get(word..) {
            Some([b' ', next, ..]) if word > 0 && next.is_ascii_alphabetic() => len += word + 1,
            _ => return len,
        }
    }
}

/// Whether `c` belongs to the token that it follows: between letters and digits, and `+` and `#` behind letters.
fn joins(c: char, last: Class, next: Option<Class>, latin: bool) -> bool {
    let word = |class| matches!(class, Class::Latin | Class::Digit);
    let between = word(last) && next.is_some_and(word);
    let digits = last == Class::Digit && next == Some(Class::Digit);
    match c {
        '+' | '#' => latin && (word(last) || last == Class::Join) && next != Some(Class::Han) || between,
        '’' => last == Class::Latin && next == Some(Class::Latin),
        ',' | ':' => digits,
        _ => Class::of(c) == Class::Join && between,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens() {
        let latin = Kind::Letters(Tongue::Latin);
        let cases = [
            ("5G", latin),
            ("COVID-19", latin),
            ("U.S", latin),
            ("C++", latin),
            ("don’t", latin),
            ("e\u{301}té", latin),
            ("1,100", Kind::Number),
            ("4:40", Kind::Number),
            ("2025-05-07", Kind::Number),
            ("Ｇ２０", latin),
        ];
        for (text, kind) in cases {
            assert_eq!(scan(text), [Run { span: Span::new(0, text.len()), kind }], "{text}");
        }
    }
}
