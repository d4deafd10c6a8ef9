"""The JSON-LD context: complete, true to the ontology, and enough to read a graph back."""

from __future__ import annotations

import json
from typing import Any

import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import OWL, RDF, RDFS

from loader.resources import resource_dir
from loader.vocab import PREFIXES, PROPERTIES
from tests.graphs import VOCABULARY, as_turtle, rdflib_graph, sample_graphs


def context() -> dict[str, Any]:
    path = resource_dir("ontology") / "context.jsonld"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["@context"]
    return found


def test_prefixes_are_those_of_the_files() -> None:
    assert {name: iri for name, iri in context().items() if isinstance(iri, str)} == VOCABULARY.prefixes


def test_every_property_has_the_type_that_the_ontology_says() -> None:
    ontology = rdflib.Graph().parse(resource_dir("ontology") / "communique.ttl")
    known = context()
    for name in PROPERTIES:
        node = rdflib.URIRef(PREFIXES["cq"] + name)
        said = known.get(f"cq:{name}", {})
        if (node, RDF.type, OWL.ObjectProperty) in ontology:
            assert said["@type"] == "@id", name
        elif "@language" in said:
            assert ontology.value(node, RDFS.range) == RDF.langString
        elif "@type" in said:
            assert str(ontology.value(node, RDFS.range)) == VOCABULARY.expand(said["@type"])


def test_a_graph_survives_the_round_trip() -> None:
    graph = rdflib_graph(as_turtle(sample_graphs()))
    text = graph.serialize(format="json-ld", context=context(), auto_compact=True)
    nodes = {node["@id"]: node for node in json.loads(text)["@graph"]}
    assert nodes["statement:strelsau-post-1-105-179"]["cq:speaker"] == "actor:ana-horvat"
    assert isomorphic(rdflib.Graph().parse(data=text, format="json-ld"), graph)
