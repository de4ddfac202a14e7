#!/usr/bin/env python3
"""What is read of the items of sample feeds.

The feeds are no part of the repository. The folder that $DIGLOT_FEEDS names holds them with an INDEX.jsonl: a line a feed with
`file`, `kind`, `encoding` and the number of its `items`. Prints a table in Markdown, figures only.
"""

import json
import pathlib
import subprocess
import sys

from samples import TOOL, samples


def records(path):
    """The records of a feed, and what the tool says of it on standard error."""
    command = [TOOL, "tag", "--input-format", "feed", "--format", "jsonl", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr.strip()


def main():
    folder, index = samples("DIGLOT_FEEDS")
    print("| feed | kind | encoding | items | read | with title | with text | with date | with link | mentions | messages |")
    print("| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for row in index:
        found, told = records(folder / row["file"])
        having = lambda field: sum(bool(record.get(field)) for record in found)
        mentions = sum(len(record["mentions"]) for record in found)
        cells = [pathlib.Path(row["file"]).stem, row["kind"], row["encoding"], row["items"], len(found)]
        cells += [having(field) for field in ("title", "text", "date", "link")] + [mentions, len(told.splitlines())]
        print("|", " | ".join(map(str, cells)), "|")
    return 0


if __name__ == "__main__":
    sys.exit(main())
