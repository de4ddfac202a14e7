//! Lines that are furniture wherever they stand, such as 已複製連結, 'Share this' and 2小時前.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::table::lines;

const TABLE: &str = include_str!("../tables/furniture.txt");

/// A paragraph that only begins like furniture is so up to this many characters.
const LONGEST: usize = 40;

/// Rows of the table, in which 0 is any number.
struct Table {
    whole: HashSet<&'static str>,
    starts: Vec<&'static str>,
    /// Names of networks to share on.
    networks: HashSet<&'static str>,
}

static FURNITURE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { whole: HashSet::new(), starts: Vec::new(), networks: HashSet::new() };
    for row in lines(TABLE) {
        match (row.strip_prefix('@'), row.strip_suffix('*')) {
            (Some(network), _) => _ = table.networks.insert(network),
            (_, Some(start)) => table.starts.push(start),
            _ => _ = table.whole.insert(row),
        }
    }
    table
});

/// What a paragraph is by its words alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Furniture,
    /// The name of a network: a button beside other buttons, else a heading or a caption.
    Network,
    Article,
}

/// Takes out the paragraphs that are furniture.
pub(super) fn take_out(paragraphs: &mut Vec<String>) {
    let looks: Vec<Look> = paragraphs.iter().map(|paragraph| look(paragraph)).collect();
    let is_button = |at: usize| looks.get(at).is_some_and(|look| *look != Look::Article);
    let is_furniture = |at: usize| match looks.get(at) {
        Some(Look::Network) => is_button(at + 1) || at.checked_sub(1).is_some_and(is_button),
        look => look == Some(&Look::Furniture),
    };
    let mut places = 0..;
    paragraphs.retain(|_| !places.next().is_some_and(is_furniture));
}

fn look(paragraph: &str) -> Look {
    let looks: Vec<Look> = paragraph.lines().map(look_of_line).collect();
    match looks.as_slice() {
        [look] => *look,
        looks if looks.contains(&Look::Article) => Look::Article,
        _ => Look::Furniture,
    }
}

fn look_of_line(line: &str) -> Look {
    if line.chars().nth(LONGEST).is_some() {
        return Look::Article;
    }
    let bare = |c: char| {
        c.is_whitespace()
            || matches!(c, '-' | '–' | '—' | '.' | '…' | '|' | '>' | '»' | '›' | '<' | '[' | ']' | '【' | '】')
    };
    let line = numbers_alike(&line.trim_matches(bare).to_lowercase());
    let is_whole = |line: &str| FURNITURE.whole.contains(line.trim_end_matches(['：', ':']));
    if is_whole(&line) || FURNITURE.starts.iter().any(|start| line.starts_with(start)) {
        return Look::Furniture;
    }
    let words: Vec<&str> =
        line.split(|c: char| bare(c) || matches!(c, '/' | '／' | '·' | '、')).filter(|word| !word.is_empty()).collect();
    let networks = words.iter().filter(|word| FURNITURE.networks.contains(*word)).count();
    match words.len() {
        1 if networks == 1 => Look::Network,
        all if networks > 0
            && words.iter().all(|word| FURNITURE.networks.contains(word) || is_whole(word))
            && all > 1 =>
        {
            Look::Furniture
        }
        _ => Look::Article,
    }
}

/// A line with 0 for every number.
fn numbers_alike(line: &str) -> String {
    let mut out = String::new();
    for c in line.chars() {
        match c.is_ascii_digit() {
            true if out.ends_with('0') => {}
            true => out.push('0'),
            false => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(paragraphs: &[&str]) -> Vec<String> {
        let mut left: Vec<String> = paragraphs.iter().map(|paragraph| (*paragraph).to_owned()).collect();
        take_out(&mut left);
        left
    }

    #[test]
    fn lines_are_told() {
        let furniture = [
            "已複製連結",
            " - 閱讀更多 - ",
            "分享：",
            "Share this article",
            "© 2025 a site",
            "ADVERTISEMENT",
            "2小時前",
            "3 min read",
            "2023-04-14 12:13",
            "2023年03月25日14:00 最後更新: 14:23",
            "撰文：何瑞芬",
            "分享 Facebook WhatsApp",
            "Facebook / X / LINE",
            "分享工具\nFacebook",
            "立即下載 App",
        ];
        for line in furniture {
            assert!(left(&[line]).is_empty(), "{line}");
        }
        let article = [
            "更多國家承認",
            "Sharing power in Berlin",
            "他呼籲分享疫苗。",
            "Printing money",
            "Facebook",
            "Facebook 分享疫苗資訊",
            "2小時前，普京抵達北京。",
            "2023年4月14日，普京抵達北京。",
            "撰文者是普京。",
        ];
        for line in article {
            assert_eq!(left(&[line]), [line]);
        }
        let long = format!("分享至{}", "很長".repeat(30));
        assert_eq!(left(&[&long]).len(), 1, "a sentence");
    }

    #[test]
    fn a_network_is_a_button_beside_others() {
        assert_eq!(left(&["普京訪華。", "Facebook", "Line", "Twitter", "他說。"]), ["普京訪華。", "他說。"]);
        assert_eq!(left(&["分享", "Facebook", "他說。", "Line", "他又說。"]), ["他說。", "Line", "他又說。"]);
    }

    #[test]
    fn rows_are_in_the_form_that_lines_are_compared_in() {
        for row in FURNITURE.whole.iter().chain(&FURNITURE.starts).chain(&FURNITURE.networks) {
            assert_eq!(*row, row.to_lowercase(), "{row}");
            assert!(!row.contains(['*', '@']) && numbers_alike(row) == *row, "{row}");
        }
    }
}
