"""One whole card: every section in the order in which it is read."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from medications.models import (
    Card,
    CardFact,
    Caution,
    Effect,
    Evidence,
    NiceClass,
    Preparation,
    Rating,
)
from medications.presenters.benefits import Benefit, all_benefits, class_benefits, own_benefits
from medications.presenters.effects import PresentedEffect, presented_effect
from medications.presenters.figures import Figure, main_figures, other_figures
from medications.presenters.gist import gist
from medications.presenters.levels import Level, presented_level
from medications.presenters.medicines import PresentedMedicine, in_a_sentence, presented_medicine
from medications.presenters.sources import PresentedSource, presented_source
from medications.sections import SECTIONS

CAUTION_SECTIONS: dict[str, str] = {
    Caution.Kind.RESTRICTION: "what_it_is",
    Caution.Kind.LICENCE: "what_it_is",
    Caution.Kind.NOT_LICENSED: "what_it_is",
    Caution.Kind.WARNING: "side_effects",
    Caution.Kind.DOSE: "dose",
    Caution.Kind.MONITORING: "checks",
    Caution.Kind.INTERACTION: "other_medicines",
    Caution.Kind.CONTRAINDICATION: "other_medicines",
    Caution.Kind.SMOKING: "smoking",
    Caution.Kind.DRIVING: "driving",
    Caution.Kind.PREGNANCY: "pregnancy",
    Caution.Kind.BREAST_FEEDING: "breast_feeding",
    Caution.Kind.STOPPING: "stopping",
}
"""Where on the card a caution stands, by what it is about."""


@dataclass(frozen=True)
class PresentedRating:
    """What the card says of one effect, with the way to why."""

    effect: PresentedEffect
    level: Level
    url: str


@dataclass(frozen=True)
class PresentedClass:
    """One of the five NICE classes with its ratings; none is ever left out."""

    code: str
    label: str
    ratings: list[PresentedRating]


@dataclass(frozen=True)
class PresentedNumbers:
    """The figures of one effect: those to draw, and all the others to unfold."""

    name: str
    symbol: str
    main: list[Figure]
    others: list[Figure]


@dataclass(frozen=True)
class PresentedFact:
    """A fact in the words of the library with its source."""

    value: str
    source: PresentedSource


@dataclass(frozen=True)
class PresentedCaution:
    """A safety line with the sources of the facts that it rests on."""

    text: str
    sources: list[PresentedSource]


@dataclass(frozen=True)
class PresentedForm:
    """One form: what it is, strengths, how often ('not found in what was read' when empty)."""

    form: str
    strengths: str
    how_often: str
    source: PresentedSource | None


@dataclass(frozen=True)
class PresentedSection:
    """One section: our own words (drafts), cautions, and the facts by kind."""

    code: str
    heading: str
    paragraphs: list[str]
    cautions: list[PresentedCaution]
    facts: list[tuple[str, list[PresentedFact]]]

    @property
    def is_silent(self) -> bool:
        """Tell whether no fact and no caution was found, which the page then says."""
        return not self.facts and not self.cautions


@dataclass(frozen=True, eq=False)
class PresentedCard:
    """Everything a page places of one card. Made once for each card (see `kept`)."""

    medicine: PresentedMedicine
    say_it: str
    brands: str
    gist: list[tuple[str, str]]
    sections: list[PresentedSection]
    classes: list[PresentedClass]
    numbers: list[PresentedNumbers]
    class_benefits: list[Benefit]
    own_benefits: list[Figure]
    all_benefits: list[Figure]
    forms: list[PresentedForm]
    sources: list[PresentedSource]
    version: int


def presented_card(card: Card) -> PresentedCard:
    """Return a card in words. The card must come from `selectors.whole_cards`."""
    name = in_a_sentence(card)
    evidence = list(card.evidence.all())
    benefits = [row for row in evidence if row.is_benefit]
    classes = presented_classes(card)
    return PresentedCard(
        presented_medicine(card),
        card.medication.say_it or _("how to say it was not found"),
        card.medication.brands or _("no UK brand was found"),
        gist(card, [(each.effect.label, each.level) for its in classes for each in its.ratings]),
        [_section(code, card) for code in SECTIONS],
        classes,
        _numbers(evidence, name),
        class_benefits(benefits, name),
        own_benefits(benefits, name),
        all_benefits(benefits),
        [_form(each) for each in card.preparations.all()],
        _sources(card, evidence),
        card.version,
    )


def presented_classes(card: Card) -> list[PresentedClass]:
    """Return the five classes in NICE's order, each with its effects in the paper's order."""
    ratings = list(card.ratings.all())
    return [
        PresentedClass(
            each.value,
            str(each.label),
            [
                _rating(rating, card.medication.code)
                for rating in ratings
                if rating.effect.nice_class == each
            ],
        )
        for each in NiceClass
    ]


def _rating(rating: Rating, medication: str) -> PresentedRating:
    """Return one rating with the address of its reasons."""
    return PresentedRating(
        presented_effect(rating.effect),
        presented_level(rating.level, rating.basis),
        reverse("rating", args=[medication, rating.effect.code]),
    )


def _section(code: str, card: Card) -> PresentedSection:
    """Return one section; facts of one kind stand side by side, even when they disagree."""
    heading, kinds = SECTIONS[code]
    facts = [fact for fact in card.facts.all() if fact.kind in kinds]
    facts.sort(key=lambda fact: (kinds.index(fact.kind), fact.medication_id is None))
    return PresentedSection(
        code,
        str(heading),
        card.sections.get(code, []),
        [_caution(each) for each in card.cautions.all() if CAUTION_SECTIONS[each.kind] == code],
        [
            (fact_kind_words(kind), [presented_fact(fact) for fact in group])
            for kind, group in groupby(facts, key=lambda fact: fact.kind)
        ],
    )


FACT_KIND_WORDS: dict[str, Promise] = {
    "say it": gettext_lazy("How to say it"),
    "uk brand": gettext_lazy("UK brands"),
    "forms": gettext_lazy("Forms named by the sources"),
    "doses per day": gettext_lazy("How many times a day"),
}


def fact_kind_words(kind: str) -> str:
    """Return the heading of a kind of fact."""
    return str(FACT_KIND_WORDS.get(kind, kind[:1].upper() + kind[1:]))


def presented_fact(fact: CardFact) -> PresentedFact:
    """Return a fact with its source; one that holds for every medicine says so."""
    value = fact.value
    if fact.medication_id is None:
        value = _("%(fact)s (all antipsychotics)") % {"fact": value}
    return PresentedFact(value, presented_source(fact.source))


def _caution(caution: Caution) -> PresentedCaution:
    """Return a caution with its sources."""
    sources = [presented_source(fact.source) for fact in caution.facts.all()]
    return PresentedCaution(caution.text, list(dict.fromkeys(sources)))


def _form(preparation: Preparation) -> PresentedForm:
    """Return one form; what the sources do not say is said to be not found."""
    unknown = _("not found in what was read")
    source = preparation.source
    return PresentedForm(
        str(preparation.get_form_display()),
        preparation.strengths or unknown,
        preparation.how_often or unknown,
        presented_source(source) if source else None,
    )


def _numbers(evidence: Iterable[Evidence], medicine: str) -> list[PresentedNumbers]:
    """Return the figures by effect, in the paper's order; last those of the card as a whole."""
    harms = [row for row in evidence if not row.is_benefit]
    harms.sort(key=lambda row: row.effect.number if row.effect else 99)
    return [
        _effect_numbers(effect, list(rows), medicine)
        for effect, rows in groupby(harms, key=lambda row: row.effect)
    ]


def _effect_numbers(effect: Effect | None, rows: list[Evidence], medicine: str) -> PresentedNumbers:
    """Return the figures of one effect, or of none in particular."""
    return PresentedNumbers(
        effect.label if effect else _("Not one of the 36 lines"),
        effect.symbol if effect else "",
        main_figures(rows, medicine),
        other_figures(rows, medicine),
    )


def _sources(card: Card, evidence: Iterable[Evidence]) -> list[PresentedSource]:
    """Return every source that the card rests on, once, by title."""
    rows = [*evidence, *card.facts.all()]
    by_code = {row.source.code: row.source for row in rows}
    return sorted((presented_source(each) for each in by_code.values()), key=lambda s: s.title)


def side_by_side(cards: list[PresentedCard]) -> list[tuple[str, list[PresentedSection]]]:
    """Return each section's heading with that section of every card, to stand in one row."""
    return [
        (sections[0].heading, list(sections))
        for sections in zip(*(card.sections for card in cards), strict=True)
    ]
