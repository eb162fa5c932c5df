"""The pharmacist's desk in words: what is left to do for each card, and what was said here."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import Account
from medications.models import Approval, Availability, Card, LocalNote, Release
from medications.presenters.approving import chosen_words, needed_most_first
from medications.presenters.medicines import PresentedMedicine, presented_medicine
from medications.presenters.moves import version_name
from medications.presenters.status import is_overdue, presented_status
from medications.selectors import Cell
from medications.stages import Stage
from medications.starter_rule import Basis

SHORT_BASIS: dict[str, Promise] = {
    Basis.PUBLISHED_CARD: gettext_lazy("the card in the study"),
    Basis.COMPARATIVE: gettext_lazy("tables that compare medicines"),
    Basis.COMPARATIVE_RAISED: gettext_lazy("tables that compare medicines"),
    Basis.PRODUCT_INFORMATION: gettext_lazy("product information"),
    Basis.TRIAL_INCIDENCE: gettext_lazy("trials"),
    Basis.SECONDARY: gettext_lazy("other sources"),
    Basis.BORROWED: gettext_lazy("the line on sleepiness during the day"),
    Basis.PHARMACIST: gettext_lazy("a pharmacist's reason"),
}
"""What a known level rests on, in as few words as a list has room for."""


@dataclass(frozen=True)
class DeskCard:
    """One card on the desk.

    chosen      "Decided on 3 times of late."; empty for never
    known       "31 of 36 levels are known: 20 from product information, 11 from trials."
    state       who stands behind it, which version it is, and when it is due for review
    here        whether the medicine can be had here, and how many local notes there are
    """

    medicine: PresentedMedicine
    chosen: str
    known: str
    state: tuple[str, ...]
    here: tuple[str, ...]
    stock_url: str
    history_url: str
    draft_url: str
    translations_url: str


@dataclass(frozen=True)
class InHand:
    """A version that somebody is working on; `words` says where it stands and whose it is.

    `write_url` leads to a draft's own page; empty for one that waits for a second pharmacist.
    """

    medicine: PresentedMedicine
    words: str
    url: str
    link: str
    write_url: str = ""


@dataclass(frozen=True)
class Desk:
    """The cards by what is to be done: each card stands once, where it is most urgent."""

    overdue: tuple[DeskCard, ...]
    to_approve: tuple[DeskCard, ...]
    done: tuple[DeskCard, ...]


@dataclass(frozen=True)
class Said:
    """What somebody said of a medicine here, and when; `retire_url` is empty when it is past."""

    words: str
    who: str
    retire_url: str = ""


def in_hand(cards: Iterable[Card], by: Account) -> tuple[list[InHand], list[InHand]]:
    """Return what waits for a second pharmacist, and what is being written, by medicine."""
    waiting, drafts = [], []
    for card in cards:
        shown = replace(presented_medicine(card), url="")
        if card.stage == Stage.SUBMITTED:
            link = _("Read what it changes")
            url = reverse("review_card", args=[card.pk])
            waiting.append(InHand(shown, _whose(card, by), url, link))
        else:
            link = _("See what it changes, and submit it")
            url = reverse("submit_card", args=[card.pk])
            write_url = reverse("draft", args=[card.pk])
            drafts.append(InHand(shown, _whose(card, by), url, link, write_url))
    return waiting, drafts


def _whose(card: Card, by: Account) -> str:
    """Say who began a version: the reader, or a colleague by name."""
    words = {"version": version_name(card), "name": card.author.name if card.author else ""}
    if card.author_id == by.pk:
        return _("%(version)s, yours.") % words
    return _("%(version)s, begun by %(name)s.") % words


def presented_desk(
    release: Release,
    cards: Iterable[Card],
    cells: Mapping[str, Mapping[str, Cell]],
    approvals: Mapping[int, Approval],
    states: Mapping[int, Availability],
    notes: Mapping[int, list[LocalNote]],
    chosen: Mapping[str, int],
) -> Desk:
    """Return the desk; in each part stands first what was decided on most, then by name."""
    overdue, to_approve, done = [], [], []
    for card in needed_most_first(cards, chosen):
        status = presented_status(
            release,
            card,
            approvals.get(card.pk),
            states.get(card.medication_id),
            notes.get(card.medication_id, []),
        )
        code = card.medication.code
        shown = DeskCard(
            presented_medicine(card),
            chosen_words(chosen.get(code, 0)),
            known_words(cells.get(code, {})),
            tuple(filter(None, [str(status.starter_sentence), status.approval, status.version])),
            tuple(filter(None, [status.availability, _notes_words(len(status.notes))])),
            reverse("stock", args=[code]),
            reverse("card_history", args=[code]),
            reverse("begin_draft", args=[code]),
            reverse("translations", args=[code]),
        )
        if is_overdue(card):
            overdue.append(shown)
        elif status.starter_sentence:
            to_approve.append(shown)
        else:
            done.append(shown)
    return Desk(tuple(overdue), tuple(to_approve), tuple(done))


def known_words(row: Mapping[str, Cell]) -> str:
    """Say how many of a card's levels are known, and what they rest on, most first."""
    known = [basis for level, basis in row.values() if level is not None]
    said = _("%(known)d of %(all)d levels are known") % {"known": len(known), "all": len(row)}
    counts = Counter(str(SHORT_BASIS[basis]) for basis in known)
    parts = [
        _("%(count)d from %(basis)s") % {"count": count, "basis": basis}
        for basis, count in counts.most_common()
    ]
    return f"{said}: {', '.join(parts)}." if parts else f"{said}."


def said_of_availability(rows: Iterable[Availability]) -> list[Said]:
    """Return what was said of having a medicine here, newest first."""
    return [Said(_state_words(each), _who(each.by.name, each.at)) for each in rows]


def said_in_notes(rows: Iterable[LocalNote], medication: str) -> tuple[list[Said], list[Said]]:
    """Return the local notes that stand, and those that were taken away."""
    standing, past = [], []
    for each in rows:
        who = _who(each.by.name, each.at)
        if each.retired_at is None:
            address = reverse("retire_note", args=[medication, each.pk])
            standing.append(Said(each.text, who, address))
        else:
            by = each.retired_by.name if each.retired_by else ""
            past.append(Said(each.text, f"{who} {_gone(by, each)}"))
    return standing, past


def _state_words(row: Availability) -> str:
    """Return a state with its reason."""
    state = str(row.get_state_display()).capitalize()
    return f"{state}: {row.reason}" if row.reason else f"{state}."


def _who(name: str, at: datetime) -> str:
    """Say who wrote something, and when."""
    return _("%(name)s, %(date)s.") % {"name": name, "date": _date(at)}


def _gone(name: str, note: LocalNote) -> str:
    """Say who took a note away, and when."""
    return _("Taken away by %(name)s on %(date)s.") % {"name": name, "date": _date(note.retired_at)}


def _date(at: datetime | None) -> str:
    """Return a moment as "3 November 2026"."""
    return formats.date_format(timezone.localtime(at), "j F Y")


def _notes_words(count: int) -> str:
    """Say how many local notes a card has; nothing when it has none."""
    return (
        ngettext("One local note.", "%(count)d local notes.", count) % {"count": count}
        if count
        else ""
    )
