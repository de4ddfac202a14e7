//! How the tables that the rooms carry are read: text files, one entry a line. Empty lines, `#` alone and lines that begin
//! with `#` and a blank are no entries.

/// The entries of a table.
pub(crate) fn lines(table: &str) -> impl Iterator<Item = &str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with("# ") && *line != "#")
}

/// The words of a table, with blanks between them.
pub(crate) fn words(table: &str) -> impl Iterator<Item = &str> {
    lines(table).flat_map(str::split_whitespace)
}

/// The first columns of a table, with tabs between them. A row that has fewer is left out.
pub(crate) fn rows<const N: usize>(table: &str) -> impl Iterator<Item = [&str; N]> {
    lines(table).filter_map(columns)
}

/// The first columns of a row.
pub(crate) fn columns<const N: usize>(line: &str) -> Option<[&str; N]> {
    let mut columns = line.split('\t');
    let mut row = [""; N];
    for column in &mut row {
        *column = columns.next()?;
    }
    Some(row)
}
