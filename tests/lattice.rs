//! The best path of the lattice against jieba itself, whose graph is private: on generated text that mixes Chinese and
//! Latin, and, where it is there (`cargo test --test lattice -- --ignored`), on the gold for words.

use std::path::Path;

use diglot::segment::Segmentation;
use diglot::text::fold;
use diglot::{Document, Pipeline, PipelineBuilder};
use jieba_rs::Jieba;

/// Characters that begin, end and fill many words of the dictionary, so that paths compete.
const CHARACTERS: &str = "的一是不了人在有中大国来上个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长";

/// What stands between runs of Chinese.
const OTHERS: [&str; 6] = [" Xi ", "，", "。\n", "（U.S.）", "2025", " 🇹🇼 "];

fn pipeline() -> Pipeline {
    let segmentation = Segmentation { hmm: false, keep_names: false, ..Segmentation::default() };
    PipelineBuilder::new().segmentation(segmentation).build()
}

#[track_caller]
fn assert_same(pipeline: &Pipeline, jieba: &Jieba, text: &str) -> usize {
    let document = Document::from(text);
    let lattices = pipeline.lattices(&document);
    for lattice in &lattices {
        let folded = |span: diglot::Span| fold(span.of(text)).as_str().to_owned();
        let chosen: Vec<String> =
            lattice.words.iter().filter(|word| word.chosen).map(|word| folded(word.span)).collect();
        let run = folded(lattice.span);
        let expected: Vec<&str> = jieba.cut(&run, false).iter().map(|token| token.word).collect();
        assert_eq!(chosen, expected, "{text}");
    }
    lattices.len()
}

#[test]
fn the_best_path_is_jiebas_on_generated_text() {
    let (pipeline, jieba) = (pipeline(), Jieba::new());
    let characters: Vec<char> = CHARACTERS.chars().collect();
    // Knuth's MMIX generator: the same texts on every machine.
    let mut state = 20_251_126_u64;
    let mut below = |limit: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % limit
    };
    let mut runs = 0;
    for _ in 0..400 {
        let mut text = String::new();
        for _ in 0..=below(4) {
            (0..=below(24)).for_each(|_| text.push(characters[below(characters.len())]));
            text.push_str(OTHERS[below(OTHERS.len())]);
        }
        runs += assert_same(&pipeline, &jieba, &text);
    }
    assert!(runs > 400, "{runs} runs");
}

#[test]
#[ignore = "needs ../shared/dev"]
fn the_best_path_is_jiebas_on_the_gold() {
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/dev/segmentation.jsonl");
    let Ok(rows) = std::fs::read_to_string(gold) else { return };
    let (pipeline, jieba) = (pipeline(), Jieba::new());
    for row in rows.lines() {
        let row: serde_json::Value = serde_json::from_str(row).expect("a row of the gold");
        assert_same(&pipeline, &jieba, row["text"].as_str().expect("its text"));
    }
}
