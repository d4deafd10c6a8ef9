"""Which of the places that bear a name is meant: by what the article says around it and elsewhere.

Evidence, strongest first: the place named right behind ("Cordoba, Argentina"), the dateline, countries and divisions
that the article speaks of, distance to its other places, the publisher's country, and how many people live there. One
name means one place in an article, unless different places are named behind it. The heuristics are those of Leidner,
Toponym Resolution in Text (2007), and Lieberman and Samet (2010); the weights were set on local newspapers.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from loader.places.atlas import Place, fold
from loader.places.reading import LARGE, Name
from loader.places.words import PlaceWords

PRIOR = {"country": 3.0, "region": 3.0, "capital": 2.7, "admin1": 0.8, "admin2": -0.6, "town": 0.0}
ALIAS, COMMON = -0.7, 1.0
CONTAINED, FOREIGN = 6.0, -6.0
COUNTRY, DIVISION, CLOSE, NEAR, HOME = 2.5, 2.0, 1.2, 0.6, 1.5
CLOSE_KM, NEAR_KM = 60.0, 160.0
SEAT = 0.2  # part of a division's inhabitants
UNSURE = 0.25  # a smaller lead over a namesake elsewhere settles nothing
ROUNDS = 3
POINTS = 40  # places, the most mentioned ones, whose distance counts: a bound on the work for long articles

Form = tuple[str, str, int | None]


@dataclass(frozen=True)
class Evidence:
    """What is known of an article's whereabouts: weights of countries and divisions, places chosen so far."""

    countries: Counter[str] = field(default_factory=Counter)
    divisions: Counter[tuple[str, str]] = field(default_factory=Counter)
    points: tuple[Place, ...] = ()
    home: str | None = None


def link(
    names: Sequence[Name],
    containers: Sequence[Place | None],
    nations: Counter[str],
    home: str | None,
    words: PlaceWords,
) -> list[Place | None]:
    """The place meant by each name; None where the article does not tell.

    ``containers`` holds the country or division named right behind each name, ``nations`` counts the countries whose
    people or adjectives are mentioned, ``home`` is the publisher's country.
    """
    forms = [form_of(name, container, words) for name, container in zip(names, containers, strict=True)]
    first: dict[Form, tuple[Name, Place | None]] = {}
    for form, name, container in zip(forms, names, containers, strict=True):
        first.setdefault(form, (name, container))
    counts = Counter(forms)
    evidence = Evidence(countries=nations, home=home)
    chosen: dict[Form, Place | None] = {}
    for _ in range(ROUNDS):
        chosen = {form: choose(*first[form], evidence, words) for form in first}
        evidence = gather(chosen, counts, nations, home)
    meant = chosen | borrowed(chosen)
    return [meant[form] for form in forms]


def form_of(name: Name, container: Place | None, words: PlaceWords) -> Form:
    """What names must share to mean one place: spelling, sort of class word, place behind."""
    return fold(name.text), words.level(name.generic), container.id if container else None


def borrowed(chosen: dict[Form, Place | None]) -> dict[Form, Place | None]:
    """Choices for bare names that stand elsewhere with a place behind them: they mean the same."""
    fuller: dict[Form, dict[int | None, Place]] = {}
    for (text, level, container), place in chosen.items():
        if container is not None and place is not None:
            fuller.setdefault((text, level, None), {})[place.id] = place
    return {form: next(iter(places.values())) for form, places in fuller.items() if len(places) == 1}


def gather(
    chosen: dict[Form, Place | None], counts: Counter[Form], nations: Counter[str], home: str | None
) -> Evidence:
    """The evidence that a round of choices makes for the next one."""
    countries, divisions = Counter(nations), Counter[tuple[str, str]]()
    points = []
    for form, place in sorted(chosen.items(), key=lambda choice: -counts[choice[0]]):
        if place is None:
            continue
        weight = min(counts[form], 3)
        countries[place.country] += weight
        if place.kind not in ("country", "region"):
            divisions[place.country, place.admin] += weight
            points.append(place)
    return Evidence(countries, divisions, tuple(points[:POINTS]), home)


def choose(name: Name, container: Place | None, evidence: Evidence, words: PlaceWords) -> Place | None:
    """The likeliest bearer of a name; None where two apart from each other are about as likely."""
    candidates = fitting(name, words)
    ranked = sorted(((score(p, container, evidence), -i) for i, p in enumerate(candidates)), reverse=True)
    if not ranked or ranked[0][0] < 0:
        return None
    best = candidates[-ranked[0][1]]
    rival = next((s for s, i in ranked[1:] if kilometres(best, candidates[-i]) > CLOSE_KM), None)
    return None if rival is not None and ranked[0][0] - rival < UNSURE else best


def fitting(name: Name, words: PlaceWords) -> Sequence[Place]:
    """The places of a name that its word of class admits, else the large ones ("the region of Mosul")."""
    level = words.level(name.generic)
    if level and not any(p.kind == "country" for p in name.places):
        admitted = [p for p in name.places if (level == "division") == (p.kind in ("admin1", "admin2"))]
        return admitted or [p for p in name.places if p.population > LARGE]
    return [p for p in name.places if p.common or p.kind != "admin1" or not any(seat(town, p) for town in name.places)]


def seat(town: Place, division: Place) -> bool:
    """Whether a town is the namesake that makes up most of a division: alone, the name is the town's."""
    same = (town.country, town.admin) == (division.country, division.admin) and town.kind in ("town", "capital")
    return same and town.population > SEAT * division.population


def score(place: Place, container: Place | None, evidence: Evidence) -> float:
    """How likely a place is meant, on a scale where ten times the inhabitants are one point."""
    total = math.log10(place.population + 1000) - 3 + PRIOR[place.kind] + ALIAS * place.alias + COMMON * place.common
    if container is not None:
        total += CONTAINED if inside(place, container) else FOREIGN
    total += COUNTRY * share(evidence.countries, place.country)
    total += HOME * (evidence.home == place.country)
    if place.kind not in ("country", "region"):
        total += DIVISION * share(evidence.divisions, (place.country, place.admin))
        total += neighbourhood(place, evidence.points)
    return total


def share(weights: Counter[str] | Counter[tuple[str, str]], key: object) -> float:
    """The part of all weight that lies on ``key``."""
    total = sum(weights.values())
    return weights[key] / total if total else 0.0  # type: ignore[index]


def neighbourhood(place: Place, points: Iterable[Place]) -> float:
    """Credit for other places of the article near by."""
    best = 0.0
    for point in points:
        if point.id != place.id and point.name != place.name:
            distance = kilometres(place, point)
            best = max(best, CLOSE if distance < CLOSE_KM else NEAR if distance < NEAR_KM else 0.0)
    return best


def inside(place: Place, container: Place) -> bool:
    """Whether a place lies in a country or division."""
    if place.id == container.id or place.country != container.country:
        return False
    return container.kind == "country" or container.admin == place.admin


def kilometres(one: Place, other: Place) -> float:
    """Distance on a plane that touches the globe there: fair below a few hundred kilometres, never too short."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    width = math.cos(math.radians((one.lat + other.lat) / 2))
    return 111.2 * math.hypot(one.lat - other.lat, (one.lon - other.lon) * width)
