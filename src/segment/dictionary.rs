//! jieba's dictionary as the build stored it, with the names on top, and the most probable words of a run by it.
//!
//! `Jieba::new` parses its dictionary and puts it into a trie at every start; here the trie is a double array that is
//! loaded as it is, and reading it takes a third of the time. The arithmetic is jieba's, in the same order: a unigram model,
//! by dynamic programming from the right, of equal paths the one with the longer first word. What the path leaves as single
//! characters goes to jieba's own HMM. A test holds the words to those of jieba-rs.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use crawdad::Trie;
use jieba_rs::Jieba;
use serde::{Deserialize, Serialize};

use crate::Span;

/// What is stored beside the trie.
#[derive(Serialize, Deserialize)]
struct Head {
    /// The frequencies that words have, each once.
    frequencies: Vec<u64>,
    /// The sum of the frequencies of all words: of jieba's alone, and with the names.
    totals: [u64; 2],
    /// The characters of the longest word.
    longest: usize,
}

/// Words with their frequencies.
pub(crate) struct Dictionary {
    /// From a word to twice the place of its frequency, plus one for a word that only names bring.
    trie: Trie,
    frequencies: Vec<u64>,
    /// Their natural logarithms.
    logarithms: Vec<f64>,
    totals: [u64; 2],
    /// Their natural logarithms.
    log_totals: [f64; 2],
    longest: usize,
}

/// Which words count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Names {
    /// jieba's alone.
    Without = 0,
    /// Those of the names too.
    With = 1,
}

impl Names {
    fn choose<T>(self, [without, with]: [T; 2]) -> T {
        match self {
            Names::Without => without,
            Names::With => with,
        }
    }
}

impl Dictionary {
    /// The stored form of a dictionary in jieba's format and of names with the frequencies that they need beside it.
    ///
    /// # Errors
    /// A word that is empty or stands twice among the names, as the trie tells it.
    #[allow(dead_code, reason = "only the build script compiles")]
    pub(crate) fn compile<'n>(jieba: &str, names: impl Iterator<Item = (&'n str, u64)>) -> Result<Vec<u8>, String> {
        let mut words: BTreeMap<&str, (u64, Names)> = BTreeMap::new();
        for line in jieba.lines() {
            let mut columns = line.split_ascii_whitespace();
            let (Some(word), Some(frequency)) = (columns.next(), columns.next()) else { continue };
            let frequency = frequency.parse().map_err(|_| format!("'{line}' has no frequency"))?;
            words.insert(word, (frequency, Names::Without));
        }
        let own: u64 = words.values().map(|(frequency, _)| frequency).sum();
        words.extend(names.map(|(name, frequency)| (name, (frequency, Names::With))));
        let all = words.values().map(|(frequency, _)| frequency).sum();
        let mut frequencies: Vec<u64> = words.values().map(|&(frequency, _)| frequency).collect();
        frequencies.sort_unstable();
        frequencies.dedup();
        let longest = words.keys().map(|word| word.chars().count()).max().unwrap_or_default();
        let value = |(frequency, names)| {
            let place = frequencies.binary_search(&frequency).unwrap_or_default();
            u32::try_from(place).map_or(0, |place| 2 * place + names as u32)
        };
        let trie = Trie::from_records(words.into_iter().map(|(word, entry)| (word, value(entry))));
        let trie = trie.map_err(|error| error.to_string())?;
        let head = Head { frequencies, totals: [own, all], longest };
        let mut stored = postcard::to_stdvec(&head).map_err(|error| error.to_string())?;
        stored.extend(trie.serialize_to_vec());
        Ok(stored)
    }

    /// A dictionary from its stored form.
    ///
    /// # Panics
    /// If it is no stored form.
    pub(crate) fn load(stored: &[u8]) -> Option<Self> {
        let (Head { frequencies, totals, longest }, trie) = postcard::take_from_bytes(stored).ok()?;
        let (trie, _) = Trie::deserialize_from_slice(trie);
        let logarithms = frequencies.iter().map(|&frequency| (frequency as f64).ln()).collect();
        let log_totals = totals.map(|total| (total as f64).ln());
        Some(Dictionary { trie, frequencies, logarithms, totals, log_totals, longest })
    }

    /// The sum of all frequencies.
    pub(crate) fn total(&self, names: Names) -> u64 {
        names.choose(self.totals)
    }

    /// The characters of the longest word.
    pub(crate) fn longest(&self) -> usize {
        self.longest
    }

    /// The frequency of a word.
    pub(crate) fn frequency(&self, word: &str, names: Names) -> Option<u64> {
        let value = self.trie.exact_match(word.chars()).filter(|&value| counts(value, names))?;
        self.frequencies.get(place(value)).copied()
    }

    /// Puts the ends of the words of `text[run]`, as offsets into `text`, into `ends`. With the HMM, single characters of the
    /// path are put together as jieba does it.
    pub(crate) fn cut(&self, text: &str, run: Span, names: Names, hmm: bool, ends: &mut Vec<usize>) {
        let mut route = ROUTE.take();
        route.chars.clear();
        route.chars.extend(run.of(text).chars());
        self.find(&mut route, names);
        ends.clear();
        let mut end = run.start;
        // Where single characters begin that the HMM is asked about.
        let mut singles: Option<usize> = None;
        let mut chars = route.chars.iter();
        while let Some(step) = route.steps.get(route.chars.len() - chars.len()).filter(|step| step.len > 0) {
            let start = end;
            end += chars.by_ref().take(step.len as usize).map(|c| c.len_utf8()).sum::<usize>();
            if hmm && step.len == 1 {
                singles.get_or_insert(start);
            } else if let Some(from) = singles.take() {
                self.join(text, Span::new(from, start), names, ends);
            }
            ends.push(end);
        }
        if let Some(from) = singles {
            self.join(text, Span::new(from, end), names, ends);
        }
        if route.steps.capacity() <= KEPT {
            ROUTE.set(route);
        }
    }

    /// The best path through the characters of `route`.
    fn find(&self, route: &mut Route, names: Names) {
        let log_total = names.choose(self.log_totals);
        let len = route.chars.len();
        route.steps.clear();
        route.steps.resize(len + 1, Step { log_probability: 0.0, len: 0 });
        for at in (0..len).rev() {
            let (Some(rest), Some((step, behind))) =
                (route.chars.get(at..), route.steps.get_mut(at..).and_then(<[Step]>::split_first_mut))
            else {
                return;
            };
            let mut best: Option<Step> = None;
            for (value, len) in self.trie.common_prefix_search(rest.iter().copied()) {
                let (true, Some(logarithm), Some(next)) =
                    (counts(value, names), self.logarithms.get(place(value)), behind.get(len - 1))
                else {
                    continue;
                };
                let log_probability = logarithm - log_total + next.log_probability;
                if best.is_none_or(|best| log_probability >= best.log_probability) {
                    best = Some(Step { log_probability, len: len as u32 });
                }
            }
            // A character that the dictionary does not hold counts as one that was seen once.
            *step = best.unwrap_or_else(|| {
                let rest = behind.first().map_or(0.0, |next| next.log_probability);
                Step { log_probability: 0.0 - log_total + rest, len: 1 }
            });
        }
    }

    /// Joins single characters of the path, whose ends are the last of `ends`, as the HMM does; not if they are a word of the
    /// dictionary that the path refused.
    fn join(&self, text: &str, singles: Span, names: Names, ends: &mut Vec<usize>) {
        let stretch = singles.of(text);
        if stretch.chars().nth(1).is_none() || self.frequency(stretch, names).is_some() {
            return;
        }
        ends.truncate(ends.partition_point(|&end| end <= singles.start));
        ends.extend(HMM.cut(stretch, true).iter().map(|word| singles.start + word.byte_end));
    }
}

/// jieba without a dictionary: everything goes to its HMM.
static HMM: LazyLock<Jieba> = LazyLock::new(Jieba::empty);

fn place(value: u32) -> usize {
    (value / 2) as usize
}

fn counts(value: u32, names: Names) -> bool {
    value % 2 <= names as u32
}

/// The best word from a place on.
#[derive(Clone, Copy)]
struct Step {
    /// Of the path from here to the end.
    log_probability: f64,
    /// In characters.
    len: u32,
}

/// The characters of a run and the path through them; kept from one run to the next.
#[derive(Default)]
struct Route {
    chars: Vec<char>,
    steps: Vec<Step>,
}

/// Longer runs, in characters, than are worth keeping the room for.
const KEPT: usize = 1 << 16;

thread_local! {
    static ROUTE: Cell<Route> = Cell::default();
}
