"""Who is who across articles: actors of casts to entities with one IRI each."""

from loader.resolution.model import Entity, Item, Judgements, Resolution
from loader.resolution.naming import own_name
from loader.resolution.resolving import resolve
from loader.resolution.words import load_common_words

__all__ = ["Entity", "Item", "Judgements", "Resolution", "load_common_words", "own_name", "resolve"]
