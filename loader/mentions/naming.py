"""Names in a text: runs of capitalised words and names that the gazetteer knows, with the titles before them."""

from __future__ import annotations

from loader.mentions.actor_words import ActorWords, KnownName
from loader.mentions.tokens import Tokens
from loader.names import PARTICLES, fold

_JOINTS = frozenset(("-", "–", "&", "'"))
_NOT_NAMES = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY"))
#: Particles that no English sentence has for other words.
_SURELY_PARTICLES = frozenset(("al", "bin", "bint", "ibn", "der", "von", "el", "ul", "ud"))
_LONGEST_HEADLINE = 20  # words of four letters or more
_DEEDS = frozenset(("accept", "arrive", "leave", "meet", "receive", "seek", "send", "sign", "visit"))
_NAME_TAGS = frozenset(("NNP", "NNPS"))


def find_known(tokens: Tokens, words: ActorWords) -> dict[int, tuple[int, tuple[KnownName, ...]]]:
    """Gazetteer names in the text: token index to (index behind the name, all entries that bear it)."""
    found: dict[int, tuple[int, tuple[KnownName, ...]]] = {}
    folded: dict[int, str] = {}
    position, behind = 0, len(tokens)
    while position < behind:
        last, names = _known_at(tokens, words, position, folded)
        if names:
            found[position] = (last, names)
        position = last
    return found


def _known_at(
    tokens: Tokens, words: ActorWords, first: int, folded: dict[int, str]
) -> tuple[int, tuple[KnownName, ...]]:
    text = tokens.text[first]
    if not text[0].isupper() and not (text[0].islower() and text[-1].isupper()):
        return first + 1, ()
    choices = words.known.get(_folded(tokens, first, folded), ())
    best: list[KnownName] = []
    last = first + 1
    for name in choices:
        if best and len(name.words) < len(best[0].words):
            break
        behind = _matches(tokens, name, first, folded)
        if behind and _well_written(text, name, tokens, first):
            best.append(name)
            last = behind
    return last, tuple(best)


def _folded(tokens: Tokens, index: int, memo: dict[int, str]) -> str:
    if index not in memo:
        memo[index] = fold(tokens.text[index])
    return memo[index]


def _matches(tokens: Tokens, name: KnownName, first: int, folded: dict[int, str]) -> int:
    """Index behind the name if it stands at ``first``, else 0; hyphens and possessive marks are passed over."""
    position, behind = first, len(tokens)
    pending = list(name.words)
    while pending:
        while position < behind and position > first and not _folded(tokens, position, folded):
            if tokens.text[position] not in ("-", "'s", "'", ".", "–"):
                return 0
            position += 1
        if position >= behind:
            return 0
        parts = _folded(tokens, position, folded).split()
        if pending[: len(parts)] != parts:
            return 0
        del pending[: len(parts)]
        position += 1
    return position


def _well_written(text: str, name: KnownName, tokens: Tokens, first: int) -> bool:
    """Acronyms stand in capitals ("US", not "Us"); other names of one word are no common nouns in capitals."""
    if name.sort == "acronym":
        return sum(c.isupper() for c in text) >= 2
    return not (len(name.words) == 1 and name.sort != "name" and _in_longer_person(tokens, first))


def _in_longer_person(tokens: Tokens, index: int) -> bool:
    """Whether the tagger makes the word one of several of a person's name ("Paris Hilton")."""
    if tokens.entity[index] != "PERSON":
        return False
    after = index + 1 < len(tokens) and tokens.entity[index + 1] == "PERSON" and not tokens.begins[index + 1]
    return after or not tokens.begins[index]


def find_runs(
    tokens: Tokens, words: ActorWords, known: dict[int, tuple[int, tuple[KnownName, ...]]]
) -> list[tuple[int, int]]:
    """Maximal runs of capitalised name words, as token ranges in text order; verbs of headlines end them."""
    verbs = _headline_verbs(tokens, words)
    covered: dict[int, int] = {first: last for first, (last, _) in known.items()}
    runs: list[tuple[int, int]] = []
    position, behind = 0, len(tokens)
    while position < behind:
        if position in covered or (_is_name_word(tokens, position) and position not in verbs):
            last = _run_end(tokens, covered, verbs, position)
            behind_last = runs[-1][1] if runs else 0
            runs.append((_particles_before(tokens, covered, position, behind_last), last))
            position = last
        else:
            position += 1
    return runs


def _particles_before(tokens: Tokens, covered: dict[int, int], first: int, floor: int) -> int:
    """Index where a run begins with the particles before it ("al-Rashid", "van der Berg")."""
    if first in covered:
        return first
    start = first
    while start > floor and tokens.sentence[start - 1] == tokens.sentence[first]:
        before = start - 1
        if tokens.text[before] == "-" and before > floor and tokens.end(before - 1) == tokens.start[before]:
            before -= 1
            if tokens.end(before + 1) != tokens.start[start] or tokens.lower[before] not in PARTICLES:
                break
        elif tokens.lower[before] not in PARTICLES or not _in_name(tokens, before):
            break
        start = before
    return start


def _in_name(tokens: Tokens, index: int) -> bool:
    """Whether a particle is none of the little words of English or of another name."""
    return tokens.lower[index] in _SURELY_PARTICLES or tokens.entity[index] == "PERSON"


def _is_name_word(tokens: Tokens, index: int) -> bool:
    text = tokens.text[index]
    if not text[0].isupper() or tokens.entity[index] in _NOT_NAMES:
        return False
    if tokens.tag[index] in _NAME_TAGS:
        return True
    return tokens.entity[index] in ("PERSON", "ORG") and tokens.tag[index] in (
        "NN",
        "NNS",
        "JJ",
        "JJR",
        "VBN",
        "VBG",
        "FW",
    )


def _headline_verbs(tokens: Tokens, words: ActorWords) -> frozenset[int]:
    """Verbs of saying that a headline writes with a capital ("Union Rejects UN Report")."""
    found: list[int] = []
    first = 0
    while first < len(tokens):
        last = first
        while last < len(tokens) and tokens.sentence[last] == tokens.sentence[first]:
            last += 1
        if _is_title_case(tokens, first, last):
            found += [i for i in range(first + 1, last) if _third_person(tokens, words, i)]
        first = last
    return frozenset(found)


def _is_title_case(tokens: Tokens, first: int, last: int) -> bool:
    """Whether all words of a sentence but the little ones begin with a capital."""
    long = [tokens.text[i] for i in range(first, last) if len(tokens.text[i]) > 3 and tokens.text[i].isalpha()]
    return 2 < len(long) < _LONGEST_HEADLINE and all(word[0].isupper() for word in long)


def _third_person(tokens: Tokens, words: ActorWords, index: int) -> bool:
    lower = tokens.lower[index]
    stems = (lower.removesuffix("s"), lower.removesuffix("es"), f"{lower.removesuffix('ies')}y")
    verbs = words.speaking_verbs | _DEEDS
    return lower.endswith("s") and any(stem != lower and stem in verbs for stem in stems)


def _run_end(tokens: Tokens, covered: dict[int, int], verbs: frozenset[int], first: int) -> int:
    last = covered.get(first, first + 1)
    behind = len(tokens)
    while last < behind:
        if last in covered:
            last = covered[last]
        elif last in verbs:
            break
        elif _is_name_word(tokens, last) or _goes_on(tokens, last):
            last += 1
        else:
            joined = _past_joint(tokens, covered, last)
            if joined is None:
                break
            last = joined
    return last


def _goes_on(tokens: Tokens, index: int) -> bool:
    """Whether a word behind a name is part of it though the tagger thinks otherwise ("the Naga Hoho regretted")."""
    text = tokens.text[index]
    verbal = tokens.tag[index] in ("VB", "VBP", "VBD", "UH", "FW", "RB")
    return verbal and text[0].isupper() and text[1:].islower() and _amid_small_words(tokens, index)


def _amid_small_words(tokens: Tokens, index: int) -> bool:
    """Whether the next word of the sentence begins with a small letter, so that capitals mean names."""
    following = index + 1
    return (
        following < len(tokens) and tokens.text[following].islower() and tokens.tag[following] in ("VBD", "VBZ", "MD")
    )


def _past_joint(tokens: Tokens, covered: dict[int, int], position: int) -> int | None:
    """Index where a run goes on behind hyphens and particles ("Zayed bin Sultan", "al-Assad"), if it does."""
    for ahead in range(position, min(position + 4, len(tokens) - 1)):
        text = tokens.text[ahead]
        if text not in _JOINTS and tokens.lower[ahead] not in PARTICLES:
            return None
        if text in _JOINTS and (text == "'" or (text != "&" and tokens.end(ahead - 1) != tokens.start[ahead])):
            return None
        if ahead + 1 in covered or _is_name_word(tokens, ahead + 1):
            return ahead + 1
        if text == "-" and tokens.tag[ahead + 1] in _NAME_TAGS and tokens.start[ahead + 1] == tokens.end(ahead):
            return ahead + 2  # behind "jun" in "Lee Sung-jun"
    return None


def name_text(tokens: Tokens, first: int, last: int) -> str:
    """The words of a name as written, with white space between them made single."""
    parts: list[str] = []
    for index in range(first, last):
        if index > first and tokens.start[index] > tokens.end(index - 1):
            parts.append(" ")
        parts.append(tokens.raw[index])
    return "".join(parts)


def entity_label(tokens: Tokens, first: int, last: int) -> str:
    """The entity label that most of the tokens bear, the first of those on a tie."""
    counts: dict[str, int] = {}
    for index in range(first, last):
        label = tokens.entity[index]
        if label:
            counts[label] = counts.get(label, 0) + 1
    return max(counts, key=lambda label: counts[label], default="")


def is_organization_name(tokens: Tokens, words: ActorWords, first: int, last: int) -> bool:
    """Whether a word of the name says that it is a body's ("Shanghai Cooperation Organization")."""
    return any(tokens.text[i] in words.organization_words for i in range(first, last))
