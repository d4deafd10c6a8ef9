"""What the stages need, loaded once a process."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from spacy.language import Language

from loader.attribution import Cues, load_cues
from loader.cache import code_fingerprint
from loader.coverage import speech_verbs
from loader.dates import Calendar, load_calendar
from loader.furniture import FurnitureWords, load_furniture_words
from loader.gazetteer import Gazetteer, read_gazetteer
from loader.lexicon import LEXICON
from loader.meetings import Triggers, load_triggers
from loader.mentions import ActorWords, load_actor_words
from loader.nlp import DEFAULT_MODEL, load_nlp, model_version
from loader.places import Atlas, load_atlas
from loader.resources import PACKAGE, resource_dir
from loader.statements import ActLexicon, load_act_lexicon


@dataclass(frozen=True)
class Settings:
    """All that the record of an article depends on, besides the article and the code."""

    model: str = DEFAULT_MODEL
    gazetteers: tuple[Path, ...] = ()
    lexicon: Path = LEXICON  # a folder whose tables of speech and acts replace the shipped ones
    time_limit: float = 300.0  # seconds for one article


@dataclass(frozen=True)
class Models:
    """What the stages need, loaded once a process. ``version`` changes with anything that records depend on."""

    version: str
    nlp: Language
    furniture: FurnitureWords
    gazetteer: Gazetteer
    actors: ActorWords
    atlas: Atlas
    calendar: Calendar
    cues: Cues
    speech_verbs: frozenset[str]
    acts: ActLexicon
    triggers: Triggers


@lru_cache(maxsize=1)
def load_models(settings: Settings) -> Models:
    """Load everything that the stages need."""
    nlp = load_nlp(settings.model)
    gc.freeze()  # a pipeline lives as long as its process: the collector need not walk it again and again
    gazetteer, cues = read_gazetteer(*settings.gazetteers), load_cues(settings.lexicon)
    code = code_fingerprint(PACKAGE, resource_dir("ontology"), settings.lexicon, *settings.gazetteers)
    return Models(
        version=f"{code} {model_version(nlp)}",
        nlp=nlp,
        furniture=load_furniture_words(),
        gazetteer=gazetteer,
        actors=load_actor_words(gazetteer),
        atlas=load_atlas(),
        calendar=load_calendar(),
        cues=cues,
        speech_verbs=speech_verbs(cues),
        acts=load_act_lexicon(settings.lexicon),
        triggers=load_triggers(),
    )
