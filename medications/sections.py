"""The sections of a card, in the order in which it is read, and the facts each one shows."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SECTIONS: dict[str, tuple[Promise, tuple[str, ...]]] = {
    "what_it_is": (_("What it is"), ("family", "licensed use", "restricted use")),
    "how_it_works": (_("How it works"), ("how it works", "time to effect", "activating effect")),
    "may_help": (_("What it may help with"), ()),
    "side_effects": (_("Side effects"), ("special warning", "blood pressure", "sun protection")),
    "numbers": (_("Numbers out of 100"), ()),
    "forms": (
        _("Forms and how often"),
        ("forms", "doses per day", "long-acting injection", "how to take", "missed doses"),
    ),
    "dose": (
        _("Dose"),
        (
            *("starting", "start dose", "usual dose", "usual dose and maximum", "maximum dose"),
            *("long-acting injection maximum", "high dose caution", "dose in kidney disease"),
        ),
    ),
    "lower_dose": (_("Could a lower dose do?"), ()),
    "checks": (_("Tests and checks"), ("monitoring", "long-acting injection monitoring")),
    "other_medicines": (
        _("With other medicines and conditions"),
        ("key interactions", "do not use with", "combination caution"),
    ),
    "food_and_drink": (_("Food and drink"), ("food",)),
    "alcohol": (_("Alcohol"), ("alcohol",)),
    "smoking": (_("Smoking"), ("smoking interaction",)),
    "driving": (_("Driving"), ("driving",)),
    "pregnancy": (_("Pregnancy"), ("pregnancy", "contraception")),
    "breast_feeding": (_("Breast-feeding"), ("breast-feeding",)),
    "stopping": (_("Do not stop suddenly"), ("stopping",)),
    "sources": (_("Sources"), ("say it", "uk brand")),
}
"""Heading and kinds of card fact by section code. A test proves that no kind is left out."""

FACT_SECTIONS = {kind: code for code, (_heading, kinds) in SECTIONS.items() for kind in kinds}
"""The section of every kind of card fact, in their order; another kind would be shown nowhere."""
FACT_KINDS = set(FACT_SECTIONS)
