//! The labels of data sets as our kinds.

use crate::gazetteer::Kind;

/// Labels of other schemes and what they are to us. A person is no leader and a place no nation for each mention; so what
/// is measured on such gold is a comparison, not a score of the task.
const LABELS: &[(&str, Kind)] = &[
    ("leader", Kind::Leader),
    ("nation", Kind::Nation),
    ("organisation", Kind::Organisation),
    ("organization", Kind::Organisation),
    ("per", Kind::Leader),
    ("person", Kind::Leader),
    ("nr", Kind::Leader),
    ("gpe", Kind::Nation),
    ("loc", Kind::Nation),
    ("location", Kind::Nation),
    ("ns", Kind::Nation),
    ("org", Kind::Organisation),
    ("nt", Kind::Organisation),
];

/// The kind that a label of IOB2, brat or JSON stands for, whatever its case; none if it stands for none.
///
/// ```
/// use diglot::{Kind, evaluate::kind_of};
///
/// assert_eq!(kind_of("Organisation"), Some(Kind::Organisation));
/// assert_eq!(kind_of("B-PER"), None);
/// ```
pub fn kind_of(label: &str) -> Option<Kind> {
    let label = label.to_lowercase();
    LABELS.iter().find(|(name, _)| *name == label).map(|&(_, kind)| kind)
}
