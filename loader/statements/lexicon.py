"""The words that tell acts apart, read from tables once and passed on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from loader.lexicon import LEXICON, read_table, read_uses
from loader.statements.model import Act

ACTS: tuple[Act, ...] = ("Assert", "Reject", "Request", "Propose", "Accuse", "Support", "Commit", "Warn")

#: Columns of the table of acts; ``right`` of the ``seen`` cases of a row bore its act on an annotated corpus.
COLUMNS = ("lemma", "pattern", "act", "polarity", "plover", "right", "seen", "note")

#: What else words do in the judgement of acts: uses of the table ``act_words``.
USES = (
    "account", "attack", "claim", "comment", "expect", "institution", "joint paper", "naming", "outcome", "own",
    "paper", "penalty", "question", "refusal", "state", "wish", "withhold", "write",
)  # fmt: skip

#: Patterns of verbs for an encounter with those whom they take as their object or after "with".
ENCOUNTERS = frozenset({"call", "call on", "host", "meet", "speak", "visit", "with"})


@dataclass(frozen=True)
class ActLexicon:
    """Words to acts.

    Attributes:
        cues: (lemma, pattern) of a cue word, or of a verb with which speakers say what they do ("we urge").
        stances: nouns that name the content of a nominal statement ("expressed its *opposition*").
        aimless: the act of such a noun where it is aimed at nobody ("concern over the flood").
        predicates: (lemma, "own" | "other" | "any" subject) of what is said of somebody ("X is *involved*").
        negations: words that negate a clause or noun phrase.
        slots: (act, place in the sentence) to its rank among the places where that act names its target.
        adjuncts: words that open a circumstance ("despite", "after"): nobody below them is aimed at.
        voicing: verbs with which speakers voice a stance of their own side ("reiterated its support").
        topics: cues whose nominal content is what was spoken about ("topic": "discussed trade") or what others said
            ("reaction": "answered the criticism").
        negatable: verbs that tell a position when negated ("does not accept"), where others tell that nothing was said.
        gloss: verbs with which the author says what a paper or deed means ("underscores").
        papers: nouns for what is written or said, as the subject of such a verb.
        mute: nouns of deeds and events, which say nothing themselves ("the visit shows Norway's resolve").
        addressing: (word, place) where a verb or a noun like "letter" names the one spoken to.
        collectives: nouns for many that act as one though they name nobody ("countries", "rebels").
        talks: nouns for encounters and deals that are offered, asked for or refused.
        other_times: adverbs with a verb of saying that put it on another day than the story's ("said *earlier*").
        encounters: verbs of meeting and calling somebody.
        motions: verbs of going somewhere.
        rulers: nouns, in the plural, for those who lead a state.
        uses: what else words do, by use: ``uses["withhold"]`` are verbs of not saying.
    """

    cues: Mapping[tuple[str, str], Act]
    stances: Mapping[str, Act]
    aimless: Mapping[str, Act]
    predicates: Mapping[tuple[str, str], Act]
    negations: frozenset[str]
    talks: frozenset[str]
    slots: Mapping[tuple[str, str], int]
    adjuncts: frozenset[str]
    voicing: frozenset[str]
    topics: Mapping[str, str]
    negatable: frozenset[str]
    gloss: frozenset[str]
    papers: frozenset[str]
    addressing: frozenset[tuple[str, str]]
    collectives: frozenset[str]
    mute: frozenset[str]
    other_times: frozenset[str]
    encounters: frozenset[str]
    motions: frozenset[str]
    rulers: frozenset[str]
    uses: Mapping[str, frozenset[str]]

    @cached_property
    def speech(self) -> frozenset[str]:
        """The lemmas of all cues."""
        return frozenset(lemma for lemma, _ in self.cues)


def load_act_lexicon(folder: Path = LEXICON) -> ActLexicon:
    """Read the tables of a folder that tell acts apart.

    Raises:
        ValueError: a table is malformed or names an act that does not exist.
    """
    acts = read_table("acts", COLUMNS, folder)
    stances = read_table("stances", ("noun", "act", "aimless", "note"), folder)
    predicates = read_table("predicates", ("lemma", "subject", "act", "note"), folder)
    slots = read_table("slots", ("act", "slot", "rank", "note"), folder)
    topics = read_table("topics", ("lemma", "kind", "note"), folder)
    addressing = read_table("addressing", ("lemma", "slot", "note"), folder)
    many = read_table("collectives", ("word", "reading", "note"), folder)
    triggers = read_table("meeting_triggers", ("lemma", "pattern", "kind", "note"), folder)
    return ActLexicon(
        cues={(row["lemma"], row["pattern"]): _act(row["act"]) for row in acts},
        stances={row["noun"]: _act(row["act"]) for row in stances},
        aimless={row["noun"]: _act(row["aimless"]) for row in stances if row["aimless"]},
        predicates={(row["lemma"], row["subject"]): _act(row["act"]) for row in predicates},
        slots={(row["act"], row["slot"]): int(row["rank"]) for row in slots},
        topics={row["lemma"]: row["kind"] for row in topics},
        addressing=frozenset((row["lemma"], row["slot"]) for row in addressing),
        collectives=frozenset(row["word"] for row in many if row["reading"] in {"group", "organizations"}),
        negations=frozenset(row["word"] for row in read_table("negation", ("word", "part", "note"), folder)),
        talks=_words("talks", "noun", folder),
        adjuncts=_words("adjuncts", "word", folder),
        voicing=_words("voicing", "verb", folder),
        negatable=_words("negatable", "verb", folder),
        gloss=_words("gloss", "verb", folder),
        papers=_words("papers", "noun", folder),
        mute=_words("mute", "noun", folder),
        other_times=_words("other_times", "adverb", folder),
        encounters=frozenset(row["lemma"] for row in triggers if row["pattern"] in ENCOUNTERS),
        motions=frozenset(row["lemma"] for row in triggers if row["pattern"] == "travel"),
        rulers=_words("rulers", "noun", folder),
        uses=read_uses("act_words", USES, folder),
    )


def _words(name: str, column: str, folder: Path) -> frozenset[str]:
    return frozenset(row[column] for row in read_table(name, (column, "note"), folder))


def _act(name: str) -> Act:
    for act in ACTS:
        if act == name:
            return act
    raise ValueError(f"no such act: {name!r}")
