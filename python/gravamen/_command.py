"""Running the command, and what it says when something is wrong."""

from __future__ import annotations

import datetime
import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

Settings = Mapping[str, Any]


class GravamenError(Exception):
    """The command could not do what was asked; the message is its own."""


class CaseError(GravamenError):
    """A case file, or the law, has something wrong in it; the message shows where, and what was expected."""


def command() -> str:
    """The command, by the environment variable ``GRAVAMEN`` or on the path."""
    found = os.environ.get("GRAVAMEN") or shutil.which("gravamen")
    if found is None:
        raise GravamenError("no command `gravamen` on the path; set the environment variable GRAVAMEN to where it is")
    return found


def run(arguments: Iterable[str], *, lang: str = "en", given: bytes | None = None, held: tuple[int, ...] = (0,)) -> bytes:
    """What the command prints. Ending with another code than those ``held`` is an error."""
    words = [command(), *arguments, "--lang", lang]
    done = subprocess.run(words, input=given, stdin=subprocess.DEVNULL if given is None else None, capture_output=True)
    if done.returncode not in held:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise (CaseError if "-->" in said else GravamenError)(said)
    return done.stdout


def law_arguments(as_of: datetime.date | str | None, only_proven: bool) -> list[str]:
    """The day whose law applies, and which facts count, as arguments."""
    arguments = [] if as_of is None else ["--as-of", str(as_of)]
    return arguments + (["--only", "proven"] if only_proven else [])


def named(laws: str | Iterable[str]) -> list[str]:
    """One law, or several, each as an argument."""
    laws = [laws] if isinstance(laws, str) else list(laws)
    return [word for law in laws for word in ("--with", law)]


def paths(cases: Any) -> list[str]:
    """One path, or several."""
    several = [cases] if isinstance(cases, (str, os.PathLike)) else list(cases)
    return [str(Path(path)) for path in several]


def toml(value: Any) -> str:
    """A value as a case file writes it."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case datetime.datetime():
            return value.date().isoformat()
        case datetime.date():
            return value.isoformat()
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case Mapping():
            return "{ " + ", ".join(f"{json.dumps(str(key), ensure_ascii=False)} = {toml(one)}" for key, one in value.items()) + " }"
        case Iterable():
            return "[" + ", ".join(toml(one) for one in value) + "]"
        case _:
            raise TypeError(f"a case file cannot hold {type(value).__name__}: {value!r}")
