"""SHACL shapes, read and made ready once: for pySHACL, for a compiled engine, and as queries."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from loader.errors import UserError
from loader.resources import resource_dir
from loader.vocab import PREFIXES

if TYPE_CHECKING:  # rdflib and pySHACL take long to load, and most builds never need them
    from pyshacl.shapes_graph import ShapesGraph
    from rdflib import Graph
    from rdflib.term import Node

#: Folder inside a folder of shapes, with those that only whole graphs can meet.
WHOLE = "graph"

_SH = "http://www.w3.org/ns/shacl#"
_TARGETS = {
    ox.NamedNode(f"{_SH}{name}"): name for name in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
}
_TYPE = ox.NamedNode(f"{PREFIXES['rdf']}type")


class ShapesError(UserError, ValueError):
    """What was given as shapes cannot be used as such; the message says why."""


@dataclass(frozen=True)
class Rule:
    """A SPARQL-based constraint whose query binds ``$this`` itself, so that one run finds all failing nodes."""

    shape: str
    severity: str
    message: str
    query: str


@dataclass(frozen=True)
class Shapes:
    """Shapes for the graph of one article, or for a whole graph. Load them once a process, not once a graph.

    ``text`` has, in N-Triples, what every SHACL engine can check. ``rules`` are run as queries. Only shapes whose
    results were compared between engines are ``trusted`` to a faster one than pySHACL.
    """

    text: str
    rules: tuple[Rule, ...] = ()
    trusted: bool = False

    @cached_property
    def targets(self) -> tuple[tuple[str, ox.NamedNode], ...]:
        """Kinds of targets (``targetClass``) with the terms that they are of."""
        triples = ox.parse(self.text.encode(), ox.RdfFormat.N_TRIPLES)
        found = [(_TARGETS[t.predicate], t.object) for t in triples if t.predicate in _TARGETS]
        return tuple((kind, term) for kind, term in found if isinstance(term, ox.NamedNode))

    @cached_property
    def core(self) -> Graph:
        """The shapes as an rdflib graph."""
        from rdflib import Graph  # noqa: PLC0415

        return Graph().parse(data=self.text, format="nt")

    @cached_property
    def prepared(self) -> ShapesGraph:
        """The shapes as pySHACL reads them."""
        return _prepared(self.core)

    @cached_property
    def flat(self) -> ShapesGraph:
        """The same for a run over all nodes: 0.6 times the time for the same results."""
        return _prepared(_flattened(self.core)) if self.trusted else self.prepared

    @cached_property
    def compiled(self) -> Any | None:
        """The shapes compiled by the Rust engine ``shacl``; None where it may not be used or is not installed."""
        engine = fast_engine() if self.trusted else None
        return engine.Shapes.from_text(self.text, format="ntriples") if engine else None

    @cached_property
    def owners(self) -> dict[Node, str]:
        """Blank nodes inside shapes, each with the IRI of the shape that it belongs to."""
        import rdflib  # noqa: PLC0415

        owners: dict[Node, str] = {}
        for shape in sorted({s for s in self.core.subjects() if isinstance(s, rdflib.URIRef)}):
            for node in self.core.transitive_objects(shape, None):
                if isinstance(node, rdflib.BNode):
                    owners.setdefault(node, str(shape))
        return owners


def fast_engine() -> ModuleType | None:
    """The Rust engine of PyPI's ``shacl``, if it is installed."""
    try:
        return importlib.import_module("shacl")
    except ImportError:
        return None


def load_shapes(path: Path | None = None, *, whole: bool = False) -> Shapes:
    """Read shapes from a Turtle file or the Turtle files of a folder; without a path, the shipped ones.

    Args:
        path: file or folder of the user's own.
        whole: also those in the folder's sub-folder ``graph``, which only whole graphs can meet.

    Raises:
        ShapesError: there are none, or they are not valid SHACL.
    """
    if path is None or path.resolve() == resource_dir("shapes").resolve():
        return _shipped(whole)
    store = _read(list(_files(path, whole=whole)))
    shapes = Shapes(_ntriples(quad.triple for quad in store))
    check_shapes(shapes)
    return shapes


@lru_cache(maxsize=2)
def _shipped(whole: bool) -> Shapes:
    return _split(_read(list(_files(resource_dir("shapes"), whole=whole))))


def check_shapes(shapes: Shapes) -> None:
    """Test shapes against the shapes of SHACL itself.

    Raises:
        ShapesError: no shape has a target, or the shapes are not valid SHACL.
    """
    import pyshacl  # noqa: PLC0415
    from rdflib import Graph  # noqa: PLC0415

    if not any(str(target) in shapes.text for target in _TARGETS):
        raise ShapesError("no shape in it has a target (sh:targetClass …): nothing would ever be checked")
    try:
        pyshacl.validate(Graph(), shacl_graph=shapes.core, meta_shacl=True)
    except Exception as error:  # pySHACL raises many kinds, none of which share a base
        detail = str(error).strip().splitlines()
        raise ShapesError(
            f"the shapes are not valid SHACL: {' '.join(line.strip() for line in detail)[:500]}"
        ) from error


def _files(path: Path, *, whole: bool) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    files = sorted(path.glob("*.ttl")) + (sorted((path / WHOLE).glob("*.ttl")) if whole else [])
    if not files:
        raise ShapesError(f"no Turtle file with shapes in {path}" if path.is_dir() else f"no such shapes: {path}")
    yield from files


def _read(files: list[Path]) -> ox.Store:
    store = ox.Store()
    for file in files:
        try:
            store.load(path=str(file), format=ox.RdfFormat.TURTLE)
        except (OSError, SyntaxError, ValueError) as error:
            raise ShapesError(f"{file} cannot be read as Turtle: {error}") from error
    return store


def _ntriples(triples: Iterable[ox.Triple]) -> str:
    return "".join(sorted(f"{triple} .\n" for triple in triples))


def _split(store: ox.Store) -> Shapes:
    """The shipped shapes: SPARQL-based constraints as rules, all else as core."""
    prologue = "".join(sorted(_declarations(store)))
    rules = [_rule(store, quad.subject, quad.object, prologue) for quad in _quads(store, "sparql")]
    ruled = {quad.subject for quad in _quads(store, "sparql")}
    shapes = store.quads_for_pattern(None, _TYPE, ox.NamedNode(f"{_SH}NodeShape"))
    core = [triple for quad in shapes if quad.subject not in ruled for triple in _description(store, quad.subject)]
    return Shapes(_ntriples(core), tuple(sorted(rules, key=lambda rule: rule.shape)), trusted=True)


def _prepared(shapes: Graph) -> ShapesGraph:
    from pyshacl.shapes_graph import ShapesGraph  # noqa: PLC0415

    from loader.indexed_graph import IndexedGraph  # noqa: PLC0415

    # A copy: pySHACL writes triples of its own into the graph that it is given.
    prepared = ShapesGraph(IndexedGraph(shapes), False, logging.getLogger("pyshacl"))
    _ = prepared.shapes  # read now, not with the first graph
    return prepared


def _flattened(core: Graph) -> Graph:
    """The shapes, each property shape with the targets of its node shape: pySHACL then takes all its nodes at once."""
    from rdflib import RDF, SH, Graph, URIRef  # noqa: PLC0415

    kinds = [URIRef(target.value) for target in _TARGETS]
    flat = core + Graph()
    for shape, part in core.subject_objects(SH.property):
        targets = [(p, o) for p, o in core.predicate_objects(shape) if p in kinds]
        if targets:
            flat.remove((shape, SH.property, part))
            flat.add((part, RDF.type, SH.PropertyShape))
            for predicate, target in targets:
                flat.add((part, predicate, target))
    return flat


def _quads(store: ox.Store, name: str, subject: Any = None) -> list[ox.Quad]:
    """The quads of a SHACL property."""
    return list(store.quads_for_pattern(subject, ox.NamedNode(f"{_SH}{name}"), None))


def _value(store: ox.Store, subject: Any, name: str) -> str:
    """The one value of a SHACL property, or nothing."""
    values = (quad.object for quad in _quads(store, name, subject))
    return next((value.value for value in values if not isinstance(value, ox.Triple)), "")


def _declarations(store: ox.Store) -> Iterator[str]:
    for quad in _quads(store, "declare"):
        yield f"PREFIX {_value(store, quad.object, 'prefix')}: <{_value(store, quad.object, 'namespace')}>\n"


def _rule(store: ox.Store, shape: Any, constraint: Any, prologue: str) -> Rule:
    severity = _value(store, shape, "severity").removeprefix(_SH) or "Violation"
    query = prologue + _value(store, constraint, "select")
    return Rule(shape.value, severity, _value(store, constraint, "message"), query)


def _description(store: ox.Store, shape: Any) -> Iterator[ox.Triple]:
    """A shape's triples with those of the blank nodes inside it."""
    nodes = [shape]
    while nodes:
        for quad in store.quads_for_pattern(nodes.pop(), None, None):
            yield quad.triple
            if isinstance(quad.object, ox.BlankNode):
                nodes.append(quad.object)
