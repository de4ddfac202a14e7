//! Counts and the shares made of them. Shares are rounded as the scorers round, so that the last digit can be compared.

use std::collections::BTreeMap;

use super::report::{Section, Value};

/// How many there are, were found, and were found rightly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) gold: usize,
    pub(super) found: usize,
    pub(super) right: usize,
    /// Characters that are scored, and those of them that are right; none if characters are not counted.
    pub(super) characters: Option<(usize, usize)>,
}

impl Tally {
    pub(super) fn add(&mut self, other: Tally) {
        self.gold += other.gold;
        self.found += other.found;
        self.right += other.right;
        if let Some((all, right)) = other.characters {
            let (all_before, right_before) = self.characters.unwrap_or_default();
            self.characters = Some((all_before + all, right_before + right));
        }
    }

    /// The figures of a group: counts, precision, recall and F1.
    fn values(self) -> Vec<(&'static str, Value)> {
        let (p, r) = (share(self.right, self.found), share(self.right, self.gold));
        let mut values = vec![
            ("gold", Value::Count(self.gold)),
            ("found", Value::Count(self.found)),
            ("right", Value::Count(self.right)),
            ("p", Value::rounded(p)),
            ("r", Value::rounded(r)),
            ("f1", Value::rounded(f1(p, r))),
        ];
        if let Some((all, right)) = self.characters {
            values.push(("char_accuracy", Value::Share((all > 0).then(|| round(share(right, all), 5)))));
        }
        values
    }
}

/// Tallies by group, and under `all` for everything.
#[derive(Debug, Default)]
pub(super) struct Groups(BTreeMap<String, Tally>);

impl Groups {
    pub(super) fn add(&mut self, group: &str, tally: Tally) {
        for name in [group, "all"].into_iter().filter(|name| !name.is_empty()) {
            self.0.entry(name.to_owned()).or_default().add(tally);
        }
    }

    pub(super) fn section(&self, name: &'static str) -> Section {
        let rows = self.0.iter().map(|(group, tally)| (group.clone(), tally.values())).collect();
        Section { name, rows }
    }
}

/// `part / whole`; 0 of nothing.
pub(super) fn share(part: usize, whole: usize) -> f64 {
    // Counts stay far below 2^53.
    #[allow(clippy::cast_precision_loss)]
    let (part, whole) = (part as f64, whole as f64);
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// The harmonic mean of precision and recall; 0 if both are.
pub(super) fn f1(p: f64, r: f64) -> f64 {
    if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
}

/// Rounds to a number of decimal digits by the exact value of the double, as Python does.
pub(super) fn round(value: f64, digits: usize) -> f64 {
    format!("{value:.digits$}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_by_their_exact_value() {
        assert_eq!(round(2.0 / 3.0, 4), 0.6667);
        assert_eq!(round(0.031_25, 4), 0.0312);
        assert_eq!(share(1, 0), 0.0);
        assert_eq!(f1(0.0, 0.0), 0.0);
        assert_eq!(f1(0.5, 1.0), 2.0 / 3.0);
    }

    #[test]
    fn every_group_counts_under_all() {
        let mut groups = Groups::default();
        groups.add("a", Tally { gold: 2, found: 1, right: 1, characters: None });
        groups.add("", Tally { gold: 1, found: 1, right: 0, characters: Some((4, 3)) });
        assert_eq!(groups.0.keys().collect::<Vec<_>>(), ["a", "all"]);
        assert_eq!(groups.0["all"], Tally { gold: 3, found: 2, right: 1, characters: Some((4, 3)) });
    }
}
