"""Prefixes, terms and minted IRIs."""

import re

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode
from rdflib.namespace import OWL, RDF, SKOS

from loader.resources import resource_dir
from loader.vocab import CLASSES, PREFIXES, PROPERTIES, SCHEMES, Vocabulary, is_iri, local_name, mint, slug

LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")


def ontology(name: str) -> rdflib.Graph:
    return rdflib.Graph().parse(resource_dir("ontology") / name)


def test_terms_are_those_of_the_ontology() -> None:
    graph = ontology("communique.ttl")
    own = PREFIXES["cq"]

    def names(kind: rdflib.URIRef) -> set[str]:
        return {str(term).removeprefix(own) for term in graph.subjects(RDF.type, kind) if str(term).startswith(own)}

    assert names(OWL.Class) == CLASSES
    assert names(OWL.ObjectProperty) | names(OWL.DatatypeProperty) == PROPERTIES


def test_schemes_are_those_of_the_ontology() -> None:
    graph = ontology("schemes.ttl")
    for scheme, concepts in SCHEMES.items():
        found = {str(c) for c in graph.subjects(SKOS.inScheme, rdflib.URIRef(PREFIXES[scheme]))}
        assert found == {PREFIXES[scheme] + name for name in concepts}


@pytest.mark.parametrize(
    ("iri", "term"),
    [
        ("https://w3id.org/communique/id/actor/ttp", "actor:ttp"),
        ("https://w3id.org/communique/id/actor/a/b", "<https://w3id.org/communique/id/actor/a/b>"),
        ("https://w3id.org/communique/id/actor/", "<https://w3id.org/communique/id/actor/>"),
        ("https://w3id.org/communique/id/actor/-x", "<https://w3id.org/communique/id/actor/-x>"),
        ("http://www.wikidata.org/entity/Q843", "<http://www.wikidata.org/entity/Q843>"),
        ("https://example.org/a> . <x:y> <x:y> <x:y", None),
        ("javascript:alert(1)", None),
        ("relative/path", None),
        ("", None),
    ],
)
def test_compact(iri: str, term: str | None) -> None:
    assert Vocabulary().compact(iri) == term


def test_a_base_of_ones_own() -> None:
    vocabulary = Vocabulary("https://data.example.org/news/")
    assert vocabulary.expand("actor:ttp") == "https://data.example.org/news/actor/ttp"
    assert vocabulary.compact("https://data.example.org/news/actor/ttp") == "actor:ttp"


@pytest.mark.parametrize("base", ["", "data/", "https://example.org/x", "https://example.org/a b/", "file:///x/"])
def test_a_base_that_cannot_be_appended_to(base: str) -> None:
    with pytest.raises(ValueError, match="base of data IRIs"):
        Vocabulary(base)


@pytest.mark.parametrize(
    ("iri", "fine"),
    [
        ("https://www.dawn.com/news/1825001/pakistan-says-no", True),
        ("http://kremlin.ru/события/1", True),
        ("urn:newsml:apa.at:20240404:1", True),
        ("https://example.org/a b", False),
        ("https://example.org/%zz", False),
        ("https://example.org/\u202egnp.exe", False),
        ("https://example.org/a\n", False),
        ("https://example.org/<b>", False),
        ("https:///no-host", False),
        ("ftp://example.org/", False),
        ("data:text/html,x", False),
    ],
)
def test_is_iri(iri: str, fine: bool) -> None:
    assert is_iri(iri) is fine


@given(st.text())
def test_every_key_gives_a_flat_local_name(key: str) -> None:
    assert LOCAL.fullmatch(local_name(key))
    assert len(local_name(key)) <= 100


@given(st.text(), st.text())
def test_different_keys_give_different_names(one: str, other: str) -> None:
    assert (local_name(one) == local_name(other)) == (one == other)


@given(st.text())
def test_minted_terms_expand_and_compact_again(key: str) -> None:
    vocabulary = Vocabulary()
    term = mint("statement", key, 3, 14)
    NamedNode(vocabulary.expand(term))
    assert vocabulary.compact(vocabulary.expand(term)) == term


@given(st.text())
def test_whatever_is_taken_for_an_iri_is_one_to_other_parsers(text: str) -> None:
    iri = f"https://example.org/{text}"
    if is_iri(iri):
        line = f"<{iri}> <http://example.org/p> <{iri}> ."
        assert len(rdflib.Graph().parse(data=line, format="turtle")) == 1


def test_slug_recalls_the_name() -> None:
    assert slug("Sergey Lavrov’s “office”") == "Sergey-Lavrovs-office"
