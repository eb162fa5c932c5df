"""What one phone screen can tell of a card, and what the card is about at all."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from medications.models import Card, Preparation
from medications.presenters.levels import Level


def gist(card: Card, levels: Sequence[tuple[str, Level]]) -> list[tuple[str, str]]:
    """Return kind, use, forms, what the card is about, +++ and what is not known.

    `levels` are those of the card, each with the name of its effect.
    """
    severe = [label for label, level in levels if level.bars == 3]
    unknown = sum(level.bars is None for _label, level in levels)
    uses = [fact.value for fact in card.facts.all() if fact.kind == "licensed use"]
    forms = {str(each.get_form_display()): None for each in card.preparations.all()}
    not_found = _("not found in what was read")
    return [
        (_("Kind of medicine"), card.medication.family or not_found),
        (_("Licensed for"), "; ".join(uses) or not_found),
        (_("Comes as"), ", ".join(forms) or not_found),
        (_("This card is about"), about(card)),
        (_("Marked +++"), "; ".join(severe) or _("none of those that are known")),
        (
            _("Not known"),
            _("%(count)d of the 36 side effects: not known does not mean none")
            % {"count": unknown},
        ),
    ]


def about(card: Card) -> str:
    """Say in one line whether a card speaks of a depot, and that it speaks of no combination."""
    kinds = {each.form for each in card.preparations.all()}
    words = (
        _("%(medicine)s on its own, also as a long-acting injection (depot).")
        if Preparation.Form.LONG_ACTING_INJECTION in kinds
        else _("%(medicine)s on its own, not as a long-acting injection (depot).")
    )
    return f"{words % {'medicine': card.medication.name}} " + _("No combination of medicines.")
