//! jieba's dictionary as the build stored it, with the names on top, and the most probable words of a run by it.
//!
//! `Jieba::new` parses its dictionary and puts it into a trie at every start; here the trie is a [`DoubleArray`] that is
//! loaded as it is, and reading it takes a third of the time. The arithmetic is jieba's, in the same order: a unigram model,
//! by dynamic programming from the right, of equal paths the one with the longer first word. What the path leaves as single
//! characters goes to jieba's own HMM. A test holds the words to those of jieba-rs.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use jieba_rs::Jieba;
use serde::{Deserialize, Serialize};

use super::double_array::{DoubleArray, Letter};
use crate::Span;

/// What is stored.
#[derive(Serialize, Deserialize)]
struct Stored<'a> {
    /// The letters and nodes of the words.
    #[serde(borrow)]
    words: (&'a str, &'a [u8]),
    /// The frequencies that words have, each once.
    frequencies: Vec<u64>,
    /// The sum of the frequencies of all words: of jieba's alone, and with the names.
    totals: [u64; 2],
    /// The characters of the longest word.
    longest: usize,
}

/// Words with their frequencies.
pub(crate) struct Dictionary {
    /// The number of a word is one more than twice the place of its frequency, and two more for a word that only names
    /// bring.
    words: DoubleArray,
    frequencies: Vec<u64>,
    totals: [u64; 2],
    /// By the number of a word, without and with the names: the natural logarithm of its probability; no number at all
    /// where it does not count.
    log_probabilities: [Vec<f64>; 2],
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
    fn choose<T>(self, [without, with]: &[T; 2]) -> &T {
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
    /// A line without a frequency, and what the trie says.
    #[allow(dead_code, reason = "only the build script compiles")]
    pub(crate) fn compile<'n>(jieba: &str, names: impl Iterator<Item = (&'n str, u64)>) -> Result<Vec<u8>, String> {
        let mut words: BTreeMap<&str, (u64, Names)> = BTreeMap::new();
        for (word, frequency) in entries(jieba) {
            let frequency = frequency.parse().map_err(|_| format!("'{word} {frequency}' has no frequency"))?;
            words.insert(word, (frequency, Names::Without));
        }
        let own: u64 = words.values().map(|(frequency, _)| frequency).sum();
        words.extend(names.map(|(name, frequency)| (name, (frequency, Names::With))));
        let all = words.values().map(|(frequency, _)| frequency).sum();
        let mut frequencies: Vec<u64> = words.values().map(|&(frequency, _)| frequency).collect();
        frequencies.sort_unstable();
        frequencies.dedup();
        let longest = words.keys().map(|word| word.chars().count()).max().unwrap_or_default();
        let mut numbers = BTreeMap::new();
        for (word, (frequency, names)) in words {
            let place = frequencies.binary_search(&frequency).unwrap_or_default();
            let number = u16::try_from(1 + 2 * place + names as usize);
            numbers.insert(word, number.map_err(|_| "the words have too many frequencies")?);
        }
        let (letters, nodes) = DoubleArray::compile(&numbers)?;
        let stored = Stored { words: (&letters, &nodes), frequencies, totals: [own, all], longest };
        postcard::to_stdvec(&stored).map_err(|error| error.to_string())
    }

    /// A dictionary from its stored form; none if it is no stored form.
    pub(crate) fn load(stored: &[u8]) -> Option<Self> {
        let Stored { words: (letters, nodes), frequencies, totals, longest } = postcard::from_bytes(stored).ok()?;
        let words = DoubleArray::load(letters, nodes);
        let log_probabilities = [Names::Without, Names::With].map(|names| {
            let log_total = (*names.choose(&totals) as f64).ln();
            let of_both = frequencies.iter().flat_map(|&frequency| {
                let log_probability = (frequency as f64).ln() - log_total;
                [log_probability, if names == Names::With { log_probability } else { NONE }]
            });
            std::iter::once(NONE).chain(of_both).collect()
        });
        Some(Dictionary { words, frequencies, totals, log_probabilities, longest })
    }

    /// The sum of all frequencies.
    pub(crate) fn total(&self, names: Names) -> u64 {
        *names.choose(&self.totals)
    }

    /// The characters of the longest word.
    pub(crate) fn longest(&self) -> usize {
        self.longest
    }

    /// The frequency of a word.
    pub(crate) fn frequency(&self, word: &str, names: Names) -> Option<u64> {
        let entry = usize::from(self.words.number(word)).checked_sub(1)?;
        let counts = names == Names::With || entry % 2 == 0;
        self.frequencies.get(entry / 2).copied().filter(|_| counts)
    }

    /// Puts the ends of the words of `text[run]`, as offsets into `text`, into `ends`. With the HMM, single characters of the
    /// path are put together as jieba does it.
    pub(crate) fn cut(&self, text: &str, run: Span, names: Names, hmm: bool, ends: &mut Vec<usize>) {
        let mut route = ROUTE.take();
        route.letters.clear();
        route.ends.clear();
        let mut end = run.start;
        for c in run.of(text).chars() {
            end += c.len_utf8();
            route.letters.push(self.words.letter(c));
            route.ends.push(end);
        }
        self.find(&mut route, names);
        ends.clear();
        let mut start = run.start;
        // Where single characters begin that the HMM is asked about.
        let mut singles: Option<usize> = None;
        let mut behind = 0;
        while let Some(step) = route.steps.get(behind).filter(|step| step.len > 0) {
            behind += step.len as usize;
            let Some(&end) = route.ends.get(behind - 1) else { break };
            if hmm && step.len == 1 {
                singles.get_or_insert(start);
            } else if let Some(from) = singles.take() {
                self.join(text, Span::new(from, start), names, ends);
            }
            ends.push(end);
            start = end;
        }
        if let Some(from) = singles {
            self.join(text, Span::new(from, start), names, ends);
        }
        if route.steps.capacity() <= KEPT {
            ROUTE.set(route);
        }
    }

    /// The best path through the letters of `route`.
    fn find(&self, route: &mut Route, names: Names) {
        let log_probabilities = names.choose(&self.log_probabilities).as_slice();
        // A character that the dictionary does not hold counts as one that was seen once.
        let unknown = 0.0 - (self.total(names) as f64).ln();
        let Route { letters, steps, .. } = route;
        steps.clear();
        steps.resize(letters.len() + 1, Step { log_probability: 0.0, len: 0 });
        for at in (0..letters.len()).rev() {
            let (Some(rest), Some((step, behind))) =
                (letters.get(at..), steps.get_mut(at..).and_then(<[Step]>::split_first_mut))
            else {
                return;
            };
            let mut best = Step { log_probability: f64::MIN, len: 0 };
            let mut ends = (1..).zip(behind.iter());
            self.words.walk(rest, |number| {
                let (Some((len, next)), Some(own)) = (ends.next(), log_probabilities.get(usize::from(number))) else {
                    return;
                };
                // Most letters end no word: without a branch that is quicker.
                let log_probability = own + next.log_probability;
                let better = log_probability >= best.log_probability;
                best.log_probability = if better { log_probability } else { best.log_probability };
                best.len = if better { len } else { best.len };
            });
            if best.len == 0 {
                let rest = behind.first().map_or(0.0, |next| next.log_probability);
                best = Step { log_probability: unknown + rest, len: 1 };
            }
            *step = best;
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

/// The words of a dictionary in jieba's format with their frequencies as they are written; shorter lines are passed over.
pub(crate) fn entries(dictionary: &str) -> impl Iterator<Item = (&str, &str)> {
    dictionary.lines().filter_map(|line| {
        let mut columns = line.split_ascii_whitespace();
        columns.next().zip(columns.next())
    })
}

/// jieba without a dictionary: everything goes to its HMM.
static HMM: LazyLock<Jieba> = LazyLock::new(Jieba::empty);

/// The logarithm of what is no word.
const NONE: f64 = f64::NEG_INFINITY;

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
    letters: Vec<Letter>,
    /// Where each ends, as an offset into the text.
    ends: Vec<usize>,
    steps: Vec<Step>,
}

/// Longer runs, in characters, than are worth keeping the room for.
const KEPT: usize = 1 << 16;

thread_local! {
    static ROUTE: Cell<Route> = Cell::default();
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::Gazetteer;
    use crate::segment::stored;

    /// jieba-rs without and with the names.
    static JIEBA: LazyLock<[Jieba; 2]> = LazyLock::new(|| {
        let mut with = Jieba::new();
        for (name, frequency) in Gazetteer::built_in().name_words().words {
            if let Some(frequency) = frequency {
                with.add_word(&name, Some(frequency), None);
            }
        }
        [Jieba::new(), with]
    });

    #[track_caller]
    fn assert_jiebas(text: &str) {
        let dictionary = stored().expect("the stored dictionary");
        let mut ends = Vec::new();
        for (names, jieba) in [Names::Without, Names::With].into_iter().zip(&*JIEBA) {
            for hmm in [false, true] {
                dictionary.cut(text, Span::new(0, text.len()), names, hmm, &mut ends);
                let expected: Vec<usize> = jieba.cut(text, hmm).iter().map(|word| word.byte_end).collect();
                assert_eq!(ends, expected, "{text}, names: {names:?}, HMM: {hmm}");
            }
        }
    }

    #[test]
    fn words_are_jiebas() {
        for text in [
            "",
            "龘",
            "他来到了网易杭研大厦",
            "南京市长江大桥",
            "小明硕士毕业于中国科学院计算所后在日本京都大学深造",
            "结婚的和尚未结婚的确实在干扰分词啊",
            "俄罗斯总统普京与泽连斯基通了电话",
            "施凯尔与拉玛佛沙在拉马拉",
            "𠮷野家在卢氏县𡒄村",
        ] {
            assert_jiebas(text);
        }
    }

    #[test]
    fn frequencies_are_jiebas() {
        let dictionary = stored().expect("the stored dictionary");
        let frequency = |word, names| dictionary.frequency(word, names);
        assert_eq!(frequency("中国", Names::Without), Some(129_470));
        assert_eq!(frequency("中国", Names::With), Some(129_470));
        assert_eq!(frequency("泽连斯基", Names::Without), None);
        assert!(frequency("泽连斯基", Names::With).is_some());
        assert_eq!(frequency("", Names::With), None);
        let [own, all] = [Names::Without, Names::With].map(|names| dictionary.total(names));
        assert!(60_000_000 < own && own < all, "{own} {all}");
        assert!(dictionary.longest() > 9);
    }

    proptest! {
        #[test]
        fn words_of_any_characters_are_jiebas(text in "[的一是不了人在有中大国来上个到说们为子和你地出道也时年得就那要下以生会]{0,24}|[一-鿿㐀-䶿𠀀-𠀿]{0,12}") {
            assert_jiebas(&text);
        }
    }
}
