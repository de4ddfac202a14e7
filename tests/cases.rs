//! Cases as data: every file under `tests/cases` is a list of `[[case]]` blocks, each with its input, what is expected of it
//! and why. A bug that is fixed leaves a case here.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::LazyLock;

use diglot::lang::{Sentence, language_spans, sentences};
use diglot::resolve::Code;
use diglot::{Analysis, Document, Layers, Pipeline, PipelineBuilder};
use serde::Deserialize;

/// The cases of one file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File<C> {
    case: Vec<C>,
}

fn read<C: serde::de::DeserializeOwned>(name: &str) -> Vec<C> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let file: File<C> = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    file.case
}

/// Collects what differs, so that one run shows all of it.
#[derive(Default)]
struct Differences(String);

impl Differences {
    fn compare<T: PartialEq + std::fmt::Debug>(&mut self, text: &str, why: &str, expected: &T, found: &T) {
        if expected != found {
            let _ = writeln!(self.0, "\n{text:?}\n  why       {why}\n  expected  {expected:?}\n  found     {found:?}");
        }
    }

    #[track_caller]
    fn assert_none(self) {
        assert!(self.0.is_empty(), "{}", self.0);
    }
}

/// `[language, text]` of each span; the texts together are the input.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SpanCase {
    spans: Vec<(String, String)>,
    why: String,
}

#[test]
fn spans() {
    let mut differences = Differences::default();
    for case in read::<SpanCase>("spans.toml") {
        let text: String = case.spans.iter().map(|(_, piece)| piece.as_str()).collect();
        let found: Vec<(String, String)> = language_spans(&text)
            .iter()
            .map(|span| (span.language.to_string(), span.span.of(&text).to_owned()))
            .collect();
        differences.compare(&text, &case.why, &case.spans, &found);
    }
    differences.assert_none();
}

/// The sentences, which together are the input, and the language of each where the case is about it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SentenceCase {
    sentences: Vec<String>,
    languages: Option<Vec<String>>,
    why: String,
}

#[test]
fn sentence_ends() {
    let mut differences = Differences::default();
    for case in read::<SentenceCase>("sentences.toml") {
        let text = case.sentences.concat();
        let found = sentences(&text, &language_spans(&text));
        let surfaces = found.iter().map(|sentence| sentence.span.of(&text).to_owned()).collect();
        differences.compare(&text, &case.why, &case.sentences, &surfaces);
        if let Some(languages) = case.languages {
            let label = |sentence: &Sentence| sentence.language.to_string();
            differences.compare(&text, &case.why, &languages, &found.iter().map(label).collect());
        }
    }
    differences.assert_none();
}

/// Tokens with ` | ` between them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TokenCase {
    text: String,
    tokens: String,
    /// Whether names of leaders and nations are kept whole.
    #[serde(default = "yes")]
    keep_names: bool,
    why: String,
}

fn yes() -> bool {
    true
}

#[test]
fn tokens() {
    let pipeline = |keep| PipelineBuilder::new().layers(Layers::SEGMENT).keep_names(keep).build();
    let (keeping, cutting) = (pipeline(true), pipeline(false));
    let mut differences = Differences::default();
    for case in read::<TokenCase>("tokens.toml") {
        let document = Document::from(case.text.as_str());
        let analysis = if case.keep_names { keeping.analyze(&document) } else { cutting.analyze(&document) };
        let found: Vec<&str> = analysis.tokens.iter().map(|token| token.span.of(&document.text)).collect();
        differences.compare(&case.text, &case.why, &case.tokens, &found.join(" | "));
    }
    differences.assert_none();
}

/// All mentions as `surface = entity`, or `surface = entity, reason` where the case is about the reason, in order; and among
/// the refused candidates at least these, as `surface: reason`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MentionCase {
    text: String,
    #[serde(default)]
    mentions: Vec<String>,
    #[serde(default)]
    refused: Vec<String>,
    date: Option<String>,
    why: String,
}

static TAGGER: LazyLock<Pipeline> =
    LazyLock::new(|| PipelineBuilder::new().layers(Layers::TAG).offices(true).explain(true).build());

#[test]
fn mentions() {
    let mut differences = Differences::default();
    for case in read::<MentionCase>("mentions.toml") {
        let mut document = Document::from(case.text.as_str());
        document.date = case.date.as_deref().map(|date| date.parse().expect("a date"));
        let analysis = TAGGER.analyze(&document);
        differences.compare(&case.text, &case.why, &case.mentions, &found(&analysis, &case.mentions));
        let refused = refused(&analysis);
        let missing: Vec<&String> = case.refused.iter().filter(|refusal| !refused.contains(refusal)).collect();
        if !missing.is_empty() {
            differences.compare(&case.text, &case.why, &case.refused, &refused);
        }
    }
    differences.assert_none();
}

/// The mentions as the case writes them: with a reason where `expected` has one at this place.
fn found(analysis: &Analysis<'_>, expected: &[String]) -> Vec<String> {
    let describe = |(at, mention): (usize, &diglot::Mention)| {
        let surface = mention.span.of(&analysis.document.text);
        let entity = TAGGER.gazetteer().describe(mention.referent).map_or_else(String::new, |entity| entity.id.clone());
        let wanted = expected.get(at).and_then(|line| line.split_once(", ")).map(|(_, reason)| reason);
        let given: Vec<&str> = mention.evidence.iter().map(|reason| reason.code.as_str()).collect();
        match wanted {
            Some(reason) if given.contains(&reason) => format!("{surface} = {entity}, {reason}"),
            Some(_) => format!("{surface} = {entity}, {}", given.join(" + ")),
            None => format!("{surface} = {entity}"),
        }
    };
    analysis.mentions.iter().enumerate().map(describe).collect()
}

fn refused(analysis: &Analysis<'_>) -> Vec<String> {
    let line = |refusal: &diglot::resolve::Refusal| {
        format!("{}: {}", refusal.span.of(&analysis.document.text), refusal.reason.code.as_str())
    };
    analysis.refused.iter().map(line).collect()
}

/// Reasons without a case here: `--kinds` needs another pipeline (see `cmd/formats.md`).
const SHOWN_ELSEWHERE: &[Code] = &[Code::KindNotAsked, Code::ChosenByDocument];

/// The documents list the reasons; each must be shown by a case.
#[test]
fn every_reason_has_a_case() {
    let cases = read::<MentionCase>("mentions.toml");
    let shown = |code: &Code| {
        let name = code.as_str();
        let accepted = cases.iter().flat_map(|case| &case.mentions).filter_map(|line| line.split_once(", "));
        let refused = cases.iter().flat_map(|case| &case.refused).filter_map(|line| line.rsplit_once(": "));
        accepted.chain(refused).any(|(_, reason)| reason == name)
    };
    let wanted = Code::ALL.iter().filter(|code| !SHOWN_ELSEWHERE.contains(code));
    let missing: Vec<&str> = wanted.filter(|code| !shown(code)).map(|code| code.as_str()).collect();
    assert!(missing.is_empty(), "no case in mentions.toml for {missing:?}");
}

/// The table of reasons in `docs/format.md` and the codes of the library are the same list.
#[test]
fn every_reason_is_documented() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/format.md");
    let text = std::fs::read_to_string(path).expect("the document is there");
    let (_, reasons) = text.split_once("# Reasons").expect("a section on reasons");
    let reasons = reasons.split("\n# ").next().unwrap_or_default();
    let listed: Vec<&str> = reasons.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    let codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(listed, codes);
}
