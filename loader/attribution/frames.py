"""How a cue takes its content: the pieces of a sentence that could be what it reports, each with a frame name.

A frame is the dependency label of the piece under the cue, with the preposition in it (``prep:of``), or
``up:<label>`` where the cue hangs in its own content ("It is, he said, over"; "according to ..."), or
``side:<label>`` where both hang on a verb between them ("his view is that ...").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from loader.attribution.syntax import NO_QUOTATION, Syntax


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens ``lo`` to ``hi`` that may be content, without ``hole`` (the cue's own phrase in it).

    ``bare`` is where the piece starts if its leading preposition is left out.
    """

    frame: str
    lo: int
    hi: int
    hole: tuple[int, int] | None = None
    bare: int | None = None


CONTENT_DEPS = frozenset(
    {"ccomp", "xcomp", "dobj", "advcl", "acl", "relcl", "attr", "acomp", "oprd", "nsubjpass", "csubj", "csubjpass"}
    | {"parataxis", "appos", "npadvmod", "dative", "pcomp", "pobj", "dep", "poss", "compound", "amod", "nsubj"}
)
UP_DEPS = frozenset({"ccomp", "parataxis", "advcl", "prep", "dep", "relcl", "acl", "appos", "npadvmod", "intj", "conj"})
CUE_POS = frozenset({"VERB", "NOUN", "ADJ", "ADP", "AUX", "ADV", "SCONJ", "PROPN"})
PARTICLES = frozenset({"prt", "acomp"})


def cue_lemma(syntax: Syntax, i: int) -> str:
    """The lemma of a cue with its particle ("point out") or predicate adjective ("make clear")."""
    lemma = syntax.lemma[i]
    if syntax.pos[i] not in ("VERB", "AUX"):
        return lemma
    for k in syntax.kids[i]:
        if syntax.dep[k] in PARTICLES and not syntax.hi[k] - syntax.lo[k] > 1:
            return f"{lemma} {syntax.lower[k]}"
    return lemma


def pieces(syntax: Syntax, cue: int) -> Iterator[Piece]:
    """Every piece of the sentence that ``cue`` could take as content."""
    for k in syntax.kids[cue]:
        yield from _below(syntax, cue, k)
    inserted = _inserted(syntax, cue) or at_end(syntax, cue)
    if inserted is not None:
        yield inserted
    yield from _short_quotation(syntax, cue)
    yield from _quoted_as_saying(syntax, cue)
    head = syntax.head[cue]
    if head == cue:
        return
    dep = syntax.dep[cue]
    if dep == "relcl" and is_remark(syntax, head):
        yield Piece("dobj", syntax.lo[head], head + 1)
    elif dep in UP_DEPS:
        hole = (syntax.lo[cue], syntax.hi[cue])
        whole = _whole_sentence(syntax, cue, head)
        yield Piece(f"up:{_up_label(syntax, cue)}", syntax.lo[whole], syntax.hi[whole], hole)
    elif dep in ("nsubj", "attr", "nsubjpass", "pobj", "acomp", "oprd", "dobj"):
        for k in syntax.kids[head]:
            if k != cue and syntax.dep[k] in ("ccomp", "attr", "xcomp", "advcl", "csubj", "acomp", "nsubj"):
                yield Piece(f"side:{dep}:{syntax.dep[k]}", syntax.lo[k], syntax.hi[k])


def _whole_sentence(syntax: Syntax, cue: int, head: int) -> int:
    """ "He rang and thanked them, according to the palace": both verbs are the palace's words."""
    if syntax.lower[cue] != "according" or syntax.lower[syntax.lo[cue] - 1] != ",":
        return head
    while syntax.dep[head] == "conj" and syntax.pos[head] in ("VERB", "AUX") and syntax.lo[cue] > head:
        head = syntax.head[head]
    return head


def _below(syntax: Syntax, cue: int, k: int) -> Iterator[Piece]:
    dep, lo, hi = syntax.dep[k], syntax.lo[k], syntax.hi[k]
    if k < cue and dep in ("ccomp", "parataxis", "dep") and any(w in (";", ":") for w in syntax.lower[hi - 1 : cue]):
        return  # "Mediators carry a proposal; Aden fears …"
    if dep == "dobj" and syntax.dep[cue] == "relcl" and hi - lo == 1 and is_remark(syntax, syntax.head[cue]):
        return  # the pronoun in "a claim which she denied"
    if dep == "advmod" and syntax.lower[lo : lo + 3] == ["as", "long", "as"]:
        dep = "advcl"
    if syntax.pos[cue] == "VERB" and (_sets_scene(syntax, k) if k < cue else says_when(syntax, k)):
        return
    if dep in ("prep", "agent"):
        inner = syntax.kid(k, "pobj", "pcomp", "prep")
        if inner is None and syntax.lower[k] == "as":
            inner = syntax.kid(k, "amod", "acomp")  # "described the talks as frank"
        if inner is not None and syntax.lower[inner] == "part" and syntax.kid(inner, "poss") is not None:
            return  # "for his part"
        if inner is not None and not syntax.is_day(k) and not _hands_on(syntax, k, inner):
            label = ":pcomp" if syntax.dep[inner] == "pcomp" else ""
            bare = syntax.lo[inner] if syntax.lo[inner] > k else k
            yield Piece(f"prep:{syntax.lower[k]}{label}", lo, hi, None, bare)
    elif (dep == "nsubj" and syntax.pos[cue] == "VERB") or (syntax.lower[k] == "it" and hi - lo == 1):
        return
    elif dep == "acl" and syntax.tag[k] == "VBN" and syntax.pos[cue] == "NOUN":
        return  # "a statement issued by the ministry": where a paper is from, not what it says
    elif dep in CONTENT_DEPS:
        yield Piece(_label(syntax, cue, k, dep), lo, hi)


def _sets_scene(syntax: Syntax, k: int) -> bool:
    """Whether words before a verb tell where it was said: "In Rome he praised", "Addressing the press, he praised"."""
    if syntax.dep[k] == "prep":
        return syntax.lower[k] != "as"
    return syntax.dep[k] == "advcl" and syntax.tag[k] == "VBG" and syntax.lo[k] == k


def says_when(syntax: Syntax, k: int) -> bool:
    """Whether a clause behind a comma is counted from: "rejected talks, [two days after a spokesman offered them]"."""
    if syntax.dep[k] not in ("advcl", "npadvmod") or syntax.lower[syntax.lo[k] - 1] != ",":
        return False
    mark = next((i for i in range(syntax.lo[k], syntax.hi[k]) if syntax.lower[i] in ("after", "before")), None)
    return mark is not None and mark <= syntax.lo[k] + _COUNT and syntax.lemma[mark - 1] in TIMES


def _hands_on(syntax: Syntax, preposition: int, inner: int) -> bool:
    """ "quoted as saying that ...": what was said hangs on "saying"."""
    clause = syntax.dep[inner] == "pcomp" and syntax.tag[inner] == "VBG"
    return clause and syntax.lower[preposition] == "as" and syntax.kid(inner, "ccomp") is not None


COMPLEMENTS = frozenset({"ccomp", "parataxis", "dobj", "xcomp", "dep"})
REMARKS = frozenset(
    {"accusation", "allegation", "assertion", "charge", "claim", "contention", "suggestion", "something"}
)


def is_remark(syntax: Syntax, noun: int) -> bool:
    """ "He said it was over, a claim that she denied": the noun takes up what was said."""
    return (
        syntax.dep[noun] in ("appos", "npadvmod", "dep")
        and syntax.lemma[noun] in REMARKS
        and not syntax.word[syntax.lo[noun] - 1]
        and syntax.kid(noun, "relcl") is not None
    )


QUOTERS = frozenset({"quote", "cite", "report"})


def is_handed_on(syntax: Syntax, cue: int) -> bool:
    """Whether a "saying" hangs on "quoted as"."""
    above = syntax.head[cue]
    handed = syntax.dep[cue] == "pcomp" and syntax.lower[above] == "as"
    return handed and syntax.lemma[syntax.head[above]] in QUOTERS


def _quoted_as_saying(syntax: Syntax, cue: int) -> Iterator[Piece]:
    """ "[We are close], he was quoted as saying by Reuters"."""
    if is_handed_on(syntax, cue):
        quoter = syntax.head[syntax.head[cue]]
        for k in syntax.kids[quoter]:
            if k < quoter and syntax.dep[k] in ("ccomp", "parataxis", "dep"):
                yield Piece("up:ccomp", syntax.lo[k], syntax.hi[k])


SHORT = 3


def _short_quotation(syntax: Syntax, cue: int) -> Iterator[Piece]:
    """ "[Never]," he said; he said: "[Never]": too few words for the parser to see a clause in them."""
    if syntax.pos[cue] != "VERB" or any(syntax.dep[k] in ("ccomp", "parataxis") for k in syntax.kids[cue]):
        return
    subject = nearest_subject(syntax, cue)
    first = cue if subject is None else min(cue, syntax.lo[subject])
    after, before = _next_word(syntax, cue + 1, 1), _next_word(syntax, first - 1, -1)
    colon = cue + 1 < len(syntax) and syntax.lower[cue + 1] == ":"
    for i in (after if colon else None, before if first > 1 else None):
        number = syntax.quotation[i] if i is not None else NO_QUOTATION
        if number != NO_QUOTATION and number != syntax.quotation[cue]:
            lo, hi = syntax.quoted_tokens[number]
            if syntax.words(lo, hi) <= SHORT and (lo > cue or _opens_sentence(syntax, lo)):
                yield Piece("ccomp", lo, hi)
                return


def _opens_sentence(syntax: Syntax, i: int) -> bool:
    """Whether no word of the sentence or paragraph stands before a token."""
    here = (syntax.sentence[i], syntax.paragraph[i])
    return all(not syntax.word[k] for k in range(max(0, i - 3), i) if (syntax.sentence[k], syntax.paragraph[k]) == here)


def _next_word(syntax: Syntax, i: int, step: int) -> int | None:
    """The next word from ``i`` on, if only two or three marks stand before it."""
    for _ in range(4):
        if not 0 <= i < len(syntax):
            return None
        if syntax.word[i]:
            return i
        i += step
    return None


LONGEST_INSERTION = 9


def _inserted(syntax: Syntax, cue: int) -> Piece | None:
    """The sentence around "..., he said, ..." or "..., said Mr Doe, ...", whatever the parser made of it."""
    subject = syntax.kid(cue, "nsubj")
    if subject is None or syntax.pos[cue] != "VERB" or not 0 < cue < len(syntax) - 1:
        return None
    lo, hi = min(cue, syntax.lo[subject]), max(cue + 1, syntax.hi[subject])
    if hi - lo > LONGEST_INSERTION or lo == 0 or hi >= len(syntax):
        return None
    if syntax.lower[lo - 1] != "," or syntax.lower[hi] != ",":
        return None
    start, end = lo, hi
    while start > 0 and syntax.sentence[start - 1] == syntax.sentence[cue]:
        start -= 1
    while end < len(syntax) and syntax.sentence[end] == syntax.sentence[cue]:
        end += 1
    return Piece("parenthesis", start, end, (lo - 1, hi + 1))


def at_end(syntax: Syntax, cue: int) -> Piece | None:
    """The words before "..., minister says" at the end of a headline, where the parser saw no clause."""
    subject = nearest_subject(syntax, cue)
    others = [k for k in syntax.kids[cue] if syntax.word[k] and syntax.dep[k] in COMPLEMENTS]
    if subject is None or syntax.pos[cue] != "VERB" or others:
        return None
    lo, sentence = syntax.lo[subject], syntax.sentence[cue]
    end = next((i for i in range(cue + 1, len(syntax)) if syntax.word[i]), None)
    if end is not None and syntax.sentence[end] == sentence and syntax.paragraph[end] == syntax.paragraph[cue]:
        return None
    if lo == 0 or syntax.lower[lo - 1] != "," or cue - lo > LONGEST_INSERTION or syntax.hi[subject] != cue:
        return None
    start = lo
    while start > 0 and syntax.sentence[start - 1] == sentence and syntax.paragraph[start - 1] == syntax.paragraph[cue]:
        start -= 1
    return Piece("parenthesis", start, lo - 1)


def nearest_subject(syntax: Syntax, verb: int) -> int | None:
    """The last subject before a verb; the parser gives headlines two. Without one, that after it ("said Mr Doe")."""
    subjects = [k for k in syntax.kids[verb] if syntax.dep[k] == "nsubj"]
    before = [k for k in subjects if k < verb]
    timeless = [k for k in before if syntax.lemma[k] not in TIMES] or before
    if len(timeless) > 1 and _is_apposition(syntax, timeless[-2], timeless[-1]):
        return timeless[-2]
    return timeless[-1] if timeless else next(iter(subjects), None)


# "Who at a seminar *the previous day* had said": the parser takes it for the subject.
TIMES = frozenset({"day", "week", "month", "year", "hour", "minute", "morning", "afternoon", "evening", "night"})
_COUNT = 4  # words of "less than two days"


def _is_apposition(syntax: Syntax, first: int, second: int) -> bool:
    """ "Beijing, a friend to both neighbours, advised": between commas, right behind the first subject."""
    return (
        syntax.lower[syntax.lo[second] - 1] == ","
        and syntax.hi[first] >= syntax.lo[second] - 1
        and (syntax.lower[syntax.hi[second] - 1] == "," or syntax.lower[min(syntax.hi[second], len(syntax) - 1)] == ",")
    )


def _label(syntax: Syntax, cue: int, k: int, dep: str) -> str:
    if dep in ("ccomp", "xcomp", "acl", "advcl"):
        return f"{dep}:to" if _is_infinitive(syntax, k) else dep
    if dep in ("dobj", "dative"):
        others = {syntax.dep[o] for o in syntax.kids[cue] if o > cue}
        follower = next((d for d in ("xcomp", "ccomp", "oprd", "advcl", "prep") if d in others), None)
        return f"{dep}+{follower}" if follower else dep
    return dep


def _is_infinitive(syntax: Syntax, verb: int) -> bool:
    return any(syntax.dep[k] == "aux" and syntax.tag[k] == "TO" for k in syntax.kids[verb])


def _up_label(syntax: Syntax, cue: int) -> str:
    mark = syntax.kid(cue, "mark")
    return f"{syntax.dep[cue]}:{syntax.lower[mark]}" if mark is not None else syntax.dep[cue]
