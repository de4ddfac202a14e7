//! brat standoff: the text in one file, the annotations in another, offsets in code points.
//! <https://brat.nlplab.org/standoff.html>

use std::fmt::Write;

use crate::gazetteer::{Gazetteer, Kind};
use crate::pipeline::Analysis;
use crate::text::{OffsetIndex, OffsetUnit};

/// The content of the `.ann` file: a text-bound annotation a mention, a note with its entity, and its Wikidata item as a
/// normalisation. The `.txt` file beside it is the document's text, untouched.
pub fn annotations(analysis: &Analysis<'_>, gazetteer: &Gazetteer) -> String {
    let text = analysis.document.text.as_str();
    let index = OffsetIndex::new(text, OffsetUnit::Char);
    let mut out = String::new();
    let described =
        analysis.mentions.iter().filter_map(|mention| Some((mention, gazetteer.describe(mention.referent)?)));
    for (number, (mention, entity)) in (1..).zip(described) {
        let fragments = fragments(mention.span.of(text), mention.span.start);
        let places: Vec<String> =
            fragments.iter().map(|&(start, end)| format!("{} {}", index.offset(start), index.offset(end))).collect();
        let surface: Vec<&str> = fragments.iter().filter_map(|&(start, end)| text.get(start..end)).collect();
        let label = label(mention.kind);
        // Writing to a string cannot fail.
        let _ = writeln!(out, "T{number}\t{label} {}\t{}", places.join(";"), surface.join(" "));
        let name = entity.name.en.as_deref().unwrap_or_default();
        if let Some(item) = &entity.wikidata {
            let _ = writeln!(out, "N{number}\tReference T{number} Wikidata:{item}\t{name}");
        }
        let _ = writeln!(out, "#{number}\tAnnotatorNotes T{number}\t{} ({})", entity.id, mention.form.as_str());
    }
    out
}

/// The pieces of a mention between line breaks: brat wants no annotation to cross one.
fn fragments(surface: &str, start: usize) -> Vec<(usize, usize)> {
    let mut fragments = Vec::new();
    let mut at = start;
    for piece in surface.split_inclusive(['\n', '\r']) {
        let kept = piece.trim_end_matches(['\n', '\r']);
        if !kept.trim().is_empty() {
            fragments.push((at, at + kept.len()));
        }
        at += piece.len();
    }
    fragments
}

fn label(kind: Kind) -> &'static str {
    match kind {
        Kind::Leader => "Leader",
        Kind::Nation => "Nation",
        Kind::Organisation => "Organisation",
    }
}
