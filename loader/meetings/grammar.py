"""Grammar that every part of the search for meetings needs: who does a verb, what a noun phrase covers."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from loader.articles import Span

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj", "dative", "oprd"})
_MODIFIERS = frozenset({"det", "amod", "compound", "nmod", "poss", "nummod", "case", "quantmod", "predet", "punct"})
# Verbs whose object, not whose subject, does what the infinitive after them says ("asked them to talk").
OBJECT_CONTROL = frozenset(
    [
        "advise",
        "allow",
        "appeal",
        "ask",
        "call",
        "command",
        "convince",
        "direct",
        "encourage",
        "force",
        "get",
        "help",
        "instruct",
        "invite",
        "let",
        "make",
        "order",
        "permit",
        "persuade",
        "press",
        "push",
        "request",
        "require",
        "tell",
        "urge",
        "want",
        "warn",
    ]
)
_REACH = 6  # steps up the tree in search of a subject; longer chains are parser errors


def is_verb(token: Token) -> bool:
    """Whether the token is a verb or an auxiliary."""
    return token.pos_ in ("VERB", "AUX")


def children(token: Token, *deps: str) -> Iterator[Token]:
    """The token's children that bear one of the dependency labels, in text order."""
    return (child for child in token.children if child.dep_ in deps)


def conjuncts(token: Token) -> Iterator[Token]:
    """The token and what is coordinated with it to the right: "X, Y and Z"; names in apposition are not."""
    yield token
    for child in token.rights:
        if child.dep_ == "conj" and not is_verb(child):
            yield from conjuncts(child)


def preposition_objects(token: Token, *prepositions: str) -> Iterator[Token]:
    """Heads of the noun phrases that the prepositions under ``token`` govern, coordinated ones included."""
    for prep in token.children:
        if prep.dep_ in ("prep", "dative", "agent") and prep.lower_ in prepositions:
            for pobj in prep.children:
                if pobj.dep_ == "pobj":
                    yield from conjuncts(pobj)


def _objects(verb: Token) -> list[Token]:
    found = [noun for child in children(verb, "dobj", "dative") for noun in conjuncts(child) if child.pos_ != "ADP"]
    return found + list(preposition_objects(verb, "on", "upon"))


def agents(token: Token, reach: int = _REACH, passive: bool = False) -> list[Token]:
    """Heads of the noun phrases that do what a verb (or the noun in its stead) says.

    The subject where there is one; else the one who is understood: the subject or object of the verb above
    ("asked them to meet"), the owner of the noun above ("its refusal to meet"), the noun that a relative
    clause describes. ``passive``: whether the subject of a passive counts ("is scheduled to meet").
    """
    if reach == 0:
        return []
    subjects = (*SUBJECTS, *PASSIVE_SUBJECTS) if passive else tuple(SUBJECTS)
    own = list(children(token, *subjects)) if is_verb(token) else list(children(token, "poss"))
    if own:
        return [noun for subject in own for noun in _antecedent(subject, token)]
    agent = list(preposition_objects(token, "by"))
    if agent and (not is_verb(token) or token.tag_ == "VBN"):
        return agent
    if any(children(token, *PASSIVE_SUBJECTS)):
        return []
    return _understood(token, reach)


def _antecedent(subject: Token, verb: Token) -> list[Token]:
    """The subject itself, or for "who" and "which" the noun that the relative clause hangs on."""
    if subject.tag_ in ("WDT", "WP") and verb.head.pos_ in ("NOUN", "PROPN"):
        return list(conjuncts(verb.head))
    return list(conjuncts(subject))


_OPEN = frozenset({"pcomp", "pobj", "prep", "xcomp", "ccomp", "advcl", "conj", "acl", "dobj", "dep", "attr", "acomp"})


def _understood(token: Token, reach: int) -> list[Token]:
    head, label = token.head, token.dep_
    if head == token or label not in _OPEN or (label == "ccomp" and token.tag_ in ("VBD", "VBZ", "VBP")):
        return []
    if label in ("xcomp", "ccomp") and is_verb(head) and head.lemma_ in OBJECT_CONTROL:
        controlled = _objects(head)
        if controlled:
            return controlled
    invited = list(preposition_objects(head, "to")) if label == "acl" and head.lemma_ == "invitation" else []
    if invited:
        return invited  # "his invitation to her to come"
    if label == "acl" and token.tag_ == "VBG" and head.pos_ in ("NOUN", "PROPN", "PRON"):
        return list(conjuncts(head))  # "a leader calling for talks"
    return agents(head, reach - 1, passive=label in ("xcomp", "acomp", "conj", "advcl") or passive_chain(token))


def passive_chain(token: Token) -> bool:
    """Whether the verb above is a passive that lends its subject: "is ready to", "is set to"."""
    return token.dep_ in ("prep", "pcomp") and token.head.tag_ != "VBN"


def in_quotation(token: Token) -> bool:
    """Whether a word stands between quotation marks that opened in its paragraph."""
    marks = 0
    for before in reversed(token.doc[: token.i]):
        if before.is_space and "\n" in before.text:
            break
        marks += before.text == '"'
    return marks % 2 == 1


def phrase(token: Token) -> Span:
    """The noun phrase around its head: modifiers to the left, the head, and what belongs to the name on its right."""
    first = token
    for child in token.lefts:
        if child.dep_ in _MODIFIERS:
            first = child.left_edge
            break
    if first.is_punct or first.is_space:
        first = token
    return Span(first.idx, token.idx + len(token))


def with_complements(token: Token) -> Span:
    """The noun phrase with its "of" phrase: "the leaders of France and Germany", never "the board of X in Moscow"."""
    last = _last_of(token)
    return Span(phrase(token).start, last.idx + len(last))


def _last_of(noun: Token) -> Token:
    """The last word of what "of" joins to a noun, one inside the other."""
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            inner = [each for pobj in children(child, "pobj", "pcomp") for each in conjuncts(pobj)]
            return _last_of(inner[-1]) if inner else noun
    return noun


def ancestors(token: Token) -> Iterator[tuple[Token, str]]:
    """The token's heads up to its sentence's root, each with the label of the step that led there."""
    while token.head != token:
        yield token.head, token.dep_
        token = token.head
