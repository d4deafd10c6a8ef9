"""Tables of events and FollowTheMoney entities."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from pyoxigraph import RdfFormat, Store

from loader.exports import EXPORTERS, Event, events_csv, events_jsonl, find_events, ftm_id, ftm_jsonl, read_codes
from loader.vocab import SCHEMES
from tests.graphs import sample_store
from tests.test_cases import CASES, case_turtle

ID = "https://w3id.org/communique/id/"

#: What FollowTheMoney 4.11.2 (its PyPI package) has in the schemata that we use: property to the type of its values,
#: or to the schema of the entities it points at. That package takes entities made from the seeds as valid; what it
#: drags in is too much for every run of the tests.
FOLLOW_THE_MONEY = {
    "Article": {"title": "", "publishedAt": "date", "publisher": "", "author": "", "sourceUrl": "url"},
    "Membership": {"member": "LegalEntity", "organization": "Organization", "role": "", "proof": "Article"},
    "Event": {
        "name": "",
        "summary": "",
        "startDate": "date",
        "endDate": "date",
        "location": "",
        "country": "country",
        "involved": "LegalEntity",
        "organizer": "LegalEntity",
        "proof": "Article",
    },
    "Person": {"name": "", "alias": "", "wikidataId": "wikidata"},
    "PublicBody": {"name": "", "alias": "", "wikidataId": "wikidata"},
    "Organization": {"name": "", "alias": "", "wikidataId": "wikidata"},
    "LegalEntity": {"name": "", "alias": "", "wikidataId": "wikidata"},
}
PATTERNS = {"date": r"\d{4}(-\d\d){0,2}", "country": "[a-z]{2}", "wikidata": r"Q\d+", "url": "https?://.+", "": ".+"}
BROADER = {"PublicBody": ("Organization", "LegalEntity"), "Organization": ("LegalEntity",), "Person": ("LegalEntity",)}


@pytest.fixture(scope="module")
def store() -> Store:
    return sample_store()


@pytest.fixture(scope="module")
def events(store: Store) -> dict[str, Event]:
    return {event.id.removeprefix(ID): event for event in find_events(store)}


def test_codes_are_those_of_the_ontology() -> None:
    codes = read_codes()
    assert set(codes) == set(SCHEMES["act"])
    assert (codes["Reject"], codes["Commit"], codes["Assert"]) == ("REJECT", "AGREE", "")


def test_a_statement_is_an_event_from_speaker_to_target(events: dict[str, Event]) -> None:
    event = events["statement/strelsau-post-1-105-179"]
    assert (event.source, event.source_kind, event.code) == ("Ana Horvat", "Person", "REJECT")
    assert (event.target, event.target_kind) == ("Free Hentzau Movement", "ArmedGroup")
    assert (event.date, event.earliest, event.latest) == ("2024-04-04", "2024-04-04", "2024-04-04")
    assert (event.place, event.country, event.publisher) == ("Strelsau", "RU", "Strelsau Post")
    assert (event.on_behalf_of, event.confidence) == ("Foreign Ministry", "0.8")
    assert event.sentence.startswith(
        "STRELSAU: Foreign Ministry spokeswoman Ana Horvat said on Thursday that Ruritania"
    )


def test_nobody_is_an_empty_cell(events: dict[str, Event]) -> None:
    event = events["statement/courier-7-112-181"]
    assert (event.source, event.source_kind, event.source_iri) == ("", "", "")


def test_a_proposal_has_no_code_of_a_meeting(events: dict[str, Event]) -> None:
    proposal, council = events["meeting/strelsau-post-1-137-142"], events["meeting/strelsau-post-1-310-317"]
    assert (proposal.type, proposal.code, proposal.status) == ("proposal", "", "ruledOut")
    assert (proposal.source, proposal.target) == ("Free Hentzau Movement", "Ruritania")
    assert (council.type, council.code, council.status) == ("meeting", "CONSULT", "held")
    assert council.article == f"{ID}article/courier-7 {ID}article/strelsau-post-1"


def test_csv_and_json_lines_hold_the_same(store: Store) -> None:
    table = list(csv.DictReader(io.StringIO("".join(events_csv(store)))))
    lines = [json.loads(line) for line in events_jsonl(store)]
    assert [{k: v for k, v in row.items() if v} for row in table] == lines
    assert len(table) == len(list(find_events(store)))


def entities(store: Store) -> dict[str, dict[str, Any]]:
    return {entity["id"]: entity for entity in map(json.loads, ftm_jsonl(store))}


def test_followthemoney(store: Store) -> None:
    found = entities(store)
    assert found["actor-free-hentzau-movement"] == {
        "id": "actor-free-hentzau-movement",
        "schema": "Organization",
        "properties": {"name": ["Free Hentzau Movement"], "alias": ["FHM"]},
    }
    assert found["role-strelsau-post-1-48-76-ana-horvat"]["properties"] == {
        "member": ["actor-ana-horvat"],
        "organization": ["actor-ruritanian-foreign-ministry"],
        "role": ["spokeswoman"],
        "proof": ["article-strelsau-post-1"],
    }
    council = found["meeting-strelsau-post-1-310-317"]
    assert council["properties"]["involved"] == ["actor-paul-zenda"]
    assert council["properties"]["country"] == ["ru"]


@pytest.mark.parametrize("folder", [None, *CASES], ids=lambda folder: folder.name if folder else "sample")
def test_followthemoney_takes_them_as_valid(folder: Any, store: Store) -> None:
    if folder is not None:
        store = Store()
        store.load(case_turtle(folder).encode(), RdfFormat.TURTLE)
    found = entities(store)
    for identifier, entity in found.items():
        assert re.fullmatch(r"[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?", identifier)
        for name, values in entity["properties"].items():
            kind = FOLLOW_THE_MONEY[entity["schema"]][name]
            for value in values:
                if kind in PATTERNS:
                    assert re.fullmatch(PATTERNS[kind], value, re.DOTALL), (name, value)
                else:
                    schema = found[value]["schema"]
                    assert kind in (schema, *BROADER.get(schema, ())), (name, schema)


@pytest.mark.parametrize(("local", "expected"), [("a_1", "actor-a.1"), ("a_", "actor-a.0"), ("a-", "actor-a-0")])
def test_an_id_is_one_that_followthemoney_takes(local: str, expected: str) -> None:
    assert ftm_id(f"{ID}actor/{local}") == expected


def test_followthemoney_points_only_at_what_it_holds(store: Store) -> None:
    found = entities(store)
    for entity in found.values():
        for name in ("member", "organization", "proof", "involved", "organizer"):
            assert set(entity["properties"].get(name, [])) <= set(found)
    assert not any("137-142" in identifier for identifier in found), "a proposal is no event"


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
@pytest.mark.parametrize("name", EXPORTERS)
def test_every_case_can_be_exported(folder: Any, name: str) -> None:
    store = Store()
    store.load(case_turtle(folder).encode(), RdfFormat.TURTLE)
    text = "".join(EXPORTERS[name](store))
    if name == "plover-csv":
        assert len({len(row) for row in csv.reader(io.StringIO(text))}) == 1
    else:
        assert all(json.loads(line) for line in text.splitlines())
