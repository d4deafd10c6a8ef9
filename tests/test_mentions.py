"""Names and descriptions of actors: the answer stands inside the example, as ``[words=label of the actor]``."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loader.articles import Span
from loader.gazetteer import read_gazetteer
from loader.mentions import Actor, ActorWords, Cast, Mention, find_cast, load_actor_words
from loader.nlp import ParsedArticle
from loader.places import find_places, load_atlas

Parse = Callable[..., ParsedArticle]
ANSWER = re.compile(r"\[([^=\]]*)=([^\]]*)\]")


@pytest.fixture(scope="session")
def words() -> ActorWords:
    return load_actor_words(read_gazetteer())


def answers(example: str) -> tuple[str, list[tuple[Span, str]]]:
    """The text of an example and the label that each marked span must resolve to ("?": nobody)."""
    text, spans, position = "", [], 0
    for match in ANSWER.finditer(example):
        text += example[position : match.start()]
        spans.append((Span(len(text), len(text) + len(match[1])), match[2]))
        text += match[1]
        position = match.end()
    return text + example[position:], spans


def check(example: str, parse: Parse, words: ActorWords) -> None:
    text, wanted = answers(example)
    cast = find_cast(parse(text), words)
    labels = {actor.key: actor.label for actor in cast.actors}
    found = [(text[span.start : span.end], labels.get(cast.at(span) or "", "?")) for span, _ in wanted]
    assert found == [(text[span.start : span.end], label) for span, label in wanted]


@pytest.mark.parametrize(
    "example",
    [
        "[Prime Minister Imran Khan=Imran Khan] met [Uzbek Foreign Minister Abdulaziz Kamilov=Abdulaziz Kamilov].",
        "[Deputy Minister for Trade Ambassador Kanat Tumysh=Kanat Tumysh] spoke in Astana.",
        "[German Chancellor Angela Merkel=Angela Merkel] and [Mr. Macron=Macron] agreed.",
        "Talks with the [European Union=European Union] failed, [EU officials=EU officials] said.",
        "[Secretary of State John Kerry=John Kerry] said [President Obama=Obama] would travel.",
        "Acting [Governor of Nenets Autonomous Area Igor Koshin=Igor Koshin] spoke of reforms.",
        "He met [President of Turkey Recep Tayyip Erdogan=Recep Tayyip Erdogan] on Monday.",
        "[Indian Minister of State for External Affairs Rajiv Mohan Sen=Rajiv Mohan Sen] told a rally so.",
        "It was attended by [Chief of Staff of the Presidential Executive Office Ivan Orlov=Ivan Orlov] and others.",
        "[Head of the Malian Administration Akhmat Kadorov=Akhmat Kadorov] and [Kadorov=Akhmat Kadorov]’s aide came.",
        "[Director of the Agency for Culture and Sport Vyacheslav Orlov=Vyacheslav Orlov] came.",
        "[Chairman of the Senate and the State Duma Boris Orlov=Boris Orlov] came.",
        "[Minister of State for Commerce and Industry Sandeep Rao=Sandeep Rao] came.",
        "She met [Chairman of the Cabinet of Ministers Nurlan Orlov=Nurlan Orlov] in Bishkek.",
        "[Deputy chief of staff of the Executive Office Ivan Orlov=Ivan Orlov] told reporters so.",
        "At a briefing, [Foreign Office Spokesperson Nadia Kamal Qazi=Nadia Kamal Qazi] said talks would go on.",
    ],
)
def test_names_with_titles(example: str, parse: Parse, words: ActorWords) -> None:
    check(example, parse, words)


@pytest.mark.parametrize(
    "example",
    [
        "[Islamabad=Pakistan] accused [Kabul=Afghanistan] of inaction. The train left [Islamabad=?] at noon.",
        "The talks between [Moscow=Russia] and [Tehran=Iran] ended. The court sat in [Tehran=?] on Monday.",
        "[Oslo=Norway] praised [Tehran=Iran]'s cooperation. Rain fell on [Tehran=?]'s streets.",
        "The ministry conveyed its serious concern to [Tehran=Iran]. The road to [Tehran=?] was shut.",
        "The [Kazakh side=Kazakhstan] thanked the [Pakistani delegation=Pakistan].",
        "The [Afghan authorities=Afghanistan] denied it. The [government of Japan=Japan] agreed.",
        "[Afghans=Afghans] left the country, and the [Afghan police=Afghan police] watched.",
    ],
)
def test_states_by_capital_demonym_and_government(example: str, parse: Parse, words: ActorWords) -> None:
    check(example, parse, words)


@pytest.mark.parametrize(
    "example",
    [
        "The [Asian Trade Forum=Asian Trade Forum] ([ATF=Asian Trade Forum]) met. The [ATF=Asian Trade Forum] agreed.",
        "[Hillary Clinton=Hillary Clinton] and [Bill Clinton=Bill Clinton] came. [Mrs. Clinton=Hillary Clinton] spoke.",
        "[Pete Jones=Pete Jones] sat down. [Peter Jones=Pete Jones] said no.",
        "The [Foreign Office=Foreign Office] rejected talks, [it=Foreign Office] said.",
        "A song for [Eid=?] was played, the minister said.",
        "[Omar Sow-Barry=Omar Sow-Barry] spoke. [Sow-Barry=Omar Sow-Barry] stressed that the bloc was ready.",
        "Ali al-Sabri, an official, denied it. “No,” [al-Sabri=Ali al-Sabri] wrote on Tuesday.",
        "Mr Jan van der Meer left. [Van der Meer=Jan van der Meer] told reporters that he was glad.",
        "The [National Council for the Defence of the Nation=National Council for the Defence of the Nation] met.",
        "The [Eastern Nagaland Peoples' Organisation=Eastern Nagaland Peoples' Organisation] said no.",
        "Rights body [Ain o Salish Kendra=Ain o Salish Kendra] said 12 people died.",
        "[Hamas=Hamas] Accepts Truce Proposal, Says [Israel=Israel] Must Withdraw",
        "Thailand denied a charge [Peru's defence ministry=Peru's defence ministry] made.",
        "“[Delay=?] has a price,” Japan said. It rejected the remarks on [Azad Kashmir=?].",
    ],
)
def test_names_of_one_actor(example: str, parse: Parse, words: ActorWords) -> None:
    check(example, parse, words)


def test_roles_have_title_institution_and_evidence(parse: Parse, words: ActorWords) -> None:
    text = (
        "Maria Lopez, the deputy defence minister of Peru, said so. Anna Berg is the spokeswoman of the United Nations."
    )
    cast = find_cast(parse(text), words)
    roles = {actor.label: [(r.title, r.institution) for r in actor.roles] for actor in cast.actors if actor.roles}
    assert roles == {
        "Maria Lopez": [("deputy defence minister", "peru")],
        "Anna Berg": [("spokeswoman", "un")],
    }


def test_bylines_are_no_mentions(parse: Parse, words: ActorWords) -> None:
    text = "Talks fail\n\nBy Mariana Stone\nApril 05, 2024\nLONDON: Japan rejected the talks.\n"
    assert [actor.label for actor in find_cast(parse(text), words).actors] == ["Japan"]


def test_joint_phrases_name_all_their_actors(parse: Parse, words: ActorWords) -> None:
    text = "President Joe Biden and Prime Minister Shahbaz Sharif wrote letters."
    cast = find_cast(parse(text), words)
    both = Span(0, text.index(" wrote"))
    assert [cast.actor(key).label for key in cast.all_at(both)] == ["Joe Biden", "Shahbaz Sharif"]


def test_within_finds_mentions_in_text_order(parse: Parse, words: ActorWords) -> None:
    text = "Pakistan rejected talks with India in Japan."
    cast = find_cast(parse(text), words)
    inside = cast.within(Span(text.index("talks"), len(text)))
    assert [(key, mention.function) for key, mention in inside] == [("india", "other"), ("japan", "locative")]


def test_empty_cast_answers_nothing() -> None:
    cast = Cast(())
    assert cast.at(Span(0, 5)) is None
    assert cast.within(Span(0, 5)) == ()


spans = st.tuples(st.integers(0, 60), st.integers(1, 12)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(st.lists(spans, max_size=8), spans)
def test_what_stands_at_a_span_has_its_head_there_or_lies_around_it(found: list[Span], asked: Span) -> None:
    mentions = tuple(Mention(span, Span(span.end - 1, span.end), "name") for span in sorted(set(found)))
    cast = Cast(tuple(Actor(f"a{i}", "A", "Actor", mentions=(m,)) for i, m in enumerate(mentions)))
    mention = cast.mention_at(asked)
    assert mention is None or asked.contains(mention.head) or mention.span.contains(asked)
    assert all(asked.contains(m.span) for _, m in cast.within(asked))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet="AaBb .,'\"()-\nThe said Khan of", max_size=120))
def test_any_text_has_a_cast_inside_it(text: str, parse: Parse, words: ActorWords) -> None:
    cast = find_cast(parse(text), words)
    assert len({actor.key for actor in cast.actors}) == len(cast.actors)
    assert all(m.span.contains(m.head) and m.span.end <= len(text) for a in cast.actors for m in a.mentions)


def test_names_stay_as_written(parse: Parse, words: ActorWords) -> None:
    cast = find_cast(parse("Peru’s navy said so. Myanmar’s military rejected it."), words)
    assert [(a.label, a.aliases) for a in cast.actors if a.kind == "Organization"] == [
        ("Tatmadaw", ("Myanmar’s military",)),
        ("Peru’s navy", ()),
    ]


def test_places_are_no_persons(parse: Parse, words: ActorWords) -> None:
    parsed = parse("Omar Haddad and Governor Faisal Marwat on Saturday visited Dera Ismail Khan. They met families.")
    cast = find_cast(parsed, words, find_places(parsed, load_atlas()))
    assert [actor.label for actor in cast.actors if actor.kind == "Person"] == ["Omar Haddad", "Faisal Marwat"]
