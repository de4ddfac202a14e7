//! Cases of folding, and what holds for any text.

use proptest::prelude::*;

use super::*;

/// Text, folded, why.
const CASES: &[(&str, &str, &str)] = &[
    ("", "", "nothing"),
    ("The talks ended at 5 p.m.", "The talks ended at 5 p.m.", "plain English stays"),
    ("兩岸關係與臺灣總統", "两岸关系与台湾总统", "Traditional to Simplified"),
    ("衞生署裏的綫人説", "卫生署里的线人说", "Hong Kong forms"),
    ("著名作家著書", "著名作家著书", "著 is left: half of its uses are no particle"),
    ("Ｇ２０　ＡＴ＆Ｔ　９９．５％", "G20 AT&T 99.5%", "full-width letters, digits and their signs"),
    ("他說：「好！」，（笑）；對？", "他说：「好！」，（笑）；对？", "Chinese punctuation stays"),
    ("佛拉迪米尔•普京・普京‧普京･普京˙普京", "佛拉迪米尔·普京·普京·普京·普京·普京", "middle dots"),
    ("唐納．川普", "唐纳·川普", "a full-width full stop between Han is a middle dot"),
    ("唐納．Trump ３．５", "唐纳.Trump 3.5", "elsewhere it is a full stop"),
    ("Xi’s ‘plan’ Hawaiʻi", "Xi's 'plan' Hawai'i", "apostrophes"),
    ("COVID‑19 2010–2020 —", "COVID-19 2010-2020 —", "hyphens and en dash, but no em dash"),
    ("Erdoğan Łódź Đặng Søren İstanbul", "Erdogan Lodz Dang Soren Istanbul", "accents and strokes"),
    ("Straße Æsop Œuvre", "Straße Æsop Œuvre", "two letters in one stay"),
    ("Jose\u{301} Pin\u{303}era Ð", "Jose Pinera D", "decomposed accents"),
    ("A\u{302}\u{301}b", "Ab", "several accents on a letter"),
    ("и\u{306} は\u{3099} 中\u{301}", "и\u{306} は\u{3099} 中\u{301}", "other scripts keep their marks"),
    ("拜\u{200b}登 Bi\u{ad}den\u{feff} ☎\u{fe0f}", "拜登 Biden ☎", "characters without width"),
    ("United\u{a0}States \t of　America", "United States of America", "runs of blanks"),
    ("United\nNations", "United Nations", "a line break inside an English name"),
    ("United \r\n  Nations", "United Nations", "with blanks around it"),
    ("United\n\nNations", "United\nNations", "a paragraph divides"),
    ("United\r\nNations\r\n\r\nNext", "United Nations\nNext", "CR LF is one break"),
    ("end.\nNext", "end.\nNext", "a break behind a full stop stays"),
    ("台灣\n美國", "台湾\n美国", "a break between Han stays"),
    ("台灣\r\n  美國", "台湾\n美国", "and takes the blanks with it"),
    ("台灣\nTaiwan", "台湾\nTaiwan", "a break between scripts stays"),
    ("习 近 平出席", "习近平出席", "a spaced-out name"),
    ("（李 強）", "（李强）", "two characters between brackets"),
    ("美 日 韓 峰會", "美日韩峰会", "lone characters in a row"),
    ("主席 習　近　平 出席", "主席习近平出席", "the blanks around lone characters go too"),
    ("會 國民黨", "会 国民党", "one lone character is not enough"),
    ("南海仲裁 陸：停止", "南海仲裁 陆：停止", "as headlines have it"),
    ("有 1 萬 人 在場", "有 1 万人在场", "two lone characters behind a number"),
    ("有 10 人 在場", "有 10 人 在场", "one behind a number"),
    ("大會 國民黨", "大会 国民党", "two words keep their blank"),
    ("大會  國民黨", "大会 国民党", "and only one"),
    ("在 G20 峰會", "在 G20 峰会", "blanks beside Latin stay"),
    ("\u{200b}a\u{200b} \u{200b} b\u{200b}", "a b", "no width at the edges and inside white space"),
    ("a\0b\u{7}", "a\0b\u{7}", "control characters stay"),
    ("𠀀 😀👍🏽", "𠀀 😀👍🏽", "beyond the BMP"),
    ("\u{f900}\u{fa0c}", "岂兀", "compatibility ideographs"),
];

#[test]
fn cases() {
    for &(text, expected, why) in CASES {
        assert_eq!(fold(text).as_str(), expected, "{why}: {text}");
    }
}

#[test]
fn names_keep_their_blanks() {
    assert_eq!(fold_name("習 近 平"), "习 近 平");
    assert_eq!(fold_name("Çavuşoğlu"), "Cavusoglu");
}

#[test]
fn unchanged_text_is_borrowed() {
    let folded = fold("今天 today 天气好。\n");
    assert!(matches!(folded.folded, Cow::Borrowed(_)));
}

#[test]
fn traditional_needs_no_map() {
    assert_eq!(fold(&"國際貨幣基金組織總裁訪問臺灣，".repeat(20)).map.len(), 0);
}

#[test]
fn offsets_of_what_was_left_out() {
    let text = "\u{200b}拜\u{200b}登\u{200b}，Ｕ.Ｓ.";
    let folded = fold(text);
    assert_eq!(folded.as_str(), "拜登，U.S.");
    let name = folded.to_original(Span::new(0, 6));
    assert_eq!(name.of(text), "拜\u{200b}登", "inside but not at the edges");
    assert_eq!(folded.to_original(Span::new(9, 13)).of(text), "Ｕ.Ｓ.");
    assert_eq!(folded.to_folded_span(name), Span::new(0, 6));
    assert_eq!(folded.to_folded(0), 0);
    assert_eq!(folded.to_folded(text.len()), 13);
    assert_eq!(folded.to_original(Span::new(50, 40)).len(), 0, "spans that do not fit are empty");
}

#[test]
fn hostile_texts_take_linear_time() {
    for piece in
        ["\u{200b}", " \u{200b}", "习 \u{200b}", "\u{301}", "．\u{200b}", "\n \u{200b}", "习 ", "a\u{301}\u{200b}"]
    {
        let text = piece.repeat(300_000);
        let folded = fold(&text);
        assert!(folded.as_str().len() <= text.len());
    }
}

/// Characters that take part in rules, with others between them.
fn texts() -> impl Strategy<Value = String> {
    let char = prop_oneof![
        3 => proptest::sample::select("ab1é習平国Ａ９．，·•’–\u{200b}\u{feff}\u{301} \t\n\r\u{a0}\u{3000}ß𠀀😀".chars().collect::<Vec<_>>()),
        1 => any::<char>(),
    ];
    proptest::collection::vec(char, 0..60).prop_map(String::from_iter)
}

proptest! {
    #[test]
    fn map_leads_there_and_back(text in texts()) {
        let folded = fold(&text);
        let view = folded.as_str();
        let mut joined = String::new();
        let mut end = 0;
        for (at, c) in view.char_indices() {
            let original = folded.to_original(Span::new(at, at + c.len_utf8()));
            prop_assert!(original.start >= end, "spans go on");
            prop_assert_eq!(original.of(&text).chars().count(), 1, "one character stands behind each");
            prop_assert_eq!(folded.to_folded(original.start), at);
            prop_assert_eq!(folded.to_folded(original.end), at + c.len_utf8());
            let skipped = Span::new(end, original.start);
            prop_assert_eq!(folded.to_folded(end), folded.to_folded(original.start), "what is left out takes no room");
            joined += skipped.of(&text);
            joined += original.of(&text);
            end = original.end;
        }
        joined += text.get(end..).unwrap_or("not a boundary");
        prop_assert_eq!(&joined, &text, "kept and left out characters make up the text");
        let whole = folded.to_original(Span::new(0, view.len()));
        prop_assert!(whole.end <= text.len() && text.is_char_boundary(whole.start));
    }

    #[test]
    fn any_offset_is_answered(text in texts(), start in 0usize..300, end in 0usize..300) {
        let folded = fold(&text);
        let original = folded.to_original(Span::new(start, end));
        prop_assert!(text.get(original.start..original.end).is_some());
        prop_assert!(folded.as_str().is_char_boundary(folded.to_folded(start)));
    }

    #[test]
    fn offsets_keep_their_order(text in texts()) {
        let folded = fold(&text);
        let offsets: Vec<usize> = (0..=text.len()).map(|at| folded.to_folded(at)).collect();
        prop_assert!(offsets.is_sorted());
    }
}
