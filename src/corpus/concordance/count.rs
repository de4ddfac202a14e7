//! How many hits each file holds, in the formats of the lines.

use std::io::{self, Write};

use serde::Serialize;

use crate::corpus::page;
use crate::write::{clean, escape};

/// The header of the rows of [`FileCount::write_tsv`].
pub const COUNT_HEADER: &str = "file\tdocuments\thits";

/// The hits of one file.
///
/// ```
/// use diglot::corpus::concordance::FileCount;
///
/// let mut out = Vec::new();
/// FileCount { file: "a.jsonl".into(), documents: 2, hits: 5 }.write_tsv(&mut out)?;
/// assert_eq!(out, b"a.jsonl\t2\t5\n");
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileCount {
    /// The file, or the document's id where no file is known.
    pub file: String,
    /// Documents with a hit.
    pub documents: usize,
    /// Hits.
    pub hits: usize,
}

impl FileCount {
    /// Number and file, for reading.
    ///
    /// # Errors
    /// What `out` says.
    pub fn write_text(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "{:>7}  {}", self.hits, clean(&self.file))
    }

    /// A JSON object and a line break.
    ///
    /// # Errors
    /// What `out` says.
    pub fn write_jsonl(&self, out: &mut impl Write) -> io::Result<()> {
        serde_json::to_writer(&mut *out, self)?;
        out.write_all(b"\n")
    }

    /// A row under [`COUNT_HEADER`].
    ///
    /// # Errors
    /// What `out` says.
    pub fn write_tsv(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "{}\t{}\t{}", clean(&self.file), self.documents, self.hits)
    }

    /// A row of the table that [`count_head`] opens.
    ///
    /// # Errors
    /// What `out` says.
    pub fn write_html(&self, out: &mut impl Write) -> io::Result<()> {
        let FileCount { file, documents, hits } = self;
        let file = escape(file);
        writeln!(out, "<tr><td>{file}</td><td class=\"number\">{documents}</td><td class=\"number\">{hits}</td></tr>")
    }
}

/// What stands before the rows of [`FileCount::write_html`]; [`super::HTML_FOOT`] stands behind them.
pub fn count_head(title: &str) -> String {
    let head = page::head(title);
    format!("{head}<table>\n<tr><th>file</th><th class=\"number\">documents</th><th class=\"number\">hits</th></tr>\n")
}
