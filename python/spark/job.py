"""A partitioned Parquet data set analysed under several laws, written as one, on Spark.

    spark-submit job.py --command gravamen --input rows.parquet --output out.parquet \
        [--with r01 --with r15] [--offence cl/253-1] [--as-of 2024-01-01] [--map map.toml]

Every partition starts the command once and hands its rows over as JSON lines on standard input; the rows that come back
on standard output are written under one schema. The command must be at the same path on every worker; nothing else is
needed there. A row that the command rejects fails the job, unless ``--tolerant`` passes over it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
import threading
from collections.abc import Iterator

import pyarrow
from pyspark.sql import SparkSession

# What the rows say in every law and whatever the data hold; what the input brings along is carried through as text.
NUMBERS = {"least", "most", "degree_min", "degree_max", "published_imprisonment", "published_detention"}
NUMBERS |= {"published_fine", "fine_min", "fine_max"}
NUMBERS |= {f"{kind}_{end}" for kind in ("imprisonment", "detention", "control") for end in ("min", "max")}
TRUTHS = {"exact", "life", "published_probation"}


def headings(command: list[str], sample: bytes) -> list[str]:
    """The columns of the output, which depend on those of the input alone: asked of one row."""
    done = subprocess.run([*command, "--format", "csv"], input=sample, capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode())
    return done.stdout.decode("utf-8").splitlines()[0].split(",")


def schema(names: list[str]) -> pyarrow.Schema:
    """A column is a number, a truth, or text."""
    kind = lambda name: pyarrow.float64() if name in NUMBERS else pyarrow.bool_() if name in TRUTHS else pyarrow.string()
    return pyarrow.schema([(name, kind(name)) for name in names])


def typed(row: dict, of: pyarrow.Schema) -> dict:
    """The row with its covariates as text."""
    plain = lambda value: value if value is None or isinstance(value, str) else json.dumps(value)
    return {one.name: plain(row[one.name]) if one.type == pyarrow.string() else row[one.name] for one in of}


def lines(batch: pyarrow.RecordBatch) -> bytes:
    """Rows as JSON lines."""
    return b"".join(json.dumps(row, ensure_ascii=False, default=str).encode() + b"\n" for row in batch.to_pylist())


def analysed(command: list[str], of: pyarrow.Schema, tolerant: bool, at_a_time: int = 4096):
    """What a partition becomes."""

    def partition(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        batches = (batch for batch in batches if batch.num_rows > 0)
        first = next(batches, None)
        if first is None:
            return
        with tempfile.TemporaryFile() as said:
            words = [*command, "--format", "jsonl", *([] if tolerant else ["--strict"])]
            process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said)

            def feed() -> None:
                # Fed from a thread of its own, as neither side may wait for the other with its hands full.
                try:
                    process.stdin.write(lines(first))
                    for batch in batches:
                        process.stdin.write(lines(batch))
                    process.stdin.close()
                except BrokenPipeError:
                    pass

            feeder = threading.Thread(target=feed, daemon=True)
            feeder.start()
            rows: list[dict] = []
            for line in process.stdout:
                rows.append(typed(json.loads(line), of))
                if len(rows) == at_a_time:
                    yield pyarrow.RecordBatch.from_pylist(rows, schema=of)
                    rows = []
            feeder.join()
            if process.wait() != 0:
                said.seek(0)
                raise RuntimeError(said.read().decode("utf-8", "replace"))
            if rows:
                yield pyarrow.RecordBatch.from_pylist(rows, schema=of)

    return partition


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--command", default="gravamen")
    parser.add_argument("--input", required=True)
    parser.add_argument("--output", required=True)
    parser.add_argument("--with", dest="laws", action="append", default=[])
    parser.add_argument("--tolerant", action="store_true", help="passes over rows that the command rejects")
    for name in ("--offence", "--as-of", "--map"):
        parser.add_argument(name)
    asked = parser.parse_args()
    command = [asked.command, "batch", "-", "--kind", "jsonl", "--lang", "en"]
    command += [word for law in asked.laws for word in ("--with", law)]
    for name, value in (("--offence", asked.offence), ("--as-of", asked.as_of), ("--map", asked.map)):
        command += [] if value is None else [name, value]

    spark = SparkSession.builder.appName("gravamen").getOrCreate()
    table = spark.read.parquet(asked.input)
    sample = table.limit(1).toArrow()
    of = schema(headings(command, b"".join(lines(batch) for batch in sample.to_batches())))
    from pyspark.sql.pandas.types import from_arrow_schema

    found = table.mapInArrow(analysed(command, of, asked.tolerant), from_arrow_schema(of))
    found.write.mode("overwrite").parquet(asked.output)
    spark.stop()


if __name__ == "__main__":
    main()
