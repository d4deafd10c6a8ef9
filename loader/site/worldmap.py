"""Where encounters were, as a map that needs no network: the towns of the world are dots that show the land."""

from __future__ import annotations

import gzip
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loader.resources import resource_dir
from loader.site.model import Meeting, Place, grouped

WIDTH = 960.0  # of the drawing; all lengths are its units
GRID = 3  # between two dots of land on a map of the world; on closer ones
GRID_DEGREES = 0.34  # apart, about as far as towns are where people live
LARGEST = 18.0  # radius of a circle, a little less
LETTER = 6.6  # width of a label's letter, roughly
LEAST_DEGREES = (36.0, 18.0)  # a map of one town still shows its part of the world
MARGIN = 0.18  # of the extent, beyond the outermost places
FLATTEST, TALLEST = 2.3, 1.45  # width to height

#: Towns in the table of places: latitude and longitude.
_TOWN = re.compile(rb",(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?),[A-Z]{2},[^,\t\n]*,[PT],\d+")


@dataclass(frozen=True)
class Spot:
    """A place on the map with what happened there. ``anchor`` is how its label is set (SVG's text-anchor)."""

    place: Place
    meetings: tuple[Meeting, ...]
    x: float
    y: float
    radius: float
    label: tuple[float, float, str] | None = None

    @property
    def only_proposed(self) -> bool:
        """Whether none of its encounters was held or is scheduled."""
        return all(meeting.proposal for meeting in self.meetings)


@dataclass(frozen=True)
class View:
    """A part of the world in equirectangular projection, true to scale at its middle latitude."""

    west: float
    north: float
    scale: float  # units a degree of latitude
    squeeze: float  # of degrees of longitude
    height: float

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a position is drawn."""
        return round((lon - self.west) * self.scale * self.squeeze, 1), round((self.north - lat) * self.scale, 1)

    def holds(self, x: float, y: float) -> bool:
        """Whether that is on the map."""
        return 0 <= x <= WIDTH and 0 <= y <= self.height


@dataclass(frozen=True)
class WorldMap:
    """What is drawn: land as path data in steps of ``grid``, lines of the globe, places."""

    height: float
    grid: int
    land: str
    meridians: tuple[tuple[float, str], ...]
    parallels: tuple[tuple[float, str], ...]
    spots: tuple[Spot, ...]


def read_towns() -> list[tuple[float, float]]:
    """Latitude and longitude of each town in the shipped table of places (its form is told in ``places.atlas``).

    The table is read here as it is: the atlas comes with what finds names in texts, and that with spaCy.
    """
    table = gzip.decompress((resource_dir("ontology") / "places.tsv.gz").read_bytes())
    return [(float(match[1]), float(match[2])) for match in _TOWN.finditer(table)]


def draw_map(meetings: Iterable[Meeting], towns: Iterable[tuple[float, float]]) -> WorldMap | None:
    """The map of the encounters whose place is known, the busiest places drawn first; None if there are none.

    Args:
        meetings: what to show.
        towns: latitude and longitude of towns, whose dots show the land.
    """
    located = [(p.iri, (p, m)) for m in meetings for p in m.places if p.lat is not None and p.lon is not None]
    if not located:
        return None
    held = grouped(located).values()
    view = choose_view([(them[0][0].lat or 0.0, them[0][0].lon or 0.0) for them in held])
    most = max(map(len, held))
    spots = [make_spot(view, them[0][0], tuple(meeting for _, meeting in them), most) for them in held]
    spots.sort(key=lambda spot: (-len(spot.meetings), spot.place.label, spot.place.iri))
    grid = max(GRID, round(view.scale * GRID_DEGREES))
    land = draw_land(view, towns, grid)
    return WorldMap(view.height, grid, land, *draw_lines(view), tuple(place_labels(spots, view)))


def choose_view(positions: Sequence[tuple[float, float]]) -> View:
    """The part of the world that holds all positions (latitude, longitude)."""
    south, north = _widened([lat for lat, _ in positions], LEAST_DEGREES[1])
    west, east = _widened([lon for _, lon in positions], LEAST_DEGREES[0])
    squeeze = max(math.cos(math.radians((south + north) / 2)), 0.3)
    wide, tall = (east - west) * squeeze, north - south
    if wide / tall > FLATTEST:
        south, north = _around(south, north, wide / FLATTEST)
    elif wide / tall < TALLEST:
        west, east = _around(west, east, tall * TALLEST / squeeze)
    scale = WIDTH / ((east - west) * squeeze)
    return View(west, north, scale, squeeze, round((north - south) * scale, 1))


def _widened(values: Sequence[float], least: float) -> tuple[float, float]:
    low, high = min(values), max(values)
    return _around(low, high, max((high - low) * (1 + 2 * MARGIN), least))


def _around(low: float, high: float, extent: float) -> tuple[float, float]:
    middle = (low + high) / 2
    return middle - extent / 2, middle + extent / 2


def draw_land(view: View, towns: Iterable[tuple[float, float]], grid: int) -> str:
    """The towns in view, one dot for each step of the grid that has any, as SVG path data in steps."""
    cells: set[tuple[int, int]] = set()
    for lat, lon in towns:
        x, y = view.at(lat, lon)
        if view.holds(x, y):
            cells.add((int(y // grid), int(x // grid)))
    return "".join(_steps(sorted(cells)))


def _steps(cells: Iterable[tuple[int, int]]) -> Iterator[str]:
    row, column = 0, 0
    for y, x in cells:
        yield f"m{x - column} {y - row}h0"
        row, column = y, x


def draw_lines(view: View) -> tuple[tuple[tuple[float, str], ...], tuple[tuple[float, str], ...]]:
    """Meridians and parallels: where they are, and their degrees."""
    south, east = view.north - view.height / view.scale, view.west + WIDTH / view.scale / view.squeeze
    step = next(step for step in (5, 10, 20, 30, 60) if (east - view.west) / step <= 8 or step == 60)
    meridians = [
        (view.at(0, lon)[0], degrees((lon + 180) % 360 - 180, "E", "W")) for lon in _multiples(view.west, east, step)
    ]
    parallels = [
        (view.at(lat, 0)[1], degrees(lat, "N", "S")) for lat in _multiples(south, view.north, step) if abs(lat) <= 90
    ]
    return tuple(meridians), tuple(parallels)


def _multiples(low: float, high: float, step: int) -> range:
    return range(math.ceil(low / step) * step, math.floor(high / step) * step + 1, step)


def degrees(value: int, plus: str, minus: str) -> str:
    """A latitude or longitude.

    >>> degrees(40, "E", "W"), degrees(-5, "N", "S"), degrees(0, "N", "S")
    ('40° E', '5° S', '0°')
    """
    return f"{abs(value)}°" + (f" {plus if value > 0 else minus}" if value else "")


def make_spot(view: View, place: Place, meetings: tuple[Meeting, ...], most: int) -> Spot:
    """A place as a circle whose area grows with the number of encounters; ``most`` is that of the busiest place."""
    x, y = view.at(place.lat or 0.0, place.lon or 0.0)
    growth = min(2.4, LARGEST / math.sqrt(most))
    return Spot(place, meetings, x, y, round(3 + growth * math.sqrt(len(meetings)), 1))


Box = tuple[float, float, float, float]


def place_labels(spots: Sequence[Spot], view: View) -> Iterator[Spot]:
    """The spots with labels where there is room: beside, above or below; the busiest places choose first."""
    taken: list[Box] = [(s.x - s.radius, s.y - s.radius, s.x + s.radius, s.y + s.radius) for s in spots]
    for spot in spots:
        for x, y, anchor, box in _seats(spot):
            inside = view.holds(box[0], box[1]) and view.holds(box[2], box[3])
            if inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                yield Spot(**{**spot.__dict__, "label": (x, y, anchor)})
                break
        else:
            yield spot


def _seats(spot: Spot) -> Iterator[tuple[float, float, str, Box]]:
    gap, width, height = spot.radius + 4, len(spot.place.label) * LETTER, 14.0
    for x, y, anchor in (
        (spot.x + gap, spot.y + 4, "start"),
        (spot.x - gap, spot.y + 4, "end"),
        (spot.x, spot.y - gap, "middle"),
        (spot.x, spot.y + gap + 8, "middle"),
        (spot.x + gap * 0.7, spot.y - gap * 0.7, "start"),
        (spot.x + gap * 0.7, spot.y + gap * 0.7 + 8, "start"),
        (spot.x - gap * 0.7, spot.y - gap * 0.7, "end"),
        (spot.x - gap * 0.7, spot.y + gap * 0.7 + 8, "end"),
    ):
        left = x - {"start": 0.0, "end": width, "middle": width / 2}[anchor]
        yield round(x, 1), round(y, 1), anchor, (left, y - 11, left + width, y - 11 + height)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
