"""The identities file: what a person decided is the last word, and taking it back undoes it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from loader.articles import Span
from loader.cli import main
from loader.decisions import find_decisions
from loader.gazetteer import Gazetteer, Known
from loader.identities import Decision, Decisions, IdentitiesError, read_identities, render_identities
from loader.mentions import Actor, Cast, Role
from loader.names import slug
from loader.resolution import Judgements, Resolution, resolve
from loader.vocab import Vocabulary

BASE = Vocabulary().base
GAZETTEER = Gazetteer({"pakistan": Known("pakistan", "Pakistan", "State", country="PK")})
NAMES = (
    "Mumtaz Zahra Baloch", "Mumtaz Zahra Buluch", "Mumtaz Baloch", "Imran Khan", "Imran Khan Niazi", "Omran Khan",
    "Muhammad Nabi Omari", "Mohammad Nabi Omari", "Baloch",
)  # fmt: skip


def person(name: str, *, named: bool = True) -> Actor:
    """Somebody who speaks for Pakistan."""
    role = Role("spokesperson", "pakistan", Span(0, 1))
    return Actor(slug(name), name, "Person", roles=(role,), named=named)


def state() -> Actor:
    return Actor("pakistan", "Pakistan", "State", known="pakistan")


def casts(*names: Sequence[str]) -> dict[str, Cast]:
    """One article a sequence of names."""
    return {f"a{n}": Cast((state(), *map(person, found))) for n, found in enumerate(names)}


def who_is_who(articles: dict[str, Cast], *lines: Decision) -> Resolution:
    return resolve(articles, GAZETTEER, BASE, None, Decisions(lines).judgements)


def together(resolution: Resolution) -> set[frozenset[str]]:
    """The names of persons, as sets of one person each."""
    sets: dict[str, set[str]] = {}
    for article, identities in resolution.identities.items():
        for key, iri in identities.items():
            sets.setdefault(iri, set()).add(key if "-" in key else f"{key} of {article}")
    return {frozenset(found) for found in sets.values()}


BALOCH = ("mumtaz-zahra-baloch", "mumtaz-zahra-buluch")
ONE_ARTICLE_EACH = casts(("Mumtaz Zahra Baloch",), ("Mumtaz Zahra Buluch",), ("Imran Khan",), ("Omran Khan",))


def test_without_decisions_the_rules_stand() -> None:
    assert frozenset(BALOCH) in together(who_is_who(ONE_ARTICLE_EACH))


@pytest.mark.parametrize("judgement", ["different", "undecided"])
def test_what_is_different_or_undecided_is_never_merged(judgement: str) -> None:
    found = together(who_is_who(ONE_ARTICLE_EACH, Decision(judgement, *BALOCH)))
    assert {frozenset(BALOCH[:1]), frozenset(BALOCH[1:])} <= found


def test_what_is_the_same_is_merged() -> None:
    assert frozenset(("imran-khan", "mumtaz-zahra-baloch", "mumtaz-zahra-buluch")) in together(
        who_is_who(ONE_ARTICLE_EACH, Decision("same", "imran-khan", "mumtaz-zahra-buluch"))
    )


def test_a_known_actor_keeps_its_iri_when_it_is_joined() -> None:
    found = who_is_who(ONE_ARTICLE_EACH, Decision("same", "imran-khan", "pakistan"))
    assert found.identities["a2"]["imran-khan"] == f"{BASE}actor/pakistan"


def test_an_actor_of_one_article_goes_by_the_last_part_of_its_iri() -> None:
    articles = casts(("Baloch",), ("Baloch",))
    articles["a1"] = Cast((person("the spokesperson", named=False),))
    local = who_is_who(articles).identities["a0"]["baloch"].rpartition("/")[2]
    other = who_is_who(articles).identities["a1"]["the-spokesperson"].rpartition("/")[2]
    assert local.startswith("baloch-")
    joined = who_is_who(articles, Decision("same", local, other)).identities
    assert joined["a0"]["baloch"] == joined["a1"]["the-spokesperson"]


def decisions_about(articles: dict[str, Cast], *lines: Decision) -> set[tuple[str, str, str, str]]:
    found = find_decisions(articles, who_is_who(articles, *lines), Decisions(lines))
    return {(line.judgement, *line.pair, line.rule) for line in found}


def test_decisions_say_who_was_joined_by_which_rule_and_what_a_person_said() -> None:
    assert decisions_about(ONE_ARTICLE_EACH) >= {("same", *BALOCH, "spelling")}
    mine = Decision("different", *BALOCH, rule="mine")
    assert {line for line in decisions_about(ONE_ARTICLE_EACH, mine) if set(BALOCH) & set(line)} == {
        ("different", *BALOCH, "mine")
    }


# --- properties -------------------------------------------------------------------------------------------------

people = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True)
articles_of = st.lists(people, min_size=1, max_size=5).map(lambda found: casts(*found))
pairs = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).map(lambda p: (slug(p[0]), slug(p[1]))))


@given(articles_of, pairs, pairs)
def test_every_different_line_is_respected(
    articles: dict[str, Cast], same: list[tuple[str, str]], apart: list[tuple[str, str]]
) -> None:
    judgements = Judgements(tuple(same), tuple(apart))
    sets = together(resolve(articles, GAZETTEER, BASE, None, judgements))
    for first, second in apart:
        assert first == second or not any({first, second} <= found for found in sets)


@given(articles_of, pairs, pairs, st.randoms(use_true_random=False))
def test_decisions_are_symmetric_and_free_of_order(
    articles: dict[str, Cast], same: list[tuple[str, str]], apart: list[tuple[str, str]], dice: object
) -> None:
    turned = Judgements(tuple(p[::-1] for p in reversed(same)), tuple(p[::-1] for p in reversed(apart)))
    shuffled = list(articles.items())
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    once = resolve(articles, GAZETTEER, BASE, None, Judgements(tuple(same), tuple(apart)))
    again = resolve(dict(shuffled), GAZETTEER, BASE, None, turned)
    assert once == again


@given(articles_of, pairs)
def test_same_lines_join_where_nothing_keeps_apart(articles: dict[str, Cast], same: list[tuple[str, str]]) -> None:
    sets = together(resolve(articles, GAZETTEER, BASE, None, Judgements(tuple(same))))
    present = set(chain.from_iterable(sets))
    for first, second in same:
        if {first, second} <= present:
            assert any({first, second} <= found for found in sets)


@given(articles_of)
def test_the_decisions_of_a_build_given_back_change_nothing(articles: dict[str, Cast]) -> None:
    found = who_is_who(articles)
    assert who_is_who(articles, *find_decisions(articles, found, Decisions())).identities == found.identities


# --- the file ---------------------------------------------------------------------------------------------------

HEADER = "judgement\tleft\tright\trule\treason\n"


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    lines = (Decision("reject", "statement:a-1-2", "", "", "a joke"), Decision("same", "a", "b", "x", "y\tz"))
    path = tmp_path / "identities.tsv"
    path.write_text("".join(render_identities(lines)), encoding="utf-8")
    read = read_identities(path, Vocabulary())
    assert read.lines == (lines[0], Decision("same", "a", "b", "x", "y z"))
    assert read.rejected == {"statement:a-1-2": "a joke"}


def test_iris_terms_comments_and_short_lines_are_read(tmp_path: Path) -> None:
    path = tmp_path / "identities.tsv"
    path.write_bytes(
        f"\ufeff{HEADER}# mine\r\n\r\nsame\t{BASE}actor/ttp\tactor:x\r\nreject\t{BASE}meeting/a-1-2\r\n".encode()
    )
    found = read_identities(path, Vocabulary())
    assert found.lines == (Decision("reject", "meeting:a-1-2"), Decision("same", "ttp", "x"))


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("same\ta\tb\n", 1, "first row"),
        (f"{HEADER}equal\ta\tb\n", 2, "'equal' is no judgement"),
        (f"{HEADER}\nsame\ta\n", 3, "'' is no actor"),
        (f"{HEADER}same\ta\ta\n", 2, "both sides"),
        (f"{HEADER}same\ta b\tc\n", 2, "'a b' is no actor"),
        (f"{HEADER}same\ta\tb\tr\tr\tmore\n", 2, "6 columns"),
        (f"{HEADER}reject\tactor:x\n", 2, "no statement, report or meeting"),
        (f"{HEADER}reject\tstatement:x-1\tactor:y\n", 2, "nothing on the right"),
        (f"{HEADER}same\ta\tb\nsame\tb\tc\ndifferent\tc\ta\n", 4, "the same by other lines"),
    ],
)
def test_a_bad_line_gets_one_clear_line(tmp_path: Path, text: str, line: int, told: str) -> None:
    path = tmp_path / "identities.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(IdentitiesError) as raised:
        read_identities(path, Vocabulary())
    assert str(raised.value).startswith(f"{path}:{line}: ")
    assert told in str(raised.value)


# --- the command line -------------------------------------------------------------------------------------------

TEXT = (
    "ISLAMABAD: Foreign Office spokesperson Mumtaz Zahra Baloch said that Pakistan would hold talks with China in "
    "Beijing on April 9. “We reject the report,” she said."
)
OTHER = (
    "Foreign Office spokesperson Mumtaz Zahra Buluch told reporters that Pakistan and China would hold talks in "
    "Beijing on April 9."
)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in (("one", TEXT), ("two", OTHER)):
        (folder / f"{name}_2024-04-05.txt").write_text(text, encoding="utf-8")
    return folder


def build(articles: Path, output: Path, *options: str) -> str:
    """The graph that ``communique build`` writes."""
    result = CliRunner().invoke(main, ["build", str(articles), "-o", str(output), *options])
    assert result.exit_code == 0, result.output
    return output.read_text(encoding="utf-8")


@pytest.mark.model
def test_decisions_overrule_the_build_and_removing_them_undoes_it(articles: Path, tmp_path: Path) -> None:
    cache, file = ("--cache", str(tmp_path / "cache")), tmp_path / "identities.tsv"
    former = build(articles, tmp_path / "graph.ttl", *cache, "--decisions", str(file))
    assert "same\tmumtaz-zahra-baloch\tmumtaz-zahra-buluch\tspelling" in file.read_text(encoding="utf-8")
    file.write_text(file.read_text(encoding="utf-8").replace("same\tmumtaz", "different\tmumtaz"), encoding="utf-8")
    overruled = build(articles, tmp_path / "graph.ttl", *cache, "--identities", str(file))
    assert "\nactor:mumtaz-zahra-buluch\n" in overruled
    assert "\nactor:mumtaz-zahra-buluch\n" not in former
    file.write_text(HEADER, encoding="utf-8")
    assert build(articles, tmp_path / "graph.ttl", *cache, "--identities", str(file)) == former


@pytest.mark.model
@pytest.mark.parametrize("kind", ["statement", "report", "meeting"])
def test_rejected_nodes_are_left_out_and_the_report_says_why(articles: Path, tmp_path: Path, kind: str) -> None:
    former = build(articles, tmp_path / "graph.ttl")
    node = next(line for line in former.splitlines() if line.startswith(f"{kind}:"))
    file = tmp_path / "identities.tsv"
    file.write_text(f"{HEADER}reject\t{node}\t\t\tmade up\n", encoding="utf-8")
    options = ("--identities", str(file), "--report", str(tmp_path / "report.json"))
    graph = build(articles, tmp_path / "graph.ttl", *options)
    assert f"\n{node}\n" not in graph
    assert "made up" in (tmp_path / "report.json").read_text(encoding="utf-8")


@pytest.mark.model
def test_a_bad_identities_file_is_wrong_use(articles: Path, tmp_path: Path) -> None:
    file = tmp_path / "identities.tsv"
    file.write_text(f"{HEADER}equal\ta\tb\n", encoding="utf-8")
    for command in (["build", "-o", str(tmp_path / "g.ttl")], ["extract"]):
        result = CliRunner().invoke(main, [command[0], str(articles), *command[1:], "--identities", str(file)])
        assert result.exit_code == 2
        assert f"{file}:2: 'equal' is no judgement" in result.output
    assert not (tmp_path / "g.ttl").exists()
