//! Who wrote a page: the name out of what stands where pages name their author, which often is their own.

use dom_query::Document;

use crate::table::rows;

/// A byline of more characters is none: it is what follows the name of the site.
const LONGEST: usize = 80;

/// The marks that stand around a name, and between the names of a site.
const MARKS: [char; 12] = [':', '：', '|', '｜', '/', '／', '-', '–', '—', '·', '_', ','];

/// Where a page says what its site is called.
const SITES: &str = "meta[name='publisher'], meta[name='application-name'], meta[name='apple-mobile-web-app-title'], \
                     meta[property='og:site_name']";

/// What the site of a page says that it is called.
pub(super) fn declared_sites(tree: &Document) -> impl Iterator<Item = String> {
    let names = tree.select(SITES).nodes().iter().filter_map(|node| node.attr("content")).collect::<Vec<_>>();
    names.into_iter().map(|name| name.to_string())
}

/// What may be the name of the site behind the title of a page.
pub(super) fn behind_title(tree: &Document) -> Option<String> {
    let title = tree.select("title").text();
    title.rsplit_once(['|', '｜', '-', '–', '_']).map(|(_, site)| site.to_owned())
}

/// Names of a site, and the pieces that each may stand for, in small letters.
pub(super) fn small_names(names: &[String]) -> Vec<String> {
    // `Harbour Daily 海港日報` is each of the two.
    let halves =
        |name: &String| [name.replace(|c: char| !c.is_ascii(), "|"), name.replace(|c: char| c.is_ascii(), "|")];
    let halves: Vec<String> = names.iter().flat_map(halves).collect();
    let pieces = names.iter().chain(&halves).flat_map(|name| name.split(MARKS));
    let pieces = pieces.chain(names.iter().map(String::as_str));
    pieces.map(|name| name.trim().to_lowercase()).filter(|name| !name.is_empty()).collect()
}

/// The name in a byline; none if it is that of the site, or no name.
pub(super) fn name(written: &str, sites: &[String]) -> Option<String> {
    let words = || rows(include_str!("../tables/bylines.tsv"));
    let mut name = written.trim();
    let small = name.to_ascii_lowercase();
    let end = words().filter(|[place, _]| *place == "behind").filter_map(|[_, word]| small.find(word)).min();
    name = end.and_then(|end| name.get(..end)).unwrap_or(name);
    let small = name.to_ascii_lowercase();
    let is_mark = |c: char| c.is_whitespace() || MARKS.contains(&c);
    let start = words().filter(|[place, _]| *place == "before").filter_map(|[_, word]| {
        let behind = small.strip_prefix(word)?;
        behind.starts_with(is_mark).then_some(word.len())
    });
    name = start.max().and_then(|start| name.get(start..)).unwrap_or(name).trim_matches(is_mark);
    let is_name = name.chars().any(char::is_alphabetic)
        && name.chars().nth(LONGEST).is_none()
        && !name.starts_with("http")
        && !sites.contains(&name.to_lowercase());
    is_name.then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_what_stands_beside_them() {
        let page = "<title>普京訪華 | 海港日報</title><meta property='og:site_name' content='Harbour Daily 海港報'>";
        let tree = Document::from(page);
        let names = declared_sites(&tree).chain(behind_title(&tree)).chain(["Harbour Media".to_owned()]);
        let sites = small_names(&names.collect::<Vec<_>>());
        let cases = [
            ("陳記者", Some("陳記者")),
            ("By Jane Chan", Some("Jane Chan")),
            ("Byron Lee", Some("Byron Lee")),
            ("Posted by K A", Some("K A")),
            ("作者：王小明", Some("王小明")),
            ("体育教科书发布时间：18-03-0823:16", Some("体育教科书")),
            ("发布时间：18-03-0823:16", None),
            ("海港日報", None),
            ("海港報", None),
            ("HARBOUR DAILY", None),
            ("harbour media", None),
            ("Harbour Media, Jane Chan", Some("Harbour Media, Jane Chan")),
            ("https://www.facebook.com/harbour", None),
            ("12:30", None),
            ("", None),
        ];
        for (written, expected) in cases {
            assert_eq!(name(written, &sites).as_deref(), expected, "{written}");
        }
    }

    #[test]
    fn every_row_of_the_table_is_read() {
        for [place, word] in rows(include_str!("../tables/bylines.tsv")) {
            assert!(matches!(place, "before" | "behind"), "{place}");
            assert_eq!(word, word.to_ascii_lowercase());
        }
    }
}
