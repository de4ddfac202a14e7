"""What whole.py times diglot against: a Python package on every line of a file, with the names of the gazetteer.

    peers.py jieba|flashtext|ahocorasick_rs NAMES.jsonl FILE
"""
import json
import sys


def names(path):
    for line in open(path, encoding="utf-8"):
        for listed in json.loads(line)["names"].values():
            yield from listed


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
    else:
        import ahocorasick_rs

        automaton = ahocorasick_rs.AhoCorasick(sorted(set(names(gazetteer))), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
        look = automaton.find_matches_as_strings
    print(sum(len(look(line)) for line in open(path, encoding="utf-8")))


main()
