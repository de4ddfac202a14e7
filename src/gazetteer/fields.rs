//! An entity field by field, as lists of strings under the names that the files use: for cards, tables and comparisons.

use super::{Entity, Institution, Office, name_lists};

/// Every field of an entity that holds something, but its id, in the order of the format's description.
pub fn fields(entity: &Entity) -> Vec<(&'static str, Vec<String>)> {
    let one = |value: Option<&str>| value.map(str::to_owned).into_iter().collect::<Vec<_>>();
    let mut all = vec![
        ("kind", vec![entity.kind.as_str().to_owned()]),
        ("subkind", one(entity.subkind.map(|subkind| subkind.as_str()))),
        ("status", one(entity.status.map(|status| status.as_str()))),
        ("country", one(entity.country.as_deref())),
        ("parent", one(entity.parent.as_deref())),
        ("institution", one(entity.institution.as_deref())),
        ("wikidata", one(entity.wikidata.as_deref())),
    ];
    all.extend(name_lists(entity).map(|list| (list.field, list.names.to_vec())));
    all.push(("ambiguous", entity.ambiguous.clone()));
    all.push(("offices", entity.offices.iter().map(office).collect()));
    all.push(("prominence", vec![entity.prominence.to_string()]));
    all.push(("templated", one(entity.templated.then_some("true"))));
    all.push(("source", entity.source.clone()));
    all.push(("replaced-by", one(entity.replaced_by.as_deref())));
    all.retain(|(_, values)| !values.is_empty());
    all
}

/// Every field of a kind of organ that holds something, but its id.
pub fn institution_fields(institution: &Institution) -> Vec<(&'static str, Vec<String>)> {
    let mut all = vec![
        ("subkind", vec![institution.subkind.as_str().to_owned()]),
        ("en", institution.en.clone()),
        ("zh", institution.zh.clone()),
        ("bare-en", institution.bare_en.clone()),
        ("bare-zh", institution.bare_zh.clone()),
        ("home-zh", institution.home_zh.clone()),
        (
            "used-by",
            institution.used_by.iter().map(|(name, states)| format!("{name}: {}", states.join(", "))).collect(),
        ),
        ("of", institution.of.then(|| "true".to_owned()).into_iter().collect()),
    ];
    all.retain(|(_, values)| !values.is_empty());
    all
}

/// An office in words: `president of FR, 2017-05-14 – 2027`.
pub fn office(office: &Office) -> String {
    let of = office.of.as_deref().map_or_else(String::new, |of| format!(" of {of}"));
    let title = office.title.as_deref().map_or_else(String::new, |title| format!(" ({title})"));
    let term = match (office.from.as_deref(), office.to.as_deref()) {
        (None, None) => String::new(),
        (from, None) => format!(", since {}", from.unwrap_or("?")),
        (from, Some(to)) => format!(", {} – {to}", from.unwrap_or("?")),
    };
    format!("{}{of}{title}{term}", office.role)
}
