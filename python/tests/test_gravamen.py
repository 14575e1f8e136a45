"""The package gives what the command gives."""

import datetime
import os
from pathlib import Path

import pytest

import gravamen

ROOT = Path(__file__).parents[2]
CASE = {
    "case": {"id": "a", "judged": datetime.date(2024, 1, 1)},
    "person": [{"id": "p", "name": "张“三”\n"}],
    "dataset": [{"id": "d", "contains": ["credit"], "items": 60}],
    "act": [
        {"id": "a1", "by": ["p"], "does": "sell", "on": datetime.date(2023, 3, 1), "dataset": "d", "obtained_in": "none", "gains": 0}
    ],
}
ROWS = [
    {"case": str(at), "does": "sell", "on": datetime.date(2023, 3, 1), "judged": "2024-01-01", "obtained_in": "none",
     "items_credit": items, "gains": 0}
    for at, items in enumerate([49, 50, 499, 500])
]  # fmt: skip


def test_an_analysis_of_tables_and_of_a_file():
    found = gravamen.analyze(CASE)
    assert "cl/253-1 serious" in found.grades
    assert "<html" in found._repr_html_() and found.html("zh") != found.html("en")
    assert "cl/253-1 especially_serious" in gravamen.analyze(CASE, set={"dataset.d.items": 500}).grades
    assert gravamen.analyze(ROOT / "cases/software-company.toml")["persons"]


def test_what_is_wrong_with_a_case_is_told():
    with pytest.raises(gravamen.CaseError, match="sel"):
        gravamen.analyze({**CASE, "act": [{**CASE["act"][0], "does": "sel"}]})
    with pytest.raises(TypeError):
        gravamen.analyze({"case": {"id": object()}})


def test_rows_in_and_rows_out():
    found = gravamen.batch(ROWS, offence="cl/253-1")
    assert [(row["least"], row["most"]) for row in found] == [(0, 0), (1, 1), (1, 1), (2, 2)]
    assert found[0]["degree_min"] == 0.98
    assert found.made["counts"]["rows_out"] == 4
    assert "<table>" in found._repr_html_()
    by_column = gravamen.batch({name: [row[name] for row in ROWS] for name in ROWS[0]}, offence="cl/253-1")
    assert list(by_column) == list(found)


def test_a_bad_row_is_an_error_with_its_place():
    bad = [ROWS[0], {**ROWS[1], "does": "sel"}]
    with pytest.raises(gravamen.TableError) as wrong:
        gravamen.batch(bad)
    assert (wrong.value.row, wrong.value.column, wrong.value.value) == (2, "does", "sel")
    found = gravamen.batch(bad, errors="reject", offence="cl/253-1")
    assert (len(found), len(found.rejected)) == (1, 1)


def test_case_files_side_by_side_and_swept():
    cases = ROOT / "cases/witness"
    found = gravamen.compare(cases, "r07", offence="cl/253-1")
    assert {row["law"] for row in found} == {"base", "r07"}
    swept = gravamen.sweep(ROOT / "cases/software-company.toml", "fs-2017-10/5.1.3", (10, 500))
    assert (swept[0]["from"], swept[-1]["until"]) == (10, 500)


def test_the_law_is_shown():
    assert "fs-2017-10" in gravamen.law()
    assert "50" in gravamen.law("fs-2017-10/5", lang="en")


@pytest.mark.parametrize("kind", ["pandas", "polars", "pyarrow"])
def test_data_frames_come_back_as_they_went_in(kind):
    library = pytest.importorskip(kind)
    table = library.Table.from_pylist(ROWS) if kind == "pyarrow" else library.DataFrame(ROWS)
    found = gravamen.batch(table, offence="cl/253-1")
    assert type(found) is type(table)
    most = found["most"].to_pylist() if kind == "pyarrow" else list(found["most"])
    assert most == [0, 1, 1, 2]


def test_without_the_command_the_way_to_it_is_told(monkeypatch):
    monkeypatch.setitem(os.environ, "PATH", "")
    monkeypatch.delenv("GRAVAMEN", raising=False)
    with pytest.raises(gravamen.GravamenError, match="GRAVAMEN"):
        gravamen.law()
