"""Which words of an article name a place: the pipeline's entities, corrected and completed by the atlas."""

from __future__ import annotations

from collections.abc import Iterator, Set
from functools import lru_cache
from itertools import chain

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from loader.nlp import ParsedArticle
from loader.places.atlas import Atlas
from loader.places.capitals import capital_names
from loader.places.reading import (
    Name,
    Reading,
    in_place,
    is_country,
    is_large,
    is_sizable,
    make_name,
    real,
    without_acronyms,
)
from loader.places.words import PlaceWords

LONGEST = 4  # words of a name that no entity covers
PLACE_LABELS = frozenset({"GPE", "LOC"})
OTHER_LABELS = frozenset({"ORG", "PERSON", "NORP", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART"})
POSSESSIVES = ("'s", "'")
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent", "dobj", "dative"})


def find_names(parsed: ParsedArticle, atlas: Atlas) -> tuple[Name, ...]:
    """All place names of an article, in text order, none inside another."""
    reading = Reading(parsed, atlas.words, lru_cache(maxsize=None)(atlas.places), persons(parsed.doc))
    found = [*dateline_names(reading), *capital_names(reading, lambda: atlas.capitals)]
    taken = {i for name in found for i in range(name.first, name.end)}
    for name in chain(entity_names(reading), other_entity_names(reading, taken)):
        if taken.isdisjoint(range(name.first, name.end)):
            found.append(name)
            taken.update(range(name.first, name.end))
    found += loose_names(reading, taken, frozenset(name.text for name in found))
    return tuple(sorted((n for n in found if not is_actor(parsed, n, atlas.words)), key=lambda name: name.span))


def persons(doc: Doc) -> frozenset[str]:
    """Given names and surnames: the outer words of the persons' names in an article."""
    names = (ent for ent in doc.ents if ent.label_ == "PERSON" and len(ent) > 1)
    return frozenset(word.text for name in names for word in (name[0], name[-1]))


def dateline_names(reading: Reading) -> list[Name]:
    """The dateline, whole; looked up by what stands before its comma ("PARIS, France")."""
    span = reading.parsed.layout.dateline
    tokens = reading.parsed.tokens(span) if span else None
    if span is None or tokens is None or not len(tokens):
        return []
    text = reading.parsed.article.quote(span)
    places = reading.lookup(text) or reading.lookup(text.partition(",")[0].partition("/")[0])
    return [Name(tokens.start, tokens.end, span, text, real(places), generic=None if is_country(places) else "city")]


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
    return (token.text[0].isupper() and token.is_alpha and token.lower_ != "the") or token.lower_ in ("and", "of")


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
    placed = in_place(reading, name.first, name.end) and reading.after(name.end) not in POSSESSIVES
    if name.places:
        personal = name.text in reading.persons or not is_sizable(name.places)
        return placed or name.end - name.first > 1 or is_country(name.places) or not personal
    return name.text.lower() in reading.words.regions or (
        looks_like_place(reading, name) and (placed or (label != "GPE" and reading.words.is_facility(name.text)))
    )


def looks_like_place(reading: Reading, name: Name) -> bool:
    """Whether a name that the atlas does not know has the looks of one: no person's, people's or institution's."""
    capitalised = name.text[:1].isupper() and not name.text.isupper() and len(name.text) > 3
    last = reading.doc[name.end - 1].lower_
    if not capitalised or name.text in reading.persons or last in reading.words.bodies:
        return False
    if last in reading.words.generic:  # "the Kazakh city of Almaty"
        name = make_name(reading, name.first, name.end - 1) if name.end - name.first > 1 else name
    return not any(place.kind == "demonym" for place in reading.lookup(name.text))


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
    if name.text in reading.persons or name.text.lower() in reading.words.never or thing(reading, name):
        return False
    if of_class(reading, first):
        return True
    if in_place(reading, first, end) and reading.after(end) not in POSSESSIVES:
        return bool(name.places) or name.text.lower() in reading.words.venues
    large = is_country(name.places) if label in ("PERSON", "NORP") else is_large(name.places)
    return large or visited(reading, name) or (bool(name.places) and joined(reading.doc, first, end, taken))


def visited(reading: Reading, name: Name) -> bool:
    """Whether a name that may be a person's is a town of some size that somebody visits or enters."""
    root = reading.doc[name.first : name.end].root
    return root.dep_ == "dobj" and root.head.lemma_ in reading.words.entered and is_sizable(name.places)


def of_class(reading: Reading, first: int) -> bool:
    """Whether a word of class for towns says that a name is one: "in the Armenian village of Kirants"."""
    if reading.before(first) != "of" or reading.before(first - 1) not in reading.words.urban:
        return False
    return any(reading.before(at) in reading.words.locative for at in range(max(first - 5, 1), first - 1))


def thing(reading: Reading, name: Name) -> bool:
    """Whether a name is a thing's, by its article: "the Bureau", but "the Bronx" and "the Boston area"."""
    root = reading.doc[name.first : name.end].root
    if not name.places or reading.before(name.first) != "the" or root.dep_ in ("compound", "nmod", "amod"):
        return False
    return all(p.kind in ("town", "admin2") and not p.name.startswith("The ") for p in name.places)


def joined(doc: Doc, first: int, end: int, taken: Set[int]) -> bool:
    """Whether tokens are the second of two, the first of which is a place name ("Homs and Hama")."""
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
    if of_class(reading, first):
        return True
    places = without_acronyms(text, real(reading.lookup(text)))
    if text.lower() in reading.words.never or not is_sizable(places):
        return False
    if text in sure or in_place(reading, first, end) or joined(doc, first, end, taken):
        return True
    if doc[first].pos_ != "PROPN" or (doc[first].is_sent_start and end - first == 1):
        return False
    return is_large(places)


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
