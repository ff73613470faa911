"""A real Label Studio: load the project through its API, code as two users, export, import."""

import http.cookiejar
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from paratopic.cli.app import app
from paratopic.codebook.annotation.exchange import read_annotations

HERE = Path(__file__).parents[1] / "fixtures" / "council"
PROGRAM = os.environ.get("PARATOPIC_LABEL_STUDIO") or shutil.which("label-studio")
pytestmark = [
    pytest.mark.labelstudio,
    pytest.mark.slow,
    pytest.mark.skipif(
        PROGRAM is None,
        reason="no label-studio; install it in a venv of its own and set PARATOPIC_LABEL_STUDIO to its program",
    ),
]


class User:
    """A browser session of one user."""

    def __init__(self, base: str, email: str) -> None:
        self.base = base
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        self.opener.open(f"{base}/user/signup/").read()
        form = {"email": email, "password": "a-long-Passw0rd", "csrfmiddlewaretoken": self.token}
        data = urllib.parse.urlencode(form).encode()
        request = urllib.request.Request(f"{base}/user/signup/", data, {"Referer": base})
        self.opener.open(request).read()

    @property
    def token(self) -> str:
        return next((cookie.value or "" for cookie in self.jar if cookie.name == "csrftoken"), "")

    def call(self, method: str, path: str, body: Any = None) -> Any:
        headers = {"Content-Type": "application/json", "X-CSRFToken": self.token, "Referer": self.base}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, headers, method=method)
        return json.loads(self.opener.open(request).read())


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder, port = tmp_path_factory.mktemp("label-studio"), free_port()
    quiet = {"COLLECT_ANALYTICS": "false", "LATEST_VERSION_CHECK": "false", "SENTRY_DSN": ""}
    command = [str(PROGRAM), "start", "--no-browser", "--port", str(port), "--internal-host", "127.0.0.1"]
    with (folder / "log.txt").open("wb") as log:
        process = subprocess.Popen(
            [*command, "--data-dir", str(folder)], env=os.environ | quiet, stdout=log, stderr=log
        )
        try:
            wait_for(f"http://127.0.0.1:{port}", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(30)


def wait_for(base: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(180):
        assert process.poll() is None, "Label Studio stopped at its start"
        try:
            urllib.request.urlopen(f"{base}/health").read()
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(1)
    pytest.fail("Label Studio did not answer within three minutes")


def choice(topic: str, answer: str) -> dict[str, Any]:
    return {"from_name": topic, "to_name": "text", "type": "choices", "value": {"choices": [answer]}}


def run(*arguments: str | Path) -> None:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output


def test_two_users_code_and_nothing_is_lost(server: str, tmp_path: Path) -> None:
    study = ("--codebook", HERE / "council.yaml")
    sample, weak = tmp_path / "sample.jsonl", tmp_path / "weak.jsonl"
    run("annotate", "sample", HERE / "minutes.jsonl", "-o", sample, "-n", "6")
    run("label", sample, "-o", weak, "--no-table", *study)
    run("annotate", "tasks", sample, "-o", tmp_path, "--suggest", weak, *study)

    ana, bo = User(server, "ana@example.org"), User(server, "bo@example.org")
    config = (tmp_path / "project.xml").read_text(encoding="utf-8")
    project = ana.call("POST", "/api/projects", {"title": "council", "label_config": config})["id"]
    tasks = json.loads((tmp_path / "tasks.json").read_text(encoding="utf-8"))
    assert ana.call("POST", f"/api/projects/{project}/import", tasks)["task_count"] == 6

    listed = ana.call("GET", f"/api/tasks?project={project}&page_size=100&fields=all")["tasks"]
    answers = {
        "ana@example.org": [choice("transport", "yes"), choice("housing", "no")],
        "bo@example.org": [choice("transport", "no"), choice("unsure", "transport")],
    }
    for user, email in ((ana, "ana@example.org"), (bo, "bo@example.org")):
        for task in listed[:3]:
            user.call("POST", f"/api/tasks/{task['id']}/annotations/", {"result": answers[email]})

    query = "exportType=JSON&download_all_tasks=true"
    exported = tmp_path / "export.json"
    records = ana.call("GET", f"/api/projects/{project}/export?{query}")
    exported.write_text(json.dumps(records), encoding="utf-8")
    table = tmp_path / "codings.csv"
    names = ("--rename", "1=ana", "--rename", "2=bo")
    run("annotate", "import", exported, "-o", table, *names, *study)

    topics = ("transport", "housing", "greenery", "finance")
    found = read_annotations(table, topics=topics)
    drawn = {task["data"]["id"]: task["data"]["inclusion"] for task in listed[:3]}
    assert {one.id: one.inclusion for one in found} == drawn
    values = {(one.coder, one.topic): (one.value, one.unsure) for one in found}
    assert values == {
        ("ana", "transport"): (True, False),
        ("ana", "housing"): (False, False),
        ("ana", "greenery"): (None, False),
        ("ana", "finance"): (None, False),
        ("bo", "transport"): (False, True),
        ("bo", "housing"): (None, False),
        ("bo", "greenery"): (None, False),
        ("bo", "finance"): (None, False),
    }
    assert len(found) == 2 * 3 * len(topics)
