#!/usr/bin/env bash
# Reads our CoNLL-U back with the `conllu` and `udapi` packages: both must take it, and find the text again. Then holds it
# to what level 1 of the validator of Universal Dependencies asks (lines, columns, ids, blanks, normal form C).
set -euo pipefail
cd "$(dirname "$0")/.."

venv=target/venv
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/python" -c 'import conllu, udapi' 2>/dev/null || "$venv/bin/pip" install --quiet conllu udapi
out=$(mktemp --suffix=.conllu)
trap 'rm -f "$out"' EXIT
target/release/diglot tag --format conllu --pos examples/page.txt >"$out"
"$venv/bin/python" - "$out" <<'PY'
import logging
import re
import sys
import unicodedata

import conllu
import udapi

# It has much to say about words without heads.
logging.disable(logging.WARNING)

path = sys.argv[1]
sentences = conllu.parse(open(path, encoding="utf-8").read())
assert sentences, "no sentence"
for sentence in sentences:
    spelled = "".join(
        word["form"] + ("" if (word["misc"] or {}).get("SpaceAfter") == "No" else " ") for word in sentence
    )
    assert spelled.strip() == sentence.metadata["text"], (spelled, sentence.metadata["text"])


def level_one(text):
    """What is wrong, a line each."""
    if not text.endswith("\n\n") or "\n\n\n" in text or text.startswith("\n") or "\r" in text:
        yield "a sentence ends with one empty line, a line with LF"
    for block in text.rstrip("\n").split("\n\n"):
        lines = block.split("\n")
        words = [line for line in lines if not line.startswith("#")]
        if not words or lines[-len(words):] != words:
            yield f"comments stand before the words: {lines[0]}"
        for number, line in enumerate(words, 1):
            columns = line.split("\t")
            if len(columns) != 10 or columns[0] != str(number):
                yield f"ten columns, ids from 1: {line}"
            if any(not column or column != column.strip() or re.search(r"\s\s", column) for column in columns):
                yield f"no empty column, no blanks at its edges, none doubled: {line}"
            if any(re.search(r"\s", column) for column in columns[:1] + columns[3:9]):
                yield f"blanks in FORM, LEMMA and MISC only: {line}"
            keys = [pair.split("=")[0] for pair in columns[-1].split("|")]
            if keys != sorted(keys):
                yield f"keys of MISC in the order of the alphabet: {line}"
        yield from (f"normal form C: {line}" for line in lines if not unicodedata.is_normalized("NFC", line))


faults = list(level_one(open(path, encoding="utf-8", newline="").read()))
assert not faults, "\n".join(faults)
document = udapi.Document(path)
texts = [bundle.get_tree().compute_text() for bundle in document]
assert texts == [sentence.metadata["text"] for sentence in sentences], "udapi spells another text"
print(f"{len(sentences)} sentences, {sum(map(len, sentences))} words")
PY
