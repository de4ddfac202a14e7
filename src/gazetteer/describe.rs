//! What a mention refers to, in words: the id and the preferred names, also for organs that have no entry of their own.

use std::borrow::Cow;

use serde::Serialize;

use super::{Entity, Gazetteer, Kind, Subkind};
use crate::resolve::Referent;
use crate::text::to_traditional;

/// An entity as the outputs show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Description {
    /// The gazetteer's id, or `<nation id>-<institution id>`.
    pub id: String,
    /// Leader, nation or organisation.
    pub kind: Kind,
    /// What sort of organisation.
    pub subkind: Option<Subkind>,
    /// The preferred names.
    pub name: Names,
    /// Wikidata item.
    pub wikidata: Option<String>,
    /// ISO 3166 code: of the nation itself, else of the leader's or organisation's state.
    pub country: Option<String>,
}

/// One preferred name a language and region; none where the gazetteer knows none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Names {
    /// English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
    /// Mainland usage, Simplified.
    #[serde(rename = "zh-Hans", skip_serializing_if = "Option::is_none")]
    pub zh_hans: Option<String>,
    /// Taiwan usage, Traditional.
    #[serde(rename = "zh-Hant-TW", skip_serializing_if = "Option::is_none")]
    pub zh_hant_tw: Option<String>,
    /// Hong Kong usage, Traditional.
    #[serde(rename = "zh-Hant-HK", skip_serializing_if = "Option::is_none")]
    pub zh_hant_hk: Option<String>,
}

impl Names {
    /// Those in English, of the mainland, of Taiwan and of Hong Kong.
    pub fn all(&self) -> [Option<&str>; 4] {
        [&self.en, &self.zh_hans, &self.zh_hant_tw, &self.zh_hant_hk].map(|name| name.as_deref())
    }
}

impl Entity {
    /// The preferred names. Where the gazetteer gives no Traditional name of a region, the mainland name in Traditional
    /// characters stands in, as the format says.
    pub fn names(&self) -> Names {
        let zh_hans = self.zh_hans.first().cloned();
        let converted = zh_hans.as_deref().map(to_traditional);
        Names {
            en: self.en.first().cloned(),
            zh_hant_tw: self.zh_hant_tw.first().cloned().or_else(|| converted.clone()),
            zh_hant_hk: self.zh_hant_hk.first().cloned().or(converted),
            zh_hans,
        }
    }
}

/// A description, and of it what every mention in a JSON record repeats.
#[derive(Clone, Debug)]
pub(crate) struct Described {
    pub(crate) description: Description,
    /// The fields `name`, `wikidata` and `country`, without the braces around them.
    pub(crate) json: String,
}

impl Described {
    fn new(description: Description) -> Self {
        #[derive(Serialize)]
        struct Fields<'d> {
            name: &'d Names,
            #[serde(skip_serializing_if = "Option::is_none")]
            wikidata: Option<&'d str>,
            #[serde(skip_serializing_if = "Option::is_none")]
            country: Option<&'d str>,
        }
        let Description { name, wikidata, country, .. } = &description;
        let fields = Fields { name, wikidata: wikidata.as_deref(), country: country.as_deref() };
        // Strings always have a JSON form.
        let json = serde_json::to_string(&fields).unwrap_or_default();
        let json = json.strip_prefix('{').and_then(|json| json.strip_suffix('}')).unwrap_or_default().to_owned();
        Described { description, json }
    }

    /// That of an entity with an entry.
    pub(super) fn of(entity: &Entity) -> Self {
        Described::new(Description {
            id: entity.id.clone(),
            kind: entity.kind,
            subkind: entity.subkind,
            name: entity.names(),
            wikidata: entity.wikidata.clone(),
            country: entity.country.clone(),
        })
    }
}

impl Gazetteer {
    /// What a referent is; none for a referent of another gazetteer.
    pub fn describe(&self, referent: Referent) -> Option<Cow<'_, Description>> {
        match referent {
            Referent::Entity(index) => {
                self.entities.described(index).map(|described| Cow::Borrowed(&described.description))
            }
            Referent::Organ(nation, institution) => self.describe_organ(nation, institution).map(Cow::Owned),
        }
    }

    /// The same with its JSON.
    pub(crate) fn described(&self, referent: Referent) -> Option<Cow<'_, Described>> {
        match referent {
            Referent::Entity(index) => self.entities.described(index).map(Cow::Borrowed),
            Referent::Organ(nation, institution) => {
                self.describe_organ(nation, institution).map(Described::new).map(Cow::Owned)
            }
        }
    }

    fn describe_organ(&self, nation: u32, institution: u16) -> Option<Description> {
        let nation = self.entity(nation)?;
        let institution = self.institution(institution)?;
        let names = nation.names();
        let zh = institution.zh.first();
        let joined = |name: Option<String>, traditional: bool| {
            let organ = zh.map(|zh| if traditional { to_traditional(zh) } else { zh.clone() })?;
            Some(name? + &organ)
        };
        let adjective = nation.demonyms.first().or(nation.en.first());
        Some(Description {
            id: format!("{}-{}", nation.id, institution.id),
            kind: Kind::Organisation,
            subkind: Some(institution.subkind),
            name: Names {
                en: adjective.zip(institution.en.first()).map(|(nation, organ)| format!("{nation} {organ}")),
                zh_hans: joined(names.zh_hans, false),
                zh_hant_tw: joined(names.zh_hant_tw, true),
                zh_hant_hk: joined(names.zh_hant_hk, true),
            },
            wikidata: None,
            country: nation.country.clone(),
        })
    }
}
