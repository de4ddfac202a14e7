//! A list of addresses: one a line, comments, bad lines.

use std::collections::HashMap;

use super::Address;

/// A line that gave no address.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct BadLine {
    /// Counted from 1.
    pub(super) line: usize,
    pub(super) what: String,
}

/// Reads a list. `#` begins a comment at the start of a line and behind a blank; within an address it stands.
pub(super) fn parse(text: &str) -> (Vec<Address>, Vec<BadLine>) {
    let (mut addresses, mut bad) = (Vec::new(), Vec::new());
    let mut lines: HashMap<String, usize> = HashMap::new();
    for (line, written) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        let written = without_comment(written).trim();
        if written.is_empty() {
            continue;
        }
        match Address::parse(written) {
            Err(what) => bad.push(BadLine { line, what: format!("{written}: {what}") }),
            Ok(address) => match lines.get(address.as_str()) {
                Some(first) => bad.push(BadLine { line, what: format!("{written}: stands on line {first} already") }),
                None => {
                    lines.insert(address.as_str().to_owned(), line);
                    addresses.push(address);
                }
            },
        }
    }
    (addresses, bad)
}

fn without_comment(line: &str) -> &str {
    let behind_blank = line.char_indices().zip(line.chars().skip(1)).find(|((_, a), b)| a.is_whitespace() && *b == '#');
    match behind_blank {
        _ if line.starts_with('#') => "",
        Some(((at, _), _)) => line.get(..at).unwrap_or(line),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_addresses_comments_or_told() {
        let list = "\u{feff}# wires\n\nhttps://a.example/f#x\t# daily\r\n  http://b.example/ \nnews\nhttps://a.example/f#x\n #\n";
        let (addresses, bad) = parse(list);
        let addresses: Vec<&str> = addresses.iter().map(Address::as_str).collect();
        assert_eq!(addresses, ["https://a.example/f#x", "http://b.example/"]);
        let bad: Vec<(usize, &str)> = bad.iter().map(|bad| (bad.line, bad.what.as_str())).collect();
        assert_eq!(
            bad,
            [
                (5, "news: write a whole address, as in https://news.example/feed.xml"),
                (6, "https://a.example/f#x: stands on line 3 already"),
            ]
        );
    }
}
