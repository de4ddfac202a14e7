//! Names that stay whole in Chinese: what jieba's dictionary has to know of the gazetteer.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::alias::Form;
use super::entity::{Entity, Kind};
use super::lists::{NameList, NameUse, name_lists};
use crate::text::{fold_name, is_han};

/// The Chinese names of leaders and nations, folded, as words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NameWords<'a> {
    /// Names with a middle dot, which no dictionary word can hold: their parts are joined after the cut. Sorted.
    #[serde(borrow)]
    pub(crate) dotted: Vec<Cow<'a, str>>,
    /// Names without one and the parts of those with one, of two characters and more; with the smallest frequency that
    /// keeps each whole beside jieba's own dictionary, where that was worked out. None there: the dictionary holds it.
    #[serde(borrow)]
    pub(crate) words: Vec<(Cow<'a, str>, Option<usize>)>,
    /// Whether the frequencies were worked out.
    pub(crate) weighed: bool,
}

impl NameWords<'_> {
    /// The words of the names of some entities.
    pub(crate) fn new<'e>(entities: impl Iterator<Item = &'e Entity>) -> Self {
        let people_and_states = entities.filter(|entity| entity.kind != Kind::Organisation);
        let whole =
            |list: &NameList<'_>| matches!(list.used, NameUse::Full | NameUse::Alone(Form::Short | Form::Nickname));
        let lists = people_and_states.flat_map(|entity| name_lists(entity).into_iter().filter(whole));
        let mut names: Vec<String> = lists.flat_map(|list| list.names).map(|name| fold_name(name)).collect();
        names.sort_unstable();
        names.dedup();
        let word = |part: &&str| part.chars().count() > 1 && part.chars().all(is_han);
        let parts = names.iter().flat_map(|name| name.split('·')).filter(word);
        let mut words: Vec<(Cow<'_, str>, Option<usize>)> = parts.map(|part| (part.to_owned().into(), None)).collect();
        words.sort_unstable();
        words.dedup();
        names.retain(|name| name.contains('·') && name.chars().any(is_han));
        NameWords { dotted: names.into_iter().map(Cow::Owned).collect(), words, weighed: false }
    }

    /// The same with frequencies: `weigh` adds a word to a dictionary and says with which, none if it is there already.
    #[allow(dead_code, reason = "only the build script weighs")]
    pub(crate) fn weighed(mut self, mut weigh: impl FnMut(&str) -> Option<usize>) -> Self {
        self.words.iter_mut().for_each(|(word, frequency)| *frequency = weigh(word));
        self.weighed = true;
        self
    }
}
