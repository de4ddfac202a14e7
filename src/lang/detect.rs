//! Language spans: the text comes in, stretches of one language go out, end to end.
//!
//! Script decides, not statistics: letters belong to their script, neutral characters to their neighbours
//! ([`super::neutral`]). Then Han beside kana is Japanese and beside Hangul Korean, and long Latin runs that do not look
//! English are asked about ([`super::latin`]).

use std::collections::HashSet;
use std::sync::LazyLock;

use super::class::STOPS;
use super::language::{Language, Script};
use super::latin;
use super::neutral::{only_tongue, tongues};
use super::scan::{Kind, Run, Tongue, scan};
use super::side::Sides;
use crate::Span;
use crate::table::lines;

/// A stretch of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LanguageSpan {
    /// Where, in bytes.
    pub span: Span,
    /// The language.
    pub language: Language,
    /// The script of its letters.
    pub script: Script,
}

/// The language spans of a text. They cover it end to end; an empty text has none.
///
/// ```
/// use diglot::lang::language_spans;
///
/// let text = "President Xi 習近平 to visit Russia";
/// let languages: Vec<&str> = language_spans(text).iter().map(|span| span.language.as_str()).collect();
/// assert_eq!(languages, ["en", "zh", "en"]);
/// ```
pub fn language_spans(text: &str) -> Vec<LanguageSpan> {
    spans_and_sides(text).0
}

/// The language spans of a text, and what its Chinese characters say about their script.
pub(super) fn spans_and_sides(text: &str) -> (Vec<LanguageSpan>, Sides) {
    let runs = scan(text);
    let mut spans: Vec<LanguageSpan> = Vec::new();
    let mut push = |span: Span, language: Language, script: Script| match spans.last_mut() {
        Some(last) if last.language == language => last.span.end = span.end,
        _ => spans.push(LanguageSpan { span, language, script }),
    };
    let mut put = |span: Span, tongue: Option<Tongue>| match tongue {
        None => push(span, Language::UND, Script::ZYYY),
        Some(Tongue::Han) => push(span, Language::ZH, Script::UNDECIDED),
        Some(Tongue::Kana) => push(span, Language::JA, Script::JPAN),
        Some(Tongue::Hangul) => push(span, Language::KO, Script::KORE),
        Some(Tongue::Latin) => latin::languages(text, span, |span, language| push(span, language, Script::LATN)),
        Some(Tongue::Other(script)) => {
            push(span, latin::of_script(script, span.of(text)), Script::new(script.short_name()));
        }
    };
    match only_tongue(&runs) {
        Some(_) if runs.is_empty() => {}
        Some(only) => put(Span::new(0, text.len()), only),
        None => {
            let mut tongues = tongues(text, &runs);
            east_asian(text, &runs, &mut tongues);
            stretches(&runs, &tongues).into_iter().for_each(|(span, tongue)| put(span, tongue));
        }
    }
    let mut all = Sides::default();
    for span in spans.iter_mut().filter(|span| span.language == Language::ZH) {
        let sides = Sides::of(span.span.of(text));
        span.script = sides.script();
        all += sides;
    }
    (spans, all)
}

/// Neighbouring runs of one tongue, put together.
fn stretches(runs: &[Run], tongues: &[Option<Tongue>]) -> Vec<(Span, Option<Tongue>)> {
    let mut stretches: Vec<(Span, Option<Tongue>)> = Vec::new();
    for (run, &tongue) in runs.iter().zip(tongues) {
        match stretches.last_mut() {
            Some((span, last)) if *last == tongue => span.end = run.span.end,
            _ => stretches.push((run.span, tongue)),
        }
    }
    stretches
}

/// A sentence is Japanese if one of this many of its Han and kana is kana, and no character says that it is Chinese. Of
/// 1,997 lines of Japanese news all have kana; a Chinese sentence has one or two at most, in a brand or a quoted title.
const KANA_SHARE: usize = 12;

/// Gives the Han of Japanese and Korean sentences to kana and Hangul.
fn east_asian(text: &str, runs: &[Run], tongues: &mut [Option<Tongue>]) {
    let foreign = |run: &Run| matches!(run.kind, Kind::Letters(Tongue::Kana | Tongue::Hangul));
    if !runs.iter().any(foreign) {
        return;
    }
    let mut start = 0;
    while start < runs.len() {
        let rest = runs.get(start..).unwrap_or_default();
        let len = rest.iter().position(|run| ends_sentence(text, run)).map_or(rest.len(), |place| place + 1);
        let sentence = rest.get(..len).unwrap_or_default();
        if let Some(tongue) = east_asian_sentence(text, sentence) {
            let own = tongues.iter_mut().skip(start).take(len);
            for slot in own.filter(|slot| matches!(slot, Some(Tongue::Han | Tongue::Kana))) {
                *slot = Some(tongue);
            }
        }
        start += len;
    }
}

fn ends_sentence(text: &str, run: &Run) -> bool {
    run.kind == Kind::Break || run.kind == Kind::Wide && run.span.of(text).contains(STOPS)
}

/// What the Han of a sentence is, if it is not Chinese.
fn east_asian_sentence(text: &str, runs: &[Run]) -> Option<Tongue> {
    let count = |tongue| {
        let letters = runs.iter().filter(|run| run.kind == Kind::Letters(tongue));
        letters.map(|run| run.span.of(text).chars().count()).sum::<usize>()
    };
    let (han, kana, hangul) = (count(Tongue::Han), count(Tongue::Kana), count(Tongue::Hangul));
    if hangul > 0 && hangul >= han {
        return Some(Tongue::Hangul);
    }
    let quoted = han > kana && runs.iter().any(|run| run.span.of(text).contains(|c| CHINESE.contains(&c)));
    (kana > 0 && kana * KANA_SHARE >= han + kana && !quoted).then_some(Tongue::Kana)
}

/// Characters that only Chinese writes.
static CHINESE: LazyLock<HashSet<char>> =
    LazyLock::new(|| lines(include_str!("tables/chinese.txt")).flat_map(str::chars).collect());
