"""Persons called by where they come from ("the Dutchman") or by how they are addressed ("His Excellency")."""

from __future__ import annotations

from collections.abc import Sequence

from loader.mentions.discourse import Discourse
from loader.mentions.drafts import Draft
from loader.mentions.phrases import Phrase, function_of
from loader.mentions.tokens import Tokens
from loader.names import fold

#: How many sentences back the person may have been named.
_REACH = 6
#: Endings of adjectives that with "the" mean a whole people, or the state that speaks for it ("the French").
_COLLECTIVE = ("ch", "sh", "ese", "ss", "ois", "qu")
_MEN, _WOMEN = ("man",), ("woman",)
#: How the mighty are spoken of, with words of the titles and offices of those who are.
_STYLES = {
    "excellency": frozenset(),
    "highness": frozenset(("hh", "hrh", "highness", "emir", "amir", "sheikh", "sheikha", "prince", "princess")),
    "holiness": frozenset(("pope", "patriarch", "lama")),
    "majesty": frozenset(("hm", "king", "queen", "sultan", "emperor", "empress", "majesty")),
}
_OTHER_STYLES = frozenset(word for words in _STYLES.values() for word in words)
_PARTS = frozenset(("nsubj", "nsubjpass", "dobj", "dative", "pobj", "appos", "conj", "poss", "attr"))


def find_epithets(tokens: Tokens, names: Sequence[Phrase]) -> list[Phrase]:
    """Adjectives and nouns of nationality in the singular that head a noun phrase with "the"."""
    return [_epithet(tokens, p) for p in names if p.sort == "demonym" and not p.plural and _heads(tokens, p)]


def _heads(tokens: Tokens, phrase: Phrase) -> bool:
    first, last = phrase.first, phrase.last
    if first == 0 or tokens.lower[first - 1] != "the" or tokens.dep[phrase.head] not in _PARTS:
        return False
    governed = tokens.head[phrase.head] if tokens.dep[phrase.head] in ("poss", "conj") else -1
    joined = last < len(tokens) and (tokens.tag[last] in ("NN", "NNS", "NNP", "NNPS", "JJ", "HYPH", "CC", "CD", "VBG"))
    return not joined and governed < last


def find_styles(tokens: Tokens, names: Sequence[Phrase]) -> list[Phrase]:
    """ "His Excellency" where no name follows."""
    named = {phrase.first for phrase in names} | {phrase.begins for phrase in names}
    return [
        _style(index, tokens.lower[index], tokens.lower[index - 1])
        for index in range(1, len(tokens))
        if tokens.lower[index] in _STYLES
        and tokens.lower[index - 1] in ("his", "her")
        and index + 1 not in named
        and tokens.tag[min(index + 1, len(tokens) - 1)] not in ("NNP", "DT")
    ]


def _style(index: int, style: str, possessive: str) -> Phrase:
    gender = "m" if possessive == "his" else "f"
    return Phrase(index - 1, index + 1, index, "description", "style", index, style, gender=gender, definite=True)


def find_styled(discourse: Discourse, phrase: Phrase) -> Draft | None:
    """Who of the persons spoken of last is addressed so; the one whose page it is, where it fits all."""
    persons = [d for d in _persons(discourse, phrase) if d.named]
    words = _STYLES[phrase.name]
    if words:
        return next((d for d in persons if any(words & _words_of(role.text) for role in d.roles)), None)
    addressed = [d for d in persons if not any(_words_of(role.text) & _OTHER_STYLES for role in d.roles)]
    acting = {r.draft.order for r in discourse.past[-200:] if r.function in ("subject", "agent")}
    hosts = [d for d in addressed if d.order in acting and not any(role.institution is not None for role in d.roles)]
    return next(iter(hosts or addressed), None)


def _words_of(text: str) -> set[str]:
    return set(fold(text).split())


def _epithet(tokens: Tokens, phrase: Phrase) -> Phrase:
    lower = tokens.lower[phrase.last - 1]
    gender = "f" if lower.endswith(_WOMEN) else "m" if lower.endswith(_MEN) else ""
    return Phrase(
        first=phrase.first - 1,
        last=phrase.last,
        head=phrase.head,
        form="description",
        sort="national",
        begins=phrase.begins,
        name=phrase.name,
        known=phrase.known,
        gender=gender,
        definite=True,
    )


def find_national(discourse: Discourse, phrase: Phrase) -> Draft | None:
    """The person last spoken of who is of that state, or else of none that is said; for a people its state."""
    states = {name.key for name in phrase.known}
    if discourse.tokens.lower[phrase.head].endswith(_COLLECTIVE):
        speaks = function_of(discourse.tokens, phrase.head) in ("subject", "agent")
        found = discourse.owners.get(phrase.head) if speaks else None
    else:
        persons = _persons(discourse, phrase)
        of_state = [d for d in persons if states & _states(discourse, d)]
        found = next(iter(of_state or [d for d in persons if not _states(discourse, d)]), None)
    discourse.owners.pop(phrase.head, None)
    return found


def _persons(discourse: Discourse, phrase: Phrase) -> list[Draft]:
    """The persons spoken of in the last sentences outside quotations, the last one first."""
    sentence = discourse.tokens.sentence[phrase.head]
    found: dict[int, Draft] = {}
    for past in reversed(discourse.past):
        if sentence - past.sentence > _REACH:
            break
        draft = past.draft
        gender = not phrase.gender or draft.gender in ("", phrase.gender)
        fore = draft.named or past.function in ("subject", "object", "agent")
        agrees = draft.sort == "person" and not draft.plural and gender and fore
        if agrees and not past.quoted:
            found.setdefault(draft.order, draft)
    return list(found.values())


def _states(discourse: Discourse, draft: Draft) -> set[str]:
    """The states that a person's offices are of."""
    keys = (discourse.country_of(role.institution) for role in draft.roles)
    return {key for key in keys if key is not None}
