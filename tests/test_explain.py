"""Why a thing stands in the graph."""

import pytest
from pyoxigraph import RdfFormat, Store

from loader.explain import UnknownThingError, explain
from tests.graphs import as_turtle, sample_graphs, sample_store

ID = "https://w3id.org/communique/id/"


@pytest.fixture(scope="module")
def store() -> Store:
    return sample_store()


def test_a_statement_shows_its_sentence_and_rule(store: Store) -> None:
    text = explain(store, f"{ID}statement/strelsau-post-1-105-179")
    assert text.startswith(
        "strelsau-post-1-105-179  (Statement)\n"
        f"  {ID}statement/strelsau-post-1-105-179\n"
        "  said by: Ana Horvat\n"
        "  on behalf of: Foreign Ministry\n"
        "  aimed at: Free Hentzau Movement\n"
        "  act: Reject\n"
        "  when: 2024-04-04\n"
        "\n"
        "  STRELSAU: Foreign Ministry spokeswoman Ana Horvat said on Thursday "
        "»that Ruritania has no plans for talks with the Free Hentzau Movement (FHM)«.\n"
        f"    characters 105-179 of {ID}article/strelsau-post-1, Ruritania rules out talks with rebels, "
        "Strelsau Post, 2024-04-05\n"
    )
    assert "found by the rule 'verb-clause', right in 80% of cases" in text


def test_a_meeting_shows_all_its_reports(store: Store) -> None:
    text = explain(store, f"{ID}meeting/strelsau-post-1-310-317")
    assert "independent publishers: 2" in text
    assert "Envoy Paul Zenda attended the 19th »regular meeting« of the Lakes Council in Ruritania on April 3." in text
    assert "She said envoy Paul Zenda attended the 19th »meeting« of the Lakes Council in Zenda on April 3." in text


def test_an_actor_shows_its_names_and_what_it_does(store: Store) -> None:
    text = explain(store, f"{ID}actor/ana-horvat")
    assert "also called: Horvat" in text
    assert f"role: spokeswoman  ({ID}role/strelsau-post-1-48-76-ana-horvat)" in text
    assert f"said by it: We reject any dialogue  ({ID}statement/strelsau-post-1-182-204)" in text


def test_a_thing_may_be_called_as_in_the_file(store: Store) -> None:
    assert explain(store, "actor:ana-horvat") == explain(store, f"<{ID}actor/ana-horvat>")


def test_a_graph_without_text_still_shows_where(store: Store) -> None:
    bare = Store()
    bare.load(as_turtle(sample_graphs(quote=False)).encode(), RdfFormat.TURTLE)
    text = explain(bare, f"{ID}statement/strelsau-post-1-105-179")
    assert "»(the graph has no text)«" in text
    assert "characters 105-179 of" in text


def test_text_of_an_article_cannot_steer_the_terminal() -> None:
    store = Store()
    store.load(
        b"@prefix cq: <https://w3id.org/communique/ontology#> . "
        b'<https://e.org/s> a cq:Statement ; cq:cue "said" ; cq:rule "r" ; cq:evidence <https://e.org/e> . '
        b"<https://e.org/e> cq:reportedIn <https://e.org/a> ; <http://www.w3.org/ns/oa#start> 1 ; "
        b'<http://www.w3.org/ns/oa#end> 2 ; <http://www.w3.org/ns/oa#exact> "\\u001B[2J\\u202E" .',
        RdfFormat.TURTLE,
    )
    text = explain(store, "https://e.org/s")
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_a_thing_that_is_not_in_the_graph(store: Store) -> None:
    with pytest.raises(UnknownThingError, match="says nothing of"):
        explain(store, f"{ID}actor/nobody")
    with pytest.raises(ValueError, match="IRI"):
        explain(store, "no iri")
