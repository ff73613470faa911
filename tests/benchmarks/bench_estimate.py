"""50 million classified rows in Parquet through the real command: time and peak memory, against 5 million.

`ROWS=5000000` makes a smaller run. The file has ids, documents, issuers, years, topics and probabilities.
"""

import json
import os
import subprocess
import sys
import time

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

TOPICS = ("deterrence", "sanctions", "humanitarian", "partnerships")
ROWS = int(os.environ.get("ROWS", "50000000"))
BLOCK = 500_000
CODED = 2000


def write_corpus(path, rows):
    """Write `rows` paragraphs, 20 to a document, and a coded sample of 2,000 of them beside the file."""
    rng = np.random.default_rng(0)
    coded = set(rng.choice(rows, CODED, replace=False).tolist())
    names = pa.array([f"issuer{i}" for i in range(12)])
    sets = [";".join(t for j, t in enumerate(TOPICS) if code >> j & 1) for code in range(16)]
    writer, gold = None, []
    for start in range(0, rows, BLOCK):
        number = np.arange(start, min(start + BLOCK, rows))
        document = number // 20
        y = rng.random((len(number), 4)) < 0.2
        p = 1 / (1 + np.exp(-(3.5 * y - 2.2 + rng.normal(size=y.shape)))).astype(np.float32)
        documents = pa.array(document).cast("string")
        paragraph = pa.array(number % 20 + 1).cast("string")
        table = pa.table(
            {
                "id": pa.compute.binary_join_element_wise(documents, paragraph, "#"),
                "document": documents,
                "issuer": pa.DictionaryArray.from_arrays(pa.array((document % 12).astype(np.int8)), names),
                "year": pa.array((2000 + document % 24).astype(np.int16)),
                "topics": pa.DictionaryArray.from_arrays(
                    pa.array(((p >= 0.5) @ [1, 2, 4, 8]).astype(np.int8)), pa.array(sets)
                ),
                **{f"probability_{topic}": p[:, j] for j, topic in enumerate(TOPICS)},
            }
        )
        writer = writer or pq.ParquetWriter(path, table.schema, compression="zstd")
        writer.write_table(table)
        for i in sorted(coded.intersection(range(start, start + len(number)))):
            labels = [t for t, on in zip(TOPICS, y[i - start], strict=True) if on]
            gold.append({"id": f"{i // 20}#{i % 20 + 1}", "labels": labels, "inclusion": CODED / rows})
    writer.close()
    path.with_suffix(".gold.jsonl").write_text("".join(json.dumps(row) + "\n" for row in gold))


def measure(path, *options):
    """Run `paratopic estimate` in its own process; return seconds, processor seconds and peak memory in MB."""
    code = (
        "import resource, sys\nfrom paratopic.cli.app import app\n"
        "app(sys.argv[1:], standalone_mode=False)\n"
        "used = resource.getrusage(resource.RUSAGE_SELF)\n"
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, file=sys.stderr)\n"
    )
    start = time.perf_counter()
    command = [
        sys.executable,
        "-c",
        code,
        "estimate",
        str(path),
        "--gold",
        str(path.with_suffix(".gold.jsonl")),
    ]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    processor, memory = done.stderr.split()[-2:]
    return time.perf_counter() - start, float(processor), int(memory)


def test_rows_by_the_million(tmp_path):
    for rows in (ROWS // 10, ROWS):
        path = tmp_path / f"{rows}.parquet"
        write_corpus(path, rows)
        for options in (("--by", "issuer"), ("--by", "year", "--trend", "year", "--target", "process")):
            seconds, processor, memory = measure(path, *options)
            asked = f"{rows:,} rows {' '.join(options)}"
            print(f"{asked:64s} {seconds:6.1f} s ({processor:.1f} of processor) {memory:,} MB", flush=True)
        path.unlink()
