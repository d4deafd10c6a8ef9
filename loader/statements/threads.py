"""How long a date holds: for the same speakers, their side and those they met, until another one is named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from loader.articles import Span
from loader.dates import DateExpression
from loader.nlp import ParsedArticle
from loader.statements.clauses import conjuncts_of, subject_of
from loader.statements.dating import Calendar, has_come, is_day, is_of_occasion, verb_dated_by
from loader.statements.lexicon import ActLexicon
from loader.statements.model import Statement
from loader.statements.roster import Roster
from loader.words import Word

RELATIVE = frozenset({"WDT", "WP"})
#: Who speaks for somebody by office; a "representative" heads an office of their own.
MOUTHPIECE = re.compile(r"\bspokes\w+|\bspox\b|\bpress secretary\b", re.IGNORECASE)
#: A possessive in a source tells whose spokesperson it is.
OWNED = re.compile(r"\b(?:its|his|her|their)\b|'s\b|’s\b", re.IGNORECASE)


@dataclass(frozen=True)
class Thread:
    """The date that holds for speakers and their side until another one is named.

    ``start`` is the offset from which it holds; ``past`` opens a layer of time before the story's own.
    """

    keys: frozenset[str]
    side: frozenset[str]
    date: DateExpression
    past: bool
    start: int


@dataclass(frozen=True)
class Said:
    """A statement with its cue and the sides that its speakers stand for."""

    statement: Statement
    cue: Word | None
    keys: frozenset[str]
    side: frozenset[str]


def carry_dates(
    statements: Sequence[tuple[Statement, Word | None]],
    parsed: ParsedArticle,
    roster: Roster,
    deeds: Sequence[Thread],
    lexicon: ActLexicon,
) -> list[Statement]:
    """Give undated statements the date that holds: a day named for the same side, in the same layer of time.

    "Norway said on Thursday that … She added …": both on Thursday. "Earlier in May Norway had said …" opens a
    layer of its own that only further pluperfects share. ``deeds`` are dated speeches and encounters that are no
    statements ("On Monday she met X. She told him …").
    """
    threads: list[Thread] = []
    dated: dict[str, Statement] = {}
    for statement, cue in statements:
        keys = frozenset(p.actor for p in statement.speakers if p.actor is not None)
        said = Said(statement, cue, keys, roster.side_of(sorted(keys)))
        result = statement
        if statement.date is not None:
            start = cue.idx if cue is not None else statement.content[0].start
            past = is_pluperfect(cue) or not is_day(statement.date)
            if not is_of_occasion(statement.date, parsed, lexicon.uses["paper"]):
                threads.append(Thread(said.keys, said.side, statement.date, past, start))
        elif statement.within is not None:
            result = _with_outer_date(said, dated.get(statement.within))
        elif not _is_lasting(cue, lexicon):
            earlier = [deed for deed in deeds if deed.start < statement.content[-1].end]
            result = replace(statement, date=_holding(said, threads, earlier, parsed, roster))
            if result.date is not None and not is_pluperfect(cue):
                threads.append(Thread(keys, keys, result.date, False, statement.content[0].start))
        dated[statement.id] = result
    return list(dated.values())


def is_pluperfect(cue: Word | None) -> bool:
    """Whether the saying lies before the story's own time: "had said"."""
    return cue is not None and any(c.dep_ == "aux" and c.lower_ in {"had", "'d"} for c in cue.children)


def _is_lasting(cue: Word | None, lexicon: ActLexicon) -> bool:
    """Whether a saying is of no day: "Norway denies", "has said", "said earlier", "according to"."""
    if cue is None:
        return False
    perfect = any(c.dep_ == "aux" and c.lower_ in {"has", "have", "'ve"} for c in cue.children)
    timeless = cue.tag_ in {"VBZ", "VBP"} or (cue.tag_ == "VBG" and cue.lower_ == "according")
    return timeless or perfect or any(c.dep_ == "advmod" and c.lower_ in lexicon.other_times for c in cue.children)


def _with_outer_date(said: Said, outer: Statement | None) -> Statement:
    """What somebody adds to their own statement, inside its content, was said on the same day."""
    if outer is None or not said.keys or is_pluperfect(said.cue) or said.cue is None or said.cue.tag_ in {"VBZ", "VBP"}:
        return said.statement
    same = said.keys == {p.actor for p in outer.speakers}
    return replace(said.statement, date=outer.date) if same else said.statement


def _holding(
    said: Said, threads: Sequence[Thread], deeds: Sequence[Thread], parsed: ParsedArticle, roster: Roster
) -> DateExpression | None:
    """The date of the latest thread of the speakers themselves, else of their side, else of the one side there is."""
    if is_pluperfect(said.cue):
        last = threads[-1] if threads and threads[-1].past and threads[-1].side & said.side else None
        return last.date if last is not None else None
    current = [thread for thread in threads if not thread.past]
    own = [thread for thread in (*current, *deeds) if thread.keys & said.keys]
    speaks_for = _is_mouthpiece(said, parsed, roster)
    of_side = [thread for thread in current if speaks_for and thread.side & said.side]
    found = max(own, key=lambda t: t.start, default=None) or (of_side[-1] if of_side else None)
    if found is None and _is_placeless(said, parsed, roster) and _are_one_side(current):
        found = current[-1]
    return found.date if found is not None else None


def _is_placeless(said: Said, parsed: ParsedArticle, roster: Roster) -> bool:
    """Whether a spokesperson speaks and the article does not tell whose."""
    if not said.keys or any(roster.actors[k].country or roster.actors[k].kind == "State" for k in said.side):
        return False
    words = parsed.article.quote(said.statement.source) if said.statement.source is not None else ""
    return not OWNED.search(words) and _is_mouthpiece(said, parsed, roster)


def _is_mouthpiece(said: Said, parsed: ParsedArticle, roster: Roster) -> bool:
    """Whether a spokesperson speaks, by the words of the source, a role or a name."""
    titles = [role.title for key in sorted(said.keys) for role in roster.actors[key].roles]
    names = [roster.actors[key].label for key in sorted(said.keys)]
    words = parsed.article.quote(said.statement.source) if said.statement.source is not None else ""
    return any(MOUTHPIECE.search(text) for text in (words, *titles, *names))


def _are_one_side(threads: Sequence[Thread]) -> bool:
    return bool(threads) and all(thread.side & threads[0].side for thread in threads)


# --- dated speeches and encounters that are no statements -----------------------------------------------------------


def dated_deeds(
    parsed: ParsedArticle, calendar: Calendar, quoted: Sequence[Span], roster: Roster, lexicon: ActLexicon
) -> tuple[Thread, ...]:
    """Who is told to have spoken to or met whom on which day: "telephoned X on Sunday", "she denied on Monday"."""
    return tuple(_deeds(parsed, calendar, quoted, roster, lexicon))


def _deeds(
    parsed: ParsedArticle, calendar: Calendar, quoted: Sequence[Span], roster: Roster, lexicon: ActLexicon
) -> Iterator[Thread]:
    for date in (each for each in calendar.dates if is_day(each) and has_come(each, parsed)):
        root = parsed.words.root(date.span)
        verb = verb_dated_by(root) if root is not None else None
        if verb is None or any(span.start <= verb.idx < span.end for span in quoted) or not _is_told(verb):
            continue
        keys = frozenset(_doers(verb, roster, lexicon))
        if keys:
            yield Thread(keys, keys, date, False, verb.idx)


def _is_told(verb: Word) -> bool:
    """Whether the author tells it as having happened: a past tense that nobody is reported to have said."""
    if verb.tag_ != "VBD" or any(c.dep_ == "neg" for c in verb.children):
        return False
    for word in (verb, *verb.ancestors):
        if word.dep_ in {"ccomp", "relcl"}:
            return word.dep_ == "relcl"
    return True


def _doers(verb: Word, roster: Roster, lexicon: ActLexicon) -> Iterator[str]:
    """The subject of a verb of speech; with a verb of meeting also those met."""
    lemma, subject = verb.lemma_.lower(), subject_of(verb)
    meets = lemma in lexicon.encounters
    if subject is None or subject.tag_ in RELATIVE or not (meets or lemma in lexicon.speech):
        return
    yield from _keys(conjuncts_of(subject), roster)
    for child in verb.children if meets else ():
        if child.dep_ == "dobj":
            yield from _keys(conjuncts_of(child), roster)
        if child.dep_ == "prep" and child.lower_ == "with":
            yield from _keys((t for c in child.children if c.dep_ == "pobj" for t in conjuncts_of(c)), roster)


def _keys(nouns: Iterable[Word], roster: Roster) -> Iterator[str]:
    yield from (party.actor for noun in nouns for party in roster.named_by(noun) if party.actor is not None)
