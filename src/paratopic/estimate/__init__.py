"""From labels to claims: shares of topics with intervals that hold.

`estimate(classified, gold, by=("issuer",))` gives `Estimates`, `make_plan(...)` says what to code next.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from paratopic.estimate.method import estimate
    from paratopic.estimate.plan import make_plan
    from paratopic.estimate.result import Change, Estimates, Share

__all__ = ["Change", "Estimates", "Share", "estimate", "make_plan"]

_HOMES = {
    "Change": "result",
    "Estimates": "result",
    "Share": "result",
    "estimate": "method",
    "make_plan": "plan",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for: the command line stays fast."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
