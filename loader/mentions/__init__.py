"""Who is named in an article: mentions of actors, brought together to one cast."""

from loader.mentions.actor_words import ActorWords, load_actor_words
from loader.mentions.cast import Actor, ActorKind, Cast, Mention, MentionForm, Role
from loader.mentions.finding import find_cast

__all__ = [
    "Actor",
    "ActorKind",
    "ActorWords",
    "Cast",
    "Mention",
    "MentionForm",
    "Role",
    "find_cast",
    "load_actor_words",
]
