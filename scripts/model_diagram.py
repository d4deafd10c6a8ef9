"""Write ``docs/model.svg``, the diagram of the model, from the ontology and the shapes; ``--check`` fails if it is old.

Where boxes and lines stand is laid down here; what they say is read. A property that joins two classes without a line
between them is told in its box, so that the picture is always whole, and a line without a property is an error.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from ontology_docs import CQ, ROOT, Uses, count, name, read, uses, values
from rdflib import RDFS, SKOS, Graph, URIRef
from rdflib.term import Node

TARGET = ROOT / "docs" / "model.svg"

#: Columns of boxes from top to bottom. Classes that have the same properties share a box.
COLUMNS: tuple[tuple[tuple[str, ...], ...], ...] = (
    (("Evidence",), ("Article",), ("Place",)),
    (("Role",), ("Statement",), ("MeetingReport",)),
    (("Actor",), ("Meeting", "MeetingProposal")),
)
#: Boxes around which a frame is drawn: what lines from the frame say holds for each of them.
FRAME = ("Role", "Statement", "MeetingReport")
#: Lines, from the first class of a box (or the frame) to the first class of another one.
LINES = (
    ("FRAME", "Evidence"),
    ("FRAME", "Article"),
    ("Evidence", "Article"),
    ("Article", "Place"),
    ("MeetingReport", "Place"),
    ("Role", "Actor"),
    ("Statement", "Actor"),
    ("Statement", "Meeting"),
    ("Meeting", "MeetingReport"),
    ("Meeting", "Actor"),
)
NOTES = {"FRAME": "what one article says, with its evidence", "Meeting": "what the reports agree on"}

WIDTH, LINE, MARGIN, PAD = 236, 16, 30, 10  # of boxes, of a line of text, around all, inside boxes; all in pixels
GAPS = {0: 130, 1: 150}  # between a column and the next one
STEP = 62  # between boxes of a column

STYLE = """
text { font: 12px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: #1b2733 }
.class { font-weight: 600; font-size: 14px }
.small { fill: #5b6b7a; font-size: 11px }
.join { fill: #0b5394; font-size: 12px; paint-order: stroke; stroke: #fff; stroke-width: 4px }
.box { fill: #fff; stroke: #8496a9 }
.head { fill: #e4edf6; stroke: #8496a9 }
.frame { fill: #f7f9fb; stroke: #b6c2cf; stroke-dasharray: 5 4 }
.line { stroke: #0b5394; stroke-width: 1.4; fill: none; marker-end: url(#arrow) }
"""


@dataclass(frozen=True)
class Box:
    """A box: its classes, the lines of text under their names as left and right halves, and where it stands."""

    classes: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    x: int
    y: int

    @property
    def head(self) -> int:
        """Height of the part with the names."""
        return LINE * len(self.classes) + PAD

    @property
    def height(self) -> int:
        """Height of the whole."""
        return self.head + LINE * len(self.rows) + PAD


# --- what it says -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Model:
    """The ontology with what the shapes ask."""

    ontology: Graph
    used: Uses

    def rows(self, classes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """The lines of a box: properties with their values and number, then the narrower classes."""
        told = [tuple(self._properties(each, classes)) for each in classes]
        if any(each != told[0] for each in told):
            sys.exit(f"{' and '.join(classes)} differ in their properties: give each a box")
        return (*told[0], *self._narrower(classes[0]))

    def _properties(self, of: str, classes: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        for (subject, path), asked in sorted(self.used.items()):
            # What no shape of graphs speaks of is the gazetteer's own.
            if subject == of and any(asked.values()) and path.removeprefix("cq:") not in joined(self, classes[0]):
                yield f"{path.removeprefix('cq:')}: {self._kind(path)}", count(asked)

    def _kind(self, path: str) -> str:
        """What values a property has, in a word or two."""
        term = self.ontology.namespace_manager.expand_curie(path)
        schemes = [str(iri).rstrip("/") for iri in self.ontology.objects(term, RDFS.seeAlso) if str(iri).endswith("/")]
        if schemes:
            return f"scheme {schemes[0].rpartition('/')[2]}:"
        kinds = values(self.ontology, path, self.used_anywhere(path))
        return " or ".join(short(self.ontology, kind) for kind in kinds) or "IRI"

    def used_anywhere(self, path: str) -> dict[Node, set[Node]]:
        """What the shapes ask of a property, of whatever class."""
        return next(asked for (_, each), asked in self.used.items() if each == path)

    def _narrower(self, of: str, depth: int = 0) -> Iterator[tuple[str, str]]:
        for term in sorted(self.ontology.subjects(RDFS.subClassOf, URIRef(CQ + of))):
            below = str(term).removeprefix(CQ)
            yield f"{' ' * 4 * depth}▹ {below}", ""
            yield from self._narrower(below, depth + 1)

    def broader(self, of: str) -> set[str]:
        """A class and the classes of ours that it is a sub-class of."""
        above = self.ontology.transitive_objects(URIRef(CQ + of), RDFS.subClassOf)
        return {str(term).removeprefix(CQ) for term in above if str(term).startswith(CQ)}


def short(ontology: Graph, kind: Node) -> str:
    """A class or datatype without its prefix; a text in a language as ``text``."""
    return {"langString": "text@en", "Concept": "concept"}.get((text := name(ontology, kind).rpartition(":")[2]), text)


def joins(model: Model, source: str, target: str) -> list[str]:
    """The properties by which a class leads to those of a box, or to one below; in brackets where only to some."""
    box = next(box for column in COLUMNS for box in column if target in box)
    found = []
    for (subject, path), asked in sorted(model.used.items()):
        kinds = {str(kind).removeprefix(CQ) for kind in values(model.ontology, path, asked)}
        if subject == source and any(model.broader(kind) & {*box} for kind in kinds):
            some = "" if kinds == {*box} else f" ({', '.join(sorted(kinds))})"
            found.append(path.removeprefix("cq:") + some)
    return found


def joined(model: Model, source: str) -> set[str]:
    """The properties of a class that lines tell."""
    starts = {source, "FRAME"} if source in FRAME else {source}
    told = (path for start, target in LINES if start in starts for path in line_text(model, start, target))
    return {path.partition(" ")[0] for path in told}


def line_text(model: Model, start: str, target: str) -> list[str]:
    """The properties that a line tells: of a frame, those that all its boxes have."""
    if start != "FRAME":
        return joins(model, start, target)
    shared = [joins(model, each, target) for each in FRAME]
    return [path for path in shared[0] if all(path in each for each in shared)]


# --- how it looks -----------------------------------------------------------------------------------------------


def place_boxes(model: Model) -> dict[str, Box]:
    """The boxes by their first class."""
    boxes: dict[str, Box] = {}
    x = MARGIN
    for number, column in enumerate(COLUMNS):
        y = MARGIN + 2 * LINE
        for classes in column:
            boxes[classes[0]] = Box(classes, model.rows(classes), x, y)
            y += boxes[classes[0]].height + STEP
        x += WIDTH + GAPS.get(number, 0)
    return boxes


def draw_box(box: Box) -> Iterator[str]:
    """A box with its names, its lines of text and the number of each one's values."""
    yield f'<rect class="box" x="{box.x}" y="{box.y}" width="{WIDTH}" height="{box.height}" rx="4"/>'
    yield f'<rect class="head" x="{box.x}" y="{box.y}" width="{WIDTH}" height="{box.head}" rx="4"/>'
    for number, label in enumerate(box.classes, 1):
        yield words(box.x + PAD, box.y + LINE * number + 1, label, "class")
    for number, (left, right) in enumerate(box.rows, 1):
        y = box.y + box.head + LINE * number
        yield words(box.x + PAD, y, left)
        yield words(box.x + WIDTH - PAD, y, right, "small", "end")


def draw_line(boxes: dict[str, Box], start: str, target: str, told: list[str]) -> Iterator[str]:
    """A straight line between two boxes, with the properties beside it, one a line."""
    one, other = frame(boxes) if start == "FRAME" else span(boxes[start]), span(boxes[target])
    if max(one[0], other[0]) < min(one[2], other[2]):  # one above the other
        x = (max(one[0], other[0]) + min(one[2], other[2])) // 2
        down = one[1] < other[1]
        ends = (x, one[3] if down else one[1], x, other[1] if down else other[3])
        middle = (ends[1] + ends[3] + LINE * (2 - len(told))) // 2
        at = [(x + 8, middle - LINE // 2 + LINE * number) for number in range(len(told))]
        anchor = "start"
    else:
        top, bottom = max(one[1], boxes[start].y if start in boxes else 0, other[1]), min(one[3], other[3])
        y = min(max((top + bottom) // 2, top + LINE * len(told) + 2), bottom - 8)
        right = one[0] < other[0]
        ends = (one[2] if right else one[0], y, other[0] if right else other[2], y)
        at = [((ends[0] + ends[2]) // 2, y - 6 - LINE * number) for number in range(len(told))][::-1]
        anchor = "middle"
    yield f'<path class="line" d="M{ends[0]} {ends[1]} L{ends[2]} {ends[3]}"/>'
    yield from (words(x, y, path, "join", anchor) for (x, y), path in zip(at, told, strict=True))


def span(box: Box) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of a box."""
    return box.x, box.y, box.x + WIDTH, box.y + box.height


def frame(boxes: dict[str, Box]) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of the frame."""
    first, last = boxes[FRAME[0]], boxes[FRAME[-1]]
    return first.x - 14, first.y - 2 * LINE, first.x + WIDTH + 14, last.y + last.height + 14


def words(x: int, y: int, text: str, style: str = "", anchor: str = "start") -> str:
    """A line of text."""
    attributes = (f' class="{style}"' if style else "") + (f' text-anchor="{anchor}"' if anchor != "start" else "")
    return f'<text x="{x}" y="{y}"{attributes} xml:space="preserve">{escape(text)}</text>'


def draw(model: Model) -> Iterator[str]:
    """The whole picture."""
    boxes = place_boxes(model)
    width = max(box.x for box in boxes.values()) + WIDTH + MARGIN
    height = max(box.y + box.height for box in boxes.values()) + MARGIN
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-labelledby="title">'
    yield '<title id="title">The model: classes, their properties, and what joins them</title>'
    yield f"<style>{STYLE}</style>"
    yield (
        '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0 0 L8 4 L0 8 z" fill="#0b5394"/></marker></defs>'
    )
    yield f'<rect width="{width}" height="{height}" fill="#fff"/>'
    left, top, right, bottom = frame(boxes)
    yield f'<rect class="frame" x="{left}" y="{top}" width="{right - left}" height="{bottom - top}" rx="6"/>'
    yield words(left + PAD, top + 18, NOTES["FRAME"], "small")
    for box in boxes.values():
        yield from draw_box(box)
    yield words(boxes["Meeting"].x, boxes["Meeting"].y + boxes["Meeting"].height + 18, NOTES["Meeting"], "small")
    for start, target in LINES:
        told = line_text(model, start, target)
        if not told:
            sys.exit(f"no property joins {start} and {target}: take the line out")
        yield from draw_line(boxes, start, target, told)
    yield "</svg>"


def picture() -> str:
    """The file's text.

    A class of the ontology that has no box is an error, unless it is below one that has.
    """
    ontology = read("ontology/communique.ttl")
    model = Model(ontology, uses(ontology, read("shapes/*.ttl")))
    shown = {each for column in COLUMNS for classes in column for each in classes}
    known = {str(term).removeprefix(CQ) for term in ontology.subjects(SKOS.definition) if str(term)[len(CQ)].isupper()}
    if left_out := sorted(each for each in known if not model.broader(each) & shown):
        sys.exit(f"no box for {', '.join(left_out)}")
    return "\n".join(draw(model)) + "\n"


def main() -> None:
    """Write the picture, or with ``--check`` say whether it has to be written."""
    text = picture()
    if "--check" in sys.argv[1:]:
        if not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text:
            sys.exit(f"{TARGET.relative_to(ROOT)} is out of date: run python scripts/model_diagram.py")
        return
    TARGET.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
