//! Text to measure with, made from templates, jieba's words by their frequency and the names of the gazetteer. The same
//! kind and size always give the same text, so that anyone can measure again.

use std::io::Read;

use diglot::Gazetteer;
use diglot::gazetteer::Kind;
use diglot::text::to_traditional;

/// What a text is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corpus {
    /// Simplified Chinese.
    Hans,
    /// The same in Traditional characters.
    Hant,
    English,
    /// Lines in turn: English, Simplified, English with Traditional names in brackets.
    Mixed,
}

impl Corpus {
    /// The kind of this name.
    #[allow(dead_code, reason = "the example reads names, the benchmark does not")]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "hans" => Corpus::Hans,
            "hant" => Corpus::Hant,
            "english" => Corpus::English,
            "mixed" => Corpus::Mixed,
            _ => return None,
        })
    }
}

/// One word in so many is a name, as in the news (8% of the tokens of the development gold are mentions).
const WORDS_A_NAME: u64 = 14;

/// Lines of about 200 bytes, `bytes` in all.
pub fn text(corpus: Corpus, bytes: usize) -> String {
    let mut maker = Maker::new();
    let mut out = String::with_capacity(bytes + 400);
    let mut line = 0_u64;
    while out.len() < bytes {
        match corpus {
            Corpus::Hans => maker.chinese(&mut out),
            Corpus::Hant => {
                let mut simplified = String::new();
                maker.chinese(&mut simplified);
                out += &to_traditional(&simplified);
            }
            Corpus::English => maker.english(&mut out, false),
            Corpus::Mixed if line % 3 == 1 => maker.chinese(&mut out),
            Corpus::Mixed => maker.english(&mut out, line % 3 == 2),
        }
        out.push('\n');
        line += 1;
    }
    out
}

/// English running words, in the order of how often they stand in text.
const ENGLISH: &str = "the of and to in a that is for was on with as by at from his it be had are not have this they \
    said which their one has were after would who about when will more been other new two over its people first \
    government also year could last than between before under against during many where most state while three world \
    country years week military talks officials security meeting leaders trade agreement including economic support \
    political public statement visit border policy former region percent members national foreign group announced \
    reported called according forces reached expected remain continue later decision measures since added growing \
    response relations development several yesterday morning earlier independent northern capital election campaign";

struct Maker {
    state: u64,
    /// Chinese words with the sum of the frequencies up to each.
    words: Vec<(String, u64)>,
    english: Vec<&'static str>,
    /// English and Simplified names of one entity each.
    names: Vec<(String, String)>,
}

impl Maker {
    fn new() -> Self {
        let gazetteer = Gazetteer::built_in();
        let known = gazetteer.entities().filter(|entity| entity.prominence >= 6 || entity.kind == Kind::Nation);
        let names = known.filter_map(|entity| Some((entity.en.first()?.clone(), entity.zh_hans.first()?.clone())));
        let mut list = String::new();
        let packed = include_bytes!("../../dictionaries/words/jieba-0.11.0.txt.gz").as_slice();
        flate2::read::GzDecoder::new(packed).read_to_string(&mut list).expect("the list of words");
        let mut sum = 0;
        let mut words = Vec::new();
        for line in list.lines() {
            let mut columns = line.split(' ');
            let (Some(word), Some(frequency)) = (columns.next(), columns.next()) else { continue };
            if word.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
                sum += frequency.parse::<u64>().expect("a frequency");
                words.push((word.to_owned(), sum));
            }
        }
        Maker { state: 20_251_126, words, english: ENGLISH.split_whitespace().collect(), names: names.collect() }
    }

    /// The next number below `limit`: Knuth's MMIX generator, its upper bits.
    fn below(&mut self, limit: u64) -> u64 {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) % limit
    }

    fn name(&mut self) -> usize {
        let count = self.names.len() as u64;
        self.below(count) as usize
    }

    /// A line of three sentences.
    fn chinese(&mut self, out: &mut String) {
        let total = self.words.last().map_or(1, |(_, sum)| *sum);
        for _ in 0..3 {
            for word in 0..12 {
                if self.below(WORDS_A_NAME) == 0 {
                    let name = self.name();
                    out.push_str(&self.names[name].1);
                } else {
                    let wanted = self.below(total);
                    let at = self.words.partition_point(|(_, sum)| *sum <= wanted);
                    out.push_str(&self.words[at].0);
                }
                if word == 5 {
                    out.push('，');
                }
            }
            out.push('。');
        }
    }

    /// A line of two sentences; with `brackets`, names carry their Traditional form behind them.
    fn english(&mut self, out: &mut String, brackets: bool) {
        for sentence in 0..2 {
            for word in 0..16 {
                if word + sentence > 0 {
                    out.push(' ');
                }
                if self.below(WORDS_A_NAME) == 0 {
                    let name = self.name();
                    out.push_str(&self.names[name].0);
                    if brackets {
                        *out += &format!(" ({})", to_traditional(&self.names[name].1));
                    }
                } else {
                    // Frequent words stand at the front of the list.
                    let (a, b) = (self.below(self.english.len() as u64), self.below(self.english.len() as u64));
                    out.push_str(self.english[a.min(b) as usize]);
                }
            }
            out.push('.');
        }
    }
}
