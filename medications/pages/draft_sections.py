"""The sections of a draft as one shape: how each is read, drawn, written, and where it leads.

A new section is one function here, one form, one service and one address.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Account
from medications import services
from medications.draft_parts import CautionPart, Part, PreparationPart, part_key
from medications.forms.drafting import (
    CautionForm,
    LevelForm,
    PartForm,
    PreparationForm,
    ReviewForm,
    WordsForm,
)
from medications.forms.founding import NamesForm
from medications.models import Card, Effect, Rating
from medications.sections import SECTIONS
from medications.selectors import drafting as reads

NEXT, REMOVE = "next", "remove"
"""The names of the buttons that save and go on to the next line, or take a section out."""


@dataclass(frozen=True)
class Section:
    """One section of a draft.

    now       reads the section as it stands, None when it is not there
    write     writes what a form says; raises PartFault
    remove    takes the section out as it was seen, where that can be done; raises PartFault
    saved     what the page says afterwards
    then      where Save leads, and `onwards` the other button
    options   what the form needs beside what was typed; `chosen` is filled in already
    template  the page around the form
    """

    title: str
    form: type[PartForm]
    now: Callable[[], Part | None]
    write: Callable[[Any, Account], object]
    saved: str
    then: str
    onwards: str = ""
    remove: Callable[[str, Account], object] | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    chosen: Mapping[str, Any] = field(default_factory=dict)
    template: str = "medications/desk/section.html"

    @property
    def removed(self) -> str:
        """Return what the page says after it was taken out."""
        return _("It is taken out of the draft.")

    def drawn(self) -> PartForm:
        """Return the form of the section as it stands. Raises Http404 for one that is gone."""
        now = self.now()
        if now is None and self.remove is not None:
            raise Http404
        initial = {**self.form.filled(now), **self.chosen, "seen": part_key(now)}
        return self.form(initial=initial, **self.options)

    def sent(self, data: Mapping[str, Any]) -> PartForm:
        """Return the form as it was sent."""
        return self.form(data, **self.options)


def names(draft: Card) -> Section:
    """Return what the organisation's own medicine is called. Raises Http404 for a shared one."""
    if draft.medication.organisation_id is None:
        raise Http404
    return Section(
        _("Names"),
        NamesForm,
        lambda: reads.names_part(_again(draft)),
        lambda form, by: services.write_names(card=draft, said=form.part(), seen=seen(form), by=by),
        _("The names are saved."),
        f"{reverse('draft', args=[draft.pk])}#names",
        template="medications/desk/names.html",
    )


def words(draft: Card, section: str) -> Section:
    """Return words of our own in one section of the card. Raises Http404 for an unknown one."""
    if section not in SECTIONS:
        raise Http404
    return Section(
        str(SECTIONS[section][0]),
        WordsForm,
        lambda: reads.words_part(_again(draft), section),
        lambda form, by: services.write_words(
            card=draft, section=section, said=form.part(), seen=seen(form), by=by
        ),
        _("Saved."),
        f"{reverse('draft', args=[draft.pk])}?open=words#words",
        template="medications/desk/words.html",
    )


def review(draft: Card) -> Section:
    """Return the day of review."""
    return Section(
        _("Day of review"),
        ReviewForm,
        lambda: reads.review_part(_again(draft)),
        lambda form, by: services.set_review(card=draft, said=form.part(), seen=seen(form), by=by),
        _("The day of review is saved."),
        f"{reverse('draft', args=[draft.pk])}#review",
    )


def level(draft: Card, rating: Rating, onwards: str) -> Section:
    """Return what is said of one effect; `onwards` is the next line."""
    effect = rating.effect
    return Section(
        effect.label,
        LevelForm,
        lambda: reads.level_part(_rating(draft, effect)),
        lambda form, by: services.write_level(
            card=draft, effect=effect.code, said=form.part(), seen=seen(form), by=by
        ),
        _("%(effect)s is saved.") % {"effect": effect.label},
        f"{reverse('draft', args=[draft.pk])}?open={effect.nice_class}#{effect.nice_class}",
        onwards=onwards,
        template="medications/desk/level.html",
    )


def caution(draft: Card, key: int | None) -> Section:
    """Return a safety line; without a key a new one."""

    def write(said: CautionPart | None, seen: str, by: Account) -> None:
        services.write_caution(card=draft, key=key, said=said, seen=seen, by=by)

    return Section(
        _("Add a caution") if key is None else _("Change a caution"),
        CautionForm,
        lambda: reads.caution_part(reads.caution(draft, key)),
        lambda form, by: write(form.part(), seen(form), by),
        _("The caution is saved."),
        f"{reverse('draft', args=[draft.pk])}?open=cautions#cautions",
        remove=None if key is None else partial(write, None),
    )


def preparation(draft: Card, key: int | None) -> Section:
    """Return a form of the medicine; without a key a new one."""
    now = reads.preparation_part(reads.preparation(draft, key))

    def write(said: PreparationPart | None, seen: str, by: Account) -> None:
        services.write_preparation(card=draft, key=key, said=said, seen=seen, by=by)

    return Section(
        _("Add a form") if key is None else _("Change a form"),
        PreparationForm,
        lambda: reads.preparation_part(reads.preparation(draft, key)),
        lambda form, by: write(form.part(), seen(form), by),
        _("The form is saved."),
        f"{reverse('draft', args=[draft.pk])}#preparations",
        remove=None if key is None else partial(write, None),
        options={"sources": reads.offered_sources(draft, now.source if now else None)},
    )


def seen(form: PartForm) -> str:
    """Return the key of the section as the form was drawn."""
    return str(form.cleaned_data["seen"])


def _again(draft: Card) -> Card:
    """Read a draft once more: somebody may have written in it since."""
    return reads.draft(draft)


def _rating(draft: Card, effect: Effect) -> Rating:
    """Read a rating once more."""
    return reads.rating(draft, effect.code)
