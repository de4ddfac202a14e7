//! brat standoff: a text and the annotations on it. <https://brat.nlplab.org/standoff.html>

use std::collections::HashMap;

use super::Rows;
use crate::evaluate::row::{Row, RowMention};
use crate::read::RecordError;

/// One row: the text of the `.txt` file with the text-bound annotations (`T`) of the `.ann` file. What a mention refers to
/// is its normalisation (`N`), else the first word of the note on it (`#`), which diglot writes. An annotation in pieces
/// counts from its first character to its last.
pub fn brat(name: &str, text: &str, annotations: &str) -> Rows {
    let (mut mentions, mut faults) = (Vec::new(), Vec::new());
    let mut entities: HashMap<&str, &str> = HashMap::new();
    let mut notes: HashMap<&str, &str> = HashMap::new();
    for (number, line) in (1..).zip(annotations.lines()) {
        let mut fields = line.split('\t');
        let (Some(id), Some(body)) = (fields.next(), fields.next()) else { continue };
        let mut words = body.split_whitespace();
        match id.chars().next() {
            Some('T') => match text_bound(body) {
                Some(mention) => mentions.push((id, mention)),
                None => faults
                    .push(RecordError { line: number, cause: format!("'{body}' is no label with offsets").into() }),
            },
            Some('N') => entities.extend(words.nth(1).zip(words.next())),
            Some('#') => notes.extend(words.nth(1).zip(fields.next().and_then(|note| note.split(' ').next()))),
            _ => {}
        }
    }
    let mention = |(id, mention): (&str, RowMention)| {
        let entity = entities.get(id).or_else(|| notes.get(id)).map(|entity| (*entity).to_owned());
        RowMention { entity, ..mention }
    };
    let mentions = Some(mentions.into_iter().map(mention).collect());
    let row = Row { id: name.to_owned(), named: true, text: Some(text.to_owned()), mentions, ..Row::default() };
    Rows { rows: vec![row], faults }
}

/// `Leader 0 2;5 7`.
fn text_bound(body: &str) -> Option<RowMention> {
    let (label, places) = body.split_once(' ')?;
    let mut offsets = places.split([' ', ';']).map(str::parse::<usize>);
    let (start, end) = (offsets.next()?.ok()?, offsets.next_back()?.ok()?);
    Some(RowMention { start, end, kind: label.to_owned(), ..RowMention::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn annotations_with_their_entities() {
        let annotations = "T1\tLeader 0 2\tXi\nN1\tReference T1 Wikidata:Q15031\tXi Jinping\n\
                           #1\tAnnotatorNotes T1\txi-jinping (short)\nT2\tNation 7 8;9 10\t美 国\n\
                           #2\tAnnotatorNotes T2\tunited-states (name)\nT3\tNation x\nR1\tx Arg1:T1\n";
        let Rows { rows, faults } = brat("a", "Xi met 美\n国", annotations);
        assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [6]);
        let sample = rows[0].clone().sample(None).unwrap();
        let found: Vec<_> = sample
            .marks
            .mentions
            .iter()
            .flatten()
            .map(|mention| (mention.span.of(&sample.text), mention.entity.as_deref().unwrap()))
            .collect();
        assert_eq!(found, [("Xi", "Wikidata:Q15031"), ("美\n国", "united-states")]);
    }
}
