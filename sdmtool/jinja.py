"""The Jinja2 environment that draws every page of ours."""

import datetime

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import reverse
from django.utils import formats, timezone, translation
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader


def url(name: str, *args: object, **kwargs: object) -> str:
    """Return the address of a named page: `url('card', 'olanzapine')`."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def british_date(moment: datetime.date | None) -> str:
    """Return a date or moment as '3 November 2026', in the service's time zone."""
    if isinstance(moment, datetime.datetime) and timezone.is_aware(moment):
        moment = timezone.localtime(moment)
    return formats.date_format(moment, "j F Y") if moment else ""


def environment(**options: object) -> Environment:
    """Return the environment: NHS macros (they need chained undefined values), gettext, globals."""
    options["loader"] = ChoiceLoader([options["loader"], PackageLoader("nhsuk_frontend_jinja")])
    options["undefined"] = ChainableUndefined
    del options["autoescape"]
    env = Environment(
        **options,
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.install_gettext_translations(translation, newstyle=True)
    env.globals.update(url=url, static=staticfiles_storage.url, demo=settings.DEMO)
    env.filters["british_date"] = british_date
    return env
