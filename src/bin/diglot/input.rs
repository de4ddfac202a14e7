//! Inputs as resolved: files, folders and standard input become a stream of documents; what cannot be read is told and
//! passed over.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _};
use std::path::{Path, PathBuf};

use diglot::Document;
use diglot::read::{Fields, InputFormat, JsonLines, Read, parse_conllu, text_document, words_document};
use diglot::text::Encoding;

use crate::args;
use crate::messages::{self, system};

/// The documents of all inputs, in order.
pub(crate) struct Documents {
    paths: VecDeque<PathBuf>,
    lines: Option<JsonLines<Box<dyn BufRead>>>,
    /// Documents that an input gave all at once.
    ready: VecDeque<Document>,
    /// The input that is being read.
    name: String,
    format: InputFormat,
    encoding: Encoding,
    fields: Fields,
    quiet: bool,
    /// Inputs and records that failed.
    pub(crate) failed: usize,
    /// Inputs that could be read.
    pub(crate) read: usize,
}

impl Documents {
    pub(crate) fn new(input: &args::Input, quiet: bool) -> Self {
        let mut documents = Documents {
            paths: VecDeque::new(),
            lines: None,
            ready: VecDeque::new(),
            name: String::new(),
            format: match input.input_format {
                args::InputFormat::Auto => InputFormat::Auto,
                args::InputFormat::Text => InputFormat::Text,
                args::InputFormat::Jsonl => InputFormat::Jsonl,
                args::InputFormat::Words => InputFormat::Words,
                args::InputFormat::Conllu => InputFormat::Conllu,
            },
            encoding: input.encoding,
            fields: Fields {
                text: input.text_field.clone(),
                id: input.id_field.clone(),
                date: input.date_field.clone(),
            },
            quiet,
            failed: 0,
            read: 0,
        };
        if input.files.is_empty() {
            documents.paths.push_back(PathBuf::from("-"));
        }
        for path in &input.files {
            documents.add(path);
        }
        documents
    }

    /// A file as it is, a folder as the files below it.
    fn add(&mut self, path: &Path) {
        if !path.is_dir() {
            self.paths.push_back(path.to_owned());
            return;
        }
        let before = self.paths.len();
        let walk = walkdir::WalkDir::new(path).sort_by_file_name().into_iter();
        let hidden =
            |entry: &walkdir::DirEntry| entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
        for entry in walk.filter_entry(|entry| !hidden(entry)) {
            match entry {
                Ok(entry) if entry.file_type().is_file() => self.paths.push_back(entry.into_path()),
                Ok(_) => {}
                Err(error) => {
                    let place = error.path().unwrap_or(path).display().to_string();
                    let what = error.io_error().map_or_else(|| error.to_string(), system);
                    self.fail(place, what);
                }
            }
        }
        if self.paths.len() == before {
            self.fail(path.display(), "no file in this folder");
        }
    }

    fn fail(&mut self, place: impl std::fmt::Display, what: impl std::fmt::Display) {
        self.failed += 1;
        messages::error(place, what);
    }

    /// Opens the next input; a text gives its document at once, JSON lines are left to be read.
    fn open(&mut self, path: &Path) -> io::Result<Option<Result<Read, String>>> {
        let stdin = path == Path::new("-");
        let mut input: Box<dyn BufRead> = if stdin {
            Box::new(BufReader::new(io::stdin()))
        } else {
            Box::new(BufReader::with_capacity(1 << 16, File::open(path)?))
        };
        self.name = if stdin { "-".to_owned() } else { path.to_string_lossy().into_owned() };
        let format = match self.format {
            InputFormat::Auto => InputFormat::of(&self.name, input.fill_buf()?),
            format => format,
        };
        if format == InputFormat::Jsonl {
            self.lines = Some(JsonLines::new(input, &self.name, self.fields.clone()));
            return Ok(None);
        }
        let mut bytes = Vec::new();
        input.read_to_end(&mut bytes)?;
        let read = match format {
            InputFormat::Words => words_document(&self.name, &bytes, self.encoding),
            _ => text_document(&self.name, &bytes, self.encoding),
        };
        let read = read.map_err(|error| error.to_string());
        if format == InputFormat::Conllu {
            return Ok(read.and_then(|read| self.treebank(read)).map_or_else(|what| Some(Err(what)), |()| None));
        }
        Ok(Some(read))
    }

    /// The documents of a treebank; lines that are none are told, but for a file that holds nothing else.
    fn treebank(&mut self, read: Read) -> Result<(), String> {
        let text = self.accept(read).text;
        let (documents, faults) = parse_conllu(&text);
        if let (true, Some(fault)) = (documents.is_empty(), faults.first()) {
            return Err(fault.to_string());
        }
        for fault in faults {
            self.fail(format!("{}:{}", self.name, fault.line), fault.what);
        }
        let documents = (1..).zip(documents).map(|(number, document)| document.into_document(&self.name, number));
        self.ready.extend(documents);
        Ok(())
    }

    fn accept(&mut self, read: Read) -> Document {
        for warning in &read.warnings {
            messages::warning(self.quiet, &self.name, warning);
        }
        read.document
    }
}

impl Iterator for Documents {
    type Item = Document;

    fn next(&mut self) -> Option<Document> {
        loop {
            if let Some(lines) = &mut self.lines {
                match lines.next_record() {
                    Ok(Some(Ok(read))) => return Some(self.accept(read)),
                    Ok(Some(Err(error))) => {
                        self.fail(format!("{}:{}", self.name, error.line), error.what);
                        continue;
                    }
                    Ok(None) => {}
                    Err(error) => self.fail(self.name.clone(), system(&error)),
                }
                self.lines = None;
            }
            if let Some(document) = self.ready.pop_front() {
                return Some(document);
            }
            let path = self.paths.pop_front()?;
            match self.open(&path) {
                Ok(None) => self.read += 1,
                Ok(Some(Ok(read))) => {
                    self.read += 1;
                    return Some(self.accept(read));
                }
                Ok(Some(Err(what))) => self.fail(path.display(), what),
                Err(error) => self.fail(path.display(), system(&error)),
            }
        }
    }
}
