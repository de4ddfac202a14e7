//! Words: the text with its language spans comes in, tokens go out.
//!
//! Chinese goes through jieba on the folded view, everything else through UAX #29 with a few repairs; never the one
//! through the other's hands. Tokens and the blanks between them cover the text.

mod chinese;
mod dictionary;
mod double_array;
mod kept;
mod latin;
mod lattice;
mod numeral;
mod settings;
mod token;
mod upos;
mod user_dictionary;

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::{LazyLock, OnceLock};

pub use chinese::check_dictionary;
pub use lattice::{Lattice, LatticeWord};
pub use settings::{Mode, Segmentation};
pub use token::Token;
pub use upos::upos;
pub use user_dictionary::{LineFault, UserWord, read_user_dictionary};

use crate::Span;
use crate::gazetteer::{NameWords, is_han};
use crate::lang::{Language, LanguageSpan};
use crate::text::{Folded, plain_han};
use chinese::Chinese;
use dictionary::{Dictionary, Names};
use lattice::{Base, Frequencies};

/// jieba's dictionary with the names of the built-in gazetteer, as the build stored it.
fn stored() -> Option<&'static Dictionary> {
    const BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/dictionary.bin"));
    static STORED: LazyLock<Option<Dictionary>> = LazyLock::new(|| Dictionary::load(BYTES));
    STORED.as_ref()
}

/// Cuts text into words. Immutable; dictionaries are loaded when the first Chinese run arrives.
pub(crate) struct Segmenter {
    settings: Segmentation,
    /// The stored dictionary, where its words and names are those that are asked for.
    stored: fn() -> Option<&'static Dictionary>,
    /// Names that are kept whole among the tokens; asked for when jieba is loaded.
    names: Box<dyn Fn() -> NameWords<'static> + Send + Sync>,
    /// Names with a middle dot, which no dictionary word can hold: their parts are joined after the cut.
    dotted: OnceLock<HashSet<Cow<'static, str>>>,
    /// jieba with the names: what the mentions rest on, and the tokens unless names may be cut.
    chinese: OnceLock<Chinese>,
    /// Without them.
    without_names: OnceLock<Chinese>,
    /// What the lattices are built from.
    frequencies: OnceLock<Frequencies>,
}

/// From so many on in jieba's counts a word is hardly a piece of a transcription: 莱德 has 15, 伯格 41, 威尔 52, 布里 134; 大力
/// 2,526, 亲自 5,315, 多次 5,410.
const COMMON: u64 = 300;

impl Segmenter {
    /// A segmenter with these settings that keeps these names (folded) whole; `built_in` says that they are those of the
    /// built-in gazetteer and no others.
    pub(crate) fn new(
        settings: Segmentation,
        built_in: bool,
        names: impl Fn() -> NameWords<'static> + Send + Sync + 'static,
    ) -> Self {
        let own = settings.dictionary.is_some() || !settings.user_words.is_empty();
        Segmenter {
            settings,
            stored: if built_in && !own { stored } else { || None },
            names: Box::new(names),
            dotted: OnceLock::new(),
            chinese: OnceLock::new(),
            without_names: OnceLock::new(),
            frequencies: OnceLock::new(),
        }
    }

    fn chinese(&self) -> &Chinese {
        self.chinese.get_or_init(|| Chinese::new(&self.settings, (self.names)()))
    }

    /// The names that tokens keep whole.
    fn kept_names(&self) -> Names {
        if self.settings.keep_names { Names::With } else { Names::Without }
    }

    /// jieba as it cuts the tokens.
    fn for_tokens(&self) -> &Chinese {
        if self.settings.keep_names {
            return self.chinese();
        }
        self.without_names.get_or_init(|| Chinese::new(&self.settings, NameWords::default()))
    }

    /// The stored dictionary, where it cuts what these settings cut.
    fn stored_for_tokens(&self, pos: bool) -> Option<&'static Dictionary> {
        (self.stored)().filter(|_| !pos && self.settings.mode == Mode::Default)
    }

    /// Whether the gazetteer holds this name with a middle dot, and tokens keep it whole.
    fn is_dotted_name(&self, name: &str) -> bool {
        let dotted = || (self.names)().dotted.into_iter().collect();
        self.settings.keep_names && self.dotted.get_or_init(dotted).contains(name)
    }

    /// Whether tokens are cut from the folded view.
    pub(crate) fn is_folded(&self) -> bool {
        self.settings.folded
    }

    /// The tokens of a document.
    pub(crate) fn tokens(&self, folded: &Folded<'_>, spans: &[LanguageSpan], pos: bool) -> Vec<Token> {
        let mut tokens = Vec::with_capacity(folded.original().len() / 4);
        for span in spans {
            let mut cover = Cover {
                text: folded.original(),
                language: span.language,
                at: span.span.start,
                pos,
                tokens: &mut tokens,
            };
            if span.language == Language::ZH {
                self.chinese_span(folded, span.span, pos, &mut cover);
            } else {
                latin::words(folded.original(), span.span, |word| cover.push(word, None));
            }
            cover.finish(span.span.end);
        }
        tokens
    }

    /// A Chinese span: Han runs to jieba, what stands between them (numbers, punctuation) to UAX #29.
    fn chinese_span(&self, folded: &Folded<'_>, span: Span, pos: bool, cover: &mut Cover<'_>) {
        let text = folded.as_str();
        let range = folded.to_folded_span(span);
        let dotted = range.of(text).contains('·');
        let numerals = self.settings.mode == Mode::Default;
        let mut held = Held { segmenter: self, folded, dotted, numerals, words: Vec::new(), cover };
        let mut ends = Vec::new();
        for (run, han) in han_runs(text, range) {
            if !han {
                latin::words(text, run, |word| held.push(word, None));
            } else if let Some(dictionary) = self.stored_for_tokens(pos) {
                dictionary.cut(text, run, self.kept_names(), self.settings.hmm, &mut ends);
                words_between(run.start, &ends).for_each(|word| held.push_han(word, None));
            } else {
                self.for_tokens().words(text, run, pos, |word, tag| held.push_han(word, tag));
            }
        }
        held.flush();
    }

    /// The lattices of the Chinese runs of a document.
    pub(crate) fn lattices(&self, folded: &Folded<'_>, spans: &[LanguageSpan]) -> Vec<Lattice> {
        let frequencies = self.frequencies.get_or_init(|| {
            if let Some(stored) = (self.stored)() {
                return Frequencies::new(Base::Stored(stored, self.kept_names()), &[]);
            }
            let base = match (self.settings.dictionary.as_deref(), stored()) {
                (None, Some(stored)) => Base::Stored(stored, Names::Without),
                (dictionary, _) => Base::Text(dictionary.unwrap_or_default()),
            };
            Frequencies::new(base, self.for_tokens().added())
        });
        let text = folded.as_str();
        let original = |span| folded.to_original(span);
        let mut lattices = Vec::new();
        let mut ends = Vec::new();
        for span in spans.iter().filter(|span| span.language == Language::ZH) {
            for (run, _) in han_runs(text, folded.to_folded_span(span.span)).filter(|(_, han)| *han) {
                let mut words = frequencies.lattice(text, run);
                let mut guessed = Vec::new();
                let mut guess = |word: Span| {
                    // The words stand in order of place and length.
                    let known =
                        words.binary_search_by_key(&(word.start, word.end), |known| (known.span.start, known.span.end));
                    guessed.extend(known.is_err().then(|| original(word)));
                };
                if let Some(dictionary) = self.stored_for_tokens(false) {
                    dictionary.cut(text, run, self.kept_names(), self.settings.hmm, &mut ends);
                    words_between(run.start, &ends).for_each(&mut guess);
                } else {
                    self.for_tokens().words(text, run, false, |word, _| guess(word));
                }
                words.iter_mut().for_each(|word| word.span = original(word.span));
                lattices.push(Lattice { span: original(run), words, guessed });
            }
        }
        lattices
    }

    /// Whether jieba's dictionary or the names hold this word (folded).
    pub(crate) fn is_word(&self, word: &str) -> bool {
        match (self.stored)() {
            Some(dictionary) => dictionary.frequency(word, Names::With).is_some(),
            None => self.chinese().is_word(word),
        }
    }

    /// Whether a word of the dictionary is met more often than names are; of a dictionary of the user's any word is.
    pub(crate) fn is_common(&self, word: &str) -> bool {
        match (self.stored)() {
            Some(dictionary) => dictionary.frequency(word, Names::Without).is_some_and(|often| often >= COMMON),
            None => self.chinese().is_word(word),
        }
    }

    /// The ends of the words of a run of Han characters, as byte offsets into `text` (folded); the start of the run is
    /// left out. Words of the dictionary only: those that the HMM guesses from single characters (港媒评, 法将) would hide
    /// names.
    pub(crate) fn word_ends(&self, text: &str, run: Span) -> Vec<usize> {
        let mut ends = Vec::new();
        match (self.stored)() {
            Some(dictionary) => dictionary.cut(text, run, Names::With, false, &mut ends),
            None => self.chinese().dictionary_words(text, run, |word| ends.push(word.end)),
        }
        ends
    }
}

/// Words that stand end to end from `start` on.
fn words_between(start: usize, ends: &[usize]) -> impl Iterator<Item = Span> {
    ends.iter().scan(start, |start, &end| Some(Span::new(std::mem::replace(start, end), end)))
}

/// Stretches of `text[range]` that are all Han or hold no Han, in order.
pub(crate) fn han_runs(text: &str, range: Span) -> impl Iterator<Item = (Span, bool)> {
    let mut at = range.start;
    std::iter::from_fn(move || {
        let rest = text.get(at..range.end)?;
        let han = is_han(rest.chars().next()?);
        let plain = if han { plain_han(rest.as_bytes()) } else { 0 };
        let len = rest.get(plain..)?.find(|c| is_han(c) != han).map_or(rest.len(), |len| plain + len);
        let run = Span::new(at, at + len);
        at = run.end;
        Some((run, han))
    })
}

/// Words of a Chinese span on their way out: parts of a name with middle dots are joined.
struct Held<'a, 'c, 't> {
    segmenter: &'a Segmenter,
    folded: &'a Folded<'t>,
    /// Whether the span has middle dots at all.
    dotted: bool,
    /// Whether a numeral and its measure word are cut.
    numerals: bool,
    /// A chain `word · word ...` that may become one name.
    words: Vec<(Span, Option<String>)>,
    cover: &'a mut Cover<'c>,
}

impl Held<'_, '_, '_> {
    /// A word of Han characters.
    #[inline(always)]
    fn push_han(&mut self, word: Span, tag: Option<&str>) {
        match numeral::cut(word.of(self.folded.as_str())).filter(|_| self.numerals) {
            Some(at) => {
                self.push(Span::new(word.start, word.start + at), tag.and(Some("m")));
                self.push(Span::new(word.start + at, word.end), tag.and(Some("q")));
            }
            None => self.push(word, tag),
        }
    }

    #[inline(always)]
    fn push(&mut self, word: Span, tag: Option<&str>) {
        if self.dotted {
            self.hold(word, tag);
        } else {
            self.cover.push(self.folded.to_original(word), tag);
        }
    }

    fn hold(&mut self, word: Span, tag: Option<&str>) {
        let text = self.folded.as_str();
        let dot = word.of(text) == "·";
        let chained =
            self.words.last().is_some_and(|(last, _)| last.end == word.start && (dot || last.of(text) == "·"));
        if !chained {
            self.flush();
        }
        self.words.push((word, tag.map(str::to_owned)));
    }

    fn flush(&mut self) {
        let whole =
            self.words.first().zip(self.words.last()).map(|((first, _), (last, _))| Span::new(first.start, last.end));
        let name =
            whole.filter(|whole| self.words.len() > 2 && self.segmenter.is_dotted_name(whole.of(self.folded.as_str())));
        if let Some(name) = name {
            self.words.clear();
            self.words.push((name, Some("nr".to_owned())));
        }
        for (word, tag) in self.words.drain(..) {
            self.cover.push(self.folded.to_original(word), tag.as_deref());
        }
    }
}

/// Tokens of one span on their way out: what no word covers (characters that folding skips) becomes a token of its own,
/// so that nothing is lost.
struct Cover<'a> {
    text: &'a str,
    language: Language,
    at: usize,
    pos: bool,
    tokens: &'a mut Vec<Token>,
}

impl Cover<'_> {
    #[inline]
    fn push(&mut self, span: Span, tag: Option<&str>) {
        if span.start > self.at {
            self.gap(span.start);
        }
        let owned = |tag: &str| Cow::Owned(tag.to_owned());
        let pos = self.pos.then(|| tag.map_or_else(|| part_of_speech(span.of(self.text)), owned));
        self.tokens.push(Token { span, language: self.language, pos });
        // In the modes with overlapping words a shorter one may end before.
        self.at = self.at.max(span.end);
    }

    fn finish(&mut self, end: usize) {
        if end > self.at {
            self.gap(end);
        }
    }

    /// Puts out what stands between the last word and `end`.
    fn gap(&mut self, end: usize) {
        let gap = Span::new(self.at, end).of(self.text);
        let kept = gap.trim();
        if !kept.is_empty() {
            let start = self.at + (gap.len() - gap.trim_start().len());
            let pos = self.pos.then_some(Cow::Borrowed("x"));
            self.tokens.push(Token { span: Span::new(start, start + kept.len()), language: self.language, pos });
        }
    }
}

/// The part of speech of what jieba did not see.
fn part_of_speech(word: &str) -> Cow<'static, str> {
    Cow::Borrowed(match word.chars().next() {
        Some(c) if c.is_numeric() => "m",
        Some(c) if c.is_alphabetic() => "eng",
        Some(c) if !c.is_control() && !c.is_whitespace() => "w",
        _ => "x",
    })
}
