"""Whose run it is while it runs: a tag by which a later process knows that its process is gone."""

from __future__ import annotations

import os
import platform

PROCESS = "paratopic.process"


def process_tag() -> dict[str, str]:
    """Return the tag that tells whose run it is while it runs."""
    return {PROCESS: f"{platform.node()} {os.getpid()}"}


def alive(process: str) -> bool:
    """Tell whether the process of a tag still runs on this machine; where nobody can tell, it does."""
    host, _, number = process.rpartition(" ")
    if os.name != "posix" or host != platform.node():
        return bool(process)  # os.kill would end it on Windows, and other machines can't be asked
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except (OSError, ValueError):
        return True
    return True
