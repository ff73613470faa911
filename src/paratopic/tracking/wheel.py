"""Pack the running paratopic into a wheel, so that a logged model can be loaded in a fresh environment.

The wheel names no dependencies: the model's own requirements list what its kind needs, and nothing more.
"""

from __future__ import annotations

import base64
import hashlib
import zipfile
from pathlib import Path

from paratopic import __version__

NAME = f"paratopic-{__version__}-py3-none-any.whl"
INFO = f"paratopic-{__version__}.dist-info"
METADATA = f"Metadata-Version: 2.1\nName: paratopic\nVersion: {__version__}\n"
WHEEL = "Wheel-Version: 1.0\nGenerator: paratopic\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
WRITTEN = (2020, 1, 1, 0, 0, 0)  # the same code gives the same file


def write_wheel(folder: Path) -> Path:
    """Write the wheel into `folder` and return its path (format: the binary distribution format, PEP 427)."""
    root = Path(__file__).resolve().parents[1]
    files = {
        f"paratopic/{path.relative_to(root).as_posix()}": path.read_bytes()
        for path in sorted(root.rglob("*.py"))
    }
    files |= {f"{INFO}/METADATA": METADATA.encode(), f"{INFO}/WHEEL": WHEEL.encode()}
    files[f"{INFO}/RECORD"] = _record(files).encode()
    target = folder / NAME
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, WRITTEN), content, zipfile.ZIP_DEFLATED)
    return target


def _record(files: dict[str, bytes]) -> str:
    lines = [f"{name},sha256={_hash(content)},{len(content)}\n" for name, content in files.items()]
    return "".join(lines) + f"{INFO}/RECORD,,\n"


def _hash(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
