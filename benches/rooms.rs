//! The time that each room takes, on a megabyte of generated text: `cargo bench`. jieba's load is left out.

mod corpus;

use corpus::{Corpus, text};
use diglot::lang::{language_spans, sentences, summarize};
use diglot::text::fold;
use diglot::{Document, Layers, Pipeline, PipelineBuilder};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use jieba_rs::Jieba;

const BYTES: usize = 1_000_000;
const CORPORA: [Corpus; 4] = [Corpus::Hans, Corpus::Hant, Corpus::English, Corpus::Mixed];

fn main() {
    divan::main();
}

/// Runs `work` on each line of a corpus.
fn lines(bencher: Bencher<'_, '_>, corpus: Corpus, work: impl Fn(&str) + Sync) {
    let text = text(corpus, BYTES);
    // What is loaded on first need is loaded here.
    text.lines().take(10).for_each(&work);
    bencher.counter(BytesCount::new(text.len())).bench(|| text.lines().for_each(&work));
}

fn analyze(bencher: Bencher<'_, '_>, corpus: Corpus, pipeline: &Pipeline) {
    let text = text(corpus, BYTES);
    let documents: Vec<Document> = text.lines().map(Document::from).collect();
    documents.iter().take(10).for_each(|document| drop(pipeline.analyze(document)));
    bencher.counter(BytesCount::new(text.len())).bench(|| {
        documents.iter().for_each(|document| drop(black_box(pipeline.analyze(document))));
    });
}

#[divan::bench(args = CORPORA)]
fn a_jieba_alone(bencher: Bencher<'_, '_>, corpus: Corpus) {
    let jieba = Jieba::new();
    lines(bencher, corpus, |line| drop(black_box(jieba.cut(line, true))));
}

#[divan::bench(args = CORPORA)]
fn b_fold(bencher: Bencher<'_, '_>, corpus: Corpus) {
    lines(bencher, corpus, |line| drop(black_box(fold(line))));
}

#[divan::bench(args = CORPORA)]
fn c_spans(bencher: Bencher<'_, '_>, corpus: Corpus) {
    lines(bencher, corpus, |line| drop(black_box(language_spans(line))));
}

#[divan::bench(args = CORPORA)]
fn d_labels(bencher: Bencher<'_, '_>, corpus: Corpus) {
    lines(bencher, corpus, |line| drop(black_box(summarize(line, &language_spans(line)))));
}

#[divan::bench(args = CORPORA)]
fn e_sentences(bencher: Bencher<'_, '_>, corpus: Corpus) {
    lines(bencher, corpus, |line| drop(black_box(sentences(line, &language_spans(line)))));
}

#[divan::bench(args = CORPORA)]
fn f_segment(bencher: Bencher<'_, '_>, corpus: Corpus) {
    analyze(bencher, corpus, &PipelineBuilder::new().layers(Layers::SEGMENT).build());
}

#[divan::bench(args = CORPORA)]
fn g_tag(bencher: Bencher<'_, '_>, corpus: Corpus) {
    analyze(bencher, corpus, &PipelineBuilder::new().layers(Layers::TAG).build());
}
