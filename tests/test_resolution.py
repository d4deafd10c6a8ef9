"""Who is who across articles, on casts made by hand."""

from __future__ import annotations

import datetime as dt
import random

from hypothesis import given
from hypothesis import strategies as st

from loader.articles import Span
from loader.gazetteer import Gazetteer, Known
from loader.mentions import Actor, ActorKind, Cast, Role
from loader.names import load_nicknames, may_be_one, slug
from loader.resolution import resolve

BASE = "https://example.org/id/"
NOWHERE = Gazetteer({"pakistan": Known("pakistan", "Pakistan", "State", country="PK")})


def actor(label: str, kind: ActorKind = "Person", *roles: tuple[str, str | None], **fields: object) -> Actor:
    evidence = Span(0, 1)
    made = tuple(Role(title, institution, evidence) for title, institution in roles)
    return Actor(slug(label), label, kind, roles=made, **fields)  # type: ignore[arg-type]


def iris(*casts: tuple[Actor, ...], published: dict[str, dt.date | None] | None = None) -> list[dict[str, str]]:
    """For each cast its labels with their local names."""
    articles = {f"a{number}": Cast(actors) for number, actors in enumerate(casts)}
    found = resolve(articles, NOWHERE, BASE, published)
    return [
        {a.label: found.identities[article][a.key].removeprefix(f"{BASE}actor/") for a in cast.actors}
        for article, cast in articles.items()
    ]


FO = actor("Foreign Office of Pakistan", "Organization", country="pakistan")
SPOKESWOMAN = ("spokesperson", FO.key)


def test_resolve_joins_spellings_of_one_office_holder() -> None:
    first, second = iris(
        (FO, actor("Mumtaz Zahra Baloch", "Person", SPOKESWOMAN)),
        (FO, actor("Mumtaz Zahra Buluch", "Person", SPOKESWOMAN)),
    )
    assert first["Mumtaz Zahra Baloch"] == second["Mumtaz Zahra Buluch"]
    assert first[FO.label] == second[FO.label]


def test_resolve_keeps_spellings_apart_without_a_common_office() -> None:
    first, second = iris((actor("Imran Khan"),), (actor("Omran Khan", "Person", ("farmer", None)),))
    assert set(first.values()).isdisjoint(second.values())


def test_resolve_joins_the_same_whole_name() -> None:
    first, second = iris((actor("Bilawal Bhutto-Zardari"),), (actor("Bilawal Bhutto Zardari"),))
    assert list(first.values()) == list(second.values()) == ["bilawal-bhutto-zardari"]


def test_resolve_joins_a_shorter_name_to_a_single_fuller_one() -> None:
    first, second, third = iris(
        (actor("Vladimir Putin"),), (actor("Vladimir Vladimirovich Putin"),), (actor("Ivan Petrov"),)
    )
    assert list(first.values()) == list(second.values())
    assert list(third.values()) == ["ivan-petrov"]


def test_resolve_leaves_a_shorter_name_of_two_fuller_ones_undecided() -> None:
    first, second, third = iris((actor("Asif Khan"),), (actor("Asif Ali Khan"),), (actor("Asif Omar Khan"),))
    assert len({*first.values(), *second.values(), *third.values()}) == 3


def test_an_organ_of_a_state_names_it() -> None:
    known = Gazetteer({"isi": Known("isi", "ISI", "Organization", state="pakistan"), **NOWHERE.entries})
    casts = {"a": Cast((actor("ISI", "Organization", known="isi"), actor("Pakistan", "State", known="pakistan")))}
    states = {entity.label: entity.state for entity in resolve(casts, known, BASE).entities}
    assert states == {"ISI": f"{BASE}actor/pakistan", "Pakistan": None}


def test_resolve_says_what_it_left_undecided() -> None:
    casts = {"a": Cast((actor("Imran Khan"),)), "b": Cast((actor("Imraan Khan"),)), "c": Cast((actor("Ali Shah"),))}
    (doubt,) = resolve(casts, NOWHERE, BASE).doubts
    assert (doubt.first, doubt.second) == (f"{BASE}actor/imraan-khan", f"{BASE}actor/imran-khan")


def test_resolve_joins_a_lone_surname_by_its_office_only() -> None:
    us = Actor("pakistan", "Pakistan", "State", known="pakistan")
    president = ("President", us.key)
    first, second, third = iris(
        (us, actor("Joe Biden", "Person", president)), (us, actor("Biden", "Person", president)), (actor("Biden"),)
    )
    assert first["Joe Biden"] == second["Biden"]
    assert third["Biden"] not in first.values()


def test_resolve_joins_an_acronym_to_its_only_expansion() -> None:
    first, second = iris(
        (actor("Kashmir Peace Forum", "Organization", aliases=("KPF",)),), (actor("KPF", "Organization"),)
    )
    assert list(first.values()) == list(second.values())


def test_resolve_keeps_bodies_of_two_states_and_of_no_state_apart() -> None:
    casts = [
        (actor("Ministry of Interior", "Organization", country="pakistan"),),
        (actor("Ministry of Interior", "Organization", country="india"),),
        (actor("Ministry of Interior", "Organization"),),
        (actor("Ministry of Interior", "Organization"),),
    ]
    assert len({iri for found in iris(*casts) for iri in found.values()}) == 4


def test_resolve_never_joins_unnamed_persons() -> None:
    first, second = iris((actor("senior leader", named=False),), (actor("senior leader", named=False),))
    assert set(first.values()).isdisjoint(second.values())


def test_resolve_names_the_holder_of_an_office_at_the_time() -> None:
    state = Actor("pakistan", "Pakistan", "State", known="pakistan")
    office = ("deputy interior minister", state.key)
    casts = [(state, actor("Nabi Omari", "Person", office)), (state, actor("minister", "Person", office, named=False))]
    near: dict[str, dt.date | None] = {"a0": dt.date(2024, 4, 5), "a1": dt.date(2024, 4, 7)}
    far: dict[str, dt.date | None] = {"a0": dt.date(2024, 4, 5), "a1": dt.date(2022, 4, 5)}
    for published, same in ((near, True), (far, False), (None, False)):
        first, second = iris(*casts, published=published)
        assert (first["Nabi Omari"] == second["minister"]) is same


def test_resolve_keeps_the_keys_of_the_gazetteer() -> None:
    (found,) = iris((Actor("pakistan", "Pakistan", "State", known="pakistan"),))
    assert found == {"Pakistan": "pakistan"}


GIVEN = ("Ali", "Omar", "Imran", "Asif", "Ivan", "Maria", "John", "William", "Bill", "Mohammad", "Muhammad")
SURNAMES = ("Khan", "Ahmad", "Clinton", "Baloch", "Buluch", "Petrov")
people = st.tuples(st.sampled_from(GIVEN), st.sampled_from(("", "Nabi ", "K. ")), st.sampled_from(SURNAMES)).map(
    lambda parts: f"{parts[0]} {parts[1]}{parts[2]}"
)
person_actors = st.builds(
    lambda name, role: actor(name, "Person", *([(role, None)] if role else [])),
    people,
    st.sampled_from(("", "president", "minister")),
)


@given(st.lists(person_actors, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_resolution_does_not_depend_on_order(actors: list[Actor], shuffled: random.Random) -> None:
    casts = {f"a{number}": Cast((made,)) for number, made in enumerate(actors)}
    keys = list(casts)
    shuffled.shuffle(keys)
    assert resolve(casts, NOWHERE, BASE) == resolve({key: casts[key] for key in keys}, NOWHERE, BASE)


@given(st.lists(person_actors, min_size=2, max_size=8))
def test_resolution_never_joins_persons_whose_names_differ(actors: list[Actor]) -> None:
    casts = {f"a{number}": Cast((made,)) for number, made in enumerate(actors)}
    found = resolve(casts, NOWHERE, BASE)
    iri = [found.identities[f"a{number}"][made.key] for number, made in enumerate(actors)]
    nicknames = load_nicknames()
    for i, first in enumerate(actors):
        for j, second in enumerate(actors[:i]):
            if iri[i] == iri[j]:
                assert may_be_one(first.label, second.label, nicknames)
