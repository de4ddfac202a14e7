//! `diglot inspect --lattice`: which words compete for a text, and which path wins.

use diglot::write::{Format, Html, lattice_dot, lattice_svg, pad};
use diglot::{Document, Pipeline, write};

use crate::args::InspectFormat;
use crate::run::line;

/// The lattices of a text in a format.
pub(crate) fn show(out: &mut Vec<u8>, pipeline: &Pipeline, document: &Document, format: InspectFormat) {
    let text = document.text.as_str();
    let lattices = pipeline.lattices(document);
    match format {
        InspectFormat::Dot => out.extend(lattice_dot(text, &lattices).into_bytes()),
        InspectFormat::Html => {
            let page = Html(document.id.clone());
            out.extend(page.head(pipeline.gazetteer()).into_bytes());
            for lattice in &lattices {
                out.extend(lattice_svg(text, lattice).into_bytes());
            }
            out.extend(page.foot(pipeline.gazetteer()).into_bytes());
        }
        InspectFormat::Text => lattices.iter().for_each(|lattice| table(out, text, lattice)),
    }
}

/// A line a word: `*` the best path; the word; frequency; cost; cost of the best path from here on through it.
fn table(out: &mut Vec<u8>, text: &str, lattice: &diglot::segment::Lattice) {
    line(out, format_args!("{}", lattice.span.of(text)));
    let width = lattice.words.iter().map(|word| write::columns(word.span.of(text))).max().unwrap_or(0).max(4);
    line(out, format_args!("  place  {}  frequency   cost   path", pad("word", width)));
    // Counted on from word to word, which stand in order.
    let (mut place, mut at) = (0, lattice.span.start);
    for word in &lattice.words {
        place += text.get(at..word.span.start).map_or(0, |between| between.chars().count());
        at = word.span.start;
        let mark = if word.chosen { '*' } else { ' ' };
        let surface = pad(word.span.of(text), width);
        line(
            out,
            format_args!(
                "{mark} {place:>5}  {surface}  {:>9}  {:>5.2}  {:>5.2}",
                word.frequency, word.cost, word.path_cost
            ),
        );
    }
    if !lattice.guessed.is_empty() {
        let words: Vec<&str> = lattice.guessed.iter().map(|span| span.of(text)).collect();
        line(out, format_args!("  guessed by the HMM: {}", words.join(" ")));
    }
    out.push(b'\n');
}
