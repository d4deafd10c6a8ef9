"""The JSON-LD context: up to date, complete, and JSON written with it means what the Turtle says."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import rdflib
from rdflib.compare import isomorphic

from loader.resources import resource_dir
from loader.vocab import CLASSES, PREFIXES, PROPERTIES
from tests.graphs import as_turtle, rdflib_graph, sample_graphs

ROOT = Path(__file__).parent.parent

DOCUMENT = {
    "id": "https://w3id.org/communique/id/statement/a1-3-9",
    "type": "Statement",
    "reportedIn": "https://w3id.org/communique/id/article/a1",
    "speaker": {
        "id": "https://w3id.org/communique/id/actor/ttp",
        "type": ["ArmedGroup", "Organization", "Actor"],
        "label": "Tehreek-i-Taliban Pakistan",
        "altLabel": ["TTP"],
        "exactMatch": ["http://www.wikidata.org/entity/Q1"],
    },
    "act": "Reject",
    "quotation": "indirect",
    "content": "no talks",
    "date": "2024-04-04",
    "earliest": "2024-04-04",
    "confidence": "0.8",
    "evidence": {"id": "https://w3id.org/communique/id/evidence/a1-3-9", "start": 3, "end": 9, "exact": "no talks"},
}

TURTLE = """
<https://w3id.org/communique/id/statement/a1-3-9> a cq:Statement ;
    cq:reportedIn <https://w3id.org/communique/id/article/a1> ; cq:speaker <https://w3id.org/communique/id/actor/ttp> ;
    cq:act act:Reject ; cq:quotation quotation:indirect ; cq:content "no talks"@en ;
    cq:date "2024-04-04"^^edtf:EDTF ; cq:earliest "2024-04-04"^^xsd:date ; cq:confidence 0.8 ;
    cq:evidence <https://w3id.org/communique/id/evidence/a1-3-9> .
<https://w3id.org/communique/id/actor/ttp> a cq:ArmedGroup, cq:Organization, cq:Actor ;
    skos:prefLabel "Tehreek-i-Taliban Pakistan" ; skos:altLabel "TTP" ;
    skos:exactMatch <http://www.wikidata.org/entity/Q1> .
<https://w3id.org/communique/id/evidence/a1-3-9> oa:start 3 ; oa:end 9 ; oa:exact "no talks" .
"""


def context() -> dict[str, object]:
    content: dict[str, object] = json.loads((resource_dir("ontology") / "context.jsonld").read_text())
    return content


def test_the_context_is_up_to_date() -> None:
    script = ROOT / "scripts" / "jsonld_context.py"
    run = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_the_context_has_every_term() -> None:
    names = context()["@context"]
    assert isinstance(names, dict)
    assert set(names) >= CLASSES | PROPERTIES


def test_json_with_the_context_means_what_the_turtle_says() -> None:
    document = json.dumps({**context(), **DOCUMENT})
    preamble = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
    expected = rdflib.Graph().parse(data=preamble + TURTLE, format="turtle")
    found = rdflib.Graph().parse(data=document, format="json-ld")
    assert isomorphic(found, expected), found.serialize()


def test_a_whole_graph_comes_back_from_json_as_it_was() -> None:
    graph = rdflib_graph(as_turtle(sample_graphs()))
    document = json.loads(graph.serialize(format="json-ld", context=context()["@context"], auto_compact=False))
    assert document["@context"] == context()["@context"]
    statements = [node for node in document["@graph"] if node["type"] == "Statement"]
    assert {"speaker", "act", "content", "evidence"} <= {key for node in statements for key in node}
    assert isomorphic(rdflib.Graph().parse(data=json.dumps(document), format="json-ld"), graph)
