"""Terms of the parts of a record: from the article's key and offsets alone."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from loader.articles import Span
from loader.identifiers import distinct_keys, place_term, report_terms, statement_terms
from loader.places import PlaceMention
from tests.sample import first_record, second_record


def test_statements_are_named_by_article_and_content() -> None:
    assert statement_terms(first_record()) == {
        "s1": "statement:strelsau-post-1-105-179",
        "s2": "statement:strelsau-post-1-182-204",
    }


def test_names_do_not_depend_on_ids_or_order() -> None:
    record = second_record()
    renamed = tuple(replace(s, id=f"x{s.id}", rule="another") for s in reversed(record.statements))
    assert set(statement_terms(record).values()) == set(statement_terms(replace(record, statements=renamed)).values())


def test_statements_with_one_content_are_told_apart_by_cue_and_source() -> None:
    record = second_record()
    first = record.statements[0]
    other_cue = replace(first, id="s3", cue=Span(0, 5))
    no_cue = replace(first, id="s4", cue=None)
    twice = replace(first, id="s5")
    terms = statement_terms(replace(record, statements=(first, other_cue, no_cue, twice)))
    assert terms == {
        "s1": "statement:courier-7-112-181c107",
        "s3": "statement:courier-7-112-181c0",
        "s4": "statement:courier-7-112-181c",
    }


def test_meetings_with_one_trigger_are_told_apart_by_place_and_date() -> None:
    record = second_record()
    first = record.meetings[0]
    elsewhere = replace(first, id="m9", location=PlaceMention(Span(0, 5), "Zenda"))
    assert set(report_terms(replace(record, meetings=(first, elsewhere))).values()) == {
        "report:courier-7-35-50p75",
        "report:courier-7-35-50p0",
    }


def test_places_are_shared_where_they_are_linked_and_the_articles_own_elsewhere() -> None:
    one, other = first_record().article, second_record().article
    linked, unlinked = PlaceMention(Span(0, 1), "Khōst", 1444362), PlaceMention(Span(0, 1), "北京")
    assert place_term(linked, one) == place_term(linked, other) == "place:Khost-1444362"
    assert place_term(unlinked, one) == "place:place-strelsau-post-1"
    assert place_term(unlinked, other) == "place:place-courier-7"


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xy"), st.sampled_from("12"))))
def test_keys_are_distinct_and_none_is_lost(keys: list[tuple[str, ...]]) -> None:
    named = [name for name in distinct_keys(keys) if name is not None]
    assert len(named) == len(set(named)) == len(set(keys))
    by_key = dict(zip(keys, distinct_keys(keys), strict=True))
    assert all(name is None or "".join(key).startswith(name) for key, name in by_key.items())
