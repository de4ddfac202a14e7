//! Named values to a document: what JSON lines, JSON arrays and tables have in common.

use serde_json::{Map, Value};

use super::Read;
use crate::text::{Date, Details, Document};

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

impl Fields {
    /// The document of a record that stands on a line of the source `name`.
    ///
    /// # Errors
    /// What is wrong with the record, and what to do about it.
    pub(super) fn document(&self, record: Map<String, Value>, name: &str, line: usize) -> Result<Read, String> {
        let mut warnings = Vec::new();
        let id = match record.get(&self.id) {
            Some(Value::String(id)) if !id.is_empty() => id.clone(),
            Some(Value::Number(id)) => id.to_string(),
            _ => format!("{name}:{line}"),
        };
        let mut document = self.texts(&record, id)?.with_source(name);
        if let Some(date) = record.get(&self.date).and_then(Value::as_str).filter(|date| !date.is_empty()) {
            match date.parse::<Date>() {
                Ok(date) => document = document.with_date(date),
                Err(error) => warnings.push(format!("line {line}: {error}")),
            }
        }
        let fields = self.kept(record);
        if !fields.is_empty() {
            document.details = Some(Box::new(Details { fields, ..Details::default() }));
        }
        Ok(Read { document, warnings })
    }

    fn texts(&self, record: &Map<String, Value>, id: String) -> Result<Document, String> {
        let text = |name: &'_ String| record.get(name).and_then(Value::as_str);
        if let [name] = self.text.as_slice() {
            return match text(name) {
                Some(text) => Ok(Document::new(id, text)),
                None => Err(format!("no text in the field '{name}'{}", hint(record))),
            };
        }
        let texts: Vec<(&str, &str)> = self.text.iter().filter_map(|name| Some((name.as_str(), text(name)?))).collect();
        if texts.is_empty() {
            let names = self.text.join("', '");
            return Err(format!("no text in any of the fields '{names}'{}", hint(record)));
        }
        Ok(Document::from_parts(id, texts))
    }

    fn kept(&self, mut record: Map<String, Value>) -> Map<String, Value> {
        match &self.keep {
            Keep::None => Map::new(),
            Keep::All => {
                let read = |name: &String| self.text.contains(name) || *name == self.id || *name == self.date;
                record.into_iter().filter(|(name, _)| !read(name)).collect()
            }
            Keep::Named(names) => {
                names.iter().filter_map(|name| Some((name.clone(), record.shift_remove(name)?))).collect()
            }
        }
    }
}

/// Where a record without text may have it: its fields that hold some, the first of them.
fn hint(record: &Map<String, Value>) -> String {
    let named = record.iter().filter(|(_, value)| value.as_str().is_some_and(|text| !text.is_empty()));
    let names: Vec<&str> = named.map(|(name, _)| name.as_str()).take(8).collect();
    match names.as_slice() {
        [] => " (name another with --text-field)".to_owned(),
        names => format!(" (name another with --text-field; with text in them: {})", names.join(", ")),
    }
}
