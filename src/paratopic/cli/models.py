"""paratopic models: the registered versions and their figures."""

from __future__ import annotations

from paratopic.cli.console import make_console, note


def models() -> None:
    """List the registered models: which is the champion, how well each did."""
    from paratopic.compare.versions import models_table, registered_models

    found = registered_models()
    if not found:
        note("no model is registered yet; choose one with `paratopic promote best`.")
        return
    console = make_console()
    console.print(models_table(found, width=console.width))
