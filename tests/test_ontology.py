"""The ontology: every term labelled, defined and in use; consistent, and able to tell when data is not."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import owlrl  # type: ignore[import-untyped]
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS

import loader
from loader.resources import resource_dir
from loader.vocab import CLASSES, PREFIXES, PROPERTIES, ROOT, SCHEMES

HERE = Path(__file__).parent
CQ = rdflib.Namespace(PREFIXES["cq"])
ONTOLOGY = rdflib.URIRef(f"{ROOT}ontology")
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)

PREAMBLE = (
    "\n".join(f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in PREFIXES.items())
    + """
@prefix ex: <https://example.org/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> .
"""
)


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(resource_dir("ontology") / "communique.ttl")


@pytest.fixture(scope="module")
def schemes() -> rdflib.Graph:
    return rdflib.Graph().parse(resource_dir("ontology") / "schemes.ttl")


def terms(graph: rdflib.Graph) -> dict[str, rdflib.URIRef]:
    return {str(s).removeprefix(CQ): s for s in graph.subjects() if isinstance(s, rdflib.URIRef) and s.startswith(CQ)}


# --- terms ------------------------------------------------------------------------------------------------------


def test_the_version_is_that_of_the_package(ontology: rdflib.Graph) -> None:
    assert str(ontology.value(ONTOLOGY, OWL.versionInfo)) == loader.__version__


def test_the_ontology_and_the_code_know_the_same_terms(ontology: rdflib.Graph) -> None:
    classes = {name for name, term in terms(ontology).items() if (term, RDF.type, OWL.Class) in ontology}
    assert classes == CLASSES
    assert set(terms(ontology)) - classes == PROPERTIES


def test_every_term_has_one_label_one_definition_and_one_kind(ontology: rdflib.Graph) -> None:
    for name, term in terms(ontology).items():
        (label,) = ontology.objects(term, RDFS.label)
        (definition,) = ontology.objects(term, SKOS.definition)
        assert [getattr(text, "language", None) for text in (label, definition)] == ["en", "en"]
        assert re.fullmatch(r"[A-Z].{15,}\.", str(definition)), name
        assert sum((term, RDF.type, kind) in ontology for kind in KINDS) == 1, name


def test_every_term_has_an_example_that_is_turtle_and_uses_it(ontology: rdflib.Graph) -> None:
    names = ["article", "actor", "statement", "meeting", "report", "role", "place", "evidence"]
    preamble = PREAMBLE + "".join(f"@prefix {name}: <{ROOT}id/{name}/> .\n" for name in names)
    for name, term in terms(ontology).items():
        (example,) = ontology.objects(term, SKOS.example)
        graph = rdflib.Graph().parse(data=preamble + str(example), format="turtle")
        assert term in {*graph.predicates(), *graph.objects(None, RDF.type)}, name
        used = {node for node in graph.all_nodes() | set(graph.predicates()) if str(node).startswith(CQ)}
        assert used <= set(terms(ontology).values()), name


def test_every_concept_has_an_example(schemes: rdflib.Graph) -> None:
    for concept in schemes.subjects(RDF.type, SKOS.Concept):
        (example,) = schemes.objects(concept, SKOS.example)
        assert getattr(example, "language", None) == "en"


def test_labels_are_unique_and_names_cased(ontology: rdflib.Graph) -> None:
    labels = [str(ontology.value(term, RDFS.label)) for term in terms(ontology).values()]
    assert len(labels) == len(set(labels))
    for name, term in terms(ontology).items():
        assert name[0].isupper() == ((term, RDF.type, OWL.Class) in ontology)


def test_every_borrowed_term_is_declared(ontology: rdflib.Graph) -> None:
    """OWL 2 DL asks that what stands as a class or property is said to be one, in this file too."""
    predicates = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.range, RDFS.domain)
    used = {term for p in predicates for term in ontology.objects(None, p) if isinstance(term, rdflib.URIRef)}
    undeclared = {str(term) for term in used if (term, RDF.type, None) not in ontology}
    assert {iri for iri in undeclared if not iri.startswith((PREFIXES["rdf"], PREFIXES["xsd"]))} == set()


def test_no_term_is_both_object_and_datatype_property(ontology: rdflib.Graph) -> None:
    objects = set(ontology.subjects(RDF.type, OWL.ObjectProperty))
    assert not objects & set(ontology.subjects(RDF.type, OWL.DatatypeProperty))
    for term in objects:
        assert not [o for o in ontology.objects(term, RDFS.range) if str(o).startswith(PREFIXES["xsd"])]


def test_the_gazetteer_uses_defined_terms_only(ontology: rdflib.Graph) -> None:
    text = (resource_dir("ontology") / "gazetteer.ttl").read_text()
    assert set(re.findall(r"\bcq:(\w+)", text)) <= set(terms(ontology))


# --- schemes ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", SCHEMES)
def test_each_scheme_has_its_concepts(scheme: str, schemes: rdflib.Graph) -> None:
    iri = rdflib.URIRef(f"{ROOT}{scheme}/")
    concepts = {str(concept).removeprefix(iri) for concept in schemes.subjects(SKOS.inScheme, iri)}
    assert concepts == set(SCHEMES[scheme])
    assert concepts == {str(c).removeprefix(iri) for c in schemes.objects(iri, SKOS.hasTopConcept)}


def test_every_concept_has_a_label_a_definition_and_at_most_one_code(schemes: rdflib.Graph) -> None:
    for concept in schemes.subjects(RDF.type, SKOS.Concept):
        assert len(list(schemes.objects(concept, SKOS.prefLabel))) == 1
        assert re.fullmatch(r"[A-Z].{15,}\.", str(schemes.value(concept, SKOS.definition)))
        assert len(list(schemes.objects(concept, SKOS.notation))) <= 1
    codes = list(schemes.objects(None, SKOS.notation))
    assert len(codes) == len(set(codes)) == 6


# --- reasoning --------------------------------------------------------------------------------------------------


def contradictions(*parts: str) -> list[str]:
    """What an OWL 2 RL reasoner finds wrong with the ontology, the vocabularies it builds on, and some data."""
    graph = rdflib.Graph()
    for path in (*resource_dir("ontology").glob("[!g]*.ttl"), HERE / "ontology" / "upper.ttl"):
        graph.parse(path)
    for part in parts:
        graph.parse(data=part, format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return sorted(str(text) for _, predicate, text in graph if str(predicate).endswith("#error"))


def test_the_ontology_is_consistent_with_data_and_with_what_it_builds_on() -> None:
    data = ["context", "statement/valid", "meeting/valid", "role/valid", "place/valid", "actor/valid"]
    assert contradictions(*((HERE / "shapes" / f"{name}.ttl").read_text() for name in data)) == []


@pytest.mark.parametrize(
    ("why", "data"),
    [
        ("a proposal is no meeting", "ex:x a cq:Meeting, cq:MeetingProposal ."),
        ("a proposal is no event of schema.org", "ex:x a cq:MeetingProposal, schema:Event ."),
        ("a proposal is no event of SEM", "ex:x a cq:MeetingProposal ; sem:eventType ex:type ."),
        ("an occasion is a meeting", "ex:s cq:occasion ex:x . ex:x a cq:MeetingProposal ."),
        ("a report is no meeting", "ex:m cq:report ex:r . ex:s cq:occasion ex:r ."),
        ("a person is no state", "ex:x a cq:Person, cq:State ."),
        ("a person is no organisation, a government is one", "ex:x a cq:Person, cq:Government ."),
        ("a person is no organisation of FOAF", "ex:x a cq:Person, cq:ArmedGroup ."),
        ("what speaks is no place", "ex:s cq:speaker ex:x . ex:m cq:location ex:x ."),
        ("a statement is no article", "ex:s cq:act act:Assert ; cq:length 3 ."),
        ("a statement is no activity of PROV", "ex:s cq:act act:Assert ; a prov:Activity ."),
        ("a role is no organisation", 'ex:r cq:title "minister" . ex:s cq:speaker ex:r . ex:r a cq:Organization .'),
    ],
)
def test_the_reasoner_finds(why: str, data: str) -> None:
    assert contradictions(PREAMBLE + data), why


def test_meetings_must_not_be_made_activities() -> None:
    """The trap that the alignment avoids: nothing may be both derived from an article and a PROV activity."""
    trap = "cq:Meeting rdfs:subClassOf prov:Activity . ex:m a cq:Meeting ; prov:wasDerivedFrom ex:article ."
    assert contradictions(PREAMBLE + trap)


@pytest.mark.skipif(not os.environ.get("COMMUNIQUE_TEST_FULL"), reason="starts HermiT on Java")
def test_the_ontology_is_consistent_in_owl_2_dl(tmp_path: Path) -> None:
    owlready2 = pytest.importorskip("owlready2")
    if shutil.which("java") is None:
        assert not os.environ.get("CI"), "CI has to have Java"
        pytest.skip("no Java here")
    graph = rdflib.Graph()
    for path in (resource_dir("ontology") / "communique.ttl", HERE / "ontology" / "upper.ttl"):
        graph.parse(path)
    assert not inconsistent(owlready2, graph, tmp_path / "ontology.nt")
    graph.add((rdflib.URIRef("https://example.org/x"), RDF.type, CQ.Meeting))
    graph.add((rdflib.URIRef("https://example.org/x"), RDF.type, CQ.MeetingProposal))
    assert inconsistent(owlready2, graph, tmp_path / "contradiction.nt")


def inconsistent(owlready2: object, graph: rdflib.Graph, path: Path) -> bool:
    """Whether HermiT finds the graph inconsistent or one of our classes unsatisfiable."""
    graph.serialize(path, format="nt", encoding="utf-8")
    world = owlready2.World()  # type: ignore[attr-defined]
    world.get_ontology(path.as_uri()).load()
    try:
        owlready2.sync_reasoner_hermit(world, ignore_unsupported_datatypes=True, debug=0)  # type: ignore[attr-defined]
    except owlready2.OwlReadyInconsistentOntologyError:  # type: ignore[attr-defined]
        return True
    return bool(list(world.inconsistent_classes()))


# --- documentation ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("script", ["ontology_docs.py", "model_diagram.py"])
def test_the_page_and_the_diagram_are_up_to_date(script: str) -> None:
    path = HERE.parent / "scripts" / script
    run = subprocess.run([sys.executable, path, "--check"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_the_diagram_tells_every_class_and_property_of_the_graph(ontology: rdflib.Graph) -> None:
    picture = ElementTree.parse(HERE.parent / "docs" / "model.svg")
    told = " ".join(element.text or "" for element in picture.iter() if element.tag.endswith("}text"))
    of_the_gazetteer = {"acronym", "ambiguousName", "capitalName", "demonym"}
    assert {name for name in terms(ontology) if not re.search(rf"\b{name}\b", told)} == of_the_gazetteer


def test_the_page_describes_every_term_and_links_to_what_it_has(ontology: rdflib.Graph) -> None:
    page = (HERE.parent / "docs" / "ontology.md").read_text()
    headings = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading).replace(" ", "-").lower() for heading in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= anchors
    for name in terms(ontology):
        assert re.search(rf'^<a id="{name}"></a>\n\n#+ cq:{name} \(', page, re.MULTILINE), name
