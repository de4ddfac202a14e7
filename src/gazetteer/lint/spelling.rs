//! Names as strings: their script and side, Unicode's composed form, dots and blanks, marks, and doubles.

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::is_nfc;
use unicode_script::{Script, UnicodeScript};

use super::{Check, Findings, names};
use crate::gazetteer::gaps::OWN_CHARACTERS;
use crate::gazetteer::{Entity, Kind, NameList, is_han, name_lists};
use crate::table::rows;
use crate::text::SIDES;

pub(super) fn check(entity: &Entity, findings: &mut Findings<'_>) {
    for NameList { field, names, .. } in name_lists(entity) {
        for name in names {
            side(entity, field, name, findings);
            script(field, name, findings);
            for (check, what) in strange(name) {
                findings.fault(check, format!("{field}: '{name}' {what}"));
            }
            // A blocker may end in a dot: 华盛顿·欧文.
            let dangling = name.starts_with('·') || name.ends_with('·');
            if dangling && field != "not-inside" {
                findings.fault(Check::Dot, format!("{field}: '{name}' has a middle dot with nothing beside it"));
            }
        }
        twice(field, names, findings);
    }
    let own: HashSet<&str> = names(entity).map(|(_, name)| name).collect();
    for (field, marked) in [("ambiguous", &entity.ambiguous), ("exact-case", &entity.exact_case)] {
        for name in marked.iter().filter(|name| !own.contains(name.as_str())) {
            findings.fault(Check::Mark, format!("{field}: '{name}' is none of its names"));
        }
    }
}

/// The characters that only one side of Chinese writes.
static ONE_SIDE: LazyLock<[HashSet<char>; 2]> = LazyLock::new(|| {
    let of = |side| rows(SIDES).filter(|[at, _]| *at == side).flat_map(|[_, chars]| chars.chars()).collect();
    [of("Hans"), of("Hant")]
});

/// Characters of the other side of Chinese. A person of a place that writes Chinese characters may have one of the other
/// side in the own name (李慧琼).
fn side(entity: &Entity, field: &str, name: &str, findings: &mut Findings<'_>) {
    let [hans, hant] = &*ONE_SIDE;
    let wrong = match field {
        "zh-Hans" | "one-character" => name.chars().find(|c| hant.contains(c)).map(|c| (c, "Traditional")),
        "zh-Hant-TW" | "zh-Hant-HK" => name.chars().find(|c| hans.contains(c)).map(|c| (c, "Simplified")),
        _ => None,
    };
    let Some((c, side)) = wrong else { return };
    let what = format!("{field}: '{name}' holds the {side} {c}");
    let own = entity.country.as_deref().is_some_and(|state| OWN_CHARACTERS.contains(&state));
    if own && entity.kind == Kind::Leader {
        findings.advice(Check::Script, what);
    } else {
        findings.fault(Check::Script, what);
    }
}

fn script(field: &str, name: &str, findings: &mut Findings<'_>) {
    let other = name.chars().find(|&c| {
        let script = c.script();
        !matches!(script, Script::Latin | Script::Han | Script::Common | Script::Inherited) && !is_han(c)
    });
    if let Some(c) = other {
        let script = c.script().full_name();
        findings.fault(Check::Script, format!("{field}: '{name}' holds the {script} letter {c}"));
    }
}

/// What no name holds, and how it is said.
fn strange(name: &str) -> Vec<(Check, String)> {
    let mut found = Vec::new();
    if !is_nfc(name) {
        found.push((Check::Nfc, "is not in Unicode's composed form (NFC)".to_owned()));
    }
    if name.chars().any(|c| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
    }) {
        found.push((Check::Nfc, "holds a character that nobody sees".to_owned()));
    }
    if let Some(c) = name.chars().find(|c| matches!(c, '•' | '・' | '‧' | '∙' | '⋅' | '．' | '･' | '\u{2e31}'))
    {
        found.push((Check::Dot, format!("holds the dot {c}: write · (U+00B7)")));
    }
    if name.contains(['’', '‘', 'ʼ', '＇', '`']) {
        found.push((Check::Dot, "holds a curly apostrophe: write '".to_owned()));
    }
    if name.chars().any(|c| matches!(c, '\u{ff10}'..='\u{ff5a}')) {
        found.push((Check::Dot, "holds full-width letters or digits: write ASCII".to_owned()));
    }
    if name.chars().any(|c| c != ' ' && c.is_whitespace()) {
        found.push((Check::Dot, "holds a blank of another kind than ' '".to_owned()));
    }
    if name.contains("  ") {
        found.push((Check::Dot, "holds a doubled blank".to_owned()));
    }
    if name.contains("··") {
        found.push((Check::Dot, "holds a doubled middle dot".to_owned()));
    }
    found
}

/// A name that stands twice in one list.
fn twice(field: &'static str, names: &[String], findings: &mut Findings<'_>) {
    let mut seen = HashSet::new();
    for name in names.iter().filter(|name| !seen.insert(name.as_str())) {
        findings.fault(Check::Twice, format!("{field}: '{name}' stands twice"));
    }
}
