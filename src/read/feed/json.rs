//! JSON Feed as feed-rs takes it: what its specification asks readers to forgive is forgiven, and what is not read is left
//! out, so that it cannot be wrong.

use serde_json::{Map, Value};

/// Fields of an item that are read.
const READ: [&str; 11] = [
    "id",
    "url",
    "external_url",
    "title",
    "content_html",
    "content_text",
    "summary",
    "date_published",
    "date_modified",
    "author",
    "authors",
];

/// The feed, and the language of each of its items that says one.
///
/// # Errors
/// serde_json's, if this is no object in JSON.
pub(super) fn forgiven(json: &str) -> serde_json::Result<(String, Vec<Option<String>>)> {
    let mut feed: Map<String, Value> = serde_json::from_str(json)?;
    feed.entry("title").or_insert_with(|| Value::from(""));
    let items = feed.entry("items").or_insert_with(|| Value::Array(Vec::new()));
    let languages = items.as_array_mut().into_iter().flatten().map(forgive).collect();
    Ok((serde_json::to_string(&feed)?, languages))
}

/// Writes numbers of an item as text: ids often are some.
fn forgive(item: &mut Value) -> Option<String> {
    let item = item.as_object_mut()?;
    let language = item.get("language").and_then(Value::as_str).map(str::to_owned);
    item.retain(|name, _| READ.contains(&name.as_str()));
    for value in item.values_mut() {
        if let Value::Number(number) = value {
            *value = Value::from(number.to_string());
        }
    }
    language
}
