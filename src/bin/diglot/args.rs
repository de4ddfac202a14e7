//! Arguments as typed. Help texts live here and nowhere else: the man page and the completions are made from them.

use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args as Group, Parser, Subcommand, ValueEnum};
use diglot::Kind;
use diglot::corpus::Counted;
use diglot::corpus::concordance::Sort;
use diglot::read::{InputFormat, PageText};
use diglot::resolve::Rule;
use diglot::segment::Mode;
use diglot::text::OffsetUnit;

use crate::named::{self, one_of};
use crate::web::Address;

/// Language spans, Chinese words, and tagged leaders, nations and organisations in text that mixes Chinese and English.
///
/// Standard output carries data only; messages go to standard error.
#[derive(Debug, Parser)]
#[command(name = "diglot", version = VERSION, max_term_width = 100, after_long_help = EXIT_CODES)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// No warnings; errors are still told.
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    /// Colour in output for a terminal (NO_COLOR is heeded).
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: When,
}

impl Args {
    /// The arguments of this process. An output called `-` is standard output.
    pub(crate) fn typed() -> Self {
        let mut args = Args::parse();
        if let Some(output) = args.command.output() {
            output.take_if(|path| path.as_os_str() == "-");
        }
        args
    }
}

impl Command {
    /// Where the command writes to.
    pub(crate) fn output(&mut self) -> Option<&mut Option<PathBuf>> {
        Some(match self {
            Command::Tag(tag) => &mut tag.tagging.output.output,
            Command::Watch(watch) => &mut watch.tagging.output.output,
            Command::Segment(segment) => &mut segment.output.output,
            Command::Kwic(kwic) => &mut kwic.output.output,
            Command::Freq(freq) => &mut freq.report.output,
            Command::Eval(eval) => &mut eval.report.output,
            Command::Gazetteer(Gazetteer::Export { output, .. }) => output,
            Command::Gazetteer(Gazetteer::Suggest(suggest)) => &mut suggest.report.output,
            _ => return None,
        })
    }
}

const EXIT_CODES: &str = "Exit codes:
  0  done
  1  done, but some inputs failed, a check found faults, or a search found nothing
  2  wrong usage, or no input could be read at all";

const TAG_EXAMPLES: &str = "Examples:
  diglot tag examples/page.txt --format jsonl --with spans,sentences
  diglot tag --url https://news.example/feed.xml --state news.json";

const KWIC_USAGE: &str = "diglot kwic [OPTIONS] PATTERN [FILE]...
       diglot kwic [OPTIONS] --entity ID [FILE]...
       diglot kwic [OPTIONS] --kind KIND [FILE]...";

const KWIC_EXAMPLES: &str = "Examples:
  diglot kwic 习近平 examples/page.txt
  diglot kwic --string 东盟 examples/page.txt --sort left
  diglot kwic --entity putin examples/page.txt --format tsv";

/// The version of the tool and of its gazetteer.
pub(crate) const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), " (gazetteer ", env!("DIGLOT_GAZETTEER"), ")");

/// What servers are told, unless the user says more: the tool, and where to read about it once Cargo.toml says so.
const USER_AGENT: &str = if env!("CARGO_PKG_REPOSITORY").is_empty() {
    concat!("diglot/", env!("CARGO_PKG_VERSION"))
} else {
    concat!("diglot/", env!("CARGO_PKG_VERSION"), " (+", env!("CARGO_PKG_REPOSITORY"), ")")
};

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Tag leaders, nations and organisations.
    #[command(after_help = TAG_EXAMPLES)]
    Tag(Tag),
    /// Follow a list of feeds: tag what is new in them, again and again.
    #[command(
        after_help = "Example: diglot watch feeds.txt --interval 30m >> mentions.jsonl",
        // It is refused here, with the reason.
        mut_arg("resume", |resume| resume.hide(true))
    )]
    Watch(Watch),
    /// Split into languages, sentences and words.
    #[command(
        after_help = "Examples:\n  diglot segment examples/page.txt --pos\n  diglot segment --url https://news.example/feed.xml"
    )]
    Segment(Segment),
    /// Show a text with its languages, words and mentions, and why each candidate was taken or refused.
    #[command(after_help = "Example: diglot inspect --text '普京 met Xi in 北京'")]
    Inspect(Inspect),
    /// Show every hit of a word, a string, an entity or a kind in its context, a line each.
    #[command(override_usage = KWIC_USAGE, after_help = KWIC_EXAMPLES)]
    Kwic(Kwic),
    /// Count words, entities, kinds, languages or scripts.
    #[command(after_help = "Example: diglot freq examples/page.txt --of entities --top 10 --format text")]
    Freq(Freq),
    /// Measure language spans, sentences, words or mentions against gold of your own.
    #[command(after_help = "Example: diglot eval segmentation gold.txt --errors 20")]
    Eval(Eval),
    /// Look into the gazetteers and check them.
    #[command(subcommand)]
    Gazetteer(Gazetteer),
    /// Print a completion script for a shell.
    #[command(after_help = "Example: diglot completions bash > /etc/bash_completion.d/diglot")]
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page.
    #[command(after_help = "Example: diglot man > diglot.1")]
    Man,
}

#[derive(Debug, Group)]
pub(crate) struct Tag {
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) web: Web,
    #[command(flatten)]
    pub(crate) tagging: Tagging,
}

#[derive(Debug, Group)]
pub(crate) struct Watch {
    /// A list of addresses of feeds or pages, one a line; `#` begins a comment. `-` is standard input.
    #[arg(value_name = "FEEDS")]
    pub(crate) feeds: PathBuf,
    /// How long to wait between two readings of a feed, as in 90s, 15m, 6h, 1d; up to a tenth is added, so that feeds do
    /// not fall due together.
    #[arg(long, value_name = "TIME", default_value = "15m", value_parser = span_of_time, help_heading = "Watching")]
    pub(crate) interval: Duration,
    /// The longest wait after failures; each failure of a feed doubles its wait.
    #[arg(long, value_name = "TIME", default_value = "6h", value_parser = span_of_time, help_heading = "Watching")]
    pub(crate) max_backoff: Duration,
    /// Read every feed once and end, for cron.
    #[arg(long, help_heading = "Watching")]
    pub(crate) once: bool,
    /// The file that keeps what was given, so that nothing is given twice [default: FEEDS with the ending .state.json].
    #[arg(long, value_name = "FILE", help_heading = "Watching")]
    pub(crate) state: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) fetching: Fetching,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) tagging: Tagging,
}

/// Addresses beside the files.
#[derive(Debug, Group)]
#[command(next_help_heading = "Web")]
pub(crate) struct Web {
    /// Fetch this feed or page (http, https), after the files. May be given several times. Nothing else makes diglot use the
    /// network, but for watch.
    #[arg(long = "url", value_name = "URL", value_parser = Address::parse)]
    pub(crate) urls: Vec<Address>,
    /// Give only what is new since the last run: this file keeps what was given of each --url.
    #[arg(long, value_name = "FILE", requires = "urls")]
    pub(crate) state: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) fetching: Fetching,
}

/// How addresses are fetched.
#[derive(Debug, Group)]
#[command(next_help_heading = "Web")]
pub(crate) struct Fetching {
    /// How long a fetch may take in all; a connection must stand in a third of it.
    #[arg(long, value_name = "TIME", default_value = "30s", value_parser = span_of_time)]
    pub(crate) timeout: Duration,
    /// The largest answer in megabytes, unpacked or not.
    #[arg(long, value_name = "MB", default_value = "20", value_parser = whole::<u32>(1..=4000))]
    pub(crate) max_download: u32,
    /// What diglot calls itself to servers; name an address at which you can be reached.
    #[arg(long, value_name = "TEXT", default_value = USER_AGENT, value_parser = header)]
    pub(crate) user_agent: String,
}

/// What is tagged, and what is written of it.
#[derive(Debug, Group)]
pub(crate) struct Tagging {
    #[command(flatten)]
    pub(crate) output: Output,
    #[command(flatten)]
    pub(crate) batch: Batch,
    #[command(flatten)]
    pub(crate) layers: Layers,
    #[command(flatten)]
    pub(crate) names: Names,
    /// Output format [default: what the name of --output ends with, text on a terminal, else jsonl]. brat writes two files
    /// a document and needs --output DIR.
    #[arg(long, value_name = "FORMAT", help_heading = "Output")]
    pub(crate) format: Option<TagFormat>,
    /// Kinds of mentions to report.
    #[arg(
        long,
        alias = "kind",
        value_name = "KINDS",
        value_delimiter = ',',
        default_value = "leader,nation,organisation",
        help_heading = "Mentions", value_parser = one_of(named::KINDS))]
    pub(crate) kinds: Vec<Kind>,
    /// Report names inside longer mentions too, marked as nested.
    #[arg(long, help_heading = "Mentions")]
    pub(crate) nested: bool,
    /// Report offices that stand for their holders at the document's date ('the US president', 法國總統), with the form
    /// `office`; documents without a date have none.
    #[arg(long, help_heading = "Mentions")]
    pub(crate) offices: bool,
    /// Add the refused candidates with their reasons (jsonl).
    #[arg(long, help_heading = "Mentions")]
    pub(crate) explain: bool,
    /// One row an entity with its count, the place of its first mention, its forms and spellings, in place of the mentions
    /// (text, jsonl, tsv).
    #[arg(long, help_heading = "Mentions")]
    pub(crate) summary: bool,
    /// Switch a rule off, to measure what it is worth (see docs/rules.md).
    #[arg(long, value_name = "RULE", help_heading = "Mentions", hide_short_help = true, value_parser = rule_parser())]
    pub(crate) without_rule: Vec<Rule>,
}

#[derive(Debug, Group)]
pub(crate) struct Segment {
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) web: Web,
    #[command(flatten)]
    pub(crate) output: Output,
    #[command(flatten)]
    pub(crate) batch: Batch,
    #[command(flatten)]
    pub(crate) layers: Layers,
    #[command(flatten)]
    pub(crate) names: Names,
    /// Output format [default: what the name of --output ends with, text on a terminal, else jsonl].
    #[arg(long, value_name = "FORMAT", help_heading = "Output")]
    pub(crate) format: Option<SegmentFormat>,
    #[command(flatten)]
    pub(crate) words: Words,
    /// Add a reading to every Chinese token (jsonl): the most frequent one where a character has several.
    #[arg(long, help_heading = "Layers")]
    pub(crate) pinyin: bool,
}

#[derive(Debug, Group)]
#[command(next_help_heading = "Words")]
pub(crate) struct Words {
    /// Which words: the most probable ones; also the short ones inside long ones, for a search index; all dictionary words.
    #[arg(long, value_name = "MODE", default_value = "default", value_parser = one_of(named::MODES))]
    pub(crate) mode: Mode,
    /// Do not guess words that the dictionary does not hold.
    #[arg(long)]
    pub(crate) no_hmm: bool,
    /// A user dictionary in jieba's format (word, frequency and part of speech a line, the last two optional). May be given
    /// several times.
    #[arg(long = "user-dict", value_name = "FILE")]
    pub(crate) user_dicts: Vec<PathBuf>,
    /// A dictionary in jieba's format in place of the built-in one.
    #[arg(long, value_name = "FILE")]
    pub(crate) dict: Option<PathBuf>,
}

#[derive(Debug, Group)]
pub(crate) struct Inspect {
    #[command(flatten)]
    pub(crate) input: Input,
    /// The text itself, in place of a file.
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["files", "files_from"])]
    pub(crate) text: Option<String>,
    /// The date of this text, for --offices.
    #[arg(long, value_name = "DATE", requires = "text", value_parser = date)]
    pub(crate) date: Option<diglot::text::Date>,
    #[command(flatten)]
    pub(crate) names: Names,
    #[command(flatten)]
    pub(crate) words: Words,
    /// Find offices that stand for their holders, as tag does.
    #[arg(long, help_heading = "Mentions")]
    pub(crate) offices: bool,
    /// Switch a rule off, to see what it decides (see docs/rules.md).
    #[arg(long, value_name = "RULE", help_heading = "Mentions", hide_short_help = true, value_parser = rule_parser())]
    pub(crate) without_rule: Vec<Rule>,
    /// Show the words that compete at each place with their frequencies and costs, and the path that wins, in the first
    /// document.
    #[arg(long, conflicts_with = "compare")]
    pub(crate) lattice: bool,
    /// Show where two settings cut the first document differently: two of default, no-hmm, raw (not folded), no-names,
    /// no-user-dict.
    #[arg(long, value_name = "A,B", value_delimiter = ',', value_parser = crate::compare::SETTINGS)]
    pub(crate) compare: Vec<String>,
    /// Format of the lattice: a table, a graph for Graphviz, or a page with a picture.
    #[arg(long, value_name = "FORMAT", default_value = "text", requires = "lattice")]
    pub(crate) format: InspectFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum InspectFormat {
    Text,
    Dot,
    Html,
}

#[derive(Debug, Group)]
pub(crate) struct Kwic {
    /// The word to look for, or several in a row: whole words, in either script (泽连斯基 finds 澤連斯基). With --entity or
    /// --kind there is no pattern, and this is the first file.
    #[arg(value_name = "PATTERN")]
    pub(crate) pattern: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) output: Output,
    #[command(flatten)]
    pub(crate) names: Names,
    /// Find the pattern as a string, also inside words and across their edges.
    #[arg(long, help_heading = "Search", conflicts_with_all = ["entity", "kind"])]
    pub(crate) string: bool,
    /// Capitals and small letters are alike.
    #[arg(long, short, help_heading = "Search", conflicts_with_all = ["entity", "kind"])]
    pub(crate) ignore_case: bool,
    /// Find every mention of an entity, by any of its names. A name that only one entity has may stand for its id.
    #[arg(long, value_name = "ID", help_heading = "Search", conflicts_with = "kind")]
    pub(crate) entity: Option<String>,
    /// Find every mention of a kind, or of several.
    #[arg(long, alias = "kinds", value_name = "KIND", value_delimiter = ',', help_heading = "Search", value_parser = one_of(named::KINDS))]
    pub(crate) kind: Vec<Kind>,
    /// Columns of context on either side; wide characters take two, a line break one [default: what fits the terminal,
    /// else 40].
    #[arg(long, short = 'C', value_name = "N", help_heading = "Output", value_parser = whole::<u16>(0..=10_000))]
    pub(crate) context: Option<u16>,
    /// Order of the lines: as in the texts, or by the words left or right of the hit.
    #[arg(long, value_name = "SIDE", default_value = "none", help_heading = "Output", value_parser = one_of(named::SORTS))]
    pub(crate) sort: Sort,
    /// The first N lines only (of the sorted ones, if they are sorted).
    #[arg(long, alias = "top", value_name = "N", help_heading = "Output", value_parser = positive)]
    pub(crate) limit: Option<usize>,
    /// Count the hits of each file instead; files without a hit are left out.
    #[arg(long, help_heading = "Output", conflicts_with_all = ["sort", "limit", "context"])]
    pub(crate) count: bool,
    /// Output format [default: what the name of --output ends with, text on a terminal, else jsonl].
    #[arg(long, value_name = "FORMAT", help_heading = "Output")]
    pub(crate) format: Option<ReportFormat>,
}

#[derive(Debug, Group)]
pub(crate) struct Freq {
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) names: Names,
    /// What to count: words and mentions by number, languages and scripts by letters (a Han character is one).
    #[arg(long, value_name = "WHAT", default_value = "words", help_heading = "Counting", value_parser = one_of(named::COUNTED))]
    pub(crate) of: Counted,
    /// Take words for one that differ only in Traditional or Simplified characters, case, accents or width.
    #[arg(long, help_heading = "Counting")]
    pub(crate) fold: bool,
    /// Words of these languages only, by their codes: zh, en.
    #[arg(long, value_name = "CODES", value_delimiter = ',', help_heading = "Counting")]
    pub(crate) language: Vec<String>,
    /// The N most frequent only [default: 30 in text and html, else all].
    #[arg(long, alias = "limit", value_name = "N", help_heading = "Output", value_parser = positive)]
    pub(crate) top: Option<usize>,
    /// What occurs at least N times only.
    #[arg(long, alias = "min-count", value_name = "N", default_value = "1", help_heading = "Output")]
    pub(crate) min: u64,
    /// Output format [default: what the name of --output ends with, text on a terminal, else jsonl].
    #[arg(long, value_name = "FORMAT", help_heading = "Output")]
    pub(crate) format: Option<ReportFormat>,
    #[command(flatten)]
    pub(crate) report: Report,
}

#[derive(Debug, Group)]
pub(crate) struct Eval {
    /// What to measure.
    #[arg(value_parser = one_of(named::LAYERS))]
    pub(crate) layer: diglot::evaluate::Layer,
    /// Files with the right answers, `-` for standard input; of brat the .ann or .txt files, or a folder of them.
    #[arg(value_name = "GOLD", required = true)]
    pub(crate) gold: Vec<PathBuf>,
    /// What the gold is; auto looks at the file's name, then at its first line.
    #[arg(long, value_name = "FORMAT", default_value = "auto", value_parser = one_of(named::GOLD))]
    pub(crate) gold_format: named::Gold,
    /// Compare this file with the gold instead of what diglot finds. May be given several times.
    #[arg(long, value_name = "PRED")]
    pub(crate) against: Vec<PathBuf>,
    /// What that file is.
    #[arg(long, value_name = "FORMAT", default_value = "auto", value_parser = one_of(named::GOLD))]
    pub(crate) against_format: named::Gold,
    /// Encoding of the files: auto, or a label such as gb18030, big5, utf-16le.
    #[arg(long, value_name = "LABEL", default_value = "auto", value_parser = encoding)]
    pub(crate) encoding: diglot::text::Encoding,
    /// Output format.
    #[arg(long, value_name = "FORMAT", default_value = "text", help_heading = "Output")]
    pub(crate) format: EvalFormat,
    /// Add the N most frequent errors, each with the first place where it stands.
    #[arg(long, value_name = "N", default_value_t = 0, help_heading = "Output")]
    pub(crate) errors: usize,
    #[command(flatten)]
    pub(crate) report: Report,
    #[command(flatten)]
    pub(crate) words: Words,
    #[command(flatten)]
    pub(crate) names: Names,
    /// Switch a rule off, to measure what it is worth (see docs/rules.md).
    #[arg(long, value_name = "RULE", help_heading = "Names", hide_short_help = true, value_parser = rule_parser())]
    pub(crate) without_rule: Vec<Rule>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Gazetteer {
    /// Check gazetteer files, or the built-in gazetteer.
    #[command(
        after_help = "Examples:\n  diglot gazetteer check my-names.toml\n  diglot gazetteer check dictionaries --alone --advice --format tsv"
    )]
    Check(GazetteerCheck),
    /// Find entities by any of their names, in any script.
    #[command(after_help = "Example: diglot gazetteer find 普丁")]
    Find {
        /// The name.
        name: String,
        /// Output format: a line an entity with its names, or tab-separated columns with a header.
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: ListFormat,
        #[command(flatten)]
        names: Names,
    },
    /// Show all that is known of an entity.
    #[command(after_help = "Example: diglot gazetteer show vladimir-putin")]
    Show {
        /// The id.
        id: String,
        #[command(flatten)]
        names: Names,
    },
    /// Write the gazetteer for other tools.
    #[command(after_help = "Example: diglot gazetteer export --format skos --output gazetteer.ttl")]
    Export {
        /// jsonl: one object an entity; tsv: one row a name; spacy: patterns for its EntityRuler; skos: Turtle.
        #[arg(long, value_name = "FORMAT", default_value = "jsonl")]
        format: ExportFormat,
        /// Write to this file instead of standard output. The file appears when it is complete.
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
        #[command(flatten)]
        names: Names,
    },
    /// Tell what changed between two editions: added, removed, renamed, changed field by field.
    ///
    /// Exit code 1 if an id was lost: removed without `replaced-by`.
    #[command(after_help = "Example: diglot gazetteer diff old/dictionaries dictionaries")]
    Diff {
        /// A TOML file or a folder of them.
        old: PathBuf,
        /// The same, later.
        new: PathBuf,
        /// Output format: a line a change, or tab-separated columns with a header.
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: ListFormat,
    },
    /// List names in a corpus that the gazetteer does not know, where leaders and organisations stand.
    #[command(after_help = "Example: diglot gazetteer suggest news/ --min-count 3 > new-names.toml")]
    Suggest(Box<GazetteerSuggest>),
}

#[derive(Debug, Group)]
pub(crate) struct GazetteerCheck {
    /// A TOML file or a folder of them; the built-in gazetteer if there is none.
    pub(crate) path: Option<PathBuf>,
    /// Report advice beside the faults; advice never changes the exit code.
    #[arg(long)]
    pub(crate) advice: bool,
    /// List the names that are missing instead: entities without a mainland, Taiwan or Hong Kong name. With --advice
    /// also those where the converted mainland name of a foreigner stands in.
    #[arg(long)]
    pub(crate) gaps: bool,
    /// Check the files by themselves, not as an addition to the built-in gazetteer.
    #[arg(long, requires = "path")]
    pub(crate) alone: bool,
    /// Output format: a line a finding, or tab-separated columns with a header.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ListFormat,
}

#[derive(Debug, Group)]
pub(crate) struct GazetteerSuggest {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Leave out names seen less often, unless a name in brackets gives them in both scripts.
    #[arg(long, alias = "min", value_name = "N", default_value = "2", help_heading = "Suggestions")]
    pub(crate) min_count: usize,
    /// Places to show for each name.
    #[arg(long, value_name = "N", default_value = "2", help_heading = "Suggestions")]
    pub(crate) contexts: usize,
    /// toml: [[entity]] stubs with their contexts as comments; tsv: a row a name.
    #[arg(long, value_name = "FORMAT", default_value = "toml", help_heading = "Suggestions")]
    pub(crate) format: SuggestFormat,
    #[command(flatten)]
    pub(crate) report: Report,
    #[command(flatten)]
    pub(crate) names: Names,
}

#[derive(Debug, Group)]
#[command(next_help_heading = "Input")]
pub(crate) struct Input {
    /// Files, folders (with all below them, hidden files left out) and patterns such as 'wire/*.xml'; standard input if
    /// there is none, or for `-`.
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// A file that names inputs, one a line (`-` for standard input), read after those named here.
    #[arg(long, value_name = "LIST")]
    pub(crate) files_from: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// How inputs are read, and which documents count.
#[derive(Debug, Group)]
#[command(next_help_heading = "Input")]
pub(crate) struct Reading {
    /// What the input is; auto looks at the name, then at the first bytes. gzip and Zstandard are unpacked in any case.
    #[arg(long, value_name = "FORMAT", default_value = "auto", value_parser = one_of(named::INPUTS))]
    pub(crate) input_format: InputFormat,
    /// Encoding: auto, or a label such as gb18030, big5, utf-16le.
    #[arg(long, value_name = "LABEL", default_value = "auto", value_parser = encoding)]
    pub(crate) encoding: diglot::text::Encoding,
    /// Field or column of the text (JSON, CSV, TSV). Several are read together, and each mention names its field, as in
    /// `title,text`.
    #[arg(long, value_name = "NAMES", default_value = "text", value_delimiter = ',', value_parser = field)]
    pub(crate) text_field: Vec<String>,
    /// Fields or columns that go through to the output untouched, under `fields` in the record: their names, or all.
    #[arg(long, value_name = "all|NAMES", value_delimiter = ',', value_parser = field)]
    pub(crate) keep: Vec<String>,
    /// How much of an HTML page is read: its main text, or all of it with its furniture (menus, share buttons) marked.
    #[arg(long, value_name = "PART", default_value = "main", value_parser = one_of(named::PAGES))]
    pub(crate) page: PageText,
    /// The largest document in megabytes; what is larger is told and passed over.
    #[arg(long, value_name = "MB", default_value = "256", value_parser = whole::<u32>(1..=4000))]
    pub(crate) max_document: u32,
    /// Only documents whose main language is one of these, as in `zh,en`; a script may follow, as in `zh-Hant`.
    #[arg(long, value_name = "LANGUAGES", value_delimiter = ',', value_parser = wanted)]
    pub(crate) only: Vec<Wanted>,
    /// Only documents of this day or later; those without a date are left out.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) since: Option<diglot::text::Date>,
    /// Only documents up to this day, month or year, which is taken in; those without a date are left out.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) until: Option<diglot::text::Date>,
    /// Leave out documents that repeat an earlier one: exact, the same text but for script, width and white space; near,
    /// also edited copies (see docs/inputs.md).
    #[arg(long, value_name = "HOW", default_value = "off")]
    pub(crate) dedupe: Dedupe,
    /// Field or column of the id [default: id].
    #[arg(long, value_name = "NAME", value_parser = field)]
    pub(crate) id_field: Option<String>,
    /// Field or column of the date (YYYY, YYYY-MM, YYYY-MM-DD or RFC 3339) [default: date].
    #[arg(long, value_name = "NAME", value_parser = field)]
    pub(crate) date_field: Option<String>,
}

#[derive(Debug, Group)]
#[command(next_help_heading = "Output")]
pub(crate) struct Output {
    /// Write to this file (brat: into this folder) instead of standard output (`-`). The file appears when it is complete;
    /// devices and pipes are written as they are.
    #[arg(long, short, value_name = "FILE|DIR")]
    pub(crate) output: Option<PathBuf>,
    /// The unit of all offsets.
    #[arg(long, value_name = "UNIT", default_value = "char", value_parser = one_of(named::UNITS))]
    pub(crate) offset_unit: OffsetUnit,
    /// Hand every record over as soon as its document is read, for a pipe that is watched.
    #[arg(long)]
    pub(crate) flush: bool,
    /// Threads to work with [default: one a core].
    #[arg(long, value_name = "N", value_parser = whole::<u16>(1..=1024))]
    pub(crate) threads: Option<u16>,
}

/// What is gathered over all documents.
#[derive(Debug, Group)]
#[command(next_help_heading = "Output")]
pub(crate) struct Report {
    /// Write to this file instead of standard output. The file appears when it is complete.
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Threads to work with [default: one a core].
    #[arg(long, value_name = "N", value_parser = whole::<u16>(1..=1024))]
    pub(crate) threads: Option<u16>,
}

#[derive(Debug, Group)]
#[command(next_help_heading = "Output")]
pub(crate) struct Batch {
    /// Write parts of N records each into the folder --output DIR: part-000001.jsonl and so on, each of which appears when
    /// it is complete.
    #[arg(long, value_name = "N", requires = "output", value_parser = positive)]
    pub(crate) part_size: Option<usize>,
    /// Go on with the parts of a run that was killed; its inputs and options must be the same. A new folder is begun.
    #[arg(long, requires = "part_size")]
    pub(crate) resume: bool,
    /// Tell at the end what was read and found, and how long each stage took, on standard error.
    #[arg(long)]
    pub(crate) stats: bool,
}

#[derive(Debug, Group)]
#[command(next_help_heading = "Layers")]
pub(crate) struct Layers {
    /// Layers to add to a record.
    #[arg(long, value_name = "LAYERS", value_delimiter = ',')]
    pub(crate) with: Vec<Layer>,
    /// Add parts of speech to the tokens.
    #[arg(long)]
    pub(crate) pos: bool,
}

#[derive(Debug, Group)]
#[command(next_help_heading = "Names")]
pub(crate) struct Names {
    /// A TOML file of your own, or a folder of them, added to the built-in gazetteer; an entity with a known id replaces
    /// the built-in one. May be given several times.
    #[arg(long = "gazetteer", value_name = "PATH")]
    pub(crate) gazetteers: Vec<PathBuf>,
    /// Keep names of leaders and nations whole among the tokens.
    #[arg(long, value_name = "ON|OFF", default_value = "on")]
    pub(crate) keep_names: Switch,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Switch {
    On,
    Off,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TagFormat {
    Text,
    Jsonl,
    Tsv,
    Brat,
    Html,
    Conllu,
    /// Vertical text for corpus managers.
    Vert,
    /// TEI P5.
    Tei,
    /// A row a mention, with the columns of tsv.
    Parquet,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    Jsonl,
    Tsv,
    Spacy,
    Skos,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SuggestFormat {
    Toml,
    Tsv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    Text,
    Tsv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SegmentFormat {
    Text,
    Jsonl,
    Tsv,
    Conllu,
    /// Vertical text for corpus managers.
    Vert,
    /// TEI P5.
    Tei,
    /// Words with blanks between them, a sentence a line.
    Words,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Layer {
    Spans,
    Sentences,
    Tokens,
    Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Dedupe {
    Off,
    Exact,
    Near,
}

/// A language, with a script or without, that a document is to be in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) language: String,
    pub(crate) script: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum EvalFormat {
    Text,
    Json,
    Tsv,
}

/// What a table or list is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    Text,
    Jsonl,
    Tsv,
    Html,
}

/// A whole number within a range.
fn whole<T: TryFrom<u64>>(range: RangeInclusive<u64>) -> impl Fn(&str) -> Result<T, String> + Clone {
    move |written| {
        let number =
            written.parse().ok().filter(|number| range.contains(number)).and_then(|number| number.try_into().ok());
        number.ok_or_else(|| format!("write a whole number from {} to {}", range.start(), range.end()))
    }
}

/// The name of a field or column.
fn field(name: &str) -> Result<String, String> {
    if name.is_empty() { Err("a name is empty".to_owned()) } else { Ok(name.to_owned()) }
}

/// A number from 1 on.
fn positive(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) | Err(_) => Err("give a whole number, 1 or more".to_owned()),
        Ok(number) => Ok(number),
    }
}

/// A span of time: a number and its unit.
fn span_of_time(written: &str) -> Result<Duration, String> {
    let wrong = || "write a number and a unit (s, m, h, d), as in 90s, 15m, 6h, 1d; at most 365d".to_owned();
    let unit = written.chars().next_back().ok_or_else(wrong)?;
    let seconds = match unit {
        's' => 1,
        'm' => 60,
        'h' => 60 * 60,
        'd' => 24 * 60 * 60,
        _ => return Err(wrong()),
    };
    let number: u32 = written.strip_suffix(unit).and_then(|number| number.parse().ok()).ok_or_else(wrong)?;
    let span = Duration::from_secs(u64::from(number) * seconds);
    if span.is_zero() || span > Duration::from_secs(365 * 24 * 60 * 60) { Err(wrong()) } else { Ok(span) }
}

/// What may stand in a line of a request.
fn header(text: &str) -> Result<String, String> {
    if text.trim().is_empty() || !text.chars().all(|c| matches!(c, ' '..='~')) {
        return Err("write it in ASCII, on one line".to_owned());
    }
    Ok(text.to_owned())
}

fn encoding(label: &str) -> Result<diglot::text::Encoding, String> {
    label.parse().map_err(|error: diglot::text::DecodeError| error.to_string())
}

fn wanted(name: &str) -> Result<Wanted, String> {
    let (language, script) = name.split_once('-').map_or((name, None), |(language, script)| (language, Some(script)));
    known("language", language, &diglot::lang::languages())?;
    script.map_or(Ok(()), |script| known("script", script, &diglot::lang::scripts()))?;
    Ok(Wanted { language: language.to_ascii_lowercase(), script: script.map(str::to_owned) })
}

/// Refuses a code that no document is told to be in.
fn known(what: &str, code: &str, codes: &[&str]) -> Result<(), String> {
    if codes.iter().any(|known| known.eq_ignore_ascii_case(code)) {
        return Ok(());
    }
    Err(format!("unknown {what} '{code}': choose of {}", codes.join(", ")))
}

fn date(written: &str) -> Result<diglot::text::Date, String> {
    written.parse().map_err(|error: diglot::text::DateError| error.to_string())
}

/// The names of the rules, so that a wrong one is told with the right ones.
fn rule_parser() -> impl TypedValueParser<Value = Rule> {
    PossibleValuesParser::new(Rule::ALL.iter().map(|rule| rule.as_str())).try_map(|name| name.parse::<Rule>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_of_time_have_a_unit() {
        for (written, seconds) in [("90s", 90), ("15m", 900), ("6h", 21_600), ("365d", 31_536_000)] {
            assert_eq!(span_of_time(written), Ok(Duration::from_secs(seconds)), "{written}");
        }
        for written in ["", "15", "m", "0s", "-1s", "15mm", "1.5h", "366d", "1分", "99999999999d"] {
            let wrong = "write a number and a unit (s, m, h, d), as in 90s, 15m, 6h, 1d; at most 365d";
            assert_eq!(span_of_time(written), Err(wrong.to_owned()), "{written}");
        }
    }
}
