"""paratopic ui: MLflow's page over the store of this folder."""

from __future__ import annotations

import signal
from types import FrameType
from typing import Annotated

import typer


def ui(
    port: Annotated[int | None, typer.Option(help="A port of your choice; a free one.")] = None,
    browser: Annotated[bool, typer.Option(help="Open the browser where there is one.")] = True,
) -> None:
    """Start MLflow's page on 127.0.0.1 and print its address; Ctrl-C stops it."""
    from paratopic.tracking.page import served_page

    signal.signal(signal.SIGTERM, _interrupt)
    try:
        with served_page(port=port) as address:
            typer.echo(f"MLflow's page: {address}  (Ctrl-C stops it)")
            if browser:
                open_browser(address)
            _wait()
    except KeyboardInterrupt:
        typer.echo("stopped", err=True)


def open_browser(address: str) -> bool:
    """Open the user's graphical browser, if there is a screen to open it on; return whether there was."""
    import os
    import sys
    import webbrowser

    screen = (
        sys.platform in {"darwin", "win32"} or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    return bool(screen) and webbrowser.open(address)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _wait() -> None:
    import time

    while True:
        time.sleep(3600)
