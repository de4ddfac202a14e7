//! Inputs as resolved: files, standard input and addresses become a stream of documents; what cannot be read is told and
//! passed over.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read as _};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use diglot::Document;
use diglot::read::ParquetRows;
use diglot::read::{
    Compression, Fields, InputFormat, JsonLines, Keep, Lines, PIECE_BYTES, PageText, Read, ReadError, RecordError,
    Records, Table, TableError, TextPieces, Utf8, decompress, feed_documents, json_array_documents, page_document,
    parse_conllu, subtitle_document, text_document, words_document,
};
use diglot::text::Encoding;

use crate::args;
use crate::failures::{Failures, Told};
use crate::filter::Dates;
use crate::messages::{self, Fatal, Outcome, system};
use crate::numbers::plural;
use crate::paths::{self, Found};
use crate::progress::Metered;
use crate::terminal;
use crate::web::{Address, Web};

/// Formats are told by so many first bytes, and the encoding of a stream too.
const HEAD: usize = 1 << 16;

/// A document or the reason why there is none.
pub(crate) type Item = Result<Read, RecordError>;

/// The documents of all inputs, in order.
pub(crate) struct Documents {
    paths: std::vec::IntoIter<Found>,
    /// What is fetched after the files.
    addresses: std::vec::IntoIter<Address>,
    web: Option<Web>,
    /// The rest of the input that is being read, if it is a stream.
    stream: Option<Box<dyn Records>>,
    /// The rest of the input that is being read, if it was read whole.
    whole: std::vec::IntoIter<Item>,
    /// The input that is being read.
    name: String,
    options: Options,
    dates: Dates,
    quiet: bool,
    /// What was told of the input that is being read.
    told: Told,
    /// Inputs and records that failed.
    pub(crate) failures: Failures,
    /// Bytes of the inputs so far, as they are stored.
    pub(crate) bytes: Arc<AtomicU64>,
    /// Inputs that could be read.
    pub(crate) read: usize,
}

/// How inputs are read.
#[derive(Clone)]
pub(crate) struct Options {
    pub(crate) format: InputFormat,
    encoding: Encoding,
    fields: Fields,
    /// The columns that were named beside the texts, with their flags: the header of a table must have them.
    columns: Vec<(&'static str, String)>,
    page: PageText,
    /// The largest document in bytes.
    limit: usize,
}

impl Options {
    fn new(reading: &args::Reading) -> Self {
        let fields = Fields::default();
        let mut texts: Vec<String> = Vec::new();
        for name in &reading.text_field {
            if !texts.contains(name) {
                texts.push(name.clone());
            }
        }
        Options {
            columns: columns(reading),
            format: reading.input_format,
            encoding: reading.encoding,
            fields: Fields {
                text: texts,
                id: reading.id_field.clone().unwrap_or(fields.id),
                date: reading.date_field.clone().unwrap_or(fields.date),
                keep: match reading.keep.as_slice() {
                    [] => Keep::None,
                    [all] if all == "all" => Keep::All,
                    names => Keep::Named(names.to_vec()),
                },
            },
            page: reading.page,
            limit: usize::try_from(reading.max_document).unwrap_or(usize::MAX / 1_000_000).saturating_mul(1_000_000),
        }
    }

    /// The same for an input whose sender declares this encoding; one that the user gave stands.
    pub(crate) fn with_declared(&self, label: Option<&str>) -> Self {
        match (self.encoding, label.and_then(|label| label.parse().ok())) {
            (Encoding::Auto, Some(Encoding::Label(declared))) => {
                Options { encoding: Encoding::Declared(declared), ..self.clone() }
            }
            _ => self.clone(),
        }
    }

    /// An input that is read whole.
    fn whole(&self, format: InputFormat, name: &str, bytes: &[u8]) -> Result<Vec<Item>, ReadError> {
        let one = |read: Read| vec![Ok(read)];
        match format {
            InputFormat::Html => page_document(name, bytes, self.encoding, self.page).map(one),
            InputFormat::Feed => feed_documents(name, bytes, self.encoding),
            InputFormat::Json => json_array_documents(name, bytes, self.encoding, &self.fields).map(by_number),
            InputFormat::Subtitles => subtitle_document(name, bytes, self.encoding).map(one),
            InputFormat::Words => Ok(one(words_document(name, bytes, self.encoding)?)),
            InputFormat::Conllu => self.treebank(name, bytes),
            _ => Ok(one(text_document(name, bytes, self.encoding)?)),
        }
    }

    /// The rows of a Parquet file. Its end says where its columns are, so a file is not read from front to back; what is
    /// packed or comes through a pipe is read into memory.
    fn parquet(&self, file: Option<&Path>, name: &str, input: impl BufRead) -> Result<Box<dyn Records>, String> {
        let system = |error: io::Error| system(&error);
        let rows = match file {
            Some(path) => {
                let file = File::open(path).map_err(system)?;
                ParquetRows::of_file(file, name, self.fields.clone(), self.limit)
            }
            None => ParquetRows::of_bytes(self.bytes(input)?, name, self.fields.clone(), self.limit),
        };
        let rows = rows.map_err(|error| error.to_string())?;
        self.check_columns(rows.columns())?;
        Ok(Box::new(rows))
    }

    /// All bytes of an input, if they are no more than the largest document.
    fn bytes(&self, input: impl BufRead) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        input.take(self.limit as u64 + 1).read_to_end(&mut bytes).map_err(|error| system(&error))?;
        if bytes.len() > self.limit {
            return Err(format!(
                "more than {} MB in one document (raise the limit with --max-document)",
                self.limit / 1_000_000
            ));
        }
        Ok(bytes)
    }

    /// The documents of a treebank behind its lines that are none; a file that holds nothing else is no treebank.
    fn treebank(&self, name: &str, bytes: &[u8]) -> Result<Vec<Item>, ReadError> {
        let Read { document, mut warnings } = text_document(name, bytes, self.encoding)?;
        let (documents, faults) = parse_conllu(&document.text);
        if let (true, Some(fault)) = (documents.is_empty(), faults.first()) {
            return Err(ReadError::Format(fault.to_string()));
        }
        let documents = (1..).zip(documents).map(|(number, document)| {
            // What was mended in the file is told once.
            Ok(Read { document: document.into_document(name, number), warnings: std::mem::take(&mut warnings) })
        });
        Ok(faults.into_iter().map(Err).chain(documents).collect())
    }

    /// An input that is read piece by piece; none if this format is read whole.
    fn stream(
        &self,
        format: InputFormat,
        name: &str,
        input: &mut Option<Box<dyn BufRead>>,
    ) -> Result<Option<Box<dyn Records>>, TableError> {
        if !matches!(format, InputFormat::Jsonl | InputFormat::Lines | InputFormat::Csv | InputFormat::Tsv) {
            return Ok(None);
        }
        let Some(input) = input.take() else { return Ok(None) };
        let input = BufReader::with_capacity(HEAD, Utf8::new(input, self.encoding)?);
        let fields = self.fields.clone();
        Ok(Some(match format {
            InputFormat::Lines => Box::new(Lines::new(input, name).limit(self.limit)),
            InputFormat::Csv => self.table(input, b',', name)?,
            InputFormat::Tsv => self.table(input, b'\t', name)?,
            _ => Box::new(JsonLines::new(input, name, fields).limit(self.limit)),
        }))
    }

    /// A table that has all the columns that were named.
    fn table<'i>(
        &self,
        input: impl BufRead + 'i,
        delimiter: u8,
        name: &str,
    ) -> Result<Box<dyn Records + 'i>, TableError> {
        let table = Table::new(input, delimiter, name, self.fields.clone(), self.limit)?;
        self.check_columns(table.header()).map_err(TableError::Header)?;
        Ok(Box::new(table))
    }

    /// Refuses columns that were named and are not among those of a table; an empty file has none.
    fn check_columns(&self, known: &[String]) -> Result<(), String> {
        match self.columns.iter().find(|(_, column)| !known.is_empty() && !known.contains(column)) {
            Some((flag, column)) => {
                Err(format!("no column '{column}' in the header: choose one of {} with {flag}", known.join(", ")))
            }
            None => Ok(()),
        }
    }

    /// Opens an input of a known format; `file` is where it can be read again.
    fn open(
        &self,
        format: InputFormat,
        name: &str,
        input: Box<dyn BufRead>,
        file: Option<&Path>,
    ) -> Result<Opened, String> {
        if format == InputFormat::Parquet {
            return self.parquet(file, name, input).map(Opened::Stream);
        }
        let mut input = Some(input);
        let stream = self.stream(format, name, &mut input).map_err(|error| match error {
            TableError::Io(error) => system(&error),
            error => error.to_string(),
        })?;
        if let Some(records) = stream {
            return Ok(Opened::Stream(records));
        }
        let Some(input) = input else { return Ok(Opened::Whole(Vec::new())) };
        if format == InputFormat::Text {
            return self.text(name, input);
        }
        let bytes = self.bytes(input)?;
        self.whole(format, name, &bytes).map(Opened::Whole).map_err(|error| error.to_string())
    }

    /// A text: whole, or in pieces if it is long.
    fn text(&self, name: &str, mut input: Box<dyn BufRead>) -> Result<Opened, String> {
        let mut bytes = Vec::new();
        let read = (&mut input).take(PIECE_BYTES as u64 + 1).read_to_end(&mut bytes);
        if let Err(error) = read {
            if bytes.is_empty() {
                return Err(system(&error));
            }
            // What came before is read, then the fault is told.
            input = Box::new(BufReader::new(Broken(Some(error))));
        } else if bytes.len() <= PIECE_BYTES {
            let items = self.whole(InputFormat::Text, name, &bytes);
            return items.map(Opened::Whole).map_err(|error| error.to_string());
        }
        let rest = BufReader::with_capacity(PIECE_BYTES, Cursor::new(bytes).chain(input));
        let utf8 = Utf8::new(rest, self.encoding).map_err(|error| system(&error))?;
        Ok(Opened::Stream(Box::new(TextPieces::new(BufReader::with_capacity(HEAD, utf8), name))))
    }

    /// All that bytes of a known format hold. A feed may be empty: on the web its first items can be yet to come.
    pub(crate) fn items(&self, format: InputFormat, name: &str, bytes: Vec<u8>) -> Result<Vec<Item>, String> {
        if format == InputFormat::Feed {
            return match self.whole(format, name, &bytes) {
                Err(ReadError::NoItems) => Ok(Vec::new()),
                items => items.map_err(|error| error.to_string()),
            };
        }
        let mut records = match self.open(format, name, Box::new(Cursor::new(bytes)), None)? {
            Opened::Whole(items) => return Ok(items),
            Opened::Stream(records) => records,
        };
        let mut items = Vec::new();
        while let Some(item) = records.next_record().map_err(|error| system(&error))? {
            items.push(item);
        }
        Ok(items)
    }
}

/// Records of an array, whose faults have a number and no line: they say it, and stand on line 0.
fn by_number(items: Vec<Item>) -> Vec<Item> {
    let numbered = |RecordError { line: number, what }: RecordError| {
        let says = what.starts_with(&format!("record {number}"));
        RecordError { line: 0, what: if says { what } else { format!("record {number}: {what}") } }
    };
    items.into_iter().map(|item| item.map_err(numbered)).collect()
}

/// The columns that flags name beside the texts.
fn columns(reading: &args::Reading) -> Vec<(&'static str, String)> {
    let kept = reading.keep.iter().filter(|_| reading.keep != ["all"]).map(|name| ("--keep", name));
    let id = reading.id_field.iter().map(|name| ("--id-field", name));
    let date = reading.date_field.iter().map(|name| ("--date-field", name));
    kept.chain(id).chain(date).map(|(flag, name)| (flag, name.clone())).collect()
}

/// The end of a stream that failed.
struct Broken(Option<io::Error>);

impl io::Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// An input that has been opened: a stream, or all that it holds.
enum Opened {
    Stream(Box<dyn Records>),
    Whole(Vec<Item>),
}

impl Documents {
    /// The documents of files and standard input; what is written to `output` is none of them.
    pub(crate) fn new(input: &args::Input, output: Option<&Path>, quiet: bool) -> Result<Self, Fatal> {
        Ok(Documents { paths: paths::files(input, output)?.into_iter(), ..Self::none(&input.reading, quiet) })
    }

    /// The documents of files, then of addresses; standard input only where it is asked for.
    pub(crate) fn with_web(
        input: &args::Input,
        web: &args::Web,
        output: Option<&Path>,
        quiet: bool,
    ) -> Result<Self, Fatal> {
        if web.urls.is_empty() {
            return Self::new(input, output, quiet);
        }
        let named = !input.files.is_empty() || input.files_from.is_some();
        let documents = Self::none(&input.reading, quiet);
        Ok(Documents {
            paths: if named { paths::files(input, output)? } else { Vec::new() }.into_iter(),
            addresses: web.urls.clone().into_iter(),
            web: Some(Web::new(&web.fetching, web.state.as_deref(), &documents.bytes)?),
            ..documents
        })
    }

    /// No documents yet: [`Documents::give`] brings them.
    pub(crate) fn none(reading: &args::Reading, quiet: bool) -> Self {
        Documents {
            paths: Vec::new().into_iter(),
            addresses: Vec::new().into_iter(),
            web: None,
            stream: None,
            whole: Vec::new().into_iter(),
            name: String::new(),
            options: Options::new(reading),
            dates: Dates::new(reading),
            quiet,
            told: Told::default(),
            failures: Failures::default(),
            bytes: Arc::default(),
            read: 0,
        }
    }

    /// How these documents are read.
    pub(crate) fn options(&self) -> &Options {
        &self.options
    }

    /// Takes in what was read of an input elsewhere.
    pub(crate) fn give(&mut self, name: &str, items: Vec<Item>) {
        name.clone_into(&mut self.name);
        self.whole = items.into_iter();
        self.read += 1;
    }

    /// How reading went, all in all.
    pub(crate) fn outcome(&self) -> Outcome {
        match (self.read, self.failures.count) {
            (_, 0) => Outcome::Done,
            (0, _) => Outcome::Nothing,
            _ => Outcome::Partly,
        }
    }

    /// The files that are still to be read.
    pub(crate) fn files(&self) -> &[Found] {
        self.paths.as_slice()
    }

    /// The bytes that are still to be read; none if that is not known.
    pub(crate) fn size(&self) -> Option<u64> {
        if self.addresses.as_slice().is_empty() { paths::size(self.files()) } else { None }
    }

    /// Tells what failed in an input.
    pub(crate) fn fail(&mut self, input: &str, what: &str) {
        self.failures.add(input, what);
        messages::error(input, what);
    }

    /// Tells what failed in a record of the input that is being read.
    fn fail_record(&mut self, RecordError { line, what }: &RecordError) {
        self.failures.add(&self.name, what);
        if !self.told.is_few(false, what) {
            return;
        }
        match line {
            0 => messages::error(&self.name, what),
            line => messages::error(format_args!("{}:{line}", self.name), what),
        }
    }

    /// Documents that `--since` and `--until` left out.
    pub(crate) fn left_out_by_date(&self) -> u64 {
        self.dates.outside + self.dates.undated as u64
    }

    /// Tells of documents that `--since` and `--until` left out for want of a date.
    pub(crate) fn tell_undated(&self) {
        if self.dates.undated > 0 {
            let undated = plural(self.dates.undated as u64, "document", "documents");
            let what = format!("{undated} without a date left out");
            messages::warning(self.quiet, "--since, --until", what);
        }
    }

    /// Opens the next input.
    fn open(&mut self, path: &Path) -> Result<(), String> {
        let stdin = path == Path::new("-");
        self.name = if stdin { "-".to_owned() } else { path.to_string_lossy().into_owned() };
        let system = |error: io::Error| system(&error);
        if stdin {
            terminal::tell_of_input(self.quiet);
        }
        let mut input: Box<dyn BufRead> = if stdin {
            Box::new(BufReader::with_capacity(HEAD, Metered::new(io::stdin(), &self.bytes)))
        } else {
            let file = File::open(path).map_err(system)?;
            Box::new(BufReader::with_capacity(HEAD, Metered::new(file, &self.bytes)))
        };
        let mut packed = false;
        if let Some(compression) = Compression::of(input.fill_buf().map_err(system)?) {
            let unpacked = decompress(input, compression).map_err(system)?;
            input = Box::new(BufReader::with_capacity(HEAD, unpacked));
            packed = true;
        }
        let format = match self.options.format {
            InputFormat::Auto => InputFormat::of(&self.name, input.fill_buf().map_err(system)?),
            format => format,
        };
        if format == InputFormat::Text && self.options.format == InputFormat::Auto && self.name.ends_with(".json") {
            let what = "read as a text: this is no array of objects, and no object a line";
            messages::warning(self.quiet, &self.name, what);
        }
        let file = (!packed && !stdin).then_some(path);
        match self.options.open(format, &self.name, input, file)? {
            Opened::Stream(records) => self.stream = Some(records),
            Opened::Whole(items) => self.whole = items.into_iter(),
        }
        Ok(())
    }

    /// Fetches the next address.
    fn fetch(&mut self, address: &Address) -> Result<(), String> {
        let Some(web) = &mut self.web else { return Ok(()) };
        let items = web.read(address, &self.options)?;
        self.give(address.as_str(), items);
        Ok(())
    }

    /// The next item of the input that is open; none at its end.
    fn next_item(&mut self) -> Option<Item> {
        if let Some(item) = self.whole.next() {
            return Some(item);
        }
        match self.stream.as_mut()?.next_record() {
            Ok(Some(item)) => return Some(item),
            Ok(None) => {}
            Err(error) => self.fail(&self.name.clone(), &system(&error)),
        }
        self.stream = None;
        None
    }

    fn accept(&mut self, read: Read) -> Option<Document> {
        for warning in read.warnings.iter().filter(|warning| self.told.is_few(true, warning)) {
            messages::warning(self.quiet, &self.name, warning);
        }
        Some(read.document).filter(|document| self.dates.want(document))
    }
}

impl Iterator for Documents {
    type Item = Document;

    fn next(&mut self) -> Option<Document> {
        loop {
            match self.next_item() {
                Some(Ok(read)) => match self.accept(read) {
                    Some(document) => return Some(document),
                    None => continue,
                },
                Some(Err(error)) => {
                    self.fail_record(&error);
                    continue;
                }
                None => self.told.end(self.quiet, &self.name),
            }
            match self.paths.next() {
                Some(Ok(path)) => match self.open(&path) {
                    Ok(()) => self.read += 1,
                    Err(what) => self.fail(&path.to_string_lossy(), &what),
                },
                Some(Err((place, what))) => self.fail(&place, &what),
                None => {
                    let address = self.addresses.next()?;
                    if let Err(what) = self.fetch(&address) {
                        self.fail(address.as_str(), &what);
                    }
                }
            }
        }
    }
}
