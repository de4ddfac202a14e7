//! Names that the gazetteer lacks: documents come in, suggestions with counts, contexts and stubs go out.
//!
//! A name is suggested for where it stands, not for what it looks like: behind or before a title ([`Pattern::Title`]), in
//! brackets behind its Chinese form ([`Pattern::Brackets`]), beside a nation and before a verb of saying
//! ([`Pattern::BesideNation`]), as the long form of an abbreviation ([`Pattern::Abbreviated`]), or before the office of a
//! body ([`Pattern::Body`]). A person has to look at each: nothing here enters the gazetteer by itself.
//!
//! It stands above the pipeline, whose mentions tell what is known and whose tokens tell where Chinese names end.

mod brackets;
mod chinese;
mod english;
mod gather;
mod page;
mod stub;
mod tables;

use std::collections::HashMap;

pub use gather::{Gathered, Suggestion};
pub use stub::stub;

use crate::gazetteer::{Kind, Target};
use crate::text::fold_name;
use crate::{Document, Layers, Pipeline, PipelineBuilder, Span};
use page::Page;

/// Where a name stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pattern {
    /// Beside a title: 'President X', X总统, 外长X.
    Title,
    /// A Latin name in brackets behind a Chinese one.
    Brackets,
    /// Behind a nation and before a verb of saying.
    BesideNation,
    /// A long form with its abbreviation in brackets.
    Abbreviated,
    /// Before the office of a body: X发言人; or ending like the name of one.
    Body,
}

impl Pattern {
    /// The name used in output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Pattern::Title => "title",
            Pattern::Brackets => "brackets",
            Pattern::BesideNation => "beside-nation",
            Pattern::Abbreviated => "abbreviated",
            Pattern::Body => "body",
        }
    }
}

/// One place where an unknown name stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// What it seems to be: a leader or an organisation.
    pub kind: Kind,
    /// The Latin name as the text writes it, in one line.
    pub latin: Option<String>,
    /// The Chinese name as the text writes it, in one line.
    pub han: Option<String>,
    /// The abbreviation beside it.
    pub abbreviation: Option<String>,
    /// Where it stood.
    pub pattern: Pattern,
    /// The title beside it, as the tables write it.
    pub title: Option<String>,
    /// The first role that the title may mean.
    pub role: Option<String>,
    /// ISO code of the nation beside it.
    pub country: Option<String>,
    /// The entity that one half of a pair is known to be: the other half is a new spelling of it.
    pub known: Option<String>,
    /// Where the name stands with its title, in bytes of the document's text.
    pub span: Span,
    /// The document.
    pub document: String,
    /// The text around, about 60 characters.
    pub context: String,
}

impl Sighting {
    fn new(kind: Kind, pattern: Pattern) -> Self {
        Sighting {
            kind,
            pattern,
            latin: None,
            han: None,
            abbreviation: None,
            title: None,
            role: None,
            country: None,
            known: None,
            span: Span::new(0, 0),
            document: String::new(),
            context: String::new(),
        }
    }
}

/// Looks for names that a gazetteer lacks. Immutable: share it between threads.
///
/// ```
/// use diglot::mine::{Gathered, Miner};
/// use diglot::{Document, Gazetteer};
///
/// let miner = Miner::new(Gazetteer::built_in());
/// let text = "冰岛外长索尔奥尔迪·比约恩松（Thorold Bjoernson）抵达。";
/// let mut gathered = Gathered::new(1);
/// miner.sightings(&Document::new("wire-1", text)).into_iter().for_each(|sighting| gathered.add(sighting));
/// let suggestions = gathered.suggestions(1);
/// assert_eq!(suggestions[0].latin.as_deref(), Some("Thorold Bjoernson"));
/// assert_eq!(suggestions[0].han.as_deref(), Some("索尔奥尔迪·比约恩松"));
/// assert_eq!(suggestions[0].country.as_deref(), Some("IS"));
/// ```
pub struct Miner {
    pipeline: Pipeline,
    known: Known,
}

impl Miner {
    /// A miner for what this gazetteer lacks.
    pub fn new(gazetteer: crate::Gazetteer) -> Self {
        let known = Known::new(&gazetteer);
        let layers = Layers { sentences: false, ..Layers::ALL };
        Miner { pipeline: PipelineBuilder::new().gazetteer(gazetteer).layers(layers).explain(true).build(), known }
    }

    /// The unknown names of a document, in the order of the text for each pattern.
    pub fn sightings(&self, document: &Document) -> Vec<Sighting> {
        let analysis = self.pipeline.analyze(document);
        let folded = crate::text::fold(&document.text);
        let page = Page::new(&self.known, self.pipeline.gazetteer(), &analysis, &folded);
        let mut found = Vec::new();
        brackets::find(&page, &mut found);
        let pairs: Vec<Span> = found.iter().map(|sighting| sighting.span).collect();
        english::find(&page, &mut found);
        chinese::find(&page, &mut found);
        // A pair tells of the title beside it already.
        let again = |sighting: &Sighting| pairs.iter().any(|pair| pair.overlaps(sighting.span));
        found.retain(|sighting| sighting.pattern == Pattern::Brackets || !again(sighting));
        found
    }
}

/// Every surface of a gazetteer, folded and in small letters, with the entities that bear it.
struct Known(HashMap<String, Vec<u32>>);

impl Known {
    fn new(gazetteer: &crate::Gazetteer) -> Self {
        let mut known: HashMap<String, Vec<u32>> = HashMap::new();
        for surface in [true, false].into_iter().flat_map(|han| gazetteer.names(han).surfaces().iter()) {
            let bearers = known.entry(surface.folded.to_lowercase()).or_default();
            bearers.extend(surface.readings.iter().filter_map(|reading| match reading.target {
                Target::Entity(index) => Some(index),
                _ => None,
            }));
        }
        Known(known)
    }

    /// Whether a name stands in the gazetteer, an organ's or a blocker included.
    fn holds(&self, name: &str) -> bool {
        self.0.contains_key(&fold_name(name).to_lowercase())
    }

    /// The one entity with this name.
    fn bearer(&self, name: &str) -> Option<u32> {
        match self.0.get(&fold_name(name).to_lowercase())?.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
