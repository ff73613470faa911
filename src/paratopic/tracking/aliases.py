"""Names in the registry: one registered model, whose versions the aliases point at."""

from __future__ import annotations

REGISTERED = "paratopic"
CHAMPION = "champion"
PREVIOUS = "previous"
