"""What is asked of an estimate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from paratopic.errors import ConfigError
from paratopic.estimate.design import UNITS

METHODS = ("ppi", "dsl", "rogan_gladen", "gold", "naive", "quantify")
OF, TARGETS, PREDICTORS, DESIGNS = (
    ("paragraphs", "documents"),
    ("corpus", "process"),
    ("probability", "decision"),
    ("recorded", "random"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked, as on the command line; ConfigError where a word is unknown."""

    method: str = "ppi"
    of: str = "paragraphs"
    by: tuple[str, ...] = ()
    compare: tuple[str, ...] = ()
    trend: str | None = None
    topics: tuple[str, ...] = ()
    target: str = "corpus"
    predictor: str = "probability"
    design: str = "recorded"
    unit: str = "auto"
    level: float = 0.95
    simultaneous: bool = False
    prior: Mapping[str, float] | None = None

    def __post_init__(self) -> None:
        """Check every word."""
        words = {
            "method": METHODS,
            "of": OF,
            "target": TARGETS,
            "predictor": PREDICTORS,
            "design": DESIGNS,
            "unit": UNITS,
        }
        for name, allowed in words.items():
            if getattr(self, name) not in allowed:
                raise ConfigError(
                    f"expected {name} among {', '.join(allowed)}, found {getattr(self, name)!r}."
                )
        if not 0 < self.level < 1:
            raise ConfigError(f"expected a level between 0 and 1, found {self.level:g}.")
