"""What the law files say."""

from __future__ import annotations

import datetime

from ._command import run


def law(place: str | None = None, *, as_of: datetime.date | str | None = None, lang: str = "zh") -> str:
    """The rules at a place such as ``fs-2017-10/5``; without one, the list of instruments."""
    arguments = ["law", "list"] if place is None else ["law", "show", place]
    arguments += [] if as_of is None else ["--as-of", str(as_of)]
    return run(arguments, lang=lang).decode()
