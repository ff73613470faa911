"""A tracking server on PostgreSQL with its own artifact folder: run, compare, promote, classify over HTTP."""

import importlib.util
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.slow,
    pytest.mark.skipif(
        importlib.util.find_spec("psycopg2") is None or shutil.which("initdb") is None,
        reason="needs PostgreSQL's initdb and psycopg2",
    ),
]


def as_nobody(*command):
    """PostgreSQL refuses to run as root: step down where the tests are root."""
    if os.getuid() == 0:
        command = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *command)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)


@pytest.fixture
def database(port):
    """Start PostgreSQL on 127.0.0.1 and return its address."""
    with tempfile.TemporaryDirectory(prefix="paratopic-pg-") as name:
        folder = Path(name)
        folder.chmod(0o777)
        data = folder / "data"
        as_nobody("initdb", "-D", str(data), "-U", "paratopic", "-A", "trust", "-E", "UTF8")
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder}"
        as_nobody("pg_ctl", "-D", str(data), "-w", "-o", options, "-l", str(folder / "log"), "start")
        try:
            yield f"postgresql+psycopg2://paratopic@127.0.0.1:{port}/postgres"
        finally:
            as_nobody("pg_ctl", "-D", str(data), "-m", "immediate", "stop")


def test_the_main_job_on_a_server_with_postgresql(
    quick_run, paratopic, mlflow_server, client_of, database, tmp_path
):
    with mlflow_server(backend=database) as (uri, _):
        quick_run("seeds=[1,2]", "name=remote", MLFLOW_TRACKING_URI=uri)
        client = client_of(uri)
        experiment = client.get_experiment_by_name("remote")
        found = client.search_runs([experiment.experiment_id])
        assert [run.info.status for run in found] == ["FINISHED"] * 3
        assert experiment.artifact_location.startswith("mlflow-artifacts:")
        assert list((tmp_path / "artifacts").rglob("bundle.json"))
        assert "tfidf_svm*" in paratopic("compare", "remote", MLFLOW_TRACKING_URI=uri).stdout
        assert "is the champion" in paratopic("promote", "best", MLFLOW_TRACKING_URI=uri).stdout
        (tmp_path / "one.csv").write_text("text\nan asset freeze and an embargo\n")
        done = paratopic("classify", "one.csv", "--format", "jsonl", MLFLOW_TRACKING_URI=uri)
        assert '"topics":' in done.stdout
    assert not (tmp_path / "mlflow.db").exists()
