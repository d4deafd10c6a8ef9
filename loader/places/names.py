"""Which words of an article name a place: the pipeline's entities, corrected and completed by the atlas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from loader.articles import Span
from loader.nlp import ParsedArticle
from loader.places.atlas import Atlas, Place
from loader.places.words import PlaceWords

LONGEST = 4  # words of a name that no entity covers
PLACE_LABELS = frozenset({"GPE", "LOC"})
OTHER_LABELS = frozenset({"ORG", "PERSON", "NORP", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent", "dobj", "dative"})
LARGE = 300_000  # inhabitants of a town that is known without any word of place beside it


@dataclass(frozen=True)
class Name:
    """A place name in the text: its tokens, its characters and every place that bears it.

    ``generic`` is the word of class in it or behind it ("province" in "Khost province").
    """

    first: int
    end: int
    span: Span
    text: str
    places: tuple[Place, ...]
    generic: str | None = None


@dataclass(frozen=True)
class Reading:
    """An article being read for place names. ``lookup`` asks the atlas once for each spelling."""

    parsed: ParsedArticle
    words: PlaceWords
    lookup: Callable[[str], tuple[Place, ...]]
    surnames: frozenset[str]

    @property
    def doc(self) -> Doc:
        """The parse."""
        return self.parsed.doc

    def text(self, first: int, end: int) -> str:
        """The characters of tokens ``first`` to ``end``."""
        last = self.doc[end - 1]
        return self.parsed.article.text[self.doc[first].idx : last.idx + len(last)]

    def before(self, first: int) -> str:
        """The word before a token, lower case."""
        return self.doc[first - 1].lower_ if first else ""

    def after(self, end: int) -> str:
        """The word behind tokens that end at ``end``, lower case."""
        return self.doc[end].lower_ if end < len(self.doc) else ""


def find_names(parsed: ParsedArticle, atlas: Atlas) -> tuple[Name, ...]:
    """All place names of an article, in text order, none inside another."""
    reading = Reading(parsed, atlas.words, lru_cache(maxsize=None)(atlas.places), surnames(parsed.doc))
    found = dateline_names(reading)
    taken = {i for name in found for i in range(name.first, name.end)}
    for name in chain(entity_names(reading), other_entity_names(reading, taken)):
        if taken.isdisjoint(range(name.first, name.end)):
            found.append(name)
            taken.update(range(name.first, name.end))
    found += loose_names(reading, taken, frozenset(name.text for name in found))
    return tuple(sorted((n for n in found if not is_actor(parsed, n, atlas.words)), key=lambda name: name.span))


def surnames(doc: Doc) -> frozenset[str]:
    """Last words of the persons' names in an article."""
    return frozenset(ent[-1].text for ent in doc.ents if ent.label_ == "PERSON" and len(ent) > 1)


def make_name(reading: Reading, first: int, end: int) -> Name:
    """The name made of tokens ``first`` to ``end``, with every place that it can mean."""
    text, start = reading.text(first, end), reading.doc[first].idx
    places, generic = reading.lookup(text), class_around(reading, first, end)
    if text.lower() in reading.words.regions:
        places = ()
    elif not places and end - first > 1:
        places, generic = without_class(reading, first, end)
    places = without_acronyms(text, real(places, behind=reading.before(first) == ","))
    return Name(first, end, Span(start, start + len(text)), text, places, generic)


def class_around(reading: Reading, first: int, end: int) -> str | None:
    """The word of class behind a name or, with "of", before it ("Khost province", "the city of Khost")."""
    if reading.after(end) in reading.words.generic:
        return reading.after(end)
    if reading.before(first) == "of" and reading.before(first - 1) in reading.words.generic:
        return reading.before(first - 1)
    return None


def without_class(reading: Reading, first: int, end: int) -> tuple[tuple[Place, ...], str | None]:
    """What a name means without the word of class at its end or, with "of", at its start; and that word."""
    opening, closing = reading.doc[first].lower_, reading.doc[end - 1].lower_
    if closing in reading.words.generic:
        return reading.lookup(reading.text(first, end - 1)), closing
    if end - first > 2 and opening in reading.words.generic and reading.doc[first + 1].lower_ == "of":
        return reading.lookup(reading.text(first + 2, end)), opening
    return (), None


def without_acronyms(text: str, places: tuple[Place, ...]) -> tuple[Place, ...]:
    """For a word of two to four capitals only what can have an acronym: no town is meant by "UN"."""
    if not (text.isupper() and len(text) <= 4):
        return places
    return tuple(place for place in places if place.kind in ("country", "admin1") or place.population > LARGE)


def real(places: tuple[Place, ...], *, behind: bool = False) -> tuple[Place, ...]:
    """Without demonyms, and without what counts only behind another place name unless the name stands there."""
    return tuple(place for place in places if place.kind != "demonym" and (behind or not place.behind))


def dateline_names(reading: Reading) -> list[Name]:
    """The dateline, whole; looked up by what stands before its comma ("PARIS, France")."""
    span = reading.parsed.layout.dateline
    tokens = reading.parsed.tokens(span) if span else None
    if span is None or tokens is None or not len(tokens):
        return []
    text = reading.parsed.article.quote(span)
    places = reading.lookup(text) or reading.lookup(text.partition(",")[0].partition("/")[0])
    return [Name(tokens.start, tokens.end, span, text, real(places))]


def entity_names(reading: Reading) -> Iterator[Name]:
    """Names among the entities that the pipeline calls places."""
    for ent in reading.doc.ents:
        if ent.label_ in PLACE_LABELS or (ent.label_ == "FAC" and is_facility(reading, ent)):
            for first, end in parts(reading, ent):
                name = make_name(reading, *widened(reading, first, end))
                if acceptable(reading, name, ent.label_):
                    yield name


def is_facility(reading: Reading, ent: Tokens) -> bool:
    """Whether an entity is a street, an airport and the like, or a building in which something is."""
    return reading.words.is_facility(ent.text) or in_place(reading, ent.start, ent.end)


def widened(reading: Reading, first: int, end: int) -> tuple[int, int]:
    """The name with the capitalised words around it that make a longer name of the atlas ("Dera Ismail Khan")."""
    doc, left, right = reading.doc, first, end
    while left > 0 and first - left < 2 and part_of_name(doc[left - 1]):
        left -= 1
    while right < len(doc) and right - end < 3 and part_of_name(doc[right]):
        right += 1
    wider = ((start, stop) for start in range(left, first + 1) for stop in range(right, end - 1, -1))
    for start, stop in wider:
        if (start, stop) == (first, end):
            break
        if real(reading.lookup(reading.text(start, stop))):
            return start, stop
    return first, end


def part_of_name(token: Token) -> bool:
    """Whether a word can stand inside a longer name."""
    return (token.text[0].isupper() and token.is_alpha) or token.lower_ == "and"


def parts(reading: Reading, ent: Tokens) -> Iterator[tuple[int, int]]:
    """The entity cut at commas and line ends."""
    doc, first = reading.doc, ent.start
    for at in range(ent.start, ent.end + 1):
        if at == ent.end or doc[at].text in (",", ";") or doc[at].is_space:
            start, end = trimmed(reading, first, at)
            if start < end:
                yield start, end
            first = at + 1


def trimmed(reading: Reading, first: int, end: int) -> tuple[int, int]:
    """Tokens without article and direction words in front, possessive and marks behind."""
    doc = reading.doc
    while first < end and (doc[first].lower_ in reading.words.skipped or doc[first].is_punct):
        first += 1
    while first < end and doc[end - 1].text in ("'s", "'", "-", '"', "(", ")"):
        end -= 1
    return first, end


def acceptable(reading: Reading, name: Name, label: str) -> bool:
    """Whether what the pipeline calls a place can be one: the atlas knows it, or its words speak for it."""
    if name.text.lower() in reading.words.never:
        return False
    placed = in_place(reading, name.first, name.end)
    if name.places:
        return placed or name.end - name.first > 1 or name.text not in reading.surnames
    if any(place.kind == "demonym" for place in reading.lookup(name.text)):
        return False
    if name.text.lower() in reading.words.regions:
        return True
    if not name.text[:1].isupper() or len(name.text) < 4 or name.text in reading.surnames or name.text.isupper():
        return False
    return placed or (label != "GPE" and reading.words.is_facility(name.text))


def in_place(reading: Reading, first: int, end: int) -> bool:
    """Whether a preposition of place stands before tokens, or a country or division behind their comma."""
    start = first
    while reading.before(start) in reading.words.skipped:
        start -= 1
    if reading.before(start) in reading.words.locative:
        return True
    if reading.after(end) != "," or end + 1 >= len(reading.doc):
        return False
    wider = reading.lookup(reading.text(end + 1, end + 2)) or reading.lookup(
        reading.text(end + 1, min(end + 3, len(reading.doc)))
    )
    return any(place.kind in ("country", "admin1") for place in wider)


def other_entity_names(reading: Reading, taken: Set[int]) -> Iterator[Name]:
    """Names that the pipeline takes for something else: whole entities that are a country, or stand in a place."""
    for ent in reading.doc.ents:
        if ent.label_ in OTHER_LABELS:
            first, end = trimmed(reading, ent.start, ent.end)
            if ent[-1].lower_ in reading.words.occasions:
                end = first + 1
            if first < end and other_is_place(reading, first, end, ent.label_, taken):
                yield make_name(reading, first, end)


def other_is_place(reading: Reading, first: int, end: int, label: str, taken: Set[int]) -> bool:
    """Whether an entity of another class is a place: a country, a venue or, with words that speak for it, any."""
    name = make_name(reading, first, end)
    if name.text in reading.surnames or name.text.lower() in reading.words.never:
        return False
    if in_place(reading, first, end):
        return bool(name.places) or name.text.lower() in reading.words.venues
    large = is_country(name.places) if label in ("PERSON", "NORP") else is_large(name.places)
    return large or (bool(name.places) and joined(reading.doc, first, end, taken))


def is_country(places: Iterable[Place]) -> bool:
    """Whether a name is that of a country or continent."""
    return any(place.kind in ("country", "region") for place in places)


def is_large(places: Iterable[Place]) -> bool:
    """Whether a name alone says place: a country, a large division, a large town under its proper name."""
    return any(
        p.kind in ("country", "region") or (p.population > LARGE and (p.kind == "admin1" or not p.alias))
        for p in places
    )


def joined(doc: Doc, first: int, end: int, taken: Set[int]) -> bool:
    """Whether tokens are the second of two, the first of which is a place name ("Khost and Paktika")."""
    root = doc[first:end].root
    return root.dep_ == "conj" and root.head.i in taken


def loose_names(reading: Reading, taken: Set[int], sure: frozenset[str]) -> Iterator[Name]:
    """Names outside all entities: capitalised words that the atlas knows and whose place speaks for them."""
    for first, end in runs(reading.doc, taken):
        if end - first <= LONGEST and loose(reading, first, end, taken, sure):
            yield make_name(reading, *widened(reading, first, end))


def runs(doc: Doc, taken: Set[int]) -> Iterator[tuple[int, int]]:
    """Stretches of capitalised words outside found names and outside other entities."""
    first = None
    for token in doc:
        inside = not token.ent_type and token.text[0].isupper() and token.is_alpha and token.i not in taken
        if inside and first is None:
            first = token.i
        elif not inside and first is not None:
            yield first, token.i
            first = None
    if first is not None:
        yield first, len(doc)


def loose(reading: Reading, first: int, end: int, taken: Set[int], sure: frozenset[str]) -> bool:
    """Whether a run of capitalised words that the atlas knows is meant as a place."""
    doc, text = reading.doc, reading.text(first, end)
    if text.lower() in reading.words.venues:
        return in_place(reading, first, end)
    if text.lower() in reading.words.never or not without_acronyms(text, real(reading.lookup(text))):
        return False
    if text in sure or in_place(reading, first, end) or joined(doc, first, end, taken):
        return True
    if doc[first].pos_ != "PROPN" or (doc[first].is_sent_start and end - first == 1):
        return False
    return is_large(real(reading.lookup(text)))


def is_actor(parsed: ParsedArticle, name: Name, words: PlaceWords) -> bool:
    """Whether a capital stands for its state: it acts or is acted upon, or something is between or with it."""
    if name.span == parsed.layout.dateline or not any(place.kind == "capital" for place in name.places):
        return False
    head = parsed.doc[name.first : name.end].root
    while head.dep_ == "conj" and head.head.i != head.i:
        head = head.head
    if head.dep_ in SUBJECTS:
        return head.head.pos_ in ("VERB", "AUX") and head.head.lemma_ not in words.entered
    return head.dep_ == "pobj" and head.head.lower_ in ("between", "with", "by", "against")
