//! Named values to a document: what JSON lines, JSON arrays and tables have in common.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::value::RawValue;
#[cfg(feature = "parquet")]
use serde_json::value::to_raw_value;

use super::epoch::of_number;
use super::json::{Object, Text, without_place};
use super::{Cause, Read, Remedy};
use crate::text::{Date, Details, Document, Kept};

/// The names of the fields that hold a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// The texts, which are read together; a record that has none of them is an error.
    pub text: Vec<String>,
    /// The id; a record without it is known by its line.
    pub id: String,
    /// The date.
    pub date: String,
    /// The fields that go through to the output untouched.
    pub keep: Keep,
}

impl Default for Fields {
    fn default() -> Self {
        Fields { text: vec!["text".to_owned()], id: "id".to_owned(), date: "date".to_owned(), keep: Keep::default() }
    }
}

/// Which fields go through to the output untouched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// None.
    #[default]
    None,
    /// All but the texts, the id and the date, which the record holds anyway.
    All,
    /// These, as far as a record has them.
    Named(Vec<String>),
}

/// A record as it was read: its values by name, in order. Of two with one name the last counts.
pub(super) struct Record<'a>(Vec<(Cow<'a, str>, Value<'a>)>);

/// A value of a record.
pub(super) enum Value<'a> {
    /// A text, as tables have it.
    #[cfg_attr(not(feature = "readers"), expect(dead_code))]
    Text(Cow<'a, str>),
    /// What JSON says, as it was written.
    Json(Cow<'a, RawValue>),
}

impl<'a> FromIterator<(Cow<'a, str>, Value<'a>)> for Record<'a> {
    fn from_iter<I: IntoIterator<Item = (Cow<'a, str>, Value<'a>)>>(values: I) -> Self {
        Record(values.into_iter().collect())
    }
}

#[cfg(feature = "parquet")]
impl FromIterator<(String, serde_json::Value)> for Record<'_> {
    fn from_iter<I: IntoIterator<Item = (String, serde_json::Value)>>(values: I) -> Self {
        let value = |value| match value {
            serde_json::Value::String(text) => Value::Text(text.into()),
            value => Value::Json(to_raw_value(&value).map_or(Cow::Borrowed(RawValue::NULL), Cow::Owned)),
        };
        values.into_iter().map(|(name, json)| (name.into(), value(json))).collect()
    }
}

impl<'a> From<Object<'a>> for Record<'a> {
    fn from(Object(fields): Object<'a>) -> Self {
        fields.into_iter().map(|(name, json)| (name, Value::Json(Cow::Borrowed(json)))).collect()
    }
}

impl Value<'_> {
    /// The text, if the value is one.
    fn text(&self) -> serde_json::Result<Option<Cow<'_, str>>> {
        match self {
            Value::Text(text) => Ok(Some(Cow::Borrowed(text))),
            Value::Json(json) if json.get().starts_with('"') => {
                serde_json::from_str(json.get()).map(|Text(text)| Some(text))
            }
            Value::Json(_) => Ok(None),
        }
    }

    /// The digits, if the value is a number.
    fn number(&self) -> Option<&str> {
        match self {
            Value::Json(json) => {
                Some(json.get()).filter(|json| json.starts_with(|c: char| c == '-' || c.is_ascii_digit()))
            }
            Value::Text(_) => None,
        }
    }

    /// The value in JSON.
    fn json(&self) -> serde_json::Result<Cow<'_, str>> {
        match self {
            Value::Text(text) => serde_json::to_string(text).map(Cow::Owned),
            Value::Json(json) => Ok(Cow::Borrowed(json.get())),
        }
    }
}

impl Record<'_> {
    fn get(&self, name: &str) -> Option<&Value<'_>> {
        self.0.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    fn text(&self, name: &str) -> Result<Option<Cow<'_, str>>, String> {
        let text = self.get(name).map(Value::text).transpose();
        text.map(Option::flatten).map_err(|error| bad_json(&error, &format!(" of the field '{name}'")))
    }

    /// The fields of these names, as JSON.
    fn kept<'n>(&self, names: impl Iterator<Item = &'n str>) -> Option<Kept> {
        let values: FxHashMap<&str, &Value<'_>> = self.0.iter().map(|(name, value)| (name.as_ref(), value)).collect();
        let mut json = String::new();
        for (name, value) in names.filter_map(|name| Some((name, values.get(name)?))) {
            json.push(if json.is_empty() { '{' } else { ',' });
            json += &serde_json::to_string(name).ok()?;
            json.push(':');
            json += &value.json().ok()?;
        }
        json.push('}');
        json.parse().ok()
    }
}

impl Fields {
    /// The document of a record that stands on a line of the source `name`.
    ///
    /// # Errors
    /// What is wrong with the record, and what to do about it.
    pub(super) fn document(&self, record: &Record<'_>, name: &str, line: usize) -> Result<Read, Cause> {
        let mut warnings = Vec::new();
        let number = || record.get(&self.id).and_then(Value::number).map(str::to_owned);
        let id = record.text(&self.id)?.filter(|id| !id.is_empty()).map(Cow::into_owned).or_else(number);
        let id = id.unwrap_or_else(|| format!("{name}:{line}"));
        let mut document = self.texts(record, id)?.with_source(name);
        let number = || record.get(&self.date).and_then(Value::number).map(Cow::Borrowed);
        if let Some(written) = record.text(&self.date)?.filter(|date| !date.is_empty()).or_else(number) {
            let counted = || of_number(&written).and_then(|date| date.parse().ok());
            match written.parse::<Date>().or_else(|error| counted().ok_or(error)) {
                Ok(date) => document = document.with_date(date),
                Err(error) => warnings.push(format!("line {line}: {error}")),
            }
        }
        document.details =
            self.kept(record).map(|fields| Box::new(Details { fields: Some(fields), ..Details::default() }));
        Ok(Read { document, warnings })
    }

    fn texts(&self, record: &Record<'_>, id: String) -> Result<Document, Cause> {
        if let [name] = self.text.as_slice() {
            return match record.text(name)? {
                Some(text) => Ok(Document::new(id, text)),
                None => Err(Cause::new(format!("no text in the field '{name}'"), another_field(record))),
            };
        }
        let mut texts: Vec<(&str, Cow<'_, str>)> = Vec::new();
        for name in &self.text {
            texts.extend(record.text(name)?.map(|text| (name.as_str(), text)));
        }
        if texts.is_empty() {
            let names = self.text.join("', '");
            return Err(Cause::new(format!("no text in any of the fields '{names}'"), another_field(record)));
        }
        Ok(Document::from_parts(id, texts.iter().map(|(name, text)| (*name, text.as_ref()))))
    }

    fn kept(&self, record: &Record<'_>) -> Option<Kept> {
        let mut seen = FxHashSet::default();
        match &self.keep {
            Keep::None => None,
            Keep::All => {
                let read = |name: &str| self.text.iter().chain([&self.id, &self.date]).any(|read| read == name);
                let names = record.0.iter().map(|(name, _)| name.as_ref());
                record.kept(names.filter(|name| !read(name) && seen.insert(*name)))
            }
            Keep::Named(names) => record.kept(names.iter().map(String::as_str).filter(|name| seen.insert(*name))),
        }
    }
}

/// What serde_json says of a line; `of` says what the byte counts in.
pub(super) fn bad_json(error: &serde_json::Error, of: &str) -> String {
    let message = error.to_string();
    format!("bad JSON at byte {}{of}: {}", error.column(), without_place(&message))
}

/// Where a record without text may have it: its fields that hold some, the first of them.
fn another_field(record: &Record<'_>) -> Remedy {
    let has_text = |value: &Value<'_>| value.text().is_ok_and(|text| text.is_some_and(|text| !text.is_empty()));
    let named = record.0.iter().filter(|(_, value)| has_text(value));
    Remedy::TextField(named.map(|(name, _)| name.to_string()).take(8).collect())
}
