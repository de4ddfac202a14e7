//! Simplified to Traditional for names that are shown where no Traditional name is on record.
//!
//! No conversion of text: one character becomes one character, by the first choice of OpenCC, corrected for characters and
//! words that are frequent in names (`tables/names.tsv`).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::fold::single;
use crate::table::rows;

const CHARACTERS: &str = include_str!("tables/simplified.tsv");
const NAMES: &str = include_str!("tables/names.tsv");

struct Table {
    characters: FxHashMap<char, char>,
    /// Words by their first character.
    words: FxHashMap<char, Vec<(&'static str, &'static str)>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { characters: FxHashMap::default(), words: FxHashMap::default() };
    for [from, to] in rows(CHARACTERS).chain(rows(NAMES)) {
        if let (Some(from), Some(to)) = (single(from), single(to)) {
            table.characters.insert(from, to);
        } else if let Some(first) = from.chars().next() {
            table.words.entry(first).or_default().push((from, to));
        }
    }
    table
});

/// A name in Traditional characters, as the press of Taiwan writes them.
///
/// ```
/// use diglot::text::to_traditional;
///
/// assert_eq!(to_traditional("乌干达制造业委员会"), "烏干達製造業委員會");
/// assert_eq!(to_traditional("克里姆林宫"), "克里姆林宮");
/// ```
pub fn to_traditional(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let words = TABLE.words.get(&first).into_iter().flatten();
        if let Some((tail, word)) = words.filter_map(|(from, to)| Some((rest.strip_prefix(from)?, to))).next() {
            out.push_str(word);
            rest = tail;
        } else {
            out.push(TABLE.characters.get(&first).copied().unwrap_or(first));
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Simplified, Traditional, why.
    const CASES: &[(&str, &str, &str)] = &[
        ("", "", "nothing"),
        ("Joe 拜登", "Joe 拜登", "what has no row stays"),
        ("民众党", "民眾黨", "the form of the press, not 衆"),
        ("冯德莱恩", "馮德萊恩", "the common case"),
        ("范德贝伦", "范德貝倫", "a surname"),
        ("万国邮政联盟", "萬國郵政聯盟", "万"),
        ("吴敦义、几内亚", "吳敦義、幾內亞", "几"),
        ("国家发展计划", "國家發展計劃", "划"),
        ("台湾", "台灣", "台 as the press writes it"),
        ("里约热内卢", "里約熱內盧", "里 in transliterations"),
        ("松野博一", "松野博一", "a Japanese name"),
        ("太皇太后", "太皇太后", "后 is not 後"),
        ("对外关系委员会", "對外關係委員會", "系 in a word of its own"),
        ("标准银行", "標準銀行", "准"),
        ("冲绳", "沖繩", "冲"),
        ("钟南山", "鍾南山", "a surname"),
        ("东京师范学院", "東京師範學院", "范 in a word"),
        ("联合国乌干达旅游代表团", "聯合國烏干達旅遊代表團", "干, 游"),
        ("苏丹武装部队", "蘇丹武裝部隊", "several at once"),
    ];

    #[test]
    fn cases() {
        for &(name, expected, why) in CASES {
            assert_eq!(to_traditional(name), expected, "{why}");
        }
    }

    #[test]
    fn characters_that_names_keep() {
        let kept = "里台松范于余沈姜岳谷系制面志征郁凌朴游卜后";
        assert_eq!(to_traditional(kept), kept);
    }

    #[test]
    fn every_correction_corrects() {
        let plain: FxHashMap<&str, &str> = rows(CHARACTERS).map(|[from, to]| (from, to)).collect();
        for [from, to] in rows(NAMES) {
            let without = match single(from) {
                Some(_) => plain.get(from).map_or_else(|| from.to_owned(), ToString::to_string),
                None => from.chars().map(|c| TABLE.characters.get(&c).copied().unwrap_or(c)).collect(),
            };
            assert_ne!(without, to, "{from} needs no row");
            assert_eq!(to_traditional(from), to, "{from}: an earlier row stands in the way");
        }
    }
}
