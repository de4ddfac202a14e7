//! TEI P5: one self-contained, well-formed file. A document is a `div`, its lines are `p`, its sentences `s`, its words `w`
//! and `pc`; names of leaders, nations and organisations are `persName`, `placeName` and `orgName`, whose `ref` points to
//! an entity in the `standOff` at the end of the file. <https://tei-c.org/guidelines/p5/>
//!
//! Blanks stand between words where the text has some, and nowhere else: taking the tags out of an `s` gives its text.
//! `type` of a name is its kind or, of an organisation, what sort it is; `subtype` its form.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Format;
use super::structure::{Block, blocks, names};
use super::xml::escape;
use crate::gazetteer::{Description, Gazetteer, Kind};
use crate::lang::Script;
use crate::pipeline::Analysis;
use crate::resolve::{Mention, Referent};
use crate::segment::{Token, upos};

/// A file with this title. It gathers the entities that its documents name, for its foot.
#[derive(Debug, Default)]
pub struct Tei {
    title: String,
    named: Mutex<BTreeSet<(Kind, Referent)>>,
}

impl Tei {
    /// A file with this title.
    pub fn new(title: impl Into<String>) -> Self {
        Tei { title: title.into(), ..Tei::default() }
    }

    fn named(&self) -> MutexGuard<'_, BTreeSet<(Kind, Referent)>> {
        self.named.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Format for Tei {
    fn head(&self, gazetteer: &Gazetteer) -> String {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n<teiHeader>\n<fileDesc>\n\
             <titleStmt><title>{}</title></titleStmt>\n<publicationStmt><p>Unpublished.</p></publicationStmt>\n\
             <sourceDesc><p>Languages, sentences, words and names marked by diglot {} with the gazetteer of {}.</p></sourceDesc>\n\
             </fileDesc>\n</teiHeader>\n<text>\n<body>\n",
            escape(&self.title),
            env!("CARGO_PKG_VERSION"),
            escape(gazetteer.version()),
        )
    }

    fn write(&self, out: &mut dyn Write, analysis: &Analysis<'_>, gazetteer: &Gazetteer) -> io::Result<()> {
        let document = analysis.document;
        let language = match analysis.language.script {
            script @ (Script::HANS | Script::HANT) => format!("{}-{script}", analysis.language.main),
            _ => analysis.language.main.to_string(),
        };
        writeln!(out, "<div type=\"document\" n=\"{}\" xml:lang=\"{language}\">", escape(&document.id))?;
        let mut empty = true;
        for block in blocks(analysis) {
            match (empty, block.new_line) {
                (true, _) => writeln!(out, "<p>")?,
                (false, true) => writeln!(out, "</p>\n<p>")?,
                (false, false) => {}
            }
            empty = false;
            sentence(out, analysis, &block, gazetteer)?;
        }
        // A division without a paragraph would not be valid.
        writeln!(out, "{}</p>\n</div>", if empty { "<p>" } else { "" })?;
        self.named().extend(analysis.mentions.iter().map(|mention| (mention.kind, mention.referent)));
        Ok(())
    }

    /// The entities that were named since the last foot, with their names and Wikidata items.
    fn foot(&self, gazetteer: &Gazetteer) -> String {
        let named = std::mem::take(&mut *self.named());
        let list = |kind: Kind| {
            let described =
                named.iter().filter(|(of, _)| *of == kind).filter_map(|&(_, referent)| gazetteer.describe(referent));
            let entries: String = described.map(|entity| entry(kind, &entity)).collect();
            let element = match kind {
                Kind::Leader => "listPerson",
                Kind::Nation => "listPlace",
                Kind::Organisation => "listOrg",
            };
            if entries.is_empty() { String::new() } else { format!("<{element}>\n{entries}</{element}>\n") }
        };
        let lists: String = Kind::ALL.into_iter().map(list).collect();
        let named = if lists.is_empty() { lists } else { format!("<standOff>\n{lists}</standOff>\n") };
        format!("</body>\n</text>\n{named}</TEI>\n")
    }
}

fn sentence(out: &mut dyn Write, analysis: &Analysis<'_>, block: &Block<'_>, gazetteer: &Gazetteer) -> io::Result<()> {
    let text = analysis.document.text.as_str();
    write!(out, "<s xml:lang=\"{}\">", block.sentence.language)?;
    let names = names(&analysis.mentions, block.words);
    let mut coming = names.iter().peekable();
    let mut open: Vec<(usize, &str)> = Vec::new();
    for (at, word) in block.words.iter().enumerate() {
        while let Some(name) = coming.next_if(|name| name.first == at) {
            let element = element(name.mention.kind);
            write!(out, "<{element}{}>", attributes(name.mention, gazetteer))?;
            open.push((name.end, element));
        }
        write!(out, "{}", marked(word, text, block))?;
        while let Some((_, element)) = open.pop_if(|(end, _)| *end == at + 1) {
            write!(out, "</{element}>")?;
        }
        if at + 1 < block.words.len() && !block.glued(at) {
            out.write_all(b" ")?;
        }
    }
    writeln!(out, "</s>")
}

fn element(kind: Kind) -> &'static str {
    match kind {
        Kind::Leader => "persName",
        Kind::Nation => "placeName",
        Kind::Organisation => "orgName",
    }
}

fn attributes(mention: &Mention, gazetteer: &Gazetteer) -> String {
    let reference = gazetteer.describe(mention.referent).map(|entity| format!(" ref=\"#{}\"", xml_id(&entity.id)));
    let sort = mention.subkind.map_or(mention.kind.as_str(), |subkind| subkind.as_str());
    format!("{} type=\"{sort}\" subtype=\"{}\"", reference.unwrap_or_default(), mention.form.as_str())
}

/// A word, or a mark without letters and digits.
fn marked(word: &Token, text: &str, block: &Block<'_>) -> String {
    let surface = word.span.of(text);
    let element = if surface.chars().any(char::is_alphanumeric) { "w" } else { "pc" };
    let pos = word.pos.as_deref().map(|pos| format!(" pos=\"{}\" msd=\"UPosTag={}\"", escape(pos), upos(pos)));
    let other = element == "w" && word.language != block.sentence.language;
    let language = if other { format!(" xml:lang=\"{}\"", word.language) } else { String::new() };
    format!("<{element}{}{language}>{}</{element}>", pos.unwrap_or_default(), escape(surface))
}

fn entry(kind: Kind, entity: &Description) -> String {
    let outer = match kind {
        Kind::Leader => "person",
        Kind::Nation => "place",
        Kind::Organisation => "org",
    };
    let named = element(kind);
    let names: String = ["en", "zh-Hans", "zh-Hant-TW", "zh-Hant-HK"]
        .into_iter()
        .zip(entity.name.all())
        .filter_map(|(language, name)| Some(format!("<{named} xml:lang=\"{language}\">{}</{named}>", escape(name?))))
        .collect();
    let item = entity.wikidata.as_ref().map(|item| format!("<idno type=\"wikidata\">{}</idno>", escape(item)));
    format!("<{outer} xml:id=\"{}\">{names}{}</{outer}>\n", xml_id(&entity.id), item.unwrap_or_default())
}

/// An id of the gazetteer as a name of XML, which does not begin with a digit.
fn xml_id(id: &str) -> String {
    if id.starts_with(|c: char| c.is_ascii_digit()) { format!("_{id}") } else { id.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Document, PipelineBuilder};

    #[test]
    fn names_point_to_the_entities_at_the_end() {
        let document = Document::new("a&b", "He was met by 普京\nNATO");
        let pipeline = PipelineBuilder::new().build();
        let (mut out, tei) = (Vec::new(), Tei::new("a"));
        tei.write(&mut out, &pipeline.analyze(&document), pipeline.gazetteer()).unwrap();
        let body = "\
<div type=\"document\" n=\"a&amp;b\" xml:lang=\"en\">
<p>
<s xml:lang=\"en\"><w>He</w> <w>was</w> <w>met</w> <w>by</w> <persName ref=\"#vladimir-putin\" type=\"leader\" subtype=\"name\"><w xml:lang=\"zh\">普京</w></persName></s>
</p>
<p>
<s xml:lang=\"en\"><orgName ref=\"#nato\" type=\"igo\" subtype=\"name\"><w>NATO</w></orgName></s>
</p>
</div>
";
        assert_eq!(String::from_utf8(out).unwrap(), body);
        let foot = tei.foot(pipeline.gazetteer());
        for id in
            ["<person xml:id=\"vladimir-putin\">", "<org xml:id=\"nato\">", "<idno type=\"wikidata\">Q7184</idno>"]
        {
            assert!(foot.contains(id), "{id} in {foot}");
        }
    }

    #[test]
    fn an_empty_document_has_a_paragraph() {
        let pipeline = PipelineBuilder::new().build();
        let mut out = Vec::new();
        let document = "".into();
        Tei::default().write(&mut out, &pipeline.analyze(&document), pipeline.gazetteer()).unwrap();
        assert!(String::from_utf8(out).unwrap().contains("<p></p>"));
        assert_eq!(xml_id("10-downing-street"), "_10-downing-street");
    }
}
