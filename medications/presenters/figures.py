"""Numbers of one effect: out of 100 and both ways round, ratios, differences, classes.

One denominator: out of 100 people. Figures of single trials in adults with schizophrenia come
first, those with a placebo group before those without; terms that count several effects as
one, and other people, are kept but folded out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from medications.evidence import StudiedGroup, is_adolescent, is_composite, studied_group
from medications.models import Evidence
from medications.presenters.sources import PresentedSource, presented_source

RE_ANALYSIS = "HUHN2019_ARMS"
PUBLISHED_POINT = "HUHN2019_VIA_ICE"

FREQUENCY_WORDS: dict[str, Promise] = {
    "very_common": gettext_lazy("10 or more of 100 people"),
    "common": gettext_lazy("1 to 10 of 100 people"),
    "uncommon": gettext_lazy("Fewer than 1 of 100 people"),
    "rare": gettext_lazy("Far fewer than 1 of 100 people (called rare)"),
    "very_rare": gettext_lazy("Far fewer than 1 of 100 people (called very rare)"),
    "not_known": gettext_lazy("Listed; how often is not known"),
}
GRADE_WORDS: dict[str, Promise] = {
    "0": gettext_lazy("Graded 0 (none) beside other medicines"),
    "0.5": gettext_lazy("Graded between 0 and + beside other medicines"),
    "1": gettext_lazy("Graded + beside other medicines"),
    "1.5": gettext_lazy("Graded between + and ++ beside other medicines"),
    "2": gettext_lazy("Graded ++ beside other medicines"),
    "2.5": gettext_lazy("Graded between ++ and +++ beside other medicines"),
    "3": gettext_lazy("Graded +++ beside other medicines"),
}
PROLACTIN = "prolactin"
UNITS = {"weight_gain": "kg", "heart_problems": "ms (QTc)", PROLACTIN: "ng/mL (prolactin)"}


TERM_WORDS: dict[str, Promise] = {
    "antiparkinson": gettext_lazy("needing another medicine against movement side effects"),
    "anticholinergic": gettext_lazy(
        "anticholinergic effects, such as a dry mouth, constipation or blurred sight"
    ),
}
"""Terms of figures that belong to no line of the checklist, in plain words."""


@dataclass(frozen=True)
class Icons:
    """One array of 100 figures: how many are filled, and the whole sentence for the ear."""

    affected: int
    label: str
    caption: str


@dataclass(frozen=True)
class Figure:
    """One figure as a sentence, with who was studied and its source; `icons` may be empty."""

    sentence: str
    who: str
    source: PresentedSource
    icons: tuple[Icons, ...] = ()


def whole(percent: Decimal) -> int:
    """Round per cent to whole people out of 100, halves up."""
    return int(percent.quantize(Decimal(1), ROUND_HALF_UP))


def of_100(percent: Decimal) -> str:
    """Return "12 of 100", or "fewer than 1 of 100" for less than a half that is not nothing."""
    count = whole(percent)
    if count == 0 and percent > 0:
        return _("fewer than 1 of 100")
    return _("%(count)d of 100") % {"count": count}


def both_ways(percent: Decimal) -> str:
    """Return "12 of 100 people get it, 88 do not"."""
    count = whole(percent)
    if count == 0 and percent > 0:
        return _("fewer than 1 of 100 people gets it, more than 99 do not")
    return _("%(with)d of 100 people get it, %(without)d do not") % {
        "with": count,
        "without": 100 - count,
    }


def short(number: Decimal) -> str:
    """Return a figure with at most two decimals and a true minus sign."""
    rounded = number.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
    return f"{rounded:f}".replace("-", "−")


def incidence(row: Evidence, medicine: str) -> Figure:
    """Return one figure out of 100, beside placebo where the trial had it."""
    percent = Decimal(row.value)
    on_medicine = _("On %(medicine)s: %(people)s.") % {
        "medicine": medicine,
        "people": both_ways(percent),
    }
    if row.comparator_value is None:
        sentence = on_medicine + " " + _("No placebo figure.")
    else:
        on_placebo = _("On placebo: %(people)s.") % {"people": both_ways(row.comparator_value)}
        sentence = f"{on_medicine} {on_placebo}"
    return Figure(sentence, _who(row), presented_source(row.source), _icons(row, medicine))


def _icons(row: Evidence, medicine: str) -> tuple[Icons, ...]:
    """Return an array for the medicine and, where known, one for placebo."""
    arms = [(medicine, Decimal(row.value)), (_("placebo"), row.comparator_value)]
    return tuple(
        Icons(
            whole(percent),
            _("On %(arm)s: %(people)s.") % {"arm": arm, "people": both_ways(percent)},
            f"{arm}: {of_100(percent)}",
        )
        for arm, percent in arms
        if percent is not None
    )


def _who(row: Evidence) -> str:
    """Say who was studied, and under which term the source counted it."""
    who = row.population or _("not stated")
    if row.reported_term:
        known = TERM_WORDS.get(row.reported_term, row.reported_term)
        term = _("counted as “%(term)s”") % {"term": known}
        return f"{who}; {term}"
    return who


def is_main(row: Evidence) -> bool:
    """Tell whether an incidence may be drawn: adults with schizophrenia, one effect only."""
    return (
        row.measure == "incidence_percent"
        and not is_composite(row.reported_term)
        and studied_group(row.population) is StudiedGroup.ADULT_SCHIZOPHRENIA
    )


def main_figures(rows: Iterable[Evidence], medicine: str) -> list[Figure]:
    """Return the figures to draw, those beside placebo first."""
    drawn = sorted(
        (row for row in rows if is_main(row)), key=lambda row: row.comparator_value is None
    )
    return [incidence(row, medicine) for row in drawn]


def other_figures(rows: Iterable[Evidence], medicine: str) -> list[Figure]:
    """Return every other figure of an effect as a sentence: nothing that was found is left out."""
    rows = list(rows)
    return [
        *_ratios(rows),
        *_differences(rows),
        *(
            _without_icons(row, medicine)
            for row in rows
            if row.measure == "incidence_percent" and not is_main(row)
        ),
        *(_graded(row) for row in rows if row.measure == "comparative_grade"),
        *(_classed(row) for row in rows if row.measure == "frequency_class"),
    ]


def every_figure(rows: Iterable[Evidence], medicine: str) -> list[Figure]:
    """Return all figures of an effect, those to draw first."""
    rows = list(rows)
    return [*main_figures(rows, medicine), *other_figures(rows, medicine)]


def _without_icons(row: Evidence, medicine: str) -> Figure:
    """Return a figure that is told but not drawn, and why."""
    figure = incidence(row, medicine)
    mark = ""
    if is_composite(row.reported_term):
        mark = _(" Several effects counted as one.")
    elif is_adolescent(row.population):
        mark = _(" Young people, not adults.")
    return Figure(figure.sentence + mark, figure.who, figure.source)


def _graded(row: Evidence) -> Figure:
    """Return a grade of a table that compares medicines."""
    return Figure(
        str(GRADE_WORDS[short(Decimal(row.value))]), _who(row), presented_source(row.source)
    )


def _classed(row: Evidence) -> Figure:
    """Return a frequency class in numbers, since the bare word misleads."""
    return Figure(str(FREQUENCY_WORDS[row.value]), _who(row), presented_source(row.source))


def _ratios(rows: list[Evidence]) -> list[Figure]:
    """Return relative risks: how many times as many people as on placebo."""
    return [
        _against_placebo(row, interval, _("%(value)s times as many people as on placebo"))
        for row, interval in _points(rows, "relative_risk")
    ]


def _differences(rows: list[Evidence]) -> list[Figure]:
    """Return mean differences against placebo, in their unit."""
    return [
        _against_placebo(
            row,
            interval,
            _("On average %(value)s %(unit)s against placebo")
            % {"value": "%(value)s", "unit": _unit(row)},
        )
        for row, interval in _points(rows, "mean_difference")
    ]


def _unit(row: Evidence) -> str:
    """Return the unit of a difference; one that nobody foresaw is the source's own term."""
    about = row.effect.code if row.effect else row.reported_term.partition(",")[0]
    unit = UNITS.get(about, f"({row.reported_term})")
    return unit.replace("%", "%%")


def _points(rows: list[Evidence], measure: str) -> list[tuple[Evidence, Evidence | None]]:
    """Pair each figure to show with the row that holds its interval.

    Where a published point exists it is shown; the interval of the re-analysis stands with it
    only if it contains the point. Without one, the re-analysis is shown itself.
    """
    measured = [row for row in rows if row.measure == measure]
    published = [row for row in measured if row.source.code == PUBLISHED_POINT]
    again = [row for row in measured if row.source.code == RE_ANALYSIS]
    others = [row for row in measured if row not in published and row not in again]
    if not published:
        return [(row, row) for row in again + others]
    containing = [row for row in again if _contains(row, Decimal(published[0].value))]
    return [(row, containing[0] if containing else None) for row in published] + [
        (row, row) for row in others
    ]


def _contains(row: Evidence, point: Decimal) -> bool:
    """Tell whether an interval holds a point."""
    return row.low is not None and row.high is not None and row.low <= point <= row.high


def _against_placebo(row: Evidence, interval: Evidence | None, words: str) -> Figure:
    """Word a figure against placebo with its interval; a re-analysis is named as one."""
    sentence = words % {"value": short(Decimal(row.value))}
    if interval is not None and interval.low is not None and interval.high is not None:
        bounds = {"low": short(interval.low), "high": short(interval.high)}
        if interval.source.code == RE_ANALYSIS:
            again = _("%(low)s to %(high)s in a re-analysis of published trial arms")
            sentence += f" ({again % bounds})"
        else:
            sentence += " (" + _("%(low)s to %(high)s") % bounds + ")"
    if row.source.code == RE_ANALYSIS:
        sentence = _("Re-analysis of published trial arms: %(sentence)s") % {"sentence": sentence}
    return Figure(f"{sentence}.", _who(row), presented_source(row.source))
