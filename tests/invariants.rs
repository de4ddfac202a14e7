//! What holds for any text and any bytes. The invariants themselves stand in `support/invariants.rs`; here are the texts
//! that they are asked of. `PROPTEST_CASES=5000 cargo test --test invariants` looks longer.

mod support;

use diglot::text::{Encoding, decode, fold};
use diglot::write::{Record, WriteOptions};
use diglot::{Document, Kind, Layers, PipelineBuilder, Span};
use proptest::prelude::*;
use support::PIPELINE;
use support::invariants::{UNITS, check};
use support::mixture::mixture;

/// Enough to find what the tables of [`support::mixture`] can find, and still a matter of seconds in a debug build.
fn config(cases: u32) -> ProptestConfig {
    let default = ProptestConfig::default();
    let asked = std::env::var_os("PROPTEST_CASES").is_some();
    ProptestConfig { cases: if asked { default.cases } else { cases }, failure_persistence: None, ..default }
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn any_mixture_is_analysed_whole(text in mixture()) {
        let document = Document::from(text);
        check(&PIPELINE.analyze(&document), PIPELINE.gazetteer());
    }

    #[test]
    fn any_string_is_analysed_whole(text in any::<String>()) {
        let document = Document::from(text);
        check(&PIPELINE.analyze(&document), PIPELINE.gazetteer());
    }

    /// Records are what the outside sees: their offsets slice the text in each unit, as a reader of the JSON would do it.
    #[test]
    fn records_slice_the_text(text in mixture(), unit in 0..UNITS.len()) {
        let document = Document::from(text);
        let analysis = PIPELINE.analyze(&document);
        let options = WriteOptions {
            offset_unit: UNITS[unit], spans: true, sentences: true, tokens: true, mentions: true, refused: true, text: true,
            ..WriteOptions::default()
        };
        let record = Record::new(&analysis, PIPELINE.gazetteer(), &options);
        let mut written = Vec::new();
        record.write(&mut written).expect("memory takes it");
        let record = serde_json::to_value(record).expect("serialises");
        prop_assert_eq!(&serde_json::from_slice::<serde_json::Value>(&written).expect("JSON"), &record);
        let units: Vec<String> = match UNITS[unit].as_str() {
            "char" => document.text.chars().map(String::from).collect(),
            "byte" => document.text.bytes().map(|byte| format!("{byte:02x}")).collect(),
            _ => document.text.encode_utf16().map(|unit| format!("{unit:04x}")).collect(),
        };
        let spelled = |surface: &str| -> String {
            match UNITS[unit].as_str() {
                "char" => surface.to_owned(),
                "byte" => surface.bytes().map(|byte| format!("{byte:02x}")).collect(),
                _ => surface.encode_utf16().map(|unit| format!("{unit:04x}")).collect(),
            }
        };
        for layer in ["tokens", "mentions", "refused"] {
            for item in record[layer].as_array().expect("the layer was asked for") {
                let place = |key: &str| usize::try_from(item[key].as_u64().expect("a number")).expect("fits");
                let surface = item["text"].as_str().expect("a surface");
                prop_assert_eq!(units[place("start")..place("end")].concat(), spelled(surface), "{}", layer);
            }
        }
        for layer in ["spans", "sentences"] {
            let ends: Vec<u64> = record[layer].as_array().expect("asked for").iter().filter_map(|span| span["end"].as_u64()).collect();
            prop_assert_eq!(ends.last().copied().unwrap_or(0), units.len() as u64, "{} reach the end", layer);
        }
    }

    /// What is reported without `nested` and `explain` is the same, less what they add.
    #[test]
    fn flags_only_add(text in mixture()) {
        let document = Document::from(text);
        let all = PIPELINE.analyze(&document);
        let plain = PLAIN.analyze(&document);
        let outer: Vec<_> = all.mentions.iter().filter(|mention| !mention.nested).cloned().collect();
        prop_assert_eq!(&plain.mentions, &outer);
        prop_assert!(plain.refused.is_empty());
        prop_assert_eq!(&plain.spans, &all.spans);
        prop_assert_eq!(&plain.sentences, &all.sentences);
        prop_assert!(plain.tokens.iter().all(|token| token.pos.is_none()) && all.tokens.iter().all(|token| token.pos.is_some()));
        // jieba's tagger cuts as its segmenter does not always: only what the words hold together is the same.
        let joined = |tokens: &[diglot::Token]| -> String {
            let surfaces = tokens.iter().map(|token| token.span.of(&document.text));
            surfaces.flat_map(str::chars).filter(|c| !c.is_whitespace()).collect()
        };
        prop_assert_eq!(joined(&plain.tokens), joined(&all.tokens));
    }

    /// Each kind alone gives a part of the kinds together, or what a longer name of another kind had covered.
    #[test]
    fn kinds_are_a_filter(text in mixture(), kind in 0..Kind::ALL.len()) {
        let document = Document::from(text);
        let only = &ONE_KIND[kind];
        let found = only.analyze(&document);
        prop_assert!(found.mentions.iter().all(|mention| mention.kind == Kind::ALL[kind]));
        let every = PLAIN.analyze(&document).mentions;
        let all: Vec<Span> = every.iter().filter(|m| m.kind == Kind::ALL[kind]).map(|m| m.span).collect();
        let own: Vec<Span> = found.mentions.iter().map(|mention| mention.span).collect();
        prop_assert!(all.iter().all(|span| own.iter().any(|other| other.contains(*span))), "{:?} {:?}", all, own);
        prop_assert!(own.iter().all(|span| every.iter().any(|m| m.span.overlaps(*span))), "{:?} {:?}", every, own);
    }
}

proptest! {
    #![proptest_config(config(40))]

    /// One pipeline serves many threads, and the same text has the same answer, now and later.
    #[test]
    fn threads_change_nothing(texts in proptest::collection::vec(mixture(), 1..8)) {
        let documents: Vec<Document> = texts.into_iter().map(Document::from).collect();
        let answers = || documents.iter().map(|document| format!("{:?}", PIPELINE.analyze(document))).collect::<Vec<_>>();
        let here = answers();
        let there = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(answers)).collect();
            threads.into_iter().map(|thread| thread.join().expect("no panic")).collect::<Vec<_>>()
        });
        prop_assert!(there.iter().all(|answer| *answer == here));
    }
}

proptest! {
    #![proptest_config(config(1000))]

    #[test]
    fn any_bytes_are_decoded_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        match decode(&bytes, Encoding::Auto) {
            Ok(decoded) => {
                let marks = decoded.text.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count();
                prop_assert!(decoded.replaced <= marks, "each replaced sequence has left its mark");
            }
            Err(error) => {
                let plain = std::str::from_utf8(&bytes).is_ok_and(|text| !text.contains(char::is_control));
                prop_assert!(!plain, "{error}");
            }
        }
    }

    /// UTF-8 comes back as it was, but for a byte order mark and what looks binary.
    #[test]
    fn utf8_comes_back(text in mixture()) {
        match decode(text.as_bytes(), Encoding::Auto) {
            Ok(decoded) if decoded.encoding == "UTF-8" => {
                prop_assert_eq!(decoded.text.as_str(), text.strip_prefix('\u{feff}').unwrap_or(&text));
                prop_assert_eq!(decoded.replaced, 0);
            }
            other => prop_assert!(text.contains(['\0', '\u{7}']) || text.chars().any(char::is_control), "{:?}", other),
        }
    }

    /// What a label names comes back from its bytes.
    #[test]
    fn labelled_encodings_come_back(text in "[a-z一-龠，。\n]{0,60}", label in proptest::sample::select(vec!["gb18030", "utf-8"])) {
        let encoding: &'static encoding_rs::Encoding = encoding_rs::Encoding::for_label(label.as_bytes()).expect("a label");
        let (bytes, _, lossy) = encoding.encode(&text);
        prop_assume!(!lossy);
        let decoded = decode(&bytes, Encoding::Label(encoding)).expect("a label never refuses");
        prop_assert_eq!((decoded.text, decoded.replaced), (text, 0));
    }

    /// A span of the folded text leads to a span of the original that leads back to it.
    #[test]
    fn fold_leads_there_and_back(text in mixture(), cut in any::<(prop::sample::Index, prop::sample::Index)>()) {
        let folded = fold(&text);
        let ends: Vec<usize> = folded.as_str().char_indices().map(|(at, _)| at).chain([folded.as_str().len()]).collect();
        let (one, other) = (cut.0.index(ends.len()), cut.1.index(ends.len()));
        let span = Span::new(ends[one.min(other)], ends[one.max(other)]);
        let original = folded.to_original(span);
        prop_assert!(text.get(original.start..original.end).is_some(), "{:?} cuts a character", original);
        if !span.is_empty() {
            prop_assert_eq!(folded.to_folded_span(original), span);
            prop_assert_eq!(folded.to_original(folded.to_folded_span(original)), original);
        }
    }
}

/// Reports nothing but what is asked for by default.
static PLAIN: std::sync::LazyLock<diglot::Pipeline> = std::sync::LazyLock::new(|| PipelineBuilder::new().build());

/// One pipeline for each kind of mention.
static ONE_KIND: std::sync::LazyLock<Vec<diglot::Pipeline>> = std::sync::LazyLock::new(|| {
    let one = |kind| PipelineBuilder::new().layers(Layers::TAG).kinds([kind]).build();
    Kind::ALL.into_iter().map(one).collect()
});

#[test]
fn public_types_go_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<diglot::Pipeline>();
    shared::<diglot::PipelineBuilder>();
    shared::<diglot::Analysis<'static>>();
    shared::<diglot::Gazetteer>();
    shared::<diglot::Document>();
    shared::<diglot::Error>();
}
