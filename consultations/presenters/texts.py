"""The texts that a manager of the service may word, and what stands until then."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation, TextVersion
from consultations.models import Consultation
from consultations.presenters.opening import OPEN_TO_CHOICE
from consultations.presenters.room import CONTACT
from consultations.wording import harsh_words

RIGHTS = gettext_lazy(
    "You can ask for the facts about a medicine in a way that you understand, and for time to "
    "think. You can bring somebody you trust. You can ask for a second opinion. You can ask for "
    "an advocate: somebody who speaks up for you and is not part of the team. You can ask to see "
    "what is written about you, and say where it is wrong. You can make a complaint, and your "
    "care goes on as before. Your clinician or the front desk tells you whom to ask."
)
WATCH_FOR = gettext_lazy(
    "Call 999 at once for a fit, a faint, chest pain, trouble breathing or a swollen face. Call "
    "999 at once for stiff muscles with a fever and confusion. If somebody talks of ending their "
    "life, or may come to harm, call 999 or 111. Tell the team the same day about a fever or a "
    "sore throat. Tell them if there has been no poo for some days. Tell them if somebody cannot "
    "sit still. Tell them if a medicine was stopped all at once."
)
"""To be read by a clinician before it is used; a service words its own."""
OTHER_SUPPORT = gettext_lazy(
    "Medicine is one kind of support. Talking treatments, help for your family, help with work, "
    "housing or money, and people who have been through the same can help too, with medicine or "
    "without. Ask what there is near you."
)


@dataclass(frozen=True)
class OwnText:
    """One text: `heading` is what the person reads above it, `default` ours."""

    key: str
    label: str | Promise
    help: str | Promise
    heading: str | Promise
    default: str | Promise


def _of_setting(setting: str, name: str | Promise) -> OwnText:
    """Return the text on what is open to choice in one legal setting."""
    return OwnText(
        f"open_to_choice_{setting}",
        format_lazy(gettext_lazy("What is open to choice: {setting}"), setting=name),
        gettext_lazy(
            "Say what can be chosen or talked about, and who can help. A conversation keeps the "
            "words it began with."
        ),
        gettext_lazy("What is open to choice today"),
        OPEN_TO_CHOICE[setting],
    )


TEXTS: dict[str, OwnText] = {
    each.key: each
    for each in (
        *(_of_setting(setting.value, setting.label) for setting in Consultation.LegalSetting),
        OwnText(
            "contact",
            gettext_lazy("Whom to ask"),
            gettext_lazy("With a telephone number, and when somebody answers it."),
            gettext_lazy("Whom to ask"),
            CONTACT,
        ),
        OwnText(
            "other_support",
            gettext_lazy("Other support than medicine"),
            gettext_lazy("What there is near you, and how to get to it."),
            gettext_lazy("Other support than medicine"),
            OTHER_SUPPORT,
        ),
        OwnText(
            "watch_for",
            gettext_lazy("What a carer watches for"),
            gettext_lazy("Signs for which somebody calls at once, and those to tell the team of."),
            gettext_lazy("What to watch for"),
            WATCH_FOR,
        ),
        OwnText(
            "rights",
            gettext_lazy("Your rights"),
            gettext_lazy("Facts, a second opinion, an advocate, a complaint: whom to ask."),
            gettext_lazy("Your rights"),
            RIGHTS,
        ),
    )
}
"""Every text by its key in `Organisation.texts`."""


@dataclass(frozen=True)
class PresentedText:
    """A text as it stands now: `whose` says who worded it."""

    key: str
    label: str
    help: str
    heading: str
    words: str
    whose: str
    is_own: bool
    default: str


@dataclass(frozen=True)
class PresentedVersion:
    """An earlier wording, and where it can be put back into the box."""

    said: str
    words: str
    url: str


def own_words(key: str, texts: dict[str, str]) -> str:
    """Return the service's words for a text, or ours."""
    return texts.get(key, "").strip() or str(TEXTS[key].default)


def presented_text(key: str, organisation: Organisation) -> PresentedText:
    """Return one text as it stands now."""
    text = TEXTS[key]
    is_own = bool(organisation.texts.get(key, "").strip())
    return PresentedText(
        key,
        str(text.label),
        str(text.help),
        str(text.heading),
        own_words(key, organisation.texts),
        _("Your own words.") if is_own else _("The tool's own words."),
        is_own,
        str(text.default),
    )


def presented_versions(rows: Iterable[TextVersion]) -> list[PresentedVersion]:
    """Return earlier wordings, newest first, with who kept them and when."""
    return [_presented(each) for each in rows]


def _presented(row: TextVersion) -> PresentedVersion:
    """Return one wording; an empty one brought ours back."""
    moment = formats.date_format(timezone.localtime(row.at), "j F Y, H:i")
    said = _("%(moment)s, UK time, by %(name)s") % {"moment": moment, "name": row.by.name}
    words = row.text or _("The tool's own words again.")
    address = reverse("word", args=[row.key])
    return PresentedVersion(said, words, f"{address}?from={row.number}")


def caution(text: str) -> str:
    """Return a caution for whoever words a text; '' when no word calls for one."""
    words = harsh_words(text)
    if not words:
        return ""
    quoted = ", ".join(f"“{each}”" for each in words)
    return _(
        "Please read this once more: %(words)s. Somebody who is frightened may read it as a "
        "threat, as blame or as a push. Say what can be chosen, and who can help. You may still "
        "keep it."
    ) % {"words": quoted}
