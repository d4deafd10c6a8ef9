"""Write ``ontology/context.jsonld``, the JSON-LD context of our graphs; ``--check`` fails if it is out of date."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from rdflib import OWL, RDF, RDFS, Graph, URIRef

from loader.vocab import PREFIXES, SCHEMES

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "ontology" / "context.jsonld"
CQ = PREFIXES["cq"]

#: Names for terms of other vocabularies that our graphs use; those of cq: go by their local names.
BORROWED = {
    "label": {"@id": "skos:prefLabel"},
    "altLabel": {"@id": "skos:altLabel", "@container": "@set"},
    "exactMatch": {"@id": "skos:exactMatch", "@type": "@id", "@container": "@set"},
    "headline": {"@id": "schema:headline"},
    "datePublished": {"@id": "schema:datePublished", "@type": "xsd:date"},
    "author": {"@id": "schema:author", "@container": "@set"},
    "publisher": {"@id": "schema:publisher"},
    "url": {"@id": "schema:url", "@type": "@id"},
    "inLanguage": {"@id": "schema:inLanguage"},
    "lat": {"@id": "geo:lat", "@type": "xsd:decimal"},
    "long": {"@id": "geo:long", "@type": "xsd:decimal"},
    "start": {"@id": "oa:start", "@type": "xsd:integer"},
    "end": {"@id": "oa:end", "@type": "xsd:integer"},
    "exact": {"@id": "oa:exact"},
    "prefix": {"@id": "oa:prefix"},
    "suffix": {"@id": "oa:suffix"},
}


def context() -> dict[str, object]:
    """Prefixes, then classes, then properties, each with the type of its values."""
    ontology = Graph().parse(ROOT / "ontology" / "communique.ttl")
    terms = sorted({str(term) for term in ontology.subjects() if str(term).startswith(CQ)})
    classes = {t: f"cq:{t}" for iri in terms if is_class(ontology, iri) for t in [iri.removeprefix(CQ)]}
    properties = {t.removeprefix(CQ): definition(ontology, t) for t in terms if not is_class(ontology, t)}
    prefixes = {prefix: namespace for prefix, namespace in PREFIXES.items() if prefix not in SCHEMES}
    return {"@version": 1.1, "id": "@id", "type": "@type", **prefixes, **classes, **properties, **BORROWED}


def is_class(ontology: Graph, iri: str) -> bool:
    """Whether a term is a class."""
    return (URIRef(iri), RDF.type, OWL.Class) in ontology


def definition(ontology: Graph, iri: str) -> dict[str, object]:
    """A property with its values' type: a concept's name, a node, a language or a datatype; none for plain strings."""
    term, name = URIRef(iri), iri.removeprefix(CQ)
    entry: dict[str, object] = {"@id": f"cq:{name}"}
    if name in SCHEMES:
        return {**entry, "@type": "@vocab", "@context": {"@vocab": PREFIXES[name]}}
    if (term, RDF.type, OWL.ObjectProperty) in ontology:
        return {**entry, "@type": "@id"}
    datatype = ontology.namespace_manager.normalizeUri(str(ontology.value(term, RDFS.range)))
    if datatype == "rdf:langString":
        return {**entry, "@language": "en"}
    return entry if datatype == "xsd:string" else {**entry, "@type": datatype}


def main() -> None:
    """Write the context, or with ``--check`` say whether it has to be written."""
    text = json.dumps({"@context": context()}, indent=2, ensure_ascii=False) + "\n"
    if "--check" in sys.argv[1:]:
        if not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text:
            sys.exit(f"{TARGET.relative_to(ROOT)} is out of date: run python scripts/jsonld_context.py")
        return
    TARGET.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
