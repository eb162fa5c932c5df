"""One paragraph for a record system, and the whole summary as plain text."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from consultations.frozen import Frozen, FrozenWish
from consultations.presenters.no_card import no_card_for_a_colleague
from consultations.presenters.summary import (
    Known,
    Line,
    Summary,
    british,
    identified,
    leaves_open,
    stamp,
    unapproved,
    when,
)
from consultations.presenters.summary_medicines import conditions
from consultations.presenters.summary_sections import (
    LEFT_OPEN,
    NOT_CHECKED_BY_IT,
    chosen,
    differs,
    named_choice,
    who_decided,
)

WIDE = 2
"""By how many spaces what stands below a line goes in."""


def record_text(known: Known) -> str:
    """Return one paragraph to copy into the record system (R44)."""
    limits = filter(None, [str(NOT_CHECKED_BY_IT), unapproved(known.frozen)])
    parts = [" ".join(each.split()) for each in (*_facts(known), *limits)]
    with_conditions = conditions(known.frozen, parts)
    for line in with_conditions.lines:
        parts.append(_("Conditions of %(name)s: ") % {"name": line.lead} + " ".join(line.more))
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in parts)


def _facts(known: Known) -> Iterator[str]:
    """Return the facts, each as a short sentence, those without words left out."""
    frozen, decision = known.frozen, known.decision
    wishes = frozen.wishes
    named = [named_choice(known), decision.named_words]
    how = [chosen(known), decision.preparation, decision.dose]
    facts = [
        (_("Shared decision with"), identified(frozen)),
        (_("When and where"), when(frozen)),
        (_("Legal setting"), frozen.setting.get("legal_setting", "")),
        (_("Took part"), "; ".join(", ".join(filter(None, each)) for each in frozen.participants)),
        *((heading, words) for heading, words in wishes.goals),
        (_("To bring up"), "; ".join(wishes.topics)),
        (_("Where the person stood"), "; ".join(wishes.stances)),
        (_avoid_heading(frozen), "; ".join(_wishes(wishes.avoid, wishes.is_ordered))),
        (_("Would help"), "; ".join(_wishes(wishes.helpful, False))),
        (_("Taken then"), "; ".join(frozen.taken_now)),
        (_("Named by the person"), ", ".join(filter(None, named))),
        (_("Decided"), ", ".join(filter(None, how))),
        (_("To know"), no_card_for_a_colleague(decision)),
        (_("Still open"), str(LEFT_OPEN) if leaves_open(known) else ""),
        (_("Who decided"), who_decided(known)),
        (_("The clinician's view"), decision.clinician_view),
        (_("The clinician's reason"), decision.clinician_reason),
        (
            _("Why it differs from what was named"),
            (decision.difference_reason if differs(decision) else ""),
        ),
        (_("Open questions"), decision.open_questions),
        (_("To be looked at again on"), british(decision.review_on)),
        (_("Conversation"), stamp(known)),
    ]
    yield from (f"{heading}: {words}" for heading, words in facts if words)


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
