"""Records to triples: what stands in the graph, what is left out of it, and that nothing of a text gets loose."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from loader.articles import Article, Span
from loader.dates import DateExpression
from loader.meetings import Meeting
from loader.mentions import Actor, Cast
from loader.places import PlaceMention
from loader.records import Record
from loader.resolution import Entity
from loader.statements import Party, Statement
from loader.stores import turtle_block
from loader.triples import actor_triples, place_triples, record_triples
from loader.vocab import CLASSES, PREFIXES, PROPERTIES, SCHEMES
from tests.graphs import VOCABULARY, as_turtle, blocks_of, oxigraph_quads, rdflib_graph, sample_graphs, values
from tests.sample import FIRST, IDENTITIES, first_record, record, second_record, span


def test_statement() -> None:
    block = blocks_of(sample_graphs())["statement:strelsau-post-1-105-179"]
    assert turtle_block(block) == (
        """statement:strelsau-post-1-105-179
    a cq:Statement ;
    cq:reportedIn article:strelsau-post-1 ;
    cq:speaker actor:ana-horvat ;
    cq:onBehalfOf actor:ruritanian-foreign-ministry ;
    cq:target actor:free-hentzau-movement ;
    cq:act act:Reject ;
    cq:quotation quotation:indirect ;
    cq:cue "said" ;
    cq:content "that Ruritania has no plans for talks with the Free Hentzau Movement (FHM)"@en ;
    cq:occasion meeting:strelsau-post-1-238-252 ;
    cq:about meeting:strelsau-post-1-137-142 ;
    cq:date "2024-04-04"^^edtf:EDTF ;
    cq:earliest "2024-04-04"^^xsd:date ;
    cq:latest "2024-04-04"^^xsd:date ;
    cq:dateText "Thursday" ;
    cq:evidence
        evidence:strelsau-post-1-105-179,
        evidence:strelsau-post-1-88-92,
        evidence:strelsau-post-1-48-87,
        evidence:strelsau-post-1-96-104 ;
    cq:rule "verb-clause" ;
    cq:confidence 0.8 ."""
    )


def test_what_is_not_known_is_not_written() -> None:
    block = blocks_of(sample_graphs())["statement:courier-7-112-181"]
    absent = {"cq:speaker", "cq:onBehalfOf", "cq:occasion", "cq:within", "cq:date", "cq:earliest", "cq:dateText"}
    assert absent.isdisjoint(predicate for predicate, _ in block.properties)


def test_a_date_without_year_has_no_calendar_days() -> None:
    block = blocks_of(sample_graphs())["report:courier-7-35-50"]
    assert values(block, "cq:date") == ('"XXXX-04-03"^^edtf:EDTF',)
    assert values(block, "cq:earliest") == values(block, "cq:latest") == ()


def test_role() -> None:
    block = blocks_of(sample_graphs())["role:strelsau-post-1-48-76-ana-horvat"]
    assert values(block, "cq:title") == ('"spokeswoman"',)
    assert values(block, "cq:institution") == ("actor:ruritanian-foreign-ministry",)
    assert values(block, "cq:evidence") == ("evidence:strelsau-post-1-48-76",)


def test_evidence_quotes_its_characters_within_their_line() -> None:
    block = blocks_of(sample_graphs())["evidence:strelsau-post-1-182-204"]
    assert [values(block, f"oa:{name}") for name in ("start", "end", "prefix", "exact", "suffix")] == [
        ("182",),
        ("204",),
        ('"“"',),
        ('"We reject any dialogue"',),
        ('",” she told reporters at a weekly press briefing in Strelsau."',),
    ]


def test_evidence_is_shown_within_its_sentence() -> None:
    text = "One sentence. He said that talks, and more, will end. Another one."
    whole = record(Article("a", "a.txt", text), meetings=(Meeting("m", "Talks", "held", span(text, "talks"), "r"),))
    made = replace(whole, sentences=(0, text.index("He"), text.index("Another")))
    block = blocks_of(sample_graphs([made]))["evidence:a-27-32"]
    assert values(block, "oa:prefix") == ('"He said that "',)
    assert values(block, "oa:suffix") == ('", and more, will end."',)


@pytest.mark.parametrize("made", [first_record(), second_record()], ids=["first", "second"])
def test_every_piece_of_evidence_is_verbatim(made: Record) -> None:
    for block in blocks_of(sample_graphs([made])).values():
        for exact in values(block, "oa:exact"):
            start, end = (int(values(block, f"oa:{side}")[0]) for side in ("start", "end"))
            assert exact == f'"{made.article.text[start:end]}"'


@pytest.mark.parametrize(
    ("kind", "types"),
    [
        ("Person", "cq:Person, cq:Actor"),
        ("State", "cq:State, cq:Actor"),
        ("Government", "cq:Government, cq:Organization, cq:Actor"),
        ("ArmedGroup", "cq:ArmedGroup, cq:Organization, cq:Actor"),
        ("Actor", "cq:Actor"),
    ],
)
def test_actors_bear_all_their_types(kind: str, types: str) -> None:
    matches = ("http://www.wikidata.org/entity/Q1", "no iri")
    block = actor_triples("actor:x", Entity("", "X", kind, ("X", "Y", ""), matches), "actor:y")
    assert turtle_block(block) == (
        f'actor:x\n    a {types} ;\n    skos:prefLabel "X" ;\n    skos:altLabel "Y" ;\n    cq:organOf actor:y ;\n'
        "    skos:exactMatch <http://www.wikidata.org/entity/Q1> ."
    )


@pytest.mark.parametrize(("lat", "lon"), [(None, 3.0), (91.0, 3.0), (float("nan"), 3.0), (3.0, -181.0)])
def test_half_a_position_is_none(lat: float | None, lon: float) -> None:
    block = place_triples(PlaceMention(Span(0, 1), "X", 1, lat, lon), "place:x")
    assert values(block, "geo:lat") == values(block, "geo:long") == ()


def test_every_term_is_one_of_the_vocabulary() -> None:
    own = PREFIXES["cq"]
    known = {own + name for name in CLASSES | PROPERTIES}
    concepts = {PREFIXES[scheme] + name for scheme, names in SCHEMES.items() for name in names}
    quads = oxigraph_quads(as_turtle(sample_graphs()))
    used = {n.value for q in quads for n in (q.predicate, q.object) if isinstance(n, NamedNode)}
    assert {iri for iri in used if iri.startswith(own)} <= known
    schemes = tuple(PREFIXES[scheme] for scheme in SCHEMES)
    assert {iri for iri in used if iri.startswith(schemes)} <= concepts


# --- without text -----------------------------------------------------------------------------------------------


def test_without_text_nothing_is_quoted_and_everything_can_be_checked() -> None:
    graphs = sample_graphs(quote=False)
    text = as_turtle(graphs)
    for made in (first_record(), second_record()):
        for line in filter(None, made.article.text.splitlines()):
            assert line not in text
        for statement in made.statements:
            assert all(made.article.quote(part) not in text for part in statement.content)
    for unquoted in ("oa:exact", "oa:prefix", "oa:suffix", "cq:content", "cq:cue", "cq:dateText", "schema:headline"):
        assert unquoted not in text
    block = blocks_of(graphs)["evidence:courier-7-261-265"]
    assert values(block, "cq:sha256") == (f'"{hashlib.sha256(b"said").hexdigest()}"',)


def test_a_headline_that_is_not_in_the_text_may_stay() -> None:
    made = first_record()
    renamed = replace(made, article=replace(made.article, headline="From the feed"))
    block = blocks_of(sample_graphs([renamed], quote=False))["article:strelsau-post-1"]
    assert values(block, "schema:headline") == ('"From the feed"',)


# --- what cannot stand in a graph ---------------------------------------------------------------------------------


def dropped(made: Record, identities: dict[str, str] | None = None) -> tuple[str, ...]:
    return record_triples(made, identities or dict(IDENTITIES), VOCABULARY, {}).dropped


def test_a_hostile_address_is_dropped_with_a_word() -> None:
    made = first_record()
    made = replace(made, article=replace(made.article, url='https://e.org/"> a <x'))
    assert dropped(made) == ("the address is no IRI: 'https://e.org/\"> a <x'",)
    assert "schema:url" not in as_turtle(sample_graphs([made]))


def test_an_identity_that_is_no_iri_is_dropped_with_a_word() -> None:
    identities = {**IDENTITIES, "fhm": "https://e.org/ . <x> <y> <z>"}
    assert dropped(first_record(), identities) == ("the actor's IRI is none: 'https://e.org/ . <x> <y> <z>'",)


def test_an_impossible_date_is_dropped_with_a_word() -> None:
    made = first_record()
    bad = DateExpression(span(FIRST, "Thursday"), "DATE", None, "2024-02-31")
    made = replace(made, statements=(replace(made.statements[0], date=bad),), meetings=())
    assert dropped(made) == ("no EDTF date: '2024-02-31'",)
    block = blocks_of(sample_graphs([made]))["statement:strelsau-post-1-105-179"]
    assert values(block, "cq:date") == ()
    assert values(block, "cq:dateText") == ('"Thursday"',)


def test_a_repeated_statement_stands_once() -> None:
    made = first_record()
    twice = replace(made, statements=(*made.statements, replace(made.statements[0], id="s9")))
    assert dropped(twice) == ("statement s9 repeats another one",)


def test_nothing_is_said_at_a_proposal() -> None:
    made = first_record()
    odd = replace(made, statements=(replace(made.statements[0], occasion="m3"),))
    assert values(blocks_of(sample_graphs([odd]))["statement:strelsau-post-1-105-179"], "cq:occasion") == ()


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(texts, texts, texts)
def test_no_text_gets_out_of_its_literal(words: str, name: str, identifier: str) -> None:
    """Whatever stands in a text, its graph has the same shape, and both parsers read the same of it."""
    plain = hostile_graph("words", "name", "identifier")
    graph = hostile_graph(words, name, identifier)
    assert len(oxigraph_quads(graph)) == len(oxigraph_quads(plain))
    assert len(rdflib_graph(graph)) == len(oxigraph_quads(graph))
    assert words in {getattr(q.object, "value", "") for q in oxigraph_quads(graph)}


def hostile_graph(words: str, name: str, identifier: str) -> str:
    article = Article(identifier, identifier, words, headline=f"h {name}", publisher=name, authors=(name,))
    whole = Span(0, len(words))
    fields: dict[str, Any] = {
        "statements": (Statement("s", (whole,), "direct", "Assert", name, speakers=(Party("k", whole),)),),
        "cast": Cast((Actor("k", name, "Person"),)),
    }
    made = record(article, **fields)
    graph = record_triples(made, {"k": "https://w3id.org/communique/id/actor/k"}, VOCABULARY, {})
    return as_turtle([(graph.article, graph.blocks)])
