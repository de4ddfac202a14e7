//! Cases of decoding, and what holds for any bytes.

use proptest::prelude::*;

use super::*;

/// A text long enough for any guess, with characters of both common sets.
const NEWS: &str = "中國與歐盟代表今日在日內瓦會面,雙方討論了貿易和氣候問題。The talks ended at 5 p.m.\n會後發言人表示,下一輪談判將在明年春天舉行,地點仍未確定。\n";
const NEWS_HANS: &str = "中国与欧盟代表今日在日内瓦会面，双方讨论了贸易和气候问题。The talks ended at 5 p.m.\n会后发言人表示，下一轮谈判将在明年春天举行，地点仍未确定。\n";

fn auto(bytes: &[u8]) -> Result<(String, &'static str, usize), DecodeError> {
    decode(bytes, Encoding::Auto).map(|decoded| (decoded.text, decoded.encoding, decoded.replaced))
}

fn utf16(text: &str, bytes: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

fn utf32(text: &str, bytes: impl Fn(u32) -> [u8; 4]) -> Vec<u8> {
    text.chars().flat_map(|c| bytes(u32::from(c))).collect()
}

#[test]
fn encodings_are_told_by_their_bytes() {
    for text in [NEWS, NEWS_HANS, "Plain English without anything else in it.\n"] {
        let cases = [
            (text.as_bytes().to_vec(), "UTF-8"),
            ([b"\xef\xbb\xbf", text.as_bytes()].concat(), "UTF-8"),
            (utf16(text, u16::to_le_bytes), "UTF-16LE"),
            (utf16(text, u16::to_be_bytes), "UTF-16BE"),
            ([b"\xff\xfe".to_vec(), utf16(text, u16::to_le_bytes)].concat(), "UTF-16LE"),
            ([b"\xfe\xff".to_vec(), utf16(text, u16::to_be_bytes)].concat(), "UTF-16BE"),
            (utf32(text, u32::to_le_bytes), "UTF-32LE"),
            (utf32(text, u32::to_be_bytes), "UTF-32BE"),
            (utf32(&format!("\u{feff}{text}"), u32::to_le_bytes), "UTF-32LE"),
            (utf32(&format!("\u{feff}{text}"), u32::to_be_bytes), "UTF-32BE"),
        ];
        for (bytes, encoding) in cases {
            assert_eq!(auto(&bytes), Ok((text.to_owned(), encoding, 0)));
        }
    }
    assert_eq!(auto(&BIG5.encode(NEWS).0), Ok((NEWS.to_owned(), "Big5", 0)));
    assert_eq!(auto(&GB18030.encode(NEWS_HANS).0), Ok((NEWS_HANS.to_owned(), "gb18030", 0)));
    assert_eq!(auto(&GB18030.encode(NEWS).0), Ok((NEWS.to_owned(), "gb18030", 0)));
}

/// The encoder of the Encoding Standard writes no characters of the Hong Kong supplement, its decoder reads them.
#[test]
fn hong_kong_characters_of_big5() {
    let bytes = b"\xca\x5c\x92\x5d\x9d\xf6\xab\xd7\xb6\xc9\xd4\x55\xa1\x41\x9d\xf8\x9d\xcf\xa6\x6e\xa5\xad\x9d\xee\xa1\x41\xad\xf8\xa8\xcf\xcb\xdd\xa6\x68\xbf\xfa\xb4\x4e\xb6\x52\xa8\xec\xb3\xe2\xa1\x43";
    assert_eq!(auto(bytes), Ok(("佢哋喺度傾偈，啲嘢好平㗎，唔使咁多錢就買到喇。".to_owned(), "Big5", 0)));
}

#[test]
fn no_bytes_are_an_empty_text() {
    assert_eq!(auto(b""), Ok((String::new(), "UTF-8", 0)));
    assert_eq!(auto(b"\xef\xbb\xbf"), Ok((String::new(), "UTF-8", 0)));
}

#[test]
fn a_label_is_obeyed_but_for_a_byte_order_mark() {
    let label =
        |label: &str, bytes: &[u8]| decode(bytes, label.parse()?).map(|decoded| (decoded.text, decoded.encoding));
    assert_eq!(label("GB2312", b"\xc4\xe3"), Ok(("你".to_owned(), "gb18030")));
    assert_eq!(label("gbk", b"\xef\xbb\xbf\xe4\xbd\xa0"), Ok(("你".to_owned(), "UTF-8")));
    assert_eq!(label(" latin1 ", b"\xe9"), Ok(("é".to_owned(), "windows-1252")));
    assert_eq!(label("euc-tw", b""), Err(DecodeError::Unsupported { encoding: "EUC-TW" }));
    assert!("Auto".parse() == Ok(Encoding::Auto) && Encoding::default() == Encoding::Auto);
    let unknown = "klingon".parse::<Encoding>().map_err(|error| error.to_string());
    assert!(unknown.is_err_and(|message| message.contains("'klingon'") && message.contains("big5")));
}

#[test]
fn damage_is_replaced_and_counted() {
    let mut bytes = NEWS.as_bytes().to_vec();
    bytes[30] = b'?';
    bytes.truncate(bytes.len() - 2);
    let decoded = auto(&bytes).expect("text");
    assert_eq!((decoded.1, decoded.2), ("UTF-8", decoded.0.matches('\u{fffd}').count()));
    assert_eq!(
        auto("中文".as_bytes().get(..5).unwrap_or_default()),
        Ok(("中\u{fffd}".to_owned(), "UTF-8", 1)),
        "cut off"
    );
    assert_eq!(auto("a \u{fffd}".as_bytes()), Ok(("a \u{fffd}".to_owned(), "UTF-8", 0)), "written, not replaced");
    let odd = [utf16(NEWS, u16::to_le_bytes), vec![b'x']].concat();
    assert_eq!(auto(&odd).map(|decoded| (decoded.1, decoded.2)), Ok(("UTF-16LE", 1)));
    let odd = [utf32(NEWS, u32::to_le_bytes), vec![b'x']].concat();
    assert_eq!(auto(&odd).map(|decoded| (decoded.1, decoded.2)), Ok(("UTF-32LE", 1)));
}

/// A page in Big5 that is ASCII for all but three in a hundred bytes is no damaged UTF-8.
#[test]
fn damage_is_measured_against_bytes_beyond_ascii() {
    let text = format!(
        "{}今天天氣很好，我們一起去公園散步，看見很多朋友。{}",
        "<b></b>\n".repeat(150),
        "<i></i>\n".repeat(150)
    );
    assert_eq!(auto(&BIG5.encode(&text).0), Ok((text, "Big5", 0)));
}

#[test]
fn binary_data_is_named() {
    let looks_like = |bytes: &[u8]| match auto(bytes) {
        Err(DecodeError::Binary { looks_like }) => looks_like,
        other => panic!("{other:?}"),
    };
    assert_eq!(looks_like(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "a PNG image");
    assert_eq!(looks_like(b"%PDF-1.7\n"), "a PDF document");
    assert_eq!(looks_like(b"PK\x03\x04\x14\0"), "a ZIP archive (or docx, xlsx, epub), to be unpacked first");
    let noise: Vec<u8> = (0..4096u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let tar = ["a.txt".as_bytes(), &[0; 252], b"ustar\0", "普京\n".as_bytes()].concat();
    assert_eq!(looks_like(&tar), "a tar archive, to be unpacked first");
    assert_eq!(looks_like(&noise), "binary data");
    assert_eq!(looks_like(&[0; 512]), "binary data");
}

#[test]
fn stray_control_characters_are_kept() {
    for text in ["a\0b", "中\0文\0", "\0", "one\0two\0three\0", "log \u{1b}[31mred\u{1b}[0m ".repeat(50).as_str()] {
        assert_eq!(auto(text.as_bytes()), Ok((text.to_owned(), "UTF-8", 0)), "{text:?}");
    }
}

/// Characters of CNS 11643 plane 1 as EUC-TW has them, by their frequency in running text.
const EUC_TW: &[u8] = b"\xc4\xa4\xc8\xcb\xe5\xdc\xc6\xf8\xa1\xa7\xc4\xa8\xc4\xb2\xc4\xcb\xcc\xba\xc8\xfc\xc4\xac\xc8\xa9\xa1\xa2\xde\xea\xc5\xc7\xdb\xef\xc4\xe1\x8e\xa2\xa4\xc3\n";

#[test]
fn euc_tw_is_refused_and_its_neighbours_are_not() {
    assert_eq!(auto(EUC_TW), Err(DecodeError::Unsupported { encoding: "EUC-TW" }));
    let neighbours = [
        (GB18030, NEWS_HANS, "gb18030"),
        (encoding_rs::EUC_KR, "한국과 미국의 대표들이 오늘 서울에서 만나 무역 문제를 논의했다.", "EUC-KR"),
        (encoding_rs::EUC_JP, "日本と中国の代表は今日、東京で会談し、貿易の問題について話し合った。", "EUC-JP"),
    ];
    for (encoding, text, name) in neighbours {
        assert_eq!(auto(&encoding.encode(text).0), Ok((text.to_owned(), name, 0)));
    }
}

proptest! {
    #[test]
    fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(decoded) = decode(&bytes, Encoding::Auto) {
            prop_assert!(decoded.replaced <= bytes.len());
        }
        for label in ["utf-8", "gbk", "big5", "utf-16le", "shift_jis", "iso-2022-jp"] {
            prop_assert!(decode(&bytes, label.parse().expect("label")).is_ok());
        }
    }

    #[test]
    fn utf8_comes_back(text in "[^\u{feff}\0-\u{8}\u{e}-\u{1f}\u{7f}]\\PC{0,80}") {
        prop_assume!(binary::magic(text.as_bytes()).is_none());
        prop_assert_eq!(auto(text.as_bytes()), Ok((text, "UTF-8", 0)));
    }

    #[test]
    fn wide_units_come_back(text in "[一-龥。，a-z0-9 \n]{80,200}") {
        prop_assert_eq!(auto(&utf16(&text, u16::to_le_bytes)), Ok((text.clone(), "UTF-16LE", 0)));
        prop_assert_eq!(auto(&utf16(&text, u16::to_be_bytes)), Ok((text.clone(), "UTF-16BE", 0)));
        prop_assert_eq!(auto(&utf32(&text, u32::to_le_bytes)), Ok((text.clone(), "UTF-32LE", 0)));
        prop_assert_eq!(auto(&utf32(&text, u32::to_be_bytes)), Ok((text, "UTF-32BE", 0)));
    }

    /// Sentences of common words in any order.
    #[test]
    fn legacy_chinese_comes_back(order in proptest::collection::vec(0usize..8, 12..40)) {
        let words = ["今天", "我們", "政府", "表示", "國家", "經濟", "的", "，"];
        let text: String = order.iter().map(|&word| words[word]).collect::<String>() + "。總統說。";
        prop_assert_eq!(auto(&BIG5.encode(&text).0), Ok((text, "Big5", 0)));
        let words = ["今天", "我们", "政府", "表示", "国家", "经济", "的", "，"];
        let text: String = order.iter().map(|&word| words[word]).collect::<String>() + "。总统说。";
        prop_assert_eq!(auto(&GB18030.encode(&text).0), Ok((text, "gb18030", 0)));
    }
}
