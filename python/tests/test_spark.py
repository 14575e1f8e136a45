"""The job for Spark gives the rows of one run of the command, whatever the partitions."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import gravamen
from gravamen._command import command

pyarrow = pytest.importorskip("pyarrow")
pytest.importorskip("pyspark")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("Spark needs Java", allow_module_level=True)

import pyarrow.parquet  # noqa: E402

JOB = Path(__file__).parents[1] / "spark/job.py"
SAID = {"does": "sell", "on": "2023-03-01", "judged": "2024-01-01", "obtained_in": "none"}


def rows(numbers):
    return [{"case": f"c{at}", **SAID, "items_credit": 1 + at % 600, "court": f"court {at % 3}"} for at in numbers]


def run(folder, *more, asking=None, master="local[2]"):
    words = [sys.executable, str(JOB), "--command", asking or command(), "--input", str(folder / "in"), "--output"]
    words += [str(folder / "out"), "--offence", "cl/253-1", "--as-of", "2024-01-01", *more]
    # Every file is a partition of its own, however small.
    submitted = f"--master {master} --conf spark.sql.files.openCostInBytes=134217728 pyspark-shell"
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable, "PYSPARK_SUBMIT_ARGS": submitted}
    return subprocess.run(words, capture_output=True, text=True, env=environment)


def written(folder, parts):
    (folder / "in").mkdir()
    fields = {name: pyarrow.string() for name in SAID} | {"items_credit": pyarrow.int64(), "court": pyarrow.string()}
    schema = pyarrow.schema([("case", pyarrow.string()), *fields.items()])
    for at, part in enumerate(parts):
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(part, schema=schema), folder / f"in/part-{at}.parquet")


def test_partitions_of_any_size_give_the_rows_of_one_run(tmp_path):
    parts = [rows(range(1)), [], rows(range(1, 1500))]
    written(tmp_path, parts)
    done = run(tmp_path, "--with", "agg-10x=strict")
    assert done.returncode == 0, done.stderr[-4000:]
    found = pyarrow.parquet.read_table(tmp_path / "out").to_pylist()
    alone = gravamen.batch(
        [row for part in parts for row in part], offence="cl/253-1", as_of="2024-01-01", with_="agg-10x=strict"
    )
    key = lambda row: (row["case"], row["law"])  # noqa: E731
    told = lambda all: [(key(row), row["least"], row["ground"], row["court"]) for row in sorted(all, key=key)]  # noqa: E731
    assert told(found) == told(alone)
    assert len(found) == 3000


def test_a_bad_row_fails_the_job_or_is_passed_over(tmp_path):
    written(tmp_path, [rows(range(5)), [{**rows([7])[0], "does": "sel"}]])
    done = run(tmp_path)
    assert done.returncode != 0 and "sel" in done.stderr
    done = run(tmp_path, "--tolerant")
    assert done.returncode == 0, done.stderr[-4000:]
    assert pyarrow.parquet.read_table(tmp_path / "out").num_rows == 5


def test_a_partition_is_done_anew_where_its_worker_dies(tmp_path):
    written(tmp_path, [rows(range(40)), rows(range(40, 80))])
    # The first worker that asks for rows is killed by the command that it started.
    deadly = tmp_path / "deadly"
    deadly.write_text(
        f"""#!/bin/sh
case "$*" in *"--format jsonl"*) ;; *) exec "{command()}" "$@" ;; esac
if mkdir "{tmp_path / "died"}" 2>/dev/null; then kill -9 $PPID; exit 1; fi
exec "{command()}" "$@"
"""
    )
    deadly.chmod(0o755)
    done = run(tmp_path, asking=str(deadly), master="local[2,3]")
    assert done.returncode == 0, done.stderr[-4000:]
    assert (tmp_path / "died").exists()
    found = pyarrow.parquet.read_table(tmp_path / "out").to_pylist()
    assert sorted(row["case"] for row in found) == sorted(f"c{at}" for at in range(80))
