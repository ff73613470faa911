"""Topics, the rules that vote for them, and what people coded."""

from paratopic.codebook.core import Codebook
from paratopic.codebook.topics import Example, Rule, Topic, Vote

__all__ = ["Codebook", "Example", "Rule", "Topic", "Vote"]
