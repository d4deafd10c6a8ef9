"""Who speaks to whom in an article: people who tell, ask, thank or answer one another are in conversation.

A report of a conversation often begins in the middle of it ("Mr Shoigu told the President that the roads are open")
and never says that anybody met. Who tells, asks or instructs a person to his face talks with that person; who only
congratulates or invites somebody may have written, and counts where they also talk.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Token

from loader.articles import Span
from loader.meetings.encounters import Report
from loader.meetings.grammar import agents, children, preposition_objects
from loader.meetings.scene import Scene
from loader.meetings.status import Judgement
from loader.meetings.triggers import noun_lemma
from loader.statements import Party, Statement, distinct

_PEOPLE = frozenset({"Person", "Actor", "Group"})
_TOLD = frozenset({"VBD", "VBN", "VBG"})  # "tells" is of anybody and any time
_MAIN = 0.5  # share of an article's statements made by those who talk, from which on it is a report of their talk


@dataclass(frozen=True)
class Exchange:
    """People who speak to each other: ``cue`` is the word that first says so, ``opens`` whether it shows a talk."""

    parties: tuple[Party, ...]
    cue: Span
    opens: bool

    @property
    def keys(self) -> frozenset[str]:
        """Keys of those who talk."""
        return frozenset(party.actor for party in self.parties if party.actor is not None)


def find_exchanges(scene: Scene, statements: Sequence[Statement]) -> tuple[Exchange, ...]:
    """The conversations of an article, those with a party in common brought together, in text order."""
    told = [s for s in statements if s.within is None and s.cue is not None]
    found: list[Exchange] = []
    spoken = (*_addresses(scene, told), *_answers(scene, told), *_welcomes(scene, told), *_reports_back(scene, told))
    for each in (*spoken, *_gifts(scene), *_together(scene)):
        whole = _with_office_holder(each, scene, told)
        merged = [other for other in found if other.keys & whole.keys]
        found = [other for other in found if not other.keys & whole.keys]
        found.append(_joined([*merged, whole]))
    return tuple(sorted((_of_named(each, scene) for each in found), key=lambda each: each.cue))


def _joined(exchanges: Sequence[Exchange]) -> Exchange:
    openers = [each.cue for each in exchanges if each.opens] or [each.cue for each in exchanges]
    parties = distinct(party for each in exchanges for party in each.parties)
    return Exchange(parties, min(openers), any(each.opens for each in exchanges))


def _addresses(scene: Scene, statements: Sequence[Statement]) -> Iterator[Exchange]:
    """One exchange for each statement that a person makes to another."""
    for statement in statements:
        hearers = tuple(p for p in statement.addressees if _converses(p, scene) or _sits(p, scene))
        cue = scene.parsed.tokens(statement.cue) if statement.cue is not None and hearers else None
        if cue is None or not _face_to_face(cue.root, scene):
            continue
        speakers = tuple(party for party in statement.speakers if _converses(party, scene))
        yield from _between(speakers, hearers, cue.root, scene.triggers.supports_as(cue.root, "converse"))


def _between(speakers: tuple[Party, ...], hearers: tuple[Party, ...], cue: Token, opens: bool) -> Iterator[Exchange]:
    if speakers and hearers and {p.actor for p in speakers} != {p.actor for p in hearers}:
        yield Exchange((*speakers, *hearers), Span(cue.idx, cue.idx + len(cue)), opens)


def _answers(scene: Scene, statements: Sequence[Statement]) -> Iterator[Exchange]:
    """Who speaks "in turn" or "for his part" answers the one who spoke before."""
    before: tuple[Party, ...] = ()
    for statement in statements:
        cue = scene.parsed.tokens(statement.cue) if statement.cue is not None else None
        speakers = tuple(party for party in statement.speakers if _converses(party, scene))
        if cue is not None and speakers and _in_turn(cue.root) and _face_to_face(cue.root, scene):
            yield from _between(speakers, before, cue.root, True)
        before = speakers or before


def _in_turn(cue: Token) -> bool:
    """Whether a clause begins with "in turn", "in his turn" or "for her part"."""
    words = [token.lower_ for token in islice((token for token in cue.sent if not token.is_space), 3)]
    return words[:2] == ["in", "turn"] or (words[0] in ("in", "for") and words[-1] in ("turn", "part"))


def _welcomes(scene: Scene, statements: Sequence[Statement]) -> Iterator[Exchange]:
    """Who speaks "welcoming Mr X"; the parser often takes the first word for a part of the name."""
    greetings = frozenset(f"{verb.removesuffix('e')}ing" for verb in scene.triggers.words_as["greet"])
    for statement in statements:
        cue = scene.parsed.tokens(statement.cue) if statement.cue is not None else None
        first = next((token for token in cue.sent if not token.is_space), None) if cue is not None else None
        if cue is None or first is None or first.lower_ not in greetings or not _face_to_face(cue.root, scene):
            continue
        guest = next((token for token in cue.sent if token.i > first.i and scene.named_person(token)), None)
        if guest is not None and guest.i < cue.start:
            speakers = tuple(party for party in statement.speakers if _converses(party, scene))
            yield from _between(speakers, _people([guest], scene), cue.root, True)


def _reports_back(scene: Scene, statements: Sequence[Statement]) -> Iterator[Exchange]:
    """Persons who "reported on" something, and who then asked, thanked or instructed somebody."""
    for verb in scene.past_verbs:
        if (
            verb.lemma_ != "report"
            or not any(preposition_objects(verb, "on", "about"))
            or not _face_to_face(verb, scene)
        ):
            continue
        officials = _people(agents(verb), scene)
        after = (s for s in statements if s.cue is not None and s.cue.start > verb.idx)
        replies = (s for s in after if _replies(s, scene))
        speakers = next((tuple(p for p in s.speakers if _converses(p, scene)) for s in replies), ())
        yield from _between(officials, speakers, verb, True)


def _replies(statement: Statement, scene: Scene) -> bool:
    cue = scene.parsed.tokens(statement.cue) if statement.cue is not None else None
    return cue is not None and scene.triggers.supports_as(cue.root, "converse") and _face_to_face(cue.root, scene)


def _gifts(scene: Scene) -> Iterator[Exchange]:
    """Who hands, gives or presents something to a person stands before that person."""
    for verb in scene.past_verbs:
        handed = any(scene.triggers.supports_as(noun, "letter") for noun in children(verb, "dobj"))
        if scene.triggers.supports_as(verb, "hand-over") and _face_to_face(verb, scene, written=handed):
            givers = _people(agents(verb), scene)
            takers = _people([*children(verb, "dative", "dobj"), *preposition_objects(verb, "to")], scene)
            yield from _between(givers, takers, verb, True)


def _together(scene: Scene) -> Iterator[Exchange]:
    """Two who "focused on trade", "agreed" or "praised the accord": one verb for both, as for nobody who is apart."""
    for verb in scene.past_verbs:
        if verb.lemma_ not in scene.triggers.verbs:
            people = _people(agents(verb), scene)
            if len(people) > 1 and _face_to_face(verb, scene):
                yield from _between(people[:1], people[1:], verb, scene.triggers.supports_as(verb, "jointly"))


def _people(nouns: Sequence[Token], scene: Scene) -> tuple[Party, ...]:
    named = (noun for noun in nouns if noun.pos_ != "PRON")
    return tuple(p for noun in named for p in scene.parties(noun) if p.actor and scene.is_person(p.actor))


def _face_to_face(cue: Token, scene: Scene, written: bool = False) -> bool:
    """Whether the words around a cue speak of no letter, interview or telegram, and of nothing that is still to be.

    ``written``: the letter itself is handed over.
    """
    if cue.tag_ not in _TOLD or any(child.dep_ == "neg" or child.tag_ == "MD" for child in cue.children):
        return False
    sentence = cue.sent
    return written or bisect_left(scene.written, sentence.start) == bisect_left(scene.written, sentence.end)


def _converses(party: Party, scene: Scene) -> bool:
    """Whether a party can talk with another: a known person or a group of officials, not the press or a crowd."""
    if party.actor is None or party.span is None or scene.cast.actor(party.actor).kind not in _PEOPLE:
        return False
    words = scene.parsed.tokens(party.span) or ()
    if any(
        noun_lemma(word) in scene.triggers.people["press"] or scene.triggers.supports_as(word, "asks") for word in words
    ):
        return False
    return scene.is_person(party.actor) or any(noun_lemma(word) in scene.triggers.parties for word in words)


def _sits(party: Party, scene: Scene) -> bool:
    """Whether a party is a body whose members sit in one room: "told the Cabinet"."""
    words = scene.parsed.tokens(party.span) if party.span is not None and party.actor is not None else None
    return words is not None and noun_lemma(words.root) in scene.triggers.people["sitting"]


def _with_office_holder(exchange: Exchange, scene: Scene, statements: Sequence[Statement]) -> Exchange:
    """ "The minister" is the one named who spoke last, where the cast knows no other by that title."""
    parties = list(exchange.parties)
    for party in exchange.parties:
        if party.actor is not None and _is_office(party.actor, scene):
            before = [
                speaker
                for statement in statements
                if statement.cue is not None and statement.cue < exchange.cue
                for speaker in statement.speakers
                if _may_hold(speaker, party.actor, scene) and speaker.actor not in exchange.keys
            ]
            parties += before[-1:]
    return Exchange(distinct(parties), exchange.cue, exchange.opens)


def _is_office(key: str, scene: Scene) -> bool:
    actor = scene.cast.actor(key)
    return actor.kind == "Person" and not actor.named


def _may_hold(speaker: Party, office: str, scene: Scene) -> bool:
    """Whether a person is named, and known by no title other than that of the office."""
    if speaker.actor is None or not _converses(speaker, scene):
        return False
    actor = scene.cast.actor(speaker.actor)
    titles = {role.title.lower() for role in actor.roles}
    return actor.kind == "Person" and actor.named and not titles - {scene.cast.actor(office).label.lower()}


def _of_named(exchange: Exchange, scene: Scene) -> Exchange:
    """Without "the President" where the name is given beside, as the cast does not always bring the two together.

    Nor with "the participants", of whom it says no more than that they were there.
    """
    told_apart = tuple(p for p in exchange.parties if not scene.is_anybody(p))
    named = tuple(p for p in told_apart if p.actor is not None and not _is_office(p.actor, scene))
    return Exchange(named if len(named) > 1 else told_apart, exchange.cue, exchange.opens)


def as_report(exchange: Exchange) -> Report:
    """The mention that an exchange is of the encounter at which it took place."""
    held = Judgement("held")
    return Report(exchange.cue, "Talks", "dialogue", held, exchange.parties, keys=exchange.keys, sides=exchange.keys)


def is_report_of(exchange: Exchange, scene: Scene, statements: Sequence[Statement]) -> bool:
    """Whether an article is in the main a report of this talk: most of what is said in it is said by these people."""
    offices = {actor.key for actor in scene.cast.actors if actor.kind == "Person" and not actor.named}
    mine = exchange.keys | offices
    said = [statement for statement in statements if statement.within is None and statement.speakers]
    by_them = [s for s in said if any(party.actor in mine for party in s.speakers)]
    return not said or len(by_them) >= _MAIN * len(said)
