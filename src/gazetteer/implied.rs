//! Names that follow from listed ones where the text tells the state: `Commerce Commission` from `Commerce Commission (New
//! Zealand)`, 慈善委员会 from 英国慈善委员会. They need support, and yield to every name that is listed.

use std::collections::BTreeMap;

use super::entity::{Entity, Kind, Subkind};
use super::spellings::ARTICLE;
use crate::text::fold_name;

/// The shortest Chinese name without its state, in characters: shorter ones are kinds of bodies.
const SHORTEST: usize = 5;

/// What no name without its state begins with, and ends with: 驻 says where a body sits, 政府 is a noun.
const STARTS: [char; 4] = ['驻', '在', '的', '·'];
const ENDS: [&str; 2] = ["政府", "大使馆"];

/// The names of the states, by their codes.
pub(crate) struct States(BTreeMap<String, Vec<String>>);

impl States {
    pub(crate) fn new(entities: &[&Entity]) -> Self {
        let mut states: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for nation in entities.iter().filter(|entity| entity.kind == Kind::Nation) {
            if let Some(code) = &nation.country {
                let names = nation.en.iter().chain(nation.chinese_names());
                states.entry(code.clone()).or_default().extend(names.map(|name| fold_name(name)));
            }
        }
        States(states)
    }

    /// The names that an organisation has where its state is named, folded.
    pub(crate) fn names(&self, entity: &Entity) -> Vec<String> {
        let state = entity.country.as_ref().and_then(|code| self.0.get(code));
        let Some(state) = state.filter(|_| entity.kind == Kind::Organisation) else { return Vec::new() };
        let of_state = matches!(entity.subkind, Some(Subkind::Government | Subkind::Military));
        let english = entity.en.iter().filter_map(|name| without_bracket(&fold_name(name), state));
        let chinese =
            entity.chinese_names().filter(|_| of_state).filter_map(|name| without_state(&fold_name(name), state));
        english.chain(chinese).collect()
    }
}

/// `Commerce Commission (New Zealand)`; one word alone would be too little.
fn without_bracket(name: &str, state: &[String]) -> Option<String> {
    let (name, bracket) = name.strip_suffix(')')?.rsplit_once(" (")?;
    let fits = name.contains(' ') && !name.starts_with(ARTICLE) && state.iter().any(|state| state == bracket);
    fits.then(|| name.to_owned())
}

/// 英国慈善委员会
fn without_state(name: &str, state: &[String]) -> Option<String> {
    let rest = state.iter().filter_map(|state| name.strip_prefix(state.as_str())).min_by_key(|rest| rest.len())?;
    let is_name =
        rest.chars().count() >= SHORTEST && !rest.starts_with(STARTS) && !ENDS.iter().any(|end| rest.ends_with(end));
    is_name.then(|| rest.to_owned())
}
