#!/usr/bin/env python3
"""What is read of the items of sample feeds.

The feeds are no part of the repository. The folder that $DIGLOT_FEEDS names holds them with an INDEX.jsonl: a line a feed with
`file`, `kind`, `encoding` and the number of its `items`. Prints a table in Markdown, figures only.
"""

import json
import os
import pathlib
import subprocess
import sys

TOOL = os.environ.get("DIGLOT", "target/release/diglot")


def records(path):
    """The records of a feed, and what the tool says of it on standard error."""
    command = [TOOL, "tag", "--input-format", "feed", "--format", "jsonl", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr.strip()


def main():
    folder = os.environ.get("DIGLOT_FEEDS")
    if not folder:
        print("feed-scores: no feeds: name their folder in $DIGLOT_FEEDS", file=sys.stderr)
        return 0
    folder = pathlib.Path(folder)
    print("| feed | kind | encoding | items | read | with title | with text | with date | with link | mentions | messages |")
    print("| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for row in map(json.loads, (folder / "INDEX.jsonl").open(encoding="utf-8")):
        found, told = records(folder / row["file"])
        having = lambda field: sum(bool(record.get(field)) for record in found)
        mentions = sum(len(record["mentions"]) for record in found)
        cells = [pathlib.Path(row["file"]).stem, row["kind"], row["encoding"], row["items"], len(found)]
        cells += [having(field) for field in ("title", "text", "date", "link")] + [mentions, len(told.splitlines())]
        print("|", " | ".join(map(str, cells)), "|")
    return 0


if __name__ == "__main__":
    sys.exit(main())
