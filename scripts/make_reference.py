#!/usr/bin/env python3
"""Cut reference/{regions,villages,occupations}.tsv from the source lists.

Usage: scripts/make_reference.py SOURCE_FOLDER

SOURCE_FOLDER holds the four source files (docs/data.md says where each comes from). The output
depends on nothing but those files, so running it twice changes nothing. The hand-made files of
reference/ are not touched, only checked: each code they mention must exist.
"""

import json
import sys
from pathlib import Path

REFERENCE = Path(__file__).resolve().parent.parent / "reference"

# Townships are carried for the sending city and the receiving municipality only.
TOWNSHIP_PREFIXES = ("6208", "12")

# Not work that a public employment service may offer.
DROPPED_ALIASES = {"鉴定擦边视频"}

# Names that the source misspells (stray space inside).
TIDY = str.maketrans({" ": "", "\u3000": "", "\t": ""})

# The village list is of an older vintage. Where its township is not found by name:
TOWNSHIP_BY_HAND = {"平凉崆峒山大景区管理委员会": "崆峒镇"}


def read(folder, name):
    with open(folder / name, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def write(name, title, version, columns, rows):
    lines = [f"# {title}", f"# version: {version}", "\t".join(columns)]
    for row in rows:
        cells = ["" if cell is None else str(cell) for cell in row]
        assert not any("\t" in cell or "\n" in cell for cell in cells), cells
        lines.append("\t".join(cells))
    (REFERENCE / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{name}: {len(rows)} rows")


def regions(folder):
    kept = [
        r
        for r in read(folder, "regions.jsonl")
        if r["level"] <= 3 or r["code"].startswith(TOWNSHIP_PREFIXES)
    ]
    kept.sort(key=lambda r: r["code"])
    rows = [
        (r["code"], r["name"], r["level"], r.get("parent"), r.get("lon"), r.get("lat"))
        for r in kept
    ]
    write(
        "regions.tsv",
        "Administrative divisions, GB/T 2260 codes: levels 1-3 of the country, level 4 of 6208xx and 12xxxx.",
        "2026-09",
        ("code", "name", "level", "parent", "lon", "lat"),
        rows,
    )
    return {r["code"]: r for r in kept}


def stem(township):
    """西阳乡 and 西阳回族乡 are the same place."""
    for suffix in ("回族乡", "街道", "镇", "乡"):
        if township.endswith(suffix):
            return township[: -len(suffix)]
    return township


def village_name(raw):
    """白水村委会 -> 白水村, 宝塔社区居委会 -> 宝塔社区, 华江里社区第一居委会 -> 华江里第一社区."""
    for suffix in ("村民委员会", "村委会"):
        if raw.endswith(suffix):
            head = raw[: -len(suffix)]
            return head if head.endswith("村") else head + "村"
    for suffix in ("居民委员会", "居委会"):
        if raw.endswith(suffix):
            head = raw[: -len(suffix)]
            if "社区第" in head:
                place, number = head.split("社区", 1)
                return place + number + "社区"
            return head
    return raw


def villages(folder, known):
    townships = {}
    for code, region in known.items():
        if region["level"] == 4:
            townships[(region["parent"], stem(region["name"]))] = code
    rows = []
    for v in read(folder, "villages_kongtong_hexi.jsonl"):
        street = TOWNSHIP_BY_HAND.get(v["street"], v["street"])
        parent = townships[(v["area"], stem(street))]
        # A subtree is a code prefix everywhere in this system, so the village is renumbered under
        # the present code of its township; its own three digits stay.
        rows.append((parent + v["code"][9:], village_name(v["name"]), parent, v["code"]))
    rows.sort()
    assert len({row[0] for row in rows}) == len(rows)
    write(
        "villages.tsv",
        "Villages and communities (level 5) of 620802 and 120103, under the present township codes.",
        "2023 (names), 2026-09 (township codes)",
        ("code", "name", "parent", "source_code"),
        rows,
    )


def occupations(folder):
    nodes = {}
    for node in read(folder, "occupations_csco2022.jsonl"):
        # Four codes come twice with the same name. One of them, 2-03-01-00, comes as a small class
        # and as its only occupation; it has no children, so the deeper level is the true one.
        aliases = [a for a in node["aliases"] if a not in DROPPED_ALIASES]
        name = node["name"].translate(TIDY)
        level = max(node["level"], nodes.get(node["code"], (0, 0))[1])
        nodes[node["code"]] = (node["code"], level, name, node["flags"], aliases)
    rows = []
    for code in sorted(nodes):
        _, level, name, flags, aliases = nodes[code]
        assert not any("|" in alias for alias in aliases)
        rows.append((code, level, name, flags, "|".join(aliases)))
    write(
        "occupations.tsv",
        "Occupational classification of the People's Republic of China (职业分类大典), 2022 edition. Flags: L green, S digital.",
        "2022",
        ("code", "level", "name", "flags", "aliases"),
        rows,
    )
    return nodes


def check_industries(folder):
    """industries.tsv is kept by hand for its English column; its codes and names must be the standard's."""
    _, rows = body("industries.tsv")
    ours = [(code, zh, parent) for code, zh, _, parent in rows]
    theirs = [
        (r["code"], r["name"].strip(), r["parent"] or "")
        for r in read(folder, "industries_gbt4754_2017.jsonl")
    ]
    assert ours == theirs, set(ours) ^ set(theirs)


def body(name):
    lines = (REFERENCE / name).read_text(encoding="utf-8").splitlines()
    lines = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return lines[0], lines[1:]


def check_hand_made(nodes):
    _, rows = body("colloquial.tsv")
    for word, code in rows:
        assert code in nodes, (word, code)
    _, rows = body("trades.tsv")
    for row in rows:
        assert row[0] in nodes, row
    header, rows = body("certificates.tsv")
    for row in rows:
        for column in ("required_for", "usual_for"):
            for code in filter(None, row[header.index(column)].split("|")):
                assert code in nodes, (row[0], code)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    known = regions(folder)
    villages(folder, known)
    nodes = occupations(folder)
    check_industries(folder)
    check_hand_made(nodes)


if __name__ == "__main__":
    main()
