//! Words: the text with its language spans comes in, tokens go out.
//!
//! Chinese goes through jieba on the folded view, everything else through UAX #29 with a few repairs; never the one
//! through the other's hands. Tokens and the blanks between them cover the text.

mod chinese;
mod kept;
mod latin;
#[cfg(feature = "lattice")]
mod lattice;
mod numeral;
mod settings;
mod token;
mod upos;
mod user_dictionary;

use std::borrow::Cow;
use std::sync::OnceLock;

pub use chinese::check_dictionary;
#[cfg(feature = "lattice")]
pub use lattice::{Lattice, LatticeWord};
pub use settings::{Mode, Segmentation};
pub use token::Token;
pub use upos::upos;
pub use user_dictionary::{LineFault, UserWord, read_user_dictionary};

use crate::Span;
use crate::gazetteer::{NameWords, is_han};
use crate::lang::{Language, LanguageSpan};
use crate::text::Folded;
use chinese::Chinese;

/// Cuts text into words. Immutable; jieba is loaded when the first Chinese run arrives.
pub(crate) struct Segmenter {
    settings: Segmentation,
    /// Names that are kept whole among the tokens; asked for when jieba is loaded.
    names: Box<dyn Fn() -> NameWords<'static> + Send + Sync>,
    /// With the names: what the mentions rest on, and the tokens unless names may be cut.
    chinese: OnceLock<Chinese>,
    /// Without them.
    without_names: OnceLock<Chinese>,
    /// What the lattices are built from.
    #[cfg(feature = "lattice")]
    frequencies: OnceLock<lattice::Frequencies>,
}

impl Segmenter {
    /// A segmenter with these settings that keeps these names (folded) whole.
    pub(crate) fn new(settings: Segmentation, names: impl Fn() -> NameWords<'static> + Send + Sync + 'static) -> Self {
        let names = Box::new(names);
        Segmenter {
            settings,
            names,
            chinese: OnceLock::new(),
            without_names: OnceLock::new(),
            #[cfg(feature = "lattice")]
            frequencies: OnceLock::new(),
        }
    }

    fn chinese(&self) -> &Chinese {
        self.chinese.get_or_init(|| Chinese::new(&self.settings, (self.names)()))
    }

    /// What cuts the tokens.
    fn for_tokens(&self) -> &Chinese {
        if self.settings.keep_names {
            return self.chinese();
        }
        self.without_names.get_or_init(|| Chinese::new(&self.settings, NameWords::default()))
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
        let mut held = Held { folded, dotted, words: Vec::new(), cover };
        for (run, han) in han_runs(text, range) {
            if han {
                self.for_tokens().words(text, run, pos, |word, tag| match numeral::cut(word.of(text)) {
                    Some(at) if self.settings.mode == Mode::Default => {
                        held.push(self, Span::new(word.start, word.start + at), tag.and(Some("m")));
                        held.push(self, Span::new(word.start + at, word.end), tag.and(Some("q")));
                    }
                    _ => held.push(self, word, tag),
                });
            } else {
                latin::words(text, run, |word| held.push(self, word, None));
            }
        }
        held.flush(self);
    }

    /// The lattices of the Chinese runs of a document.
    #[cfg(feature = "lattice")]
    pub(crate) fn lattices(&self, folded: &Folded<'_>, spans: &[LanguageSpan]) -> Vec<Lattice> {
        let chinese = self.for_tokens();
        let dictionary = self.settings.dictionary.as_deref();
        let frequencies = self.frequencies.get_or_init(|| lattice::Frequencies::new(dictionary, chinese.added()));
        let text = folded.as_str();
        let original = |span| folded.to_original(span);
        let mut lattices = Vec::new();
        for span in spans.iter().filter(|span| span.language == Language::ZH) {
            for (run, _) in han_runs(text, folded.to_folded_span(span.span)).filter(|(_, han)| *han) {
                let mut words = frequencies.lattice(text, run);
                let mut guessed = Vec::new();
                chinese.words(text, run, false, |word, _| {
                    let known = words.iter().any(|known| known.span == word);
                    guessed.extend((!known).then(|| original(word)));
                });
                words.iter_mut().for_each(|word| word.span = original(word.span));
                lattices.push(Lattice { span: original(run), words, guessed });
            }
        }
        lattices
    }

    /// Whether jieba's dictionary or the names hold this word (folded).
    pub(crate) fn is_word(&self, word: &str) -> bool {
        self.chinese().is_word(word)
    }

    /// The ends of the words of a run of Han characters, as byte offsets into `text` (folded); the start of the run is
    /// left out. Words of the dictionary only: those that the HMM guesses from single characters (港媒评, 法将) would hide
    /// names.
    pub(crate) fn word_ends(&self, text: &str, run: Span) -> Vec<usize> {
        let mut ends = Vec::new();
        self.chinese().dictionary_words(text, run, |word| ends.push(word.end));
        ends
    }
}

/// Stretches of `text[range]` that are all Han or hold no Han, in order.
pub(crate) fn han_runs(text: &str, range: Span) -> impl Iterator<Item = (Span, bool)> {
    let mut at = range.start;
    std::iter::from_fn(move || {
        let rest = text.get(at..range.end)?;
        let han = is_han(rest.chars().next()?);
        let len = rest.find(|c| is_han(c) != han).unwrap_or(rest.len());
        let run = Span::new(at, at + len);
        at = run.end;
        Some((run, han))
    })
}

/// Words of a Chinese span on their way out: parts of a name with middle dots are joined.
struct Held<'a, 'c, 't> {
    folded: &'a Folded<'t>,
    /// Whether the span has middle dots at all.
    dotted: bool,
    /// A chain `word · word ...` that may become one name.
    words: Vec<(Span, Option<String>)>,
    cover: &'a mut Cover<'c>,
}

impl Held<'_, '_, '_> {
    fn push(&mut self, segmenter: &Segmenter, word: Span, tag: Option<&str>) {
        if !self.dotted {
            self.cover.push(self.folded.to_original(word), tag.map(str::to_owned));
            return;
        }
        let dot = word.of(self.folded.as_str()) == "·";
        let chained = self
            .words
            .last()
            .is_some_and(|(last, _)| last.end == word.start && (dot || last.of(self.folded.as_str()) == "·"));
        if !chained {
            self.flush(segmenter);
        }
        self.words.push((word, tag.map(str::to_owned)));
    }

    fn flush(&mut self, segmenter: &Segmenter) {
        let whole =
            self.words.first().zip(self.words.last()).map(|((first, _), (last, _))| Span::new(first.start, last.end));
        let name = whole.filter(|whole| {
            self.words.len() > 2 && segmenter.for_tokens().is_dotted_name(whole.of(self.folded.as_str()))
        });
        if let Some(name) = name {
            self.words.clear();
            self.words.push((name, Some("nr".to_owned())));
        }
        for (word, tag) in self.words.drain(..) {
            self.cover.push(self.folded.to_original(word), tag);
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
    fn push(&mut self, span: Span, tag: Option<String>) {
        self.gap(span.start);
        let pos = self.pos.then(|| tag.map_or_else(|| part_of_speech(span.of(self.text)), Cow::Owned));
        self.tokens.push(Token { span, language: self.language, pos });
        // In the modes with overlapping words a shorter one may end before.
        self.at = self.at.max(span.end);
    }

    fn finish(&mut self, end: usize) {
        self.gap(end);
    }

    fn gap(&mut self, end: usize) {
        if end <= self.at {
            return;
        }
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
