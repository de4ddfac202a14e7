//! Pages that draw their text by script: the article stands in the page's data and in no element.
//!
//! The page's description, written for search engines, is the beginning of such a text in most cases; the longest string of
//! the data that begins as it does is taken for the article.

use dom_query::Document;
use serde_json::Value;

use crate::read::markup::fragment;

/// So many characters of the description must begin the text.
const SAME: usize = 12;

/// The paragraphs of the article in the page's data, if they are there.
pub(super) fn article(document: &Document) -> Option<Vec<String>> {
    let descriptions = document.select("meta[property='og:description'], meta[name='description']");
    let mut starts = Vec::new();
    for meta in descriptions.nodes() {
        let start: String = letters(&meta.attr("content").unwrap_or_default()).take(SAME).collect();
        if start.chars().count() == SAME {
            starts.push(start);
        }
    }
    let mut best: Option<Vec<String>> = None;
    let data = document.select("script[type='application/json'], script[type='application/ld+json']");
    for script in data.nodes() {
        let Ok(value) = serde_json::from_str::<Value>(&script.text()) else { continue };
        let mut open = vec![&value];
        while let Some(value) = open.pop() {
            match value {
                Value::Array(items) => open.extend(items),
                Value::Object(fields) => open.extend(fields.values()),
                Value::String(text) if starts.iter().any(|start| letters(text).take(SAME).eq(start.chars())) => {
                    let found = fragment(text).unwrap_or_default();
                    if best.as_ref().is_none_or(|best| length(best) < length(&found)) {
                        best = Some(found);
                    }
                }
                _ => {}
            }
        }
    }
    best
}

/// The characters of a text without markup and white space.
fn letters(text: &str) -> impl Iterator<Item = char> {
    let mut in_tag = false;
    text.chars().filter(move |c| {
        let was = in_tag;
        in_tag = match c {
            '<' => true,
            '>' => false,
            _ => in_tag,
        };
        !was && !in_tag && !c.is_whitespace()
    })
}

/// The characters of all paragraphs.
pub(super) fn length(paragraphs: &[String]) -> usize {
    paragraphs.iter().map(|paragraph| paragraph.chars().count()).sum()
}
