//! Golden rows: three pages of our own, cut into words and tagged, as rows that a person can read. They show what a change
//! does to real text; the cases in `tests/cases` say what must be.
//!
//! `SNAPSHOTS=overwrite cargo test --test golden` rewrites the rows; read the difference before you believe it.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::LazyLock;

use diglot::text::{OffsetIndex, OffsetUnit};
use diglot::{Analysis, Document, Pipeline, PipelineBuilder};
use snapbox::Data;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| PipelineBuilder::new().nested(true).build());

/// An English body in a Traditional frame.
#[test]
fn page() {
    golden("page");
}

/// Simplified news.
#[test]
fn news() {
    golden("news");
}

/// Traditional headlines.
#[test]
fn headlines() {
    golden("headlines");
}

#[track_caller]
fn golden(name: &str) {
    let file = |ending: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/{name}.{ending}"));
    let text = std::fs::read_to_string(file("txt")).expect("the page is there");
    let document = Document::new(name, text);
    let analysis = PIPELINE.analyze(&document);
    let assert = snapbox::Assert::new().action_env("SNAPSHOTS");
    assert.eq(words(&analysis), Data::read_from(&file("words"), None).raw());
    assert.eq(tags(&analysis), Data::read_from(&file("tags"), None).raw());
}

/// A sentence a row: its language and its words.
fn words(analysis: &Analysis<'_>) -> String {
    let mut rows = String::new();
    let mut tokens = analysis.tokens.iter().peekable();
    for sentence in &analysis.sentences {
        let _ = write!(rows, "{}", sentence.language);
        while let Some(token) = tokens.next_if(|token| token.span.start < sentence.span.end) {
            let _ = write!(rows, " | {}", token.span.of(&analysis.document.text).replace('\n', "⏎"));
        }
        rows.push('\n');
    }
    rows
}

/// A mention a row: line, surface, entity, form, evidence; nested ones are set in.
fn tags(analysis: &Analysis<'_>) -> String {
    let text = analysis.document.text.as_str();
    let index = OffsetIndex::new(text, OffsetUnit::Byte);
    let mut rows = String::new();
    for mention in &analysis.mentions {
        let entity =
            PIPELINE.gazetteer().describe(mention.referent).map_or_else(String::new, |entity| entity.id.clone());
        let evidence: Vec<String> = mention.evidence.iter().map(ToString::to_string).collect();
        let _ = writeln!(
            rows,
            "{:>3}  {}{} = {entity} ({}; {})",
            index.line(mention.span.start),
            if mention.nested { "  " } else { "" },
            mention.span.of(text).replace('\n', "⏎"),
            mention.form.as_str(),
            evidence.join("; "),
        );
    }
    rows
}
