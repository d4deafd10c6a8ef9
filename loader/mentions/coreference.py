"""Whom descriptions and pronouns refer to, decided in the order of the text (coreference inside one article)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loader.mentions.actor_words import ActorWords
from loader.mentions.cast import ActorKind, Mention, MentionFunction
from loader.mentions.descriptions import phrases_between
from loader.mentions.drafts import Draft, DraftRole
from loader.mentions.identifying import Owners
from loader.mentions.phrases import Phrase, function_of, governing_verb
from loader.mentions.tokens import Tokens
from loader.names import fold

#: How many sentences back an antecedent may stand, by what refers to it.
_PRONOUN_REACH, _ROLE_REACH = 6, 400
_GENERIC = frozenset(
    ["group", "outfit", "organisation", "organization", "entity", "militia", "movement", "faction", "body", "party"]
)
_RULERS = frozenset(("president", "prime minister", "king", "queen", "emir", "sultan", "chancellor", "leader", "pope"))


@dataclass(frozen=True, slots=True, eq=False)
class Referent:
    """An actor as it was mentioned somewhere before."""

    head: int
    sentence: int
    draft: Draft
    function: MentionFunction
    speaks: bool
    verb: int | None


def resolve_descriptions(
    tokens: Tokens,
    words: ActorWords,
    drafts: list[Draft],
    names: Sequence[Phrase],
    owners: Owners,
    described: Sequence[Phrase],
) -> None:
    """Add to ``drafts`` the mentions that ``described`` phrases are, and the actors known by description only."""
    _Discourse(tokens, words, drafts, names, owners).read(described)


class _Discourse:
    """The state of the reading of one article."""

    def __init__(
        self, tokens: Tokens, words: ActorWords, drafts: list[Draft], names: Sequence[Phrase], owners: Owners
    ) -> None:
        self.tokens, self.words, self.drafts, self.names, self.owners = tokens, words, drafts, names, owners
        self.starts = [phrase.first for phrase in names]
        self.ends = {phrase.last: phrase for phrase in names}
        self.begin = {phrase.first: phrase for phrase in names}
        self.past: list[Referent] = []
        self.by_known = {draft.known: draft for draft in drafts if draft.known}

    def read(self, described: Sequence[Phrase]) -> None:
        """Go through names and descriptions in text order."""
        for phrase in self.names:
            self._name_roles(phrase)
        for phrase in described:
            if phrase.form == "description" and phrase.title is not None:
                self._apposition(phrase)
        for phrase in sorted((*self.names, *described), key=lambda p: (p.head, p.first)):
            if phrase.form == "name":
                self._remember(phrase, self.owners.get(phrase.head))
            else:
                self._describe(phrase)

    # --- roles -------------------------------------------------------------------------------------------------

    def _name_roles(self, phrase: Phrase) -> None:
        owner = self.owners.get(phrase.head)
        if owner is not None and owner.sort == "person" and phrase.title is not None:
            self._add_role(owner, phrase, phrase.first, phrase.begins)

    def _add_role(self, owner: Draft, phrase: Phrase, first: int, last: int) -> None:
        assert phrase.title is not None
        institution = self._institution(first, last, phrase.title.first)
        text, content = phrase.title.text, phrase.title.words
        evidence = self.tokens.span(phrase.first, phrase.last)
        if institution is not None:
            text, content = self._without(phrase, first, last)
        owner.roles.append(DraftRole(text, phrase.title.role, content, institution, evidence))

    def _institution(self, first: int, last: int, title: int) -> Draft | None:
        """The actor named inside a description: a body rather than the state that it belongs to."""
        inside = phrases_between(self.names, self.starts, first, last)
        owned = [self.owners[p.head] for p in inside if p.head in self.owners and not self._bracketed(p)]
        bodies = [d for d in owned if d.sort == "organization"]
        return (bodies or [d for d in owned if d.sort in ("state", "group", "person")] or [None])[0]

    def _bracketed(self, phrase: Phrase) -> bool:
        return phrase.first > 0 and self.tokens.text[phrase.first - 1] == "("

    def _without(self, phrase: Phrase, first: int, last: int) -> tuple[str, frozenset[str]]:
        """Text and words of a title without the names of the institution around it."""
        assert phrase.title is not None
        inside = [p for p in phrases_between(self.names, self.starts, first, last) if p.head in self.owners]
        named = {i for p in inside if not self._bracketed(p) for i in range(p.first, p.last)}
        kept = [i for i in range(phrase.title.first, phrase.title.last) if i not in named]
        while kept and self.tokens.tag[kept[0]] in ("POS", "DT", "HYPH", "IN"):
            kept.pop(0)
        while kept and self.tokens.tag[kept[-1]] in ("POS", "DT", "IN"):
            kept.pop()
        dropped = {word for i in named for word in fold(self.tokens.text[i]).split()}
        text = " ".join(self.tokens.text[i] for i in kept).replace("( ", "(").replace(" )", ")").replace(" - ", "-")
        return text, phrase.title.words - dropped

    # --- descriptions ------------------------------------------------------------------------------------------

    def _apposition(self, phrase: Phrase) -> None:
        """ "X, the deputy minister of Y," and "Y's ambassador, X," say the same of X."""
        if phrase.plural:
            return
        person = self._named_beside(phrase)
        if person is not None:
            self._add_role(person, phrase, phrase.first, phrase.last)
            self._mention(phrase, person)
            self.owners[-phrase.head - 1] = person

    def _named_beside(self, phrase: Phrase) -> Draft | None:
        text = self.tokens.text
        before = self.ends.get(phrase.first - 1) if phrase.first and text[phrase.first - 1] == "," else None
        if before is not None and self._is_person(before) and self._closes(phrase.last):
            return self.owners[before.head]
        if phrase.last < len(text):
            behind = phrase.last + (text[phrase.last] == ",")
            after = self.begin.get(behind)
            if after is not None and self._is_person(after) and after.title is None and after.size > 1:
                if behind == phrase.last or phrase.definite:
                    return self.owners[after.head]
        return None

    def _is_person(self, phrase: Phrase) -> bool:
        owner = self.owners.get(phrase.head)
        return owner is not None and owner.sort == "person"

    def _closes(self, index: int) -> bool:
        """Whether an apposition ends at ``index``: a mark, or the clause goes on."""
        if index >= len(self.tokens):
            return True
        return self.tokens.text[index] not in ("and", "&") and self.tokens.tag[index] not in ("NNP", "POS")

    def _describe(self, phrase: Phrase) -> None:
        done = self.owners.get(-phrase.head - 1)
        draft = done or (self._pronoun(phrase) if phrase.form == "pronoun" else self._described(phrase))
        if draft is not None:
            if done is None:
                self._mention(phrase, draft)
            self._remember(phrase, draft)

    def _described(self, phrase: Phrase) -> Draft | None:
        if phrase.sort == "person":
            return self._person(phrase)
        if phrase.sort == "stands":
            return self._stands(phrase)
        if phrase.sort == "government":
            return self._government(phrase)
        if phrase.sort == "organization":
            return self._organization(phrase)
        if phrase.sort in ("group", "organizations"):
            return self._group(phrase)
        return None

    def _inside(self, phrase: Phrase) -> list[Draft]:
        inside = phrases_between(self.names, self.starts, phrase.first, phrase.last)
        return [self.owners[p.head] for p in inside if p.head in self.owners]

    def _person(self, phrase: Phrase) -> Draft | None:
        assert phrase.title is not None
        institution = self._institution(phrase.first, phrase.last, phrase.title.first)
        content = self._without(phrase, phrase.first, phrase.last)[1] if institution else phrase.title.words
        role = DraftRole(
            phrase.title.text, phrase.title.role, content, institution, self.tokens.span(phrase.first, phrase.last)
        )
        if phrase.definite or self.tokens.tag[phrase.first] not in ("DT", "CD"):
            holder = self._holder(phrase, role)
            if holder is not None:
                return holder
        made = self._new("person", "Person", phrase)
        made.gender = phrase.gender
        made.roles.append(role)
        return made

    def _holder(self, phrase: Phrase, role: DraftRole) -> Draft | None:
        """The person last mentioned who bears the role; failing that, one who is introduced with it later."""
        for past in reversed(self.past):
            if past.draft.sort == "person" and bears_role(past.draft, role):
                return past.draft
        if not phrase.definite:
            return None
        later = [d for d in self.drafts if d.sort == "person" and d.named and bears_role(d, role)]
        return later[0] if len(later) == 1 else None

    def _stands(self, phrase: Phrase) -> Draft | None:
        """Whom a government, side or delegation stands for; a body's government is its country's."""
        inside = self._inside(phrase)
        states = [d for d in inside if d.sort == "state"]
        if states:
            return self._called(states[0], phrase)
        bodies = [d for d in inside if d.sort in ("organization", "group")]
        if bodies:
            return self._called(bodies[0], phrase)
        if any(d.sort == "person" for d in inside):
            return self._government(phrase)
        return self._last_alike(phrase)

    def _last_alike(self, phrase: Phrase) -> Draft | None:
        """ "The government", "the delegation": the one last spoken of by the same noun."""
        noun = self.tokens.lower[phrase.head]
        for past in reversed(self.past):
            if noun in self.tokens.lower[past.head] or any(noun in fold(n).split() for n in past.draft.names):
                return past.draft
        return None

    def _called(self, draft: Draft, phrase: Phrase) -> Draft:
        draft.call(phrase.name)
        return draft

    def _government(self, phrase: Phrase) -> Draft | None:
        inside = self._inside(phrase)
        if not inside:
            return self._last_alike(phrase)
        if inside[0].sort == "state":
            return self._called(inside[0], phrase)
        return self._same_label(phrase) or self._new("organization", "Government", phrase)

    def _organization(self, phrase: Phrase) -> Draft | None:
        noun = self.tokens.lower[phrase.head]
        before = self.ends.get(phrase.head) or self.ends.get(phrase.head - 1)
        inside = self._inside(phrase)
        bodies = [d for d in inside if d.sort == "organization"]
        if bodies and (noun in _GENERIC or before is None) and bodies[0].named:
            return bodies[0]
        if inside:
            return self._same_label(phrase) or self._new("organization", "Organization", phrase)
        if phrase.definite:
            return self._body_before(noun)
        if phrase.begins == phrase.head and phrase.first == phrase.head:
            return self._same_label(phrase) or self._new("organization", "Organization", phrase)
        return None

    def _body_before(self, noun: str) -> Draft | None:
        for past in reversed(self.past):
            draft = past.draft
            if draft.sort != "organization":
                continue
            if any(noun in fold(name).split() for name in draft.names) or (
                noun in _GENERIC and draft.kind in ("ArmedGroup", "Organization", "Actor")
            ):
                return draft
        return None

    def _group(self, phrase: Phrase) -> Draft | None:
        if self.tokens.lower[phrase.first] in ("these", "those", "such"):
            for past in reversed(self.past):
                if past.draft.sort == "group" or past.draft.kind == "ArmedGroup":
                    return past.draft
        return self._same_label(phrase) or self._new("group", "Group", phrase)

    def _same_label(self, phrase: Phrase) -> Draft | None:
        wanted = fold(phrase.name)
        for draft in self.drafts:
            if not draft.named and fold(draft.label) == wanted:
                return draft
        return None

    def _new(self, sort: str, kind: ActorKind, phrase: Phrase) -> Draft:
        made = Draft(len(self.drafts), sort, kind, phrase.name, named=False, plural=phrase.plural)
        inside = self._inside(phrase)
        made.country = inside[0].known if inside and inside[0].sort == "state" else None
        self.drafts.append(made)
        return made

    # --- pronouns ----------------------------------------------------------------------------------------------

    def _pronoun(self, phrase: Phrase) -> Draft | None:
        best: tuple[float, Referent] | None = None
        sentence, verb = self.tokens.sentence[phrase.head], governing_verb(self.tokens, phrase.head)
        clash: Referent | None = None
        for past in reversed(self.past):
            if sentence - past.sentence > _PRONOUN_REACH:
                break
            if not _agrees(phrase, past.draft) or (
                past.verb == verb and verb is not None and past.sentence == sentence
            ):
                continue
            if phrase.gender in "mf" and past.draft.gender not in ("", phrase.gender):
                clash = clash or past
                continue
            score = _salience(past, sentence)
            if best is None or score > best[0]:
                best = (score, past)
        return best[1].draft if best else clash.draft if clash else None

    # --- bookkeeping -------------------------------------------------------------------------------------------

    def _mention(self, phrase: Phrase, draft: Draft) -> None:
        tokens = self.tokens
        draft.mentions.append(
            Mention(
                tokens.span(phrase.first, phrase.last),
                tokens.span(phrase.head, phrase.head + 1),
                phrase.form,
                function_of(tokens, phrase.head),
            )
        )

    def _remember(self, phrase: Phrase, draft: Draft | None) -> None:
        if draft is None:
            return
        verb = governing_verb(self.tokens, phrase.head)
        function = function_of(self.tokens, phrase.head)
        speaks = verb is not None and function == "subject" and self.tokens.lemma[verb] in self.words.speaking_verbs
        self.past.append(Referent(phrase.head, self.tokens.sentence[phrase.head], draft, function, speaks, verb))


def bears_role(draft: Draft, wanted: DraftRole) -> bool:
    """Whether a person has the role that a description speaks of: the same noun, nothing that contradicts."""
    return any(_same_role(role, wanted) for role in draft.roles)


def _same_role(role: DraftRole, wanted: DraftRole) -> bool:
    if role.role != wanted.role and wanted.role not in role.words:
        if not (wanted.role == "leader" and role.role in _RULERS):
            return False
    if wanted.institution is not None and role.institution is not None:
        ours, theirs = role.institution, wanted.institution
        if (
            ours is not theirs
            and not (ours.known and ours.known == theirs.country)
            and not (theirs.known and theirs.known == ours.country)
        ):
            return False
    return wanted.words <= role.words or role.words <= wanted.words or wanted.role == "leader"


def _agrees(phrase: Phrase, draft: Draft) -> bool:
    if phrase.gender in ("m", "f"):
        return draft.sort == "person" and not draft.plural
    if phrase.gender == "n":
        return draft.sort in ("state", "organization", "unknown") and not draft.plural
    return draft.plural or draft.sort in ("organization", "group", "state")


def _salience(past: Referent, sentence: int) -> float:
    """Recent ones before old ones, subjects before others, speakers before all."""
    score = -1.5 * (sentence - past.sentence)
    if past.function in ("subject", "agent"):
        score += 2
    if past.speaks:
        score += 1.5
    if past.function in ("locative", "modifier"):
        score -= 2
    return score
