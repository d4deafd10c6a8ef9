"""Whom descriptions and pronouns mean: the answer stands inside the example, as ``[words=label of the actor]``."""

from __future__ import annotations

import pytest

from loader.articles import Span
from loader.gazetteer import read_gazetteer
from loader.mentions import ActorWords, find_cast, load_actor_words
from tests.test_mentions import Parse, check


@pytest.fixture(scope="session")
def words() -> ActorWords:
    return load_actor_words(read_gazetteer())


@pytest.mark.parametrize(
    "example",
    [
        "Foreign ministry spokeswoman Li Na spoke on Monday. [The spokeswoman=Li Na] said talks would go on.",
        "President Putin met Deputy Prime Minister Ivan Orlov. [The deputy prime minister=Ivan Orlov] spoke.",
        "Prime Minister Omar Haddad left. [The deputy prime minister=deputy prime minister] stayed.",
        "Prime Minister Viktor Orban came. [The former prime minister of Japan=former prime minister of Japan] left.",
        "[NATO Secretary General Jens Berg=Jens Berg] spoke. [The NATO chief=Jens Berg] said more was needed.",
        "A UN spokesperson called. [The spokesperson=UN spokesperson] said no.",
        "[A senior Hamas official=senior Hamas official] left. [The official=senior Hamas official] said nothing.",
        "President Putin met the prime minister of Japan. [The Japanese premier=prime minister of Japan] left.",
        "Omar Haddad, deputy interior minister of Jordan, came. [The Deputy Minister of Interior=Omar Haddad] spoke.",
    ],
)
def test_holders_of_a_role(example: str, parse: Parse, words: ActorWords) -> None:
    check(example, parse, words)


@pytest.mark.parametrize(
    "example",
    [
        "Anna Berg met John Stone. [She=Anna Berg] said the talks were useful.",
        "Foreign Minister Maria Lopez denied it. Peru wants peace. [He=Maria Lopez] further called for calm.",
        "Pakistan said [it=Pakistan] was not holding talks with India.",
        "John Stone, [who=John Stone] led the delegation, warned of war.",
        "It rained all day. [He=?] said so.",
        "[It=?] is clear that the talks failed, Japan said.",
    ],
)
def test_pronouns(example: str, parse: Parse, words: ActorWords) -> None:
    check(example, parse, words)


@pytest.mark.parametrize(
    "example",
    [
        "Talks with [the militant group=Tehreek-i-Taliban Pakistan] failed, days after the TTP left.",
        "Human Rights Watch and al-Qaeda were named. [The rights group=Human Rights Watch] said so.",
        "The African Mining Council met. [The council=African Mining Council] rejected the plan.",
        "Joe Smith spoke. [The council=?] rejected the plan.",
    ],
)
def test_bodies(example: str, parse: Parse, words: ActorWords) -> None:
    check(example, parse, words)


def test_two_sides_are_the_pair_last_joined(parse: Parse, words: ActorWords) -> None:
    text = "Talks between Armenia and Turkey go on. China and India wait. Georgia hopes the two countries agree."
    cast = find_cast(parse(text), words)
    at = text.index("the two")
    keys = [key for key, mention in cast.within(Span(at, at + len("the two countries")))]
    assert sorted(keys) == ["china", "india"]


def test_a_lead_is_named_by_the_sentences_behind_it(parse: Parse, words: ActorWords) -> None:
    text = (
        "A senior Hamas leader called for talks with Egypt on Sunday.\n"
        "Khalil Hassan, the deputy chief of Hamas, spoke at a gathering in Cairo."
    )
    cast = find_cast(parse(text), words)
    leader = cast.at(Span(0, text.index(" called")))
    assert leader is not None
    assert cast.actor(leader).label == "Khalil Hassan"
