//! Tables: CSV and TSV with a header come in, a document a row goes out.
//!
//! A quote that is never closed swallows the rest of a file for most readers. Here a row is put together from lines until
//! its quotes close; when they close wrongly or not at all, the line on which the row began is the error, and reading goes
//! on with the line behind it. csv-core then takes the fields out of each row.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::io::{self, BufRead};

use super::fields::{Record, Value};
use super::line::{Line, as_text, line_end, next_line_to, too_long};
use super::{Cause, DOCUMENT_LIMIT, Fields, Keep, Read, RecordError, Records, Remedy};

/// A quoted field may hold so many lines; an article has some hundreds.
const LINES_IN_A_ROW: usize = 10_000;

/// Why a table cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// The stream failed.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// There is no header, or it lacks the columns that were asked for.
    #[error("{0}")]
    Header(Cause),
}

/// Reads a document a row.
///
/// ```
/// use diglot::read::{Fields, Records, Table};
///
/// let csv = "id,text,desk\na1,\"普京訪華, 習近平迎接\",world\n".as_bytes();
/// let mut table = Table::new(csv, b',', "a.csv", Fields::default(), 1_000_000)?;
/// let read = table.next_record()?.expect("a row").expect("a good one");
/// assert_eq!((read.document.id.as_str(), read.document.text.as_str()), ("a1", "普京訪華, 習近平迎接"));
/// # Ok::<(), diglot::read::TableError>(())
/// ```
pub struct Table<R> {
    lines: Lines<R>,
    delimiter: u8,
    name: String,
    fields: Fields,
    header: Vec<String>,
    /// Up to this line a row must end on the line that it begins on: a quote before it was never closed.
    single_until: usize,
}

/// The fields of a row, and what is told of it.
struct Row {
    cells: Vec<String>,
    told: Option<String>,
}

/// Physical lines, of which some may be read again.
struct Lines<R> {
    input: R,
    again: VecDeque<Vec<u8>>,
    /// The number of the last line given.
    line: usize,
    limit: usize,
    /// The byte with which a line ends.
    end: u8,
}

impl<R: BufRead> Table<R> {
    /// A reader of `input`, whose columns are apart by `delimiter`, or by semicolons where it is a comma and the header has
    /// semicolons only. A row of more than `limit` bytes is an error.
    ///
    /// # Errors
    /// [`TableError`] if the stream fails or no column is called as `fields` says.
    pub fn new(mut input: R, delimiter: u8, name: &str, fields: Fields, limit: usize) -> Result<Self, TableError> {
        let head = input.fill_buf()?;
        let end = line_end(head);
        let delimiter = delimiter_of(head.split(|&byte| byte == end).next().unwrap_or_default(), delimiter);
        let lines = Lines { input, again: VecDeque::new(), line: 0, limit, end };
        let mut table = Table { lines, delimiter, name: name.to_owned(), fields, header: Vec::new(), single_until: 0 };
        table.header = match table.row()? {
            Some((_, Ok(row))) => row.cells.iter().map(|name| name.trim().to_owned()).collect(),
            Some((line, Err(cause))) => return Err(TableError::Header(cause.at(format_args!("line {line}")))),
            None => return Ok(table),
        };
        if let Some(first) = table.header.first_mut() {
            *first = first.trim_start_matches('\u{feff}').trim().to_owned();
        }
        if !table.fields.text.iter().any(|name| table.header.contains(name)) {
            let what = format!("no column '{}' in the header", table.fields.text.join("', '"));
            return Err(TableError::Header(Cause::new(what, Remedy::Column(table.header))));
        }
        if let Some(name) = table.doubled() {
            return Err(TableError::Header(format!("two columns '{name}' in the header: rename one").into()));
        }
        Ok(table)
    }

    /// A column that is asked for and stands twice in the header.
    fn doubled(&self) -> Option<&String> {
        let Fields { text, id, date, keep } = &self.fields;
        let kept = if let Keep::Named(names) = keep { names.as_slice() } else { &[] };
        let mut named = text.iter().chain([id, date]).chain(kept);
        named.find(|name| self.header.iter().filter(|column| column == name).count() > 1)
    }

    /// The names of the columns; none of an empty file.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// The next row that is not blank, with the line that it begins on.
    #[allow(clippy::type_complexity)]
    fn row(&mut self) -> io::Result<Option<(usize, Result<Row, Cause>)>> {
        let mut row = Vec::new();
        let mut kept: Vec<usize> = Vec::new();
        let mut quotes = Quotes::new(self.delimiter);
        let mut begin = 0;
        loop {
            let line = match self.lines.next()? {
                Some(Ok(line)) => line,
                Some(Err(bytes)) => {
                    let at = self.lines.line;
                    if kept.is_empty() {
                        return Ok(Some((at, Err(too_long(bytes, self.lines.limit)))));
                    }
                    // The open quote is the fault; the long line is told when it is met again.
                    return Ok(Some(self.broken(begin, &row, &kept, "a quote is not closed".to_owned(), at)));
                }
                None if kept.is_empty() => return Ok(None),
                None => {
                    let at = self.lines.line + 1;
                    return Ok(Some(self.broken(begin, &row, &kept, "a quote is not closed".to_owned(), at)));
                }
            };
            if kept.is_empty() {
                if line.trim_ascii().is_empty() {
                    continue;
                }
                begin = self.lines.line;
            }
            row.extend_from_slice(&line);
            kept.push(line.len());
            match quotes.read(&line) {
                State::Broken(column) => {
                    let what = format!(
                        "a quoted field goes on behind its closing quote (line {}, byte {column})",
                        self.lines.line
                    );
                    let until = self.lines.line;
                    return Ok(Some(self.broken(begin, &row, &kept, what, until)));
                }
                State::Open
                    if begin < self.single_until || kept.len() >= LINES_IN_A_ROW || row.len() > self.lines.limit =>
                {
                    let until = self.lines.line + 1;
                    return Ok(Some(self.broken(begin, &row, &kept, "a quote is not closed".to_owned(), until)));
                }
                State::Open => {}
                State::Closed => return Ok(Some((begin, Ok(self.cells(&row, begin, true))))),
            }
        }
    }

    /// A row with a broken quote: in TSV, whose quotes are often plain characters, its first line is taken as it stands;
    /// in CSV it is an error. The lines behind it are read again, those before `until` as rows of one line.
    fn broken(
        &mut self,
        begin: usize,
        row: &[u8],
        kept: &[usize],
        what: String,
        until: usize,
    ) -> (usize, Result<Row, Cause>) {
        let (first, mut rest) = row.split_at_checked(kept.first().copied().unwrap_or_default()).unwrap_or((row, &[]));
        let mut again = Vec::new();
        for &length in kept.get(1..).unwrap_or_default() {
            let (line, behind) = rest.split_at_checked(length).unwrap_or((rest, &[]));
            again.push(line.to_vec());
            rest = behind;
        }
        self.lines.unread(again);
        self.single_until = self.single_until.max(until);
        let read = if self.delimiter == b'\t' { Ok(self.cells(first, begin, false)) } else { Err(what.into()) };
        (begin, read)
    }

    fn cells(&self, row: &[u8], begin: usize, quoting: bool) -> Row {
        let (text, told) = as_text(row, begin);
        Row { cells: cells(text.as_bytes(), self.delimiter, quoting), told }
    }
}

impl<R: BufRead> Records for Table<R> {
    fn next_record(&mut self) -> io::Result<Option<Result<Read, RecordError>>> {
        let Some((line, row)) = self.row()? else { return Ok(None) };
        let read = row.and_then(|Row { cells, told }| {
            if cells.len() != self.header.len() {
                return Err(format!("{} fields, the header has {}", cells.len(), self.header.len()).into());
            }
            let names = self.header.iter().map(|name| Cow::Borrowed(name.as_str()));
            let record: Record<'_> = names.zip(cells.into_iter().map(|cell| Value::Text(cell.into()))).collect();
            let mut read = self.fields.document(&record, &self.name, line)?;
            read.warnings.splice(0..0, told);
            Ok(read)
        });
        Ok(Some(read.map_err(|cause| RecordError { line, cause })))
    }
}

impl<R: BufRead> Lines<R> {
    /// The next line; the number of its bytes if they are too many.
    fn next(&mut self) -> io::Result<Option<Result<Vec<u8>, u64>>> {
        if let Some(line) = self.again.pop_front() {
            self.line += 1;
            return Ok(Some(Ok(line)));
        }
        let mut buffer = Vec::new();
        let line = next_line_to(self.end, &mut self.input, &mut buffer, self.limit)?;
        self.line += usize::from(line.is_some());
        Ok(line.map(|line| match line {
            Line::Whole => Ok(buffer),
            Line::TooLong(bytes) => Err(bytes),
        }))
    }

    /// Gives lines back, the last that were read.
    fn unread(&mut self, lines: Vec<Vec<u8>>) {
        self.line = self.line.saturating_sub(lines.len());
        for line in lines.into_iter().rev() {
            self.again.push_front(line);
        }
    }
}

/// How the quotes of a row stand at the end of a line.
#[derive(Debug, PartialEq, Eq)]
enum State {
    /// The row is complete.
    Closed,
    /// A quoted field goes on in the next line.
    Open,
    /// Something follows a closing quote; the byte of the line, counted from 1.
    Broken(usize),
}

/// Follows the quotes through the lines of a row.
struct Quotes {
    delimiter: u8,
    quoted: bool,
}

impl Quotes {
    fn new(delimiter: u8) -> Self {
        Quotes { delimiter, quoted: false }
    }

    fn read(&mut self, line: &[u8]) -> State {
        let mut at = 0;
        let mut field_starts = !self.quoted;
        while let Some(&byte) = line.get(at) {
            if self.quoted {
                let Some(quote) = memchr::memchr(b'"', line.get(at..).unwrap_or_default()) else { return State::Open };
                at += quote + 1;
                match line.get(at) {
                    Some(b'"') => at += 1,
                    Some(&next) if next == self.delimiter || matches!(next, b'\r' | b'\n') => self.quoted = false,
                    None => self.quoted = false,
                    Some(_) => return State::Broken(at + 1),
                }
                continue;
            }
            self.quoted = field_starts && byte == b'"';
            field_starts = byte == self.delimiter;
            at += 1;
        }
        if self.quoted { State::Open } else { State::Closed }
    }
}

/// What parts the columns of a header: commas, or the semicolons that programs write where the comma parts decimals.
fn delimiter_of(header: &[u8], delimiter: u8) -> u8 {
    let holds = |byte| memchr::memchr(byte, header).is_some();
    if delimiter == b',' && !holds(b',') && holds(b';') { b';' } else { delimiter }
}

/// The fields of a row.
fn cells(row: &[u8], delimiter: u8, quoting: bool) -> Vec<String> {
    let mut reader = csv_core::ReaderBuilder::new().delimiter(delimiter).quoting(quoting).build();
    // A field is never longer than it was written, and a row has no more fields than bytes and one.
    let mut text = vec![0; row.len()];
    let mut ends = vec![0; memchr::memchr_iter(delimiter, row).count() + 2];
    let (mut read, mut written, mut fields) = (0, 0, 0);
    loop {
        let input = row.get(read..).unwrap_or_default();
        let (Some(output), Some(free)) = (text.get_mut(written..), ends.get_mut(fields..)) else { break };
        let (result, used, wrote, ended) = reader.read_record(input, output, free);
        (read, written, fields) = (read + used, written + wrote, fields + ended);
        // An empty input ends the last field of a row without a line break.
        if !matches!(result, csv_core::ReadRecordResult::InputEmpty) || input.is_empty() {
            break;
        }
    }
    let mut start = 0;
    let cell = |&end: &usize| {
        let cell = String::from_utf8_lossy(text.get(start..end).unwrap_or_default()).into_owned();
        start = end;
        cell
    };
    ends.iter().take(fields).map(cell).collect()
}

impl<R> Table<R> {
    /// A table's default limit of one row, in bytes.
    pub const LIMIT: usize = DOCUMENT_LIMIT;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(table: &str, delimiter: u8) -> Vec<String> {
        let fields = Fields { keep: super::super::Keep::All, ..Fields::default() };
        let mut table = Table::new(table.as_bytes(), delimiter, "t", fields, 1000).expect("a header");
        let mut rows = Vec::new();
        while let Some(row) = table.next_record().expect("memory") {
            rows.push(match row {
                Ok(read) => format!("{}={}", read.document.id, read.document.text),
                Err(error) => format!("! {error}"),
            });
        }
        rows
    }

    #[test]
    fn rows_are_read_and_broken_ones_told() {
        let not_closed = "a quote is not closed";
        let cases: [(&str, &[&str]); 11] = [
            ("id;text\n1;a,b\n2;\"c;d\"\n", &["1=a,b", "2=c;d"]),
            ("text;x\n\"a\nb\";1\n", &["t:2=a\nb"]),
            ("id,text\r1,a\r\r2,\"b\rc\"\r3,d", &["1=a", "2=b\rc", "3=d"]),
            ("text\r", &[]),
            ("id,text\n1,a\n\n2,\"b, \"\"c\"\"\nd\"\r\n3,5\" disk", &["1=a", "2=b, \"c\"\nd", "3=5\" disk"]),
            ("id,text\n1,\"a\n2,b\n3,c\n", &[&format!("! line 2: {not_closed}"), "2=b", "3=c"]),
            (
                "id,text\n1,\"a\n2,\"b\"\n3,\"c\nd\"\n",
                &["! line 2: a quoted field goes on behind its closing quote (line 3, byte 4)", "2=b", "3=c\nd"],
            ),
            (
                "id,text\n1,a,b\n2,c\n3\n",
                &["! line 2: 3 fields, the header has 2", "2=c", "! line 4: 1 fields, the header has 2"],
            ),
            ("\u{feff}\"id\",text\n1,\"\"\n,a\n", &["1=", "t:3=a"]),
            ("text\n\"a\"b\n", &["! line 2: a quoted field goes on behind its closing quote (line 2, byte 4)"]),
            ("", &[]),
        ];
        for (table, expected) in cases {
            assert_eq!(read(table, b','), expected, "{table}");
        }
        assert_eq!(read("id\ttext\n1\t\"a\" b\n2\t\"c\n3\td\n", b'\t'), ["1=\"a\" b", "2=\"c", "3=d"]);
        let long = format!("id,text\n1,{}\n2,b\n", "a".repeat(1000));
        assert_eq!(read(&long, b','), ["! line 2: 0 MB in one record, the limit is 0 MB (raise it)", "2=b"]);
    }

    #[test]
    fn replaced_bytes_are_told() {
        let table = Table::new(&b"id,text\n1,\"a\n\xff\"\n2,b\n"[..], b',', "t", Fields::default(), 1000);
        let mut table = table.expect("a header");
        let mut told = Vec::new();
        while let Some(row) = table.next_record().expect("memory") {
            told.extend(row.expect("a good one").warnings);
        }
        assert_eq!(told, ["line 2: 1 byte sequence is no character and was replaced"]);
    }

    #[test]
    fn a_header_without_the_column_is_told() {
        let error = Table::new(&b"id,body\n"[..], b',', "t", Fields::default(), 1000).err().expect("no such column");
        assert!(error.to_string().contains("no column 'text' in the header: choose one of id, body"), "{error}");
        let doubled = Table::new(&b"id,text,text\n"[..], b',', "t", Fields::default(), 1000).err().expect("two texts");
        assert_eq!(doubled.to_string(), "two columns 'text' in the header: rename one");
    }

    #[test]
    fn open_quotes_cost_no_more_than_reading_twice() {
        let table = format!("id,text\n{}", "a\",\"\n".repeat(200_000));
        let start = std::time::Instant::now();
        let mut table = Table::new(table.as_bytes(), b',', "t", Fields::default(), 100_000_000).expect("a header");
        while table.next_record().expect("memory").is_some() {}
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    }
}
