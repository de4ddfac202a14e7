//! One input opened: its format and encoding are told by its first bytes, then it is a stream of records, or all that it
//! holds.

use std::fs::{File, Metadata};
use std::io::{self, BufRead, BufReader, Cursor, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use diglot::read::{
    Compression, Fields, InputFormat, JsonLines, Keep, Lines, PIECE_BYTES, PageText, ParquetRows, Read, ReadError,
    RecordError, Records, Table, TableError, TextPieces, Utf8, decompress, feed_documents, json_array_documents,
    page_document, parse_conllu, subtitle_document, text_document, words_document,
};
use diglot::text::Encoding;

use crate::args;
use crate::messages::{self, system};
use crate::numbers::bytes_of;
use crate::paths::is_stdin;
use crate::progress::Metered;

/// Formats are told by so many first bytes, and the encoding of a stream too.
const HEAD: usize = 1 << 16;

/// A document or the reason why there is none.
pub(crate) type Item = Result<Read, RecordError>;

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
    pub(crate) fn new(reading: &args::Reading) -> Self {
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
            limit: bytes_of(reading.max_document),
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
    fn parquet(&self, file: Option<&Path>, name: &str, input: impl BufRead) -> Result<Box<dyn Records + Send>, String> {
        let system = |error: io::Error| system(&error);
        let rows = match file {
            Some(path) => {
                let file = File::open(path).map_err(system)?;
                ParquetRows::of_file(file, name, self.fields.clone(), self.limit)
            }
            None => ParquetRows::of_bytes(self.bytes(input)?, name, self.fields.clone(), self.limit),
        };
        let rows = rows.map_err(unread)?;
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
            return Err(ReadError::Format(fault.to_string().into()));
        }
        let documents = (1..).zip(documents).map(|(number, document)| {
            // What was mended in the file is told once.
            Ok(Read { document: document.into_document(name, number), warnings: std::mem::take(&mut warnings) })
        });
        Ok(faults.into_iter().map(Err).chain(documents).collect())
    }

    /// An input of a format that is read piece by piece.
    fn stream(
        &self,
        format: InputFormat,
        name: &str,
        input: Box<dyn BufRead + Send>,
    ) -> Result<Box<dyn Records + Send>, TableError> {
        let input = BufReader::with_capacity(HEAD, Utf8::new(input, self.encoding)?);
        let fields = self.fields.clone();
        Ok(match format {
            InputFormat::Lines => Box::new(Lines::new(input, name).limit(self.limit)),
            InputFormat::Csv => self.table(input, b',', name)?,
            InputFormat::Tsv => self.table(input, b'\t', name)?,
            _ => Box::new(JsonLines::new(input, name, fields).limit(self.limit)),
        })
    }

    /// A table that has all the columns that were named.
    fn table<'i>(
        &self,
        input: impl BufRead + Send + 'i,
        delimiter: u8,
        name: &str,
    ) -> Result<Box<dyn Records + Send + 'i>, TableError> {
        let table = Table::new(input, delimiter, name, self.fields.clone(), self.limit)?;
        self.check_columns(table.header()).map_err(|what| TableError::Header(what.into()))?;
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
        input: Box<dyn BufRead + Send>,
        file: Option<&Path>,
    ) -> Result<Opened, String> {
        if format == InputFormat::Parquet {
            return self.parquet(file, name, input).map(Opened::Stream);
        }
        if is_stream(format) {
            return self.stream(format, name, input).map(Opened::Stream).map_err(|error| match error {
                TableError::Io(error) => system(&error),
                TableError::Header(cause) => messages::cause(&cause),
                error => error.to_string(),
            });
        }
        if format == InputFormat::Text {
            return self.text(name, input);
        }
        let bytes = self.bytes(input)?;
        self.whole(format, name, &bytes).map(Opened::Whole).map_err(unread)
    }

    /// A text: whole, or in pieces if it is long.
    fn text(&self, name: &str, mut input: Box<dyn BufRead + Send>) -> Result<Opened, String> {
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
            return items.map(Opened::Whole).map_err(unread);
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
                items => items.map_err(unread),
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
    items.into_iter().map(|item| item.map_err(|error| RecordError { line: 0, ..error })).collect()
}

/// Why an input that is read whole gave nothing.
fn unread(error: ReadError) -> String {
    match error {
        ReadError::Format(cause) => messages::cause(&cause),
        error => error.to_string(),
    }
}

/// The columns that flags name beside the texts.
fn columns(reading: &args::Reading) -> Vec<(&'static str, String)> {
    let kept = reading.keep.iter().filter(|_| reading.keep != ["all"]).map(|name| ("--keep", name));
    let id = reading.id_field.iter().map(|name| ("--id-field", name));
    let date = reading.date_field.iter().map(|name| ("--date-field", name));
    kept.chain(id).chain(date).map(|(flag, name)| (flag, name.clone())).collect()
}

/// A file that should hold as much at its end as when it was opened.
struct Sized<R> {
    input: R,
    /// Its bytes when it was opened; none if that says nothing.
    size: Option<u64>,
    read: u64,
    grew: Arc<AtomicBool>,
}

impl<R: io::Read> io::Read for Sized<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(out)?;
        self.read += read as u64;
        // Files that a system makes up as they are read say that they hold nothing.
        match self.size {
            Some(size) if read == 0 && !out.is_empty() && self.read < size => {
                self.size = None;
                let what = format!("cut off while it was read: {} of its {size} bytes were left", self.read);
                return Err(io::Error::new(io::ErrorKind::UnexpectedEof, what));
            }
            Some(size) if size > 0 && self.read > size => self.grew.store(true, Ordering::Relaxed),
            _ => {}
        }
        Ok(read)
    }
}

/// The end of a stream that failed.
struct Broken(Option<io::Error>);

impl io::Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// An input that has been opened: a stream, or all that it holds.
pub(crate) enum Opened {
    Stream(Box<dyn Records + Send>),
    Whole(Vec<Item>),
}

/// Packed data is taken to hold so many times its bytes.
const PACKED: u64 = 10;

/// An input of which the first bytes are known.
pub(crate) struct Begun {
    name: String,
    input: Box<dyn BufRead + Send>,
    format: InputFormat,
    /// Where it can be read again as it is.
    file: Option<PathBuf>,
    /// What it weighs on the memory, if it is read whole.
    weight: Option<u64>,
    warning: Option<&'static str>,
    /// Whether it turns out to hold more than it did when it was opened.
    grew: Arc<AtomicBool>,
}

impl Begun {
    /// Opens a file, or standard input; what is read of it is added to `bytes`.
    pub(crate) fn new(path: &Path, options: &Options, bytes: &Arc<AtomicU64>) -> Result<Self, String> {
        let system = |error: io::Error| system(&error);
        let stdin = is_stdin(path);
        let grew = Arc::default();
        let (mut input, mut size): (Box<dyn BufRead + Send>, _) = if stdin {
            (Box::new(BufReader::with_capacity(HEAD, Metered::new(io::stdin(), bytes))), None)
        } else {
            let file = File::open(path).map_err(system)?;
            let size = file.metadata().ok().filter(Metadata::is_file).map(|file| file.len());
            let file = Sized { input: Metered::new(file, bytes), size, read: 0, grew: Arc::clone(&grew) };
            (Box::new(BufReader::with_capacity(HEAD, file)), size)
        };
        let name = path.to_string_lossy().into_owned();
        let mut file = (!stdin).then(|| path.to_owned());
        if let Some(compression) = Compression::of(input.fill_buf().map_err(system)?) {
            let unpacked = decompress(input, compression).map_err(system)?;
            input = Box::new(BufReader::with_capacity(HEAD, unpacked));
            (file, size) = (None, size.map(|size| size.saturating_mul(PACKED)));
        }
        let format = match options.format {
            InputFormat::Auto => InputFormat::of(&name, input.fill_buf().map_err(system)?),
            format => format,
        };
        let warning = match format {
            InputFormat::Text if options.format == InputFormat::Auto => doubt(&name, input.fill_buf().map_err(system)?),
            _ => None,
        };
        Ok(Begun { warning, weight: if is_stream(format) { None } else { size }, name, input, format, file, grew })
    }

    /// What is to be told of it.
    pub(crate) fn warning(&self) -> Option<&'static str> {
        self.warning
    }

    /// Whether it has grown while it was read: known at its end.
    pub(crate) fn grew(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.grew)
    }

    /// How many bytes it is going to hold, about; nothing if it is a stream.
    pub(crate) fn weight(&self) -> Option<u64> {
        self.weight
    }

    /// Reads it whole, or its beginning.
    pub(crate) fn finish(self, options: &Options) -> Result<Opened, String> {
        options.open(self.format, &self.name, self.input, self.file.as_deref())
    }
}

/// What is to be told of a text that may be meant as something else.
fn doubt(name: &str, head: &[u8]) -> Option<&'static str> {
    if name.ends_with(".json") {
        return Some("read as a text: this is no array of objects, and no object a line");
    }
    let is_xml = name.ends_with(".xml") || head.trim_ascii_start().starts_with(b"<?xml");
    is_xml.then_some("read as a text, with its tags: this is no feed and no page")
}

/// Whether inputs of this format are read piece by piece.
fn is_stream(format: InputFormat) -> bool {
    use InputFormat::{Csv, Jsonl, Lines, Parquet, Tsv};
    matches!(format, Csv | Jsonl | Lines | Parquet | Tsv)
}
