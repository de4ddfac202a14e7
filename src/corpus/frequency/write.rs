//! Tables of frequencies as records: tab-separated rows, JSON lines, a page with bars. `docs/corpus.md` says what each
//! field means.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Map, Value};

use super::{Counted, Row};
use crate::corpus::page;
use crate::gazetteer::{Kind, Names};
use crate::write::{clean, escape};

/// A row as JSON.
#[derive(Serialize)]
struct Record<'r> {
    of: &'static str,
    item: &'r str,
    unit: &'static str,
    count: u64,
    share: Value,
    documents: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    forms: Option<Map<String, Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<Kind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'r Names>,
}

/// A share with six digits: enough for one in a million.
fn rounded(share: f64) -> f64 {
    (share * 1e6).round() / 1e6
}

/// Writes a JSON object and a line break.
///
/// # Errors
/// What `out` says.
pub fn write_jsonl(out: &mut impl Write, counted: Counted, row: &Row) -> io::Result<()> {
    let forms = row.forms.iter().map(|(form, count)| (form.clone(), (*count).into()));
    let record = Record {
        of: counted.as_str(),
        item: &row.item,
        unit: counted.unit(),
        count: row.count,
        share: rounded(row.share).into(),
        documents: row.documents,
        forms: (!row.forms.is_empty()).then(|| forms.collect()),
        kind: row.entity.as_ref().map(|entity| entity.kind),
        name: row.entity.as_ref().map(|entity| &entity.name),
    };
    serde_json::to_writer(&mut *out, &record)?;
    out.write_all(b"\n")
}

/// The header of the rows of [`write_tsv`]: entities have columns of their own, joined words their forms.
pub fn tsv_header(counted: Counted, folded: bool) -> String {
    let more = match counted {
        Counted::Entities => "\tkind\tname_en\tname_zh",
        Counted::Words if folded => "\tforms",
        _ => "",
    };
    format!("item\tcount\tshare\tdocuments{more}\n")
}

/// Writes a row; tabs and line breaks become blanks.
///
/// # Errors
/// What `out` says.
pub fn write_tsv(out: &mut impl Write, row: &Row) -> io::Result<()> {
    write!(out, "{}\t{}\t{:.6}\t{}", clean(&row.item), row.count, row.share, row.documents)?;
    if let Some(entity) = &row.entity {
        let [en, zh] = [&entity.name.en, &entity.name.zh_hans].map(|name| clean(name.as_deref().unwrap_or_default()));
        write!(out, "\t{}\t{en}\t{zh}", entity.kind.as_str())?;
    }
    if !row.forms.is_empty() {
        write!(out, "\t{}", clean(&forms(row)))?;
    }
    writeln!(out)
}

/// `總統 12, 总统 3`.
fn forms(row: &Row) -> String {
    row.forms.iter().map(|(form, count)| format!("{form} {count}")).collect::<Vec<_>>().join(", ")
}

/// What stands before the rows of [`write_html`].
pub fn html_head(title: &str, counted: Counted) -> String {
    format!(
        "{}<table>\n<tr><th>{}</th><th class=\"number\">{}</th><th class=\"number\">share</th>\
         <th class=\"number\">documents</th><th></th></tr>\n",
        page::head(title),
        counted.as_str(),
        counted.unit()
    )
}

/// What stands behind the rows of [`write_html`].
pub const HTML_FOOT: &str = page::FOOT;

/// Writes a row of a table with its bar, which fills its column for a count of `most`.
///
/// # Errors
/// What `out` says.
pub fn write_html(out: &mut impl Write, row: &Row, most: u64) -> io::Result<()> {
    let names: Vec<&str> = match &row.entity {
        Some(entity) => [&entity.name.en, &entity.name.zh_hans, &entity.name.zh_hant_tw, &entity.name.zh_hant_hk]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect(),
        None => vec![&row.item],
    };
    let mut names = names;
    names.dedup();
    let title = match (&row.entity, row.forms.len()) {
        (Some(entity), _) => format!(" title=\"{}\"", escape(&entity.id)),
        (None, 2..) => format!(" title=\"{}\"", escape(&forms(row))),
        (None, _) => String::new(),
    };
    writeln!(
        out,
        "<tr><td{title}><bdi>{}</bdi></td><td class=\"number\">{}</td><td class=\"number\">{:.2}%</td>\
         <td class=\"number\">{}</td><td class=\"bar\"><div style=\"width:{:.2}%\"></div></td></tr>",
        escape(&names.join(" | ")),
        row.count,
        row.share * 100.0,
        row.documents,
        row.count as f64 / most.max(1) as f64 * 100.0
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Frequency, TEST_PIPELINE};

    fn rows(counted: Counted) -> Vec<Row> {
        let mut table = Frequency::new(counted).fold(true);
        table.add(&TEST_PIPELINE.analyze(&"總統普京說，总统 R&D 普丁，總統".into()), TEST_PIPELINE.gazetteer());
        table.rows(2)
    }

    fn written(write: impl Fn(&mut Vec<u8>) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn json_tells_item_unit_and_forms() {
        let rows = rows(Counted::Words);
        assert_eq!(
            written(|out| write_jsonl(out, Counted::Words, &rows[0])),
            "{\"of\":\"words\",\"item\":\"總統\",\"unit\":\"words\",\"count\":3,\"share\":0.428571,\"documents\":1,\
             \"forms\":{\"總統\":2,\"总统\":1}}\n"
        );
    }

    #[test]
    fn rows_have_as_many_fields_as_the_header() {
        for counted in [Counted::Words, Counted::Entities, Counted::Kinds, Counted::Scripts] {
            let header = tsv_header(counted, true);
            let rows = rows(counted);
            let row = written(|out| write_tsv(out, &rows[0]));
            assert_eq!(row.matches('\t').count(), header.matches('\t').count(), "{header}{row}");
        }
    }

    #[test]
    fn pages_name_entities_in_both_scripts() {
        let rows = rows(Counted::Entities);
        let row = written(|out| write_html(out, &rows[0], 4));
        assert!(row.contains("title=\"vladimir-putin\"><bdi>Vladimir Putin | 普京 | 普丁 | 普京</bdi>"), "{row}");
        assert!(row.contains("style=\"width:50.00%\""), "{row}");
    }
}
