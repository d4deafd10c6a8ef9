"""The triples of one article: itself, its statements, meeting reports, roles, own places and evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from loader import literals
from loader.articles import Article
from loader.blocks import Block, Property, Triple, make_block, texts
from loader.edtf import is_edtf
from loader.evidence import evidence_triples
from loader.fusion import FusedMeeting
from loader.identifiers import article_term, evidence_term, place_term
from loader.meetings import Meeting
from loader.mentions import Actor, Role
from loader.places import PlaceMention
from loader.records import Identities, Record
from loader.statements import Statement
from loader.triples.dates import dated
from loader.triples.shared import place_triples
from loader.triples.terms import Terms, record_terms
from loader.vocab import Vocabulary, is_iri, mint, slug


@dataclass(frozen=True)
class ArticleGraph:
    """What one article says, as RDF; ``dropped`` tells in plain words which values could not be kept."""

    article: str
    blocks: tuple[Block, ...]
    dropped: tuple[str, ...] = ()

    def triples(self) -> Iterator[Triple]:
        """All triples of the article."""
        for block in self.blocks:
            yield from block.triples()


def record_triples(
    record: Record,
    identities: Identities,
    vocabulary: Vocabulary,
    meetings: Mapping[str, FusedMeeting],
    *,
    quote: bool = True,
) -> ArticleGraph:
    """The graph of one article: the article, its statements, meeting reports, roles, own places and evidence.

    Args:
        record: what the article says.
        identities: IRI of each of its actors, by key.
        vocabulary: where data IRIs live.
        meetings: the encounter that each of its meetings reports, by the meeting's id.
        quote: False leaves out all words of the text; evidence then has a digest instead of its quotation.
    """
    terms = record_terms(record, identities, vocabulary, meetings)
    statements = [
        statement_triples(s, record.article, terms, quote=quote) for s in record.statements if s.id in terms.statements
    ]
    reports = [report_triples(m, record.article, terms, quote=quote) for m in record.meetings if m.id in terms.reports]
    roles = [
        block for actor in record.cast.actors if actor.kind == "Person" for block in role_triples(actor, record, terms)
    ]
    places = [place_triples(p, place_term(p, record.article)) for p in _own_places(record)]
    evidence = evidence_triples(record, quote=quote)
    article = article_triples(record, quote=quote)
    blocks = (article, *statements, *reports, *_sorted(roles), *_sorted(places), *evidence)
    return ArticleGraph(terms.article, blocks, dropped_values(record, identities, terms))


def article_triples(record: Record, *, quote: bool = True) -> Block:
    """The article and its metadata. Without quotation, a headline that stands in the text is left out."""
    article = record.article
    headline = article.headline if quote or (article.headline or "") not in article.text else None
    return make_block(
        article_term(article),
        ("a", ("cq:Article",)),
        ("schema:headline", texts(headline)),
        ("schema:datePublished", (literals.date(article.published),) if article.published else ()),
        ("schema:author", tuple(literals.text(author) for author in dict.fromkeys(article.authors) if author)),
        ("schema:publisher", texts(article.publisher)),
        ("schema:url", (f"<{article.url}>",) if article.url and is_iri(article.url) else ()),
        ("schema:inLanguage", texts(article.language or "en")),
        ("cq:dateline", (place_term(record.dateline, article),) if record.dateline else ()),
        ("cq:length", (str(len(article.text)),)),
        ("cq:sha256", (literals.text(article.sha256),)),
    )


def statement_triples(statement: Statement, article: Article, terms: Terms, *, quote: bool = True) -> Block:
    """One statement. An occasion that turned out to be a mere proposal is left out: nothing is said at it."""
    occasion, about = (terms.meetings.get(m) if m else None for m in (statement.occasion, statement.about))
    within = terms.statements.get(statement.within) if statement.within else None
    date = statement.date.span if statement.date else None
    spans = (*statement.content, *(span for span in (statement.cue, statement.source, date) if span))
    return make_block(
        terms.statements[statement.id],
        ("a", ("cq:Statement",)),
        ("cq:reportedIn", (terms.article,)),
        ("cq:speaker", terms.parties(statement.speakers)),
        ("cq:onBehalfOf", terms.actor(statement.on_behalf_of)),
        ("cq:addressee", terms.parties(statement.addressees)),
        ("cq:target", terms.parties(statement.targets)),
        ("cq:act", (f"act:{statement.act}",)),
        ("cq:quotation", (f"quotation:{statement.quotation}",)),
        ("cq:cue", texts(article.quote(statement.cue)) if quote and statement.cue else ()),
        ("cq:content", _contents(statement, article) if quote else ()),
        ("cq:occasion", (occasion.term,) if occasion and not occasion.is_proposal else ()),
        ("cq:about", (about.term,) if about else ()),
        ("cq:within", (within,) if within else ()),
        *dated(statement.date, article, quote=quote),
        ("cq:evidence", tuple(dict.fromkeys(evidence_term(article, span) for span in spans))),
        *_found_by(statement),
    )


def report_triples(meeting: Meeting, article: Article, terms: Terms, *, quote: bool = True) -> Block:
    """What one article says of one encounter; evidence is its trigger, further mentions, place and date."""
    place = meeting.location
    spans = (
        meeting.trigger,
        *meeting.mentions,
        *((place.span,) if place else ()),
        *((meeting.date.span,) if meeting.date else ()),
    )
    return make_block(
        terms.reports[meeting.id],
        ("a", ("cq:MeetingReport",)),
        ("cq:reportedIn", (terms.article,)),
        ("cq:kind", (f"kind:{meeting.kind}",)),
        ("cq:status", (f"status:{meeting.status}",)),
        ("cq:note", texts(meeting.note)),
        ("cq:location", (place_term(place, article),) if place else ()),
        ("cq:participant", terms.parties(meeting.participants)),
        ("cq:organizer", terms.actor(meeting.organizer)),
        ("cq:host", terms.actor(meeting.host)),
        ("cq:series", texts(meeting.series)),
        ("cq:ordinal", (str(meeting.ordinal),) if meeting.ordinal is not None else ()),
        *dated(meeting.date, article, quote=quote),
        ("cq:evidence", tuple(dict.fromkeys(evidence_term(article, span) for span in spans))),
        *_found_by(meeting),
    )


def role_triples(actor: Actor, record: Record, terms: Terms) -> Iterator[Block]:
    """The roles that an article gives to a person."""
    for role in actor.roles if actor.key in terms.actors else ():
        yield make_block(
            _role_term(role, record.article, terms.actors[actor.key]),
            ("a", ("cq:Role",)),
            ("cq:holder", terms.actor(actor.key)),
            ("cq:title", texts(role.title)),
            ("cq:institution", terms.actor(role.institution)),
            ("cq:reportedIn", (terms.article,)),
            ("cq:evidence", (evidence_term(record.article, role.evidence),)),
        )


def dropped_values(record: Record, identities: Identities, terms: Terms) -> tuple[str, ...]:
    """One line for each value of a record that cannot stand in a graph."""
    url = record.article.url
    found = (*(s.date for s in record.statements), *(m.date for m in record.meetings))
    dates = [date.edtf for date in found if date and date.edtf]
    return (
        *((f"the address is no IRI: {url!r}",) if url and not is_iri(url) else ()),
        *(f"the actor's IRI is none: {iri!r}" for key, iri in sorted(identities.items()) if key not in terms.actors),
        *(f"no EDTF date: {edtf!r}" for edtf in dates if not is_edtf(edtf)),
        *(f"statement {s.id} repeats another one" for s in record.statements if s.id not in terms.statements),
        *(f"meeting {m.id} repeats another one" for m in record.meetings if m.id not in terms.reports),
    )


def _sorted(blocks: Iterable[Block]) -> list[Block]:
    """One block a subject, in the order of subjects."""
    unique = {block.subject: block for block in blocks}
    return [unique[subject] for subject in sorted(unique)]


def _contents(statement: Statement, article: Article) -> tuple[str, ...]:
    return tuple(dict.fromkeys(literals.text(article.quote(span), "en") for span in statement.content))


def _found_by(item: Statement | Meeting) -> tuple[Property, Property]:
    confidence = literals.decimal(item.confidence) if item.confidence is not None else None
    return ("cq:rule", texts(item.rule)), ("cq:confidence", (confidence,) if confidence else ())


def _own_places(record: Record) -> Iterator[PlaceMention]:
    """The places that are used in the graph and not linked, so that no other article knows them."""
    used = (record.dateline, *(m.location for m in record.meetings))
    return (place for place in used if place and place.geonameid is None)


def _role_term(role: Role, article: Article, holder: str) -> str:
    stem = mint("role", article.id, role.evidence.start, role.evidence.end)
    return f"{stem}-{holder.partition(':')[2] or slug(role.title)}"
