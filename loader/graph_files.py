"""RDF files, ours or not, validated as whole graphs."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

import pyoxigraph as ox

from loader.errors import UserError
from loader.precheck import check_after, fast_results
from loader.resources import resource_dir
from loader.shapes import Shapes
from loader.validation import EngineName, check_rules
from loader.violations import Violation, in_order
from loader.vocab import PREFIXES

#: Endings of files, without ``.gz``, and the format that each stands for.
FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".turtle": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}

#: Bytes of N-Triples (some 140,000 triples) up to which pySHACL names the violations even where it may leave that to a
#: faster engine: it needs 25 s and 0.5 GB for twice as much.
REFERENCE_LIMIT = 20_000_000

#: Bytes of N-Triples beyond which the graph is kept on disk for the queries.
MEMORY_LIMIT = 100_000_000


_TYPE = ox.NamedNode(f"{PREFIXES['rdf']}type")


class GraphFileError(UserError, ValueError):
    """A file is no graph that can be read; the message says why."""


def say_nothing(_note: str) -> None:
    """Where nobody wants to hear notes."""


def validate_file(
    path: Path, shapes: Shapes, *, engine: EngineName = "auto", tell: Callable[[str], None] = say_nothing
) -> tuple[Violation, ...]:
    """Validate all triples of an RDF file, those in named graphs included, as one graph.

    Args:
        path: a file of one of ``FORMATS``, compressed by gzip or not.
        shapes: those for whole graphs (``load_shapes(whole=True)``).
        engine: ``pyshacl`` never leaves the core constraints to a faster engine.
        tell: called with what to know of a graph in which there is nothing to check.

    Raises:
        GraphFileError: it is none, or is not well-formed.
        OSError: it cannot be read.
    """
    with TemporaryDirectory(prefix="communique-") as folder:
        triples = Path(folder) / "graph.nt"
        _flatten(path, triples)
        store = ox.Store(str(Path(folder) / "store")) if triples.stat().st_size > MEMORY_LIMIT else ox.Store()
        store.bulk_load(path=triples, format=ox.RdfFormat.N_TRIPLES)
        if not any(_is_met(store, *target) for target in shapes.targets):
            tell(f"{path}: nothing in it is of a class, or has a property, that the shapes look at")
        core = _core(triples, shapes, engine)
        return in_order((*core, *check_rules(store, shapes.rules), *unknown_terms(store)), store)


def unknown_terms(store: ox.Store) -> Iterator[Violation]:
    """Classes and properties in the ontology's namespace that it does not define: most are misspelt."""
    defined = _defined_terms()
    queries = {
        f"<{PREFIXES['rdf']}type>": "SELECT DISTINCT ?term { ?s a ?term }",
        None: "SELECT DISTINCT ?term { ?s ?term ?o }",
    }
    for path, query in queries.items():
        for term in sorted(_terms(store, query) - defined):
            pattern = f"?s {path} {term}" if path else f"?s {term} ?o"
            for (subject,) in store.query(f"SELECT DISTINCT ?s {{ {pattern} }}"):  # type: ignore[union-attr]
                yield _unknown(str(subject), path or term, term if path else None)


def graph_format(path: Path) -> ox.RdfFormat:
    """The format of a file by its name.

    Raises:
        GraphFileError: its ending stands for none.
    """
    suffix = (path.with_suffix("") if path.suffix == ".gz" else path).suffix.lower()
    if suffix not in FORMATS:
        known = ", ".join(FORMATS)
        raise GraphFileError(f"{path}: no RDF file by its name; known are {known}, each with .gz or without")
    return FORMATS[suffix]


def read_quads(path: Path) -> Iterator[ox.Quad]:
    """The quads of a file, each as it was written: a store would change some literals.

    Raises:
        GraphFileError: it is no RDF file, or is not well-formed.
        OSError: it cannot be read.
    """
    form = graph_format(path)
    try:
        with open_file(path) as source:
            yield from ox.parse(source, form, base_iri=path.resolve().as_uri())
    except (SyntaxError, ValueError, EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise GraphFileError(f"{path}: not well-formed: {error}") from error


def _flatten(path: Path, target: Path) -> None:
    """Write the triples of a file as N-Triples, blank nodes numbered: two reports on it are the same."""
    names = _BlankNodes()
    with target.open("wb") as out:
        ox.serialize((names.triple(quad) for quad in read_quads(path)), out, ox.RdfFormat.N_TRIPLES)


class _BlankNodes(dict[ox.BlankNode, ox.BlankNode]):
    """Blank nodes under names that tell in which order they came."""

    def __missing__(self, node: ox.BlankNode) -> ox.BlankNode:
        named = self[node] = ox.BlankNode(f"b{len(self) + 1}")
        return named

    def triple(self, quad: ox.Quad) -> ox.Triple:
        """The triple of a quad with its blank nodes renamed."""
        subject, value = quad.subject, quad.object
        if not isinstance(subject, ox.BlankNode) and not isinstance(value, ox.BlankNode):
            return quad.triple
        return ox.Triple(
            self[subject] if isinstance(subject, ox.BlankNode) else subject,
            quad.predicate,
            self[value] if isinstance(value, ox.BlankNode) else value,
        )


def open_file(path: Path) -> IO[bytes]:
    """The bytes of a file, unpacked if it is compressed by gzip."""
    return gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb")  # type: ignore[return-value]


def _core(triples: Path, shapes: Shapes, engine: EngineName) -> list[Violation]:
    report = shapes.compiled.validate_file(str(triples)) if engine == "auto" and shapes.compiled else None
    if report is not None and triples.stat().st_size > REFERENCE_LIMIT:
        return list(fast_results(report))
    return check_after(report, lambda: ox.parse(path=str(triples), format=ox.RdfFormat.N_TRIPLES), shapes)


def _is_met(store: ox.Store, kind: str, term: ox.NamedNode) -> bool:
    """Whether a graph has a node that a target of a shape means."""
    if kind == "targetClass":
        quads = store.quads_for_pattern(None, _TYPE, term)
    elif kind == "targetNode":
        quads = store.quads_for_pattern(term, None, None)
    else:
        quads = store.quads_for_pattern(None, term, None)
    return next(quads, None) is not None


def _defined_terms() -> set[str]:
    path = resource_dir("ontology") / "communique.ttl"
    subjects = {str(quad.subject) for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)}
    return {term for term in subjects if term.startswith(f"<{PREFIXES['cq']}")}


def _terms(store: ox.Store, query: str) -> set[str]:
    found = {str(term) for (term,) in store.query(query)}  # type: ignore[union-attr]
    return {term for term in found if term.startswith(f"<{PREFIXES['cq']}")}


def _unknown(focus: str, path: str, value: str | None) -> Violation:
    message = "The communique ontology defines no such term: see if it is misspelt, or use a namespace of your own."
    return Violation(focus, path, value, "Warning", message, "", "Closed")
