//! Which language a Latin run is in: English, unless strong evidence says otherwise.
//!
//! A look at the function words of a line settles most: English ones beyond doubt, or those of one other language. whatlang
//! is slow and wrong on short text, so it is asked only about stretches of at least [`MIN_LETTERS`] letters that this
//! leaves in doubt, and believed only among the languages of `tables/languages.tsv` and when it calls itself reliable.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::language::Language;
use crate::Span;
use crate::table::{self, rows, words};

const LANGUAGES: &str = include_str!("tables/languages.tsv");
const OTHER_WORDS: &str = include_str!("tables/function_words.tsv");
const ENGLISH_WORDS: &str = include_str!("tables/english_words.txt");

/// Below this number of letters whatlang is not asked: 'Hello' is Danish to it, 'Hong Kong' Javanese.
const MIN_LETTERS: usize = 20;

/// Text is English beyond doubt if one of this many of its words is a function word of English.
const ENGLISH_SHARE: usize = 8;

/// Another language's function words settle it from this many on, if they are one of [`FOREIGN_SHARE`] words and more than
/// the English ones.
const FOREIGN_WORDS: usize = 2;
const FOREIGN_SHARE: usize = 6;

/// A function word.
#[derive(Default)]
struct FunctionWord {
    english: bool,
    /// Other languages that have it.
    others: Vec<Language>,
    weight: Weight,
}

/// What a function word tells where no other of its language stands beside it.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// Its language.
    #[default]
    Plain,
    /// Little: it stands in names of persons and places too.
    Particle,
    /// Nothing: it is an English word too.
    English,
}

static FUNCTION_WORDS: LazyLock<FxHashMap<&'static str, FunctionWord>> = LazyLock::new(|| {
    let mut all: FxHashMap<&str, FunctionWord> = FxHashMap::default();
    words(ENGLISH_WORDS).for_each(|word| all.entry(word).or_default().english = true);
    for [list, members] in rows(OTHER_WORDS) {
        for word in members.split_whitespace() {
            let word = all.entry(word).or_default();
            match list {
                "particle" => word.weight = Weight::Particle,
                "english" => word.weight = Weight::English,
                language => word.others.push(Language::new(language)),
            }
        }
    }
    all
});

/// The languages that are told apart, as whatlang and as we call them.
pub(super) static ALLOWED: LazyLock<Vec<(whatlang::Lang, Language)>> = LazyLock::new(|| {
    let pairs =
        rows(LANGUAGES).filter_map(|[theirs, ours]| Some((whatlang::Lang::from_code(theirs)?, Language::new(ours))));
    pairs.collect()
});

/// Letters that one language has alone among these.
static LETTERS: LazyLock<Vec<(Language, &'static str)>> =
    LazyLock::new(|| rows(LANGUAGES).map(|[_, language, _, letters]| (Language::new(language), letters)).collect());

static DETECTOR: LazyLock<whatlang::Detector> =
    LazyLock::new(|| whatlang::Detector::with_allowlist(ALLOWED.iter().map(|&(lang, _)| lang).collect()));

/// The languages of a Latin run, piece by piece: lines, and where a line is in doubt its sentences.
pub(super) fn languages(text: &str, run: Span, mut emit: impl FnMut(Span, Language)) {
    let mut at = run.start;
    for line in lines(run.of(text)) {
        let span = Span::new(at, at + line.len());
        at = span.end;
        if look(line) == Look::English {
            emit(span, Language::EN);
            continue;
        }
        let mut start = span.start;
        let mut last = Language::EN;
        for piece in sentences(line) {
            last = match look(piece) {
                Look::English => Language::EN,
                Look::Other(language) => language,
                // What nothing tells goes on in the language of the line.
                Look::Doubtful(hint) => ask(piece, hint).unwrap_or(last),
                Look::Short => last,
            };
            emit(Span::new(start, start + piece.len()), last);
            start += piece.len();
        }
    }
}

/// The lines of a text, each with the character that ends it.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = memchr::memchr2(b'\n', b'\r', rest.as_bytes()).map_or(rest.len(), |at| at + 1);
        let (line, tail) = rest.split_at_checked(end)?;
        rest = tail;
        (!line.is_empty()).then_some(line)
    })
}

/// What a look at the words of a stretch says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    English,
    Other(Language),
    /// The language with most function words, if there are more of them than English ones.
    Doubtful(Option<Language>),
    Short,
}

/// What of a stretch speaks for a language other than English.
struct Evidence {
    language: Language,
    words: usize,
    /// The weight of the one that tells most.
    weight: Weight,
}

fn look(text: &str) -> Look {
    let (mut letters, mut accented, mut words, mut english) = (0, 0, 0, 0);
    let mut foreign: Vec<Evidence> = Vec::new();
    let has_small = text.contains(char::is_lowercase);
    let mut pieces = words_of(text).peekable();
    while let Some(word) = pieces.next() {
        words += 1;
        let ascii = word.is_ascii();
        letters += if ascii { word.len() } else { word.chars().count() };
        let is_accented = !ascii && !word.contains('’');
        accented += usize::from(is_accented);
        let mut add = |language, weight| match foreign.iter_mut().find(|known| known.language == language) {
            Some(known) => {
                known.words += 1;
                known.weight = known.weight.min(weight);
            }
            None => foreign.push(Evidence { language, words: 1, weight }),
        };
        let known = function_word(word);
        english += usize::from(known.is_some_and(|known| known.english));
        // In a line that has small letters, a word with a capital is a name unless it begins the line: Kim Jong Un, the UN.
        // A particle begins a name there if none of its small words follows: La Paz, Van der Bellen.
        let begins_name = |next: &&str| is_capital(next) || function_word(next).is_some_and(FunctionWord::is_particle);
        let is_name = has_small
            && is_capital(word)
            && (words > 1 || known.is_some_and(FunctionWord::is_particle) && pieces.peek().is_some_and(begins_name));
        match known {
            _ if is_name => {}
            Some(known) => known.others.iter().for_each(|&language| add(language, known.weight)),
            None if is_accented && !(has_small && is_capital(word)) => {
                of_letters(word).into_iter().for_each(|language| add(language, Weight::Plain))
            }
            None => {}
        }
    }
    let most = foreign.iter().rev().max_by_key(|evidence| evidence.words);
    let others = foreign.iter().filter(|other| most.is_none_or(|most| other.language != most.language));
    let rival = others.map(|other| other.words).max().unwrap_or_default().max(english);
    match most {
        Some(&Evidence { language, words: count, weight: Weight::Plain })
            if count >= FOREIGN_WORDS && count > rival && count * FOREIGN_SHARE >= words =>
        {
            Look::Other(language)
        }
        _ if letters < MIN_LETTERS => Look::Short,
        _ if english * ENGLISH_SHARE < words || accented * ENGLISH_SHARE > words => {
            let hint = most.filter(|most| most.words > english && most.weight < Weight::English);
            let hint = hint.map(|most| most.language);
            Look::Doubtful(if english > 1 { hint.or(Some(Language::EN)) } else { hint })
        }
        _ => Look::English,
    }
}

/// Stretches of letters and apostrophes.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (_, tail) = rest.split_at_checked(run::<false>(rest))?;
        let (word, tail) = tail.split_at_checked(run::<true>(tail))?;
        rest = tail;
        (!word.is_empty()).then_some(word)
    })
}

/// How many bytes at the start of a text are in words, or in none.
fn run<const IN_WORD: bool>(text: &str) -> usize {
    let mut len = 0;
    for &b in text.as_bytes() {
        if !b.is_ascii() {
            // Most words are ASCII letters and nothing else.
            let rest = text.get(len..).unwrap_or_default();
            let inside = |c: char| c.is_alphabetic() || matches!(c, '\'' | '’');
            return len + rest.find(|c| inside(c) != IN_WORD).unwrap_or(rest.len());
        }
        if (b.is_ascii_alphabetic() || b == b'\'') != IN_WORD {
            break;
        }
        len += 1;
    }
    len
}

/// The longest function word, in bytes.
const LONGEST: usize = 16;

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

impl FunctionWord {
    fn is_particle(&self) -> bool {
        self.weight == Weight::Particle
    }
}

/// The language that alone has one of a word's letters.
fn of_letters(word: &str) -> Option<Language> {
    LETTERS.iter().find(|(_, letters)| word.contains(|c| letters.contains(c))).map(|&(language, _)| language)
}

/// A word as it is written or, at the start of a sentence, in small letters.
fn function_word(word: &str) -> Option<&'static FunctionWord> {
    let mut small = [0; LONGEST];
    let small = small.get_mut(..word.len())?;
    let words = &*FUNCTION_WORDS;
    let written = words.get(word);
    if written.is_some() || word.bytes().all(|b| b.is_ascii_lowercase()) {
        return written;
    }
    if !word.is_ascii() {
        return words.get(word.to_lowercase().as_str());
    }
    small.copy_from_slice(word.as_bytes());
    small.make_ascii_lowercase();
    words.get(str::from_utf8(small).ok()?)
}

/// Where no function word hints at a language, whatlang is believed from this many bytes on: a list of names is short.
const SURE: usize = 60;

/// What whatlang says, if it is sure or says what the function words hint at; where they hint, they weigh more.
fn ask(text: &str, hint: Option<Language>) -> Option<Language> {
    // Whatever whatlang says of these.
    if hint == Some(Language::EN) || hint.is_none() && text.len() < SURE {
        return hint;
    }
    let info = DETECTOR.detect(text)?;
    let language = ALLOWED.iter().find(|(lang, _)| *lang == info.lang()).map(|&(_, language)| language)?;
    match hint {
        Some(hint) => (hint == language).then_some(hint),
        None => info.is_reliable().then_some(language),
    }
}

/// A line cut behind sentence ends that a blank follows.
fn sentences(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = memchr::memchr3_iter(b'.', b'?', b'!', rest.as_bytes()).find_map(|at| {
            let tail = rest.get(at + 1..)?;
            let closed = tail.trim_start_matches(['"', '\'', '”', '’', '»', ')']);
            let blank = closed.starts_with(' ').then(|| closed.trim_start())?;
            blank.starts_with(|c: char| !c.is_lowercase()).then(|| rest.len() - blank.len())
        });
        let (piece, tail) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
        rest = tail;
        Some(piece)
    })
}

/// The language of text in a script that is neither Latin nor East Asian: by the letters that only one language uses, else
/// the script's most written one; `und` for scripts without a row.
pub(super) fn of_script(script: unicode_script::Script, text: &str) -> Language {
    let name = script.short_name();
    let mut usual = None;
    for (row, (language, letters)) in SCRIPTS.iter() {
        if *row != name {
            continue;
        }
        if letters.is_empty() {
            usual.get_or_insert(*language);
        } else if letters.chars().any(|c| text.contains(c)) {
            return *language;
        }
    }
    usual.unwrap_or(Language::UND)
}

pub(super) type ScriptRow = (&'static str, (Language, &'static str));

pub(super) static SCRIPTS: LazyLock<Vec<ScriptRow>> = LazyLock::new(|| {
    let row = |line: &'static str| {
        let (script, rest) = line.split_once('\t')?;
        let (language, letters) = rest.split_once('\t').unwrap_or((rest, ""));
        Some((script, (Language::new(language), letters)))
    };
    table::lines(include_str!("tables/scripts.tsv")).filter_map(row).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, &str)> {
        let mut found = Vec::new();
        languages(text, Span::new(0, text.len()), |span, language| found.push((span.of(text), language.as_str())));
        found
    }

    #[test]
    fn english_unless_told() {
        for text in ["Hello", "Hong Kong", "TVB News", "Kuala Lumpur, Jakarta, Bandar Seri Begawan"] {
            assert_eq!(found(text), [(text, "en")]);
        }
        let german = "Die Kanzlerin sprach gestern mit dem französischen Präsidenten über die Lage.";
        assert_eq!(found(german), [(german, "de")]);
    }

    #[test]
    fn one_line_two_languages() {
        let text =
            "Les ministres se sont réunis hier à Paris pour la première fois. The talks in Paris went on for a day.";
        let languages: Vec<&str> = found(text).iter().map(|&(_, language)| language).collect();
        assert_eq!(languages, ["fr", "en"]);
    }

    #[test]
    fn every_language_is_known() {
        assert_eq!(ALLOWED.len(), table::lines(LANGUAGES).count());
        let lists = rows(OTHER_WORDS).map(|[list, _]| list).filter(|list| !matches!(*list, "particle" | "english"));
        let known = |list: &str| ALLOWED.iter().any(|(_, language)| language.as_str() == list);
        assert_eq!(lists.filter(|list| !known(list)).collect::<Vec<_>>(), [""; 0]);
        assert!(ALLOWED.iter().any(|(_, language)| *language == Language::EN));
    }
}
