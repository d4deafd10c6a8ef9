from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loader.articles import Span
from loader.attribution import Attribution, Cues, find_attributions, load_cues
from loader.dates import DateExpression
from loader.lexicon import read_table
from loader.mentions import Actor, Cast, Mention, Role
from loader.nlp import ParsedArticle
from loader.statements import ActLexicon, Statement, find_statements, load_act_lexicon
from loader.statements.assembly import relinked
from loader.statements.lexicon import ACTS, COLUMNS
from tests.marked import Marked, read_marked

Parse = Callable[..., ParsedArticle]
IDS = st.sampled_from([f"s{n}" for n in range(1, 7)])
EXAMPLES = Path(__file__).parent / "examples"
ACT_EXAMPLES = read_table("acts", ("act", "example"), EXAMPLES)


@pytest.fixture(scope="module")
def lexicon() -> ActLexicon:
    return load_act_lexicon()


@pytest.fixture(scope="module")
def cues() -> Cues:
    return load_cues()


def statement_of(marked: Marked, parse: Parse, lexicon: ActLexicon) -> Statement:
    parsed = parse(marked.text)
    (found,) = find_statements(parsed, (marked.attribution(),), marked.cast(parsed.doc), (), lexicon)
    return found


@pytest.mark.model
@pytest.mark.parametrize("row", ACT_EXAMPLES, ids=lambda row: row["example"][:60])
def test_act_and_targets(row: dict[str, str], parse: Parse, lexicon: ActLexicon) -> None:
    marked = read_marked(row["example"])
    found = statement_of(marked, parse, lexicon)
    named = {marked.text[p.span.start : p.span.end] for p in (*found.targets, *found.addressees) if p.actor and p.span}
    assert found.act in row["act"].split("|")
    assert marked.words("T") <= named <= marked.words("T", "A")


QUOTATIONS = [
    ("direct", '"[Q It is over]," [S she] [C said].'),
    ("direct", "“[Q It is over],” [S she] [C said]. “[Q We go home.]”"),
    ("mixed", '[S She] [C said] [Q that the plan was "a bad joke"].'),
    ("indirect", "[S She] [C said] [Q that the plan had failed]."),
    ("indirect", "[S She] [C asked] [Q [T Finland] to leave the islands]."),
    ("nominal", "[S She] [C rejected] [Q the plan of the ministry]."),
    ("nominal", "[S She] [C accused] [T Finland] [Q of hiding the truth]."),
]


@pytest.mark.model
@pytest.mark.parametrize(("kind", "example"), QUOTATIONS)
def test_quotation(kind: str, example: str, parse: Parse, lexicon: ActLexicon) -> None:
    assert statement_of(read_marked(example), parse, lexicon).quotation == kind


NOT_REPORTED = [
    "[S She] did not [C say] [Q that the talks had failed].",
    "If [S she] [C says] [Q that the talks have failed], markets will fall.",
    "[S The minister] refused to [C say] [Q whether the talks had failed].",
    "The visit shows [S Norway]'s [C resolve] [Q to fight poverty].",
    "[S The ministers] [C discussed] [Q trade and security].",
    "[C Responding] to [Q criticism of the plan], [S she] smiled.",
]


@pytest.mark.model
@pytest.mark.parametrize("example", NOT_REPORTED)
def test_no_statement(example: str, parse: Parse, lexicon: ActLexicon) -> None:
    marked = read_marked(example)
    parsed = parse(marked.text)
    assert find_statements(parsed, (marked.attribution(),), marked.cast(parsed.doc), (), lexicon) == ()


@pytest.mark.model
def test_a_stance_belongs_to_the_verb_that_voices_it(parse: Parse, lexicon: ActLexicon) -> None:
    marked = read_marked("[S Norway] reiterated its rejection [C of] [Q holding talks with [T the rebels]].")
    found = statement_of(marked, parse, lexicon)
    assert [marked.text[s.start : s.end] for s in found.content] == ["its rejection of holding talks with the rebels"]
    assert found.act == "Reject"
    assert [p.actor for p in found.targets] == ["the rebels"]


def spokesperson(parsed: ParsedArticle, *names: str) -> Cast:
    """A spokeswoman of a ministry of Norway under the names given, the ministry and the state."""
    text = parsed.article.text
    spans = [Span(text.index(name), text.index(name) + len(name)) for name in names]
    heads = [Span(span.end - len(text[span.start : span.end].split()[-1]), span.end) for span in spans]
    mentions = tuple(Mention(span, head, "name") for span, head in zip(spans, heads, strict=True))
    role = Role("spokeswoman", "ministry", spans[0])
    return Cast(
        (
            Actor("jane-roe", "Jane Roe", "Person", roles=(role,), mentions=mentions),
            Actor("ministry", "Foreign Ministry", "Organization", country="norway"),
            Actor("norway", "Norway", "State"),
        )
    )


def attribution(parsed: ParsedArticle, source: str | None, cue: str | None, *content: str) -> Attribution:
    text = parsed.article.text

    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    return Attribution(
        tuple(span(c) for c in content),
        span(cue) if cue else None,
        span(source) if source else None,
        None,
        "",
        "x",
        None,
    )


@pytest.mark.model
def test_a_spokeswoman_speaks_for_her_ministry(parse: Parse, lexicon: ActLexicon) -> None:
    parsed = parse("Ms Roe said that Norway was calm.")
    cast = spokesperson(parsed, "Ms Roe")
    (found,) = find_statements(
        parsed, (attribution(parsed, "Ms Roe", "said", "that Norway was calm"),), cast, (), lexicon
    )
    assert ([p.actor for p in found.speakers], found.on_behalf_of) == (["jane-roe"], "ministry")


@pytest.mark.model
def test_a_quotation_alone_continues_its_paragraph(parse: Parse, lexicon: ActLexicon) -> None:
    parsed = parse("Ms Roe said it was late. “The road is closed. We wait.”\n\n“Nobody knows why.”")
    found = find_statements(
        parsed,
        (
            attribution(parsed, "Ms Roe", "said", "it was late"),
            attribution(parsed, None, None, "The road is closed. We wait."),
            attribution(parsed, None, None, "Nobody knows why."),
        ),
        spokesperson(parsed, "Ms Roe"),
        (),
        lexicon,
    )
    assert [[p.actor for p in s.speakers] for s in found] == [["jane-roe"]] * 3
    assert [s.source is None for s in found] == [False, True, True]


@pytest.mark.model
def test_a_quotation_in_another_paragraph_stays_open(parse: Parse, lexicon: ActLexicon) -> None:
    parsed = parse("Ms Roe said it was late.\n\nA poster on the wall read “Nobody knows why” in red.")
    found = find_statements(
        parsed,
        (attribution(parsed, "Ms Roe", "said", "it was late"), attribution(parsed, None, None, "Nobody knows why")),
        spokesperson(parsed, "Ms Roe"),
        (),
        lexicon,
    )
    assert found[1].speakers == ()


@pytest.mark.model
def test_the_partner_in_a_source_is_no_speaker(parse: Parse, lexicon: ActLexicon) -> None:
    parsed = parse("The rejection of talks with Jane Roe shows that time is short.")
    found = find_statements(
        parsed,
        (attribution(parsed, "The rejection of talks with Jane Roe", "shows", "that time is short"),),
        spokesperson(parsed, "Jane Roe"),
        (),
        lexicon,
    )
    assert all(p.actor is None for s in found for p in s.speakers)


def on(parsed: ParsedArticle, words: str, edtf: str) -> DateExpression:
    start = parsed.article.text.index(words)
    return DateExpression(Span(start, start + len(words)), "DATE", edtf, edtf)


@pytest.mark.model
def test_a_date_holds_for_what_the_speaker_says_next(parse: Parse, lexicon: ActLexicon) -> None:
    parsed = parse(
        "Ms Roe said on Thursday that the road was closed since May. She added that it was late. "
        "Earlier in January 2023, Ms Roe had denied reports of a closure.",
        published=dt.date(2024, 4, 5),
    )
    made = (
        attribution(parsed, "Ms Roe", "said", "that the road was closed since May"),
        attribution(parsed, "She", "added", "that it was late"),
        replace(attribution(parsed, None, "denied", "reports of a closure"), source=Span(111, 117)),
    )
    dates = (on(parsed, "Thursday", "2024-04-04"), on(parsed, "May", "2023-05"), on(parsed, "January 2023", "2023-01"))
    cast = spokesperson(parsed, "Ms Roe", "She")
    roe = cast.actors[0]
    later = Mention(Span(111, 117), Span(114, 117), "name")
    cast = Cast((replace(roe, mentions=(*roe.mentions, later)), *cast.actors[1:]))
    found = find_statements(parsed, made, cast, dates, lexicon)
    assert [s.date.edtf if s.date else None for s in found] == ["2024-04-04", "2024-04-04", "2023-01"]


#: Sentences with the speaker's statements marked and the days named in them; the days of the statements.
CARRIED = [
    (
        ("[S Ms Roe] on Thursday [C rejected] [Q the remarks of Finland].", "[S She] [C said] [Q they were false]."),
        {"Thursday": "2024-04-04"},
        ["2024-04-04", "2024-04-04"],
    ),
    (
        ("On Sunday [A John Doe] met [S Ms Roe] in Oslo.", "[S She] [C thanked] him [Q for coming]."),
        {"Sunday": "2024-03-31"},
        ["2024-03-31"],
    ),
    (
        ("Finland spoke of a plan that [S Ms Roe] rejected on Saturday.", '"[Q It is late]," [S she] [C said].'),
        {"Saturday": "2024-03-30"},
        ["2024-03-30"],
    ),
    (
        ('"[Q It is late]," [S Ms Roe] [C told] parliament on Friday.', "[S She] [C denies] [Q the reports]."),
        {"Friday": "2024-03-29"},
        ["2024-03-29", None],
    ),
    (
        ("[S Ms Roe] [C said] on Friday [Q it was late].", "[S She] has [C denied] [Q the reports]."),
        {"Friday": "2024-03-29"},
        ["2024-03-29", None],
    ),
    (
        ("[S Ms Roe] [C said] on Friday [Q it was late].", "[S She] earlier [C denied] [Q the reports]."),
        {"Friday": "2024-03-29"},
        ["2024-03-29", None],
    ),
    (
        ("[S Ms Roe] [C said] on Friday [Q it was late].", "[C According to] [S her], [Q the road is closed]."),
        {"Friday": "2024-03-29"},
        ["2024-03-29", None],
    ),
    (
        ("At a briefing held in Oslo on Friday, [S Ms Roe] [C said] [Q it was late].",),
        {"Friday": "2024-03-29"},
        ["2024-03-29"],
    ),
    (("[S Ms Roe] [C rejected] [Q the plan for polls in December].",), {"December": "2024-12"}, [None]),
    (("[S Ms Roe] [C said] [Q that she had met John Doe on Friday].",), {"Friday": "2024-03-29"}, [None]),
    (
        ("Oslo ruled it out on Thursday, hours after [S Ms Roe] [C asked] [Q for monitors].",),
        {"Thursday": "2024-04-04"},
        [None],
    ),
    (("[S Ms Roe] [C invited] [Q John Doe to Rome] for talks on May 24.",), {"May 24": "2024-05-24"}, [None]),
    (
        ("The talks were to be held on Thursday, but [S Ms Roe] [C requested] [Q that they be put off].",),
        {"Thursday": "2024-04-04"},
        [None],
    ),
    (
        ("[O Ms Roe], who signed a pact on Friday, smiled.", "[S Ms Roe] [C said] [Q it was late]."),
        {"Friday": "2024-03-29"},
        [None],
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("examples", "days", "expected"), CARRIED, ids=[case[0][-1] for case in CARRIED])
def test_how_far_a_day_holds(
    examples: tuple[str, ...], days: dict[str, str], expected: list[str | None], parse: Parse, lexicon: ActLexicon
) -> None:
    marked, made, start = read_marked(" ".join(examples)), [], 0
    for one in map(read_marked, examples):
        if one.of("Q"):
            made.append(one.attribution(start))
        start += len(one.text) + 1
    parsed = parse(marked.text, published=dt.date(2024, 4, 5))
    dates = tuple(on(parsed, words, edtf) for words, edtf in days.items())
    found = find_statements(parsed, tuple(made), marked.cast(parsed.doc), dates, lexicon)
    assert [s.date.edtf if s.date else None for s in found] == expected


@pytest.mark.model
@pytest.mark.parametrize(("title", "edtf"), [("spokeswoman", "2024-04-04"), ("its spokeswoman", None), ("poet", None)])
def test_the_only_sides_day_holds_for_its_spokeswoman(
    title: str, edtf: str | None, parse: Parse, lexicon: ActLexicon
) -> None:
    parsed = parse(f"Norway on Thursday rejected the plan. It was late, {title} Jane Roe said.")
    text = parsed.article.text
    source = f"{title} Jane Roe"
    names = {"norway": "Norway", "jane-roe": source}
    spans = {key: Span(text.index(words), text.index(words) + len(words)) for key, words in names.items()}
    heads = {
        key: Span(span.end - len(text[span.start : span.end].split()[-1]), span.end) for key, span in spans.items()
    }
    mentions = {key: (Mention(spans[key], heads[key], "name"),) for key in names}
    norway = Actor("norway", "Norway", "State", mentions=mentions["norway"])
    cast = Cast((norway, Actor("jane-roe", source, "Person", mentions=mentions["jane-roe"])))
    made = (
        attribution(parsed, "Norway", "rejected", "the plan"),
        attribution(parsed, source, "said", "It was late"),
    )
    found = find_statements(parsed, made, cast, (on(parsed, "Thursday", "2024-04-04"),), lexicon)
    assert [s.date.edtf if s.date else None for s in found] == ["2024-04-04", edtf]


@pytest.mark.model
def test_what_somebody_adds_to_their_words_is_of_the_same_day(parse: Parse, lexicon: ActLexicon) -> None:
    parsed = parse("Ms Roe said on Thursday that it was late, adding that it rained.")
    outer = attribution(parsed, "Ms Roe", "said", "that it was late, adding that it rained")
    inner = replace(attribution(parsed, "Ms Roe", "adding", "that it rained"), within=0)
    cast, dates = spokesperson(parsed, "Ms Roe"), (on(parsed, "Thursday", "2024-04-04"),)
    found = find_statements(parsed, (outer, inner), cast, dates, lexicon)
    assert [(s.within, s.date.edtf if s.date else None) for s in found] == [(None, "2024-04-04"), ("s1", "2024-04-04")]


@pytest.mark.model
def test_a_crowd_is_no_target_as_the_doer(parse: Parse, lexicon: ActLexicon) -> None:
    marked = read_marked("[S Norway] [C alleged] [Q that [A the assailants] had come by sea].")
    parsed = parse(marked.text)
    cast = marked.cast(parsed.doc)
    crowd = tuple(replace(a, kind="Group") if a.key == "the assailants" else a for a in cast.actors)
    (found,) = find_statements(parsed, (marked.attribution(),), Cast(crowd), (), lexicon)
    assert (found.act, [p.actor for p in found.targets if p.actor]) == ("Accuse", [])


@pytest.mark.model
@pytest.mark.parametrize(("what", "targets"), [("that version", ["Finland"]), ("that plan", [])])
def test_a_rebuttal_points_back_at_who_spoke_last(
    what: str, targets: list[str], parse: Parse, lexicon: ActLexicon
) -> None:
    marked = read_marked(f"[T Finland] said the boat had sunk. [S Norway] rejected {what}.")
    parsed = parse(marked.text)
    made = (
        attribution(parsed, "Finland", "said", "the boat had sunk"),
        attribution(parsed, "Norway", "rejected", what),
    )
    found = find_statements(parsed, made, marked.cast(parsed.doc), (), lexicon)
    assert [p.actor for p in found[1].targets if p.actor] == targets


@pytest.mark.model
def test_a_demand_without_addressee_is_made_of_the_accused(parse: Parse, lexicon: ActLexicon) -> None:
    marked = read_marked("[S Norway] accused [T Finland] of fraud and called for an inquiry.")
    parsed = parse(marked.text)
    made = (
        attribution(parsed, "Norway", "accused", "of fraud"),
        attribution(parsed, "Norway", "called for", "an inquiry"),
    )
    found = find_statements(parsed, made, marked.cast(parsed.doc), (), lexicon)
    assert [(s.act, [p.actor for p in s.targets]) for s in found] == [("Accuse", ["Finland"]), ("Request", ["Finland"])]


@pytest.mark.model
def test_nested_statements_name_the_one_around_them(parse: Parse, lexicon: ActLexicon) -> None:
    parsed = parse("Ms Roe said Finland believes that the road is safe.")
    outer = attribution(parsed, "Ms Roe", "said", "Finland believes that the road is safe")
    inner = replace(attribution(parsed, "Finland", "believes", "that the road is safe"), within=0)
    found = find_statements(parsed, (outer, inner), spokesperson(parsed, "Ms Roe"), (), lexicon)
    assert [(s.id, s.within) for s in found] == [("s1", None), ("s2", "s1")]


@given(outer=st.dictionaries(IDS, st.none() | IDS), kept=st.sets(IDS))
def test_within_never_names_a_statement_that_was_dropped(outer: dict[str, str | None], kept: set[str]) -> None:
    statements = [Statement(id_, (Span(0, 1),), "direct", "Assert", "x") for id_ in sorted(kept)]
    found = {s.id: s.within for s in relinked(statements, outer)}
    assert found.keys() == kept
    assert all(within is None or (within in kept and within != id_) for id_, within in found.items())
    assert all(found[id_] == outer[id_] for id_ in kept if outer.get(id_, id_) in kept - {id_})


WORDS = st.sampled_from(
    [
        "Norway",
        "Finland",
        "said",
        "it",
        "will",
        "not",
        "meet",
        "the",
        "rebels",
        "urged",
        "“",
        "”",
        ",",
        ".",
        "denied",
        "talks",
    ]
)


@pytest.mark.model
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS, max_size=25))
def test_any_text_gives_wellformed_statements(words: list[str], parse: Parse, lexicon: ActLexicon, cues: Cues) -> None:
    parsed = parse(" ".join(words))
    length = len(parsed.article.text)
    marked = read_marked(" ".join(f"[A {w}]" if w in {"Norway", "Finland"} else w for w in words))
    made = find_attributions(parsed, cues)
    found = find_statements(parsed, made, marked.cast(parsed.doc), (), lexicon)
    assert found == find_statements(parsed, made, marked.cast(parsed.doc), (), lexicon)
    assert len({s.id for s in found}) == len(found) <= len(made)
    assert {s.within for s in found} <= {None, *(s.id for s in found)}
    for statement in found:
        parties = (*statement.targets, *statement.addressees, *statement.speakers)
        spans = [*statement.content, *(p.span for p in parties if p.span is not None)]
        assert all(0 <= span.start < span.end <= length for span in spans)


def test_tables_are_sorted_and_name_acts_that_exist(lexicon: ActLexicon) -> None:
    rows = read_table("acts", COLUMNS)
    keys = [(row["lemma"], row["pattern"]) for row in rows]
    assert keys == sorted(set(keys))
    assert {row["polarity"] for row in rows} == {"affirm", "deny", "open"}
    assert {row["act"] for row in rows} == set(ACTS)
    assert {act for act, _ in lexicon.slots} == set(ACTS)
    measured = [(int(row["right"]), int(row["seen"])) for row in rows if row["seen"]]
    assert all(0 <= right <= seen for right, seen in measured)
    assert sum(right for right, _ in measured) > 0.85 * sum(seen for _, seen in measured)
