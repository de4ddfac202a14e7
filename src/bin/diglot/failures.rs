//! What failed, gathered for the end: many messages scroll away, so their reasons and places are told once more, counted.
//! Of one reason, an input tells the first few and a count.

use std::collections::{BTreeMap, HashMap};

use crate::messages;
use crate::numbers::{grouped, plural};

/// More failures than this are told once more at the end.
const FEW: u64 = 5;

/// So many messages of one reason are told of an input.
const EACH: u64 = 5;

/// So many reasons and files are told, the most frequent first.
const TOLD: usize = 5;

/// So many different reasons and files are kept apart; a million broken files must not fill the memory.
const KEPT: usize = 10_000;

/// The messages of the input that is being read.
#[derive(Default)]
pub(crate) struct Told {
    /// By reason, and whether it is a warning: the first message, and how many came.
    counts: BTreeMap<(bool, String), (String, u64)>,
}

impl Told {
    /// Whether a message is among the first few of its reason. What stands in quotes is no part of a reason.
    pub(crate) fn is_few(&mut self, warning: bool, what: &str) -> bool {
        let reason = reason(what);
        let quoted = reason.find('\'').zip(reason.rfind('\''));
        let alike = quoted.map_or_else(
            || reason.clone(),
            |(from, to)| reason.get(..from).unwrap_or_default().to_owned() + reason.get(to..).unwrap_or_default(),
        );
        if self.counts.len() >= KEPT {
            return false;
        }
        let (_, count) = self.counts.entry((warning, alike)).or_insert_with(|| (what.to_owned(), 0));
        *count += 1;
        *count <= EACH
    }

    /// Tells how many messages of each reason were kept back, at the end of an input.
    pub(crate) fn end(&mut self, quiet: bool, input: &str) {
        for ((warning, _), (first, count)) in std::mem::take(&mut self.counts) {
            let more = count.saturating_sub(EACH);
            match (more, warning) {
                (0, _) => {}
                (more, true) => messages::warning(quiet, input, format!("{} more like this: {first}", grouped(more))),
                (more, false) => messages::error(input, format!("{} more like this: {first}", grouped(more))),
            }
        }
    }
}

/// Inputs and records that failed.
#[derive(Default)]
pub(crate) struct Failures {
    pub(crate) count: u64,
    reasons: HashMap<String, u64>,
    files: HashMap<String, u64>,
}

impl Failures {
    /// A failure in an input; messages that differ in numbers only are one reason.
    pub(crate) fn add(&mut self, file: &str, what: &str) {
        self.count += 1;
        add(&mut self.reasons, reason(what));
        add(&mut self.files, file.to_owned());
    }

    /// Tells the reasons and the files, if there is more than a few to tell or `all` is to be told.
    pub(crate) fn tell(&self, quiet: bool, all: bool) {
        if self.count == 0 || self.count <= FEW && !all {
            return;
        }
        let failed = plural(self.count, "input or record", "inputs or records");
        messages::note(quiet, format!("{failed} failed in {}", most_frequent(&self.files)));
        let mut reasons: Vec<_> = self.reasons.iter().collect();
        reasons.sort_unstable_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
        for (reason, count) in reasons.iter().take(TOLD) {
            messages::note(quiet, format!("{:>7}  {reason}", grouped(**count)));
        }
        let more: u64 = reasons.iter().skip(TOLD).map(|(_, count)| **count).sum();
        if more > 0 {
            messages::note(quiet, format!("{:>7}  for other reasons", grouped(more)));
        }
    }
}

fn add(counts: &mut HashMap<String, u64>, name: String) {
    if counts.len() < KEPT || counts.contains_key(&name) {
        *counts.entry(name).or_default() += 1;
    }
}

/// `a.jsonl (12), b.csv (3)`.
fn most_frequent(files: &HashMap<String, u64>) -> String {
    let mut files: Vec<_> = files.iter().collect();
    files.sort_unstable_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    let named: Vec<String> =
        files.iter().take(TOLD).map(|(name, count)| format!("{name} ({})", grouped(**count))).collect();
    match files.len().saturating_sub(TOLD) {
        0 => named.join(", "),
        more => format!("{} and {}", named.join(", "), plural(more as u64, "more file", "more files")),
    }
}

/// A message without the advice in brackets at its end, and with `…` for each number, so that `line 7` and `line 9` are one
/// reason; digits of names such as UTF-8 stay.
fn reason(message: &str) -> String {
    let message = message.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (")).map_or(message, |(told, _)| told);
    let mut out = String::with_capacity(message.len());
    for c in message.chars() {
        if !c.is_ascii_digit() || out.ends_with(|before: char| before.is_alphanumeric() || before == '-') {
            out.push(c);
        } else if !out.ends_with('…') {
            out.push('…');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_few_of_a_reason_are_told() {
        let mut told = Told::default();
        let few = |told: &mut Told, what: &str| {
            (0..9).filter(|line| told.is_few(true, &format!("line {line}: {what}"))).count()
        };
        assert_eq!(few(&mut told, "'May' is no date"), 5);
        assert_eq!(few(&mut told, "'June' is no date"), 0, "what stands in quotes is no reason");
        assert_eq!(few(&mut told, "a quote is not closed"), 5);
        assert!(told.is_few(false, "line 1: a quote is not closed"), "a fault is no warning");
        told.end(true, "a.csv");
        assert_eq!(few(&mut told, "'May' is no date"), 5, "of the next input");
    }

    #[test]
    fn reasons_are_counted_whatever_their_numbers() {
        let mut failures = Failures::default();
        for line in [7, 12, 99] {
            failures.add("a.csv", &format!("{line} fields, the header has 2"));
        }
        failures.add("b.csv", "a quote is not closed");
        assert_eq!(failures.reasons.get("… fields, the header has …"), Some(&3));
        assert_eq!(most_frequent(&failures.files), "a.csv (3), b.csv (1)");
        assert_eq!(
            reason("12.5 MB of UTF-8 are no NTREX128 at line 700 (try again)"),
            "….… MB of UTF-8 are no NTREX128 at line …"
        );
    }
}
