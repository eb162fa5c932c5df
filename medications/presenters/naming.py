"""What the names of a medicine are called on pages."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NAME_WORDS: dict[str, Promise] = {
    "name": gettext_lazy("Name"),
    "say_it": gettext_lazy("How to say it"),
    "brands": gettext_lazy("Brands"),
    "family": gettext_lazy("Kind of medicine"),
    "snomed_code": gettext_lazy("SNOMED CT code"),
}


def presented_names(names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what an organisation's own medicine is called, label by label."""
    nothing = _("not said")
    return [(str(words), names.get(code) or nothing) for code, words in NAME_WORDS.items() if names]
