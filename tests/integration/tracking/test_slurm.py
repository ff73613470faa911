"""A sweep on a real one-node SLURM on the loopback device, with a munge of its own."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from classified import write_jsonl
from support import ROOT

PROGRAMS = ("munged", "slurmctld", "slurmd", "sbatch", "sinfo")
PATH = f"{os.environ.get('PATH', '')}:/usr/sbin"

pytestmark = [
    pytest.mark.slurm,
    pytest.mark.slow,
    pytest.mark.skipif(
        any(shutil.which(one, path=PATH) is None for one in PROGRAMS) or os.getuid() != 0,
        reason="needs Debian's slurm-wlm and munge, and root to start them",
    ),
]

CONF = """
ClusterName=paratopic
SlurmctldHost={host}(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
SlurmctldPort={port}
SlurmdPort={other}
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MpiDefault=none
NodeName={host} NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=main Nodes={host} Default=YES State=UP
"""


def munge(folder):
    key = folder / "munge.key"
    key.write_bytes(os.urandom(1024))
    key.chmod(0o400)
    places = {
        "socket": "munge.socket",
        "key-file": key.name,
        "pid-file": "munge.pid",
        "log-file": "munge.log",
    }
    places["seed-file"] = "munge.seed"
    return [
        "munged",
        "--force",
        "--foreground",
        *(f"--{key}={folder / name}" for key, name in places.items()),
    ]


@pytest.fixture
def slurm(port, stop_process):
    """Start munge, slurmctld and slurmd in a folder of their own; return the file of their configuration."""
    with tempfile.TemporaryDirectory(prefix="paratopic-slurm-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            other = one.getsockname()[1]
        host = socket.gethostname().partition(".")[0]
        conf = folder / "slurm.conf"
        conf.write_text(CONF.format(folder=folder, host=host, port=port, other=other))
        for one in ("state", "spool"):
            (folder / one).mkdir()
        daemons = [
            munge(folder),
            ["slurmctld", "-D", "-f", str(conf)],
            ["slurmd", "-D", "-f", str(conf), "-N", host],
        ]
        started = []
        try:
            for command in daemons:
                log = (folder / f"{command[0]}.out").open("wb")
                started.append(
                    subprocess.Popen(
                        command,
                        env={**os.environ, "PATH": PATH},
                        stdout=log,
                        stderr=log,
                        start_new_session=True,
                    )
                )
                time.sleep(1)
            wait_for_idle_node(conf, folder)
            yield str(conf)
        finally:
            for process in reversed(started):
                stop_process(process)


def wait_for_idle_node(conf, folder, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        done = subprocess.run(
            ["sinfo", "-h", "-o", "%T"], env={**os.environ, "SLURM_CONF": conf.as_posix()}, capture_output=True,
            text=True, check=False,
        )  # fmt: skip
        if done.stdout.strip() == "idle":
            return
        time.sleep(0.5)
    logs = "\n".join(path.read_text() for path in folder.glob("*.log"))
    pytest.skip(f"SLURM did not start here: {done.stdout}{done.stderr}{logs[-1500:]}")


def test_a_sweep_runs_as_slurm_jobs_under_one_parent(slurm, quick_run, client_of, tmp_path):
    pytest.importorskip("hydra_plugins.hydra_submitit_launcher")
    launcher = (
        "hydra/launcher=submitit_slurm",
        "hydra.launcher.mem_gb=null",
        "hydra.launcher.timeout_min=10",
    )
    quick_run("seed=1,2", "name=cluster", *launcher, "-m", SLURM_CONF=slurm)
    client = client_of(f"sqlite:///{tmp_path}/mlflow.db")
    found = client.search_runs([client.get_experiment_by_name("cluster").experiment_id])
    assert {run.info.status for run in found} == {"FINISHED"}
    (parent,) = (run for run in found if run.data.tags["stage"] == "experiment")
    children = [run for run in found if run.data.tags["stage"] == "run"]
    assert sorted(run.data.tags["seed"] for run in children) == ["1", "2"]
    assert {run.data.tags["mlflow.parentRunId"] for run in children} == {parent.info.run_id}
    assert list(tmp_path.glob("outputs/sweep/*/.submitit/*/*_log.out"))


def test_the_written_recipe_classifies_an_array_of_shards(slurm, tmp_path):
    write_up = ROOT / "experiments" / "070_classify_at_scale" / "README.md"
    recipe = write_up.read_text(encoding="utf-8").split("```sh\n#!/bin/bash\n")[1].split("```")[0]
    (tmp_path / "job.sh").write_text(f"#!/bin/bash\n{recipe}".replace("--array=0-199%50", "--array=0-3"))
    (tmp_path / "shards").mkdir()
    for shard in range(4):
        found = [{"n": 10 * shard + i, "text": f"They froze the assets of {i} officials."} for i in range(10)]
        write_jsonl(tmp_path / "shards" / f"{shard:04}.jsonl", found)
    environment = {**os.environ, "SLURM_CONF": slurm, "MODEL": "rules"}
    environment["PATH"] = f"{Path(sys.executable).parent}:{PATH}"
    done = subprocess.run(
        ["sbatch", "--wait", "job.sh"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    logs = "\n".join(path.read_text() for path in tmp_path.glob("slurm-*.out"))
    assert done.returncode == 0, done.stdout + done.stderr + logs
    lines = [line for path in sorted((tmp_path / "out").glob("????.jsonl")) for line in path.open()]
    assert [json.loads(line)["n"] for line in lines] == list(range(40))
    assert all(json.loads(line)["topics"] == ["sanctions"] for line in lines)
