//! A table of frequencies for reading in a terminal: item, count, share and a bar, in columns.

use std::io::{self, Write};

use super::{Counted, Row};
use crate::write::{clean, columns, cut, pad};

/// The least that a bar gets, however narrow the terminal.
const LEAST_BAR: usize = 10;

/// The most: longer bars say no more.
const MOST_BAR: usize = 60;

/// `100.0%`.
const SHARE_COLUMNS: usize = 6;

/// Eighths of a block, none to seven.
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// Writes a head and a line for each row, no wider than `width` columns unless that leaves no room to read.
///
/// # Errors
/// What `out` says.
pub fn write_chart(out: &mut impl Write, counted: Counted, rows: &[Row], width: usize) -> io::Result<()> {
    let unit = counted.unit();
    let labels: Vec<String> = rows.iter().map(label).collect();
    let number = rows.iter().map(|row| row.count.to_string().len()).chain([unit.len()]).max().unwrap_or(0);
    let longest = labels.iter().map(|label| columns(label)).max().unwrap_or(0);
    let fixed = number + SHARE_COLUMNS + 3 * 2;
    let item = longest.max(counted.as_str().len()).min(width.saturating_sub(fixed + LEAST_BAR).max(LEAST_BAR));
    let bar = width.saturating_sub(fixed + item).clamp(LEAST_BAR, MOST_BAR);
    let most = rows.iter().map(|row| row.count).max().unwrap_or(1).max(1);
    // `words  words` would say one thing twice.
    let head = if counted.as_str() == unit { "word" } else { counted.as_str() };
    writeln!(out, "{}  {unit:>number$}  {:>SHARE_COLUMNS$}", pad(head, item), "share")?;
    for (row, label) in rows.iter().zip(&labels) {
        let share = format!("{:.1}%", row.share * 100.0);
        let label = pad(&cut(label, item), item);
        writeln!(out, "{label}  {:>number$}  {share:>SHARE_COLUMNS$}  {}", row.count, blocks(row.count, most, bar))?;
    }
    Ok(())
}

/// The item; of an entity its English and Chinese names, which say more to a reader than the id.
fn label(row: &Row) -> String {
    let names = row.entity.as_ref().map(|entity| [entity.name.en.as_deref(), entity.name.zh_hans.as_deref()]);
    let names: Vec<&str> = names.into_iter().flatten().flatten().collect();
    if names.is_empty() { clean(&row.item) } else { clean(&names.join(" | ")) }
}

/// A bar of eighths of a column; what occurs at all has one.
fn blocks(count: u64, most: u64, width: usize) -> String {
    let eighths = (count as f64 / most as f64 * (width * 8) as f64).round().max(1.0) as usize;
    let rest = EIGHTHS.get(eighths % 8).copied().unwrap_or_default();
    format!("{}{rest}", "█".repeat(eighths / 8))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(item: &str, count: u64) -> Row {
        Row {
            item: item.to_owned(),
            count,
            share: (count as f64 / 200.0).min(1.0),
            documents: 1,
            forms: Vec::new(),
            entity: None,
        }
    }

    fn chart(rows: &[Row], width: usize) -> String {
        let mut out = Vec::new();
        write_chart(&mut out, Counted::Words, rows, width).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn bars_begin_in_one_column() {
        let expected = "\
word       words   share
總統         100   50.0%  ██████████
president     50   25.0%  █████
說             1    0.5%  ▏
";
        assert_eq!(chart(&[row("總統", 100), row("president", 50), row("說", 1)], 36), expected);
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let rows = [row(&"很長的詞".repeat(40), 1_234_567), row("word", 3)];
        for width in [40, 41, 80, 200] {
            let chart = chart(&rows, width);
            assert!(chart.lines().all(|line| columns(line) <= width), "{width}\n{chart}");
            assert!(chart.contains('…') || width == 200, "{chart}");
        }
    }
}
