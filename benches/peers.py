"""What whole.py times diglot against: a Python package on every line of a file, with the names of the gazetteer.

    peers.py jieba|flashtext|ahocorasick_rs|spacy NAMES.jsonl FILE
"""
import json
import sys


def names(path):
    for line in open(path, encoding="utf-8"):
        for listed in json.loads(line)["names"].values():
            yield from listed


def is_chinese(text):
    return any("\u4e00" <= c <= "\u9fff" for c in text)


def phrase_matchers(names):
    """spaCy's PhraseMatcher, over words of English and over jieba's words of Chinese."""
    import spacy
    from spacy.matcher import PhraseMatcher

    matchers = {}
    for chinese in (False, True):
        language = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}}) if chinese else spacy.blank("en")
        matcher = PhraseMatcher(language.vocab)
        matcher.add("name", [language.make_doc(name) for name in names if is_chinese(name) == chinese])
        matchers[chinese] = language, matcher

    def look(line):
        language, matcher = matchers[is_chinese(line)]
        return matcher(language.make_doc(line))

    return look


def main():
    peer, gazetteer, path = sys.argv[1:]
    if peer == "jieba":
        import jieba

        jieba.setLogLevel(60)
        look = jieba.lcut
    elif peer == "flashtext":
        from flashtext import KeywordProcessor

        processor = KeywordProcessor(case_sensitive=True)
        processor.add_keywords_from_list(sorted(set(names(gazetteer))))
        look = processor.extract_keywords
    elif peer == "spacy":
        look = phrase_matchers(sorted(set(names(gazetteer))))
    else:
        import ahocorasick_rs

        automaton = ahocorasick_rs.AhoCorasick(sorted(set(names(gazetteer))), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
        look = automaton.find_matches_as_strings
    print(sum(len(look(line)) for line in open(path, encoding="utf-8")))


main()
