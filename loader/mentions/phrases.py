"""A noun phrase that may refer to an actor, before anyone knows to whom."""

from __future__ import annotations

from dataclasses import dataclass

from loader.mentions.actor_words import KnownName
from loader.mentions.cast import MentionForm, MentionFunction
from loader.mentions.tokens import Tokens

_LOCATIVE = frozenset(
    ("in", "at", "inside", "near", "within", "across", "outside", "throughout", "around", "toward", "towards",
     "through", "over", "beyond", "off", "into")
)  # fmt: skip
_SUBJECT = frozenset(("nsubj", "nsubjpass", "csubj"))
_OBJECT = frozenset(("dobj", "dative", "iobj"))
_MODIFIER = frozenset(("compound", "amod", "nmod", "npadvmod"))


@dataclass(frozen=True, slots=True)
class Title:
    """What a phrase says of a person's function, or all that it says of them.

    ``text`` as written ("Foreign Office Spokesperson"), ``role`` the common noun of all variants
    ("spokesperson"), ``words`` its folded content words without the institution's.
    """

    text: str
    role: str
    words: frozenset[str]
    first: int  # token indices of the title
    last: int
    head: int  # the role noun


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``first`` up to ``last`` with their ``head``; ``name`` is the name proper (tokens from ``begins``)."""

    first: int
    last: int
    head: int
    form: MentionForm
    sort: str  # person, organization, known, place, group, stands, pronoun, unknown
    begins: int
    name: str = ""
    known: tuple[KnownName, ...] = ()
    title: Title | None = None
    acronym: str | None = None
    gender: str = ""
    plural: bool = False
    definite: bool = False

    @property
    def size(self) -> int:
        """Number of tokens of the name proper."""
        return self.last - self.begins


def function_of(tokens: Tokens, head: int) -> MentionFunction:
    """How the noun at ``head`` stands in its clause; one that is joined to another stands as that one does."""
    for _ in range(8):
        if tokens.dep[head] not in ("conj", "appos") or tokens.head[head] == head:
            break
        head = tokens.head[head]
    dep, governor = tokens.dep[head], tokens.head[head]
    if dep in _SUBJECT:
        return "subject"
    if dep in _OBJECT:
        return "object"
    if dep == "poss":
        return "possessive"
    if dep in _MODIFIER:
        return "modifier"
    if dep == "pobj":
        return _prepositional(tokens, governor)
    return "other"


def _prepositional(tokens: Tokens, preposition: int) -> MentionFunction:
    word = tokens.lower[preposition]
    if word == "by" and tokens.dep[preposition] == "agent":
        return "agent"
    return "locative" if word in _LOCATIVE else "other"


def governing_verb(tokens: Tokens, head: int) -> int | None:
    """The verb that a noun is a subject, object or agent of."""
    for _ in range(8):
        if tokens.dep[head] not in ("conj", "appos") or tokens.head[head] == head:
            break
        head = tokens.head[head]
    governor = tokens.head[head]
    if tokens.dep[governor] == "agent":
        governor = tokens.head[governor]
    return governor if tokens.tag[governor].startswith("VB") and governor != head else None


def according_to(tokens: Tokens, head: int) -> bool:
    """Whether a noun stands behind "according to"."""
    governor = tokens.head[head]
    if tokens.dep[head] != "pobj" or governor == 0:
        return False
    return tokens.lower[governor] == "to" and tokens.lower[governor - 1] == "according"
