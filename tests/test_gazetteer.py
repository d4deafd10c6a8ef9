"""The shipped gazetteer is complete and free of accidents; a user's file has the last word."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
import rdflib
from pyshacl import validate

from loader.gazetteer import Gazetteer, Known, read_gazetteer
from loader.resources import resource_dir

UN_MEMBERS = """
AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR
CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE IL
IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN
MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI
SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VC VE VN VU WS YE ZA ZM ZW
""".split()  # noqa: SIM905 - four lines of codes read better than 193
CITY_STATES = {"DJ", "LU", "MC", "SG", "SM"}  # the capital has the name of the state
KINDS = {"Actor", "State", "Government", "Organization", "IntergovernmentalOrganization", "ArmedGroup", "Group"}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return read_gazetteer()


@pytest.fixture(scope="module")
def states(gazetteer: Gazetteer) -> dict[str, Known]:
    return {entry.country or "": entry for entry in gazetteer.entries.values() if entry.kind == "State"}


def all_names(entry: Known) -> set[str]:
    return {entry.label, *entry.names, *entry.acronyms, *entry.demonyms, *entry.capitals, *entry.ambiguous}


def test_every_un_member_is_there(states: dict[str, Known]) -> None:
    assert len(UN_MEMBERS) == 193
    assert [code for code in UN_MEMBERS if code not in states] == []


@pytest.mark.parametrize("code", UN_MEMBERS)
def test_a_un_member_is_complete(states: dict[str, Known], code: str) -> None:
    state = states[code]
    assert state.demonyms
    assert state.capitals or code in CITY_STATES
    assert state.geonameid
    assert any("wikidata.org/entity/Q" in match for match in state.matches)


def test_every_state_has_a_government(gazetteer: Gazetteer, states: dict[str, Known]) -> None:
    for state in states.values():
        government = gazetteer.entries[f"{state.key}-government"]
        assert (government.kind, government.state, government.country) == ("Government", state.key, state.country)


def test_a_government_bears_the_adjective(gazetteer: Gazetteer) -> None:
    assert "Pakistani government" in gazetteer.entries["pakistan-government"].names
    assert "US government" in gazetteer.entries["united-states-government"].names


def test_no_name_is_shared_by_accident(gazetteer: Gazetteer) -> None:
    bearers = defaultdict(set)
    for entry in gazetteer.entries.values():
        for name in all_names(entry):
            bearers[name.casefold()].add(entry.key)
    for entry in gazetteer.entries.values():
        safe = {name.casefold() for name in all_names(entry)} - {name.casefold() for name in entry.ambiguous}
        assert {name: bearers[name] for name in safe if len(bearers[name]) > 1} == {}


def test_references_lead_to_entries(gazetteer: Gazetteer) -> None:
    for entry in gazetteer.entries.values():
        assert entry.kind in KINDS
        assert entry.state is None or gazetteer.entries[entry.state].country == entry.country


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Tehreek-e-Taliban Pakistan", "ttp"),
        ("Tehrik-i-Taliban Pakistan", "ttp"),
        ("Pakistani Taliban", "ttp"),
        ("Taliban", "afghan-taliban"),
        ("Shanghai Cooperation Organisation", "sco"),
        ("UN Refugee Agency", "unhcr"),
        ("Pentagon", "united-states-defense-department"),
        ("Kremlin", "russia-presidency"),
        ("Islamabad", "pakistan"),
        ("Kyiv", "ukraine"),
        ("DR Congo", "democratic-republic-of-the-congo"),
        ("Ansar Allah", "houthis"),
    ],
)
def test_a_name_means(gazetteer: Gazetteer, name: str, key: str) -> None:
    assert [e.key for e in gazetteer.entries.values() if name in all_names(e) - set(e.ambiguous)] == [key]


@pytest.mark.parametrize("name", ["Foreign Office", "Congolese", "Brussels", "Korean", "RSF"])
def test_a_name_that_means_several(gazetteer: Gazetteer, name: str) -> None:
    bearers = [entry for entry in gazetteer.entries.values() if name in all_names(entry)]
    assert len(bearers) > 1
    assert all(name in entry.ambiguous for entry in bearers)


def test_the_shipped_file_passes_its_shapes() -> None:
    conforms, _, text = validate(
        rdflib.Graph().parse(resource_dir("ontology") / "gazetteer.ttl"),
        shacl_graph=rdflib.Graph().parse(resource_dir("shapes") / "gazetteer" / "entry.ttl"),
        inplace=True,
    )
    assert conforms, text


PREFIXES = """
@prefix actor: <https://example.org/actor/> .
@prefix cq: <https://w3id.org/communique/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('actor:a skos:prefLabel "A" .', "exactly one class"),
        ('actor:a a cq:Meeting ; skos:prefLabel "A" .', "exactly one class"),
        ('actor:a a cq:Actor ; skos:prefLabel "A", "B" .', "exactly one label"),
        ('actor:a a cq:Actor ; skos:prefLabel "A" ; skos:altLabel "The A" .', "without article"),
        ('actor:a a cq:State ; skos:prefLabel "A" ; cq:countryCode "pk" ; cq:demonym "An" .', "two capital letters"),
        ('actor:a a cq:State ; skos:prefLabel "A" ; cq:demonym "An" .', "ISO country code"),
        ('actor:a a cq:Actor ; skos:prefLabel "A" ; cq:ambiguousName "B" ; skos:altLabel "B" .', "no safe name"),
    ],
)
def test_the_shapes_reject(entry: str, fault: str) -> None:
    shapes = rdflib.Graph().parse(resource_dir("shapes") / "gazetteer" / "entry.ttl")
    conforms, _, text = validate(rdflib.Graph().parse(data=PREFIXES + entry, format="turtle"), shacl_graph=shapes)
    assert not conforms
    assert fault in text


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own.ttl"


def test_a_users_entry_replaces_ours(own: Path) -> None:
    own.write_text(PREFIXES + 'actor:ttp a cq:Group ; skos:prefLabel "The TTP" ; cq:acronym "TTP" .')
    assert read_gazetteer(own).entries["ttp"] == Known("ttp", "The TTP", "Group", acronyms=("TTP",))


def test_a_users_entry_is_added(own: Path) -> None:
    own.write_text(PREFIXES + 'actor:village-council a cq:Organization ; skos:prefLabel "Village Council" .')
    entries = read_gazetteer(own).entries
    assert entries["village-council"].label == "Village Council"
    assert "pakistan" in entries


def test_the_last_of_two_files_wins(tmp_path: Path) -> None:
    for name in ("first", "second"):
        entry = f'actor:a a cq:Group ; skos:prefLabel "{name}" .'
        (tmp_path / f"{name}.ttl").write_text(PREFIXES + entry)
    entries = read_gazetteer(tmp_path / "first.ttl", tmp_path / "second.ttl").entries
    assert entries["a"].label == "second"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("actor:a a", "not Turtle"),
        (PREFIXES + "actor:a a cq:Actor .", "actor/a needs one class of the ontology and one skos:prefLabel"),
        (PREFIXES + '[] a cq:Actor ; skos:prefLabel "A" .', "blank nodes"),
    ],
)
def test_a_broken_file_is_named(own: Path, text: str, fault: str) -> None:
    own.write_text(text)
    with pytest.raises(ValueError, match=fault) as error:
        read_gazetteer(own)
    assert str(own) in str(error.value)
