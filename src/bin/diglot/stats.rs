//! `--stats`: what a run read and found, told on standard error when it ends.

use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

use diglot::resolve::Referent;
use diglot::{Analysis, Gazetteer};

use crate::messages;
use crate::numbers::{grouped, megabytes, plural, speed};

/// So many entities are told.
const TOP: usize = 10;

/// What was found in documents; those of two batches are added up.
#[derive(Default)]
pub(crate) struct Found {
    documents: u64,
    /// Bytes of text.
    text: u64,
    languages: BTreeMap<String, u64>,
    kinds: BTreeMap<&'static str, u64>,
    entities: HashMap<Referent, u64>,
}

impl Found {
    /// What was found in one document.
    pub(crate) fn of(analysis: &Analysis<'_>) -> Self {
        let mut found = Found { documents: 1, text: analysis.document.text.len() as u64, ..Found::default() };
        found.languages.insert(analysis.language.main.as_str().to_owned(), 1);
        for mention in &analysis.mentions {
            *found.kinds.entry(mention.kind.as_str()).or_default() += 1;
            *found.entities.entry(mention.referent).or_default() += 1;
        }
        found
    }

    fn add(&mut self, other: Found) {
        self.documents += other.documents;
        self.text += other.text;
        other.languages.into_iter().for_each(|(name, count)| *self.languages.entry(name).or_default() += count);
        other.kinds.into_iter().for_each(|(name, count)| *self.kinds.entry(name).or_default() += count);
        other.entities.into_iter().for_each(|(of, count)| *self.entities.entry(of).or_default() += count);
    }
}

/// The time that each stage of a run took, on the clock: the stages follow each other.
#[derive(Clone, Copy, Default)]
pub(crate) struct Times {
    pub(crate) reading: Duration,
    pub(crate) choosing: Duration,
    pub(crate) analysing: Duration,
    pub(crate) writing: Duration,
}

/// Does something and adds the time that it took.
pub(crate) fn timed<T>(time: &mut Duration, work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let done = work();
    *time += begun.elapsed();
    done
}

/// Documents that were read and not wanted.
#[derive(Clone, Copy, Default)]
pub(crate) struct LeftOut {
    pub(crate) language: u64,
    /// Outside `--since` and `--until`, or without a date.
    pub(crate) date: u64,
    pub(crate) repeated: u64,
}

/// The figures of a run.
pub(crate) struct Stats {
    begun: Instant,
    found: Found,
    pub(crate) times: Times,
}

impl Stats {
    pub(crate) fn new() -> Self {
        Stats { begun: Instant::now(), found: Found::default(), times: Times::default() }
    }

    /// Adds what was found in the documents of a batch.
    pub(crate) fn add(&mut self, found: impl IntoIterator<Item = Found>) {
        found.into_iter().for_each(|found| self.found.add(found));
    }

    /// Tells all figures; `input` is bytes of the inputs as they were stored.
    pub(crate) fn tell(&self, gazetteer: &Gazetteer, input: u64, left_out: LeftOut) {
        let (found, took) = (&self.found, self.begun.elapsed());
        let line = |line: String| messages::note(false, line);
        line(format!(
            "{}, {:.1} MB of text from {:.1} MB of input, in {:.1} s: {:.1} MB/s",
            plural(found.documents, "document", "documents"),
            megabytes(found.text),
            megabytes(input),
            took.as_secs_f64(),
            speed(input, took)
        ));
        let Times { reading, choosing, analysing, writing } = self.times;
        let stages = [("reading", reading), ("choosing", choosing), ("analysing", analysing), ("writing", writing)];
        let stages = stages.map(|(name, time)| format!("{name} {:.1} s", time.as_secs_f64()));
        line(format!("  time: {}", stages.join(", ")));
        let LeftOut { language, date, repeated } = left_out;
        let out = listed([("by language", language), ("by date", date), ("repeated", repeated)]);
        if !out.is_empty() {
            line(format!("  left out: {out}"));
        }
        line(format!("  languages: {}", listed(found.languages.iter().map(|(name, &count)| (name.as_str(), count)))));
        if found.kinds.is_empty() {
            return;
        }
        line(format!("  mentions: {}", listed(found.kinds.iter().map(|(&name, &count)| (name, count)))));
        line(format!(
            "  entities: {}, {}",
            grouped(found.entities.len() as u64),
            listed(top(&found.entities, gazetteer))
        ));
    }
}

/// The ids of the most frequent entities.
fn top(entities: &HashMap<Referent, u64>, gazetteer: &Gazetteer) -> Vec<(String, u64)> {
    let mut entities: Vec<(Referent, u64)> = entities.iter().map(|(&of, &count)| (of, count)).collect();
    entities.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let named = entities.into_iter().take(TOP);
    named.filter_map(|(of, count)| Some((gazetteer.describe(of)?.id.clone(), count))).collect()
}

/// `zh 12, en 3`: the most frequent first; what occurs never is left out.
fn listed(counts: impl IntoIterator<Item = (impl AsRef<str>, u64)>) -> String {
    let mut counts: Vec<_> = counts.into_iter().filter(|&(_, count)| count > 0).collect();
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let counts: Vec<String> =
        counts.iter().map(|(name, count)| format!("{} {}", name.as_ref(), grouped(*count))).collect();
    counts.join(", ")
}
