"""The analysis of one case."""

from __future__ import annotations

import datetime
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from . import _command
from ._command import law_arguments, named, run, toml


class Analysis(Mapping[str, Any]):
    """What was found of a case: the JSON of ``gravamen analyze`` as a mapping, shown in a notebook as a page."""

    def __init__(self, data: dict[str, Any], pages: dict[str, str], lang: str) -> None:
        self.data = data
        self._pages = pages
        self._lang = lang

    def __getitem__(self, key: str) -> Any:
        return self.data[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.data)

    def __len__(self) -> int:
        return len(self.data)

    def __repr__(self) -> str:
        return f"Analysis({self.data.get('case')!r}: {', '.join(self.grades) or 'no charge'})"

    @property
    def grades(self) -> list[str]:
        """The grade of every charge of every accused; ``open`` where more than one is possible."""
        charges = [charge for person in self.data["persons"] for charge in person["charges"]]
        return [f"{charge['offence']} {charge.get('grade') or 'open'}" for charge in charges]

    def html(self, lang: str | None = None) -> str:
        """A page in Chinese (``zh``) or English (``en``)."""
        return self._pages[lang or self._lang]

    def _repr_html_(self) -> str:
        return self.html()


def analyze(
    case: str | os.PathLike[str] | Mapping[str, Any],
    *,
    as_of: datetime.date | str | None = None,
    with_: str | Iterable[str] = (),
    set: Mapping[str, Any] | None = None,
    only_proven: bool = False,
    strict: bool = False,
    lang: str = "zh",
) -> Analysis:
    """Analyses a case: the path of a case file, or its tables as a dictionary.

    ``with_`` names proposals that amend the law, ``set`` choices of the law and facts of the case by their paths.
    """
    if isinstance(case, Mapping):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "case.toml"
            text = "".join(f"{key} = {toml(value)}\n" for key, value in case.items())
            path.write_text(text, encoding="utf-8")
            return analyze(path, as_of=as_of, with_=with_, set=set, only_proven=only_proven, strict=strict, lang=lang)
    arguments = ["analyze", str(case), *law_arguments(as_of, only_proven), *named(with_)]
    arguments += [word for name, value in (set or {}).items() for word in ("--set", f"{name}={_plain(value)}")]
    arguments += ["--strict"] if strict else []
    found = json.loads(run([*arguments, "--format", "json"], lang=lang))
    pages = {one: run([*arguments, "--format", "html"], lang=one).decode() for one in ("zh", "en")}
    return Analysis(found, pages, lang)


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else _command.toml(value)
