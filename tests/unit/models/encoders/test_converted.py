"""A converted network lasts as long as the process where no cache can be written, and no longer."""

import subprocess
import sys

import pytest

from support import environment

CODE = """
from pathlib import Path

import torch

from paratopic.models.encoders.converted import converted_file

def convert(module, target):
    target.write_text("converted")
    target.with_suffix(".bin").write_text("weights")

for _ in range(2):
    found = converted_file(torch.nn.Linear(2, 2), None, ".xml", convert)
    assert found.read_text() == "converted" and len(list(found.parent.iterdir())) in (2, 4), found
print(found.parent)
"""


@pytest.mark.parametrize("writable", [True, False])
def test_nothing_is_left_of_a_network_without_a_cache(tmp_path, writable):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    (tmp_path / "file").write_text("no folder")
    cache = tmp_path / ("cache" if writable else "file")
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        env=environment(TMPDIR=str(temporary), PARATOPIC_CACHE=str(cache)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    place = done.stdout.strip()
    assert place.startswith(str(cache if writable else temporary))
    assert not list(temporary.iterdir())
