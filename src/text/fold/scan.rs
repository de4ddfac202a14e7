//! The walk over the text: runs that stay are copied whole, the rest is folded one character or one run of white space at
//! a time.

use std::borrow::Cow;

use super::map::FoldMap;
use super::rules::{RULES, Rule, Rules, is_han, is_latin, is_spaced_letter};

/// The folded text and its map. `join_names` says whether blanks of spaced-out Han names are left out.
pub(super) fn fold(text: &str, join_names: bool) -> (Cow<'_, str>, FoldMap) {
    let mut folder = Folder { text, rules: &RULES, join_names, out: String::new(), copied: 0, map: FoldMap::default() };
    folder.run();
    folder.finish()
}

struct Folder<'t> {
    text: &'t str,
    rules: &'t Rules,
    join_names: bool,
    out: String,
    /// All before this offset of the text stands in `out`.
    copied: usize,
    map: FoldMap,
}

impl<'t> Folder<'t> {
    fn run(&mut self) {
        let mut at = 0;
        while at < self.text.len() {
            at = self.ascii(at);
            at = self.wide(at);
        }
    }

    /// Walks over ASCII from `at`; returns the offset of the first character beyond ASCII.
    fn ascii(&mut self, mut at: usize) -> usize {
        let text = self.text;
        loop {
            let rest = text.as_bytes().get(at..).unwrap_or_default();
            let Some(run) = rest.iter().position(|b| !b.is_ascii_graphic()) else {
                return text.len();
            };
            at += run;
            match rest.get(run) {
                // The common case: one blank between two words.
                Some(b' ') if run > 0 && rest.get(run + 1).is_some_and(u8::is_ascii_graphic) => at += 1,
                Some(b' ' | b'\t'..=b'\r') => at = self.white(at),
                Some(b) if b.is_ascii() => at += 1,
                _ => return at,
            }
        }
    }

    /// Walks over characters beyond ASCII from `at`; returns the offset of the next ASCII character.
    fn wide(&mut self, mut at: usize) -> usize {
        let text = self.text;
        loop {
            // Most characters stay: over these it goes without a look at anything else.
            let mut rest = tail(text, at).char_indices();
            let Some((offset, c, rule)) = rest.find_map(|(offset, c)| {
                let rule = self.rules.of(c);
                (c.is_ascii() || rule != Rule::Keep).then_some((offset, c, rule))
            }) else {
                return text.len();
            };
            at += offset;
            if c.is_ascii() {
                return at;
            }
            let behind = at + c.len_utf8();
            at = match rule {
                Rule::Keep => behind,
                Rule::Become(_) if self.rules.three_bytes(c).is_some() => self.rewrite(at),
                Rule::Become(to) => self.replace(at, c, to),
                Rule::Skip => self.skip(at, behind),
                Rule::Blank | Rule::Break => self.white(at),
                Rule::Mark => self.marks(at),
                Rule::Stop => self.replace(at, c, if self.between_han(at, c) { '·' } else { '.' }),
            };
        }
    }

    /// Writes characters of three bytes that stay or become another one of three bytes, from `start` on; returns the offset
    /// behind them. Where one Traditional character stands more follow, and stretches of two or three are not worth copying.
    fn rewrite(&mut self, start: usize) -> usize {
        self.copy(start);
        self.map.align(self.out.len(), start);
        let before = self.out.len();
        let three_bytes = tail(self.text, start).chars().map_while(|c| self.rules.three_bytes(c));
        three_bytes.for_each(|c| self.out.push(c));
        self.copied = start + (self.out.len() - before);
        self.copied
    }

    /// Folds the run of white space at `at` (with what has no width inside it); returns the offset behind it.
    fn white(&mut self, at: usize) -> usize {
        let run = White::at(self.text, at, self.rules);
        let before = self.kept_before(at);
        let after = self.kept_behind(run.end);
        let to = match run.breaks {
            0 if self.join_names
                && before.is_some_and(is_han)
                && after.is_some_and(is_han)
                && self.in_spaced_name(at, run.end) =>
            {
                return self.skip(at, run.end);
            }
            0 => ' ',
            1 if before.is_some_and(is_spaced_letter) && after.is_some_and(is_spaced_letter) => ' ',
            _ => '\n',
        };
        let behind = self.replace(at, run.first, to);
        self.skip(behind, run.end)
    }

    /// Whether the blanks from `start` to `end` stand inside a spaced-out name: between two lone characters, or beside two
    /// lone ones in a row. One lone character is not enough: headlines set words apart like that.
    fn in_spaced_name(&self, start: usize, end: usize) -> bool {
        let before = self.lone(head(self.text, start).chars().rev());
        let behind = self.lone(tail(self.text, end).chars());
        before.min(behind) > 0 || before.max(behind) > 1
    }

    /// How many lone Han characters (up to two), with blanks between them, come first.
    fn lone(&self, chars: impl Iterator<Item = char>) -> usize {
        let mut chars = self.kept(chars).peekable();
        let mut lone = 0;
        while lone < 2 && chars.next().is_some_and(is_han) && chars.peek().is_none_or(|c| !c.is_alphanumeric()) {
            lone += 1;
            while chars.next_if(|&c| self.rules.of(c) == Rule::Blank).is_some() {}
        }
        lone
    }

    /// Folds the run of accents at `at`; returns the offset behind it.
    fn marks(&mut self, at: usize) -> usize {
        let rest = tail(self.text, at);
        let end = at + rest.find(|c| self.rules.of(c) != Rule::Mark).unwrap_or(rest.len());
        if head(self.text, at).chars().next_back().is_some_and(is_latin) { self.skip(at, end) } else { end }
    }

    fn between_han(&self, at: usize, c: char) -> bool {
        self.kept_before(at).is_some_and(is_han) && self.kept_behind(at + c.len_utf8()).is_some_and(is_han)
    }

    fn kept_before(&self, at: usize) -> Option<char> {
        self.kept(head(self.text, at).chars().rev()).next()
    }

    fn kept_behind(&self, at: usize) -> Option<char> {
        self.kept(tail(self.text, at).chars()).next()
    }

    /// Characters without those that have no width.
    fn kept(&self, chars: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
        chars.filter(|&c| self.rules.of(c) != Rule::Skip)
    }

    /// Puts `to` for `from`; returns the offset behind it.
    fn replace(&mut self, at: usize, from: char, to: char) -> usize {
        let behind = at + from.len_utf8();
        if from != to {
            self.copy(at);
            self.map.align(self.out.len(), at);
            self.out.push(to);
            self.copied = behind;
        }
        behind
    }

    /// Leaves out what stands between; returns `end`.
    fn skip(&mut self, start: usize, end: usize) -> usize {
        if start < end {
            self.copy(start);
            self.copied = end;
        }
        end
    }

    /// Copies what stays before `end`.
    fn copy(&mut self, end: usize) {
        if self.copied == 0 && self.out.is_empty() {
            self.out.reserve(self.text.len());
        }
        let stays = self.text.get(self.copied..end).unwrap_or_default();
        if !stays.is_empty() {
            self.map.align(self.out.len(), self.copied);
            self.out.push_str(stays);
        }
    }

    fn finish(mut self) -> (Cow<'t, str>, FoldMap) {
        if self.copied == 0 {
            return (Cow::Borrowed(self.text), self.map);
        }
        self.copy(self.text.len());
        self.map.align(self.out.len(), self.text.len());
        (Cow::Owned(self.out), self.map)
    }
}

/// A run of white space.
struct White {
    first: char,
    end: usize,
    /// Line breaks; `\r\n` is one.
    breaks: usize,
}

impl White {
    fn at(text: &str, at: usize, rules: &Rules) -> Self {
        let mut run = White { first: ' ', end: at, breaks: 0 };
        let mut last = None;
        // What has no width belongs to the run only if white space follows.
        for (offset, c) in tail(text, at).char_indices() {
            match rules.of(c) {
                Rule::Blank => {}
                Rule::Break => run.breaks += usize::from((last, c) != (Some('\r'), '\n')),
                Rule::Skip => continue,
                _ => break,
            }
            if last.is_none() {
                run.first = c;
            }
            last = Some(c);
            run.end = at + offset + c.len_utf8();
        }
        run
    }
}

fn head(text: &str, end: usize) -> &str {
    text.get(..end).unwrap_or_default()
}

fn tail(text: &str, start: usize) -> &str {
    text.get(start..).unwrap_or_default()
}
