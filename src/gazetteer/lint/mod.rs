//! Faults of gazetteers that the reader lets pass, and advice: what is likely a slip of the one who wrote an entry.
//!
//! In: entries with their files and lines, or a whole gazetteer. Out: findings, each with its place, in the order of files
//! and lines. A file a group of checks: the names as strings (`spelling`), what they may be taken for (`shared`),
//! whether they can ever be found (`reach`), ties between entries (`links`), offices (`offices`).

mod links;
mod offices;
mod reach;
mod shared;
mod spelling;
mod words;

use std::collections::{HashMap, HashSet};
use std::fmt;

use super::{Entity, Entries, Gazetteer, NameList, NameUse, name_lists};
pub(crate) use words::is_english_word;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// It has to be mended.
    Fault,
    /// Look at it: it may be right.
    Advice,
}

impl Level {
    /// The name used in output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Level::Fault => "fault",
            Level::Advice => "advice",
        }
    }
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Check {
    /// What the reader refuses: syntax, unknown fields, doubled ids, missing names.
    Form,
    /// The blocks of a file are not sorted by id.
    Order,
    /// Two entries with one Wikidata item.
    Item,
    /// An id that another field names and no entry has, or a chain of `replaced-by` without end.
    Reference,
    /// A nation without its code, a leader without a state, an organ of a state without one.
    State,
    /// Characters of another script, or of the other side of Chinese, than the field is for.
    Script,
    /// Not in Unicode's composed form (NFC), or with characters that nobody sees.
    Nfc,
    /// A middle dot, apostrophe or blank of another kind than the gazetteer's.
    Dot,
    /// The same name twice in one list.
    Twice,
    /// A mark on a name that the entity does not have.
    Mark,
    /// A date that is none, or a term that ends before it begins.
    Date,
    /// Two holders of one office at a time.
    Overlap,
    /// A name of several entities that is not left to the context in each.
    Shared,
    /// A name that is an ordinary word and not left to the context.
    Word,
    /// A one-character name where none may stand.
    OneCharacter,
    /// A `not-inside` string that blocks nothing.
    Blocker,
    /// A name that no rule can ever match.
    Unreachable,
}

impl Check {
    /// All checks.
    pub const ALL: [Check; 17] = [
        Check::Form,
        Check::Order,
        Check::Item,
        Check::Reference,
        Check::State,
        Check::Script,
        Check::Nfc,
        Check::Dot,
        Check::Twice,
        Check::Mark,
        Check::Date,
        Check::Overlap,
        Check::Shared,
        Check::Word,
        Check::OneCharacter,
        Check::Blocker,
        Check::Unreachable,
    ];

    /// The name used in output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Check::Form => "form",
            Check::Order => "order",
            Check::Item => "item",
            Check::Reference => "reference",
            Check::State => "state",
            Check::Script => "script",
            Check::Nfc => "nfc",
            Check::Dot => "dot",
            Check::Twice => "twice",
            Check::Mark => "mark",
            Check::Date => "date",
            Check::Overlap => "overlap",
            Check::Shared => "shared",
            Check::Word => "word",
            Check::OneCharacter => "one-character",
            Check::Blocker => "blocker",
            Check::Unreachable => "unreachable",
        }
    }
}

/// One finding. Its `Display` form is one line: `file:line: id: what`, with `advice: ` before the id of advice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How much it weighs.
    pub level: Level,
    /// What it is about.
    pub check: Check,
    /// The file and the line of the entity's block, counted from 1; none for the built-in gazetteer.
    pub place: Option<(String, usize)>,
    /// The entity; none for a fault of the file.
    pub id: Option<String>,
    /// What is wrong and what to do.
    pub what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((file, line)) = &self.place {
            write!(f, "{file}:{line}: ")?;
        }
        if self.level == Level::Advice {
            f.write_str("advice: ")?;
        }
        if let Some(id) = &self.id {
            write!(f, "{id}: ")?;
        }
        f.write_str(&self.what)
    }
}

/// What is wrong with entries that are to be added to `base`, in the order of files and lines.
///
/// ```
/// use diglot::gazetteer::{Entries, lint};
/// use diglot::Gazetteer;
///
/// let mut entries = Entries::default();
/// entries.read("mine.toml", "[[entity]]\nid = 'a'\nkind = 'leader'\ncountry = 'FR'\nen = ['Ann  Example']")?;
/// let findings = lint::entries(&entries, &Gazetteer::empty());
/// assert_eq!(findings[0].to_string(), "mine.toml:1: a: en: 'Ann  Example' holds a doubled blank");
/// # Ok::<(), diglot::gazetteer::Fault>(())
/// ```
pub fn entries(entries: &Entries, base: &Gazetteer) -> Vec<Finding> {
    let own: HashSet<&str> = entries.entities.iter().map(|entry| &*entry.entity.id).collect();
    let subjects = entries.entities.iter().map(|entry| Subject {
        entity: &entry.entity,
        place: Some((&entry.file, entry.line)),
        checked: true,
    });
    let others = base.entities().filter(|entity| !own.contains(&*entity.id));
    let others = others.map(|entity| Subject { entity, place: None, checked: false });
    let mut findings = scope(subjects.chain(others).collect());
    findings.extend(entries.faults().into_iter().map(|fault| Finding {
        level: Level::Fault,
        check: Check::Form,
        place: Some((fault.file, fault.line)),
        id: None,
        what: fault.what,
    }));
    findings.extend(order(entries));
    findings.sort_by(|a, b| (&a.place, a.level, a.check).cmp(&(&b.place, b.level, b.check)));
    findings
}

/// What is wrong with a whole gazetteer, in the order of ids.
pub fn gazetteer(gazetteer: &Gazetteer) -> Vec<Finding> {
    let subjects = gazetteer.entities().map(|entity| Subject { entity, place: None, checked: true });
    let mut findings = scope(subjects.collect());
    findings.sort_by(|a, b| (&a.id, a.level, a.check).cmp(&(&b.id, b.level, b.check)));
    findings
}

/// An entity and where it stands.
#[derive(Clone, Copy)]
struct Subject<'e> {
    entity: &'e Entity,
    place: Option<(&'e str, usize)>,
    /// Whether findings about it are wanted; those of the base only give the others company.
    checked: bool,
}

impl Subject<'_> {
    fn finding(&self, level: Level, check: Check, what: String) -> Finding {
        let place = self.place.map(|(file, line)| (file.to_owned(), line));
        Finding { level, check, place, id: Some(self.entity.id.clone()), what }
    }
}

/// Where the checks put what they find about one entity.
struct Findings<'f> {
    subject: Subject<'f>,
    all: &'f mut Vec<Finding>,
}

impl Findings<'_> {
    fn fault(&mut self, check: Check, what: String) {
        self.all.push(self.subject.finding(Level::Fault, check, what));
    }

    fn advice(&mut self, check: Check, what: String) {
        self.all.push(self.subject.finding(Level::Advice, check, what));
    }
}

/// All checks on the entities that are there together.
fn scope(subjects: Vec<Subject<'_>>) -> Vec<Finding> {
    let known: HashMap<&str, &Entity> = subjects.iter().map(|subject| (&*subject.entity.id, subject.entity)).collect();
    let mut all = Vec::new();
    for &subject in subjects.iter().filter(|subject| subject.checked) {
        let findings = &mut Findings { subject, all: &mut all };
        links::check(subject.entity, &known, findings);
        if subject.entity.replaced_by.is_none() {
            spelling::check(subject.entity, findings);
            words::check(subject.entity, findings);
            reach::check(subject.entity, findings);
            offices::check(subject.entity, findings);
        }
    }
    let living: Vec<Subject<'_>> =
        subjects.iter().copied().filter(|subject| subject.entity.replaced_by.is_none()).collect();
    all.extend(links::shared_items(&subjects));
    all.extend(shared::check(&living));
    all.extend(offices::overlaps(&living));
    all
}

/// Blocks that do not stand in the order of their ids.
fn order(entries: &Entries) -> impl Iterator<Item = Finding> {
    entries.entities.windows(2).filter_map(|pair| {
        let [first, second] = pair else { return None };
        let wrong = first.file == second.file && first.entity.id > second.entity.id;
        wrong.then(|| Finding {
            level: Level::Fault,
            check: Check::Order,
            place: Some((second.file.clone(), second.line)),
            id: Some(second.entity.id.clone()),
            what: format!("not sorted by id: it belongs before {}", first.entity.id),
        })
    })
}

/// Every name with its list; marks and blockers are no names.
fn names(entity: &Entity) -> impl Iterator<Item = (NameList<'_>, &str)> {
    let lists = name_lists(entity).into_iter().filter(|list| list.used != NameUse::Mark);
    lists.flat_map(|list| list.names.iter().map(move |name| (list, name.as_str())))
}

#[cfg(test)]
mod tests;
