"""Text on its way through a spreadsheet: what runs, what cannot stand in a cell, what is the same.

Pure functions of strings.
"""

import re

_RUN = r"\s*[=+\-@|%\t\r\n＝＋－＠]"
RUNS = re.compile(rf"'*{_RUN}")
"""How a cell begins that some spreadsheet would run when it opens a CSV file."""

_GUARDED = re.compile(rf"'+{_RUN}")
_NOWHERE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_|x005F_")
_LINE_END = re.compile(r"\r\n?|\u2028|\u2029|\x85")


def guarded(text: str) -> str:
    """Return a cell for a CSV file: one that a spreadsheet would run begins with an apostrophe."""
    return f"'{text}" if RUNS.match(text) else text


def unguarded(text: str) -> str:
    """Return what a cell of a CSV file said before it was guarded; one never guarded stays."""
    return text[1:] if _GUARDED.match(text) else text


def writable(text: str) -> str:
    """Return text without the signs that no workbook can hold, such as NUL."""
    return _NOWHERE.sub("", text)


def has_unwritable(text: str) -> bool:
    """Tell whether text holds such a sign."""
    return _NOWHERE.search(text) is not None


def plain(text: str) -> str:
    """Return text as it is compared: what a spreadsheet does to it unasked does not count.

    That is: line ends, blanks at both ends, and how workbooks escape unprintable signs.
    """
    return _ESCAPED.sub("", _LINE_END.sub("\n", writable(text))).strip()
