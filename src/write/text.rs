//! For reading in a terminal: what was found, a line each, aligned for wide characters.

use std::io::{self, Write};

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::{Format, clean};
use crate::gazetteer::Gazetteer;
use crate::pipeline::Analysis;
use crate::resolve::Mention;

/// How many columns surface forms may take; longer ones are cut.
const SURFACE_COLUMNS: usize = 24;

/// How many columns ids may take before what stands behind them is pushed to the right.
const ID_COLUMNS: usize = 28;

/// The mentions: line, surface form, kind, id and names of the entity, in columns as wide as a document needs.
#[derive(Clone, Copy, Debug)]
pub struct TextMentions {
    /// Rows are cut to so many columns, if any.
    pub width: Option<usize>,
}

impl Format for TextMentions {
    fn write(&self, out: &mut dyn Write, analysis: &Analysis<'_>, gazetteer: &Gazetteer) -> io::Result<()> {
        heading(out, analysis)?;
        let rows = rows(analysis, gazetteer);
        let widest = |of: fn(&Row) -> &str| rows.iter().map(|row| columns(of(row))).max().unwrap_or_default();
        let (surfaces, kinds) = (widest(|row| &row.surface), widest(|row| row.kind));
        let ids = widest(|row| &row.id).min(ID_COLUMNS);
        for Row { line, surface, kind, id, names } in &rows {
            let row = format!("{line:>5}  {}  {kind:<kinds$}  {}  {names}", pad(surface, surfaces), pad(id, ids));
            writeln!(out, "{}", self.width.map_or(row.clone(), |width| cut(&row, width)))?;
        }
        writeln!(out)
    }
}

/// A mention for reading.
struct Row {
    line: usize,
    surface: String,
    kind: &'static str,
    id: String,
    names: String,
}

fn rows(analysis: &Analysis<'_>, gazetteer: &Gazetteer) -> Vec<Row> {
    let text = analysis.document.text.as_str();
    let lines = crate::text::OffsetIndex::new(text, crate::text::OffsetUnit::Char);
    let origin = analysis.document.origin();
    let row = |mention: &Mention| {
        let entity = gazetteer.describe(mention.referent)?;
        let surface = clean(mention.span.of(text));
        let indent = if mention.nested { "  " } else { "" };
        let mut names: Vec<&str> = entity.name.all().into_iter().flatten().collect();
        names.dedup();
        Some(Row {
            line: origin.lines + lines.line(mention.span.start),
            surface: format!("{indent}{}", cut(&surface, SURFACE_COLUMNS - indent.len())),
            kind: mention.subkind.map_or(mention.kind.as_str(), |subkind| subkind.as_str()),
            id: entity.id.clone(),
            names: names.join(" | "),
        })
    };
    analysis.mentions.iter().filter_map(row).collect()
}

/// The sentences, a line each: its language and its words, with blanks between them.
#[derive(Clone, Copy, Debug)]
pub struct TextSentences;

impl Format for TextSentences {
    fn write(&self, out: &mut dyn Write, analysis: &Analysis<'_>, _: &Gazetteer) -> io::Result<()> {
        heading(out, analysis)?;
        let text = analysis.document.text.as_str();
        let mut tokens = analysis.tokens.iter().peekable();
        for sentence in &analysis.sentences {
            let mut words = Vec::new();
            while let Some(token) = tokens.next_if(|token| token.span.start < sentence.span.end) {
                let word = token.span.of(text).replace(['\n', '\r'], " ");
                words.push(match &token.pos {
                    Some(pos) => format!("{word}/{pos}"),
                    None => word,
                });
            }
            if !words.is_empty() {
                writeln!(out, "{:<4} {}", sentence.language.as_str(), words.join(" "))?;
            }
        }
        writeln!(out)
    }
}

/// `page.txt  (en 0.97, zh 0.03; mixed)`.
pub(super) fn heading(out: &mut dyn Write, analysis: &Analysis<'_>) -> io::Result<()> {
    let shares = analysis.language.shares.iter().map(|(language, share)| format!("{language} {share:.2}"));
    let shares = shares.collect::<Vec<_>>().join(", ");
    let script = analysis.language.script;
    writeln!(
        out,
        "{}  ({shares}{}{})",
        analysis.document.id,
        if shares.is_empty() { "" } else { "; " },
        script.as_str()
    )
}

/// `text` filled up with blanks to a number of terminal columns.
pub fn pad(text: &str, columns: usize) -> String {
    let blanks = columns.saturating_sub(self::columns(text));
    format!("{text}{}", " ".repeat(blanks))
}

/// `text`, or as much of it as fits a number of terminal columns with a mark that it was cut.
pub(crate) fn cut(text: &str, columns: usize) -> String {
    if self::columns(text) <= columns {
        return text.to_owned();
    }
    let mut taken = 0;
    let fits = |cluster: &&str| {
        taken += self::columns(cluster);
        taken < columns
    };
    let kept: String = text.graphemes(true).take_while(fits).collect();
    kept + "…"
}

/// How many columns of a terminal `text` takes: wide characters take two.
pub fn columns(text: &str) -> usize {
    text.width()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Document;
    use crate::{Layers, PipelineBuilder};

    #[test]
    fn columns_are_as_wide_as_the_document_needs() {
        let pipeline = PipelineBuilder::new().layers(Layers::TAG).build();
        let document = Document::new("a", "Vladimir Putin met 習近平.");
        let written = |width| {
            let mut out = Vec::new();
            let format = TextMentions { width };
            format.write(&mut out, &pipeline.analyze(&document), pipeline.gazetteer()).expect("memory");
            String::from_utf8(out).expect("UTF-8").lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
        };
        let expected = [
            "    1  Vladimir Putin  leader  vladimir-putin  Vladimir Putin | 普京 | 普丁 | 普京",
            "    1  習近平          leader  xi-jinping      Xi Jinping | 习近平 | 習近平",
            "",
        ];
        assert_eq!(written(None), expected);
        let narrow = written(Some(60));
        assert_eq!(narrow[0], "    1  Vladimir Putin  leader  vladimir-putin  Vladimir Put…");
        assert!(narrow.iter().all(|row| columns(row) <= 60), "{narrow:?}");
    }
}
