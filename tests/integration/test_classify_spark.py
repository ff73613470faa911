"""--engine spark on a real standalone master with two workers gives what the local engine gives."""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from classified import rows, small_bundle

pyspark = pytest.importorskip("pyspark", reason="needs pyspark")
pytestmark = [
    pytest.mark.spark,
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("java") is None, reason="needs Java"),
]
CLASS = Path(pyspark.__file__).parent / "bin" / "spark-class"
HERE = {
    "SPARK_LOCAL_IP": "127.0.0.1",
    "SPARK_PUBLIC_DNS": "127.0.0.1",
    "PYSPARK_PYTHON": sys.executable,
    "SPARK_HOME": str(CLASS.parents[1]),
}


@pytest.fixture(scope="module")
def master(tmp_path_factory):
    folder = tmp_path_factory.mktemp("spark")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"spark://127.0.0.1:{port}"
    package, host = "org.apache.spark.deploy", ["--host", "127.0.0.1", "--webui-port", "0"]
    commands = [[f"{package}.master.Master", *host, "--port", str(port)]]
    commands += [[f"{package}.worker.Worker", *host, "-c", "1", "-m", "1g", "-d", str(folder), url]] * 2
    processes = []
    for number, command in enumerate(commands):
        with (folder / f"{number}.log").open("w") as log:
            processes.append(
                subprocess.Popen([str(CLASS), *command], env={**os.environ, **HERE}, stdout=log, stderr=log)
            )
        deadline = time.monotonic() + 60
        while number == 0 and time.monotonic() < deadline:
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
    deadline = time.monotonic() + 90
    while (folder / "0.log").read_text().count("Registering worker") < 2:
        assert time.monotonic() < deadline, (folder / "0.log").read_text()
        time.sleep(0.3)
    yield url
    for process in reversed(processes):
        process.terminate()
        process.wait(30)


def test_spark_says_what_the_local_engine_says(paratopic, master, tmp_path):
    bundle = small_bundle(tmp_path / "bundle", char=(3, 5))
    data = tmp_path / "data"
    data.mkdir()
    for part in range(3):
        block = [{**row, "n": 1000 * part + row["n"], "empty": None} for row in rows(500)]
        schema = pa.schema(
            [("n", pa.int32()), ("text", pa.string()), ("note", pa.string()), ("empty", pa.int64())]
        )
        pq.write_table(pa.Table.from_pylist(block, schema=schema), data / f"{part}.parquet")
    common = ("--model", bundle, "--threshold", "sanctions=0.6")
    local = paratopic("classify", "data", "-o", "local.parquet", *common, cwd=tmp_path)
    assert local.returncode == 0, local.stderr
    done = paratopic(
        "classify", "data", "-o", "spark", "--engine", "spark", "--master", master, *common,
        cwd=tmp_path, **HERE,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr.endswith("1,500 rows to spark\n")
    expected = pq.read_table(tmp_path / "local.parquet").sort_by("n")
    found = pq.read_table(tmp_path / "spark").sort_by("n")
    assert found.schema.field("n").type == pa.int32()
    assert found.column_names == expected.column_names
    assert found.to_pylist() == expected.to_pylist()


def test_a_row_without_text_is_one_sentence(paratopic, tmp_path):
    bundle = small_bundle(tmp_path / "bundle")
    pq.write_table(pa.table({"text": pa.array(["a", None])}), tmp_path / "a.parquet")
    done = paratopic(
        "classify", "a.parquet", "-o", "out", "--engine", "spark", "--master", "local[1]", "--model", bundle,
        cwd=tmp_path, **HERE,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "paratopic: a.parquet: expected text in 'text', found null."
