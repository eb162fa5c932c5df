"""What each page of the library needs: selectors in, presented things out.

Between view and presenter, so that a view stays five lines and a presenter asks no database.
"""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from medications import kept, selectors
from medications.filters import sift
from medications.forms import CardFilterForm, CompareForm
from medications.languages import Language
from medications.models import Card, Release, Term
from medications.models.substance import LINE_37
from medications.presenters import lists
from medications.presenters.card import PresentedCard, side_by_side
from medications.presenters.effects import presented_effect, presented_groups
from medications.presenters.figures import Figure, every_figure
from medications.presenters.levels import BASIS_WORDS, clauses, doubt, presented_level
from medications.presenters.medicines import (
    PresentedMedicine,
    in_a_sentence,
    presented_medicine,
    starter_sentence,
)
from medications.presenters.sources import sources_by_kind
from medications.presenters.status import Status, overdue_sentence, presented_status
from medications.presenters.terms import hard_words
from medications.presenters.translated import in_language
from medications.selectors import translating

Context = dict[str, Any]


def cards(release: Release, form: CardFilterForm) -> Context:
    """Gather the list of medicines, and what the filter leaves out."""
    sifted, cells, wanted = _sifted(release, form)
    effects = selectors.rated_effects(release)
    shown = lists.listed_cards(sifted.shown, cells, effects, wanted)
    return _listing(release, form, sifted) | {
        "cards": shown,
        "class_words": lists.class_words(wanted),
    }


def grid(release: Release, form: CardFilterForm) -> Context:
    """Gather the grid of medicines by effects, and what the filter leaves out."""
    sifted, _cells, wanted = _sifted(release, form)
    return _listing(release, form, sifted) | {
        "grid": kept.grid(release, sifted.shown, wanted.nice_class),
        "class_words": lists.class_words(wanted),
    }


def _sifted(release: Release, form: CardFilterForm) -> tuple:
    """Apply the form's filter to the release's cards."""
    wanted, cells = form.wanted(), selectors.cells(release)
    return sift(selectors.cards(release), cells, wanted), cells, wanted


def _listing(release: Release, form: CardFilterForm, sifted: Any) -> Context:
    """Gather what list and grid have in common."""
    left_out = lists.left_out(sifted)
    named = [presented_medicine(each) for each in sifted.shown]
    named += [medicine for _, medicines in left_out for medicine in medicines]
    cards = [*sifted.shown, *(each for out in sifted.left_out.values() for each in out)]
    return {
        "release": release,
        "form": form,
        "left_out": left_out,
        "gated": lists.gated(named),
        "starter_sentence": approval_sentence(release, cards),
        "overdue": overdue_sentence(cards),
    }


def approval_sentence(release: Release, shown: Iterable[Card]) -> str:
    """Say how many of the cards on a page nobody here has approved yet."""
    keys = {each.pk for each in shown}
    not_approved = keys & selectors.starters_not_approved(release)
    return str(starter_sentence(len(keys), len(not_approved)))


def card(release: Release, medication: str, language: Language | None = None) -> Context:
    """Gather one whole card with its state in this organisation; approved words in a language."""
    found = selectors.card(release, medication)
    presented = kept.presented([found])[0]
    status = _status(release, found)
    return {
        "release": release,
        "key": found.pk,
        "card": presented,
        "status": status,
        "can_be_approved": found.organisation_id is None and not status.approval,
        "gated": lists.gated([presented.medicine]),
        "named_too": named_too(release, [presented.medicine]),
        "starter_sentence": status.starter_sentence,
        "terms": terms_of([presented]),
        "translation": in_language(
            translating.settled(release.organisation, found.medication),
            kept.english(found),
            language,
        ),
        "read_at": reverse("card", args=[medication]),
    }


def named_too(release: Release, shown: list[PresentedMedicine]) -> list[PresentedMedicine]:
    """Return gated medicines that are not the page's own: its facts and sources may name them."""
    gated = [presented_medicine(each) for each in selectors.gated_cards(release)]
    return [each for each in gated if each not in shown]


def _status(release: Release, found: Card) -> Status:
    """Gather what the organisation says about one card."""
    organisation = release.organisation
    return presented_status(
        release,
        found,
        selectors.standing_approval(release, found),
        selectors.availability(organisation).get(found.medication_id),
        selectors.local_notes(organisation, [found]).get(found.medication_id, []),
    )


def terms_of(presented: list[PresentedCard]) -> list[Term]:
    """Return the hard words that stand in the facts of the cards on a page."""
    facts = [
        fact.value
        for card in presented
        for section in card.sections
        for _kind, facts in section.facts
        for fact in facts
    ]
    figures = [
        figure
        for card in presented
        for numbers in card.numbers
        for figure in (*numbers.main, *numbers.others)
    ]
    return hard_words(" ".join(facts) + _told(figures), selectors.terms())


def _told(figures: Iterable[Figure]) -> str:
    """Return the words of figures, in which hard ones are looked for."""
    return " ".join(f"{figure.sentence} {figure.who}" for figure in figures)


def compare(release: Release, form: CompareForm) -> Context:
    """Gather two or three cards, section by section; without a choice, the question."""
    chosen = form.cleaned_data["medicine"] if form.is_valid() else []
    found = [selectors.card(release, code) for code in chosen]
    presented = kept.presented(found)
    offered = [] if found else [presented_medicine(each) for each in selectors.cards(release)]
    return {
        "release": release,
        "form": form,
        "offered": offered,
        "cards": presented,
        "sections": side_by_side(presented),
        "gated": lists.gated([each.medicine for each in presented]),
        "named_too": named_too(release, [each.medicine for each in presented]),
        "starter_sentence": approval_sentence(release, found),
        "overdue": overdue_sentence(found),
        "terms": terms_of(presented),
    }


def rating(release: Release, medication: str, effect: str) -> Context:
    """Gather why a card says what it says of one effect: the rows it rests on, and the others."""
    found = selectors.card(release, medication)
    rated = selectors.rating(found, effect)
    rows = list(selectors.found_on(found, rated.effect))
    basis = {row.pk for row in rated.evidence.all()}
    name = in_a_sentence(found)
    medicine = presented_medicine(found)
    return {
        "release": release,
        "medicine": medicine,
        "effect": presented_effect(rated.effect),
        "explanation": rated.effect.explanation,
        "its_level": presented_level(rated.level, rated.basis),
        "basis": BASIS_WORDS[rated.basis],
        "doubt": doubt(rated, rows),
        "note": rated.note,
        "reason": rated.reason,
        "rests_on": every_figure([row for row in rows if row.pk in basis], name),
        "others": every_figure([row for row in rows if row.pk not in basis], name),
        "terms": hard_words(_told(every_figure(rows, name)), selectors.terms()),
        "gated": lists.gated([medicine]),
        "named_too": named_too(release, [medicine]),
        "starter_sentence": _status(release, found).starter_sentence,
    }


def effects() -> Context:
    """Gather the 37 lines by group."""
    return {"groups": presented_groups(selectors.effects())}


def effect(release: Release, code: str) -> Context:
    """Gather one effect across all medicines."""
    found = selectors.effect(code)
    cards = selectors.cards(release)
    medicines = [presented_medicine(each) for each in cards]
    across = (
        lists.across_medicines(
            found, cards, selectors.cells(release), selectors.effect_figures(release, found)
        )
        if found.code != LINE_37
        else []
    )
    return {
        "release": release,
        "effect": presented_effect(found),
        "explanation": found.explanation,
        "nice_class": found.get_nice_class_display(),
        "group": found.group.label,
        "levels": across,
        "gated": lists.gated(medicines) if across else [],
        "starter_sentence": approval_sentence(release, cards) if across else "",
        "overdue": overdue_sentence(cards) if across else "",
    }


def sources(release: Release) -> Context:
    """Gather every source by kind."""
    return {
        "release": release,
        "kinds": sources_by_kind(selectors.sources(release)),
        "named_too": named_too(release, []),
    }


def levels(release: Release) -> Context:
    """Gather how a level comes about, and how many cells each clause gave."""
    return {
        "release": release,
        "clauses": clauses(selectors.cells(release)),
        "starter_sentence": approval_sentence(release, selectors.cards(release)),
    }
