"""The statement stage: from an article's attributions and cast to its statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from loader.articles import Span
from loader.attribution import Attribution, quoted_spans
from loader.dates import DateExpression
from loader.mentions import Cast
from loader.nlp import ParsedArticle
from loader.statements.addressees import find_addressees
from loader.statements.clause_acts import Clauses
from loader.statements.clauses import Passage, passage
from loader.statements.dating import Calendar, date_of, read_calendar
from loader.statements.echoes import with_echoes
from loader.statements.glosses import without_glosses
from loader.statements.judgement import judge
from loader.statements.lexicon import ActLexicon, load_act_lexicon
from loader.statements.model import Party, Statement
from loader.statements.papers import speak_through
from loader.statements.passives import hearer_of, resumed_speakers
from loader.statements.quoting import quotation_of
from loader.statements.rebuttals import rebutted, taken_up
from loader.statements.repeats import is_silent, without_repeats
from loader.statements.reported import is_gloss, is_gloss_noun, is_participle, is_topic, is_unsaid
from loader.statements.roster import Roster
from loader.statements.speakers import continued_speakers, find_speakers, spoken_for
from loader.statements.splitting import parted
from loader.statements.targets import find_targets
from loader.statements.threads import carry_dates, dated_deeds
from loader.statements.widening import completed, widened
from loader.words import Word


@dataclass(frozen=True)
class Named:
    """An attribution that makes a statement: the statement's id and that of the one around it, the word that cues."""

    id: str
    within: str | None
    attribution: Attribution
    cue: Word | None


@dataclass(frozen=True)
class Draft:
    """A statement before its neighbours are heard: ``faint`` tells that its targets are but a guess."""

    statement: Statement
    cue: Word | None
    content: Passage
    faint: bool


@dataclass(frozen=True)
class Scene:
    """One article with all that statements are judged by."""

    parsed: ParsedArticle
    roster: Roster
    lexicon: ActLexicon
    calendar: Calendar
    quoted: tuple[Span, ...]


def find_statements(
    parsed: ParsedArticle,
    attributions: tuple[Attribution, ...],
    cast: Cast,
    dates: tuple[DateExpression, ...],
    lexicon: ActLexicon | None = None,
) -> tuple[Statement, ...]:
    """The statements of an article, in text order; ``lexicon`` is read from the shipped tables if not given."""
    words = lexicon or load_act_lexicon()
    roster = Roster(cast, parsed.words, words)
    scene = Scene(parsed, roster, words, read_calendar(dates), quoted_spans(parsed))
    attributions = tuple(completed(widened(a, parsed, words), parsed, roster) for a in attributions)
    attributions = without_glosses(attributions, scene.quoted, parsed)
    attributions = with_echoes(parted(attributions, scene.quoted, parsed), scene.quoted, parsed, roster)
    cues = [parsed.words.root(attribution.cue) for attribution in attributions]
    ids = _number(attributions, cues, parsed, words)
    outer = {id_: _within(attributions, index, ids) for index, id_ in ids.items()}
    drafts: list[Draft] = []
    for index, id_ in ids.items():
        before = next((d.statement for d in reversed(drafts) if d.statement.within is None), None)
        named = Named(id_, outer[id_], attributions[index], cues[index])
        draft = _draft(named, before, scene)
        if _is_reported(draft, scene):
            drafts.append(_with_contradicted(_with_inherited_targets(draft, drafts), drafts, roster))
    kept = without_repeats([draft.statement for draft in drafts], parsed)
    cue_of = {draft.statement.id: draft.cue for draft in drafts}
    said = [(statement, cue_of[statement.id]) for statement in relinked(kept, outer)]
    deeds = dated_deeds(parsed, scene.calendar, scene.quoted, roster, words)
    return tuple(carry_dates(said, parsed, roster, deeds, words))


def _number(
    attributions: Sequence[Attribution], cues: Sequence[Word | None], parsed: ParsedArticle, words: ActLexicon
) -> dict[int, str]:
    """Index of every attribution that makes a statement, in text order, to the statement's id."""
    kept = [
        (attribution.content[0], attribution.content[-1].end, index)
        for index, (attribution, cue) in enumerate(zip(attributions, cues, strict=True))
        if attribution.content and not is_silent(attribution, parsed) and not is_unsaid(cue, attribution.content, words)
    ]
    return {index: f"s{number}" for number, (_, _, index) in enumerate(sorted(kept), start=1)}


def _is_reported(draft: Draft, scene: Scene) -> bool:
    """Whether it is a statement at all: not a topic, not the author's gloss, not where a paper comes from."""
    statement, cue = draft.statement, draft.cue
    if is_topic(statement, cue, scene.lexicon) or is_participle(cue, draft.content):
        return False
    if cue is not None and cue.pos_ in {"NOUN", "PROPN"}:
        return not is_gloss_noun(cue, scene.roster)
    if statement.source is None and not statement.speakers and hearer_of(cue, scene.lexicon) is not None:
        return False  # "were told that": nobody is named who told them
    source = scene.parsed.words.root(statement.source)
    unknown = source is not None and all(party.actor is None for party in statement.speakers)
    return not (
        unknown and source is not None and is_gloss(source, cue, statement.quotation, draft.content, scene.lexicon)
    )


def _draft(named: Named, before: Statement | None, scene: Scene) -> Draft:
    parsed, attribution, cue = scene.parsed, named.attribution, named.cue
    source, content = attribution.source, passage(parsed.words, attribution.content)
    speakers = find_speakers(attribution, scene.roster, scene.lexicon, parsed)
    if source is not None and all(party.actor is None for party in speakers):
        speakers = speak_through(source, content, parsed, scene.roster) or speakers
    marks = _marks_around(attribution, scene)
    verbatim = attribution.rule == "label"  # a turn in a transcript
    quotation = "direct" if verbatim else quotation_of(attribution.content, content, marks, parsed.article.text)
    if source is None and (quotation == "direct" or attribution.antecedent is not None):
        speakers = _resumed(attribution, scene) or continued_speakers(attribution, before, parsed) or ()
    hearer = hearer_of(cue, scene.lexicon) if source is None else None
    if hearer is not None:
        speakers = resumed_speakers(hearer, before, scene.roster)
    keys = frozenset(party.actor for party in speakers if party.actor is not None)
    clauses = Clauses(
        scene.lexicon, scene.roster, keys, scene.roster.side_of(sorted(keys)), quotation == "direct", content
    )
    verdicts = judge(clauses, cue, attribution.cue.end if attribution.cue else 0, content)
    targets, faint = find_targets(verdicts, clauses, source)
    aimless = verdicts[0].otherwise if all(party.actor is None for party in targets) else None
    targets = () if aimless else targets
    statement = Statement(
        id=named.id,
        content=attribution.content,
        quotation=quotation,
        act=aimless or verdicts[0].act,
        rule=attribution.rule,
        confidence=attribution.confidence,
        cue=attribution.cue,
        source=source,
        speakers=speakers,
        on_behalf_of=spoken_for(speakers, source, parsed.article.text, scene.roster),
        targets=targets,
        addressees=find_addressees(cue, clauses, source),
        within=named.within,
        date=date_of(cue, attribution.content, scene.calendar, parsed),
    )
    return Draft(statement, cue, content, faint)


def _resumed(attribution: Attribution, scene: Scene) -> tuple[Party, ...]:
    """Who goes on in a quotation without source: the one who spoke in the sentence before."""
    if attribution.antecedent is None:
        return ()
    spoke = replace(attribution, source=attribution.antecedent, antecedent=None)
    found = find_speakers(spoke, scene.roster, scene.lexicon, scene.parsed)
    return tuple(Party(party.actor, None) for party in found if party.actor is not None)


def _marks_around(attribution: Attribution, scene: Scene) -> list[Span]:
    """The quotations that are this statement's own: not one in which its cue stands too."""
    signal = attribution.cue or attribution.source
    return [quoted for quoted in scene.quoted if signal is None or not quoted.contains(signal)]


def _within(attributions: Sequence[Attribution], index: int, ids: Mapping[int, str]) -> str | None:
    """Id of the innermost statement around an attribution; those that make no statement are passed over."""
    outer = attributions[index].within
    for _ in attributions:
        if outer is None or outer in ids:
            break
        outer = attributions[outer].within
    return ids.get(outer) if outer is not None else None


def relinked(statements: Sequence[Statement], outer: Mapping[str, str | None]) -> list[Statement]:
    """Statements whose ``within`` is the innermost one around them that was kept.

    ``outer`` tells what stood around each, kept or dropped.
    """
    kept = {statement.id for statement in statements}

    def around(id_: str) -> str | None:
        seen, found = {id_}, outer.get(id_)
        while found is not None and found not in seen:
            if found in kept:
                return found
            seen.add(found)
            found = outer.get(found)
        return None

    inner = [(statement, around(statement.id)) for statement in statements]
    return [s if s.within == within else replace(s, within=within) for s, within in inner]


def _with_contradicted(draft: Draft, before: Sequence[Draft], roster: Roster) -> Draft:
    """A rebuttal that names nobody is aimed at whose claim it is: "X said so, a charge that Y dismissed"."""
    statement = draft.statement
    such = any(word.lower_ == "such" for word in draft.content.words[:1])
    rebuts = statement.act in {"Accuse", "Reject"} or (such and statement.act == "Assert")
    if not rebuts or any(party.actor is not None for party in statement.targets):
        return draft
    targets = rebutted(draft.content, draft.cue, [(d.statement, d.cue) for d in before[-5:]], roster)
    if not targets:
        targets = taken_up(draft.content, draft.cue, statement.speakers, [d.statement for d in before], roster)
    return replace(draft, statement=replace(statement, targets=targets)) if targets else draft


def _with_inherited_targets(draft: Draft, before: Sequence[Draft]) -> Draft:
    """A demand or warning that names nobody is for whom the same breath names: "accused X of A and called for B"."""
    statement, other = draft.statement, before[-1] if before else None
    open_ = draft.faint or all(party.actor is None for party in statement.targets)
    if other is None or statement.act not in {"Request", "Warn"} or draft.cue is None or other.cue is None or not open_:
        return draft
    series = other.cue.sent == draft.cue.sent and statement.source == other.statement.source is not None
    targets = tuple(party for party in other.statement.targets if party.actor is not None)
    return replace(draft, statement=replace(statement, targets=targets)) if series and targets else draft
