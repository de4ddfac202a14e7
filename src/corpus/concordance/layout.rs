//! Lines in columns, for reading in a terminal: the place, the left context set to the right, the hit, the right context.

use std::io::{self, Write};

use super::Line;
use super::context::{fit_end, fit_start, shown};
use crate::write::{columns, pad};

/// How wide the columns are, from the lines that are to be set.
///
/// ```
/// use diglot::corpus::concordance::Layout;
/// use diglot::corpus::{Concordance, Query};
/// use diglot::{Document, PipelineBuilder};
///
/// let concordance = Concordance::new(Query::string("普京")?).context(6);
/// let pipeline = PipelineBuilder::new().layers(concordance.layers()).build();
/// let document = Document::new("a", "普京說，總統普京到了。");
/// let lines = concordance.lines(&pipeline.analyze(&document), pipeline.gazetteer());
/// let layout = Layout::new(&lines, 6);
/// let rows: Vec<String> = lines.iter().map(|line| layout.row(line, ("[", "]"))).collect();
/// assert_eq!(rows, ["a:0          [普京]  說，總", "a:6  ，總統  [普京]  到了。"]);
/// # Ok::<(), diglot::corpus::concordance::EmptyPattern>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    place: usize,
    context: usize,
    hit: usize,
    /// Whether rows must not be longer than the columns together.
    bounded: bool,
}

/// Columns that hits share; a longer one moves its right context.
const HIT_COLUMNS: usize = 24;

/// Where the width is bounded, places get a fifth of it, and at least so much; of a longer one the end is shown.
const LEAST_PLACE: usize = 16;

/// The least that a context gets, however narrow the terminal.
const LEAST_CONTEXT: usize = 8;

/// Blanks between two columns.
const GUTTER: &str = "  ";

impl Layout {
    /// Contexts of so many columns; places and hits as wide as the widest in `lines`.
    pub fn new(lines: &[Line], context: usize) -> Self {
        let widest = |width: fn(&Line) -> usize| lines.iter().map(width).max().unwrap_or(0);
        let hit = widest(|line| columns(&shown(&line.text))).min(HIT_COLUMNS);
        Layout { place: widest(|line| columns(&place(line))), context, hit, bounded: false }
    }

    /// As much context as a terminal of so many columns has room for.
    pub fn within(lines: &[Line], width: usize) -> Self {
        let layout = Layout::new(lines, 0);
        let place = layout.place.min(LEAST_PLACE.max(width / 5));
        let rest = width.saturating_sub(place + layout.hit + 3 * GUTTER.len());
        Layout { place, context: (rest / 2).max(LEAST_CONTEXT), bounded: true, ..layout }
    }

    /// One line, without a line break. The two strings stand around the hit and take no columns.
    pub fn row(&self, line: &Line, mark: (&str, &str)) -> String {
        let mut place = place(line);
        if self.bounded && columns(&place) > self.place {
            place = format!("…{}", fit_end(&place, self.place.saturating_sub(1)));
        }
        let left = shown(fit_end(&line.left, self.context));
        let hit = shown(&line.text);
        let excess = columns(&hit).saturating_sub(self.hit);
        let room = if self.bounded { self.context.saturating_sub(excess) } else { self.context };
        let right = shown(fit_start(&line.right, room));
        let indent = " ".repeat(self.context.saturating_sub(columns(&left)));
        let filler = if right.is_empty() { String::new() } else { " ".repeat(self.hit.saturating_sub(columns(&hit))) };
        let row = format!(
            "{}{GUTTER}{indent}{left}{GUTTER}{}{hit}{}{filler}{GUTTER}{right}",
            pad(&place, self.place),
            mark.0,
            mark.1
        );
        row.trim_end().to_owned()
    }

    /// Writes one line and a line break.
    ///
    /// # Errors
    /// What `out` says.
    pub fn write(&self, out: &mut impl Write, line: &Line, mark: (&str, &str)) -> io::Result<()> {
        writeln!(out, "{}", self.row(line, mark))
    }
}

/// `page.txt:120`, of a document with several fields `item-7:title:3`.
fn place(line: &Line) -> String {
    let field = line.field.as_ref().map(|field| format!("{field}:")).unwrap_or_default();
    format!("{}:{field}{}", shown(&line.document), line.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::OffsetUnit;

    fn line(document: &str, left: &str, text: &str, right: &str) -> Line {
        Line {
            document: document.into(),
            source: None,
            line: 1,
            field: None,
            start: 7,
            end: 8,
            unit: OffsetUnit::Char,
            left: left.to_owned(),
            text: text.to_owned(),
            right: right.to_owned(),
            entity: None,
            key: String::new(),
        }
    }

    fn rows(layout: &Layout, lines: &[Line]) -> Vec<String> {
        lines.iter().map(|line| layout.row(line, ("", ""))).collect()
    }

    #[test]
    fn columns_are_aligned_for_wide_characters() {
        let lines = [
            line("a", "he told ", "Putin", " that"),
            line("b", "俄羅斯總統", "普丁", "說"),
            line("c", "end\r\n", "Vladimir\nPutin", ""),
        ];
        let expected =
            ["a:7  he told  Putin           that", "b:7   斯總統  普丁            說", "c:7      end  Vladimir Putin"];
        assert_eq!(rows(&Layout::new(&lines, 7), &lines), expected);
    }

    #[test]
    fn no_row_is_wider_than_the_terminal() {
        let long = "far/away/in/some/folder/文件.txt";
        let lines = [
            line(long, &"很長的左文".repeat(20), "Xi", &"很長的右文".repeat(20)),
            line("b", &"left ".repeat(20), "The Organisation with a Rather Long Name", &"right ".repeat(20)),
        ];
        for width in [80, 81, 100, 120] {
            let rows = rows(&Layout::within(&lines, width), &lines);
            for row in &rows {
                assert!((width - 4..=width).contains(&columns(row)), "{width}: {row}");
            }
            assert!(rows[0].starts_with('…') && rows[0].contains("文件.txt:7"), "{}", rows[0]);
        }
    }

    #[test]
    fn narrow_terminals_keep_some_context() {
        let lines = [line("a", "far to the left ", "Xi", " far to the right")];
        assert_eq!(rows(&Layout::within(&lines, 10), &lines), ["a:7  the left  Xi  far to t"]);
    }
}
