"""Writes docs/limits.md from the forms and settings: `python -m tests.limits`.

OWASP ASVS 5.0, 2.1.1 to 2.1.3 and 5.1.1: rules of what is typed, in a document that is true.
"""

import inspect
from collections.abc import Iterator
from importlib import import_module
from inspect import isclass
from textwrap import fill

from allauth.account import app_settings
from django import forms
from django.conf import settings

from accounts.factor_forms import LONGEST_NAME
from accounts.passwords import LEFT_AT_LEAST, OF_THE_SERVICE, SHORTEST_WORD
from consultations.forms.checklist import LONGEST_WHY
from medications.exchange.guarding import LARGEST, LARGEST_UNPACKED, MEGABYTE
from medications.exchange.tables import MOST_ROWS
from tests.source import ROOT

PAGE = ROOT / "docs/limits.md"
OURS = ("accounts", "consultations", "medications")
HEAD = """# What fits where, and how often

Written by `.venv/bin/python -m tests.limits` from the forms and the settings; a test holds both to
each other. Whatever does not fit is answered with a sentence beside its box, and what was typed
stays. Words may be in any script; what has no width, turns the order of letters or controls a
machine is taken out, and at most four marks may stand on one letter (`accounts/words.py`).

## What goes together

Written by hand; each rule has its own tests.

Each is asked after where it is typed; what would break the record also by the service that writes
it, and most of that by the database.

- A side effect is one of: to avoid, helpful, does not apply, rather not say. Of those to avoid
  there are at most five, each at a place of its own.
- A decision on a medicine names it, from the cards or typed, and never both; a decision against one
  names none. What becomes of what is taken now does not contradict it. A medicine with conditions
  asks whether they were gone through; one that is not what the person named asks for a reason.
- A medicine taken now or before is chosen from the cards or typed, never both; a name that is typed
  is on no card.
- The day of the next look, and of going on another day, is not past; the day of a death is not to
  come.
- A local number and an NHS number are of one person of an organisation; the last figure of an NHS
  number fits the others. A year of birth is one in which somebody alive was born.
- An interval has both ends or neither, and holds its figure; what is out of 100 is from 0 to 100.
- A source is named by whoever enters a fact or a figure; nobody publishes their own card.
- A form writes to the conversation it was drawn for, once, and at the version it was drawn at; what
  only one person writes (a carer's notes, a list of one's own, questions) and the press that stops
  sharing write at the newest.
"""


def page() -> str:
    """Return the whole page."""
    return "\n".join([HEAD, *_tries(), "", *_files(), "", *_passwords(), "", *_boxes()]) + "\n"


TRIED = {
    "login": "signing in, by address of the network",
    "login_failed": "wrong passwords and codes, by address and by account",
    "reauthenticate": "showing once more who one is, by account",
    "change_password": "changing a password, by account",
    "reset_password": "asking for a link to choose a password, by address and by account",
    "reset_password_from_key": "opening such a link, by address",
    "join": "wrong codes of a conversation, by address and by browser",
    "join_here": "the same, in the whole service",
    "invited": "wrong links from before the visit, by address and by browser",
}


def _tries() -> Iterator[str]:
    """Say how often something may be tried; django-allauth has its own beside ours."""
    yield "## How often\n"
    yield "`60/10m/ip` is sixty in ten minutes for an address of the network; `key` is the account,"
    yield "the browser or the service. Beyond that the answer is 429, or a sentence.\n"
    yield "| what | how often |\n|---|---|"
    for name, what in TRIED.items():
        often = app_settings.RATE_LIMITS[name].replace(",", ", ").replace("/user", "/key")
        yield f"| {what} | {often} |"


def _files() -> Iterator[str]:
    """Say what a file may be."""
    size, unpacked = LARGEST // MEGABYTE, LARGEST_UNPACKED // MEGABYTE
    yield "## Files\n"
    yield _lines(
        f"""One kind is taken, at one place: a spreadsheet of cards, CSV or XLSX, by a pharmacist.
        It has at most {size} MB, {unpacked} MB unpacked and {MOST_ROWS:,} rows. It is read and
        not kept; formulas, links and macros are not run."""
    )


def _passwords() -> Iterator[str]:
    """Say what a password may not be."""
    shortest = settings.AUTH_PASSWORD_VALIDATORS[0]["OPTIONS"]["min_length"]
    yield "## Passwords\n"
    yield _lines(
        f"""At least {shortest} letters, of any kind; not among the 20,000 most common, not like
        one's own name or address. Where one of these words is in it, {LEFT_AT_LEAST} letters
        have to be left beside them: {", ".join(OF_THE_SERVICE)}, and every word of
        {SHORTEST_WORD} letters or more in the names of the organisation and its clinics."""
    )


def _boxes() -> Iterator[str]:
    """Say of each form what is asked, of which kind, whether it must be, and how much fits."""
    yield "## Every form\n"
    yield _lines(
        f"""A form has the boxes of the form it is made of (in brackets), too. Beside those below,
        each line of a checklist and each place of a list of one's own has a box for why
        ({LONGEST_WHY} letters), signing in asks for an address of mail, and the second step for
        a code, or for the name of a passkey ({LONGEST_NAME} letters)."""
    )
    yield ""
    yield "| form | box | kind | has to be filled in | at most |\n|---|---|---|---|---|"
    for form in found_forms():
        for name, field in form.base_fields.items():
            inherited = any(
                vars(each).get("base_fields", {}).get(name) is field for each in form.__mro__[1:]
            )
            if inherited or isinstance(field.widget, forms.HiddenInput):
                continue
            said = _label(name, field), _kind(field), "yes" if field.required else "–", _most(field)
            yield f"| {_named(form)} | {' | '.join(said)} |"


def _lines(text: str) -> str:
    """Return a paragraph in lines of a hundred letters."""
    return fill(" ".join(text.split()), 100)


def found_forms() -> list[type[forms.BaseForm]]:
    """Return every form of the service that somebody fills in, by module and name."""
    modules = [
        import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for app in OURS
        for path in sorted((ROOT / app).rglob("*form*/*.py"))
        + sorted((ROOT / app).glob("*form*.py"))
        if path.stem not in ("__init__", "factor_forms")
    ]
    modules.append(import_module("accounts.sign_in"))
    return [
        each
        for module in modules
        for _name, each in inspect.getmembers(module, isclass)
        if issubclass(each, forms.BaseForm)
        and each.__module__ == module.__name__
        and not each.__name__.startswith(("_", "Gallery"))
    ]


def _named(form: type[forms.BaseForm]) -> str:
    """Return the name of a form, and of those of ours that it is made of."""
    made_of = [each.__name__ for each in form.__bases__ if each.__module__.split(".")[0] in OURS]
    return f"{form.__name__} ({', '.join(made_of)})" if made_of else form.__name__


def _label(name: str, field: forms.Field) -> str:
    """Return what a box is called, else its name."""
    return str(field.label or name.replace("_", " ")).replace("|", "/")


def _kind(field: forms.Field) -> str:
    """Return what is typed there."""
    kinds: dict[type[forms.Field], str] = {
        forms.FileField: "file",
        forms.EmailField: "address of mail",
        forms.DateField: "day",
        forms.DecimalField: "number",
        forms.FloatField: "number",
        forms.IntegerField: "whole number",
        forms.UUIDField: "code",
        forms.MultipleChoiceField: "any of a list",
        forms.ChoiceField: "one of a list",
        forms.BooleanField: "tick",
    }
    return next((its for each, its in kinds.items() if isinstance(field, each)), "words")


def _most(field: forms.Field) -> str:
    """Return how much fits."""
    if length := getattr(field, "max_length", None):
        return f"{length:,} letters"
    if (number := getattr(field, "max_value", None)) is not None:
        return f"{number:,}"
    return ""
