"""From which code, packages and machine a run came."""

from __future__ import annotations

import getpass
import platform
import subprocess
from functools import lru_cache
from importlib.metadata import distributions
from pathlib import Path

from paratopic import __version__


@lru_cache(maxsize=1)
def code_version() -> dict[str, str]:
    """Return paratopic's version and, in a git checkout, the commit and whether anything is uncommitted."""
    found = {"paratopic": __version__, "python": platform.python_version(), "host": platform.node()}
    commit = _git("rev-parse", "HEAD")
    if commit is not None:
        found["git_commit"] = commit
        found["git_dirty"] = str(bool(_git("status", "--porcelain"))).lower()
    return found


def source_tags() -> dict[str, str]:
    """Return the tags by which MLflow's page shows who ran what."""
    code = code_version()
    tags = {"mlflow.source.name": "paratopic run", "mlflow.source.type": "LOCAL", "mlflow.user": _user()}
    commit = code.get("git_commit")
    return {**tags, **({"mlflow.source.git.commit": commit} if commit else {})}


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


@lru_cache(maxsize=1)
def package_lock() -> str:
    """Return the installed packages as a requirements file."""
    pairs = {(one.metadata["Name"] or "?", one.version) for one in distributions()}
    return "".join(f"{name}=={version}\n" for name, version in sorted(pairs, key=lambda p: p[0].lower()))


def _git(*arguments: str) -> str | None:
    """Run git on the code's own checkout, or else on the working directory."""
    checkout = Path(__file__).resolve().parents[3]
    folder = checkout if (checkout / ".git").exists() else Path.cwd()
    try:
        done = subprocess.run(  # noqa: S603
            ["git", *arguments],  # noqa: S607
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=10,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()
