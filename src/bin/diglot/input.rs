//! Inputs as resolved: files and standard input become a stream of documents; what cannot be read is told and passed over.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read as _};
use std::path::Path;

use diglot::Document;
use diglot::read::{
    Compression, Fields, InputFormat, JsonLines, Keep, Lines, PIECE_BYTES, PageText, Read, ReadError, RecordError,
    Records, Table, TableError, TextPieces, Utf8, decompress, feed_documents, json_array_documents, page_document,
    parse_conllu, subtitle_document, text_document, words_document,
};
use diglot::text::Encoding;

use crate::args;
use crate::filter::Dates;
use crate::messages::{self, Fatal, system};
use crate::paths::{self, Found};

/// Formats are told by so many first bytes, and the encoding of a stream too.
const HEAD: usize = 1 << 16;

/// A document or the reason why there is none.
type Item = Result<Read, RecordError>;

/// The documents of all inputs, in order.
pub(crate) struct Documents {
    paths: VecDeque<Found>,
    /// The rest of the input that is being read, if it is a stream.
    stream: Option<Box<dyn Records>>,
    /// The rest of the input that is being read, if it was read whole.
    whole: std::vec::IntoIter<Item>,
    /// The input that is being read.
    name: String,
    options: Options,
    dates: Dates,
    quiet: bool,
    /// Inputs and records that failed.
    pub(crate) failed: usize,
    /// Inputs that could be read.
    pub(crate) read: usize,
}

/// How inputs are read.
struct Options {
    format: InputFormat,
    encoding: Encoding,
    fields: Fields,
    page: PageText,
    /// The largest document in bytes.
    limit: usize,
}

impl Options {
    fn new(input: &args::Input) -> Self {
        Options {
            format: match input.input_format {
                args::InputFormat::Auto => InputFormat::Auto,
                args::InputFormat::Text => InputFormat::Text,
                args::InputFormat::Jsonl => InputFormat::Jsonl,
                args::InputFormat::Json => InputFormat::Json,
                args::InputFormat::Lines => InputFormat::Lines,
                args::InputFormat::Csv => InputFormat::Csv,
                args::InputFormat::Tsv => InputFormat::Tsv,
                args::InputFormat::Html => InputFormat::Html,
                args::InputFormat::Feed => InputFormat::Feed,
                args::InputFormat::Subtitles => InputFormat::Subtitles,
                args::InputFormat::Words => InputFormat::Words,
                args::InputFormat::Conllu => InputFormat::Conllu,
            },
            encoding: input.encoding,
            fields: Fields {
                text: input.text_field.clone(),
                id: input.id_field.clone(),
                date: input.date_field.clone(),
                keep: match input.keep.as_slice() {
                    [] => Keep::None,
                    [all] if all == "all" => Keep::All,
                    names => Keep::Named(names.to_vec()),
                },
            },
            page: match input.page {
                args::Page::All => PageText::All,
                args::Page::Main => PageText::Main,
            },
            limit: usize::try_from(input.max_document).unwrap_or(usize::MAX / 1_000_000).saturating_mul(1_000_000),
        }
    }

    /// An input that is read whole.
    fn whole(&self, format: InputFormat, name: &str, bytes: &[u8]) -> Result<Vec<Item>, ReadError> {
        let one = |read: Read| vec![Ok(read)];
        match format {
            InputFormat::Html => page_document(name, bytes, self.encoding, self.page).map(one),
            InputFormat::Feed => feed_documents(name, bytes, self.encoding),
            InputFormat::Json => json_array_documents(name, bytes, self.encoding, &self.fields),
            InputFormat::Subtitles => subtitle_document(name, bytes, self.encoding).map(one),
            InputFormat::Words => Ok(one(words_document(name, bytes, self.encoding)?)),
            InputFormat::Conllu => self.treebank(name, bytes),
            _ => Ok(one(text_document(name, bytes, self.encoding)?)),
        }
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
            InputFormat::Csv => Box::new(Table::new(input, b',', name, fields, self.limit)?),
            InputFormat::Tsv => Box::new(Table::new(input, b'\t', name, fields, self.limit)?),
            _ => Box::new(JsonLines::new(input, name, fields).limit(self.limit)),
        }))
    }
}

impl Documents {
    pub(crate) fn new(input: &args::Input, quiet: bool) -> Result<Self, Fatal> {
        Ok(Documents {
            paths: paths::files(input)?.into(),
            stream: None,
            whole: Vec::new().into_iter(),
            name: String::new(),
            options: Options::new(input),
            dates: Dates::new(input),
            quiet,
            failed: 0,
            read: 0,
        })
    }

    fn fail(&mut self, place: impl std::fmt::Display, what: impl std::fmt::Display) {
        self.failed += 1;
        messages::error(place, what);
    }

    /// Tells of documents that `--since` and `--until` left out for want of a date.
    pub(crate) fn tell_undated(&self) {
        if self.dates.undated > 0 {
            let what = format!("{} documents without a date were left out", self.dates.undated);
            messages::warning(self.quiet, "--since, --until", what);
        }
    }

    /// Opens the next input.
    fn open(&mut self, path: &Path) -> Result<(), String> {
        let stdin = path == Path::new("-");
        self.name = if stdin { "-".to_owned() } else { path.to_string_lossy().into_owned() };
        let system = |error: io::Error| system(&error);
        let mut input: Box<dyn BufRead> = if stdin {
            Box::new(BufReader::with_capacity(HEAD, io::stdin()))
        } else {
            Box::new(BufReader::with_capacity(HEAD, File::open(path).map_err(system)?))
        };
        if let Some(compression) = Compression::of(input.fill_buf().map_err(system)?) {
            let unpacked = decompress(input, compression).map_err(system)?;
            input = Box::new(BufReader::with_capacity(HEAD, unpacked));
        }
        let format = match self.options.format {
            InputFormat::Auto => InputFormat::of(&self.name, input.fill_buf().map_err(system)?),
            format => format,
        };
        let mut input = Some(input);
        self.stream = self.options.stream(format, &self.name, &mut input).map_err(|error| match error {
            TableError::Io(error) => system(error),
            error => error.to_string(),
        })?;
        let Some(mut input) = input else { return Ok(()) };
        let mut bytes = Vec::new();
        let text = format == InputFormat::Text;
        let limit = if text { PIECE_BYTES } else { self.options.limit };
        (&mut input).take(limit as u64 + 1).read_to_end(&mut bytes).map_err(system)?;
        if bytes.len() > limit && text {
            let rest = Cursor::new(bytes).chain(input);
            let utf8 = Utf8::new(BufReader::with_capacity(limit, rest), self.options.encoding).map_err(system)?;
            self.stream = Some(Box::new(TextPieces::new(BufReader::with_capacity(HEAD, utf8), &self.name)));
            return Ok(());
        }
        if bytes.len() > limit {
            return Err(format!(
                "more than {} MB in one document (raise the limit with --max-document)",
                limit / 1_000_000
            ));
        }
        self.whole = self.options.whole(format, &self.name, &bytes).map_err(|error| error.to_string())?.into_iter();
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
            Err(error) => self.fail(self.name.clone(), system(&error)),
        }
        self.stream = None;
        None
    }

    fn accept(&mut self, read: Read) -> Option<Document> {
        for warning in &read.warnings {
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
                    self.fail(format!("{}:{}", self.name, error.line), error.what);
                    continue;
                }
                None => {}
            }
            match self.paths.pop_front()? {
                Ok(path) => match self.open(&path) {
                    Ok(()) => self.read += 1,
                    Err(what) => self.fail(path.display(), what),
                },
                Err((place, what)) => self.fail(place, what),
            }
        }
    }
}
