"""Descriptions of actors: noun phrases with a role noun or a noun for a body or group as head, and pronouns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from loader.mentions.actor_words import ActorWords
from loader.mentions.naming import name_text
from loader.mentions.phrases import Phrase, Title
from loader.mentions.titles import make_title
from loader.mentions.tokens import Tokens

_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_LEFT = frozenset(
    ("DT", "PDT", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "VBN", "VBG", "CD", "POS", "PRP$", "HYPH", "AFX")
)  # fmt: skip
_LIST = 24  # tokens of a list behind "of"
_REACH = frozenset(("of", "for", "at", "from", "in", "to", "on"))
_DEFINITE = frozenset(
    ("the", "this", "that", "these", "those", "both", "his", "her", "its", "their", "our", "my")
)  # fmt: skip
_ARTICLES = _DEFINITE | frozenset(
    ("a", "an", "one", "some", "several", "many", "any", "all", "each", "every", "no", "other", "another", "two",
     "three")
)  # fmt: skip
_RELATIVES = frozenset(("who", "whom", "which", "that"))
#: What a body writes and is named before.
_PAPERS = frozenset(("communique", "communiqué", "readout", "release", "statement"))
_PRONOUNS: dict[str, tuple[str, bool]] = {
    "he": ("m", False), "him": ("m", False), "his": ("m", False), "himself": ("m", False),
    "she": ("f", False), "her": ("f", False), "hers": ("f", False), "herself": ("f", False),
    "it": ("n", False), "its": ("n", False), "itself": ("n", False),
    "they": ("", True), "them": ("", True), "their": ("", True), "theirs": ("", True), "themselves": ("", True),
}  # fmt: skip


def find_descriptions(tokens: Tokens, words: ActorWords, names: Sequence[Phrase]) -> list[Phrase]:
    """Phrases that describe an actor, and pronouns, in text order of their heads."""
    taken = _taken(tokens, names)
    found: list[Phrase] = []
    for index, lower in enumerate(tokens.lower):
        if lower in _RELATIVES:
            if tokens.tag[index] in ("WP", "WDT") and tokens.dep[tokens.head[index]] == "relcl":
                found.append(_relative(index, lower))
        elif lower in _PRONOUNS:
            if tokens.tag[index] in ("PRP", "PRP$") and not _addresses(tokens, index):
                found.append(_pronoun(index, lower))
        elif lower in ("two", "both"):
            if _stands_alone(tokens, index):
                first = index - (tokens.lower[index - 1] == "the")
                found.append(Phrase(first, index + 1, index, "description", "two", index, lower, definite=True))
        elif _describes(tokens, words, taken, index):
            found.append(_description(tokens, words, taken, index))
    return found


def _addresses(tokens: Tokens, index: int) -> bool:
    """Whether a pronoun is part of how somebody is addressed ("HE Jane Roe", "Her Majesty")."""
    following = index + 1
    if following >= len(tokens):
        return False
    title = tokens.text[index] == "HE" and tokens.tag[following] in ("NNP", "NNPS")
    return title or tokens.lower[following] in ("excellency", "highness", "holiness", "majesty")


def _stands_alone(tokens: Tokens, index: int) -> bool:
    """Whether "the two" or "both" is all that a clause says of a pair ("The two discussed trade")."""
    if tokens.lower[index] == "two" and (index == 0 or tokens.lower[index - 1] != "the"):
        return False
    return tokens.dep[index] in ("nsubj", "nsubjpass", "dobj", "pobj") and tokens.tag[index] in ("CD", "DT", "PRP")


def _describes(tokens: Tokens, words: ActorWords, taken: Sequence[int], index: int) -> bool:
    """Whether a word heads a description: a noun for persons or bodies that is in no name."""
    lower = tokens.lower[index]
    if lower == "west":  # as one who acts or is acted on
        return tokens.lower[index - 1] == "the" and tokens.dep[index] in ("nsubj", "nsubjpass", "dobj")
    if lower == "number":
        return tokens.lower[index - 1] == "opposite" and _is_head(tokens, index)
    if taken[index] or (lower not in words.roles and lower not in words.collectives):
        return False
    if index and tokens.text[index - 1] == "-" and not (index > 1 and _titled(words, tokens.lower[index - 2])):
        return False
    if lower in words.collectives and _authors_paper(tokens, index):
        return True
    return tokens.tag[index] in _NOUNS and _is_head(tokens, index)


def _authors_paper(tokens: Tokens, index: int) -> bool:
    """Whether a noun says whose paper another one is ("a ministry statement")."""
    following = index + 1
    if following >= len(tokens) or tokens.dep[index] != "compound" or tokens.head[index] != following:
        return False
    return tokens.lower[following] in _PAPERS and tokens.tag[index] in ("NN", "NNP")


def _titled(words: ActorWords, lower: str) -> bool:
    """Whether a word before a hyphen belongs to a title ("Secretary-General", "vice-president")."""
    return lower in words.roles or lower in words.title_modifiers


def _taken(tokens: Tokens, names: Sequence[Phrase]) -> list[int]:
    """For each token of a name the index behind the name, 0 for others."""
    taken = [0] * len(tokens)
    for phrase in names:
        for index in range(phrase.first, phrase.last):
            taken[index] = max(taken[index], phrase.last)
    return taken


def _is_head(tokens: Tokens, index: int) -> bool:
    """Whether a noun heads its phrase: no other noun follows it there."""
    following = index + 1
    if following < len(tokens) and tokens.tag[following] in ("NN", "NNS") and tokens.head[index] == following:
        return False
    return not (tokens.dep[index] in ("compound", "amod", "nmod") and tokens.head[index] > index)


def _pronoun(index: int, lower: str) -> Phrase:
    gender, plural = _PRONOUNS[lower]
    return Phrase(
        first=index, last=index + 1, head=index, form="pronoun", sort="pronoun", begins=index, name=lower,
        gender=gender, plural=plural, definite=True,
    )  # fmt: skip


def _relative(index: int, lower: str) -> Phrase:
    return Phrase(index, index + 1, index, "pronoun", "relative", index, lower, definite=True)


def _description(tokens: Tokens, words: ActorWords, taken: Sequence[int], head: int) -> Phrase:
    first, last = _left_edge(tokens, head), _right_edge(tokens, words, head)
    last = max(last, taken[last - 1])  # no name is cut
    stands = words.collectives.get(tokens.lower[head]) in ("stands", "government")
    if stands and not any(tokens.text[i][0].isupper() for i in range(head + 1, last)):
        last = head + 1  # "accused the government of fraud"
    begins = first
    while begins < head and tokens.lower[begins] in _ARTICLES:
        begins += 1
    role = words.roles.get("counterpart" if tokens.lower[head] == "number" else tokens.lower[head])
    reading = words.collectives.get(tokens.lower[head], "")
    sort = ("group" if role.plural else "person") if role else reading
    possessed = any(tokens.tag[i] in ("POS", "PRP$") for i in range(first, head))
    return Phrase(
        first=first,
        last=last,
        head=head,
        form="description",
        sort=sort,
        begins=begins,
        name=name_text(tokens, begins, last),
        title=_title(tokens, words, (begins, last), head) if role else None,
        gender=role.gender if role else "",
        plural=tokens.tag[head] in ("NNS", "NNPS") or (role is not None and role.plural),
        definite=possessed or tokens.lower[first] in _DEFINITE or _authors_paper(tokens, head),
    )


def _title(tokens: Tokens, words: ActorWords, phrase: tuple[int, int], head: int) -> Title | None:
    if tokens.lower[head] != "number":
        return make_title(tokens, words, *phrase)
    text = name_text(tokens, head - 1, head + 1)  # "his opposite number"
    return Title(text, "counterpart", frozenset(("counterpart",)), phrase[0], phrase[1], head)


def _left_edge(tokens: Tokens, head: int) -> int:
    """Index where the noun phrase of ``head`` begins."""
    first, sentence = head, tokens.sentence[head]
    while first > 0 and tokens.sentence[first - 1] == sentence:
        tag = tokens.tag[first - 1]
        if _joins_adjectives(tokens, first, head):
            first -= 2
            continue
        if tag in ("VBG", "VBN") and (
            tokens.dep[first - 1] not in ("amod", "compound") or tokens.tag[first - 2] in ("NNP", "NNPS")
        ):
            break  # "Minister Haddad briefed newsmen"
        if tag in ("NN", "NNS") and _begins_possessor(tokens, first):
            break  # "a charge | Peru's ministry dismissed"
        owned = tokens.tag[first] == "POS" or _both_objects(tokens, first - 1, head)
        if tag not in _LEFT or (_own_noun(tokens, first - 1, head) and not owned):
            break
        first -= 1
        if tag in ("DT", "PRP$") and (first == 0 or tokens.tag[first - 1] != "PDT"):
            break
    return first


def _begins_possessor(tokens: Tokens, index: int) -> bool:
    """Whether a name in the possessive begins at ``index``."""
    behind = index
    while behind < len(tokens) and tokens.tag[behind] in ("NNP", "NNPS"):
        behind += 1
    return index < behind < len(tokens) and tokens.tag[behind] == "POS"


def _own_noun(tokens: Tokens, index: int, head: int) -> bool:
    """Whether a noun on the left is a phrase of its own in the parse ("told reporters Afghan officials")."""
    return tokens.tag[index] in _NOUNS and not index < tokens.head[index] <= head


def _both_objects(tokens: Tokens, index: int, head: int) -> bool:
    """Whether the parser makes a name and the plural right behind it two objects ("told Senate | deputies")."""
    if tokens.tag[head] != "NNS" or head != index + 1 or tokens.tag[index] not in ("NNP", "NNPS"):
        return False
    alike = tokens.dep[index] in ("dobj", "dative") and tokens.dep[head] in ("dobj", "dative")
    return alike and tokens.head[index] == tokens.head[head]


def _joins_adjectives(tokens: Tokens, first: int, head: int) -> bool:
    """Whether "and" right before ``first`` joins two adjectives of a plural ("public and | religious leaders")."""
    if tokens.lower[first - 1] != "and" or tokens.tag[head] != "NNS" or first < 2 or first == head:
        return False
    before = first - 2
    adjectives = all(tokens.tag[i] == "JJ" or tokens.entity[i] == "NORP" for i in (before, first))
    joined = adjectives and tokens.dep[first] == "conj" and tokens.head[first] == before
    return joined and tokens.dep[before] in ("amod", "nmod") and tokens.head[before] == head


def _right_edge(tokens: Tokens, words: ActorWords, head: int) -> int:
    """Index behind the phrase: with what it is "of", "for", "at" or "from", twice at most."""
    last = head + 1
    for _ in range(2):
        reach = _prepositional_end(tokens, words, head, last)
        if reach is None:
            break
        last, head = reach, reach - 1
    return last


def _prepositional_end(tokens: Tokens, words: ActorWords, head: int, last: int) -> int | None:
    if last >= len(tokens) or tokens.lower[last] not in _REACH or not _hangs_on(tokens, last, head):
        return None
    if tokens.lower[last] in ("to", "on") and tokens.lower[head] not in words.uses["sent"]:
        return None
    verb = tokens.head[head] if tokens.dep[head] == "dobj" else head
    if tokens.lower[last] == "of" and verb != head and tokens.lemma[verb] in words.uses["of something"]:
        return None
    for index in range(last + 1, min(last + 12, len(tokens))):
        if tokens.head[index] == last and tokens.dep[index] == "pobj":
            seat = tokens.lower[last] in ("in", "at") and tokens.entity[index] in ("GPE", "LOC", "FAC")
            if seat and tokens.lower[head] in words.uses["travelling"]:
                return None  # where "their ministers" are to meet
            return _last_joined(tokens, head, index) + 1 if tokens.entity[index] not in ("DATE", "TIME") else None
    return None


def _hangs_on(tokens: Tokens, preposition: int, head: int) -> bool:
    """Whether a preposition belongs to the noun before it; the parser may hang it on what that is joined to."""
    above = tokens.head[preposition]
    joined = tokens.lower[preposition] == "of" and tokens.dep[head] == "conj" and above == tokens.head[head]
    return above == head or (joined and preposition == head + 1)


def _last_joined(tokens: Tokens, head: int, index: int) -> int:
    """The last noun that "and" joins to the one that a plural is "of" ("leaders of Mali and Peru")."""
    if tokens.tag[head] not in ("NNS", "NNPS"):
        return index
    last = index
    for after in range(index + 1, min(index + _LIST, len(tokens))):
        if tokens.tag[after] not in _LEFT and tokens.lower[after] not in ("and", ","):
            break
        if tokens.dep[after] == "conj" and tokens.head[after] in (index, last) and tokens.tag[after] in _NOUNS:
            last = after
    return last


def phrases_between(phrases: Sequence[Phrase], starts: Sequence[int], first: int, last: int) -> list[Phrase]:
    """Of phrases sorted by their first token (``starts``), those within tokens ``first`` up to ``last``."""
    low, high = bisect_left(starts, first), bisect_left(starts, last)
    return [phrase for phrase in phrases[low:high] if phrase.last <= last]
