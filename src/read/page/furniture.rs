//! Lines that are furniture wherever they stand, such as 已複製連結 and 'Share this'.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::table::lines;

const TABLE: &str = include_str!("../tables/furniture.txt");

/// A paragraph that only begins like furniture is so up to this many characters.
const LONGEST: usize = 40;

struct Table {
    whole: HashSet<&'static str>,
    starts: Vec<&'static str>,
}

static FURNITURE: LazyLock<Table> = LazyLock::new(|| {
    let rows = lines(TABLE);
    let (starts, whole): (Vec<_>, Vec<_>) = rows.partition(|row| row.ends_with('*'));
    Table { whole: whole.into_iter().collect(), starts: starts.iter().map(|row| row.trim_end_matches('*')).collect() }
});

/// Whether a paragraph is furniture by its words alone.
pub(super) fn is_furniture(paragraph: &str) -> bool {
    if paragraph.chars().nth(LONGEST).is_some() {
        return false;
    }
    let bare = |c: char| {
        c.is_whitespace()
            || matches!(c, '-' | '–' | '—' | '.' | '…' | '|' | '>' | '»' | '›' | '<' | '[' | ']' | '【' | '】')
    };
    let line = paragraph.trim_matches(bare).to_lowercase();
    FURNITURE.whole.contains(line.trim_end_matches(['：', ':']))
        || FURNITURE.starts.iter().any(|start| line.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told() {
        for line in ["已複製連結", " - 閱讀更多 - ", "分享：", "Share this article", "© 2025 a site", "ADVERTISEMENT"]
        {
            assert!(is_furniture(line), "{line}");
        }
        for line in ["", "更多國家承認", "Sharing power in Berlin", "他呼籲分享疫苗。", "Printing money"]
        {
            assert!(!is_furniture(line), "{line}");
        }
        let long = format!("分享至{}", "很長".repeat(30));
        assert!(!is_furniture(&long), "a sentence");
    }

    #[test]
    fn rows_are_in_the_form_that_lines_are_compared_in() {
        for row in FURNITURE.whole.iter().chain(&FURNITURE.starts) {
            assert_eq!(*row, row.to_lowercase(), "{row}");
            assert!(!row.contains('*'), "{row}");
        }
    }
}
