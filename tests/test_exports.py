"""Tables of events and FollowTheMoney entities."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from pyoxigraph import RdfFormat, Store

from loader.exports import EXPORTERS, Event, events_csv, events_jsonl, find_events, ftm_jsonl, read_codes
from loader.vocab import SCHEMES
from tests.graphs import sample_store
from tests.test_cases import CASES, case_turtle

ID = "https://w3id.org/communique/id/"


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
