"""An rdflib graph that pySHACL reads twice as fast: two indices, no contexts, no prefixes."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import Any

import rdflib
from rdflib.namespace import NamespaceManager
from rdflib.term import Node

Triple = tuple[Node, Node, Node]
Index = dict[Node, dict[Node, dict[Node, None]]]


class IndexedGraph(rdflib.Graph):
    """A graph in memory. It is only added to; where rdflib asks its store for triples, two indices answer.

    rdflib's own store keeps a third index and the contexts of every triple, and builds each answer of both.
    """

    def __init__(self, triples: Iterable[Triple] = ()) -> None:
        super().__init__(bind_namespaces="none")
        self.namespace_manager = _FullNames(self, "none")
        self._by_subject: Index = {}  # subject, predicate, object
        self._by_predicate: Index = {}  # predicate, object, subject
        self._size = 0
        for triple in triples:
            self.add(triple)

    def add(self, triple: Any) -> IndexedGraph:
        """Add a triple."""
        subject, predicate, value = triple
        objects = self._by_subject.setdefault(subject, {}).setdefault(predicate, {})
        if value not in objects:
            objects[value] = None
            self._by_predicate.setdefault(predicate, {}).setdefault(value, {})[subject] = None
            self._size += 1
        return self

    def addN(self, quads: Any) -> IndexedGraph:
        """Add triples, each with a graph that is not looked at."""
        for triple in quads:
            self.add(triple[:3])
        return self

    def remove(self, triple: Any) -> IndexedGraph:
        """Nothing is removed.

        Raises:
            NotImplementedError: always.
        """
        raise NotImplementedError("this graph is only added to")

    def triples(self, triple: Any) -> Generator[Any, None, None]:
        """The triples that match a pattern, in which None stands for anything. Paths are left to rdflib."""
        subject, predicate, value = triple
        if predicate is not None and not isinstance(predicate, rdflib.URIRef):
            yield from super().triples(triple)
        elif subject is not None:
            for path, objects in _at(self._by_subject.get(subject, {}), predicate):
                yield from ((subject, path, found) for found, _ in _at(objects, value))
        else:
            for path, values in _at(self._by_predicate, predicate):
                for found, subjects in _at(values, value):
                    yield from ((each, path, found) for each in subjects)

    def objects(self, subject: Any = None, predicate: Any = None, unique: bool = False) -> Any:
        """The objects of triples; see ``triples``."""
        if subject is None or not isinstance(predicate, rdflib.URIRef):
            return super().objects(subject, predicate, unique)
        return iter(self._by_subject.get(subject, {}).get(predicate, ()))

    def subjects(self, predicate: Any = None, object: Any = None, unique: bool = False) -> Any:
        """The subjects of triples; see ``triples``."""
        if not isinstance(predicate, rdflib.URIRef) or object is None or isinstance(object, list):
            return super().subjects(predicate, object, unique)
        return iter(self._by_predicate.get(predicate, {}).get(object, ()))

    def __contains__(self, triple: Any) -> bool:
        return next(self.triples(triple), None) is not None

    def __len__(self) -> int:
        return self._size


class _FullNames(NamespaceManager):
    """No prefixes. pySHACL spells out every node of every result, even of those that it then drops."""

    def bind(self, *_: Any, **__: Any) -> None:
        """Nothing is bound."""

    def normalizeUri(self, rdfTerm: str) -> str:
        """The IRI in angle brackets."""
        return f"<{rdfTerm}>"


def _at(index: dict[Node, Any], key: Node | None) -> Iterable[tuple[Node, Any]]:
    """What an index has under a key, or all that it has."""
    if key is None:
        return list(index.items())
    return ((key, index[key]),) if key in index else ()
