//! Texts made to be slow: one piece over and over. Time has to grow with the length and not with its square (I9).

mod support;

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use diglot::lang::{language_spans, sentences};
use diglot::mine::Miner;
use diglot::read::{feed_documents, subtitle_document};
use diglot::text::Encoding;
use diglot::write::lattice_svg;
use diglot::{Document, Gazetteer};
use support::PIPELINE;

static MINER: LazyLock<Miner> = LazyLock::new(|| Miner::new(Gazetteer::built_in()));

/// What rules look around at: rows of names, cues, marks, quotes, brackets, addresses, things that join.
const PIECES: &[&str] = &[
    "中美",
    "中日·",
    "美国",
    "中 ",
    "美日韩对",
    "中国和",
    "国",
    "習",
    "以",
    "中国外交部长",
    "福克斯·",
    "外长雷纳，雷纳",
    "柯文哲、柯案。",
    "中美、美日",
    "外交部发言人毛宁",
    "阿里·洛佩斯，",
    "普京 (Wladimir Putin) ",
    "the Farouk Farage ",
    "Rachel Reeves's Treasury ",
    "普京 (Putin) ",
    "王毅、",
    "苹果",
    "福特、",
    "拉夫罗夫、达尔、",
    "Ford, ",
    "Kim Min-jae ",
    "China-",
    "China's ",
    "Beijing and ",
    "Washington, which ",
    "Georgia ",
    "May ",
    "US ",
    "U.S. ",
    "Mr. ",
    "Xi ",
    "Ri Yong Ho (",
    "(a",
    ", (AB) ",
    "World Bank (WB) ",
    "（",
    "《",
    "「",
    "\"",
    "'",
    "a!",
    ".",
    "-",
    "…",
    "。",
    "🙏",
    "1,",
    "A.",
    "A. B. ",
    "ア国",
    "韩中",
    "\u{200d}",
    "\u{3000}",
    "a·",
    "#",
    "@a",
    "x@y.z ",
    "www.a.com ",
    "http://a.b/",
    "a\n",
    "in the ",
    "美国部长泰里·布",
    "美国总统德拉",
];

/// Bytes of the shorter text; the longer one has four times as many.
const BYTES: usize = 3 << 10;

/// Linear time is four times as long, quadratic sixteen times.
const LIMIT: u32 = 10;

/// What is lost in the noise of a machine with other work.
const NOISE: Duration = Duration::from_millis(200);

/// The lesser of two times.
fn time(work: impl Fn()) -> Duration {
    let once = || {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..2).map(|_| once()).min().unwrap_or_default()
}

#[test]
fn time_is_linear() {
    for piece in PIECES {
        let document = |bytes: usize| Document::from(piece.repeat(bytes / piece.len()));
        let (short, long) = (document(BYTES), document(4 * BYTES));
        let analysis = |document: &Document| time(|| drop(PIPELINE.analyze(document)));
        let mined = |document: &Document| time(|| drop(MINER.sightings(document)));
        for (what, short, long) in
            [("analysis", analysis(&short), analysis(&long)), ("mining", mined(&short), mined(&long))]
        {
            assert!(long <= short * LIMIT + NOISE, "{what} of {piece:?} repeated: {short:?}, then {long:?}");
        }
    }
}

/// A single part of the house by its name, its work, how many times the pieces stand in the shorter text, and the pieces,
/// all of the first before all of the second.
type Part = (&'static str, fn(&str), usize, [&'static str; 2]);

/// Parts that are quick, or asked for seldom, and so need longer texts than the whole does.
const PARTS: &[Part] = &[
    ("sentences", split, 1_500, ["", "a\u{2028}"]),
    ("sentences", split, 1_500, [" ", "@1."]),
    ("sentences", split, 1_500, [" ", "a\n"]),
    ("subtitles", subtitles, 60_000, ["", "<"]),
    ("subtitles", subtitles, 60_000, ["", "{\\"]),
    ("feeds", feeds, 10_000, ["<a ", "b"]),
    ("lattices", lattices, 3_000, ["", "中国人民"]),
    ("mining", mine, 1_200, ["", "总统约翰"]),
    ("mining", mine, 1_200, ["", "总统·"]),
];

fn split(text: &str) {
    drop(sentences(text, &language_spans(text)));
}

fn subtitles(cue: &str) {
    let file = format!("1\n00:00:01,000 --> 00:00:02,000\n{cue}\n");
    drop(subtitle_document("a.srt", file.as_bytes(), Encoding::Auto));
}

fn feeds(items: &str) {
    let feed = format!("<rss><channel><item>{items}");
    drop(feed_documents("a.xml", feed.as_bytes(), Encoding::Auto));
}

fn lattices(text: &str) {
    for lattice in PIPELINE.lattices(&Document::from(text)) {
        lattice_svg(text, &lattice);
    }
}

fn mine(text: &str) {
    drop(MINER.sightings(&Document::from(text)));
}

#[test]
fn time_of_the_parts_is_linear() {
    for &(what, work, times, pieces) in PARTS {
        let text = |times: usize| pieces.map(|piece| piece.repeat(times)).concat();
        let (short, long) = (text(times), text(4 * times));
        let (short, long) = (time(|| work(&short)), time(|| work(&long)));
        assert!(long <= short * LIMIT + NOISE, "{what} of {pieces:?} repeated: {short:?}, then {long:?}");
    }
}
