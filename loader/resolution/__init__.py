"""Who is who across articles: actors of casts to entities with one IRI each."""

from loader.resolution.model import Entity, Judgements, Resolution
from loader.resolution.resolving import resolve

__all__ = ["Entity", "Judgements", "Resolution", "resolve"]
