"""Severity analysis of criminal cases on personal information (侵犯公民个人信息罪), from Python.

Every function asks the command ``gravamen``, so that there is one engine and one meaning of every rule. Nothing leaves
the machine. The command is the one that the environment variable ``GRAVAMEN`` names, else the one on the path.
"""

from ._analysis import Analysis, analyze
from ._command import CaseError, GravamenError
from ._rows import Rows, TableError, batch, compare, sweep
from ._law import law

__all__ = [
    "Analysis",
    "CaseError",
    "GravamenError",
    "Rows",
    "TableError",
    "analyze",
    "batch",
    "compare",
    "law",
    "sweep",
]
