"""Every command of the README runs, in its order, in a folder with the files it names."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from support import DATA, ROOT, environment

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.S)
COMMANDS = [
    re.sub(r"\s{2,}#.*", "", line).strip() for block in BLOCKS for line in block.splitlines() if line.strip()
]
# The same commands, on a part of the corpus and with quick models: what is tested is that they run.
QUICK = "models={prior: {}, tfidf_logistic: {char: null}}"


@pytest.fixture(scope="module")
def place(tmp_path_factory, small_corpus):
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(DATA, folder / "data")
    rows = [
        {"text": f"wheat and corn {i}" if i % 2 else f"oil and gas {i}", "labels": ["grain"] if i % 2 else []}
        for i in range(60)
    ]
    (folder / "my.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    binaries = folder / "bin"
    binaries.mkdir()
    script = binaries / "paratopic"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m paratopic "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    surroundings = environment(PATH=f"{binaries}:{os.environ['PATH']}", COLUMNS="80")
    first = ["paratopic", "run", "experiment=demo", QUICK, f"data.path={small_corpus}", "evaluation.draws=50"]
    subprocess.run(first, cwd=folder, env=surroundings, check=True, capture_output=True)
    subprocess.run(
        ["paratopic", "promote", "best"], cwd=folder, env=surroundings, check=True, capture_output=True
    )
    return folder, surroundings, small_corpus


def shortened(command, corpus):
    if not command.startswith("paratopic run") or "--help" in command or "--cfg" in command:
        return command
    command += " evaluation.draws=50 tracking.plots=false"
    if "data=labelled" not in command:
        command += f" data.path={corpus}"
    return command + (f" '{QUICK}'" if "experiment=" in command else "")


@pytest.mark.parametrize("command", [c for c in COMMANDS if not c.startswith("make")])
def test_command(command, place):
    folder, surroundings, corpus = place
    done = subprocess.run(
        shortened(command, corpus),
        shell=True,
        cwd=folder,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout or command.startswith("paratopic run") or " -o " in command


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.startswith("make")])
def test_make_target_exists(command):
    assert re.search(rf"^{command.split()[1]}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)


def test_python_example(place):
    folder, surroundings, _ = place
    for code in re.findall(r"```python\n(.*?)```", README, re.S):
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=folder,
            env=surroundings,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout


def test_links_lead_somewhere():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert target.startswith("http") or (ROOT / target).exists(), target
