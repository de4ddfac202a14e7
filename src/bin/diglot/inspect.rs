//! `diglot inspect`: texts to look at. Above, a text with its languages, words and mentions; below, a table of every
//! candidate with its reason.

use std::ops::ControlFlow;

use anstyle::{AnsiColor, Style};
use diglot::lang::{Language, Sentence};
use diglot::write::pad;
use diglot::{Analysis, Document, Kind, Mention, Pipeline, PipelineBuilder, Token};

use crate::batches::{BATCH_DOCUMENTS, for_each};
use crate::messages::{Fatal, Outcome};
use crate::output::Sink;
use crate::run::{line, print};
use crate::{args, compare, gazetteer, lattice, words};

pub(crate) fn run(args: &args::Inspect, color: bool, quiet: bool) -> Result<Outcome, Fatal> {
    let settings = words::segmentation(&args.words, &args.names)?;
    let builder = PipelineBuilder::new()
        .gazetteer(gazetteer::load(&args.names.gazetteers)?)
        .segmentation(settings.clone())
        .offices(args.offices)
        .explain(true);
    let pipeline = args.without_rule.iter().fold(builder, |builder, &rule| builder.without_rule(rule)).build();
    let mut first = true;
    let mut show = |out: &mut Vec<u8>, document: &Document| {
        if !args.compare.is_empty() {
            compare::show(out, pipeline.gazetteer(), &settings, document, &args.compare)?;
            return Ok(ControlFlow::Break(()));
        }
        if args.lattice {
            lattice::show(out, &pipeline, document, args.format);
            return Ok(ControlFlow::Break(()));
        }
        let analysis = pipeline.analyze(document);
        let view = View { analysis: &analysis, pipeline: &pipeline, palette: Palette::new(color) };
        view.all(out, std::mem::take(&mut first));
        Ok(ControlFlow::Continue(()))
    };
    let mut out = Vec::new();
    if let Some(text) = &args.text {
        let document = Document { date: args.date.clone(), ..Document::new("text", text.as_str()) };
        let _ = show(&mut out, &document)?;
        return print(&out);
    }
    let mut sink = Sink::open(None)?;
    let outcome = for_each(&args.input, None, None, BATCH_DOCUMENTS, quiet, |batch| {
        let mut flow = ControlFlow::Continue(());
        for document in batch {
            flow = show(&mut out, document)?;
            if flow.is_break() {
                break;
            }
        }
        sink.write(&std::mem::take(&mut out))?;
        sink.flush()?;
        Ok(flow)
    })?;
    sink.finish()?;
    Ok(outcome)
}

/// Colours, or none.
struct Palette {
    color: bool,
}

impl Palette {
    fn new(color: bool) -> Self {
        Palette { color }
    }

    fn paint(&self, style: Style, text: &str) -> String {
        if self.color { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    /// A mention: coloured, or in brackets with its kind.
    fn mention(&self, kind: Kind, text: &str) -> String {
        if self.color { self.paint(kind_style(kind), text) } else { format!("[{text}]{}", initial(kind)) }
    }
}

fn kind_style(kind: Kind) -> Style {
    let color = match kind {
        Kind::Leader => AnsiColor::Yellow,
        Kind::Nation => AnsiColor::Cyan,
        Kind::Organisation => AnsiColor::Green,
    };
    Style::new().bold().fg_color(Some(color.into()))
}

fn initial(kind: Kind) -> &'static str {
    match kind {
        Kind::Leader => "L",
        Kind::Nation => "N",
        Kind::Organisation => "O",
    }
}

const DIM: Style = Style::new().dimmed();

struct View<'a> {
    analysis: &'a Analysis<'a>,
    pipeline: &'a Pipeline,
    palette: Palette,
}

impl View<'_> {
    /// Text and candidates, below the legend or an empty line. A document that is no file of its own has its id above it.
    fn all(&self, out: &mut Vec<u8>, first: bool) {
        if first {
            self.legend(out);
        }
        out.push(b'\n');
        let document = self.analysis.document;
        if !first || document.source.as_ref().is_some_and(|source| *source != document.id) {
            line(out, format_args!("{}", self.palette.paint(DIM, &document.id)));
        }
        self.text(out);
        self.candidates(out);
    }

    fn legend(&self, out: &mut Vec<u8>) {
        let kinds: Vec<String> = Kind::ALL.iter().map(|&kind| self.palette.mention(kind, kind.as_str())).collect();
        let boundary = self.palette.paint(DIM, "|");
        line(
            out,
            format_args!("{}  word{boundary}boundary  {}", kinds.join(" "), self.palette.paint(DIM, "<language>")),
        );
    }

    /// The sentences, a line each, with their words and mentions.
    fn text(&self, out: &mut Vec<u8>) {
        let mut tokens = self.analysis.tokens.iter().peekable();
        for sentence in &self.analysis.sentences {
            let mut shown =
                Shown { view: self, sentence, language: Language::UND, end: sentence.span.start, line: String::new() };
            while let Some(token) = tokens.next_if(|token| token.span.start < sentence.span.end) {
                shown.token(token);
            }
            if !shown.line.is_empty() {
                line(out, format_args!("{}", shown.line));
            }
        }
        out.push(b'\n');
    }

    fn mention_at(&self, token: &Token) -> Option<&Mention> {
        let at = self.analysis.mentions.partition_point(|mention| mention.span.end <= token.span.start);
        self.analysis.mentions.get(at).filter(|mention| mention.span.overlaps(token.span))
    }

    /// Every candidate in the order of the text: taken or refused, and why.
    fn candidates(&self, out: &mut Vec<u8>) {
        let text = self.analysis.document.text.as_str();
        let describe = |referent| {
            self.pipeline.gazetteer().describe(referent).map_or_else(String::new, |entity| entity.id.clone())
        };
        let mut rows: Vec<_> = self
            .analysis
            .mentions
            .iter()
            .map(|mention| {
                let evidence: Vec<String> = mention.evidence.iter().map(ToString::to_string).collect();
                (mention.span, mention.kind, describe(mention.referent), mention.form, true, evidence.join("; "))
            })
            .collect();
        rows.extend(self.analysis.refused.iter().map(|refusal| {
            (refusal.span, refusal.kind, describe(refusal.referent), refusal.form, false, refusal.reason.to_string())
        }));
        rows.sort_by_key(|(span, _, _, _, accepted, _)| (*span, !accepted));
        let surfaces: Vec<String> = rows.iter().map(|row| one_line(row.0.of(text))).collect();
        let wide = |texts: &[String]| texts.iter().map(|text| diglot::write::columns(text)).max().unwrap_or(0).min(40);
        let (surface_width, id_width) =
            (wide(&surfaces), wide(&rows.iter().map(|row| row.2.clone()).collect::<Vec<_>>()));
        for ((_, kind, id, form, accepted, reason), surface) in rows.iter().zip(&surfaces) {
            let verdict = if *accepted { "taken  " } else { "refused" };
            let row = format!(
                "{verdict}  {}  {}  {}  {:<12}  {reason}",
                pad(surface, surface_width),
                pad(kind.as_str(), 12),
                pad(id, id_width),
                form.as_str()
            );
            let style = if *accepted { kind_style(*kind) } else { DIM };
            line(out, format_args!("{}", self.palette.paint(style, &row)));
        }
    }
}

/// A sentence on its way to the screen.
struct Shown<'a> {
    view: &'a View<'a>,
    sentence: &'a Sentence,
    language: Language,
    end: usize,
    line: String,
}

impl Shown<'_> {
    fn token(&mut self, token: &Token) {
        let text = self.view.analysis.document.text.as_str();
        let palette = &self.view.palette;
        let labelled = token.language != self.language;
        if labelled {
            self.line +=
                &palette.paint(DIM, &format!("{}<{}>", if self.line.is_empty() { "" } else { " " }, token.language));
            self.language = token.language;
        } else if self.end == token.span.start && token.span.start > self.sentence.span.start {
            self.line += &palette.paint(DIM, "|");
        }
        if self.end < token.span.start || labelled {
            self.line.push(' ');
        }
        let surface = one_line(token.span.of(text));
        let styled = self.view.mention_at(token).map(|mention| palette.mention(mention.kind, &surface));
        self.line += &styled.unwrap_or(surface);
        self.end = token.span.end;
    }
}

fn one_line(surface: &str) -> String {
    surface.replace(['\n', '\r', '\t'], " ")
}
