//! Figures in sections, and how they are written: as a table, as JSON, as tab-separated rows.

use std::fmt::Write as _;

use serde_json::{Map, Number, json};

use super::Layer;
use super::errors::Frequent;
use super::tally::round;
use crate::write::{clean, columns, pad};

/// A figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// How many.
    Count(usize),
    /// A share from 0 to 1, rounded; none of nothing.
    Share(Option<f64>),
}

impl Value {
    /// A share with four digits.
    pub(super) fn rounded(share: f64) -> Self {
        Value::Share(Some(round(share, 4)))
    }

    fn as_f64(self) -> Option<f64> {
        match self {
            Value::Count(count) => u32::try_from(count).ok().map(f64::from),
            Value::Share(share) => share,
        }
    }

    fn text(self) -> String {
        match self {
            Value::Count(count) => count.to_string(),
            Value::Share(Some(share)) => format!("{share:.4}"),
            Value::Share(None) => "-".to_owned(),
        }
    }

    fn json(self) -> serde_json::Value {
        match self {
            Value::Count(count) => json!(count),
            Value::Share(share) => share.and_then(Number::from_f64).map_or(serde_json::Value::Null, Into::into),
        }
    }
}

/// Rows of figures under one heading; every row has the same ones.
#[derive(Clone, Debug)]
pub struct Section {
    /// What is counted: `words`, `mentions`, `linking`.
    pub name: &'static str,
    /// Groups with their figures by name.
    pub rows: Vec<(String, Vec<(&'static str, Value)>)>,
}

/// What an evaluation says.
#[derive(Clone, Debug)]
pub struct Report {
    /// What was compared.
    pub layer: Layer,
    /// How many texts were.
    pub texts: usize,
    /// The figures.
    pub sections: Vec<Section>,
    /// All errors, the most frequent first.
    pub errors: Vec<Frequent>,
}

/// The header of the rows of figures.
const FIGURE_HEADER: &str = "section\tgroup\tfigure\tvalue";

/// The header of the rows of errors.
const ERROR_HEADER: &str = "error\tcount\tgold\tfound\tcontext";

impl Report {
    /// One figure of a group in a section.
    pub fn figure(&self, section: &str, group: &str, figure: &str) -> Option<f64> {
        let section = self.sections.iter().find(|one| one.name == section)?;
        let (_, values) = section.rows.iter().find(|(name, _)| name == group)?;
        values.iter().find(|(name, _)| *name == figure)?.1.as_f64()
    }

    /// Tables for reading, then the `errors` most frequent errors.
    pub fn text(&self, errors: usize) -> String {
        let mut out = String::new();
        for section in self.sections.iter().filter(|section| !section.rows.is_empty()) {
            table(&mut out, section);
        }
        let shown = self.errors.get(..errors.min(self.errors.len())).unwrap_or_default();
        if !shown.is_empty() {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{} of {} different errors:", shown.len(), self.errors.len());
        }
        for error in shown {
            let _ = writeln!(out, "{:>5}  {:<12}  {}", error.count, error.what.as_str(), difference(error));
            let _ = writeln!(out, "{:21}{}", "", error.context);
        }
        out
    }

    /// One JSON object: `layer`, `texts`, a field a section, and `errors` if any are asked for.
    pub fn json(&self, errors: usize) -> serde_json::Value {
        let mut object = Map::new();
        object.insert("layer".to_owned(), json!(self.layer.as_str()));
        object.insert("texts".to_owned(), json!(self.texts));
        for section in &self.sections {
            let rows = section.rows.iter().map(|(group, values)| {
                let values: Map<_, _> = values.iter().map(|(name, value)| ((*name).to_owned(), value.json())).collect();
                (group.clone(), values.into())
            });
            object.insert(section.name.to_owned(), rows.collect::<Map<_, _>>().into());
        }
        if errors > 0 {
            let rows = self.errors.iter().take(errors).map(|error| {
                json!({
                    "error": error.what.as_str(), "count": error.count,
                    "gold": error.gold, "found": error.found, "context": error.context,
                })
            });
            object.insert("errors".to_owned(), rows.collect());
        }
        object.into()
    }

    /// A row a figure; then, if errors are asked for, an empty line and a row an error.
    pub fn tsv(&self, errors: usize) -> String {
        let mut out = format!("{FIGURE_HEADER}\n");
        for section in &self.sections {
            for (group, values) in &section.rows {
                for (name, value) in values {
                    let _ = writeln!(out, "{}\t{group}\t{name}\t{}", section.name, value.text());
                }
            }
        }
        if errors > 0 {
            let _ = writeln!(out, "\n{ERROR_HEADER}");
        }
        for error in self.errors.iter().take(errors) {
            let fields = [error.what.as_str(), &error.count.to_string(), &error.gold, &error.found, &error.context];
            let _ = writeln!(out, "{}", fields.map(clean).join("\t"));
        }
        out
    }
}

/// A section with its figures in columns; groups in which nothing was counted are left out.
fn table(out: &mut String, section: &Section) {
    let counted = |values: &[(&str, Value)]| values.iter().any(|(_, value)| matches!(value, Value::Count(1..)));
    let shown: Vec<_> = section.rows.iter().filter(|(_, values)| counted(values)).collect();
    let group_width = shown.iter().map(|(group, _)| columns(group)).chain([columns(section.name)]).max();
    let group_width = group_width.unwrap_or(0);
    let names = section.rows.first().map(|(_, values)| values.iter().map(|(name, _)| *name)).into_iter().flatten();
    let widths: Vec<usize> = names.clone().map(|name| name.len().max(6)).collect();
    let mut row = |group: &str, cells: &mut dyn Iterator<Item = String>| {
        let cells: String = cells.zip(&widths).map(|(cell, &width)| format!("  {cell:>width$}")).collect();
        let _ = writeln!(out, "{}{cells}", pad(group, group_width));
    };
    row(section.name, &mut names.map(str::to_owned));
    for (group, values) in shown {
        row(group, &mut values.iter().map(|(_, value)| value.text()));
    }
    out.push('\n');
}

/// What the gold has and what was found.
fn difference(error: &Frequent) -> String {
    match (error.gold.as_str(), error.found.as_str()) {
        (gold, "") => gold.to_owned(),
        ("", found) => found.to_owned(),
        (gold, found) => format!("{gold} -> {found}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::errors::What;

    fn report() -> Report {
        let values = vec![("gold", Value::Count(3)), ("f1", Value::rounded(0.5))];
        let nothing = vec![("gold", Value::Count(0)), ("f1", Value::rounded(0.0))];
        Report {
            layer: Layer::Segmentation,
            texts: 1,
            sections: vec![
                Section { name: "words", rows: vec![("漢字".to_owned(), values), ("nothing".to_owned(), nothing)] },
                Section { name: "none", rows: Vec::new() },
            ],
            errors: vec![Frequent {
                what: What::Differs,
                count: 2,
                gold: "加速 度".to_owned(),
                found: "加速度".to_owned(),
                context: "引起的[加速度]不同".to_owned(),
            }],
        }
    }

    #[test]
    fn three_ways_to_write_it() {
        let report = report();
        let table = "words    gold      f1\n漢字        3  0.5000\n\n";
        assert_eq!(report.text(0), table);
        let errors = "1 of 1 different errors:\n    2  differs       加速 度 -> 加速度\n                     引起的[加速度]不同\n";
        assert_eq!(report.text(9), format!("{table}{errors}"));
        assert_eq!(
            report.tsv(0),
            "section\tgroup\tfigure\tvalue\nwords\t漢字\tgold\t3\nwords\t漢字\tf1\t0.5000\nwords\tnothing\tgold\t0\nwords\tnothing\tf1\t0.0000\n"
        );
        assert!(report.tsv(1).ends_with("differs\t2\t加速 度\t加速度\t引起的[加速度]不同\n"));
        let json = report.json(1);
        assert_eq!(json["words"]["漢字"]["f1"], 0.5);
        assert_eq!(json["errors"][0]["count"], 2);
        assert_eq!(report.figure("words", "漢字", "gold"), Some(3.0));
        assert_eq!(report.figure("words", "漢字", "p"), None);
    }
}
