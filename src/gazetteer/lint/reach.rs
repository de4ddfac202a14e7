//! Names that no rule can ever match, one-character names where none may stand, and blockers that block nothing.

use super::{Check, Findings, names};
use crate::gazetteer::{Entity, Kind, NameList, Subkind, is_han};
use crate::text::{fold, fold_name};

pub(super) fn check(entity: &Entity, findings: &mut Findings<'_>) {
    let folded: Vec<String> = names(entity).map(|(_, name)| fold_name(name).to_lowercase()).collect();
    for blocker in &entity.not_inside {
        let string = fold_name(blocker).to_lowercase();
        // One that is a name itself blocks the shorter names in it: 巴西 in 巴西利亚.
        if !folded.iter().any(|name| *name != string && string.contains(name.as_str())) {
            let what = format!("not-inside: '{blocker}' holds none of its names and blocks nothing");
            findings.fault(Check::Blocker, what);
        } else if !folded.iter().any(|name| holds_free(&string, name)) {
            let what = format!("not-inside: '{blocker}' holds a name only inside a word, where it never counts");
            findings.advice(Check::Blocker, what);
        }
    }
    for (NameList { field, .. }, name) in names(entity) {
        one_character(entity, field, name, findings);
        let surface = fold_name(name);
        if fold(name).as_str() != surface {
            let what = format!("{field}: '{name}' never matches: texts are read as '{}'", fold(name).as_str());
            findings.fault(Check::Unreachable, what);
        }
        if !name.chars().any(char::is_alphanumeric) {
            findings.fault(Check::Unreachable, format!("{field}: '{name}' holds no letter"));
        }
    }
    supported(entity, findings);
}

/// One character is a name of a nation in `one-character`, of a leader in `short`, of a party where it is short.
fn one_character(entity: &Entity, field: &str, name: &str, findings: &mut Findings<'_>) {
    let mut characters = name.chars();
    if characters.next().is_none() || characters.next().is_some() {
        return;
    }
    let allowed = match entity.kind {
        Kind::Nation => field == "one-character",
        Kind::Leader => field == "short",
        Kind::Organisation => entity.subkind == Some(Subkind::Party) && matches!(field, "short" | "abbreviations"),
    };
    // A single Latin letter may be a company's name, if the context has to decide.
    let letter = !name.chars().any(is_han) && entity.ambiguous.iter().any(|marked| marked == name);
    if !allowed && !letter {
        let what = match entity.kind {
            Kind::Nation => "a nation's stands in one-character",
            Kind::Leader => "a leader's stands in short",
            Kind::Organisation => "only parties have one, in short",
        };
        findings.fault(Check::OneCharacter, format!("{field}: '{name}' is one character: {what}"));
    }
}

/// An entity all of whose names need support, and that nothing in a text can support: no name that counts alone, no state,
/// no office. (See `resolve/support.rs`.)
fn supported(entity: &Entity, findings: &mut Findings<'_>) {
    let alone = |(list, name): (NameList<'_>, &str)| {
        !list.needs_support() && !entity.ambiguous.iter().any(|marked| marked == name)
    };
    let supported = entity.kind == Kind::Nation
        || entity.country.is_some()
        || entity.kind == Kind::Leader && (!entity.offices.is_empty() || entity.prominence >= 7)
        || names(entity).any(alone);
    if !supported {
        let what = "all its names are ambiguous, and no country or office can support them: none ever counts";
        findings.fault(Check::Unreachable, what.to_owned());
    }
}

/// Whether a name stands in a string with no letter or digit of its own kind at its edges.
fn holds_free(string: &str, name: &str) -> bool {
    let letter = |c: char| c.is_alphanumeric() && !is_han(c);
    string.match_indices(name).any(|(at, _)| {
        let before = string.get(..at).and_then(|head| head.chars().next_back());
        let behind = string.get(at + name.len()..).and_then(|tail| tail.chars().next());
        let open = |edge: Option<char>, own: Option<char>| !(edge.is_some_and(letter) && own.is_some_and(letter));
        open(before, name.chars().next()) && open(behind, name.chars().next_back())
    })
}
