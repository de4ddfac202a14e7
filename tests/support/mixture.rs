//! Texts that try the borders: pieces of many scripts, marks of all sorts and names of the gazetteer, in any order.

use proptest::prelude::*;
use proptest::sample::select;

/// Han of both sides, of one side only, spaced out, beyond the BMP.
const HAN: &[&str] = &[
    "總統抵達機場",
    "总统抵达机场",
    "外交部長",
    "發言人說",
    "表示",
    "与",
    "在",
    "的",
    "里",
    "美",
    "中美",
    "美日韓",
    "访美",
    "俄方",
    "習 近 平",
    "李 強",
    "年",
    "月",
    "第",
    "國",
    "大學",
    "人",
    "𠮷",
    "〇",
];
const LATIN: &[&str] = &[
    "the",
    "said",
    "President ",
    "Mr. ",
    "U.S.",
    "in ",
    "speaks ",
    "don't",
    "don’t",
    "COVID-19",
    "F-35",
    "AT&T",
    "p.m.",
    "e\u{301}",
    "Straße",
    "Ｇ２０",
    "iPhone",
    "no",
    "Prof",
    "la casa de los niños y las niñas",
    "THE END",
    "x",
];
const OTHER_SCRIPTS: &[&str] = &["の", "カナ", "です。", "한국", "대통령", "Москва", "ประเทศ", "مرحبا", "שלום", "ñ"];
const NUMBERS: &[&str] = &["5", "2025", "3.14", "1,234.5", "４２", "10:30", "2025-05-07", "50%", "①", "Ⅳ"];
/// Marks of both kinds, paired and not.
const MARKS: &[&str] = &[
    "，", "。", "、", "！", "？", "：", "；", "「", "」", "『", "』", "《", "》", "（", "）", "……", "——", ",", ".",
    "!", "?", "...", ":", ";", "\"", "'", "“", "”", "‘", "’", "(", ")", "[", "]", "«", "»", "-", "–", "—", "·", "・",
    "．", "&", "#", "@", "/", "|",
];
const BLANKS: &[&str] = &[" ", "  ", "\n", "\r\n", "\r", "\n\n", "\t", "\u{a0}", "\u{3000}", "\u{2028}", "\u{85}"];
const INVISIBLE: &[&str] = &[
    "\u{200b}",
    "\u{200d}",
    "\u{feff}",
    "\u{ad}",
    "\u{fe0f}",
    "\u{202e}",
    "\u{2060}",
    "\0",
    "\u{7}",
    "\u{fffd}",
    "\u{301}",
    "\u{e0001}",
    "\u{10ffff}",
];
const EMOJI: &[&str] = &["😀", "👍🏽", "👨‍👩‍👧", "🇹🇼", "🇺🇸", "☎️", "✈"];
const ADDRESSES: &[&str] =
    &["https://news.example/china?q=美國", "www.un.example", "xi@gov.example", "@potus", "#台灣", "#NATO"];
/// Names of all kinds and forms: full, short, one alias of several, with blanks, dots and marks inside.
const NAMES: &[&str] = &[
    "Xi Jinping",
    "Xi",
    "習近平",
    "习近平",
    "Putin",
    "普京",
    "普丁",
    "弗拉基米尔·普京",
    "唐納．川普",
    "特朗普",
    "Donald Trump",
    "Trump",
    "Russia",
    "Russian",
    "俄羅斯",
    "俄",
    "China",
    "中国",
    "Chinese",
    "United States",
    "the United Kingdom",
    "US",
    "us",
    "美國",
    "Georgia",
    "Jordan",
    "Chad",
    "May",
    "Moscow",
    "Beijing",
    "北京",
    "華盛頓",
    "UN",
    "United\nNations",
    "聯合國",
    "Foreign Ministry",
    "外交部",
    "Ministry of Defence of Ukraine",
    "俄罗斯外交部",
    "Bank of China",
    "中國人民解放軍",
    "White House",
    "白宮",
    "NATO",
    "北約",
    "马里兰",
    "发展中国家",
    "Senate",
    "立法院",
    "who",
    "WHO",
];

fn piece() -> impl Strategy<Value = String> {
    let of = |table: &'static [&'static str]| select(table).prop_map(str::to_owned);
    prop_oneof![
        4 => of(HAN),
        4 => of(LATIN),
        6 => of(NAMES),
        4 => of(MARKS),
        4 => of(BLANKS),
        2 => of(NUMBERS),
        1 => of(OTHER_SCRIPTS),
        1 => of(INVISIBLE),
        1 => of(EMOJI),
        1 => of(ADDRESSES),
        1 => any::<char>().prop_map(String::from),
    ]
}

/// Up to forty pieces in any order.
pub fn mixture() -> impl Strategy<Value = String> {
    proptest::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat())
}
