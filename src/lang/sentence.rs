//! Sentences: the text comes in, its sentences go out, end to end; the blanks behind a sentence belong to it.
//!
//! The rules, in order, at each mark that may end a sentence:
//! 1. 。！？ and their half-width forms beside Han end a sentence, with the closing quotes and brackets behind them; so do
//!    … and a stop between a Latin word and Han (`word.漢字`).
//! 2. A quote that a verb of saying follows goes on: 'Why?' she asked; 「為甚麼？」他問。
//! 3. `.` `?` `!` end a sentence before a blank and a capital, digit, opening mark or Han. A stop does not behind an
//!    abbreviation, an initial or the number of a list, unless the abbreviation may end a sentence (U.S., p.m.) and the next
//!    word is one that begins sentences (The, He, In ...).
//! 4. A line break ends a sentence, unless the line was only wrapped: the next one goes on with a small letter, or this one
//!    ends with a comma or a function word.
//!
//! The words of rules 2 and 3 stand in `tables/sentence_words.tsv`.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::class::{Class, STOPS};
use super::detect::LanguageSpan;
use super::language::Language;
use super::weight::matrix_language;
use crate::Span;
use crate::table::rows;
use crate::text::floor;

/// A sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where, in bytes.
    pub span: Span,
    /// The matrix language: the one that holds most of its words.
    pub language: Language,
}

/// The sentences of a text. They cover it end to end; an empty text has none.
///
/// ```
/// use diglot::lang::{language_spans, sentences};
///
/// let text = "Mr. Lee arrived at 5 p.m. today. 他會見了總統。";
/// let found: Vec<&str> = sentences(text, &language_spans(text)).iter().map(|s| s.span.of(text)).collect();
/// assert_eq!(found, ["Mr. Lee arrived at 5 p.m. today. ", "他會見了總統。"]);
/// ```
pub fn sentences(text: &str, spans: &[LanguageSpan]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut spans = spans;
    let mut start = 0;
    let mut from = 0;
    while start < text.len() {
        let end = next_end(text, from).unwrap_or(text.len());
        let span = Span::new(start, end);
        from = end;
        // Blanks alone are no sentence: they belong to the one before, at the start of the text to the first.
        if span.of(text).trim().is_empty() {
            match sentences.last_mut() {
                Some(Sentence { span: last, .. }) => {
                    last.end = end;
                    start = end;
                    continue;
                }
                None if end < text.len() => continue,
                None => {}
            }
        }
        // Spans that end before this sentence are never looked at again.
        let passed = spans.partition_point(|language| language.span.end <= start);
        spans = spans.get(passed..).unwrap_or_default();
        sentences.push(Sentence { span, language: matrix_language(text, span, spans) });
        start = span.end;
    }
    sentences
}

/// The end of the sentence that starts at `from`; none if it is the last one.
fn next_end(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    let mut quotes = 0;
    // Found once: to pass over the blanks anew at each mark would take time with their square.
    let tail = text.get(from..).unwrap_or_default();
    let first = from + (tail.len() - tail.trim_start().len());
    loop {
        let (mark, c) = next_mark(text, at, &mut quotes)?;
        let view = View { text, from, first, mark, behind: mark + c.len_utf8(), quotes };
        match view.end(c) {
            Some(end) => return Some(end),
            None => at = view.behind,
        }
    }
}

/// The next mark from `at` on, with the straight double quotes before it added to `quotes`.
fn next_mark(text: &str, at: usize, quotes: &mut usize) -> Option<(usize, char)> {
    let bytes = text.as_bytes();
    let mut at = at;
    loop {
        let rest = bytes.get(at..)?;
        let (offset, byte) = rest.iter().enumerate().find(|&(_, &byte)| BEGINS_MARK[usize::from(byte)])?;
        at += offset;
        if *byte == b'"' {
            *quotes += 1;
        } else if let Some(c) = text.get(at..)?.chars().next().filter(|&c| is_mark(c)) {
            return Some((at, c));
        }
        at += 1;
    }
}

/// Whether a mark or a straight double quote may begin with a byte.
const BEGINS_MARK: [bool; 256] = {
    let mut begins = [false; 256];
    let mut bytes: &[u8] = b"\".?!\n\r\xe2\xe3\xef";
    while let [byte, rest @ ..] = bytes {
        begins[*byte as usize] = true;
        bytes = rest;
    }
    begins
};

/// Emoji and what joins and colours them: the blocks of Unicode that hold Extended_Pictographic characters of today's
/// keyboards, variation selector 16 and the joiner.
fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{1f300}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{fe0f}' | '\u{200d}')
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '.' | '?'
            | '!'
            | '\n'
            | '\r'
            | '。'
            | '！'
            | '？'
            | '…'
            | '｡'
            | '．'
            | '‼'
            | '⁇'
            | '⁈'
            | '⁉'
            | '\u{2028}'
            | '\u{2029}'
    )
}

/// What ends a line.
const LINE_BREAKS: [char; 4] = ['\n', '\r', '\u{2028}', '\u{2029}'];

/// The most characters that close one sentence; more go with the next.
const CLOSERS: usize = 64;

/// A mark that may end a sentence, and the text around it.
struct View<'t> {
    text: &'t str,
    /// Where the sentence starts.
    from: usize,
    /// Where it starts but for blanks.
    first: usize,
    mark: usize,
    /// Behind the mark.
    behind: usize,
    /// Straight double quotes between `from` and the mark: an odd number leaves one open.
    quotes: usize,
}

impl<'t> View<'t> {
    fn end(&self, c: char) -> Option<usize> {
        match c {
            c if LINE_BREAKS.contains(&c) => self.line_end(),
            c if STOPS.contains(&c) => self.chinese_end(),
            '｡' | '‼' | '⁇' | '⁈' | '⁉' => self.chinese_end(),
            '…' => self.ellipsis_end(),
            '．' => None,
            _ => self.latin_end(c),
        }
    }

    /// The text behind the mark, further marks, closing quotes and brackets, and pictographs that touch them: 谢谢！🙏
    fn closed(&self) -> usize {
        let mut at = self.behind;
        let mut quotes = self.quotes;
        for _ in 0..CLOSERS {
            let Some(c) = self.tail(at).chars().next() else { break };
            let closes = match c {
                '"' => self.straight_quote_closes(at, quotes),
                '\'' => {
                    !self.tail(at + 1).starts_with(char::is_alphanumeric)
                        || self.tail(at + 1).starts_with(is_east_asian)
                }
                '」' | '』' | '》' | '〉' | '】' | '〕' | '）' | '﹂' | '﹄' => true,
                c if is_pictograph(c) => true,
                c => Class::of(c) == Class::Close || is_mark(c) && c != '．' && !LINE_BREAKS.contains(&c),
            };
            if !closes {
                break;
            }
            quotes += usize::from(c == '"');
            at += c.len_utf8();
        }
        at
    }

    /// A straight quote behind a mark closes where one stands open; behind an English mark also before a blank and Han, and
    /// behind any at the end of the text.
    fn straight_quote_closes(&self, at: usize, quotes: usize) -> bool {
        let next = self.tail(at + 1).chars().next();
        let latin = next.is_some_and(|c| matches!(Class::of(c), Class::Latin | Class::Digit));
        let chinese = self.tail(self.mark).starts_with(STOPS);
        quotes % 2 == 1 || next.is_none() || !latin && !chinese
    }

    fn tail(&self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or_default()
    }

    /// Behind the blanks that follow `at`; a line break is left to its own rule.
    fn blanks(&self, at: usize) -> usize {
        let tail = self.tail(at);
        at + tail.find(|c| Class::of(c) != Class::Blank && Class::of(c) != Class::Mark).unwrap_or(tail.len())
    }

    fn chinese_end(&self) -> Option<usize> {
        let closed = self.closed();
        let next = self.blanks(closed);
        let quoted = closed > self.behind;
        let goes_on = quoted && (chinese_saying(self.tail(closed)) || self.inside_quote(closed))
            || self.tail(closed).starts_with(['，', '、', '；', '：', ',']);
        if goes_on { None } else { Some(next) }
    }

    /// Whether an inner quote was closed while the outer one still stands open, as in “‘…？’將…”.
    fn inside_quote(&self, closed: usize) -> bool {
        let inner = self.text.get(self.behind..closed).is_some_and(|marks| marks == "’" || marks == "』");
        let start = floor(self.text, self.mark.saturating_sub(LONGEST_QUOTE)).max(self.from);
        let quote = self.text.get(start..closed).unwrap_or_default();
        let opens = |open: char, close: char| quote.matches(open).count() > quote.matches(close).count();
        inner && (opens('“', '”') || opens('「', '」'))
    }

    /// An ellipsis ends a sentence where a closing mark or a line break follows, or a capital behind a blank.
    fn ellipsis_end(&self) -> Option<usize> {
        let closed = self.closed();
        let next = self.blanks(closed);
        let quoted = closed > self.behind
            && self.text.get(self.behind..closed).is_some_and(|marks| marks.contains(|c| c != '…'));
        let capital = next > closed && self.tail(next).starts_with(char::is_uppercase);
        let goes_on =
            quoted && chinese_saying(self.tail(closed)) || self.tail(closed).starts_with(['，', '、', '；', '：']);
        ((quoted || capital) && !goes_on).then_some(next)
    }

    fn latin_end(&self, c: char) -> Option<usize> {
        let closed = self.closed();
        let next = self.blanks(closed);
        let before = self.text.get(self.from..self.mark).unwrap_or_default();
        let following = self.tail(next).chars().next();
        let han_behind = following.is_some_and(is_east_asian);
        let han_before = before.chars().next_back().is_some_and(|c| is_east_asian(c) || Class::of(c) == Class::Wide);
        if next == closed && !han_before {
            // No blank: a stop between a word and Han, two sentences run together, or nothing that ends here.
            let opens = self.tail(closed).starts_with(['「', '『', '《', '“', '（']);
            let list = c == '.' && self.starts_line(last_word(before));
            let touches = (han_behind || opens) && (c != '.' || may_touch_han(before)) && !list;
            return (touches || run_together(before, self.tail(closed))).then_some(next);
        }
        if han_before {
            let dots =
                c == '.' && (self.tail(closed).starts_with(|c: char| c.is_ascii_alphanumeric()) && next == closed);
            return if dots { None } else { self.chinese_end() };
        }
        let begins = following.is_none_or(|c| {
            c.is_uppercase()
                || c.is_numeric()
                || is_east_asian(c)
                || matches!(Class::of(c), Class::Open | Class::Quote | Class::Wide)
                || matches!(c, '\'' | '-' | '–' | '—' | '•' | '#' | '@' | '$' | '£' | '€' | '¿' | '¡')
                || Class::of(c) == Class::Unlisted
        });
        if !begins || closed > self.behind && self.quoted(closed) && english_saying(self.tail(next)) {
            return None;
        }
        let stop = c == '.' && matches!(self.text.get(self.behind..closed), Some("" | ")"));
        if stop && !self.stop_ends(before, self.tail(next)) { None } else { Some(next) }
    }

    fn quoted(&self, closed: usize) -> bool {
        self.text.get(self.behind..closed).is_some_and(|marks| marks.contains(['"', '”', '’', '\'', '»', '」', '』']))
    }

    /// Whether a single stop behind `before` ends a sentence before `next`.
    fn stop_ends(&self, before: &str, next: &str) -> bool {
        let word = last_word(before);
        let starter = || WORDS.starts.contains(first_word(next)) || next.starts_with(['"', '“']);
        let han = next.starts_with(|c| Class::of(c) == Class::Han);
        match () {
            () if word.is_empty() => true,
            // `1.` at the start of a line; `No. 5`, `Fig. 3`.
            () if word.bytes().all(|b| b.is_ascii_digit()) => !self.starts_line(word),
            () if WORDS.numbered.contains(word) => !next.starts_with(|c: char| c.is_ascii_digit()),
            () if WORDS.titles.contains(word) => false,
            () if WORDS.times.contains(word) => !WORDS.zones.contains(first_word(next)),
            () if WORDS.may_end.contains(word) || is_initialism(word) => starter() || han,
            // An initial: 'J. K. Rowling'; 'I' and the letters of a plan or a vitamin end sentences too.
            () if word.chars().count() == 1 && word.starts_with(char::is_uppercase) => starter() || word == "I" || han,
            () => true,
        }
    }

    /// Whether `word`, the last one before the mark, is the first of its line and of its sentence.
    fn starts_line(&self, word: &str) -> bool {
        word.len() <= 2 && self.first + word.len() == self.mark
    }

    fn line_end(&self) -> Option<usize> {
        let behind = if self.tail(self.mark).starts_with("\r\n") { self.mark + 2 } else { self.behind };
        let tail = self.tail(behind);
        let next = tail.trim_start_matches([' ', '\t']);
        let end = behind + (tail.len() - tail.trim_start().len());
        if self.first >= self.mark {
            return Some(end);
        }
        let line = self.text.get(..self.mark).unwrap_or_default();
        let line = line.rsplit(LINE_BREAKS).next().unwrap_or_default().trim_end();
        let wrapped = !next.starts_with(LINE_BREAKS)
            && (next.starts_with(char::is_lowercase) || ends_open(line) && !next.is_empty());
        if wrapped { None } else { Some(end) }
    }
}

/// A line of some length that cannot be a whole: it ends with a comma or a function word.
fn ends_open(line: &str) -> bool {
    let long = line.chars().take(40).count() == 40;
    long && (line.ends_with(',') || WORDS.open.contains(last_word(line)))
}

/// A word before a stop that touches Han: no single letter, no abbreviation.
fn may_touch_han(before: &str) -> bool {
    let word = last_word(before);
    let closed = before.ends_with(|c: char| Class::of(c) == Class::Close || c == '"');
    closed
        || word.chars().count() > 1
            && word.chars().any(char::is_alphabetic)
            && !WORDS.titles.contains(word)
            && !is_initialism(word)
        || word.bytes().all(|b| b.is_ascii_digit())
}

/// 'done.Now': a word or a year, and a capital behind the stop; 'said.54': a word, and a number.
fn run_together(before: &str, next: &str) -> bool {
    let word = last_word(before);
    let small = word.len() > 2 && word.bytes().skip(usize::from(word.len() > 4)).all(|b| b.is_ascii_lowercase());
    let year = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let mut following = next.trim_start_matches(['"', '\'']).chars();
    let (first, second) = (following.next(), following.next());
    let capital =
        first.is_some_and(char::is_uppercase) && second.is_none_or(|c| c.is_lowercase() || !c.is_alphanumeric());
    let number = small && word.len() > 3 && first.is_some_and(|c| c.is_ascii_digit()) && !WORDS.numbered.contains(word);
    (small || year) && capital || number
}

fn is_east_asian(c: char) -> bool {
    matches!(Class::of(c), Class::Han | Class::Kana | Class::Hangul)
}

/// No word that the rules know is longer, in bytes.
const LONGEST_WORD: usize = 40;

/// The word at the end, with the stops inside it.
fn last_word(before: &str) -> &str {
    let before = before.get(floor(before, before.len().saturating_sub(LONGEST_WORD))..).unwrap_or_default();
    let start =
        before.rfind(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '\'' | '’')) || Class::of(c) == Class::Han);
    let start =
        start.map_or(0, |at| at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    before.get(start..).unwrap_or_default()
}

fn first_word(next: &str) -> &str {
    let next = next.trim_start_matches(['"', '“', '‘', '\'', '(', '[']);
    next.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’'))).next().unwrap_or_default()
}

/// `U.S`, `D.C`, `p.m`: single letters with stops between them.
pub(crate) fn is_initialism(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

/// Whether a verb of saying stands among the next words, before any punctuation: 'Hammel added', 'she asked him'.
fn english_saying(next: &str) -> bool {
    let clause =
        next.split(|c: char| !(c.is_alphanumeric() || c.is_whitespace() || matches!(c, '\'' | '-' | '’'))).next();
    clause.unwrap_or_default().split_whitespace().take(5).any(|word| WORDS.saying.contains(word))
}

/// Whether what follows a quote says who spoke, and nothing more: 弗里克說。 她表示，
fn chinese_saying(next: &str) -> bool {
    let len = next.find(|c| Class::of(c) != Class::Han).unwrap_or(next.len());
    let (clause, rest) = next.split_at_checked(len).unwrap_or_default();
    let Some(speaker) = WORDS.saying_zh.iter().find_map(|verb| clause.strip_suffix(verb)) else { return false };
    let speaker = speaker.chars().take(9).count();
    match rest.chars().next() {
        None | Some('\n' | '\r') => speaker < 9,
        Some(c) if STOPS.contains(&c) => speaker < 9,
        Some('，') => speaker < 3,
        _ => false,
    }
}

/// How far back an open quote is looked for, in bytes.
const LONGEST_QUOTE: usize = 600;

/// The word lists of `tables/sentence_words.tsv`.
#[derive(Default)]
struct WordLists {
    titles: FxHashSet<&'static str>,
    may_end: FxHashSet<&'static str>,
    numbered: FxHashSet<&'static str>,
    times: FxHashSet<&'static str>,
    zones: FxHashSet<&'static str>,
    starts: FxHashSet<&'static str>,
    open: FxHashSet<&'static str>,
    saying: FxHashSet<&'static str>,
    saying_zh: Vec<&'static str>,
}

impl WordLists {
    /// Adds words to a list; false if there is no such list.
    fn add(&mut self, list: &str, words: impl Iterator<Item = &'static str>) -> bool {
        match list {
            "title" => self.titles.extend(words),
            "may-end" => self.may_end.extend(words),
            "numbered" => self.numbered.extend(words),
            "time" => self.times.extend(words),
            "zone" => self.zones.extend(words),
            "start" => self.starts.extend(words),
            "open" => self.open.extend(words),
            "saying" => self.saying.extend(words),
            "saying-zh" => self.saying_zh.extend(words),
            _ => return false,
        }
        true
    }
}

const TABLE: &str = include_str!("tables/sentence_words.tsv");

static WORDS: LazyLock<WordLists> = LazyLock::new(|| {
    let mut lists = WordLists::default();
    for [list, words] in rows(TABLE) {
        lists.add(list, words.split_whitespace());
    }
    lists
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_known() {
        let mut lists = WordLists::default();
        let unknown = rows(TABLE).find(|[list, words]| !lists.add(list, words.split_whitespace()));
        assert_eq!(unknown, None);
    }
}
