"""What has to hold when everybody has stopped, read from the database and from each screen."""

import time
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise
from typing import Any

from consultations.models import Change, ConsentEvent, Consultation, Participant
from consultations.models.consent import Scope
from consultations.selectors.checklist import said_checklist
from tests.chaos.people import Follower, Said, Screen

CHECKLIST = frozenset({"record_checklist", "undo_checklist"})
CONSENT = frozenset({"record_consent"})


def findings(
    consultation: Consultation, senders: Mapping[Collection[str], list[Said]]
) -> Iterator[str]:
    """Return a sentence for everything that does not hold in what is kept of one conversation.

    `senders` are what the service said to each screen, by the verbs of what it sent.
    """
    changes = list(Change.objects.filter(consultation=consultation).order_by("sequence"))
    if [each.sequence for each in changes] != list(range(1, consultation.version)):
        yield "the changes are not numbered 1, 2, 3 up to the version"
    of_checklist = [each for each in changes if each.what in CHECKLIST]
    yield from _in_the_history(consultation, of_checklist)
    yield from _of_consent(consultation)
    for verbs, said in senders.items():
        yield from _of_what_was_said([each for each in changes if each.what in verbs], said)


def _in_the_history(consultation: Consultation, changes: list[Change]) -> Iterator[str]:
    """Find a change that does not begin where the last one ended."""
    for earlier, later in pairwise(changes):
        if _chosen(earlier.after) != _chosen(later.before):
            yield f"change {later.sequence} does not begin where the one before it ended"
    kept = said_checklist(consultation).checklist
    if changes and _chosen(changes[-1].after) != _chosen(vars(kept)):
        yield "the rows are not what the last change left"


def _of_consent(consultation: Consultation) -> Iterator[str]:
    """Find a carer whose scope is not what was agreed last."""
    for carer in Participant.objects.filter(consultation=consultation, kind="carer"):
        newest = ConsentEvent.objects.filter(participant=carer).order_by("-pk").first()
        if Scope.of(carer) != (Scope.of(newest) if newest else Scope()):
            yield "a carer sees something else than was agreed last"


def _chosen(checklist: dict[str, Any]) -> tuple[object, ...]:
    names = ("avoid", "helpful", "marks", "is_ordered")
    return tuple(_plain(checklist[name]) for name in names)


def _plain(its: Any) -> object:
    return list(its) if isinstance(its, tuple) else its


def _of_what_was_said(changes: list[Change], senders: list[Said]) -> Iterator[str]:
    """Find a press that was acknowledged and is not there once, or one that was refused and is."""
    keys = Counter(str(each.key) for each in changes)
    for said in senders:
        for key in said.kept:
            if keys[key] != 1:
                yield f"a press that was said to be kept is there {keys[key]} times"
        for key in said.refused:
            if key in keys:
                yield "a press that was refused is there"
    known = {key for said in senders for key in said.kept}
    unknown = len(set(keys) - known)
    if unknown > len(senders):
        yield f"{unknown} changes that nobody was told of"


def on_the_screens(
    consultation: Consultation, screens: list[Screen], followers: list[Follower], until: float
) -> Iterator[str]:
    """Find a screen that is behind, or heard of an older version after a newer one.

    Screens have until then (on the monotonic clock) to catch up.
    """
    behind = followers
    while behind and time.monotonic() < until:
        time.sleep(0.05)
        behind = [each for each in followers if each.newest < consultation.version]
    for each in followers:
        if each.newest != consultation.version:
            yield f"a screen stands at version {each.newest} of {consultation.version}"
        for newer, older in each.went_back:
            yield f"a screen heard of version {older} after {newer}"
    kept = list(said_checklist(consultation).checklist.avoid)
    for screen in screens:
        if screen.picks() != kept:
            yield "a screen shows another list than is kept"
