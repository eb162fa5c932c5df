"""What a medicine may help with: in the same form, and with the same room, as harms.

The figures of the whole class are the ones to draw. Figures of single medicines are told in
words with their limits; medicines are never put in order by them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from medications.models import Evidence
from medications.presenters.benefit_words import MEASURE_WORDS
from medications.presenters.figures import RE_ANALYSIS, Figure, Icons, of_100, short, whole
from medications.presenters.sources import presented_source

DRAWN = (
    (
        gettext_lazy("A good response (half the symptoms gone, or more)"),
        gettext_lazy("have a good response"),
        "good_response_percent_on_medicine",
        "good_response_percent_on_placebo",
    ),
    (
        gettext_lazy("Symptoms coming back within about a year (relapse)"),
        gettext_lazy("have a relapse"),
        "relapse_percent_on_medicine_1_year",
        "relapse_percent_on_placebo_1_year",
    ),
)
"""The class figures to draw: heading, what happens, on a medicine, on placebo."""

NOT_FOR_COMPARING = gettext_lazy(
    "Trials counted a response in different ways, so do not compare medicines by this."
)
WIDE = gettext_lazy(
    "The ranges of the medicines overlap widely, so this does not put one above another."
)


@dataclass(frozen=True)
class Benefit:
    """One benefit of the class, drawn: heading, whose figures they are, and the figure.

    `whose` says so when the medicine of the card was not among those studied.
    """

    heading: str
    whose: str
    figure: Figure


def class_benefits(rows: Iterable[Evidence], medicine: str) -> list[Benefit]:
    """Return the class's benefits to draw, from rows without a medication and of one source."""
    by_measure = {row.measure: row for row in rows if row.medication_id is None}
    return [
        Benefit(
            str(heading),
            _whose(by_measure[on], medicine),
            _drawn(by_measure[on], by_measure[off], str(happens)),
        )
        for heading, happens, on, off in DRAWN
        if on in by_measure
        and off in by_measure
        and by_measure[on].source.code == by_measure[off].source.code
    ]


def _whose(row: Evidence, medicine: str) -> str:
    """Say whose figures these are: of all together, or of the others without this one."""
    if f"{medicine} left out" in row.population.lower():
        words = _("Other antipsychotics together. %(medicine)s was not among them:")
        return words % {"medicine": medicine.capitalize()}
    return _("All antipsychotics together, the same figures for every medicine:")


def _drawn(medicine: Evidence, placebo: Evidence, happens: str) -> Figure:
    """Return a figure on a medicine beside placebo, both ways round."""
    arms = (
        (_("an antipsychotic"), Decimal(medicine.value)),
        (_("placebo"), Decimal(placebo.value)),
    )
    icons = tuple(
        Icons(whole(percent), _both_ways(arm, percent, happens), f"{arm}: {of_100(percent)}")
        for arm, percent in arms
    )
    sentence = " ".join(each.label for each in icons)
    return Figure(sentence, medicine.population, presented_source(medicine.source), icons)


def _both_ways(arm: str, percent: Decimal, happens: str) -> str:
    """Return "On placebo: 14 of 100 people have a good response, 86 do not."."""
    return _("On %(arm)s: %(with)d of 100 people %(happens)s, %(without)d do not.") % {
        "arm": arm,
        "with": whole(percent),
        "happens": happens,
        "without": 100 - whole(percent),
    }


def own_benefits(rows: Iterable[Evidence], medicine: str) -> list[Figure]:
    """Return what is known of this medicine alone, with the limits of each figure."""
    own = [row for row in rows if row.medication_id is not None and row.is_benefit]
    overall = [row for row in own if row.measure == "overall_symptoms_smd"]
    return [
        *(_overall(row, medicine) for row in overall),
        *(_response(on, off, medicine) for on, off in _pairs(own)),
    ]


def _pairs(rows: Iterable[Evidence]) -> Iterator[tuple[Evidence, Evidence]]:
    """Return who responded on the medicine beside who did on placebo, each from one source.

    Two sources counted a response in different ways, so their figures never stand together.
    """
    rows = list(rows)
    for on in rows:
        if on.measure == "response_percent_on_medicine":
            for off in rows:
                is_other_half = off.measure == "response_percent_on_placebo"
                if is_other_half and off.source.code == on.source.code:
                    yield on, off


def _overall(row: Evidence, medicine: str) -> Figure:
    """Say how the medicine did against placebo over all symptoms, without a bare number."""
    words = {"medicine": medicine, "value": short(Decimal(row.value))}
    if row.low is None or row.high is None:
        found = _("Symptoms on %(medicine)s against placebo: %(value)s.") % words
    else:
        words |= {"low": short(row.low), "high": short(row.high)}
        found = (
            _("People had fewer symptoms on %(medicine)s than on placebo.")
            if row.high < 0
            else _(
                "It is not certain that people had fewer symptoms on %(medicine)s than on placebo."
            )
        ) % words
        found += " " + (
            _("The size is %(value)s (from %(low)s to %(high)s); 0 would be no difference.") % words
        )
    return Figure(f"{found} {WIDE}", row.population, presented_source(row.source))


def _response(on: Evidence, off: Evidence, medicine: str) -> Figure:
    """Say how many responded in this medicine's own trials; a re-analysis is named as one."""
    sentence = " ".join(
        _both_ways(arm, Decimal(row.value), _("had a response"))
        for arm, row in ((medicine, on), (_("placebo"), off))
    )
    if on.source.code == RE_ANALYSIS:
        sentence = _("Re-analysis of published trial arms. %(sentence)s") % {"sentence": sentence}
    return Figure(f"{sentence} {NOT_FOR_COMPARING}", on.population, presented_source(on.source))


def all_benefits(rows: Iterable[Evidence]) -> list[Figure]:
    """Return every benefit row as it was found, for the fold: nothing is left out."""
    return [_as_found(row) for row in rows if row.is_benefit]


def _as_found(row: Evidence) -> Figure:
    """Return one benefit row in the words of its measure."""
    words = str(MEASURE_WORDS.get(row.measure, row.measure.replace("_", " ")))
    bounds = ""
    if row.low is not None and row.high is not None:
        bounds = f" ({short(row.low)} – {short(row.high)})"
    sentence = f"{words}: {short(Decimal(row.value))}{bounds}"
    if row.note:
        sentence += f"; {row.note}"
    return Figure(sentence, row.population, presented_source(row.source))
