"""Roles: what titles, appositions and descriptions say of a person's office, and whether two mean the same."""

from __future__ import annotations

from loader.mentions.discourse import Discourse
from loader.mentions.drafts import Draft, DraftRole
from loader.mentions.phrases import Phrase, Title
from loader.mentions.titles import make_title
from loader.names import fold

_BEFORE_BODY = ("of", "for", "at", "from", "in", "to", "on", "with")
_SENT = frozenset(
    ("ambassador", "commissioner", "emissary", "envoy", "mediator", "negotiator", "representative", "secretary",
     "undersecretary")
)  # fmt: skip


#: Vague words for an office, and the offices that they may mean.
_KINDS = {
    "diplomat": _SENT,
    "envoy": _SENT - {"secretary", "undersecretary"},
    "mediator": frozenset(("envoy", "representative")),
}
_FOREIGN = frozenset(("external", "foreign", "state"))
#: Secretaries who are ministers.
_MINISTERIAL = frozenset(("foreign", "home", "defence", "defense", "state", "treasury"))


def read_role(discourse: Discourse, phrase: Phrase) -> DraftRole | None:
    """The role that a name's title or a description states; None where it states none."""
    if phrase.title is None:
        return None
    last = phrase.begins if phrase.form == "name" else phrase.last
    bodies = [p for p in discourse.names_in(phrase.first, last) if not _is_department(discourse, p)]
    title = _own_words(discourse, phrase.title, [(p.first, p.last) for p in bodies])
    before = [discourse.owners[p.head] for p in bodies if p.last <= title.head]
    behind = [discourse.owners[p.head] for p in bodies if p.first > title.head and not _is_sent_to(discourse, p)]
    institution = _institution(before) or _institution(behind) or _possessor(discourse, phrase)
    institution = institution or _state_behind(discourse, phrase) or _seat_before(discourse, phrase)
    if any(discourse.used(discourse.tokens.lower[i], "one government") for i in range(phrase.first, last)):
        institution = discourse.state_of(institution) or institution
    evidence = discourse.tokens.span(phrase.first, phrase.last)
    noun = discourse.words.roles.get(discourse.tokens.lower[title.head])
    office = noun is not None and noun.office
    ranks, departments = discourse.words.ranks, discourse.words.departments
    others = [p.name for p in discourse.nobodys_in(phrase.first, last) if not departments & set(p.name.split())]
    place = frozenset(word for name in others for word in fold(name).split())
    lesser = frozenset(word for word in title.words if ranks.get(word) == "lesser")
    rank = ranks.get(title.role, "")
    return DraftRole(title.text, title.role, title.words, institution, evidence, office, place, rank, lesser)


def _seat_before(discourse: Discourse, phrase: Phrase) -> Draft | None:
    """The state of "Tehran's top diplomat"."""
    tokens = discourse.tokens
    possessed = tokens.tag[phrase.first + 1 : phrase.first + 2] == ["POS"]
    return discourse.state_seated_in(phrase) if possessed else None


def _is_sent_to(discourse: Discourse, body: Phrase) -> bool:
    """Whether a body is the one to which somebody is sent ("ambassador to the UN")."""
    lower = discourse.tokens.lower
    return "to" in lower[max(0, body.first - 2) : body.first]


def _possessor(discourse: Discourse, phrase: Phrase) -> Draft | None:
    """Whom "its" means in "its spokesman", once the reading has come there."""
    if discourse.tokens.tag[phrase.first] != "PRP$":
        return None
    draft = next((r.draft for r in reversed(discourse.past[-20:]) if r.head == phrase.first), None)
    return draft if draft is not None and draft.sort in ("organization", "state") else None


def _state_behind(discourse: Discourse, phrase: Phrase) -> Draft | None:
    """The state of "President Bola Tinubu of Nigeria"."""
    tokens = discourse.tokens
    if phrase.form != "name" or tokens.lower[phrase.last : phrase.last + 1] != ["of"]:
        return None
    behind = discourse.beginning.get(phrase.last + 1 + (tokens.lower[phrase.last + 1] == "the"))
    owner = discourse.owners.get(behind.head) if behind else None
    return owner if owner is not None and owner.sort == "state" else None


def _is_department(discourse: Discourse, phrase: Phrase) -> bool:
    """Whether a name is what a minister is minister of ("of Interior"), not whose."""
    tokens = discourse.tokens
    return (
        phrase.first > 1
        and not phrase.known
        and phrase.last - phrase.first == 1
        and tokens.lower[phrase.first - 1] in ("of", "for")
        and tokens.lower[phrase.first - 2] in discourse.words.roles
    )


def _institution(owners: list[Draft]) -> Draft | None:
    """A body rather than the state that it belongs to."""
    bodies = [d for d in owners if d.sort == "organization"] or [d for d in owners if d.sort in ("state", "group")]
    return bodies[0] if bodies else None


def _own_words(discourse: Discourse, title: Title, bodies: list[tuple[int, int]]) -> Title:
    """A title without the names of the institution around it."""
    tokens, first, last = discourse.tokens, title.first, title.last
    for start, behind in bodies:
        if behind <= title.head:
            first = max(first, behind)
        elif start > title.head:
            last = min(last, start)
    while last - 1 > title.head and tokens.tag[last - 1] not in ("NN", "NNP", "NNPS", "NNS", "-RRB-"):
        last -= 1
    while last - 1 > title.head and _reaches_body(discourse, last, bodies):
        last -= 1
    return make_title(tokens, discourse.words, first, last) or title


def _reaches_body(discourse: Discourse, last: int, bodies: list[tuple[int, int]]) -> bool:
    """Whether the words right before ``last`` belong to a name of a body or lead to one."""
    return any(start < last <= behind for start, behind in bodies) or (discourse.tokens.lower[last - 1] in _BEFORE_BODY)


def bears_role(draft: Draft, wanted: DraftRole, *, surely: bool) -> bool:
    """Whether a person has the role that a description speaks of.

    ``surely``: in the institution that the description names. Without it a role whose institution is unsaid is
    enough, unless the person has the same role elsewhere ("President Putin" is not "the Turkish president").
    """
    alike = [role for role in draft.roles if same_title(role, wanted) and not _is_elsewhere(role, wanted)]
    if wanted.institution is None:
        return bool(alike)
    placed = [role for role in alike if role.institution is not None]
    if any(_compatible(role.institution, wanted.institution) for role in placed):
        return True
    surmised = [role for role in alike if role.role not in _SENT or wanted.role not in _KINDS]
    return bool(surmised) and not placed and not surely


def _is_elsewhere(role: DraftRole, wanted: DraftRole) -> bool:
    """Whether a description speaks of another place than a role, or of a body where the role is to head a state."""
    of_state = role.rank == "state" and (role.institution is None or role.institution.sort == "state")
    if wanted.place and not wanted.place <= role.words:
        return of_state or role.institution is not None or bool(role.place)
    body = wanted.institution is not None and wanted.institution.sort != "state"
    if body and role.institution is None and wanted.words == {role.role} < role.words and role.role == "minister":
        return True  # "the Energy Minister" is not the minister of trade
    return of_state and body and wanted.role != "leader"  # who heads a state may lead a party, too


def same_title(role: DraftRole, wanted: DraftRole) -> bool:
    """Whether two titles can be one: the same noun, the words of one among the other's; or one a kind of the other."""
    leads = wanted.rank == "any" and role.rank in ("state", "body")
    kind = leads or role.role in _KINDS.get(wanted.role, ()) or _is_kind(role, wanted)
    if role.role != wanted.role and wanted.role not in role.words and not kind:
        return False
    if wanted.lesser - role.words:  # "the deputy minister" is not the minister
        return False
    if wanted.institution is not None and role.lesser - wanted.words:  # nor is "Iran's minister" the deputy
        return False
    return kind or wanted.words <= role.words or role.words <= wanted.words


def _is_kind(role: DraftRole, wanted: DraftRole) -> bool:
    """Whether an office is of the kind that a vague word of somebody's means ("the British minister")."""
    if wanted.institution is None:
        return False
    if wanted.role == "diplomat" and "top" in wanted.words:
        return role.role in ("minister", "secretary") and bool(role.words & _FOREIGN)
    if wanted.role == "minister":
        return role.role == "secretary" and bool(role.words & _MINISTERIAL)
    return wanted.role == "official" and role.office and not role.rank and role.role != "minister"


def holds_office_in(draft: Draft, institution: Draft | None) -> bool:
    """Whether a person is said to hold an office of that state or body."""
    return institution is not None and any(
        role.institution is not None and _compatible(role.institution, institution) for role in draft.roles
    )


def _compatible(ours: Draft | None, theirs: Draft | None) -> bool:
    if ours is None or theirs is None or ours is theirs:
        return True
    return (ours.known is not None and ours.known == theirs.country) or (
        theirs.known is not None and theirs.known == ours.country
    )


def find_appositions(discourse: Discourse, described: list[Phrase]) -> None:
    """ "X, the deputy minister of Y," and "Y's ambassador, X," say the same of X."""
    for phrase in described:
        if phrase.title is None or phrase.plural:
            continue
        person = _named_before(discourse, phrase) or _named_behind(discourse, phrase)
        role = read_role(discourse, phrase)
        if person is not None and role is not None:
            person.roles.append(role)
            person.gender = person.gender or phrase.gender
            discourse.described[phrase.head] = person


def complete_role(discourse: Discourse, phrase: Phrase, person: Draft) -> None:
    """Give a role found in an apposition its institution, once it is known whom "its" means."""
    if discourse.tokens.tag[phrase.first] != "PRP$":
        return
    role = read_role(discourse, phrase)
    for place, borne in enumerate(person.roles):
        if role is not None and borne.institution is None and borne.evidence == role.evidence:
            person.roles[place] = role


def _named_before(discourse: Discourse, phrase: Phrase) -> Draft | None:
    tokens = discourse.tokens
    if phrase.first == 0 or tokens.text[phrase.first - 1] != ",":
        return None
    before = discourse.ending.get(phrase.first - 1)
    ends = phrase.last >= len(tokens) or (
        tokens.text[phrase.last] not in ("and", "&") and tokens.tag[phrase.last] not in ("NNP", "POS", "NN", "NNS")
    )
    return _person_of(discourse, before) if ends else None


def _named_behind(discourse: Discourse, phrase: Phrase) -> Draft | None:
    tokens = discourse.tokens
    if phrase.last >= len(tokens):
        return None
    if tokens.lower[phrase.last] == "and" and phrase.first == phrase.begins and tokens.text[phrase.first][0].isupper():
        titled = discourse.beginning.get(phrase.last + 1)  # "Deputy Prime Minister and Foreign Minister X"
        return _person_of(discourse, titled) if titled is not None and titled.title is not None else None
    comma = tokens.text[phrase.last] == ","
    after = discourse.beginning.get(_past_abbreviation(discourse, phrase.last + comma))
    related = phrase.title is not None and phrase.title.role == "counterpart"
    if after is None or after.size < 2:
        return None
    named_so = after.title is not None and after.title.role != "" and not related
    if ((comma and not phrase.definite) or named_so) and not _apposed(discourse, after, comma=comma):
        return None
    if comma and _in_series(discourse, phrase.head, after.head):
        return None
    return _person_of(discourse, after)


def _past_abbreviation(discourse: Discourse, index: int) -> int:
    """Index behind "Capt.", where the parser takes its point for a word."""
    tokens = discourse.tokens
    short = index < len(tokens) and tokens.lower[index] in discourse.words.honorifics
    return index + 2 if short and tokens.text[index + 1 : index + 2] == ["."] else index


def _in_series(discourse: Discourse, former: int, later: int) -> bool:
    """Whether two nouns are members of a list ("the minister, Jane Roe and others"), not one and the same."""
    tokens = discourse.tokens
    if tokens.dep[later] != "conj":
        return False
    behind = range(former, min(later + 20, len(tokens)))
    return any(tokens.dep[i] == "cc" and tokens.head[i] in (former, later) for i in behind)


def _apposed(discourse: Discourse, name: Phrase, *, comma: bool) -> bool:
    """Whether a name stands between commas behind a description ("A spokesman for Y, Colonel X, said")."""
    closed = name.last < len(discourse.tokens) and discourse.tokens.text[name.last] == ","
    return comma and closed


def _person_of(discourse: Discourse, phrase: Phrase | None) -> Draft | None:
    owner = discourse.owners.get(phrase.head) if phrase else None
    return owner if owner is not None and owner.sort == "person" else None
