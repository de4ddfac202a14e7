//! Samples as documents and back: pieces of one document are analysed together, a line each, and what is found is divided
//! between them again; or it is adopted from another file.

use std::collections::{HashMap, HashSet};

use super::row::Row;
use super::sample::{Marks, Named, Sample, Stretch};
use crate::Span;
use crate::gazetteer::Gazetteer;
use crate::pipeline::Analysis;
use crate::text::Document;

/// A document and the samples of which it consists.
#[derive(Clone, Debug)]
pub struct Unit {
    /// The document; its id is that of the document of the samples, or of the one sample.
    pub document: Document,
    /// The samples by their places in the list, with the byte at which each begins.
    pub pieces: Vec<(usize, usize)>,
}

/// The documents that samples make up, in the order of their first pieces. Pieces are joined by a line break.
pub fn units(samples: &[Sample]) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for (number, sample) in samples.iter().enumerate() {
        let at = sample.document.as_deref().and_then(|document| known.get(document).copied());
        if let Some(unit) = at.and_then(|at| units.get_mut(at)) {
            if !unit.document.text.is_empty() {
                unit.document.text.push('\n');
            }
            unit.pieces.push((number, unit.document.text.len()));
            unit.document.text.push_str(&sample.text);
            continue;
        }
        if let Some(document) = &sample.document {
            known.insert(document, units.len());
        }
        let id = sample.document.as_ref().unwrap_or(&sample.id);
        let document = Document { date: sample.date.clone(), ..Document::new(id.as_str(), sample.text.as_str()) };
        units.push(Unit { document, pieces: vec![(number, 0)] });
    }
    units
}

/// What an analysis found, in all layers that it has. Nested mentions are left out.
pub fn found_in(analysis: &Analysis<'_>, gazetteer: &Gazetteer) -> Marks {
    let stretch = |span: &crate::lang::LanguageSpan| Stretch {
        span: span.span,
        language: Some(span.language.as_str().to_owned()),
    };
    let named = |mention: &crate::Mention| Named {
        span: mention.span,
        kind: mention.kind,
        sort: Some(mention.subkind.map_or(mention.form.as_str(), |subkind| subkind.as_str()).to_owned()),
        entity: gazetteer.describe(mention.referent).map(|entity| entity.id.clone()),
    };
    Marks {
        stretches: Some(analysis.spans.iter().map(stretch).collect()),
        starts: Some(analysis.sentences.iter().map(|sentence| sentence.span.start).collect()),
        words: Some(analysis.tokens.iter().map(|token| token.span).collect()),
        mentions: Some(analysis.mentions.iter().filter(|mention| !mention.nested).map(named).collect()),
        optional: Vec::new(),
    }
}

/// Divides what was found in a document between its pieces: `found` holds the marks of every sample. What begins in a
/// piece belongs to it.
pub fn divide(unit: &Unit, marks: &Marks, found: &mut [Marks]) {
    for (at, &(number, start)) in unit.pieces.iter().enumerate() {
        let end = unit.pieces.get(at + 1).map_or(usize::MAX, |&(_, next)| next);
        if let Some(found) = found.get_mut(number) {
            *found = piece(marks, start, end);
        }
    }
}

/// The marks that begin between two bytes, counted from the first.
fn piece(marks: &Marks, start: usize, end: usize) -> Marks {
    let inside = |at: usize| start <= at && at < end;
    let moved = |span: Span| Span::new(span.start - start, span.end - start);
    let stretches = |stretches: &Vec<Stretch>| {
        let here = stretches.iter().filter(|stretch| stretch.span.start < end && start < stretch.span.end);
        here.map(|stretch| Stretch {
            span: moved(Span::new(stretch.span.start.max(start), stretch.span.end.min(end))),
            language: stretch.language.clone(),
        })
        .collect()
    };
    Marks {
        stretches: marks.stretches.as_ref().map(stretches),
        starts: marks.starts.as_ref().map(|all| all.iter().filter(|&&at| inside(at)).map(|at| at - start).collect()),
        words: marks
            .words
            .as_ref()
            .map(|all| all.iter().filter(|word| inside(word.start)).map(|&word| moved(word)).collect()),
        mentions: marks.mentions.as_ref().map(|all| {
            let here = all.iter().filter(|mention| inside(mention.span.start));
            here.map(|mention| Named { span: moved(mention.span), ..mention.clone() }).collect()
        }),
        optional: Vec::new(),
    }
}

/// The marks of every sample from the rows of another file. If the ids of the gold stand there (of the samples, or of
/// their documents), rows are matched by id, else one by one in order.
///
/// # Errors
/// Rows that do not match the gold, or do not fit its text.
pub fn adopt(samples: &[Sample], rows: Vec<Row>) -> Result<Vec<Marks>, String> {
    let units = units(samples);
    let ids = || samples.iter().map(|sample| &sample.id).chain(units.iter().map(|unit| &unit.document.id));
    let known: HashSet<&str> = rows.iter().filter(|row| row.named).map(|row| row.id.as_str()).collect();
    if !ids().any(|id| known.contains(id.as_str())) {
        return in_order(samples, rows);
    }
    let mut rows: HashMap<String, Row> = rows.into_iter().map(|row| (row.id.clone(), row)).collect();
    let mut found = vec![Marks::default(); samples.len()];
    for unit in &units {
        if let Some(row) = rows.remove(&unit.document.id) {
            divide(unit, &row.sample(Some(&unit.document.text))?.marks, &mut found);
            continue;
        }
        for (number, _) in &unit.pieces {
            let Some((sample, found)) = samples.get(*number).zip(found.get_mut(*number)) else { continue };
            let row = rows.remove(&sample.id).ok_or_else(|| format!("no row with the id '{}'", sample.id))?;
            *found = row.sample(Some(&sample.text))?.marks;
        }
    }
    Ok(found)
}

fn in_order(samples: &[Sample], rows: Vec<Row>) -> Result<Vec<Marks>, String> {
    if samples.len() != rows.len() {
        return Err(format!("no ids in common, and {} texts for {} of the gold", rows.len(), samples.len()));
    }
    samples.iter().zip(rows).map(|(sample, row)| Ok(row.sample(Some(&sample.text))?.marks)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::gold::words;

    fn samples() -> Vec<Sample> {
        let piece = |id: &str, document: Option<&str>, text: &str| Sample {
            id: id.to_owned(),
            document: document.map(str::to_owned),
            text: text.to_owned(),
            ..Sample::default()
        };
        vec![piece("a1", Some("a"), "走了"), piece("b", None, "No"), piece("a2", Some("a"), "Yes")]
    }

    fn row(id: &str, tokens: &[(usize, usize)]) -> Row {
        Row { id: id.to_owned(), named: true, tokens: Some(tokens.to_vec()), ..Row::default() }
    }

    #[test]
    fn pieces_of_a_document_are_joined_and_divided() {
        let samples = samples();
        let units = units(&samples);
        let texts: Vec<&str> = units.iter().map(|unit| unit.document.text.as_str()).collect();
        assert_eq!(texts, ["走了\nYes", "No"]);
        let mut found = vec![Marks::default(); 3];
        let marks = Marks { words: Some(vec![Span::new(0, 6), Span::new(7, 10)]), ..Marks::default() };
        divide(&units[0], &marks, &mut found);
        assert_eq!(found[0].words, Some(vec![Span::new(0, 6)]));
        assert_eq!(found[2].words, Some(vec![Span::new(0, 3)]));
    }

    #[test]
    fn rows_are_matched_by_piece_by_document_or_in_order() {
        let samples = samples();
        let expected = [vec![Span::new(0, 6)], vec![Span::new(0, 2)], vec![Span::new(0, 3)]].map(Some);
        let cases = [
            ("by document", vec![row("b", &[(0, 2)]), row("a", &[(0, 2), (3, 6)])]),
            ("by piece", vec![row("a2", &[(0, 3)]), row("b", &[(0, 2)]), row("a1", &[(0, 2)])]),
            ("in order", words("p", "走了\nNo\nYes\n").rows),
        ];
        for (why, rows) in cases {
            let found: Vec<_> = adopt(&samples, rows).unwrap().into_iter().map(|marks| marks.words).collect();
            assert_eq!(found, expected, "{why}");
        }
        assert_eq!(adopt(&samples, vec![row("b", &[])]).unwrap_err(), "no row with the id 'a1'");
        let few = adopt(&samples, words("p", "走\n").rows).unwrap_err();
        assert_eq!(few, "no ids in common, and 1 texts for 3 of the gold");
    }
}
