"""Names of one article brought together: which of them are names of the same actor."""

from __future__ import annotations

from collections.abc import Sequence

from loader.mentions.acting import acts, capital_speaks
from loader.mentions.actor_words import ActorWords
from loader.mentions.cast import ActorKind, Mention
from loader.mentions.choosing import choose_known, state_evidence
from loader.mentions.discourse import Owners
from loader.mentions.doubts import drop_doubtful
from loader.mentions.drafts import Draft
from loader.mentions.phrases import Phrase, function_of
from loader.mentions.sharing import any_part, bears, ends_with
from loader.mentions.tokens import Tokens
from loader.names import fold, is_acronym_of, name_words

_KINDS: dict[str, ActorKind] = {
    "State": "State",
    "Government": "Government",
    "Organization": "Organization",
    "IntergovernmentalOrganization": "IntergovernmentalOrganization",
    "ArmedGroup": "ArmedGroup",
    "Person": "Person",
    "Group": "Group",
}
_SORTS = {"State": "state", "Person": "person", "Group": "group"}
_SETTLED = frozenset(("known", "demonym", "thing"))


def identify_names(tokens: Tokens, words: ActorWords, names: Sequence[Phrase]) -> tuple[list[Draft], Owners]:
    """Drafts of all named actors, and which of them each name phrase (by its head) refers to."""
    identifier = _Identifier(tokens, words, names)
    identifier.identify()
    return identifier.drafts, identifier.owners


class _Identifier:
    """The state of the work on one article."""

    def __init__(self, tokens: Tokens, words: ActorWords, names: Sequence[Phrase]) -> None:
        self.tokens, self.words, self.names = tokens, words, names
        self.drafts: list[Draft] = []
        self.owners: Owners = {}
        self.ends = {phrase.last: phrase for phrase in names}
        self.places = {phrase.first: place for place, phrase in enumerate(names)}
        self.whole_names = 0  # how many drafts there are once all whole names have theirs
        self.bearers: dict[tuple[str, int | None], list[Draft]] = {}
        self.by_known: dict[str, Draft] = {}
        self.by_name: dict[str, Draft] = {}
        self.evidence = state_evidence(words, names)
        demonyms = [phrase.head for phrase in names if phrase.sort == "demonym"]
        self.joined = {tokens.head[head] for head in demonyms if tokens.dep[head] == "conj"}  # "Greek and Turkish"

    def identify(self) -> None:
        """Known names first, then whole names of persons, bodies, single words; acronyms in brackets last."""
        for phrase in self.names:
            if phrase.sort in ("known", "demonym"):
                self._known(phrase)
        self._persons()
        for phrase in self.names:
            if phrase.head not in self.owners and phrase.sort not in _SETTLED:
                self._other(phrase)
        for phrase in self.names:
            if phrase.sort == "thing" and fold(phrase.name) in self.by_name:
                self.owners[phrase.head] = self.by_name[fold(phrase.name)]
        self._brackets()
        drop_doubtful(self.tokens, self.words, self.names, self.owners)
        for phrase in self.names:
            self._mention(phrase)

    def draft(self, sort: str, kind: ActorKind, label: str) -> Draft:
        """A new draft."""
        made = Draft(len(self.drafts), sort, kind, label)
        self.drafts.append(made)
        return made

    def known_draft(self, key: str) -> Draft:
        """The draft of a gazetteer entry; a state's government is the state that speaks through it."""
        entry = self.words.entry(key)
        if entry.kind == "Government" and entry.state in self.words.gazetteer.entries:
            entry = self.words.entry(entry.state)
        if entry.key not in self.by_known:
            made = self.draft(_SORTS.get(entry.kind, "organization"), _KINDS.get(entry.kind, "Actor"), entry.label)
            made.known, made.country = entry.key, entry.state
            self.by_known[entry.key] = made
        return self.by_known[entry.key]

    def _known(self, phrase: Phrase) -> None:
        key = choose_known(self.words, phrase.known, self.evidence)
        if key is None:
            if phrase.sort == "known" and phrase.known[0].sort == "ambiguous":
                self._other(phrase)
            return
        if self._other_states(phrase, key):
            self._other(phrase)
            return
        if phrase.known[0].sort == "capital" and not capital_speaks(self.tokens, self.words, phrase.head):
            return
        if phrase.sort == "demonym" and phrase.plural:
            self.owners[phrase.head] = self._people(phrase, key)
        else:
            self.owners[phrase.head] = self.known_draft(key)

    def _other_states(self, phrase: Phrase, key: str) -> bool:
        """Whether a body of one state is said to be another's ("South Korea's Joint Chiefs of Staff")."""
        state = self.words.entry(key).state
        possessive = phrase.first > 0 and self.tokens.tag[phrase.first - 1] == "POS"
        before = self.ends.get(phrase.first - possessive)
        if state is None or before is None or not before.known:
            return False
        others = {name.key for name in before.known}
        return state not in others and all(self.words.entry(other).kind == "State" for other in others)

    def _people(self, phrase: Phrase, key: str) -> Draft:
        name = phrase.name
        if name not in self.by_name:
            made = self.draft("group", "Group", name)
            made.country, made.plural = key, True
            self.by_name[name] = made
        return self.by_name[name]

    def _persons(self) -> None:
        whole = [p for p in self.names if p.sort == "person" and p.size > 1]
        for phrase in sorted(whole, key=lambda p: (-p.size, p.first)):
            self.owners[phrase.head] = self._whole_name(phrase)
        self.whole_names = len(self.drafts)
        for phrase in self.names:
            if phrase.sort in ("known", "demonym") or phrase.head in self.owners:
                continue
            owner = self._one_word(phrase) if phrase.size == 1 else self._long_surname(phrase)
            if owner is not None:
                self.owners[phrase.head] = owner

    def _whole_name(self, phrase: Phrase) -> Draft:
        parts = name_words(phrase.name)
        for draft in self.drafts:
            if draft.sort == "person" and any_part(draft, parts, self.words.nicknames):
                break
        else:
            draft = self.draft("person", "Person", phrase.name)
        draft.call(phrase.name)
        draft.gender = phrase.gender or draft.gender or self.words.given_names.get(parts[0] if parts else "", "")
        return draft

    def _one_word(self, phrase: Phrase) -> Draft | None:
        """The person whose surname, or else given name, the word is; the one named last before it if several."""
        word = fold(phrase.name)
        for place in (-1, 0, None):
            bearers = self._bearers(word, place)
            if phrase.gender and len(bearers) > 1:
                bearers = [d for d in bearers if d.gender == phrase.gender] or [d for d in bearers if not d.gender]
            if bearers:
                return self._nearest(phrase, bearers)
        if phrase.sort != "person" or phrase.known:
            return None
        if word not in self.by_name:
            self.by_name[word] = self.draft("person", "Person", phrase.name)
        return self.by_name[word]

    def _long_surname(self, phrase: Phrase) -> Draft | None:
        """The person whose surname of several words the name is ("Santos-Pereira", "Al Nuaimi")."""
        parts = fold(phrase.name).split()
        bearers = self._bearers(parts[-1], -1) if len(parts) > 1 else []
        return next((d for d in bearers if any(w == parts or ends_with(w, parts) for w in d.words.values())), None)

    def _nearest(self, phrase: Phrase, bearers: list[Draft]) -> Draft:
        if len(bearers) == 1:
            return bearers[0]
        for position in range(self.places[phrase.first] - 1, -1, -1):
            owner = self.owners.get(self.names[position].head)
            if owner in bearers:
                return owner
        return bearers[0]

    def _bearers(self, word: str, place: int | None) -> list[Draft]:
        """Persons with a whole name that the word is part of, once worked out for each word."""
        if (word, place) not in self.bearers:
            whole = (d for d in self.drafts[: self.whole_names] if d.sort == "person")
            self.bearers[word, place] = [d for d in whole if bears(d, word, place)]
        return self.bearers[word, place]

    def _other(self, phrase: Phrase) -> None:
        name = fold(phrase.name)
        if phrase.sort == "place" and not acts(self.tokens, self.words, phrase.head):
            return
        if phrase.sort == "unknown" and not name:
            return
        draft = self.by_name.get(name) or self._expanded(phrase) or self._with_country(name, phrase.head)
        if draft is None:
            sort = "group" if phrase.sort == "group" or phrase.plural else "organization"
            kind: ActorKind = "Group" if sort == "group" else "Organization"
            draft = self.draft(sort, kind if phrase.sort != "unknown" else "Actor", phrase.name)
            draft.plural = sort == "group"
            if phrase.known and self.words.entry(phrase.known[0].key).kind == "State":
                draft.country = phrase.known[0].key
        self.by_name[name] = draft
        self.owners[phrase.head] = draft

    def _expanded(self, phrase: Phrase) -> Draft | None:
        """The body whose acronym the name is, or that has it as acronym."""
        for draft in self.drafts:
            if draft.sort not in ("organization", "group") or draft.known:
                continue
            if phrase.name.isupper() and len(phrase.name) > 1 and is_acronym_of(phrase.name, draft.label):
                return draft
            if draft.label.isupper() and len(draft.label) > 1 and is_acronym_of(draft.label, phrase.name):
                draft.call(draft.label)
                draft.label = phrase.name
                return draft
        return None

    def _with_country(self, name: str, head: int) -> Draft | None:
        """The body that the name is with its country before it ("Senate" for "US Senate")."""
        fuller = [d for d in self.drafts if d.country and any(n.endswith(f" {name}") for n in self._folded_names(d))]
        named = [self.owners.get(phrase.head) for phrase in self.names if phrase.head < head]
        return next((d for d in reversed(named) if d in fuller), fuller[0] if len(fuller) == 1 else None)

    def _folded_names(self, draft: Draft) -> list[str]:
        names = (draft.label, *self.words.entry(draft.known).names) if draft.known else (draft.label,)
        return [fold(name) for name in names]

    def _brackets(self) -> None:
        """An acronym in brackets right behind a name is that actor's ("Foreign Office (FO)")."""
        for phrase in self.names:
            before = self.ends.get(phrase.first - 1)
            if before is None or self.tokens.text[phrase.first - 1] != "(" or before.head not in self.owners:
                continue
            owner, other = self.owners[before.head], self.owners.get(phrase.head)
            short = phrase.name.isupper() or before.name.isupper()
            if owner.sort == "person" or not short:
                continue
            if other is None or (other is not owner and not other.known):
                self._replace(other, owner, phrase)

    def _stands_for_people(self, phrase: Phrase) -> bool:
        """Whether an adjective stands for its people: "the Greeks", and each of "Greek and Turkish officials"."""
        tokens, last = self.tokens, phrase.last - 1
        if tokens.tag[last] == "NNS":
            return True
        joined = last in self.joined
        while tokens.dep[last] == "conj" and tokens.head[last] in self.joined:
            last, joined = tokens.head[last], True
        plural = tokens.tag[tokens.head[last]] in ("NNS", "NNPS")
        return joined and plural and tokens.dep[last] in ("amod", "nmod", "compound")

    def _does_a_deed(self, phrase: Phrase) -> bool:
        """Whether an adjective says whose deed or stance a noun names ("Israeli air strikes", "the Swiss offer")."""
        tokens, last = self.tokens, phrase.last - 1
        noun = tokens.head[last]
        if tokens.lower[last + 1 : last + 2] and tokens.lower[last + 1] in self.words.deeds:
            return True  # "condemned Indian shelling", which may be parsed as a clause
        modifies = tokens.dep[last] in ("amod", "nmod", "compound") and noun > last
        return modifies and tokens.lemma[noun].lower() in self.words.deeds and tokens.tag[noun] in ("NN", "NNS")

    def _replace(self, other: Draft | None, owner: Draft, phrase: Phrase) -> None:
        self.owners[phrase.head] = owner
        if other is not None:
            for head in [head for head, draft in self.owners.items() if draft is other]:
                self.owners[head] = owner
            other.names.clear()

    def _mention(self, phrase: Phrase) -> None:
        owner = self.owners.get(phrase.head)
        if owner is None:
            return
        if phrase.sort == "demonym" and not phrase.plural and not self._stands_for_people(phrase):
            if not self._does_a_deed(phrase):
                return
        else:
            owner.call(phrase.name)
        if phrase.sort == "person" and phrase.gender:
            owner.gender = owner.gender or phrase.gender
        if owner.sort == "person" and phrase.size > len(fold(owner.label).split()):
            owner.label = phrase.name
        tokens, function = self.tokens, function_of(self.tokens, phrase.head)
        if function == "locative" and phrase.known and phrase.known[0].sort == "capital":
            function = "other"  # the seat of those who are meant
        whole, head = tokens.span(phrase.first, phrase.last), tokens.span(phrase.head, phrase.head + 1)
        owner.mentions.append(Mention(whole, head, "name", function))
