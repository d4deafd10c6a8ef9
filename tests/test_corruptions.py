"""What only a graph can show, broken in good graphs in every place: each break is reported at the right node.

A corruption takes one triple out of the graph of the sample articles or of a case, or puts one in, or both. ``BREAKS``
says which: every match of a pattern with ``?this ?path`` and the ``?old`` value to take out or the ``?new`` one to put
in, and where that has to be reported, ``?focus``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox
import pytest

from loader.shapes import load_shapes
from loader.validation import validate_turtle
from loader.violations import Violation
from loader.vocab import PREFIXES
from tests.graphs import as_turtle, sample_graphs
from tests.test_cases import CASES, case_turtle

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
FULL = bool(os.environ.get("COMMUNIQUE_TEST_FULL"))
NAMES = {**PREFIXES, "article": "https://w3id.org/communique/id/article/"}
PROLOGUE = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in NAMES.items())
LIMIT = 4  # corruptions of a kind in one graph

BREAKS = {
    "evidence ends behind the text": "?focus oa:end ?old BIND (?old + 100000 AS ?new) BIND (oa:end AS ?path)",
    "evidence is longer than its words": "?focus oa:end ?old BIND (?old + 1 AS ?new) BIND (oa:end AS ?path)",
    "evidence ends before it starts": "?focus oa:start ?old BIND (?old + 100000 AS ?new) BIND (oa:start AS ?path)",
    "evidence of another article": """
        ?focus cq:evidence ?this . ?this cq:reportedIn ?old . ?new a cq:Article FILTER (?new != ?old)
        BIND (cq:reportedIn AS ?path)""",
    "content that no evidence quotes": """
        ?focus cq:content ?old BIND (STRLANG(CONCAT("not ", STR(?old)), "en") AS ?new) BIND (cq:content AS ?path)""",
    "no content": "?focus cq:content ?old BIND (cq:content AS ?path)",
    "a cue that no evidence quotes": '?focus cq:cue ?old BIND ("muttered" AS ?new) BIND (cq:cue AS ?path)',
    "words for a date that no evidence quotes": """
        ?focus a cq:MeetingReport ; cq:dateText ?old BIND ("someday" AS ?new) BIND (cq:dateText AS ?path)""",
    "first day after the last": """
        ?focus cq:earliest ?old BIND ("2999-01-01"^^xsd:date AS ?new) BIND (cq:earliest AS ?path)""",
    "first day not of the date": """
        ?focus cq:earliest ?old BIND ("1999-02-03"^^xsd:date AS ?new) BIND (cq:earliest AS ?path)""",
    "last day not of the date": """
        ?focus cq:latest ?old BIND ("2999-02-03"^^xsd:date AS ?new) BIND (cq:latest AS ?path)""",
    "another date than its days": """
        ?focus cq:date ?old ; cq:earliest ?any BIND ("1999"^^edtf:EDTF AS ?new) BIND (cq:date AS ?path)""",
    "half a range": "?focus cq:latest ?old BIND (cq:latest AS ?path)",
    "held after its article": """
        ?focus cq:status status:held ; cq:reportedIn ?this ; cq:earliest ?day . ?this schema:datePublished ?old
        BIND ("1999-02-03"^^xsd:date AS ?new) BIND (schema:datePublished AS ?path)""",
    "a meeting held after all its articles": """
        ?focus a cq:Meeting ; cq:status status:held ; cq:earliest ?day ; cq:report/cq:reportedIn ?this .
        ?this schema:datePublished ?old BIND ("1999-02-03"^^xsd:date AS ?new) BIND (schema:datePublished AS ?path)
        FILTER NOT EXISTS { ?focus cq:report/cq:reportedIn ?other FILTER (?other != ?this) }""",
    "a proposal typed as a meeting": """
        ?focus a cq:MeetingProposal BIND (cq:Meeting AS ?new) BIND (rdf:type AS ?path)""",
    "a proposal that is a meeting": """
        ?focus a cq:MeetingProposal BIND (cq:MeetingProposal AS ?old) BIND (cq:Meeting AS ?new)
        BIND (rdf:type AS ?path)""",
    "a proposal typed as an event": """
        ?focus a cq:MeetingProposal BIND (schema:Event AS ?new) BIND (rdf:type AS ?path)""",
    "the speaker as the only target": """
        ?focus cq:speaker ?new FILTER NOT EXISTS { ?focus cq:target ?any } BIND (cq:target AS ?path)""",
    "nested in itself": "?focus cq:within ?old BIND (?focus AS ?new) BIND (cq:within AS ?path)",
    "nested in what it lies outside of": """
        ?focus cq:reportedIn ?article ; cq:content ?words ; cq:evidence ?evidence . ?new cq:reportedIn ?article
        FILTER NOT EXISTS { ?focus cq:within ?any } ?evidence oa:exact ?words2 ; oa:start ?start
        FILTER (STR(?words) = STR(?words2)) ?new a cq:Statement
        FILTER NOT EXISTS { ?new cq:evidence/oa:start ?from FILTER (?from <= ?start) } BIND (cq:within AS ?path)""",
    "nested in a statement of another article": """
        ?focus a cq:Statement ; cq:reportedIn ?article . ?new a cq:Statement ; cq:reportedIn ?other
        FILTER (?article != ?other) FILTER NOT EXISTS { ?focus cq:within ?any } BIND (cq:within AS ?path)""",
    "an act of no scheme": '?focus cq:act ?old BIND (IRI(CONCAT(STR(?old), "ed")) AS ?new) BIND (cq:act AS ?path)',
    "a kind of no scheme": '?focus cq:kind ?old BIND (IRI(CONCAT(STR(?old), "s")) AS ?new) BIND (cq:kind AS ?path)',
    "a quotation of no scheme": """
        ?focus cq:quotation ?old BIND (IRI(CONCAT(STR(?old), "ly")) AS ?new) BIND (cq:quotation AS ?path)""",
    "a status of no scheme": """
        ?focus cq:status ?old BIND (IRI(CONCAT(STR(?old), "ish")) AS ?new) BIND (cq:status AS ?path)""",
    "a status that no report gives": """
        ?focus a cq:Meeting ; cq:status status:held BIND (status:held AS ?old) BIND (status:scheduled AS ?new)
        FILTER NOT EXISTS { ?focus cq:report/cq:status status:scheduled } BIND (cq:status AS ?path)""",
    "a meeting without a report": """
        ?focus cq:report ?old FILTER NOT EXISTS { ?focus cq:report ?other FILTER (?other != ?old) }
        BIND (cq:report AS ?path)""",
    "a report without a meeting": "?this cq:report ?focus BIND (?focus AS ?old) BIND (cq:report AS ?path)",
    "more publishers than articles": """
        ?focus cq:publishers ?old ; cq:report ?report BIND (99 AS ?new) BIND (cq:publishers AS ?path)""",
    "about something else than an encounter": """
        ?focus cq:about ?old ; cq:reportedIn ?new BIND (cq:about AS ?path)""",
    "said at what did not take place": """
        ?focus a cq:Statement . ?new a cq:MeetingProposal FILTER NOT EXISTS { ?focus cq:occasion ?any }
        BIND (cq:occasion AS ?path)""",
    "the same claim in the same article": """
        ?focus a cq:Statement ; cq:reportedIn ?article . ?new a cq:Statement ; cq:reportedIn ?article
        FILTER (?focus != ?new) BIND (cq:sameClaimAs AS ?path)""",
    "a label with a language": """
        ?focus skos:prefLabel ?old BIND (STRLANG(STR(?old), "fr") AS ?new) BIND (skos:prefLabel AS ?path)""",
    "two labels": '?focus skos:prefLabel ?any BIND ("Another name" AS ?new) BIND (skos:prefLabel AS ?path)',
    "a place off the globe": "?focus geo:lat ?old BIND (99.5 AS ?new) BIND (geo:lat AS ?path)",
    "a digest that is none": '?focus cq:sha256 ?old BIND ("abc" AS ?new) BIND (cq:sha256 AS ?path)',
}


@dataclass(frozen=True)
class Corruption:
    """A good graph with one thing wrong at ``focus``."""

    name: str
    focus: str
    turtle: str


def good_graphs() -> list[str]:
    return [as_turtle(sample_graphs()), *map(case_turtle, CASES)]


def corruptions(name: str, good: list[str]) -> Iterator[Corruption]:
    """The corruptions of a kind, some in each graph that has a place for it."""
    for turtle in good:
        store = ox.Store()
        store.load(turtle.encode(), ox.RdfFormat.TURTLE)
        select = f"SELECT DISTINCT ?focus ?this ?path ?old ?new {{ {BREAKS[name]} }} ORDER BY ?focus ?this ?new"
        rows = store.query(PROLOGUE + f"{select} LIMIT {LIMIT}")
        assert isinstance(rows, ox.QuerySolutions)
        for row in list(rows):
            this = row["this"] or row["focus"]
            yield Corruption(name, str(row["focus"]), changed(store, this, row["path"], row["old"], row["new"]))


def changed(store: ox.Store, this: ox.NamedNode, path: ox.NamedNode, old: Term | None, new: Term | None) -> str:
    """The triples of a store without an old value and with a new one."""
    quads = {quad.triple for quad in store}
    if old is not None:
        assert ox.Triple(this, path, old) in quads
        quads.remove(ox.Triple(this, path, old))
    if new is not None:
        quads.add(ox.Triple(this, path, new))
    lines = ox.serialize(sorted(quads, key=str), format=ox.RdfFormat.N_TRIPLES)
    assert lines is not None
    return lines.decode()


GOOD = good_graphs()
CORRUPTIONS = {name: list(corruptions(name, GOOD)) for name in BREAKS}


@cache
def results(corruption: Corruption) -> tuple[Violation, ...]:
    return validate_turtle(corruption.turtle, load_shapes(whole=True))


def test_there_are_hundreds_of_them_and_some_of_each_kind() -> None:
    assert sum(map(len, CORRUPTIONS.values())) > 300
    assert [name for name, found in CORRUPTIONS.items() if not found] == []


def test_the_graphs_were_good() -> None:
    for turtle in GOOD:
        assert [v for v in validate_turtle(turtle, load_shapes(whole=True)) if v.breaks] == []


@pytest.mark.parametrize("name", BREAKS)
def test_each_is_reported_at_its_node(name: str) -> None:
    for corruption in CORRUPTIONS[name]:
        assert corruption.focus in {violation.focus for violation in results(corruption) if violation.breaks}


@pytest.mark.parametrize("name", BREAKS)
def test_pyshacl_alone_reports_the_same(name: str) -> None:
    for corruption in CORRUPTIONS[name][: None if FULL else 1]:
        assert validate_turtle(corruption.turtle, load_shapes(whole=True), engine="pyshacl") == results(corruption)


def test_every_rule_is_broken_by_some() -> None:
    found = {
        violation.shape for kind in CORRUPTIONS.values() for corruption in kind for violation in results(corruption)
    }
    assert {rule.shape for rule in load_shapes(whole=True).rules if rule.severity == "Violation"} <= found
