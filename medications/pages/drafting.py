"""What each page of a draft needs. Every one names its medicine with all its conditions."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.urls import reverse

from medications import selectors
from medications.content import Part, differences
from medications.draft_parts import part_key
from medications.forms.drafting import DiscardForm, PartForm
from medications.models import Card, Rating, Release
from medications.pages.draft_sections import Section
from medications.presenters import drafted_figures as figures
from medications.presenters import lists
from medications.presenters.conflicts import differing
from medications.presenters.drafting import presented_draft, signed, stands_where
from medications.presenters.levels import BASIS_WORDS, presented_level
from medications.presenters.medicines import (
    PresentedMedicine,
    presented_medicine,
)
from medications.presenters.reading_age import reading_hint
from medications.reading_age import WORD
from medications.sections import SECTIONS
from medications.selectors import drafting as reads
from medications.selectors.rows import FACTS, FIGURES, retired
from medications.selectors.subjects import Subject
from medications.selectors.versions import contents
from medications.stages import Stage

Context = dict[str, Any]


def draft(
    release: Release, card: Card, form: DiscardForm | None = None, opened: str = ""
) -> Context:
    """Gather a whole draft: what is still to do, and every section; `opened` is a NICE class."""
    whole = selectors.whole_cards([card.pk])[0]
    shown = presented_draft(
        card,
        whole,
        reads.suggestions(card),
        reads.published_levels(card),
        names_to_keep(release, card),
    )
    return named(release, card) | {
        "draft": shown,
        "is_draft": card.stage == Stage.DRAFT,
        "is_submitted": card.stage == Stage.SUBMITTED,
        "stands_where": stands_where(card),
        "opened": opened,
        "is_changed": is_changed(card),
        "discard": form or DiscardForm(initial={"key": uuid4()}),
        "key": uuid4(),
    }


def is_changed(card: Card) -> bool:
    """Tell whether a draft says anything new but its day of review."""
    if card.based_on is None:
        return True
    found = contents([card, card.based_on])
    apart = differences(found[card.based_on.pk], found[card.pk])
    return any(each.part is not Part.REVIEW for each in apart)


def section(release: Release, card: Card, of: Section, form: PartForm) -> Context:
    """Gather one section with its form; what somebody else wrote stands beside what was sent."""
    now = of.now()
    differs = []
    if form.is_bound and form.data.get("seen") != part_key(now):
        differs = differing(form, {**dict.fromkeys(form.fields), **of.form.filled(now)})
        form.data = {**dict(form.data.items()), "seen": part_key(now)}
    return named(release, card) | {
        "section": of,
        "form": form,
        "hint": reading_hint(form.told(), form.oldest, names_to_keep(release, card)),
        "differs": differs,
        "is_gone": bool(differs) and now is None,
        "back": reverse("draft", args=[card.pk]),
    }


def names_to_keep(release: Release, card: Card) -> set[str]:
    """Return the names that have to stand as they are: of medicines, and brands of this one."""
    names = [each.medication.name for each in selectors.cards(release)]
    own = [card.medication.name, card.medication.brands]
    return set(WORD.findall(" ".join([*names, *own]).lower()))


def next_level(card: Card, rating: Rating) -> str:
    """Return where the next line is changed, class by class; after the last one the draft."""
    codes = [each.effect.code for each in reads.ordered_ratings(card)]
    place = codes.index(rating.effect.code) + 1
    if place == len(codes):
        return reverse("draft", args=[card.pk])
    return reverse("draft_level", args=[card.pk, codes[place]])


def level(card: Card, rating: Rating) -> Context:
    """Gather what stands beside the form of a level: what is suggested, and the rows behind it."""
    effect = rating.effect
    found = reads.suggestions(card)[effect.code]
    published = reads.published_levels(card)
    rows = [row for row in reads.rows_of(card) if row.effect_id == effect.pk]
    shown = figures.drafted_figures(card, rows, found.rows)
    return {
        "effect": effect,
        "suggested": presented_level(found.level, found.basis),
        "suggested_words": signed(presented_level(found.level, found.basis)),
        "basis": BASIS_WORDS[found.basis],
        "in_use": presented_level(published[effect.code], "") if effect.code in published else None,
        "counted": [each for each in shown if each.counts],
        "others": [each for each in shown if not each.counts],
        "retired": figures.retired_rows(
            card,
            (each for each in retired(card, FIGURES) if each.evidence.effect_id == effect.pk),
        ),
        "measures": figures.measures(card, Subject(effect)),
    }


def names(card: Card) -> Context:
    """Gather whether what is written counts at once: while nothing was published of a medicine."""
    return {"is_in_use": reads.was_published(card.medication)}


def words(card: Card, code: str) -> Context:
    """Gather what the sources say in a section, to stand beside the words of our own."""
    kinds = SECTIONS[code][1]
    gone = (each for each in retired(card, FACTS) if each.fact.kind in kinds)
    return {
        "facts": figures.facts_by_kind(card, reads.facts_of(card, kinds)),
        "retired": figures.retired_rows(card, gone),
        "new_fact_url": reverse("draft_new_fact", args=[card.pk, code]) if kinds else "",
    }


def named(release: Release, card: Card) -> Context:
    """Gather the medicine of a draft with its conditions: those in use, and those of the draft.

    What a draft takes out stands until it is published, so both are said. Other medicines with
    conditions may be named by a source or a fact.
    """
    in_use = [each for each in selectors.cards(release) if each.medication_id == card.medication_id]
    vars(card)["always_shown"] = reads.always_shown(card)
    medicine = replace(presented_medicine(card), url="")
    for each in map(presented_medicine, in_use):
        medicine = replace(
            medicine,
            conditions=tuple(dict.fromkeys(each.conditions + medicine.conditions)),
            gate=tuple(dict.fromkeys(each.gate + medicine.gate)),
        )
    return {
        "release": release,
        "card": card,
        "medicine": medicine,
        "gated": lists.gated([medicine]),
        "named_too": named_too(release, medicine.code),
    }


def named_too(release: Release, but: str = "") -> list[PresentedMedicine]:
    """Return the medicines with conditions, but one: titles of sources may name them."""
    gated = [presented_medicine(each) for each in selectors.gated_cards(release)]
    return [each for each in gated if each.code != but]
