//! What changed between two editions of a gazetteer: added, removed, renamed and changed entries.
//!
//! In: the entries of both. Out: changes in the order of ids. An id that goes without a `replaced-by` is a fault, since
//! whoever stored it can no longer find what it meant.

use std::collections::BTreeMap;
use std::fmt;

use super::{Entity, Entries, fields, institution_fields};

/// What happened to an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    Added,
    /// It is gone, and nothing says what took its place: an id that is lost.
    Removed,
    /// It is gone, and an entry that is new seems to be the same thing under another id, without `replaced-by`.
    Renamed {
        /// The new id.
        to: String,
    },
    /// It was given up for another entry, as `replaced-by` says.
    Replaced {
        /// The id that took its place.
        by: String,
    },
    /// The values of a field differ.
    Changed {
        /// The field, as the files name it.
        field: &'static str,
        /// What is no longer there.
        gone: Vec<String>,
        /// What is new.
        came: Vec<String>,
        /// The same values in another order; the first name is the preferred one.
        order: bool,
    },
}

impl Change {
    /// The name used in output.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Change::Added => "added",
            Change::Removed => "removed",
            Change::Renamed { .. } => "renamed",
            Change::Replaced { .. } => "replaced",
            Change::Changed { .. } => "changed",
        }
    }

    /// Whether an id is lost by it.
    pub const fn loses_id(&self) -> bool {
        matches!(self, Change::Removed | Change::Renamed { .. })
    }
}

/// One change of one entry. Its `Display` form is one line: `+ id (name)`, `- id (name)`, `> id new-id`,
/// `~ id field: -gone +came`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The entry; a kind of organ as `institution:id`.
    pub id: String,
    /// Its first English name.
    pub name: String,
    /// What happened.
    pub change: Change,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (id, name) = (&self.id, &self.name);
        match &self.change {
            Change::Added => write!(f, "+ {id} ({name})"),
            Change::Removed => write!(f, "- {id} ({name}): the id is lost; leave it with replaced-by"),
            Change::Renamed { to } => write!(f, "> {id} seems to be {to} now: leave it with replaced-by = \"{to}\""),
            Change::Replaced { by } => write!(f, "> {id} is replaced by {by}"),
            Change::Changed { field, order: true, .. } => write!(f, "~ {id} {field}: another order"),
            Change::Changed { field, gone, came, .. } => {
                write!(f, "~ {id} {field}:")?;
                gone.iter().try_for_each(|value| write!(f, " -'{value}'"))?;
                came.iter().try_for_each(|value| write!(f, " +'{value}'"))
            }
        }
    }
}

/// All changes from `old` to `new`, in the order of ids.
///
/// ```
/// use diglot::gazetteer::{Entries, diff};
///
/// let block = "[[entity]]\nid = 'ann'\nkind = 'leader'\nen = ['Ann Example']\n";
/// let (mut old, mut new) = (Entries::default(), Entries::default());
/// old.read("old.toml", block)?;
/// new.read("new.toml", &format!("{block}zh-Hans = ['安']"))?;
/// let rows: Vec<String> = diff(&old, &new).iter().map(ToString::to_string).collect();
/// assert_eq!(rows, ["~ ann zh-Hans: +'安'"]);
/// # Ok::<(), diglot::gazetteer::Fault>(())
/// ```
pub fn diff(old: &Entries, new: &Entries) -> Vec<Difference> {
    let (before, after) = (by_id(old), by_id(new));
    let came: Vec<&Entity> = after.iter().filter(|(id, _)| !before.contains_key(*id)).map(|(_, e)| *e).collect();
    let mut differences = Vec::new();
    for (id, entity) in &before {
        let change = match after.get(id) {
            None => match came.iter().find(|new| same_thing(entity, new)) {
                Some(new) => Change::Renamed { to: new.id.clone() },
                None => Change::Removed,
            },
            Some(now) => match (&entity.replaced_by, &now.replaced_by) {
                (None, Some(by)) => Change::Replaced { by: by.clone() },
                _ => {
                    let changes = changes(&fields(entity), &fields(now));
                    differences.extend(changes.into_iter().map(|change| difference(id, now, change)));
                    continue;
                }
            },
        };
        differences.push(difference(id, entity, change));
    }
    differences.extend(came.iter().map(|entity| difference(&entity.id, entity, Change::Added)));
    differences.extend(organs(old, new));
    differences.sort_by(|a, b| a.id.cmp(&b.id));
    differences
}

fn by_id(entries: &Entries) -> BTreeMap<&str, &Entity> {
    entries.entities.iter().map(|entry| (&*entry.entity.id, &entry.entity)).collect()
}

fn difference(id: &str, entity: &Entity, change: Change) -> Difference {
    Difference { id: id.to_owned(), name: entity.en.first().cloned().unwrap_or_default(), change }
}

/// The same Wikidata item, or the same kind, state and first name.
fn same_thing(old: &Entity, new: &Entity) -> bool {
    let item = old.wikidata.is_some() && old.wikidata == new.wikidata;
    let name = !old.en.is_empty() && old.en.first() == new.en.first();
    old.kind == new.kind && (item || name && old.country == new.country)
}

type Fields = [(&'static str, Vec<String>)];

/// Kinds of organ by id: the first name, and the fields.
type Organs = BTreeMap<String, (String, Vec<(&'static str, Vec<String>)>)>;

/// The fields whose values differ.
fn changes(old: &Fields, new: &Fields) -> Vec<Change> {
    let values = |fields: &Fields, field: &str| -> Vec<String> {
        fields.iter().find(|(name, _)| *name == field).map(|(_, values)| values.clone()).unwrap_or_default()
    };
    let mut names: Vec<&'static str> = old.iter().chain(new).map(|(field, _)| *field).collect();
    let mut seen = std::collections::HashSet::new();
    names.retain(|field| seen.insert(*field));
    let changed = names.into_iter().map(|field| (field, values(old, field), values(new, field)));
    changed
        .filter(|(_, before, after)| before != after)
        .map(|(field, before, after)| {
            let missing = |from: &[String], all: &[String]| -> Vec<String> {
                all.iter().filter(|value| !from.contains(value)).cloned().collect()
            };
            let (gone, came) = (missing(&after, &before), missing(&before, &after));
            let order = gone.is_empty() && came.is_empty();
            Change::Changed { field, gone, came, order }
        })
        .collect()
}

/// Changes of the kinds of organ.
fn organs(old: &Entries, new: &Entries) -> Vec<Difference> {
    let table = |entries: &Entries| -> Organs {
        let rows = entries.institutions.iter().map(|institution| {
            let name = institution.en.first().cloned().unwrap_or_default();
            (format!("institution:{}", institution.id), (name, institution_fields(institution)))
        });
        rows.collect()
    };
    let (before, after) = (table(old), table(new));
    let difference = |id: &str, name: &str, change| Difference { id: id.to_owned(), name: name.to_owned(), change };
    let mut differences = Vec::new();
    for (id, (name, old)) in &before {
        match after.get(id) {
            None => differences.push(difference(id, name, Change::Removed)),
            Some((name, new)) => {
                differences.extend(changes(old, new).into_iter().map(|change| difference(id, name, change)));
            }
        }
    }
    let added = after.iter().filter(|(id, _)| !before.contains_key(*id));
    differences.extend(added.map(|(id, (name, _))| difference(id, name, Change::Added)));
    differences
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(old: &str, new: &str) -> Vec<String> {
        let read = |text: &str| {
            let mut entries = Entries::default();
            entries.read("test.toml", text).unwrap();
            entries
        };
        diff(&read(old), &read(new)).iter().map(ToString::to_string).collect()
    }

    const ANN: &str = "[[entity]]\nid = 'ann'\nkind = 'leader'\ncountry = 'FR'\nen = ['Ann Qq', 'A. Qq']\n";

    #[test]
    fn cases() {
        let bob = "[[entity]]\nid = 'bob'\nkind = 'leader'\nen = ['Bob Qq']\n";
        let gone = "[[entity]]\nid = 'ann'\nkind = 'leader'\nreplaced-by = 'bob'\n";
        let renamed = ANN.replace("'ann'", "'ann-qq'");
        let swapped = ANN.replace("'Ann Qq', 'A. Qq'", "'A. Qq', 'Ann Qq'");
        let term = format!("{ANN}offices = [{{ role = 'mayor', of = 'FR', from = '2020' }}]");
        let organ = "[[institution]]\nid = 'army'\nsubkind = 'military'\nen = ['Army']\n";
        let cases: [(&str, String, &[&str]); 8] = [
            (ANN, ANN.to_owned(), &[]),
            (ANN, format!("{ANN}{bob}"), &["+ bob (Bob Qq)"]),
            (ANN, bob.to_owned(), &["- ann (Ann Qq): the id is lost; leave it with replaced-by", "+ bob (Bob Qq)"]),
            (ANN, format!("{gone}{bob}"), &["> ann is replaced by bob", "+ bob (Bob Qq)"]),
            (
                ANN,
                renamed,
                &["> ann seems to be ann-qq now: leave it with replaced-by = \"ann-qq\"", "+ ann-qq (Ann Qq)"],
            ),
            (ANN, swapped, &["~ ann en: another order"]),
            (ANN, term, &["~ ann offices: +'mayor of FR, since 2020'"]),
            (organ, organ.replace("'Army'", "'Land Army'"), &["~ institution:army en: -'Army' +'Land Army'"]),
        ];
        for (old, new, expected) in cases {
            assert_eq!(rows(old, &new), expected, "{new}");
        }
    }
}
