"""Set expressions of speech: "voiced concern over", "took exception to", "appealed to X to", "put the toll at 43".

The corpus that the counts come from has few of the verbs of diplomacy. A table names verb and complement instead,
nouns by kind ("stance", "word", "idea", …), and says what of it is the content.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from loader.attribution.frames import Piece, cue_lemma, says_when
from loader.attribution.syntax import Syntax
from loader.lexicon import LEXICON, read_table

# What a row says of the content: the complement and all that follows it, without its preposition, what follows the
# complement, the complement if a figure follows, or a clause with "that" behind it.
CONTENTS = ("whole", "bare", "rest", "figure", "that")
FOLLOWERS = frozenset({"prep", "dative", "xcomp", "ccomp", "advcl", "acl", "oprd", "acomp", "dobj", "relcl", "amod"})
# Prepositions by which a demand, protest or warning names its matter; "to" and "with" before them name the addressee.
MATTERS = frozenset({"over", "about", "against", "regarding", "concerning", "for", "on", "at", "that", "of"})
BEFORE_OBJECT = frozenset({"advmod", "npadvmod", "prt", "neg"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
LONGEST = 200


@dataclass(frozen=True)
class Expressions:
    """``rows`` say by verb and complement what is the content; ``kinds`` are the kinds of a noun."""

    rows: dict[tuple[str, str], str] = field(default_factory=dict)
    kinds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    verbs: frozenset[str] = field(init=False)
    first_words: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "verbs", frozenset(verb for verb, _ in self.rows))
        object.__setattr__(self, "first_words", frozenset(verb.split()[0] for verb in self.verbs))

    def content(self, verb: str, noun: str) -> str | None:
        """What is the content of a verb with a noun as its object; None where the two are no expression of speech."""
        keys = (noun, *(f"kind:{kind}" for kind in self.kinds.get(noun, ())), "*")
        return next((self.rows[verb, key] for key in keys if (verb, key) in self.rows), None)


def read_expressions(folder: Path = LEXICON) -> Expressions:
    """The tables ``speech_expressions.tsv`` and ``speech_nouns.tsv``, with the nouns for talks.

    Raises:
        ValueError: a row names no known kind of content, or an expression stands there twice.
    """
    rows: dict[tuple[str, str], str] = {}
    for row in read_table("speech_expressions", ("verb", "complement", "content", "note"), folder):
        key = (row["verb"], row["complement"])
        if row["content"] not in CONTENTS or key in rows:
            raise ValueError(f"speech_expressions: {' '.join(key)}: no such content, or there twice")
        rows[key] = row["content"]
    kinds: dict[str, tuple[str, ...]] = {}
    for row in read_table("speech_nouns", ("noun", "kind", "note"), folder):
        kinds[row["noun"]] = (*kinds.get(row["noun"], ()), row["kind"])
    for row in read_table("talks", ("noun", "note"), folder):
        kinds[row["noun"]] = (*kinds.get(row["noun"], ()), "talks")
    return Expressions(rows, kinds)


def find_expression(syntax: Syntax, expressions: Expressions, cue: int) -> Piece | None:
    """The content of a verb that is one of the expressions with what it takes; None for any other word."""
    if syntax.pos[cue] != "VERB" or syntax.lemma[cue] not in expressions.first_words:
        return None
    verb = _with_particle(syntax, expressions, cue)
    found = next(_complements(syntax, expressions, cue, verb), None)
    if found is None:
        return None
    frame, lo, hi = found
    hi = _end(syntax, expressions, cue, lo, min(hi, lo + LONGEST))
    return Piece(frame, lo, hi) if hi > lo else None


def _with_particle(syntax: Syntax, expressions: Expressions, cue: int) -> str:
    """The lemma of a verb with its particle, which the parser may take for an adverb ("put *forward* a plan")."""
    verb = cue_lemma(syntax, cue)
    longer = f"{syntax.lemma[cue]} {syntax.lower[cue + 1]}" if cue + 1 < len(syntax) else verb
    return longer if longer in expressions.verbs else verb


def is_told(syntax: Syntax, cue: int) -> bool:
    """Whether a verb is told as done: finite, perfect or a participle, not what somebody is to do."""
    aux = {syntax.lower[k] for k in syntax.kids[cue] if syntax.dep[k] in ("aux", "auxpass")}
    if syntax.tag[cue] == "VBN":
        active = not aux.isdisjoint(("has", "have", "had", "'ve", "'d", "having")) and "been" not in aux
        return active or (not aux and syntax.dep[cue] == "ROOT")  # the tagger takes some past tenses for it
    return (syntax.tag[cue] in FINITE or syntax.tag[cue] == "VBG") and not aux - {"has", "have", "had", "is", "was"}


def _complements(syntax: Syntax, expressions: Expressions, cue: int, verb: str) -> Iterator[tuple[str, int, int]]:
    """Frame and tokens of the contents that rows of the table give, the likelier first."""
    after = [k for k in syntax.kids[cue] if k > cue]
    last = _last(syntax, cue, after)
    for k in after:
        if syntax.dep[k] == "dobj":
            noun = _measured(syntax, expressions, k)
            content = expressions.content(verb, syntax.lemma[noun])
            stands_alone = "word" in expressions.kinds.get(syntax.lemma[noun], ())
            yield from _of_object(syntax, content, (k, noun), last, stands_alone=stands_alone)
    if (verb, "prep:at") in expressions.rows:
        yield from _figure(syntax, after)
    adjective = next((i for i in range(cue + 2, last) if (verb, f"adj:{syntax.lower[i]}") in expressions.rows), None)
    if adjective is not None and syntax.lower[cue + 1] not in ("to", "on", "in", "by"):
        yield "dobj", cue + 1, max(syntax.hi[adjective], last)
    for k in after:
        if syntax.dep[k] in ("prep", "dative") and k + 1 < last and not syntax.is_day(k):
            content = expressions.rows.get((verb, f"prep:{syntax.lower[k]}"))
            if content is None and _asks(syntax, k, last):
                content = expressions.rows.get((verb, f"whom:{syntax.lower[k]}"))
            if content in ("whole", "bare"):
                yield f"prep:{syntax.lower[k]}", k if content == "whole" else k + 1, last
    if (verb, "infinitive") in expressions.rows:
        yield from _infinitive(syntax, after)
    if (verb, "own infinitive") in expressions.rows:
        yield from _own_infinitive(syntax, after)
    if (verb, "gerund") in expressions.rows:
        yield from _gerund(syntax, after)


def _last(syntax: Syntax, cue: int, after: list[int]) -> int:
    """Where what a verb takes ends: before the first word below it that belongs to something else."""
    last = cue + 1
    for k in after:
        if says_when(syntax, k):
            break
        if syntax.dep[k] in FOLLOWERS:
            last = max(last, syntax.hi[k])
        elif syntax.word[k] and (last > cue + 1 or syntax.dep[k] not in BEFORE_OBJECT) and not _stresses(syntax, k):
            break
    return last


def _stresses(syntax: Syntax, adverb: int) -> bool:
    """Whether an adverb only stresses the phrase behind it: "put the blame *squarely* on"."""
    after = adverb + 1
    bare = syntax.dep[adverb] == "advmod" and syntax.hi[adverb] == after and syntax.lower[adverb].endswith("ly")
    return bare and after < len(syntax) and syntax.dep[after] == "prep" and syntax.head[after] == syntax.head[adverb]


def _measured(syntax: Syntax, expressions: Expressions, noun: int) -> int:
    """The noun that "a sense of unease" or "a note of caution" is about."""
    measures = "measure" in expressions.kinds.get(syntax.lemma[noun], ())
    preposition = syntax.kid(noun, "prep") if measures else None
    inner = syntax.kid(preposition, "pobj") if preposition is not None and syntax.lower[preposition] == "of" else None
    return noun if inner is None else inner


def _of_object(
    syntax: Syntax, content: str | None, nouns: tuple[int, int], last: int, *, stands_alone: bool
) -> Iterator[tuple[str, int, int]]:
    """The content that an object gives: it and all behind it, or what is behind it, if anything ("an apology")."""
    top, noun = nouns
    if content == "whole":
        yield "dobj", syntax.lo[top], last
    elif content == "that":
        if noun + 1 < last and syntax.lower[noun + 1] == "that":
            yield "ccomp", noun + 1, last
    elif content == "rest":
        start = _matter(syntax, noun, last)
        if start is not None or stands_alone:
            yield "dobj", syntax.lo[top] if start is None else start, last


def _matter(syntax: Syntax, noun: int, last: int) -> int | None:
    """Where what follows an object begins, past the one to whom a protest is made; None where nothing follows."""
    start = noun + 1
    while start < last and syntax.pos[start] == "ADV" and syntax.dep[start] == "advmod":
        start += 1  # "put the blame *squarely* on"
    if start >= last or not (syntax.pos[start] in ("ADP", "SCONJ", "PART") or syntax.lower[start] in MATTERS):
        return None
    if syntax.lower[start] in ("with", "to") and syntax.dep[start] != "aux":
        second = next((i for i in range(start + 2, last) if _opens_matter(syntax, start, i)), None)
        return second if second is not None else start
    return start


def _opens_matter(syntax: Syntax, first: int, i: int) -> bool:
    """Whether a preposition or "that" opens the matter of a protest, and not more about its addressee."""
    if syntax.lower[i] not in MATTERS or syntax.lower[i] == "of":
        return False
    return i >= syntax.hi[first] or syntax.lower[i] in ("over", "about", "against", "that")


def _figure(syntax: Syntax, after: list[int]) -> Iterator[tuple[str, int, int]]:
    """ "Put the losses at $3 million": a figure for something."""
    target = next((k for k in after if syntax.dep[k] == "dobj"), None)
    at = next((k for k in after if syntax.lower[k] == "at" and syntax.dep[k] == "prep"), None)
    if at is None and target is not None:
        at = next((k for k in syntax.kids[target] if syntax.lower[k] == "at"), None)
    if target is None or at is None or at < target:
        return
    if any(syntax.pos[i] == "NUM" for i in range(at + 1, syntax.hi[at])):
        yield "dobj+prep", syntax.lo[target], syntax.hi[at]


def _asks(syntax: Syntax, preposition: int, last: int) -> bool:
    """Whether what follows whom one appeals to tells what for: an infinitive, "for" or "that"."""
    return any(syntax.tag[i] == "TO" or syntax.lower[i] in ("for", "that") for i in range(preposition + 2, last))


def _infinitive(syntax: Syntax, after: list[int]) -> Iterator[tuple[str, int, int]]:
    """ "Pressed all sides to spare aid workers"."""
    for k in after:
        if syntax.dep[k] in ("xcomp", "ccomp", "advcl") and any(syntax.tag[j] == "TO" for j in syntax.kids[k]):
            target = next((o for o in after if syntax.dep[o] in ("dobj", "dative") and o < k), None)
            start = syntax.lo[target] if target is not None else syntax.lo[k]
            if target is not None or syntax.kid(k, "nsubj") is not None:
                yield "dobj+xcomp", start, syntax.hi[k]


def _own_infinitive(syntax: Syntax, after: list[int]) -> Iterator[tuple[str, int, int]]:
    """ "Undertook to hold elections"."""
    for k in after:
        if syntax.dep[k] in ("xcomp", "advcl") and any(syntax.tag[j] == "TO" for j in syntax.kids[k]):
            yield "xcomp:to", syntax.lo[k], syntax.hi[k]


def _gerund(syntax: Syntax, after: list[int]) -> Iterator[tuple[str, int, int]]:
    """ "Denied backing the rebels"."""
    for k in after:
        if syntax.dep[k] == "xcomp" and syntax.tag[k] == "VBG" and syntax.kid(k, "nsubj") is None:
            yield "xcomp", syntax.lo[k], syntax.hi[k]


def find_viewpoint(syntax: Syntax, expressions: Expressions, cue: int) -> Piece | None:
    """The sentence around "In his words, …"; None where the word is none for somebody's view."""
    preposition, kinds = syntax.head[cue], expressions.kinds.get(syntax.lemma[cue], ())
    if syntax.pos[cue] != "NOUN" or f"view {syntax.lower[preposition]}" not in kinds:
        return None
    verb, start = syntax.head[preposition], syntax.lo[preposition]
    named = syntax.kid(cue, "poss") is not None or any(syntax.lower[k] == "of" for k in syntax.kids[cue])
    opens = start == 0 or syntax.sentence[start - 1] != syntax.sentence[start] or not syntax.word[start - 1]
    end = syntax.hi[preposition]
    if not named or not opens or verb <= end + 1 or syntax.pos[verb] not in ("VERB", "AUX") or syntax.lower[end] != ",":
        return None
    if syntax.kid(verb, "nsubj", "nsubjpass", "expl") is None:
        return None
    return Piece("up:prep", syntax.lo[verb], syntax.hi[verb], (start, end + 1))


def find_noun_expression(syntax: Syntax, expressions: Expressions, cue: int) -> Piece | None:
    """What a noun of speech with "by" or "from" behind it takes: "an offer by Iraq [to mediate]"."""
    if syntax.pos[cue] != "NOUN" or "word" not in expressions.kinds.get(syntax.lemma[cue], ()):
        return None
    by = next((k for k in syntax.kids[cue] if k > cue and syntax.lower[k] in ("by", "from")), None)
    if by is None or syntax.kid(by, "pobj") is None:
        return None
    for k in (*syntax.kids[cue], *syntax.kids[syntax.kid(by, "pobj") or cue]):
        infinitive = syntax.dep[k] in ("acl", "relcl") and any(syntax.tag[j] == "TO" for j in syntax.kids[k])
        clause = syntax.dep[k] in ("acl", "relcl", "ccomp") and syntax.lower[syntax.lo[k]] == "that"
        if k > by and (infinitive or (clause and syntax.dep[syntax.lo[k]] == "mark")):
            return Piece("acl:to" if infinitive else "acl", syntax.lo[k], syntax.hi[k])
    return None


BREAKS = frozenset(
    {"while", "whereas", "although", "though", "as", "according", "after", "even", "despite", "amid", "but"}
)


def _end(syntax: Syntax, expressions: Expressions, cue: int, lo: int, hi: int) -> int:
    """Where a content ends: before a semicolon, before ", while …" and before when and where it was said."""
    for i in range(lo + 1, hi):
        if syntax.lower[i] == ";" or syntax.paragraph[i] != syntax.paragraph[lo]:
            return i
        if syntax.lower[i] in (",", "–", "—") and i + 1 < hi and _breaks(syntax, cue, i + 1):
            return i
    return _without_occasion(syntax, expressions, cue, (lo, hi))


def _breaks(syntax: Syntax, cue: int, i: int) -> bool:
    participle = syntax.tag[i] == "VBG" and syntax.dep[i] == "advcl"
    circumstance = syntax.dep[i] == "prep" and syntax.head[i] == cue
    relative = syntax.lower[i] in ("which", "who")
    day = syntax.lower[i] == "a" and syntax.lower[i + 1] in ("day", "week", "month", "move", "charge", "claim")
    if syntax.lower[i] == "as" and syntax.lower[i + 1 : i + 3] == ["well", "as"]:
        return False
    return syntax.lower[i] in BREAKS or participle or relative or day or circumstance


def _without_occasion(syntax: Syntax, expressions: Expressions, cue: int, content: tuple[int, int]) -> int:
    """Leave out "on Friday", "in a statement", "at a briefing in Rome" at the end."""
    lo, hi = content
    for i in range(lo + 1, hi):
        if syntax.dep[i] != "prep" or syntax.hi[i] < hi - 1 or syntax.lower[i] not in ("on", "in", "at", "during"):
            continue
        target = syntax.kid(i, "pobj")
        kinds = expressions.kinds.get(syntax.lemma[target], ()) if target is not None else ()
        told = "medium" in kinds or ("gathering" in kinds and syntax.head[i] == cue)
        if "day" in kinds if syntax.lower[i] == "on" else told:
            return i
    return hi
