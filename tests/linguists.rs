//! The formats of linguists, from the command line: out, and back in.

use std::path::Path;

#[path = "support/tool.rs"]
mod tool;

fn diglot(arguments: &[&str], input: &str) -> (String, String, i32) {
    tool::texts(Path::new("."), arguments, input)
}

const TEXT: &str = "馬克龍抵達北京。 He was met by \"Xi\" & friends.\n第二行\n";

#[test]
fn words_go_out_and_come_back() {
    let (words, _, code) = diglot(&["segment", "--format", "words"], TEXT);
    assert_eq!(code, 0);
    assert_eq!(words, "馬克龍 抵達 北京 。\nHe was met by \" Xi \" & friends .\n第二行\n");
    let (again, _, _) = diglot(&["segment", "--format", "words", "--input-format", "words"], &words);
    assert_eq!(again, words);
}

#[test]
fn words_that_came_segmented_are_kept() {
    let (words, _, _) = diglot(&["segment", "--format", "words", "--input-format", "words"], "抵达北 京  了 。\n");
    assert_eq!(words, "抵达北 京 了 。\n");
    let (tags, _, _) = diglot(&["tag", "--format", "tsv", "--input-format", "words"], "Xi Jinping 到 了 北 京\n");
    assert!(tags.contains("\t0\t10\tXi Jinping\tleader"), "{tags}");
}

#[test]
fn conllu_goes_out_and_comes_back() {
    let (once, _, code) = diglot(&["tag", "--format", "conllu"], TEXT);
    assert_eq!(code, 0);
    let (twice, messages, code) = diglot(&["tag", "--format", "conllu", "--input-format", "conllu"], &once);
    assert_eq!((twice, messages.as_str(), code), (once, "", 0));
}

#[test]
fn what_is_no_conllu_is_told() {
    let (_, messages, code) = diglot(&["segment", "--input-format", "conllu"], TEXT);
    assert_eq!(code, 2);
    assert_eq!(messages.lines().count(), 1, "{messages}");
    assert!(messages.contains("line 1: no word"), "{messages}");
    let (out, messages, code) = diglot(&["segment", "--format", "words", "--input-format", "conllu"], "1\t走\nx\n");
    assert_eq!((out.as_str(), code), ("走\n", 1));
    assert!(messages.starts_with("diglot: -:2: no word"), "{messages}");
}

#[test]
fn tei_is_one_file_whose_references_resolve() {
    let (tei, _, code) = diglot(&["tag", "--format", "tei"], TEXT);
    assert_eq!(code, 0);
    assert!(tei.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI "), "{tei}");
    assert!(tei.ends_with("</standOff>\n</TEI>\n"), "{tei}");
    let references: Vec<&str> = tei.split("ref=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(references, ["emmanuel-macron", "xi-jinping"]);
    for id in references {
        assert!(tei.contains(&format!("xml:id=\"{id}\"")), "{id}");
    }
    let (plain, _, _) = diglot(&["segment", "--format", "tei"], TEXT);
    assert!(plain.contains("<pc>&amp;</pc>") && !plain.contains("Name"), "{plain}");
}

#[test]
fn vertical_text_holds_a_word_a_line() {
    let (vert, _, code) = diglot(&["segment", "--format", "vert"], "走 了。");
    assert_eq!(code, 0);
    let expected = "<doc id=\"-\" lang=\"zh\" script=\"undecided\" source=\"-\">\n<s lang=\"zh\">\n走\t_\t_\tzh\n\
                    了\t_\t_\tzh\n<g/>\n。\t_\t_\tzh\n</s>\n</doc>\n";
    assert_eq!(vert, expected);
}
