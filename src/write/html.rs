//! One self-contained page to look at: the text with its mentions in colour, languages underlined, a legend, and the
//! entity of each mention on hovering.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::Format;
use crate::gazetteer::Gazetteer;
use crate::lang::Language;
use crate::pipeline::Analysis;
use crate::resolve::Mention;

/// A page with this title, each document an article of it.
#[derive(Clone, Debug)]
pub struct Html(pub String);

impl Format for Html {
    fn head(&self, _: &Gazetteer) -> String {
        let legend = "<p class=\"legend\"><mark class=\"leader\">leader</mark> <mark class=\"nation\">nation</mark> \
                      <mark class=\"organisation\">organisation</mark> <span lang=\"zh\">Chinese 中文</span></p>\n";
        page_head(&self.0, STYLE) + legend
    }

    fn write(&self, out: &mut dyn Write, analysis: &Analysis<'_>, gazetteer: &Gazetteer) -> io::Result<()> {
        writeln!(out, "<article>\n<h2>{}</h2>\n<div class=\"text\">", escape(&analysis.document.id))?;
        body(out, analysis, gazetteer)?;
        writeln!(out, "</div>")?;
        entities(out, analysis, gazetteer)?;
        writeln!(out, "</article>")
    }

    fn foot(&self, _: &Gazetteer) -> String {
        "</body>\n</html>\n".to_owned()
    }
}

/// A page up to its body: one file without anything from outside.
pub(crate) fn page_head(title: &str, style: &str) -> String {
    let title = escape(title);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
    )
}

/// The text, cut where a language span or a mention begins or ends.
fn body(out: &mut dyn Write, analysis: &Analysis<'_>, gazetteer: &Gazetteer) -> io::Result<()> {
    let text = analysis.document.text.as_str();
    let mut mentions = analysis.mentions.iter().filter(|mention| !mention.nested).peekable();
    for span in &analysis.spans {
        let foreign = span.language != Language::EN && span.language != Language::UND;
        if foreign {
            write!(out, "<span lang=\"{}\">", span.language)?;
        }
        let mut at = span.span.start;
        while let Some(mention) = mentions.peek().filter(|mention| mention.span.start < span.span.end) {
            let start = mention.span.start.max(at);
            let end = mention.span.end.min(span.span.end);
            out.write_all(escape(text.get(at..start).unwrap_or_default()).as_bytes())?;
            mark(out, mention, text.get(start..end).unwrap_or_default(), gazetteer)?;
            at = end;
            if mention.span.end > span.span.end {
                break;
            }
            mentions.next();
        }
        out.write_all(escape(text.get(at..span.span.end).unwrap_or_default()).as_bytes())?;
        if foreign {
            out.write_all(b"</span>")?;
        }
    }
    Ok(())
}

fn mark(out: &mut dyn Write, mention: &Mention, surface: &str, gazetteer: &Gazetteer) -> io::Result<()> {
    let Some(entity) = gazetteer.describe(mention.referent) else { return out.write_all(escape(surface).as_bytes()) };
    let [en, zh_hans, zh_hant_tw, _] = entity.name.all();
    let names = [Some(entity.id.as_str()), en, zh_hans, zh_hant_tw, entity.wikidata.as_deref()];
    let evidence: Vec<String> = mention.evidence.iter().map(ToString::to_string).collect();
    let title = format!(
        "{}\n{}\n{}",
        names.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        mention.form.as_str(),
        evidence.join("; ")
    );
    write!(out, "<mark class=\"{}\" title=\"{}\">{}</mark>", mention.kind.as_str(), escape(&title), escape(surface))
}

/// The entities of the document with their counts.
fn entities(out: &mut dyn Write, analysis: &Analysis<'_>, gazetteer: &Gazetteer) -> io::Result<()> {
    let mut counts = BTreeMap::new();
    for mention in &analysis.mentions {
        *counts.entry((mention.kind, mention.referent)).or_insert(0_usize) += 1;
    }
    writeln!(
        out,
        "<table>\n<tr><th>entity</th><th>kind</th><th>English</th><th>mainland</th><th>Taiwan</th><th>Hong Kong</th><th>mentions</th></tr>"
    )?;
    for ((kind, referent), count) in counts {
        let Some(entity) = gazetteer.describe(referent) else { continue };
        write!(
            out,
            "<tr><td>{}</td><td>{}</td>",
            escape(&entity.id),
            entity.subkind.map_or(kind.as_str(), |subkind| subkind.as_str())
        )?;
        for name in entity.name.all() {
            write!(out, "<td>{}</td>", escape(name.unwrap_or_default()))?;
        }
        writeln!(out, "<td>{count}</td></tr>")?;
    }
    writeln!(out, "</table>")
}

/// `text` as a page shows it literally; what HTML and XML 1.0 forbid becomes U+FFFD.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' | '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

const STYLE: &str = "\
:root { color-scheme: light dark; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.7 system-ui, 'Noto Sans', 'Noto Sans CJK TC', 'PingFang TC', 'Microsoft JhengHei', sans-serif; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
mark { border-radius: .2em; padding: 0 .15em; color: #111; }
mark.leader { background: #ffd27f; }
mark.nation { background: #a8d8ff; }
mark.organisation { background: #b9eab0; }
span[lang] { border-bottom: 1px dotted #999; }
table { border-collapse: collapse; margin: 1.5rem 0; font-size: .9rem; }
th, td { border-bottom: 1px solid #ccc; padding: .2rem .6rem; text-align: left; vertical-align: top; }
.legend { color: #666; }
";
