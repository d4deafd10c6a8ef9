"""At which encounter something was said, and when: short texts, all invented, with the answer below each."""

from __future__ import annotations

import datetime as dt

import pytest

from loader.articles import Article, Span
from loader.nlp import parse_batch
from loader.pipeline import Settings, load_models, read_record

PUBLISHED = dt.date(2024, 5, 22)  # a Wednesday
TURNS = (
    r"\n\nPRESIDENT ROE: We are glad to see you. The road will open."
    r"\n\nPRIME MINISTER DOE: Thank you for the road. We shall come back."
    r"\n\nPRESIDENT ROE: You are always welcome here in Oslo."
)
REPLY = "Peru's embassy, in a note dated May 10, replied that it worked."

# A text, and below it each statement: how its content begins | its occasion | its date.
TEXTS = rf"""
Norway on Tuesday rejected a plan.\n\nAt her briefing, Norway's spokeswoman Jane Roe said it failed. {REPLY}
    a plan | - | 2024-05-21
    it failed | PressBriefing | 2024-05-21
    that it worked | - | 2024-05-10
On the sidelines of a summit in Lima on Monday, Norway's prime minister said that trade would grow.
    that trade would grow | Summit | 2024-05-20
At the end of talks with Peru's president in Lima on Monday, Norway's prime minister said that trade would grow.
    that trade would grow | Talks | 2024-05-20
Addressing a rally in Lima on Monday, President Boluarte said that trade would grow.
    that trade would grow | Gathering | 2024-05-20
Norway's prime minister, who attended a summit in Lima on Monday, said that trade would grow.
    that trade would grow | - | -
Norway's foreign minister, speaking after talks with Peru's president in Lima on Monday, said that trade would grow.
    that trade would grow | - | -
Norway and Peru will hold talks in Lima. At the talks, Norway's prime minister will say that trade must grow.
    that trade must grow | - | -
In a call with Peru's president on Monday, Jane Roe said that trade would grow. She had earlier said that it would fall.
    that trade would grow | PhoneCall | 2024-05-20
    that it would fall | - | -
Norway and Peru held talks in Lima on Monday. The two sides agreed that trade would grow. They condemned the attack.
    that trade would grow | Talks | 2024-05-20
    the attack | Talks | 2024-05-20
Jane Roe met Peru's president in Lima on Monday and thanked him for his help. Peru's president promised Norway more.
    him for his help | Meeting | 2024-05-20
    Norway more | Meeting | 2024-05-20
Jane Roe met Peru's president in Lima on Monday. In a post on Facebook, Roe said that trade would grow.
    that trade would grow | - | 2024-05-20
Jane Roe met Peru's president in Lima on Monday. Roe told the president that trade would grow.
    that trade would grow | Meeting | 2024-05-20
Jane Roe held talks with Peru's president in Lima on Monday. Roe said on Tuesday that trade would grow.
    that trade would grow | - | 2024-05-21
Jane Roe on Tuesday praised Peru. At a news conference in Lima on Monday, Jane Roe said that the road would open.
    Peru | PressBriefing | 2024-05-21
    that the road would open | PressBriefing | 2024-05-20
Jane Roe praised Peru. She told a news conference in Lima on Monday that the road would open.
    Peru | PressBriefing | 2024-05-20
    that the road would open | PressBriefing | 2024-05-20
President Roe met Prime Minister Doe in Oslo on Monday.{TURNS}
    We are glad | Meeting | 2024-05-20
    Thank you | Meeting | 2024-05-20
    You are always welcome | Meeting | 2024-05-20
President Roe will meet Prime Minister Doe in Oslo on Friday.{TURNS}
    We are glad | - | -
    Thank you | - | -
    You are always welcome | - | -
"""


def read_examples(table: str) -> list[tuple[str, list[str]]]:
    """Texts with the answers indented below them."""
    found: list[tuple[str, list[str]]] = []
    for line in filter(None, table.split("\n")):
        if line.startswith(" "):
            found[-1][1].append(line.strip())
        else:
            found.append((line.replace(r"\n", "\n"), []))
    return found


def read_occasions(text: str) -> list[tuple[Span, str, str]]:
    """What is said, the kind of its occasion and its date, of every statement of a text."""
    models = load_models(Settings())
    article = Article(id="example", source="example.txt", text=text, published=PUBLISHED)
    record = read_record(next(parse_batch(models.nlp, [article], models.furniture)), models)
    kinds: dict[str | None, str] = {meeting.id: meeting.kind for meeting in record.meetings}
    return [
        (s.content[0], kinds.get(s.occasion, "-"), (s.date.edtf if s.date else None) or "-") for s in record.statements
    ]


@pytest.mark.model
@pytest.mark.parametrize(("text", "answers"), read_examples(TEXTS))
def test_occasion_and_day_of_what_is_said(text: str, answers: list[str]) -> None:
    found = read_occasions(text)
    assert [f"{occasion} | {day}" for _, occasion, day in found] == [each.split(" | ", 1)[1] for each in answers]
    for (content, _, _), answer in zip(found, answers, strict=True):
        assert text[content.start : content.end].startswith(answer.split(" | ")[0])


@pytest.mark.model
def test_the_round_before_has_the_parties_of_the_talks() -> None:
    text = (
        "Norway and Peru held the fifth round of their talks in Oslo. The fourth round took place in Lima in 2022. "
        "Foreign Minister Jane Roe told Foreign Minister John Doe that trade would grow. Mr Doe thanked Ms Roe."
    )
    models = load_models(Settings())
    article = Article(id="example", source="example.txt", text=text, published=PUBLISHED)
    record = read_record(next(parse_batch(models.nlp, [article], models.furniture)), models)
    parties = [sorted(p.actor for p in meeting.participants if p.actor) for meeting in record.meetings]
    assert parties == [["norway", "peru"], ["norway", "peru"]]
