"""Who speaks through a paper: "the statement added", "a communiqué issued afterwards said"."""

from __future__ import annotations

from collections.abc import Iterator

from loader.articles import Span
from loader.nlp import ParsedArticle
from loader.statements.clauses import Passage, subject_of
from loader.statements.model import Party
from loader.statements.roster import Roster
from loader.words import Word

#: How far back the paper may have been spoken of, in words.
REACH = 150
BY = frozenset({"by", "from", "of"})
ON = frozenset({"on", "in", "via"})
#: What ties a channel to whose it is.
TIED = frozenset({"link", "affiliate", "close", "belong", "connect"})
#: A word for any paper, which takes up one that was spoken of by another.
ANY = frozenset({"document", "text", "paper"})


def speak_through(source: Span, content: Passage, parsed: ParsedArticle, roster: Roster) -> tuple[Party, ...]:
    """Those whose paper the source is: named with it, or where it was first spoken of, or those of whom it tells.

    "They agreed to meet again, a joint statement said": it is theirs.
    """
    head = parsed.words.root(source)
    if head is None or head.lower_ not in roster.lexicon.uses["paper"]:
        return ()
    keys = _issuers(head, roster) or (_before(head, parsed, roster) if _is_definite(head) else [])
    if not keys and head.lower_ in roster.lexicon.uses["joint paper"]:
        keys = _told_of(content, roster)
    return tuple(Party(key, source) for key in dict.fromkeys(keys))


def _is_definite(paper: Word) -> bool:
    return any(c.lower_ in {"the", "this", "that"} for c in paper.children)


def _issuers(paper: Word, roster: Roster) -> list[str]:
    """Who is named with a paper: "the ministry's statement", "a statement issued by X", "X said in a statement"."""
    return next((keys for word in _authors(paper) if (keys := _named_with(word, roster))), [])


def _named_with(noun: Word, roster: Roster) -> list[str]:
    """The actors that a noun and those joined to it name."""
    return [p.actor for word in (noun, *noun.conjuncts) for p in roster.named_by(word) if p.actor is not None]


def _authors(paper: Word) -> Iterator[Word]:
    """Words that can name the author of a paper, the surest first; last whose channel it stands on."""
    yield from (c for c in paper.children if c.dep_ in {"poss", "compound", "amod", "nmod"})
    for child in paper.children:
        agents = child.children if child.dep_ == "acl" else (child,)
        for agent in agents:
            if agent.dep_ in {"agent", "prep"} and agent.lower_ in BY:
                yield from (c for c in agent.children if c.dep_ == "pobj")
    yield from (owner for on in paper.children if on.lower_ in ON for owner in _channel_owners(on))


def _channel_owners(preposition: Word) -> Iterator[Word]:
    """Whose a channel is: "on *its* account", "on a channel linked to *the group*"."""
    for channel in (c for c in preposition.children if c.dep_ == "pobj"):
        yield from (c for c in channel.children if c.dep_ == "poss")
        tied = (c for c in channel.children if c.dep_ in {"acl", "amod"} and c.lemma_.lower() in TIED)
        yield from (n for verb in tied for to in verb.children if to.dep_ == "prep" for n in to.children)


def _verb_of(paper: Word) -> Word | None:
    """The verb that a paper is the object of, or in which something is said."""
    above = paper.head
    if paper.dep_ == "pobj" and above.lower_ == "in":
        above = above.head
    elif paper.dep_ != "dobj":
        return None
    return above if above.pos_ == "VERB" else None


def _before(paper: Word, parsed: ParsedArticle, roster: Roster) -> list[str]:
    """Who issued the paper that was last spoken of by the same noun: "X issued a statement. The statement said"."""
    words = parsed.words.all
    for index in range(paper.i - 1, max(-1, paper.i - REACH), -1):
        word = words[index]
        general = paper.lower_ in ANY and word.lower_ in roster.lexicon.uses["paper"]
        if word.lower_ != paper.lower_ and not general:
            continue
        keys = _issuers(word, roster)
        verb = _verb_of(word)
        subject = subject_of(verb) if verb is not None else None
        if not keys and subject is not None:
            keys = [
                p.actor for noun in (subject, *subject.conjuncts) for p in roster.named_by(noun) if p.actor is not None
            ]
        return keys or _told_before(word, roster)
    return []


def _told_before(paper: Word, roster: Roster) -> list[str]:
    """Of whom a paper tells where it stands behind what it says: "The two agreed, a communiqué issued later said"."""
    verb = paper.head if paper.dep_ == "nsubj" else None
    clause = next((c for c in verb.children if c.dep_ == "ccomp"), None) if verb is not None else None
    return _several(clause, roster) if clause is not None and paper.lower_ in roster.lexicon.uses["joint paper"] else []


def _told_of(content: Passage, roster: Roster) -> list[str]:
    return next((keys for clause in content.clauses if (keys := _several(clause, roster))), [])


def _several(clause: Word, roster: Roster) -> list[str]:
    """The actors that are subject of a clause, if there are two at least."""
    subject = subject_of(clause)
    if subject is None:
        return []
    keys = _named_with(subject, roster)
    return keys if len(set(keys)) > 1 else []
