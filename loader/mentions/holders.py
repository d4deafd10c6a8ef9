"""Who holds the office that a description speaks of: "the minister", "a senior official", "the source"."""

from __future__ import annotations

from collections.abc import Sequence

from loader.mentions.counterparts import find_counterpart
from loader.mentions.discourse import Discourse
from loader.mentions.drafts import Draft, DraftRole
from loader.mentions.groups import alike
from loader.mentions.phrases import Phrase, according_to, governing_verb
from loader.mentions.roles import bears_role, read_role, same_title

#: How many sentences back the one may stand whom a title without state means.
_REACH = 6
_NEAR = 200  # mentions of so many sentences, about
_TOP = 8  # sentences in which a headline's person is named
_DEPTH = 8  # steps up the tree from a noun to its verb
_NOBODY = frozenset(("no", "any", "every", "each"))


def find_holder(discourse: Discourse, phrase: Phrase) -> Draft | None:
    """The person of that office or description; a new one if none is known; None if it says too little."""
    role = read_role(discourse, phrase)
    if role is None:
        return None
    if _says_too_little(discourse, phrase):
        doubtful = phrase.definite and discourse.used(discourse.tokens.lower[phrase.head], "doubtful")
        return _holder(discourse, phrase, role) if doubtful else None
    holder = _holder(discourse, phrase, role)
    if holder is not None:
        return holder
    made = discourse.introduce(phrase, "person", "Person")
    made.roles.append(role)
    return made


def _holder(discourse: Discourse, phrase: Phrase, role: DraftRole) -> Draft | None:
    """Who bears the role: the person mentioned last, or the one introduced with it later, surely so if possible."""
    if not phrase.definite and discourse.tokens.tag[phrase.first] in ("DT", "CD"):
        return None
    if discourse.used(role.role, "partner"):
        return find_counterpart(discourse, phrase, role)
    if any(d.sort == "person" for d in discourse.actors_in(phrase)):
        return alike(discourse, phrase)  # "the president's spokesman"
    bearers = [d for d in discourse.latest() if d.sort == "person" and bears_role(d, role, surely=True)]
    if bearers:
        exact = [d for d in bearers if any(b.role == role.role for b in d.roles)]  # "the minister": no prime minister
        return _own(discourse, phrase, role, exact or bearers) or (exact or bearers)[0]
    return _named_later(discourse, phrase, role) if phrase.definite or _bare(discourse, phrase) else None


def _named_later(discourse: Discourse, phrase: Phrase, role: DraftRole) -> Draft | None:
    """The only person who is said later on to hold an office; in a headline the one whom the text names first."""
    persons = [d for d in discourse.drafts if d.sort == "person" and d.named]
    persons = [d for d in persons if any(role.words <= b.words or same_title(b, role) for b in d.roles)]
    sure = [d for d in persons if bears_role(d, role, surely=True)]
    likely = sure or [
        d for d in persons if bears_role(d, role, surely=False) and _may_be_of(discourse, phrase, role, d)
    ]
    if likely and _bare(discourse, phrase) and role.institution is None:
        return _first_named(discourse, [d for d in likely if any(b.role == role.role for b in d.roles)])
    if len(likely) == 1 and role.institution is not None:
        discourse.placed.setdefault(likely[0].order, role.institution)
    return likely[0] if len(likely) == 1 else None


def _may_be_of(discourse: Discourse, phrase: Phrase, role: DraftRole, person: Draft) -> bool:
    """Whether one of whose office no state is said can be its holder in the state that a description names.

    Not who was called that of another state before, nor who is named in the same clause: "the President of X told
    President Jane Roe".
    """
    if role.institution is None:
        return True
    if discourse.placed.get(person.order, role.institution) is not role.institution:
        return False
    clause = _clause(discourse, phrase.head)
    here = (name.head for name in discourse.names if discourse.owners.get(name.head) is person)
    return clause is None or all(_clause(discourse, head) != clause for head in here)


def _clause(discourse: Discourse, head: int) -> int | None:
    """The verb of the clause that a noun stands in as a party of its own, not as an owner."""
    tokens = discourse.tokens
    for _ in range(_DEPTH):
        if tokens.dep[head] == "poss":
            return None  # "he discussed the president's visit"
        head = tokens.head[head]
        if tokens.tag[head].startswith("VB"):
            return head
    return None


def _first_named(discourse: Discourse, persons: Sequence[Draft]) -> Draft | None:
    """Of several, the one whom an article names first: the headline speaks of what comes first."""
    owners = (
        discourse.owners.get(name.head) for name in discourse.names if discourse.tokens.sentence[name.head] < _TOP
    )
    return next((owner for owner in owners if owner is not None and owner in persons), None)


def _own(discourse: Discourse, phrase: Phrase, role: DraftRole, bearers: Sequence[Draft]) -> Draft | None:
    """Of several presidents the one whom "the President" means: the one of whom nobody needs to say of what.

    Where the title is written as any other noun, only if spoken of just before: "the president" may be the guest.
    """
    if role.institution is not None or len(bearers) == 1:
        return None
    tokens, sentence = discourse.tokens, discourse.tokens.sentence[phrase.head]
    capital = tokens.text[phrase.head][0].isupper()
    near = {r.draft.order for r in discourse.past[-_NEAR:] if sentence - r.sentence <= (_REACH if capital else 1)}
    own = [d for d in bearers if d.order in near and _unmarked(discourse, d, role)]
    return own[0] if own else None


def _unmarked(discourse: Discourse, draft: Draft, role: DraftRole) -> bool:
    """Whether an office is said without its state, or is one of the state that the article is dated from."""
    alike = [borne for borne in draft.roles if same_title(borne, role)]
    return all(borne.institution is None or borne.institution is discourse.home for borne in alike)


def _bare(discourse: Discourse, phrase: Phrase) -> bool:
    """Whether an office stands without an article, as in headlines ("Iranian president to visit")."""
    alone = phrase.first == phrase.begins and not phrase.plural
    return alone and discourse.tokens.sentence[phrase.head] <= 1


def _says_too_little(discourse: Discourse, phrase: Phrase) -> bool:
    """Whether a role noun addresses somebody ("Mr President"), means nobody in particular or no person ("his head")."""
    tokens = discourse.tokens
    if tokens.lower[phrase.begins] in discourse.words.honorifics or tokens.lower[phrase.first] in _NOBODY:
        return True
    noun = tokens.lower[phrase.head]
    if discourse.used(noun, "seldom a person") and not discourse.actors_in(phrase):
        return not _speaks(discourse, phrase)
    return phrase.last - phrase.begins == 1 and discourse.used(noun, "doubtful")


def _speaks(discourse: Discourse, phrase: Phrase) -> bool:
    """Whether a phrase has a part in a verb of saying, or stands behind "according to"."""
    verb = governing_verb(discourse.tokens, phrase.head)
    return discourse.says(verb) if verb is not None else according_to(discourse.tokens, phrase.head)
