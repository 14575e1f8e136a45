"""Tables in, tidy rows out: a row for each accused, law and offence."""

from __future__ import annotations

import csv
import datetime
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ._command import GravamenError, law_arguments, named, paths, run


class TableError(GravamenError):
    """A row of a table that cannot be taken: where, what stands there, and what was expected."""

    def __init__(self, row: int, column: str, value: str, message: str, help: str) -> None:
        self.row, self.column, self.value, self.message, self.help = row, column, value, message, help
        at = f", column `{column}`, value `{value}`" if column else ""
        super().__init__(f"row {row}{at}: {message}" + (f" ({help})" if help else ""))


class Rows(list[dict[str, Any]]):
    """Rows, with those that were rejected, and what they were made from."""

    def __init__(self, rows: Iterable[dict[str, Any]], rejected: list[TableError], made: dict[str, Any]) -> None:
        super().__init__(rows)
        self.rejected = rejected
        self.made = made

    def columns(self) -> dict[str, list[Any]]:
        """The same, a list for each column: what data frames are made from."""
        return {name: [row[name] for row in self] for name in (self[0] if self else {})}

    def _repr_html_(self) -> str:
        from html import escape

        def cells(tag: str, of: Iterable[Any]) -> str:
            return "".join(f"<{tag}>{'' if one is None else escape(str(one))}</{tag}>" for one in of)

        shown = "".join(f"<tr>{cells('td', row.values())}</tr>" for row in self[:50])
        return f"<table><tr>{cells('th', self[0] if self else ())}</tr>{shown}</table><p>{len(self)} rows</p>"


def batch(
    table: Any,
    *,
    map: str | os.PathLike[str] | None = None,
    with_: str | Iterable[str] = (),
    as_of: datetime.date | str | None = None,
    offence: str | None = None,
    only_proven: bool = False,
    full: bool = False,
    wide: bool = False,
    encoding: str | None = None,
    errors: str = "raise",
    lang: str = "en",
) -> Any:
    """Holds every row of a table against the law in force and the laws of ``with_``.

    The table is a path (CSV, JSON lines, a workbook), a list of dictionaries, a data frame of pandas or polars, or
    anything with the Arrow stream interface. A data frame comes back as one of the same kind, anything else as `Rows`.
    A row that cannot be taken is an error, or, with ``errors="reject"``, listed in ``Rows.rejected``.
    """
    if errors not in ("raise", "reject"):
        raise ValueError(f"errors is `raise` or `reject`, not {errors!r}")
    arguments = [*law_arguments(as_of, only_proven), *named(with_)]
    for name, value in (("--map", map), ("--offence", offence), ("--encoding", encoding)):
        arguments += [] if value is None else [name, str(value)]
    arguments += [name for name, asked in (("--full", full), ("--wide", wide)) if asked]
    if isinstance(table, (str, os.PathLike)):
        return _asked(["batch", str(table), *arguments], errors, lang)
    records, back = _records(table)
    lines = b"".join(json.dumps(one, ensure_ascii=False, default=str).encode() + b"\n" for one in records)
    return back(_asked(["batch", "-", "--kind", "jsonl", *arguments], errors, lang, lines))


def compare(
    cases: Any,
    with_: str | Iterable[str],
    *,
    as_of: datetime.date | str | None = None,
    offence: str | None = None,
    only_proven: bool = False,
    full: bool = False,
    lang: str = "en",
) -> Rows:
    """The same case files, or folders of them, under the law in force and the laws of ``with_``."""
    arguments = ["compare", *paths(cases), *named(with_), *law_arguments(as_of, only_proven)]
    arguments += [] if offence is None else ["--offence", offence]
    return _asked(arguments + (["--full"] if full else []), "raise", lang, rejects=False)


def sweep(
    cases: Any,
    over: str,
    values: tuple[int, int],
    *,
    with_: str | None = None,
    as_of: datetime.date | str | None = None,
    offence: str | None = None,
    only_proven: bool = False,
    lang: str = "en",
) -> Rows:
    """Where every accused stands as a threshold, a parameter or a fact goes from one value to another: a row for each
    stretch of values over which nothing changes, exactly."""
    arguments = ["sweep", *paths(cases), "--over", f"{over}={values[0]}..{values[1]}"]
    arguments += [*law_arguments(as_of, only_proven), *([] if with_ is None else ["--with", with_])]
    arguments += [] if offence is None else ["--offence", offence]
    found = run([*arguments, "--format", "jsonl"], lang=lang)
    return Rows(_lines(found), [], {})


def _asked(arguments: list[str], errors: str, lang: str, given: bytes | None = None, rejects: bool = True) -> Rows:
    with tempfile.TemporaryDirectory() as folder:
        out, bad = Path(folder) / "out.jsonl", Path(folder) / "bad.csv"
        more = ["--rejects", str(bad)] if rejects else []
        run([*arguments, "--format", "jsonl", "--output", str(out), *more], lang=lang, given=given)
        made = json.loads(out.with_name("out.jsonl.json").read_text(encoding="utf-8"))
        rejected = _rejected(bad) if rejects else []
        if rejected and errors == "raise":
            raise rejected[0]
        return Rows(_lines(out.read_bytes()), rejected, made)


def _lines(text: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def _rejected(path: Path) -> list[TableError]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return [TableError(int(row["line"]), row["column"], row["value"], row["problem"], row["help"]) for row in rows]


def _records(table: Any) -> tuple[Iterable[Mapping[str, Any]], Any]:
    """The rows of a table in memory, and how the result comes back in the same kind."""
    kind = type(table).__module__.partition(".")[0]
    if kind == "pandas":
        import pandas

        # What is missing is null, whatever the type of the column.
        plain = table.astype(object).where(table.notna(), None)
        return plain.to_dict("records"), lambda rows: pandas.DataFrame(rows.columns())
    if kind == "polars":
        import polars

        return table.iter_rows(named=True), lambda rows: polars.DataFrame(rows.columns(), infer_schema_length=None)
    if hasattr(table, "__arrow_c_stream__"):
        import pyarrow

        read = pyarrow.table(table)
        return read.to_pylist(), lambda rows: pyarrow.table(rows.columns())
    if isinstance(table, Mapping):
        names = list(table)
        return (dict(zip(names, row)) for row in zip(*table.values())), lambda rows: rows
    return table, lambda rows: rows
