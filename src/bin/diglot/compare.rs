//! `diglot inspect --compare A,B`: where two settings of the segmentation cut a text differently.

use std::collections::BTreeMap;

use diglot::gazetteer::Gazetteer;
use diglot::segment::Segmentation;
use diglot::write::{columns, pad};
use diglot::{Document, Layers, PipelineBuilder, Span};

use crate::messages::Fatal;
use crate::run::line;

/// The names that `--compare` takes.
pub(crate) const SETTINGS: [&str; 5] = ["default", "no-hmm", "raw", "no-names", "no-user-dict"];

fn settings(name: &str, base: &Segmentation) -> Segmentation {
    let base = base.clone();
    match name {
        "no-hmm" => Segmentation { hmm: false, ..base },
        "raw" => Segmentation { folded: false, ..base },
        "no-names" => Segmentation { keep_names: false, ..base },
        "no-user-dict" => Segmentation { user_words: Vec::new(), ..base },
        _ => base,
    }
}

/// Compares the words of a text under two settings: the stretches that differ, with their counts.
pub(crate) fn show(
    out: &mut Vec<u8>,
    gazetteer: &Gazetteer,
    base: &Segmentation,
    document: &Document,
    names: &[String],
) -> Result<(), Fatal> {
    let [first, second] = names else {
        return Err(Fatal::usage(format!(
            "--compare takes two settings, as in no-hmm,default (one of {})",
            SETTINGS.join(", ")
        )));
    };
    let layers = Layers { tokens: true, ..Layers::NONE };
    let cut = |name: &str| -> Vec<Span> {
        let builder = PipelineBuilder::new().gazetteer(gazetteer.clone()).layers(layers);
        let pipeline = builder.segmentation(settings(name, base)).build();
        pipeline.analyze(document).tokens.iter().map(|token| token.span).collect()
    };
    let (left, right) = (cut(first), cut(second));
    let mut counts: BTreeMap<(String, String), (usize, usize)> = BTreeMap::new();
    for (a, b, start) in differences(&left, &right) {
        let words = |spans: &[Span]| spans.iter().map(|span| span.of(&document.text)).collect::<Vec<_>>().join("|");
        counts.entry((words(a), words(b))).or_insert((0, start)).0 += 1;
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|(_, (count, start))| (std::cmp::Reverse(*count), *start));
    let width = rows.iter().map(|((a, _), _)| columns(a)).max().unwrap_or(0).max(columns(first));
    line(out, format_args!("count  {}  {second}", pad(first, width)));
    for ((a, b), (count, _)) in &rows {
        line(out, format_args!("{count:>5}  {}  {b}", pad(a, width)));
    }
    let total: usize = rows.iter().map(|(_, (count, _))| count).sum();
    line(out, format_args!("{total} places differ; {} words with {first}, {} with {second}", left.len(), right.len()));
    Ok(())
}

/// The stretches between common boundaries that two segmentations cut differently, and where they start.
fn differences<'s>(left: &'s [Span], right: &'s [Span]) -> Vec<(&'s [Span], &'s [Span], usize)> {
    let mut found = Vec::new();
    let (mut a, mut b) = (0, 0);
    while a < left.len() && b < right.len() {
        let (start_a, start_b) = (a, b);
        // Walk until both end at one place.
        loop {
            let ends = (left.get(a).map(|span| span.end), right.get(b).map(|span| span.end));
            match ends {
                (Some(x), Some(y)) if x < y => a += 1,
                (Some(x), Some(y)) if y < x => b += 1,
                _ => break,
            }
        }
        let stretch = (left.get(start_a..=a).unwrap_or_default(), right.get(start_b..=b).unwrap_or_default());
        if stretch.0 != stretch.1 {
            found.push((stretch.0, stretch.1, stretch.0.first().map_or(0, |span| span.start)));
        }
        a += 1;
        b += 1;
    }
    found
}
