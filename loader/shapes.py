"""SHACL shapes, read and made ready once: for pySHACL, for a compiled engine, and as queries."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import rdflib
from rdflib import RDF, SH, Graph
from rdflib.term import Node

from loader.resources import resource_dir

if TYPE_CHECKING:  # pySHACL takes long to load, and most builds never need it
    from pyshacl.shapes_graph import ShapesGraph

#: Folder inside a folder of shapes, with those that only whole graphs can meet.
WHOLE = "graph"

_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)


class ShapesError(ValueError):
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

    ``core`` has what every SHACL engine can check. ``rules`` are run as queries. Only shapes whose results were
    compared between engines are ``trusted`` to a faster one than pySHACL.
    """

    core: Graph
    rules: tuple[Rule, ...] = ()
    trusted: bool = False

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
        return engine.Shapes.from_turtle(self.core.serialize(format="turtle")) if engine else None

    @cached_property
    def owners(self) -> dict[Node, str]:
        """Blank nodes inside shapes, each with the IRI of the shape that it belongs to."""
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
    shapes = _read(list(_files(path, whole=whole)))
    check_shapes(shapes)
    return Shapes(shapes)


@lru_cache(maxsize=2)
def _shipped(whole: bool) -> Shapes:
    return _split(_read(list(_files(resource_dir("shapes"), whole=whole))))


def check_shapes(shapes: Graph) -> None:
    """Test shapes against the shapes of SHACL itself.

    Raises:
        ShapesError: no shape has a target, or the shapes are not valid SHACL.
    """
    if not any((None, target, None) in shapes for target in _TARGETS):
        raise ShapesError("no shape in it has a target (sh:targetClass …): nothing would ever be checked")
    import pyshacl  # noqa: PLC0415

    try:
        pyshacl.validate(Graph(), shacl_graph=shapes, meta_shacl=True)
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


def _read(files: list[Path]) -> Graph:
    shapes = Graph()
    for file in files:
        try:
            shapes.parse(file, format="turtle")
        except (OSError, SyntaxError, ValueError) as error:
            raise ShapesError(f"{file} cannot be read as Turtle: {error}") from error
    return shapes


def _split(shapes: Graph) -> Shapes:
    """The shipped shapes: SPARQL-based constraints as rules, all else as core."""
    prologue = "".join(sorted(_declarations(shapes)))
    found = [(shape, query) for shape, body in shapes.subject_objects(SH.sparql) for query in _queries(shapes, body)]
    rules = [_rule(shapes, shape, message, prologue + query) for shape, (message, query) in found]
    core = Graph()
    for shape in shapes.subjects(RDF.type, SH.NodeShape):
        if (shape, SH.sparql, None) not in shapes:
            core += _description(shapes, shape)
    return Shapes(core, tuple(sorted(rules, key=lambda rule: rule.shape)), trusted=True)


def _prepared(shapes: Graph) -> ShapesGraph:
    from pyshacl.shapes_graph import ShapesGraph  # noqa: PLC0415

    prepared = ShapesGraph(shapes, False, logging.getLogger("pyshacl"))
    _ = prepared.shapes  # read now, not with the first graph
    return prepared


def _flattened(core: Graph) -> Graph:
    """The shapes, each property shape with the targets of its node shape: pySHACL then takes all its nodes at once."""
    flat = core + Graph()
    for shape, part in core.subject_objects(SH.property):
        targets = [(p, o) for p, o in core.predicate_objects(shape) if p in _TARGETS]
        if targets:
            flat.remove((shape, SH.property, part))
            flat.add((part, RDF.type, SH.PropertyShape))
            for predicate, target in targets:
                flat.add((part, predicate, target))
    return flat


def _declarations(shapes: Graph) -> Iterator[str]:
    for declaration in shapes.objects(None, SH.declare):
        prefix, namespace = shapes.value(declaration, SH.prefix), shapes.value(declaration, SH.namespace)
        yield f"PREFIX {prefix}: <{namespace}>\n"


def _queries(shapes: Graph, constraint: Node) -> Iterator[tuple[str, str]]:
    for query in shapes.objects(constraint, SH.select):
        yield str(shapes.value(constraint, SH.message)), str(query)


def _rule(shapes: Graph, shape: Node, message: str, query: str) -> Rule:
    severity = shapes.value(shape, SH.severity) or SH.Violation
    return Rule(str(shape), str(severity).removeprefix(str(SH)), message, query)


def _description(shapes: Graph, shape: Node) -> Graph:
    """A shape's triples with those of the blank nodes inside it."""
    description, nodes = Graph(), [shape]
    while nodes:
        for triple in shapes.triples((nodes.pop(), None, None)):
            description.add(triple)
            if isinstance(triple[2], rdflib.BNode):
                nodes.append(triple[2])
    return description
