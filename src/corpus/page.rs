//! The page around a table: fonts for both scripts, light or dark.

use crate::write::{escape, page_head};

/// What stands before the table.
pub(super) fn head(title: &str) -> String {
    format!("{}<h1>{}</h1>\n", page_head(title, STYLE), escape(title))
}

/// What stands behind the table.
pub(super) const FOOT: &str = "</table>\n</body>\n</html>\n";

const STYLE: &str = "\
:root { color-scheme: light dark; }
body { margin: 2rem auto; padding: 0 1rem; max-width: 80rem; font: 1rem/1.5 system-ui, 'Noto Sans', 'Noto Sans CJK TC', 'PingFang TC', 'Microsoft JhengHei', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif; }
h1 { font-size: 1.2rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #8884; padding: .15rem .5rem; text-align: left; vertical-align: top; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
td.left { text-align: right; width: 50%; }
td.right { width: 50%; }
td.hit { font-weight: bold; white-space: nowrap; }
td.place { color: #888; font-size: .85rem; white-space: nowrap; }
td.bar { width: 45%; }
td.bar div { background: #4a90d9; height: 1em; margin-top: .25em; border-radius: .15em; }
";
