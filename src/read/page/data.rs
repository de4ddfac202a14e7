//! What a page says of itself in JSON-LD, in the words of schema.org: when it was published, by whom, and on what site.
//!
//! The article is an object of the page, one of a list, or one of a graph in which objects name each other by `@id`.

use dom_query::Document;
use serde_json::{Map, Value};

/// Types of an article whose names do not end in `Article`.
const ARTICLES: [&str; 5] = ["BlogPosting", "LiveBlogPosting", "Report", "Review", "OpinionNewsPost"];

/// Types that publish.
const SITES: [&str; 4] = ["WebSite", "Organization", "NewsMediaOrganization", "Corporation"];

/// An article has no more authors, and a site no more publishers: each is looked for among all objects.
const MOST: usize = 16;

type Object = Map<String, Value>;

/// What was found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Data {
    /// When the page was published, as it says.
    pub(super) published: Option<String>,
    /// Who wrote it.
    pub(super) authors: Vec<String>,
    /// What the site and its publisher are called.
    pub(super) sites: Vec<String>,
}

/// Reads the data of a page.
pub(super) fn of(tree: &Document) -> Data {
    let scripts = tree.select("script[type='application/ld+json']");
    let values: Vec<Value> =
        scripts.nodes().iter().filter_map(|script| serde_json::from_str(&script.text()).ok()).collect();
    let objects = objects(&values);
    let dated = || objects.iter().filter(|object| text(object, "datePublished").is_some());
    let mut data = Data::default();
    if let Some(article) = dated().find(|object| is_a(object, is_article)).or_else(|| dated().next()) {
        data.published = text(article, "datePublished").map(str::to_owned);
        data.authors = names(article.get("author"), &objects);
        data.sites = names(article.get("publisher"), &objects);
    }
    let sites = objects.iter().filter(|object| is_a(object, |kind| SITES.contains(&kind)));
    data.sites.extend(sites.filter_map(|site| text(site, "name")).map(str::to_owned));
    data
}

/// All objects, those further out first.
fn objects(values: &[Value]) -> Vec<&Object> {
    let mut objects = Vec::new();
    let mut level: Vec<&Value> = values.iter().collect();
    while !level.is_empty() {
        let mut next: Vec<&Value> = Vec::new();
        for value in level {
            match value {
                Value::Array(items) => next.extend(items),
                Value::Object(fields) => {
                    objects.push(fields);
                    next.extend(fields.values());
                }
                _ => {}
            }
        }
        level = next;
    }
    objects
}

fn text<'a>(object: &'a Object, name: &str) -> Option<&'a str> {
    object.get(name).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty())
}

fn is_article(kind: &str) -> bool {
    kind.ends_with("Article") || ARTICLES.contains(&kind)
}

/// Whether one of the types of an object is of this kind.
fn is_a(object: &Object, kind: impl Fn(&str) -> bool) -> bool {
    match object.get("@type") {
        Some(Value::String(one)) => kind(one),
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).any(kind),
        _ => false,
    }
}

/// The names of a person, a body, or a list of them.
fn names(value: Option<&Value>, objects: &[&Object]) -> Vec<String> {
    let items = match value {
        Some(Value::Array(items)) => items.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    let name = |item: &Value| match item {
        Value::String(name) => Some(name.trim().to_owned()).filter(|name| !name.is_empty()),
        Value::Object(object) => named(object, objects).map(str::to_owned),
        _ => None,
    };
    items.iter().take(MOST).filter_map(name).collect()
}

/// The name of an object, or of the one that it refers to.
fn named<'a>(object: &'a Object, objects: &[&'a Object]) -> Option<&'a str> {
    let id = object.get("@id");
    let referred =
        || objects.iter().find(|other| id.is_some() && other.get("@id") == id && text(other, "name").is_some());
    text(object, "name").or_else(|| referred().and_then(|other| text(other, "name")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(json: &str) -> Data {
        of(&Document::from(format!("<script type='application/ld+json'>{json}</script>")))
    }

    #[test]
    fn the_article_is_found_wherever_it_stands() {
        let graph = r#"{"@context": "https://schema.org", "@graph": [
            {"@type": "WebPage", "datePublished": "2020-01-01"},
            {"@type": ["NewsArticle"], "datePublished": "2024-05-06T09:00:00+00:00", "author": {"@id": "/#jane"}, "publisher": {"@id": "/#org"}},
            {"@type": "Organization", "@id": "/#org", "name": "Harbour News"},
            {"@type": "Person", "@id": "/#jane", "name": "Jane Chan"}]}"#;
        let list = r#"[{"@type": "BreadcrumbList"}, {"@type": "NewsArticle", "datePublished": "2024-05-06T09:00:00+00:00",
            "author": [{"@type": "Person", "name": "Jane Chan"}], "publisher": {"@type": "Organization", "name": "Harbour News"}}]"#;
        for json in [graph, list] {
            let data = found(json);
            assert_eq!(data.published.as_deref(), Some("2024-05-06T09:00:00+00:00"), "{json}");
            assert_eq!(data.authors, ["Jane Chan"], "{json}");
            assert!(data.sites.contains(&"Harbour News".to_owned()), "{json}");
        }
        assert_eq!(
            found(r#"{"@type": "WebPage", "datePublished": "2020-01-01"}"#).published.as_deref(),
            Some("2020-01-01")
        );
        for nothing in ["", "{", "[]", r#"{"author": 3, "datePublished": 4}"#] {
            assert_eq!(found(nothing), Data::default(), "{nothing}");
        }
    }
}
