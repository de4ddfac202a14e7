#!/usr/bin/env python3
"""How much of the articles on sample pages is kept, and how much page furniture left out.

The pages are no part of the repository. The folder that $DIGLOT_PAGES names holds them with an INDEX.jsonl: a line a page,
`file` and, where the article is known, `gold` with its `text`. Prints a table in Markdown, figures only.

kept: share of the article's strings of six characters that stand in the extracted title and text.
left out: share of the furniture's characters that do not; furniture are the paragraphs that stand on two pages of the same
site and more (menus, buttons, notices), taken from `--page all`, unless the article has them. Pages of a site that is
there once have none known.
"""

import collections
import json
import pathlib
import re
import subprocess
import sys

from samples import TOOL, samples


def bare(text):
    return re.sub(r"\s+", "", text or "")


def strings(text, size=6):
    return [text[i : i + size] for i in range(len(text) - size + 1)]


def read(pages, part):
    command = [TOOL, "segment", "--format", "jsonl", "--page", part, *map(str, pages)]
    lines = subprocess.run(command, stdout=subprocess.PIPE, check=False).stdout.splitlines()
    return {pathlib.Path(record["source"]).name: record for record in map(json.loads, lines)}


def share(part, whole):
    return f"{part / whole:.2f}" if whole else ""


def main():
    folder, index = samples("DIGLOT_PAGES")
    articles = {row["file"]: bare((row.get("gold") or {}).get("text")) for row in index}
    pages = sorted(folder / name for name in articles)
    found, whole = read(pages, "main"), read(pages, "all")
    site = {page.name: re.sub(r"-[^-]*$", "", page.name) for page in pages}
    seen = collections.defaultdict(set)
    for name, record in whole.items():
        for line in record["text"].split("\n\n"):
            seen[site[name], line].add(name)
    print("| page | characters of article | kept | characters of furniture | left out |\n| --- | ---: | ---: | ---: | ---: |")
    kept_shares, furniture_sum, out_sum = [], 0, 0
    for page in pages:
        name, gold = page.name, articles[page.name]
        text = found.get(name, {}).get("text", "")
        have = set(strings(bare(found.get(name, {}).get("title", "")) + bare(text)))
        kept = sum(string in have for string in strings(gold))
        lines = text.split("\n\n")
        furniture = out = 0
        for line in whole.get(name, {}).get("text", "").split("\n\n"):
            if len(seen[site[name], line]) > 1 and bare(line) not in gold:
                furniture += len(line)
                out += 0 if line in lines else len(line)
        if gold:
            kept_shares.append(kept / max(1, len(strings(gold))))
        furniture_sum, out_sum = furniture_sum + furniture, out_sum + out
        print(f"| {name.removesuffix('.html')} | {len(gold) or ''} | {share(kept, len(strings(gold)))} | {furniture or ''} | {share(out, furniture)} |")
    mean = sum(kept_shares) / max(1, len(kept_shares))
    print(f"| mean, sum | {len(kept_shares)} pages | {mean:.3f} | {furniture_sum} | {share(out_sum, furniture_sum)} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
