#!/usr/bin/env bash
# Reads our CoNLL-U back with the `conllu` and `udapi` packages: both must take it, and find the text again.
set -euo pipefail
cd "$(dirname "$0")/.."

venv=target/venv
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/python" -c 'import conllu, udapi' 2>/dev/null || "$venv/bin/pip" install --quiet conllu udapi
out=$(mktemp)
trap 'rm -f "$out"' EXIT
target/release/diglot tag --format conllu --pos examples/page.txt >"$out"
"$venv/bin/python" - "$out" <<'PY'
import sys

import conllu
import udapi

path = sys.argv[1]
sentences = conllu.parse(open(path, encoding="utf-8").read())
assert sentences, "no sentence"
for sentence in sentences:
    spelled = "".join(
        word["form"] + ("" if (word["misc"] or {}).get("SpaceAfter") == "No" else " ") for word in sentence
    )
    assert spelled.strip() == sentence.metadata["text"], (spelled, sentence.metadata["text"])
document = udapi.Document(path)
texts = [bundle.get_tree().compute_text() for bundle in document]
assert texts == [sentence.metadata["text"] for sentence in sentences], "udapi spells another text"
print(f"{len(sentences)} sentences, {sum(map(len, sentences))} words")
PY
