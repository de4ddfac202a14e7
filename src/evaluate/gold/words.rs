//! Words with blanks between them, a sentence a line.

use super::Rows;
use crate::evaluate::row::Row;

/// The lines of a segmented file as rows; empty lines are passed over.
pub fn words(name: &str, text: &str) -> Rows {
    let row = |(number, line): (usize, &str)| {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        (!words.is_empty()).then(|| Row { id: format!("{name}:{number}"), words: Some(words), ..Row::default() })
    };
    Rows { rows: (1..).zip(text.lines()).filter_map(row).collect(), faults: Vec::new() }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_line_is_a_row() {
        let rows = super::words("f", "他　走\n\nA  b\n").rows;
        let words: Vec<_> = rows.iter().map(|row| (row.id.as_str(), row.words.clone().unwrap())).collect();
        let expected =
            [("f:1", ["他", "走"].map(str::to_owned).to_vec()), ("f:3", ["A", "b"].map(str::to_owned).to_vec())];
        assert_eq!(words, expected);
    }
}
