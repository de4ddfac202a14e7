//! A suggestion as a block of a gazetteer file, with what speaks for it as comments.

use std::fmt::Write as _;

use super::Suggestion;
use crate::gazetteer::Kind;
use crate::text::fold_name;

/// The block, with a blank line behind it. What only a person can say is left as `TODO`, which `gazetteer check` refuses
/// or tells of. A new spelling of a known entity is a comment that says which list it may belong to.
///
/// ```
/// use diglot::mine::{Gathered, Miner, stub};
/// use diglot::{Document, Gazetteer};
///
/// let mut gathered = Gathered::new(1);
/// let document = Document::new("wire-1", "Icelandic Foreign Minister Thorold Bjoernson spoke.");
/// Miner::new(Gazetteer::built_in()).sightings(&document).into_iter().for_each(|sighting| gathered.add(sighting));
/// let block = stub(&gathered.suggestions(1)[0]);
/// assert!(block.contains("id = \"thorold-bjoernson\"\nkind = \"leader\"\ncountry = \"IS\""));
/// ```
pub fn stub(suggestion: &Suggestion) -> String {
    let mut block = String::new();
    // Writing to a string does not fail.
    let _ = write_stub(&mut block, suggestion);
    block
}

fn write_stub(out: &mut String, suggestion: &Suggestion) -> std::fmt::Result {
    let patterns: Vec<String> =
        suggestion.patterns.iter().map(|(pattern, count)| format!("{} {count}", pattern.as_str())).collect();
    let (times, documents) = (of(suggestion.count, "time"), of(suggestion.documents, "document"));
    writeln!(out, "# seen {times} in {documents}: {}", patterns.join(", "))?;
    if !suggestion.titles.is_empty() {
        let titles: Vec<&str> = suggestion.titles.iter().map(|(title, _)| title.as_str()).collect();
        writeln!(out, "# titles: {}", titles.join(", "))?;
    }
    for (document, context) in &suggestion.contexts {
        writeln!(out, "# {}: {}", plain(document), plain(context))?;
    }
    let han = suggestion.han.as_deref().map(|han| han.replace(['•', '・', '‧', '．'], "·"));
    let han = han.as_deref().map(|han| (field_of(han), han));
    if let Some(id) = &suggestion.known {
        let latin = suggestion.latin.as_deref().map(|latin| ("en", latin));
        let spellings: Vec<String> =
            latin.into_iter().chain(han).map(|(field, name)| format!("{field} \"{}\"", escaped(name))).collect();
        return writeln!(out, "# a new spelling of {id}: {}\n", spellings.join(", "));
    }
    writeln!(out, "[[entity]]")?;
    let latin = suggestion.latin.as_deref().map(|latin| latin.strip_prefix("the ").unwrap_or(latin));
    writeln!(out, "id = \"{}\"", latin.map_or_else(|| "TODO".to_owned(), slug))?;
    writeln!(out, "kind = \"{}\"", suggestion.kind.as_str())?;
    if suggestion.kind == Kind::Organisation {
        writeln!(out, "subkind = \"other\"  # TODO")?;
    }
    if let Some(country) = &suggestion.country {
        writeln!(out, "country = \"{country}\"")?;
    }
    writeln!(out, "en = [\"{}\"]", escaped(latin.unwrap_or("TODO")))?;
    if let Some((field, name)) = han {
        writeln!(out, "{field} = [\"{}\"]", escaped(name))?;
    }
    if let Some(abbreviation) = &suggestion.abbreviation {
        writeln!(out, "abbreviations = [\"{}\"]", escaped(abbreviation))?;
    }
    if let Some(role) = suggestion.role.as_ref().filter(|_| suggestion.kind == Kind::Leader) {
        let of = suggestion.country.as_ref().map_or_else(String::new, |of| format!(", of = \"{of}\""));
        writeln!(out, "offices = [{{ role = \"{role}\"{of} }}]")?;
    }
    writeln!(out, "source = [\"curated\"]\n")
}

/// `1 time`, `2 times`.
fn of(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// Traditional names go to Taiwan's list until somebody knows better.
pub(super) fn field_of(han: &str) -> &'static str {
    if fold_name(han) == han { "zh-Hans" } else { "zh-Hant-TW" }
}

/// `a-z`, `0-9` and single hyphens.
fn slug(name: &str) -> String {
    let plain = fold_name(name).to_lowercase().replace('\'', "");
    let parts = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

fn escaped(name: &str) -> String {
    plain(name).replace('\\', "\\\\").replace('"', "\\\"")
}

/// Without line breaks and other control characters, which stand neither in comments of TOML nor in its strings.
fn plain(text: &str) -> String {
    text.replace(char::is_control, " ")
}
