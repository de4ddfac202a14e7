//! JSON Feed, taken apart: its items go out one by one, each as a feed of its own, so that what is wrong in one costs no
//! other. What its specification asks readers to forgive is forgiven, and what is not read is left out, so that it cannot
//! be wrong.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::CUT;
use crate::read::elements::Elements;
use crate::read::json::{Object, Text};

/// Fields of a feed that hold for its items.
const HEAD: [&str; 3] = ["version", "author", "authors"];

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

/// One of them has no more bytes: they are written for each item.
const LONGEST: usize = 1 << 9;

/// A feed, taken apart.
#[derive(Default)]
pub(super) struct Apart<'a> {
    head: Vec<(&'static str, &'a RawValue)>,
    /// The language that it declares.
    pub(super) language: Option<String>,
    /// Its items.
    pub(super) items: Vec<&'a RawValue>,
    /// What is wrong behind the last item, and on which line.
    pub(super) fault: Option<(usize, String)>,
}

/// Takes a feed apart; one that is cut off has the items before the cut.
///
/// # Errors
/// serde_json's, if this is no object in JSON, or one at fault before its first item.
pub(super) fn take_apart(json: &str) -> serde_json::Result<Apart<'_>> {
    let mut apart = Apart::default();
    let mut deserializer = serde_json::Deserializer::from_str(json.trim_end());
    let read = apart.deserialize(&mut deserializer).and_then(|()| deserializer.end());
    match read {
        Err(error) if apart.items.is_empty() => return Err(error),
        Err(error) if error.is_eof() => apart.fault = Some((error.line(), CUT.to_owned())),
        Err(error) => apart.fault = Some((error.line(), format!(": JSON: {error}"))),
        Ok(()) => {}
    }
    Ok(apart)
}

impl Apart<'_> {
    /// The feed with these items.
    pub(super) fn with(&self, items: &str) -> String {
        let head: String = self.head.iter().map(|(name, value)| format!("\"{name}\":{value},")).collect();
        format!("{{{head}\"title\":\"\",\"items\":[{items}]}}")
    }
}

/// The text of a value, if it is one.
fn text(value: &RawValue) -> Option<String> {
    serde_json::from_str(value.get()).ok().map(|Text(text)| text.into_owned())
}

/// An item with numbers as text, since ids often are some, and its language.
pub(super) fn forgiven(item: &RawValue) -> (String, Option<String>) {
    let Ok(Object(fields)) = serde_json::from_str::<Object<'_>>(item.get()) else {
        return (item.to_string(), None);
    };
    let mut language = None;
    let mut read: Vec<(&'static str, String)> = Vec::new();
    for (name, value) in fields {
        if name == "language" {
            language = text(value);
        }
        let value = value.get();
        let Some(name) = READ.into_iter().find(|read| *read == name) else { continue };
        read.retain(|(known, _)| *known != name);
        let is_number = value.starts_with(|c: char| c == '-' || c.is_ascii_digit());
        read.push((name, if is_number { format!("\"{value}\"") } else { value.to_owned() }));
    }
    let fields: Vec<String> = read.into_iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
    (format!("{{{}}}", fields.join(",")), language)
}

impl<'de> DeserializeSeed<'de> for &mut Apart<'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for &mut Apart<'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a feed")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Text(name)) = map.next_key()? {
            match HEAD.into_iter().find(|head| *head == name) {
                Some(name) => {
                    let value: &RawValue = map.next_value()?;
                    self.head.retain(|(known, _)| *known != name);
                    self.head.extend((value.get().len() <= LONGEST).then_some((name, value)));
                }
                None if name == "items" => map.next_value_seed(Elements(&mut self.items))?,
                None if name == "language" => self.language = text(map.next_value()?),
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}
