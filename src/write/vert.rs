//! Vertical text for corpus managers (Sketch Engine and NoSketch Engine, CWB): a word a line with its attributes, and
//! structures as tags on lines of their own.
//!
//! Columns: word, jieba's part of speech, the universal one, language; `_` where there is none. Structures: `doc`
//! (`id`, `lang`, `script`, and `date`, `source` where known), `s` (`lang`), `entity` (`kind`, `id`, `form`, `text`, and
//! `subkind` of an organisation) around the words of a name, `g` where no blank stands between two words.
//! <https://www.sketchengine.eu/documentation/preparing-corpus-text/>

use std::io::{self, Write};

use super::Format;
use super::structure::{Block, blocks, names};
use super::xml::escape;
use crate::gazetteer::Gazetteer;
use crate::pipeline::Analysis;
use crate::resolve::Mention;
use crate::segment::{Token, upos};

/// Vertical text.
#[derive(Clone, Copy, Debug)]
pub struct Vert;

impl Format for Vert {
    fn write(&self, out: &mut dyn Write, analysis: &Analysis<'_>, gazetteer: &Gazetteer) -> io::Result<()> {
        let document = analysis.document;
        let date = document.date.as_ref().map(ToString::to_string);
        let attributes = attributes(&[
            ("id", Some(document.id.as_str())),
            ("lang", Some(analysis.language.main.as_str())),
            ("script", Some(analysis.language.script.as_str())),
            ("date", date.as_deref()),
            ("source", document.source.as_deref()),
        ]);
        writeln!(out, "<doc{attributes}>")?;
        for block in blocks(analysis) {
            sentence(out, analysis, &block, gazetteer)?;
        }
        writeln!(out, "</doc>")
    }
}

fn sentence(out: &mut dyn Write, analysis: &Analysis<'_>, block: &Block<'_>, gazetteer: &Gazetteer) -> io::Result<()> {
    let text = analysis.document.text.as_str();
    writeln!(out, "<s lang=\"{}\">", block.sentence.language)?;
    let names = names(&analysis.mentions, block.words);
    let mut coming = names.iter().peekable();
    let mut open: Vec<usize> = Vec::new();
    for (at, word) in block.words.iter().enumerate() {
        while let Some(name) = coming.next_if(|name| name.first == at) {
            writeln!(out, "<entity{}>", entity(name.mention, text, gazetteer))?;
            open.push(name.end);
        }
        writeln!(out, "{}", line(word, text))?;
        while open.pop_if(|end| *end == at + 1).is_some() {
            writeln!(out, "</entity>")?;
        }
        if at + 1 < block.words.len() && block.glued(at) {
            writeln!(out, "<g/>")?;
        }
    }
    writeln!(out, "</s>")
}

fn line(word: &Token, text: &str) -> String {
    let (pos, upos) = word.pos.as_deref().map_or(("_", "_"), |pos| (pos, upos(pos)));
    format!("{}\t{pos}\t{upos}\t{}", escape(word.span.of(text)), word.language)
}

fn entity(mention: &Mention, text: &str, gazetteer: &Gazetteer) -> String {
    let entity = gazetteer.describe(mention.referent);
    attributes(&[
        ("kind", Some(mention.kind.as_str())),
        ("subkind", mention.subkind.map(|subkind| subkind.as_str())),
        ("id", entity.as_ref().map(|entity| entity.id.as_str())),
        ("form", Some(mention.form.as_str())),
        ("text", Some(mention.span.of(text))),
    ])
}

fn attributes(pairs: &[(&str, Option<&str>)]) -> String {
    pairs.iter().filter_map(|(key, value)| Some(format!(" {key}=\"{}\"", escape((*value)?)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Document, Layers, PipelineBuilder};

    #[test]
    fn structures_stand_around_words() {
        let document = Document::new("a<1>", "习近平访美。 Xi & co left");
        let pipeline = PipelineBuilder::new().layers(Layers::ALL).build();
        let mut out = Vec::new();
        Vert.write(&mut out, &pipeline.analyze(&document), pipeline.gazetteer()).unwrap();
        let expected = "\
<doc id=\"a&lt;1&gt;\" lang=\"zh\" script=\"Hans\">
<s lang=\"zh\">
<entity kind=\"leader\" id=\"xi-jinping\" form=\"name\" text=\"习近平\">
习近平\tnrfg\tPROPN\tzh
</entity>
<g/>
<entity kind=\"nation\" id=\"united-states\" form=\"abbreviation\" text=\"美\">
访美\tv\tVERB\tzh
</entity>
<g/>
。\tw\tPUNCT\tzh
</s>
<s lang=\"en\">
<entity kind=\"leader\" id=\"xi-jinping\" form=\"short\" text=\"Xi\">
Xi\teng\tX\ten
</entity>
&amp;\tw\tPUNCT\ten
co\teng\tX\ten
left\teng\tX\ten
</s>
</doc>
";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
