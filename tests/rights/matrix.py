"""Writes docs/rights.md from the addresses and their rules: `python -m tests.rights`.

The page is read and agreed by people; a test holds the service to it, so that a rule that opens
further shows there before it opens anything.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

from django.test import RequestFactory
from django.urls import get_resolver

from accounts.middleware import rule_of
from tests.integration.accounts.test_rules import REFUSED, addresses

PAGE = Path(__file__).parents[2] / "docs/rights.md"
YES, NO, NOT_THEIRS = "yes", "–", "not theirs"
HEAD = """# Who may open what

Written by `.venv/bin/python -m tests.rights`; tests hold the service to it, address by
address, role by role, method by method, and with ids of one's own, of others and of nobody.

- **yes**: the page opens, as far as the record in its address is one's own. Every other record is
  not there, and so is one that nobody has: both answer alike.
- **–**: shut. A visitor is sent to sign in, somebody in a seat to their own page.
- **not theirs**: these pages open to such a role, but the records of this clinic are not there for
  a clinician of another clinic or of another service.

*Person* and *carer* sit in a conversation without an account; *before* is the person with a link
that was given before the visit. *After the end* both keep their seat for an hour at most, and it
opens what goes home.
"""


class Address(NamedTuple):
    """One row of the page."""

    pattern: str
    name: str
    methods: tuple[str, ...]
    rule: str
    cells: dict[str, str]


def _asks(
    *roles: str, seat: str = "", is_before: bool = False, has_ended: bool = False
) -> SimpleNamespace:
    """Return what a rule looks at of somebody's request."""
    its = {"kind": seat, "is_beforehand": is_before, "has_ended": has_ended}
    place = SimpleNamespace(**its) if seat else None
    user = SimpleNamespace(is_authenticated=bool(roles))
    return SimpleNamespace(user=user, roles=frozenset(roles), seat=place, locked=None, COOKIES={})


ROLES = {
    "nobody": _asks(),
    "person": _asks(seat="service_user"),
    "before": _asks(seat="service_user", is_before=True),
    "carer": _asks(seat="carer"),
    "person after the end": _asks(seat="service_user", has_ended=True),
    "carer after the end": _asks(seat="carer", has_ended=True),
    "clinician": _asks("clinician"),
    "pharmacist": _asks("pharmacist"),
    "manager": _asks("manager"),
    "administrator": _asks("administrator"),
    "clinician of another clinic": _asks("clinician"),
    "clinician elsewhere": _asks("clinician"),
}
IN_A_CLINIC = ("conversations/<uuid:code>/", "conversations/<uuid:code>.", "live/<uuid:code>/")
REACH = {
    "clinician of another clinic": IN_A_CLINIC,
    "clinician elsewhere": (*IN_A_CLINIC, "conversations/touched/<int:key>/", "people/<int:key>/"),
}
"""Where a clinician of another place meets records of this one: for them they are not there."""


def table() -> Iterator[Address]:
    """Return every address of the service, in the order in which it is looked for."""
    for pattern, name, view in addresses(get_resolver("sdmtool.urls").url_patterns):
        rule = rule_of(view, name)
        cells = {
            role: _cell(bool(rule and rule.allows(asks)), role, pattern)
            for role, asks in ROLES.items()
        }
        yield Address(pattern, name, methods(view), rule.name if rule else REFUSED, cells)


def _cell(is_let_in: bool, role: str, pattern: str) -> str:
    """Return what stands in one cell."""
    if not is_let_in:
        return NO
    return NOT_THEIRS if pattern.startswith(REACH.get(role, ("-",))) else YES


def methods(view: Callable) -> tuple[str, ...]:
    """Return the methods that a view answers to, as it says when it is asked by none of them."""
    its_class = getattr(view, "view_class", None)
    if its_class is not None:
        named = [each.upper() for each in its_class.http_method_names if hasattr(its_class, each)]
        return tuple(sorted({*named, *(["HEAD"] if "GET" in named else [])}))
    if view.__module__.startswith("allauth."):  # written as a function, it does not say
        return ("GET", "HEAD", "POST")
    answer = view(RequestFactory().generic("NONE", "/"))
    return tuple(sorted(answer.headers["Allow"].split(", ")))


def page() -> str:
    """Return the whole page."""
    columns = ["address", "methods", "rule", *ROLES]
    rows = [
        [f"`/{each.pattern}`", " ".join(each.methods), each.rule, *each.cells.values()]
        for each in table()
    ]
    lines = [columns, ["---"] * len(columns), *rows]
    return HEAD + "\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def agreed(text: str) -> dict[str, tuple[tuple[str, ...], dict[str, str]]]:
    """Read the page back: methods and cells by address."""
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| `/")]
    return {
        row[0][2:-1]: (tuple(row[1].split()), dict(zip(ROLES, row[3:], strict=True)))
        for row in rows
    }
