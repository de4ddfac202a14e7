//! The gazetteer files under `dictionaries/` hold to the lint, each finding with its file and line.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::LazyLock;

use diglot::Gazetteer;
use diglot::gazetteer::lint::{self, Check, Level};
use diglot::gazetteer::{Entries, read_path};

/// All files, read once: in a debug build that takes longest.
static ENTRIES: LazyLock<Entries> = LazyLock::new(|| read_path(&folder()).unwrap());

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("dictionaries")
}

/// Faults that were there when a check came in and are still to be mended: lower a figure when some are, and take the row
/// out when all are. No check that is not listed may find a fault.
const STILL_OPEN: &[(Check, usize)] = &[
    // 国务院 alone is China's State Council; in news of the United States it is the State Department.
    (Check::Shared, 1),
];

#[test]
fn no_new_faults() {
    let entries = &*ENTRIES;
    assert!(entries.entities.len() > 1000);
    let findings = lint::entries(entries, &Gazetteer::empty());
    let mut faults: BTreeMap<Check, Vec<String>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.level == Level::Fault) {
        faults.entry(finding.check).or_default().push(finding.to_string());
    }
    for (check, found) in &faults {
        let open = STILL_OPEN.iter().find(|(open, _)| open == check).map_or(0, |(_, count)| *count);
        assert!(found.len() <= open, "{} faults of '{}':\n{}", found.len(), check.as_str(), found.join("\n"));
    }
}

/// `dictionaries/ids.txt` is the ledger: every id that was ever published, one a line, in the order of bytes.
///
/// An id that is there keeps a block, if only one with `replaced-by`, and the chain of `replaced-by` ends at an entity
/// that is in use.
#[test]
fn ids_are_for_ever() {
    let successors: BTreeMap<&str, Option<&str>> =
        ENTRIES.entities.iter().map(|entry| (entry.entity.id.as_str(), entry.entity.replaced_by.as_deref())).collect();
    let path = folder().join("ids.txt");
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    let mut ledger: BTreeSet<&str> = text.lines().collect();
    if std::env::var_os("DIGLOT_ADD_IDS").is_some() {
        ledger.extend(successors.keys());
        let lines: String = ledger.iter().flat_map(|id| [*id, "\n"]).collect();
        std::fs::write(&path, lines).unwrap();
    } else {
        let sorted: String = ledger.iter().flat_map(|id| [*id, "\n"]).collect();
        assert!(sorted == text, "ids.txt is not sorted, or has a line twice");
    }
    let lost: Vec<&&str> = ledger.iter().filter(|id| !ends_in_use(id, &successors)).collect();
    assert!(lost.is_empty(), "ids that are gone; leave each a block with id, kind and replaced-by: {lost:?}");
    let new: Vec<&&str> = successors.keys().filter(|id| !ledger.contains(*id)).collect();
    assert!(new.is_empty(), "not in ids.txt: {new:?}; run DIGLOT_ADD_IDS=1 cargo test --test dictionaries ids_are");
}

/// Whether an id has a block, and following `replaced-by` leads to an entity in use.
fn ends_in_use(id: &str, successors: &BTreeMap<&str, Option<&str>>) -> bool {
    let mut id = id;
    for _ in 0..successors.len() {
        match successors.get(id) {
            Some(Some(next)) => id = next,
            Some(None) => return true,
            None => return false,
        }
    }
    false
}
