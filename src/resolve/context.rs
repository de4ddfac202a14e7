//! What the rules may ask about the text around a candidate: words, neighbours, languages. All offsets are bytes of the
//! folded text.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use aho_corasick::AhoCorasick;
use rustc_hash::{FxHashMap, FxHashSet};

use super::candidate::{Referent, Sense};
use super::home::Press;
use super::tables::{self, Words};
use crate::Span;
use crate::gazetteer::{Entity, Gazetteer, Subkind, is_han};
use crate::lang::{Language, LanguageSpan, Script};
use crate::segment::Segmenter;
use crate::text::{Date, Folded};

/// One document as the rules see it.
pub(crate) struct Context<'a> {
    pub(crate) gazetteer: &'a Gazetteer,
    pub(crate) folded: &'a Folded<'a>,
    /// The folded text.
    pub(crate) text: &'a str,
    spans: &'a [LanguageSpan],
    segmenter: &'a Segmenter,
    /// Ends of the words of the Han runs looked at so far, by the start of the run.
    runs: RefCell<BTreeMap<usize, Rc<Run>>>,
    /// The words of the document that tell homographs apart, looked for when the first homograph is met.
    witnesses: OnceCell<FxHashSet<&'static str>>,
    /// What stands behind middle dots.
    family_names: OnceCell<FxHashSet<String>>,
    /// The words that tell of a press and those of sports are looked for when something depends on them.
    press: OnceCell<Press>,
    sport: OnceCell<bool>,
    /// Nations asked for so far, and whether their usual names stand in the text.
    named: RefCell<FxHashMap<u32, bool>>,
    /// The day of the document (ISO 8601), if that is known.
    pub(crate) date: Option<String>,
    /// Whether the text uses capitals at all.
    pub(crate) has_capitals: bool,
    /// Whether it holds Chinese characters.
    pub(crate) has_han: bool,
}

/// How far the neighbourhood of a candidate reaches, in bytes: further than any rule has to look.
const SIDE: usize = 512;

/// The longest family name behind a middle dot, in characters.
const FAMILY: usize = 6;

/// The longest text that is a headline, in bytes.
const HEADLINE_BYTES: usize = 160;

/// The longest line that counts as a headline, in characters.
const HEADLINE: usize = 70;

/// A run of Han characters and where its words end.
struct Run {
    span: Span,
    ends: Vec<usize>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(
        gazetteer: &'a Gazetteer,
        segmenter: &'a Segmenter,
        folded: &'a Folded<'a>,
        spans: &'a [LanguageSpan],
        date: Option<&Date>,
    ) -> Self {
        let text = folded.as_str();
        let has_capitals = text.bytes().any(|b| b.is_ascii_uppercase());
        Context {
            gazetteer,
            folded,
            text,
            spans,
            segmenter,
            runs: RefCell::default(),
            witnesses: OnceCell::new(),
            family_names: OnceCell::new(),
            press: OnceCell::new(),
            sport: OnceCell::new(),
            named: RefCell::default(),
            date: date.map(Date::to_string),
            has_capitals,
            has_han: !text.is_ascii() && text.chars().any(is_han),
        }
    }

    /// The entity that a sense refers to; none for an organ without an entry of its own.
    pub(crate) fn entity(&self, sense: &Sense) -> Option<&'a Entity> {
        match sense.referent {
            Referent::Entity(index) => self.gazetteer.entity(index),
            Referent::Organ(..) => None,
        }
    }

    /// Whether a sense refers to a body of this sort.
    pub(crate) fn is_of(&self, sense: &Sense, subkind: Subkind) -> bool {
        self.entity(sense).is_some_and(|entity| entity.subkind == Some(subkind))
    }

    /// The state of what a sense refers to (ISO code); none for what is of no state.
    pub(crate) fn state(&self, sense: &Sense) -> Option<&'a str> {
        let (Referent::Entity(of) | Referent::Organ(of, _)) = sense.referent;
        self.gazetteer.entity(of)?.country.as_deref()
    }

    /// Whether a person of the state of a sense is called by the family name first.
    pub(crate) fn is_family_first(&self, sense: &Sense) -> bool {
        self.state(sense).is_some_and(|state| tables::FAMILY_FIRST.contains(state))
    }

    /// Whether the usual Chinese name of a nation stands anywhere in the text.
    pub(crate) fn names_in_full(&self, nation: Referent) -> bool {
        let Referent::Entity(index) = nation else { return false };
        let stands = || {
            let name = self.gazetteer.entity(index).and_then(|nation| nation.zh_hans.first());
            name.is_some_and(|name| self.text.contains(name.as_str()))
        };
        *self.named.borrow_mut().entry(index).or_insert_with(stands)
    }

    /// The language of the span that holds this offset.
    pub(crate) fn language_at(&self, offset: usize) -> Language {
        let original = self.folded.to_original(Span::new(offset, offset + 1)).start;
        let at = self.spans.partition_point(|span| span.span.end <= original);
        self.spans.get(at).map_or(Language::UND, |span| span.language)
    }

    /// Whether the Chinese of the document is Traditional.
    pub(crate) fn is_traditional(&self) -> bool {
        self.press() != Press::Mainland
    }

    /// Whose press writes the Chinese of the document: Traditional Chinese is Hong Kong's by words and characters of
    /// `tables/hong_kong.txt`. The folded view has lost the characters, so the text itself is asked.
    pub(crate) fn press(&self) -> Press {
        let text = self.folded.original();
        let says = |word: &&str| text.contains(*word);
        let taiwan = || tables::HONG_KONG.words().filter_map(|word| word.strip_prefix('-'));
        let hong_kong = || tables::HONG_KONG.words().any(|word| says(&word)) && !taiwan().any(|word| says(&word));
        *self.press.get_or_init(|| match self.spans.iter().any(|span| span.script == Script::HANT) {
            false => Press::Mainland,
            true if hong_kong() => Press::HongKong,
            true => Press::Taiwan,
        })
    }

    /// Whether the text has words of sports and arts.
    pub(crate) fn is_of_sport(&self) -> bool {
        let says_so = || tables::SPORT_WORDS.words().any(|word| self.text.contains(word));
        *self.sport.get_or_init(says_so)
    }

    /// Whether the whole text is a headline: one line of some length without a stop. It names nobody who is not well known.
    pub(crate) fn is_headline(&self) -> bool {
        let line = self.text.trim_end();
        line.len() <= HEADLINE_BYTES && !line.contains('\n') && !line.ends_with(['.', '。', '"', '”'])
    }

    /// Whether a span stands in a line of some length without a Chinese full stop.
    pub(crate) fn in_headline(&self, span: Span) -> bool {
        let (before, behind) = self.sides(span);
        let head = before.chars().rev().take(HEADLINE).take_while(|&c| c != '\n');
        let tail = behind.chars().take(HEADLINE).take_while(|&c| c != '\n');
        let mut length = 0;
        let mut stop = false;
        for c in head.chain(tail) {
            length += 1;
            stop |= c == '。';
        }
        length < HEADLINE && !stop
    }

    /// Whether a span stands at the start of a clause.
    pub(crate) fn starts_clause(&self, span: Span) -> bool {
        let before = self.text.get(..span.start).and_then(|head| head.chars().next_back());
        before.is_none_or(|c| c.is_whitespace() || tables::CLAUSE_MARKS.contains(&c))
    }

    /// Whether the line around a span has words in small letters as running text has: in a headline in title case a capital
    /// tells nothing.
    pub(crate) fn is_running_text(&self, span: Span) -> bool {
        let (before, behind) = self.sides(span);
        let line = [before.rsplit('\n').next().unwrap_or_default(), behind.split('\n').next().unwrap_or_default()];
        let mut words = line.into_iter().flat_map(|part| part.split(' ')).filter(|word| word.len() > 4);
        words.any(|word| word.starts_with(|c: char| c.is_ascii_lowercase()))
    }

    /// The text right before a candidate, and right behind it: [`SIDE`] bytes at most, so that no rule reads a long text
    /// once more for every name in it.
    pub(crate) fn sides(&self, span: Span) -> (&'a str, &'a str) {
        let boundary = |at: &usize| self.text.is_char_boundary(*at);
        let start = (span.start.saturating_sub(SIDE)..span.start).find(boundary).unwrap_or(span.start);
        let last = self.text.len().min(span.end.saturating_add(SIDE));
        let end = (span.end..=last).rev().find(boundary).unwrap_or(span.end);
        (self.text.get(start..span.start).unwrap_or_default(), self.text.get(span.end..end).unwrap_or_default())
    }

    /// All places of some strings in the document, with the place of each in `strings`.
    pub(crate) fn places(&self, strings: &[String]) -> Vec<(usize, Span)> {
        // An automaton pays from a handful of strings on.
        if strings.len() < 8 {
            let found = (0..).zip(strings).flat_map(|(number, string)| {
                self.text.match_indices(string).map(move |(at, _)| (number, Span::new(at, at + string.len())))
            });
            return found.collect();
        }
        let automaton = AhoCorasick::new(strings).ok();
        let found = automaton.iter().flat_map(|automaton| automaton.find_overlapping_iter(self.text));
        found.map(|found| (found.pattern().as_usize(), Span::new(found.start(), found.end()))).collect()
    }

    /// Whether a Chinese name of up to [`FAMILY`] characters stands behind a given name and a middle dot anywhere: 金·福克斯.
    pub(crate) fn is_family_name(&self, name: &str) -> bool {
        let behind_dots = || {
            let dots = self.text.match_indices('·').filter_map(|(at, dot)| self.text.get(at + dot.len()..));
            let names = dots.flat_map(|tail| {
                let ends = tail.char_indices().take(FAMILY).take_while(|(_, c)| is_han(*c));
                ends.filter_map(move |(at, c)| tail.get(..at + c.len_utf8()).map(str::to_owned))
            });
            names.collect()
        };
        self.family_names.get_or_init(behind_dots).contains(name)
    }

    /// Whether one of the words that tell homographs apart stands anywhere in the document.
    pub(crate) fn has_witness(&self, word: &str) -> bool {
        self.witnesses.get_or_init(|| tables::WITNESSES.standing_in(self.text)).contains(word)
    }

    /// The longest entry of `list` that stands right before `offset`, at most eight characters long.
    pub(crate) fn cue_before(&self, offset: usize, list: &Words) -> Option<&'a str> {
        list.ending(self.text.get(..offset)?)
    }

    /// The longest entry of `list` that stands right behind `offset`, at most eight characters long.
    pub(crate) fn cue_behind(&self, offset: usize, list: &Words) -> Option<&'a str> {
        list.starting(self.text.get(offset..)?)
    }

    /// The longest entry of `list` that stands behind `offset` and up to two adverbs: 一再|表示, 又|裁员. A single character
    /// counts where it is a word: 批 is a verb, and the start of 批发.
    pub(crate) fn behind_adverbs(&self, offset: usize, list: &Words) -> Option<&'a str> {
        let mut at = offset;
        for _ in 0..3 {
            let whole = |cue: &&str| {
                cue.chars().nth(1).is_some() || self.word_at(at).is_none_or(|word| word.len() == cue.len())
            };
            if let Some(cue) = self.cue_behind(at, list).filter(whole) {
                return Some(cue);
            }
            at += self.cue_behind(at, &tables::ADVERBS_ZH).map(str::len).or_else(|| self.date_at(at))?;
        }
        None
    }

    /// The bytes of a day or month in digits: 6月, 7日, 6月7日.
    fn date_at(&self, offset: usize) -> Option<usize> {
        let text = self.text.get(offset..)?;
        let unit = |text: &str, unit: char| {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            (1..=2)
                .contains(&digits)
                .then(|| text.get(digits..)?.strip_prefix(unit))?
                .map(|rest| text.len() - rest.len())
        };
        match (unit(text, '月'), unit(text, '日')) {
            (Some(month), _) => Some(month + text.get(month..).and_then(|day| unit(day, '日')).unwrap_or_default()),
            (None, day) => day,
        }
    }

    /// The word of Han text that covers the character at `offset`.
    pub(crate) fn word_at(&self, offset: usize) -> Option<Span> {
        let run = self.run_at(offset)?;
        let at = run.ends.partition_point(|&end| end <= offset);
        let end = *run.ends.get(at)?;
        let start = at.checked_sub(1).and_then(|at| run.ends.get(at)).copied().unwrap_or(run.span.start);
        Some(Span::new(start, end))
    }

    /// Whether a word of Han text starts at `offset`; true where no Han character stands.
    pub(crate) fn starts_word(&self, offset: usize) -> bool {
        self.word_at(offset).is_none_or(|word| word.start == offset)
    }

    /// Whether a word ends at `end`, or no Han text stands before it: 抛 is a verb, and the start of 抛锚.
    pub(crate) fn ends_word(&self, end: usize) -> bool {
        let last = self.text.get(..end).and_then(|head| head.chars().next_back()).map_or(0, char::len_utf8);
        self.word_at(end - last).is_none_or(|word| word.end == end)
    }

    /// Whether `text[start..end]` is a word of the dictionary of two characters and more.
    pub(crate) fn is_phrase(&self, start: usize, end: usize) -> bool {
        let word = self.text.get(start..end).unwrap_or_default();
        word.chars().nth(1).is_some() && self.segmenter.is_word(word)
    }

    /// Whether a word is one of the dictionary that is met more often than names are.
    pub(crate) fn is_common(&self, word: &str) -> bool {
        self.segmenter.is_common(word)
    }

    fn run_at(&self, offset: usize) -> Option<Rc<Run>> {
        let known = self.runs.borrow().range(..=offset).next_back().map(|(_, run)| Rc::clone(run));
        if let Some(run) = known.filter(|run| offset < run.span.end) {
            return Some(run);
        }
        let tail = self.text.get(offset..)?;
        if !tail.starts_with(is_han) {
            return None;
        }
        let end = tail.find(|c| !is_han(c)).map_or(self.text.len(), |len| offset + len);
        let head = self.text.get(..offset)?;
        let start = head.char_indices().rev().take_while(|&(_, c)| is_han(c)).last().map_or(offset, |(at, _)| at);
        let span = Span::new(start, end);
        let run = Rc::new(Run { span, ends: self.segmenter.word_ends(self.text, span) });
        self.runs.borrow_mut().insert(start, Rc::clone(&run));
        Some(run)
    }
}

/// The bytes of the last character of a text.
pub(crate) fn last_len(text: &str) -> usize {
    text.chars().next_back().map_or(0, char::len_utf8)
}

/// The last English word of `head`, across one blank; none if the sentence or line ends between.
pub(crate) fn word_before(head: &str) -> Option<&str> {
    let trimmed = head.strip_suffix(' ').unwrap_or(head);
    let start = trimmed
        .rfind(|c: char| !is_word_char(c))
        .map_or(0, |at| at + trimmed.get(at..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8));
    let word = trimmed.get(start..)?;
    (!word.is_empty()).then_some(word)
}

/// The first English word of `tail`, across one blank.
pub(crate) fn word_behind(tail: &str) -> Option<&str> {
    let trimmed = tail.strip_prefix(' ').unwrap_or(tail);
    let end = trimmed.find(|c: char| !is_word_char(c)).unwrap_or(trimmed.len());
    // The stop behind the last word of a sentence is not part of it; that of U.S. is.
    let word = trimmed.get(..end)?;
    let plain = word.trim_end_matches(['.', '-', '\'']);
    let word = if plain.contains('.') { word } else { plain };
    (!word.is_empty()).then_some(word)
}

/// Whether a text ends where a sentence of Latin text may begin, quotes and brackets apart.
pub(crate) fn opens_sentence(before: &str) -> bool {
    before
        .trim_end_matches([' ', '"', '\'', '('])
        .chars()
        .next_back()
        .is_none_or(|c| matches!(c, '.' | '!' | '?' | '\n' | ':'))
}

/// What may stand in a word of Latin text.
fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() && !is_han(c) || matches!(c, '\'' | '.' | '-')
}

/// What stands in the bracket that a text begins with, blanks before it apart, and where: 罗斯| (Justin Rose).
pub(crate) fn bracket_behind(text: &str) -> Option<(usize, &str)> {
    let tail = text.trim_start_matches(' ').strip_prefix(['(', '（'])?;
    let (inside, _) = tail.split_once([')', '）'])?;
    Some((text.len() - tail.len(), inside))
}

/// Whether the marks of a title stand around what is between two texts: 《|政客|》.
pub(crate) fn in_title_marks((before, behind): (&str, &str)) -> bool {
    before.ends_with('《') && behind.starts_with('》')
}
