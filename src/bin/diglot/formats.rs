//! Which format the output has: the one that is asked for, else the one that the name of the output ends with, else text
//! on a terminal and JSON lines anywhere else; and what writes it. A flag that the format cannot show is refused, not passed
//! over.

use std::io::{self, IsTerminal};
use std::path::Path;

use clap::ValueEnum;
use diglot::segment::Mode;
use diglot::text::OffsetUnit;
use diglot::write::{self, Format, WriteOptions};

use crate::args;
use crate::messages::Fatal;

/// What names of files end with, and the formats of such files; parts of a format get its first ending.
const ENDINGS: [(&str, &str); 9] = [
    ("conllu", "conllu"),
    ("html", "html"),
    ("htm", "html"),
    ("jsonl", "jsonl"),
    ("parquet", "parquet"),
    ("tsv", "tsv"),
    ("txt", "text"),
    ("vert", "vert"),
    ("xml", "tei"),
];

/// What names of packed files end with.
const PACKED: [&str; 5] = ["bz2", "gz", "xz", "zip", "zst"];

/// Endings that say what a file is, and that no format has.
const FOREIGN: [&str; 3] = ["csv", "docx", "xlsx"];

/// A flag, whether it is given, and the formats that show what it asks for: the others would be the same without it.
type Flag = (&'static str, bool, &'static [&'static str]);

/// The format of `tag` and `watch`.
pub(crate) fn of_tag(tag: &args::Tagging, reading: &args::Reading) -> Result<args::TagFormat, Fatal> {
    let flags: [Flag; 7] = [
        ("--explain", tag.explain, &["jsonl"]),
        ("--keep", !reading.keep.is_empty(), &["jsonl"]),
        ("--nested", tag.nested, &["text", "jsonl", "tsv", "parquet", "brat", "vert", "tei"]),
        ("--offset-unit", counts(&tag.output), &["jsonl", "tsv", "parquet"]),
        ("--pos", tag.layers.pos, &["jsonl", "conllu", "vert", "tei"]),
        ("--summary", tag.summary, &["text", "jsonl", "tsv"]),
        ("--with", !tag.layers.with.is_empty(), &["jsonl"]),
    ];
    choose(tag.format, tag.output.output.as_deref(), &flags)
}

/// The format of `segment`.
pub(crate) fn of_segment(segment: &args::Segment) -> Result<args::SegmentFormat, Fatal> {
    let overlap = segment.words.mode != Mode::Default;
    let flags: [Flag; 6] = [
        ("--keep", !segment.input.reading.keep.is_empty(), &["jsonl"]),
        ("--mode with words that overlap", overlap, &["text", "jsonl", "tsv"]),
        ("--offset-unit", counts(&segment.output), &["jsonl", "tsv"]),
        ("--pinyin", segment.pinyin, &["jsonl"]),
        ("--pos", segment.layers.pos, &["text", "jsonl", "tsv", "conllu", "vert", "tei"]),
        ("--with", !segment.layers.with.is_empty(), &["jsonl"]),
    ];
    choose(segment.format, segment.output.output.as_deref(), &flags)
}

/// The format of a report.
pub(crate) fn of_report(typed: Option<args::ReportFormat>, output: Option<&Path>) -> Result<args::ReportFormat, Fatal> {
    choose(typed, output, &[])
}

/// What writes a format of `tag` and `watch`; none where it is no stream of text.
pub(crate) fn tagged(
    format: args::TagFormat,
    options: WriteOptions,
    width: Option<usize>,
    title: &str,
) -> Option<Box<dyn Format>> {
    use args::TagFormat as Name;
    let unit = options.offset_unit;
    Some(match format {
        Name::Text if options.summary => Box::new(write::TextEntities),
        Name::Text => Box::new(write::TextMentions { width }),
        Name::Jsonl => Box::new(write::Jsonl(options)),
        Name::Tsv if options.summary => Box::new(write::TsvEntities(unit)),
        Name::Tsv => Box::new(write::TsvMentions(unit)),
        Name::Html => Box::new(write::Html(title.to_owned())),
        Name::Conllu => Box::new(write::Conllu),
        Name::Vert => Box::new(write::Vert),
        Name::Tei => Box::new(write::Tei::new(title)),
        Name::Brat | Name::Parquet => return None,
    })
}

/// What writes a format of `segment`.
pub(crate) fn segmented(format: args::SegmentFormat, options: WriteOptions, title: &str) -> Box<dyn Format> {
    use args::SegmentFormat as Name;
    match format {
        Name::Text => Box::new(write::TextSentences),
        Name::Jsonl => Box::new(write::Jsonl(options)),
        Name::Tsv => Box::new(write::TsvTokens(options.offset_unit)),
        Name::Conllu => Box::new(write::Conllu),
        Name::Vert => Box::new(write::Vert),
        Name::Tei => Box::new(write::Tei::new(title)),
        Name::Words => Box::new(write::Words),
    }
}

fn counts(output: &args::Output) -> bool {
    output.offset_unit != OffsetUnit::Char
}

fn choose<F: ValueEnum>(typed: Option<F>, output: Option<&Path>, flags: &[Flag]) -> Result<F, Fatal> {
    let given = || flags.iter().filter(|(_, is_given, _)| *is_given);
    let for_eyes = output.is_none() && io::stdout().is_terminal() && given().all(|(.., shown)| shown.contains(&"text"));
    let usual = || F::from_str(if for_eyes { "text" } else { "jsonl" }, false).map_err(Fatal::usage);
    let named = output.map(|output| by_ending(output, typed.is_some())).transpose()?.flatten();
    let format = typed.or(named).map_or_else(usual, Ok)?;
    let name = name(&format);
    match given().find(|(.., shown)| !shown.contains(&name.as_str())) {
        None => Ok(format),
        Some((flag, _, shown)) => {
            let what = format!("{flag} is shown by {}, and not by {name}", listed(shown));
            Err(Fatal::usage(format!("{what}: choose another --format, or leave it out")))
        }
    }
}

/// What names of files of a format end with.
pub(crate) fn ending(format: impl ValueEnum) -> &'static str {
    let name = name(&format);
    ENDINGS.iter().find(|(_, known)| *known == name).map_or("txt", |(ending, _)| ending)
}

fn name(format: &impl ValueEnum) -> String {
    format.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

/// The format that the name of a file tells, if any. A name that tells of what the file will not be is refused: any packed
/// one, and, where no format `is_typed`, one of a format that is not among these.
fn by_ending<F: ValueEnum>(output: &Path, is_typed: bool) -> Result<Option<F>, Fatal> {
    let ending = output.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    let refused = |what: String| Err(Fatal::usage(format!("--output {}: {what}", output.display())));
    if PACKED.contains(&ending.as_str()) {
        return refused(
            "the output is not packed: name it without this ending, or hand standard output to a packer".to_owned(),
        );
    }
    let known = ENDINGS.iter().find(|(known, _)| *known == ending).map(|(_, format)| *format);
    match known.map(|format| F::from_str(format, false)) {
        Some(Ok(format)) => Ok(Some(format)),
        _ if is_typed => Ok(None),
        None if !FOREIGN.contains(&ending.as_str()) => Ok(None),
        _ => {
            let formats: Vec<String> = F::value_variants().iter().map(name).collect();
            refused(format!("no such format here: choose one of {} with --format, or another name", formats.join(", ")))
        }
    }
}

/// `a, b and c`.
fn listed(names: &[&str]) -> String {
    match names {
        [all @ .., last] if !all.is_empty() => format!("{} and {last}", all.join(", ")),
        names => names.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::{ReportFormat, TagFormat};

    #[test]
    fn a_format_is_asked_for_or_told_by_the_name() {
        let tag = |typed, output: &str| choose::<TagFormat>(typed, Some(Path::new(output)), &[]).ok();
        let cases = [
            ("a.tsv", TagFormat::Tsv),
            ("a.TXT", TagFormat::Text),
            ("d/a.xml", TagFormat::Tei),
            ("a.json", TagFormat::Jsonl),
            ("tagged", TagFormat::Jsonl),
        ];
        for (output, format) in cases {
            assert_eq!(tag(None, output), Some(format), "{output}");
            assert_eq!(tag(Some(TagFormat::Html), output), Some(TagFormat::Html), "{output}");
        }
        for (output, refused) in [("a.csv", None), ("a.tsv.gz", None), ("a.tsv.gz", Some(TagFormat::Tsv))] {
            assert_eq!(tag(refused, output), None, "{output}");
        }
        assert_eq!(tag(Some(TagFormat::Tsv), "a.csv"), Some(TagFormat::Tsv));
        let report = |typed| choose::<ReportFormat>(typed, Some(Path::new("a.conllu")), &[]).ok();
        assert_eq!(report(None), None, "it has no such format");
        assert_eq!(report(Some(ReportFormat::Jsonl)), Some(ReportFormat::Jsonl));
    }

    #[test]
    fn every_format_that_shows_a_flag_exists() {
        for name in ["text", "jsonl", "tsv", "parquet", "brat", "vert", "tei", "conllu"] {
            assert!(TagFormat::from_str(name, false).is_ok(), "{name}");
        }
        assert!(ENDINGS.iter().all(|(_, format)| TagFormat::from_str(format, false).is_ok()));
    }
}
