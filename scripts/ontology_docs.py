"""Write ``docs/ontology.md`` from the ontology, its schemes and the shapes; ``--check`` fails if it is out of date."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, URIRef
from rdflib.namespace import DCTERMS
from rdflib.term import Node

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "ontology.md"
CQ = "https://w3id.org/communique/ontology#"
ONTOLOGY = URIRef(CQ.rstrip("#"))

#: Headings of the page and how its properties are sorted under them: by the class that they are described for.
GROUPS = {
    "Statements": ("Statement",),
    "Meetings, proposals and their reports": ("Meeting", "MeetingProposal", "MeetingReport"),
    "Articles": ("Article",),
    "Roles": ("Role",),
    "Places and actors": ("Place", "Actor", "State"),
}
OTHERS = "Of several classes"

#: What shapes ask of a property (SHACL parameter to values), by class and property.
Uses = dict[tuple[str, str], dict[Node, set[Node]]]

ALIGNMENTS = (
    (RDFS.subClassOf, "sub-class of"),
    (RDFS.subPropertyOf, "sub-property of"),
    (OWL.disjointWith, "disjoint with"),
    (SKOS.closeMatch, "close to"),
    (SKOS.relatedMatch, "related to"),
)

FILES = """| file | holds |
| --- | --- |
| `ontology/communique.ttl` | the classes and properties |
| `ontology/schemes.ttl` | the values of `cq:act`, `cq:kind`, `cq:status` and `cq:quotation`, with PLOVER codes |
| `ontology/context.jsonld` | the JSON-LD context: JSON with these names means what the Turtle says |
| `ontology/gazetteer.ttl` | states, governments, organisations and armed groups by their names |
| `shapes/` | the SHACL shapes that every graph is checked against ([validation](validation.md)) |
"""


def read(*patterns: str) -> Graph:
    """All Turtle files that match, as one graph; prefixes are those of the first that binds them."""
    graph = Graph(bind_namespaces="none")
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            graph.parse(path)
    return graph


def name(graph: Graph, term: Node | None) -> str:
    """A term as Turtle writes it."""
    return graph.namespace_manager.normalizeUri(str(term))


def linked(graph: Graph, term: Node) -> str:
    """A term in code face, with a link where the page describes it; a union as its parts."""
    if len(parts(graph, term)) > 1:
        return " or ".join(linked(graph, part) for part in parts(graph, term))
    text = name(graph, term)
    if not text.startswith("cq:"):
        return f"[`{text}`]({term})"
    return f"[`{text}`](#{text.replace(':', '').lower()}-{sort(graph, term)})"


def sort(graph: Graph, term: Node) -> str:
    """Whether a term is a class or a property."""
    return "class" if (term, RDF.type, OWL.Class) in graph else "property"


def own(graph: Graph, *types: Node) -> list[Node]:
    """The ontology's own terms of some types, in the order of their names."""
    found = {term for each in types for term in graph.subjects(RDF.type, each) if str(term).startswith(CQ)}
    return sorted(found, key=lambda term: str(term).lower())


# --- what shapes say of properties ------------------------------------------------------------------------------


def uses(ontology: Graph, shapes: Graph) -> Uses:
    """What the shapes ask of each property (by its name) of each class (by its local name) that has it."""
    found: Uses = defaultdict(lambda: defaultdict(set))
    for term, domain in ontology.subject_objects(RDFS.domain):
        for part in parts(ontology, domain):
            found[str(part).removeprefix(CQ), name(ontology, term)].update()
    for shape, target in shapes.subject_objects(SH.targetClass):
        for part in shapes.objects(shape, SH.property):
            ask(shapes, part, found[str(target).removeprefix(CQ), name(shapes, shapes.value(part, SH.path))])
    # Shapes for whatever has some property speak of every class that has it, but not of what has none of it.
    for shape in set(shapes.subjects(SH.targetSubjectsOf)):
        for part in shapes.objects(shape, SH.property):
            path = name(shapes, shapes.value(part, SH.path))
            for key in [key for key in found if key[1] == path]:
                ask(shapes, part, found[key])
                found[key][SH.minCount] -= set(shapes.objects(part, SH.minCount))
    return found


def ask(shapes: Graph, part: Node, asked: dict[Node, set[Node]]) -> None:
    """Add what a property shape asks, unless it only warns."""
    if shapes.value(part, SH.severity) is None:
        for predicate, value in shapes.predicate_objects(part):
            asked[predicate].add(value)


def count(asked: dict[Node, set[Node]]) -> str:
    """How many values: ``1``, ``0..1``, ``1..*`` or ``0..*``."""
    least = max((int(str(value)) for value in asked[SH.minCount]), default=0)
    most = min((str(value) for value in asked[SH.maxCount]), default="*")
    return most if str(least) == most else f"{least}..{most}"


def values(ontology: Graph, path: str, asked: dict[Node, set[Node]]) -> list[Node]:
    """The classes or datatypes of a property's values: as the shapes ask, else as the ontology says."""
    ranges = ontology.objects(ontology.namespace_manager.expand_curie(path), RDFS.range)
    found = asked[SH["class"]] or asked[SH.datatype] or {part for value in ranges for part in parts(ontology, value)}
    return sorted(found, key=str)


def parts(ontology: Graph, term: Node) -> list[Node]:
    """The classes that a class is the union of, or the class itself."""
    union = ontology.value(term, OWL.unionOf)
    return [term] if union is None else list(ontology.items(union))


# --- the page ---------------------------------------------------------------------------------------------------


def entry(ontology: Graph, used: Uses, term: Node, level: str) -> Iterator[str]:
    """One term: what it means, what it joins, how often, and what it is aligned with; an anchor of its own name."""
    yield f'<a id="{str(term).removeprefix(CQ)}"></a>\n\n{level} {name(ontology, term)} ({sort(ontology, term)})\n'
    yield f"**{ontology.value(term, RDFS.label)}**: {ontology.value(term, SKOS.definition)}\n"
    if note := ontology.value(term, SKOS.scopeNote):
        yield f"{note}\n"
    facts = [f"IRI: `{term}`", *described(ontology, used, term)]
    yield "".join(f"- {fact}\n" for fact in facts)
    example = str(ontology.value(term, SKOS.example)).replace(" ; ", " ;\n    ")
    yield f"```turtle\n{example}\n```\n"


def property_table(ontology: Graph, used: Uses, term: Node) -> Iterator[str]:
    """The properties that the shapes ask of a class or allow it, with their number and values."""
    rows = sorted((path, asked) for (of, path), asked in used.items() if str(term) == CQ + of)
    if not rows:
        return
    yield "| property | how many | values |\n| --- | --- | --- |"
    for path, asked in rows:
        iri = ontology.namespace_manager.expand_curie(path)
        kinds = scheme_of(ontology, iri) or " or ".join(
            linked(ontology, value) for value in values(ontology, path, asked)
        )
        yield f"| {linked(ontology, iri)} | {count(asked)} | {kinds or 'IRI'} |"
    yield ""


def described(ontology: Graph, used: Uses, term: Node) -> Iterator[str]:
    """What is known of a term beyond its definition, as sentences of a list."""
    ends = ((RDFS.domain, "of"), (RDFS.range, "value"))
    for predicate, label in ends:
        for value in ontology.objects(term, predicate):
            yield f"{label}: {linked(ontology, value)}"
    counts = sorted((of, count(asked)) for (of, path), asked in used.items() if path == name(ontology, term))
    if counts:
        yield "how many: " + ", ".join(f"{number} of a `cq:{of}`" for of, number in counts)
    if (term, RDF.type, OWL.SymmetricProperty) in ontology:
        yield "symmetric: it holds both ways"
    for predicate, label in ALIGNMENTS:
        values = sorted(linked(ontology, value) for value in ontology.objects(term, predicate))
        if values:
            yield f"{label}: {', '.join(values)}"
    yield from uses_of(ontology, term)
    if scheme := scheme_of(ontology, term):
        yield f"values: those of the {scheme}"
    else:
        yield from (f"see: <{page}>" for page in ontology.objects(term, RDFS.seeAlso))


def scheme_of(ontology: Graph, term: Node) -> str | None:
    """A link to the scheme that a property takes its values from, if it does."""
    schemes = (str(scheme) for scheme in ontology.objects(term, RDFS.seeAlso) if str(scheme).endswith("/"))
    names = [scheme.rstrip("/").rpartition("/")[2] for scheme in schemes]
    return f"[scheme `{names[0]}:`](#{names[0]})" if names else None


def uses_of(ontology: Graph, term: Node) -> Iterator[str]:
    """The classes below a class, and the properties that lead to it."""
    below = sorted(linked(ontology, narrower) for narrower in ontology.subjects(RDFS.subClassOf, term))
    if below:
        yield f"super-class of: {', '.join(below)}"
    ranges = ontology.subject_objects(RDFS.range)
    leading = sorted(linked(ontology, term_) for term_, value in ranges if term in parts(ontology, value))
    if leading:
        yield f"value of: {', '.join(leading)}"


def group(used: Iterable[tuple[str, str]], ontology: Graph, term: Node) -> str:
    """The heading that a property belongs under."""
    classes = {of for of, path in used if path == name(ontology, term)}
    headings = [heading for heading, members in GROUPS.items() if classes & {*members}]
    return headings[0] if len(headings) == 1 else OTHERS


def scheme_section(schemes: Graph, scheme: Node) -> Iterator[str]:
    """A scheme with its concepts, in the order of the file."""
    prefix = str(scheme).rstrip("/").rpartition("/")[2]
    note = schemes.value(scheme, SKOS.scopeNote)
    yield f"### {prefix}\n"
    yield f"`<{scheme}>`: {schemes.value(scheme, SKOS.definition)}{f' {note}' if note else ''}\n"
    concepts = list(schemes.objects(scheme, SKOS.hasTopConcept))
    coded = any(schemes.value(concept, SKOS.notation) for concept in concepts)
    yield "| concept | means | example |" + " PLOVER |" * coded + "\n| --- | --- | --- |" + " --- |" * coded
    for concept in concepts:
        short = name(schemes, concept)
        anchor = f'<a id="{short.replace(":", "-")}"></a>`{short}`'
        cells = [anchor, *(str(schemes.value(concept, p)) for p in (SKOS.definition, SKOS.example))]
        code = schemes.value(concept, SKOS.notation)
        yield "| " + " | ".join([*cells, *([f"`{code}`" if code else "none"] if coded else [])]) + " |"
    yield ""


def prefix_table(*graphs: Graph) -> Iterator[str]:
    """The prefixes that this page uses, with their namespaces."""
    bound = {prefix: namespace for graph in graphs for prefix, namespace in graph.namespaces()}
    yield "| prefix | namespace |\n| --- | --- |"
    yield from (f"| `{prefix}:` | `{namespace}` |" for prefix, namespace in sorted(bound.items()))
    yield ""


def rule_section(shapes: Graph) -> Iterator[str]:
    """What the SPARQL-based constraints report, as they word it."""
    yield "The shapes ask for more than numbers and kinds of values. Between nodes, validation reports when:\n"
    yield "| rule | severity | says |\n| --- | --- | --- |"
    for shape in sorted(set(shapes.subjects(SH.sparql)), key=str):
        severity = str(shapes.value(shape, SH.severity) or SH.Violation).removeprefix(str(SH))
        message = shapes.value(shapes.value(shape, SH.sparql), SH.message)
        yield f"| `{str(shape).partition('#')[2]}` | {severity} | {message} |"


def page() -> str:
    """The whole page."""
    ontology, schemes, shapes = read("ontology/communique.ttl"), read("ontology/schemes.ttl"), read("shapes/*.ttl")
    used = uses(ontology, shapes)
    version, licence = ontology.value(ONTOLOGY, OWL.versionInfo), ontology.value(ONTOLOGY, DCTERMS.license)
    lines = [
        "<!-- Written by scripts/ontology_docs.py from ontology/ and shapes/; change those, not this page. -->\n",
        f"# {ontology.value(ONTOLOGY, DCTERMS.title)}\n",
        " ".join(str(ontology.value(ONTOLOGY, DCTERMS.description)).split()) + "\n",
        f"Version {version}. Namespace `{CQ}`, prefix `cq:`. Licence <{licence}>.\n",
        FILES,
        "## The model at a glance\n",
        "![The classes, their values and the properties that join them](model.svg)\n",
        "## Prefixes\n",
        *prefix_table(ontology, schemes),
        "## Classes\n",
    ]
    for term in own(ontology, OWL.Class):
        lines += (*entry(ontology, used, term, "###"), *property_table(ontology, used, term))
    lines.append("## Properties\n")
    properties = own(ontology, OWL.ObjectProperty, OWL.DatatypeProperty)
    for heading in (*GROUPS, OTHERS):
        members = [term for term in properties if group(used, ontology, term) == heading]
        lines += [f"### {heading}\n"] if members else []
        lines += [line for term in members for line in entry(ontology, used, term, "####")]
    lines.append("## Schemes\n")
    for scheme in sorted(schemes.subjects(RDF.type, SKOS.ConceptScheme), key=str):
        lines += scheme_section(schemes, scheme)
    lines += ("## Rules between nodes\n", *rule_section(read("shapes/rules.ttl", "shapes/graph/*.ttl")))
    return "\n".join(lines).rstrip() + "\n"


def main() -> None:
    """Write the page, or with ``--check`` say whether it has to be written."""
    text = page()
    if "--check" in sys.argv[1:]:
        if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
            sys.exit(f"{PAGE.relative_to(ROOT)} is out of date: run python scripts/ontology_docs.py")
        return
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
