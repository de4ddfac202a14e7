//! The words that compete for a stretch of Chinese, and the path that wins: what jieba computes and keeps to itself.
//!
//! jieba-rs does not show its graph, so it is built again from the same dictionary, with the same arithmetic in the same
//! order: the most probable path of a unigram model, by dynamic programming from the right; of equal paths the one with the
//! longer first word. Without the HMM its words are jieba's, and a test holds the two together.

use std::collections::HashMap;

use super::dictionary::{Dictionary, Names, entries};
use crate::Span;

/// The lattice of one run of Chinese characters.
#[derive(Clone, Debug, PartialEq)]
pub struct Lattice {
    /// The run, in bytes of the original text.
    pub span: Span,
    /// All words of the dictionary in it, and the single characters that it does not hold; by place, then by length.
    pub words: Vec<LatticeWord>,
    /// Words that the HMM makes of single characters of the path, where it is on.
    pub guessed: Vec<Span>,
}

/// A word that competes for its place.
#[derive(Clone, Debug, PartialEq)]
pub struct LatticeWord {
    /// Where it stands, in bytes of the original text.
    pub span: Span,
    /// Its frequency in the dictionary (jieba's scale: in some sixty million words); 0 for a character that it does not hold,
    /// which counts as 1.
    pub frequency: u64,
    /// The cost of the word: minus the natural logarithm of its probability.
    pub cost: f64,
    /// The cost of the cheapest path from the start of the word to the end of the run, through this word.
    pub path_cost: f64,
    /// Whether the best path goes through it.
    pub chosen: bool,
}

/// Frequencies of words.
pub(super) struct Frequencies {
    stored: Option<(&'static Dictionary, Names)>,
    /// Words on top, which win.
    words: HashMap<String, u64>,
    longest: usize,
    log_total: f64,
}

/// The dictionary that frequencies come from.
pub(super) enum Base<'d> {
    /// jieba's own as it was stored, and whether the names in it count.
    Stored(&'static Dictionary, Names),
    /// The text of one in jieba's format.
    Text(&'d str),
}

impl Frequencies {
    /// Those of a dictionary, with words on top.
    pub(super) fn new(base: Base<'_>, added: &[(String, usize)]) -> Self {
        let (stored, text) = match base {
            Base::Stored(dictionary, names) => (Some((dictionary, names)), ""),
            Base::Text(text) => (None, text),
        };
        let mut words: HashMap<String, u64> =
            entries(text).map(|(word, frequency)| (word.to_owned(), frequency.parse().unwrap_or_default())).collect();
        words.extend(added.iter().map(|(word, frequency)| (word.clone(), *frequency as u64)));
        let longest = words.keys().map(|word| word.chars().count()).max().unwrap_or(1);
        let mut total: u64 = words.values().sum();
        let known = stored.map(|(dictionary, names)| {
            let hidden = words.keys().filter_map(|word| dictionary.frequency(word, names));
            total += dictionary.total(names) - hidden.sum::<u64>();
            dictionary.longest()
        });
        Frequencies { stored, words, longest: longest.max(known.unwrap_or(1)), log_total: (total as f64).ln() }
    }

    fn frequency(&self, word: &str) -> Option<u64> {
        let stored = || self.stored.and_then(|(dictionary, names)| dictionary.frequency(word, names));
        self.words.get(word).copied().or_else(stored)
    }

    /// The words of `text[run]`, with spans of `text`, and which of them the best path takes.
    pub(super) fn lattice(&self, text: &str, run: Span) -> Vec<LatticeWord> {
        let run_text = run.of(text);
        let mut bounds: Vec<usize> = run_text.char_indices().map(|(at, _)| at).collect();
        bounds.push(run_text.len());
        let places = bounds.len() - 1;
        // The cost of the best path from each place to the end, and where its first word ends.
        let mut best: Vec<(f64, usize)> = vec![(0.0, places); places + 1];
        let mut words: Vec<(usize, usize, LatticeWord)> = Vec::new();
        for start in (0..places).rev() {
            let mut winner: Option<(f64, usize)> = None;
            for end in start + 1..=(start + self.longest).min(places) {
                let span = Span::new(
                    bounds.get(start).copied().unwrap_or_default(),
                    bounds.get(end).copied().unwrap_or_default(),
                );
                let known = self.frequency(span.of(run_text));
                let Some(frequency) = known.or((end == start + 1).then_some(0)) else { continue };
                // A character that the dictionary does not hold is a path of last resort.
                let log_frequency = if known.is_some() { (frequency as f64).ln() } else { 0.0 };
                let rest = best.get(end).map_or(0.0, |path| path.0);
                let log_probability = log_frequency - self.log_total + rest;
                if known.is_some()
                    && winner.is_none_or(|(most, far)| log_probability > most || log_probability == most && end > far)
                {
                    winner = Some((log_probability, end));
                }
                let span = Span::new(run.start + span.start, run.start + span.end);
                let cost = self.log_total - log_frequency;
                words.push((
                    start,
                    end,
                    LatticeWord { span, frequency, cost, path_cost: -log_probability, chosen: false },
                ));
            }
            let rest = best.get(start + 1).map_or(0.0, |path| path.0);
            if let Some(slot) = best.get_mut(start) {
                *slot = winner.unwrap_or((-self.log_total + rest, start + 1));
            }
        }
        let mut at = 0;
        let mut path = Vec::new();
        while at < places {
            let end = best.get(at).map_or(places, |path| path.1).max(at + 1);
            path.push((at, end));
            at = end;
        }
        words.sort_by_key(|&(start, end, _)| (start, end));
        for (start, end, word) in &mut words {
            word.chosen = path.binary_search(&(*start, *end)).is_ok();
        }
        words.into_iter().map(|(.., word)| word).collect()
    }
}

#[cfg(test)]
mod tests {
    use jieba_rs::Jieba;

    use super::*;

    fn path(frequencies: &Frequencies, text: &str) -> Vec<String> {
        let words = frequencies.lattice(text, Span::new(0, text.len()));
        words.iter().filter(|word| word.chosen).map(|word| word.span.of(text).to_owned()).collect()
    }

    #[test]
    fn the_best_path_is_jiebas() {
        let jieba = Jieba::new();
        let stored = super::super::stored().expect("the build stores jieba's dictionary");
        let frequencies = Frequencies::new(Base::Stored(stored, Names::Without), &[]);
        for text in [
            "他来到了网易杭研大厦",
            "南京市长江大桥",
            "乒乓球拍卖完了",
            "结婚的和尚未结婚的",
            "国务院总理李克强调研上海外高桥",
            "美国会通过法案",
            "发展中国家",
            "龘靐齉",
            "",
        ] {
            let expected: Vec<String> = jieba.cut(text, false).iter().map(|token| token.word.to_owned()).collect();
            assert_eq!(path(&frequencies, text), expected, "{text}");
        }
    }
}
