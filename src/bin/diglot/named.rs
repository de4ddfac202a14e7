//! Enums of the library on the command line: their values, what these are called, and what the help says of them. The
//! library knows nothing of arguments.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use diglot::Kind;
use diglot::corpus::Counted;
use diglot::corpus::concordance::Sort;
use diglot::evaluate::Layer;
use diglot::evaluate::gold::GoldFormat;
use diglot::read::{InputFormat, PageText};
use diglot::segment::Mode;
use diglot::text::OffsetUnit;

/// A value, its name and its help, which may be empty.
type Named<T> = (T, &'static str, &'static str);

/// Gold of a format, or of one that is told by the file.
pub(crate) type Gold = Option<GoldFormat>;

pub(crate) const KINDS: &[Named<Kind>] =
    &[(Kind::Leader, "leader", ""), (Kind::Nation, "nation", ""), (Kind::Organisation, "organisation", "")];

pub(crate) const UNITS: &[Named<OffsetUnit>] = &[
    (OffsetUnit::Char, "char", "Unicode code points"),
    (OffsetUnit::Byte, "byte", "UTF-8 bytes"),
    (OffsetUnit::Utf16, "utf16", "UTF-16 code units, as JavaScript counts"),
];

pub(crate) const MODES: &[Named<Mode>] =
    &[(Mode::Default, "default", ""), (Mode::Search, "search", ""), (Mode::Full, "full", "")];

pub(crate) const PAGES: &[Named<PageText>] = &[(PageText::All, "all", ""), (PageText::Main, "main", "")];

pub(crate) const INPUTS: &[Named<InputFormat>] = &[
    (InputFormat::Auto, "auto", ""),
    (InputFormat::Text, "text", ""),
    (InputFormat::Jsonl, "jsonl", ""),
    (InputFormat::Json, "json", "One JSON array of objects"),
    (InputFormat::Lines, "lines", "A document a line"),
    (InputFormat::Csv, "csv", ""),
    (InputFormat::Tsv, "tsv", ""),
    (InputFormat::Html, "html", ""),
    (InputFormat::Feed, "feed", "RSS, RDF, Atom, JSON Feed"),
    (InputFormat::Subtitles, "subtitles", "SubRip, WebVTT"),
    (InputFormat::Words, "words", "Segmented before: words with blanks between them, which are kept"),
    (InputFormat::Conllu, "conllu", "CoNLL-U: the text of its documents, segmented anew"),
    (InputFormat::Parquet, "parquet", "A document a row; columns within columns are passed over"),
];

pub(crate) const SORTS: &[Named<Sort>] =
    &[(Sort::None, "none", ""), (Sort::Left, "left", ""), (Sort::Right, "right", "")];

pub(crate) const COUNTED: &[Named<Counted>] = &[
    (Counted::Words, "words", ""),
    (Counted::Entities, "entities", ""),
    (Counted::Kinds, "kinds", ""),
    (Counted::Languages, "languages", ""),
    (Counted::Scripts, "scripts", ""),
];

pub(crate) const LAYERS: &[Named<Layer>] = &[
    (Layer::Spans, "spans", "Language spans"),
    (Layer::Sentences, "sentences", "Where sentences start"),
    (Layer::Segmentation, "segmentation", "Words"),
    (Layer::Entities, "entities", "Leaders, nations and organisations"),
];

pub(crate) const GOLD: &[Named<Gold>] = &[
    (None, "auto", ""),
    (Some(GoldFormat::Jsonl), "jsonl", "A JSON object a line: see docs/eval.md"),
    (Some(GoldFormat::Words), "words", "Words with blanks between them, a sentence a line (SIGHAN)"),
    (Some(GoldFormat::Conllu), "conllu", ""),
    (Some(GoldFormat::Iob2), "iob2", "A word and its tag a line"),
    (Some(GoldFormat::Brat), "brat", "An .ann file beside a .txt file"),
];

/// Takes one of the names for its value.
pub(crate) fn one_of<T: Copy + Send + Sync + 'static>(values: &'static [Named<T>]) -> impl TypedValueParser<Value = T> {
    let possible = values.iter().map(|&(_, name, help)| match help {
        "" => PossibleValue::new(name),
        help => PossibleValue::new(name).help(help),
    });
    PossibleValuesParser::new(possible).try_map(|typed| {
        let named = values.iter().find(|(_, name, _)| *name == typed);
        named.map(|(value, ..)| *value).ok_or("no such value")
    })
}
