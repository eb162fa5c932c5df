"""One paragraph for a record system, and the whole summary as plain text."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from consultations.frozen import Frozen, FrozenWish
from consultations.presenters.colleague import (
    clinicians_view,
    left_open,
    limits,
    under_headings,
    why_it_differs,
)
from consultations.presenters.no_card import no_card_for_a_colleague
from consultations.presenters.summary import (
    Known,
    Line,
    Summary,
    british,
    how_taken,
    identified,
    stamp,
    taken_then,
    when,
)
from consultations.presenters.summary_medicines import conditions
from consultations.presenters.summary_sections import chosen, named_choice, who_decided
from consultations.presenters.until_now import told

WIDE = 2
"""By how many spaces what stands below a line goes in."""


def record_text(known: Known) -> str:
    """Return one paragraph to copy into the record system (R44)."""
    said = [*under_headings(_facts(known)), *limits(known)]
    parts = [" ".join(each.split()) for each in said]
    with_conditions = conditions(known.frozen, parts)
    for line in with_conditions.lines:
        parts.append(_("Conditions of %(name)s: ") % {"name": line.lead} + " ".join(line.more))
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in parts)


def _facts(known: Known) -> Iterator[tuple[str, str]]:
    """Return the facts under their headings, also those without words."""
    frozen, decision = known.frozen, known.decision
    wishes = frozen.wishes
    named = [named_choice(known), decision.named_words]
    how = [chosen(known), how_taken(decision)]
    yield from [
        (_("Shared decision with"), identified(frozen)),
        (_("When and where"), when(frozen)),
        (_("Legal setting"), frozen.setting.get("legal_setting", "")),
        (_("Took part"), "; ".join(", ".join(filter(None, each)) for each in frozen.participants)),
        *((heading, words) for heading, words in wishes.goals),
        (_("To bring up"), "; ".join(wishes.topics)),
        (_("Where the person stood"), "; ".join(wishes.stances)),
        (_avoid_heading(frozen), "; ".join(_wishes(wishes.avoid, wishes.is_ordered))),
        (_("Would help"), "; ".join(_wishes(wishes.helpful, False))),
        (_("Taken then"), "; ".join(taken_then(frozen))),
        (_("Named by the person"), ", ".join(filter(None, named))),
        (_("Decided"), ", ".join(filter(None, how))),
        (_("To know"), no_card_for_a_colleague(decision)),
        (_("Taken until then"), told(known)),
        (_("Still open"), left_open(known)),
        (_("Who decided"), who_decided(known)),
        *clinicians_view(known),
        (_("Why it differs from what was named"), why_it_differs(known)),
        (_("Open questions"), decision.open_questions),
        (_("To be looked at again on"), british(decision.review_on)),
        (_("Conversation"), stamp(known)),
    ]


def _avoid_heading(frozen: Frozen) -> str:
    """Say whether what is to be avoided stands in order."""
    return _("Most wants to avoid, in order") if frozen.wishes.is_ordered else _("Wants to avoid")


def _wishes(wishes: list[FrozenWish], are_numbered: bool) -> list[str]:
    """Return wishes with why, in short."""
    said = [f"{each.label} ({each.why})" if each.why else each.label for each in wishes]
    return [f"{place} {words}" for place, words in enumerate(said, 1)] if are_numbered else said


def plain_text(summary: Summary) -> str:
    """Return the summary as plain text, in the order of the page (R41)."""
    return "\n".join(_text_lines(summary)) + "\n"


def _text_lines(summary: Summary) -> Iterator[str]:
    """Return the lines of the plain text."""
    yield from filter(None, (summary.title, summary.whose, summary.when, summary.mark))
    for section in summary.sections:
        yield from ("", section.heading.upper(), *section.said)
        for place, line in enumerate(section.lines, 1):
            yield from _of_line(line, f"{place}. " if section.is_numbered else "- ")
        yield from section.after
    yield from ("", *(f"{line.lead}: {line.words}" for line in summary.record))


def _of_line(line: Line, start: str) -> Iterator[str]:
    """Return one line and what stands below it."""
    yield start + ": ".join(filter(None, [line.lead, line.words]))
    yield from (" " * WIDE + each for each in line.more)
