"""Antecedents of pronouns: the most salient actor before that agrees, never a guess where none does."""

from __future__ import annotations

from itertools import pairwise

from loader.mentions.discourse import Discourse, Referent
from loader.mentions.drafts import Draft
from loader.mentions.phrases import Phrase, function_of, governing_verb

#: How many sentences back an antecedent may stand.
_REACH = 6


def find_antecedent(discourse: Discourse, phrase: Phrase) -> Draft | None:
    """Whom a pronoun refers to.

    Candidates agree in number and kind and are not partners of the same verb. Gender decides among several, but
    texts get it wrong: where only a person of the other gender is there to be meant, that person is.
    """
    if phrase.gender == "n" and not _may_refer(discourse, phrase):
        return None
    candidates = _candidates(discourse, phrase)
    fitting = [r for r in candidates if phrase.gender not in ("m", "f") or r.draft.gender in ("", phrase.gender)]
    spoken, tags = _what_is_said(discourse, phrase), discourse.tokens.tag
    best = max(
        fitting or candidates,
        key=lambda r: _salience(discourse, r, phrase) - 3 * (spoken <= r.head < phrase.head and tags[r.head] != "PRP"),
        default=None,
    )
    return best.draft if best else None


def find_joint(discourse: Discourse, phrase: Phrase) -> list[Draft]:
    """The two whom "they" means: subjects that "and" joins, in this sentence before it or the one before."""
    if not phrase.plural:
        return []
    sentence, verb = discourse.tokens.sentence[phrase.head], governing_verb(discourse.tokens, phrase.head)
    near: list[Referent] = []
    for past in reversed(discourse.past):
        if sentence - past.sentence > 1:
            break
        counts = past.function in ("subject", "agent") and past.draft.sort in ("person", "state") and not past.quoted
        if counts and past.head < phrase.head:
            near.append(past)
    for later, former in pairwise(near):
        joined = later.verb == former.verb is not None and later.draft is not former.draft
        if joined and verb != later.verb and not _stands_between(near, later, phrase):
            return [former.draft, later.draft]
    return []


def _stands_between(near: list[Referent], later: Referent, phrase: Phrase) -> bool:
    """Whether another subject that "they" could mean stands nearer."""
    return any(later.head < other.head < phrase.head and other.draft.plural for other in near)


def _may_refer(discourse: Discourse, phrase: Phrase) -> bool:
    verb = governing_verb(discourse.tokens, phrase.head)
    if function_of(discourse.tokens, phrase.head) == "possessive":
        return True
    return verb is not None and not discourse.used(discourse.tokens.lemma[verb], "impersonal")


def _candidates(discourse: Discourse, phrase: Phrase) -> list[Referent]:
    """Referents that agree, the last one first."""
    tokens = discourse.tokens
    sentence, verb = tokens.sentence[phrase.head], governing_verb(tokens, phrase.head)
    sharing = _verbs_of_subject(discourse, verb) if function_of(tokens, phrase.head) == "object" else []
    found: list[Referent] = []
    partners: set[int] = set()
    interrupted = tokens.head[verb] if verb is not None and tokens.dep[verb] == "parataxis" else None
    for past in reversed(discourse.past):
        if sentence - past.sentence > _REACH:
            break
        cut = past.verb == interrupted is not None and past.function == "subject"
        cut = cut and tokens.tag[past.head] != "PRP"  # "the minister, she said, had"
        if cut or (verb is not None and (past.verb == verb or (past.function == "subject" and past.verb in sharing))):
            partners.add(past.draft.order)
        elif (not past.quoted or tokens.quoted[phrase.head]) and _agrees(discourse, phrase, past):
            found.append(past)  # what stands in a quotation is what somebody else speaks of
    return [past for past in found if past.draft.order not in partners]


def _what_is_said(discourse: Discourse, phrase: Phrase) -> int:
    """Where the clause begins behind which "it added" stands: who is named there is spoken of, and does not speak."""
    tokens, verb = discourse.tokens, governing_verb(discourse.tokens, phrase.head)
    if verb is None or not discourse.says(verb) or function_of(tokens, phrase.head) != "subject":
        return phrase.head
    before = [i for i in range(max(0, verb - 60), phrase.head) if tokens.head[i] == verb and tokens.dep[i] == "ccomp"]
    if not before:
        return phrase.head
    first = before[0]
    while first > 0 and tokens.sentence[first - 1] == tokens.sentence[phrase.head]:
        first -= 1
    return first


def _verbs_of_subject(discourse: Discourse, verb: int | None) -> list[int]:
    """The verbs before one that share their subject with it ("He met X and thanked him")."""
    tokens, found = discourse.tokens, []
    while verb is not None and tokens.dep[verb] == "conj" and tokens.tag[tokens.head[verb]].startswith("VB"):
        governor = tokens.head[verb]
        if any(tokens.head[i] == verb and tokens.dep[i] in ("nsubj", "nsubjpass") for i in range(governor + 1, verb)):
            break
        found.append(governor)
        verb = governor
    return found


def _agrees(discourse: Discourse, phrase: Phrase, past: Referent) -> bool:
    draft = past.draft
    if phrase.gender in ("m", "f"):
        return draft.sort == "person" and not draft.plural
    if phrase.gender == "n":
        body = draft.sort == "group" and discourse.tokens.tag[past.head] in ("NN", "NNP")  # "the junta"
        return body or (draft.sort in ("state", "organization") and not draft.plural)
    return draft.plural or draft.sort in ("organization", "group", "state")


def _salience(discourse: Discourse, past: Referent, phrase: Phrase) -> float:
    """Recent ones before old ones, subjects before others, those who speak before all."""
    tokens = discourse.tokens
    sentence = tokens.sentence[phrase.head]
    score = -1.5 * (sentence - past.sentence)
    aside = past.verb is not None and tokens.dep[past.verb] == "relcl" and tokens.tag[past.head] not in ("WP", "WDT")
    if past.function in ("subject", "agent") and not aside:  # not so "the bloc, whose chair had asked"
        score += 2
    if past.speaks and not aside:
        score += 1.5
    if past.function in ("locative", "modifier") and past.draft.sort != "person":
        score -= 2
    if past.sentence == sentence and phrase.name in ("him", "them"):
        score += 1.5
    if phrase.plural and past.draft.sort == "state":
        score -= 1
    if phrase.plural and past.draft.sort == "organization":
        score += 1
    if past.function == "object" and sentence - past.sentence == 1 and phrase.name in ("him", "them"):
        score += 1.5  # "telephoned the two on Friday. He appealed to them"
    return score + past.head * 1e-7  # of equals the later one


def find_relative(discourse: Discourse, phrase: Phrase) -> Draft | None:
    """Whom "who" refers to: the actor whose mention the relative clause hangs on.

    "Who" is a person: in "a spokesman for the ministry, who" the one behind whom the body stands.
    """
    tokens = discourse.tokens
    antecedent = tokens.head[tokens.head[phrase.head]]
    found = _mentioned_at(discourse, antecedent, tokens.sentence[phrase.head])
    if found is not None and phrase.name in ("who", "whom") and found.sort in ("organization", "state"):
        person = _person_behind(discourse, antecedent, tokens.sentence[phrase.head])
        return person or found
    return found


def _mentioned_at(discourse: Discourse, head: int, sentence: int) -> Draft | None:
    for past in reversed(discourse.past):
        if past.head == head:
            return past.draft
        if past.sentence < sentence:
            break
    return None


def _person_behind(discourse: Discourse, body: int, sentence: int) -> Draft | None:
    """The person whom a body's name describes by way of a preposition ("a spokesman for the ministry")."""
    tokens = discourse.tokens
    for _ in range(3):
        if tokens.dep[body] != "pobj":
            break
        body = tokens.head[tokens.head[body]]
        found = _mentioned_at(discourse, body, sentence)
        if found is not None and found.sort == "person":
            return found
    return None


def find_postcedent(discourse: Discourse, phrase: Phrase) -> Draft | None:
    """The first person named behind a pronoun that opens an article (headline, standfirst), if that one speaks."""
    sentence = discourse.tokens.sentence[phrase.head]
    for later in discourse.past:
        if later.head > phrase.head and later.draft.sort == "person" and later.draft.named:
            near = later.sentence - sentence <= _REACH and later.speaks
            fits = phrase.gender in ("m", "f") and later.draft.gender in ("", phrase.gender)
            return later.draft if near and fits else None
    return None
