//! What failed, gathered for the end: many messages scroll away, so their reasons and places are told once more, counted.
//! Of one reason, an input tells the first few and a count.

use std::collections::btree_map::Entry;
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
    /// How many came for reasons beyond those that are kept apart, by whether they are warnings.
    others: BTreeMap<bool, u64>,
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
        let full = self.counts.len() >= KEPT;
        let (_, count) = match self.counts.entry((warning, alike)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(_) if full => {
                *self.others.entry(warning).or_default() += 1;
                return false;
            }
            Entry::Vacant(new) => new.insert((what.to_owned(), 0)),
        };
        *count += 1;
        *count <= EACH
    }

    /// Tells how many messages of each reason were kept back, at the end of an input.
    pub(crate) fn end(&mut self, quiet: bool, input: &str) {
        let tell = |warning: bool, what: String| match warning {
            true => messages::warning(quiet, input, what),
            false => messages::error(input, what),
        };
        for ((warning, _), (first, count)) in std::mem::take(&mut self.counts) {
            let more = count.saturating_sub(EACH);
            if more > 0 {
                tell(warning, format!("{} more like this: {first}", grouped(more)));
            }
        }
        for (warning, more) in std::mem::take(&mut self.others) {
            tell(warning, format!("{} more for other reasons", grouped(more)));
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
        // Those whose reasons are too many to be kept apart are among the others.
        let mut more = self.count;
        for (reason, count) in reasons.iter().take(TOLD) {
            messages::note(quiet, format!("{:>7}  {reason}", grouped(**count)));
            more -= **count;
        }
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
/// reason; digits of names such as UTF-8 and the status of HTTP stay.
fn reason(message: &str) -> String {
    let message = message.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (")).map_or(message, |(told, _)| told);
    let mut out = String::with_capacity(message.len());
    for c in message.chars() {
        let named = out.ends_with(|before: char| before.is_alphanumeric() || before == '-') || out.ends_with("HTTP ");
        if !c.is_ascii_digit() || named {
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
    fn a_known_reason_is_told_however_many_there_are() {
        let mut told = Told::default();
        assert!(told.is_few(true, "known"));
        // Reasons differ in letters, not in numbers.
        let name =
            |at: usize| (0..4).map(|place| char::from(b'a' + (at >> (4 * place) & 15) as u8)).collect::<String>();
        assert!((1..KEPT).all(|at| told.is_few(true, &name(at))));
        assert!(!told.is_few(true, "one too many"));
        assert_eq!(told.others.get(&true), Some(&1), "it is counted");
        assert!(told.is_few(true, "known"));
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
        assert_eq!(reason("HTTP 404 Not Found after 3 tries"), "HTTP 404 Not Found after … tries");
    }
}
