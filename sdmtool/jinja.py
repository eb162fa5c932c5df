"""The Jinja2 environment that draws every page of ours."""

import datetime
import re
import tomllib
from collections.abc import Callable
from functools import cache
from typing import Any, cast

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import reverse
from django.utils import formats, timezone, translation
from jinja2 import (
    ChainableUndefined,
    Environment,
    PackageLoader,
    StrictUndefined,
    Template,
    nodes,
)
from jinja2.runtime import Macro
from jinja2.visitor import NodeTransformer

from sdmtool.templatetags import nhs

PLUSES = re.compile(r"([(“]?\+{2,}[)”.,;:]*)")
LONG_WORDS = re.compile(r"(\S{40,})")
# Drawings kept per macro; far above the number of levels there are.
REMEMBERED = 256
IS_MULTILINGUAL = len(settings.LANGUAGES) > 1
VERSION = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]["version"]


class SaidWords(NodeTransformer):
    """Puts words in the place of `_("…")` where nothing else is put into them.

    A page draws some hundred of them; looking each up takes longer than to draw the rest.
    """

    def visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> nodes.Node:
        """Return the words, or the node itself."""
        match node:
            case nodes.Call(node=nodes.Name(name="_"), args=[nodes.Const(value=words)], kwargs=[]):
                found = nodes.Const(translation.gettext(words) % {}, lineno=node.lineno)
                return nodes.MarkSafe(found, lineno=node.lineno, environment=node.environment)
        return super().visit(node, *args, **kwargs)


class PageEnvironment(Environment):
    """Strict about our own templates, lenient about the NHS macros.

    A name that is missing in a page or component of ours raises. The NHS macros ask for
    parameters that nobody gave and expect silence, so they are compiled apart.
    """

    def __init__(self, **options: Any) -> None:
        """Make the strict environment and, beside it, the one of the NHS macros."""
        super().__init__(
            **options,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=True,
            extensions=["jinja2.ext.i18n"],
        )
        self.nhs = Environment(
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=True,
            loader=PackageLoader("nhsuk_frontend_jinja"),
            undefined=ChainableUndefined,
        )

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        """Put a service's words in while a page is compiled, unless it has several languages."""
        if not IS_MULTILINGUAL:
            SaidWords().visit(source)
        return super()._generate(source, *args, **kwargs)

    def get_template(self, name: str | Template, *args: Any, **kwargs: Any) -> Template:
        """Find a template; names that begin with nhsuk/ are the NHS macros."""
        if isinstance(name, str) and name.startswith("nhsuk/"):
            return self.nhs.get_template(name, *args, **kwargs)
        return super().get_template(name, *args, **kwargs)


def url(name: str, *args: object, **kwargs: object) -> str:
    """Return the address of a named page: `url('clinic', code)`."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def british_date(moment: datetime.date | None) -> str:
    """Return a date or moment as '3 November 2026', in the service's time zone."""
    if isinstance(moment, datetime.datetime) and timezone.is_aware(moment):
        moment = timezone.localtime(moment)
    return formats.date_format(moment, "j F Y") if moment else ""


def apart_at_long_words(words: object) -> list[str]:
    """Return a text cut at every word that no column holds; each such word has an odd place.

    >>> apart_at_long_words("see a" + 40 * "b" + " too")[::2]
    ['see ', ' too']
    """
    return LONG_WORDS.split(str(words))


def apart_at_pluses(words: object) -> list[str]:
    """Return a text cut at each run of pluses, which then stand at the odd places.

    >>> apart_at_pluses("may cause thirst (++)")
    ['may cause thirst ', '(++)', '']
    """
    return PLUSES.split(str(words))


@cache
def _said(message: str) -> str:
    """Return a message in the one language that a service has."""
    return translation.gettext(message)


def said(message: str) -> str:
    """Return a message in the language asked for.

    A comparison says some hundred messages; looking each up anew takes longer than ranking.
    """
    return translation.gettext(message) if IS_MULTILINGUAL else _said(message)


def once_each(macro: Macro) -> Callable[..., str]:
    """Return a macro that draws the same frozen value once and remembers what it drew.

    The grid shows 700 levels that are six values: drawing each anew, words translated, takes
    20 ms. The value is kept with its drawing, so that nothing else can take over its id.
    """
    drawn: dict[tuple, tuple[object, str]] = {}

    def draw(value: object, *how: object, **named: object) -> str:
        # Asking for the language takes longer than the rest together; most services have one.
        key = (id(value), how, *named.items(), IS_MULTILINGUAL and translation.get_language())
        found = drawn.get(key)
        if found is None:
            if len(drawn) >= REMEMBERED:
                drawn.clear()
            found = drawn[key] = (value, macro(value, *how, **named))
        return found[1]

    return draw


def environment(**options: object) -> PageEnvironment:
    """Return the environment with gettext, `url`, `static` and `crispy` in every template."""
    env = PageEnvironment(
        loader=options["loader"],
        auto_reload=options["auto_reload"],
        undefined=StrictUndefined,
    )
    # The extension adds this method, which no type knows of.
    cast(Any, env).install_gettext_callables(said, translation.ngettext, newstyle=True)
    env.globals.update(
        url=url,
        static=staticfiles_storage.url,
        demo=settings.DEMO,
        version=VERSION,
        crispy=nhs.crispy,
        macro_and_params=nhs.macro_and_params,
        error_list=nhs.error_list,
        once_each=once_each,
        zip=zip,
    )
    env.filters["british_date"] = british_date
    env.filters["apart_at_pluses"] = apart_at_pluses
    env.filters["apart_at_long_words"] = apart_at_long_words
    return env
