//! What the gazetteers say of one real-world thing. Plain data: the build script reads these types from TOML and stores
//! them in the binary, the library loads them back, so this file knows nothing of the rest of the crate.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What sort of thing an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A named person who holds, held or openly seeks a leading political office.
    Leader,
    /// A state, a territory with an ISO 3166-1 code, a state with partial recognition or a historical state.
    Nation,
    /// A named body: see [`Subkind`].
    Organisation,
}

impl Kind {
    /// All kinds, in the order of their names.
    pub const ALL: [Kind; 3] = [Kind::Leader, Kind::Nation, Kind::Organisation];

    /// The name used in flags, JSON and the gazetteer files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Leader => "leader",
            Kind::Nation => "nation",
            Kind::Organisation => "organisation",
        }
    }
}

/// What sort of organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subkind {
    /// An intergovernmental organisation or an organ of one.
    Igo,
    /// A named organ of a state.
    Government,
    /// Armed forces, their branches, armed groups.
    Military,
    /// A political party.
    Party,
    /// A news agency, broadcaster, newspaper or news site.
    Media,
    /// A non-governmental organisation or think tank.
    Ngo,
    /// A business.
    Company,
    /// A university, union, church, sports body or other.
    Other,
}

impl Subkind {
    /// The name used in JSON and the gazetteer files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Subkind::Igo => "igo",
            Subkind::Government => "government",
            Subkind::Military => "military",
            Subkind::Party => "party",
            Subkind::Media => "media",
            Subkind::Ngo => "ngo",
            Subkind::Company => "company",
            Subkind::Other => "other",
        }
    }
}

/// How the United Nations and ISO 3166-1 list a nation. A closed list that takes no side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// One of the 193 members of the United Nations.
    UnMember,
    /// A permanent observer state at the United Nations.
    UnObserver,
    /// Has an ISO 3166-1 code and is neither member nor observer.
    Territory,
    /// A country of the United Kingdom.
    ConstituentCountry,
    /// Recognised by some members of the United Nations and without an official ISO 3166-1 code.
    PartialRecognition,
    /// Exists no more.
    Historical,
}

impl Status {
    /// The name used in the gazetteer files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Status::UnMember => "un-member",
            Status::UnObserver => "un-observer",
            Status::Territory => "territory",
            Status::ConstituentCountry => "constituent-country",
            Status::PartialRecognition => "partial-recognition",
            Status::Historical => "historical",
        }
    }
}

/// An office that a leader holds or held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Office {
    /// A slug such as `president`, `foreign-minister`, `secretary-general`.
    pub role: String,
    /// ISO 3166-1 code of the state, or the id of the organisation or region.
    #[serde(default)]
    pub of: Option<String>,
    /// The title in words where the role says too little.
    #[serde(default)]
    pub title: Option<String>,
    /// First day, month or year of the term.
    #[serde(default)]
    pub from: Option<String>,
    /// Last day, month or year of the term; none while it lasts (or where it is not known).
    #[serde(default)]
    pub to: Option<String>,
}

impl Office {
    /// Whether a term that the gazetteer gives with its start holds a day (ISO 8601); dates are compared as far as both are
    /// known.
    pub(crate) fn covers(&self, date: &str) -> bool {
        let compare = |bound: &str| {
            let len = bound.len().min(date.len());
            date.get(..len).cmp(&bound.get(..len))
        };
        let begun = self.from.as_deref().is_some_and(|from| compare(from).is_ge());
        begun && self.to.as_deref().is_none_or(|to| compare(to).is_le())
    }
}

/// One real-world thing with all its names, as the gazetteer files give it. See `dictionaries/README.md` for the fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Entity {
    /// A slug of the English name, unique and never reused.
    pub id: String,
    /// What sort of thing it is.
    pub kind: Kind,
    /// What sort of organisation it is.
    #[serde(default)]
    pub subkind: Option<Subkind>,
    /// How the nation is listed.
    #[serde(default)]
    pub status: Option<Status>,
    /// ISO 3166-1 alpha-2 code: of the nation itself, else of the state that the leader or organisation belongs to.
    #[serde(default)]
    pub country: Option<String>,
    /// Id of the organisation that this one is an organ of.
    #[serde(default)]
    pub parent: Option<String>,
    /// Id of the kind of organ, in `institutions.toml`.
    #[serde(default)]
    pub institution: Option<String>,
    /// Wikidata item, checked against a table.
    #[serde(default)]
    pub wikidata: Option<String>,
    /// Full English names, the preferred one first.
    #[serde(default)]
    pub en: Vec<String>,
    /// Full names in mainland usage (Simplified), the preferred one first.
    #[serde(default, rename = "zh-Hans")]
    pub zh_hans: Vec<String>,
    /// Full names in Taiwan usage where they are no plain conversion of the mainland ones.
    #[serde(default, rename = "zh-Hant-TW")]
    pub zh_hant_tw: Vec<String>,
    /// Full names in Hong Kong usage where they are no plain conversion of the mainland ones.
    #[serde(default, rename = "zh-Hant-HK")]
    pub zh_hant_hk: Vec<String>,
    /// Short names that count only with the full name or an office near.
    #[serde(default)]
    pub short: Vec<String>,
    /// Short names that count alone.
    #[serde(default)]
    pub unmistakable: Vec<String>,
    /// Nicknames that news uses.
    #[serde(default)]
    pub nicknames: Vec<String>,
    /// Latin abbreviations.
    #[serde(default)]
    pub abbreviations: Vec<String>,
    /// English adjectives and words for the people.
    #[serde(default)]
    pub demonyms: Vec<String>,
    /// One-character Chinese names, Simplified.
    #[serde(default)]
    pub one_character: Vec<String>,
    /// Capitals and other words used for the state's government.
    #[serde(default)]
    pub metonyms: Vec<String>,
    /// Names of this entity that count only with support in the document.
    #[serde(default)]
    pub ambiguous: Vec<String>,
    /// Latin names that are never matched in another case.
    #[serde(default)]
    pub exact_case: Vec<String>,
    /// Longer strings that hold a name without naming the entity.
    #[serde(default)]
    pub not_inside: Vec<String>,
    /// 1 to 9: who is meant when nothing else decides.
    #[serde(default = "default_prominence")]
    pub prominence: u8,
    /// Offices with their terms.
    #[serde(default)]
    pub offices: Vec<Office>,
    /// Made from a pattern and an attested list.
    #[serde(default)]
    pub templated: bool,
    /// The id that took this one's place.
    #[serde(default)]
    pub replaced_by: Option<String>,
    /// Keys of the sources that the facts were checked against.
    #[serde(default)]
    pub source: Vec<String>,
}

impl Entity {
    /// The full Chinese names, those of the mainland first.
    pub(crate) fn chinese_names(&self) -> impl Iterator<Item = &String> {
        [&self.zh_hans, &self.zh_hant_tw, &self.zh_hant_hk].into_iter().flatten()
    }
}

/// The middle of the scale 1 to 9.
fn default_prominence() -> u8 {
    5
}

/// A kind of organ that a state has, or of body that a nation has, and its names without the state's: they compose with any
/// nation's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Institution {
    /// A slug such as `foreign-ministry`.
    pub id: String,
    /// What sort of organisation it is.
    pub subkind: Subkind,
    /// English names that may follow a nation's name or demonym.
    #[serde(default)]
    pub en: Vec<String>,
    /// Chinese names (Simplified) that may follow a nation's name.
    #[serde(default)]
    pub zh: Vec<String>,
    /// English names that also count without a nation.
    #[serde(default)]
    pub bare_en: Vec<String>,
    /// Chinese names that also count without a nation.
    #[serde(default)]
    pub bare_zh: Vec<String>,
    /// Chinese names that count without a nation where the press of their own state writes of home (海军, 央行).
    #[serde(default)]
    pub home_zh: Vec<String>,
    /// States whose organ alone has such a bare name ('the State Department'); ISO codes, the usual one first.
    #[serde(default)]
    pub used_by: BTreeMap<String, Vec<String>>,
    /// Whether 'X of NATION' is one name.
    #[serde(default)]
    pub of: bool,
}
