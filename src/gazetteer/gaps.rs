//! What a gazetteer does not know: entities without a mainland, Taiwan or Hong Kong name.
//!
//! In: entities. Out: their gaps. A region's list that is left out stands for the mainland names in Traditional
//! characters; where the person or body is Chinese that is a fact, where a name is a transcription it is only likely.

use super::{Entity, Kind};

/// Why a region's name is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gap {
    /// There is none, and nothing that could be converted.
    Missing,
    /// The mainland name in Traditional characters stands in for a name that other regions may transcribe otherwise.
    Converted,
}

impl Gap {
    /// The name used in output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Gap::Missing => "missing",
            Gap::Converted => "converted",
        }
    }
}

/// States whose people and bodies have names in Chinese characters of their own: a conversion changes the characters only.
pub(crate) const OWN_CHARACTERS: [&str; 7] = ["CN", "HK", "JP", "KP", "KR", "MO", "TW"];

/// The Chinese names that an entity lacks, each with the reason; none for an entity that was replaced.
///
/// ```
/// use diglot::gazetteer::{Gap, gaps};
///
/// let mut entity = diglot::Gazetteer::built_in().get("vladimir-putin").cloned().ok_or("gone")?;
/// entity.zh_hant_tw.clear();
/// assert!(gaps(&entity).contains(&("zh-Hant-TW", Gap::Converted)));
/// # Ok::<(), &str>(())
/// ```
pub fn gaps(entity: &Entity) -> Vec<(&'static str, Gap)> {
    if entity.replaced_by.is_some() {
        return Vec::new();
    }
    let foreign = !entity.country.as_deref().is_some_and(|state| OWN_CHARACTERS.contains(&state));
    let converted = foreign && entity.kind == Kind::Leader;
    let lists = [
        ("zh-Hans", &entity.zh_hans, false),
        ("zh-Hant-TW", &entity.zh_hant_tw, true),
        ("zh-Hant-HK", &entity.zh_hant_hk, true),
    ];
    let lacking = lists.into_iter().filter(|(_, list, _)| list.is_empty());
    lacking
        .filter_map(|(field, _, region)| match (entity.zh_hans.is_empty(), region && converted) {
            (true, _) => Some((field, Gap::Missing)),
            (false, true) => Some((field, Gap::Converted)),
            (false, false) => None,
        })
        .collect()
}
