"""Prefixes, terms and data IRIs: the only place where namespace strings stand.

Terms are written as in Turtle throughout the loader: ``cq:speaker``, ``statement:a1-35-47``, or ``<https://…>``
where no prefix fits. ``Vocabulary.expand`` gives the IRI.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pyoxigraph import NamedNode

Kind = Literal["article", "statement", "evidence", "actor", "meeting", "report", "role", "place"]

DEFAULT_BASE = "https://w3id.org/communique/id/"
ROOT = "https://w3id.org/communique/"

#: One namespace a class of data, under the base.
KINDS: tuple[Kind, ...] = ("article", "statement", "report", "role", "evidence", "actor", "place", "meeting")

#: SKOS schemes: prefix to the local names of their concepts. The name of the meetings' scheme is ``kind``.
SCHEMES: Mapping[str, tuple[str, ...]] = {
    "act": ("Assert", "Reject", "Request", "Propose", "Accuse", "Support", "Commit", "Warn"),
    "kind": ("PressBriefing", "Talks", "Summit", "Visit", "Consultations", "Meeting", "Gathering", "PhoneCall"),
    "status": ("held", "scheduled", "proposed", "ruledOut"),
    "quotation": ("direct", "indirect", "mixed", "nominal"),
}

PREFIXES: Mapping[str, str] = {
    "cq": f"{ROOT}ontology#",
    **{scheme: f"{ROOT}{scheme}/" for scheme in SCHEMES},
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    # rdflib 7.6's own WGS namespace has https, which is not the one that the W3C published.
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "oa": "http://www.w3.org/ns/oa#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

GEONAMES = "https://sws.geonames.org/"

# fmt: off
#: Classes of the ontology that data is typed with.
CLASSES = frozenset((
    "Article", "Actor", "Person", "State", "Government", "Organization",
    "IntergovernmentalOrganization", "ArmedGroup", "Group", "Statement", "Meeting", "MeetingProposal",
    "MeetingReport", "Role", "Place", "Evidence",
))

#: Properties of the ontology, those of the gazetteer included.
PROPERTIES = frozenset((
    "about", "acronym", "act", "addressee", "ambiguousName", "capitalName", "confidence", "conflict", "content",
    "countryCode", "cue", "date", "dateText", "dateline", "demonym", "earliest", "evidence", "holder",
    "host", "institution", "kind", "latest", "length", "location", "note", "occasion",
    "onBehalfOf", "ordinal", "organOf", "organizer", "participant", "publishers", "quotation", "report",
    "reportedIn", "rule", "sameClaimAs", "series", "sha256", "speaker", "status", "target", "title",
    "within",
))
# fmt: on

_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_LONGEST_LOCAL = 100
_NOT_LOCAL = re.compile(r"[^A-Za-z0-9_]+")
_SCHEME = re.compile(r"(?:https?://[^/]|urn:[^:]+:.)", re.IGNORECASE)
# Allowed in an IRI by RFC 3987 or by parsers that follow it loosely, but invisible: marks of direction, joiners,
# separators, soft hyphens. Nothing honest needs them.
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]")


@dataclass(frozen=True)
class Vocabulary:
    """The prefixes of one graph. ``base`` is where its data IRIs live and ends in ``/``.

    Raises:
        ValueError: ``base`` is no IRI that others can be appended to.
    """

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        if not is_iri(self.base) or not self.base.endswith("/"):
            raise ValueError(f"the base of data IRIs must be an http(s) IRI that ends in /: {self.base!r}")

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """Prefix to namespace, data first, in the order in which files declare them."""
        return {**{kind: f"{self.base}{kind}/" for kind in KINDS}, **PREFIXES}

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return {namespace: prefix for prefix, namespace in self.prefixes.items() if prefix in KINDS}

    def expand(self, term: str) -> str:
        """The IRI that a term stands for.

        >>> Vocabulary().expand("cq:speaker")
        'https://w3id.org/communique/ontology#speaker'
        """
        if term.startswith("<"):
            return term[1:-1]
        prefix, _, local = term.partition(":")
        return self.prefixes[prefix] + local

    def compact(self, iri: str) -> str | None:
        """The term for an IRI: prefixed where it is one of our data, else in angle brackets; None for no IRI.

        >>> Vocabulary().compact("https://w3id.org/communique/id/actor/ttp")
        'actor:ttp'
        >>> Vocabulary().compact("https://example.org/a b") is None
        True
        """
        head = iri.rfind("/") + 1
        prefix = self._kinds.get(iri[:head])
        if prefix and _LOCAL.fullmatch(iri, head):
            return f"{prefix}:{iri[head:]}"
        return f"<{iri}>" if is_iri(iri) else None


def mint(kind: Kind, key: str, *offsets: int) -> str:
    """The term for a thing of a class, from raw and stable fields: the key of its article or name, and offsets.

    >>> mint("statement", "000_a97719c998927bc4", 35, 47)
    'statement:000_a97719c998927bc4-35-47'
    """
    return "-".join((f"{kind}:{local_name(key)}", *map(str, offsets)))


def local_name(key: str) -> str:
    """A flat local name: the key itself where it is one, else its letters and digits with a digest of the key.

    >>> local_name("000_a97719c998927bc4-35-47"), local_name("Çavuşoğlu, M.")
    ('000_a97719c998927bc4-35-47', 'Cavusoglu-M-106e5a9144')
    """
    if len(key) <= _LONGEST_LOCAL and _LOCAL.fullmatch(key):
        return key
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{slug(key)[:60].rstrip('-')}-{digest}".lstrip("-")


def slug(text: str) -> str:
    """Letters, digits and hyphens that recall ``text``; may be empty.

    >>> slug("Herāt"), slug("北京")
    ('Herat', '')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _NOT_LOCAL.sub("-", plain).strip("-")


def is_iri(text: str) -> bool:
    """Whether ``text`` is an absolute http, https or urn IRI that every triplestore takes.

    >>> is_iri("https://www.dawn.com/news/1"), is_iri("javascript:alert(1)"), is_iri("http://a/%zz")
    (True, False, False)
    """
    if not _SCHEME.match(text) or _INVISIBLE.search(text):
        return False
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


def geonames_iri(geonameid: int) -> str:
    """The term of a GeoNames feature."""
    return f"<{GEONAMES}{geonameid}/>"
