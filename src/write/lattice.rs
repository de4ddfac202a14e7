//! Lattices as graphs: for Graphviz (<https://graphviz.org/doc/info/lang.html>), and as a picture in a page.

use std::fmt::Write;

use crate::segment::{Lattice, LatticeWord};

/// One directed graph: a node a place between characters, an edge a word with its frequency and cost; the best path is bold.
pub fn lattice_dot(text: &str, lattices: &[Lattice]) -> String {
    let mut out = String::from("digraph lattice {\n  rankdir=LR;\n  node [shape=circle, label=\"\", width=0.15];\n");
    for word in lattices.iter().flat_map(|lattice| &lattice.words) {
        let style = if word.chosen { ", penwidth=3, color=\"#c0392b\"" } else { ", color=\"#999999\"" };
        let label = word.span.of(text).replace('\\', "\\\\").replace('"', "\\\"");
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "  n{} -> n{} [label=\"{label}\\n{} / {:.2}\"{style}];",
            word.span.start, word.span.end, word.frequency, word.cost
        );
    }
    out.push_str("}\n");
    out
}

/// Pixels of a character, and of a row of words.
const CHARACTER: usize = 44;
const ROW: usize = 30;

/// A picture of one lattice: the characters in a row, the words above each other under them, the best path in colour.
pub fn lattice_svg(text: &str, lattice: &Lattice) -> String {
    let run = lattice.span.of(text);
    let places: Vec<usize> = run.char_indices().map(|(at, _)| lattice.span.start + at).collect();
    let column = |at: usize| places.partition_point(|&place| place < at);
    let rows = rows(&lattice.words, column);
    let height = (rows.iter().copied().max().unwrap_or_default() + 2) * ROW;
    let mut out = String::new();
    let width = places.len() * CHARACTER + 2;
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" font-size=\"13\">"
    );
    for (at, c) in run.chars().enumerate() {
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"20\" text-anchor=\"middle\" fill=\"#888\">{c}</text>",
            at * CHARACTER + CHARACTER / 2
        );
    }
    for (word, row) in lattice.words.iter().zip(rows) {
        let (start, end) = (column(word.span.start), column(word.span.end));
        let (x, y) = (start * CHARACTER + 2, (row + 1) * ROW);
        let length = (end - start) * CHARACTER - 4;
        let (fill, ink) = if word.chosen { ("#ffd27f", "#111") } else { ("#eeeeee", "#555") };
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{length}\" height=\"{}\" rx=\"4\" fill=\"{fill}\"/>\
             <text x=\"{}\" y=\"{}\" text-anchor=\"middle\" fill=\"{ink}\">{}<title>frequency {}, cost {:.2}</title></text>",
            ROW - 6,
            x + length / 2,
            y + ROW - 13,
            word.span.of(text),
            word.frequency,
            word.cost
        );
    }
    out.push_str("</svg>\n");
    out
}

/// The row of each word: the best path in the first, the others in the first that is free at their place.
fn rows(words: &[LatticeWord], column: impl Fn(usize) -> usize) -> Vec<usize> {
    let mut ends: Vec<usize> = vec![0];
    let place = |word: &LatticeWord| {
        if word.chosen {
            return 0;
        }
        let start = column(word.span.start);
        let free = ends.iter().skip(1).position(|&end| end <= start).map_or(ends.len(), |row| row + 1);
        let end = column(word.span.end);
        match ends.get_mut(free) {
            Some(slot) => *slot = end,
            None => ends.push(end),
        }
        free
    };
    words.iter().map(place).collect()
}
